//! What can be told of a rule file by itself, before it is merged with what it extends: ids, and words that can find
//! nothing. All of it is gathered, so that one fault hides no other.

use toml::Spanned;

use crate::certification::RuleError;
use crate::certification::error::Origin;
use crate::certification::faults::Faults;
use crate::certification::written::{Requirement, RuleFile};
use crate::message::Message;
use crate::say;

/// The faults of `file`.
pub(in crate::certification) fn faults(origin: &Origin, file: &RuleFile) -> Faults {
    let mut all = Faults::default();
    for ids in [
        ids(&file.requirement, |it| &it.id),
        ids(&file.activity, |it| &it.id),
        ids(&file.document, |it| &it.id),
        ids(&file.passage, |it| &it.id),
        ids(&file.deadline, |it| &it.id),
        ids(&file.topic, |it| &it.id),
    ] {
        for (at, id) in ids.iter().enumerate() {
            all.note(twice(origin, id, ids[..at].iter().copied()));
            all.note(named(origin, id));
        }
    }
    let competencies = file.activity.iter().flat_map(|activity| &activity.competency);
    competencies.clone().for_each(|competency| all.note(named(origin, &competency.id)));
    let mut check = Check { origin, all };
    competencies.for_each(|competency| check.phrases(&competency.evidence));
    for document in &file.document {
        [&document.names, &document.words, &document.titles].into_iter().for_each(|list| check.phrases(list));
    }
    for passage in &file.passage {
        [&passage.opens, &passage.ends].into_iter().for_each(|list| check.phrases(list));
    }
    file.requirement.iter().for_each(|requirement| check.requirement(requirement));
    if let Some(words) = recognised(&origin.text) {
        words.lists().into_iter().for_each(|list| check.phrases(list));
    }
    check.all
}

fn ids<T>(list: &[T], id: impl Fn(&T) -> &Spanned<String>) -> Vec<&Spanned<String>> {
    list.iter().map(id).collect()
}

/// Refuses an id that was used before.
pub(in crate::certification) fn twice<'a>(
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

/// Refuses an id that cannot be typed as one word.
fn named(origin: &Origin, id: &Spanned<String>) -> Result<(), Box<RuleError>> {
    let is_fit = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let text = id.get_ref();
    if !text.is_empty() && text.chars().all(is_fit) {
        return Ok(());
    }
    let words = text.split(|c| !is_fit(c)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let better = if words.is_empty() { "mon-exigence" } else { &words };
    Err(origin.fault(
        id.span(),
        say!("`{text}` ne peut pas être un identifiant", "`{text}` cannot be an id"),
        say!("des lettres, des chiffres, - _ et . seulement", "letters, digits, - _ and . only"),
        Some(Message::same(format!("id = \"{better}\""))),
    ))
}

struct Check<'a> {
    origin: &'a Origin,
    all: Faults,
}

impl Check<'_> {
    fn requirement(&mut self, item: &Requirement) {
        if let Some(presence) = &item.presence {
            self.phrases(&presence.mention);
            self.phrases(&presence.confirmed_by);
        }
        if let Some(mention) = &item.mention {
            self.some(&item.id, "of", mention.of.len());
            for thing in &mention.of {
                self.some(&item.id, "any-of", thing.any_of.len());
                self.phrases(&thing.any_of);
                self.phrases(&thing.vague);
            }
        }
        if let Some(form) = &item.form {
            self.phrases(&form.cells);
        }
        if let Some(absence) = &item.absence {
            self.phrases(&absence.any_of);
        }
        if let Some(when) = &item.when {
            self.phrases(&when.mention);
        }
        if let Some(fields) = &item.fields {
            self.some(&item.id, "field", fields.field.len());
            for field in &fields.field {
                self.phrases([&field.label]);
                self.phrases(&field.parts);
            }
        }
        if let Some(filled) = &item.filled {
            self.some(&item.id, "blank", filled.blank.len());
        }
        if let Some(fixed) = &item.fixed_text {
            self.some(&item.id, "texts", fixed.texts.len());
            self.phrases(&fixed.texts);
        }
        if let Some(coverage) = &item.coverage {
            self.some(&item.id, "group", coverage.group.len());
            for group in &coverage.group {
                self.some(&item.id, "all-of` / `any-of", group.all_of.len() + group.any_of.len());
            }
        }
    }

    /// Refuses a list without anything in it, where something is needed.
    fn some(&mut self, id: &Spanned<String>, key: &str, count: usize) {
        if count == 0 {
            let name = id.get_ref();
            let fault = self.origin.fault(
                id.span(),
                say!("`{name}` : `{key}` est vide", "`{name}`: `{key}` is empty"),
                say!("cette exigence", "this requirement"),
                Some(say!(
                    "sans rien à chercher, elle ne demande rien",
                    "with nothing to look for it asks nothing"
                )),
            );
            self.all.add(fault);
        }
    }

    /// Refuses words without a letter or a digit: texts are compared by these.
    fn phrases<'p>(&mut self, list: impl IntoIterator<Item = &'p Spanned<String>>) {
        for phrase in list {
            if !phrase.get_ref().chars().any(char::is_alphanumeric) {
                let fault = self.origin.fault(
                    phrase.span(),
                    say!("`{0}` ne peut rien reconnaître", "`{0}` can match nothing", phrase.get_ref()),
                    say!("ni lettre ni chiffre", "neither a letter nor a digit"),
                    Some(say!(
                        "les textes se comparent mot à mot : écrivez des mots, ou ôtez cet élément",
                        "texts are compared word by word: write words, or take this out"
                    )),
                );
                self.all.add(fault);
            }
        }
    }
}

/// The words of `[recognise]` with their places.
#[derive(serde::Deserialize)]
#[serde(default, rename_all = "kebab-case")]
#[derive(Default)]
struct Recognised {
    any_of: Vec<Spanned<String>>,
    cover: Vec<Spanned<String>>,
    cover_none_of: Vec<Spanned<String>>,
    and_any_of: Vec<Spanned<String>>,
    none_of: Vec<Spanned<String>>,
    codes: Vec<Spanned<String>>,
    several_of: Vec<Spanned<String>>,
    names: Vec<Spanned<String>>,
}

impl Recognised {
    fn lists(&self) -> [&Vec<Spanned<String>>; 8] {
        let cover = [&self.cover, &self.cover_none_of];
        [
            cover[0],
            cover[1],
            &self.any_of,
            &self.and_any_of,
            &self.none_of,
            &self.codes,
            &self.several_of,
            &self.names,
        ]
    }
}

/// [`Recognise`](crate::certification::written::Recognise) keeps no places: it is written down with the certification.
fn recognised(text: &str) -> Option<Recognised> {
    #[derive(serde::Deserialize)]
    struct File {
        recognise: Option<Recognised>,
    }
    toml::from_str::<File>(text).ok()?.recognise
}
