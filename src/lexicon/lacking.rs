//! How a text says of a thing that it does not have it or did not do it: « aucun plan de sauvegarde », « ni PCA ni PRA »,
//! « la CNIL n'a pas été consultée ».

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::file;
use super::held::Held;
use super::words::Normalised;

/// Words between one that denies and what it denies; and behind a thing among which its verb is looked for.
const BETWEEN: usize = 3;
const BEHIND: usize = 8;
/// Words between « pas » and the verb: « pas encore été étudiés ».
const VERB: usize = 2;

/// Words that deny a thing, beginnings of those that tell what is not done, and what makes them say something else.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Lacking {
    none: Vec<Held>,
    not: Vec<Held>,
    without: Vec<Held>,
    done: Vec<Held>,
    unless: Vec<Held>,
}

impl Lacking {
    /// Compiles the words as they are written.
    pub(super) fn of(written: &file::Lacking) -> Self {
        let folded = |list: &[String]| -> Vec<Held> {
            list.iter()
                .map(|word| Held::from(Normalised::of(word).words().collect::<Vec<_>>().join(" ")))
                .collect()
        };
        let file::Lacking { none, not, without, done, unless } = written;
        Self {
            none: folded(none),
            not: folded(not),
            without: folded(without),
            done: folded(done),
            unless: folded(unless),
        }
    }

    /// True for a word that denies.
    pub(super) fn has(&self, word: &str) -> bool {
        [&self.none, &self.not, &self.without].into_iter().any(|list| holds(list, word))
    }

    /// True where the clause of `text` in which a thing stands at `place`, in bytes, says that there is none.
    pub(super) fn is_said(&self, text: &str, place: &Range<usize>) -> bool {
        let Some((before, after)) = around(text, place) else { return false };
        let (before, after) = (Normalised::of(before), Normalised::of(after));
        let before: Vec<&str> = before.words().collect();
        let after: Vec<&str> = after.words().take(BEHIND).collect();
        self.comes_before(&before) || self.comes_behind(&after)
    }

    /// « aucun plan de », « n'a pas mesuré la », « sans ».
    fn comes_before(&self, before: &[&str]) -> bool {
        for (between, at) in (0..before.len()).rev().take(BETWEEN + 1).enumerate() {
            let Some(word) = before.get(at) else { return false };
            // Another verb or clause begins between them.
            if holds(&self.unless, word) || ["ne", "n", "que", "qu", "qui", "pour", "si"].contains(word) {
                return false;
            }
            if holds(&self.none, word) {
                return true;
            }
            if holds(&self.without, word) {
                return between == 0;
            }
            if holds(&self.not, word) {
                // « pas de plan », « n'avons pas mesuré la satisfaction »; « pas » is a step as well.
                let verb = before.get(at.saturating_sub(BETWEEN)..at).unwrap_or_default();
                let negates = verb.iter().any(|word| ["ne", "n"].contains(word));
                return negates || at == 0 && before.get(1).is_some_and(|next| ["de", "d"].contains(next));
            }
        }
        false
    }

    /// « n'ont pas été consultés », « n'existe pas ».
    fn comes_behind(&self, after: &[&str]) -> bool {
        let Some(ne) = after.iter().position(|word| ["ne", "n"].contains(word)) else { return false };
        let behind = after.get(ne..).unwrap_or_default();
        let Some(not) = behind.iter().position(|word| holds(&self.not, word)) else { return false };
        let verb = behind.get(not + 1..).unwrap_or_default();
        let is_done = |word: &&str| self.done.iter().any(|stem| word.starts_with(stem.as_str()));
        behind.get(..not).unwrap_or_default().iter().any(|word| word.starts_with("exist"))
            || verb.iter().take(VERB + 1).take_while(|word| !holds(&self.unless, word)).any(is_done)
    }
}

fn holds(list: &[Held], word: &str) -> bool {
    list.iter().any(|known| known.as_str() == word)
}

/// What stands before and behind `place` in its clause.
fn around<'t>(text: &'t str, place: &Range<usize>) -> Option<(&'t str, &'t str)> {
    let ends = |c: char| matches!(c, '.' | ';' | ':' | '!' | '?' | ',' | '(' | ')' | '–' | '—' | '\n');
    let (before, after) = (text.get(..place.start)?, text.get(place.end..)?);
    let start = before.char_indices().rev().find(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.find(ends).unwrap_or(after.len());
    Some((before.get(start..)?, after.get(..end)?))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn is_denied(text: &str, thing: &str) -> bool {
        let start = text.find(thing).unwrap();
        Lexicon::built_in().denials.are_of_thing(text, &(start..start + thing.len()))
    }

    #[test]
    fn a_thing_that_is_said_not_to_be_there_is_denied() {
        for (text, thing) in [
            ("La mairie n'a aucun plan d'évacuation ni de secours.", "plan d'évacuation"),
            ("La mairie n'a aucun plan d'évacuation ni de secours.", "secours"),
            ("Il n'y a ni charte ni règlement.", "charte"),
            ("Il n'y a ni charte ni règlement.", "règlement"),
            ("Nous n'avons pas relevé la température du local.", "température"),
            ("Pas de charte dans ce lot.", "charte"),
            ("Le local est livré sans charte.", "charte"),
            ("La commission n'a pas été consultée, faute de temps.", "commission"),
            ("Les horaires et les tarifs ne sont pas fixés par la mairie.", "horaires"),
            ("Une charte n'existe pas encore.", "charte"),
            ("Les tarifs n'ont pas encore été étudiés.", "tarifs"),
        ] {
            assert!(is_denied(text, thing), "{text} / {thing}");
        }
    }

    #[test]
    fn a_thing_that_is_told_with_a_no_beside_it_is_there() {
        for (text, thing) in [
            ("La charte n'a pas été simple à écrire.", "charte"),
            ("Aucun problème de température n'est apparu.", "température"),
            ("Aucun agent ne conteste la charte.", "charte"),
            ("Sans attendre, la charte a été signée.", "charte"),
            ("Je n'ai pas oublié la charte.", "charte"),
            ("Le pas de la température est d'un degré.", "température"),
            ("Il n'a pas de bureau ; la charte est au mur.", "charte"),
            ("Ce n'est pas seulement une charte.", "charte"),
            ("La charte ne dépasse pas deux pages.", "charte"),
        ] {
            assert!(!is_denied(text, thing), "{text} / {thing}");
        }
    }
}
