//! What lies among dossiers and is no dossier: names of any bytes, pipes, devices, files without an end. All of it is
//! told, nothing is waited for, and no name acts on a terminal.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use super::{Place, json, paths};

const DOSSIER: &str = "dossiers/ccp1/dossier.md";
const SETTINGS: &str = "certification = \"ccp1\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n";

fn pipe(place: &Place, name: &str) {
    let path = place.path(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn link(place: &Place, to: &str, name: &str) {
    let path = place.path(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink(to, path).unwrap();
}

fn sparse(place: &Place, name: &str) {
    place.write(name, "");
    std::fs::File::options().write(true).open(place.path(name)).unwrap().set_len(1 << 40).unwrap();
}

#[test]
fn a_folder_whose_name_is_not_utf_8_is_told_and_the_others_are_checked() {
    let place = Place::new();
    place.copy(DOSSIER, "normal/dossier.md").write("conforme.toml", SETTINGS);
    let strange = place.folder.path().join(OsStr::from_bytes(b"bad\xff"));
    std::fs::create_dir(&strange).unwrap();
    std::fs::copy(place.path("normal/dossier.md"), strange.join("dossier.md")).unwrap();
    let ran = place.run(&["check", "--no-cache", "-f", "json"]);
    let report = json(&ran.out);
    assert_eq!(paths(&report), ["bad\u{fffd}/dossier.md", "normal/dossier.md"], "{}", ran.err);
    let ran = place.run(&["config"]);
    assert!(ran.code == 0 && ran.out.contains("2 candidats avec un dossier"), "{} {}", ran.out, ran.err);
    let ran = place.run(&["count", "*/dossier.md"]);
    assert!(ran.out.contains("bad\u{fffd}") && ran.out.contains("normal"), "{} {}", ran.out, ran.err);
}

#[test]
fn every_entry_that_is_called_as_a_dossier_and_is_none_is_told() {
    for settings in [false, true] {
        let place = Place::new();
        place.copy(DOSSIER, "c/normal/dossier.md");
        pipe(&place, "c/pipe/dossier.md");
        link(&place, "/dev/zero", "c/device/dossier.pdf");
        link(&place, "/nowhere", "c/dangling/dossier.docx");
        std::fs::create_dir_all(place.path("c/folder/dossier.docx")).unwrap();
        std::fs::create_dir_all(place.path("elsewhere")).unwrap();
        link(&place, "../../elsewhere", "c/linked/dossier.odt");
        sparse(&place, "c/sparse/dossier.pdf");
        if settings {
            place.write("c/conforme.toml", SETTINGS);
        }
        let ran = place.run(&["check", "-c", "ccp1", "--no-cache", "-f", "json", "c"]);
        let report = json(&ran.out);
        let unread = |one: &serde_json::Value| {
            Some((one["path"].as_str()?.split('/').nth(1)?.to_owned(), one["verdict"] == "illisible"))
        };
        let mut told: Vec<_> = report["dossiers"].as_array().unwrap().iter().filter_map(unread).collect();
        told.sort();
        let expected = ["dangling", "device", "folder", "linked", "normal", "pipe", "sparse"];
        let expected = expected.map(|name| (name.to_owned(), name != "normal"));
        assert_eq!(told, expected, "{settings}: {}", ran.err);
    }
}

#[test]
fn nothing_that_has_no_end_is_waited_for() {
    let place = Place::new();
    place.copy(DOSSIER, "dossier.md").write("rapport.json", "{}");
    pipe(&place, "pipe.md");
    for (endless, args) in [
        ("pipe.md", &["count", "pipe.md"][..]),
        ("pipe.md", &["outline", "pipe.md"]),
        ("pipe.md", &["compare", "pipe.md", "dossier.md"]),
        ("pipe.md", &["report-problem", "pipe.md", "-c", "ccp1"]),
        ("/dev/zero", &["verify", "/dev/zero"]),
        ("/dev/zero", &["merge", "/dev/zero", "rapport.json"]),
        ("/dev/zero", &["check", "-c", "ccp1", "--baseline", "/dev/zero", "dossier.md"]),
        ("/dev/zero", &["check", "-c", "ccp1", "--config", "/dev/zero", "dossier.md"]),
        ("/dev/zero", &["check", "-c", "ccp1", "--overlay", "/dev/zero", "dossier.md"]),
        ("/dev/zero", &["check", "-c", "ccp1", "--files-from", "/dev/zero"]),
        ("/dev/zero", &["rules", "validate", "/dev/zero"]),
    ] {
        let ran = place.run(args);
        let told = ran.out.clone() + &ran.err;
        assert!(ran.code != 0 && told.contains(endless), "{args:?}: {told}");
        assert!(told.contains("un tube, un périphérique"), "{args:?}: {told}");
    }
}

#[test]
fn what_came_beside_is_told_as_not_read_where_it_cannot_be() {
    let place = Place::new();
    place.copy(DOSSIER, "c/dupont/dossier.md");
    sparse(&place, "c/dupont/notes.zip");
    pipe(&place, "c/dupont/photos.zip");
    sparse(&place, "c/martin/dossier.pdf");
    place.run(&["receive", "c", "-c", "ccp1", "-o", "r"]);
    let receipt = place.read("r/dupont.json");
    for name in ["notes.zip", "photos.zip"] {
        assert!(
            receipt.contains(&format!("{name} : reçu, mais il n'a pas pu être ouvert (")),
            "{name}: {receipt}"
        );
    }
    assert!(place.read("r/martin.json").contains("dossier.pdf : reçu, mais il n'a pas pu être ouvert ("));
}

/// What a terminal takes for a command, in names and texts of others.
const ACTS: [&str; 4] = ["a\u{1b}[31mx", "a\u{1b}]0;x\u{7}", "a\u{9b}2Jx", "a\u{202e}x"];

#[test]
fn no_name_acts_on_a_terminal_whatever_the_command() {
    for acts in ACTS {
        let place = Place::new();
        let dossier = format!("{acts}/dossier.md");
        let rules = format!("{acts}.toml");
        let missing = format!("{acts}-absent.md");
        place
            .copy(DOSSIER, &dossier)
            .copy(DOSSIER, &format!("{acts}-2/dossier.md"))
            .write(&rules, &format!("# {acts}\nid = \"{acts}\n"))
            .write(&format!("{acts}.json"), "{}")
            .write(
                "dossiers/conforme.toml",
                &format!("{SETTINGS}[[groups]]\nname = \"g\"\ncandidates = [\"z\"]\n"),
            );
        let commands: &[&[&str]] = &[
            &["check", "-c", "ccp1", "."],
            &["check", "-c", "ccp1", &missing],
            &["check", "-c", acts, &dossier],
            &["check", "-c", "ccp1", "--overlay", &rules, &dossier],
            &["check", acts, "--inconnu"],
            &[acts],
            &["count", "."],
            &["outline", &dossier],
            &["compare", &dossier, &missing],
            &["compare", &dossier, &dossier],
            &["receive", ".", "-c", "ccp1", "-o", acts],
            &["verify", &missing],
            &["verify", &format!("{acts}.json")],
            &["summaries", ".", "-c", "ccp1"],
            &["merge", &missing],
            &["merge", &format!("{acts}.json")],
            &["rules", "validate", &rules],
            &["rules", "show", &rules],
            &["rules", "test", &missing],
            &["config", acts],
            &["explain", acts],
            &["explain", "longueur", "-c", &rules],
            &["deadlines", "-c", acts],
            &["init", &format!("{acts}/neuf")],
            &["report-problem", &dossier, "-c", "ccp1", "--requirement", acts],
            &["report-problem", &dossier, "-c", "ccp1", "-o", &format!("{acts}/p.json")],
            &["report-problem", "--replay", &missing],
            &["man", acts],
        ];
        for command in commands {
            for colour in ["never", "always"] {
                let ran = place.run(&[command, &["--color", colour][..]].concat());
                let told = (ran.out + &ran.err).replace(['\n', '\r'], " ");
                assert!(!ACTS.iter().any(|acts| told.contains(&acts[1..])), "{command:?}: {told:?}");
                let ours = |c: char| c == '\u{1b}' && colour == "always";
                let other = told.chars().find(|c| (c.is_control() || *c == '\u{202e}') && !ours(*c));
                assert_eq!(other, None, "{command:?}: {told:?}");
            }
        }
    }
}
