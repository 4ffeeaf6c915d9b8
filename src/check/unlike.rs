//! Whether a document is a dossier at all.

use super::Subject;
use crate::certification::{Asks, Certification};
use crate::document::{Notice, NoticeKind};
use crate::finding::{Finding, Severity, Status};
use crate::message::{Message, english_number, french_number};
use crate::say;

/// A document of which no more than one in this many parts is found is no dossier.
const ONE_IN: usize = 8;
/// Parts asked for, below which too few tell.
const FEW: usize = 6;
/// Words from which a document is long enough to be one, whatever its headings are like.
const LONG: usize = 3_000;
/// Headings that are shown.
const SHOWN: usize = 3;

/// A notice where `findings` show next to nothing of what `certification` asks for.
pub(super) fn notice(
    certification: &Certification,
    dossier: &Subject,
    findings: &[Finding],
) -> Option<Notice> {
    let parts: Vec<&Finding> = certification
        .requirements
        .iter()
        .filter_map(|requirement| {
            let answer = findings.iter().find(|finding| finding.requirement == requirement.id)?;
            Some((requirement, answer))
        })
        .filter(|(requirement, _)| requirement.severity == Severity::Error && is_part(&requirement.asks))
        .map(|(_, finding)| finding)
        .collect();
    let there = parts.iter().filter(|finding| is_there(finding)).count();
    if parts.len() < FEW || there * ONE_IN > parts.len() {
        return None;
    }
    let words = dossier.measured.body.words;
    if words >= LONG && (there > 0 || !dossier.outline_is_sure()) {
        return None;
    }
    Some(Notice {
        kind: NoticeKind::NotADossier,
        message: message(dossier, there, parts.len(), words),
        page: None,
    })
}

/// A part of the document itself.
fn is_part(asks: &Asks) -> bool {
    match asks {
        Asks::Presence(presence) => !presence.apart,
        Asks::Listing(_) => true,
        _ => false,
    }
}

/// Found, were it only as a heading with nothing under it.
fn is_there(finding: &Finding) -> bool {
    match finding.status {
        Status::Met => true,
        Status::NotMet => finding.place.heading.is_some(),
        Status::NotJudged => false,
    }
}

fn message(dossier: &Subject, there: usize, asked: usize, words: usize) -> Message {
    let (words_fr, words_en) = (french_number(words as u64), english_number(words as u64));
    let sections = &dossier.structure.sections;
    let titles: Vec<&str> = sections.iter().take(SHOWN).map(|section| section.heading.as_str()).collect();
    let seen = if titles.is_empty() {
        say!("{words_fr} mots et aucun titre", "{words_en} words and no heading")
    } else {
        let more = if sections.len() > SHOWN { "…" } else { "" };
        let (fr, en) = (titles.join(" », « "), titles.join("”, “"));
        say!("{words_fr} mots, sous les titres « {fr} »{more}", "{words_en} words, headed “{en}”{more}")
    };
    let Message { fr, en } = seen;
    let found = match there {
        0 => say!(
            "aucune des {asked} parties demandées n'y a été reconnue",
            "none of the {asked} parts asked for was recognised in it"
        ),
        1 => say!(
            "une seule des {asked} parties demandées y a été reconnue",
            "only one of the {asked} parts asked for was recognised in it"
        ),
        _ => say!(
            "{there} seulement des {asked} parties demandées y ont été reconnues",
            "only {there} of the {asked} parts asked for were recognised in it"
        ),
    };
    Message::new(
        format!(
            "Ce document ne ressemble pas à un dossier de projet : {} ({fr}). Vérifiez que c'est le bon fichier. Si c'est bien votre dossier, donnez un titre à chacune de ses parties (style « Titre 1 », « Titre 2 »…), puis relancez.",
            found.fr
        ),
        format!(
            "This document does not look like a dossier de projet: {} ({en}). Check that it is the right file. If it is your dossier, give each of its parts a heading (style “Heading 1”, “Heading 2”…), then check again.",
            found.en
        ),
    )
}
