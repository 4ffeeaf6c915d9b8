//! The examples that rule files carry: whether they get their answers, and which words no example tries.

use std::path::Path;

use super::{judge_as, structured, unread};
use crate::certification::{Asks, Certification, Example};
use crate::check::{Companion, Subject};
use crate::document::Document;
use crate::dossier::Dossier;
use crate::finding::Status;
use crate::lexicon::Phrase;
use crate::message::Message;
use crate::read::{Limits, Unreadable, read};
use crate::say;
use crate::source::Source;

/// Runs the examples of a certification: what is answered otherwise than expected.
pub fn misfits(certification: &Certification) -> Vec<Message> {
    let mut out = Vec::new();
    for example in &certification.examples {
        let dossier = answers(example, certification);
        for (id, expected) in &example.expect {
            let found = dossier.findings.iter().find(|finding| finding.requirement == *id);
            if found.map(|finding| finding.status) != Some(*expected) {
                let (name, expected) = (&example.name, expected.id());
                let answer = found.map_or("–", |finding| finding.status.id());
                let Message { fr, en } =
                    found.map_or_else(|| not_asked(certification, id), |finding| finding.message.clone());
                out.push(say!(
                    "« {name} », {id} : {answer}, attendu {expected}. {fr}",
                    "“{name}”, {id}: {answer}, expected {expected}. {en}"
                ));
            }
        }
    }
    out
}

/// Why an example has no answer to the requirement `id`.
fn not_asked(certification: &Certification, id: &str) -> Message {
    let Some(requirement) = certification.requirement(id) else { return Message::default() };
    let document = &requirement.document;
    say!(
        "Elle porte sur le document `{document}` : donnez `document = \"{document}\"` à l'exemple.",
        "It is about the document `{document}`: give the example `document = \"{document}\"`."
    )
}

/// Requirements that no example tries, or that none tries both ways: that it can be met, and that it can fail. What the
/// agreement of two documents asks needs none, unless one of them is due; what is left to a person has one answer only.
pub fn untried(certification: &Certification) -> Vec<Message> {
    let mut out = Vec::new();
    for requirement in &certification.requirements {
        let one_way = match &requirement.asks {
            Asks::Agreement(asks) if !asks.due => continue,
            Asks::Mention(asks) => asks.for_a_person,
            Asks::Absence(asks) => asks.for_a_person,
            _ => false,
        };
        let expected = |wanted: &dyn Fn(Status) -> bool| {
            let of = |example: &Example| {
                example.expect.iter().any(|(id, status)| *id == requirement.id && wanted(*status))
            };
            certification.examples.iter().any(of)
        };
        let (met, other) = (expected(&|is| is == Status::Met), expected(&|is| is != Status::Met));
        let id = &requirement.id;
        out.extend(match (met, other) {
            (false, false) => Some(say!("{id} : aucun exemple ne l'essaie", "{id}: no example tries it")),
            (false, true) if !one_way => {
                Some(say!("{id} : aucun exemple ne la respecte", "{id}: no example meets it"))
            }
            (true, false) if !one_way => Some(say!(
                "{id} : aucun exemple ne montre qu'elle peut ne pas être respectée",
                "{id}: no example shows that it can fail"
            )),
            _ => None,
        });
    }
    out
}

/// What an example is answered.
fn answers(example: &Example, certification: &Certification) -> Dossier {
    let path = Path::new("exemple.md");
    if example.password {
        return unread(path, None, Unreadable::Password, certification);
    }
    let source = Source::new(path, example.text());
    match read(&source, &Limits::default()) {
        Ok(mut reading) => {
            if let Some(pages) = example.pages {
                spread(&mut reading.document, pages);
            }
            judge_as(&example.document, &source, reading, certification, (&beside(example), example.complete))
        }
        Err(reason) => unread(path, None, reason, certification),
    }
}

/// The documents that are handed in with an example, those that can be read.
fn beside(example: &Example) -> Vec<Companion> {
    let read_one = |(role, text): (&str, String)| {
        let reading = read(&Source::new(Path::new("autre.md"), text), &Limits::default()).ok()?;
        Some(Companion { role: role.to_owned(), subject: Subject::of(structured(reading.document)) })
    };
    example.with().filter_map(read_one).collect()
}

/// Gives a document that many pages, its blocks evenly over them.
fn spread(document: &mut Document, pages: u32) {
    document.pages.exact = Some(pages);
    let last = u32::try_from(document.blocks.len().max(2) - 1).unwrap_or(u32::MAX);
    for (index, block) in (0..).zip(&mut document.blocks) {
        block.place.page =
            Some(1 + u32::min(index * pages.saturating_sub(1) / last, pages.saturating_sub(1)));
    }
}

/// The file's own words for titles (`aliases`, `topic`) that can match nothing, or that none of its examples holds.
pub fn silent_aliases(certification: &Certification) -> Vec<Message> {
    let texts: Vec<String> = certification.examples.iter().map(Example::text).collect();
    let lines: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| line.trim_start_matches(['#', '-', '*', ' ']))
        .collect();
    let mut out = Vec::new();
    for (topic, alias) in &certification.own_aliases {
        if !certification.lexicon.fit(topic, alias).is_some_and(|fit| fit.is_sure()) {
            out.push(say!(
                "alias « {alias} » ({topic}) : ne reconnaît jamais rien, même un titre identique",
                "alias “{alias}” ({topic}): never matches anything, not even the same title"
            ));
            continue;
        }
        let phrase = Phrase::new(alias);
        let tried = lines.iter().any(|line| {
            phrase.find_in(&crate::lexicon::Normalised::of(line)).is_some_and(|found| found.is_literal())
        });
        if !tried {
            out.push(say!(
                "alias « {alias} » ({topic}) : aucun exemple du fichier ne l'essaie",
                "alias “{alias}” ({topic}): no example of the file tries it"
            ));
        }
    }
    out
}
