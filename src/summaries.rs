//! The « liste récapitulative des résumés » that the organiser gives to the jury: each candidate's own résumé, as it was
//! handed in, and a place kept for those that were not found.

use crate::check::DueApart;
use crate::message::Message;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    /// The certification's title; empty where candidates have several.
    pub certification: String,
    /// First day of the session (ISO 8601), where it was given.
    pub session: Option<String>,
    /// By when the jury must have the list, where the certification and the session tell.
    pub due: Option<Message>,
    /// The sentence of the référentiel on the list, and where it stands.
    pub rule: Option<(String, String)>,
    /// The candidates, in the order of the list.
    pub entries: Vec<Entry>,
}

/// A candidate with their résumé.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The candidate, or a pseudonym.
    pub candidate: String,
    /// The résumé; none where it was not found.
    pub resume: Option<DueApart>,
    /// What somebody has to look at before the list is given away.
    pub remarks: Vec<Message>,
}

impl Summaries {
    /// Candidates without a résumé.
    pub fn missing(&self) -> usize {
        self.entries.iter().filter(|entry| entry.resume.is_none()).count()
    }
}
