//! Marked content: structure, artifacts, layers and `ActualText`.

use lopdf::{Dictionary, Object};

use super::Walker;
use crate::document::is_visible;
use crate::hash::HashSet;
use crate::read::pdf::font::{push_plain, text_string};
use crate::read::pdf::page::{Artifact, Flags, Mark};
use crate::read::pdf::tokens::{Operand, Tokens};

/// How many times as long as what is drawn the text that stands for it may be, and so many characters more: a formula, an
/// abbreviation.
const MOST_TIMES: usize = 4;
const FEW: usize = 40;
/// Letters that are drawn on a page and that it says are nothing, from which they count all the same: labels of lists stay
/// below.
const MUCH_UNSAID: usize = 60;
/// Characters that the texts of a page may add to what is drawn there, each a little.
const MUCH_ADDED: usize = 400;

/// Marked content that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Index into the page's marks that its glyphs get.
    mark: u16,
    /// The text that stands for its glyphs, and where they begin.
    actual: Option<Actual>,
    /// A layer that is off.
    off: bool,
}

#[derive(Debug)]
struct Actual {
    text: String,
    first: usize,
    unknown: usize,
}

impl Open {
    /// What is drawn in a layer that is off.
    pub(super) fn layer_off() -> Self {
        Self { off: true, ..Self::default() }
    }
}

/// Properties of marked content, from its operand or the resources.
#[derive(Default)]
struct Properties {
    mcid: Option<u32>,
    actual: Option<String>,
    kind: Option<Vec<u8>>,
    subtype: Option<Vec<u8>>,
    off: bool,
}

impl<'f> Walker<'_, 'f, '_> {
    pub(super) fn begin_marked(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        // Beyond any real nesting: what is left open would only cost room.
        if self.open.len() >= 10_000 {
            return;
        }
        let tag = match tokens.operands.first() {
            Some(Operand::Name(span)) => tokens.bytes(*span),
            _ => b"",
        };
        let properties = self.properties(tag, tokens, resources);
        let outer = self.mark();
        let outer_mark = self.page.marks.get(usize::from(outer)).copied().unwrap_or_default();
        let artifact = (tag == b"Artifact").then(|| artifact(&properties)).or(outer_mark.artifact);
        let mark = match properties.mcid {
            Some(mcid) => Mark { mcid: Some(mcid), owner: self.owner, artifact },
            None => Mark { artifact, ..outer_mark },
        };
        let actual = properties.actual.filter(|_| self.open.iter().all(|open| open.actual.is_none()));
        let mark = self.mark_index(mark, outer);
        self.open.push(Open {
            mark,
            actual: actual.map(|text| Actual {
                text,
                first: self.page.glyphs.len(),
                unknown: self.page.unknown,
            }),
            off: properties.off || self.open.last().is_some_and(|open| open.off),
        });
    }

    pub(super) fn end_marked(&mut self) {
        if let Some(Open { actual: Some(actual), .. }) = self.open.pop() {
            self.replace(&actual);
        }
    }

    /// Index of the mark that glyphs get now.
    pub(super) fn mark(&self) -> u16 {
        self.open.last().map_or(0, |open| open.mark)
    }

    /// True where glyphs stand in a layer that is off.
    pub(super) fn is_off(&self) -> bool {
        self.open.last().is_some_and(|open| open.off)
    }

    /// True where another text stands for the glyphs.
    pub(super) fn is_replaced(&self) -> bool {
        self.open.iter().any(|open| open.actual.is_some())
    }

    fn mark_index(&mut self, mark: Mark, outer: u16) -> u16 {
        if self.page.marks.get(usize::from(outer)) == Some(&mark) {
            return outer;
        }
        match u16::try_from(self.page.marks.len()) {
            Ok(index) => {
                self.page.marks.push(mark);
                index
            }
            Err(_) => outer,
        }
    }

    fn properties(&self, tag: &[u8], tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) -> Properties {
        match tokens.operands.get(1) {
            Some(Operand::Name(name)) => {
                let Some(entry) = self.resource(resources, b"Properties", tokens.bytes(*name)) else {
                    return Properties::default();
                };
                let off = tag == b"OC" && self.shared.layers.is_member_off(self.file, entry);
                self.file.to_dict(entry).map_or_else(
                    || Properties { off, ..Properties::default() },
                    |dict| Properties { off, ..self.listed(dict) },
                )
            }
            Some(Operand::DictOpen) => inline(tokens),
            _ => Properties::default(),
        }
    }

    fn listed(&self, dict: &Dictionary) -> Properties {
        Properties {
            mcid: self.file.integer(dict, b"MCID").and_then(|mcid| u32::try_from(mcid).ok()),
            actual: match self.file.get(dict, b"ActualText") {
                Some(Object::String(bytes, _)) => Some(text_string(bytes)),
                _ => None,
            },
            kind: self.file.name(dict, b"Type").map(<[u8]>::to_vec),
            subtype: self.file.name(dict, b"Subtype").map(<[u8]>::to_vec),
            off: false,
        }
    }

    /// Puts the text of `actual` in the place of the glyphs since its start.
    fn replace(&mut self, actual: &Actual) {
        let mut text = String::with_capacity(actual.text.len());
        actual.text.chars().for_each(|c| push_plain(c, &mut text));
        let Some(glyphs) = self.page.glyphs.get(actual.first..).filter(|glyphs| !glyphs.is_empty()) else {
            return;
        };
        let drawn: String = glyphs.iter().map(|glyph| self.page.text_of(glyph)).collect();
        let same =
            drawn.split_whitespace().flat_map(str::chars).eq(text.split_whitespace().flat_map(str::chars));
        if same && self.page.unknown == actual.unknown {
            return;
        }
        let unknown = self.page.unknown - actual.unknown;
        self.page.unknown = actual.unknown;
        let (Some(first), Some(last)) = (glyphs.first().copied(), glyphs.last().copied()) else { return };
        let letters = drawn.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > 0 && !text.chars().any(is_visible) {
            self.unsaid.push((actual.first..self.page.glyphs.len(), first));
            self.unsaid_letters += letters;
        }
        let (Ok(start), Ok(length)) = (u32::try_from(self.page.text.len()), u16::try_from(text.len())) else {
            return;
        };
        self.page.text.push_str(&text);
        self.forget_reaches(actual.first);
        for glyph in self.page.glyphs.iter_mut().skip(actual.first) {
            glyph.flags.set(Flags::DROPPED);
        }
        if text.is_empty() {
            return;
        }
        if let Some(glyph) = self.page.glyphs.get_mut(actual.first) {
            (glyph.start, glyph.length) = (start, length);
            if last.angle == first.angle && (last.across - first.across).abs() < 0.5 * first.size {
                glyph.width = (last.end() - first.along).max(first.width);
            }
            glyph.flags.clear(Flags::DROPPED | Flags::SPACE);
            let (said, shown) = (visible(&text), visible(&drawn));
            if said > MOST_TIMES * shown + FEW {
                glyph.flags.set(Flags::UNLIKE);
            } else if unknown == 0 && is_another_text(&text, &drawn) {
                self.longer.push(actual.first);
                self.added += said.max(shown);
            } else if said * 2 > shown * 3 + FEW / 2 {
                self.longer.push(actual.first);
                self.added += said - shown;
            }
            if text.trim().is_empty() {
                glyph.flags.set(Flags::SPACE);
            }
        }
    }
}

impl Walker<'_, '_, '_> {
    /// Takes what is drawn for the text where much of it is said to be nothing: its reader sees it.
    pub(super) fn keep_unsaid(&mut self) {
        if self.unsaid_letters < MUCH_UNSAID {
            return;
        }
        for (range, first) in std::mem::take(&mut self.unsaid) {
            let Some(glyphs) = self.page.glyphs.get_mut(range) else { continue };
            glyphs.iter_mut().for_each(|glyph| glyph.flags.clear(Flags::DROPPED));
            if let Some(glyph) = glyphs.first_mut() {
                *glyph = first;
            }
        }
    }

    /// Doubts texts that are longer than what is drawn or another one, where they are much of the page.
    pub(super) fn doubt_longer(&mut self) {
        if self.added < MUCH_ADDED {
            return;
        }
        for at in std::mem::take(&mut self.longer) {
            if let Some(glyph) = self.page.glyphs.get_mut(at) {
                glyph.flags.set(Flags::UNLIKE);
            }
        }
    }
}

/// True for two texts of which each is one, and which have hardly a word in common.
fn is_another_text(said: &str, drawn: &str) -> bool {
    /// Letters of a word that tells one text from another, and such words of a text.
    const LETTERS: usize = 4;
    const WORDS: usize = 4;
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= LETTERS);
        words.map(str::to_lowercase).collect()
    };
    let (said, drawn) = (words(said), words(drawn));
    let common = said.intersection(&drawn).count();
    said.len() >= WORDS && drawn.len() >= WORDS && common * 5 <= said.len().min(drawn.len())
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The properties of a dictionary that stands in the content.
fn inline(tokens: &Tokens<'_>) -> Properties {
    let mut out = Properties::default();
    let mut depth = 0;
    let mut key: &[u8] = b"";
    for operand in tokens.operands.iter().skip(1) {
        match operand {
            Operand::DictOpen | Operand::ArrayOpen => depth += 1,
            Operand::DictClose | Operand::ArrayClose => depth -= 1,
            _ if depth != 1 => {}
            Operand::Name(span) if key.is_empty() => {
                key = tokens.bytes(*span);
                continue;
            }
            Operand::Number(value) if key == b"MCID" && *value >= 0.0 => out.mcid = Some(*value as u32),
            Operand::Text(span) if key == b"ActualText" => {
                out.actual = Some(text_string(tokens.bytes(*span)))
            }
            Operand::Name(span) if key == b"Type" => out.kind = Some(tokens.bytes(*span).to_vec()),
            Operand::Name(span) if key == b"Subtype" => out.subtype = Some(tokens.bytes(*span).to_vec()),
            _ => {}
        }
        if depth == 1 {
            key = b"";
        }
    }
    out
}

fn artifact(properties: &Properties) -> Artifact {
    match (properties.kind.as_deref(), properties.subtype.as_deref()) {
        (_, Some(b"Header")) => Artifact::Header,
        (_, Some(b"Footer")) => Artifact::Footer,
        (Some(b"Pagination"), _) => Artifact::Pagination,
        _ => Artifact::Other,
    }
}
