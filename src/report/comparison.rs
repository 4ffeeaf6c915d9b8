//! Two dossiers side by side, for a person: the answer first, then the figures, then what differs and where.

use super::layout::{Page, pad, pad_left, widest};
use super::style::paint;
use super::{Options, words};
use crate::compare::{
    Aspect, Comparison, CompetencyDifference, CountKind, CountPair, Difference, HeadingDifference,
    HeadingPlace, OutlineChange, Passage, Side,
};
use crate::finding::Named;
use crate::message::{Lang, Message};
use crate::say;

pub mod json;

/// Columns of the labels.
const LABELS: usize = 13;
/// Differences of one kind that are shown before the others are only counted, unless all are asked for.
const SHOWN: usize = 12;
/// From this share of common text on, two dossiers are two versions of one, or hardly that.
const NEARLY: f64 = 0.95;
/// Under this share of common text there is no use in listing passages.
const ALIKE: f64 = 0.5;

/// The comparison as text, with its line end.
pub fn render(comparison: &Comparison, options: &Options) -> String {
    let lang = options.lang;
    let mut page = Page::new(options);
    page.title(page.styles.strong, &format!("{} ↔ {}", comparison.a.path, comparison.b.path), '═');
    let style = if comparison.is_same() { page.styles.good } else { page.styles.bad };
    page.paragraph(style, "", "", verdict(comparison).get(lang));
    page.gap();
    sides(&mut page, comparison, lang);
    page.gap();
    figures(&mut page, comparison, lang);
    outline(&mut page, comparison, options);
    competencies(&mut page, comparison, lang);
    passages(&mut page, comparison, options);
    page.finish()
}

/// The answer in a sentence.
fn verdict(comparison: &Comparison) -> Message {
    let tolerance = percent(comparison.tolerance);
    if comparison.is_same() {
        let listed = !comparison.passages.is_empty() || comparison.outline.iter().any(|one| one.weighs);
        let (small_fr, small_en) = if listed {
            (" Les petites différences sont listées plus bas.", " The small differences are listed below.")
        } else {
            ("", "")
        };
        let (and_fr, and_en) = match comparison.certification {
            Some(_) => (", les mêmes compétences", ", the same competencies"),
            None => ("", ""),
        };
        let (fr, en) = (tolerance.fr, tolerance.en);
        return Message::new(
            format!("C'est le même dossier : le même plan{and_fr}, et le même texte à {fr} près.{small_fr}"),
            format!(
                "This is the same dossier: the same outline{and_en}, and the same text within {en}.{small_en}"
            ),
        );
    }
    let aspects = |lang: Lang| {
        let names: Vec<&str> =
            comparison.differs_in.iter().map(|aspect| aspect_name(lang, *aspect)).collect();
        names.join(", ")
    };
    let (fr, en, common) = (aspects(Lang::Fr), aspects(Lang::En), percent(comparison.common()));
    let (what_fr, what_en) = if comparison.common() >= NEARLY {
        ("Ce n'est pas tout à fait le même dossier", "This is not quite the same dossier")
    } else {
        ("Ce n'est pas le même dossier", "This is not the same dossier")
    };
    Message::new(
        format!(
            "{what_fr}. Ce qui diffère : {fr}. Texte commun : {} (le même à {} près est demandé).",
            common.fr, tolerance.fr
        ),
        format!(
            "{what_en}. What differs: {en}. Text in common: {} (the same within {} is asked for).",
            common.en, tolerance.en
        ),
    )
}

fn aspect_name(lang: Lang, aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Text => words::pick(lang, "le texte", "the text"),
        Aspect::Counts => words::pick(lang, "le nombre de caractères", "the number of characters"),
        Aspect::Outline => words::pick(lang, "le plan", "the outline"),
        Aspect::Competencies => words::pick(lang, "les compétences citées", "the competencies named"),
    }
}

/// A share in percent, with the digits that matter and its sign.
fn percent(share: f64) -> Message {
    let digits = match share * 100.0 {
        value if value == 0.0 || value >= 99.995 => 0,
        value if (0.1..=99.9).contains(&value) => 1,
        _ => 2,
    };
    let text = format!("{:.digits$}", share * 100.0);
    Message::new(format!("{} %", text.replace('.', ",")), format!("{text}%"))
}

fn sides(page: &mut Page, comparison: &Comparison, lang: Lang) {
    for (name, side) in [("A", &comparison.a), ("B", &comparison.b)] {
        page.field(2, LABELS, name, &side_line(side, lang));
    }
    let text = match &comparison.certification {
        Some(id) => id.clone(),
        None => words::pick(
            lang,
            "non comparées : certification inconnue (dites-la avec --certification)",
            "not compared: certification not known (say it with --certification)",
        )
        .to_owned(),
    };
    page.field(2, LABELS, words::pick(lang, "Compétences", "Competencies"), &text);
}

fn side_line(side: &Side, lang: Lang) -> String {
    let mut parts = vec![side.path.clone(), side.format.id().to_owned()];
    parts.extend(side.pages.as_ref().map(|pages| words::pages(lang, pages)));
    parts.push(words::counted(lang, side.headings, ["titre", "titres"], ["title", "titles"]));
    parts.join(", ")
}

/// A table of characters.
fn figures(page: &mut Page, comparison: &Comparison, lang: Lang) {
    let rows: Vec<[String; 4]> =
        comparison.counts.iter().filter(|pair| !is_empty(pair)).map(|pair| row(pair, lang)).collect();
    let heads = match lang {
        Lang::Fr => ["Caractères, espaces non compris", "A", "B", "écart"],
        Lang::En => ["Characters without spaces", "A", "B", "gap"],
    };
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].as_str());
        widest(cells.chain([heads[column]]))
    };
    let widths = [width(0), width(1), width(2), width(3)];
    let line = |cells: [&str; 4]| {
        let [name, a, b, gap] = cells;
        let numbers: String = [a, b, gap]
            .iter()
            .zip(&widths[1..])
            .map(|(cell, width)| format!("  {}", pad_left(cell, *width)))
            .collect();
        format!("  {}{numbers}", pad(name, widths[0]))
    };
    page.push(&paint(page.styles.quiet, &line(heads)));
    for row in &rows {
        page.push(&line([&row[0], &row[1], &row[2], &row[3]]));
    }
}

fn is_empty(pair: &CountPair) -> bool {
    pair.a.characters == 0 && pair.b.characters == 0
}

fn row(pair: &CountPair, lang: Lang) -> [String; 4] {
    let name = match pair.kind {
        CountKind::Text => words::pick(lang, "tout le texte, sans le sommaire", "all text but the contents"),
        CountKind::Body => words::pick(lang, "corps du dossier", "body"),
        CountKind::Annexes => words::pick(lang, "annexes", "annexes"),
        CountKind::Contents => words::pick(lang, "sommaire", "table of contents"),
    };
    let number = |n: usize| words::number(lang, n);
    let gap = percent(pair.gap()).get(lang).to_owned();
    [name.to_owned(), number(pair.a.characters), number(pair.b.characters), gap]
}

fn outline(page: &mut Page, comparison: &Comparison, options: &Options) {
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

fn competencies(page: &mut Page, comparison: &Comparison, lang: Lang) {
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

fn passages(page: &mut Page, comparison: &Comparison, options: &Options) {
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
