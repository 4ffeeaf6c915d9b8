//! How much of a stranger's file is read, for how long and with how much memory. Every real dossier passes by far.

mod amount;
mod error;

pub use error::LimitError;

use serde::{Deserialize, Serialize};

use super::Unreadable;
use crate::message::Message;
use crate::say;

/// What a bound counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes: `64MiB`.
    Bytes,
    /// A plain number.
    Number,
    /// Seconds: `90`, `2min`.
    Seconds,
}

/// One bound of [`Limits`]: its name, its meaning, its value.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// The name, that of its field.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    about: fn() -> Message,
    get: fn(&Limits) -> u64,
    set: fn(&mut Limits, u64),
}

impl Bound {
    /// The bound of that name; `-` stands for `_`.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.trim().replace('-', "_").to_ascii_lowercase();
        BOUNDS.iter().find(|bound| bound.name == name)
    }

    /// What it bounds, as a noun phrase.
    pub fn about(&self) -> Message {
        (self.about)()
    }

    /// Its value in `limits`.
    pub fn value(&self, limits: &Limits) -> u64 {
        (self.get)(limits)
    }

    /// Its value in `limits` as a person reads it.
    pub fn shown(&self, limits: &Limits) -> Message {
        self.unit.shown(self.value(limits))
    }
}

/// Declares the fields of [`Limits`], their defaults and [`BOUNDS`] in one place.
macro_rules! bounds {
    ($($name:ident: $type:ty = $default:expr, $unit:ident, $fr:literal, $en:literal;)*) => {
        /// Bounds on one dossier. Reaching one is told as such ([`super::Unreadable::Bound`]), never a crash.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Limits {
            $(#[doc = $en] pub $name: $type,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// Every bound, in the order in which they are told.
        pub const BOUNDS: &[Bound] = &[$(Bound {
            name: stringify!($name),
            unit: Unit::$unit,
            about: || say!($fr, $en),
            get: |limits| u64::try_from(limits.$name).unwrap_or(u64::MAX),
            set: |limits, value| limits.$name = <$type>::try_from(value).unwrap_or(<$type>::MAX),
        },)*];
    };
}

bounds! {
    file_bytes: u64 = 256 << 20, Bytes,
        "taille du fichier", "size of the file";
    archive_entries: usize = 20_000, Number,
        "entrées d'une archive (DOCX, ODT, PPTX, ODP)", "entries of an archive (DOCX, ODT, PPTX, ODP)";
    entry_bytes: u64 = 128 << 20, Bytes,
        "taille décompressée d'une entrée d'archive", "decompressed size of one archive entry";
    stream_bytes: u64 = 128 << 20, Bytes,
        "taille décompressée d'un flux PDF", "decompressed size of one PDF stream";
    total_bytes: u64 = 512 << 20, Bytes,
        "taille décompressée en tout", "decompressed size in all";
    ratio: u64 = 1_000, Number,
        "taille décompressée rapportée à la taille compressée, au-delà de 1 Mio",
        "decompressed over compressed size, above 1 MiB";
    xml_depth: usize = 512, Number,
        "profondeur des éléments XML", "depth of XML elements";
    xml_elements: usize = 5_000_000, Number,
        "éléments XML d'une partie", "XML elements of one part";
    xml_namespaces: usize = 1_000, Number,
        "espaces de noms XML en vigueur", "XML namespaces in force";
    pdf_objects: usize = 2_000_000, Number,
        "objets d'un PDF", "objects of a PDF";
    object_bytes: u64 = 192 << 20, Bytes,
        "mémoire des objets d'un PDF, en plus de quatre fois la taille du fichier",
        "memory for the objects of a PDF, on top of four times the size of the file";
    recursion: usize = 64, Number,
        "imbrication des arbres de pages, des formulaires et des plans PDF, des citations et des listes Markdown",
        "nesting of PDF page trees, forms and outlines, of Markdown quotes and lists";
    page_operators: usize = 5_000_000, Number,
        "opérateurs d'une page PDF, formulaires compris", "operators of one PDF page, forms included";
    font_codes: usize = 500_000, Number,
        "codes d'une police PDF", "codes of one PDF font";
    pages: usize = 5_000, Number,
        "pages ou diapositives", "pages or slides";
    blocks: usize = 500_000, Number,
        "paragraphes, titres, cellules et images", "paragraphs, headings, cells and pictures";
    characters: usize = 20_000_000, Number,
        "caractères de texte", "characters of text";
    memory_bytes: u64 = 2 << 30, Bytes,
        "mémoire pour un dossier (avec --isolation process)", "memory for one dossier (with --isolation process)";
    seconds: u64 = 60, Seconds,
        "durée de lecture d'un dossier", "time for one dossier";
}

impl Limits {
    /// Sets the bound `name` to `value`, as typed: a number, for bytes with a unit (`64MiB`, `64 Mo`), for seconds with
    /// `s` or `min`.
    ///
    /// # Errors
    /// Where there is no such bound, or the value is no such number or zero.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), LimitError> {
        let bound = Bound::named(name).ok_or_else(|| LimitError::unknown(name))?;
        let number = bound.unit.parse(value).filter(|number| *number > 0);
        let number =
            number.ok_or_else(|| LimitError::Value { bound: bound.name, value: value.to_owned() })?;
        (bound.set)(self, number);
        Ok(())
    }

    /// What a file is that is over the bound `name`.
    pub(crate) fn over(&self, name: &'static str) -> Unreadable {
        let value = Bound::named(name).map_or(0, |bound| bound.value(self));
        Unreadable::Bound { name: name.into(), value }
    }

    /// Sets the bound of a `NAME=VALUE`, as `--limit` takes it.
    ///
    /// # Errors
    /// As [`Limits::set`], and where there is no `=`.
    pub fn set_pair(&mut self, pair: &str) -> Result<(), LimitError> {
        let (name, value) = pair.split_once('=').ok_or_else(|| LimitError::NoValue(pair.to_owned()))?;
        self.set(name, value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bound_is_set_by_its_name_and_told_back() {
        for bound in BOUNDS {
            let mut limits = Limits::default();
            assert!(bound.value(&limits) > 0, "{}", bound.name);
            limits.set(&bound.name.replace('_', "-"), "7").unwrap();
            assert_eq!(bound.value(&limits), 7, "{}", bound.name);
            assert!(!bound.about().is_empty());
            let others = BOUNDS.iter().filter(|other| other.name != bound.name);
            let same = |other: &Bound| other.value(&limits) == other.value(&Limits::default());
            assert!(others.into_iter().all(same));
        }
    }

    #[test]
    fn values_are_read_with_their_units() {
        let mut limits = Limits::default();
        for (pair, expected) in [
            ("file_bytes=1000", 1000),
            ("file_bytes=64KiB", 64 << 10),
            ("file-bytes= 64 Mio ", 64 << 20),
            ("file_bytes=2 Go", 2_000_000_000),
            ("FILE_BYTES=1_000 ko", 1_000_000),
        ] {
            limits.set_pair(pair).unwrap();
            assert_eq!(limits.file_bytes, expected, "{pair}");
        }
        limits.set_pair("seconds=2min").unwrap();
        assert_eq!(limits.seconds, 120);
        limits.set_pair("seconds=90 s").unwrap();
        assert_eq!(limits.seconds, 90);
    }

    #[test]
    fn what_is_no_bound_or_no_value_is_told() {
        let mut limits = Limits::default();
        let nearest = Some("xml_depth");
        assert_eq!(
            limits.set_pair("xmldepth=3"),
            Err(LimitError::Unknown { name: "xmldepth".into(), nearest })
        );
        assert_eq!(limits.set_pair("pages"), Err(LimitError::NoValue("pages".into())));
        for value in ["", "0", "-1", "many", "12 MiB", "1e99", "99999999999999999999"] {
            let error = LimitError::Value { bound: "pages", value: value.into() };
            assert_eq!(limits.set("pages", value), Err(error), "{value}");
        }
        assert!(limits.set("file_bytes", "99999999999 TiB").is_err());
        assert_eq!(limits, Limits::default());
    }
}
