//! From the file to what is matched, and the file's own examples.

use toml::Spanned;

use super::denial::Denials;
use super::file::{self, File, LexiconError, Problem};
use super::lacking::Lacking;
use super::pattern::{Atoms, Part, Pattern, literal};
use super::{Fit, Lexicon, Topic};
use crate::hash::HashSet;
use crate::message::Message;

/// An example of a lexicon that the lexicon does not bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Id of the topic.
    pub topic: String,
    /// The title.
    pub title: String,
    /// The title should be about the topic, and is not; or the other way round.
    pub expected: bool,
}

/// Compiles a file.
pub(super) fn compile(file: File) -> Result<Lexicon, LexiconError> {
    let mut lexicon = Lexicon::default();
    for (words, lead_in) in [(&file.words.light, false), (&file.words.lead_in, true)] {
        for word in words {
            for atom in stems(&mut lexicon, word)? {
                lexicon.light.insert(atom, lead_in);
            }
        }
    }
    let file::Denied { phrases, cells, work, lacking } = &file.denials;
    let [phrases, cells, work] = [phrases, cells, work].map(|list| list.iter().map(String::as_str));
    lexicon.denials = Denials::new(phrases, cells, work, Lacking::of(lacking));
    for topic in &file.topics {
        add_topic(&mut lexicon, &file.topics, topic)?;
    }
    index(&mut lexicon);
    Ok(lexicon)
}

fn add_topic(lexicon: &mut Lexicon, topics: &[file::Topic], topic: &file::Topic) -> Result<(), LexiconError> {
    let id = checked_id(lexicon, &topic.id)?;
    if topic.aliases.is_empty() && topic.alone.is_empty() && topic.includes.is_empty() {
        return Err(LexiconError::new(Problem::NoAlias(id), topic.id.span()));
    }
    let number = lexicon.topics.len();
    let mut seen = HashSet::default();
    for (part, phrases) in phrases(topic) {
        for phrase in phrases {
            let pattern = pattern(lexicon, number, part, phrase)?;
            if !seen.insert(key(&pattern)) {
                return Err(LexiconError::new(Problem::Repeated(phrase.get_ref().clone()), phrase.span()));
            }
            lexicon.patterns.push(pattern);
        }
    }
    for included in &topic.includes {
        let unknown =
            || LexiconError::new(Problem::UnknownTopic(included.get_ref().clone()), included.span());
        let other =
            topics.iter().find(|other| other.id.get_ref() == included.get_ref()).ok_or_else(unknown)?;
        include(lexicon, number, other, &mut seen)?;
    }
    lexicon.topics.push(Topic {
        id,
        name: Message::new(&topic.name.fr, &topic.name.en),
        natures: topic.is.clone(),
        matching: topic.examples.matching.clone(),
        no_match: topic.examples.no_match.clone(),
        aliases: topic.aliases.iter().map(|alias| alias.get_ref().as_str().into()).collect(),
    });
    Ok(())
}

/// Adds the phrases of another topic. What the topic says itself about a phrase goes before.
fn include(
    lexicon: &mut Lexicon,
    number: usize,
    other: &file::Topic,
    seen: &mut HashSet<Key>,
) -> Result<(), LexiconError> {
    for (part, phrases) in phrases(other) {
        for phrase in phrases {
            let pattern = pattern(lexicon, number, part, phrase)?;
            if seen.insert(key(&pattern)) {
                lexicon.patterns.push(pattern);
            }
        }
    }
    Ok(())
}

fn phrases(topic: &file::Topic) -> [(Part, &[Spanned<String>]); 6] {
    [
        (Part::Alias, &topic.aliases),
        (Part::Alone, &topic.alone),
        (Part::Weak, &topic.weak),
        (Part::Vague, &topic.vague),
        (Part::Not, &topic.not),
        (Part::NotUnder, &topic.not_under),
    ]
}

/// What makes two phrases of a topic the same.
type Key = (bool, bool, Atoms);

fn key(pattern: &Pattern) -> Key {
    (pattern.part == Part::NotUnder, pattern.literal, pattern.words.clone())
}

fn checked_id(lexicon: &Lexicon, id: &Spanned<String>) -> Result<String, LexiconError> {
    let text = id.get_ref().clone();
    let plain = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if text.is_empty() || !plain {
        return Err(LexiconError::new(Problem::BadId(text), id.span()));
    }
    if lexicon.topic(&text).is_some() {
        return Err(LexiconError::new(Problem::DuplicateTopic(text), id.span()));
    }
    Ok(text)
}

fn pattern(
    lexicon: &mut Lexicon,
    topic: usize,
    part: Part,
    phrase: &Spanned<String>,
) -> Result<Pattern, LexiconError> {
    let (words, literal) = match literal(phrase.get_ref()) {
        Some(text) => (lexicon.vocabulary.intern_literals(text), true),
        None => (stems(lexicon, phrase)?, false),
    };
    if words.is_empty() {
        return Err(LexiconError::new(Problem::NoWords(phrase.get_ref().clone()), phrase.span()));
    }
    Ok(Pattern { topic, part, words, literal })
}

fn stems(lexicon: &mut Lexicon, phrase: &Spanned<String>) -> Result<Atoms, LexiconError> {
    let stems = lexicon.vocabulary.intern_stems(phrase.get_ref());
    if stems.is_empty() {
        return Err(LexiconError::new(Problem::NoWords(phrase.get_ref().clone()), phrase.span()));
    }
    Ok(stems)
}

fn index(lexicon: &mut Lexicon) {
    for (number, pattern) in lexicon.patterns.iter().enumerate() {
        let index = if pattern.literal { &mut lexicon.by_literal } else { &mut lexicon.by_stem };
        if let Some(first) = pattern.words.first() {
            index.add(*first, number);
        }
    }
}

/// Adds a phrase to a topic; false where there is no such topic, or no word in the phrase that could match.
pub(super) fn add_alias(lexicon: &mut Lexicon, topic: &str, phrase: &str) -> bool {
    let Some(topic) = lexicon.topics.iter().position(|known| known.id == topic) else { return false };
    let (words, literal) = match literal(phrase) {
        Some(text) => (lexicon.vocabulary.intern_literals(text), true),
        None => (lexicon.vocabulary.intern_stems(phrase), false),
    };
    let Some(first) = words.first().copied() else { return false };
    let index = if literal { &mut lexicon.by_literal } else { &mut lexicon.by_stem };
    index.add(first, lexicon.patterns.len());
    lexicon.patterns.push(Pattern { topic, part: Part::Alias, words, literal });
    lexicon.topics[topic].aliases.push(phrase.into());
    true
}

/// Gives a topic the phrases of another, but for those that it has itself; false where there is not either.
pub(super) fn include_topic(lexicon: &mut Lexicon, topic: &str, other: &str) -> bool {
    let number = |id: &str| lexicon.topics.iter().position(|known| known.id == id);
    let (Some(topic), Some(other)) = (number(topic), number(other)) else { return false };
    let of = |number: usize| lexicon.patterns.iter().filter(move |pattern| pattern.topic == number);
    let mut seen: HashSet<Key> = of(topic).map(key).collect();
    let new: Vec<Pattern> = of(other).filter(|pattern| seen.insert(key(pattern))).cloned().collect();
    for pattern in new {
        let index = if pattern.literal { &mut lexicon.by_literal } else { &mut lexicon.by_stem };
        if let Some(first) = pattern.words.first() {
            index.add(*first, lexicon.patterns.len());
            lexicon.patterns.push(Pattern { topic, ..pattern });
        }
    }
    let aliases = lexicon.topics[other].aliases.clone();
    lexicon.topics[topic].aliases.extend(aliases);
    true
}

/// Runs the examples.
pub(super) fn misfits(lexicon: &Lexicon) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    for topic in &lexicon.topics {
        let examples = topic.matching.iter().map(|title| (title, true));
        for (title, expected) in examples.chain(topic.no_match.iter().map(|title| (title, false))) {
            let found = lexicon.fit(&topic.id, title).as_ref().is_some_and(Fit::is_sure);
            if found != expected {
                misfits.push(Misfit { topic: topic.id.clone(), title: title.clone(), expected });
            }
        }
    }
    misfits
}
