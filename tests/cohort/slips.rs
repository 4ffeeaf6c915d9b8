//! What is told of slips: in plain French, with what to do, and never passed over.

use super::{Place, json};

const SMALL: &str = "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("d/dossier.md", SMALL);
    place
}

#[test]
fn no_word_of_english_is_told_in_french() {
    let place = place();
    place
        .write("plein", "")
        .write("rapport.json", "{\"schema_version\": 1}")
        .write("d.toml", "session = 1\n");
    let told = |args: &[&str], french: &str, english: &[&str]| {
        let ran = place.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.replace('\n', " ").contains(french), "{args:?}: {}", ran.err);
        for word in english {
            assert!(!ran.err.contains(word), "{args:?}: {word} in {}", ran.err);
        }
    };
    told(
        &["check", "-c", "ais", "[x.pdf"],
        "motif mal formé : un crochet « [ » n'est pas fermé",
        &["range", "invalid"],
    );
    told(
        &["receive", "d", "-c", "ais", "-o", "plein"],
        "plein : écriture impossible (un fichier de ce nom existe déjà)",
        &["exists", "error"],
    );
    told(&["verify", "rapport.json"], "ce n'est pas un reçu de conforme", &["field", "missing", "candidate"]);
    let config = |text: &str, french: &str| {
        place.write("d/conforme.toml", text);
        told(&["check", "d"], french, &["expected", "invalid", "unclosed", "letters", "u32", "usize"]);
        std::fs::remove_file(place.path("d/conforme.toml")).unwrap();
    };
    config("jobs = \"1\"\n", "reçu : le texte \"1\" ; attendu : un nombre entier");
    config("jobs = -8\n", "reçu : le nombre");
    config("overlays = 3\n", "attendu : une liste");
    config("[[waiver\n", "TOML mal formé (titre de liste de tables sans crochets de fin");
    config("dérogation = 1\n", "TOML mal formé (une clé sans guillemets n'a que des lettres sans accent");
    config("[session]\ndate = 2026-02-30\n", "ce jour n'existe pas : `2026-02-30`");
}

#[test]
fn a_day_that_does_not_exist_is_told_as_such() {
    let place = place();
    let told = |text: &str| place.run(&["check", "d", "-c", "ais", "--session", text]).err;
    assert!(told("2026-02-30").contains("ce jour n'existe pas"), "{}", told("2026-02-30"));
    assert!(told("demain").contains("une date s'écrit AAAA-MM-JJ"), "{}", told("demain"));
    let sunday = place.run(&["deadlines", "-c", "ais", "--session", "2026-12-06"]).out;
    assert!(
        sunday.contains("La session commence le dimanche 6 décembre 2026 : vérifiez la date."),
        "{sunday}"
    );
}

#[test]
fn a_closed_day_is_a_day_with_or_without_why() {
    let place = place();
    let closed = |written: &str| {
        place.write(
            "d/conforme.toml",
            &format!("certification = \"ais\"\n[session]\ndate = 2026-12-07\nclosed = [{written}]\n"),
        );
        place.run(&["config", "d"])
    };
    for written in ["2026-12-01", "\"2026-12-01\"", "{ date = 2026-12-01, reason = \"pont\" }"] {
        let ran = closed(written);
        assert!(ran.code == 0 && ran.out.contains("session.closed"), "{written}: {}", ran.err);
        let line = ran.out.lines().find(|line| line.starts_with("session.closed")).unwrap().to_owned();
        assert!(line.contains("2026-12-01") && line.contains("ligne 4"), "{line}");
    }
    for (written, told) in [
        ("{ date = 2026-12-01, raison = \"pont\" }", "clé inconnue `raison`"),
        ("{ reason = \"pont\" }", "un jour de fermeture s'écrit 2026-12-01"),
        ("\"le pont\"", "ce n'est pas une date"),
        ("\"2026-02-30\"", "ce jour n'existe pas"),
    ] {
        let ran = closed(written);
        assert!(ran.code == 2 && ran.err.contains(told), "{written}: {}", ran.err);
    }
}

#[test]
fn the_configuration_is_shown_whole_and_a_missing_folder_is_told() {
    let place = place();
    place.write("d/conforme.toml", "ignore = [\"modeles\"]\n[session]\nworked = [2026-05-25]\n");
    let shown = place.run(&["config", "d"]).out;
    let line = |key: &str| shown.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
    assert!(line("ignore").contains("modeles") && line("ignore").contains("ligne 1"), "{shown}");
    assert!(
        line("session.worked").contains("2026-05-25") && line("session.worked").contains("ligne 3"),
        "{shown}"
    );
    for (path, told) in [("nulle-part", "ce dossier n'existe pas"), ("d/dossier.md", "est un fichier")] {
        let ran = place.run(&["config", path]);
        assert!(ran.code == 2 && ran.err.contains(told), "{}", ran.err);
    }
}

#[test]
fn an_option_that_serves_nothing_is_told() {
    let mut place = place();
    let check = |place: &Place, more: &[&str]| place.run(&[&["check", "d", "-c", "ais"], more].concat()).err;
    assert!(check(&place, &["--salt", "centre"]).contains("--salt ne sert qu'avec --pseudonyms"));
    assert!(
        check(&place, &["--depot", "2026-12-01"])
            .contains("--depot ne change rien sans la date de la session")
    );
    assert!(check(&place, &["--zone", "67"]).contains("--zone ne change rien sans la date de la session"));
    let fine = check(&place, &["--depot", "2026-12-01", "--zone", "67", "--session", "2026-12-21"]);
    assert!(!fine.contains("ne change rien"), "{fine}");
    place.variables.push(("CONFORME_SALT", "centre".to_owned()));
    place.variables.push(("CONFORME_ZONE", "67".to_owned()));
    assert_eq!(check(&place, &[]), "", "in the environment they stand for other runs");
}

#[test]
fn what_is_meant_is_asked_only_where_it_is_near() {
    let place = place();
    let told = |name: &str| place.run(&["check", "d", "-c", name]).err;
    assert!(told("aiss").contains("Vouliez-vous dire « ais » ?"), "{}", told("aiss"));
    for name in ["zz", "", "x"] {
        assert!(!told(name).contains("Vouliez-vous dire"), "{name}: {}", told(name));
    }
}

#[test]
fn a_line_by_itself_says_what_it_is_about() {
    let place = place();
    let run = |format: &str| place.run(&["check", "d", "-c", "ais", "-f", format]).out;
    let about = "Moyens fournis : ";
    assert!(run("concise").contains(about), "{}", run("concise"));
    let gitlab = json(&run("gitlab"));
    let all = gitlab.as_array().unwrap();
    let one = all.iter().find(|one| one["check_name"] == "moyens").unwrap();
    assert!(one["description"].as_str().unwrap().starts_with(about), "{one}");
    let sarif = json(&run("sarif"));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let one = results.iter().find(|one| one["ruleId"] == "moyens").unwrap();
    assert!(one["message"]["text"].as_str().unwrap().starts_with(about), "{one}");
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
        let (help, quote) =
            (rule["help"]["text"].as_str().unwrap(), rule["fullDescription"]["text"].as_str().unwrap());
        assert!(help.matches(quote).count() <= 1, "{help}");
    }
}

#[test]
fn what_waits_for_a_missing_part_is_nothing_to_look_at() {
    let place = place();
    let shown = place.run(&["check", "d", "-c", "ais"]).out;
    let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} in {shown}"));
    let (look, wait) = (at("À regarder vous-même"), at("Rien à vérifier ici tant que la partie concernée"));
    let length = at("[abstract-longueur]");
    assert!(look < wait && wait < length, "{shown}");
    let report = json(&place.run(&["check", "d", "-c", "ais", "-f", "json"]).out);
    let all = report["dossiers"][0]["requirements"].as_array().unwrap();
    let open = |waits: bool| {
        let is = |one: &&serde_json::Value| {
            one["status"] == "not-judged"
                && one["unanswered"].is_null()
                && one["waits"].as_bool().unwrap_or(false) == waits
        };
        all.iter().filter(is).count()
    };
    assert!(open(true) > 1, "{report}");
    assert!(shown.replace('\n', " ").contains(&format!("{} points à regarder", open(false))), "{shown}");
}

#[test]
fn what_waits_is_told_once_wherever_what_is_open_is_listed() {
    let place = place();
    let out = |format: &str| place.run(&["check", "d", "-c", "ais", "-f", format]).out;
    let report = json(&out("json"));
    let all = report["dossiers"][0]["requirements"].as_array().unwrap();
    let waits = |one: &&serde_json::Value| one["waits"] == true;
    let every: Vec<&str> = all.iter().filter(waits).map(|one| one["id"].as_str().unwrap()).collect();
    let part =
        |one: &&serde_json::Value| one["waits_for"].as_str().is_some_and(|part| part.contains("anglais"));
    let ids: Vec<&str> = all.iter().filter(part).map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 1 && ids.len() < every.len() && ids.contains(&"abstract-longueur"), "{report}");
    let list = ids.join(", ");
    for format in ["csv", "github", "gitlab", "concise"] {
        let text = out(format);
        let told = text.lines().filter(|line| line.contains("abstract-longueur")).collect::<Vec<_>>();
        // The log of GitHub has the lines of the concise report as well.
        let times = if format == "github" { 2 } else { 1 };
        assert_eq!(told.len(), times, "{format}: {told:#?}");
        assert!(told.iter().all(|line| line.contains(&list)), "{format}: {told:#?}");
        assert!(told[0].contains(&format!("{} exigences en attente", ids.len())), "{format}: {told:#?}");
    }
    // Formats with an entry for each requirement keep them all.
    for format in ["json", "sarif", "junit"] {
        let text = out(format);
        assert!(every.iter().all(|id| text.contains(id)) && !text.contains("en attente"), "{format}");
    }
    let one = place.run(&["receive", "d", "-c", "ais", "--date", "2026-05-25"]);
    assert_eq!(one.code, 1, "{}", one.err);
    let name = one.out.split_once(" : ").unwrap().0;
    let receipt = json(&place.read(&format!("recus/{name}.json")));
    assert_eq!(receipt["points"]["waiting"], every.len());
    // What decides: neither advice nor what merely waits.
    let decides = |answer: &&serde_json::Value| {
        answer["severity"] == "error" && answer["status"] != "met" && answer["waits"] != true
    };
    let open = receipt["answers"].as_array().unwrap().iter().filter(decides).count();
    assert!(one.out.contains(&format!("à vérifier : {open} points")), "{}", one.out);
    let answered = all.iter().filter(|one| one["unanswered"].is_null()).count();
    assert_eq!(receipt["answers"].as_array().unwrap().len(), answered);
    let page = place.read(&format!("recus/{name}.html"));
    let listed = |title: &str| {
        let section = page.split_once(title).map(|(_, rest)| rest.split("</section>").next().unwrap());
        section.map_or(0, |section| section.matches("<li>").count())
    };
    assert_eq!(
        listed("À vérifier avec le candidat</h2>")
            + listed("À vérifier : conforme ne peut pas trancher</h2>"),
        open
    );
    assert!(page.contains(&format!("{} exigences ne peuvent être jugées", ids.len())), "{page}");
}

#[test]
fn a_name_that_says_another_format_is_told() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier-typst.pdf", "dossier.docx")
        .copy("dossiers/titre/dossier.md", "page.html")
        .copy("dossiers/titre/dossier.md", "dossier.txt");
    let told = |name: &str| {
        let report = json(&place.run(&["check", "-c", "ais", name, "-f", "json"]).out);
        report["dossiers"][0]["notices"].to_string()
    };
    assert!(told("dossier.docx").contains("lu comme PDF ; le nom dit « .docx »"), "{}", told("dossier.docx"));
    assert!(told("page.html").contains("lu comme Markdown ; le nom dit « .html »"), "{}", told("page.html"));
    assert!(!told("dossier.txt").contains("le nom dit"), "{}", told("dossier.txt"));
}

#[test]
fn a_page_and_a_flat_document_are_no_markdown_whatever_their_names() {
    let place = Place::new();
    place
        .write("dossier.md", "<!DOCTYPE html>\n<html><body><h1>Contexte</h1><p>Une entreprise.</p></body></html>\n")
        .write(
            "c/plat.fodt",
            "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>\n",
        );
    for (name, format) in [("dossier.md", "HTML"), ("c", "OpenDocument XML (.fodt)")] {
        let ran = place.run(&["check", "-c", "ais", name, "-f", "json"]);
        let report = json(&ran.out);
        let one = &report["dossiers"][0];
        assert_eq!((ran.code, &one["verdict"]), (1, &"illisible".into()), "{}", ran.out);
        let why = &one["unreadable"];
        assert!(why["message"].as_str().unwrap().contains(format), "{why}");
        assert!(why["help"].as_str().unwrap().contains("enregistrez-le en DOCX, ODT ou PDF"), "{why}");
    }
}

#[test]
fn the_length_that_is_asked_for_is_that_of_the_rules_whatever_its_id() {
    let place = place();
    let rules = "schema = 1\ntitle = \"Mon titre\"\n[source]\nname = \"RC\"\n[[requirement]]\nid = \"taille\"\ntitle.fr = \"Taille\"\ntitle.en = \"Size\"\n\
                 severity = \"error\"\nquote = \"Le dossier fait 12 à 15 pages.\"\nreference = \"RC\"\nhelp.fr = \"Écrivez.\"\nhelp.en = \"Write.\"\n\
                 [requirement.length]\nof = \"body\"\ndecides = [\"pages\"]\npages = { min = 12, max = 15 }\n";
    place.write("mon-titre.toml", rules);
    let ran = place.run(&["check", "-c", "mon-titre.toml", "d"]);
    assert!(ran.out.contains("  Demandé      12 à 15 pages"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_dossier_falls_to_the_same_share_however_its_folder_is_told() {
    let place = Place::new();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        place.write(&format!("session/{name}/dossier.md"), SMALL);
    }
    let whole = place.path("session").canonicalize().unwrap().to_string_lossy().into_owned();
    let of = |root: &str, part: &str| {
        let report = json(&place.run(&["check", root, "-c", "ais", "--shard", part, "-f", "json"]).out);
        let all = report["dossiers"].as_array().unwrap().clone();
        let names =
            all.iter().map(|one| one["path"].as_str().unwrap().rsplit('/').nth(1).unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let own = of("session", part);
        for root in ["./session", "session/../session", &whole] {
            assert_eq!(of(root, part), own, "{root} {part}");
        }
        all.extend(own);
    }
    all.sort();
    assert_eq!(all, ["a", "b", "c", "d", "e", "f", "g", "h"]);
}

#[test]
fn help_is_found_by_whoever_asks_for_it() {
    let place = place();
    let help = place.run(&["check", "--help"]);
    for args in [&["help", "check"][..], &["aide", "check"]] {
        assert_eq!(place.run(args).out, help.out, "{args:?}");
    }
    assert_eq!(place.run(&["help"]).out, place.run(&["--help"]).out);
    let loose = help.out.lines().find(|line| line.contains(" :") || line.contains(" ;"));
    assert_eq!(loose, None);
    let told = |args: &[&str]| place.run(args).err;
    assert!(told(&["compare", "a", "b", "--tolerance", "-1"]).contains("un nombre entre 0 et 100"));
    assert!(
        told(&["check", "d", "--with", "resume"])
            .contains("il s'écrit RÔLE=FICHIER, par exemple resume=resume.docx")
    );
}

#[test]
fn a_later_edition_is_told_with_what_the_date_makes_of_it() {
    let place = place();
    let told = |day: &str| {
        let ran =
            place.run(&["check", "d", "-c", "ais", "--session", day, "--depot", "2026-01-05", "-f", "json"]);
        json(&ran.out)["dossiers"][0]["notices"].to_string()
    };
    assert!(
        told("2026-06-01").contains("Elle est enregistrée jusqu'au 01/09/2026."),
        "{}",
        told("2026-06-01")
    );
    assert!(
        told("2026-12-07").contains("n'était enregistrée que jusqu'au 01/09/2026"),
        "{}",
        told("2026-12-07")
    );
    let list = place.run(&["list"]).out;
    assert!(list.contains("en vigueur depuis le 01/09/2018") && !list.contains("le 2018-09-01"), "{list}");
}
