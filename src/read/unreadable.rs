//! Why a file gave nothing to judge, and what its owner can do about it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Bound, Unit};
use crate::message::{Message, counted};
use crate::say;

/// What [`Unreadable::NotADocument`] calls every archive, whatever its kind.
pub(super) const ARCHIVE: &str = "archive";

/// A file that cannot be judged. The verdict on it is `illisible`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreadable {
    /// No byte in it, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// A format that is known but not read, by its name.
    #[error("{0} is not read")]
    Unsupported(Cow<'static, str>),
    /// Not a document at all (a picture, an archive, a program…), with what it seems to be.
    #[error("not a document ({0})")]
    NotADocument(Cow<'static, str>),
    /// The Word format of before 2007.
    #[error("a .doc file of before Word 2007")]
    LegacyDoc,
    /// Protected by a password.
    #[error("protected by a password")]
    Password,
    /// Protected in a way that is not known, though it may open without a password.
    #[error("protected in a way that is not known")]
    Sealed,
    /// Cut off or damaged beyond reading; the text says where it broke.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Pages but no text: a scan or pictures of pages.
    #[error("no text on {pages} pages")]
    NoText {
        /// Number of pages.
        pages: u32,
    },
    /// Pages whose glyphs do not say what letters they are.
    #[error("no glyph on {pages} pages says what letter it is")]
    NoUnicode {
        /// Number of pages.
        pages: u32,
    },
    /// A documented bound was reached: which, and its value.
    #[error("over the bound {name} ({value})")]
    Bound {
        /// Name of the bound, a field of [`super::Limits`].
        name: Cow<'static, str>,
        /// Its value.
        value: u64,
    },
    /// Reading it ended the program that read it; the text says how.
    #[error("reading it failed: {0}")]
    Crashed(String),
    /// One of the files of a dossier of several files cannot be read.
    #[error("{name}: {error}")]
    Part {
        /// Name of the file.
        name: String,
        /// Why.
        error: Box<Self>,
    },
    /// As an earlier report tells it, in its own language.
    #[error("{message}")]
    Told {
        /// The stable name.
        id: String,
        /// What happened.
        message: String,
        /// What the file's owner can do.
        help: String,
    },
}

impl Unreadable {
    /// A stable name, in kebab case.
    pub fn id(&self) -> &str {
        match self {
            Self::Empty => "empty",
            Self::Unsupported(_) => "unsupported",
            Self::NotADocument(_) => "not-a-document",
            Self::LegacyDoc => "legacy-doc",
            Self::Password | Self::Sealed => "password",
            Self::Damaged(_) => "damaged",
            Self::NoText { .. } => "no-text",
            Self::NoUnicode { .. } => "no-unicode",
            Self::Bound { .. } => "bound",
            Self::Crashed(_) => "crashed",
            Self::Part { error, .. } => error.id(),
            Self::Told { id, .. } => id,
        }
    }

    /// What happened, for the file's owner.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => say!("Le fichier est vide.", "The file is empty."),
            Self::Unsupported(format) => {
                say!("Le format {format} n'est pas lu.", "The format {format} is not read.")
            }
            Self::NotADocument(what) => Message::new(
                format!("Ce n'est pas un document texte : {what}."),
                format!("This is not a text document: {}.", in_english(what)),
            ),
            Self::LegacyDoc => say!(
                "C'est un fichier Word d'avant 2007 (.doc).",
                "This is a Word file of before 2007 (.doc)."
            ),
            Self::Password => {
                say!("Le fichier est protégé par un mot de passe.", "The file is protected by a password.")
            }
            Self::Sealed => say!(
                "Le fichier est protégé d'une façon que conforme ne sait pas lire, même s'il s'ouvre sans mot de passe.",
                "The file is protected in a way that conforme cannot read, even if it opens without a password."
            ),
            Self::Damaged(detail) => Message::new(
                format!("Le fichier est endommagé ou incomplet ({detail})."),
                format!("The file is damaged or incomplete ({}).", in_english(detail)),
            ),
            Self::NoText { pages } => {
                let Message { fr, en } = counted(*pages as usize, ["page", "pages"], ["page", "pages"]);
                say!(
                    "Aucun texte sur {fr} : le document est sans doute numérisé ou fait d'images.",
                    "No text on {en}: the document is probably a scan or made of pictures."
                )
            }
            Self::NoUnicode { pages } => {
                let Message { fr, en } = counted(*pages as usize, ["page", "pages"], ["page", "pages"]);
                say!(
                    "Le texte est dessiné sur {fr}, mais rien ne dit quelles lettres ce sont : les polices du PDF n'ont pas de table Unicode. Un mot copié de ce PDF ne donne pas ce qu'il montre.",
                    "Text is drawn on {en}, but nothing says what letters it is: the fonts of the PDF have no Unicode table. A word copied from this PDF does not give what it shows."
                )
            }
            Self::Bound { name, value } => over(name, *value),
            Self::Crashed(how) => say!(
                "La lecture a fait échouer le programme ({how}) : ce fichier n'est pas jugé.",
                "Reading it made the program fail ({how}): this file is not judged."
            ),
            Self::Part { name, error } => {
                let Message { fr, en } = error.message();
                say!("{name} : {fr}", "{name}: {en}")
            }
            Self::Told { message, .. } => Message::same(message),
        }
    }

    /// What the file's owner can do.
    pub fn help(&self) -> Message {
        match self {
            Self::Empty => say!(
                "Vérifiez que vous avez donné le bon fichier et que sa copie ou son envoi est allé au bout.",
                "Check that it is the right file and that copying or sending it was completed."
            ),
            Self::NotADocument(what) if what.starts_with(ARCHIVE) => say!(
                "Décompressez l'archive, puis donnez le dossier qu'elle contient (DOCX, ODT ou PDF).",
                "Unpack the archive, then give the dossier that it holds (DOCX, ODT or PDF)."
            ),
            Self::Unsupported(_) | Self::NotADocument(_) | Self::LegacyDoc => say!(
                "Ouvrez-le dans son logiciel, enregistrez-le en DOCX, ODT ou PDF (Fichier > Enregistrer sous), puis relancez la vérification.",
                "Open it in its program, save it as DOCX, ODT or PDF (File > Save as), then check again."
            ),
            Self::Password | Self::Sealed => say!(
                "Enregistrez une copie sans mot de passe (Word : Fichier > Informations > Protéger le document ; PDF : réexportez-le sans protection), puis relancez la vérification.",
                "Save a copy without a password (Word: File > Info > Protect Document; PDF: export it again without protection), then check again."
            ),
            Self::Damaged(_) => say!(
                "Ouvrez le fichier dans son logiciel : s'il s'ouvre, enregistrez-le de nouveau ; sinon, reprenez une sauvegarde ou refaites l'export.",
                "Open the file in its program: if it opens, save it again; if not, take a backup or export it again."
            ),
            Self::NoText { .. } => say!(
                "Exportez le PDF depuis le logiciel de traitement de texte au lieu de le numériser ou de l'imprimer en image.",
                "Export the PDF from the word processor instead of scanning it or printing it as an image."
            ),
            Self::NoUnicode { .. } => say!(
                "Exportez de nouveau le PDF depuis le traitement de texte (Fichier > Exporter ou Enregistrer sous), sans passer par une imprimante PDF ni par un outil qui l'a compressé ou transformé ; copiez-en un mot et collez-le pour vérifier. Ou donnez le DOCX ou l'ODT.",
                "Export the PDF again from the word processor (File > Export or Save as), not through a PDF printer nor a tool that compressed or changed it; copy a word of it and paste it to check. Or give the DOCX or ODT."
            ),
            Self::Bound { name, .. } => say!(
                "Un dossier ordinaire reste très loin de cette limite. Enregistrez-le de nouveau depuis son logiciel ; si vous savez d'où il vient, relevez la limite : --limit {name}=VALEUR.",
                "An ordinary dossier stays far below this limit. Save it again from its program; if you know where it comes from, raise the limit: --limit {name}=VALUE."
            ),
            Self::Crashed(_) => say!(
                "Ouvrez le fichier dans son logiciel, enregistrez-le de nouveau (ou dans un autre format) et relancez la vérification. C'est aussi un défaut de conforme : signalez-le.",
                "Open the file in its program, save it again (or in another format), and check again. It is a fault of conforme too: please report it."
            ),
            Self::Part { error, .. } => error.help(),
            Self::Told { help, .. } => Message::same(help),
        }
    }
}

/// What a file is, or where it broke, as an English reader calls it.
fn in_english(detail: &str) -> &str {
    const NAMES: [(&str, &str); 23] = [
        ("image PNG", "PNG picture"),
        ("image JPEG", "JPEG picture"),
        ("image GIF", "GIF picture"),
        ("image TIFF", "TIFF picture"),
        ("archive ZIP", "ZIP archive"),
        ("archive RAR", "RAR archive"),
        ("archive 7-Zip", "7-Zip archive"),
        ("archive gzip", "gzip archive"),
        ("programme Windows", "Windows program"),
        ("programme", "program"),
        ("binaire", "binary"),
        ("raccourci vers un document en ligne", "a link to a document online"),
        ("classeur de tableur", "workbook of a spreadsheet"),
        ("OpenDocument, ni texte ni présentation", "OpenDocument, neither text nor presentation"),
        ("document Office incomplet", "Office document cut off"),
        ("archive ZIP incomplète", "ZIP archive cut off"),
        ("structure PDF illisible", "its structure as a PDF cannot be read"),
        ("aucune page", "no page"),
        ("fin du fichier manquante", "its end is missing"),
        ("contenu des pages illisible", "what is on its pages cannot be read"),
        ("la liste des diapositives manque dans le fichier", "the list of slides is missing in the file"),
        (
            "le texte du document Word manque dans le fichier",
            "the text of the Word document is missing in the file",
        ),
        (
            "le texte du document (content.xml) manque dans le fichier",
            "the text of the document (content.xml) is missing in the file",
        ),
    ];
    NAMES.iter().find(|(french, _)| *french == detail).map_or(detail, |(_, english)| english)
}

/// What is over the bound `name`, whose value is `value`.
fn over(name: &str, value: u64) -> Message {
    let bound = Bound::named(name);
    let Message { fr: shown, en: shown_en } = bound.map_or(Unit::Number, |bound| bound.unit).shown(value);
    let Message { fr: about, en: about_en } = bound.map(Bound::about).unwrap_or_default();
    let (fr, en) = match name {
        "seconds" | "memory_bytes" => ("La lecture a dépassé", "Reading it went over"),
        _ => ("Le fichier dépasse", "The file is over"),
    };
    say!(
        "{fr} la limite de sécurité « {name} » ({about}) : {shown}.",
        "{en} the safety limit “{name}” ({about_en}): {shown_en}."
    )
}
