//! The receipts of a run. Each is put away as it is made, so that memory holds one at a time.

use conforme::batch::Outcome;
use conforme::dossier::{Kept, Lost, Spool};
use conforme::receipt::Receipt;

use super::choose::{Chooser, Terms, shelf};
use super::console::Console;
use super::failure::Failure;
use super::reception::Received;

/// Receipts in an order.
#[derive(Default)]
pub(super) struct Receipts {
    spool: Spool,
    kept: Vec<Kept>,
}

impl Receipts {
    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    /// One after the other, each read back when it is asked for.
    pub(super) fn iter(&self) -> impl Iterator<Item = Result<Receipt, Failure>> {
        let lost = |error| Failure::from(Lost(error));
        self.kept.iter().map(move |kept| {
            let bytes = self.spool.get(kept).map_err(lost)?;
            serde_json::from_slice(&bytes).map_err(|error| lost(error.into()))
        })
    }
}

/// Checks everything and makes the receipts, in the order of the candidates. Where that is interrupted, those whose
/// dossier was not checked have none.
pub(super) fn receipts(
    received: &[Received],
    chooser: &Chooser,
    terms: &Terms,
    console: &Console,
) -> Result<Receipts, Failure> {
    let spool = Spool::default();
    let make = |one: &Received, outcome: Option<Outcome>| {
        let receipt = one.receipt(outcome, &*shelf(&chooser.shelves, &one.bare.overlays)?)?;
        let bytes = serde_json::to_vec(&receipt).map_err(|error| Failure::Report(error.to_string()))?;
        Ok::<_, Failure>(spool.put(bytes))
    };
    let tasks: Vec<_> = received.iter().map(Received::task).collect();
    let is_checked: Vec<bool> = tasks.iter().map(Option::is_some).collect();
    let (of, known): (Vec<&Received>, Vec<_>) =
        received.iter().zip(tasks).filter_map(|(one, task)| Some((one, task?))).unzip();
    let keep = |index: usize, outcome| of.get(index).map(|one| make(one, Some(outcome))).transpose();
    let mut made = chooser.run(terms, console).execute(&known, &keep)?.into_iter();
    let mut kept = Vec::with_capacity(received.len());
    for (one, is_checked) in received.iter().zip(is_checked) {
        if is_checked {
            kept.extend(made.next().flatten().transpose()?.flatten());
        } else {
            kept.push(make(one, None)?);
        }
    }
    Ok(Receipts { spool, kept })
}
