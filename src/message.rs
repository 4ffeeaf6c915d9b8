//! A sentence said in both languages of the tool. Uses nothing of ours.
//!
//! Whoever finds something words it twice, at once, so that no catalogue can drift from the code and a report
//! only picks. Identifiers, keys and numbers in machine formats are never translated.

use serde::{Deserialize, Serialize};

use crate::say;

/// The language of what a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English, with `--lang en`.
    En,
}

/// A sentence in French and in English. Plain text: no colour, no markup, may hold text from a document (a report
/// escapes it for its own format).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The French sentence.
    pub fr: String,
    /// The English sentence.
    pub en: String,
}

impl Message {
    /// A message from its two sentences.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// A text that is the same in both languages (a heading, a quotation, a file name).
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { fr: text.clone(), en: text }
    }

    /// Why the system did not do something with a file, for people.
    pub fn system(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => say!("introuvable", "not found"),
            ErrorKind::PermissionDenied => say!("accès refusé", "access is denied"),
            ErrorKind::IsADirectory => say!("c'est un dossier", "it is a folder"),
            ErrorKind::NotADirectory => {
                say!(
                    "un fichier est là où un dossier est attendu",
                    "a file stands where a folder is expected"
                )
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!("disque plein", "the disk is full"),
            ErrorKind::ReadOnlyFilesystem => say!("disque en lecture seule", "the disk is read-only"),
            ErrorKind::InvalidData => say!("ce n'est pas du texte", "it is no text"),
            ErrorKind::AlreadyExists => {
                say!("un fichier de ce nom existe déjà", "a file of that name exists already")
            }
            ErrorKind::DirectoryNotEmpty => say!(
                "un dossier qui n'est pas vide est à cette place",
                "a folder that is not empty stands there"
            ),
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
                say!("le système ne prend pas ce nom", "the system does not take this name")
            }
            ErrorKind::Unsupported => {
                say!(
                    "c'est un tube, un périphérique ou autre chose qu'un fichier",
                    "it is a pipe, a device or something else than a file"
                )
            }
            // Not the system's word: of what is read, not written.
            ErrorKind::FileTooLarge if error.raw_os_error().is_none() => {
                say!(
                    "plus gros que ce que conforme accepte pour un tel fichier",
                    "larger than conforme takes for a file of this kind"
                )
            }
            ErrorKind::FileTooLarge => {
                say!("le fichier est trop grand pour ce disque", "the file is too large for this disk")
            }
            ErrorKind::UnexpectedEof => say!("le fichier finit trop tôt", "the file ends too early"),
            ErrorKind::BrokenPipe => {
                say!("le programme qui devait lire s'est arrêté", "the program that was to read has stopped")
            }
            ErrorKind::TimedOut | ErrorKind::Interrupted => {
                say!("le disque n'a pas répondu", "the disk did not answer")
            }
            _ => match error.raw_os_error() {
                Some(code) => say!("erreur {code} du système", "{error}"),
                None => say!("erreur du système", "{error}"),
            },
        }
    }

    /// That the file at `path` could not be read.
    pub fn unread(path: &std::path::Path, error: &std::io::Error) -> Self {
        let (path, Self { fr, en }) = (path.display(), Self::system(error));
        say!("{path} : lecture impossible ({fr}).", "{path}: cannot be read ({en}).")
    }

    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// True where neither language has anything to say.
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}

/// `say!("en français {x}", "in English {x}")`: a [`Message`] from two format strings that share their arguments.
#[macro_export]
macro_rules! say {
    ($fr:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::message::Message::new(format!($fr $(, $($arg)*)?), format!($en $(, $($arg)*)?))
    };
}

/// How many of what, with the words for one and for several: « 1 page », « 2 pages ».
pub fn counted(n: usize, fr: [&str; 2], en: [&str; 2]) -> Message {
    let (several_fr, several_en) = (usize::from(n > 1), usize::from(n != 1));
    let (number_fr, number_en) = (french_number(n as u64), english_number(n as u64));
    Message::new(format!("{number_fr} {}", fr[several_fr]), format!("{number_en} {}", en[several_en]))
}

/// Numbers in their order, those in a row together: « 3, 7-9, 12 ».
pub fn ranges(numbers: &[u32]) -> String {
    let ranges: Vec<String> = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|range| Some((range.first()?, range.last()?)))
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect();
    ranges.join(", ")
}

/// The name of a language in French and in English, by its ISO 639-1 code; the code where there is none.
pub fn language_name(code: &str) -> (&str, &str) {
    match code {
        "fr" => ("français", "French"),
        "en" => ("anglais", "English"),
        "es" => ("espagnol", "Spanish"),
        "pt" => ("portugais", "Portuguese"),
        "it" => ("italien", "Italian"),
        "de" => ("allemand", "German"),
        "nl" => ("néerlandais", "Dutch"),
        "ar" => ("arabe", "Arabic"),
        "ru" => ("russe", "Russian"),
        other => (other, other),
    }
}

/// A whole number as French prints it, in groups of three parted by a narrow no-break space: `50 000`.
pub fn french_number(number: u64) -> String {
    group(number, '\u{202f}')
}

/// A whole number as English prints it: `50,000`.
pub fn english_number(number: u64) -> String {
    group(number, ',')
}

fn group(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * separator.len_utf8());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_french() {
        let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        assert_eq!(Message::system(&exists).fr, "un fichier de ce nom existe déjà");
        let rare = Message::system(&std::io::Error::from_raw_os_error(125));
        assert_eq!(rare.fr, "erreur 125 du système");
        assert!(rare.en.contains("125") && rare.en.len() > rare.fr.len() - 10, "{}", rare.en);
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(french_number(7), "7");
        assert_eq!(french_number(50_000), "50\u{202f}000");
        assert_eq!(english_number(1_234_567), "1,234,567");
    }

    #[test]
    fn nothing_is_several_in_english_and_one_in_french() {
        let pages = |n| counted(n, ["page", "pages"], ["page", "pages"]);
        assert_eq!(pages(0), Message::new("0 page", "0 pages"));
        assert_eq!(pages(1), Message::new("1 page", "1 page"));
        assert_eq!(pages(1_200), Message::new("1\u{202f}200 pages", "1,200 pages"));
    }
}
