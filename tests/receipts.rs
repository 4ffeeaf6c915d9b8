//! A small cohort as its organiser and its trainer meet it: DOCX, PDF, ODT and Markdown, files that cannot be read, two
//! files where one was wanted. Made of the fixtures, in a temporary folder.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::path::Path;
use std::process::{Command, Output};

const FILES: &[(&str, &str)] = &[
    ("arnaud/dossier.pdf", "dossiers/titre/dossier-typst.pdf"),
    ("arnaud/resume.md", "dossiers/titre/resume.md"),
    ("bertin/dossier.docx", "dossiers/titre/dossier.docx"),
    ("carvalho/dossier.odt", "dossiers/titre/dossier.odt"),
    ("carvalho/dossier.pdf", "dossiers/titre/dossier-libreoffice.pdf"),
    ("diallo/dossier.md", "dossiers/titre/dossier.md"),
    ("evrard/dossier.pdf", "broken/truncated.pdf"),
    ("fabre/un.md", "dossiers/ccp1/dossier.md"),
    ("fabre/deux.docx", "dossiers/ccp1/dossier.docx"),
    ("garnier/dossier.docx", "dossiers/ccp2/dossier.docx"),
    ("hubert/dossier.docx", "dossiers/titre/dossier.docx"),
];

struct Cohort(tempfile::TempDir);

impl Cohort {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (to, from) in FILES {
            let to = folder.path().join("cohorte").join(to);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(Path::new("fixtures").join(from), to).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Runs conforme in the folder.
    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_conforme"));
        command.args(arguments).current_dir(self.0.path()).env("CONFORME_CACHE_DIR", self.path("cache"));
        for variable in ["CONFORME_SALT", "CONFORME_LANG", "CONFORME_SESSION"] {
            command.env_remove(variable);
        }
        command
    }

    fn receive(&self, more: &[&str]) -> Ran {
        let mut arguments = vec!["receive", "cohorte", "-c", "ais", "--session", "2026-12-07"];
        arguments.extend(["--date", "2026-11-20"]);
        arguments.extend(more);
        self.run(&arguments)
    }
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn an_organiser_receives_and_verifies() {
    let cohort = Cohort::new();
    let received = cohort.receive(&[]);
    assert_eq!(received.code, 1, "{}", received.err);
    let lines: Vec<&str> = received.out.lines().collect();
    assert_eq!(lines[0], "arnaud : reçu, rien à signaler sur la forme (recus/arnaud.json)");
    assert!(lines[4].starts_with("evrard : à vérifier : le fichier n'a pas pu être lu"), "{}", lines[4]);
    assert_eq!(
        lines[5],
        "fabre : à vérifier : Plusieurs fichiers peuvent être le dossier de projet : aucun n'a été vérifié (recus/fabre.json)"
    );
    assert_eq!(lines[9], "8 reçus dans recus : 1 sans remarque, 7 à vérifier.");
    assert!(
        received.err.contains("(bertin : bertin/dossier.docx ; hubert : hubert/dossier.docx)"),
        "{}",
        received.err
    );
    for word in ["non conforme", "faute", "fraude", "triche"] {
        assert!(!received.out.contains(word), "{word}");
    }
    let before = std::fs::read(cohort.path("recus/arnaud.json")).unwrap();
    assert_eq!(cohort.receive(&[]).code, 1);
    assert_eq!(std::fs::read(cohort.path("recus/arnaud.json")).unwrap(), before);

    let same = cohort.run(&["verify", "recus/arnaud.json", "recus/fabre.json", "--in", "cohorte"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""), "{}", same.out);

    let receipt = String::from_utf8(before).unwrap();
    std::fs::write(cohort.path("recus/arnaud.json"), receipt.replace("\"words\": 9", "\"words\": 8"))
        .unwrap();
    let mut bytes = std::fs::read(cohort.path("cohorte/diallo/dossier.md")).unwrap();
    bytes.extend_from_slice(b"\n\nUn paragraphe de plus.\n");
    std::fs::write(cohort.path("cohorte/diallo/dossier.md"), bytes).unwrap();
    let other = cohort.run(&["verify", "recus/arnaud.json", "recus/diallo.json", "--in", "cohorte"]);
    assert_eq!(other.code, 1);
    assert!(
        other.out.contains("recus/arnaud.json (arnaud) : différent.\n  à vérifier : le reçu a changé"),
        "{}",
        other.out
    );
    assert!(other.out.contains("à vérifier : diallo/dossier.md n'est plus le même fichier"), "{}", other.out);

    // A receipt that says something else is not replaced unasked.
    let again = cohort.receive(&[]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("diallo.json : un reçu existe déjà"), "{}", again.err);
    assert_eq!(cohort.receive(&["--replace"]).code, 1);
    let fresh = cohort.run(&["verify", "recus/diallo.json", "--in", "cohorte"]);
    assert_eq!(fresh.code, 0, "{}", fresh.out);
}

#[test]
fn pseudonyms_leave_no_name() {
    let cohort = Cohort::new();
    let resume = std::fs::read_to_string("fixtures/dossiers/titre/resume.md").unwrap();
    std::fs::write(cohort.path("cohorte/arnaud/resume.md"), format!("{resume}\nPar ARNAUD.\n")).unwrap();
    std::fs::write(cohort.path("cohorte/evrard/dossier-evrard.docx"), b"PK").unwrap();
    let first = cohort.receive(&["--pseudonyms", "--salt", "centre", "-o", "a"]);
    let second = cohort.receive(&["--pseudonyms", "--salt", "centre", "-o", "b"]);
    assert_eq!(first.out.replace("a/", "b/").replace("dans a", "dans b"), second.out);
    for entry in std::fs::read_dir(cohort.path("a")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap()
            + &path.file_name().unwrap().to_string_lossy()
            + &first.err;
        for name in
            ["arnaud", "bertin", "carvalho", "diallo", "evrard", "fabre", "garnier", "hubert", "cohorte/"]
        {
            assert!(!text.to_lowercase().contains(name), "{name} in {}", path.display());
        }
    }
    let receipts: Vec<String> = std::fs::read_dir(cohort.path("a"))
        .unwrap()
        .map(|entry| format!("a/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".json"))
        .collect();
    let list = cohort.run(&["summaries", "cohorte", "-c", "ais", "--pseudonyms", "--salt", "centre"]);
    assert!(list.out.contains("\nPar candidat-"), "{}", list.out);
    for name in ["arnaud", "evrard"] {
        assert!(!(list.out.to_lowercase() + &list.err).contains(name), "{name} in {}{}", list.out, list.err);
    }
    let mut arguments = vec!["verify", "--in", "cohorte"];
    arguments.extend(receipts.iter().map(String::as_str));
    let verified = cohort.run(&arguments);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn the_jury_gets_its_list() {
    let cohort = Cohort::new();
    let list = |name: &str| {
        let ran = cohort.run(&["summaries", "cohorte", "-c", "ais", "--session", "2026-12-07", "-o", name]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        std::fs::read(cohort.path(name)).unwrap()
    };
    let markdown = String::from_utf8(list("liste.md")).unwrap();
    assert!(markdown.contains("au plus tard le lundi 30 novembre 2026"), "{markdown}");
    assert!(
        markdown.contains("## 1. arnaud\n\n*207 mots, remis à part*\n\nLa coopérative agricole"),
        "{markdown}"
    );
    assert!(markdown.contains("## 2. bertin\n\n*Résumé à obtenir : il n'a pas été trouvé.*"), "{markdown}");
    assert_eq!(list("liste.docx"), list("encore.docx"));
    let page = String::from_utf8(list("liste.html")).unwrap();
    assert!(page.contains("La coopérative agricole") && !page.contains("<script"));
    // What was written reads back as a document with a heading for each candidate.
    let mut outline = cohort.command(&["outline", "-", "--stdin-filename", "liste.docx"]);
    let outline = outline.stdin(std::fs::File::open(cohort.path("liste.docx")).unwrap()).output().unwrap();
    let outline = Ran::from(outline);
    assert!(outline.out.contains("8. hubert"), "{}{}", outline.out, outline.err);
}

#[test]
fn what_was_written_among_the_candidates_is_none_of_them() {
    let cohort = Cohort::new();
    for name in ["liste.docx", "liste.html", "liste.md"] {
        let name = format!("cohorte/{name}");
        assert_eq!(cohort.run(&["summaries", "cohorte", "-c", "ais", "-o", &name]).code, 1);
    }
    let formats = ["json", "sarif", "csv", "html", "junit"].map(|format| {
        let extension = if format == "junit" { "xml" } else { format };
        format!("--format={format}=cohorte/rapport.{extension}")
    });
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    assert_eq!(cohort.run(&[&["check", "cohorte", "-c", "ais"], formats.as_slice()].concat()).code, 1);
    let ran = cohort.receive(&["-o", "cohorte/recus"]);
    assert!(ran.out.contains("8 reçus dans cohorte/recus"), "{}", ran.out);
    assert!(!ran.err.contains("sur aucun reçu"), "{}", ran.err);
    let again = cohort.receive(&["-o", "cohorte/recus"]);
    assert_eq!((again.code, again.out, again.err), (1, ran.out, ran.err));
    // Named outright, it is told what it is.
    let named = cohort.run(&["check", "cohorte/liste.docx", "-c", "ais"]);
    assert_eq!(named.code, 2, "{}", named.out);
    assert!(named.err.contains("cohorte/liste.docx"), "{}", named.err);
    // A document of somebody else that has properties of its own is a dossier.
    let written = std::fs::read(cohort.path("cohorte/liste.docx")).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(written)).unwrap();
    let mut copy = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap().replace("\"conforme\"", "\"projet\"");
        copy.start_file(part.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut copy, text.as_bytes()).unwrap();
    }
    std::fs::write(cohort.path("cohorte/liste.docx"), copy.finish().unwrap().into_inner()).unwrap();
    assert_ne!(cohort.run(&["check", "cohorte/liste.docx", "-c", "ais"]).code, 2);
}

#[test]
fn what_is_no_document_stands_on_the_receipt_with_its_digest() {
    let cohort = Cohort::new();
    let write = |name: &str, bytes: &[u8]| {
        let path = cohort.path("cohorte").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("arnaud/rendu/code.zip", b"PK\x03\x04 pas un document");
    write("arnaud/README.md", b"# Lisez-moi\n");
    write("arnaud/.DS_Store", b"x");
    write("notes.xlsx", b"PK\x03\x04");
    let received = cohort.receive(&[]);
    assert_eq!(received.code, 1, "{}", received.err);
    assert!(received.err.contains("1 fichier sur aucun reçu (cohorte/notes.xlsx)"), "{}", received.err);
    let read = |name: &str| std::fs::read_to_string(cohort.path(name)).unwrap();
    let receipt = |name: &str| serde_json::from_str::<serde_json::Value>(&read(name)).unwrap();
    let arnaud = receipt("recus/arnaud.json");
    let unexamined: Vec<_> =
        arnaud["unexamined"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(unexamined, ["arnaud/README.md", "arnaud/rendu/code.zip"]);
    assert_eq!(arnaud["unexamined"][1]["size"], 20);
    assert!(arnaud["unexamined"][1]["digest"].as_str().unwrap().starts_with("sha256:"));
    assert!(receipt("recus/bertin.json").get("unexamined").is_none());
    assert!(read("recus/arnaud.html").contains("Fichiers non examinés"));
    assert!(!read("recus/bertin.html").contains("Fichiers non examinés"));

    let verify = || cohort.run(&["verify", "recus/arnaud.json", "--in", "cohorte"]);
    assert_eq!(verify().code, 0, "{}", verify().out);
    write("arnaud/rendu/code.zip", b"PK\x03\x04 pas un document!");
    let changed = verify();
    assert_eq!(changed.code, 1);
    assert!(changed.out.contains("arnaud/rendu/code.zip n'est plus le même fichier"), "{}", changed.out);
    std::fs::remove_file(cohort.path("cohorte/arnaud/rendu/code.zip")).unwrap();
    let gone = verify();
    assert_eq!(gone.code, 2);
    assert!(gone.out.contains("arnaud/rendu/code.zip est introuvable"), "{}", gone.out);

    // In the only candidate's folder, whatever its name.
    write("bertin/tableau.xlsx", b"PK");
    assert_eq!(cohort.run(&["receive", "cohorte/bertin", "-c", "ais", "-o", "seul"]).code, 0);
    assert_eq!(receipt("seul/bertin.json")["unexamined"][0]["name"], "tableau.xlsx");

    let hidden = cohort.receive(&["--pseudonyms", "--salt", "s", "-o", "caches", "--lang", "en"]);
    assert!(hidden.err.contains("1 file on no receipt:"), "{}", hidden.err);
    let named = cohort.receive(&["-o", "en", "--lang", "en"]);
    assert!(named.err.contains("1 file on no receipt (cohorte/notes.xlsx):"), "{}", named.err);
    assert!(read("en/arnaud.html").contains("Files not examined"));
}

#[test]
fn two_candidates_of_one_name_have_one_receipt_and_are_told() {
    let cohort = Cohort::new();
    let folder = cohort.path("deux");
    for half in ["matin", "soir"] {
        std::fs::create_dir_all(folder.join(half).join("dupont")).unwrap();
        std::fs::copy("fixtures/dossiers/titre/dossier.md", folder.join(half).join("dupont/dossier.md"))
            .unwrap();
    }
    let text = "certification = \"ais\"\n\n[documents]\ndossier = \"*/{candidat}/dossier.*\"\n";
    std::fs::write(folder.join("conforme.toml"), text).unwrap();
    for more in [&[][..], &["--replace"]] {
        let ran = cohort.run(&[&["receive", "deux", "-o", "recus"], more].concat());
        assert_eq!(ran.code, 2, "{}", ran.out);
        let told = "dupont : deux candidats du même nom, matin/dupont/dossier.md et soir/dupont/dossier.md.";
        assert!(ran.err.contains(told) && ran.err.contains("--output"), "{}", ran.err);
        let receipt = std::fs::read_to_string(cohort.path("recus/dupont.json")).unwrap();
        assert!(receipt.contains("matin/dupont") && !receipt.contains("soir/dupont"), "{receipt}");
    }
}

#[test]
fn what_goes_wrong_is_told_with_what_to_do() {
    let cohort = Cohort::new();
    std::fs::create_dir(cohort.path("vide")).unwrap();
    std::fs::write(cohort.path("plein"), b"").unwrap();
    std::fs::write(cohort.path("x.json"), b"{\"schema\":\"conforme-receipt/9\"}").unwrap();
    let cases: [(&[&str], &str); 7] = [
        (&["receive", "vide"], "vide : aucun document (DOCX, ODT, PDF, Markdown) dans ce dossier."),
        (&["receive", "nulle-part"], "nulle-part : ce fichier n'existe pas."),
        (
            &["receive", "cohorte/bertin", "-c", "ais", "-o", "plein/recus"],
            "Choisissez un autre emplacement avec --output.",
        ),
        (&["verify", "x.json"], "reçu au format « conforme-receipt/9 »"),
        (&["verify", "cohorte/diallo/dossier.md"], "ce n'est pas un reçu de conforme"),
        (&["summaries", "cohorte", "-o", "liste.xlsx"], "format inconnu « .xlsx »"),
        (
            &["summaries", "cohorte/arnaud", "-c", "ais", "-o", "plein/liste.docx"],
            "plein/liste.docx : écriture impossible",
        ),
    ];
    for (arguments, told) in cases {
        let ran = cohort.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn the_configuration_says_who_is_who_and_which_file_is_the_dossier() {
    let cohort = Cohort::new();
    let text = "certification = \"ccp1\"\n\n[documents]\ndossier = \"{candidat}/un.md\"\n\n[[candidate]]\n\
                name = \"Mme Garnier\"\ncertification = \"ccp2\"\n\n\
                [candidate.documents]\ndossier = \"garnier/dossier.docx\"\n";
    std::fs::write(cohort.path("cohorte/conforme.toml"), text).unwrap();
    let ran = cohort.run(&["receive", "cohorte", "--date", "2026-11-20"]);
    let receipt = |name: &str| {
        let text = std::fs::read_to_string(cohort.path(&format!("recus/{name}.json")));
        serde_json::from_str::<serde_json::Value>(&text.unwrap_or_else(|_| panic!("{name}: {}", ran.out)))
            .unwrap()
    };
    let fabre = receipt("fabre");
    assert_eq!(fabre["certification"]["id"], "ais-2018/ccp1");
    let roles: Vec<_> = fabre["files"].as_array().unwrap().iter().map(|file| &file["role"]).collect();
    assert_eq!(roles, ["dossier", "other"]);
    assert_eq!(receipt("Mme Garnier")["certification"]["id"], "ais-2018/ccp2");
}

#[test]
fn a_receipt_takes_the_session_of_the_configuration_and_lists_every_file() {
    let cohort = Cohort::new();
    let text = "certification = \"ais\"\n\n[session]\ndate = 2026-12-07\nclosed = [{ date = 2026-12-01 }]\n\n\
                [documents]\ndossier = \"{candidat}/dossier.*\"\nresume = \"abstracts/{candidat}.md\"\n";
    std::fs::write(cohort.path("cohorte/conforme.toml"), text).unwrap();
    std::fs::create_dir(cohort.path("cohorte/abstracts")).unwrap();
    std::fs::rename(cohort.path("cohorte/arnaud/resume.md"), cohort.path("cohorte/abstracts/arnaud.md"))
        .unwrap();
    let receive = |more: &[&str], name: &str| {
        let mut arguments = vec!["receive", "cohorte", "--replace", "--date", "2026-11-30"];
        arguments.extend(more);
        let ran = cohort.run(&arguments);
        assert_eq!(ran.code, 1, "{}", ran.err);
        let path = cohort.path(&format!("recus/{name}.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name}: {}", ran.out));
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let deadline = |receipt: &serde_json::Value, of: &str| {
        let all = receipt["deadlines"].as_array().unwrap();
        all.iter().find(|due| due["id"].as_str().unwrap().contains(of)).unwrap().clone()
    };
    let arnaud = receive(&[], "arnaud");
    assert_eq!(
        arnaud["session"],
        serde_json::json!({
            "date": "2026-12-07", "zone": "metropole", "closed": ["2026-12-01"]
        })
    );
    let files: Vec<_> =
        arnaud["files"].as_array().unwrap().iter().map(|one| (&one["name"], &one["role"])).collect();
    assert_eq!(
        files,
        [
            (&"arnaud/dossier.pdf".into(), &"dossier".into()),
            (&"abstracts/arnaud.md".into(), &"resume".into())
        ]
    );
    assert!(!cohort.path("recus/abstracts.json").exists());
    let resume = deadline(&arnaud, "resume");
    assert!(resume["due"]["fr"].as_str().unwrap().contains("20 novembre"), "{resume}");
    // Received with the dossier, after the day on which it was due; it may have come before.
    assert_eq!(resume["in_time"], serde_json::Value::Null);
    let both = receive(&[], "carvalho");
    let roles: Vec<_> =
        both["files"].as_array().unwrap().iter().map(|one| (&one["name"], &one["role"])).collect();
    assert_eq!(
        roles,
        [
            (&"carvalho/dossier.odt".into(), &"dossier".into()),
            (&"carvalho/dossier.pdf".into(), &"copy".into())
        ]
    );
    assert_eq!(both["counts"]["pages"]["method"], "twin-pdf");

    let in_time = receive(&["--resume-date", "2026-11-20"], "arnaud");
    assert_eq!(
        (&in_time["resume_date"], &deadline(&in_time, "resume")["in_time"]),
        (&"2026-11-20".into(), &true.into())
    );
    let late = receive(&["--resume-date", "2026-11-23"], "arnaud");
    assert_eq!(deadline(&late, "resume")["in_time"], false);
    let verified = cohort.run(&["verify", "recus/arnaud.json", "recus/carvalho.json", "--in", "cohorte"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);

    // The command line comes before the environment, and that before the file.
    let session = |arguments: &[&str], set: Option<&str>| {
        let mut command = cohort.command(&["receive", "cohorte/bertin", "-o", "autre", "--replace"]);
        command.args(arguments).envs(set.map(|day| ("CONFORME_SESSION", day))).output().unwrap();
        let text = std::fs::read_to_string(cohort.path("autre/bertin.json")).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["session"]["date"].clone()
    };
    assert_eq!(session(&[], Some("2027-01-11")), "2027-01-11");
    assert_eq!(session(&["--session", "2027-02-01"], Some("2027-01-11")), "2027-02-01");
}
