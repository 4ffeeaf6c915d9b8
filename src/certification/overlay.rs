//! A training centre's own rules, added beside those of a certification.
//!
//! They take nothing away and change nothing: their ids are their own, their findings say whose they are, and the
//! verdict stays that of the référentiel.

use serde::{Deserialize, Serialize};

use super::error::Origin;
use super::load::{Parsed, parse, resolve};
use super::validate::{self, Checked};
use super::{BUILT_IN, Certification, Library, written};
use crate::digest::digest;
use crate::near::near;
use crate::say;

/// What an overlay may hold.
const KEYS: &str = "title, source, applies-to, parameters, topic, requirement, deadline, example";

/// A training centre's own rules that were added to a certification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlaySummary {
    /// Whose rules they are ("Centre de formation X").
    pub title: String,
    /// Where its sentences come from.
    pub source: String,
}

impl Library {
    /// Adds the rules of the overlay `text` to `certification`; false where they are for others. `name` is shown with
    /// its faults.
    ///
    /// # Errors
    /// Where the overlay has a fault; the certification is then as it was.
    pub fn overlay(&self, certification: &mut Certification, name: &str, text: &str) -> Checked<bool> {
        let mut parsed = parse(name.trim_end_matches(".toml"), text)?;
        check_shape(&parsed)?;
        for id in &parsed.file.applies_to {
            let known = |known: &str| goes_with(id.get_ref(), known);
            if !self.ids().any(known) {
                let name = id.get_ref().trim_end_matches(".toml");
                let own = say!(
                    "si c'est un fichier de règles à vous, donnez-le avec celui-ci : conforme rules validate {0}.toml …, ou check -c {0}.toml --overlay …",
                    "if it is a rule file of your own, give it with this one: conforme rules validate {0}.toml …, or check -c {0}.toml --overlay …",
                    name
                );
                let help = match self.meant(name) {
                    Some(near) => say!("vouliez-vous dire `{near}` ?", "did you mean `{near}`?"),
                    None => own,
                };
                let fault = parsed.origin.fault(
                    id.span(),
                    say!("aucune certification `{0}`", "no certification `{0}`", id.get_ref()),
                    say!("inconnue", "unknown"),
                    Some(help),
                );
                return Err(fault);
            }
        }
        if !is_for(&parsed.file, &certification.id) {
            return Ok(false);
        }
        let faults = std::mem::take(&mut parsed.faults);
        let resolved = resolve(vec![parsed]);
        let added = faults.end(resolved.and_then(|resolved| validate::overlay(resolved, certification)))?;
        certification.phrase_book.take();
        certification.requirements.extend(added.requirements);
        certification.deadlines.extend(added.deadlines);
        certification.examples.extend(added.examples);
        certification.own_aliases.extend(added.own_aliases);
        certification.lexicon = added.lexicon;
        certification.overlays.push(added.summary);
        certification.digest = digest(format!("{}\u{1e}{text}", certification.digest).as_bytes());
        Ok(true)
    }

    /// The id that is meant by `name`, which is none: a short name, a file's name, a slip of the pen.
    fn meant(&self, name: &str) -> Option<String> {
        if self.ids().any(|known| goes_with(name, known)) {
            return Some(name.to_owned());
        }
        let heads = self.heads().unwrap_or_default();
        let short = heads.iter().find(|(_, head)| head.short.iter().any(|short| short == name));
        short.map(|(id, _)| id.clone()).or_else(|| near(name, self.ids()).map(str::to_owned))
    }

    /// The overlays that go with none of the certifications `ids`: the name of each, and what it is for.
    ///
    /// # Errors
    /// Where an overlay has a fault.
    pub fn idle_overlays(&self, ids: &[&str]) -> Checked<Vec<(String, String)>> {
        let mut out = Vec::new();
        for (name, text) in self.overlays() {
            let Parsed { origin, file, faults } = parse(name, text)?;
            faults.end(Ok(()))?;
            if !ids.iter().any(|id| is_for(&file, id)) {
                let wanted: Vec<&str> = file.applies_to.iter().map(|id| id.get_ref().as_str()).collect();
                out.push((origin.name, wanted.join(", ")));
            }
        }
        Ok(out)
    }
}

/// True where `text` is an overlay, faults aside.
pub fn is_overlay(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        overlay: bool,
    }
    toml::from_str::<Head>(text).is_ok_and(|head| head.overlay)
}

/// True where an overlay for `wanted` (an id or a folder of ids) goes with the certification `id`. A rule file of the
/// centre's own has its path for id, and is called by its name wherever it lies.
fn goes_with(wanted: &str, id: &str) -> bool {
    let by_id = id.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_own = !BUILT_IN.iter().any(|(known, _)| *known == id);
    by_id || is_own && id.strip_suffix(wanted).is_some_and(|front| front.ends_with('/'))
}

fn is_for(file: &written::RuleFile, id: &str) -> bool {
    file.applies_to.is_empty() || file.applies_to.iter().any(|wanted| goes_with(wanted.get_ref(), id))
}

/// Refuses what would change the official rules.
fn check_shape(parsed: &Parsed) -> Checked<()> {
    let Parsed { origin, file, .. } = parsed;
    if !file.overlay {
        return Err(origin.fault(
            file.schema.span(),
            say!("ce n'est pas une surcouche", "not an overlay"),
            say!("ajoutez `overlay = true`", "add `overlay = true`"),
            Some(say!(
                "une surcouche ajoute les consignes d'un organisme, sans rien changer aux règles officielles",
                "an overlay adds a centre's rules and changes none of the official ones"
            )),
        ));
    }
    let refused = [
        ("extends", file.extends.is_some()),
        ("activity", !file.activity.is_empty()),
        ("activities", file.activities.is_some()),
        ("requirements", file.requirements.is_some()),
        ("recognise", file.recognise.is_some()),
        ("aliases", !file.aliases.is_empty()),
    ];
    match refused.into_iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((key, _)) => Err(origin.fault(
            place_of(origin, key).unwrap_or_else(|| file.schema.span()),
            say!("`{key}` n'a pas sa place dans une surcouche", "`{key}` has no place in an overlay"),
            say!("changerait les règles officielles", "would change the official rules"),
            Some(say!("clés possibles : {KEYS}", "possible keys: {KEYS}")),
        )),
    }
}

/// Where a key or table of that name is written.
fn place_of(origin: &Origin, key: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in origin.text.split_inclusive('\n') {
        let word = line.trim_start_matches(['[', ' ']).split(['=', ']', '.', ' ']).next().unwrap_or_default();
        if word == key {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}
