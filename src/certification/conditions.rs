//! What must not be there, and what is asked for only where something else is there.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::error::Origin;
use super::validate::Checked;
use super::{Certification, written};
use crate::message::Message;
use crate::say;

/// What must not be there. See [`written::Absence`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Absence {
    /// Topics none of which any part is about.
    pub topics: Vec<String>,
    /// Phrases none of which the text holds.
    pub any_of: Vec<String>,
    /// Where it must not be.
    pub of: Ground,
    /// What is found is shown for a person to judge.
    pub for_a_person: bool,
}

/// Where something is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ground {
    /// Everything but the annexes.
    #[default]
    Body,
    /// The annexes.
    Annexes,
    /// All of the document.
    Document,
}

impl Ground {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Body, Self::Annexes, Self::Document];

    /// The name in rule files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Annexes => "annexes",
            Self::Document => "document",
        }
    }
}

/// When something is asked for. See [`written::When`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct When {
    /// Some part is about one of these topics.
    pub topics: Vec<String>,
    /// The text holds one of these phrases.
    pub mention: Vec<String>,
    /// The document of this role is handed in.
    pub document: Option<String>,
}

impl When {
    /// The condition, to be put behind « si ».
    pub fn told(&self, certification: &Certification) -> Message {
        let names = self.topics.iter().filter_map(|topic| certification.lexicon.topic(topic));
        let names = names.map(|topic| {
            let Message { fr, en } = &topic.name;
            say!("une partie parle de « {fr} »", "a part is about “{en}”")
        });
        let (fr, en) = (self.mention.join(" », « "), self.mention.join("”, “"));
        let mention =
            (!self.mention.is_empty()).then(|| say!("le texte évoque « {fr} »", "the text mentions “{en}”"));
        let document = self.document.as_deref().and_then(|role| certification.document(role));
        let document = document.map(|document| {
            let Message { fr, en } = &document.title;
            say!("le document « {fr} » est remis", "the document “{en}” is handed in")
        });
        let all: Vec<Message> = names.chain(mention).chain(document).collect();
        let list = |get: fn(&Message) -> &str, or: &str| all.iter().map(get).collect::<Vec<_>>().join(or);
        Message::new(list(|m| &m.fr, " ou si "), list(|m| &m.en, " or "))
    }
}

/// That neither topics nor phrases are given where one of them is needed.
pub(super) fn empty(origin: &Origin, id: &Spanned<String>, table: &str, keys: &str) -> Checked<()> {
    Err(origin.fault(
        id.span(),
        say!("`{table}` ne dit rien à chercher", "`{table}` says nothing to look for"),
        say!("cette exigence", "this requirement"),
        Some(Message::same(keys)),
    ))
}

impl written::Absence {
    /// True where it names nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.topics.is_empty() && self.any_of.is_empty()
    }
}

impl written::When {
    /// True where it names nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.topics.is_empty() && self.mention.is_empty() && self.document.is_none()
    }
}
