//! Places and figures as the facts print them.

use crate::check::Subject;
use crate::document::{Notice, NoticeKind, beginning};
use crate::message::{Message, english_number, french_number};
use crate::say;

/// Places that one fact names; the others are only counted by its figures.
const NAMED: usize = 5;
/// Characters of an excerpt.
const EXCERPT: usize = 60;

/// The places of `blocks`, each once, in reading order: « p. 4, 7 », « lignes 12, 80 », or the heading above.
pub(super) fn of(subject: &Subject, blocks: &[usize]) -> Message {
    let mut pages: Vec<u32> = Vec::new();
    let mut lines: Vec<u32> = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    for &at in blocks {
        let place = subject.place_without_excerpt(at);
        match (place.page, place.line, place.heading) {
            (Some(page), _, _) => push_new(&mut pages, page),
            (_, Some(line), _) => push_new(&mut lines, line),
            (_, _, Some(heading)) => push_new(&mut headings, heading),
            _ => {}
        }
    }
    let list = |numbers: &[u32]| {
        let mut named: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
        named.extend((numbers.len() > NAMED).then(|| "…".to_owned()));
        named.join(", ")
    };
    if !pages.is_empty() {
        let pages = list(&pages);
        return say!("p. {pages}", "p. {pages}");
    }
    if !lines.is_empty() {
        let (s, lines) = (if lines.len() > 1 { "s" } else { "" }, list(&lines));
        return say!("ligne{s} {lines}", "line{s} {lines}");
    }
    if headings.is_empty() {
        return say!("dans le texte", "in the text");
    }
    titles(&headings.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The first of `titles`, quoted and cut.
pub(super) fn titles(titles: &[&str]) -> Message {
    let quote = |title: &&str| (format!("« {} »", cut(title)), format!("“{}”", cut(title)));
    let (mut fr, mut en): (Vec<String>, Vec<String>) = titles.iter().take(NAMED).map(quote).unzip();
    if titles.len() > NAMED {
        fr.push("…".to_owned());
        en.push("…".to_owned());
    }
    Message::new(fr.join(", "), en.join(", "))
}

/// A notice about `blocks`.
pub(super) fn notice(subject: &Subject, kind: NoticeKind, message: Message, blocks: &[usize]) -> Notice {
    Notice { kind, message, page: blocks.iter().find_map(|&at| subject.block(at)?.place.page) }
}

/// Adds `one` where it is not there already, as far as is shown: those beyond are only an ellipsis.
fn push_new<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if list.len() <= NAMED && !list.contains(&one) {
        list.push(one);
    }
}

/// As much of the beginning of `text` as is quoted.
pub(super) fn cut(text: &str) -> String {
    beginning(text, EXCERPT)
}

/// A number in both languages.
pub(super) fn number(n: usize) -> Message {
    Message::new(french_number(n as u64), english_number(n as u64))
}

/// `part` of `whole` in percent, at least 1 where there is any.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    if part == 0 { 0 } else { (part * 100 / whole.max(1)).max(1) }
}
