//! Competencies, as far as they depend on one another.

use super::Checked;
use crate::certification::load::Resolved;
use crate::say;

/// Refuses two competencies in force of one id, or of one code: a text that cites it would cite both.
pub(super) fn distinct(resolved: &Resolved) -> Checked<()> {
    let mut seen: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for merged in &resolved.activities {
        let origin = &resolved.chain[merged.origin].origin;
        for competency in &merged.item.competency {
            let id = competency.id.get_ref().as_str();
            if ids.contains(&id) {
                return Err(origin.fault(
                    competency.id.span(),
                    say!("`{id}` est défini deux fois", "`{id}` is defined twice"),
                    say!("seconde fois", "second time"),
                    Some(say!(
                        "deux compétences, même d'activités différentes, ont chacune leur identifiant",
                        "two competencies, even of different activities, have an id each"
                    )),
                ));
            }
            ids.push(id);
            let Some(code) = competency.code.as_deref() else { continue };
            if seen.contains(&code) {
                return Err(origin.fault(
                    competency.id.span(),
                    say!(
                        "le code `{code}` est donné à deux compétences",
                        "the code `{code}` is given to two competencies"
                    ),
                    say!("seconde fois", "second time"),
                    None,
                ));
            }
            seen.push(code);
        }
    }
    Ok(())
}
