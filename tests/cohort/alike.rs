//! Reports of one cohort are alike however they are made, and tell candidates apart without telling who they are.

use conforme::discover::natural_order;

use super::{Place, json, paths};

const CONFIG: &str = "certification = \"ais\"\n[severities]\nresultats = \"info\"\n[documents]\ndossier = \"cohorte/{candidat}/dossier.*\"\nresume = \"cohorte/{candidat}/resume.*\"\n";

fn cohort() -> Place {
    let place = Place::new();
    for name in ["martin-lea", "martin-leo", "andre-a", "andre-b"] {
        place.copy("dossiers/titre/dossier.docx", &format!("cohorte/{name}/dossier.docx"));
    }
    place.copy("dossiers/titre/resume.md", "cohorte/martin-lea/resume.md").write("conforme.toml", CONFIG);
    std::fs::create_dir(place.path("cohorte/bernard")).unwrap();
    place
}

#[test]
fn shares_merged_are_the_undivided_report() {
    let place = cohort();
    place.run(&["check", "-f", "json=whole.json"]);
    for part in ["1", "2", "3"] {
        place.run(&["check", "--shard", &format!("{part}/3"), "-f", &format!("json=part{part}.json")]);
    }
    let merged =
        place.run(&["merge", "part1.json", "part2.json", "part3.json", "-o", "m.json", "-f", "human"]);
    assert_eq!(place.read("m.json"), place.read("whole.json"));
    let order = paths(&json(&place.read("m.json")));
    assert_eq!(order[2], "cohorte/bernard", "{order:?}");
    assert_eq!(merged.out, place.run(&["check", "-f", "human"]).out);
}

#[test]
fn the_order_under_pseudonyms_is_not_that_of_the_names() {
    let place = cohort();
    let args = ["check", "--pseudonyms", "--salt", "sel", "-f", "json"];
    let report = json(&place.run(&args).out);
    let told = paths(&report);
    let mut sorted = told.clone();
    sorted.sort_by(|a, b| natural_order(a, b));
    assert_eq!(told, sorted);
    let listed = place.run(&["receive", "cohorte", "--pseudonyms", "--salt", "sel", "-o", "recus"]).out;
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| Some(line.split_once(" : ")?.0))
        .filter(|name| name.starts_with("candidat-"))
        .collect();
    let mut sorted = names.clone();
    sorted.sort_by(|a, b| natural_order(a, b));
    assert_eq!((names.len(), &names), (5, &sorted), "{listed}");
}

#[test]
fn the_table_tells_candidates_apart_in_little_room() {
    let place = cohort();
    for args in [&["check"][..], &["check", "cohorte", "-c", "ais", "--no-config"]] {
        let shown = place.run(args).out;
        for name in ["martin-lea", "martin-leo", "andre-a", "andre-b", "bernard"] {
            let alone = |line: &str| line.starts_with(&format!("{name}  "));
            assert_eq!(shown.lines().filter(|line| alone(line)).count(), 1, "{args:?} {name}: {shown}");
        }
    }
}

#[test]
fn the_page_of_one_dossier_is_called_as_its_candidate() {
    let place = cohort();
    for (args, name) in [
        (&["check", "cohorte/andre-a"][..], "andre-a"),
        // Whoever checks « Bureau/dossier.docx » is not called « Bureau ».
        (&["check", "cohorte/andre-a/dossier.docx", "--no-config", "-c", "ais"], "andre-a/dossier.docx"),
    ] {
        let page = place.run(&[args, &["-f", "html"]].concat()).out;
        let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).unwrap().0;
        assert!(title.starts_with(name) && title.contains("conforme –"), "{args:?}: {title}");
        assert!(title.ends_with("fait avec l'outil conforme"), "{args:?}: {title}");
        assert!(page.contains(&format!("<h1>{name}</h1>")), "{args:?}");
    }
}

#[test]
fn config_tells_names_that_stand_for_nothing() {
    let place = Place::new();
    let run = |text: &str| {
        place.write("conforme.toml", text);
        place.run(&["config"])
    };
    let unknown = run("certification = \"aiss\"\n");
    assert!(unknown.code == 2 && unknown.err.contains("certification inconnue « aiss »"), "{}", unknown.err);
    let waiver = |rule: &str| {
        format!(
            "certification = \"ais\"\n[[waiver]]\nrule = \"{rule}\"\ncandidate = \"x\"\nreason = \"r\"\ngranted-by = \"c\"\n"
        )
    };
    let idle = run(&waiver("longeur"));
    assert!(idle.code == 1 && idle.err.contains("aucune exigence « longeur »"), "{}", idle.err);
    for known in ["longueur", "echeance-dossier"] {
        assert_eq!(run(&waiver(known)).code, 0, "{known}");
    }
    let weight = run("certification = \"ais\"\n[severities]\nabstrat = \"info\"\n");
    assert!(weight.code == 1 && weight.err.contains("abstrat"), "{}", weight.err);
}

#[test]
fn a_wrong_variable_is_named_and_not_the_option() {
    let mut place = Place::new();
    place.variables.push(("CONFORME_JOBS", "x".to_owned()));
    for lang in ["fr", "en"] {
        let ran = place.run(&["check", ".", "--lang", lang]);
        assert!(ran.code == 2 && ran.err.contains("CONFORME_JOBS"), "{}", ran.err);
        assert!(!ran.err.contains("--jobs"), "{}", ran.err);
    }
}

#[test]
fn shells_offer_values_and_the_manual_says_where_the_pages_of_commands_are() {
    let place = Place::new();
    let bash = place.run(&["completions", "bash"]).out;
    for value in ["not-judged", "alsace-moselle", "ccp1", "junit"] {
        assert!(bash.contains(value), "{value}");
    }
    assert!(place.run(&["man"]).out.contains("conforme man COMMANDE"));
}
