//! What the drawing of a page leaves unseen: clips, grounds that are pictures, texts that stand for others.

use super::Made;
use crate::document::Doubt;
use crate::read::testing::doubt_of;

/// Text that is long enough to be doubted.
fn long() -> String {
    "ceci est un texte assez long pour que sa place se voie sur la page ".repeat(4)
}

#[test]
fn the_box_of_a_form_clips_its_text() {
    let text = long();
    let seen = |place: &str| {
        let form =
            format!("/Type /XObject /Subtype /Form /BBox [{place}] /Resources << /Font << /F1 5 0 R >> >>");
        let data = format!("BT /F1 2.5 Tf 50 600 Td ({text}) Tj ET");
        let more = [(form.as_str(), Some(data.as_str()))];
        let content = "BT /F1 12 Tf 50 700 Td (vu) Tj ET /X Do";
        Made { content, resources: "/XObject << /X 6 0 R >>", more: &more, ..Made::default() }.text()
    };
    assert!(!seen("0 0 600 800").contains("Hidden"));
    for place in ["0 0 50 50", "0 0 0 0", "-10 -10 0 0"] {
        assert!(seen(place).contains("{Hidden ceci"), "{place}: {}", seen(place));
    }
}

#[test]
fn a_picture_of_one_colour_is_a_ground_and_a_cover() {
    let seen = |data: &str, size: &str, colour: &str| {
        let image =
            format!("/Type /XObject /Subtype /Image {size} /BitsPerComponent 8 /ColorSpace /DeviceGray");
        let more = [(image.as_str(), Some(data))];
        let content = format!(
            "q 600 0 0 800 0 0 cm /I Do Q BT {colour} g /F1 12 Tf 50 700 Td (un mot sur une image) Tj ET"
        );
        Made { content: &content, resources: "/XObject << /I 6 0 R >>", more: &more, ..Made::default() }
            .text()
    };
    // "3" is 20 % of white.
    assert_eq!(seen("3333", "/Width 2 /Height 2", "0.2"), "{Hidden un mot sur une image}");
    assert_eq!(seen("3333", "/Width 2 /Height 2", "1"), "un mot sur une image");
    assert_eq!(seen("3~3~", "/Width 2 /Height 2", "0.2"), "un mot sur une image");
    // What says that it is no stencil is none.
    assert_eq!(seen("3333", "/Width 2 /Height 2 /ImageMask false", "0.2"), "{Hidden un mot sur une image}");
}

#[test]
fn an_inline_picture_is_a_ground_and_a_cover_as_any_other() {
    let seen = |image: &str, colour: &str| {
        let content = format!(
            "q 0.2 g 600 0 0 800 0 0 cm BI {image} EI Q BT {colour} g /F1 12 Tf 50 700 Td (un mot sur une image) Tj ET"
        );
        Made { content: &content, resources: "/ColorSpace << /S /DeviceGray >>", ..Made::default() }.text()
    };
    let (text, hidden) = ("un mot sur une image", "{Hidden un mot sur une image}");
    // White on a photograph, on a dark area, on a stencil with holes, on what cannot be decoded here.
    for image in [
        "/W 2 /H 1 /BPC 8 /CS /G ID 3~",
        "/W 2 /H 1 /BPC 8 /CS /G /IM false ID 3~",
        "/W 2 /H 2 /BPC 8 /CS /G ID 3333",
        "/W 2 /H 1 /BPC 8 /CS /S /F /AHx ID 3333>",
        "/IM true /W 8 /H 1 ID x",
        "/W 2 /H 1 /BPC 8 /CS /RGB /F /DCT ID x",
    ] {
        assert_eq!(seen(image, "1"), text, "{image}");
    }
    // In the colour of a picture that is one all over.
    for image in [
        "/W 2 /H 2 /BPC 8 /CS /G ID 3333",
        "/W 2 /H 2 /BPC 8 /CS /S /IM false ID 3333",
        "/W 2 /H 1 /BPC 8 /CS /G /F [/AHx] ID 3333>",
        "/IM true /W 1 /H 1 ID x",
    ] {
        assert_eq!(seen(image, "0.2"), hidden, "{image}");
    }
    assert_eq!(seen("/W 2 /H 1 /BPC 8 /CS /G ID 3~", "0.2"), text);
}

#[test]
fn an_inline_picture_that_is_no_stencil_covers_what_stands_under_it() {
    let read = |image: &str| {
        let long = "i".repeat(240);
        let content = format!(
            "BT /F1 2.5 Tf 50 600 Td ({long}) Tj ET q 540 0 0 30 40 590 cm BI /W 1 /H 1 {image} EI Q"
        );
        Made { content: &content, ..Made::default() }.text().starts_with("{Hidden")
    };
    assert!(read("/BPC 8 /CS /G /IM false ID x") && read("/BPC 8 /CS /RGB /F /DCT ID x"));
    assert!(!read("/BPC 8 /CS /G /IM true /D [1 0] ID x"));
}

#[test]
fn white_text_under_which_a_veil_is_dark_is_read_whatever_lies_deeper() {
    let doubted = |alpha: &str| {
        let states = format!("/XObject << /I 6 0 R >> /ExtGState << /V << /ca {alpha} >> /N << /ca 1 >> >>");
        let image = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode";
        let content = "q 600 0 0 800 0 0 cm /I Do Q /V gs 0 g 40 600 500 150 re f /N gs BT 1 g /F1 12 Tf 50 700 Td (sur la photo) Tj ET";
        let document =
            Made { content, resources: &states, more: &[(image, Some("x"))], ..Made::default() }.read();
        doubt_of(&document, "photo")
    };
    assert_eq!(doubted("0.8"), None);
    assert_eq!(doubted("0.05"), Some(Doubt::Pale));
}

#[test]
fn a_text_that_is_said_to_be_nothing_or_another_is_not_taken_at_its_word() {
    let drawn = "BT /F1 9 Tf 50 700 Td (Une phrase que le lecteur voit bien, avec assez de lettres pour compter vraiment ici.) Tj ET";
    let seen = |said: &str| {
        let content = format!("/Span << /ActualText ({said}) >> BDC {drawn} EMC");
        Made { content: &content, ..Made::default() }.read()
    };
    let text = |said: &str| seen(said).blocks.iter().map(crate::document::Block::text).collect::<String>();
    for nothing in ["", " "] {
        assert!(text(nothing).starts_with("Une phrase que le lecteur"), "{nothing:?}: {}", text(nothing));
    }
    let other =
        "Monitoring software collects measures from every server and warns people before users notice. "
            .repeat(5);
    assert_eq!(doubt_of(&seen(&other), "Monitoring"), Some(Doubt::Unlike));
    // A hyphen that is none, and a word that is spelled out.
    let hyphen = Made {
        content: "BT /F1 9 Tf 50 700 Td (coupe) Tj /Span << /ActualText () >> BDC (-) Tj EMC ET",
        ..Made::default()
    };
    assert_eq!(hyphen.text(), "coupe");
}

#[test]
fn letters_that_lie_flat_or_whose_outline_is_nothing_are_hidden() {
    let seen = |content: &str, resources: &str| Made { content, resources, ..Made::default() }.text();
    assert_eq!(seen("BT /F1 12 Tf 1 0 1 0.001 50 700 Tm (penche) Tj ET", ""), "{Hidden penche}");
    assert_eq!(seen("BT /F1 12 Tf 1 0 0.3 1 50 700 Tm (penche) Tj ET", ""), "penche");
    let outline = "/ExtGState << /N << /CA 0 >> >>";
    let faint = format!("BT /N gs 1 Tr /F1 2.5 Tf 50 600 Td ({}) Tj ET", long());
    assert!(seen(&faint, outline).contains("Hidden"), "{}", seen(&faint, outline));
    let tiny =
        Made { content: "BT /F1 12 Tf 50 700 Td (petit) Tj ET", page: "/UserUnit 0.01", ..Made::default() };
    assert_eq!(tiny.text(), "{Hidden petit}");
}
