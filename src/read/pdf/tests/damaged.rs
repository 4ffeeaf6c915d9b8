//! Files that are not whole, and pages that are pictures whatever is stamped on them.

use super::Made;
use crate::document::{Document, Gap, NoticeKind, Why};
use crate::read::pdf::read;
use crate::read::{Limits, Unreadable};

fn kinds(document: &Document) -> Vec<NoticeKind> {
    document.notices.iter().map(|notice| notice.kind).collect()
}

#[test]
fn a_page_whose_content_is_missing_is_damaged_and_not_blank() {
    let page = "/Type /Page /Parent 2 0 R /Contents 9 0 R";
    for (kids, more) in [("6 0 R", [(page, None)].as_slice()), ("8 0 R", [].as_slice())] {
        let made = Made { content: "BT /F1 12 Tf 50 700 Td (texte) Tj ET", kids, more, ..Made::default() };
        let document = made.read();
        assert_eq!(document.gaps, [Gap::on_pages(Why::Damaged, &[2])], "{kids}");
        assert_eq!(kinds(&document), [NoticeKind::Damaged], "{kids}");
        assert!(document.pages.without_text.is_empty());
        let nothing = Made { content: "", kids, more, ..Made::default() };
        assert!(matches!(read(&nothing.bytes(), &Limits::default()), Err(Unreadable::Damaged(_))));
    }
    // A page that has no content is a blank one.
    let blank = [("/Type /Page /Parent 2 0 R", None)];
    let made = Made {
        content: "BT /F1 12 Tf 50 700 Td (texte) Tj ET",
        kids: "6 0 R",
        more: &blank,
        ..Made::default()
    };
    assert!(made.read().gaps.is_empty() && made.read().pages.without_text == [2]);
}

#[test]
fn a_file_that_ends_among_its_objects_is_cut_off() {
    let made = Made { content: "BT /F1 12 Tf 50 700 Td (texte) Tj ET", ..Made::default() };
    let mut bytes = made.bytes();
    let with_junk = [bytes.as_slice(), "<!-- envoyé -->".repeat(200).as_bytes()].concat();
    let whole = |bytes: &[u8]| read(bytes, &Limits::default()).map(|document| document.gaps.is_empty());
    assert_eq!((whole(&bytes), whole(&with_junk)), (Ok(true), Ok(true)));
    let table = bytes.windows(5).position(|window| window == b"xref\n").unwrap();
    bytes.truncate(table);
    match read(&bytes, &Limits::default()) {
        Ok(document) => {
            assert_eq!(document.gaps, [Gap::at_end()]);
            assert_eq!(kinds(&document), [NoticeKind::Damaged]);
        }
        Err(error) => assert!(matches!(error, Unreadable::Damaged(_)), "{error}"),
    }
}

#[test]
fn what_a_scanner_stamps_on_every_page_is_no_text() {
    let scanned = |kids, second| {
        let more = [
            (
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                Some("x"),
            ),
            (
                "/Type /Page /Parent 2 0 R /Contents 8 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>",
                None,
            ),
            ("", Some(second)),
        ];
        let made = Made {
            content: "q 600 0 0 800 0 0 cm /I Do Q BT /F1 8 Tf 50 20 Td (Scanned with Numa 1) Tj ET",
            resources: "/XObject << /I 6 0 R >>",
            kids,
            more: &more,
            ..Made::default()
        };
        read(&made.bytes(), &Limits::default())
    };
    let same = "q 600 0 0 800 0 0 cm /I Do Q BT /F1 8 Tf 50 20 Td (Scanned with Numa 2) Tj ET";
    assert_eq!(scanned("7 0 R", same).err(), Some(Unreadable::NoText { pages: 2 }));
    let cover = "BT /F1 24 Tf 50 600 Td (Dossier de projet) Tj ET";
    assert!(scanned("7 0 R", cover).unwrap().pages.without_text.is_empty());
    let small = "q 60 0 0 80 0 0 cm /I Do Q BT /F1 8 Tf 50 20 Td (Scanned with Numa 2) Tj ET";
    assert!(scanned("7 0 R", small).unwrap().pages.without_text.is_empty());
}
