//! Turns what is written into what is used, or says what is wrong and where.

mod codes;
mod deadline;
mod examples;
mod file;
mod groups;
pub(super) mod length;
mod parameters;
mod requirement;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

use toml::Spanned;

use self::codes::distinct;
use self::deadline::deadline;
use self::examples::examples;
pub(super) use self::file::{faults, twice};
use self::requirement::Checker;
use self::words::{extended, own_aliases};
use super::documents;
use super::error::{Origin, nearest};
use super::faults::{Faults, all_of};
use super::load::{Merged, Parsed, Resolved};
use super::{
    Activity, Certification, Competency, Deadline, Example, OverlaySummary, Requirement, RuleError,
    SessionDocument, Source, written,
};
use crate::calendar::Date;
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
    let mut faults = Faults::default();
    let head = faults.take(head(&resolved));
    // What requirements refer to: without it, faults that are none would be told of them.
    let words = faults.take(extended(&resolved, shared));
    let activities: Vec<Activity> = resolved.activities.iter().map(activity).collect();
    faults.note(distinct(&resolved));
    let documents = faults.take(documents::documents(&resolved, rules));
    let passages = faults.take(documents::passages(&resolved));
    let (Some((lexicon, additions)), Some(documents), Some(passages)) = (words, documents, passages) else {
        return Err(faults.or(nothing_in(own)));
    };
    let known = competency_ids(&activities);
    let session = (documents.as_slice(), passages.as_slice());
    let check = Checker::new(&resolved, &lexicon, &known, session, None);
    let requirements: Option<Vec<Requirement>> =
        faults.take(all_of(resolved.requirements.iter().map(|merged| check.requirement(merged))));
    if resolved.requirements.is_empty() && !own.file.base {
        faults.add(nothing_in(own));
    }
    let own_deadlines: Option<Vec<Deadline>> = faults
        .take(all_of(resolved.deadlines.iter().map(|merged| deadline(&resolved, merged, &documents, None))));
    let in_force = requirements.as_deref().unwrap_or_default();
    let examples = faults.take(examples(&resolved, in_force, &documents));
    let (Some((title, source)), Some(requirements), Some(own_deadlines), Some(examples)) =
        (head, requirements, own_deadlines, examples)
    else {
        return Err(faults.or(nothing_in(own)));
    };
    faults.end(Ok(()))?;
    let deadlines = own_deadlines.into_iter().chain(of_documents(&documents)).collect();
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

fn nothing_in(own: &Parsed) -> Box<RuleError> {
    own.origin.fault(
        own.file.schema.span(),
        say!("aucune exigence", "no requirement"),
        say!("ajoutez `[[requirement]]`", "add `[[requirement]]`"),
        None,
    )
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
    let mut faults = Faults::default();
    let requirements: Option<Vec<Requirement>> =
        faults.take(all_of(resolved.requirements.iter().map(|merged| check.requirement(merged))));
    let due = |merged| deadline(&resolved, merged, &certification.documents, Some(&title));
    let deadlines: Option<Vec<Deadline>> = faults.take(all_of(resolved.deadlines.iter().map(due)));
    let in_force = requirements.as_deref().unwrap_or_default();
    let examples = faults.take(examples(&resolved, in_force, &certification.documents));
    let (Some(requirements), Some(deadlines), Some(examples)) = (requirements, deadlines, examples) else {
        return Err(faults.or(nothing_in(own)));
    };
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
    for written in [&source.valid_from, &source.valid_until, &source.later_until].into_iter().flatten() {
        if !is_date(written.get_ref()) {
            return Err(origin.fault(
                written.span(),
                say!("date impossible `{0}`", "impossible date `{0}`", written.get_ref()),
                say!("attendu : AAAA-MM-JJ", "expected: YYYY-MM-DD"),
                Some(say!(
                    "un jour du calendrier, comme 2026-09-30",
                    "a day of the calendar, such as 2026-09-30"
                )),
            ));
        }
    }
    dates.extend([&source.valid_from, &source.valid_until].into_iter().flatten());
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

fn activity(merged: &Merged<written::Activity>) -> Activity {
    let list = &merged.item.competency;
    Activity {
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
    }
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
