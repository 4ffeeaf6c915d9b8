//! The examples that rule files carry, against what is in force.

use super::{Checked, one_of};
use crate::certification::error::Origin;
use crate::certification::faults::Faults;
use crate::certification::load::Resolved;
use crate::certification::{Example, Requirement, SessionDocument, documents, written};
use crate::finding::Status;
use crate::say;

/// The examples of the whole chain, each with what it expects of the requirements in force; those of which nothing is
/// in force are left out.
pub(super) fn examples(
    resolved: &Resolved,
    requirements: &[Requirement],
    documents: &[SessionDocument],
) -> Checked<Vec<Example>> {
    let mut out = Vec::new();
    let mut faults = Faults::default();
    for parsed in &resolved.chain {
        for written in &parsed.file.example {
            let example = example(&parsed.origin, written, &resolved.known, documents);
            let Some(example) = faults.take(example) else { continue };
            let expect: Vec<(String, Status)> = example
                .expect
                .into_iter()
                .filter(|(id, _)| requirements.iter().any(|requirement| requirement.id == *id))
                .collect();
            if !expect.is_empty() {
                out.push(Example { expect, ..example });
            }
        }
    }
    faults.end(Ok(out))
}

fn example(
    origin: &Origin,
    written: &written::Example,
    known: &[String],
    documents: &[SessionDocument],
) -> Checked<Example> {
    let document = documents::role(origin, written.document.as_ref(), documents)?;
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut expect = Vec::new();
    for (id, status) in &written.expect {
        if !known.contains(&id.get_ref().as_str()) {
            return Err(one_of(origin, id.span(), id.get_ref(), &known));
        }
        let all = [Status::Met, Status::NotMet, Status::NotJudged];
        let Some(found) = all.into_iter().find(|known| known.id() == status.get_ref()) else {
            return Err(one_of(origin, status.span(), status.get_ref(), &all.map(Status::id)));
        };
        expect.push((id.get_ref().clone(), found));
    }
    let mut with = Vec::new();
    for (role, text) in &written.with {
        let other = documents::role(origin, Some(role), documents)?;
        if other == document {
            return Err(origin.fault(
                role.span(),
                say!("`{other}` est l'exemple lui-même", "`{other}` is the example itself"),
                say!("ici", "here"),
                Some(say!("`with` donne les autres documents", "`with` gives the other documents")),
            ));
        }
        with.push((other, text.clone()));
    }
    Ok(Example {
        name: written.name.clone(),
        document,
        text: written.text.clone(),
        pages: written.pages,
        password: written.password,
        with,
        complete: written.complete,
        expect,
    })
}
