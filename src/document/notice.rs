//! What a reader, or whoever comes after it, has to tell beside the text.

use serde::{Deserialize, Serialize};

use crate::message::Message;

/// A remark on the file, no judgement of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about; stable, never translated.
    pub kind: NoticeKind,
    /// The remark, with figures and the place.
    pub message: Message,
    /// Physical page, 1-based, where it concerns one.
    pub page: Option<u32>,
}

/// Kinds of notice. [`NoticeKind::id`] gives the stable name that reports print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The file is damaged and was read as far as possible.
    Damaged,
    /// A documented bound was reached.
    Bound,
    /// Pages without text.
    PagesWithoutText,
    /// Glyphs without a Unicode value, or a garbled text layer: counts there cannot be relied on.
    UnreliableText,
    /// A document that was handed in beside another could not be read, is of a format that tells nothing of it, or is
    /// somebody else's as well.
    UnreadDocument,
    /// Text that cannot be seen.
    HiddenText,
    /// Invisible characters.
    InvisibleCharacters,
    /// A heading that is drawn as a graphic or lies under another.
    HeadingNotInText,
    /// The document has next to nothing of what is asked for: the wrong file, most likely.
    NotADossier,
    /// The document's words tell another certification than the one in force.
    OtherCertification,
    /// Nothing that was handed in is the document that a session is mainly about.
    NoMainDocument,
    /// A file of the same name in another format has another text.
    OtherVersion,
    /// How the certification, the document's role or a twin file was recognised.
    Recognised,
    /// How pages were counted.
    Pages,
    /// Something about the structure: annexes elsewhere, text after the annexes.
    Structure,
    /// A text that was left unfinished ("à compléter", "lorem ipsum").
    Unfinished,
    /// Facts a person may want to look at (repetition, tiny type, homoglyphs).
    Integrity,
    /// The rule file: validity dates, a later edition.
    Rules,
    /// A waiver that has expired or serves nothing.
    Waiver,
    /// The run itself: it was interrupted, something of it is missing.
    Run,
}

impl Notice {
    /// True for a fact about the text that a person is to look at, whatever the answers say: text that nobody sees, what
    /// repeats, type and spacing that change the number of pages.
    pub fn is_fact(&self) -> bool {
        matches!(self.kind, NoticeKind::HiddenText | NoticeKind::InvisibleCharacters | NoticeKind::Integrity)
    }

    /// True for what every format tells, those for programs included.
    pub fn is_told_everywhere(&self) -> bool {
        self.comes_first() || self.is_fact()
    }

    /// True for what makes all that is answered beside the point: every format tells it, and those for people first.
    pub fn comes_first(&self) -> bool {
        matches!(
            self.kind,
            NoticeKind::NotADossier
                | NoticeKind::OtherCertification
                | NoticeKind::NoMainDocument
                | NoticeKind::OtherVersion
                | NoticeKind::UnreadDocument
                | NoticeKind::Damaged
        )
    }

    /// True for what leaves a dossier in doubt though nothing that is asked for is missing: a person has to look.
    pub fn leaves_in_doubt(&self) -> bool {
        self.comes_first() && self.kind != NoticeKind::NotADossier
    }
}

impl NoticeKind {
    /// The stable name, in kebab case.
    pub fn id(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Bound => "bound",
            Self::PagesWithoutText => "pages-without-text",
            Self::UnreliableText => "unreliable-text",
            Self::UnreadDocument => "unread-document",
            Self::HiddenText => "hidden-text",
            Self::InvisibleCharacters => "invisible-characters",
            Self::HeadingNotInText => "heading-not-in-text",
            Self::NotADossier => "not-a-dossier",
            Self::OtherCertification => "other-certification",
            Self::NoMainDocument => "no-main-document",
            Self::OtherVersion => "other-version",
            Self::Recognised => "recognised",
            Self::Pages => "pages",
            Self::Structure => "structure",
            Self::Unfinished => "unfinished",
            Self::Integrity => "integrity",
            Self::Rules => "rules",
            Self::Waiver => "waiver",
            Self::Run => "run",
        }
    }
}
