//! Bounded access to the parts of an office document, which is a ZIP archive of XML files.
//!
//! Parts are found without regard to case and with `\` for `/`, as Word and LibreOffice do. Nothing is inflated but
//! what is asked for, and nothing beyond the [`Limits`].

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::Stop;
use super::{Limits, Unreadable};
use crate::document::{Block, Document, Gap, Kind, Notice, NoticeKind, Role};
use crate::hash::HashMap;
use crate::say;

/// The size from which the ratio of an entry is looked at: small XML files may well shrink a thousand times.
const RATIO_FROM: u64 = 1 << 20;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    index: HashMap<String, usize>,
    limits: &'a Limits,
    inflated: u64,
    damaged: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens the archive in `bytes`.
    ///
    /// # Errors
    /// Where its directory cannot be read or holds too many entries.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Unreadable::Damaged("archive ZIP incomplète".into()))?;
        if archive.len() > limits.archive_entries {
            return Err(limits.over("archive_entries"));
        }
        let mut index = HashMap::with_capacity_and_hasher(archive.len(), Default::default());
        for (i, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                index.entry(normal(&name)).or_insert(i);
            }
        }
        Ok(Self { archive, index, limits, inflated: 0, damaged: Vec::new() })
    }

    /// The limits it was opened with.
    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// True where there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&normal(name))
    }

    /// Names of the parts, normalised, in the order of the archive.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<(&str, usize)> = self.index.iter().map(|(name, i)| (name.as_str(), *i)).collect();
        names.sort_unstable_by_key(|(_, i)| *i);
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The text of a part, none where there is no such part. Of a damaged part, what could be inflated.
    ///
    /// # Errors
    /// Where a bound is reached or the entry is encrypted.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(&i) = self.index.get(&normal(name)) else { return Ok(None) };
        let (bytes, whole) = self.inflate(i)?;
        if !whole {
            self.note_damage(name);
        }
        let (text, sound) = decode(bytes);
        if !sound {
            self.note_damage(name);
        }
        Ok(Some(text))
    }

    /// Takes down that a part was damaged; [`Package::finish`] tells it.
    pub(super) fn note_damage(&mut self, name: &str) {
        if !self.damaged.iter().any(|known| known == name) {
            self.damaged.push(name.to_owned());
        }
    }

    /// Lives with a part that broke off, as long as no bound was reached.
    ///
    /// # Errors
    /// Where a bound was reached.
    pub(super) fn survive(&mut self, name: &str, end: Result<(), Stop>) -> Result<(), Unreadable> {
        if let Err(stop) = end {
            stop.damage()?;
            self.note_damage(name);
        }
        Ok(())
    }

    /// The document with what is to be said of damaged parts.
    ///
    /// # Errors
    /// Where nothing was read that could be judged.
    pub(super) fn finish(self, mut document: Document) -> Result<Document, Unreadable> {
        let made = |role: Role| matches!(role, Role::AlternativeText | Role::Label);
        let written = |block: &Block| {
            block.in_flow() && block.runs.iter().any(|run| !made(run.role) && !run.text.trim().is_empty())
        };
        let nothing = !document.blocks.iter().any(written) && document.notices.is_empty();
        if nothing && !self.damaged.is_empty() {
            return Err(Unreadable::Damaged(format!("{} ne peut pas être lu", self.damaged.join(", "))));
        }
        if nothing && document.blocks.iter().any(|block| block.kind == Kind::Image) {
            let recorded = document.pages.recorded.as_ref().map(|recorded| recorded.pages);
            let pages = document.pages.exact.or(document.pages.by_rendered_breaks).or(recorded).unwrap_or(1);
            return Err(Unreadable::NoText { pages });
        }
        if nothing {
            return Err(Unreadable::Empty);
        }
        document.notices.extend(self.damage());
        document
            .gaps
            .extend(self.damaged.iter().filter(|name| may_hold_text(name)).map(|name| Gap::in_part(name)));
        Ok(document)
    }

    /// A notice of the damaged parts, where there are any.
    fn damage(&self) -> Option<Notice> {
        if self.damaged.is_empty() {
            return None;
        }
        let parts = self.damaged.join(", ");
        Some(Notice {
            kind: NoticeKind::Damaged,
            message: say!(
                "Le fichier est endommagé : {parts} n'a pu être lu qu'en partie. Ce qui manque n'est pas compté.",
                "The file is damaged: {parts} could be read only in part. What is missing is not counted."
            ),
            page: None,
        })
    }

    /// The bytes of an entry and whether they are whole.
    fn inflate(&mut self, i: usize) -> Result<(Vec<u8>, bool), Unreadable> {
        let mut entry = match self.archive.by_index(i) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Unreadable::Password);
            }
            Err(_) => return Ok((Vec::new(), false)),
        };
        let packed = entry.compressed_size().max(1);
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(8 << 20)).unwrap_or(0));
        let mut whole = true;
        loop {
            // A bounded step at a time, so that a bomb is noticed before it is in memory.
            match (&mut entry).take(RATIO_FROM).read_to_end(&mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(_) => {
                    whole = false;
                    break;
                }
            }
            let size = bytes.len() as u64;
            if size > self.limits.entry_bytes {
                return Err(self.limits.over("entry_bytes"));
            }
            if size > RATIO_FROM && size / packed > self.limits.ratio {
                return Err(self.limits.over("ratio"));
            }
            if self.inflated + size > self.limits.total_bytes {
                return Err(self.limits.over("total_bytes"));
            }
        }
        self.inflated += bytes.len() as u64;
        Ok((bytes, whole))
    }
}

/// False for a part of which it is known, by the name that every program gives it, that it holds no text of the document
/// and says of none what it is.
fn may_hold_text(name: &str) -> bool {
    const BESIDE: [&str; 8] =
        ["settings", "theme", "comments", "numbering", "header", "footer", "fonttable", "websettings"];
    let name = normal(name);
    let file = name.rsplit('/').next().unwrap_or_default();
    let beside = |known: &str| {
        let rest = file.strip_prefix(known).and_then(|rest| rest.strip_suffix(".xml"));
        rest.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    };
    !file.ends_with(".rels") && !BESIDE.iter().any(|known| beside(known))
}

/// A part name as it is compared: `/` only, none in front, lower case.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// Text of an XML file by its byte order mark or declaration, and whether every byte made sense.
fn decode(bytes: Vec<u8>) -> (String, bool) {
    let wide = |from: fn([u8; 2]) -> u16, skip: usize| {
        let units: Vec<u16> = bytes[skip..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        match String::from_utf16(&units) {
            Ok(text) => (text, true),
            Err(_) => (String::from_utf16_lossy(&units), false),
        }
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => return wide(u16::from_le_bytes, 2),
        [0xfe, 0xff, ..] => return wide(u16::from_be_bytes, 2),
        [b'<', 0, ..] => return wide(u16::from_le_bytes, 0),
        [0, b'<', ..] => return wide(u16::from_be_bytes, 0),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            (text, true)
        }
        Err(error) if declares_latin(error.as_bytes()) => {
            (error.into_bytes().into_iter().map(char::from).collect(), true)
        }
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
    }
}

/// True where the XML declaration names a Latin encoding.
fn declares_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(128)]).to_ascii_lowercase();
    let declaration = head.split("?>").next().unwrap_or_default();
    ["iso-8859-1", "iso-8859-15", "windows-1252", "latin1"].iter().any(|name| declaration.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn archive(name: &str, content: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_whatever_the_case_and_the_slash() {
        let bytes = archive("Word\\Document.xml", b"<a/>");
        let limits = Limits::default();
        let mut package = Package::open(&bytes, &limits).unwrap();
        assert_eq!(package.text("/word/document.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(package.text("word/styles.xml").unwrap(), None);
    }

    #[test]
    fn a_bomb_is_stopped_by_its_ratio_and_by_its_size() {
        let bytes = archive("a.xml", &vec![b' '; 8 << 20]);
        let tight = Limits { ratio: 100, ..Limits::default() };
        let mut package = Package::open(&bytes, &tight).unwrap();
        assert_eq!(package.text("a.xml"), Err(Unreadable::Bound { name: "ratio".into(), value: 100 }));
        let small = Limits { entry_bytes: 1000, ..Limits::default() };
        let mut package = Package::open(&bytes, &small).unwrap();
        assert_eq!(package.text("a.xml"), Err(Unreadable::Bound { name: "entry_bytes".into(), value: 1000 }));
    }

    #[test]
    fn every_declared_encoding_gives_the_same_text() {
        let text = "<?xml version=\"1.0\"?><a>é</a>";
        let le: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let be: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(le), (text.to_owned(), true));
        assert_eq!(decode(be), (text.to_owned(), true));
        assert_eq!(decode(format!("\u{feff}{text}").into_bytes()), (text.to_owned(), true));
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>".to_vec();
        assert!(decode(latin).0.ends_with("<a>é</a>"));
        assert!(!decode(b"<a>\xe9</a>".to_vec()).1);
    }
}
