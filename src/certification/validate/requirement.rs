//! One requirement against what the rest of the file defines.

use toml::Spanned;

use super::length::band;
use super::words::unknown_topic;
use super::{Checked, message, one_of, plain};
use crate::certification::error::{Origin, nearest};
use crate::certification::load::{Merged, Resolved};
use crate::certification::written::KINDS;
use crate::certification::{
    Absence, Asks, Codes, Form, Ground, Language, Listing, Mention, Passage, Presence, Protection,
    Requirement, SessionDocument, Shape, Stage, Thing, When, conditions, documents, written,
};
use crate::finding::Severity;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::say;

/// Languages that can be measured.
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Checks requirements against what the rest of the file defines.
pub(super) struct Checker<'a> {
    pub(super) resolved: &'a Resolved,
    lexicon: &'a Lexicon,
    competencies: &'a [&'a str],
    documents: &'a [SessionDocument],
    passages: &'a [Passage],
    /// Whose rules they are, for an overlay.
    overlay: Option<&'a str>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        resolved: &'a Resolved,
        lexicon: &'a Lexicon,
        competencies: &'a [&'a str],
        (documents, passages): (&'a [SessionDocument], &'a [Passage]),
        overlay: Option<&'a str>,
    ) -> Self {
        Self { resolved, lexicon, competencies, documents, passages, overlay }
    }

    pub(super) fn requirement(&self, merged: &Merged<written::Requirement>) -> Checked<Requirement> {
        let origin = &self.resolved.chain[merged.origin].origin;
        let item = &merged.item;
        let missing = |what: &str| {
            origin.fault(
                item.id.span(),
                say!("`{0}` : il manque {what}", "`{0}`: {what} missing", item.id.get_ref()),
                say!("cette exigence", "this requirement"),
                None,
            )
        };
        if item.kinds().len() != 1 {
            return Err(origin.fault(
                item.id.span(),
                say!(
                    "`{0}` : il faut une table [requirement.…], et une seule",
                    "`{0}`: exactly one table [requirement.…] is needed",
                    item.id.get_ref()
                ),
                say!("cette exigence", "this requirement"),
                Some(Message::same(KINDS.map(|(name, _)| name).join(", "))),
            ));
        }
        let quote = item.quote.clone().filter(|quote| !quote.trim().is_empty());
        let (Some(severity), Some(title), Some(quote), Some(reference)) =
            (&item.severity, &item.title, quote, item.reference.clone())
        else {
            let keys = [
                ("title", item.title.is_none()),
                ("severity", item.severity.is_none()),
                ("quote", item.quote.as_ref().is_none_or(|quote| quote.trim().is_empty())),
                ("reference", item.reference.is_none()),
            ];
            let keys: Vec<String> =
                keys.iter().filter(|(_, missing)| *missing).map(|(key, _)| format!("`{key}`")).collect();
            return Err(missing(&keys.join(", ")));
        };
        Ok(Requirement {
            id: item.id.get_ref().clone(),
            document: documents::role(origin, item.document.as_ref(), self.documents)?,
            title: message(title),
            severity: self.severity(origin, severity)?,
            quote,
            reference,
            stage: self.stage(origin, item.stage.as_ref())?,
            not_yet: false,
            overlay: self.overlay.map(str::to_owned),
            when: item.when.as_ref().map(|when| self.when(origin, &item.id, when)).transpose()?,
            help: self.filled(origin, item)?,
            asks: self.asks(item)?,
        })
    }

    fn severity(&self, origin: &Origin, written: &Spanned<String>) -> Checked<Severity> {
        match written.get_ref().as_str() {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            "info" => Ok(Severity::Info),
            other => Err(one_of(origin, written.span(), other, &["error", "warning", "info"])),
        }
    }

    /// The kind, whose spans point into the file that last wrote one.
    fn asks(&self, item: &written::Requirement) -> Checked<Asks> {
        let origin = self.origin_of_kind(item);
        if let Some(presence) = &item.presence {
            return self.presence(origin, &item.id, presence).map(Asks::Presence);
        }
        if let Some(length) = &item.length {
            return self.length(origin, length).map(Asks::Length);
        }
        if let Some(written) = &item.language {
            self.topic(origin, &written.of)?;
            return Ok(Asks::Language(Language {
                of: written.of.get_ref().clone(),
                language: self.language(origin, &written.language)?,
            }));
        }
        if let Some(listing) = &item.listing {
            self.topic(origin, &listing.topic)?;
            return Ok(Asks::Listing(Listing { topic: listing.topic.get_ref().clone() }));
        }
        if let Some(form) = &item.form {
            return self.form(origin, form).map(Asks::Form);
        }
        if let Some(mention) = &item.mention {
            return self.mention(origin, mention).map(Asks::Mention);
        }
        if let Some(absence) = &item.absence {
            return self.absence(origin, &item.id, absence).map(Asks::Absence);
        }
        if let Some(codes) = &item.codes {
            return self.codes(origin, &item.id, codes).map(Asks::Codes);
        }
        if let Some(protection) = &item.protection {
            return Ok(Asks::Protection(Protection { password: protection.password }));
        }
        let known: Vec<&written::Requirement> = self.resolved.requirements.iter().map(|r| &r.item).collect();
        let range = |written: &Spanned<written::Band>| {
            let (origin, written) = self.range(origin, written)?;
            band(origin, written)
        };
        if let Some(asks) = documents::asks(origin, item, &known, (self.documents, self.passages), range)? {
            return Ok(asks);
        }
        let groups = item.coverage.as_ref().map(|c| c.group.as_slice()).unwrap_or_default();
        groups.iter().map(|group| self.group(origin, group)).collect::<Checked<_>>().map(Asks::Coverage)
    }

    /// The nearest file of the chain in which that requirement names its kind.
    fn origin_of_kind(&self, item: &written::Requirement) -> &Origin {
        let wrote = |file: &written::RuleFile| {
            file.requirement.iter().any(|r| r.id.get_ref() == item.id.get_ref() && !r.kinds().is_empty())
        };
        let chain = &self.resolved.chain;
        &chain.iter().find(|parsed| wrote(&parsed.file)).unwrap_or(&chain[0]).origin
    }

    fn presence(
        &self,
        origin: &Origin,
        id: &Spanned<String>,
        written: &written::Presence,
    ) -> Checked<Presence> {
        if written.topics.is_empty() {
            return Err(origin.fault(
                id.span(),
                say!("`topics` est vide", "`topics` is empty"),
                say!("cette exigence", "this requirement"),
                Some(Message::same("topics = [\"contexte\"]")),
            ));
        }
        for topic in written.topics.iter().chain(&written.within).chain(&written.made_of) {
            self.topic(origin, topic)?;
        }
        let is_apart = |topic: &Spanned<String>| self.documents.iter().any(|it| it.id == *topic.get_ref());
        if written.apart && !written.topics.iter().any(is_apart) {
            let topic = written.topics.first().map(|topic| topic.get_ref().as_str()).unwrap_or_default();
            return Err(origin.fault(
                id.span(),
                say!(
                    "`apart` : aucun document ne s'appelle comme un de ces thèmes, rien ne peut être remis à part",
                    "`apart`: no document is called like one of these topics, nothing can be handed in apart"
                ),
                say!("cette exigence", "this requirement"),
                Some(Message::same(format!("[[document]] id = \"{topic}\""))),
            ));
        }
        Ok(Presence {
            topics: plain(&written.topics),
            within: written.within.as_ref().map(|topic| topic.get_ref().clone()),
            language: written
                .language
                .as_ref()
                .map(|language| self.language(origin, language))
                .transpose()?,
            mention: plain(&written.mention),
            confirmed_by: plain(&written.confirmed_by),
            made_of: plain(&written.made_of),
            apart: written.apart,
        })
    }

    fn form(&self, origin: &Origin, written: &written::Form) -> Checked<Form> {
        let whole = written.of.get_ref() == "body";
        if !whole {
            self.topic(origin, &written.of)?;
        }
        let is = match written.is.get_ref().as_str() {
            "table" => Shape::Table,
            "list" => Shape::List,
            "image" => Shape::Image,
            "entry" => Shape::Entry,
            "link" => Shape::Link,
            "cover" if whole => Shape::Cover,
            "cover" => {
                let message = say!(
                    "seul le document entier a une page de garde",
                    "only the whole document has a cover"
                );
                let help = Some(Message::same("of = \"body\""));
                return Err(origin.fault(written.of.span(), message, say!("ici", "here"), help));
            }
            other => {
                let known = ["table", "list", "image", "entry", "link", "cover"];
                return Err(one_of(origin, written.is.span(), other, &known));
            }
        };
        if let Some(cell) = written.cells.first().filter(|_| is != Shape::Table) {
            return Err(origin.fault(
                cell.span(),
                say!("seul un tableau a des cellules", "only a table has cells"),
                say!("ici", "here"),
                Some(Message::same("is = \"table\"")),
            ));
        }
        Ok(Form {
            of: (!whole).then(|| written.of.get_ref().clone()),
            is,
            cells: plain(&written.cells),
            by_activity: written.by_activity,
            at_least: match &written.at_least {
                Some(n) if is == Shape::Cover => {
                    return Err(origin.fault(
                        n.span(),
                        say!("un document n'a qu'une page de garde", "a document has one cover"),
                        say!("ôtez `at-least`", "take `at-least` out"),
                        None,
                    ));
                }
                written => at_least(origin, written.as_ref())?,
            },
        })
    }

    fn mention(&self, origin: &Origin, written: &written::Mention) -> Checked<Mention> {
        for topic in &written.within {
            self.topic(origin, topic)?;
        }
        Ok(Mention {
            within: plain(&written.within),
            of: written.of.iter().map(|thing| self.thing(origin, thing)).collect::<Checked<_>>()?,
            for_a_person: written.for_a_person,
        })
    }

    fn thing(&self, origin: &Origin, written: &written::Thing) -> Checked<Thing> {
        let at_least = at_least(origin, written.at_least.as_ref())?;
        let (any_of, vague) = (plain(&written.any_of), plain(&written.vague));
        Ok(Thing { title: message(&written.title), any_of, vague, at_least })
    }

    fn absence(&self, origin: &Origin, id: &Spanned<String>, written: &written::Absence) -> Checked<Absence> {
        if written.is_empty() {
            conditions::empty(origin, id, "absence", "topics = [\"annexes\"], any-of = [\"mot de passe\"]")?;
        }
        written.topics.iter().try_for_each(|topic| self.topic(origin, topic))?;
        Ok(Absence {
            topics: plain(&written.topics),
            any_of: plain(&written.any_of),
            for_a_person: written.for_a_person,
            of: match &written.of {
                None => Ground::default(),
                Some(of) => Ground::ALL
                    .into_iter()
                    .find(|ground| ground.id() == of.get_ref())
                    .ok_or_else(|| one_of(origin, of.span(), of.get_ref(), &Ground::ALL.map(Ground::id)))?,
            },
        })
    }

    fn when(&self, origin: &Origin, id: &Spanned<String>, written: &written::When) -> Checked<When> {
        if written.is_empty() {
            conditions::empty(
                origin,
                id,
                "when",
                "topics = [\"tests\"], mention = [\"script\"], document = \"presentation\"",
            )?;
        }
        written.topics.iter().try_for_each(|topic| self.topic(origin, topic))?;
        let document = written.document.as_ref();
        Ok(When {
            topics: plain(&written.topics),
            mention: plain(&written.mention),
            document: document.map(|role| documents::role(origin, Some(role), self.documents)).transpose()?,
        })
    }

    /// The stage; the first where none is written.
    fn stage(&self, origin: &Origin, written: Option<&Spanned<String>>) -> Checked<Stage> {
        let Some(written) = written else { return Ok(Stage::default()) };
        let known = Stage::ALL.map(Stage::id);
        written.get_ref().parse().map_err(|_| one_of(origin, written.span(), written.get_ref(), &known))
    }

    fn codes(&self, origin: &Origin, id: &Spanned<String>, written: &written::Codes) -> Checked<Codes> {
        if self.competencies.is_empty() && written.of.is_empty() {
            return Err(origin.fault(
                id.span(),
                say!("aucune compétence à citer", "no competency to cite"),
                say!("cette exigence", "this requirement"),
                Some(say!(
                    "ajoutez [[activity]] et [[activity.competency]], avec un `code`",
                    "add [[activity]] and [[activity.competency]], with a `code`"
                )),
            ));
        }
        written.of.iter().try_for_each(|id| self.competency(origin, id))?;
        let of = if written.of.is_empty() {
            self.competencies.iter().map(|id| (*id).to_owned()).collect()
        } else {
            plain(&written.of)
        };
        Ok(Codes { of, with_evidence: written.with_evidence })
    }

    pub(super) fn competency(&self, origin: &Origin, id: &Spanned<String>) -> Checked<()> {
        if self.competencies.contains(&id.get_ref().as_str()) {
            return Ok(());
        }
        Err(origin.fault(
            id.span(),
            say!("compétence inconnue `{0}`", "unknown competency `{0}`", id.get_ref()),
            say!("n'est dans aucune activité", "is in no activity"),
            nearest(id.get_ref(), self.competencies.iter().copied()),
        ))
    }

    pub(super) fn topic(&self, origin: &Origin, topic: &Spanned<String>) -> Checked<()> {
        if self.lexicon.topic(topic.get_ref()).is_some() {
            Ok(())
        } else {
            Err(unknown_topic(origin, topic, self.lexicon))
        }
    }

    pub(super) fn language(&self, origin: &Origin, written: &Spanned<String>) -> Checked<String> {
        if LANGUAGES.contains(&written.get_ref().as_str()) {
            Ok(written.get_ref().clone())
        } else {
            Err(one_of(origin, written.span(), written.get_ref(), &LANGUAGES))
        }
    }
}

/// A number that something must reach; one where none is written.
fn at_least(origin: &Origin, written: Option<&Spanned<usize>>) -> Checked<usize> {
    match written {
        Some(n) if *n.get_ref() == 0 => Err(origin.fault(
            n.span(),
            say!("nombre impossible", "impossible number"),
            say!("1 au moins", "at least 1"),
            None,
        )),
        Some(n) => Ok(*n.get_ref()),
        None => Ok(1),
    }
}
