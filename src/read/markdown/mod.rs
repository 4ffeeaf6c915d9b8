//! The Markdown reader: CommonMark with GitHub's extensions, HTML inside it, and what pandoc and its like add.
//!
//! ```text
//! bytes ─decode→ text ─front→ (front matter cut) ─blocks, pandoc→ Prepared ─events, elements→ blocks ─contents→ Document
//! ```

mod blocks;
mod builder;
mod contents;
mod css;
mod decode;
mod elements;
mod events;
mod front;
mod html;
mod marks;
mod pandoc;
mod prepared;
mod shortcodes;
mod tex;

#[cfg(test)]
mod tests;

use pulldown_cmark::Options;

use super::{Limits, Unreadable};
use crate::document::{Document, Notice, NoticeKind, PageFacts};
use crate::say;

/// Reads a Markdown or plain text file. Its lines are those of the file, front matter included.
///
/// # Errors
/// Where there is nothing to judge: no text and no picture, or more characters than `limits` allow.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let decode::Decoded { text, mut notices } = decode::decode(bytes);
    if text.len() > limits.characters && text.chars().count() > limits.characters {
        return Err(limits.over("characters"));
    }
    let front = front::front(&text);
    let body = text.get(front.bytes..).unwrap_or_default();
    let prepared = pandoc::without_syntax(blocks::plain_blocks(body, front.lines + 1));
    let mut built = events::build(&prepared, limits)?;
    contents::mark(&mut built);
    if built.blocks.is_empty() {
        return Err(Unreadable::Empty);
    }
    if front.holds_abstract {
        notices.push(abstract_in_front_matter());
    }
    let pages = PageFacts {
        explicit_breaks: built.explicit_breaks,
        rules: built.rules,
        image_height: built.picture_height,
        ..PageFacts::default()
    };
    Ok(Document { blocks: built.blocks, pages, properties: front.properties, notices, ..Document::default() })
}

fn abstract_in_front_matter() -> Notice {
    Notice {
        kind: NoticeKind::Structure,
        message: say!(
            "L'en-tête du fichier (front matter) contient un résumé ou un abstract. Cet en-tête n'est pas lu comme du texte du dossier : regardez-le, ou mettez ce texte dans le corps du document.",
            "The file's front matter holds an abstract. Front matter is not read as text of the dossier: look at it, or move that text into the body."
        ),
        page: None,
    }
}

/// What is read beyond CommonMark, named one by one: some of what `Options::all()` brings changes or loses text
/// (smart punctuation, metadata blocks in the middle of a file, definition lists that eat a colon of `:::`).
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// `text` without control characters (line ends and tabs stay) and without the reader's own marks.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|&c| matches!(c, '\n' | '\t') || !(c.is_control() || ('\u{fdd0}'..='\u{fdef}').contains(&c)))
        .collect()
}
