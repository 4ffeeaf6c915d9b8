//! What a dossier's results come to: how many of each kind, the verdict as a sentence, the groups in which findings
//! are told, and the figures that the verdict rests on. Nothing here is escaped; that is for the format.

use super::words::{self, pick};
use crate::certification::DOSSIER;
use crate::document::NoticeKind;
use crate::dossier::Dossier;
use crate::finding::{Finding, Severity, Status, Verdict};
use crate::measure::{Measured, PageMeasure};
use crate::message::Lang;

/// Why a place where a candidate is looked for was not judged, where nothing there is a dossier by the patterns.
const NO_DOSSIER: &str = "no-dossier";

/// Why a dossier was not checked, though it may be read: no telling which rules it is held against, or which file it is.
const NOT_CHECKED: [&str; 5] =
    ["no-certification", "no-candidate", "no-rules", "several-dossiers", "shared-dossier"];

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Not met, severity error.
    pub(super) errors: usize,
    /// Not met, severity warning.
    pub(super) warnings: usize,
    /// Not met, severity info.
    pub(super) infos: usize,
    /// Not judged, of any severity.
    pub(super) open: usize,
    /// Not judged for want of what another finding tells to be missing.
    pub(super) waiting: usize,
    /// Let pass by a waiver.
    pub(super) waived: usize,
    /// Not met or not judged, and asked for by the training centre only.
    pub(super) centre: usize,
    /// Met.
    pub(super) met: usize,
}

impl Tally {
    /// Counts `findings`.
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            *match Group::of(finding) {
                Group::ToFix => &mut tally.errors,
                Group::ToImprove => &mut tally.warnings,
                Group::ToKnow => &mut tally.infos,
                Group::ToLookAt => &mut tally.open,
                Group::Waiting => &mut tally.waiting,
                Group::Waived => &mut tally.waived,
                Group::Centre => &mut tally.centre,
                Group::InOrder => &mut tally.met,
            } += 1;
        }
        tally
    }
}

/// The groups in which findings are told, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Not met, fails the dossier.
    ToFix,
    /// Not met, should be.
    ToImprove,
    /// Not met, only worth knowing.
    ToKnow,
    /// Not judged.
    ToLookAt,
    /// Not judged for want of what another finding tells to be missing.
    Waiting,
    /// Let pass by a waiver.
    Waived,
    /// What only the training centre asks for and is not met, or not judged.
    Centre,
    /// Met.
    InOrder,
}

impl Group {
    /// Where a finding belongs.
    pub(super) fn of(finding: &Finding) -> Self {
        match (finding.status, finding.severity) {
            (Status::Met, _) => Self::InOrder,
            _ if finding.is_waived() => Self::Waived,
            _ if finding.overlay.is_some() => Self::Centre,
            (Status::NotJudged, _) if finding.waits => Self::Waiting,
            (Status::NotJudged, _) => Self::ToLookAt,
            (Status::NotMet, Severity::Error) => Self::ToFix,
            (Status::NotMet, Severity::Warning) => Self::ToImprove,
            (Status::NotMet, Severity::Info) => Self::ToKnow,
        }
    }

    /// Its title.
    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::ToFix => pick(lang, "À corriger", "To put right"),
            Self::ToImprove => pick(
                lang,
                "À améliorer (n'empêche pas d'être conforme)",
                "To improve (does not fail the dossier)",
            ),
            Self::ToKnow => pick(lang, "Bon à savoir", "Good to know"),
            Self::ToLookAt => pick(lang, "À regarder vous-même", "To look at yourself"),
            Self::Waiting => pick(
                lang,
                "Rien à vérifier ici tant que la partie concernée n'est pas trouvée",
                "Nothing to check here until the part concerned is found",
            ),
            Self::Waived => pick(lang, "Dérogations accordées", "Waivers granted"),
            Self::Centre => pick(
                lang,
                "Consignes de votre organisme, qui ne viennent pas du référentiel",
                "Your training centre's own rules, which are not the référentiel's",
            ),
            Self::InOrder => pick(lang, "Conforme", "In order"),
        }
    }
}

/// The findings of a dossier by group, empty groups left out, the order of the certification kept.
pub(super) fn groups(dossier: &Dossier) -> Vec<(Group, Vec<&Finding>)> {
    let order = [
        Group::ToFix,
        Group::ToImprove,
        Group::ToKnow,
        Group::ToLookAt,
        Group::Waiting,
        Group::Waived,
        Group::Centre,
        Group::InOrder,
    ];
    let of =
        |group| dossier.findings.iter().filter(|finding| Group::of(finding) == group).collect::<Vec<_>>();
    order.map(|group| (group, of(group))).into_iter().filter(|(_, findings)| !findings.is_empty()).collect()
}

/// The verdict on a dossier in one plain sentence.
pub(super) fn verdict_sentence(lang: Lang, dossier: &Dossier) -> String {
    let tally = Tally::of(&dossier.findings);
    let must = words::points(lang, tally.errors);
    // Where nothing else is to be looked at, it is why these have nothing to be held against.
    let open =
        if tally.open == 0 && dossier.verdict == Verdict::AVerifier { tally.waiting } else { tally.open };
    let look = words::points(lang, open);
    match (dossier.verdict, lang) {
        (Verdict::NonConforme, Lang::Fr) => {
            let look =
                if tally.open > 0 { format!(", {look} à regarder vous-même") } else { String::new() };
            format!("{} n'est pas conforme : {must} à corriger{look}.", subject(lang, dossier))
        }
        (Verdict::NonConforme, Lang::En) => {
            let look = if tally.open > 0 { format!(", {look} to look at yourself") } else { String::new() };
            format!("{} is not in order: {must} to put right{look}.", subject(lang, dossier))
        }
        (Verdict::AVerifier, _) if open == 0 && !dossier.findings.is_empty() && is_unread(dossier) => pick(
            lang,
            "Aucune faute trouvée dans ce qui a été lu, mais un document remis n'a pas pu l'être : voyez ci-dessous.",
            "Nothing wrong was found in what was read, but a document handed in could not be: see below.",
        )
        .to_owned(),
        (Verdict::AVerifier, _) if open == 0 && !dossier.findings.is_empty() => pick(
            lang,
            "Aucune faute trouvée dans ce qui a été lu, mais une remarque est à regarder vous-même.",
            "Nothing wrong was found in what was read, but there is a remark to look at yourself.",
        )
        .to_owned(),
        (Verdict::AVerifier, _) if open == 0 => pick(
            lang,
            "Rien n'a été jugé : ces règles ne demandent rien qui se vérifie ici.",
            "Nothing was judged: these rules ask for nothing that can be checked here.",
        )
        .to_owned(),
        (Verdict::AVerifier, Lang::Fr) => format!(
            "Aucune faute trouvée, mais {look} à regarder vous-même : le logiciel ne peut pas trancher."
        ),
        (Verdict::AVerifier, Lang::En) => {
            format!("Nothing wrong was found, but {look} to look at yourself: the program cannot decide.")
        }
        (Verdict::Conforme, _) => in_order(lang, dossier, &tally),
        (Verdict::Illisible, _) if dossier.unreadable.as_ref().is_some_and(|why| why.id() == NO_DOSSIER) => {
            pick(lang, "Aucun dossier n'a été trouvé ici.", "No dossier was found here.").to_owned()
        }
        (Verdict::Illisible, _)
            if dossier.unreadable.as_ref().is_some_and(|why| NOT_CHECKED.contains(&why.id())) =>
        {
            pick(lang, "Ce dossier n'a pas été vérifié.", "This dossier was not checked.").to_owned()
        }
        (Verdict::Illisible, _) => {
            pick(lang, "Ce fichier n'a pas pu être lu.", "This file could not be read.").to_owned()
        }
    }
}

/// True where a document that was handed in could not be read.
fn is_unread(dossier: &Dossier) -> bool {
    dossier.notices.iter().any(|notice| notice.kind == NoticeKind::UnreadDocument)
}

/// What the verdict is on: the dossier, or the only document of its session that was handed in.
fn subject(lang: Lang, dossier: &Dossier) -> String {
    match dossier.documents.as_slice() {
        [one] if one.role != DOSSIER && !one.title.is_empty() => {
            let mut letters = one.title.get(lang).chars();
            letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
        }
        _ => pick(lang, "Ce dossier", "This dossier").to_owned(),
    }
}

fn in_order(lang: Lang, dossier: &Dossier, tally: &Tally) -> String {
    let mut text = format!("{} {}", subject(lang, dossier), pick(lang, "est conforme", "is in order"));
    if tally.waived > 0 {
        let waivers =
            words::counted(lang, tally.waived, ["dérogation", "dérogations"], ["waiver", "waivers"]);
        text.push_str(&format!(", {} {waivers}", pick(lang, "avec", "with")));
    }
    let should = tally.warnings + tally.open;
    match (should, lang) {
        (0, _) => text.push('.'),
        (n, Lang::Fr) => text.push_str(&format!(" ; {} à regarder quand même.", words::points(lang, n))),
        (n, Lang::En) => text.push_str(&format!("; {} to look at all the same.", words::points(lang, n))),
    }
    text
}

/// The figures that the verdict rests on: pages, characters.
pub(super) fn figures(dossier: &Dossier, lang: Lang) -> Vec<String> {
    let Some(measured) = &dossier.measured else { return Vec::new() };
    pages(measured, lang).into_iter().chain([characters(measured, lang)]).collect()
}

/// Pages before the annexes, or in all where the annexes are not known.
pub(super) fn body_pages(measured: &Measured) -> Option<&PageMeasure> {
    measured.body_pages.as_ref().or(measured.pages.as_ref())
}

fn pages(measured: &Measured, lang: Lang) -> Option<String> {
    let total = measured.pages.as_ref();
    let shown = body_pages(measured)?;
    let mut text = words::pages(lang, shown);
    if measured.body_pages.is_some() && total.is_some_and(|total| total != shown) {
        text.push_str(pick(lang, " sans les annexes", " without the annexes"));
    }
    let mut remarks: Vec<String> = words::interval(lang, shown).into_iter().collect();
    if let Some(total) = total.filter(|total| *total != shown) {
        remarks.push(format!("{} {}", words::pages(lang, total), pick(lang, "en tout", "in all")));
    }
    remarks.push(words::method(lang, shown.method).to_owned());
    Some(format!("{text} ({})", remarks.join(pick(lang, " ; ", "; "))))
}

fn characters(measured: &Measured, lang: Lang) -> String {
    let counted = words::characters(lang, measured.body.characters);
    let read = words::number(lang, measured.extracted.characters);
    match lang {
        Lang::Fr => format!("{counted} sans les espaces ni les annexes, sur {read} lus"),
        Lang::En => format!("{counted} without spaces or annexes, of {read} read"),
    }
}

/// What the référentiel expects of the length of the whole, where the certification says so.
pub(super) fn expected_length(dossier: &Dossier, lang: Lang) -> Option<&str> {
    let id = dossier.certification.length.as_deref()?;
    let finding = dossier.findings.iter().find(|finding| finding.requirement == id)?;
    Some(finding.expected.get(lang)).filter(|text| !text.is_empty())
}

/// True for a requirement that is a deadline: its id says so, by the convention of the rule files.
pub(super) fn is_deadline(requirement: &str) -> bool {
    requirement.starts_with("echeance")
}
