//! A length that must be kept.

use super::Context;
use super::blank_pages::{is_met_by_blank, met_by_blank};
use super::draft::Answer;
use super::passage_length::of_topic;
use crate::certification::{Band, Extent, Length, Measure, Requirement};
use crate::finding::Status;
use crate::measure::{Measured, PageMeasure, PageMethod, nearly_blank};
use crate::message::{Message, english_number, french_number};
use crate::say;
use crate::structure::ZoneKind;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Length) -> Answer {
    let answer = match &asks.of {
        Extent::Body => body(context, requirement, asks),
        Extent::Annexes => annexes(context, requirement, asks),
        Extent::Topic(topic) => of_topic(context, requirement, asks, topic),
    };
    answer.expected(expected(asks))
}

/// A figure with what it may be: exact, or an interval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) value: u32,
    pub(super) low: u32,
    pub(super) high: u32,
}

impl Figure {
    pub(super) fn exact(value: usize) -> Self {
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        Self { value, low: value, high: value }
    }

    pub(super) fn pages(pages: &PageMeasure) -> Self {
        Self { value: pages.value, low: pages.low, high: pages.high }
    }

    /// Within the band, outside, or the interval does not tell.
    fn within(self, band: &Band) -> Option<bool> {
        if band.holds(self.low) && band.holds(self.high) {
            Some(true)
        } else if band.min.is_some_and(|min| self.high < min) || band.max.is_some_and(|max| self.low > max) {
            Some(false)
        } else {
            None
        }
    }
}

/// The body of the dossier: with and without cover and contents, where readings of the text differ.
fn body(context: &Context<'_>, requirement: &Requirement, asks: &Length) -> Answer {
    let measured = &context.dossier.measured;
    let count = if asks.without_cover_and_contents {
        measured.body_without_cover_and_contents
    } else {
        measured.body
    };
    let strict = whole(measured, asks.without_cover_and_contents);
    let usual = if asks.perhaps_without_cover_and_contents { whole(measured, true) } else { strict.clone() };
    let verdicts =
        [decide(asks, &strict).or(far_out(asks, &strict)), decide(asks, &usual).or(far_out(asks, &usual))];
    let blank = nearly_blank(&context.dossier.structure);
    let padded = verdicts == [Some(true), Some(true)] && is_met_by_blank(asks, &strict, &blank);
    let status = match verdicts {
        [Some(true), Some(true)] if !padded => Status::Met,
        [Some(false), Some(false)] => Status::NotMet,
        _ => Status::NotJudged,
    };
    let shown = show(asks, &strict);
    let message = match status {
        Status::Met => shown,
        Status::NotMet => distance(asks, &strict),
        Status::NotJudged if padded => met_by_blank(&strict, &blank),
        Status::NotJudged => unsure_body(context, &verdicts, &shown),
    };
    Answer::new(requirement, status, confidence(measured.body_pages.as_ref(), status), message)
        .found(found_body(asks, &strict, &usual))
        .beyond(!is_recorded(measured.body_pages.as_ref()) && is_beyond(asks, &usual))
        .counts(count.characters, count.words)
        .help(match status {
            Status::Met => Message::default(),
            Status::NotMet => requirement.help.clone(),
            Status::NotJudged if padded => say!(
                "Remplissez ces pages ou retirez-les ; si elles ont leur raison d'être, montrez-les à votre formateur.",
                "Fill these pages or take them out; if they are there for a reason, show them to your trainer."
            ),
            Status::NotJudged => export_help(measured),
        })
}

/// The figures of the body.
fn whole(measured: &Measured, without_cover_and_contents: bool) -> Vec<(Measure, Figure)> {
    let (count, pages) = if without_cover_and_contents {
        (measured.body_without_cover_and_contents, &measured.body_pages_without_cover_and_contents)
    } else {
        (measured.body, &measured.body_pages)
    };
    let mut out = vec![
        (Measure::Characters, Figure::exact(count.characters)),
        (Measure::Words, Figure::exact(count.words)),
    ];
    out.extend(pages.as_ref().map(|pages| (Measure::Pages, Figure::pages(pages))));
    out
}

/// True where any measure that decides is within its band, false where all are outside, none where it is not told.
pub(super) fn decide(asks: &Length, figures: &[(Measure, Figure)]) -> Option<bool> {
    let answers: Vec<Option<bool>> = asks
        .decides
        .iter()
        .filter_map(|measure| {
            let band = band(asks, *measure)?;
            let figure = figures.iter().find(|(m, _)| m == measure);
            Some(figure.and_then(|(_, figure)| figure.within(band)))
        })
        .collect();
    if answers.contains(&Some(true)) {
        Some(true)
    } else if !answers.is_empty() && answers.iter().all(|answer| *answer == Some(false)) {
        Some(false)
    } else {
        None
    }
}

/// True where every measure that decides is over its band.
pub(super) fn is_beyond(asks: &Length, figures: &[(Measure, Figure)]) -> bool {
    let over = |measure: &Measure| {
        let figure = figures.iter().find(|(m, _)| m == measure).map(|(_, figure)| figure.low);
        figure.zip(band(asks, *measure).and_then(|band| band.max)).is_some_and(|(low, max)| low > max)
    };
    !asks.decides.is_empty() && asks.decides.iter().all(over)
}

/// A number of pages that the program counted which saved the file, on what it had of it then.
fn is_recorded(pages: Option<&PageMeasure>) -> bool {
    pages.is_some_and(|pages| pages.method == PageMethod::Recorded)
}

/// False where a measure that decides is known only roughly, but its best value and the exact characters that inform
/// are both out of their bands on the same side, and by far: a text of half the size cannot be long enough.
fn far_out(asks: &Length, figures: &[(Measure, Figure)]) -> Option<bool> {
    const FAR: f64 = 0.75;
    let side = |measure: Measure| {
        let (band, value) = (band(asks, measure)?, figures.iter().find(|(m, _)| *m == measure)?.1.value);
        let value = f64::from(value);
        if band.min.is_some_and(|min| value < FAR * f64::from(min)) {
            Some(false)
        } else {
            band.max.is_some_and(|max| FAR * value > f64::from(max)).then_some(true)
        }
    };
    let informs = side(Measure::Characters).filter(|_| !asks.decides.contains(&Measure::Characters))?;
    asks.decides.iter().all(|measure| side(*measure) == Some(informs)).then_some(false)
}

fn band(asks: &Length, measure: Measure) -> Option<&Band> {
    asks.bands.iter().find(|(m, _)| *m == measure).map(|(_, band)| band)
}

/// « 47 pages, 49 800 caractères ».
pub(super) fn show(asks: &Length, figures: &[(Measure, Figure)]) -> Message {
    let mut fr = Vec::new();
    let mut en = Vec::new();
    for (measure, _) in &asks.bands {
        if let Some((_, figure)) = figures.iter().find(|(m, _)| m == measure) {
            let text = figure_text(*measure, *figure);
            fr.push(text.fr);
            en.push(text.en);
        }
    }
    Message::new(fr.join(", "), en.join(", "))
}

fn figure_text(measure: Measure, figure: Figure) -> Message {
    let Message { fr, en } = if figure.value == 1 { measure.one() } else { measure.unit() };
    let number = |n: u32| (french_number(n.into()), english_number(n.into()));
    if figure.low == figure.high || measure == Measure::Words {
        let (f, e) = number(figure.value);
        return Message::new(format!("{f} {fr}"), format!("{e} {en}"));
    }
    let ((vf, ve), (lf, le), (hf, he)) = (number(figure.value), number(figure.low), number(figure.high));
    Message::new(
        format!("environ {vf} {fr} (entre {lf} et {hf})"),
        format!("about {ve} {en} (between {le} and {he})"),
    )
}

/// « 40 à 60 pages ; pour information, environ 50 000 caractères »: one of the measures that decide is enough.
pub(super) fn expected(asks: &Length) -> Message {
    let list = |decides: bool, get: fn(&Message) -> &str, or: &str| {
        let of = |(measure, band): &(Measure, Band)| {
            (asks.decides.contains(measure) == decides)
                .then(|| format!("{} {}", get(&band.told()), get(&measure.unit())))
        };
        asks.bands.iter().filter_map(of).collect::<Vec<_>>().join(or)
    };
    let (fr, en) = (list(true, |m| &m.fr, " ou "), list(true, |m| &m.en, " or "));
    let (more_fr, more_en) = (list(false, |m| &m.fr, ", "), list(false, |m| &m.en, ", "));
    match (more_fr.is_empty(), fr.is_empty()) {
        (true, _) => Message::new(fr, en),
        (false, true) => {
            Message::new(format!("{more_fr}, pour information"), format!("{more_en}, for information"))
        }
        (false, false) => Message::new(
            format!("{fr} ; pour information, {more_fr}"),
            format!("{en}; for information, {more_en}"),
        ),
    }
}

/// How far outside the first measure that decides.
fn distance(asks: &Length, figures: &[(Measure, Figure)]) -> Message {
    let shown = show(asks, figures);
    for measure in &asks.decides {
        let (Some(band), Some((_, figure))) =
            (band(asks, *measure), figures.iter().find(|(m, _)| m == measure))
        else {
            continue;
        };
        if let Some(min) = band.min.filter(|min| figure.value < *min) {
            let (f, e) =
                (french_number((min - figure.value).into()), english_number((min - figure.value).into()));
            let (unit, are) = (unit_of(*measure, min - figure.value), are(min - figure.value));
            return Message::new(
                format!("Trop court : {}. Il manque {f} {}.", shown.fr, unit.fr),
                format!("Too short: {}. {e} {} {are} missing.", shown.en, unit.en),
            );
        }
        if let Some(max) = band.max.filter(|max| figure.value > *max) {
            let (f, e) =
                (french_number((figure.value - max).into()), english_number((figure.value - max).into()));
            let unit = unit_of(*measure, figure.value - max);
            return Message::new(
                format!("Trop long : {}. Il y a {f} {} de trop.", shown.fr, unit.fr),
                format!("Too long: {}. {e} {} too many.", shown.en, unit.en),
            );
        }
    }
    shown
}

/// What `n` of a measure are called.
fn unit_of(measure: Measure, n: u32) -> Message {
    let Message { fr, en } = measure.unit();
    let one = |unit: &str| match unit.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", first.trim_end_matches('s')),
        None => unit.trim_end_matches('s').to_owned(),
    };
    if n == 1 { Message::new(one(&fr), one(&en)) } else { Message::new(fr, en) }
}

fn are(n: u32) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

fn found_body(asks: &Length, strict: &[(Measure, Figure)], usual: &[(Measure, Figure)]) -> Message {
    let (all, less) = (show(asks, strict), show(asks, usual));
    if asks.without_cover_and_contents {
        return Message::new(
            format!("{} hors page de garde, sommaire et annexes", all.fr),
            format!("{} without cover, contents and annexes", all.en),
        );
    }
    if all == less {
        return Message::new(format!("{} hors annexes", all.fr), format!("{} without annexes", all.en));
    }
    Message::new(
        format!("{} hors annexes ; {} sans la page de garde ni le sommaire", all.fr, less.fr),
        format!("{} without annexes; {} without cover and contents as well", all.en, less.en),
    )
}

fn unsure_body(context: &Context<'_>, verdicts: &[Option<bool>; 2], shown: &Message) -> Message {
    if let [Some(_), Some(_)] = verdicts {
        return Message::new(
            format!(
                "Cela dépend de ce que l'on compte ({}) : avec ou sans la page de garde et le sommaire, la réponse change.",
                shown.fr
            ),
            format!(
                "It depends on what is counted ({}): with or without cover and contents the answer differs.",
                shown.en
            ),
        );
    }
    let known = context.dossier.measured.body_pages.is_some();
    if known {
        Message::new(
            format!("Le nombre de pages n'est pas connu assez précisément pour trancher : {}.", shown.fr),
            format!("The number of pages is not known precisely enough to tell: {}.", shown.en),
        )
    } else {
        Message::new(
            format!("Le nombre de pages n'est pas connu : {}.", shown.fr),
            format!("The number of pages is not known: {}.", shown.en),
        )
    }
}

fn export_help(measured: &Measured) -> Message {
    match &measured.body_pages {
        Some(pages) if pages.is_exact() => say!(
            "Demandez à votre centre s'il compte la page de garde et le sommaire.",
            "Ask your centre whether it counts the cover and the contents."
        ),
        _ => say!(
            "Exportez le dossier en PDF et vérifiez le PDF : les pages y sont comptées exactement.",
            "Export the dossier as PDF and check the PDF: pages are counted exactly there."
        ),
    }
}

fn confidence(pages: Option<&PageMeasure>, status: Status) -> f32 {
    match (status, pages.map(|pages| pages.method)) {
        (Status::NotJudged, _) => 0.4,
        (_, Some(method)) if method.is_sure() => 0.98,
        (_, Some(PageMethod::Recorded | PageMethod::LibreOffice)) => 0.85,
        _ => 0.7,
    }
}

fn annexes(context: &Context<'_>, requirement: &Requirement, asks: &Length) -> Answer {
    let measured = &context.dossier.measured;
    let zone = context.dossier.structure.zones.iter().find(|zone| zone.kind == ZoneKind::Annexes);
    let Some(zone) = zone else {
        let message = say!("Il n'y a pas d'annexes dans ce fichier", "There are no annexes in this file");
        return Answer::new(requirement, Status::Met, 0.7, message);
    };
    let mut figures = vec![
        (Measure::Characters, Figure::exact(measured.annexes.characters)),
        (Measure::Words, Figure::exact(measured.annexes.words)),
    ];
    figures.extend(measured.annex_pages.as_ref().map(|pages| (Measure::Pages, Figure::pages(pages))));
    let (status, message) = verdict(asks, &figures);
    let at = context.dossier.place_without_excerpt(zone.blocks.start);
    Answer::new(requirement, status, confidence(measured.annex_pages.as_ref(), status), message)
        .found(show(asks, &figures))
        .beyond(!is_recorded(measured.annex_pages.as_ref()) && is_beyond(asks, &figures))
        .at(at)
}

pub(super) fn verdict(asks: &Length, figures: &[(Measure, Figure)]) -> (Status, Message) {
    match decide(asks, figures) {
        Some(true) => (Status::Met, show(asks, figures)),
        Some(false) => (Status::NotMet, distance(asks, figures)),
        None => {
            let shown = show(asks, figures);
            (
                Status::NotJudged,
                Message::new(
                    format!("La mesure n'est pas assez sûre pour trancher : {}.", shown.fr),
                    format!("The measure is not sure enough to tell: {}.", shown.en),
                ),
            )
        }
    }
}
