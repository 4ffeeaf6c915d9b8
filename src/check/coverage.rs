//! Competencies: where each is named, where the body shows it at work, and whether the groups that must be covered are.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use super::draft::Answer;
use crate::certification::{Competency, Group, Requirement};
use crate::document::Kind;
use crate::finding::{Evidence, Named, Severity, Status, Where};
use crate::lexicon::Nature;
use crate::message::{Message, counted};
use crate::say;
use crate::structure::ZoneKind;

/// How many codes make a listing by codes.
pub(super) const FEW_CODES: usize = 3;
/// How many places of evidence are shown.
const SHOWN: usize = 5;

/// How many codes that look like those of competencies (« CP3 », « C11 ») stand in the listing.
pub(super) fn codes(context: &Context<'_>) -> usize {
    let Some(listing) = &context.names.listing else { return 0 };
    let words = listing.clone().filter_map(|block| context.dossier.words.get(block));
    let is_code = |word: &&str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        ["c", "cp", "ct", "comp"].iter().any(|code| word.strip_suffix(digits) == Some(code))
            && (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let codes: HashSet<&str> = words.flat_map(|words| words.words().filter(is_code)).collect();
    codes.len()
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, groups: &[Group]) -> Answer {
    let matrix = matrix(context, groups);
    let state = |id: &String| matrix.iter().find(|e| e.id == *id).map_or(Named::Nowhere, |e| e.listed);
    let mut missing: Vec<Message> = Vec::new();
    let mut loose: Vec<&str> = Vec::new();
    let (mut asked, mut covered) = (0, 0);
    for group in groups {
        for id in &group.all_of {
            asked += 1;
            match state(id) {
                Named::Nowhere => {
                    missing.push(Message::same(format!("« {} »", name(&matrix, id))));
                    continue;
                }
                Named::Exactly => {}
                Named::Paraphrased | Named::ByCode => loose.push(name(&matrix, id)),
            }
            covered += 1;
        }
        let have = group.any_of.iter().filter(|id| state(id) != Named::Nowhere).count();
        asked += group.at_least;
        covered += have.min(group.at_least);
        if have < group.at_least {
            let names: Vec<String> =
                group.any_of.iter().map(|id| format!("« {} »", name(&matrix, id))).collect();
            let (least, fr, en) = (group.at_least, names.join(" ou "), names.join(" or "));
            missing.push(match have {
                0 => say!("au moins {least} parmi {fr}", "at least {least} of {en}"),
                _ => {
                    let Message { fr: one, en: found } =
                        counted(have, ["trouvée", "trouvées"], ["found", "found"]);
                    say!("au moins {least} parmi {fr} ({one})", "at least {least} of {en} ({found})")
                }
            });
        }
    }
    let Message { fr, .. } = counted(covered, ["compétence exigée", "compétences exigées"], ["", ""]);
    let found = say!("{fr} sur {asked}", "{covered} of {asked} required competencies");
    let mut answer = judge(context, requirement, &missing, &loose, covered).found(found);
    if let Some(range) = &context.names.listing {
        answer = answer.at(context.dossier.place_without_excerpt(range.start));
    }
    answer.finding.competencies = matrix;
    answer
}

fn name<'e>(matrix: &'e [Evidence], id: &str) -> &'e str {
    matrix.iter().find(|evidence| evidence.id == id).map_or("", |evidence| evidence.name.as_str())
}

fn judge(
    context: &Context<'_>,
    requirement: &Requirement,
    missing: &[Message],
    loose: &[&str],
    covered: usize,
) -> Answer {
    if missing.is_empty() {
        let message = if loose.is_empty() {
            say!("Toutes les compétences exigées sont nommées", "All required competencies are named")
        } else {
            let names: Vec<String> = loose.iter().map(|name| format!("« {name} »")).collect();
            let names = names.join(", ");
            say!(
                "Toutes les compétences exigées sont nommées ; pas mot pour mot : {names}",
                "All required competencies are named; not word for word: {names}"
            )
        };
        return Answer::new(requirement, Status::Met, if loose.is_empty() { 0.95 } else { 0.75 }, message);
    }
    let fr: Vec<&str> = missing.iter().map(|m| m.fr.as_str()).collect();
    let en: Vec<&str> = missing.iter().map(|m| m.en.as_str()).collect();
    let (fr, en) = (fr.join(" ; "), en.join("; "));
    if context.names.listing.is_none() && covered == 0 {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "Aucune liste de compétences n'a été trouvée : la couverture ne peut pas être vérifiée.",
                "No list of competencies was found: coverage cannot be checked."
            ),
        );
    }
    // The cells of a table whose part was not found may be read across its columns.
    if context.names.listing.is_none() && !context.dossier.structure.document.knows_tables {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La partie qui énumère les compétences n'a pas été trouvée, et ce format ne montre pas les tableaux : voyez vous-même si elle nomme aussi {fr}.",
                "The part that lists the competencies was not found, and this format shows no tables: see for yourself whether it names {en} as well."
            ),
        );
    }
    let named = context.names.named.iter().filter(|(named, _)| *named != Named::Nowhere).count();
    let codes = codes(context);
    if codes >= FEW_CODES && codes > named {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La liste emploie {codes} codes (« CP1 », « C2 »…) sans le nom de toutes les compétences, et un code ne dit pas laquelle il désigne : vérifiez-la vous-même. Sans nom : {fr}",
                "The list uses {codes} codes (“CP1”, “C2”…) without the names of all competencies, and a code does not tell which one it means: check it yourself. Without a name: {en}"
            ),
        );
    }
    let readable = context.names.listing.as_ref().is_none_or(|range| {
        let words = context.dossier.count(range.clone()).words;
        let drawn = context.dossier.structure.blocks(range.clone()).iter().any(|b| b.kind == Kind::Image)
            || context.dossier.is_above_picture(range.start);
        words >= 20 || covered > 0 && !drawn
    });
    if !readable {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La partie sur les compétences ne contient presque pas de texte (une image ?) : vérifiez-la vous-même.",
                "The part on competencies holds hardly any text (a picture?): check it yourself."
            ),
        );
    }
    // Where the text does not make the names themselves compulsory, other words for all of them may do.
    if named == 0 && context.names.listing.is_some() && requirement.severity != Severity::Error {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La partie sur les compétences n'en nomme aucune avec les mots du référentiel : comparez-les vous-même. Exigées : {fr}",
                "The part on competencies names none in the référentiel's words: compare them yourself. Required: {en}"
            ),
        );
    }
    Answer::new(
        requirement,
        Status::NotMet,
        0.85,
        say!(
            "Compétences exigées introuvables dans le dossier : {fr}",
            "Required competencies not found: {en}"
        ),
    )
}

/// Every competency with where it is named and shown.
fn matrix(context: &Context<'_>, groups: &[Group]) -> Vec<Evidence> {
    context
        .certification
        .competencies()
        .zip(&context.names.named)
        .map(|((activity, competency), (named, block))| Evidence {
            id: competency.id.clone(),
            name: competency.name.clone(),
            activity: activity.name.clone(),
            required: groups
                .iter()
                .any(|g| g.all_of.contains(&competency.id) || g.any_of.contains(&competency.id)),
            listed: *named,
            listed_at: block.map(|block| context.dossier.place(block)),
            shown_at: shown(context, competency),
        })
        .collect()
}

/// Places of the body, outside the listing, that show a competency at work: one a section.
fn shown(context: &Context<'_>, competency: &Competency) -> Vec<Where> {
    let summaries: Vec<Range<usize>> = context
        .candidates
        .sections_about(&context.certification.lexicon.of(&[Nature::Summary]))
        .map(|s| s.candidate.range.clone())
        .collect();
    let outside = |block: usize| {
        context.names.listing.as_ref().is_none_or(|range| !range.contains(&block))
            && context.dossier.zone(block) == ZoneKind::Body
            && !summaries.iter().any(|range| range.contains(&block))
    };
    let mut out: Vec<Where> = Vec::new();
    let mut seen: Vec<Option<usize>> = Vec::new();
    for block in super::mention::search(context, &competency.evidence, outside) {
        let section = context.dossier.structure.section_of(block);
        if !seen.contains(&section) {
            seen.push(section);
            out.push(context.dossier.place(block));
        }
        if out.len() == SHOWN {
            break;
        }
    }
    out
}
