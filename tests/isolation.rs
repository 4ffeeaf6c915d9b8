//! The worker processes: the same answers as without them, and an end for every dossier.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn command(args: &[&str], files: &[PathBuf]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conforme"));
    command.args(["check", "-c", "ais", "--format", "json", "--no-cache"]).args(args).args(files);
    command
}

fn conforme(args: &[&str], files: &[PathBuf]) -> Output {
    command(args, files).output().unwrap()
}

/// The same report with and without workers, and the same exit code; gives the report.
fn alike(args: &[&str], files: &[PathBuf]) -> serde_json::Value {
    let isolated = conforme(&[args, &["--isolation", "process"]].concat(), files);
    let local = conforme(&[args, &["--isolation", "none"]].concat(), files);
    assert_eq!(report(&isolated), report(&local));
    assert_eq!(isolated.status.code(), local.status.code());
    report(&isolated)
}

fn report(output: &Output) -> serde_json::Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// Kind of the answer on every dossier: its verdict, and the notice that says why it is unreadable.
fn answers(report: &serde_json::Value) -> Vec<String> {
    let dossiers = report["dossiers"].as_array().unwrap();
    let answer = |dossier: &serde_json::Value| {
        let told = dossier["unreadable"]["message"].as_str().unwrap_or_default();
        format!("{} {told}", dossier["verdict"].as_str().unwrap())
    };
    dossiers.iter().map(answer).collect()
}

#[test]
fn the_report_is_the_same_with_and_without_workers() {
    let files = [
        fixture("dossiers/ccp1/dossier.docx"),
        fixture("dossiers/ccp1/dossier.odt"),
        fixture("dossiers/ccp1/dossier-typst.pdf"),
        fixture("dossiers/ccp1/dossier.md"),
        fixture("broken/password.docx"),
        fixture("broken/truncated.pdf"),
    ];
    alike(&[], &files);
    // A file that is not there is a failure, of the dossier or of what is handed in beside it.
    alike(&[], &[fixture("dossiers/ccp1/dossier.md"), fixture("nowhere.md")]);
    for resume in ["dossiers/ccp1/resume.md", "broken/truncated.pdf"] {
        let resume = fixture(resume);
        let with = ["--resume", resume.to_str().unwrap()];
        let output = |isolation| conforme(&[&with[..], &["--isolation", isolation]].concat(), &files[..1]);
        let (isolated, local) = (output("process"), output("none"));
        assert_eq!((&isolated.stdout, &isolated.stderr), (&local.stdout, &local.stderr));
    }
}

/// A folder with a dossier in two formats, a résumé beside it, and the rules of a centre.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |from: &str, to: &str| std::fs::copy(fixture(from), folder.path().join(to)).unwrap();
    std::fs::create_dir(folder.path().join("dupont")).unwrap();
    std::fs::create_dir(folder.path().join("martin")).unwrap();
    put("dossiers/ccp2/dossier.docx", "dupont/dossier.docx");
    put("dossiers/ccp2/dossier-typst.pdf", "dupont/dossier.pdf");
    put("dossiers/ccp2/resume.md", "dupont/resume.md");
    put("dossiers/ccp2/dossier.odt", "martin/dossier.odt");
    put("dossiers/ccp3/dossier-typst.pdf", "martin/dossier.pdf");
    std::fs::write(folder.path().join("dupont/conforme.toml"), "overlays = [\"centre.toml\"]\n").unwrap();
    std::fs::write(
        folder.path().join("dupont/centre.toml"),
        "schema = 1\noverlay = true\ntitle = \"Centre X\"\nsource.name = \"Consignes\"\napplies-to = [\"ais-2018\"]\n\
         [[requirement]]\nid = \"centre-glossaire\"\ntitle = { fr = \"Glossaire\", en = \"Glossary\" }\n\
         severity = \"warning\"\nquote = \"Un glossaire.\"\nreference = \"consignes, 3\"\n\
         help = { fr = \"Ajoutez-le.\", en = \"Add it.\" }\npresence.topics = [\"abstract\"]\n",
    )
    .unwrap();
    folder
}

#[test]
fn what_decides_beside_the_dossier_comes_to_the_workers() {
    let folder = place();
    let at = |name: &str| folder.path().join(name);
    let files = [at("dupont/dossier.docx"), at("martin/dossier.odt"), at("dupont/resume.md")];
    let told = alike(&["-j", "1"], &files).to_string();
    for expected in ["centre-glossaire", "dont le texte est le même", "n'a pas le même texte", "\"resume\""]
    {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
#[cfg(unix)]
fn the_parent_renders_for_the_workers() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = place();
    let soffice = folder.path().join("soffice");
    let pdf = fixture("dossiers/ccp2/dossier-typst.pdf");
    let script = format!(
        "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\ncp \"{}\" \"$2/dossier.pdf\"\n",
        pdf.display()
    );
    std::fs::write(&soffice, script).unwrap();
    std::fs::set_permissions(&soffice, std::fs::Permissions::from_mode(0o755)).unwrap();
    let files = [folder.path().join("dupont/dossier.docx"), folder.path().join("martin/dossier.odt")];
    let told = alike(&["--pages", "libreoffice", "--soffice", soffice.to_str().unwrap()], &files);
    let notices = |index: usize| told["dossiers"][index]["notices"].to_string();
    assert!(!notices(0).contains("LibreOffice"), "{}", notices(0));
    assert!(notices(1).contains("pages selon LibreOffice"), "{}", notices(1));
}

#[test]
#[cfg(unix)]
fn a_dossier_over_a_bound_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("petit.md");
    std::fs::write(&small, "# Bonjour\n\nTout le monde.\n").unwrap();
    // More than a second in any build.
    let slow = slow(folder.path(), "lent.md");
    let other = folder.path().join("autre.md");
    std::fs::copy(&small, &other).unwrap();
    let files = [small, slow, other];
    for isolation in ["process", "none"] {
        let limits = ["--limit", "seconds=1", "--limit", "blocks=1000000", "--isolation", isolation];
        let found = answers(&report(&conforme(&limits, &files)));
        assert!(
            found[1].starts_with("illisible") && found[1].contains("« seconds »"),
            "{isolation}: {found:?}"
        );
        assert_eq!(found[0], found[2]);
        assert!(!found[0].starts_with("illisible"), "{isolation}: {found:?}");
    }
    let memory = ["--limit", "memory_bytes=160MiB", "--isolation", "process"];
    let large = folder.path().join("grand.md");
    std::fs::write(&large, "mot ".repeat(1_500_000)).unwrap();
    let found = answers(&report(&conforme(&memory, &[files[0].clone(), large, files[2].clone()])));
    assert!(found[1].starts_with("illisible") && found[1].contains("« memory_bytes »"), "{found:?}");
    assert_eq!(found[0], found[2]);
    assert!(!found[0].starts_with("illisible"), "{found:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_link_to_what_has_no_end_is_no_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let endless = folder.path().join("dossier.md");
    std::os::unix::fs::symlink("/dev/zero", &endless).unwrap();
    for isolation in ["process", "none"] {
        let args = ["--limit", "file_bytes=1MiB", "--isolation", isolation];
        let found = answers(&report(&conforme(&args, std::slice::from_ref(&endless))));
        assert!(found[0].starts_with("illisible") && found[0].contains("un périphérique"), "{found:?}");
    }
}

/// The workers of the process `parent`.
#[cfg(target_os = "linux")]
fn workers(parent: u32) -> Vec<u32> {
    let of = |pid: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        status.lines().any(|line| line == format!("PPid:\t{parent}"))
    };
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(of).collect()
}

#[cfg(target_os = "linux")]
fn signal(name: &str, target: &str) {
    assert!(Command::new("kill").args([name, "--", target]).status().unwrap().success());
}

/// Waits until `done`.
#[cfg(target_os = "linux")]
fn until(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..600 {
        if done() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{what}");
}

/// A batch at work, in a group of its own as that of a terminal, with its workers.
#[cfg(target_os = "linux")]
fn at_work(args: &[&str], files: &[PathBuf]) -> (std::process::Child, Vec<u32>) {
    use std::os::unix::process::CommandExt as _;
    use std::process::Stdio;
    let mut command = command(args, files);
    let child = command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut found = Vec::new();
    until("no worker", || {
        found = workers(child.id());
        !found.is_empty()
    });
    (child, found)
}

/// A file that is read for long.
#[cfg(unix)]
fn slow(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, "- objectif\n".repeat(400_000)).unwrap();
    path
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_crashes_costs_its_dossier_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = [slow(folder.path(), "lent.md"), fixture("dossiers/ccp1/dossier.md")];
    let (child, workers) =
        at_work(&["-j", "1", "--isolation", "process", "--limit", "blocks=1000000"], &files);
    std::thread::sleep(std::time::Duration::from_millis(700));
    // It has given up what it does not need, and may not get it back.
    let status = std::fs::read_to_string(format!("/proc/{}/status", workers[0])).unwrap();
    assert!(status.contains("NoNewPrivs:\t1"), "{status}");
    if cfg!(target_pointer_width = "64") {
        assert!(status.contains("Seccomp:\t2"), "{status}");
    }
    signal("-ABRT", &workers[0].to_string());
    let output = child.wait_with_output().unwrap();
    let found = answers(&report(&output));
    assert!(found[0].starts_with("illisible") && found[0].contains("SIGABRT"), "{found:?}");
    assert!(!found[1].starts_with("illisible"), "{found:?}");
}

/// A PDF whose page tree is so deep that following it, where the bound on that is raised, takes more stack than there is.
#[cfg(unix)]
fn bottomless(folder: &Path) -> PathBuf {
    const DEPTH: usize = 60_000;
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let nodes = (0..DEPTH).map(|n| format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", n + 3));
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let page = "<< /Type /Page /MediaBox [0 0 9 9] >>".to_owned();
    for (n, object) in std::iter::once(catalog).chain(nodes).chain([page]).enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).into_bytes());
    }
    let (table, size) = (out.len(), places.len() + 1);
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    out.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    let path = folder.join("abime.pdf");
    std::fs::write(&path, out).unwrap();
    path
}

#[test]
#[cfg(unix)]
fn a_worker_whose_stack_overflows_costs_its_dossier_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        fixture("dossiers/ccp1/dossier.md"),
        bottomless(folder.path()),
        fixture("dossiers/ccp1/dossier.docx"),
    ];
    let limits =
        ["--limit", "recursion=1000000", "--limit", "seconds=300", "-j", "1", "--isolation", "process"];
    let found = answers(&report(&conforme(&limits, &files)));
    assert!(found[1].starts_with("illisible") && found[1].contains("stack overflow"), "{found:?}");
    assert!(!found[0].starts_with("illisible") && !found[2].starts_with("illisible"), "{found:?}");
    // Within the usual bound it is a finding like any other.
    let found = answers(&report(&conforme(&["--isolation", "process"], &files[..2])));
    assert!(found[1].contains("« recursion »"), "{found:?}");
}

/// A command on files as it stands.
fn command_of(args: &[&str], files: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_conforme")).args(args).args(files).output().unwrap()
}

#[test]
#[cfg(unix)]
fn what_compares_and_contests_outlives_a_stack_that_overflows_and_a_bound() {
    let folder = tempfile::tempdir().unwrap();
    let (sound, deep) = (fixture("dossiers/ccp1/dossier.md"), bottomless(folder.path()));
    let output = folder.path().join("contestation.json");
    let deeper = ["--limit", "recursion=1000000", "--limit", "seconds=300"];
    let memory = ["--limit", "memory_bytes=160MiB"];
    let large = folder.path().join("grand.md");
    std::fs::write(&large, "mot ".repeat(1_500_000)).unwrap();
    for (limits, file, expected) in [
        (&deeper[..], &deep, "stack overflow"),
        (&[], &deep, "« recursion »"),
        (&memory, &large, "« memory_bytes »"),
    ] {
        let contest = ["report-problem", "-c", "ais", "-o", output.to_str().unwrap()];
        for told in [
            command_of(&[&["compare"], limits].concat(), &[file, &sound]),
            command_of(&[&["compare"], limits].concat(), &[&sound, file]),
            command_of(&[&contest, limits].concat(), &[file]),
        ] {
            let said = String::from_utf8_lossy(&told.stderr);
            assert_eq!(told.status.code(), Some(2), "{said}");
            assert!(said.contains(expected), "{said}");
        }
        assert!(!output.exists());
    }
}

#[test]
fn a_comparison_and_a_bundle_are_the_same_with_and_without_workers() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (fixture("dossiers/ccp1/dossier.docx"), fixture("dossiers/ccp2/dossier-typst.pdf"));
    let bundle = |isolation: &str| folder.path().join(format!("{isolation}.json"));
    let both = ["process", "none"].map(|isolation| {
        let compared = command_of(&["compare", "--format", "json", "--isolation", isolation], &[&a, &b]);
        assert_eq!(compared.status.code(), Some(1), "{compared:?}");
        let output = bundle(isolation);
        let contest =
            ["report-problem", "-c", "ccp1", "--isolation", isolation, "-o", output.to_str().unwrap()];
        let contested = command_of(&contest, &[&a]);
        assert_eq!(contested.status.code(), Some(0), "{contested:?}");
        let replayed =
            command_of(&["report-problem", "--replay", "--isolation", isolation], &[&bundle("process")]);
        assert_eq!(replayed.status.code(), Some(0), "{replayed:?}");
        (compared.stdout, replayed.stdout)
    });
    assert_eq!(both[0], both[1]);
    // The words that replace others are drawn anew; what was answered is not.
    let answers = |isolation: &str| {
        let bundle = std::fs::read(bundle(isolation)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&bundle).unwrap()["answers"].clone()
    };
    assert!(answers("process").as_array().is_some_and(|answers| answers.len() > 5));
    assert_eq!(answers("process"), answers("none"));
}

#[test]
#[cfg(target_os = "linux")]
fn an_interruption_leaves_no_worker_and_spoils_no_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> = (0..40).map(|n| folder.path().join(format!("{n:02}.pdf"))).collect();
    for file in &files {
        std::fs::copy(fixture("dossiers/titre/dossier-typst.pdf"), file).unwrap();
    }
    files.push(slow(folder.path(), "lent.md"));
    let (child, workers) =
        at_work(&["-j", "2", "--isolation", "process", "--limit", "blocks=1000000"], &files);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    signal("-INT", &format!("-{}", child.id()));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let found = answers(&report(&output));
    assert!(found.len() < files.len(), "{}", found.len());
    assert!(found.iter().all(|answer| !answer.starts_with("illisible")), "{found:?}");
    assert!(workers.iter().all(|pid| !is_running(*pid)));
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_whose_parent_is_gone_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = [slow(folder.path(), "a.md"), slow(folder.path(), "b.md")];
    for signals in [&["-INT", "-INT"][..], &["-KILL"]] {
        let (mut child, workers) = at_work(&["--isolation", "process", "--limit", "blocks=1000000"], &files);
        std::thread::sleep(std::time::Duration::from_millis(500));
        for name in signals {
            signal(name, &child.id().to_string());
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        child.wait().unwrap();
        let left = || workers.iter().filter(|pid| is_running(**pid)).count();
        until("a worker is left", || left() == 0);
    }
}

/// False where it is gone, or waits to be buried by whoever has taken it over.
#[cfg(target_os = "linux")]
fn is_running(pid: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    status.lines().any(|line| line.starts_with("State:") && !line.contains('Z'))
}

#[test]
fn file_names_of_any_bytes_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![folder.path().join("é \u{202e} [x](y).md")];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        files.push(folder.path().join(std::ffi::OsStr::from_bytes(b"dossier-\xff\xfe.md")));
        files.push(folder.path().join("\u{1b}[31m\n::error::x.md"));
    }
    for file in &files {
        std::fs::write(file, "# Bonjour\n\nTout le monde.\n").unwrap();
    }
    let output = conforme(&["--isolation", "process"], &files);
    assert_eq!(report(&output)["dossiers"].as_array().unwrap().len(), files.len());
    assert!(answers(&report(&output)).iter().all(|answer| !answer.starts_with("illisible")));
}

#[test]
fn a_limit_that_is_none_is_told() {
    let output = conforme(&["--limit", "page=3"], &[fixture("dossiers/ccp1/dossier.md")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Vouliez-vous dire « pages »"), "{output:?}");
}

#[test]
fn the_doctor_tells_every_limit_and_what_protects() {
    let output = Command::new(env!("CARGO_BIN_EXE_conforme")).arg("doctor").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for bound in conforme::read::BOUNDS {
        assert!(text.contains(bound.name), "{}: {text}", bound.name);
    }
    assert!(text.contains("processus à part     oui"), "{text}");
}
