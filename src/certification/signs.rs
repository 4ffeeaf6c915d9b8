//! The words by which a document shows what it is meant for, as they are looked for.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::written::Recognise;
use crate::lexicon::{Held, Normalised};

/// How many of its competencies tell a certification that is not named, and how many mentions one that must be prominent.
const SEVERAL: usize = 3;

/// How many characters from the beginning are the cover.
const COVER: usize = 600;

/// How much is told of a certification: the greater, the surer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    level: Level,
    /// How many of its competencies are named, where nothing else tells it.
    several: usize,
    /// It is named at the very beginning.
    on_cover: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Several of its competencies are named.
    #[default]
    Several,
    /// It is named.
    Named,
    /// It is named with what sets it apart from others of the name.
    NamedApart,
    /// It is printed on the form.
    Form,
}

/// The words of a [`Recognise`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Signs {
    any_of: Vec<Sign>,
    cover: Vec<Sign>,
    cover_none_of: Vec<Sign>,
    and_any_of: Vec<Sign>,
    none_of: Vec<Sign>,
    codes: Vec<Sign>,
    several_of: Vec<Sign>,
    names: Vec<Sign>,
    prominent: bool,
    form: bool,
}

/// A phrase as it is written, and as it is looked for: it, or where it is a code also its parted form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Sign {
    written: Held,
    sought: Held,
    parted: Option<Held>,
}

impl Sign {
    fn of(phrase: &str) -> Self {
        Self { written: phrase.into(), sought: bounded(phrase).into(), parted: None }
    }

    fn code(code: &str) -> Self {
        Self { parted: Some(bounded(&spaced(code)).into()), ..Self::of(code) }
    }

    /// Where it stands first in `text`, normalised.
    fn at(&self, text: &str) -> Option<usize> {
        let at = |sought: &Held| memmem::find(text.as_bytes(), sought.as_str().as_bytes());
        at(&self.sought).or_else(|| at(self.parted.as_ref()?))
    }
}

impl Signs {
    pub(super) fn of(rule: &Recognise) -> Self {
        let all = |phrases: &[String]| phrases.iter().map(|phrase| Sign::of(phrase)).collect();
        Self {
            any_of: all(&rule.any_of),
            cover: all(&rule.cover),
            cover_none_of: all(&rule.cover_none_of),
            and_any_of: all(&rule.and_any_of),
            none_of: all(&rule.none_of),
            codes: rule.codes.iter().map(|code| Sign::code(code)).collect(),
            several_of: all(&rule.several_of),
            names: all(&rule.names),
            prominent: rule.prominent,
            form: rule.form,
        }
    }

    /// What `text`, normalised, tells of a certification, and by which words.
    pub(super) fn weigh(&self, text: &str) -> Option<(Weight, Vec<String>)> {
        let those = |signs: &[Sign]| -> Vec<(usize, String)> {
            signs.iter().filter_map(|sign| Some((sign.at(text)?, sign.written.as_str().to_owned()))).collect()
        };
        let codes = those(&self.codes);
        if codes.is_empty() && self.none_of.iter().any(|sign| sign.at(text).is_some()) {
            return None;
        }
        let mut named = those(&self.any_of);
        named.splice(0..0, codes);
        if named.is_empty() && those(&self.cover_none_of).is_empty() {
            named = those(&self.cover);
            named.retain(|(at, _)| *at < COVER);
        }
        let and = those(&self.and_any_of);
        if named.is_empty() {
            let several = those(&self.several_of);
            let weight = Weight { level: Level::Several, several: several.len(), on_cover: false };
            let words = several.into_iter().map(|(_, phrase)| phrase).take(SEVERAL).collect();
            return (weight.several >= SEVERAL).then_some((weight, words));
        }
        if !self.and_any_of.is_empty() && and.is_empty() {
            return None;
        }
        let on_cover = named.iter().any(|(at, _)| *at < COVER);
        if self.prominent && !on_cover && self.times(text) < SEVERAL {
            return None;
        }
        let level = match (self.form, self.and_any_of.is_empty()) {
            (true, _) => Level::Form,
            (false, false) => Level::NamedApart,
            (false, true) => Level::Named,
        };
        let words = named.into_iter().chain(and).map(|(_, phrase)| phrase).collect();
        Some((Weight { level, several: 0, on_cover }, words))
    }

    /// How many times `text`, normalised, has one of the phrases that name it.
    fn times(&self, text: &str) -> usize {
        let each = |sign: &Sign| memmem::find_iter(text.as_bytes(), sign.sought.as_str().as_bytes()).count();
        self.any_of.iter().map(each).sum()
    }

    /// The word of a file's name, normalised, that tells it.
    pub(super) fn in_name(&self, stem: &str) -> Option<&str> {
        self.names.iter().find(|name| stem.contains(name.sought.as_str())).map(|name| name.written.as_str())
    }
}

/// `RNCP37674` as people part it: `RNCP 37674`.
fn spaced(code: &str) -> String {
    let digits = code.find(|c: char| c.is_ascii_digit()).unwrap_or(code.len());
    let (letters, digits) = code.split_at(digits);
    format!("{letters} {digits}")
}

/// A text as it is compared: without case, accents, ligatures or punctuation, words parted by one space.
pub(super) fn normalise(text: &str) -> String {
    let words = Normalised::of(&text.replace('&', " et "));
    let words: Vec<&str> = words.words().collect();
    words.join(" ")
}

/// A normalised text between spaces, so that one is found in another by whole words.
pub(super) fn bounded(text: &str) -> String {
    format!(" {} ", normalise(text))
}
