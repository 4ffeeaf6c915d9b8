//! Which certification a dossier is held against: by name, or by the document's own words.

use super::{Certification, Library, RuleError};
use crate::lexicon::Normalised;

/// A certification told by the document's own words.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// Its id.
    pub id: String,
    /// What it is called, as its own file says.
    pub title: String,
    /// The name to choose it by.
    pub name: String,
    /// The words that told it.
    pub words: Vec<String>,
}

/// Why no certification could be chosen.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// No certification of that id or short name.
    #[error("no certification `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// A rule file has a fault.
    #[error(transparent)]
    Rule(#[from] Box<RuleError>),
}

impl Library {
    /// The certification of that id or short name (case and accents do not matter).
    ///
    /// # Errors
    /// Where there is none, its rule file has a fault, or the head of another cannot be read.
    pub fn find(&self, name: &str) -> Result<Certification, SelectError> {
        if self.text(name).is_some() {
            return Ok(self.load(name)?);
        }
        let wanted = normalise(name);
        let mut names: Vec<String> = Vec::new();
        for (id, head) in self.heads()? {
            if head.short.iter().chain([id]).any(|known| normalise(known) == wanted) {
                return Ok(self.load(id)?);
            }
            names.push(id.clone());
            names.extend(head.short.iter().cloned());
        }
        let nearest = names
            .into_iter()
            .map(|known| (strsim::damerau_levenshtein(&normalise(&known), &wanted), known))
            .min()
            .filter(|(distance, _)| *distance <= 3)
            .map(|(_, known)| known);
        Err(SelectError::Unknown { name: name.to_owned(), nearest })
    }

    /// The certification that the words of a document tell, if just one is told. `text` is its beginning (cover and
    /// first pages), where candidates name what they sit for.
    ///
    /// # Errors
    /// Where a rule file has a fault.
    pub fn recognise(&self, text: &str) -> Result<Option<Recognition>, Box<RuleError>> {
        let text = format!(" {} ", normalise(text));
        let has = |phrase: &String| text.contains(&format!(" {} ", normalise(phrase)));
        let mut best: Vec<(usize, Recognition)> = Vec::new();
        for (id, head) in self.heads()? {
            let rule = &head.recognise;
            let mut words: Vec<String> = rule.any_of.iter().filter(|phrase| has(phrase)).cloned().collect();
            let and: Vec<String> = rule.and_any_of.iter().filter(|phrase| has(phrase)).cloned().collect();
            if words.is_empty()
                || (!rule.and_any_of.is_empty() && and.is_empty())
                || rule.none_of.iter().any(has)
            {
                continue;
            }
            let weight = 1 + usize::from(!rule.and_any_of.is_empty());
            words.extend(and);
            let name = head.short.first().unwrap_or(id).clone();
            best.push((weight, Recognition { id: id.clone(), title: head.title.clone(), name, words }));
        }
        let top = best.iter().map(|(weight, _)| *weight).max();
        let mut told = best.into_iter().filter(|(weight, _)| Some(*weight) == top);
        Ok(match (told.next(), told.next()) {
            (Some((_, one)), None) => Some(one),
            _ => None,
        })
    }
}

/// A text as it is compared: without case, accents, ligatures or punctuation, words parted by one space.
fn normalise(text: &str) -> String {
    let words = Normalised::of(text);
    let words: Vec<&str> = words.words().collect();
    words.join(" ")
}
