//! The files for CI systems do what they say: their scripts are run as those systems run them, with this program.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn text(name: &str) -> String {
    std::fs::read_to_string(name).unwrap()
}

/// The lines of the block that begins with the line `head` after the line `after`, without their indent.
fn block(text: &str, after: &str, head: &str) -> String {
    let mut lines =
        text.lines().skip_while(|line| line.trim() != after).skip_while(|line| line.trim() != head);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let depth = indent(lines.next().unwrap_or_else(|| panic!("{after}, {head}")));
    let lines: Vec<&str> = lines.take_while(|line| line.trim().is_empty() || indent(line) > depth).collect();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap();
    lines.iter().map(|line| format!("{}\n", line.get(least..).unwrap_or_default())).collect()
}

/// The repository of a cohort.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        for (fixture, name) in [
            ("dossiers/titre/dossier-typst.pdf", "cohorte/dupont/dossier.pdf"),
            ("dossiers/titre/dossier.docx", "cohorte/le gall/dossier.docx"),
            ("broken/truncated.pdf", "cohorte/petit/dossier.pdf"),
        ] {
            let path = repository.path(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(Path::new("fixtures").join(fixture), path).unwrap();
        }
        let config = "certification = \"ais\"\n\n[documents]\ndossier = \"cohorte/{candidat}/dossier.*\"\n";
        std::fs::write(repository.path("conforme.toml"), config).unwrap();
        repository
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `script` with nothing in the environment but what is given.
    fn run(&self, shell: &[&str], script: &str, variables: &[(&str, &str)]) -> Output {
        let (shell, options) = shell.split_first().unwrap();
        let mut command = Command::new(shell);
        command.args(options).args(["-c", script]).current_dir(self.0.path()).env_clear();
        let program = Path::new(env!("CARGO_BIN_EXE_conforme"));
        let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
        command.env("PATH", path).env("HOME", self.path("home")).env("CONFORME", program);
        command.envs(variables.iter().copied()).output().unwrap()
    }

    /// Runs the step of the action that checks, and gives its exit code.
    fn action(&self, inputs: &[(&str, &str)]) -> i32 {
        let script = block(&text("action.yml"), "id: check", "run: |");
        let files = [("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output")];
        let mut variables: Vec<(&str, &str)> = files.to_vec();
        for (_, name) in files {
            std::fs::write(self.path(name), "").unwrap();
        }
        let always = ["PATHS", "ARGS", "CERTIFICATION", "REPORT"];
        let given = |name: &str| inputs.iter().find(|(known, _)| *known == name).map_or("", |one| one.1);
        variables.extend(always.map(|name| (name, given(name))));
        let shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"];
        let ran = self.run(&shell, &script, &variables);
        let code = ran.status.code().unwrap();
        assert_eq!(
            self.read("output"),
            format!("exit-code={code}\n"),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        let annotations = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(
            annotations.contains("::error file=cohorte/petit/dossier.pdf,line=1"),
            code == 1,
            "{annotations}"
        );
        code
    }
}

#[test]
fn the_action_checks_what_it_is_given_and_writes_its_reports() {
    let repository = Repository::new();
    assert_eq!(repository.action(&[("PATHS", "cohorte"), ("REPORT", "un rapport")]), 1);
    for name in ["conforme.json", "conforme.html", "conforme.sarif"] {
        assert!(repository.read(&format!("un rapport/{name}")).contains("cohorte/le"), "{name}");
    }
    assert!(repository.read("summary.md").contains("cohorte/dupont/dossier.pdf"));
    // Nothing but what conforme.toml says.
    assert_eq!(repository.action(&[]), 1);
    let two = "cohorte/dupont\n\ncohorte/le gall/dossier.*\n";
    assert_eq!(
        repository.action(&[("PATHS", two), ("ARGS", "--exit-zero\n--verbose"), ("CERTIFICATION", "ais")]),
        0
    );
    assert!(!repository.read("summary.md").contains("petit"));
    for hostile in ["$(touch pwned)", "; touch pwned", "`touch pwned`", "--help"] {
        assert_eq!(repository.action(&[("PATHS", hostile)]), 2, "{hostile}");
    }
    assert!(!repository.path("pwned").exists());
}

#[test]
fn a_summary_that_is_too_long_for_github_is_cut_and_says_so() {
    let repository = Repository::new();
    let long = "# Dossier\n\n".to_owned() + &"Une ligne très longue qui ne sert à rien ici. ".repeat(200);
    let config = "certification = \"ais\"\n\n[documents]\ndossier = \"c/{candidat}/dossier.*\"\n";
    std::fs::write(repository.path("conforme.toml"), config).unwrap();
    for n in 0..150 {
        let folder = repository.path(&format!("c/candidat-{n}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("dossier.md"), format!("{long} {n}\n")).unwrap();
    }
    repository.action(&[("PATHS", "c"), ("ARGS", "--exit-zero")]);
    let summary = repository.read("summary.md");
    assert!((900_000..1_048_576).contains(&summary.len()), "{}", summary.len());
    assert!(summary.ends_with("voyez le rapport entier (report).\n"));
}

#[test]
fn the_workflow_of_a_cohort_names_inputs_that_the_action_has() {
    let (action, workflow) = (text("action.yml"), text(".ci/templates/cohort-workflow.yml"));
    let inputs = block(&action, "color: blue", "inputs:");
    let used: Vec<String> =
        block(&workflow, "- uses: your-organisation/conforme@REPLACE_WITH_COMMIT # v0.1.0", "with:")
            .lines()
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect();
    assert_eq!(used, ["paths", "report"]);
    for name in used {
        assert!(inputs.lines().any(|line| line == format!("{name}:")), "{name}");
    }
    // Every action of others is pinned by commit.
    for line in workflow.lines().filter_map(|line| line.trim().strip_prefix("- uses: actions/")) {
        let commit = line.split('@').nth(1).unwrap().split(' ').next().unwrap();
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{line}");
    }
}

#[test]
fn the_job_for_gitlab_writes_the_reports_that_it_names() {
    let template = text(".ci/templates/conforme.gitlab-ci.yml");
    // A folded block: its lines are one.
    let script = block(&template, "script:", "- >-").replace('\n', " ");
    for (paths, code) in [(".", 1), ("cohorte/dupont\ncohorte/petit", 1), ("cohorte/dupont", 0), ("rien", 2)]
    {
        let repository = Repository::new();
        let ran =
            repository.run(&["sh"], &script, &[("CONFORME_PATHS", paths), ("CONFORME_CERTIFICATION", "ais")]);
        assert_eq!(ran.status.code(), Some(code), "{paths}: {}", String::from_utf8_lossy(&ran.stderr));
        let artifacts = block(&template, "artifacts:", "artifacts:");
        for name in ["conforme.html", "conforme-junit.xml", "conforme-quality.json"] {
            assert!(artifacts.contains(name) && repository.path(name).is_file(), "{paths}: {name}");
        }
    }
}

#[test]
fn hooks_and_image_name_what_there_is() {
    let repository = Repository::new();
    let hooks = text(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert_eq!(entries, ["conforme check", "conforme rules validate"]);
    // The file names come after the entry, as pre-commit gives them.
    let files = [("cohorte/dupont/dossier.pdf cohorte/petit/dossier.pdf", 1), ("absent.toml", 2)];
    for (entry, (files, code)) in entries.iter().zip(files) {
        let ran = repository.run(&["sh"], &format!("{entry} {files}"), &[]);
        assert_eq!(ran.status.code(), Some(code), "{entry}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    for line in text("Containerfile").lines().filter_map(|line| line.strip_prefix("COPY ")) {
        let mut paths: Vec<&str> = line.split(' ').collect();
        paths.pop();
        for path in paths.iter().filter(|path| !line.starts_with("--from") && !path.is_empty()) {
            assert!(Path::new(path).exists(), "{path}");
        }
    }
}
