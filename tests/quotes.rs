//! Every sentence that a rule file quotes stands literally in its source. `fixtures/references/` holds, for each family
//! of rule files (the first folder of their ids), the lines of the source that are quoted, and nothing else of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use conforme::certification::{BUILT_IN, Library};

/// White space is folded: a source that was a PDF breaks its lines anywhere.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

fn source_of(family: &str) -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/references").join(family).with_extension("txt");
    folded(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Everything in a rule file that claims to be the source's own words.
fn quoted(value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(text) if key == "quote" => out.push(text.clone()),
                    other => quoted(other, out),
                }
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|value| quoted(value, out)),
        _ => {}
    }
}

#[test]
fn every_quote_stands_in_its_source() {
    let mut sources: BTreeMap<&str, String> = BTreeMap::new();
    let mut seen = 0;
    for (id, text) in BUILT_IN {
        let source = sources.entry(family(id)).or_insert_with(|| source_of(family(id)));
        let mut quotes = Vec::new();
        quoted(&toml::from_str(text).unwrap(), &mut quotes);
        for quote in quotes {
            assert!(source.contains(&folded(&quote)), "{id}: not in its source: {quote}");
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} quotes");
}

#[test]
fn every_competency_has_the_name_of_its_source() {
    for certification in Library::built_in().load_all().unwrap() {
        let source = source_of(family(&certification.id));
        for (activity, competency) in certification.competencies() {
            for name in [&activity.name, &competency.name] {
                assert!(source.contains(&folded(name)), "{}: not in its source: {name}", certification.id);
            }
        }
    }
}

/// A row of `fixtures/references/cda-2023-plans.tsv`: rule files, a sentence of their plans, and the requirements that
/// answer it or, behind a dash, why none does.
struct Row<'t> {
    files: Vec<&'t str>,
    sentence: String,
    answers: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Self {
        let [files, sentence, answers] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let answers = if answers.starts_with('–') { Vec::new() } else { answers.split(' ').collect() };
        Self { files: files.split(' ').collect(), sentence: folded(sentence), answers }
    }
}

/// Nothing that a plan of the CDA asks for is left out without a reason, and nothing is asked for that its own plan does
/// not ask for, or with a sentence of another plan.
#[test]
fn every_sentence_of_the_cda_plans_is_answered_and_every_answer_quotes_its_own_plan() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/references");
    let table = std::fs::read_to_string(folder.join("cda-2023-plans.tsv")).unwrap();
    let rows: Vec<Row<'_>> = table.lines().skip(1).map(Row::of).collect();
    let library = Library::built_in();
    let mut faults = Vec::new();
    for level in ["titre", "ccp1", "ccp2", "ccp3"] {
        for plan in ["entreprise", "formation"] {
            let file = format!("cda-2023/{level}-{plan}");
            let certification = library.load(&file).unwrap_or_else(|error| panic!("{file}: {error:?}"));
            let rows = || rows.iter().filter(|row| row.files.contains(&file.as_str()));
            for row in rows() {
                let in_force = |id: &&str| certification.requirement(id).is_some();
                let absent = row.answers.iter().filter(|id| !in_force(id));
                faults.extend(absent.map(|id| format!("{file} lacks {id}: {}", row.sentence)));
            }
            for requirement in &certification.requirements {
                let quote = folded(&requirement.quote);
                let quoted = rows()
                    .filter(|row| row.answers.contains(&requirement.id.as_str()))
                    .any(|row| row.sentence.contains(&quote) || quote.contains(&row.sentence));
                let introduced = requirement.id == "couverture-competences";
                if !quoted && !introduced {
                    faults
                        .push(format!("{file}: {} quotes no sentence of its plan: {quote}", requirement.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The table of the plans has every sentence of the source, level by level, in its order.
#[test]
fn the_table_of_the_cda_plans_is_the_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/references");
    let source = std::fs::read_to_string(folder.join("cda-2023.txt")).unwrap();
    let table = std::fs::read_to_string(folder.join("cda-2023-plans.tsv")).unwrap();
    let asks = |line: &&str| {
        ["- ", "Pour les projets", "Hors page", "Les annexes"].iter().any(|start| line.starts_with(start))
    };
    let lines: Vec<String> =
        source.lines().filter(asks).map(|line| folded(line.trim_start_matches("- "))).collect();
    let rows: Vec<Row<'_>> = table.lines().skip(1).map(Row::of).collect();
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert!(row.sentence.starts_with(line), "{} is not {line}", row.sentence);
    }
}

/// `fixtures/references/requirements.tsv` lists what the sources let a document checker check, and which requirement or
/// deadline of which rule file answers it. Each is there with its sentence; that
/// each is tried both ways is `every_requirement_has_examples_both_ways` in `tests/rules.rs`, and `tests/session.rs`.
#[test]
fn every_requirement_of_the_sources_is_in_a_rule_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/references/requirements.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let library = Library::built_in();
    let mut missing = Vec::new();
    let mut seen = 0;
    for line in table.lines().skip(1) {
        let [source, files, answers] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        for file in files.split(' ') {
            let certification = library.load(file).unwrap_or_else(|error| panic!("{file}: {error:?}"));
            for id in answers.split(' ') {
                seen += 1;
                let quote =
                    certification.requirement(id).map(|requirement| &requirement.quote).or_else(|| {
                        certification.deadlines.iter().find(|one| one.id == id).map(|one| &one.quote)
                    });
                if quote.is_none_or(|quote| quote.trim().is_empty()) {
                    missing.push(format!("{source}: {file} has no {id} with a quote"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(seen > 300, "only {seen} answers");
}
