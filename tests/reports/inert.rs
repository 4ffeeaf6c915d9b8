//! Nothing that a document, a file name or a rule brings in can act in any format.

use conforme::document::is_invisible;
use conforme::dossier::Report;
use conforme::report::{self, Format, Options, Styles};
use proptest::prelude::*;

use crate::findings::{self, hostile};
use crate::view;

/// Pieces that act somewhere: terminals, CI logs, markup, spreadsheets, addresses.
const PIECES: &[&str] = &[
    "\u{1b}[31m",
    "\u{9b}2J",
    "\u{7}",
    "\0",
    "\r\n",
    "\n",
    "\t",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{fffe}",
    "\u{e0041}",
    "::error::",
    "::set-output name=a::",
    "##[error]",
    "##vso[task]",
    "%0A",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;",
    "&#106;",
    "\"",
    "'",
    "`",
    "```",
    "|",
    "*",
    "_",
    "~",
    "# ",
    "- ",
    "1. ",
    "> ",
    "](javascript:alert(1))",
    "![x](http://x)",
    "[x]: http://x",
    "http://x.fr",
    "www.x.fr",
    "a@b.fr",
    "@tous",
    "#12",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    ";",
    ",",
    "=cmd|' /C calc'!A0",
    "\\",
    "{{x}}",
    "${x}",
    "$(x)",
    "../../etc",
    "é",
    "mot",
    " ",
    "\u{a0}",
];

fn render(report: &Report, format: Format) -> String {
    report::render(report, format, &Options::default()).unwrap()
}

/// Texts made of such pieces; the last letter keeps them from being empty.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat() + "z")
}

/// What must not be in any output: characters that act, and commands of CI logs.
fn assert_inert(name: &str, output: &str) {
    let mark = output.strip_prefix('\u{feff}').filter(|_| name == "csv").unwrap_or(output);
    for c in mark.chars() {
        let ours = c == '\n' || (name == "csv" && c == '\r') || (name == "markdown" && c == '\u{2060}');
        let acts = c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}');
        assert!(ours || !acts, "{name}: U+{:04X} in {output}", u32::from(c));
    }
    assert!(!output.contains("##[") && !output.contains("##vso["), "{name}: {output}");
}

/// Lines that GitHub takes for a command.
fn commands(output: &str) -> usize {
    output.lines().filter(|line| line.trim_start().starts_with("::")).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn no_character_acts_and_no_line_is_a_command(text in hostile_text()) {
        let report = hostile::report(&text);
        let plain = hostile::report("z");
        for &format in Format::ALL {
            let output = render(&report, format);
            assert_inert(format.id(), &output);
            prop_assert_eq!(commands(&output), commands(&render(&plain, format)), "{}: {}", format.id(), output);
        }
        let options = Options { width: 60, ..Options::default() };
        for write in [report::count::write, report::outline::write] {
            let output = view(write, &report, &options);
            assert_inert("terminal", &output);
            prop_assert_eq!(commands(&output), 0, "{}", output);
        }
    }

    #[test]
    fn colour_is_ours_alone(text in hostile_text()) {
        let options = Options { styles: Styles::coloured(), ..Options::default() };
        let coloured = report::render(&hostile::report(&text), Format::Human, &options).unwrap();
        let plain = render(&hostile::report(&text), Format::Human);
        prop_assert_eq!(strip_colour(&coloured), plain);
    }

    #[test]
    fn json_formats_hold_the_text_and_nothing_else(text in hostile_text()) {
        let report = hostile::report(&text);
        for format in [Format::Json, Format::Sarif, Format::Gitlab] {
            let value: serde_json::Value = serde_json::from_str(&render(&report, format)).unwrap();
            if format == Format::Json {
                prop_assert_eq!(value["dossiers"][0]["path"].as_str(), Some(text.as_str()));
            }
        }
    }

    #[test]
    fn xml_is_well_formed_with_the_same_cases(text in hostile_text()) {
        let shape = |text: &str| {
            let xml = render(&hostile::report(text), Format::Junit);
            let junit = quick_junit::Report::deserialize_from_str(&xml).unwrap();
            junit.test_suites.iter().map(|suite| suite.test_cases.len()).collect::<Vec<_>>()
        };
        prop_assert_eq!(shape(&text), shape("z"));
    }

    #[test]
    fn csv_has_the_same_cells_and_none_is_a_formula(text in hostile_text()) {
        let csv = render(&hostile::report(&text), Format::Csv);
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), 8);
        for cell in rows.iter().flatten() {
            let first = cell.trim_start().chars().next().unwrap_or('x');
            prop_assert!(!"=+-@|%＝＋－＠".contains(first), "{}", cell);
        }
    }

    #[test]
    fn html_has_the_same_tags_and_attributes(text in hostile_text()) {
        for one in [hostile::report, |text: &str| findings::alone(hostile::dossiers(text).swap_remove(0))] {
            prop_assert_eq!(html_shape(&render(&one(&text), Format::Html)), html_shape(&render(&one("z"), Format::Html)));
        }
    }

    #[test]
    fn markdown_has_the_same_structure(text in hostile_text()) {
        let report = render(&hostile::report(&text), Format::Markdown);
        prop_assert_eq!(markdown_shape(&report), markdown_shape(&render(&hostile::report("z"), Format::Markdown)));
    }
}

fn strip_colour(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find('m').map_or(rest.len(), |end| end + 1)..];
    }
    out + rest
}

/// The tags of a Markdown text in their order, without the text between.
fn markdown_shape(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser};
    Parser::new_ext(text, Options::all())
        .filter_map(|event| match event {
            Event::Text(_) | Event::SoftBreak => None,
            Event::Start(tag) => Some(format!("{:?}", tag.to_end())),
            Event::End(tag) => Some(format!("/{tag:?}")),
            other => Some(format!("{other:?}")),
        })
        .collect()
}

/// The tags of a page in their order, each with the names of its attributes; what stands in quotes is left out.
fn html_shape(text: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (mut tag, mut quoted, mut end) = (String::new(), false, rest.len());
        for (i, c) in rest[at..].char_indices() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = at + i;
                    break;
                }
                _ if !quoted => tag.push(c),
                _ => {}
            }
        }
        rest = &rest[end..];
        let raw = ["<style", "<script"].iter().find(|raw| tag.starts_with(*raw));
        if let Some(close) = raw.and_then(|raw| rest.find(&raw.replace('<', "</"))) {
            rest = &rest[close..];
        }
        tags.push(tag);
    }
    tags
}
