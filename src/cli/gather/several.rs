//! Dossiers that are held against several certifications: the blocs that a candidate presents.

use conforme::assess::{Rules, Task};

use super::Gathered;
use crate::cli::choose::{Chooser, shelf};
use crate::cli::failure::Failure;

/// Puts in the place of each task one for every certification that was asked for, each once.
pub(super) fn by_each_certification(gathered: &mut Gathered, chooser: &Chooser) -> Result<(), Failure> {
    let Some((_, others)) = chooser.settings.certification.split_first().filter(|(_, rest)| !rest.is_empty())
    else {
        return Ok(());
    };
    let (tasks, terms) = (std::mem::take(&mut gathered.tasks), std::mem::take(&mut gathered.terms));
    for (task, terms) in tasks.into_iter().zip(terms) {
        let mut known = vec![id(&task, chooser)?];
        let mut all = vec![task.clone()];
        for name in others {
            let Task { rules, overlays, .. } = chooser.task_by(Some(name), task.path.clone(), &terms)?;
            let other = Task { rules, overlays, ..task.clone() };
            let id = id(&other, chooser)?;
            if !known.contains(&id) {
                known.push(id);
                all.push(other);
            }
        }
        gathered.terms.extend(all.iter().map(|_| terms.clone()));
        gathered.tasks.extend(all);
    }
    Ok(())
}

/// The id of the certification that a task names, by whatever name.
fn id(task: &Task, chooser: &Chooser) -> Result<Option<String>, Failure> {
    match &task.rules {
        Rules::Named { name, .. } => {
            Ok(Some(shelf(&chooser.shelves, &task.overlays)?.find(name)?.id.clone()))
        }
        Rules::OwnWords { .. } => Ok(None),
    }
}
