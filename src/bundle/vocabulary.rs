//! The words that answers depend on: those of the rules, which are public.

use std::collections::HashSet;

use crate::certification::{Asks, Certification};
use crate::lexicon::{self, Normalised, stem};
use crate::measure::is_function_word;

/// Words that stay as they are.
pub(super) struct Vocabulary {
    /// Stems of the words that rules look for anywhere.
    anywhere: HashSet<String>,
    /// Stems of the words that rules look for in titles.
    in_titles: HashSet<String>,
}

impl Vocabulary {
    /// The words that `certification` looks for.
    pub(super) fn of(certification: &Certification) -> Self {
        let mut anywhere = HashSet::new();
        for activity in &certification.activities {
            add(&mut anywhere, &activity.name);
        }
        for (_, competency) in certification.competencies() {
            add(&mut anywhere, &competency.name);
            competency.code.iter().chain(&competency.evidence).for_each(|text| add(&mut anywhere, text));
        }
        for requirement in &certification.requirements {
            match &requirement.asks {
                Asks::Mention(asks) => {
                    let phrases = asks.of.iter().flat_map(|thing| thing.any_of.iter().chain(&thing.vague));
                    phrases.for_each(|text| add(&mut anywhere, text));
                }
                Asks::Absence(asks) => asks.any_of.iter().for_each(|text| add(&mut anywhere, text)),
                Asks::Presence(asks) => asks.mention.iter().for_each(|text| add(&mut anywhere, text)),
                _ => {}
            }
        }
        let mut in_titles = HashSet::new();
        add(&mut in_titles, lexicon::BUILT_IN);
        for topic in certification.lexicon.topics() {
            topic.aliases().for_each(|text| add(&mut in_titles, text));
        }
        Self { anywhere, in_titles }
    }

    /// True for a folded word that stays. `title` where it stands in one, or in a line as short as one.
    pub(super) fn holds(&self, folded: &str, title: bool) -> bool {
        let stem = stem(folded);
        self.anywhere.contains(&stem) || (title && self.in_titles.contains(&stem))
    }

    /// True for a word, in small letters and as written, that only tells the language.
    pub(super) fn is_function_word(word: &str) -> bool {
        is_function_word(word)
    }
}

fn add(stems: &mut HashSet<String>, text: &str) {
    stems.extend(Normalised::of(text).words().map(stem));
}
