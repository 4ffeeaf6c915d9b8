//! What differs and where: titles, competencies, passages.

use super::percent;
use crate::compare::{
    Comparison, CompetencyDifference, Difference, HeadingDifference, HeadingPlace, OutlineChange, Passage,
};
use crate::finding::Named;
use crate::message::{Lang, Message};
use crate::report::layout::Page;
use crate::report::{Options, words};
use crate::say;

/// Differences of one kind that are shown before the others are only counted, unless all are asked for.
const SHOWN: usize = 12;
/// Under this share of common text there is no use in listing passages.
const ALIKE: f64 = 0.5;

pub(super) fn outline(page: &mut Page, comparison: &Comparison, options: &Options) {
    let lang = options.lang;
    let (weighty, others): (Vec<_>, Vec<_>) = comparison.outline.iter().partition(|one| one.weighs);
    section(
        page,
        &weighty,
        words::pick(lang, "Titres qui diffèrent", "Titles that differ"),
        options,
        heading,
    );
    let title = words::pick(
        lang,
        "Titres lus autrement (le texte est le même)",
        "Titles read otherwise (the text is the same)",
    );
    section(page, &others, title, options, heading);
}

/// A numbered list of differences under a title, the first ones in full.
fn section<T>(
    page: &mut Page,
    items: &[&T],
    title: &str,
    options: &Options,
    print: fn(&mut Page, usize, &T, Lang),
) {
    if items.is_empty() {
        return;
    }
    page.title(page.styles.strong, title, '─');
    let shown = if options.verbose { items.len() } else { SHOWN.min(items.len()) };
    for (i, item) in items.iter().take(shown).enumerate() {
        print(page, i + 1, item, options.lang);
    }
    let more = items.len() - shown;
    if more > 0 {
        let more = words::counted(
            options.lang,
            more,
            ["autre différence", "autres différences"],
            ["more difference", "more differences"],
        );
        page.paragraph(page.styles.quiet, "    ", "    ", &format!("… {more} (--verbose)"));
    }
}

fn heading(page: &mut Page, rank: usize, difference: &HeadingDifference, lang: Lang) {
    let (a, b) = (difference.a.as_ref(), difference.b.as_ref());
    let level = |place: Option<&HeadingPlace>| place.and_then(|place| place.level).unwrap_or_default();
    let shown = [a, b].into_iter().flatten().find(|place| place.level.is_some());
    let title = shown.map(|place| words::quoted(lang, &place.heading)).unwrap_or_default();
    let only = if a.is_some_and(|place| place.level.is_some()) { "A" } else { "B" };
    let said = match difference.change {
        OutlineChange::Missing => say!("{title} : seulement dans {only}", "{title}: only in {only}"),
        OutlineChange::Reworded => {
            let other = b.map(|place| words::quoted(lang, &place.heading)).unwrap_or_default();
            say!("{title} dans A, {other} dans B", "{title} in A, {other} in B")
        }
        OutlineChange::Moved => {
            say!("{title} : pas au même endroit du plan", "{title}: elsewhere in the outline")
        }
        OutlineChange::NotATitle => {
            say!("{title} : un titre dans {only} seulement", "{title}: a title in {only} only")
        }
        OutlineChange::Level => {
            let (a, b) = (level(a), level(b));
            say!("{title} : niveau {a} dans A, {b} dans B", "{title}: level {a} in A, {b} in B")
        }
    };
    page.paragraph(anstyle::Style::new(), &format!("{rank:>2}. "), "    ", said.get(lang));
    for (name, place) in [("A", a), ("B", b)] {
        let Some(place) = place else { continue };
        let mut at = place.place.clone();
        at.heading = None;
        at.path = Vec::new();
        let at = words::place(lang, &at);
        if !at.is_empty() {
            page.field(4, 3, name, &at);
        }
    }
}

pub(super) fn competencies(page: &mut Page, comparison: &Comparison, lang: Lang) {
    if comparison.competencies.is_empty() {
        return;
    }
    let title = words::pick(lang, "Compétences citées par un seul", "Competencies that only one names");
    page.title(page.styles.strong, title, '─');
    for CompetencyDifference { id, name, a, place, .. } in &comparison.competencies {
        let only = if *a == Named::Nowhere { "B" } else { "A" };
        let said = say!("{name} : seulement dans {only}", "{name}: only in {only}");
        page.tagged(anstyle::Style::new(), " -  ", "    ", said.get(lang), id);
        if let Some(place) = place {
            page.field(4, 3, only, &words::place(lang, place));
        }
    }
}

pub(super) fn passages(page: &mut Page, comparison: &Comparison, options: &Options) {
    let lang = options.lang;
    let (only_a, only_b) = (comparison.a.text.missing(), comparison.b.text.missing());
    let items: Vec<&Difference> = comparison.passages.iter().collect();
    if items.is_empty() {
        return;
    }
    let title = words::pick(lang, "Passages qui diffèrent", "Passages that differ");
    if comparison.common() < ALIKE && !options.verbose {
        page.title(page.styles.strong, title, '─');
        let (n, common) = (items.len(), percent(comparison.common()));
        let said = Message::new(
            format!(
                "Ces deux textes n'ont que {} en commun : les {n} passages qui diffèrent ne sont pas listés (--verbose les montre).",
                common.fr
            ),
            format!(
                "These two texts have only {} in common: the {n} passages that differ are not listed (--verbose shows them).",
                common.en
            ),
        );
        page.paragraph(anstyle::Style::new(), "    ", "    ", said.get(lang));
        return;
    }
    let (of_a, of_b) = (percent(only_a), percent(only_b));
    let title = match lang {
        Lang::Fr => format!("{title} ({} de A, {} de B)", of_a.fr, of_b.fr),
        Lang::En => format!("{title} ({} of A, {} of B)", of_a.en, of_b.en),
    };
    section(page, &items, &title, options, difference);
}

fn difference(page: &mut Page, rank: usize, difference: &Difference, lang: Lang) {
    let size = |passage: &Passage| words::words(lang, passage.words);
    let said = match (&difference.a, &difference.b) {
        (Some(a), Some(b)) => {
            let (a, b) = (size(a), size(b));
            say!("{a} de A, {b} à la place dans B", "{a} of A, {b} instead in B")
        }
        (Some(a), None) => {
            let a = size(a);
            say!("{a} seulement dans A", "{a} only in A")
        }
        (None, Some(b)) => {
            let b = size(b);
            say!("{b} seulement dans B", "{b} only in B")
        }
        (None, None) => return,
    };
    page.paragraph(anstyle::Style::new(), &format!("{rank:>2}. "), "    ", said.get(lang));
    places(page, difference, lang);
}

/// Passages that both have, in two places.
pub(super) fn moved(page: &mut Page, comparison: &Comparison, options: &Options) {
    if comparison.common() < ALIKE && !options.verbose {
        return;
    }
    let items: Vec<&Difference> = comparison.moved.iter().collect();
    let title = words::pick(options.lang, "Passages déplacés", "Passages that moved");
    section(page, &items, title, options, |page, rank, difference, lang| {
        let size = difference.a.as_ref().map(|a| words::words(lang, a.words)).unwrap_or_default();
        let said = say!("{size}, pas au même endroit", "{size}, not in the same place");
        page.paragraph(anstyle::Style::new(), &format!("{rank:>2}. "), "    ", said.get(lang));
        places(page, difference, lang);
    });
}

/// Where the passages stand, with the beginning of their text.
fn places(page: &mut Page, difference: &Difference, lang: Lang) {
    for (name, passage) in [("A", &difference.a), ("B", &difference.b)] {
        let Some(Passage { place, last_page, .. }) = passage else { continue };
        let mut at = place.clone();
        at.path = Vec::new();
        let mut said = words::place(lang, &crate::finding::Where { excerpt: None, ..at.clone() });
        if let Some(last) = last_page.filter(|last| place.page.is_some_and(|first| first < *last)) {
            said.push_str(&format!(" ({} {last})", words::pick(lang, "jusqu'à la page", "up to page")));
        }
        let text = at.excerpt.map(|text| words::quoted(lang, &text)).unwrap_or_default();
        let said = if said.is_empty() { text } else { format!("{said}{}{text}", words::colon(lang)) };
        page.field(4, 3, name, &said);
    }
}
