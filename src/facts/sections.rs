//! Headings with nothing under them.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Kind, Notice, NoticeKind};
use crate::hash::{HashMap, HashSet};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;
use crate::structure::{OutlineTrust, Section, ZoneKind};

/// Share of the sections, in percent, beyond which it is the reading of the headings that is at fault.
const MOST: usize = 25;
/// Height left free under a heading, as a share of its page, in which no picture can stand.
const GAP: f32 = 0.06;
/// Titles over a table of contents.
const CONTENTS: [&str; 4] = ["sommaire", "table des matieres", "contents", "table of contents"];

/// Sections of the text that hold no word, no picture and no section. Titles of the cover are none.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let structure = &subject.structure;
    if structure.outline != OutlineTrust::Sure {
        return None;
    }
    let parents: HashSet<usize> = structure.sections.iter().filter_map(|section| section.parent).collect();
    let has_parts = |at: usize| parents.contains(&at);
    let lone: Vec<(bool, &Section)> = structure
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.zone == ZoneKind::Body)
        .map(|(at, section)| (!has_parts(at) && is_empty(subject, section), section))
        .skip_while(|(_, section)| subject.count(section.own.clone()).words == 0)
        .collect();
    let empty: Vec<&Section> = lone.iter().filter(|(empty, _)| *empty).map(|(_, section)| *section).collect();
    if empty.is_empty() || empty.len() * 100 > lone.len() * MOST {
        return None;
    }
    let titles: Vec<&str> = empty.iter().map(|section| section.heading.as_str()).collect();
    let blocks: Vec<usize> = empty.iter().map(|section| section.block).collect();
    let Message { fr, en } = places::titles(&titles);
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(empty.len()), places::of(subject, &blocks));
    let message = if empty.len() == 1 {
        say!("Un titre sans rien dessous : {fr} ({at}).", "A heading with nothing under it: {en} ({there}).")
    } else {
        say!(
            "{n} titres sans rien dessous : {fr} ({at}).",
            "{m} headings with nothing under them: {en} ({there})."
        )
    };
    Some(places::notice(subject, NoticeKind::Structure, message, &blocks))
}

/// Sections of which several have one and the same text and nothing else.
pub(super) fn alike(subject: &Subject) -> Option<Notice> {
    /// Words from which a text is its own, and sections that may have it.
    const OWN: usize = 10;
    const FEW: usize = 2;
    let structure = &subject.structure;
    let mut by_text: HashMap<u64, Vec<&Section>> = HashMap::default();
    for section in structure.sections.iter().filter(|section| section.zone == ZoneKind::Body) {
        let words = subject.words.get(section.own.clone()).unwrap_or_default();
        if words.iter().map(|words| words.len()).sum::<usize>() >= OWN {
            let mut hash = by_text.hasher().build_hasher();
            words.iter().flat_map(|words| words.words()).for_each(|word| word.hash(&mut hash));
            by_text.entry(hash.finish()).or_default().push(section);
        }
    }
    let mut alike: Vec<&Section> = by_text.into_values().filter(|all| all.len() > FEW).flatten().collect();
    alike.sort_by_key(|section| section.block);
    if alike.is_empty() {
        return None;
    }
    let titles: Vec<&str> = alike.iter().map(|section| section.heading.as_str()).collect();
    let blocks: Vec<usize> = alike.iter().map(|section| section.block).collect();
    let Message { fr, en } = places::titles(&titles);
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(alike.len()), places::of(subject, &blocks));
    let message = say!(
        "{n} titres n'ont dessous que le même texte, mot pour mot : {fr} ({at}).",
        "{m} headings have nothing but the same text under them, word for word: {en} ({there})."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// True where nothing stands between the heading and the next one: no word, no picture, and on a page no room for one.
fn is_empty(subject: &Subject, section: &Section) -> bool {
    // What puts the table of contents there does so where the file is printed.
    if CONTENTS.contains(&Normalised::of(&section.title).words().collect::<Vec<_>>().join(" ").as_str()) {
        return false;
    }
    let own = subject.structure.blocks(section.own.clone());
    own.iter().filter(|block| block.in_flow()).all(|block| block.kind != Kind::Image && block.is_blank())
        && !has_room(subject, section)
}

/// True where the format knows pages but not its pictures, and one may stand under the heading.
fn has_room(subject: &Subject, section: &Section) -> bool {
    if subject.structure.document.pages.exact.is_none() {
        return false;
    }
    let heading = subject.block(section.block);
    let next = subject.structure.blocks(section.own.end..subject.words.len());
    let next = next.iter().find(|block| block.in_flow() && !block.is_blank());
    match (heading, next) {
        (Some(heading), Some(next)) if heading.place.page == next.place.page => {
            match (heading.cues.position, next.cues.position) {
                (Some(above), Some(below)) => below.top - above.bottom > GAP,
                _ => true,
            }
        }
        _ => true,
    }
}
