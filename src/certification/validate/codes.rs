//! Codes of competencies, as far as they depend on one another.

use super::Checked;
use crate::certification::load::Resolved;
use crate::say;

/// Refuses two competencies in force of one code: a text that cites it would cite both.
pub(super) fn distinct_codes(resolved: &Resolved) -> Checked<()> {
    let mut seen: Vec<&str> = Vec::new();
    for merged in &resolved.activities {
        let origin = &resolved.chain[merged.origin].origin;
        for competency in &merged.item.competency {
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
