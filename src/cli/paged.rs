//! `--pages`: where the pages of a dossier that has none of its own come from.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use conforme::assess::{Input, Task};
use conforme::discover::twin_pdf;
use conforme::pages::{PagesFrom, Renderer, find_libreoffice};
use conforme::say;

use super::failure::Failure;

/// D'où viennent les pages d'un DOCX, d'un ODT ou d'un Markdown.
#[derive(Clone, Debug, Args)]
pub(super) struct PagesArgs {
    /// D'où viennent les pages d'un DOCX, d'un ODT ou d'un Markdown [défaut : auto].
    #[arg(
        long,
        value_name = "MÉTHODE",
        value_enum,
        env = "CONFORME_PAGES",
        hide_env = true,
        default_value = "auto",
        hide_default_value = true
    )]
    pub(super) pages: PagesArg,
    /// Temps laissé à LibreOffice pour un fichier, en secondes.
    #[arg(long, value_name = "SECONDES", default_value_t = 60, hide = true, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) libreoffice_timeout: u64,
    /// Le programme soffice, s'il n'est pas là où on l'attend.
    #[arg(long, value_name = "FICHIER", env = "CONFORME_SOFFICE", hide = true)]
    pub(super) soffice: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PagesArg {
    /// Le PDF du même nom, si son texte est le même ; sinon ce que le fichier en dit.
    #[value(help = super::english::value("Le PDF du même nom, si son texte est le même ; sinon ce que le fichier en dit"))]
    Auto,
    /// Comme auto, mais sans PDF du même nom le fichier est mis en page avec LibreOffice, s'il est installé.
    #[value(help = super::english::value("Comme auto, mais sans PDF du même nom le fichier est mis en page avec LibreOffice, s'il est installé"))]
    Libreoffice,
    /// Seulement ce que le fichier en dit.
    #[value(help = super::english::value("Seulement ce que le fichier en dit"))]
    None,
}

/// Tells every task where its pages come from.
pub(super) fn add(tasks: &mut [Task], args: &PagesArgs) -> Result<(), Failure> {
    if args.pages == PagesArg::None {
        return Ok(());
    }
    let renderer = if args.pages == PagesArg::Libreoffice { Some(renderer(args)?) } else { None };
    for task in tasks {
        let [file] = task.files.as_slice() else { continue };
        if file.content.is_none() {
            task.pages.extend(twin_pdf(&file.path).map(|path| PagesFrom::Twin(Input::at(path))));
        }
        task.pages.extend(renderer.clone().map(|renderer| PagesFrom::LibreOffice { renderer, pdf: None }));
    }
    Ok(())
}

fn renderer(args: &PagesArgs) -> Result<Renderer, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let program = args.soffice.clone().or_else(|| find_libreoffice(std::env::split_paths(&path)));
    let Some(program) = program else {
        return Err(Failure::Path(say!(
            "LibreOffice n'est pas installé, ou pas là où on l'attend. Installez-le (libreoffice.org, ou « apt install libreoffice-writer »), indiquez son programme soffice dans CONFORME_SOFFICE, ou exportez le dossier en PDF à côté de lui : ses pages sont alors exactes.",
            "LibreOffice is not installed, or not where it is expected. Install it (libreoffice.org, or “apt install libreoffice-writer”), give its program soffice in CONFORME_SOFFICE, or export the dossier as PDF beside it: its pages are then exact."
        )));
    };
    Ok(Renderer { program, seconds: args.libreoffice_timeout, keeper: std::env::current_exe().ok() })
}
