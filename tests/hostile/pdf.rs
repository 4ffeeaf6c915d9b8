//! PDF files by hand: objects as text, a cross-reference table that is right unless a test wants it otherwise.

use std::io::Write as _;

/// A PDF file in the making.
#[derive(Clone, Default)]
pub(crate) struct Pdf {
    objects: Vec<(u32, Vec<u8>)>,
    /// Further entries of the trailer.
    pub(crate) trailer: String,
}

impl Pdf {
    /// A file of one page of that content, with `F` as a font and `entries` in the page. Objects 1 to 5 are taken.
    pub(crate) fn page(content: &str, entries: &str) -> Self {
        Self::default()
            .object(1, "<</Type/Catalog/Pages 2 0 R>>")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(
                3,
                &format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R>>>>{entries}>>"),
            )
            .stream(4, "", content.as_bytes())
            .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    }

    /// One page with a sentence on it.
    pub(crate) fn sentence(entries: &str) -> Self {
        Self::page("BT /F 12 Tf 72 700 Td (Bonjour tout le monde) Tj ET", entries)
    }

    /// With object `number`, in place of one of that number.
    pub(crate) fn object(self, number: u32, text: &str) -> Self {
        self.raw(number, text.as_bytes().to_vec())
    }

    /// With a stream.
    pub(crate) fn stream(self, number: u32, entries: &str, data: &[u8]) -> Self {
        let mut object = format!("<</Length {}{entries}>>stream\n", data.len()).into_bytes();
        object.extend(data);
        object.extend(b"\nendstream");
        self.raw(number, object)
    }

    /// With a stream that is deflated.
    pub(crate) fn deflated(self, number: u32, entries: &str, data: &[u8]) -> Self {
        self.stream(number, &format!("/Filter/FlateDecode{entries}"), &deflate(data))
    }

    fn raw(mut self, number: u32, object: Vec<u8>) -> Self {
        self.objects.retain(|(known, _)| *known != number);
        self.objects.push((number, object));
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (number, object) in &self.objects {
            places.push((*number, out.len()));
            writeln!(out, "{number} 0 obj").unwrap();
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let table = out.len();
        out.extend(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, place) in &places {
            write!(out, "{number} 1\n{place:010} 00000 n \n").unwrap();
        }
        let size = places.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        let trailer = &self.trailer;
        write!(out, "trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n").unwrap();
        out
    }
}

/// `data` as a zlib stream.
pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}
