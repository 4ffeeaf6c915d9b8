//! Parts under a right heading whose text says nothing: filler, a hint of the template, the sentence of the référentiel
//! itself, or letters that are not what is drawn. Such text proves nothing, and a person has to look.

mod kinds;

use std::cell::OnceCell;
use std::hash::BuildHasher as _;
use std::ops::Range;

use super::Context;
use super::absent::unsure;
use super::candidates::Candidate;
use super::draft::Answer;
use super::subject::excerpt;
use crate::certification::Requirement;
use crate::document::{Block, Doubt, Kind, Role, visible_letters};
use crate::finding::Where;
use crate::hash::{HashSet, RandomState};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;
use kinds::by_itself;

/// Characters of text that says something, from which there is enough of it whatever stands beside.
const ENOUGH: usize = 600;
/// Words of a block beyond which its words come again by nature.
const LONG: usize = 300;
/// Words in a row of the référentiel, those of them from which a text may be made of them, and the percent of it that is.
const ROW: usize = 3;
const QUOTED: usize = 6;
const MOST: usize = 85;

/// Why a text says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Filler, one word over and over, letters that make no words.
    Filler,
    /// It waits to be written, or is a hint of what to write.
    Waiting,
    /// Sentences of the référentiel.
    Quote,
    /// What is drawn, or seen, may be something else.
    Unlike,
    /// There is a picture, and no word.
    Picture,
    /// There is a table of which nothing but the head is filled in.
    EmptyTable,
}

/// Why most of the text of `blocks` says nothing, and the block that shows it, where that is so.
pub(super) fn of(context: &Context<'_>, blocks: &Range<usize>) -> Option<(Why, usize)> {
    let (mut said, mut hollow) = (0, 0);
    let mut shown: Option<(usize, Why, usize)> = None;
    let (mut picture, mut table) = (None, Table::default());
    let mut title = before(context, blocks.start);
    for at in blocks.clone() {
        let Some(block) = context.dossier.block(at).filter(|block| block.in_flow()) else { continue };
        match (&block.kind, block.context.cell) {
            (Kind::Code, _) => return None,
            (Kind::Image, _) => {
                picture = picture.or(Some(at));
                continue;
            }
            (_, Some(cell)) => {
                table.take(cell.row, block.is_blank(), at);
                continue;
            }
            _ => {}
        }
        if block.heading().is_some() {
            title = context.dossier.words.get(at);
            continue;
        }
        let (all, unlike) = letters(block);
        let words = context.dossier.words.get(at)?;
        let why = if unlike * 2 > all { Some(Why::Unlike) } else { why(context, block, words) };
        // The items of a list may well be those that its title names.
        let is_again =
            block.context.list.is_none() && title.is_some_and(|title| is_title_again(title, words));
        let why = why.or_else(|| is_again.then_some(Why::Filler));
        match why {
            Some(why) => {
                hollow += all;
                if shown.is_none_or(|(most, ..)| all > most) {
                    shown = Some((all, why, at));
                }
            }
            None => said += all,
        }
        if said >= ENOUGH {
            return None;
        }
    }
    if table.filled {
        return None;
    }
    let nothing_else = said == 0 && hollow == 0;
    match (picture, table.head.filter(|_| table.empty)) {
        (Some(at), None) if nothing_else && table.head.is_none() => Some((Why::Picture, at)),
        (None, Some(at)) if nothing_else => Some((Why::EmptyTable, at)),
        (None, None) if table.head.is_none() => shown.filter(|_| hollow > said).map(|(_, why, at)| (why, at)),
        _ => None,
    }
}

/// What the tables of a part hold.
#[derive(Default)]
struct Table {
    /// A word that stands in the first row.
    head: Option<usize>,
    /// Some other row has a cell without a word.
    empty: bool,
    /// Some other row has a word.
    filled: bool,
}

impl Table {
    fn take(&mut self, row: u32, blank: bool, at: usize) {
        match (row, blank) {
            (0 | 1, false) => self.head = self.head.or(Some(at)),
            (0 | 1, true) => {}
            (_, true) => self.empty = true,
            (_, false) => self.filled = true,
        }
    }
}

/// The words of the heading right before block `start`.
fn before<'c>(context: &'c Context<'_>, start: usize) -> Option<&'c Normalised> {
    let at = start.checked_sub(1)?;
    let heading = context.dossier.block(at)?.heading().is_some();
    context.dossier.words.get(at).filter(|_| heading)
}

/// True for words that are those of the heading over them and no others.
fn is_title_again(title: &Normalised, words: &Normalised) -> bool {
    let known: HashSet<&str> = title.words().collect();
    !words.is_empty() && words.words().all(|word| known.contains(word))
}

/// The answer where most of the text of `blocks`, which `candidate` opens, says nothing.
pub(super) fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    candidate: &Candidate,
    blocks: &Range<usize>,
) -> Option<Answer> {
    let (why, at) = of(context, blocks)?;
    let title = &candidate.title;
    let Message { fr, en } = told(why);
    let count = context.dossier.count(blocks.clone());
    let place = Where {
        excerpt: context.dossier.block(at).map(|block| excerpt(&block.text())),
        ..context.dossier.place_without_excerpt(at)
    };
    let message = say!(
        "Le titre « {title} » est là, mais l'essentiel de ce qui est dessous {fr} : à vous de voir.",
        "The heading “{title}” is there, but most of what stands under it {en}: see for yourself."
    );
    let answer = unsure(requirement, message, vec![place]);
    Some(answer.counts(count.characters, count.words).serves(candidate.section))
}

fn told(why: Why) -> Message {
    match why {
        Why::Filler => {
            say!("est du texte de remplissage ou un mot répété", "is filler text or one word over and over")
        }
        Why::Waiting => say!(
            "est à compléter, renvoie ailleurs ou reprend la consigne du modèle",
            "waits to be written, refers elsewhere or is the hint of a template"
        ),
        Why::Quote => {
            say!("est la phrase du référentiel elle-même", "is the sentence of the référentiel itself")
        }
        Why::Picture => say!("n'est qu'une image, sans un mot", "is a picture without a word"),
        Why::EmptyTable => say!(
            "est un tableau dont seule la première ligne est remplie",
            "is a table of which only the first row is filled in"
        ),
        Why::Unlike => say!(
            "n'est peut-être pas ce que le lecteur voit (autres lettres dessinées, texte recouvert ou coupé)",
            "may not be what a reader sees (other letters drawn, text covered or cut off)"
        ),
    }
}

/// The characters of a block that are seen, and those that may not be what is seen.
fn letters(block: &Block) -> (usize, usize) {
    let unlike = |doubt: Doubt| {
        matches!(
            doubt,
            Doubt::Unlike | Doubt::Covered | Doubt::CutOff | Doubt::BesidePage | Doubt::NearGround
        )
    };
    let texts = block.runs.iter().filter(|run| run.role == Role::Text);
    texts.fold((0, 0), |(all, doubtful), run| {
        let here = visible_letters(&run.text);
        (all + here, doubtful + if run.style.doubt.is_some_and(unlike) { here } else { 0 })
    })
}

/// What all parts of a dossier share, worked out once and only where it is needed.
#[derive(Default)]
pub(super) struct Shared {
    hasher: RandomState,
    official: OnceCell<HashSet<u64>>,
}

impl Shared {
    /// Rows of words of the sentences that the rules quote.
    fn official(&self, context: &Context<'_>) -> &HashSet<u64> {
        self.official.get_or_init(|| {
            let mut rows = HashSet::default();
            let mut before = "";
            for requirement in &context.certification.requirements {
                if std::mem::replace(&mut before, &requirement.quote) != requirement.quote {
                    self.rows(&Normalised::of(&requirement.quote), |row| {
                        rows.insert(row);
                    });
                }
            }
            rows
        })
    }

    fn rows(&self, words: &Normalised, mut take: impl FnMut(u64)) {
        let all: Vec<&str> = words.words().collect();
        all.windows(ROW).for_each(|row| take(self.hasher.hash_one(row)));
    }

    /// True where nearly all words stand in the sentences that the rules quote.
    fn is_quote(&self, official: &HashSet<u64>, words: &Normalised) -> bool {
        let mut copied = vec![false; words.len()];
        let mut start = 0;
        self.rows(words, |row| {
            if official.contains(&row) {
                copied.iter_mut().skip(start).take(ROW).for_each(|word| *word = true);
            }
            start += 1;
        });
        let count = copied.iter().filter(|&&word| word).count();
        count >= QUOTED && count * 100 >= words.len() * MOST
    }
}

/// Why a block says nothing, where it does not.
fn why(context: &Context<'_>, block: &Block, words: &Normalised) -> Option<Why> {
    if words.len() > LONG {
        return None;
    }
    by_itself(block, words).or_else(|| {
        let shared = &context.hollow;
        let quote = words.len() >= QUOTED && shared.is_quote(shared.official(context), words);
        quote.then_some(Why::Quote)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_the_rules_are_known_in_any_order() {
        let shared = Shared::default();
        let mut official = HashSet::default();
        for quote in
            ["les outils utilisés ;", "le contenu de la mission ;", "les critères de qualité appliqués"]
        {
            shared.rows(&Normalised::of(quote), |row| {
                official.insert(row);
            });
        }
        let is = |text: &str| shared.is_quote(&official, &Normalised::of(text));
        assert!(is("Les critères de qualité appliqués, les outils utilisés"));
        assert!(
            !is("Les outils utilisés") && !is("Les outils utilisés par l'équipe étaient GNS3 et Ansible.")
        );
    }
}
