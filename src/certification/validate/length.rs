//! Lengths and ranges.

use toml::Spanned;

use super::requirement::Checker;
use super::{Checked, one_of};
use crate::certification::error::Origin;
use crate::certification::{Band, Extent, Length, Measure, written};
use crate::message::Message;
use crate::say;

const ZONES: [&str; 2] = ["cover", "contents"];

impl Checker<'_> {
    pub(super) fn length(&self, origin: &Origin, written: &written::Length) -> Checked<Length> {
        let of = match written.of.get_ref().as_str() {
            "body" => Extent::Body,
            "annexes" => Extent::Annexes,
            topic => {
                self.topic(origin, &written.of)?;
                Extent::Topic(topic.to_owned())
            }
        };
        for zone in written.perhaps_without.iter().chain(&written.without) {
            if !ZONES.contains(&zone.get_ref().as_str()) {
                return Err(one_of(origin, zone.span(), zone.get_ref(), &ZONES));
            }
        }
        if let Some(lines) = written.lines.as_ref().filter(|_| !matches!(of, Extent::Topic(_))) {
            return Err(origin.fault(
                lines.span(),
                say!("les lignes ne se comptent que d'un thème", "lines are counted of a topic only"),
                say!("pas de `{0}`", "not of `{0}`", written.of.get_ref()),
                Some(Message::same("pages, words, characters")),
            ));
        }
        let mut bands = Vec::new();
        for (measure, written) in [
            (Measure::Pages, &written.pages),
            (Measure::Words, &written.words),
            (Measure::Characters, &written.characters),
            (Measure::Lines, &written.lines),
        ] {
            if let Some(written) = written {
                let (origin, written) = self.range(origin, written)?;
                bands.push((measure, band(origin, written)?));
            }
        }
        let known: Vec<&str> = bands.iter().map(|(measure, _)| measure.id()).collect();
        let mut decides = Vec::new();
        for name in &written.decides {
            match bands.iter().find(|(measure, _)| measure.id() == name.get_ref()) {
                Some((measure, _)) => decides.push(*measure),
                None => return Err(one_of(origin, name.span(), name.get_ref(), &known)),
            }
        }
        if decides.is_empty() {
            let help = Some(Message::same(known.join(", ")));
            return Err(origin.fault(
                written.of.span(),
                say!("`decides` est vide", "is empty"),
                say!("cette longueur", "this length"),
                help,
            ));
        }
        Ok(Length {
            of,
            language: written
                .language
                .as_ref()
                .map(|language| self.language(origin, language))
                .transpose()?,
            perhaps_without_cover_and_contents: !written.perhaps_without.is_empty(),
            without_cover_and_contents: !written.without.is_empty(),
            decides,
            bands,
            apart: written.apart,
        })
    }
}

/// The range, where it can hold anything.
pub(in crate::certification) fn band(origin: &Origin, written: &Spanned<written::Band>) -> Checked<Band> {
    let fault = |message: Message, help: &str| {
        Err(origin.fault(
            written.span(),
            message,
            say!("cet intervalle", "this range"),
            Some(Message::same(help)),
        ))
    };
    let band = written.get_ref();
    match band.clone() {
        written::Band { min: None, max: None, about: None, .. } => {
            fault(say!("intervalle vide", "empty range"), "min, max, about + tolerance")
        }
        written::Band { min: Some(min), max: Some(max), .. } if min > max => {
            fault(say!("intervalle impossible : min > max", "impossible range: min > max"), "min ≤ max")
        }
        written::Band { tolerance: Some(tolerance), .. } if !(0.0..1.0).contains(&tolerance) => {
            fault(say!("tolérance hors de 0 à 1", "tolerance not within 0 to 1"), "tolerance = 0.2")
        }
        written::Band { max: Some(0), .. } => {
            fault(say!("intervalle impossible : max = 0", "impossible range: max = 0"), "max = 30")
        }
        written::Band { about: Some(_), tolerance: Some(_), min: Some(_), .. }
        | written::Band { about: Some(_), tolerance: Some(_), max: Some(_), .. } => fault(
            say!(
                "`tolerance` et `min` ou `max` se contredisent",
                "`tolerance` and `min` or `max` contradict"
            ),
            "about + tolerance, about + min + max",
        ),
        written::Band { about: Some(about), tolerance: Some(tolerance), min, max, .. } => {
            let about_f = f64::from(about);
            let slack = about_f * f64::from(tolerance);
            Ok(Band {
                min: min.or(Some((about_f - slack).round() as u32)),
                max: max.or(Some((about_f + slack).round() as u32)),
                about: Some(about),
            })
        }
        written::Band { about: Some(_), tolerance: None, min: None, max: None, .. } => fault(
            say!("`about` sans tolérance", "`about` without a tolerance"),
            "about = 1200, tolerance = 0.2",
        ),
        written::Band { about: None, tolerance: Some(_), .. } => fault(
            say!("tolérance sans `about`", "tolerance without `about`"),
            "about = 1200, tolerance = 0.2",
        ),
        written::Band { min, max, about, .. } => Ok(Band { min, max, about }),
    }
}
