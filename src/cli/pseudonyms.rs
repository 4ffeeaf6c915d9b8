//! Under which names candidates and their files are told.

use std::path::{Path, PathBuf};

use clap::Args;
use conforme::handed_in::HandedIn;
use conforme::pseudonym::{Disguise, Salt};
use conforme::say;
use conforme::source::{absolute, shown};

use super::console::Console;

/// Sous quels noms les candidats sont dits.
#[derive(Clone, Debug, Args)]
pub(super) struct PseudonymArgs {
    /// Remplace les noms des candidats et des fichiers par des pseudonymes.
    #[arg(long)]
    pub(super) pseudonyms: bool,
    /// Avec --pseudonyms : ce qui les rend propres à votre centre, et les mêmes d'une fois à l'autre.
    #[arg(long, value_name = "TEXTE", env = "CONFORME_SALT", hide_env = true, hide_env_values = true)]
    salt: Option<String>,
}

impl PseudonymArgs {
    /// The salt of the pseudonyms, where they are asked for.
    pub(super) fn salt(&self) -> Option<Salt> {
        let salt = || self.salt.clone().map_or_else(Salt::of_this_run, Salt::new);
        self.pseudonyms.then(salt)
    }

    /// Keeps what is told on the way from naming anybody, where pseudonyms are asked for.
    pub(super) fn hide(&self, console: &Console) {
        if self.pseudonyms {
            console.hold();
        }
        // In the environment it may stand for other runs.
        let is_set = |salt: &String| std::env::var("CONFORME_SALT").is_ok_and(|set| set == *salt);
        if !self.pseudonyms && self.salt.as_ref().is_some_and(|salt| !is_set(salt)) {
            console.note(&say!(
                "--salt ne sert qu'avec --pseudonyms : les noms ne sont pas cachés.",
                "--salt serves only with --pseudonyms: no name is hidden."
            ));
        }
    }

    /// Tells what was kept back, and that the pseudonyms of this run will not come again, where nothing makes them.
    pub(super) fn show(&self, console: &Console, disguise: Option<&Disguise>) {
        console.release(disguise);
        if self.pseudonyms && self.salt.is_none() {
            console.note(&say!(
                "pseudonymes de cette fois seulement : donnez --salt pour retrouver les mêmes plus tard.",
                "pseudonyms of this run only: give --salt to get the same ones later."
            ));
        }
    }
}

/// How candidates and files are called.
#[derive(Clone, Debug)]
pub(super) struct Names(pub(super) Option<Salt>);

impl Names {
    /// What hides the candidate, under their own name and those of `paths`.
    pub(super) fn disguise(&self, candidate: &str, paths: &[String]) -> Option<Disguise> {
        let mut disguise = self.0.clone().map(Disguise::new)?;
        disguise.know(candidate, paths.iter().map(String::as_str));
        Some(disguise)
    }

    /// The candidate's name, or their pseudonym.
    pub(super) fn candidate(&self, handed_in: &HandedIn) -> String {
        match &self.0 {
            Some(salt) => salt.pseudonym(&handed_in.candidate),
            None => handed_in.candidate.clone(),
        }
    }

    /// The name of a file of `handed_in`, under `roots`; with pseudonyms, nothing of it is left but the extension.
    pub(super) fn file(&self, handed_in: &HandedIn, path: &Path, roots: &[PathBuf], number: usize) -> String {
        match &self.0 {
            Some(salt) => {
                let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
                format!("{}-{number}.{extension}", salt.pseudonym(&handed_in.candidate))
            }
            None => {
                let path = absolute(path);
                let roots = roots.iter().filter(|root| root.is_dir());
                let name = roots.filter_map(|root| path.strip_prefix(absolute(root)).ok()).next();
                let name = name.map(shown);
                name.unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            }
        }
    }
}
