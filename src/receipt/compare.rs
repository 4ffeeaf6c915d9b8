//! Holds a receipt against one that was worked out again.

use super::Receipt;
use crate::message::{Lang, Message};
use crate::say;

/// What is not as the receipt says, and so what explains the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The receipt itself was changed after it was made.
    Edited,
    /// A file is not there.
    Gone(String),
    /// A file has other bytes.
    File(String),
    /// Another file stands where a file was, which is elsewhere now.
    Replaced {
        /// The file, as the receipt tells it.
        name: String,
        /// Where the one that was received is.
        place: String,
    },
    /// A file could not be opened when it was received, and can now: what it was is not known.
    Opened(String),
    /// A file cannot be opened any more.
    Unread(String),
    /// The rules changed.
    Rules,
    /// The rules, of that id, are not at hand: nothing was answered anew.
    NoRules(String),
    /// Another version of the program.
    Tool {
        /// That of the receipt.
        then: String,
        /// This one.
        now: String,
    },
    /// An answer is another.
    Answer {
        /// Id of the requirement.
        id: String,
        /// The answer of the receipt; none where there was none.
        then: Option<String>,
        /// The answer now; none where there is none.
        now: Option<String>,
    },
    /// The figures are others.
    Counts,
    /// The verdict is another.
    Verdict {
        /// That of the receipt.
        then: String,
        /// That of now.
        now: String,
    },
}

/// What differs between a receipt and the same worked out `again`; none where nothing does. Causes come first.
pub fn differences(receipt: &Receipt, again: &Receipt) -> Vec<Difference> {
    let mut out = Vec::new();
    if !receipt.is_intact() {
        out.push(Difference::Edited);
    }
    for file in &receipt.files {
        let now = again.files.iter().find(|other| other.name == file.name);
        out.extend(file_difference(&file.name, &file.digest, now.map(|now| now.digest.as_str())));
    }
    // Without its files nothing can be worked out again.
    let is_without = out.iter().any(|one| matches!(one, Difference::Gone(_) | Difference::Unread(_)));
    for file in &receipt.unexamined {
        let now = again.unexamined.iter().find(|other| other.name == file.name);
        out.extend(file_difference(&file.name, &file.digest, now.map(|now| now.digest.as_str())));
    }
    if is_without {
        return out;
    }
    if receipt.certification.digest != again.certification.digest {
        out.push(Difference::Rules);
    }
    if receipt.tool.version != again.tool.version || receipt.counting_profile != again.counting_profile {
        out.push(Difference::Tool { then: receipt.tool.version.clone(), now: again.tool.version.clone() });
    }
    if receipt.verdict != again.verdict {
        out.push(Difference::Verdict { then: receipt.verdict.clone(), now: again.verdict.clone() });
    }
    if receipt.counts != again.counts {
        out.push(Difference::Counts);
    }
    let status = |of: &Receipt, id: &str| {
        of.answers.iter().find(|answer| answer.id == id).map(|answer| answer.status.clone())
    };
    let ids = receipt.answers.iter().chain(&again.answers).map(|answer| answer.id.as_str());
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        let (then, now) = (status(receipt, id), status(again, id));
        if then != now && !seen.contains(&id) {
            out.push(Difference::Answer { id: id.to_owned(), then, now });
            seen.push(id);
        }
    }
    out
}

fn file_difference(name: &str, digest: &str, now: Option<&str>) -> Option<Difference> {
    match now {
        None => Some(Difference::Gone(name.to_owned())),
        Some(now) if now == digest => None,
        Some(_) if digest.is_empty() => Some(Difference::Opened(name.to_owned())),
        Some("") => Some(Difference::Unread(name.to_owned())),
        Some(_) => Some(Difference::File(name.to_owned())),
    }
}

impl Difference {
    /// True for what is told without any rules: the receipt itself, and its files.
    pub fn is_about_files(&self) -> bool {
        matches!(
            self,
            Self::Edited
                | Self::Gone(_)
                | Self::File(_)
                | Self::Replaced { .. }
                | Self::Opened(_)
                | Self::Unread(_)
        )
    }

    /// In words that accuse nobody, with what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Edited => say!(
                "à vérifier : le reçu a changé depuis qu'il a été fait (son empreinte ne correspond plus à son contenu). \
                 Reprenez l'original.",
                "to be checked: the receipt has changed since it was made (its digest does not fit what it says). \
                 Go back to the original."
            ),
            Self::Gone(name) => {
                say!("à vérifier : {name} est introuvable.", "to be checked: {name} is not there.")
            }
            Self::File(name) => say!(
                "à vérifier : {name} n'est plus le même fichier (empreinte différente).",
                "to be checked: {name} is not the same file any more (other digest)."
            ),
            Self::Replaced { name, place } => say!(
                "à vérifier : le fichier nommé {name} en est un autre ; celui qui a été reçu est là : {place}",
                "to be checked: the file called {name} is another one; the one that was received is here: {place}"
            ),
            Self::Opened(name) => say!(
                "à vérifier : {name} n'avait pas pu être ouvert à la réception ; il le peut maintenant, et n'a été comparé à rien. \
                 Recevez-le de nouveau.",
                "to be checked: {name} could not be opened when it was received; it can now, and was compared with nothing. \
                 Receive it again."
            ),
            Self::Unread(name) => say!(
                "à vérifier : {name} ne peut pas être ouvert ; vérifiez ses droits.",
                "to be checked: {name} cannot be opened; check its permissions."
            ),
            Self::Rules => say!(
                "les règles ne sont plus les mêmes : la différence peut venir de là.",
                "the rules are not the same any more: that may be where the difference comes from."
            ),
            Self::NoRules(id) => say!(
                "à vérifier : les règles « {id} » sont introuvables. Les fichiers ont été comparés, pas les réponses.",
                "to be checked: the rules “{id}” are not there. The files were compared, the answers were not."
            ),
            Self::Tool { then, now } => say!(
                "le reçu a été fait par conforme {then}, ceci est {now} : la différence peut venir de là.",
                "the receipt was made by conforme {then}, this is {now}: that may be where the difference comes from."
            ),
            Self::Verdict { then, now } => {
                let ([fr, french], [en, english]) = (pair(then, now, Lang::Fr), pair(then, now, Lang::En));
                say!(
                    "résultat : {fr} sur le reçu, {french} maintenant",
                    "result: {en} on the receipt, {english} now"
                )
            }
            Self::Counts => {
                say!(
                    "les chiffres (caractères, mots, pages) ne sont plus les mêmes",
                    "the figures (characters, words, pages) are others"
                )
            }
            Self::Answer { id, then, now } => {
                let of = |status: &Option<String>| status.clone().unwrap_or_default();
                let (then, now) = (of(then), of(now));
                let ([fr, french], [en, english]) =
                    (pair(&then, &now, Lang::Fr), pair(&then, &now, Lang::En));
                say!(
                    "{id} : {fr} sur le reçu, {french} maintenant",
                    "{id}: {en} on the receipt, {english} now"
                )
            }
        }
    }
}

/// What an answer or a verdict was and is, in words.
fn pair(then: &str, now: &str, lang: Lang) -> [String; 2] {
    [then, now].map(|id| {
        let said = match id {
            "" => say!("sans réponse", "no answer"),
            "met" => say!("respecté", "met"),
            "not-met" => say!("à corriger", "not met"),
            "not-judged" => say!("à regarder", "not judged"),
            "conforme" => say!("en ordre", "in order"),
            "non-conforme" => say!("des points à corriger", "points to be put right"),
            "a-verifier" => say!("à vérifier", "to be checked"),
            "illisible" => say!("illisible", "unreadable"),
            other => Message::same(other),
        };
        said.get(lang).to_owned()
    })
}
