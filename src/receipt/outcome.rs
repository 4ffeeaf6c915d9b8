//! What came out, in a word.

use super::{Due, Receipt, Text};
use crate::message::Message;
use crate::say;

impl Receipt {
    /// What came out, in words that accuse nobody.
    pub fn outcome(&self) -> Message {
        // What the page lists as to be checked: no advice, and nothing that waits for what is told beside it.
        let n = self.answers.iter().filter(|one| one.is_open() && !one.waits && one.weighs()).count();
        let due: Vec<&Due> = self.deadlines.iter().filter(|due| due.is_open()).collect();
        match (self.verdict.as_str(), due.as_slice()) {
            ("illisible", _) => {
                say!(
                    "à vérifier : le fichier n'a pas pu être lu",
                    "to be checked: the file could not be read"
                )
            }
            ("conforme", []) => {
                say!("reçu, rien à signaler sur la forme", "received, nothing to report on its form")
            }
            ("conforme", due) => {
                let titles = |of: fn(&Text) -> &String| {
                    due.iter().map(|due| of(&due.title).as_str()).collect::<Vec<_>>().join(" ; ")
                };
                let (fr, en) = (titles(|title| &title.fr), titles(|title| &title.en));
                say!("à vérifier : {fr}", "to be checked: {en}")
            }
            _ if self.files.is_empty() && !self.unexamined.is_empty() => say!(
                "à vérifier : aucun document que conforme sache ouvrir",
                "to be checked: no document that conforme can open"
            ),
            _ if self.files.is_empty() => {
                say!("à vérifier : rien n'a été remis", "to be checked: nothing was handed in")
            }
            _ if n == 0 => match self.remarks.first() {
                Some(Text { fr, en }) => {
                    let (fr, en) = (first_sentence(fr), first_sentence(en));
                    say!("à vérifier : {fr}", "to be checked: {en}")
                }
                None => say!("à vérifier", "to be checked"),
            },
            _ if n == 1 => say!("à vérifier : 1 point", "to be checked: 1 point"),
            _ => say!("à vérifier : {n} points", "to be checked: {n} points"),
        }
    }
}

/// The first sentence of `text`, without its full stop, and without what the line begins with already.
fn first_sentence(text: &str) -> &str {
    let text = ["À vérifier : ", "To be checked: "]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text);
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
}
