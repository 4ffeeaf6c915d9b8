//! Holds a structured, measured document against a certification. One file per kind of requirement.
//!
//! A check knows no input format and no output format. It says *not met* only where the reading was sure enough;
//! else it says *not judged*, why, and what a person should look at.

mod absent;
mod candidates;
mod codes;
mod coverage;
mod deadline;
mod draft;
mod due_apart;
mod form;
mod language;
mod length;
mod listing;
mod mention;
mod passage;
mod presence;
mod protection;
mod subject;
mod unlike;

pub use deadline::deadlines;
pub use due_apart::{DueApart, due_apart};
pub use protection::of_protected;
pub use subject::Subject;

use crate::certification::{Asks, Certification};
use crate::document::Notice;
use crate::finding::Finding;

/// What the checks said.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// One finding a requirement, in the certification's order.
    pub findings: Vec<Finding>,
    /// Ids of the requirements that each section of the structure serves, parallel to its sections.
    pub serves: Vec<Vec<String>>,
    /// What is to be told of the document as a whole.
    pub notices: Vec<Notice>,
}

/// Checks `dossier` against `certification`. `apart` are documents handed in beside it that may hold what is due apart
/// (the French résumé).
pub fn check(certification: &Certification, dossier: &Subject, apart: &[Subject]) -> Checked {
    let context = Context::new(certification, dossier, apart);
    let mut checked =
        Checked { serves: vec![Vec::new(); dossier.structure.sections.len()], ..Checked::default() };
    for requirement in &certification.requirements {
        let answer = match &requirement.asks {
            Asks::Presence(asks) => presence::check(&context, requirement, asks),
            Asks::Length(asks) => length::check(&context, requirement, asks),
            Asks::Language(asks) => language::check(&context, requirement, asks),
            Asks::Listing(asks) => listing::check(&context, requirement, asks),
            Asks::Form(asks) => form::check(&context, requirement, asks),
            Asks::Mention(asks) => mention::check(&context, requirement, asks),
            Asks::Coverage(groups) => coverage::check(&context, requirement, groups),
            Asks::Codes(asks) => codes::check(&context, requirement, asks),
            Asks::Protection(asks) => protection::check(&context, requirement, *asks),
        };
        for section in answer.served {
            if let Some(list) = checked.serves.get_mut(section) {
                list.push(requirement.id.clone());
            }
        }
        checked.findings.push(answer.finding);
    }
    checked.notices.extend(unlike::notice(certification, dossier, &checked.findings));
    checked
}

/// What all checks of a dossier share, worked out once.
struct Context<'a> {
    certification: &'a Certification,
    dossier: &'a Subject,
    apart: &'a [Subject],
    candidates: candidates::Candidates,
    phrases: mention::PhraseIndex,
    names: coverage::Names,
}

impl<'a> Context<'a> {
    fn new(certification: &'a Certification, dossier: &'a Subject, apart: &'a [Subject]) -> Self {
        let candidates = candidates::Candidates::of(dossier, certification);
        let phrases = mention::PhraseIndex::of(dossier, certification);
        let names = coverage::Names::of(dossier, certification, &candidates);
        Self { certification, dossier, apart, candidates, phrases, names }
    }
}
