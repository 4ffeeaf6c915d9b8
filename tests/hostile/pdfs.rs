//! PDF files that go round in circles, go deep, grow or lie about their sizes.

use std::fmt::Write as _;

use conforme::dossier::Dossier;
use conforme::read::Limits;

use crate::pdf::{Pdf, deflate};
use crate::{assert_over, bound, judged, judged_within, many};

const TEXT: &str = "BT /F 12 Tf 72 700 Td (Bonjour) Tj ET";

fn characters(dossier: &Dossier) -> Option<usize> {
    dossier.measured.as_ref().map(|measured| measured.extracted.characters)
}

/// Asserts that the sentence of [`Pdf::sentence`] is read, and only once.
fn assert_read(name: &str, pdf: &Pdf) {
    let dossier = judged(name, pdf.bytes());
    assert_eq!(characters(&dossier), Some(18), "{name}: {:?}", dossier.unreadable);
}

#[test]
fn deep_objects_cost_no_stack() {
    for (open, close) in [("[", "]"), ("<</A", ">>"), ("(", ")"), ("[<</A[", "]>>]")] {
        let deep = format!("{}1{}", open.repeat(many(100_000)), close.repeat(many(100_000)));
        assert_read(open, &Pdf::sentence("").object(9, &deep));
        judged(open, Pdf::sentence(&format!("/A {deep}")).bytes());
        judged(open, Pdf::page(&format!("{deep} TJ {TEXT}"), "").bytes());
        judged(open, Pdf::sentence("").object(9, &open.repeat(many(200_000))).bytes());
    }
    let saves = format!("{}{TEXT}{}", "q ".repeat(many(200_000)), "Q ".repeat(many(200_000)));
    assert_eq!(characters(&judged("saves", Pdf::page(&saves, "").bytes())), Some(7));
    let marks =
        format!("{}{TEXT}{}", "/P <</MCID 0>> BDC ".repeat(many(100_000)), "EMC ".repeat(many(100_000)));
    assert_eq!(characters(&judged("marks", Pdf::page(&marks, "").bytes())), Some(7));
}

#[test]
fn page_trees_end() {
    let tree = |kids: &str| Pdf::sentence("").object(2, kids);
    assert_read("itself", &tree("<</Type/Pages/Kids[3 0 R 2 0 R 2 0 R]/Count 9>>"));
    let circle =
        tree("<</Type/Pages/Kids[6 0 R 3 0 R]>>").object(6, "<</Type/Pages/Kids[2 0 R 6 0 R]/Parent 2 0 R>>");
    assert_read("circle", &circle);
    assert_read("parents", &Pdf::sentence("").object(2, "<</Type/Pages/Kids[3 0 R]/Parent 2 0 R>>"));
    let mut deep = tree("<</Type/Pages/Kids[20 0 R]>>");
    for i in 20..2_000 {
        deep = deep.object(i, &format!("<</Type/Pages/Kids[{} 0 R]>>", i + 1));
    }
    assert_over(&judged("deep", deep.object(2_000, "<</Type/Pages/Kids[3 0 R]>>").bytes()), "recursion");
    let mut doubling = tree("<</Type/Pages/Kids[20 0 R 20 0 R]>>");
    for i in 20..50 {
        doubling = doubling.object(i, &format!("<</Type/Pages/Kids[{0} 0 R {0} 0 R]>>", i + 1));
    }
    assert_over(&judged("doubling", doubling.object(50, "<</Type/Pages/Kids[3 0 R]>>").bytes()), "pages");
    let kids = format!("<</Type/Pages/Kids[{}]>>", "3 0 R ".repeat(many(100_000)));
    assert_over(&judged("many", tree(&kids).bytes()), "pages");
    let limits = Limits { pages: 3, ..Limits::default() };
    assert_over(&judged_within("four", tree("<</Kids[3 0 R 3 0 R 3 0 R 3 0 R]>>").bytes(), limits), "pages");
}

#[test]
fn forms_end() {
    let form = |pdf: Pdf, number: u32, content: &str, resources: &str| {
        pdf.stream(
            number,
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 600 900]{resources}"),
            content.as_bytes(),
        )
    };
    let page = || Pdf::page(&format!("{TEXT} /X Do"), "");
    let own = "/Resources<</XObject<</X 10 0 R>>/Font<</F 5 0 R>>>>";
    let dossier = judged("itself", form(page(), 10, "/X Do /X Do", own).bytes());
    assert_eq!(characters(&dossier), Some(7), "{:?}", dossier.unreadable);
    let next = |i: u32| format!("/Resources<</XObject<</X {i} 0 R>>/Font<</F 5 0 R>>>>");
    let round = form(form(page(), 10, "/X Do", &next(11)), 11, "/X Do /X Do", &next(10));
    assert_eq!(characters(&judged("round", round.bytes())), Some(7));
    let mut deep = page();
    for i in 10..500 {
        deep = form(deep, i, "/X Do", &next(i + 1));
    }
    assert_over(&judged("deep", form(deep, 500, TEXT, "").bytes()), "recursion");
    let mut doubling = page();
    for i in 10..40 {
        doubling = form(doubling, i, "/X Do /X Do", &next(i + 1));
    }
    let limits = Limits { page_operators: 50_000, ..Limits::default() };
    let dossier = judged_within("doubling", form(doubling, 40, TEXT, "").bytes(), limits);
    assert_over(&dossier, "page_operators");
    let again: String =
        (0..300).map(|_| "<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 10 0 R>>>>").collect();
    judged("annotations", form(Pdf::sentence(&format!("/Annots[{again}]")), 10, "/X Do", own).bytes());
}

#[test]
fn outlines_names_and_tags_end() {
    let catalog =
        |entries: &str| Pdf::sentence("").object(1, &format!("<</Type/Catalog/Pages 2 0 R{entries}>>"));
    let item =
        |first: u32, next: u32| format!("<</Title(Bonjour)/First {first} 0 R/Next {next} 0 R/Dest(a)>>");
    let outlines = catalog("/Outlines 6 0 R").object(6, "<</First 7 0 R/Last 7 0 R>>");
    assert_read("outline of itself", &outlines.clone().object(7, &item(7, 7)));
    assert_read("outlines", &outlines.clone().object(7, &item(8, 7)).object(8, &item(7, 6)));
    let mut deep = outlines;
    for i in 7..3_000 {
        deep = deep.object(i, &item(i + 1, i + 2));
    }
    assert_read("deep outline", &deep);
    assert_read("names", &catalog("/Names<</Dests 6 0 R>>").object(6, "<</Kids[6 0 R 6 0 R 6 0 R]>>"));
    let named = catalog("/Outlines 6 0 R/Names<</Dests 8 0 R>>").object(6, "<</First 7 0 R/Last 7 0 R>>");
    let named = named.object(7, "<</Title(Bonjour)/Dest(a)>>").object(8, "<</Kids[8 0 R 8 0 R 9 0 R]>>");
    assert_read("names of an outline", &named.object(9, "<</Kids[8 0 R 9 0 R]/Names[(a)[3 0 R/Fit]]>>"));
    assert_read("labels", &catalog("/PageLabels 6 0 R").object(6, "<</Kids[6 0 R 6 0 R]>>"));
    let tags = catalog("/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>")
        .object(6, "<</K 7 0 R/RoleMap<</A/B/B/A>>>>");
    assert_read(
        "tag of itself",
        &tags.clone().object(7, "<</S/A/K[7 0 R 7 0 R 8 0 R]>>").object(8, "[8 0 R 7 0 R]"),
    );
    let mut doubling = tags;
    for i in 7..60 {
        doubling = doubling.object(i, &format!("[{0} 0 R {0} 0 R]", i + 1));
    }
    let dossier = judged("doubling tags", doubling.object(60, "<</S/P>>").bytes());
    assert!(characters(&dossier).is_some() || bound(&dossier).is_some(), "{:?}", dossier.unreadable);
}

#[test]
fn references_and_tables_go_round_once() {
    assert_read("reference", &Pdf::sentence("/Rotate 8 0 R").object(8, "9 0 R").object(9, "8 0 R"));
    judged("contents", Pdf::sentence("").object(4, "[4 0 R 4 0 R]").bytes());
    judged("length", Pdf::sentence("").object(4, "<</Length 4 0 R>>stream\nBT ET\nendstream").bytes());
    let text = Pdf::sentence("").bytes();
    let at = String::from_utf8_lossy(&text).find("xref\n").unwrap();
    for previous in [at, 0, 7, usize::MAX >> 1] {
        let mut looped = Pdf::sentence("");
        looped.trailer = format!("/Prev {previous}/XRefStm {previous}");
        judged(&format!("previous table at {previous}"), looped.bytes());
    }
    let stream = |entries: &str, data: &[u8]| Pdf::sentence("").deflated(20, entries, data).bytes();
    judged(
        "objects in themselves",
        stream("/Type/ObjStm/N 2/First 10/Extends 20 0 R", b"20 0 21 0 <</A 20 0 R>>"),
    );
    let same: String = (0..many(2_000)).map(|i| format!("{} 0 ", 30 + i)).collect();
    let array = format!("[{}]", "1 ".repeat(many(2_000)));
    let entries = format!("/Type/ObjStm/N 2000/First {}", same.len());
    judged("objects over one another", stream(&entries, (same + &array).as_bytes()));
    for entries in [
        "/Type/XRef/Size 2147483647/W[1 8 8]/Index[0 2147483647]",
        "/Type/XRef/Size -1/W[0 0 0]/Index[-5 99999999]",
        "/Type/XRef/Size 5/W[4294967295 1 1]",
        "/Type/ObjStm/N 99999999/First 99999999",
        "/Type/ObjStm/N -1/First -1",
    ] {
        judged(entries, stream(entries, &[1; 64]));
        let bytes = stream(entries, &[1; 64]);
        let object = String::from_utf8_lossy(&bytes).find("20 0 obj").unwrap();
        let cut = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut main = bytes[..cut].to_vec();
        main.extend(format!("startxref\n{object}\n%%EOF").into_bytes());
        judged(entries, main);
    }
}

#[test]
fn streams_are_bounded_each_and_in_all() {
    let bomb = deflate(&vec![b' '; 48 << 20]);
    let twice = deflate(&bomb);
    for (filters, data) in
        [("/FlateDecode", &bomb), ("[/FlateDecode/FlateDecode]", &twice), ("[/Fl/Fl]", &twice)]
    {
        let pdf = Pdf::sentence("").stream(4, &format!("/Filter {filters}"), data);
        let limits = Limits { stream_bytes: 8 << 20, ..Limits::default() };
        assert_over(&judged_within(filters, pdf.bytes(), limits), "stream_bytes");
        let limits = Limits { total_bytes: 8 << 20, ..Limits::default() };
        assert_over(&judged_within(filters, pdf.bytes(), limits), "total_bytes");
    }
    let filters = format!("/Filter[{}]", "/FlateDecode".repeat(many(5_000)));
    judged("filters", Pdf::sentence("").stream(4, &filters, &bomb).bytes());
    for parameters in [
        "/Predictor 12/Columns 2147483647",
        "/Predictor 15/Columns -1",
        "/Predictor 2/Colors 99999999/BitsPerComponent 99999999/Columns 99999999",
    ] {
        let entries = format!("/DecodeParms<<{parameters}>>");
        judged(parameters, Pdf::sentence("").deflated(4, &entries, &[3; 5_000]).bytes());
    }
    for (filter, data) in [
        ("/ASCII85Decode", "z".repeat(1 << 20)),
        ("/ASCIIHexDecode", "4".repeat(1 << 20)),
        ("/RunLengthDecode", "\u{1}aa".repeat(1 << 18)),
        ("/LZWDecode", "\u{1}\u{2}".repeat(1 << 18)),
        ("[/ASCII85Decode/RunLengthDecode/LZWDecode]", "z".repeat(1 << 18)),
    ] {
        judged(filter, Pdf::sentence("").stream(4, &format!("/Filter {filter}"), data.as_bytes()).bytes());
    }
    let content = "4 0 R ".repeat(many(5_000));
    let limits = Limits { total_bytes: 4 << 20, ..Limits::default() };
    let shared = Pdf::sentence("").object(3, &format!("<</Type/Page/Contents[{content}]>>"));
    let shared = shared.deflated(4, "", &vec![b' '; 1 << 20]);
    assert_over(&judged_within("one stream, many times", shared.bytes(), limits), "total_bytes");
}

#[test]
fn fonts_end_and_stay_small() {
    let font = |text: &str| Pdf::sentence("").object(5, text);
    let composite = |entries: &str| {
        font(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]{entries}>>"
        ))
    };
    judged(
        "descendant",
        composite("").object(6, "<</Subtype/CIDFontType2/DescendantFonts[5 0 R 6 0 R]>>").bytes(),
    );
    judged("itself", composite("").object(6, "5 0 R").bytes());
    judged("encoding", font("<</Type/Font/Subtype/Type1/Encoding 5 0 R/ToUnicode 5 0 R>>").bytes());
    for widths in ["0 4294967295 500", "0 2147483647 500", "-5 99999999 1", "65535 [1 2 3] 0 65535 7"] {
        let all = format!("{widths} ").repeat(200);
        judged(widths, composite("").object(6, &format!("<</Subtype/CIDFontType2/W[{all}]/DW 1>>")).bytes());
    }
    let simple = format!(
        "<</Type/Font/Subtype/TrueType/FirstChar -1/LastChar 99999999/Widths[{}]>>",
        "9 ".repeat(many(100_000))
    );
    judged("widths", font(&simple).bytes());
    let names: String =
        (0..many(50_000)).map(|i| format!("{} /uni{:04X} /g{i} ", i * 7, i % 65_536)).collect();
    judged(
        "differences",
        font(&format!("<</Type/Font/Subtype/Type1/Encoding<</Differences[{names}]>>>>")).bytes(),
    );
    let ranges = |body: &str| {
        let map = format!("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {body} endcmap");
        composite("/ToUnicode 7 0 R")
            .object(6, "<</Subtype/CIDFontType2>>")
            .stream(7, "/UseCMap 7 0 R", map.as_bytes())
            .bytes()
    };
    judged("all of four bytes", ranges("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"));
    judged("all, many times", ranges(&"1 beginbfrange <0000> <FFFF> <0041> endbfrange ".repeat(many(2_000))));
    judged(
        "backwards",
        ranges("1 beginbfrange <FFFF> <0000> <0041> endbfrange 9 beginbfchar <00> endbfchar"),
    );
    let long = format!("1 beginbfchar <0042> <{}> endbfchar", "0041".repeat(many(100_000)));
    judged("one long text", ranges(&long));
    let content = format!("BT /F 12 Tf 72 700 Td <{}> Tj ET", "0042".repeat(many(2_000)));
    let limits = Limits { characters: 100_000, ..Limits::default() };
    let map = format!("begincmap {long} endcmap");
    let pdf = Pdf::page(&content, "")
        .object(5, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>")
        .object(6, "<</Subtype/CIDFontType2>>")
        .stream(7, "", map.as_bytes());
    judged_within("one long text, many times", pdf.bytes(), limits);
    let glyphs = "/Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 66/Widths[1 1]";
    judged(
        "glyphs of themselves",
        font(&format!("<<{glyphs}/CharProcs<</a 4 0 R>>/Resources<</Font<</F 5 0 R>>>>>>")).bytes(),
    );
    let program = |data: &[u8]| {
        font("<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 6 0 R>>")
            .object(6, "<</FontFile2 7 0 R/FontFile3 7 0 R/Flags 4>>")
            .stream(7, "", data)
            .bytes()
    };
    for start in [
        b"\0\x01\0\0\xff\xff".as_slice(),
        b"OTTO\xff\xff",
        b"\x01\0\x04\x04\xff\xff\x04",
        b"%!PS-AdobeFont",
        b"ttcf\0\0",
    ] {
        for fill in [0, 1, 0x7f, 0xff] {
            let mut data = start.to_vec();
            data.resize(4_096, fill);
            judged("program", program(&data));
        }
    }
}

#[test]
fn sizes_and_places_without_measure_are_read() {
    for number in [
        "1e38",
        "-1e38",
        "99999999999999999999999999999999999999999999",
        "0",
        "0.0000000000000000001",
        "NaN",
        "2147483648",
    ] {
        for content in [
            format!("BT /F {number} Tf 72 700 Td (Bonjour) Tj ET"),
            format!("BT /F 12 Tf {number} {number} Td (Bonjour) Tj ET"),
            format!(
                "BT /F 12 Tf {number} Tc {number} Tw {number} Tz {number} TL (Bonjour) Tj T* (Bonjour) ' ET"
            ),
            format!("{number} 0 0 {number} {number} {number} cm {number} 0 0 {number} 0 0 cm {TEXT}"),
            format!("BT /F 12 Tf 1 {number} {number} 1 0 0 Tm [(Bon) {number} (jour)] TJ ET"),
            format!("0 0 {number} {number} re W n 1 g 0 0 {number} {number} re f {TEXT}"),
        ] {
            judged(&content, Pdf::page(&content, "").bytes());
        }
        judged(
            number,
            Pdf::sentence(&format!("/CropBox[0 0 {number} {number}]/UserUnit {number}/Rotate {number}"))
                .bytes(),
        );
        judged(number, Pdf::sentence(&format!("/MediaBox[{number} {number} 1 1]")).bytes());
    }
}

#[test]
fn much_on_one_page_is_laid_out_in_time() {
    let mut pages = Vec::new();
    let heaped = format!("BT /F 12 Tf 72 700 Td {} ET", "(a) Tj 0 0 Td ".repeat(many(20_000)));
    pages.push(("one on the other", heaped));
    let mut scattered = String::from("BT /F 2 Tf ");
    let mut turned = String::from("BT /F 9 Tf ");
    let mut steps = String::from("BT /F 9 Tf ");
    let few = u32::try_from(many(20_000)).unwrap();
    for i in 0..few {
        let (x, y) = (i.wrapping_mul(7_919) % 595, i.wrapping_mul(104_729) % 842);
        write!(scattered, "1 0 0 1 {x} {y} Tm (ab) Tj ").unwrap();
        let angle = f64::from(i) / 57.0;
        write!(
            turned,
            "{:.3} {:.3} {:.3} {:.3} {x} {y} Tm (ab) Tj ",
            angle.cos(),
            angle.sin(),
            -angle.sin(),
            angle.cos()
        )
        .unwrap();
        write!(steps, "1 0 0 1 {:.3} {:.3} Tm (a) Tj ", f64::from(i) * 0.02, 800.0 - f64::from(i) * 0.03)
            .unwrap();
    }
    pages.extend([("scattered", scattered + "ET"), ("turned", turned + "ET"), ("steps", steps + "ET")]);
    let covers: String = (0..few).map(|i| format!("1 g {} {} 9 9 re f ", i % 590, i % 840)).collect();
    pages.push(("covers", format!("{covers}{TEXT}{covers}{TEXT}")));
    let lines: String =
        (0..few).map(|i| format!("{} {} m {} {} l S ", i % 590, i % 840, i % 591, i % 841)).collect();
    pages.push(("lines", format!("{lines}{TEXT}")));
    pages.push(("images", format!("{TEXT}{}", "BI /W 1 /H 1 ID x EI ".repeat(many(20_000)))));
    pages.push(("never ended images", format!("{TEXT}{}", "BI ID ".repeat(many(50_000)))));
    pages.push(("one long text", format!("BT /F 12 Tf 72 700 Td ({}) Tj ET", "mot ".repeat(many(50_000)))));
    for (name, content) in pages {
        assert_eq!(bound(&judged(name, Pdf::page(&content, "").bytes())), None, "{name}");
    }
}
