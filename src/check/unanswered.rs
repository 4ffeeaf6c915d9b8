//! The requirements of a certification that no document was held against: what they are about was not handed in, or could
//! not be read.

use super::draft::Answer;
use crate::certification::{Asks, Certification, Requirement};
use crate::finding::{Finding, Unanswered, WhyUnanswered};
use crate::message::Message;
use crate::say;

/// What there was to judge.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Roles of the documents that were read; none where the file could not be.
    pub roles: &'a [&'a str],
    /// Roles of those that were given beside and could not be read.
    pub unread: &'a [String],
    /// Everything that was given was taken for one of them: what is not there was not given.
    pub all: bool,
}

/// The requirements of `certification` to which none of `findings`, which are in its order, is the answer. A requirement of
/// the rules that a document brings along (those of a form) is none of the certification.
pub fn unanswered(certification: &Certification, findings: &[Finding], given: Given<'_>) -> Vec<Unanswered> {
    let is_open = |one: &&Requirement| !findings.iter().any(|finding| answers(certification, finding, one));
    let mut all: Vec<(Place, Unanswered)> = certification
        .requirements
        .iter()
        .filter(is_open)
        .map(|requirement| {
            let place = Place::of(certification, &requirement.document, &requirement.id);
            let before = |finding: &&Finding| {
                Place::of(certification, &finding.document, &finding.requirement) < place
            };
            let after = findings.iter().filter(before).count();
            let (why, finding) = open(certification, requirement, given);
            (place, Unanswered { after, why, finding })
        })
        .collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, one)| one).collect()
}

/// True where `finding` is the answer to `requirement`, which another document than its own may give; see
/// [`super::check`].
fn answers(certification: &Certification, finding: &Finding, requirement: &Requirement) -> bool {
    let brought_along = || is_brought_along(certification, &finding.document, &finding.requirement);
    finding.requirement == requirement.id && (finding.document == requirement.document || !brought_along())
}

/// True for a requirement of the rules that the document `role` brings along.
fn is_brought_along(certification: &Certification, role: &str, id: &str) -> bool {
    let rules = certification.document(role).and_then(|kind| kind.rules.as_deref());
    rules.is_some_and(|rules| rules.requirement(id).is_some())
}

/// Where an answer stands among all: document by document, in each first what its own rules ask, then what the
/// certification does; deadlines come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    document: usize,
    requirement: usize,
}

impl Place {
    fn of(certification: &Certification, role: &str, id: &str) -> Self {
        if certification.deadlines.iter().any(|deadline| deadline.id == id) {
            return Self { document: usize::MAX, requirement: 0 };
        }
        let document = certification.documents.iter().position(|kind| kind.id == role);
        let known = certification.requirements.iter().position(|one| one.id == id);
        let own = known.filter(|_| !is_brought_along(certification, role, id));
        Self { document: document.unwrap_or_default(), requirement: own.map_or(0, |at| at + 1) }
    }
}

/// Why there is no answer, and the requirement as one that is not judged.
fn open(
    certification: &Certification,
    requirement: &Requirement,
    Given { roles, unread: not_read, all }: Given<'_>,
) -> (WhyUnanswered, Finding) {
    let other = match &requirement.asks {
        Asks::Agreement(asks) => Some(asks.with.as_str()),
        _ => None,
    };
    let about = std::iter::once(requirement.document.as_str()).chain(other);
    let missing = about.into_iter().find(|role| !roles.contains(role));
    let (why, message, help) = match missing {
        _ if roles.is_empty() => (WhyUnanswered::Unread, unread(), Message::default()),
        Some(role) if not_read.iter().any(|one| one == role) => {
            (WhyUnanswered::Unread, unread(), Message::default())
        }
        Some(role) => {
            let title = certification.title_of(role);
            (WhyUnanswered::NotHandedIn, not_handed_in(&title, all), give_it())
        }
        None => {
            let title = certification.title_of(other.unwrap_or_default());
            (WhyUnanswered::NothingToCompare, nothing_to_compare(&title), Message::default())
        }
    };
    let finding = Answer::open(requirement, message).help(help).finding;
    (why, Finding { confidence: 0.0, ..finding })
}

fn unread() -> Message {
    say!(
        "Le fichier n'a pas pu être lu : rien n'y a été vérifié.",
        "The file could not be read: nothing in it was checked."
    )
}

fn not_handed_in(Message { fr, en }: &Message, all: bool) -> Message {
    if all {
        say!(
            "Pas donné ici : {fr}. Rien de ce qui y est demandé n'a été vérifié.",
            "Not given here: {en}. Nothing that is asked of it was checked."
        )
    } else {
        say!(
            "Pas parmi les documents lus : {fr}. Rien de ce qui y est demandé n'a été vérifié.",
            "Not among the documents that were read: {en}. Nothing that is asked of it was checked."
        )
    }
}

fn give_it() -> Message {
    say!(
        "Donnez ce document avec les autres pour qu'il soit vérifié.",
        "Give this document with the others to have it checked."
    )
}

fn nothing_to_compare(Message { fr, en }: &Message) -> Message {
    say!("Rien à comparer ici avec {fr}.", "Nothing to compare here with {en}.")
}
