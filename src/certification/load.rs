//! From a rule file and the files it extends to one [`Certification`].

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::error::{Origin, nearest};
use super::signs::{Signs, normalise};
use super::validate::validate;
use super::written::{self, RuleFile};
use super::{Certification, Library, RuleError, SessionDocument, documents};
use crate::digest::digest;
use crate::lexicon::Held;
use crate::message::Message;
use crate::say;

/// How many files may extend one another.
const MAX_DEPTH: usize = 8;

/// A file with the text its spans point into.
pub(super) struct Parsed {
    pub(super) origin: Origin,
    pub(super) file: RuleFile,
}

/// A requirement merged over the bases, with the file its id was last written in.
pub(super) struct Merged<T> {
    pub(super) origin: usize,
    pub(super) item: T,
}

/// Everything that is in force, unchecked.
pub(super) struct Resolved {
    /// The file itself, then what it extends, nearest first.
    pub(super) chain: Vec<Parsed>,
    pub(super) activities: Vec<Merged<written::Activity>>,
    pub(super) requirements: Vec<Merged<written::Requirement>>,
    /// Ids of all requirements of the chain, in force or not.
    pub(super) known: Vec<String>,
    pub(super) deadlines: Vec<Merged<written::Deadline>>,
}

/// What of a rule file tells whether it is the one wanted. The rest is checked when it is loaded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Head {
    pub(super) base: bool,
    pub(super) title: String,
    pub(super) short: Vec<String>,
    /// Its id and its short names, as they are compared.
    pub(super) names: Vec<Held>,
    pub(super) signs: Signs,
}

/// Reads the head of a file. The lists of tables, which hold none of it and most of the text, are not looked at where
/// the rest can be read without them.
pub(super) fn head(id: &str, text: &str) -> Result<Head, Box<RuleError>> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Written {
        base: bool,
        title: String,
        short: Vec<String>,
        recognise: written::Recognise,
    }
    let Written { base, title, short, recognise } = toml::from_str(&without_lists(text))
        .or_else(|_| toml::from_str(text))
        .map_err(|error| Origin::of(id, text).syntax(&error))?;
    let names = short.iter().map(String::as_str).chain([id]).map(|name| normalise(name).into()).collect();
    Ok(Head { base, title, short, names, signs: Signs::of(&recognise) })
}

/// The text without its `[[lists of tables]]` and the tables within them.
fn without_lists(text: &str) -> String {
    let mut kept = true;
    let lines = text.split_inclusive('\n').filter(|line| {
        if line.starts_with("[[") {
            kept = false;
        } else if line.starts_with("[recognise]") {
            kept = true;
        }
        kept
    });
    lines.collect()
}

/// The documents that a file lists, by themselves: without the rules of other files that judge them.
pub(super) fn listed(id: &str, text: &str) -> Result<Vec<SessionDocument>, Box<RuleError>> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Listed {
        document: Vec<written::SessionDocument>,
    }
    let origin = Origin::of(id, text);
    let listed: Listed = toml::from_str(text).map_err(|error| origin.syntax(&error))?;
    listed.document.into_iter().map(|item| documents::document(&origin, &item, None)).collect()
}

pub(super) fn load(library: &Library, id: &str) -> Result<Certification, Box<RuleError>> {
    load_within(library, id, 0)
}

/// Loads a file that `depth` others name as the rules of one of their documents.
fn load_within(library: &Library, id: &str, depth: usize) -> Result<Certification, Box<RuleError>> {
    let chain = read_chain(library, id)?;
    if let Some(own) = chain.first().filter(|own| own.file.overlay) {
        return Err(own.origin.fault(
            own.file.schema.span(),
            say!("une surcouche ne juge rien seule", "an overlay judges nothing by itself"),
            say!("ici", "here"),
            Some(Message::same("--certification ais-2018/titre --overlay …")),
        ));
    }
    let texts: Vec<&str> = chain.iter().map(|parsed| parsed.origin.text.as_str()).collect();
    let digest = digest(texts.join("\u{1e}").as_bytes());
    let rules = |origin: &Origin, other: &Spanned<String>| {
        if depth >= MAX_DEPTH {
            return Err(circle(origin, other, other.get_ref().clone()));
        }
        match library.named(origin.id(), other.get_ref()) {
            Some(other) => load_within(library, &other, depth + 1),
            None => Err(unknown_file(library, origin, other)),
        }
    };
    validate(id, resolve(chain)?, library.lexicon(), digest, rules)
}

fn unknown_file(library: &Library, origin: &Origin, id: &Spanned<String>) -> Box<RuleError> {
    origin.fault(
        id.span(),
        say!("aucun fichier de règles `{0}`", "no rule file `{0}`", id.get_ref()),
        say!("inconnu", "unknown"),
        nearest(id.get_ref(), library.ids()),
    )
}

fn circle(origin: &Origin, id: &Spanned<String>, way: String) -> Box<RuleError> {
    origin.fault(
        id.span(),
        say!("les fichiers de règles se complètent en rond", "rule files extend one another in a circle"),
        say!("revient ici", "comes back here"),
        Some(Message::same(way)),
    )
}

/// Merges a file with what it extends.
pub(super) fn resolve(chain: Vec<Parsed>) -> Result<Resolved, Box<RuleError>> {
    let all = merge(&chain, |file| &file.requirement, |r| r.id.get_ref(), complete);
    Ok(Resolved {
        activities: select(
            merge(&chain, |file| &file.activity, |a| a.id.get_ref(), |_, new| new.clone()),
            &chain,
            |file| file.activities.as_deref(),
            |a| a.id.get_ref(),
            &say!("activité", "activity"),
        )?,
        known: all.iter().map(|merged| merged.item.id.get_ref().clone()).collect(),
        requirements: select(
            all,
            &chain,
            |file| file.requirements.as_deref(),
            |r| r.id.get_ref(),
            &say!("exigence", "requirement"),
        )?,
        deadlines: merge(&chain, |file| &file.deadline, |d| d.id.get_ref(), |_, new| new.clone()),
        chain,
    })
}

/// Reads the file and what it extends, nearest first.
fn read_chain(library: &Library, id: &str) -> Result<Vec<Parsed>, Box<RuleError>> {
    let mut chain: Vec<Parsed> = Vec::new();
    let mut next = id.to_owned();
    let mut seen = vec![id.to_owned()];
    loop {
        let parsed = parse(&next, library.text(&next).unwrap_or_default())?;
        let extends = parsed.file.extends.clone();
        chain.push(parsed);
        let Some(extends) = extends else { return Ok(chain) };
        let origin = &chain[chain.len() - 1].origin;
        let Some(base) = library.named(&next, extends.get_ref()) else {
            return Err(unknown_file(library, origin, &extends));
        };
        if seen.contains(&base) || chain.len() >= MAX_DEPTH {
            return Err(circle(origin, &extends, format!("{} → {base}", seen.join(" → "))));
        }
        seen.push(base.clone());
        next = base;
    }
}

/// Parses one file.
pub(super) fn parse(id: &str, text: &str) -> Result<Parsed, Box<RuleError>> {
    let origin = Origin::of(id, text);
    let file: RuleFile = toml::from_str(text).map_err(|error| origin.syntax(&error))?;
    if *file.schema.get_ref() != 1 {
        return Err(origin.fault(
            file.schema.span(),
            say!("version de règles inconnue", "unknown rule schema"),
            say!("seule la version 1 est connue", "only 1 is known"),
            None,
        ));
    }
    for (i, requirement) in file.requirement.iter().enumerate() {
        twice(&origin, &requirement.id, file.requirement[..i].iter().map(|r| &r.id))?;
    }
    for (i, activity) in file.activity.iter().enumerate() {
        twice(&origin, &activity.id, file.activity[..i].iter().map(|a| &a.id))?;
    }
    for (i, document) in file.document.iter().enumerate() {
        twice(&origin, &document.id, file.document[..i].iter().map(|d| &d.id))?;
    }
    for (i, passage) in file.passage.iter().enumerate() {
        twice(&origin, &passage.id, file.passage[..i].iter().map(|p| &p.id))?;
    }
    for (i, deadline) in file.deadline.iter().enumerate() {
        twice(&origin, &deadline.id, file.deadline[..i].iter().map(|d| &d.id))?;
        // An answer, a waiver and a weight name either by its id alone.
        twice(&origin, &deadline.id, file.requirement.iter().map(|r| &r.id))?;
    }
    Ok(Parsed { origin, file })
}

/// Refuses an id that the same file has used before.
fn twice<'a>(
    origin: &Origin,
    id: &Spanned<String>,
    mut before: impl Iterator<Item = &'a Spanned<String>>,
) -> Result<(), Box<RuleError>> {
    match before.find(|other| other.get_ref() == id.get_ref()) {
        None => Ok(()),
        Some(first) => {
            let line = origin.text[..first.span().start.min(origin.text.len())].matches('\n').count() + 1;
            Err(origin.fault(
                id.span(),
                say!("`{0}` est défini deux fois", "`{0}` is defined twice", id.get_ref()),
                say!("seconde fois", "second time"),
                Some(say!("d'abord ligne {line}", "first on line {line}")),
            ))
        }
    }
}

/// Merges lists over the chain, base first: an id that comes again completes the one of the base.
fn merge<T: Clone>(
    chain: &[Parsed],
    list: impl Fn(&RuleFile) -> &Vec<T>,
    id: impl Fn(&T) -> &String,
    complete: impl Fn(&T, &T) -> T,
) -> Vec<Merged<T>> {
    let mut out: Vec<Merged<T>> = Vec::new();
    for (origin, parsed) in chain.iter().enumerate().rev() {
        for item in list(&parsed.file) {
            match out.iter_mut().find(|merged| id(&merged.item) == id(item)) {
                Some(merged) => *merged = Merged { origin, item: complete(&merged.item, item) },
                None => out.push(Merged { origin, item: item.clone() }),
            }
        }
    }
    out
}

/// Keeps what the nearest list of ids names, in its order; everything where there is no list.
fn select<T>(
    mut all: Vec<Merged<T>>,
    chain: &[Parsed],
    wanted: impl Fn(&RuleFile) -> Option<&[Spanned<String>]>,
    id: impl Fn(&T) -> &String,
    what: &Message,
) -> Result<Vec<Merged<T>>, Box<RuleError>> {
    let Some((origin, wanted)) = chain.iter().find_map(|p| wanted(&p.file).map(|list| (&p.origin, list)))
    else {
        return Ok(all);
    };
    let Message { fr, en } = what;
    let mut out = Vec::with_capacity(wanted.len());
    for (i, name) in wanted.iter().enumerate() {
        twice(origin, name, wanted[..i].iter())?;
        let Some(at) = all.iter().position(|merged| id(&merged.item) == name.get_ref()) else {
            return Err(origin.fault(
                name.span(),
                say!("aucune {fr} `{0}`", "no {en} `{0}`", name.get_ref()),
                say!("n'est défini nulle part", "is defined nowhere"),
                nearest(name.get_ref(), all.iter().map(|merged| id(&merged.item).as_str())),
            ));
        };
        out.push(all.remove(at));
    }
    Ok(out)
}

/// A requirement of the base with what the later file says of it.
fn complete(base: &written::Requirement, new: &written::Requirement) -> written::Requirement {
    let mut out = written::Requirement {
        document: new.document.clone().or_else(|| base.document.clone()),
        title: new.title.clone().or_else(|| base.title.clone()),
        severity: new.severity.clone().or_else(|| base.severity.clone()),
        quote: new.quote.clone().or_else(|| base.quote.clone()),
        reference: new.reference.clone().or_else(|| base.reference.clone()),
        stage: new.stage.clone().or_else(|| base.stage.clone()),
        when: new.when.clone().or_else(|| base.when.clone()),
        help: new.help.clone().or_else(|| base.help.clone()),
        ..new.clone()
    };
    if new.kinds().is_empty() {
        out.take_kind(base);
    }
    out
}
