//! Competencies that the body must show at work: to be named is not enough.

use super::Context;
use super::draft::Answer;
use super::phrases::search_anywhere;
use crate::certification::{Group, Requirement};
use crate::finding::{Evidence, Status, Where};
use crate::message::Message;
use crate::say;

/// How many places of evidence are shown.
const SHOWN: usize = 5;

/// The answer on `groups`, which all ask for competencies at work; `matrix` says where each is.
pub(super) fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    groups: &[&Group],
    matrix: &[Evidence],
) -> Answer {
    let of = |id: &String| matrix.iter().find(|evidence| evidence.id == *id);
    let is_shown = |id: &&String| of(id).is_some_and(|evidence| !evidence.shown_at.is_empty());
    let (mut asked, mut have) = (0, 0);
    let mut missing: Vec<Message> = Vec::new();
    let mut absent: Vec<&String> = Vec::new();
    for group in groups {
        let (shown, lacking): (Vec<&String>, Vec<&String>) = group.all_of.iter().partition(is_shown);
        asked += group.all_of.len() + group.at_least;
        have += shown.len();
        missing.extend(
            lacking
                .iter()
                .filter_map(|id| of(id))
                .map(|evidence| Message::same(format!("« {} »", evidence.name))),
        );
        absent.extend(lacking);
        let some = group.any_of.iter().filter(is_shown).count();
        have += some.min(group.at_least);
        if some < group.at_least {
            let left: Vec<&String> = group.any_of.iter().filter(|id| !is_shown(id)).collect();
            let names: Vec<String> = left
                .iter()
                .filter_map(|id| of(id))
                .map(|evidence| format!("« {} »", evidence.name))
                .collect();
            let (more, fr, en) = (group.at_least - some, names.join(" ou "), names.join(" or "));
            missing.push(say!("encore {more} parmi {fr}", "{more} more of {en}"));
            absent.extend(left);
        }
    }
    let found = say!("{have} montrées sur {asked} demandées", "{have} shown of {asked} asked for");
    if missing.is_empty() {
        let message = say!(
            "Le texte montre à l'œuvre toutes les compétences demandées",
            "The text shows all competencies that are asked for at work"
        );
        return Answer::new(requirement, Status::Met, 0.7, message).found(found);
    }
    let list = |get: fn(&Message) -> &str| missing.iter().map(get).collect::<Vec<_>>().join(" ; ");
    let (fr, en) = (list(|m| &m.fr), list(|m| &m.en));
    if absent.iter().any(|id| words_of(context, id).is_empty()) {
        let message = say!(
            "Aucun mot n'est donné qui montrerait à l'œuvre {fr} : voyez vous-même.",
            "No words are given that would show {en} at work: see for yourself."
        );
        return Answer::open(requirement, message).found(found);
    }
    let elsewhere = aside(context, &absent);
    if !elsewhere.is_empty() {
        let message = say!(
            "Seuls une liste, un résumé ou les annexes semblent montrer {fr} : voyez si le corps du texte le fait aussi.",
            "Only a list, a summary or the annexes seem to show {en}: see whether the body of the text does as well."
        );
        let place = elsewhere.first().cloned().unwrap_or_default();
        return Answer::open(requirement, message).found(found).at(place).passages(elsewhere);
    }
    let message = say!(
        "Le corps du texte ne montre pas à l'œuvre {fr}.",
        "The body of the text does not show {en} at work."
    );
    Answer::new(requirement, Status::NotMet, 0.6, message).found(found)
}

/// Where the words that show the competencies `ids` stand, outside the body as well; empty where one has none.
fn aside(context: &Context<'_>, ids: &[&String]) -> Vec<Where> {
    let mut out = Vec::new();
    for id in ids {
        match search_anywhere(context, words_of(context, id), |_| true).first() {
            Some(block) => out.push(context.dossier.place(*block)),
            None => return Vec::new(),
        }
    }
    out.truncate(SHOWN);
    out
}

/// The words that show the competency `id` at work.
fn words_of<'c>(context: &Context<'c>, id: &str) -> &'c [String] {
    let found = context.certification.competencies().find(|(_, one)| one.id == *id);
    found.map(|(_, one)| one.evidence.as_slice()).unwrap_or_default()
}
