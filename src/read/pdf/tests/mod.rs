//! What is read of small files made by hand, each with one thing that real files do.

mod damaged;
mod lines;
mod objects;
mod unseen;

use super::read;
use crate::document::{Document, Role};
use crate::read::{Limits, Unreadable};

/// A file of one page. Objects 1 to 5 are the catalogue, the page tree, the page, its content and Helvetica (`F1`).
#[derive(Default)]
struct Made<'a> {
    content: &'a str,
    /// Entries of the page's resources beside the fonts.
    resources: &'a str,
    /// Fonts beside `F1`.
    fonts: &'a str,
    /// Entries of the page.
    page: &'a str,
    /// Pages beside the first.
    kids: &'a str,
    /// Entries of the catalogue.
    catalog: &'a str,
    /// Objects from 6 on: a dictionary, and the data of a stream.
    more: &'a [(&'a str, Option<&'a str>)],
}

impl Made<'_> {
    fn bytes(&self) -> Vec<u8> {
        let Self { content, resources, fonts, page, kids, catalog, more } = self;
        let mut objects = vec![
            (format!("/Type /Catalog /Pages 2 0 R {catalog}"), None),
            (format!("/Type /Pages /Kids [3 0 R {kids}] /Count 1 /MediaBox [0 0 600 800]"), None),
            (
                format!(
                    "/Type /Page /Parent 2 0 R /Contents 4 0 R {page} \
                     /Resources << /Font << /F1 5 0 R {fonts} >> {resources} >>"
                ),
                None,
            ),
            (String::new(), Some(*content)),
            ("/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding".to_owned(), None),
        ];
        objects.extend(more.iter().map(|(dict, data)| ((*dict).to_owned(), *data)));
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (i, (dict, data)) in objects.iter().enumerate() {
            places.push(out.len());
            let object = match data {
                None => format!("{} 0 obj\n<< {dict} >>\nendobj\n", i + 1),
                Some(data) => format!(
                    "{} 0 obj\n<< {dict} /Length {} >>\nstream\n{data}\nendstream\nendobj\n",
                    i + 1,
                    data.len()
                ),
            };
            out.extend_from_slice(object.as_bytes());
        }
        let table = out.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            end += &format!("{place:010} 00000 n \n");
        }
        end += &format!("trailer\n<< /Size {} /Root 1 0 R >>\n", places.len() + 1);
        end += &format!("startxref\n{table}\n%%EOF\n");
        out.extend_from_slice(end.as_bytes());
        out
    }

    fn read(&self) -> Document {
        read(&self.bytes(), &Limits::default()).unwrap()
    }

    /// The blocks, what is not plain text in braces.
    fn text(&self) -> String {
        let blocks = self.read().blocks;
        let shown = blocks.iter().map(|block| {
            let runs = block.runs.iter().map(|run| match run.role {
                Role::Text => run.text.clone(),
                role => format!("{{{role:?} {}}}", run.text.trim()),
            });
            runs.collect::<String>().trim().to_owned()
        });
        shown.collect::<Vec<_>>().join(" | ")
    }
}

/// What is read of that content.
fn content(content: &'static str) -> String {
    Made { content, ..Made::default() }.text()
}

#[test]
fn every_operator_that_shows_text() {
    assert_eq!(
        content("BT /F1 12 Tf 14 TL 50 700 Td (un) Tj T* (deux) Tj (trois) ' 1 2 (quatre) \" ET"),
        "un deux trois quatre"
    );
    assert_eq!(content("BT /F1 12 Tf 1 0 0 1 50 700 Tm [(mo) 20 (t) -400 (mot)] TJ ET"), "mot mot");
    assert_eq!(content("BT /F1 12 Tf 50 700 Td 5 Ts (haut) Tj 0 Ts 150 Tz 2 Tc (l) Tj ET"), "hautl");
}

#[test]
fn gaps_are_spaces_and_steps_are_lines() {
    assert_eq!(content("BT /F1 10 Tf 50 700 Td (mot) Tj 21 0 Td (mot) Tj ET"), "mot mot");
    assert_eq!(content("BT /F1 10 Tf 50 700 Td (b) Tj 5.56 0 Td (o) Tj 5.56 0 Td (n) Tj ET"), "bon");
    assert_eq!(content("BT /F1 10 Tf 50 700 Td (haut) Tj 0 -100 Td (bas) Tj ET"), "haut | bas");
}

#[test]
fn nothing_is_lost_after_a_stray_delimiter_or_an_unknown_operator() {
    assert_eq!(
        content(
            "BT /F1 12 Tf 50 700 Td (a) Tj ) >> } foo (b) Tj { ] (c) Tj ET Q Q EMC BT 80 700 Td (d) Tj ET"
        ),
        "abc d"
    );
}

#[test]
fn text_that_is_drawn_twice_counts_once() {
    assert_eq!(
        content("BT /F1 12 Tf 50 700 Td (Titre) Tj ET BT /F1 12 Tf 50.4 700 Td (Titre) Tj ET"),
        "Titre"
    );
}

#[test]
fn accents_drawn_apart_stand_on_their_letters() {
    // Acute in WinAnsi, over an "e" that is drawn right under it.
    assert_eq!(content("BT /F1 10 Tf 50 700 Td (caf) Tj 13.9 0 Td (\\264) Tj -0.6 0 Td (e) Tj ET"), "café");
}

#[test]
fn text_that_cannot_be_seen_is_set_apart() {
    let seen = "BT /F1 12 Tf 50 700 Td (vu) Tj ET ";
    let cases = [
        ("BT /F1 12 Tf 3 Tr 50 600 Td (invisible) Tj ET", "{Hidden invisible}"),
        ("1 g BT /F1 12 Tf 50 600 Td (blanc) Tj ET", "{Hidden blanc}"),
        ("0.98 g BT /F1 12 Tf 50 600 Td (presque blanc) Tj ET", "{Hidden presque blanc}"),
        ("0 0 1 rg 40 590 200 30 re f 1 g BT /F1 12 Tf 50 600 Td (clair) Tj ET", "clair"),
        ("BT /F1 12 Tf 1 Tz 50 600 Td (mince) Tj ET", "{Hidden mince}"),
        ("BT /F1 1.5 Tf 50 600 Td (minuscule) Tj ET", "{Hidden minuscule}"),
        ("BT /F1 12 Tf 50 -60 Td (dehors) Tj ET", "{OffPage dehors}"),
    ];
    for (unseen, expected) in cases {
        let content = Box::leak(format!("{seen}{unseen}").into_boxed_str());
        assert_eq!(Made { content, ..Made::default() }.text(), format!("vu | {expected}"), "{unseen}");
    }
}

#[test]
fn paper_in_any_colour_space_is_paper() {
    let resources = "/ColorSpace << /L [/Lab << /WhitePoint [0.95 1 1.09] >>] /N [/Separation /Or /DeviceCMYK 6 0 R] \
        /X [/Separation /None /DeviceCMYK 6 0 R] /I [/Indexed /DeviceRGB 1 <0000ffffffff>] >> \
        /Pattern << /S << /PatternType 2 /Shading << /ColorSpace /DeviceGray /Function << /FunctionType 2 /C0 [1] \
        /C1 [0.99] >> >> >> /T 7 0 R /E 8 0 R /D 9 0 R >>";
    let tile = "/PatternType 1 /PaintType 1 /BBox [0 0 9 9]";
    let more = [
        ("/FunctionType 2", None),
        (tile, Some("1 g 0 0 9 9 re f")),
        (tile, Some("")),
        (tile, Some("0 0 9 9 re f")),
    ];
    let more = &*Box::leak(Box::new(more));
    let read = |set: &str, text: &str| {
        let shown = format!("BT /F1 12 Tf 50 700 Td (vu) Tj ET {set} BT /F1 2.5 Tf 50 600 Td ({text}) Tj ET");
        Made { content: Box::leak(shown.into_boxed_str()), resources, more, ..Made::default() }.text()
    };
    let long = "i".repeat(240);
    for set in [
        "/L cs 100 0 0 sc",
        "/N cs 0 scn",
        "/X cs 1 scn",
        "/I cs 1 sc",
        "/Pattern cs /S scn",
        "/Pattern cs /T scn",
        "/Pattern cs /E scn",
        "1 Tr 1 G",
        "1 g 1 G 2 Tr",
    ] {
        assert_eq!(read(set, &long), format!("vu | {{Hidden {long}}}"), "{set}");
    }
    for set in
        ["/L cs 20 0 0 sc", "/N cs 1 scn", "/I cs 0 sc", "/Pattern cs /D scn", "1 Tr 0 G 1 g", "1 g 2 Tr 0 G"]
    {
        assert_eq!(read(set, &long), format!("vu | {long}"), "{set}");
    }
}

#[test]
fn a_font_that_draws_nothing_shows_nothing() {
    let read = |glyph: &'static str| {
        let more = Box::leak(Box::new([
            (
                "/Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 \
              /Widths [500] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >>",
                None,
            ),
            ("", Some(glyph)),
        ]));
        let content = "BT /F1 12 Tf 50 700 Td (vu) Tj ET BT /B 12 Tf 50 600 Td (aaaa) Tj ET";
        Made { content, fonts: "/B 6 0 R", more, ..Made::default() }.text()
    };
    assert_eq!(read("500 0 d0"), "vu | {Hidden aaaa}");
    assert_eq!(read("500 0 d0 0 0 400 400 re f"), "vu | aaaa");
}

#[test]
fn a_text_that_stands_for_much_less_may_not_be_seen() {
    let doubtful = |content: String, resources| {
        let made = Made { content: Box::leak(content.into_boxed_str()), resources, ..Made::default() };
        let runs = made.read().blocks.into_iter().flat_map(|block| block.runs);
        let (doubtful, seen): (Vec<_>, Vec<_>) = runs.partition(|run| run.style.doubt.is_some());
        [doubtful, seen].map(|runs| runs.iter().map(|run| run.text.as_str()).collect::<String>())
    };
    let actual = |text: &str| {
        let shown = format!(
            "BT /F1 12 Tf 50 700 Td (vu) Tj ET /Span << /ActualText ({text}) >> BDC \
             BT /F1 12 Tf 50 600 Td (voir) Tj ET EMC"
        );
        doubtful(shown, "")
    };
    let long = "autre chose ".repeat(20);
    assert_eq!(actual(&long), [long.as_str(), "vu"].map(str::to_owned));
    assert_eq!(actual("au revoir"), ["", "vuau revoir"].map(str::to_owned));
    let resources = "/ExtGState << /S << /BM /Screen >> /M << /SMask << /S /Luminosity /G 6 0 R >> >> >>";
    for set in ["/S gs", "/M gs", "7 Tr"] {
        let shown = format!("{set} BT /F1 12 Tf 50 600 Td (voir) Tj ET");
        assert_eq!(doubtful(shown, resources), ["voir", ""].map(str::to_owned), "{set}");
    }
}

#[test]
fn see_through_text_is_hidden_unless_it_is_a_title_drawn_over() {
    let read = |text: &str, drawn: &str| {
        let content = format!(
            "BT /F1 12 Tf 50 700 Td (vu) Tj ET /G gs BT /F1 8 Tf 50 600 Td ({text}) Tj ET /N gs {drawn}"
        );
        let resources = "/ExtGState << /G << /ca 0 >> /N << /ca 1 >> >> /XObject << /I 6 0 R >>";
        let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB \
             /Filter /DCTDecode";
        Made { content: &content, resources, more: &[(image, Some("x"))], ..Made::default() }.text()
    };
    // By letters that are filled, or only outlined, and by a picture.
    for letters in ["f", "S", "s"] {
        let shape = format!("0.8 0 0.4 rg 48 596 m 60 612 70 612 90 596 c 80 594 60 594 48 596 c {letters}");
        assert_eq!(read("Titre", &shape), "vu | Titre", "{letters}");
    }
    assert_eq!(read("Titre", "q 60 0 0 20 45 595 cm /I Do Q"), "vu | Titre");
    // Nothing is drawn there, or a plain area, or a frame around it.
    for drawn in ["", "0.9 g 40 590 200 30 re f", "40 590 200 30 re S", "48 300 m 60 312 70 312 90 300 c f"] {
        assert_eq!(read("Titre", drawn), "vu | {Hidden Titre}", "{drawn}");
    }
    let long = "i".repeat(240);
    assert_eq!(read(&long, ""), format!("vu | {{Hidden {long}}}"));
}

#[test]
fn text_that_something_is_painted_over_is_hidden_where_there_is_much_of_it() {
    let long = "i".repeat(240);
    let read = |before: &str, text: &str, after: &str| {
        let shown = format!(
            "BT /F1 12 Tf 50 700 Td (vu) Tj ET {before} BT /F1 2.5 Tf 50 600 Td ({text}) Tj ET {after}"
        );
        let content = Box::leak(shown.into_boxed_str());
        let resources = "/XObject << /I 6 0 R /M 7 0 R /F 8 0 R /O 11 0 R >> /ExtGState << /B << /BM /Multiply >> >> \
            /Shading << /S 9 0 R >> /Pattern << /P << /PatternType 2 /Shading 9 0 R >> >>";
        let image =
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";
        let masked = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 6 0 R";
        let opaque = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 10 0 R";
        let form = "/Type /XObject /Subtype /Form /BBox [0 580 600 640] /Resources << >>";
        let gradient = "/ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] \
            /Function << /FunctionType 2 /N 1 /Domain [0 1] /C0 [0.2] /C1 [0.9] >>";
        let more = [(image, "x"), (masked, "x"), (form, "1 g 0 0 600 800 re f")];
        let more = more.map(|(dict, data)| (dict, Some(data))).into_iter().chain([
            (gradient, None),
            ("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /Filter /ASCIIHexDecode", Some("FF>")),
            (opaque, Some("x")),
        ]);
        let more = Box::leak(more.collect::<Vec<_>>().into_boxed_slice());
        Made { content, resources, more, ..Made::default() }.text()
    };
    let (hidden, seen) = (format!("vu | {{Hidden {long}}}"), format!("vu | {long}"));
    let area = "1 g 40 590 540 30 re f";
    assert_eq!(read("", &long, area), hidden);
    assert_eq!(read("", &long, "q 540 0 0 30 40 590 cm /I Do Q"), hidden);
    assert_eq!(read("q 0 0 30 900 re W n", &long, "Q"), hidden);
    // So do many small ones side by side, but not with a gap between them.
    let tiles =
        |step: usize| (40..580).step_by(step).map(|x| format!("{x} 590 10 30 re f ")).collect::<String>();
    assert_eq!(read("", &long, &format!("1 g {}", tiles(10))), hidden);
    assert_ne!(read("", &long, &format!("1 g {}", tiles(20))), hidden);
    for after in [
        "/F Do",
        "q 540 0 0 30 40 590 cm /O Do Q",
        "1 g 40 590 m 580 590 l 580 620 l 40 620 l h f",
        "q 40 590 540 30 re W n /S sh Q",
        "/Pattern cs /P scn 40 590 540 30 re f",
        "q 540 0 0 30 40 590 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
    ] {
        assert_eq!(read("", &long, after), hidden, "{after}");
    }
    // A stencil without holes is an area; one that paints nothing is nothing.
    assert_eq!(read("", &long, "q 540 0 0 30 40 590 cm BI /W 1 /H 1 /IM true ID x EI Q"), hidden);
    assert_eq!(read("", &long, "q 540 0 0 30 40 590 cm BI /W 1 /H 1 /IM true /D [1 0] ID x EI Q"), seen);
    // Before the text, beside it, blended with it, or with holes, it hides nothing.
    assert_eq!(read(&format!("{area} 0 g"), &long, ""), seen);
    for after in ["1 g 40 300 540 30 re f", "/B gs 1 g 40 590 540 30 re f", "q 540 0 0 30 40 590 cm /M Do Q"]
    {
        assert_eq!(read("", &long, after), seen, "{after}");
    }
    // A picture of the whole page lies over the text of a scan; a box that has slipped over a few words is no padding.
    assert_eq!(read("", &long, "q 600 0 0 800 0 0 cm /I Do Q"), seen);
    assert_eq!(read("", "Titre", area), "vu | Titre");
}

#[test]
fn what_the_crop_box_cuts_off_is_off_the_page() {
    let made = Made {
        content: "BT /F1 12 Tf 50 700 Td (dedans) Tj ET BT /F1 12 Tf 50 30 Td (dehors) Tj ET",
        page: "/CropBox [0 100 600 800]",
        ..Made::default()
    };
    assert_eq!(made.text(), "dedans | {OffPage dehors}");
}

#[test]
fn layers_that_are_off_are_hidden() {
    let made = Made {
        content: "BT /F1 12 Tf 50 700 Td (vu) Tj ET /OC /L BDC BT /F1 12 Tf 50 600 Td (couche) Tj ET EMC \
                  /OC /M BDC BT /F1 12 Tf 50 500 Td (membre) Tj ET EMC",
        resources: "/Properties << /L 6 0 R /M << /Type /OCMD /OCGs [6 0 R] /P /AllOff >> >>",
        catalog: "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>",
        more: &[("/Type /OCG /Name (L)", None)],
        ..Made::default()
    };
    assert_eq!(made.text(), "vu | {Hidden couche} | membre");
}

#[test]
fn layers_that_a_rule_turns_off_are_hidden() {
    let off = |member: &str, default: &str| {
        let resources = format!("/Properties << /M {member} >>");
        let catalog = format!("/OCProperties << /OCGs [6 0 R 7 0 R] /D << {default} >> >>");
        let made = Made {
            content: "BT /F1 12 Tf 50 700 Td (vu) Tj ET /OC /M BDC BT /F1 12 Tf 50 500 Td (membre) Tj ET EMC",
            resources: &resources,
            catalog: &catalog,
            more: &[
                ("/Type /OCG /Name (L)", None),
                ("/Type /OCG /Name (N) /Usage << /View << /ViewState /OFF >> >>", None),
            ],
            ..Made::default()
        };
        made.text() == "vu | {Hidden membre}"
    };
    assert!(off("<< /Type /OCMD /OCGs [6 0 R] /P /AllOff >>", ""));
    assert!(off("<< /Type /OCMD /VE [/Not 6 0 R] >>", ""));
    assert!(off("<< /Type /OCMD /VE [/And 6 0 R [/Or [/Not 6 0 R]]] >>", ""));
    assert!(off("7 0 R", "/AS [<< /Event /View /Category [/View] /OCGs [6 0 R 7 0 R] >>]"));
    assert!(!off("7 0 R", "/AS [<< /Event /Print /Category [/Print] /OCGs [7 0 R] >>]"));
    assert!(!off("6 0 R", "/AS [<< /Event /View /Category [/View] /OCGs [6 0 R 7 0 R] >>]"));
    assert!(!off("<< /Type /OCMD /VE [/Or 6 0 R [/Not 6 0 R]] >>", ""));
}

#[test]
fn text_under_a_bar_or_a_bent_shape_or_outside_of_a_clip_is_not_seen() {
    let line = "Une phrase assez longue pour compter parmi celles que personne ne voit";
    let seen = |before: &str, after: &str| {
        let shown = (0..4).map(|n| format!("({line} {n}) Tj 0 -14 Td ")).collect::<String>();
        let content = format!(
            "q {before} BT /F1 12 Tf 50 700 Td {shown} ET Q q {after} Q BT /F1 12 Tf 50 300 Td (vu) Tj ET"
        );
        let text = Made { content: &content, ..Made::default() }.text();
        assert!(text.contains(line) && text.ends_with("vu"), "{text}");
        !text.contains("{Hidden")
    };
    assert!(seen("", "1 G 2 w 0 680 m 600 680 l S"));
    assert!(!seen("", "1 G 200 w 0 680 m 600 680 l S"));
    assert!(!seen("", "1 g -300 550 m -300 1200 900 1200 900 550 c 900 -100 -300 -100 -300 550 c f"));
    assert!(!seen("0 0 m 9 0 l 0 9 l h W n", ""));
    assert!(seen("0 0 m 1200 0 l 0 1600 l h W n", ""));
}

#[test]
fn a_font_that_says_other_letters_than_its_encoding_draws_is_doubted() {
    let says = |by: u32| {
        let pairs: String =
            (97..123u32).map(|code| format!("<{code:02x}> <{:04x}> ", 97 + (code - 97 + by) % 26)).collect();
        let map = format!(
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 26 beginbfchar {pairs}endbfchar endcmap"
        );
        let made = Made {
            content: "BT /G 12 Tf 50 700 Td (abcdefghij) Tj ET",
            resources: "/Font << /G 6 0 R >>",
            more: &[
                (
                    "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 7 0 R",
                    None,
                ),
                ("", Some(&map)),
            ],
            ..Made::default()
        };
        made.read().blocks.iter().flat_map(|block| &block.runs).find_map(|run| run.style.doubt)
    };
    assert_eq!((says(0), says(13)), (None, Some(crate::document::Doubt::Unlike)));
}

#[test]
fn forms_show_their_text_with_their_own_matrix_and_resources() {
    let made = Made {
        content: "q /X Do Q BT /F1 12 Tf 50 600 Td (apr\\350s) Tj ET",
        resources: "/XObject << /X 6 0 R >>",
        more: &[(
            "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 50 700] \
                 /Resources << /Font << /G 5 0 R >> /XObject << /X 6 0 R >> >>",
            Some("BT /G 12 Tf (forme) Tj ET /X Do"),
        )],
        ..Made::default()
    };
    // It calls itself, which nobody draws.
    assert_eq!(made.text(), "forme | après");
}

#[test]
fn annotations_are_shown_by_their_appearance_unless_hidden() {
    let made = Made {
        content: "BT /F1 12 Tf 50 700 Td (page) Tj ET",
        page: "/Annots [7 0 R 8 0 R 9 0 R]",
        more: &[
            (
                "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 5 0 R >> >>",
                Some("BT /F1 12 Tf 2 5 Td (champ) Tj ET"),
            ),
            ("/Type /Annot /Subtype /Widget /Rect [50 600 150 620] /AP << /N 6 0 R >>", None),
            ("/Type /Annot /Subtype /Widget /Rect [50 500 150 520] /F 2 /AP << /N 6 0 R >>", None),
            ("/Type /Annot /Subtype /Popup /Rect [50 400 150 420] /AP << /N 6 0 R >>", None),
        ],
        ..Made::default()
    };
    assert_eq!(made.text(), "page | champ");
}

#[test]
fn actual_text_stands_for_its_glyphs_once() {
    assert_eq!(
        content(
            "BT /F1 12 Tf 50 700 Td (de) Tj /Span << /ActualText (ffi) >> BDC (x) Tj (y) Tj EMC (n) Tj ET"
        ),
        "deffin"
    );
    let made = Made {
        content: "BT /F1 12 Tf 50 700 Td /Span /P BDC (\\200) Tj EMC ( cent) Tj ET",
        resources: "/Properties << /P << /ActualText <FEFF00E90074> >> >>",
        ..Made::default()
    };
    assert_eq!(made.text(), "ét cent");
}

#[test]
fn simple_fonts_by_differences_and_by_map() {
    let made = Made {
        content: "BT /D 12 Tf 50 700 Td (abcd) Tj /U 12 Tf 0 -100 Td (ab) Tj ET",
        fonts: "/D 6 0 R /U 7 0 R",
        more: &[
            (
                "/Type /Font /Subtype /Type1 /BaseFont /A /FirstChar 97 /Widths [500 500 500 500] \
                 /Encoding << /Differences [97 /eacute /f_f_i /uni0153 /Euro] >>",
                None,
            ),
            (
                "/Type /Font /Subtype /TrueType /BaseFont /B /FirstChar 97 /Widths [500 500] /ToUnicode 8 0 R",
                None,
            ),
            ("", Some("2 beginbfchar <61> <FB01> <62> <0065> endbfchar")),
        ],
        ..Made::default()
    };
    assert_eq!(made.text(), "éffiœ€ | fie");
}

#[test]
fn fonts_of_several_bytes() {
    let made = Made {
        content: "BT /I 12 Tf 50 700 Td <00030004> Tj /J 12 Tf 0 -100 Td <82A082A2> Tj ET",
        fonts: "/I 6 0 R /J 9 0 R",
        more: &[
            (
                "/Type /Font /Subtype /Type0 /BaseFont /C /Encoding /Identity-H /DescendantFonts [7 0 R] \
                 /ToUnicode 8 0 R",
                None,
            ),
            ("/Type /Font /Subtype /CIDFontType2 /BaseFont /C /W [3 [600 600]]", None),
            ("", Some("1 beginbfrange <0003> <0004> <0041> endbfrange")),
            (
                "/Type /Font /Subtype /Type0 /BaseFont /D /Encoding /90ms-RKSJ-H /DescendantFonts [7 0 R]",
                None,
            ),
        ],
        ..Made::default()
    };
    assert_eq!(made.text(), "AB | あい");
}

#[test]
fn type_3_fonts_have_a_scale_of_their_own() {
    let made = Made {
        content: "BT /T 1 Tf 20 0 0 20 50 700 Tm (ab) Tj ET",
        fonts: "/T 6 0 R",
        more: &[(
            "/Type /Font /Subtype /Type3 /FontMatrix [0.05 0 0 0.05 0 0] /FontBBox [0 0 20 20] /FirstChar 97 \
                 /LastChar 98 /Widths [10 10] /CharProcs << >> /Encoding << /Differences [97 /a /b] >>",
            None,
        )],
        ..Made::default()
    };
    assert_eq!(made.text(), "ab");
}

#[test]
fn glyphs_without_unicode_make_a_page_unreliable() {
    let made = Made {
        content: "BT /I 12 Tf 50 700 Td <0003000400050006000700080009> Tj /F1 12 Tf (texte) Tj ET",
        fonts: "/I 6 0 R",
        more: &[
            ("/Type /Font /Subtype /Type0 /BaseFont /C /Encoding /Identity-H /DescendantFonts [7 0 R]", None),
            ("/Type /Font /Subtype /CIDFontType2 /BaseFont /C", None),
        ],
        ..Made::default()
    };
    assert_eq!(made.read().pages.unreliable, [1]);
}

/// A page with that content, whose font `I` has glyphs of half their size and says nothing of what they are.
fn without_unicode(content: &str) -> Made<'_> {
    Made {
        content,
        fonts: "/I 6 0 R",
        more: &[
            ("/Type /Font /Subtype /Type0 /BaseFont /C /Encoding /Identity-H /DescendantFonts [7 0 R]", None),
            ("/Type /Font /Subtype /CIDFontType2 /BaseFont /C /DW 500", None),
        ],
        ..Made::default()
    }
}

#[test]
fn a_file_whose_glyphs_have_no_unicode_is_no_scan() {
    let drawn = format!("BT /I 12 Tf 50 700 Td <{}> Tj ET", "00030004".repeat(20));
    let told = read(&without_unicode(&drawn).bytes(), &Limits::default()).unwrap_err();
    assert_eq!(told, Unreadable::NoUnicode { pages: 1 });
    assert!(told.message().fr.contains("table Unicode") && told.help().fr.contains("DOCX"));
    let mark = without_unicode("BT /I 12 Tf 50 700 Td <0003> Tj ET").bytes();
    assert_eq!(read(&mark, &Limits::default()).unwrap_err(), Unreadable::NoText { pages: 1 });
}

#[test]
fn letters_that_are_lost_in_words_are_told() {
    let prose = |line: usize| {
        let y = 500 - 20 * line;
        format!(
            "BT /F1 10 Tf 50 {y} Td (Le texte de cette page est assez long pour que peu de lettres y manquent.) Tj ET "
        )
    };
    let told = |content: String| {
        let document = without_unicode(&content).read();
        let joined = |notice: &crate::document::Notice| notice.message.fr.contains("lettres liées");
        document.notices.iter().filter(|notice| joined(notice)).count()
    };
    // A glyph within a word, one between words, and one before a line.
    let word = |y: usize, gap: usize| {
        format!("BT /F1 10 Tf 50 {y} Td (mo) Tj {gap} 0 Td /I 10 Tf <0003> Tj 5 0 Td /F1 10 Tf (ment) Tj ET ")
    };
    let text: String = (0..6).map(prose).collect();
    let lines = |gap: usize| (0..6).map(|line| word(700 - 20 * line, gap)).collect::<String>();
    assert_eq!(told(format!("{text}{}", lines(14))), 1);
    assert_eq!(told(format!("{text}{}", lines(20))), 0);
    assert_eq!(told(format!("{text}{}", word(700, 14))), 0);
}

#[test]
fn a_text_layer_over_a_picture_is_read_but_not_relied_on() {
    let made = Made {
        content: "q 600 0 0 800 0 0 cm /I Do Q BT /F1 12 Tf 3 Tr 50 700 Td (reconnu) Tj ET",
        resources: "/XObject << /I 6 0 R >>",
        more: &[(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            Some("x"),
        )],
        ..Made::default()
    };
    assert_eq!(made.text(), "reconnu");
    assert_eq!(made.read().pages.unreliable, [1]);
}

#[test]
fn pages_without_text_are_told() {
    let made = Made { content: "0 0 100 100 re f", ..Made::default() };
    assert_eq!(read(&made.bytes(), &Limits::default()).unwrap_err(), Unreadable::NoText { pages: 1 });
}

#[test]
fn a_protection_of_an_unknown_kind_is_no_scan() {
    use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
    use lopdf::{EncryptionState, EncryptionVersion, Object, Permissions};

    // Long enough to be packed.
    let content =
        "BT /F1 12 Tf 50 700 Td (texte) Tj 0 -20 Td (texte) Tj 0 -20 Td (texte) Tj 0 -20 Td (texte) Tj ET";
    let made = Made { content, ..Made::default() };
    let mut doc = lopdf::Document::load_mem(&made.bytes()).unwrap();
    doc.compress();
    let id = Object::string_literal("0123456789abcdef");
    doc.trailer.set("ID", vec![id.clone(), id]);
    let filter: std::sync::Arc<dyn CryptFilter> = std::sync::Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: [(b"StdCF".to_vec(), filter)].into(),
        file_encryption_key: &[7; 32],
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: "propriétaire",
        user_password: "",
        permissions: Permissions::all(),
    };
    doc.encrypt(&EncryptionState::try_from(version).unwrap()).unwrap();
    let bytes = |doc: &mut lopdf::Document| {
        let mut out = Vec::new();
        doc.save_to(&mut out).unwrap();
        out
    };
    assert!(read(&bytes(&mut doc), &Limits::default()).is_ok());
    // In the trailer itself, where MuPDF writes it.
    let mut inline = doc.clone();
    let encrypt = inline.trailer.get(b"Encrypt").and_then(Object::as_reference).unwrap();
    let dictionary = inline.objects.remove(&encrypt).unwrap();
    inline.trailer.set("Encrypt", dictionary);
    let sealed = bytes(&mut inline);
    assert!(
        lopdf::Document::load_mem(&sealed).unwrap().objects.is_empty(),
        "the object layer alone reads nothing"
    );
    assert_eq!(read(&sealed, &Limits::default()).unwrap().blocks[0].text(), "texte texte texte texte");
    // By reference, which lopdf does not follow.
    let encrypt = doc.trailer.get(b"Encrypt").and_then(Object::as_reference).unwrap();
    let filters = doc.get_object(encrypt).unwrap().as_dict().unwrap().get(b"CF").unwrap().clone();
    let apart = doc.add_object(filters);
    doc.get_object_mut(encrypt).unwrap().as_dict_mut().unwrap().set("CF", apart);
    // What is encrypted begins with chance bytes, which must not look like the head of something packed.
    let streams = doc.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    streams.filter_map(|stream| stream.content.first_mut()).for_each(|byte| *byte = 0);
    assert_eq!(read(&bytes(&mut doc), &Limits::default()).unwrap_err(), Unreadable::Sealed);
}

#[test]
fn damage_that_other_readers_survive() {
    let whole = Made { content: "BT /F1 12 Tf 50 700 Td (texte) Tj ET", ..Made::default() }.bytes();
    let text = String::from_utf8(whole).unwrap();
    let without_header = text.replacen("%PDF-1.7\n", "", 1);
    let without_table = text.replace("startxref\n", "startxref\n9");
    let wrong_length = text.replace("/Length 36", "/Length 3");
    for damaged in [without_header, without_table, wrong_length] {
        let document = read(damaged.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.blocks[0].text(), "texte", "{damaged}");
    }
}
