//! Hyphens at line ends: those that only cut a word are told from those of compounds.

use crate::document::{Block, Role};
use crate::hash::{HashMap, HashSet};

/// A hyphen at a line's end, with the parts of the word before and after it.
struct Cut {
    block: usize,
    run: usize,
    before: String,
    after: String,
}

/// Second parts that only follow a hyphen, and first parts that only precede one.
const CLITICS: [&str; 22] = [
    "il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce", "ci", "là", "t", "moi", "toi",
    "lui", "leur", "y", "même", "mêmes", "dessus", "dessous",
];
const PREFIXES: [&str; 24] = [
    "non", "ex", "vice", "mi", "demi", "semi", "sous", "e", "avant", "après", "au", "ci", "là", "peut",
    "quelques", "rendez", "mot", "porte", "full", "front", "back", "open", "low", "self",
];

/// Decides every hyphen that `blocks` have as a run of [`Role::LineEndHyphen`]: where the word is a compound, it
/// becomes text. Soft hyphens are printed as hyphens.
pub(crate) fn settle(blocks: &mut [Block]) {
    let cuts = cuts(blocks);
    let wanted: HashSet<String> = cuts
        .iter()
        .flat_map(|cut| [format!("{}{}", cut.before, cut.after), format!("{}-{}", cut.before, cut.after)])
        .collect();
    let seen = if wanted.is_empty() { HashMap::default() } else { count(blocks, &wanted) };
    let mut decided: Vec<Option<bool>> = cuts.iter().map(|cut| is_compound(cut, &seen)).collect();
    // Programs that never cut words leave only compounds at line ends.
    let compounds = decided.iter().flatten().filter(|compound| **compound).count();
    let split = decided.iter().flatten().count() - compounds;
    let hyphenates = split > compounds || (split == 0 && compounds == 0 && cuts.len() >= 6);
    for slot in &mut decided {
        slot.get_or_insert(!hyphenates);
    }
    for (cut, compound) in cuts.iter().zip(decided) {
        if let Some(run) = blocks.get_mut(cut.block).and_then(|block| block.runs.get_mut(cut.run)) {
            let soft = run.text != "-";
            run.text = "-".to_owned();
            if compound == Some(true) && !soft {
                run.role = Role::Text;
            }
        }
    }
}

fn cuts(blocks: &[Block]) -> Vec<Cut> {
    let mut out = Vec::new();
    for (b, block) in blocks.iter().enumerate() {
        for (r, run) in block.runs.iter().enumerate() {
            if run.role == Role::LineEndHyphen {
                let before = block.runs.get(r.wrapping_sub(1)).map_or("", |run| run.text.as_str());
                let after = block.runs.get(r + 1).map_or("", |run| run.text.as_str());
                out.push(Cut {
                    block: b,
                    run: r,
                    before: last_word(before).to_lowercase(),
                    after: first_word(after).to_lowercase(),
                });
            }
        }
    }
    out
}

fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c| !part_of_word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c| !part_of_word(c)).unwrap_or(text.len())]
}

/// How often each of the `wanted` words stands whole in the text.
fn count(blocks: &[Block], wanted: &HashSet<String>) -> HashMap<String, usize> {
    let mut out = HashMap::default();
    for run in blocks.iter().flat_map(|block| &block.runs).filter(|run| run.role == Role::Text) {
        for word in run.text.split(|c| !part_of_word(c)).filter(|word| word.len() > 3) {
            let word = word.trim_matches('-').to_lowercase();
            if wanted.contains(&word) {
                *out.entry(word).or_default() += 1;
            }
        }
    }
    out
}

fn is_compound(cut: &Cut, seen: &HashMap<String, usize>) -> Option<bool> {
    let times = |word: String| seen.get(&word).copied().unwrap_or(0);
    let whole = times(format!("{}{}", cut.before, cut.after));
    let hyphenated = times(format!("{}-{}", cut.before, cut.after));
    if whole != hyphenated {
        return Some(hyphenated > whole);
    }
    let before = cut.before.rsplit('-').next().unwrap_or_default();
    let after = cut.after.split('-').next().unwrap_or_default();
    let known = CLITICS.contains(&after) || PREFIXES.contains(&before);
    let digits = before.ends_with(|c: char| c.is_ascii_digit()) || cut.before.contains('-');
    (known || digits).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Run;

    fn block(parts: &[(&str, Role)]) -> Block {
        let runs = parts.iter().map(|(text, role)| Run::with_role(*text, *role)).collect();
        Block { runs, ..Block::default() }
    }

    fn settled(before: &str, hyphen: &str, after: &str, other: &str) -> Role {
        let mut blocks = [
            block(&[(before, Role::Text), (hyphen, Role::LineEndHyphen), (after, Role::Text)]),
            block(&[(other, Role::Text)]),
        ];
        settle(&mut blocks);
        assert_eq!(blocks[0].runs[1].text, "-");
        blocks[0].runs[1].role
    }

    #[test]
    fn the_rest_of_the_text_decides() {
        assert_eq!(settled("un déve", "-", "loppement", "le développement"), Role::LineEndHyphen);
        assert_eq!(settled("un porte", "-", "clés neuf", "mon porte-clés"), Role::Text);
        assert_eq!(settled("peut", "-", "être", ""), Role::Text);
        assert_eq!(settled("mer", "\u{ad}", "veille", ""), Role::LineEndHyphen);
    }
}
