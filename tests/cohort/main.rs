//! Cohorts on the command line: configuration, batches, shares, waivers, earlier runs, and how each run ends.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod alike;
mod answered;
mod batches;
mod beside;
mod careful;
mod configured;
mod dated;
mod exit_codes;
mod forty;
mod missing;
mod mistaken;
mod outputs;
mod owed;
mod own_rules;
mod received;
mod said;
mod several;
mod shares;
mod slips;
#[cfg(target_os = "linux")]
mod strange;
mod strays;
#[path = "../support/mod.rs"]
mod support;
mod unread;
mod waived;
mod whose;
#[path = "../reports/xsd.rs"]
mod xsd;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Every format of a report.
const FORMATS: [&str; 10] =
    ["human", "concise", "junit", "markdown", "html", "csv", "github", "gitlab", "sarif", "json"];

/// A folder with files of a cohort, in which conforme is run.
struct Place {
    folder: TempDir,
    /// Environment of the runs.
    variables: Vec<(&'static str, String)>,
}

/// How a run ended, and what it said.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), variables: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// Puts a fixture there, by its path under `fixtures/`.
    fn copy(&self, fixture: &str, name: &str) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture), path).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        use std::io::Write as _;
        let mut command = Command::new(env!("CARGO_BIN_EXE_conforme"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONFORME_")) {
            command.env_remove(name);
        }
        let mut child = command
            .args(args)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .env("HOME", self.folder.path())
            .envs(self.variables.iter().map(|(name, value)| (*name, value.as_str())))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A run that fails before it reads leaves the pipe closed.
        let _ = child.stdin.take().unwrap().write_all(input);
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        Ran {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

/// The cohort that most tests are about: in order, not in order, unreadable.
fn cohort() -> Place {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .write("martin/dossier.md", "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n\n# Conclusion\n\nFin.\n")
        .copy("broken/truncated.docx", "petit/dossier.docx");
    place
}

/// The paths of the dossiers of a JSON report, in its order.
fn paths(report: &serde_json::Value) -> Vec<String> {
    let all = report["dossiers"].as_array().unwrap().iter();
    all.map(|one| one["path"].as_str().unwrap().to_owned()).collect()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}
