//! The command line as typed. Resolves nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Vérifie la forme d'un dossier de projet (Markdown, DOCX, ODT, PDF) au regard de son référentiel.
#[derive(Debug, Parser)]
#[command(name = "conforme", version, disable_help_subcommand = true, propagate_version = true)]
#[command(
    after_help = "Codes de sortie : 0 rien à corriger, 1 quelque chose est à corriger, 2 conforme n'a pas pu \
                        faire son travail.\nTout se passe sur votre machine : conforme n'envoie rien nulle part."
)]
pub(super) struct Cli {
    /// Ce qu'il faut faire.
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Ce que toutes les commandes acceptent.
#[derive(Clone, Debug, Args)]
pub(super) struct Common {
    /// Langue de ce qui est affiché.
    #[arg(long, global = true, value_enum, env = "CONFORME_LANG", default_value = "fr", hide_env = true)]
    pub(super) lang: LangArg,
    /// Couleurs : auto (terminal seulement), always, never.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(super) color: ColorArg,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Vérifie un ou plusieurs dossiers.
    #[command(visible_alias = "verifier")]
    Check(CheckArgs),
    /// Compte les caractères, les mots et les pages, et dit ce qui a été compté.
    #[command(visible_alias = "compter")]
    Count(ViewArgs),
    /// Montre le plan tel qu'il a été lu, et l'exigence que chaque titre sert.
    #[command(visible_alias = "plan")]
    Outline(ViewArgs),
    /// Liste les certifications connues.
    #[command(visible_alias = "lister")]
    List,
}

#[derive(Clone, Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) files: ViewArgs,
    /// Le résumé en français, s'il est remis dans un fichier à part.
    #[arg(long, value_name = "FICHIER")]
    pub(super) resume: Option<PathBuf>,
    /// Tout dire, y compris le détail de ce qui est conforme.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ViewArgs {
    /// Les dossiers (fichiers DOCX, ODT, PDF ou Markdown).
    #[arg(required = true, value_name = "FICHIER")]
    pub(super) paths: Vec<PathBuf>,
    /// La certification : un identifiant (ais-2018/titre) ou un nom court (ais, ccp1). Voir « conforme list ».
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// Format de sortie.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    /// Français.
    Fr,
    /// English.
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorArg {
    /// Sur un terminal seulement.
    Auto,
    /// Toujours.
    Always,
    /// Jamais.
    Never,
}
