//! What candidates write, as data: topics with their words, matched after normalisation and stemming.
//!
//! Knows no certification and no document, and uses nothing of ours but messages and what is invisible: the build
//! script compiles it as well, so that the program need not read its own lexicon whenever it starts. [`Lexicon`] is given
//! a title and says which topics it may serve; [`Phrase`] is found in running text, as it stands or paraphrased.

mod compile;
mod denial;
mod file;
mod fold;
mod grammar;
mod held;
mod lacking;
mod nature;
mod pattern;
mod phrase;
mod score;
mod shared;
mod stem;
mod title;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use smallvec::SmallVec;

use crate::hash::HashMap;
use crate::message::Message;

pub use compile::Misfit;
pub use denial::Denials;
pub use file::{LexiconError, Problem};
pub use fold::folded;
pub use nature::Nature;
pub use phrase::{Phrase, PhraseMatch, Phrases, Scanner};
pub use shared::SharedLexicon;
pub use stem::stem;
pub use words::Normalised;

pub(crate) use held::Held;
use pattern::{Atom, Pattern, Vocabulary};

/// The lexicon that comes with the program, as text.
pub const BUILT_IN: &str = include_str!("../../rules/lexicon.toml");

/// How well a title fits a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Id of the topic.
    pub topic: String,
    /// 0 to 1; from [`Fit::SURE`] on the title is about the topic, below it is only near.
    pub score: f32,
    /// The words of the title that matched, as they stand in it.
    pub matched: Vec<String>,
}

impl Fit {
    /// The score from which a title is taken to be about the topic.
    pub const SURE: f32 = 0.75;

    /// True where the title is taken to be about the topic.
    pub fn is_sure(&self) -> bool {
        self.score >= Self::SURE
    }
}

/// Something that a section of a dossier may be about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// Small letters, digits and hyphens; certifications refer to it.
    pub id: String,
    /// What a person calls it.
    pub name: Message,
    /// What a part about it is.
    pub natures: Vec<Nature>,
    /// Titles that are about it, as written; a certification's own last.
    aliases: Vec<Held>,
    /// Examples; only a lexicon that was parsed has them.
    #[serde(skip)]
    matching: Vec<String>,
    #[serde(skip)]
    no_match: Vec<String>,
}

impl Topic {
    /// Titles that are about it, as written; a certification's own last.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(Held::as_str)
    }
}

/// Topics, and the words of titles that are about them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    topics: Vec<Topic>,
    patterns: Vec<Pattern>,
    vocabulary: Vocabulary,
    /// Patterns by their first stem, and literal ones by their first word.
    by_stem: ByAtom,
    by_literal: ByAtom,
    /// Stems that add hardly anything to a title, and whether they may open it before what it is about.
    #[serde(serialize_with = "in_order")]
    light: HashMap<Atom, bool>,
    /// How a text says that what it names is not there.
    pub denials: Denials,
}

/// Numbers of patterns, in order, by the stem or word that they begin with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct ByAtom(Vec<SmallVec<[u32; 4]>>);

impl ByAtom {
    fn add(&mut self, atom: Atom, number: usize) {
        let at = atom as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, SmallVec::new);
        }
        if let Some(numbers) = self.0.get_mut(at) {
            numbers.push(number as u32);
        }
    }

    fn get(&self, atom: Atom) -> &[u32] {
        self.0.get(atom as usize).map(SmallVec::as_slice).unwrap_or_default()
    }
}

/// Writes a map in the order of its keys, so that the same lexicon is always the same text.
fn in_order<K: Ord + Serialize, V: Serialize, S: Serializer>(
    map: &HashMap<K, V>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

/// Names that a document has for itself (its project, its company), as they are compared.
pub type OwnNames = crate::hash::HashSet<String>;

impl Lexicon {
    /// Reads a lexicon.
    ///
    /// # Errors
    /// What is wrong with the first thing that is, with its place in `text`.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        compile::compile(file::read(text)?)
    }

    /// The topics, in the order of the file.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The topic with this id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The topics that `title` may serve, best first. Numbering in front of the title and a page number behind it make
    /// no difference.
    pub fn fits(&self, title: &str) -> Vec<Fit> {
        score::fits(self, title, &OwnNames::default())
    }

    /// The topics that `title` may serve where it stands under the titles `above`: what « Acteurs » or « Résultats
    /// attendus » are about depends on it. A document's `own` names say hardly anything in its titles.
    pub fn fits_under<'a>(
        &self,
        title: &str,
        above: impl IntoIterator<Item = &'a str>,
        own: &OwnNames,
    ) -> Vec<Fit> {
        let mut fits = score::fits(self, title, own);
        if !fits.is_empty() {
            above.into_iter().for_each(|above| score::lower_under(self, &mut fits, above));
            fits.sort_by(|a, b| b.score.total_cmp(&a.score));
        }
        fits
    }

    /// True where some phrase of some topic has that word, or its stem.
    pub fn knows(&self, word: &str) -> bool {
        self.vocabulary.stem(word).is_some() || self.vocabulary.literal(word).is_some()
    }

    /// How well `title` fits one topic; none where nothing speaks for it.
    pub fn fit(&self, topic: &str, title: &str) -> Option<Fit> {
        self.fits(title).into_iter().find(|fit| fit.topic == topic)
    }

    /// The title that fits `topic` best, with its index; the first of several that fit alike.
    pub fn nearest<'a>(
        &self,
        topic: &str,
        titles: impl IntoIterator<Item = &'a str>,
    ) -> Option<(usize, Fit)> {
        titles
            .into_iter()
            .enumerate()
            .filter_map(|(index, title)| Some((index, self.fit(topic, title)?)))
            .reduce(|best, next| if next.1.score > best.1.score { next } else { best })
    }

    /// Ids of the topics of any of `natures`, in the order of the file, a certification's own last.
    pub fn of(&self, natures: &[Nature]) -> Vec<String> {
        let is_one = |topic: &&Topic| topic.natures.iter().any(|nature| natures.contains(nature));
        self.topics.iter().filter(is_one).map(|topic| topic.id.clone()).collect()
    }

    /// Adds a topic of a certification's own, without words yet; false where there is one of that id.
    pub fn add_topic(&mut self, id: &str, name: Message, natures: Vec<Nature>) -> bool {
        let new = self.topic(id).is_none();
        if new {
            self.topics.push(Topic {
                id: id.to_owned(),
                name,
                natures,
                aliases: Vec::new(),
                matching: Vec::new(),
                no_match: Vec::new(),
            });
        }
        new
    }

    /// Adds a phrase of a certification's own to a topic; false where there is no such topic, or no word in the phrase
    /// that could match.
    pub fn add_alias(&mut self, topic: &str, phrase: &str) -> bool {
        compile::add_alias(self, topic, phrase)
    }

    /// Gives a topic the phrases that another has now, but for those that it has itself; false where there is not either.
    pub fn include(&mut self, topic: &str, other: &str) -> bool {
        compile::include_topic(self, topic, other)
    }

    /// The examples of the lexicon that it does not bear out itself. The compiled one has none.
    pub fn misfits(&self) -> Vec<Misfit> {
        compile::misfits(self)
    }
}
