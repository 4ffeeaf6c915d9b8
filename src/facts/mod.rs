//! Facts that a person may want to judge: text that cannot be seen, letters of another alphabet, repetition, empty
//! sections, a layout that makes pages. Each comes with its figures and its places, and none is a verdict: there are
//! honest reasons for all of them.
//!
//! Knows no rule: what is unusual in any dossier is told whatever the certification, of which it is only given the
//! sentences that a dossier may have copied.

mod code;
mod contents;
mod copies;
mod homoglyphs;
mod language;
mod layout;
mod near;
mod notes;
mod official;
mod places;
mod repetition;
mod sections;
mod sheets;
mod signs;
mod small_words;
#[cfg(test)]
mod tests;
mod unfinished;
mod unseen;

use self::repetition::Prose;
use crate::check::Subject;
use crate::document::Notice;

/// The facts about `subject`, in a fixed order; `official` are the sentences that its rules quote.
pub fn of<'a>(subject: &Subject, official: impl Iterator<Item = &'a str>) -> Vec<Notice> {
    let prose = Prose::of(subject);
    let mut out = Vec::new();
    out.extend(unseen::hidden(subject));
    out.extend(unseen::off_page(subject));
    out.extend(unseen::deleted(subject));
    out.extend(unseen::doubtful(subject));
    out.extend(unseen::invisible(subject));
    out.extend(homoglyphs::of(subject));
    out.extend(repetition::of(subject, &prose));
    out.extend(official::of(subject, &prose, official));
    out.extend(signs::rows(subject));
    out.extend(signs::small(subject));
    out.extend(signs::odd(subject));
    out.extend(language::of(subject));
    out.extend(sections::of(subject));
    out.extend(sections::alike(subject));
    // What the contents promise may stand in what was not read.
    out.extend(contents::of(subject).filter(|_| subject.structure.document.gaps.is_empty()));
    out.extend(contents::repeated(subject));
    out.extend(copies::of(subject));
    out.extend(code::of(subject));
    out.extend(notes::of(subject));
    out.extend(layout::of(subject));
    out.extend(sheets::of(subject));
    out.extend(unfinished::of(subject));
    out
}
