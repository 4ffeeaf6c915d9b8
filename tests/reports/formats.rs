//! What each machine format promises.

use std::collections::BTreeSet;

use conforme::dossier::{Dossier, Report};
use conforme::message::Lang;
use conforme::report::{self, Format, Options};
use serde_json::Value;

use crate::{findings, xsd};

fn render(report: &Report, format: Format) -> String {
    report::render(report, format, &Options::default()).unwrap()
}

fn sarif(report: &Report) -> Value {
    serde_json::from_str(&render(report, Format::Sarif)).unwrap()
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// Forty dossiers with the faults of one.
fn many() -> Report {
    let dossier = |n| Dossier { path: format!("cohorte/{n:02}.pdf"), ..findings::not_in_order() };
    Report { dossiers: (1..=40).map(dossier).collect(), ..findings::cohort() }
}

#[test]
fn sarif_fits_the_official_schema() {
    let schema = std::fs::read_to_string("fixtures/schemas/sarif-2.1.0.json").unwrap();
    // The standard's pattern for a language has a bracket too many, which strict readers of patterns refuse.
    let schema = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for report in [findings::cohort(), findings::hostile::report("a/ü [x](y) {0}")] {
        let log = sarif(&report);
        let faults: Vec<String> =
            validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn every_sarif_result_has_a_relative_place_and_a_rule() {
    let log = sarif(&findings::cohort());
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results(&log) {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("cohorte/") && !uri.contains(' '), "{uri}");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_knows_the_kinds_of_answers_and_waivers() {
    let log = sarif(&findings::cohort());
    let kinds: BTreeSet<&str> = results(&log).iter().map(|result| result["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["fail", "open", "pass", "review"]));
    let waived = results(&log).iter().find(|result| result["ruleId"] == "delais").unwrap();
    assert_eq!(waived["suppressions"][0]["justification"], "Projet interne sans date de fin");
}

#[test]
fn sarif_for_code_scanning_holds_only_problems() {
    let options = Options { problems_only: true, ..Options::default() };
    let text = report::render(&findings::cohort(), Format::Sarif, &options).unwrap();
    let log: Value = serde_json::from_str(&text).unwrap();
    assert!(results(&log).iter().all(|result| result["kind"] != "pass" && result["ruleId"] != "delais"));
    assert!(!results(&log).is_empty());
}

#[test]
fn fingerprints_survive_shifts_and_differ_between_findings() {
    let prints = |report: &Report| -> Vec<String> {
        let log = sarif(report);
        let print = |result: &Value| result["partialFingerprints"]["conformeRequirement/v1"].to_string();
        results(&log).iter().map(print).collect()
    };
    let before = findings::cohort();
    let mut shifted = findings::dossiers();
    for finding in shifted.iter_mut().flat_map(|dossier| &mut dossier.findings) {
        finding.place.page = finding.place.page.map(|page| page + 3);
        finding.place.line = finding.place.line.map(|line| line + 40);
        for title in &mut finding.place.path {
            *title = title.replace("1.1", "2.1");
        }
    }
    assert_eq!(prints(&before), prints(&Report::of(shifted)));
    assert_eq!(prints(&before).iter().collect::<BTreeSet<_>>().len(), prints(&before).len());
}

#[test]
fn addresses_are_told_from_the_base() {
    let path = "/srv/cohorte/été 1.md".into();
    let report = findings::alone(Dossier { path, ..findings::in_order() });
    let options = Options { base: Some("/srv".into()), ..Options::default() };
    let log: Value =
        serde_json::from_str(&report::render(&report, Format::Sarif, &options).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["artifacts"][0]["location"]["uri"], "cohorte/%C3%A9t%C3%A9%201.md");
    assert_eq!(
        sarif(&report)["runs"][0]["artifacts"][0]["location"]["uri"],
        "file:///srv/cohorte/%C3%A9t%C3%A9%201.md"
    );
}

#[test]
fn junit_has_a_suite_for_each_dossier_and_a_case_for_each_requirement() {
    let report = findings::cohort();
    let junit = quick_junit::Report::deserialize_from_str(&render(&report, Format::Junit)).unwrap();
    let cases: Vec<usize> = junit.test_suites.iter().map(|suite| suite.test_cases.len()).collect();
    assert_eq!(cases, [9, 4, 2, 1]);
    assert_eq!((junit.tests, junit.failures, junit.errors), (16, 3, 1));
    assert!(junit.timestamp.is_none() && junit.time.is_none());
}

/// The suites are written one by one; the text is that of the whole tree all the same.
#[test]
fn junit_written_piece_by_piece_is_what_the_library_writes_of_the_whole() {
    for report in [findings::cohort(), many(), Report::default(), findings::hostile::report("a")] {
        let text = render(&report, Format::Junit);
        let whole = quick_junit::Report::deserialize_from_str(&text).unwrap().to_string().unwrap();
        assert_eq!(text, whole.replacen(" skipped=\"0\"", "", 1));
    }
}

#[test]
fn junit_fits_the_schema_of_jenkins() {
    let schema = xsd::Schema::read(&std::fs::read_to_string("fixtures/schemas/junit-10.xsd").unwrap());
    for report in [findings::cohort(), many(), findings::hostile::report("<a b='c'>]]>&\u{1}")] {
        assert_eq!(schema.faults(&render(&report, Format::Junit)), Vec::<String>::new());
    }
    let bad = r#"<testsuites skipped="1"><testsuite name="x" tests="1" failures="0"><case/></testsuite></testsuites>"#;
    let faults = ["testsuites: skipped", "testsuite: without errors", "testsuite: <case>"];
    assert_eq!(schema.faults(bad), faults);
}

#[test]
fn the_text_of_a_junit_failure_stands_in_its_body_and_what_is_not_judged_is_skipped() {
    let text = render(&findings::cohort(), Format::Junit);
    let junit = quick_junit::Report::deserialize_from_str(&text).unwrap();
    let (mut failures, mut skips) = (0, 0);
    for case in junit.test_suites.iter().flat_map(|suite| &suite.test_cases) {
        match &case.status {
            quick_junit::TestCaseStatus::NonSuccess { kind, description, message, .. } => {
                let (body, message) = (description.as_ref().unwrap().as_str(), message.as_ref().unwrap());
                assert!(body.contains(message.as_str()), "{body}");
                let failure = *kind == quick_junit::NonSuccessKind::Failure;
                assert!(
                    !failure || (body.contains("Attendu : ") && body.contains("Référentiel : ")),
                    "{body}"
                );
                failures += 1;
            }
            quick_junit::TestCaseStatus::Skipped { message, description, .. } => {
                assert!(!message.as_ref().unwrap().is_empty() && description.is_some());
                skips += 1;
            }
            quick_junit::TestCaseStatus::Success { .. } => {}
        }
    }
    assert_eq!((failures, skips), (4, 3));
}

#[test]
fn gitlab_issues_have_what_code_quality_requires() {
    let issues: Vec<Value> = serde_json::from_str(&render(&findings::cohort(), Format::Gitlab)).unwrap();
    assert!(!issues.is_empty());
    for issue in issues {
        let text = |key: &str| issue[key].as_str().unwrap().to_owned();
        assert!(!text("description").is_empty() && !text("check_name").is_empty());
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&text("severity").as_str()));
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.starts_with('/') && !path.starts_with("./"), "{path}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn sarif_tells_the_heading_where_a_format_has_no_lines() {
    let log = sarif(&findings::cohort());
    let mut told = 0;
    for result in results(&log) {
        let location = &result["locations"][0];
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        if uri.ends_with(".pdf") || uri.ends_with(".docx") {
            assert_eq!(location["physicalLocation"]["region"]["startLine"], 1);
            if let Some(page) = location["properties"]["page"].as_u64() {
                let logical = &location["logicalLocations"][0];
                assert!(page > 0 && logical["name"].is_string() && logical["fullyQualifiedName"].is_string());
                told += 1;
            }
        }
    }
    assert!(told > 3, "{told}");
}

#[test]
fn github_stays_within_its_limits_and_drops_no_dossier_unsaid() {
    for report in [findings::cohort(), many()] {
        let text = render(&report, Format::Github);
        for kind in ["::error ", "::warning ", "::notice "] {
            let lines: Vec<&str> = text.lines().filter(|line| line.starts_with(kind)).collect();
            assert!(lines.len() <= 10, "{kind}: {}", lines.len());
            assert!(lines.iter().all(|line| line.contains(",line=")));
        }
    }
    let text = render(&many(), Format::Github);
    let errors: String = text.lines().filter(|line| line.starts_with("::error")).collect();
    for n in 1..=40 {
        assert!(errors.contains(&format!("cohorte/{n:02}.pdf")), "{n}");
    }
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let issues: Vec<Value> = serde_json::from_str(&render(&many(), Format::Gitlab)).unwrap();
    let prints: BTreeSet<String> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    assert_eq!(prints.len(), issues.len());
}

#[test]
fn csv_opens_in_a_french_spreadsheet() {
    let text = render(&findings::cohort(), Format::Csv);
    assert!(text.starts_with("\u{feff}\"dossier\";"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    assert_eq!(reader.records().map(Result::unwrap).count(), 16);
}

#[test]
fn formats_have_names_that_find_them() {
    for &format in Format::ALL {
        assert_eq!(Format::from_id(format.id()), Some(format));
    }
    assert_eq!(Format::from_id("yaml"), None);
    assert_eq!(Lang::default(), Lang::Fr);
}

#[test]
fn only_some_formats_tell_the_digests_of_the_files() {
    let mut dossier = findings::not_in_order();
    let with = Report::on(std::iter::once(dossier.clone()).collect());
    dossier.digest = None;
    dossier.documents.iter_mut().for_each(|one| one.digest = None);
    let without = Report::on(std::iter::once(dossier).collect());
    for &format in Format::ALL {
        let same = render(&with, format) == render(&without, format);
        assert_eq!(same, !format.has_digests(), "{}", format.id());
    }
}
