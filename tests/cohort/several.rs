//! One dossier held against several certifications at once: the blocs, or the CCPs, that a candidate presents.

use super::{FORMATS, Place, json};

fn place() -> Place {
    let place = Place::new();
    place.copy("dossiers/ccp1/dossier.docx", "dupont/dossier.docx").write(
        "martin/dossier.md",
        "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n",
    );
    place
}

/// The path, the certification and the verdict of each judgement of a JSON report.
fn judgements(text: &str) -> Vec<[String; 3]> {
    let report = json(text);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of = |one: &serde_json::Value| ["path", "certification", "verdict"].map(|key| text(&one[key]));
    report["dossiers"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_dossier_has_a_judgement_for_every_certification_that_is_asked_for() {
    let mut place = place();
    let alone = |name: &str| judgements(&place.run(&["check", "-c", name, "-f", "json", "."]).out);
    let (first, second) = (alone("ccp1"), alone("ccp2"));
    let both: Vec<[String; 3]> =
        first.iter().zip(&second).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    assert_eq!(both.len(), 4);
    // A name that stands for the same again adds nothing.
    let args = ["check", "-c", "ccp1", "-c", "ccp2", "-c", "ais-2018/ccp1", "-f", "json", "."];
    let ran = place.run(&args);
    assert_eq!(judgements(&ran.out), both);
    assert_eq!(ran.code, 1);
    assert_eq!(place.run(&["check", "-c", "ccp1,ccp2", "-f", "json", "."]).out, ran.out);
    place.variables.push(("CONFORME_CERTIFICATION", "ccp1,ccp2".to_owned()));
    assert_eq!(place.run(&["check", "-f", "json", "."]).out, ran.out);
}

#[test]
fn every_format_says_which_certification_each_judgement_is_of() {
    let place = place();
    for format in FORMATS {
        let shown = place.run(&["check", "-c", "ccp1", "-c", "ccp2", "-f", format, "."]).out;
        for id in ["ais-2018/ccp1", "ais-2018/ccp2"] {
            assert!(shown.matches(id).count() > 1, "{id} in {format}: {shown}");
        }
    }
    let table = place.run(&["check", "-c", "ccp1", "-c", "ccp2", "."]).out;
    let table = table.split_once("4 dossiers").unwrap().1;
    // Where there is little room, both ends stay.
    for end in ["ccp1]", "ccp2]"] {
        let rows = table.lines().filter(|line| line.starts_with("martin") && line.contains(end));
        assert_eq!(rows.count(), 1, "{end}: {table}");
    }
}

#[test]
fn runs_for_one_certification_each_are_merged_into_one_report_and_shares_too() {
    let place = place();
    for name in ["ccp1", "ccp2"] {
        place.run(&["check", "-c", name, "-f", &format!("json={name}.json"), "."]);
    }
    let both = ["check", "-c", "ccp1", "-c", "ccp2", "."];
    let whole = place.run(&[&both[..], &["-f", "json"]].concat()).out;
    let merged = place.run(&["merge", "ccp1.json", "ccp2.json"]);
    assert_eq!((merged.err.as_str(), &merged.out), ("", &whole));
    for share in ["1/2", "2/2"] {
        let file = format!("json=part-{}.json", &share[..1]);
        place.run(&[&both[..], &["--shard", share, "-f", &file]].concat());
    }
    assert_eq!(place.run(&["merge", "part-2.json", "part-1.json"]).out, whole);
}

#[test]
fn each_judgement_is_compared_with_the_one_of_its_certification() {
    let place = place();
    let both = ["check", "-c", "ccp1", "-c", "ccp2", ".", "-f"];
    place.run(&[&both[..], &["json=both.json"]].concat());
    let changes = |args: &[&str], earlier: &str| {
        let report = json(&place.run(&[args, &["json", "--baseline", earlier]].concat()).out);
        ["new", "fixed", "dropped", "added", "removed", "unchanged"]
            .map(|list| report["changes"][list].as_array().unwrap().len())
    };
    let [new, fixed, dropped, added, removed, unchanged] = changes(&both, "both.json");
    assert_eq!([new, fixed, dropped, added, removed], [0; 5]);
    assert!(unchanged > 10);
    let one = ["check", "-c", "ccp2", ".", "-f"];
    let [new, fixed, dropped, added, removed, still] = changes(&one, "both.json");
    assert_eq!([new, fixed, dropped, added, removed], [0; 5]);
    assert!(still > 0 && still < unchanged);
    // What a further certification asks is new; no dossier was added.
    place.run(&[&one[..], &["json=one.json"]].concat());
    let [new, fixed, _, added, removed, again] = changes(&both, "one.json");
    assert_eq!(([fixed, added, removed], again), ([0; 3], still));
    assert!(new > 0);
}

#[test]
fn documents_given_beside_one_dossier_go_with_each_judgement_and_other_commands_take_one() {
    let place = place();
    place.copy("dossiers/ccp1/presentation.md", "slides.md");
    let with = ["check", "-c", "ccp1", "-c", "ccp2", "dupont/dossier.docx", "--presentation", "slides.md"];
    let report = json(&place.run(&[&with[..], &["-f", "json"]].concat()).out);
    for one in report["dossiers"].as_array().unwrap() {
        assert_eq!(one["documents"].as_array().unwrap().len(), 2, "{one}");
    }
    for command in ["count", "outline", "receive", "summaries"] {
        let ran = place.run(&[command, "-c", "ccp1", "-c", "ccp2", "dupont"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        assert!(ran.err.contains("une seule certification à la fois"), "{command}: {}", ran.err);
    }
    let unknown = place.run(&["check", "-c", "ccp1", "-c", "ccp9", "dupont"]);
    assert!(unknown.code == 2 && unknown.err.contains("ccp9"), "{}", unknown.err);
}
