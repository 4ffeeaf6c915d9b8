//! The phrases that a dossier is searched for, compiled once for all dossiers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Asks, Certification};
use crate::lexicon::{Held, Phrases};

/// What the text of a dossier is searched for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PhraseBook {
    /// The phrases of requirements and the evidence of competencies, sorted; `phrases` has them by the same numbers.
    texts: Vec<Held>,
    /// Each by itself: what they share says nothing about which one it is.
    pub phrases: Phrases,
    /// Names of the competencies, in the order of [`Certification::competencies`].
    pub names: Phrases,
}

impl PhraseBook {
    fn of(certification: &Certification) -> Self {
        let conditions =
            certification.requirements.iter().filter_map(|requirement| requirement.when.as_ref());
        let conditions = conditions.flat_map(|when| &when.mention);
        let all = certification.requirements.iter().flat_map(|requirement| phrases_of(&requirement.asks));
        let all = all.chain(conditions);
        let evidence = certification.competencies().flat_map(|(_, c)| &c.evidence);
        let mut texts: Vec<Held> = all.chain(evidence).map(|text| text.as_str().into()).collect();
        texts.sort_unstable();
        texts.dedup();
        Self {
            phrases: Phrases::new(texts.iter().map(Held::as_str)),
            names: Phrases::new(certification.competencies().map(|(_, c)| c.name.as_str())),
            texts,
        }
    }

    /// The number that `phrase` has among the phrases; none where no requirement holds it.
    pub fn number(&self, phrase: &str) -> Option<usize> {
        self.texts.binary_search_by(|text| text.as_str().cmp(phrase)).ok()
    }
}

fn phrases_of(asks: &Asks) -> Vec<&String> {
    match asks {
        Asks::Presence(presence) => presence.mention.iter().chain(&presence.confirmed_by).collect(),
        Asks::Mention(mention) => {
            mention.of.iter().flat_map(|thing| thing.any_of.iter().chain(&thing.vague)).collect()
        }
        Asks::Absence(absence) => absence.any_of.iter().collect(),
        _ => Vec::new(),
    }
}

impl Certification {
    /// What the text of a dossier is searched for.
    pub fn phrase_book(&self) -> &PhraseBook {
        self.phrase_book.get_or_init(|| Arc::new(PhraseBook::of(self)))
    }
}

/// A book that was compiled is written down, one that was not is none.
pub(super) mod written {
    use std::sync::{Arc, OnceLock};

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::PhraseBook;

    pub(in crate::certification) fn serialize<S: Serializer>(
        book: &OnceLock<Arc<PhraseBook>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        book.get().map(AsRef::as_ref).serialize(serializer)
    }

    pub(in crate::certification) fn deserialize<'de: 'static, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<OnceLock<Arc<PhraseBook>>, D::Error> {
        let book = Option::<PhraseBook>::deserialize(deserializer)?;
        Ok(book.map(|book| OnceLock::from(Arc::new(book))).unwrap_or_default())
    }
}
