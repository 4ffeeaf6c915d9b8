//! Phrases in running text: a competency's name in a table or a sentence, as it stands or in other words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use smallvec::SmallVec;

use super::grammar::{Function, function};
use super::held::Held;
use super::stem::{nouns_of_action, stem_of_action};
use super::words::{Joint, Normalised};
use crate::hash::HashMap;

/// The least score that is reported.
const LEAST: f32 = 0.5;
/// What every content word between two words of the phrase takes off, in words.
const GAP: f32 = 0.15;
/// The farthest that two words of a phrase may stand apart, in content words.
const REACH: usize = 6;
/// The score of all content words in order with other grammar between them.
const SAME_STEMS: f32 = 0.97;
/// The most that a phrase scores without being literal.
const LOOSE: f32 = 0.94;

/// A phrase to look for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phrase {
    /// All words, as they are compared, parted by spaces.
    words: Held,
    /// Stems of the content words, in order, parted likewise.
    stems: Held,
}

/// Where a phrase stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct PhraseMatch {
    /// 1 where it stands word for word (after normalisation); from 0.95 on with the same content words in the same
    /// order; below that, the share of its content words that stand there in order, less what stands between them.
    pub score: f32,
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
}

impl PhraseMatch {
    /// True where the phrase stands word for word, or but for articles and endings.
    pub fn is_literal(&self) -> bool {
        self.score >= 0.95
    }
}

impl Phrase {
    /// Compiles a phrase.
    pub fn new(text: &str) -> Self {
        let normalised = Normalised::of(text);
        let words: Vec<&str> = normalised.words().collect();
        let content = words.iter().filter(|word| is_content(word));
        let stems: Vec<String> = content.map(|word| stem_of_action(word)).collect();
        Self { words: words.join(" ").into(), stems: stems.join(" ").into() }
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.words.as_str().split_ascii_whitespace()
    }

    /// Stems of the content words, in order.
    pub fn stems(&self) -> impl Iterator<Item = &str> + Clone {
        self.stems.as_str().split_ascii_whitespace()
    }

    /// True where the phrase has no content word; it is then found nowhere.
    pub fn is_empty(&self) -> bool {
        self.stems.as_str().is_empty()
    }

    /// The best place of the phrase in `text`, at a score of 0.5 or more.
    ///
    /// For many phrases in a whole document use [`Phrases`], which looks at the text once.
    pub fn find_in(&self, text: &Normalised) -> Option<PhraseMatch> {
        let phrases = Phrases::compile(vec![self.clone()]);
        phrases.scanner().scan(text).into_iter().next().map(|(_, found)| found)
    }

    /// True where the best place of the phrase in one of `texts` is as `wanted`.
    pub fn stands_in_any(&self, texts: &[Normalised], wanted: impl Fn(&PhraseMatch) -> bool) -> bool {
        let phrases = Phrases::compile(vec![self.clone()]);
        let mut scanner = phrases.scanner();
        texts.iter().any(|text| scanner.scan(text).first().is_some_and(|(_, found)| wanted(found)))
    }

    /// True where this is `whole` cut short: content words of it alone, in its order, three at least and half of them.
    pub fn shortens(&self, whole: &Self) -> bool {
        let (own, all) = (self.stems().count(), whole.stems().count());
        own >= 3 && own * 2 >= all && common_in_order(self, whole) == own
    }

    /// How alike two phrases are: the content words that both have in the same order, of all that they have; 0 to 1.
    pub fn similarity(&self, other: &Self) -> f32 {
        let total = self.stems().count() + other.stems().count();
        if total == 0 {
            return 0.0;
        }
        2.0 * common_in_order(self, other) as f32 / total as f32
    }
}

/// Length of the longest common subsequence of the content words.
fn common_in_order(a: &Phrase, b: &Phrase) -> usize {
    let mut row = vec![0; b.stems().count() + 1];
    for x in a.stems() {
        let mut diagonal = 0;
        for (j, y) in b.stems().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// How a word begins. Stemming leaves its first two bytes as they are and its third, unless it takes it off or makes an i
/// of a y.
type Start = [u8; 3];

fn start(word: &str) -> Option<Start> {
    let [first, second] = *word.as_bytes().first_chunk()?;
    let third = word.as_bytes().get(2).copied().unwrap_or_default();
    Some([first, second, if third == b'y' { b'i' } else { third }])
}

fn is_content(word: &str) -> bool {
    word.len() > 1 && function(word) == Function::Content
}

/// Phrases that are looked for together. A word that many of them share says less about which one it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phrases {
    phrases: Vec<Phrase>,
    /// Phrases and positions in them by stem.
    #[serde(serialize_with = "super::in_order")]
    by_stem: HashMap<Held, Places>,
    /// How the words of every stem begin; sorted.
    starts: Vec<Start>,
    /// What every content word of every phrase weighs; those of a phrase add up to 1.
    weights: Vec<SmallVec<[f32; 4]>>,
}

/// Numbers of phrases, each with the position of a content word in it.
type Places = SmallVec<[(u32, u32); 2]>;

impl Phrases {
    /// Compiles phrases.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::compile(texts.into_iter().map(Phrase::new).collect())
    }

    fn compile(phrases: Vec<Phrase>) -> Self {
        let mut by_stem: HashMap<Held, Places> = HashMap::default();
        for (number, phrase) in (0..).zip(&phrases) {
            for (position, stem) in (0..).zip(phrase.stems()) {
                by_stem.entry(stem.into()).or_default().push((number, position));
            }
        }
        let weigh = |stem: &str| {
            let mut sharing: Vec<u32> =
                by_stem.get(stem).into_iter().flatten().map(|(phrase, _)| *phrase).collect();
            sharing.dedup();
            1.0 / (sharing.len() as f32).sqrt()
        };
        let weights = phrases.iter().map(|phrase| {
            let raw: SmallVec<[f32; 4]> = phrase.stems().map(weigh).collect();
            let total: f32 = raw.iter().sum();
            raw.into_iter().map(|weight| weight / total).collect()
        });
        let weights = weights.collect();
        let nouns = nouns_of_action().filter(|(_, stem)| by_stem.contains_key(stem.as_str()));
        let nouns = nouns.filter_map(|(noun, _)| start(noun));
        let mut starts: Vec<Start> =
            by_stem.keys().filter_map(|stem| start(stem.as_str())).chain(nouns).collect();
        starts.sort_unstable();
        starts.dedup();
        Self { phrases, by_stem, starts, weights }
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// True without any phrase.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Starts to look through a document, which may come in any number of texts.
    pub fn scanner(&self) -> Scanner<'_> {
        let mut starts = Starts::default();
        self.starts.iter().for_each(|start| starts.insert(*start));
        Scanner { phrases: self, starts, known: HashMap::default() }
    }
}

/// Looks for phrases through the texts of a document; remembers the words it has seen.
#[derive(Debug)]
pub struct Scanner<'a> {
    phrases: &'a Phrases,
    starts: Starts,
    /// What every word seen so far stands for that begins like one of the phrases' words.
    known: HashMap<String, &'a [(u32, u32)]>,
}

/// A set of beginnings of words, a bit for those that share the last five bits of each byte.
#[derive(Debug)]
struct Starts(Vec<u64>);

impl Default for Starts {
    fn default() -> Self {
        Self(vec![0; (1 << 15) / 64])
    }
}

impl Starts {
    fn place(start: Start) -> (usize, u32) {
        let at = start.iter().fold(0, |at, byte| at << 5 | usize::from(byte & 31));
        (at / 64, (at % 64) as u32)
    }

    fn insert(&mut self, start: Start) {
        let (at, bit) = Self::place(start);
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= 1 << bit;
        }
    }

    /// True where a stem of the set may be that of a word that begins so.
    fn may_hold(&self, start: Start) -> bool {
        let has = |start: Start| {
            let (at, bit) = Self::place(start);
            self.0.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
        };
        let [first, second, _] = start;
        has(start) || has([first, second, 0])
    }
}

/// A word of the text that a phrase has as well.
#[derive(Clone, Copy, Debug)]
struct Meeting {
    /// Index of the word in the text.
    word: usize,
    /// How many content words stand before it, breaks counting for one.
    content: usize,
    /// Which content word of the phrase it is.
    position: usize,
}

/// The best way to read the phrase up to a meeting.
#[derive(Clone, Copy, Debug)]
struct Path {
    score: f32,
    from: usize,
    words: usize,
    gaps: usize,
}

impl Scanner<'_> {
    /// The phrases that stand in `text`, by their number, each with its best place.
    pub fn scan(&mut self, text: &Normalised) -> Vec<(usize, PhraseMatch)> {
        let mut meetings: HashMap<usize, Vec<Meeting>> = HashMap::default();
        let mut content = 0;
        for index in 0..text.len() {
            let word = text.word(index);
            content += usize::from(index > 0 && text.joint(index) == Joint::Break);
            if !is_content(word) {
                continue;
            }
            content += 1;
            for (phrase, position) in self.lookup(word) {
                meetings.entry(*phrase as usize).or_default().push(Meeting {
                    word: index,
                    content,
                    position: *position as usize,
                });
            }
        }
        let mut found: Vec<(usize, PhraseMatch)> = meetings
            .into_iter()
            .filter_map(|(phrase, meetings)| Some((phrase, self.best(phrase, &meetings, text)?)))
            .collect();
        found.sort_by_key(|(phrase, _)| *phrase);
        found
    }

    fn lookup(&mut self, word: &str) -> &[(u32, u32)] {
        // Stemming is what costs here, and most words begin like none of the phrases' words.
        if start(word).is_some_and(|start| !self.starts.may_hold(start)) {
            return &[];
        }
        if let Some(known) = self.known.get(word) {
            return known;
        }
        let places = self.phrases.by_stem.get(stem_of_action(word).as_str());
        let places = places.map(SmallVec::as_slice).unwrap_or_default();
        self.known.insert(word.to_owned(), places);
        places
    }

    fn best(&self, phrase: usize, meetings: &[Meeting], text: &Normalised) -> Option<PhraseMatch> {
        let (compiled, weights) = (self.phrases.phrases.get(phrase)?, self.phrases.weights.get(phrase)?);
        let mut paths: Vec<Path> = Vec::with_capacity(meetings.len());
        let mut best: Option<(f32, usize)> = None;
        for (index, meeting) in meetings.iter().enumerate() {
            let path = extend(meetings, &paths, meeting, weights);
            let score = rate(&path, compiled, weights.len(), meeting, text);
            if score >= LEAST && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
            paths.push(path);
        }
        let (score, index) = best?;
        let words = paths.get(index)?.from..meetings.get(index)?.word + 1;
        Some(PhraseMatch { score, range: text.source(words)? })
    }
}

/// Goes on from the earlier meeting that leaves most, or starts anew.
fn extend(meetings: &[Meeting], paths: &[Path], meeting: &Meeting, weights: &[f32]) -> Path {
    let weight = weights.get(meeting.position).copied().unwrap_or_default();
    let mut path = Path { score: weight, from: meeting.word, words: 1, gaps: 0 };
    let average = 1.0 / weights.len() as f32;
    let earlier = meetings.iter().zip(paths).rev();
    for (before, so_far) in earlier.take_while(|(before, _)| meeting.content - before.content <= REACH + 1) {
        let gap = (meeting.content - before.content).saturating_sub(1);
        let score = so_far.score + weight - GAP * average * gap as f32;
        if before.position < meeting.position && before.word < meeting.word && score > path.score {
            path = Path { score, from: so_far.from, words: so_far.words + 1, gaps: so_far.gaps + gap };
        }
    }
    path
}

/// What a path that ends there is worth for a phrase of that many content words.
fn rate(path: &Path, phrase: &Phrase, stems: usize, end: &Meeting, text: &Normalised) -> f32 {
    if path.words < stems || path.gaps > 0 {
        return path.score.min(LOOSE);
    }
    // « tous les jours » is not « six jours »: beside a lone content word the others say what it means.
    if stems == 1 && !surrounded(phrase, end.word, text) {
        return path.score.min(LOOSE);
    }
    let row = path.from..end.word + 1;
    let literal = row.map(|index| text.word(index)).eq(trim_function_words(phrase));
    if literal { 1.0 } else { SAME_STEMS }
}

/// True where the words of `phrase` around its one content word stand around word `at` of `text`.
fn surrounded(phrase: &Phrase, at: usize, text: &Normalised) -> bool {
    let own = phrase.words().position(is_content).unwrap_or_default();
    let Some(start) = at.checked_sub(own) else { return false };
    (start..).zip(phrase.words()).all(|(index, word)| index == at || text.word(index) == word)
}

/// The phrase from its first to its last content word.
fn trim_function_words(phrase: &Phrase) -> impl Iterator<Item = &str> {
    let after = phrase.words().rev().take_while(|word| !is_content(word)).count();
    let before = phrase.words().take_while(|word| !is_content(word)).count();
    let count = phrase.words().count().saturating_sub(before + after);
    phrase.words().skip(before).take(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = [
        "Administrer et sécuriser le réseau d’entreprise",
        "Administrer  et sécuriser une infrastructure de serveurs virtualisée",
        "Créer des scripts d’automatisation",
        "Superviser, mesurer les performances et la disponibilité de l’infrastructure et en présenter les résultats",
    ];

    fn scan(text: &str) -> Vec<(usize, f32, String)> {
        let found = Phrases::new(NAMES).scanner().scan(&Normalised::of(text));
        found.into_iter().map(|(phrase, found)| (phrase, found.score, text[found.range].to_owned())).collect()
    }

    #[test]
    fn a_name_stands_word_for_word_whatever_its_spaces_and_apostrophes() {
        let text = "CCP 1 : ADMINISTRER ET SECURISER LE RESEAU D'ENTREPRISE (obligatoire)";
        let found = scan(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0], (0, 1.0, "ADMINISTRER ET SECURISER LE RESEAU D'ENTREPRISE".to_owned()));
    }

    #[test]
    fn other_endings_and_articles_are_literal_but_not_perfect() {
        let found = scan("Création de script d’automatisation");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1 >= 0.95 && found[0].1 < 1.0 || found[0].1 < 0.95, "{found:?}");
    }

    #[test]
    fn no_word_is_passed_over_for_how_it_begins() {
        for (phrase, text) in [
            ("gérer", "la gestion"),
            ("gestion", "gérer"),
            ("paiement", "paiements"),
            ("IP", "ip"),
            ("œuvre", "ŒUVRES"),
            ("Ελλάδα", "Ελλάδα"),
        ] {
            let found = Phrases::new([phrase]).scanner().scan(&Normalised::of(text));
            assert_eq!(found.len(), 1, "{phrase} in {text}");
        }
    }

    #[test]
    fn a_paraphrase_scores_by_what_it_keeps() {
        let found = scan("Administration et sécurisation d’un réseau d’entreprise multisite");
        assert!(matches!(found.as_slice(), [(0, score, _)] if *score > 0.6), "{found:?}");
    }

    #[test]
    fn words_that_names_share_do_not_find_one() {
        assert_eq!(scan("Administrer et sécuriser le poste de travail").len(), 0);
        assert_eq!(scan("L’infrastructure de l’entreprise").len(), 0);
    }

    #[test]
    fn the_best_of_two_places_is_told() {
        let text = "créer un script puis des tests. Créer des scripts d'automatisation.";
        assert_eq!(scan(text)[0].2, "Créer des scripts d'automatisation");
    }

    #[test]
    fn words_beside_a_lone_content_word_count() {
        let daily = Phrase::new("tous les jours");
        let literal =
            |text: &str| daily.find_in(&Normalised::of(text)).is_some_and(|found| found.is_literal());
        assert!(literal("Je relis les journaux tous les jours."));
        assert!(!literal("Le relevé a pris 6 jours."));
        assert!(!literal("Jours et nuits"));
        let criterion = Phrase::new("critère").find_in(&Normalised::of("Des critères de choix"));
        assert!(criterion.is_some_and(|found| found.is_literal()));
    }

    #[test]
    fn likeness_counts_common_words_in_order() {
        let [a, b] = ["Créer des scripts d’automatisation", "Scripts d'automatisation"].map(Phrase::new);
        assert!((a.similarity(&b) - 0.8).abs() < 1e-6);
        assert_eq!(a.similarity(&a), 1.0);
        assert_eq!(Phrase::new("de la").similarity(&Phrase::new("")), 0.0);
    }
}
