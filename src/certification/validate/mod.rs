//! Turns what is written into what is used, or says what is wrong and where.

mod codes;
pub(super) mod length;
mod parameters;
mod requirement;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

use toml::Spanned;

use self::codes::distinct_codes;
use self::requirement::Checker;
use self::words::{extended, own_aliases};
use super::documents;
use super::error::{Origin, all_of, nearest};
use super::load::{Merged, Resolved};
use super::{
    Activity, Certification, Competency, Deadline, Example, OverlaySummary, Requirement, RuleError,
    SessionDocument, Source, written,
};
use crate::calendar::{Date, Unit};
use crate::finding::Status;
use crate::lexicon::SharedLexicon;
use crate::message::Message;
use crate::say;

pub(super) type Checked<T> = Result<T, Box<RuleError>>;

pub(super) fn validate(
    id: &str,
    resolved: Resolved,
    shared: &SharedLexicon,
    digest: String,
    rules: impl Fn(&Origin, &Spanned<String>) -> Checked<Certification>,
) -> Checked<Certification> {
    let own = &resolved.chain[0];
    let (title, source) = head(&resolved)?;
    let (lexicon, additions) = extended(&resolved, shared)?;
    let activities: Vec<Activity> =
        resolved.activities.iter().map(|merged| activity(&resolved, merged)).collect::<Checked<_>>()?;
    distinct_codes(&resolved)?;
    let known = competency_ids(&activities);
    let documents = documents::documents(&resolved, rules)?;
    let passages = documents::passages(&resolved)?;
    let session = (documents.as_slice(), passages.as_slice());
    let check = Checker::new(&resolved, &lexicon, &known, session, None);
    let requirements: Vec<Requirement> =
        all_of(resolved.requirements.iter().map(|merged| check.requirement(merged)))?;
    if requirements.is_empty() && !own.file.base {
        return Err(own.origin.fault(
            own.file.schema.span(),
            say!("aucune exigence", "no requirement"),
            say!("ajoutez `[[requirement]]`", "add `[[requirement]]`"),
            None,
        ));
    }
    let own_deadlines: Vec<Deadline> =
        all_of(resolved.deadlines.iter().map(|merged| deadline(&resolved, merged, &documents, None)))?;
    let deadlines = own_deadlines.into_iter().chain(of_documents(&documents)).collect();
    let examples = examples(&resolved, &requirements, &documents)?;
    Ok(Certification {
        id: id.to_owned(),
        title,
        short: own.file.short.iter().map(|name| name.get_ref().clone()).collect(),
        source,
        recognise: own.file.recognise.clone().unwrap_or_default(),
        documents,
        passages,
        activities,
        requirements,
        deadlines,
        examples,
        own_aliases: own_aliases(&own.file),
        overlays: Vec::new(),
        additions,
        phrase_book: OnceLock::new(),
        lexicon,
        digest,
    })
}

/// The deadlines that documents judged by rules of their own have there.
fn of_documents(documents: &[SessionDocument]) -> Vec<Deadline> {
    let ruled = documents.iter().filter_map(|document| Some((document, document.rules.as_deref()?)));
    let due = ruled.flat_map(|(document, rules)| {
        let main = rules.main_document();
        let own = rules.deadlines.iter().filter(move |deadline| deadline.of == main);
        own.map(|deadline| Deadline { of: document.id.clone(), ..deadline.clone() })
    });
    due.collect()
}

/// What an overlay adds to a certification.
pub(super) struct Added {
    pub(super) summary: OverlaySummary,
    pub(super) requirements: Vec<Requirement>,
    pub(super) deadlines: Vec<Deadline>,
    pub(super) examples: Vec<Example>,
    pub(super) own_aliases: Vec<(String, String)>,
    pub(super) lexicon: SharedLexicon,
}

/// An overlay of one file, held against the certification it goes with.
pub(super) fn overlay(resolved: Resolved, certification: &Certification) -> Checked<Added> {
    let (title, source) = head(&resolved)?;
    let (lexicon, _) = extended(&resolved, &certification.lexicon)?;
    let known = competency_ids(&certification.activities);
    let session = (certification.documents.as_slice(), certification.passages.as_slice());
    let check = Checker::new(&resolved, &lexicon, &known, session, Some(&title));
    let taken = |id: &Spanned<String>| {
        let id = id.get_ref();
        certification.requirement(id).is_some() || certification.deadlines.iter().any(|d| d.id == *id)
    };
    let own = &resolved.chain[0];
    let ids = own.file.requirement.iter().map(|r| &r.id).chain(own.file.deadline.iter().map(|d| &d.id));
    if let Some(id) = ids.into_iter().find(|id| taken(id)) {
        return Err(own.origin.fault(
            id.span(),
            say!("`{0}` est déjà une exigence officielle", "`{0}` is an official requirement", id.get_ref()),
            say!("ne peut pas la remplacer", "cannot replace it"),
            Some(Message::same(format!("id = \"centre-{}\"", id.get_ref()))),
        ));
    }
    let requirements: Vec<Requirement> =
        all_of(resolved.requirements.iter().map(|merged| check.requirement(merged)))?;
    let deadlines = resolved
        .deadlines
        .iter()
        .map(|merged| deadline(&resolved, merged, &certification.documents, Some(&title)))
        .collect::<Checked<_>>()?;
    let examples = examples(&resolved, &requirements, &certification.documents)?;
    Ok(Added {
        summary: OverlaySummary { title, source: source.name },
        requirements,
        deadlines,
        examples,
        own_aliases: own_aliases(&own.file),
        lexicon,
    })
}

/// Title and source, the nearest of the chain.
fn head(resolved: &Resolved) -> Checked<(String, Source)> {
    let own = &resolved.chain[0];
    let missing =
        |message: Message, label: Message| own.origin.fault(own.file.schema.span(), message, label, None);
    for parsed in &resolved.chain {
        if let Some(source) = &parsed.file.source {
            check_validity(&parsed.origin, source)?;
        }
    }
    // A base is never shown by itself.
    let base = || own.file.base.then(String::new);
    let title = nearest_of(resolved, |file| file.title.clone()).or_else(base).ok_or_else(|| {
        missing(say!("titre manquant", "no title"), say!("ajoutez `title = \"…\"`", "add `title = \"…\"`"))
    })?;
    let source = nearest_of(resolved, |file| file.source.clone()).ok_or_else(|| {
        missing(say!("source manquante", "no source"), say!("ajoutez `[source]`", "add `[source]`"))
    })?;
    Ok((title, used(source)))
}

fn used(source: written::Source) -> Source {
    let plain = |date: Option<Spanned<String>>| date.map(Spanned::into_inner);
    Source {
        name: source.name,
        authority: source.authority,
        code: source.code,
        url: source.url,
        valid_from: plain(source.valid_from),
        valid_until: plain(source.valid_until),
        later: source.later.as_ref().map(message),
        later_until: plain(source.later_until),
        confidence: source.confidence.as_ref().map(message),
    }
}

fn competency_ids(activities: &[Activity]) -> Vec<&str> {
    activities.iter().flat_map(|a| a.competencies.iter().map(|c| c.id.as_str())).collect()
}

fn nearest_of<T>(resolved: &Resolved, get: impl Fn(&written::RuleFile) -> Option<T>) -> Option<T> {
    resolved.chain.iter().find_map(|parsed| get(&parsed.file))
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

/// What a candidate hands in is one of the certification's `documents`; an organiser's duty may be about another paper.
fn deadline(
    resolved: &Resolved,
    merged: &Merged<written::Deadline>,
    documents: &[SessionDocument],
    overlay: Option<&str>,
) -> Checked<Deadline> {
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
    let of = item.of.get_ref();
    if who == "candidat" && !documents.iter().any(|document| document.id == *of) {
        let known: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        return Err(one_of(origin, item.of.span(), of, &known));
    }
    Ok(Deadline {
        id: item.id.get_ref().clone(),
        of: of.clone(),
        title: message(&item.title),
        days: item.days,
        unit,
        by_candidate: who == "candidat",
        quote: item.quote.clone(),
        reference: item.reference.clone(),
        overlay: overlay.map(str::to_owned),
    })
}

/// The examples of the whole chain, each with what it expects of the requirements in force; those of which nothing is
/// in force are left out.
fn examples(
    resolved: &Resolved,
    requirements: &[Requirement],
    documents: &[SessionDocument],
) -> Checked<Vec<Example>> {
    let mut out = Vec::new();
    for parsed in &resolved.chain {
        for written in &parsed.file.example {
            let example = example(&parsed.origin, written, &resolved.known, documents)?;
            let expect: Vec<(String, Status)> = example
                .expect
                .into_iter()
                .filter(|(id, _)| requirements.iter().any(|requirement| requirement.id == *id))
                .collect();
            if !expect.is_empty() {
                out.push(Example { expect, ..example });
            }
        }
    }
    Ok(out)
}

fn example(
    origin: &Origin,
    written: &written::Example,
    known: &[String],
    documents: &[SessionDocument],
) -> Checked<Example> {
    let document = documents::role(origin, written.document.as_ref(), documents)?;
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut expect = Vec::new();
    for (id, status) in &written.expect {
        if !known.contains(&id.get_ref().as_str()) {
            return Err(one_of(origin, id.span(), id.get_ref(), &known));
        }
        let all = [Status::Met, Status::NotMet, Status::NotJudged];
        let Some(found) = all.into_iter().find(|known| known.id() == status.get_ref()) else {
            return Err(one_of(origin, status.span(), status.get_ref(), &all.map(Status::id)));
        };
        expect.push((id.get_ref().clone(), found));
    }
    Ok(Example {
        name: written.name.clone(),
        document,
        text: written.text.clone(),
        pages: written.pages,
        password: written.password,
        expect,
    })
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

pub(super) fn plain(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|item| item.get_ref().clone()).collect()
}

pub(super) fn message(text: &written::Bilingual) -> Message {
    Message::new(&text.fr, if text.en.is_empty() { &text.fr } else { &text.en })
}

pub(super) fn one_of(origin: &Origin, span: Range<usize>, name: &str, known: &[&str]) -> Box<RuleError> {
    origin.fault(
        span,
        say!("valeur inconnue `{name}`", "unknown value `{name}`"),
        say!("attendu : {0}", "expected: {0}", known.join(", ")),
        nearest(name, known.iter().copied()),
    )
}
