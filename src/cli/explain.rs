//! `conforme explain`: what a requirement asks, what is looked for, and how to put it right.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use conforme::certification::{Asks, Certification, Group, Requirement, Stage};
use conforme::finding::Severity;
use conforme::message::Message;
use conforme::say;

mod example;
mod programs;
mod sought;

use super::args::ConfigFileArgs;
use super::console::Console;
use super::deadlines;
use super::failure::Failure;
use super::here::{Here, here};
use super::meant::meant;

#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArgs {
    /// L'identifiant de l'exigence ou de l'échéance, tel que « check » le donne (abstract, longueur…).
    #[arg(value_name = "EXIGENCE")]
    requirement: String,
    /// La certification, si l'exigence existe dans plusieurs et que conforme.toml n'en choisit pas.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    certification: Option<String>,
    /// Consignes de l'organisme de formation, pour expliquer l'une des siennes ; peut être répété.
    #[arg(long, value_name = "FICHIER")]
    overlay: Vec<PathBuf>,
    #[command(flatten)]
    config: ConfigFileArgs,
}

pub(super) fn explain(args: &ExplainArgs, console: &Console) -> Result<u8, Failure> {
    let Here { certification, shelf, .. } = here(args.certification.as_deref(), &args.overlay, &args.config)?;
    let has = |one: &Certification| {
        let id = &args.requirement;
        one.requirement(id).is_some() || one.deadlines.iter().any(|deadline| deadline.id == *id)
    };
    let all: Vec<Arc<Certification>> = match certification {
        Some(one) if args.certification.is_some() || has(&one) => vec![one],
        _ => shelf.library().load_all()?.into_iter().map(Arc::new).collect(),
    };
    let told = all.iter().find(|one| has(one)).and_then(|one| {
        one.deadlines.iter().find(|deadline| deadline.id == args.requirement).map(deadlines::about)
    });
    if let Some(lines) = told {
        console.tell_lines(&lines)?;
        return Ok(super::OK);
    }
    let holding: Vec<&Certification> =
        all.iter().map(AsRef::as_ref).filter(|c| c.requirement(&args.requirement).is_some()).collect();
    let Some((certification, requirement)) =
        holding.first().and_then(|c| Some((*c, c.requirement(&args.requirement)?)))
    else {
        return Err(unknown(&args.requirement, &all));
    };
    let mut lines = about(certification, requirement);
    if holding.len() > 1 {
        let others: Vec<&str> = holding.iter().skip(1).map(|c| c.id.as_str()).collect();
        let others = others.join(", ");
        lines.push(say!(
            "\nAussi dans : {others} (précisez avec --certification)",
            "\nAlso in: {others} (choose with --certification)"
        ));
    }
    console.tell_lines(&lines)?;
    Ok(super::OK)
}

fn about(certification: &Certification, requirement: &Requirement) -> Vec<Message> {
    let (id, of) = (&requirement.id, &certification.title);
    let title = &requirement.title;
    let mut lines = vec![
        Message::new(format!("{} ({id})", title.fr), format!("{} ({id})", title.en)),
        Message::same(of.clone()),
        Message::default(),
    ];
    lines.extend(quotes(requirement).into_iter().map(|quote| Message::same(format!("« {quote} »"))));
    lines.extend([Message::same(requirement.reference.clone()), Message::default(), weight(requirement)]);
    lines.extend(requirement.when.as_ref().map(|when| {
        let Message { fr, en } = when.told(certification);
        say!("Demandé seulement si {fr}.", "Asked for only where {en}.")
    }));
    lines.extend([Message::default(), say!("Ce que conforme cherche", "What conforme looks for")]);
    lines.extend(sought::sought(certification, &requirement.asks));
    if !requirement.help.fr.is_empty() {
        let help = &requirement.help;
        lines.push(Message::default());
        lines.push(Message::new(format!("Que faire\n  {}", help.fr), format!("What to do\n  {}", help.en)));
    }
    let slides = certification.document(&requirement.document).is_some_and(|document| document.slides);
    lines.extend(programs::how(certification, &requirement.asks, slides));
    lines.extend(example::example(certification, requirement));
    lines
}

/// The sentences of the text, that of the requirement first, then those of its groups of competencies.
fn quotes(requirement: &Requirement) -> Vec<&str> {
    let groups: &[Group] = match &requirement.asks {
        Asks::Coverage(groups) => groups,
        _ => &[],
    };
    let of_groups = groups.iter().filter_map(|group| group.quote.as_deref());
    std::iter::once(requirement.quote.as_str()).chain(of_groups).filter(|quote| !quote.is_empty()).collect()
}

fn weight(requirement: &Requirement) -> Message {
    if requirement.is_for_a_person() && matches!(requirement.asks, Asks::Absence(_)) {
        return say!(
            "À juger par une personne : conforme montre les passages à relire et ne tranche pas.",
            "For a person to judge: conforme shows the passages to read and does not decide."
        );
    }
    if requirement.is_for_a_person() {
        return say!(
            "À juger par une personne : conforme montre les passages à relire, et ne dit non respecté que d'un document presque vide.",
            "For a person to judge: conforme shows the passages to read, and says not met only of an almost empty document."
        );
    }
    if let Some(centre) = &requirement.overlay {
        return match requirement.severity {
            Severity::Error => say!(
                "Consigne de l'organisme ({centre}) : elle ne change pas le verdict, qui reste celui du référentiel ; check se termine avec le code 1 si elle n'est pas respectée.",
                "Rule of the training centre ({centre}): it does not change the verdict, which stays that of the référentiel; check ends with code 1 where it is not met."
            ),
            Severity::Warning | Severity::Info => say!(
                "Consigne de l'organisme ({centre}), pour information.",
                "Rule of the training centre ({centre}), for information."
            ),
        };
    }
    let Message { fr, en } = match requirement.severity {
        Severity::Error => say!(
            "Obligatoire : si elle n'est pas respectée, le dossier est non conforme.",
            "Compulsory: where it is not met, the dossier is not compliant."
        ),
        Severity::Warning => say!(
            "À surveiller : cela ne rend pas le dossier non conforme.",
            "To watch: it does not make the dossier non-compliant."
        ),
        Severity::Info => return say!("Pour information.", "For information."),
    };
    match requirement.stage {
        Stage::Brouillon => say!("{fr}", "{en}"),
        Stage::Depot => {
            say!("{fr} Avant le dépôt, pour information.", "{en} Before the deposit, for information.")
        }
        Stage::Reception => {
            say!("{fr} Avant la réception, pour information.", "{en} Before the reception, for information.")
        }
    }
}

/// That there is no such requirement, what was meant most likely, and all there are where one certification was chosen.
fn unknown(name: &str, all: &[Arc<Certification>]) -> Failure {
    let deadlines = all.iter().flat_map(|c| c.deadlines.iter().map(|d| d.id.as_str()));
    let mut known: Vec<&str> =
        all.iter().flat_map(|c| c.requirements.iter().map(|r| r.id.as_str())).chain(deadlines).collect();
    let list = known.join(", ");
    known.sort_unstable();
    known.dedup();
    let Message { fr, en } = meant(name, known.iter().copied());
    Failure::Certification(match all {
        [one] => {
            let id = &one.id;
            say!(
                "{id} n'a aucune exigence « {name} ».{fr} Elle a : {list}.",
                "{id} has no requirement “{name}”.{en} It has: {list}."
            )
        }
        _ => say!(
            "aucune exigence « {name} ».{fr} Dites la certification avec -c pour en avoir la liste.",
            "no requirement “{name}”.{en} Say the certification with -c to get the list."
        ),
    })
}
