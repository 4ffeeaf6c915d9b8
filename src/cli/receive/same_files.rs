//! One and the same file from several candidates.

use std::collections::{BTreeMap, HashMap};

use conforme::receipt::Receipt;
use conforme::say;

use crate::cli::console::Console;

/// Candidates with one and the same file who are named; of more it is only told that there are.
const SHARED: usize = 6;

/// Files that several candidates handed in: a slip, most likely, and not for the receipts themselves, which name no other
/// candidate.
#[derive(Default)]
pub(super) struct SameFiles {
    /// Who handed in what first, by its digest.
    first: HashMap<String, (String, String)>,
    /// Everybody of those that are several.
    several: BTreeMap<String, Vec<(String, String)>>,
}

impl SameFiles {
    /// Notes what is on a receipt.
    pub(super) fn add(&mut self, receipt: &Receipt) {
        // All empty files are the same.
        for file in receipt.files.iter().filter(|file| !file.digest.is_empty() && file.size > 0) {
            let own = (receipt.candidate.clone(), file.name.clone());
            match self.first.get(&file.digest) {
                None => {
                    self.first.insert(file.digest.clone(), own);
                }
                Some(first) => {
                    let all = self.several.entry(file.digest.clone()).or_insert_with(|| vec![first.clone()]);
                    if all.iter().all(|(candidate, _)| *candidate != own.0) {
                        all.push(own);
                    }
                }
            }
        }
    }

    /// Tells which files came in for several candidates.
    pub(super) fn tell(&self, console: &Console) {
        for all in self.several.values().filter(|all| all.len() > 1) {
            let list = |colon: &str| {
                let each =
                    all.iter().take(SHARED).map(|(candidate, file)| format!("{candidate}{colon}{file}"));
                let more = if all.len() > SHARED { " ; …" } else { "" };
                format!("{}{more}", each.collect::<Vec<_>>().join(" ; "))
            };
            let (fr, en) = (list(" : "), list(": "));
            console.note(&say!(
                "à vérifier : le même fichier est arrivé pour plusieurs candidats ({fr}) ; peut-être une erreur de dépôt.",
                "to be checked: the same file came in for several candidates ({en}); perhaps a slip."
            ));
        }
    }
}
