//! Two dossiers side by side, for a person: the answer first, then the figures, then what differs and where.

mod differences;
pub mod json;

use super::layout::{Page, pad, pad_left, widest};
use super::style::paint;
use super::{Options, words};
use crate::compare::{Aspect, Comparison, CountKind, CountPair, Side};
use crate::message::{Lang, Message};

/// Columns of the labels.
const LABELS: usize = 13;
/// From this share of common text on, two dossiers are two versions of one, or hardly that.
const NEARLY: f64 = 0.95;

/// The comparison as text, with its line end.
pub fn render(comparison: &Comparison, options: &Options) -> String {
    let lang = options.lang;
    let mut page = Page::new(options);
    page.title(page.styles.strong, &format!("{} ↔ {}", comparison.a.path, comparison.b.path), '═');
    let style = if comparison.is_same() { page.styles.good } else { page.styles.bad };
    page.paragraph(style, "", "", verdict(comparison).get(lang));
    if let Some(remark) = in_part(comparison) {
        page.paragraph(page.styles.strong, "", "", remark.get(lang));
    }
    page.gap();
    sides(&mut page, comparison, lang);
    page.gap();
    figures(&mut page, comparison, lang);
    differences::outline(&mut page, comparison, options);
    differences::competencies(&mut page, comparison, lang);
    differences::passages(&mut page, comparison, options);
    differences::moved(&mut page, comparison, options);
    page.finish()
}

/// The answer in a sentence.
fn verdict(comparison: &Comparison) -> Message {
    let tolerance = percent(comparison.tolerance);
    if comparison.is_same() {
        let listed = !comparison.passages.is_empty()
            || !comparison.moved.is_empty()
            || comparison.outline.iter().any(|one| one.weighs);
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

/// Which of the two could be read only in part.
fn in_part(comparison: &Comparison) -> Option<Message> {
    let (fr, en) = match (comparison.a.in_part, comparison.b.in_part) {
        (false, false) => return None,
        (true, false) => ("A n'a pu être lu", "A could"),
        (false, true) => ("B n'a pu être lu", "B could"),
        (true, true) => ("A et B n'ont pu être lus", "A and B could"),
    };
    Some(Message::new(
        format!(
            "{fr} qu'en partie, ou pas avec certitude (conforme count dit pourquoi) : ce qui semble y manquer y est peut-être."
        ),
        format!(
            "{en} be read only in part, or not for certain (conforme count says why): what seems to be missing may be there."
        ),
    ))
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
