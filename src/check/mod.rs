//! Holds a structured, measured document against a certification. One file per kind of requirement.
//!
//! A check knows no input format and no output format. It says *not met* only where the reading was sure enough;
//! else it says *not judged*, why, and what a person should look at.

mod absence;
mod absent;
mod agreement;
mod alterations;
mod awaited;
mod blank_pages;
mod candidates;
mod claims;
mod codes;
mod companion;
mod coverage;
mod deadline;
mod denial;
mod draft;
mod due_apart;
mod evidence;
mod fields;
mod filled;
mod filler;
mod fixed_text;
mod form;
mod form_text;
mod half_read;
mod hollow;
mod labels;
mod language;
mod length;
mod listing;
mod mention;
mod mentioned;
mod names;
mod occurrences;
mod order;
mod own_names;
mod page_numbers;
mod passage;
mod passage_length;
mod phrases;
mod presence;
mod prose;
mod protection;
mod recurring;
mod repeat;
mod reworded;
mod shown;
mod stray;
mod subject;
mod twice_said;
mod unanswered;
mod unheaded;
mod unlike;
mod untold;
mod when;
mod wholes;
mod written_in;
mod zones;

pub use companion::{Beside, Companion};
pub use deadline::{Deposit, Known, before, deadlines};
pub use due_apart::{DueApart, due_apart, wants_apart, whole};
pub use filler::{has_filler, is_mark, is_mark_in};
pub use protection::of_protected;
pub use subject::Subject;
pub use unanswered::{Given, unanswered};

use crate::certification::{Asks, Certification, DOSSIER, Extent, Requirement};
use crate::document::Notice;
use crate::finding::{Finding, Where};
use crate::measure::Count;
use crate::message::Message;
use draft::Answer;
use form_text::FormText;

/// What the checks said.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// One finding a requirement, in the certification's order.
    pub findings: Vec<Finding>,
    /// Ids of the requirements that each section of the structure serves, parallel to its sections.
    pub serves: Vec<Vec<String>>,
    /// What is to be told of the document as a whole.
    pub notices: Vec<Notice>,
    /// What is due apart and stands in the document all the same.
    pub inside: Vec<Inside>,
}

/// A text that is due as a document of its own, found inside another.
#[derive(Clone, Debug)]
pub struct Inside {
    /// What it is.
    pub title: Message,
    /// Where it stands.
    pub place: Where,
    /// What counts in it.
    pub count: Count,
    /// Whether it is the text that was handed in apart; none where none was.
    pub same: Option<bool>,
}

/// Checks `subject`, which has the role `role` in its session, against `certification`. The documents handed in `beside`
/// it may hold what is due apart (the French résumé), and must agree with it.
///
/// What a document of its own answers (the résumé handed in alone) is answered too; what another document answers is
/// not.
pub fn check(certification: &Certification, role: &str, subject: &Subject, beside: Beside<'_>) -> Checked {
    let context = Context::new(certification, role, subject, beside);
    let mut checked = Checked::nothing(subject);
    for requirement in &certification.requirements {
        let Some(answer) = context.answer(requirement, role) else { continue };
        for section in answer.served {
            if let Some(list) = checked.serves.get_mut(section) {
                list.push(requirement.id.clone());
            }
        }
        checked.findings.push(answer.finding);
        checked.inside.extend(context.inside(requirement));
    }
    if role == DOSSIER && subject.structure.document.gaps.is_empty() {
        checked.notices.extend(unlike::notice(certification, subject, &checked.findings));
    }
    checked
}

impl Checked {
    /// No answer on `subject`.
    pub fn nothing(subject: &Subject) -> Self {
        Self { serves: vec![Vec::new(); subject.structure.sections.len()], ..Self::default() }
    }
}

/// What all checks of a dossier share, worked out once.
struct Context<'a> {
    certification: &'a Certification,
    dossier: &'a Subject,
    others: &'a [&'a Companion],
    /// These are all that was handed in.
    complete: bool,
    /// Its pages are slides.
    slides: bool,
    form: FormText,
    hollow: hollow::Shared,
    reworded: reworded::Shared,
    candidates: candidates::Candidates,
    phrases: phrases::PhraseIndex<'a>,
    names: names::Names,
}

impl<'a> Context<'a> {
    fn new(
        certification: &'a Certification,
        role: &str,
        dossier: &'a Subject,
        Beside { others, complete }: Beside<'a>,
    ) -> Self {
        let slides = certification.document(role).is_some_and(|document| document.slides);
        let mut candidates = candidates::Candidates::of(dossier, certification, role);
        if slides {
            candidates.drop_title(dossier, first_topics(certification, role));
        }
        let phrases = phrases::PhraseIndex::of(dossier, certification);
        let names = names::Names::of(dossier, certification, &candidates);
        let is_form = !certification.passages.is_empty()
            || certification.requirements.iter().any(|r| matches!(r.asks, Asks::FixedText(_)));
        let form = if is_form { FormText::of(dossier) } else { FormText::default() };
        Self {
            certification,
            dossier,
            others,
            complete,
            slides,
            form,
            hollow: hollow::Shared::default(),
            reworded: reworded::Shared::default(),
            candidates,
            phrases,
            names,
        }
    }

    /// The answer to a requirement; none where another document answers it.
    fn answer(&self, requirement: &Requirement, role: &str) -> Option<Answer> {
        if requirement.document != role {
            return self.alone(requirement, role);
        }
        let answer = match &requirement.asks {
            Asks::Presence(asks) => presence::check(self, requirement, asks),
            Asks::Length(asks) => length::check(self, requirement, asks),
            Asks::Language(asks) => language::check(self, requirement, asks),
            Asks::Listing(asks) => listing::check(self, requirement, asks),
            Asks::Form(asks) => form::check(self, requirement, asks),
            Asks::Mention(asks) => mention::check(self, requirement, asks),
            Asks::Coverage(groups) => coverage::check(self, requirement, groups),
            Asks::Codes(asks) => codes::check(self, requirement, asks),
            Asks::Protection(asks) => protection::check(self, requirement, *asks),
            Asks::Order(asks) => order::check(self, requirement, asks),
            Asks::Agreement(asks) => agreement::check(self, requirement, asks)?,
            Asks::Repeat(asks) => repeat::check(self, requirement, asks),
            Asks::Fields(asks) => fields::check(self, requirement, asks),
            Asks::Filled(asks) => filled::check(self, requirement, asks),
            Asks::FixedText(texts) => fixed_text::check(self, requirement, texts),
            Asks::PageNumbers => page_numbers::check(self, requirement),
            Asks::Absence(asks) => absence::check(self, requirement, asks),
        };
        let mut answer = match &requirement.when {
            Some(when) => when::apply(self, requirement, when, answer),
            None => answer,
        };
        answer = half_read::apply(self, requirement, answer);
        if answer.finding.waits {
            answer.finding.waits_for = awaited::part(self.certification, requirement).unwrap_or_default();
        }
        Some(answer)
    }

    /// The answer of a document of its own to what is due apart from another, where that one is not there to give it.
    fn alone(&self, requirement: &Requirement, role: &str) -> Option<Answer> {
        if self.others.iter().any(|other| other.role == requirement.document) {
            return None;
        }
        match &requirement.asks {
            Asks::Presence(asks) if asks.apart && asks.topics.iter().any(|topic| topic == role) => {
                let answer = match asks.language.as_deref() {
                    Some(language) => written_in::alone(requirement, self.dossier, language),
                    None => written_in::handed_in(requirement, self.dossier),
                };
                Some(half_read::apply(self, requirement, answer))
            }
            Asks::Length(asks) if asks.apart && asks.of == Extent::Topic(role.to_owned()) => {
                let answer = passage_length::alone(requirement, asks, self.dossier);
                Some(half_read::apply(self, requirement, answer))
            }
            _ => None,
        }
    }

    /// What is due apart and stands in this document all the same.
    fn inside(&self, requirement: &Requirement) -> Option<Inside> {
        let Asks::Presence(asks) = &requirement.asks else { return None };
        let language = asks.language.as_deref().filter(|_| asks.apart)?;
        let found =
            asks.topics.iter().flat_map(|topic| passage::passages(self, topic, Some(language))).next()?;
        let is_it = found.language.is_some_and(|is| is.id() == language)
            && found.tally.count.words >= passage::FEW_WORDS;
        is_it.then(|| Inside {
            title: requirement.title.clone(),
            place: presence::place(self, found.candidate),
            count: found.tally.count,
            same: self.apart(&asks.topics).map(|other| self.dossier.is_alike(found.blocks.clone(), other)),
        })
    }

    /// The document handed in beside that is about one of `topics`.
    fn apart(&self, topics: &[String]) -> Option<&Subject> {
        self.others.iter().find(|other| topics.contains(&other.role)).map(|other| &other.subject)
    }
}

/// The topics of the part that a document begins with.
fn first_topics<'c>(certification: &'c Certification, role: &str) -> &'c [String] {
    let asks = |requirement: &'c Requirement| match &requirement.asks {
        Asks::Presence(presence) if requirement.document == role => Some(presence.topics.as_slice()),
        _ => None,
    };
    certification.requirements.iter().find_map(asks).unwrap_or_default()
}
