//! A real-size dossier with padding that nobody sees: it gains nothing in the headline, and is told.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod hollow;

use std::io::{Cursor, Read, Write};
use std::path::Path;

use conforme::assess::assess;
use conforme::certification::Library;
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::read::Limits;
use conforme::source::Source;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/titre").join(name)).unwrap()
}

fn judged(name: &str, bytes: Vec<u8>) -> Dossier {
    let certification = Library::built_in().load("ais-2018/titre").unwrap();
    assess(&Source::new(name, bytes), &certification, &[], &Limits::default())
}

/// Characters of the headline, and what is told of text that is not seen.
fn told(dossier: &Dossier) -> (usize, Vec<String>) {
    let hidden = dossier.notices.iter().filter(|notice| notice.kind == NoticeKind::HiddenText);
    let measured = dossier.measured.as_ref().unwrap();
    (measured.body.characters, hidden.map(|notice| notice.message.fr.clone()).collect())
}

/// The archive `bytes` with `change` made to its part `part`.
fn changed(bytes: Vec<u8>, part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// `text` with `more` before the last place where `mark` stands.
fn before_last(text: &str, mark: &str, more: &str) -> String {
    let at = text.rfind(mark).unwrap();
    format!("{}{more}{}", &text[..at], &text[at..])
}

fn padding() -> String {
    (0..300).map(|n| format!("serveur{n} réseau{} mesure{} ", n * 7, n * 13)).collect()
}

/// Plain sentences.
const PROSE: &str = "Le technicien de garde reçoit la demande, la lit et la transmet à la personne qui connaît le service. \
    Avant le projet, il fallait deux jours pour une réponse, car personne ne savait qui devait la donner. Nous avons donc \
    réuni les équipes et décidé des règles avec elles.\n";

/// Prose in English, as pages of a documentation would be.
const ENGLISH: [&str; 8] = [
    "The collector runs as a service on every host and reads the counters of the kernel once a minute. What it reads is kept in a \
     local buffer of ten minutes, so that a restart of the central server does not leave a hole in the curves. The buffer is \
     flushed in order, and a value that has been stored twice is written only once.",
    "An alert is raised when a rule has been true for longer than its delay. The delay keeps a short peak from waking the person \
     who is on call, and it should be chosen from the history of the curve rather than by guess. A rule without a delay is \
     refused by the server when the file is loaded.",
    "Roles are given to groups and never to single users. When a person leaves the company, the group is emptied by the \
     directory and nothing has to be changed on the server. The roles of the built-in account cannot be edited, but the account \
     can be locked once a second administrator has been named.",
    "The storage of the server grows with the number of series and not with the number of dashboards. To find the series that \
     cost most, open the page of the storage and sort it by size. Labels whose values are different for each request should be \
     dropped before they are sent, because each of them makes a series of its own.",
    "Backups are taken from a snapshot, which does not stop the service. The snapshot is a set of links to the files of the \
     storage, so that it takes no room until the files are merged. It should be copied to another machine and then deleted, and \
     a restore should be tried at least once in every quarter.",
    "The upgrade of a minor version needs no downtime when two servers are in place. The first one is stopped, upgraded and \
     started again, and the second one follows when the first has caught up. A major version may change the format of the \
     storage, and its notes tell which versions can be upgraded in one step.",
    "A dashboard is a file of the repository and not a thing that is drawn by hand on the server. The team reviews it as it \
     reviews any other change, and the server loads what has been merged. A dashboard that was edited in place is marked with a \
     red line until somebody has taken the change back into the file.",
    "The agent can also follow the files of a log. A line that matches a pattern adds one to a counter, and nothing of the line \
     itself leaves the host. Patterns are tried in the order in which they stand, so the most frequent ones should come first, \
     and a pattern that takes too long is dropped with a message. What the counters hold is sent with the other series.",
];

/// The words of the dossier's own prose, sorted by their second letter: in no order that a sentence has.
fn shuffled() -> String {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let prose = text.lines().filter(|line| line.len() > 300);
    let mut words: Vec<&str> = prose.flat_map(str::split_whitespace).take(900).collect();
    words.sort_by_key(|word| (word.chars().nth(1), word.len()));
    words.chunks(90).map(|words| words.join(" ") + ".\n\n").collect()
}

#[test]
fn unseen_text_in_a_word_document_gains_nothing_and_is_told() {
    let honest = told(&judged("dossier.docx", fixture("dossier.docx")));
    assert!(honest.1.is_empty(), "{honest:?}");
    let run = |rpr: &str| format!("<w:p><w:r><w:rPr>{rpr}</w:rPr><w:t>{}</w:t></w:r></w:p>", padding());
    let white = run("<w:color w:val=\"FFFFFF\"/>");
    let para = |ppr: &str| format!("<w:p><w:pPr>{ppr}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", padding());
    let plain = run("");
    let pads = [
        para("<w:framePr w:w=\"1\" w:h=\"1\" w:hRule=\"exact\"/>"),
        run("<w:rFonts w:ascii=\"Adobe Blank\" w:hAnsi=\"Adobe Blank\"/>"),
        format!(
            "<w:p><w:fldSimple w:instr=\" SET x y \"><w:r><w:t>{}</w:t></w:r></w:fldSimple></w:p>",
            padding()
        ),
        format!(
            "<w:p><w:r><w:pict><v:rect xmlns:v=\"urn:schemas-microsoft-com:vml\" style=\"width:300pt;height:300pt;\
             visibility:hidden\"><v:textbox><w:txbxContent>{plain}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>"
        ),
        format!("<w:tbl><w:tr><w:tc>{white}</w:tc></w:tr></w:tbl>"),
        run("<w:color w:val=\"101010\" w:themeColor=\"background1\"/>"),
        run("<w:w w:val=\"1\"/>"),
        run("<w:sz w:val=\"3\"/>"),
        run("<w:cs/><w:sz w:val=\"24\"/><w:szCs w:val=\"2\"/>"),
        run("<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>"),
    ];
    for pad in pads {
        let padded = changed(fixture("dossier.docx"), "word/document.xml", |text| {
            let at = text.find("<w:pStyle w:val=\"Titre1\"/>").unwrap();
            let at = text[at..].find("</w:p>").unwrap() + at + "</w:p>".len();
            format!("{}{pad}{}", &text[..at], &text[at..])
        });
        let (characters, hidden) = told(&judged("dossier.docx", padded));
        assert_eq!(characters, honest.0, "{}", &pad[..120]);
        assert!(hidden.len() == 1 && hidden[0].contains("que le lecteur ne voit pas"), "{hidden:?}");
    }
    let away = "<w:tbl><w:tblPr><w:tblInd w:w=\"40000\" w:type=\"dxa\"/></w:tblPr>";
    let padded = changed(fixture("dossier.docx"), "word/document.xml", |text| {
        before_last(text, "<w:sectPr", &format!("{away}<w:tr><w:tc>{plain}</w:tc></w:tr></w:tbl><w:p/>"))
    });
    let (characters, hidden) = told(&judged("dossier.docx", padded));
    assert_eq!(characters, honest.0);
    assert!(hidden.len() == 1 && hidden[0].contains("hors de la page"), "{hidden:?}");
}

/// A shape of a Word document that floats at `x`, `y` (points) and is 110 by 30 points large.
fn floating(x: u32, y: u32, body: &str, inner: &str) -> String {
    let a = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
    let wp = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
    let wps = "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";
    let at = |side: &str, offset: u32| {
        format!(
            "<wp:{side} relativeFrom=\"page\"><wp:posOffset>{}</wp:posOffset></wp:{side}>",
            offset * 12_700
        )
    };
    format!(
        "<w:p><w:r><w:drawing {a} {wp} {wps}><wp:anchor>{}{}<wp:extent cx=\"1397000\" cy=\"381000\"/><wp:wrapNone/>\
         <wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>{body}</wps:wsp></wp:anchor>\
         </w:drawing></w:r></w:p>",
        at("positionH", x),
        at("positionV", y)
    )
}

#[test]
fn text_of_a_word_document_that_finds_no_place_is_told() {
    let text = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", padding());
    let row = |height: &str| {
        format!(
            "<w:tbl><w:tr><w:trPr><w:trHeight {height}/></w:trPr><w:tc>{text}</w:tc></w:tr></w:tbl><w:p/>"
        )
    };
    let told_of = |pad: &str| {
        let padded =
            changed(fixture("dossier.docx"), "word/document.xml", |text| before_last(text, "<w:sectPr", pad));
        told(&judged("dossier.docx", padded)).1
    };
    let cut = "de hauteur fixe et trop petite";
    let framed = text.replacen(
        "<w:r>",
        "<w:pPr><w:framePr w:w=\"1134\" w:h=\"284\" w:hRule=\"exact\"/></w:pPr><w:r>",
        1,
    );
    for (pad, expected) in [
        (row("w:val=\"300\" w:hRule=\"exact\""), cut),
        (framed, cut),
        (floating(70, 70, "<wps:bodyPr><a:noAutofit/></wps:bodyPr>", &text), cut),
        (
            floating(650, 70, "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>", &text),
            "à côté ou au-dessous de la page",
        ),
        (
            floating(70, 900, "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>", &text),
            "à côté ou au-dessous de la page",
        ),
    ] {
        let hidden = told_of(&pad);
        assert!(hidden.len() == 1 && hidden[0].contains(expected), "{expected}: {hidden:?}");
    }
    let filled = |colour: &str| format!("<wps:spPr>{colour}</wps:spPr>");
    let sheet = |fill: &str, behind: u32, wrap: &str| {
        floating(0, 0, "<wps:bodyPr/>", "<w:p/>")
            .replace("<wps:spPr/>", &filled(fill))
            .replace("cx=\"1397000\" cy=\"381000\"", "cx=\"7560000\" cy=\"10690000\"")
            .replace("<wp:anchor>", &format!("<wp:anchor relativeHeight=\"9\" behindDoc=\"{behind}\">"))
            .replace("<wp:wrapNone/>", wrap)
    };
    let white = "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>";
    let under = floating(70, 70, "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>", &text);
    for pad in [sheet(white, 0, "<wp:wrapNone/>") + &text, under.clone() + &sheet(white, 0, "<wp:wrapNone/>")]
    {
        let hidden = told_of(&pad);
        assert!(hidden.len() == 1 && hidden[0].contains("sous une image ou un aplat"), "{hidden:?}");
    }
    let glass = "<a:solidFill><a:srgbClr val=\"FFFFFF\"><a:alpha val=\"30000\"/></a:srgbClr></a:solidFill>";
    for pad in [
        sheet(white, 1, "<wp:wrapNone/>") + &text,
        sheet(white, 0, "<wp:wrapTopAndBottom/>") + &text,
        sheet(glass, 0, "<wp:wrapNone/>") + &text,
        sheet(white, 1, "<wp:wrapNone/>") + &under,
    ] {
        assert_eq!(told_of(&pad), [""; 0], "{pad}");
    }
    for pad in [
        row("w:val=\"300\""),
        row("w:val=\"14000\" w:hRule=\"exact\""),
        floating(70, 70, "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>", &text),
    ] {
        assert_eq!(told_of(&pad), [""; 0]);
    }
}

#[test]
fn text_of_an_open_document_that_finds_no_place_is_told() {
    let text = format!("<text:p>{}</text:p>", padding());
    let row = |properties: &str| {
        (
            format!(
                "<style:style style:name=\"Basse\" style:family=\"table-row\"><style:table-row-properties {properties}/>\
                 </style:style>"
            ),
            format!(
                "<table:table><table:table-column/><table:table-row table:style-name=\"Basse\"><table:table-cell>{text}\
                 </table:table-cell></table:table-row></table:table>"
            ),
        )
    };
    let frame = |place: &str, inner: &str| {
        let frame = format!(
            "<text:p><draw:frame text:anchor-type=\"page\" {place}><draw:text-box {inner}>{text}</draw:text-box>\
             </draw:frame></text:p>"
        );
        (String::new(), frame)
    };
    let told_of = |(style, pad): &(String, String)| {
        let padded = changed(fixture("dossier.odt"), "content.xml", |content| {
            let content = before_last(content, "</office:automatic-styles>", style);
            let (at, _) = content.match_indices("<text:h ").nth(4).unwrap();
            format!("{}{pad}{}", &content[..at], &content[at..])
        });
        told(&judged("dossier.odt", padded)).1
    };
    let grows = "fo:min-height=\"1cm\"";
    for (pad, expected) in [
        (row("style:row-height=\"0.5cm\""), "de hauteur fixe"),
        (frame("svg:width=\"4cm\" svg:height=\"1cm\"", ""), "de hauteur fixe"),
        (
            (
                "<style:style style:name=\"Devant\" style:family=\"graphic\"><style:graphic-properties \
                 style:wrap=\"run-through\" style:run-through=\"foreground\"/></style:style>"
                    .to_owned(),
                format!(
                    "<text:p><draw:frame draw:style-name=\"Devant\" text:anchor-type=\"paragraph\" svg:width=\"17cm\" \
                     svg:height=\"24cm\"><draw:image/></draw:frame></text:p>{text}"
                ),
            ),
            "sous une image",
        ),
        (frame("svg:x=\"32cm\" svg:y=\"1cm\" svg:width=\"10cm\" svg:height=\"1cm\"", grows), "à côté"),
    ] {
        let hidden = told_of(&pad);
        assert!(hidden.iter().any(|told| told.contains(expected)), "{expected}: {hidden:?}");
    }
    let honest = told(&judged("dossier.odt", fixture("dossier.odt"))).1;
    for pad in [
        row("style:min-row-height=\"0.5cm\""),
        row("style:row-height=\"0.5cm\" style:use-optimal-row-height=\"true\""),
        frame("svg:width=\"4cm\" svg:height=\"0.04cm\"", grows),
    ] {
        assert_eq!(told_of(&pad), honest);
    }
}

#[test]
fn unseen_text_by_the_styles_of_a_word_document_is_told() {
    let honest = told(&judged("dossier.docx", fixture("dossier.docx")));
    let style = "<w:style w:type=\"table\" w:styleId=\"Pale\"><w:name w:val=\"Pale\"/><w:rPr>\
                 <w:color w:val=\"FFFFFF\"/></w:rPr></w:style>";
    let table = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Pale\"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>\
         </w:tc></w:tr></w:tbl>",
        padding()
    );
    let padded =
        changed(fixture("dossier.docx"), "word/styles.xml", |text| before_last(text, "</w:styles>", style));
    let padded = changed(padded, "word/document.xml", |text| {
        let at = text.find("<w:pStyle w:val=\"Titre1\"/>").unwrap();
        let at = text[at..].find("</w:p>").unwrap() + at + "</w:p>".len();
        format!("{}{table}{}", &text[..at], &text[at..])
    });
    let (characters, hidden) = told(&judged("dossier.docx", padded));
    assert_eq!(characters, honest.0);
    assert!(hidden.len() == 1 && hidden[0].contains("que le lecteur ne voit pas"), "{hidden:?}");
}

/// What is told of a Word document whose paragraphs without a style of their own have `spacing`.
fn spaced(spacing: &str) -> Vec<String> {
    let dossier = changed(fixture("dossier.docx"), "word/document.xml", |text| {
        text.replace("<w:pPr>", &format!("<w:pPr><w:spacing {spacing}/>"))
    });
    let dossier = judged("dossier.docx", dossier);
    dossier
        .notices
        .into_iter()
        .map(|notice| notice.message.fr)
        .filter(|told| told.contains("interligne"))
        .collect()
}

#[test]
fn the_line_spacing_that_a_word_document_asks_for_is_told_where_it_is_unusual() {
    assert!(spaced("w:line=\"360\" w:lineRule=\"auto\"").is_empty());
    for (spacing, times) in [
        ("w:line=\"720\" w:lineRule=\"auto\"", "environ 3"),
        ("w:line=\"160\" w:lineRule=\"exact\"", "environ 0,6"),
    ] {
        let told = spaced(spacing);
        assert!(told.len() == 1 && told[0].contains(times), "{told:?}");
    }
}

#[test]
fn unseen_text_in_an_open_document_gains_nothing_and_is_told() {
    let honest = told(&judged("dossier.odt", fixture("dossier.odt")));
    for properties in ["fo:color=\"#ffffff\"", "style:text-scale=\"1%\"", "fo:font-size=\"1pt\""] {
        let style = format!(
            "<style:style style:name=\"Fond\" style:family=\"paragraph\"><style:text-properties {properties}/></style:style>"
        );
        let cell = format!(
            "<table:table><table:table-row><table:table-cell><text:p text:style-name=\"Fond\">{}</text:p>\
             </table:table-cell></table:table-row></table:table>",
            padding()
        );
        let padded = changed(fixture("dossier.odt"), "content.xml", |text| {
            let text = before_last(text, "</office:automatic-styles>", &style);
            before_last(&text, "<text:h ", &cell)
        });
        let (characters, hidden) = told(&judged("dossier.odt", padded));
        assert_eq!(characters, honest.0, "{properties}");
        assert!(hidden.iter().any(|told| told.contains("que le lecteur ne voit pas")), "{hidden:?}");
    }
}

#[test]
fn what_an_open_document_does_not_show_is_told_and_white_on_dark_is_seen() {
    let honest = told(&judged("dossier.odt", fixture("dossier.odt")));
    let text = padding();
    let styled = |styles: &str, body: &str| {
        let padded = changed(fixture("dossier.odt"), "content.xml", |content| {
            let content = before_last(content, "</office:automatic-styles>", styles);
            // Well before the annexes.
            let (at, _) = content.match_indices("<text:h ").nth(4).unwrap();
            format!("{}{body}{}", &content[..at], &content[at..])
        });
        told(&judged("dossier.odt", padded))
    };
    let table = |column: &str, row: &str, style: &str| {
        format!(
            "<table:table><table:table-column {column}/><table:table-row {row}><table:table-cell>\
             <text:p {style}>{text}</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let narrow = "<style:style style:name=\"Etroite\" style:family=\"table-column\">\
                  <style:table-column-properties style:column-width=\"0.001cm\"/></style:style>";
    for (styles, body) in [
        (narrow, table("table:style-name=\"Etroite\"", "", "")),
        (
            "",
            format!(
                "<text:section text:name=\"S\" text:display=\"condition\" text:condition=\"ooow:x\" \
                 text:is-hidden=\"true\"><text:p>{text}</text:p></text:section>"
            ),
        ),
        (
            "",
            format!(
                "<text:p><text:variable-set text:name=\"v\" text:display=\"none\">{text}</text:variable-set></text:p>"
            ),
        ),
    ] {
        let (characters, hidden) = styled(styles, &body);
        assert_eq!(characters, honest.0, "{}", &body[..80]);
        assert!(hidden.iter().any(|told| told.contains("que le lecteur ne voit pas")), "{hidden:?}");
    }
    let dark = "<style:style style:name=\"Blanc\" style:family=\"paragraph\"><style:text-properties fo:color=\"#ffffff\"/>\
                </style:style><style:style style:name=\"Nuit\" style:family=\"table-row\"><style:table-row-properties \
                fo:background-color=\"#101030\"/></style:style><style:style style:name=\"Sombre\" style:family=\"section\">\
                <style:section-properties fo:background-color=\"#101030\"/></style:style>";
    let section = format!(
        "<text:section text:style-name=\"Sombre\" text:name=\"S\"><text:p text:style-name=\"Blanc\">{text}</text:p>\
         </text:section>"
    );
    let row = table("", "table:style-name=\"Nuit\"", "text:style-name=\"Blanc\"");
    for body in [row, section] {
        let (characters, hidden) = styled(dark, &body);
        assert!(characters > honest.0, "{}", &body[..80]);
        assert_eq!(hidden, honest.1);
    }
}

#[test]
fn a_mass_that_may_not_be_seen_or_says_nothing_is_told() {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let padding = padding();
    let words: Vec<&str> = padding.split_whitespace().collect();
    let sentence: String = words.iter().take(24).map(|word| format!("{word} ")).collect();
    let row = format!("| {sentence} | oui |\n");
    let small: String = ["| Poste | Adresse | État |\n|---|---|---|\n".to_owned()]
        .into_iter()
        .chain((0..4).map(|n| format!("| agence {n} | bureau {n} | {n} postes en service |\n")))
        .collect();
    let contents: String = (0..5)
        .map(|_| {
            words
                .iter()
                .enumerate()
                .take(60)
                .map(|(n, word)| format!("- [{word} et {word}](#t{n})\n"))
                .collect::<String>()
                + "\n"
        })
        .collect();
    for (pad, expected) in [
        (format!("<details><summary>Plus</summary>\n\n{padding}\n\n</details>"), "ne voit peut-être pas"),
        (format!("<span style=\"color:#ffffcc\">{padding}</span>"), "ne voit peut-être pas"),
        ("Zm9vYmFy".repeat(400), "plus de 100 signes"),
        ("\u{e123}".repeat(400), "usage privé"),
        (format!("a{}", "\u{316}".repeat(400)), "qui n'en portent pas"),
        ("\u{1d41a}\u{1d41b}\u{1d41c} ".repeat(120), "signes mathématiques"),
        (format!("\u{202e}{padding}\u{202c}"), "dans un autre ordre"),
        (format!("| a | b |\n|---|---|\n{}", row.repeat(20)), "de tableaux, de listes"),
        (format!("```\n{sentence}\n```\n\n").repeat(20), "de tableaux, de listes"),
        (format!("{small}\n").repeat(30), "de tableaux, de listes"),
        (format!("- {}\n\nPoint suivant.\n\n", words[..12].join(" ")).repeat(40), "de tableaux, de listes"),
        (format!("```\n{}\n```", PROSE.repeat(9)), "mis en forme de code"),
        ("La d\u{435} d\u{430} l\u{435} réseau".to_owned(), "lettre d'un autre alphabet"),
        (padding.chars().flat_map(|c| [c, '\u{ad}']).collect(), "sans aucun dessin"),
        (format!("# Sommaire\n\n{contents}"), "plusieurs fois"),
        (ENGLISH.join("\n\n"), "en anglais hors du résumé"),
        (format!("Voir.[^n]\n\n[^n]: {padding}"), "sont dans des notes"),
        (shuffled(), "ne font pas de phrases"),
    ] {
        let padded = before_last(&text, "\n# ", &format!("\n\n{pad}\n"));
        let notices = judged("dossier.md", padded.into_bytes()).notices;
        let told: Vec<&str> = notices.iter().map(|notice| notice.message.fr.as_str()).collect();
        assert!(told.iter().any(|told| told.contains(expected)), "{expected}: {told:?}");
    }
}

#[test]
fn unseen_text_in_markdown_gains_nothing_and_is_told() {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let honest = told(&judged("dossier.md", text.clone().into_bytes()));
    let pads = [
        format!("<div style=\"opacity:.01\">\n\n{}\n\n</div>", padding()),
        format!("<font color=\"white\">{}</font>", padding()),
        format!("<style>.x {{ display: none }}</style>\n\n<div class=\"x\">\n\n{}\n\n</div>", padding()),
        format!("::: {{style=\"color:white\"}}\n{}\n:::", padding()),
        format!("[{}]{{style=\"font-size:1px\"}}", padding()),
        format!("\\textcolor{{white}}{{{}}}", padding()),
        format!("{{\\color{{white}} {}}}", padding()),
        format!("\\phantom{{{}}}", padding()),
        format!("$$ a = \\phantom{{{}}} $$", padding()),
        format!("<span style=\"color: rgb(255 255 254 / 1)\">{}</span>", padding()),
        format!(
            "<style>:root {{ --b: #fff }}</style>\n\n<span style=\"color:var(--b)\">{}</span>",
            padding()
        ),
        format!("<style>.k p {{ display: none }}</style>\n\n<div class=\"k\">\n\n{}\n\n</div>", padding()),
        format!("{}{}{}", "<sub>".repeat(12), padding(), "</sub>".repeat(12)),
        format!(
            "<style>@media print {{ p.x {{ display: none }} }}</style>\n\n<p class=\"x\">{}</p>",
            padding()
        ),
    ];
    for pad in pads {
        let padded = before_last(&text, "\n# ", &format!("\n\n{pad}\n"));
        let (characters, hidden) = told(&judged("dossier.md", padded.into_bytes()));
        assert_eq!(characters, honest.0, "{}", &pad[..60]);
        assert!(hidden.len() == 1 && hidden[0].contains("que le lecteur ne voit pas"), "{hidden:?}");
    }
}
