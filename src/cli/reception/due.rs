//! What was due when of what one candidate handed in.

use std::collections::BTreeSet;

use conforme::assess::Shelf;
use conforme::calendar::{Calendar, Date};
use conforme::certification::{Certification, RESUME};
use conforme::check::{Deposit, deadlines};
use conforme::dossier::Dossier;
use conforme::finding::{Finding, Status};
use conforme::receipt::{Due, File, Session};

use super::Received;
use crate::cli::failure::Failure;

/// A deadline of what one candidate handed in.
pub(super) struct Deadline {
    /// What the receipt tells of it.
    pub(super) due: Due,
    /// What it says of the dossier, as `check` would have said on the day of reception.
    finding: Finding,
}

impl Received {
    /// What the candidate's deadlines come to.
    pub(super) fn due(
        &self,
        shelf: &Shelf,
        certification: &str,
        session: &Session,
        files: &[File],
    ) -> Result<Vec<Deadline>, Failure> {
        let certification = shelf.find(certification)?;
        let Some((day, calendar)) = session.calendar() else { return Ok(Vec::new()) };
        let there = Present::of(files, certification.main_document());
        let roles: BTreeSet<&str> = certification.deadlines.iter().map(|one| one.of.as_str()).collect();
        let due = |role| self.due_of(role, &there, (&certification, &calendar, day));
        let mut all: Vec<Deadline> = roles.into_iter().flat_map(due).collect();
        let place = |one: &Deadline| certification.deadlines.iter().position(|other| other.id == one.due.id);
        all.sort_by_key(place);
        Ok(all)
    }

    /// What the deadlines of the document `role` come to for a session that begins on `day`.
    fn due_of(
        &self,
        role: &str,
        there: &Present<'_>,
        (certification, calendar, day): (&Certification, &Calendar, Date),
    ) -> Vec<Deadline> {
        let is_there = there.has(role);
        // What is neither the dossier nor its résumé often comes later: nobody misses it before its day.
        let may_come = !is_there && role != RESUME && role != certification.main_document();
        // It lies beside the dossier and may have come days before it: only « in time » is sure.
        let is_dated = role != RESUME || self.resume_date.is_some();
        let handed_in = if role == RESUME { self.resume_date.unwrap_or(self.date) } else { self.date };
        let all = deadlines(certification, calendar, day, Deposit::on(handed_in), &[role]);
        let deadline = |finding: Finding| {
            let met = finding.status == Status::Met;
            let mut waiver = self.task().and_then(|task| self.decisions.waiver(&finding.requirement, &task));
            waiver = waiver.filter(|_| !met);
            if let (Some(disguise), Some(waiver)) = (&self.disguise, &mut waiver) {
                disguise.waiver(waiver);
            }
            let due = Due {
                in_time: match is_dated {
                    _ if !is_there => None,
                    false => met.then_some(true),
                    true => Some(met),
                },
                waived: waiver.is_some(),
                waiver: waiver.clone().map(Into::into),
                id: finding.requirement.clone(),
                of: finding.document.clone(),
                title: finding.title.clone().into(),
                due: finding.expected.clone().into(),
            };
            let status = if met || (is_there && is_dated) { finding.status } else { Status::NotJudged };
            Deadline { due, finding: Finding { status, waiver, ..finding } }
        };
        all.into_iter().filter(|one| !may_come || one.status != Status::Met).map(deadline).collect()
    }
}

/// Draws the verdict on `dossier` with what its deadlines come to, as `check` does; they stand on a receipt by themselves,
/// and not among its answers.
pub(super) fn weigh(dossier: &mut Dossier, deadlines: &[Deadline]) {
    let answers = dossier.findings.len();
    dossier.findings.extend(deadlines.iter().map(|one| one.finding.clone()));
    dossier.reconsider();
    dossier.findings.truncate(answers);
}

/// The documents among the files.
struct Present<'a> {
    files: &'a [File],
    main: &'a str,
}

impl<'a> Present<'a> {
    fn of(files: &'a [File], main: &'a str) -> Self {
        Self { files, main }
    }

    /// True where one of them is the document `role`: by what it was judged as before what its name says. A file that
    /// nobody can read is none: what was handed in is not known.
    fn has(&self, role: &str) -> bool {
        self.files.iter().filter(|file| file.unread.is_none()).any(|file| match &file.document {
            _ if role == RESUME => file.is_resume(),
            Some(document) => document == role,
            None => role == self.main && file.is_called_dossier(),
        })
    }
}
