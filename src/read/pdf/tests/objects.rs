//! Objects that are read as they are asked for, beside all of them loaded at once.

use std::path::Path;

use crate::document::Document;
use crate::read::Limits;
use crate::read::pdf::file::File;
use crate::read::pdf::{read, read_objects};

/// A file that is written object by object, and changed later on.
struct Written {
    bytes: Vec<u8>,
    /// The numbers of the objects of this section, and where they begin.
    places: Vec<(u32, usize)>,
}

impl Written {
    fn new() -> Self {
        Self { bytes: b"%PDF-1.5\n".to_vec(), places: Vec::new() }
    }

    fn object(&mut self, number: u32, body: &str) -> &mut Self {
        self.places.push((number, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
        self
    }

    fn stream(&mut self, number: u32, dict: &str, length: &str, data: &str) -> &mut Self {
        self.object(number, &format!("<<{dict}/Length {length}>>\nstream\n{data}\nendstream"))
    }

    /// A page that shows what object 4 says in the font 5.
    fn page(&mut self) -> &mut Self {
        self.object(1, "<</Type/Catalog/Pages 2 0 R>>");
        self.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>");
        self.object(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>")
    }

    fn content(&mut self, text: &str) -> &mut Self {
        let content = format!("BT /F1 12 Tf 50 700 Td ({text}) Tj ET");
        self.stream(4, "", &content.len().to_string(), &content)
    }

    /// The table of this section, those `free` in it; where it begins.
    fn section(&mut self, free: &[u32], trailer: &str) -> usize {
        let start = self.bytes.len();
        let mut table = String::from("xref\n");
        for number in free {
            table += &format!("{number} 1\n0000000000 00255 f \n");
        }
        for (number, place) in self.places.drain(..) {
            table += &format!("{number} 1\n{place:010} 00000 n \n");
        }
        if table == "xref\n" {
            table += "0 0\n";
        }
        table += &format!("trailer\n<</Size 20/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend_from_slice(table.as_bytes());
        start
    }

    /// A section that is a stream, object `number`: every number of `compressed` is in the object stream 6.
    fn section_stream(&mut self, number: u32, compressed: &[u32]) -> usize {
        let start = self.bytes.len();
        self.places.push((number, start));
        let (mut index, mut data) = (String::new(), String::new());
        for (number, place) in self.places.drain(..) {
            index += &format!("{number} 1 ");
            data += &format!("01{place:08X}0000");
        }
        for (i, number) in compressed.iter().enumerate() {
            index += &format!("{number} 1 ");
            data += &format!("0200000006{i:04X}");
        }
        data.push('>');
        let dict = format!(
            "/Type/XRef/Size 20/Root 1 0 R/W[1 4 2]/Index[{index}]/Filter/ASCIIHexDecode/Length {}",
            data.len()
        );
        let body = format!("{number} 0 obj\n<<{dict}>>\nstream\n{data}\nendstream\nendobj\n");
        self.bytes.extend_from_slice(body.as_bytes());
        start
    }

    fn ends(&mut self, start: usize) -> &mut Self {
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self
    }
}

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// What is read of `bytes` object by object; none where they turn out not to be sound.
fn asked(bytes: &[u8]) -> Option<Document> {
    let limits = Limits::default();
    let file = File::open(bytes, &limits)?;
    let document = read_objects(&file, false);
    if file.is_unsound() { None } else { document.ok() }
}

/// What is read of `bytes` once all objects are loaded.
fn loaded(bytes: &[u8]) -> Option<Document> {
    let limits = Limits::default();
    read_objects(&File::load(bytes, &limits).ok()?, false).ok()
}

/// The text of `bytes`, which is the same both ways.
fn text(bytes: &[u8]) -> String {
    let document = asked(bytes).unwrap();
    assert_eq!(format!("{document:?}"), format!("{:?}", loaded(bytes).unwrap()));
    let runs = document.blocks.iter().flat_map(|block| &block.runs);
    runs.map(|run| run.text.trim()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_changed_file_is_read_as_it_is_now() {
    let mut file = Written::new();
    file.page().content("avant").object(5, FONT).object(6, "<</Type/Font>>");
    let first = file.section(&[0], "");
    assert_eq!(text(&file.bytes), "avant");
    file.content("apres");
    let second = file.section(&[6], &format!("/Prev {first}"));
    assert_eq!(text(&file.bytes), "apres");
    file.section(&[], &format!("/Prev {second}"));
    assert_eq!(text(&file.bytes), "apres");
}

/// The content of the page, and an object stream of the font, 5, and of the length of that content, 7: its entries and its
/// data.
const CONTENT: &str = "BT /F1 12 Tf 50 700 Td (un mot) Tj ET";

fn packed() -> (String, String) {
    let head = format!("5 0 7 {} ", FONT.len() + 1);
    (format!("/Type/ObjStm/N 2/First {}", head.len()), format!("{head}{FONT} {}", CONTENT.len()))
}

#[test]
fn objects_in_streams_are_found_by_streams_and_from_beside_tables() {
    let (dict, members) = packed();
    let length = members.len().to_string();
    let mut file = Written::new();
    file.page().stream(4, "", "7 0 R", CONTENT).stream(6, &dict, &length, &members);
    let start = file.section_stream(8, &[5, 7]);
    assert_eq!(text(&file.ends(start).bytes), "un mot");

    // The table says that they are free; the stream beside it knows better.
    let mut file = Written::new();
    file.page().stream(4, "", "7 0 R", CONTENT).stream(6, &dict, &length, &members);
    let mut places = std::mem::take(&mut file.places);
    let beside = file.section_stream(8, &[5, 7]);
    file.places.append(&mut places);
    file.section(&[5, 7], &format!("/XRefStm {beside}"));
    assert_eq!(text(&file.bytes), "un mot");
}

#[test]
fn what_is_not_sound_is_loaded_whole() {
    let made = |length: &str, more: &str| {
        let mut file = Written::new();
        file.page().stream(4, "", length, CONTENT).object(5, FONT).object(9, more);
        file.section(&[0], "");
        file.bytes
    };
    let length = CONTENT.len().to_string();
    // What nobody asks for may be anything.
    assert_eq!(text(&made(&length, "[")), "un mot");
    assert_eq!(text(&made("9 0 R", &length)), "un mot");
    // A wrong length, one that is nowhere, one that is no number, one that is in what it measures.
    for length in ["3", "17 0 R", "5 0 R", "4 0 R"] {
        let bytes = made(length, "[");
        assert!(asked(&bytes).is_none(), "{length}");
        let found = read(&bytes, &Limits::default());
        assert_eq!(format!("{:?}", found.ok()), format!("{:?}", loaded(&bytes)), "{length}");
    }
}

#[test]
fn object_streams_that_need_themselves_come_to_an_end() {
    let (dict, members) = packed();
    let length = members.len().to_string();
    // The length is in what it measures; the stream is in itself.
    for (length, compressed) in [("7 0 R", &[5, 7][..]), (&length, &[5, 7, 6])] {
        let mut file = Written::new();
        file.page().stream(4, "", "37", CONTENT).stream(6, &dict, length, &members);
        let start = file.section_stream(8, compressed);
        file.ends(start);
        assert!(File::open(&file.bytes, &Limits::default()).is_some());
        assert!(asked(&file.bytes).is_none(), "{length}");
    }
}

#[test]
fn the_dossiers_of_every_writer_are_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/titre");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            let bytes = std::fs::read(&path).unwrap();
            let both = [asked(&bytes), loaded(&bytes)].map(|document| format!("{:?}", document.unwrap()));
            assert!(both[0] == both[1], "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 3);
}

/// A file of which `more` objects, 20 and up, are one array of `values` numbers: each begins in a remark before it.
fn overlapping(more: u32, values: usize) -> Vec<u8> {
    let mut file = Written::new();
    let kids: String = (20..20 + more).map(|number| format!(" {number} 0 R")).collect();
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.object(2, &format!("<</Type/Pages/Kids[3 0 R{kids}]/Count 1/MediaBox[0 0 600 800]>>"));
    file.object(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
    file.content("un mot").object(5, FONT);
    for number in 20..20 + more {
        file.places.push((number, file.bytes.len()));
        file.bytes.extend_from_slice(format!("{number} 0 obj %").as_bytes());
    }
    file.bytes.extend_from_slice(format!("\n[{}]\nendobj\n", "0 ".repeat(values)).as_bytes());
    file.section(&[0], "");
    file.bytes
}

#[test]
fn objects_that_overlap_are_bounded_by_the_memory_that_they_take_together() {
    let limits = Limits { object_bytes: 1 << 20, ..Limits::default() };
    let over = Err(limits.over("object_bytes"));
    assert!(read(&overlapping(1, 2_000), &limits).is_ok());
    assert_eq!(read(&overlapping(200, 2_000), &limits).map(|_| ()), over);
    // Where all of a file is loaded, in an object stream and by entries of one place.
    let head: String = (20..220).map(|number| format!("{number} 0 ")).collect();
    let dict = format!("/Type/ObjStm/N 200/First {}", head.len());
    let members = format!("{head}[{}]", "0 ".repeat(2_000));
    let mut file = Written::new();
    file.page().content("un mot").object(5, FONT);
    file.stream(6, &dict, &members.len().to_string(), &members);
    file.section(&[0], "");
    assert!(asked(&file.bytes).is_some(), "nobody asks for them");
    assert_eq!(File::load(&file.bytes, &limits).map(|_| ()).err(), over.clone().err());
    let mut file = Written::new();
    file.page().content("un mot").object(5, FONT);
    let place = file.bytes.len();
    file.object(20, &format!("[{}]", "0 ".repeat(2_000)));
    file.places.extend((21..220).map(|number| (number, place)));
    file.section(&[0], "");
    assert_eq!(File::load(&file.bytes, &limits).map(|_| ()).err(), over.err());
}
