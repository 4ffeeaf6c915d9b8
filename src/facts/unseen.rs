//! Text and characters that nobody sees.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::places::{self, number, percent};
use crate::check::Subject;
use crate::document::{
    Block, Doubt, Kind, Notice, NoticeKind, Role, Run, has_invisible, is_invisible, is_visible,
    visible_letters,
};
use crate::message::Message;
use crate::say;

/// Characters of unseen text from which it is told: programs leave crumbs of it everywhere.
const HIDDEN_FROM: usize = 40;
/// Characters of deleted text from which it is told: a corrected comma is none of anybody's business.
const DELETED_FROM: usize = 10;
/// Characters that may not be seen from which they are told, together with [`DOUBTFUL_SHARE`]: titles on coloured covers
/// and remarks in coloured boxes stay below.
const DOUBTFUL_FROM: usize = 400;
/// Percent of what was read from which they are told.
const DOUBTFUL_SHARE: usize = 3;
/// Characters that find no place from which they are told, whatever their share: their author will want to know.
const CUT_FROM: usize = 1_000;
/// Invisible characters from which they are told. Soft hyphens and joiners that typesetting needs stay below.
const INVISIBLE_FROM: usize = 30;

/// Text that cannot be seen.
pub(super) fn hidden(subject: &Subject) -> Option<Notice> {
    let Unseen { characters, blocks, excerpt } = of_role(subject, Role::Hidden)?;
    let share = percent(characters, subject.measured.extracted.characters);
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères que le lecteur ne voit pas, {share} % de ce qui a été lu ({at} : « {excerpt} ») : attribut « masqué », couleur du fond, taille minuscule ou calque éteint. Ils ne sont pas comptés.",
        "{m} characters that a reader cannot see, {share}% of what was read ({there}: “{excerpt}”): hidden attribute, colour of the ground, tiny size or a layer that is off. They are not counted."
    );
    Some(places::notice(subject, NoticeKind::HiddenText, message, &blocks))
}

/// Text outside the page.
pub(super) fn off_page(subject: &Subject) -> Option<Notice> {
    let Unseen { characters, blocks, excerpt } = of_role(subject, Role::OffPage)?;
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères hors de la page ({at} : « {excerpt} »). Ils ne sont pas comptés.",
        "{m} characters outside the page ({there}: “{excerpt}”). They are not counted."
    );
    Some(places::notice(subject, NoticeKind::HiddenText, message, &blocks))
}

/// Text that was struck out while changes were tracked: programs show it, and neither they nor this count it.
pub(super) fn deleted(subject: &Subject) -> Option<Notice> {
    let Unseen { characters, blocks, excerpt } =
        of_runs(subject, |run| run.role == Role::Deleted, DELETED_FROM)?;
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères supprimés en suivi des modifications ({at} : « {excerpt} »). Ils ne sont pas comptés, mais restent dans le fichier et peuvent s'afficher barrés : acceptez ou refusez les modifications avant de le remettre.",
        "{m} characters deleted while changes were tracked ({there}: “{excerpt}”). They are not counted, but stay in the file and may show struck out: accept or reject the changes before you hand it in."
    );
    Some(places::notice(subject, NoticeKind::Unfinished, message, &blocks))
}

/// Text that counts, but that may not be seen.
pub(super) fn doubtful(subject: &Subject) -> Option<Notice> {
    let doubtful = |run: &&Run| run.role == Role::Text && run.style.doubt.is_some();
    let Unseen { characters, blocks, excerpt } = of_runs(subject, doubtful, DOUBTFUL_FROM)?;
    let share = percent(characters, subject.measured.extracted.characters);
    let causes = causes(subject, &blocks);
    let lost = |doubt: &Doubt| matches!(doubt, Doubt::CutOff | Doubt::BesidePage);
    let lost: usize = causes.iter().filter(|(doubt, _)| lost(doubt)).map(|(_, characters)| characters).sum();
    // Where most of the text is light and its ground is not known, that is dark; for anything else it is no reason.
    let on_dark = |doubt: &Doubt| matches!(doubt, Doubt::Pale | Doubt::Folded);
    let light: usize =
        causes.iter().filter(|(doubt, _)| on_dark(doubt)).map(|(_, characters)| characters).sum();
    let other = percent(characters.saturating_sub(light), subject.measured.extracted.characters);
    if !(DOUBTFUL_SHARE..=50).contains(&share) && other < DOUBTFUL_SHARE && lost < CUT_FROM {
        return None;
    }
    let (whys, reasons): (Vec<String>, Vec<String>) =
        causes.iter().map(|(doubt, _)| why(*doubt)).map(|why| (why.fr, why.en)).unzip();
    let (why, reason) = (whys.join(" ; "), reasons.join("; "));
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères que le lecteur ne voit peut-être pas, {share} % de ce qui a été lu ({at} : « {excerpt} ») : {why}. Ils sont comptés.",
        "{m} characters that a reader may not see, {share}% of what was read ({there}: “{excerpt}”): {reason}. They are counted."
    );
    Some(places::notice(subject, NoticeKind::HiddenText, message, &blocks))
}

/// Why the text of `blocks` may not be seen, with the characters that each reason takes, the weightiest first.
fn causes(subject: &Subject, blocks: &[usize]) -> Vec<(Doubt, usize)> {
    let mut causes: BTreeMap<Doubt, usize> = BTreeMap::new();
    let runs = blocks.iter().filter_map(|at| subject.block(*at)).flat_map(|block| &block.runs);
    for run in runs.filter(|run| run.role == Role::Text) {
        if let Some(doubt) = run.style.doubt {
            *causes.entry(doubt).or_default() += visible_letters(&run.text);
        }
    }
    let mut causes: Vec<(Doubt, usize)> = causes.into_iter().collect();
    causes.sort_by_key(|(_, characters)| Reverse(*characters));
    causes
}

fn why(doubt: Doubt) -> Message {
    match doubt {
        Doubt::Pale => say!(
            "en blanc ou très pâle sur un fond que conforme ne connaît pas",
            "white or very pale on a ground that conforme does not know"
        ),
        Doubt::NearGround => {
            say!("d'une couleur très proche de celle du fond", "in a colour very near that of the ground")
        }
        Doubt::Covered => say!(
            "sous une image ou un aplat, ou hors de ce qui en est montré",
            "under a picture or a plain area, or outside of what is shown of it"
        ),
        Doubt::CutOff => say!(
            "coupés, car leur cadre ou leur ligne de tableau est de hauteur fixe et trop petite",
            "cut off, because their frame or table row is of a fixed height that is too small"
        ),
        Doubt::BesidePage => {
            say!("dans un cadre à côté ou au-dessous de la page", "in a frame beside or below the page")
        }
        Doubt::Crowded => {
            say!(
                "en lignes ou en lettres les unes sur les autres",
                "in lines or letters on top of one another"
            )
        }
        Doubt::Folded => say!("repliés ou très pâles", "folded away or very pale"),
        Doubt::Unlike => {
            say!("autres que ce qui est dessiné, ou masqués", "other than what is drawn, or masked")
        }
    }
}

/// Characters without any shape inside visible text.
pub(super) fn invisible(subject: &Subject) -> Option<Notice> {
    let mut characters = 0;
    let mut blocks = Vec::new();
    // Some producers put an invisible character before every page number of the contents.
    let blocks_of_text = |block: &&Block| block.kind != Kind::Contents;
    let all = &subject.structure.document.blocks;
    for (at, block) in all.iter().enumerate().filter(|(_, block)| blocks_of_text(block)) {
        let visible = block.runs.iter().filter(|run| run.role == Role::Text);
        let here: usize = visible.map(|run| without_use(&run.text)).sum();
        let here = here + in_plenty(block);
        if here > 0 {
            characters += here;
            blocks.push(at);
        }
    }
    if characters < INVISIBLE_FROM {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(characters), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères sans aucun dessin (espaces de largeur nulle…) dans le texte, {at}. Ils ne sont pas comptés et ne coupent pas les mots.",
        "{m} characters without any shape (zero-width spaces…) in the text, {there}. They are not counted and part no words."
    );
    Some(places::notice(subject, NoticeKind::InvisibleCharacters, message, &blocks))
}

/// The flag that others are made of, and how many tags behind it tell which.
const FLAG: char = '\u{1f3f4}';
const TAGS: usize = 7;

/// Invisible characters of `text` that nothing in it needs.
fn without_use(text: &str) -> usize {
    if !has_invisible(text) {
        return 0;
    }
    let mut count = 0;
    let (mut before, mut tags) = (None, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_invisible(c) && !is_typesetting(c) {
            let next = chars.peek().copied();
            let both = |of: fn(char) -> bool| before.is_some_and(of) && next.is_some_and(of);
            let joins = match c {
                '\u{200d}' => both(is_emoji) || both(joins_letters),
                '\u{200c}' => both(joins_letters),
                // What tells one flag from another.
                '\u{e0020}'..='\u{e007f}' => tags > 0,
                _ => false,
            };
            count += usize::from(!joins);
        }
        tags = if c == FLAG { TAGS } else { tags.saturating_sub(1) };
        before = Some(c);
    }
    count
}

/// True for an emoji, and for what gives one its colour.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// True for a letter of a script whose letters join, or are kept from joining, by what has no shape.
fn joins_letters(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}')
}

/// What typesetting needs in a block, where there is more of it than any typesetting has use for.
fn in_plenty(block: &Block) -> usize {
    /// Letters that a syllable, or an emoji with what makes it one, has at least, taken together.
    const SYLLABLE: usize = 2;
    let texts = || block.runs.iter().filter(|run| run.role == Role::Text);
    let chars = || texts().flat_map(|run| run.text.chars());
    if !texts().any(|run| has_invisible(&run.text)) {
        return 0;
    }
    let needed = chars().filter(|&c| is_typesetting(c)).count();
    let letters = if needed == 0 { 0 } else { chars().filter(|&c| is_visible(c)).count() };
    if needed > letters / SYLLABLE + SYLLABLE { needed } else { 0 }
}

/// What typesetting itself needs: soft hyphens, variation selectors of emoji, a byte order mark.
fn is_typesetting(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Text of one role that is not seen.
struct Unseen {
    characters: usize,
    blocks: Vec<usize>,
    excerpt: String,
}

fn of_role(subject: &Subject, role: Role) -> Option<Unseen> {
    of_runs(subject, |run| run.role == role, HIDDEN_FROM)
}

fn of_runs(subject: &Subject, wanted: impl Fn(&&Run) -> bool, from: usize) -> Option<Unseen> {
    let mut unseen = Unseen { characters: 0, blocks: Vec::new(), excerpt: String::new() };
    let mut longest = 0;
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        let text: String = block.runs.iter().filter(&wanted).map(|run| run.text.as_str()).collect();
        let here = visible_letters(&text);
        if here > 0 {
            unseen.characters += here;
            unseen.blocks.push(at);
        }
        if here > longest {
            (longest, unseen.excerpt) = (here, places::cut(&text));
        }
    }
    (unseen.characters >= from).then_some(unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_emoji_and_scripts_are_made_with_is_of_use() {
        for text in [
            "une équipe 👩\u{200d}💻 et 👨🏽\u{200d}🔧, 🏳\u{fe0f}\u{200d}🌈",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "cou\u{ad}per",
        ] {
            assert_eq!(without_use(text), 0, "{text:?}");
        }
        for (text, count) in [
            ("m\u{200d}ot", 1),
            ("👩\u{200d}a\u{200d}", 2),
            ("a\u{e0067}\u{e0062}", 2),
            ("🏴\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}\u{e0067}", 1),
            ("\u{200b}é", 1),
        ] {
            assert_eq!(without_use(text), count, "{text:?}");
        }
    }
}
