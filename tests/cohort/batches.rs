//! Batches: order, standard input, lists, shares, the cache, several outputs, and an earlier run.

use super::{Place, cohort, json, paths};

#[test]
fn two_runs_give_the_same_bytes_whatever_the_number_of_jobs() {
    let place = cohort();
    let run =
        |jobs: &str| place.run(&["check", "-c", "ais", "-f", "json", "--no-cache", "-j", jobs, "."]).out;
    let one = run("1");
    assert_eq!(paths(&json(&one)).len(), 3);
    assert_eq!(run("8"), one);
}

#[test]
fn paths_come_from_lists_and_a_dossier_from_standard_input() {
    let place = cohort();
    place.write("list.txt", "\u{feff}petit/dossier.docx\r\n\nmartin/dossier.md\nnowhere.md\n");
    let ran = place.run(&["check", "-c", "ais", "-f", "json", "--files-from", "list.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere.md"));
    assert_eq!(paths(&json(&ran.out)), ["petit/dossier.docx", "martin/dossier.md"]);
    let list =
        place.run_with(&["check", "-c", "ais", "-f", "json", "--files-from", "-"], b"martin/dossier.md\n");
    assert_eq!(paths(&json(&list.out)), ["martin/dossier.md"]);
    let bytes = std::fs::read(place.path("dupont/dossier.docx")).unwrap();
    let args = ["check", "-c", "ais", "-f", "json", "-", "--stdin-filename", "dupont/envoi.docx"];
    let ran = place.run_with(&args, &bytes);
    let report = json(&ran.out);
    assert_eq!((ran.code, paths(&report)), (0, vec!["dupont/envoi.docx".to_owned()]));
    assert_eq!(report["dossiers"][0]["format"], "docx");
}

#[test]
fn the_cache_changes_nothing_and_can_be_spoilt() {
    let place = cohort();
    let run = |more: &[&str]| {
        let args =
            [&["check", "-c", "ais", "-f", "json", "--cache-dir", "answers", "dupont", "martin"], more]
                .concat();
        place.run(&args).out
    };
    let first = run(&[]);
    let entries = || -> Vec<std::path::PathBuf> {
        let shelves = std::fs::read_dir(place.path("answers")).unwrap().flatten();
        let files = shelves.filter_map(|shelf| std::fs::read_dir(shelf.path()).ok()).flatten().flatten();
        files.map(|file| file.path()).collect()
    };
    assert_eq!(entries().len(), 2);
    assert_eq!(run(&[]), first);
    // One that was changed since is not.
    let spoilt = std::fs::read_to_string(&entries()[0]).unwrap();
    for entry in entries() {
        let text = std::fs::read_to_string(&entry).unwrap();
        std::fs::write(&entry, text.replace("\"not-met\"", "\"met\"")).unwrap();
    }
    assert_eq!(run(&[]), first);
    assert_eq!(run(&["--no-cache"]), first);
    for entry in entries() {
        std::fs::write(&entry, &spoilt.as_bytes()[..spoilt.len() / 2]).unwrap();
    }
    assert_eq!(run(&[]), first);
    // A file that has changed is checked again.
    place.write("martin/dossier.md", "# Abstract\n\nThe project was about a firewall.\n");
    assert_ne!(run(&[]), first);
    assert_eq!(entries().len(), 3);
}

#[test]
fn a_change_in_any_file_that_decides_is_seen_through_the_cache() {
    let place = Place::new();
    place.copy("dossiers/ccp2/dossier.docx", "d.docx").copy("dossiers/ccp2/dossier-typst.pdf", "d.pdf");
    place.copy("dossiers/ccp2/dossier.md", "resume.md");
    place.write("conforme.toml", "overlays = [\"centre.toml\"]\n");
    let overlay = |id: &str| {
        format!(
            "schema = 1\noverlay = true\ntitle = \"Centre X\"\nsource.name = \"Consignes\"\napplies-to = [\"ais-2018\"]\n\
             [[requirement]]\nid = \"centre-{id}\"\ntitle = {{ fr = \"Glossaire\", en = \"Glossary\" }}\n\
             severity = \"warning\"\nquote = \"Un glossaire.\"\nreference = \"consignes, 3\"\n\
             help = {{ fr = \"Ajoutez-le.\", en = \"Add it.\" }}\npresence.topics = [\"abstract\"]\n"
        )
    };
    place.write("centre.toml", &overlay("x"));
    let run = || {
        let args = [
            "check",
            "-c",
            "ccp2",
            "-f",
            "json",
            "--cache-dir",
            "answers",
            "--resume",
            "resume.md",
            "d.docx",
        ];
        let ran = place.run(&args);
        assert!(ran.code < 2, "{}", ran.err);
        ran.out
    };
    let mut before = run();
    assert_eq!(run(), before);
    let mut differs = |what: &str| {
        let after = run();
        assert_ne!(after, before, "{what}");
        before = after;
    };
    place.copy("dossiers/ccp3/dossier-typst.pdf", "d.pdf");
    differs("the PDF of the same name");
    place.write("centre.toml", &overlay("y"));
    differs("the rules of the centre");
    place.write("resume.md", "# Abstract\n\nThe project was about a firewall.\n");
    differs("the résumé");
}

#[test]
fn several_outputs_are_written_whole_or_not_at_all() {
    let place = cohort();
    place.write("old.json", "earlier");
    let args =
        ["check", "-c", "ais", "-f", "json=old.json", "-f", "sarif=new.sarif", "-f", "concise", "martin"];
    let ran = place.run(&args);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("martin/dossier.md: non conforme"), "{}", ran.out);
    assert_eq!(paths(&json(&place.read("old.json"))), ["martin/dossier.md"]);
    assert_eq!(json(&place.read("new.sarif"))["version"], "2.1.0");
    let ran = place.run(&["check", "-c", "ais", "-f", "csv=out.csv", "-f", "json=nowhere/x.json", "martin"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("le dossier n'existe pas"), "{}", ran.err);
    assert!(!place.path("out.csv").exists());
    let left: Vec<_> = std::fs::read_dir(place.folder.path()).unwrap().flatten().collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".tmp")));
}

#[test]
fn an_earlier_run_tells_what_is_new_fixed_and_unchanged() {
    let place = Place::new();
    place
        .write("a.md", "# Abstract\n\nThe company asked me to replace its old firewall and to write down how it is run. I compared three products with the team, installed the one that was chosen, moved every workstation behind it and measured what had changed for the people who use it every day.\n\n# Cahier des charges\n\nRien.\n\n# Fin\n\nRien.\n")
        .write("b.md", "# Cahier des charges\n\nRien.\n");
    place.run(&["check", "-c", "ais", "-f", "json=before.json", "a.md", "b.md"]);
    place
        .write("a.md", "# Cahier des charges\n\nRien.\n\n# Réalisation\n\nLes tâches ont été menées semaine après semaine avec les deux techniciens de l'entreprise : inventaire des machines, installation du pare-feu, bascule des postes, puis vérification des sauvegardes et des accès de chacun.\n\n# Fin\n\nRien.\n")
        .write("c.md", "# Cahier des charges\n\nRien.\n");
    let args = ["check", "-c", "ais", "--baseline", "before.json", "-f", "json", "a.md", "c.md"];
    let changes = json(&place.run(&args).out)["changes"].clone();
    let ids = |list: &str| -> Vec<String> {
        let all = changes[list].as_array().unwrap();
        all.iter()
            .map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["requirement"].as_str().unwrap()))
            .collect()
    };
    assert!(ids("new").contains(&"a.md abstract".to_owned()), "{changes}");
    assert!(ids("fixed").contains(&"a.md realisation".to_owned()), "{changes}");
    assert!(ids("unchanged").contains(&"a.md moyens".to_owned()), "{changes}");
    assert_eq!((&changes["added"][0], &changes["removed"][0]), (&"c.md".into(), &"b.md".into()));
    for format in ["human", "markdown", "concise", "html"] {
        let args = ["check", "-c", "ais", "--baseline", "before.json", "-f", format, "a.md", "c.md"];
        let shown = place.run(&args).out;
        assert!(shown.contains("Nouveau") && shown.contains("inchangés"), "{format}: {shown}");
    }
}

#[test]
#[cfg(unix)]
fn an_interruption_leaves_what_was_finished() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let place = Place::new();
    for n in 0..40 {
        place.copy("dossiers/titre/dossier-typst.pdf", &format!("{n:02}.pdf"));
    }
    // However fast the others are read, it is not done before it is stopped.
    place.write("zz-lent.md", &"- objectif\n".repeat(400_000));
    // A report of half of the dossiers does not take the place of the one that it is held against.
    let earlier = "{\"schema_version\":1,\"tool\":{\"name\":\"conforme\",\"version\":\"0\"},\"dossiers\":[]}";
    place.write("etat.json", earlier);
    let mut child = Command::new(env!("CARGO_BIN_EXE_conforme"))
        .args(["check", "-c", "ais", "-f", "json", "--no-cache", "-j", "1", "--limit", "blocks=1000000", "."])
        .args(["--baseline", "etat.json", "-f", "json=etat.json"])
        .current_dir(place.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    let code = child.wait().unwrap().code();
    assert_eq!(code, Some(130));
    let report = json(&out);
    assert!(paths(&report).len() < 40);
    assert_eq!(report["notices"][0]["kind"], "run");
    assert_eq!(place.read("etat.json"), earlier);
}

#[test]
fn a_dossier_its_pdf_and_its_annexes_apart_are_one() {
    let place = Place::new();
    place
        .copy("dossiers/ccp2/dossier.docx", "dupont/dossier.docx")
        .copy("dossiers/ccp2/dossier-libreoffice.pdf", "dupont/dossier.pdf")
        .copy("dossiers/ccp2/presentation.pdf", "dupont/dossier-annexes.pdf");
    let ran = place.run(&["check", "-c", "ccp2", "-f", "json", "dupont"]);
    let report = json(&ran.out);
    assert_eq!((ran.code, paths(&report)), (0, vec!["dupont/dossier.docx".to_owned()]));
    let dossier = &report["dossiers"][0];
    assert_eq!(dossier["pages"]["total"]["method"], "twin-pdf");
    assert_eq!(dossier["documents"].as_array().unwrap().len(), 1, "nothing is asked for in annexes");
    let notices = dossier["notices"].to_string();
    for told in
        ["dossier.pdf, du même nom", "dossier-annexes.pdf : des annexes à part", "Pages lues dans le PDF"]
    {
        assert!(notices.contains(told), "{told}: {notices}");
    }
    let named =
        place.run(&["check", "-c", "ccp2", "-f", "json", "dupont/dossier.docx", "dupont/dossier.pdf"]);
    assert_eq!(paths(&json(&named.out)).len(), 2, "both were named");
}
