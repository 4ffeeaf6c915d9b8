//! Pages of a dossier that has none of its own: from the PDF of the same name, or from LibreOffice.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use conforme::assess::{Input, Rules, Shelf, Task, run};
use conforme::dossier::Dossier;
use conforme::measure::PageMethod;
use conforme::pages::PagesFrom;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers").join(name)
}

fn dossier(file: &str, pages: Vec<PagesFrom>) -> Dossier {
    let rules = Rules::Named { name: "ais-2018/ccp2".to_owned(), why: None };
    let task = Task { pages, ..Task::of(fixture(file), rules) };
    run(&task, &Shelf::built_in()).unwrap()
}

fn notices(dossier: &Dossier) -> String {
    dossier.notices.iter().map(|notice| format!("{}\n", notice.message.fr)).collect()
}

/// Titles with their pages.
type Headed = Vec<(String, Option<u32>)>;

/// First page of every title, and of the annexes.
fn pages(dossier: &Dossier) -> (Headed, Vec<Option<u32>>) {
    let key = |heading: &str| heading.to_lowercase().replace('’', "'").replace('\u{a0}', " ");
    let body = dossier.outline.iter().filter(|entry| entry.heading.starts_with(['I', 'V']));
    let titles = body.map(|entry| (key(&entry.heading), entry.page)).collect();
    (titles, dossier.zones.iter().rev().take(1).map(|zone| zone.first_page).collect())
}

#[test]
fn a_pdf_of_the_same_text_gives_its_pages() {
    let pdf = dossier("ccp2/dossier-typst.pdf", Vec::new());
    let exact = pdf.measured.clone().unwrap();
    for file in ["ccp2/dossier.docx", "ccp2/dossier.odt", "ccp2/dossier.md"] {
        let twin = dossier(file, vec![PagesFrom::Twin(Input::at(fixture("ccp2/dossier-typst.pdf")))]);
        let measured = twin.measured.clone().unwrap();
        let total = measured.pages.unwrap();
        assert_eq!((total.value, total.method), (26, PageMethod::TwinPdf), "{file}");
        assert!(total.is_exact());
        let value =
            |pages: Option<conforme::measure::PageMeasure>| pages.map(|pages| (pages.value, pages.high));
        assert_eq!(value(measured.annex_pages), value(exact.annex_pages.clone()), "{file}");
        assert_eq!(value(measured.body_pages), value(exact.body_pages.clone()), "{file}");
        assert_eq!(pages(&twin), pages(&pdf), "{file}");
        assert!(notices(&twin).contains("Pages lues dans le PDF du même nom (dossier-typst.pdf)"), "{file}");
    }
}

#[test]
fn a_pdf_of_another_text_is_told_and_not_used() {
    let other =
        dossier("ccp2/dossier.docx", vec![PagesFrom::Twin(Input::at(fixture("ccp3/dossier-typst.pdf")))]);
    assert_eq!(other.measured.as_ref().unwrap().pages.as_ref().unwrap().method, PageMethod::Recorded);
    assert!(notices(&other).contains("n'a pas le même texte"), "{}", notices(&other));
    let scan = fixture("../broken/scan.pdf");
    let unread = dossier("ccp2/dossier.docx", vec![PagesFrom::Twin(Input::at(scan))]);
    assert!(notices(&unread).contains("n'a pas pu être lu"), "{}", notices(&unread));
}

#[cfg(unix)]
mod libreoffice {
    use super::*;
    use conforme::pages::Renderer;
    use std::os::unix::fs::PermissionsExt;

    /// A program that is called as `soffice` is, and does `what` with `$out`, `$in` and `$profile`.
    fn fake(what: &str, seconds: u64) -> (tempfile::TempDir, PagesFrom) {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("soffice");
        let head = "#!/bin/sh\nprofile=\"$1\"\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=\"$2\"; shift; done\n";
        std::fs::write(&program, format!("{head}in=\"$1\"\n{what}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        (folder, PagesFrom::LibreOffice { renderer: Renderer { program, seconds, keeper: None }, pdf: None })
    }

    /// The fixture in ODT with `change` made to the parts whose name ends so.
    fn with_part(end: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
        let whole = std::fs::read(fixture("ccp2/dossier.odt")).unwrap();
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
        let mut copy = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..package.len() {
            let mut part = package.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            let name = part.name().unwrap().into_owned();
            if name.ends_with(end) {
                bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
            }
            copy.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut copy, &bytes).unwrap();
        }
        copy.finish().unwrap().into_inner()
    }

    #[test]
    fn a_rendering_gives_pages_with_an_interval() {
        let pdf = fixture("ccp2/dossier-libreoffice.pdf");
        let what = format!(
            "case \"$profile\" in -env:UserInstallation=file://*) ;; *) exit 1;; esac\n[ -s \"$in\" ] && cp '{}' \"$out/dossier.pdf\"",
            pdf.display()
        );
        let (_folder, rendered) = fake(&what, 20);
        let dossier = dossier("ccp2/dossier.odt", vec![rendered]);
        let total = dossier.measured.as_ref().unwrap().pages.clone().unwrap();
        assert_eq!((total.value, total.low, total.high), (27, 26, 28), "{}", notices(&dossier));
        assert_eq!(total.method, PageMethod::LibreOffice);
        assert!(
            notices(&dossier).contains("27 pages selon LibreOffice (entre 26 et 28"),
            "{}",
            notices(&dossier)
        );
    }

    #[test]
    fn a_recorded_number_that_is_another_is_told_beside_the_rendered_one() {
        let pdf = fixture("ccp2/dossier-libreoffice.pdf");
        let (folder, rendered) = fake(&format!("cp '{}' \"$out/dossier.pdf\"", pdf.display()), 20);
        let file = folder.path().join("dossier.odt");
        std::fs::write(
            &file,
            with_part("meta.xml", |meta| {
                let at = meta.find("meta:page-count=\"").unwrap() + "meta:page-count=\"".len();
                let end = at + meta[at..].find('"').unwrap();
                format!("{}35{}", &meta[..at], &meta[end..])
            }),
        )
        .unwrap();
        let rules = Rules::Named { name: "ais-2018/ccp2".to_owned(), why: None };
        let dossier =
            run(&Task { pages: vec![rendered], ..Task::of(file, rules) }, &Shelf::built_in()).unwrap();
        let total = dossier.measured.as_ref().unwrap().pages.clone().unwrap();
        assert_eq!((total.value, total.low, total.high), (27, 26, 35), "{}", notices(&dossier));
        let told = notices(&dossier);
        assert!(told.contains("27 pages selon LibreOffice") && told.contains("déclare 35 pages"), "{told}");
    }

    #[test]
    fn a_font_that_was_replaced_is_told_and_widens_the_interval() {
        let pdf = fixture("ccp2/dossier-libreoffice.pdf");
        let (folder, rendered) = fake(&format!("cp '{}' \"$out/dossier.pdf\"", pdf.display()), 20);
        let file = folder.path().join("dossier.odt");
        let other = with_part(".xml", |text| text.replace("Times New Roman", "Garamond"));
        std::fs::write(&file, other).unwrap();
        let rules = Rules::Named { name: "ais-2018/ccp2".to_owned(), why: None };
        let dossier =
            run(&Task { pages: vec![rendered], ..Task::of(file, rules) }, &Shelf::built_in()).unwrap();
        let total = dossier.measured.as_ref().unwrap().pages.clone().unwrap();
        assert_eq!((total.value, total.low, total.high), (27, 24, 30), "{}", notices(&dossier));
        assert!(notices(&dossier).contains("remplacée : Garamond."), "{}", notices(&dossier));
    }

    #[test]
    fn what_is_started_has_a_home_of_its_own_with_the_fonts_of_the_user() {
        let what = "for place in \"$HOME\" \"$TMPDIR\" \"$XDG_CONFIG_HOME\" \"$XDG_CACHE_HOME\"; do\n\
                    case \"$place\" in \"$out\"/profil/*) : > \"$place/x\";; *) exit 1;; esac\ndone\n\
                    cp \"$HOME/.fonts/page.pdf\" \"$out/dossier.pdf\"";
        let (folder, _) = fake(what, 20);
        std::fs::create_dir_all(folder.path().join("home/.fonts")).unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        let pdf = folder.path().join("home/.fonts/page.pdf");
        std::fs::copy(fixture("ccp2/dossier-libreoffice.pdf"), pdf).unwrap();
        let output = command(folder.path()).output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["dossiers"][0]["pages"]["total"]["method"], "libreoffice", "{report}");
        let left = |folder: PathBuf| std::fs::read_dir(folder).unwrap().count();
        assert_eq!((left(folder.path().join("home")), left(folder.path().join("tmp"))), (1, 0));
    }

    /// `conforme` on an ODT, with the program of [`fake`] in `folder` and its own home and temporary folder there.
    fn command(folder: &Path) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_conforme"));
        command
            .args(["check", "-c", "ccp2", "--no-cache", "--pages", "libreoffice", "-f", "json", "--soffice"])
            .arg(folder.join("soffice"))
            .arg(fixture("ccp2/dossier.odt"))
            .env("HOME", folder.join("home"))
            .env("TMPDIR", folder.join("tmp"))
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null());
        command
    }

    #[test]
    fn nothing_is_left_however_who_asked_for_it_ends() {
        for signals in [&["-KILL"][..], &["-INT", "-INT"], &["-TERM", "-TERM"]] {
            // Their numbers are told where they are not thrown away.
            let (folder, _) = fake("sleep 60 &\necho $! $$ > \"$(dirname \"$0\")/numbers\"\nsleep 60", 60);
            for name in ["home", "tmp"] {
                std::fs::create_dir(folder.path().join(name)).unwrap();
            }
            let mut child = command(folder.path()).spawn().unwrap();
            let soon = |is: &dyn Fn() -> bool| {
                (0..400).any(|_| {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                    is()
                })
            };
            let numbers = || std::fs::read_to_string(folder.path().join("numbers")).unwrap_or_default();
            assert!(soon(&|| numbers().ends_with('\n')), "it was not started");
            for signal in signals {
                let id = child.id().to_string();
                std::process::Command::new("kill").args([signal, id.as_str()]).status().unwrap();
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            child.wait().unwrap();
            let is_gone = |number: &str| {
                let stat = std::fs::read_to_string(format!("/proc/{number}/stat"));
                let running = std::process::Command::new("kill").args(["-0", number]).output().unwrap();
                !running.status.success() || stat.is_ok_and(|stat| stat.contains(") Z "))
            };
            assert!(soon(&|| numbers().split_whitespace().all(is_gone)), "{signals:?}: it goes on");
            let tmp = folder.path().join("tmp");
            assert!(soon(&|| std::fs::read_dir(&tmp).unwrap().count() == 0), "{signals:?}: files are left");
        }
    }

    #[test]
    fn a_rendering_that_fails_or_takes_too_long_is_told() {
        let (folder, slow) = fake("(sleep 30; touch \"$0.late\") &\nsleep 30", 1);
        let late = dossier("ccp2/dossier.docx", vec![slow]);
        assert!(notices(&late).contains("au bout de 1 secondes"), "{}", notices(&late));
        assert_eq!(late.measured.unwrap().pages.unwrap().method, PageMethod::Recorded);
        let script = folder.path().join("soffice");
        let running = std::process::Command::new("pgrep").args(["-f", script.to_str().unwrap()]).output();
        assert!(running.map_or(true, |output| output.stdout.is_empty()), "what it started goes on");
        let (_folder, nothing) = fake("exit 0", 5);
        let none = dossier("ccp2/dossier.docx", vec![nothing.clone()]);
        assert!(notices(&none).contains("n'a pas pu mettre ce fichier en page"), "{}", notices(&none));
        let markdown = dossier("ccp2/dossier.md", vec![nothing]);
        assert!(notices(&markdown).contains("Seuls les DOCX et les ODT"), "{}", notices(&markdown));
    }
}

#[test]
fn files_are_read_as_one_dossier_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("b.md", "# Contexte\n\nUn texte.\n"), ("a.md", "## Moyens\n\nUn autre.\n")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run = |flag: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_conforme"));
        command.current_dir(folder.path()).args(["outline", "-c", "ais-2018/ccp2", "--format", "json"]);
        let output = command.args(flag).args(["b.md", "a.md"]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let whole = run(&["--ensemble"]);
    let outline = whole["dossiers"][0]["outline"].as_array().unwrap();
    let places: Vec<_> = outline.iter().map(|one| (one["file"].as_str(), one["line"].as_u64())).collect();
    assert_eq!(places, [(Some("b.md"), Some(1)), (Some("a.md"), Some(1))]);
    assert_eq!(run(&[])["dossiers"].as_array().unwrap().len(), 2);
}
