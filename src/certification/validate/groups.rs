//! Groups of competencies that must be covered.

use toml::Spanned;

use super::requirement::Checker;
use super::{Checked, plain};
use crate::certification::error::Origin;
use crate::certification::{Group, written};
use crate::message::Message;
use crate::say;

impl Checker<'_> {
    pub(super) fn group(&self, origin: &Origin, written: &written::Group) -> Checked<Group> {
        written.all_of.iter().chain(&written.any_of).try_for_each(|id| self.competency(origin, id))?;
        let at_least = match &written.at_least {
            Some(n) if *n.get_ref() == 0 || *n.get_ref() > written.any_of.len() => {
                return Err(origin.fault(
                    n.span(),
                    say!("nombre impossible", "impossible number"),
                    say!(
                        "de 1 au nombre d'éléments de `any-of` ({0})",
                        "from 1 to the number of items of `any-of` ({0})",
                        written.any_of.len()
                    ),
                    None,
                ));
            }
            Some(n) => *n.get_ref(),
            None => usize::from(!written.any_of.is_empty()),
        };
        self.each_once(origin, written)?;
        if written.shown {
            written.all_of.iter().chain(&written.any_of).try_for_each(|id| self.has_evidence(origin, id))?;
        }
        Ok(Group {
            all_of: plain(&written.all_of),
            any_of: plain(&written.any_of),
            at_least,
            shown: written.shown,
            quote: written.quote.clone(),
        })
    }

    /// Refuses a competency that a group names twice: of `all-of` and `any-of` the latter would then ask for nothing more.
    fn each_once(&self, origin: &Origin, written: &written::Group) -> Checked<()> {
        let all: Vec<&Spanned<String>> = written.all_of.iter().chain(&written.any_of).collect();
        let second =
            all.iter().enumerate().find(|(at, id)| all[..*at].iter().any(|it| it.get_ref() == id.get_ref()));
        let Some((at, id)) = second else { return Ok(()) };
        let in_both =
            at >= written.all_of.len() && written.all_of.iter().any(|it| it.get_ref() == id.get_ref());
        let help = if in_both {
            say!(
                "`all-of` l'exige déjà : ôtez-la de `any-of`, qui ne demanderait rien de plus",
                "`all-of` asks for it already: take it out of `any-of`, which would ask for nothing more"
            )
        } else {
            say!("ôtez-la de la liste", "take it out of the list")
        };
        Err(origin.fault(
            id.span(),
            say!(
                "`{0}` est nommée deux fois dans ce groupe",
                "`{0}` is named twice in this group",
                id.get_ref()
            ),
            say!("seconde fois", "second time"),
            Some(help),
        ))
    }

    /// Refuses a competency that nothing can show at work.
    fn has_evidence(&self, origin: &Origin, id: &Spanned<String>) -> Checked<()> {
        let activities = self.resolved.activities.iter().map(|merged| &merged.item);
        let mut own = activities.flat_map(|activity| &activity.competency);
        match own.find(|competency| competency.id.get_ref() == id.get_ref()) {
            Some(competency) if competency.evidence.is_empty() => Err(origin.fault(
                id.span(),
                say!("rien ne montre `{0}` à l'œuvre", "nothing shows `{0}` at work", id.get_ref()),
                say!("cette compétence n'a pas d'`evidence`", "this competency has no `evidence`"),
                Some(Message::same("[[activity.competency]] … evidence = [\"câble\", \"testeur\"]")),
            )),
            // An overlay may name those of the certification that it goes with, which are looked at there.
            _ => Ok(()),
        }
    }
}
