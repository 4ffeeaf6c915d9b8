//! The rule files that come with the program as its build script has checked them: read as data, not parsed again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::load::{self, Head};
use super::{Certification, Library, RuleError};
use crate::lexicon::{Lexicon, Nature, SharedLexicon};
use crate::message::Message;

/// Something that a rule file adds to the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Addition {
    /// A topic by its id, with what people call it and what a part about it is.
    Topic(String, Message, Vec<Nature>),
    /// A phrase of the topic of that id.
    Alias(String, String),
    /// The phrases of the second topic for the first.
    Include(String, String),
}

/// Checked rule files, to be written down and read again. [`Library::compiled`] takes them.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static + 'a"))]
pub(crate) struct Compiled<'a> {
    /// The heads by id, bases included.
    pub(super) heads: BTreeMap<String, Head>,
    /// The certifications by id, each written by itself, so that only the one that is wanted is read.
    #[serde(borrow)]
    certifications: BTreeMap<&'a str, &'a [u8]>,
}

impl Addition {
    /// Adds it; a topic that is there already, or lacks, was refused when the file was checked.
    pub(super) fn apply(&self, lexicon: &mut Lexicon) {
        match self {
            Self::Topic(id, name, natures) => lexicon.add_topic(id, name.clone(), natures.clone()),
            Self::Alias(topic, phrase) => lexicon.add_alias(topic, phrase),
            Self::Include(topic, other) => lexicon.include(topic, other),
        };
    }
}

impl Compiled<'static> {
    /// The certification `id` with its words added to `lexicon`; none where it is not among them.
    pub(super) fn certification(&self, id: &str, lexicon: &SharedLexicon) -> Option<Certification> {
        let mut certification: Certification = postcard::from_bytes(self.certifications.get(id)?).ok()?;
        certification.take_words(lexicon);
        Some(certification)
    }
}

impl Compiled<'_> {
    /// Every certification of `library`, checked, as bytes that [`Compiled`] is read from.
    ///
    /// # Errors
    /// The first fault of a rule file, or what could not be written down.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script and a test call it"))]
    pub(crate) fn of(library: &Library) -> Result<Vec<u8>, CompileError> {
        let written = |id: &str| {
            let certification = library.load(id)?;
            certification.phrase_book();
            Ok((id.to_owned(), postcard::to_stdvec(&certification)?))
        };
        let bytes: BTreeMap<String, Vec<u8>> =
            library.heads()?.iter().map(|(id, _)| written(id)).collect::<Result<_, CompileError>>()?;
        let certifications = bytes.iter().map(|(id, bytes)| (id.as_str(), bytes.as_slice())).collect();
        let text = |id| library.text(id).unwrap_or_default();
        let heads = library.ids().map(|id| Ok((id.to_owned(), load::head(id, text(id))?)));
        let heads = heads.collect::<Result<_, CompileError>>()?;
        Ok(postcard::to_stdvec(&Compiled { heads, certifications })?)
    }
}

/// Why rule files could not be compiled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CompileError {
    /// A rule file has a fault.
    #[error(transparent)]
    Rule(#[from] Box<RuleError>),
    /// A certification cannot be written down.
    #[error(transparent)]
    Written(#[from] postcard::Error),
}

impl Certification {
    /// Gives it, and those that judge its documents, `shared` with its own words.
    fn take_words(&mut self, shared: &SharedLexicon) {
        self.lexicon = shared.clone();
        if !self.additions.is_empty() {
            let (shared, additions) = (shared.clone(), self.additions.clone());
            self.lexicon = SharedLexicon::later(move || {
                let mut own = shared.copied();
                additions.iter().for_each(|addition| addition.apply(&mut own));
                own
            });
        }
        let rules = self.documents.iter_mut().filter_map(|document| document.rules.as_mut());
        rules.filter_map(Arc::get_mut).for_each(|rules| rules.take_words(shared));
    }
}

/// The rules of a document, as the rules of a certification.
pub(super) mod rules {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::certification::Certification;

    pub(in crate::certification) fn serialize<S: Serializer>(
        rules: &Option<Arc<Certification>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        rules.as_deref().serialize(serializer)
    }

    pub(in crate::certification) fn deserialize<'de: 'static, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Arc<Certification>>, D::Error> {
        Ok(Option::<Certification>::deserialize(deserializer)?.map(Arc::new))
    }
}
