//! Which format a file is, by its content.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::Unreadable;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML, text document.
    Docx,
    /// OpenDocument, text document.
    Odt,
    /// Markdown, or plain text.
    Markdown,
    /// Office Open XML, presentation.
    Pptx,
    /// OpenDocument, presentation.
    Odp,
}

impl Format {
    /// The stable name that reports print.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Markdown => "markdown",
            Self::Pptx => "pptx",
            Self::Odp => "odp",
        }
    }
}

/// Tells the format of `bytes`.
///
/// # Errors
/// Where it is empty, a format that is not read, or no document at all.
pub fn sniff(bytes: &[u8]) -> Result<Format, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if memmem::find(head, b"%PDF-").is_some() || is_pdf_without_header(bytes, head) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // An OLE container is either an encrypted OOXML package, which names its stream so in UTF-16, or an old .doc.
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if memmem::find(bytes, &encrypted).is_some() {
            Unreadable::Password
        } else {
            Unreadable::LegacyDoc
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Unreadable::Unsupported("RTF".into()));
    }
    if is_link(bytes) {
        return Err(Unreadable::NotADocument("raccourci vers un document en ligne".into()));
    }
    if let Some(what) = known_binary(bytes) {
        return Err(Unreadable::NotADocument(what.into()));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let sample = &text[..text.len().min(65_536)];
    if !utf16 && sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count() * 100 > sample.len()
    {
        return Err(Unreadable::NotADocument("binaire".into()));
    }
    match known_markup(bytes) {
        Some(what) => Err(Unreadable::Unsupported(what.into())),
        None => Ok(Format::Markdown),
    }
}

/// Names the formats of markup that people take for a document, by what the file itself says that it is. Markdown that
/// merely begins with HTML is none of them.
fn known_markup(bytes: &[u8]) -> Option<&'static str> {
    /// Roots of XML documents, and the only tags of HTML that no Markdown begins with.
    const ROOTS: &[(&str, &str)] = &[
        ("office:document", "OpenDocument XML (.fodt)"),
        ("w:wordDocument", "Word XML"),
        ("pkg:package", "Word XML"),
        ("html", "HTML"),
        ("head", "HTML"),
        ("body", "HTML"),
    ];
    // Every sign that counts is ASCII; what is UTF-16 has a null byte beside each.
    let head: Vec<u8> = bytes.iter().take(8192).copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&head);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}'));
    if start.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("mime-version:")) {
        return head.to_ascii_lowercase().contains("multipart/related").then_some("MHTML");
    }
    let root = after_prologue(start).strip_prefix('<')?;
    let starts = |text: &str, with: &str| {
        text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
            && text[with.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
    };
    if starts(root, "!doctype") {
        let kind = root["!doctype".len()..].trim_start();
        return (starts(kind, "html")).then_some("HTML");
    }
    ROOTS.iter().find(|(name, _)| starts(root, name)).map(|(_, what)| *what)
}

/// What comes after the declarations and comments that XML and HTML may begin with.
fn after_prologue(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + "?>".len())
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + "-->".len())
        } else {
            None
        };
        match end.and_then(|end| rest.get(end..)) {
            Some(after) => rest = after,
            None => return rest,
        }
    }
}

/// True for a PDF whose first line is damaged or missing: its objects and its end are still there.
fn is_pdf_without_header(bytes: &[u8], head: &[u8]) -> bool {
    let end = &bytes[bytes.len() - bytes.len().min(1024)..];
    memmem::find(head, b" obj").is_some() && memmem::find(end, b"startxref").is_some()
}

/// Tells the kind of office document in a ZIP by the names that its directory and first entries hold, and by what it says
/// itself that its parts are.
fn sniff_archive(bytes: &[u8]) -> Result<Format, Unreadable> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        let cut =
            memmem::find(bytes, b"word/").is_some() || memmem::find(bytes, b"[Content_Types].xml").is_some();
        return Err(Unreadable::Damaged(
            if cut { "document Office incomplet" } else { "archive ZIP incomplète" }.into(),
        ));
    };
    if let Some(kind) = open_document(&bytes[..bytes.len().min(256)]) {
        return kind;
    }
    let mut format = Err(Unreadable::NotADocument("archive ZIP".into()));
    for name in archive.file_names().flatten() {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        if name.starts_with("word/") {
            return Ok(Format::Docx);
        }
        if name.starts_with("ppt/") {
            return Ok(Format::Pptx);
        }
        if name.starts_with("index/") && name.ends_with(".iwa") {
            return Err(Unreadable::Unsupported("Pages (Apple)".into()));
        }
        if name.starts_with("xl/") {
            format = Err(Unreadable::NotADocument("classeur de tableur".into()));
        }
        if name == "content.xml" && format.is_err() {
            format = Ok(Format::Odt);
        }
    }
    match format {
        // Its kind does not stand where it should.
        Ok(Format::Odt) => {
            let said = ["mimetype", "meta-inf/manifest.xml"].map(|name| said(&mut archive, name));
            said.iter().find_map(|said| open_document(said)).unwrap_or(format)
        }
        Err(_) => by_content_types(&said(&mut archive, "[content_types].xml")).unwrap_or(format),
        format => format,
    }
}

/// The kind of the OpenDocument whose first media type stands in `text`; none where there is none.
fn open_document(text: &[u8]) -> Option<Result<Format, Unreadable>> {
    const MEDIA: &[u8] = b"application/vnd.oasis.opendocument.";
    let kind = &text[memmem::find(text, MEDIA)? + MEDIA.len()..];
    Some(if kind.starts_with(b"text") {
        Ok(Format::Odt)
    } else if kind.starts_with(b"presentation") {
        Ok(Format::Odp)
    } else {
        Err(Unreadable::NotADocument("OpenDocument, ni texte ni présentation".into()))
    })
}

/// The kind of the Office document whose parts, whatever their names, are told by `types`; none where it is another package.
fn by_content_types(types: &[u8]) -> Option<Result<Format, Unreadable>> {
    let types = String::from_utf8_lossy(types).to_ascii_lowercase();
    let has = |kinds: &[&str]| kinds.iter().any(|kind| types.contains(kind));
    if has(&[
        "wordprocessingml.document.main",
        "wordprocessingml.template.main",
        "ms-word.document.macroenabled.main",
    ]) {
        Some(Ok(Format::Docx))
    } else if has(&[
        "presentationml.presentation.main",
        "presentationml.slideshow.main",
        "presentationml.template.main",
    ]) {
        Some(Ok(Format::Pptx))
    } else if has(&["spreadsheetml.sheet.main"]) {
        Some(Err(Unreadable::NotADocument("classeur de tableur".into())))
    } else {
        None
    }
}

/// The beginning of the entry whose name is `name` in small letters, where there is one that can be read.
fn said(archive: &mut zip::ZipArchive<std::io::Cursor<&[u8]>>, name: &str) -> Vec<u8> {
    const MOST: u64 = 1 << 20;
    let is_it = |known: &str| known.trim_start_matches('/').eq_ignore_ascii_case(name);
    let at = archive.file_names().position(|known| known.is_ok_and(|known| is_it(&known)));
    let mut text = Vec::new();
    if let Some(Ok(entry)) = at.map(|at| archive.by_index(at)) {
        // Of a damaged one as much as there is.
        let _ = std::io::Read::read_to_end(&mut std::io::Read::take(entry, MOST), &mut text);
    }
    text
}

/// True for what Google Drive leaves on a disk in the place of a document: its address.
fn is_link(bytes: &[u8]) -> bool {
    const LONGEST: usize = 2048;
    let is_record = || bytes.trim_ascii().starts_with(b"{") && bytes.trim_ascii().ends_with(b"}");
    bytes.len() <= LONGEST
        && is_record()
        && (memmem::find(bytes, b"\"doc_id\"").is_some() || memmem::find(bytes, b"docs.google.com").is_some())
}

/// Names the formats that people hand in by mistake.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "image PNG"),
        (b"\xff\xd8\xff", "image JPEG"),
        (b"GIF8", "image GIF"),
        (b"II*\0", "image TIFF"),
        (b"MM\0*", "image TIFF"),
        (b"Rar!\x1a\x07", "archive RAR"),
        (b"7z\xbc\xaf\x27\x1c", "archive 7-Zip"),
        (b"\x1f\x8b", "archive gzip"),
        (b"MZ", "programme Windows"),
        (b"\x7fELF", "programme"),
        (b"%!PS", "PostScript"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn pages_and_flat_documents_are_told_by_what_they_say_that_they_are() {
        let utf16: Vec<u8> = "\u{feff}<html lang=\"fr\">".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let flat = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document xmlns:office=\"urn\">";
        for (bytes, what) in [
            (flat.as_bytes(), "OpenDocument XML (.fodt)"),
            (
                b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument w:x='1'>",
                "Word XML",
            ),
            (b"<!DOCTYPE html>\n<title>Dossier</title>", "HTML"),
            (b"\n <!-- saved from a page -->\r\n<HTML>", "HTML"),
            (b"\xef\xbb\xbf<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "HTML"),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\">", "HTML"),
            (utf16.as_slice(), "HTML"),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"", "MHTML"),
        ] {
            assert_eq!(sniff(bytes), Err(Unreadable::Unsupported(what.into())), "{}", bytes.escape_ascii());
        }
    }

    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in entries {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn packages_are_told_by_what_they_say_of_their_parts() {
        const OFFICE: &str = "application/vnd.openxmlformats-officedocument.";
        let office = |kind: &str| {
            let types = format!(
                "<Types><Override PartName=\"/a/b.xml\" ContentType=\"{OFFICE}{kind}+xml\"/></Types>"
            );
            sniff(&archive(&[("a/b.xml", "<a/>"), ("[Content_Types].xml", &types)]))
        };
        assert_eq!(office("wordprocessingml.document.main"), Ok(Format::Docx));
        assert_eq!(office("presentationml.presentation.main"), Ok(Format::Pptx));
        assert_eq!(
            office("spreadsheetml.sheet.main"),
            Err(Unreadable::NotADocument("classeur de tableur".into()))
        );
        assert_eq!(office("drawing"), Err(Unreadable::NotADocument("archive ZIP".into())));
        let open = |name: &str, text: &str| sniff(&archive(&[("content.xml", "<a/>"), (name, text)]));
        let manifest = "<m:manifest><m:file-entry m:full-path=\"/\" m:media-type=\"application/vnd.oasis.opendocument.presentation\"/>";
        assert_eq!(open("META-INF/manifest.xml", manifest), Ok(Format::Odp));
        assert_eq!(open("mimetype", "application/vnd.oasis.opendocument.text"), Ok(Format::Odt));
        assert_eq!(open("styles.xml", ""), Ok(Format::Odt));
    }

    #[test]
    fn what_other_programs_leave_is_called_by_its_name() {
        assert_eq!(sniff(b"{\\rtf1\\ansi Bonjour}"), Err(Unreadable::Unsupported("RTF".into())));
        let link = b"{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\"}";
        let told = sniff(link).unwrap_err().message();
        assert!(told.fr.contains("raccourci") && told.en.contains("link to"), "{told:?}");
        assert_eq!(sniff(b"{ docs.google.com } ouvre le texte"), Ok(Format::Markdown));
    }

    #[test]
    fn markdown_that_begins_with_html_is_markdown() {
        for text in [
            "<div align=\"center\">\n\n# Dossier\n\n</div>",
            "<!-- lint off -->\n\n# Dossier",
            "<h1>Dossier</h1>\n\nUn texte.",
            "<header>\n\n# Dossier\n</header>",
            "<br>\n<html-export> est un outil.",
            "<https://exemple.fr/html>\n\n# Dossier",
            "```html\n<html>\n```\n\n# Une page",
            "MIME-Version: ce que dit un courriel.",
            "<!doctype latex>",
            "<",
        ] {
            assert_eq!(sniff(text.as_bytes()), Ok(Format::Markdown), "{text}");
        }
    }
}
