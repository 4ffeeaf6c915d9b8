//! Turns what is written into what is used, or says what is wrong and where.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::error::{Origin, nearest};
use super::load::{Merged, Resolved, kinds};
use super::{
    Activity, Asks, Band, Certification, Competency, Deadline, Example, Extent, Form, Group, Language,
    Length, Listing, Measure, Mention, Presence, Requirement, RuleError, Shape, written,
};
use crate::calendar::{Date, Unit};
use crate::finding::{Severity, Status};
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::say;

type Checked<T> = Result<T, Box<RuleError>>;

/// Languages that can be measured.
const LANGUAGES: [&str; 2] = ["fr", "en"];
const ZONES: [&str; 2] = ["cover", "contents"];

pub(super) fn validate(
    id: &str,
    resolved: Resolved,
    shared: &Arc<Lexicon>,
    digest: String,
) -> Checked<Certification> {
    let own = &resolved.chain[0];
    let start = || own.file.schema.span();
    let Some(title) = nearest_of(&resolved, |file| file.title.clone()) else {
        return Err(own.origin.fault(
            start(),
            say!("titre manquant", "no title"),
            say!("ajoutez `title = \"…\"`", "add `title = \"…\"`"),
            None,
        ));
    };
    let Some(source) = nearest_of(&resolved, |file| file.source.clone()) else {
        return Err(own.origin.fault(
            start(),
            say!("source manquante", "no source"),
            say!("ajoutez `[source]`", "add `[source]`"),
            None,
        ));
    };
    for parsed in &resolved.chain {
        if let Some(source) = &parsed.file.source {
            check_validity(&parsed.origin, source)?;
        }
    }
    let lexicon = extended(&resolved, shared)?;
    let activities: Vec<Activity> =
        resolved.activities.iter().map(|merged| activity(&resolved, merged)).collect::<Checked<_>>()?;
    let known: Vec<&str> =
        activities.iter().flat_map(|a| a.competencies.iter().map(|c| c.id.as_str())).collect();
    let check = Checker { resolved: &resolved, lexicon: &lexicon, competencies: &known };
    let requirements: Vec<Requirement> =
        resolved.requirements.iter().map(|merged| check.requirement(merged)).collect::<Checked<_>>()?;
    if requirements.is_empty() && !own.file.base {
        return Err(own.origin.fault(
            start(),
            say!("aucune exigence", "no requirement"),
            say!("ajoutez `[[requirement]]`", "add `[[requirement]]`"),
            None,
        ));
    }
    let deadlines =
        resolved.deadlines.iter().map(|merged| deadline(&resolved, merged)).collect::<Checked<_>>()?;
    let examples =
        own.file.example.iter().map(|e| example(&own.origin, e, &requirements)).collect::<Checked<_>>()?;
    Ok(Certification {
        id: id.to_owned(),
        title,
        short: own.file.short.iter().map(|name| name.get_ref().clone()).collect(),
        source,
        recognise: own.file.recognise.clone().unwrap_or_default(),
        activities,
        requirements,
        deadlines,
        examples,
        lexicon,
        digest,
    })
}

fn nearest_of<T>(resolved: &Resolved, get: impl Fn(&written::RuleFile) -> Option<T>) -> Option<T> {
    resolved.chain.iter().find_map(|parsed| get(&parsed.file))
}

/// The lexicon with the aliases of every file of the chain.
///
/// The shared one is copied only where a file adds to it.
fn extended(resolved: &Resolved, shared: &Arc<Lexicon>) -> Checked<Arc<Lexicon>> {
    let mut lexicon = Arc::clone(shared);
    for parsed in resolved.chain.iter().rev() {
        for topic in &parsed.file.topic {
            add_topic(&parsed.origin, topic, Arc::make_mut(&mut lexicon))?;
        }
        for (topic, aliases) in &parsed.file.aliases {
            if lexicon.topic(topic.get_ref()).is_none() {
                return Err(unknown_topic(&parsed.origin, topic, &lexicon));
            }
            for alias in aliases {
                add_alias(&parsed.origin, topic.get_ref(), alias, Arc::make_mut(&mut lexicon))?;
            }
        }
    }
    Ok(lexicon)
}

/// A topic of the file's own, with its words.
fn add_topic(origin: &Origin, topic: &written::Topic, lexicon: &mut Lexicon) -> Checked<()> {
    if !lexicon.add_topic(topic.id.get_ref(), message(&topic.name)) {
        return Err(origin.fault(
            topic.id.span(),
            say!("le thème `{0}` existe déjà", "topic `{0}` is there already", topic.id.get_ref()),
            say!("déjà dans le lexique", "in the lexicon already"),
            Some(say!(
                "pour ajouter des mots à un thème : `[aliases]`",
                "to add words to a topic: `[aliases]`"
            )),
        ));
    }
    topic.aliases.iter().try_for_each(|alias| add_alias(origin, topic.id.get_ref(), alias, lexicon))
}

fn add_alias(origin: &Origin, topic: &str, alias: &Spanned<String>, lexicon: &mut Lexicon) -> Checked<()> {
    if !alias.get_ref().chars().any(char::is_alphabetic) {
        return Err(origin.fault(
            alias.span(),
            say!("alias sans lettre", "alias without a letter"),
            say!("ne peut rien reconnaître", "can match nothing"),
            None,
        ));
    }
    lexicon.add_alias(topic, alias.get_ref());
    Ok(())
}

fn unknown_topic(origin: &Origin, topic: &Spanned<String>, lexicon: &Lexicon) -> Box<RuleError> {
    let known: Vec<&str> = lexicon.topics().iter().map(|topic| topic.id.as_str()).collect();
    origin.fault(
        topic.span(),
        say!("thème inconnu `{0}`", "unknown topic `{0}`", topic.get_ref()),
        say!("n'est pas dans le lexique", "is not in the lexicon"),
        nearest(topic.get_ref(), known.iter().copied()),
    )
}

fn check_validity(origin: &Origin, source: &written::Source) -> Checked<()> {
    let mut dates = Vec::new();
    for written in [&source.valid_from, &source.valid_until].into_iter().flatten() {
        if !is_date(written.get_ref()) {
            return Err(origin.fault(
                written.span(),
                say!("date impossible `{0}`", "impossible date `{0}`", written.get_ref()),
                say!("attendu : AAAA-MM-JJ", "expected: YYYY-MM-DD"),
                None,
            ));
        }
        dates.push(written);
    }
    match dates[..] {
        [from, until] if from.get_ref() > until.get_ref() => Err(origin.fault(
            until.span(),
            say!("la validité finit avant de commencer", "validity ends before it begins"),
            say!("avant `valid-from`", "before `valid-from`"),
            None,
        )),
        _ => Ok(()),
    }
}

/// True for a day of the calendar written YYYY-MM-DD.
fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

fn deadline(resolved: &Resolved, merged: &Merged<written::Deadline>) -> Checked<Deadline> {
    const UNITS: [Unit; 4] = [Unit::Ouvres, Unit::Ouvrables, Unit::Calendaires, Unit::Francs];
    let origin = &resolved.chain[merged.origin].origin;
    let item = &merged.item;
    let unit = UNITS.into_iter().find(|unit| unit.id() == item.unit.get_ref());
    let Some(unit) = unit else {
        let known = UNITS.map(Unit::id);
        return Err(one_of(origin, item.unit.span(), item.unit.get_ref(), &known));
    };
    let who = item.who.get_ref().as_str();
    if !["candidat", "organisateur"].contains(&who) {
        return Err(one_of(origin, item.who.span(), who, &["candidat", "organisateur"]));
    }
    Ok(Deadline {
        id: item.id.get_ref().clone(),
        of: item.of.clone(),
        title: message(&item.title),
        days: item.days,
        unit,
        by_candidate: who == "candidat",
        quote: item.quote.clone(),
        reference: item.reference.clone(),
    })
}

fn example(origin: &Origin, written: &written::Example, requirements: &[Requirement]) -> Checked<Example> {
    let mut expect = Vec::new();
    for (id, status) in &written.expect {
        let known: Vec<&str> = requirements.iter().map(|requirement| requirement.id.as_str()).collect();
        if !known.contains(&id.get_ref().as_str()) {
            return Err(one_of(origin, id.span(), id.get_ref(), &known));
        }
        let all = [Status::Met, Status::NotMet, Status::NotJudged];
        let Some(found) = all.into_iter().find(|known| known.id() == status.get_ref()) else {
            return Err(one_of(origin, status.span(), status.get_ref(), &all.map(Status::id)));
        };
        expect.push((id.get_ref().clone(), found));
    }
    Ok(Example { name: written.name.clone(), text: written.text.clone(), expect })
}

fn activity(resolved: &Resolved, merged: &Merged<written::Activity>) -> Checked<Activity> {
    let origin = &resolved.chain[merged.origin].origin;
    let list = &merged.item.competency;
    for (i, competency) in list.iter().enumerate() {
        if list[..i].iter().any(|other| other.id.get_ref() == competency.id.get_ref()) {
            return Err(origin.fault(
                competency.id.span(),
                say!("`{0}` est défini deux fois", "`{0}` is defined twice", competency.id.get_ref()),
                say!("seconde fois", "second time"),
                None,
            ));
        }
    }
    Ok(Activity {
        id: merged.item.id.get_ref().clone(),
        name: merged.item.name.clone(),
        competencies: list
            .iter()
            .map(|c| Competency {
                id: c.id.get_ref().clone(),
                name: c.name.clone(),
                code: c.code.clone(),
                evidence: plain(&c.evidence),
            })
            .collect(),
    })
}

fn plain(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|item| item.get_ref().clone()).collect()
}

fn message(text: &written::Bilingual) -> Message {
    Message::new(&text.fr, &text.en)
}

/// Checks requirements against what the rest of the file defines.
struct Checker<'a> {
    resolved: &'a Resolved,
    lexicon: &'a Lexicon,
    competencies: &'a [&'a str],
}

impl Checker<'_> {
    fn requirement(&self, merged: &Merged<written::Requirement>) -> Checked<Requirement> {
        let origin = &self.resolved.chain[merged.origin].origin;
        let item = &merged.item;
        let missing = |what: &str| {
            origin.fault(
                item.id.span(),
                say!("`{0}` : `{what}` manque", "`{0}`: `{what}` is missing", item.id.get_ref()),
                say!("cette exigence", "this requirement"),
                None,
            )
        };
        if kinds(item) != 1 {
            return Err(origin.fault(
                item.id.span(),
                say!("`{0}` : une seule table de contenu", "`{0}`: exactly one kind", item.id.get_ref()),
                say!("cette exigence", "this requirement"),
                Some(Message::same("presence, length, language, listing, form, mention, coverage")),
            ));
        }
        let severity = item.severity.as_ref().ok_or_else(|| missing("severity"))?;
        Ok(Requirement {
            id: item.id.get_ref().clone(),
            title: message(item.title.as_ref().ok_or_else(|| missing("title"))?),
            severity: self.severity(origin, severity)?,
            quote: item.quote.clone().filter(|q| !q.trim().is_empty()).ok_or_else(|| missing("quote"))?,
            reference: item.reference.clone().ok_or_else(|| missing("reference"))?,
            help: item.help.as_ref().map(message).unwrap_or_default(),
            asks: self.asks(item)?,
        })
    }

    fn severity(&self, origin: &Origin, written: &Spanned<String>) -> Checked<Severity> {
        match written.get_ref().as_str() {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "info" => Ok(Severity::Info),
            other => Err(one_of(origin, written.span(), other, &["error", "warning", "info"])),
        }
    }

    /// The kind, whose spans point into the file that last wrote one.
    fn asks(&self, item: &written::Requirement) -> Checked<Asks> {
        let origin = self.origin_of_kind(item);
        if let Some(presence) = &item.presence {
            return self.presence(origin, presence).map(Asks::Presence);
        }
        if let Some(length) = &item.length {
            return self.length(origin, length).map(Asks::Length);
        }
        if let Some(written) = &item.language {
            self.topic(origin, &written.of)?;
            return Ok(Asks::Language(Language {
                of: written.of.get_ref().clone(),
                language: self.language(origin, &written.language)?,
            }));
        }
        if let Some(listing) = &item.listing {
            self.topic(origin, &listing.topic)?;
            return Ok(Asks::Listing(Listing { topic: listing.topic.get_ref().clone() }));
        }
        if let Some(form) = &item.form {
            return self.form(origin, form).map(Asks::Form);
        }
        if let Some(mention) = &item.mention {
            return self.mention(origin, mention).map(Asks::Mention);
        }
        let groups = item.coverage.as_ref().map(|c| c.group.as_slice()).unwrap_or_default();
        groups.iter().map(|group| self.group(origin, group)).collect::<Checked<_>>().map(Asks::Coverage)
    }

    /// The nearest file of the chain in which that requirement names its kind.
    fn origin_of_kind(&self, item: &written::Requirement) -> &Origin {
        let wrote = |file: &written::RuleFile| {
            file.requirement.iter().any(|r| r.id.get_ref() == item.id.get_ref() && kinds(r) > 0)
        };
        let chain = &self.resolved.chain;
        &chain.iter().find(|parsed| wrote(&parsed.file)).unwrap_or(&chain[0]).origin
    }

    fn presence(&self, origin: &Origin, written: &written::Presence) -> Checked<Presence> {
        if written.topics.is_empty() {
            return Err(origin.fault(
                0..0,
                say!("`topics` est vide", "`topics` is empty"),
                Message::default(),
                None,
            ));
        }
        for topic in written.topics.iter().chain(&written.within).chain(&written.made_of) {
            self.topic(origin, topic)?;
        }
        Ok(Presence {
            topics: plain(&written.topics),
            within: written.within.as_ref().map(|topic| topic.get_ref().clone()),
            language: written
                .language
                .as_ref()
                .map(|language| self.language(origin, language))
                .transpose()?,
            mention: plain(&written.mention),
            made_of: plain(&written.made_of),
            apart: written.apart,
        })
    }

    fn form(&self, origin: &Origin, written: &written::Form) -> Checked<Form> {
        self.topic(origin, &written.of)?;
        let is = match written.is.get_ref().as_str() {
            "table" => Shape::Table,
            "image" => Shape::Image,
            other => return Err(one_of(origin, written.is.span(), other, &["table", "image"])),
        };
        Ok(Form { of: written.of.get_ref().clone(), is, by_activity: written.by_activity })
    }

    fn mention(&self, origin: &Origin, written: &written::Mention) -> Checked<Mention> {
        for topic in &written.within {
            self.topic(origin, topic)?;
        }
        Ok(Mention {
            within: plain(&written.within),
            of: written.of.iter().map(|thing| (message(&thing.title), plain(&thing.any_of))).collect(),
            for_a_person: written.for_a_person,
        })
    }

    fn length(&self, origin: &Origin, written: &written::Length) -> Checked<Length> {
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
        let mut bands = Vec::new();
        for (measure, band) in [
            (Measure::Pages, &written.pages),
            (Measure::Words, &written.words),
            (Measure::Characters, &written.characters),
            (Measure::Lines, &written.lines),
        ] {
            if let Some(written) = band {
                bands.push((measure, self.band(origin, written)?));
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
                say!("`decides` est vide", "`decides` is empty"),
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

    fn band(&self, origin: &Origin, written: &Spanned<written::Band>) -> Checked<Band> {
        let fault = |message: Message, help: &str| {
            Err(origin.fault(
                written.span(),
                message,
                say!("cet intervalle", "this range"),
                Some(Message::same(help)),
            ))
        };
        let band = written.get_ref();
        match *band {
            written::Band { min: None, max: None, about: None, .. } => {
                fault(say!("intervalle vide", "empty range"), "min, max, about + tolerance")
            }
            written::Band { min: Some(min), max: Some(max), .. } if min > max => {
                fault(say!("intervalle impossible : min > max", "impossible range: min > max"), "min ≤ max")
            }
            written::Band { tolerance: Some(tolerance), .. } if !(0.0..1.0).contains(&tolerance) => {
                fault(say!("tolérance hors de 0 à 1", "tolerance not within 0 to 1"), "tolerance = 0.2")
            }
            written::Band { about: Some(about), tolerance: Some(tolerance), min, max } => {
                let about_f = f64::from(about);
                let slack = about_f * f64::from(tolerance);
                Ok(Band {
                    min: min.or(Some((about_f - slack).round() as u32)),
                    max: max.or(Some((about_f + slack).round() as u32)),
                    about: Some(about),
                })
            }
            written::Band { about: Some(_), tolerance: None, min: None, max: None } => fault(
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

    fn group(&self, origin: &Origin, written: &written::Group) -> Checked<Group> {
        for id in written.all_of.iter().chain(&written.any_of) {
            if !self.competencies.contains(&id.get_ref().as_str()) {
                return Err(origin.fault(
                    id.span(),
                    say!("compétence inconnue `{0}`", "unknown competency `{0}`", id.get_ref()),
                    say!("n'est dans aucune activité", "is in no activity"),
                    nearest(id.get_ref(), self.competencies.iter().copied()),
                ));
            }
        }
        let at_least = match &written.at_least {
            Some(n) if *n.get_ref() == 0 || *n.get_ref() > written.any_of.len() => {
                return Err(origin.fault(
                    n.span(),
                    say!("nombre impossible", "impossible number"),
                    say!("`any-of` a {0} élément(s)", "`any-of` has {0} item(s)", written.any_of.len()),
                    None,
                ));
            }
            Some(n) => *n.get_ref(),
            None => usize::from(!written.any_of.is_empty()),
        };
        let quote = written.quote.clone();
        Ok(Group { all_of: plain(&written.all_of), any_of: plain(&written.any_of), at_least, quote })
    }

    fn topic(&self, origin: &Origin, topic: &Spanned<String>) -> Checked<()> {
        if self.lexicon.topic(topic.get_ref()).is_some() {
            Ok(())
        } else {
            Err(unknown_topic(origin, topic, self.lexicon))
        }
    }

    fn language(&self, origin: &Origin, written: &Spanned<String>) -> Checked<String> {
        if LANGUAGES.contains(&written.get_ref().as_str()) {
            Ok(written.get_ref().clone())
        } else {
            Err(one_of(origin, written.span(), written.get_ref(), &LANGUAGES))
        }
    }
}

fn one_of(origin: &Origin, span: Range<usize>, name: &str, known: &[&str]) -> Box<RuleError> {
    origin.fault(
        span,
        say!("valeur inconnue `{name}`", "unknown value `{name}`"),
        say!("attendu : {0}", "expected: {0}", known.join(", ")),
        nearest(name, known.iter().copied()),
    )
}
