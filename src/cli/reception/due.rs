//! What was due when of what one candidate handed in.

use conforme::assess::Shelf;
use conforme::calendar::Date;
use conforme::certification::{DOSSIER, RESUME};
use conforme::check::{Deposit, deadlines};
use conforme::finding::Status;
use conforme::receipt::{Due, File, Role, Session};

use super::Received;
use crate::cli::failure::Failure;

impl Received {
    /// What the candidate's deadlines come to.
    pub(super) fn due(
        &self,
        shelf: &Shelf,
        certification: &str,
        session: &Session,
        files: &[File],
    ) -> Result<Vec<Due>, Failure> {
        let certification = shelf.find(certification)?;
        let main = certification.main_document();
        let Some((day, calendar)) = session.calendar() else { return Ok(Vec::new()) };
        let waiver = |id: &str| {
            let mut waiver = self.decisions.waiver(id, &self.task()?)?;
            self.disguise.iter().for_each(|disguise| disguise.waiver(&mut waiver));
            Some(waiver)
        };
        let has_resume = files.iter().any(File::is_resume);
        // What it was judged as before what its name says.
        let has_dossier = files.iter().any(|file| match &file.document {
            Some(document) => document == main,
            None => matches!(file.role, Role::Dossier | Role::PerhapsDossier),
        });
        let due = |of: &str, handed_in: Date| {
            let resume = of == RESUME;
            let is_there = if resume { has_resume } else { has_dossier };
            deadlines(&certification, &calendar, day, Deposit::on(handed_in), &[of]).into_iter().map(
                move |finding| {
                    let met = finding.status == Status::Met;
                    let waiver = waiver(&finding.requirement).filter(|_| !met);
                    Due {
                        in_time: match self.resume_date {
                            _ if !is_there => None,
                            // It lies beside the dossier and may have come days before it: only « in time » is sure.
                            None if resume => met.then_some(true),
                            _ => Some(met),
                        },
                        waived: waiver.is_some(),
                        waiver: waiver.map(Into::into),
                        id: finding.requirement,
                        of: finding.document,
                        title: finding.title.into(),
                        due: finding.expected.into(),
                    }
                },
            )
        };
        let resume = due(RESUME, self.resume_date.unwrap_or(self.date));
        let mut all: Vec<Due> = due(DOSSIER, self.date).chain(resume).collect();
        let place = |due: &Due| certification.deadlines.iter().position(|one| one.id == due.id);
        all.sort_by_key(place);
        Ok(all)
    }
}
