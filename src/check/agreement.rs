//! Two documents of a session that must say the same: the same project, the same competencies.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidates;
use super::draft::Answer;
use super::names::Names;
use super::{Context, Subject};
use crate::certification::{AgreeOn, Agreement, Certification, Requirement};
use crate::finding::{Named, Severity, Status};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Names of which fewer say nothing where none is shared.
const FEW: usize = 3;
/// Share of them that the other document holds, from which both are about the same project.
const SAME: f64 = 0.6;
/// No more than one of so many names in common is hardly any.
const ONE_IN: usize = 10;
/// How many names are shown.
const SHOWN: usize = 8;

/// The answer; none where the other document was not handed in and is not due, or there is nothing to compare.
pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Agreement) -> Option<Answer> {
    let Some(other) = context.others.iter().find(|other| other.role == asks.with) else {
        return asks.due.then(|| absent(context, requirement, &asks.with));
    };
    match asks.on {
        AgreeOn::Project => Some(project(context, requirement, &other.subject, asks)),
        AgreeOn::Competencies => competencies(context, requirement, &other.subject, asks),
        AgreeOn::Presence => {
            let Message { fr, en } = context.certification.title_of(&asks.with);
            let message = say!("Remis aussi : {fr}", "Handed in too: {en}");
            Some(Answer::new(requirement, Status::Met, 0.9, message))
        }
    }
}

/// The answer where the document `with` is due and was not given.
fn absent(context: &Context<'_>, requirement: &Requirement, with: &str) -> Answer {
    let Message { fr, en } = context.certification.title_of(with);
    if context.complete {
        let message = say!(
            "Parmi tout ce qui a été remis, aucun fichier n'est {fr}.",
            "Of all that was handed in, no file is {en}."
        );
        return Answer::new(requirement, Status::NotMet, 0.8, message).found(say!("absent", "absent"));
    }
    let message = say!(
        "Pas donné ici : {fr}. Rien ne dit que ces fichiers sont tout ce qui est remis, et son absence n'est donc pas jugée.",
        "Not given here: {en}. Nothing says that these files are all that is handed in, so its absence is not judged."
    );
    let help = say!(
        "Donnez ensemble tout ce que vous remettez, avec --stage reception.",
        "Give all that you hand in together, with --stage reception."
    );
    Answer::open(requirement, message).help(help).weighs(Severity::Info)
}

fn project(context: &Context<'_>, requirement: &Requirement, other: &Subject, asks: &Agreement) -> Answer {
    let names = names(context.dossier, context.certification);
    let there: BTreeSet<&str> = other.words.iter().flat_map(Normalised::words).collect();
    let (shared, missing): (Vec<_>, Vec<_>) =
        names.iter().partition(|(folded, _)| there.contains(folded.as_str()));
    let list = |names: &[(&String, &String)]| {
        names.iter().take(SHOWN).map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join(", ")
    };
    let share = shared.len() as f64 / names.len().max(1) as f64;
    let Message { fr, en } = context.certification.title_of(&asks.with);
    let (common, absent) = (list(&shared), list(&missing));
    if !shared.is_empty() && share >= SAME {
        let message = say!("Les mêmes noms : {common}", "The same names: {common}");
        return Answer::new(requirement, Status::Met, share.min(0.9) as f32, message);
    }
    if names.len() >= FEW && shared.len() * ONE_IN <= names.len() {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.7,
            say!(
                "Presque aucun nom commun avec {fr} : {absent} n'y figurent pas. Est-ce bien le même projet ?",
                "Hardly a name in common with {en}: {absent} are not in it. Is this the same project?"
            ),
        )
        .found(say!("absents de l'autre : {absent}", "not in the other: {absent}"));
    }
    Answer::open(
        requirement,
        say!(
            "Trop peu de noms communs avec {fr} pour dire que c'est le même projet : vérifiez vous-même.",
            "Too few names in common with {en} to tell that it is the same project: check for yourself."
        ),
    )
    .weighs(Severity::Info)
}

/// The proper names of a document, folded, each with how it is written: words with a capital inside a sentence. Tools
/// written otherwise (`GitHub`, `VLAN`) and the words of the certification are none.
fn names(subject: &Subject, certification: &Certification) -> BTreeMap<String, String> {
    let known = vocabulary(certification);
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for (index, block) in subject.structure.document.blocks.iter().enumerate() {
        if !block.in_flow() || block.context.note.is_some() || subject.zone(index) == ZoneKind::Contents {
            continue;
        }
        let text = block.text();
        let mut starts = true;
        for word in text.split(|c: char| c.is_whitespace() || c == '-') {
            let after = std::mem::replace(&mut starts, word.ends_with(['.', '!', '?', ':']));
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.rsplit(['\'', '’']).next().unwrap_or(bare);
            if after || !is_name(bare) {
                continue;
            }
            for folded in Normalised::of(bare).words().filter(|folded| !known.contains(*folded)) {
                out.entry(folded.to_owned()).or_insert_with(|| bare.to_owned());
            }
        }
    }
    out
}

/// True for a capital followed by small letters only.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 3
        && letters.all(char::is_lowercase)
}

/// Words of the certification, which every candidate uses.
fn vocabulary(certification: &Certification) -> BTreeSet<String> {
    let competencies = certification.competencies().flat_map(|(a, c)| [a.name.as_str(), c.name.as_str()]);
    let own = [certification.title.as_str(), certification.source.name.as_str()];
    let words = certification.recognise.any_of.iter().chain(&certification.short).map(String::as_str);
    // What shows competencies at work are tools that any project may use.
    let tools = certification.competencies().flat_map(|(_, c)| c.evidence.iter().map(String::as_str));
    competencies
        .chain(tools)
        .chain(own)
        .chain(words)
        .flat_map(|text| Normalised::of(text).words().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn competencies(
    context: &Context<'_>,
    requirement: &Requirement,
    other: &Subject,
    asks: &Agreement,
) -> Option<Answer> {
    let candidates = Candidates::of(other, context.certification, &asks.with);
    let there = Names::of(other, context.certification, &candidates);
    let is_named = |named: &Named| *named != Named::Nowhere;
    let mut shared = 0;
    let mut only_here: Vec<&str> = Vec::new();
    let both = context.names.named.iter().zip(&there.named);
    for ((_, competency), ((here, _), (there, _))) in context.certification.competencies().zip(both) {
        match (is_named(here), is_named(there)) {
            (true, true) => shared += 1,
            (true, false) => only_here.push(&competency.name),
            _ => {}
        }
    }
    let Message { fr, en } = context.certification.title_of(&asks.with);
    if !only_here.is_empty() {
        let names = only_here.iter().map(|name| format!("« {name} »")).collect::<Vec<_>>().join(", ");
        let message = say!("Nommées ici et pas dans {fr} : {names}.", "Named here and not in {en}: {names}.");
        let found = say!("en plus : {names}", "more than there: {names}");
        return Some(Answer::new(requirement, Status::NotMet, 0.7, message).found(found));
    }
    let message = say!(
        "Les {shared} compétences nommées ici le sont aussi dans {fr}",
        "The {shared} competencies named here are named in {en} too"
    );
    (shared > 0).then(|| Answer::new(requirement, Status::Met, 0.8, message))
}
