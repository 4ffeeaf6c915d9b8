//! What came out, in a word.

use super::{Due, File, Receipt, Text};
use crate::message::{Message, counted};
use crate::say;

impl Receipt {
    /// What came out, in words that accuse nobody.
    pub fn outcome(&self) -> Message {
        // What the page lists as to be checked: no advice, and nothing that waits for what is told beside it.
        let n = self.answers.iter().filter(|one| one.is_open() && !one.waits && one.weighs()).count();
        let due: Vec<&Due> = self.deadlines.iter().filter(|due| due.is_open()).collect();
        let unread: Vec<&File> = self.files.iter().filter(|file| file.unread.is_some()).collect();
        match (self.verdict.as_str(), due.as_slice()) {
            ("illisible", _) => {
                say!(
                    "à vérifier : le fichier n'a pas pu être lu",
                    "to be checked: the file could not be read"
                )
            }
            ("conforme", []) if unread.is_empty() => {
                say!("reçu, rien à signaler sur la forme", "received, nothing to report on its form")
            }
            _ if self.files.is_empty() && !self.unexamined.is_empty() => say!(
                "à vérifier : aucun document que conforme sache ouvrir",
                "to be checked: no document that conforme can open"
            ),
            _ if self.files.is_empty() => {
                say!("à vérifier : rien n'a été remis", "to be checked: nothing was handed in")
            }
            (_, []) if n == 0 && unread.is_empty() => self.without_points(),
            _ if n == 0 && self.answers.is_empty() => self.without_points(),
            (_, due) => {
                let Message { fr, en } = points(n, due, &unread);
                say!("à vérifier : {fr}", "to be checked: {en}")
            }
        }
    }

    /// Where nothing is to be looked at by name: the first remark.
    fn without_points(&self) -> Message {
        match self.remarks.first() {
            Some(Text { fr, en }) => {
                let (fr, en) = (first_sentence(fr), first_sentence(en));
                say!("à vérifier : {fr}", "to be checked: {en}")
            }
            None => say!("à vérifier", "to be checked"),
        }
    }
}

/// « 2 points ; Remise du dossier de projet ; resume.docx illisible »: how many answers, where there are any, and which
/// deadlines and files.
fn points(n: usize, due: &[&Due], unread: &[&File]) -> Message {
    let list = |points: String, of: fn(&Text) -> &String, cannot: &str| {
        let points = (n > 0).then_some(points);
        let titles = due.iter().map(|due| of(&due.title).clone());
        let files = unread.iter().map(|file| format!("{} {cannot}", file.name));
        points.into_iter().chain(titles).chain(files).collect::<Vec<_>>().join(" ; ")
    };
    let Message { fr, en } = counted(n, ["point", "points"], ["point", "points"]);
    Message::new(list(fr, |title| &title.fr, "illisible"), list(en, |title| &title.en, "unreadable"))
}

/// The first sentence of `text`, without its full stop, and without what the line begins with already.
fn first_sentence(text: &str) -> &str {
    let text = ["À vérifier : ", "To be checked: "]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text);
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
}
