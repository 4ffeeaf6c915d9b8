//! What a cohort comes to, gathered in one reading of its dossiers: a row for each, how often each rule is met, what was
//! due. It is small however many there are.

use std::collections::BTreeSet;

use super::summary::{Group, Tally, body_pages, is_deadline};
use crate::dossier::{CertificationSummary, Dossier, Lost, Report};
use crate::finding::{Finding, Status, Verdict};
use crate::measure::PageMeasure;
use crate::message::{Lang, Message};

/// A cohort at a glance.
#[derive(Clone, Debug, Default)]
pub(super) struct Overview {
    /// A row for each dossier, in their order.
    pub(super) rows: Vec<Row>,
    /// Every requirement, certification by certification and in the order of each, with how often it is met.
    pub(super) rates: Vec<Rate>,
    /// The first finding on each deadline.
    pub(super) deadlines: Vec<Finding>,
}

/// The figures of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The path, with the certification where it was held against several.
    pub(super) path: String,
    /// Whose it is, where that is known.
    pub(super) candidate: Option<String>,
    pub(super) verdict: Verdict,
    pub(super) tally: Tally,
    /// None where it could not be read.
    pub(super) characters: Option<usize>,
    pub(super) pages: Option<PageMeasure>,
}

impl Overview {
    /// What to call each dossier where there is little room, no two alike: its candidate, or the folder or the file in
    /// which the paths differ; the whole path where others have that, too.
    pub(super) fn short_names(&self) -> Vec<String> {
        let parts: Vec<Vec<&str>> = self.rows.iter().map(|row| path_parts(&row.path)).collect();
        let shared = |at: usize| {
            let mut all = parts.iter().map(|parts| parts.get(at).filter(|_| at + 1 < parts.len()));
            let first = all.next().flatten();
            first.is_some() && all.all(|one| one == first)
        };
        let front = (0..).take_while(|at| shared(*at)).count();
        let own = |parts: &[&str]| parts.get(front).copied().unwrap_or_default().to_owned();
        let names: Vec<String> = self
            .rows
            .iter()
            .zip(&parts)
            .map(|(row, parts)| row.candidate.clone().unwrap_or_else(|| own(parts)))
            .collect();
        let is_alone = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
        let rest = |parts: &[&str]| parts.get(front..).unwrap_or_default().join("/");
        let each = names.iter().zip(&parts);
        each.map(|(name, parts)| if is_alone(name) { name.clone() } else { rest(parts) }).collect()
    }
}

/// The folders and the file of a path; what stands in brackets behind it, the rules of one of several judgements, goes with
/// the file.
fn path_parts(path: &str) -> Vec<&str> {
    let file = path.split_once(" [").map_or(path, |(file, _)| file);
    let mut parts: Vec<&str> = file.split('/').collect();
    if let Some(last) = parts.last_mut() {
        *last = path.get(file.len() - last.len()..).unwrap_or_default();
    }
    parts
}

/// How often a requirement is met over a cohort.
#[derive(Clone, Debug)]
pub(super) struct Rate {
    /// The id of the requirement.
    pub(super) requirement: String,
    /// Its short name.
    pub(super) title: Message,
    /// The certification it belongs to, where the cohort has several.
    pub(super) certification: Option<String>,
    /// Dossiers it was held against.
    pub(super) all: usize,
    /// Dossiers that fail it.
    pub(super) failed: usize,
    /// Dossiers in which it could not be judged.
    pub(super) open: usize,
    /// Dossiers that meet it; in the others a part that it is about is missing, or its failure is waived.
    pub(super) met: usize,
    /// Dossiers in which a waiver lets its failure pass.
    pub(super) waived: usize,
}

impl Overview {
    /// That of `report`.
    ///
    /// # Errors
    /// Where a dossier cannot be read back.
    pub(super) fn of(report: &Report) -> Result<Self, Lost> {
        let mut gathering = Gathering::of(report);
        for dossier in report.dossiers.iter() {
            gathering.add(&*dossier?);
        }
        Ok(gathering.done())
    }

    /// True where a waiver lets anything pass.
    pub(super) fn has_waivers(&self) -> bool {
        self.rows.iter().any(|row| row.tally.waived > 0)
    }

    /// How many dossiers have that verdict.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }
}

/// An overview that is being made.
pub(super) struct Gathering<'r> {
    overview: Overview,
    /// The rates of each certification.
    by_rules: Vec<(&'r CertificationSummary, Vec<Rate>)>,
    /// Paths that occur more than once.
    repeated: BTreeSet<&'r str>,
}

/// What to call a dossier: by its path, and where that is among the `repeated` ones by its certification as well.
fn name(dossier: &Dossier, repeated: &BTreeSet<&str>) -> String {
    let path = &dossier.path;
    if !repeated.contains(path.as_str()) || dossier.certification.id.is_empty() {
        return path.clone();
    }
    format!("{path} [{}]", dossier.certification.id)
}

impl<'r> Gathering<'r> {
    /// One that holds nothing yet, for the dossiers of `report`.
    pub(super) fn of(report: &'r Report) -> Self {
        let by_rules = report.certifications().into_iter().map(|rules| (rules, Vec::new())).collect();
        let mut seen = BTreeSet::new();
        let paths = report.dossiers.briefs().map(|brief| brief.path.as_str());
        let repeated = paths.filter(|path| !seen.insert(*path)).collect();
        Self { overview: Overview::default(), by_rules, repeated }
    }

    /// Adds a dossier.
    pub(super) fn add(&mut self, dossier: &Dossier) {
        let measured = dossier.measured.as_ref();
        self.overview.rows.push(Row {
            path: name(dossier, &self.repeated),
            candidate: dossier.candidate.clone(),
            verdict: dossier.verdict,
            tally: Tally::of(&dossier.findings),
            characters: measured.map(|measured| measured.body.characters),
            pages: measured.and_then(body_pages).cloned(),
        });
        let deadlines = &mut self.overview.deadlines;
        for finding in dossier.findings.iter().filter(|finding| is_deadline(&finding.requirement)) {
            if deadlines.iter().all(|known| known.requirement != finding.requirement) {
                deadlines.push(finding.clone());
            }
        }
        let several = self.by_rules.len() > 1;
        let rules = self.by_rules.iter_mut().find(|(rules, _)| **rules == dossier.certification);
        let Some((rules, rates)) = rules else { return };
        for finding in &dossier.findings {
            let known = rates.iter().position(|rate| rate.requirement == finding.requirement);
            let at = known.unwrap_or_else(|| {
                let certification = several.then(|| rules.id.clone());
                rates.push(Rate::of(finding, certification));
                rates.len() - 1
            });
            if let Some(rate) = rates.get_mut(at) {
                rate.all += 1;
                rate.failed += usize::from(matches!(Group::of(finding), Group::ToFix | Group::ToImprove));
                rate.open += usize::from(Group::of(finding) == Group::ToLookAt);
                rate.met += usize::from(finding.status == Status::Met);
                rate.waived += usize::from(finding.status != Status::Met && finding.is_waived());
            }
        }
    }

    /// What was gathered.
    pub(super) fn done(self) -> Overview {
        let rates = self.by_rules.into_iter().flat_map(|(_, rates)| rates).collect();
        Overview { rates, ..self.overview }
    }
}

impl Rate {
    fn of(finding: &Finding, certification: Option<String>) -> Self {
        let (requirement, title) = (finding.requirement.clone(), finding.title.clone());
        Self { requirement, title, certification, all: 0, failed: 0, open: 0, met: 0, waived: 0 }
    }

    /// True where so many dossiers fail that the rule or its detection may be at fault rather than they. A date is
    /// not detected: all may well be late.
    pub(super) fn is_suspect(&self) -> bool {
        self.all >= 4 && self.failed * 4 >= self.all * 3 && !is_deadline(&self.requirement)
    }

    /// The id of the requirement, with the certification's where there are several.
    pub(super) fn name(&self) -> String {
        let id = &self.requirement;
        self.certification.as_ref().map_or_else(|| id.clone(), |rules| format!("{id} ({rules})"))
    }

    /// « 9 dossiers sur 12 échouent à cette règle : vérifiez la règle ou la détection. »
    pub(super) fn alarm(&self, lang: Lang) -> String {
        let (failed, all) = (self.failed, self.all);
        match lang {
            Lang::Fr => format!(
                "{failed} dossiers sur {all} échouent à cette règle : vérifiez la règle ou la détection."
            ),
            Lang::En => {
                format!("{failed} dossiers of {all} fail this rule: check the rule or the detection.")
            }
        }
    }
}
