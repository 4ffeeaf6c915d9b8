//! Every format, from one set of results.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod findings;
mod formats;
mod inert;
mod xsd;

use conforme::changes::Past;
use conforme::dossier::{Changes, Report};
use conforme::message::Lang;
use conforme::report::{self, Format, Options, json};

fn options(lang: Lang) -> Options {
    Options { lang, ..Options::default() }
}

fn render(report: &Report, format: Format, lang: Lang) -> String {
    report::render(report, format, &options(lang)).unwrap()
}

/// What `write` writes of the report.
fn view(
    write: fn(&Report, &Options, &mut dyn std::io::Write) -> Result<(), report::RenderError>,
    report: &Report,
    options: &Options,
) -> String {
    let mut out = Vec::new();
    write(report, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn id(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
    }
}

#[test]
fn every_format_in_both_languages() {
    for lang in [Lang::Fr, Lang::En] {
        for &format in Format::ALL {
            let name = format!("cohort-{}-{}", format.id(), id(lang));
            insta::assert_snapshot!(name, without_assets(render(&findings::cohort(), format, lang)));
        }
    }
}

/// A page without its style and script, broken into lines.
fn without_assets(mut text: String) -> String {
    for tag in ["style", "script"] {
        if let (Some(start), Some(end)) = (text.find(&format!("<{tag}>")), text.find(&format!("</{tag}>"))) {
            text.replace_range(start + tag.len() + 2..end, "…");
        }
    }
    if text.starts_with("<!DOCTYPE") {
        text.replace("><", ">\n<").replace("sha256-", "\nsha256-")
    } else {
        text
    }
}

#[test]
fn one_dossier_for_a_person() {
    let report = findings::alone(findings::not_in_order());
    for lang in [Lang::Fr, Lang::En] {
        insta::assert_snapshot!(
            format!("count-{}", id(lang)),
            view(report::count::write, &report, &options(lang))
        );
        insta::assert_snapshot!(
            format!("outline-{}", id(lang)),
            view(report::outline::write, &report, &options(lang))
        );
    }
}

#[test]
fn two_renderings_are_the_same_bytes() {
    for &format in Format::ALL {
        assert_eq!(
            render(&findings::cohort(), format, Lang::Fr),
            render(&findings::cohort(), format, Lang::Fr),
            "{}",
            format.id()
        );
    }
}

#[test]
fn json_reads_back_as_it_was_written_and_fits_its_schema() {
    let text = render(&findings::cohort(), Format::Json, Lang::Fr);
    let back: json::Report = serde_json::from_str(&text).unwrap();
    assert_eq!(back, json::Report::new(&findings::cohort(), Lang::Fr).unwrap());
    let schema: serde_json::Value = serde_json::from_str(&json::schema().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_report_read_off_its_file_is_held_against_the_next_one() {
    let (text, cohort) = (render(&findings::cohort(), Format::Json, Lang::Fr), findings::cohort());
    let past = Past::read(text.as_bytes()).unwrap().unwrap();
    let changes = Changes::between(&past, &cohort.dossiers).unwrap();
    assert_eq!((changes.new, changes.fixed, changes.added, changes.removed), Default::default());
    let is = |path: &str, id: &str| {
        changes.unchanged.iter().any(|one| one.path == format!("cohorte/{path}") && one.requirement == id)
    };
    assert!(is("scan.pdf", "unreadable") && is("dupont.pdf", "indicateurs"));
    // Met, and waived.
    assert!(!is("dupont.pdf", "contexte") && !is("martin.md", "delais"));
    assert!(Past::read(&text.as_bytes()[..text.len() / 2]).is_err());
    assert!(Past::read("{\"schema_version\": 1}".as_bytes()).is_err());
    let other = text.replacen("\"schema_version\": 1", "\"schema_version\": 2", 1);
    assert_eq!(Past::read(other.as_bytes()).unwrap(), None);
}

#[test]
fn the_schema_is_the_published_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/schemas/conforme-report-1.json");
    let current = json::schema().unwrap();
    if std::env::var_os("CONFORME_WRITE_SCHEMA").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let shipped = std::fs::read_to_string(path).unwrap_or_default();
    assert!(shipped == current, "write it anew: CONFORME_WRITE_SCHEMA=1 cargo test --test reports schema");
}

#[test]
fn no_line_is_wider_than_asked() {
    let one = findings::alone(findings::not_in_order());
    for width in [40, 60, 80, 100] {
        let options = Options { width, ..Options::default() };
        let mut texts = vec![
            report::render(&one, Format::Human, &options).unwrap(),
            view(report::outline::write, &one, &options),
        ];
        // Tables of figures need their columns.
        if width >= 80 {
            texts.push(report::render(&findings::cohort(), Format::Human, &options).unwrap());
            texts.push(view(report::count::write, &findings::cohort(), &options));
        }
        for line in texts.iter().flat_map(|text| text.lines()) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}
