//! The command line as typed. Resolves nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use conforme::calendar::Date;

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
    /// Dit si deux fichiers sont le même dossier : la source et le PDF remis, deux versions.
    #[command(visible_alias = "comparer")]
    Compare(CompareArgs),
    /// Liste les certifications connues.
    #[command(visible_alias = "lister")]
    List,
    /// Donne les dates limites d'une session, jours ouvrés et fériés comptés.
    #[command(visible_alias = "echeances")]
    Deadlines(DeadlinesArgs),
    /// Explique une exigence : la phrase, ce qui est cherché, comment corriger.
    #[command(visible_alias = "expliquer")]
    Explain(ExplainArgs),
    /// Vérifie, essaie ou montre des fichiers de règles.
    #[command(visible_alias = "regles", subcommand)]
    Rules(RulesCommand),
}

#[derive(Clone, Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) files: ViewArgs,
    /// Le résumé en français, s'il est remis dans un fichier à part.
    #[arg(long, value_name = "FICHIER")]
    pub(super) resume: Option<PathBuf>,
    /// Premier jour de la session (AAAA-MM-JJ) : vérifie aussi que le dépôt est à temps.
    #[arg(long, value_name = "DATE")]
    pub(super) session: Option<Date>,
    /// Jour du dépôt ; aujourd'hui si rien n'est dit.
    #[arg(long, value_name = "DATE", requires = "session")]
    pub(super) depot: Option<Date>,
    /// Où se tient la session : metropole, alsace-moselle, reunion… ou un numéro de département.
    #[arg(long, value_name = "ZONE", default_value = "metropole", requires = "session")]
    pub(super) zone: String,
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

#[derive(Clone, Debug, Args)]
pub(super) struct CompareArgs {
    /// Le premier dossier (A) : un fichier, ou un dossier de fichiers Markdown.
    #[arg(value_name = "A")]
    pub(super) a: PathBuf,
    /// Le second (B).
    #[arg(value_name = "B")]
    pub(super) b: PathBuf,
    /// Écart admis, en pour cent des caractères.
    #[arg(long, value_name = "POURCENT", default_value_t = 100.0 * conforme::compare::TOLERANCE, value_parser = percent)]
    pub(super) tolerance: f64,
    /// La certification dont les compétences sont comparées ; sinon, celle que le document nomme.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// Format de sortie : human ou json.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: String,
    /// Lister toutes les différences.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// A number of percent, with a point or a comma.
fn percent(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .trim()
        .trim_end_matches('%')
        .trim()
        .replace(',', ".")
        .parse()
        .map_err(|_| "un nombre entre 0 et 100, par exemple 0,5".to_owned())?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err("un nombre entre 0 et 100".to_owned()) }
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

#[derive(Clone, Debug, Args)]
pub(super) struct DeadlinesArgs {
    /// Premier jour de la session (AAAA-MM-JJ).
    #[arg(long, value_name = "DATE")]
    pub(super) session: Date,
    /// La certification. Voir « conforme list ».
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: String,
    /// Où se tient la session : metropole, alsace-moselle, reunion… ou un numéro de département.
    #[arg(long, value_name = "ZONE", default_value = "metropole")]
    pub(super) zone: String,
    /// Jour de fermeture de plus (pont, fermeture du centre) ; peut être répété.
    #[arg(long, value_name = "DATE")]
    pub(super) ferme: Vec<Date>,
    /// Jour du dépôt : dit s'il est à temps.
    #[arg(long, value_name = "DATE")]
    pub(super) depot: Option<Date>,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArgs {
    /// L'identifiant de l'exigence, tel que « check » le donne (abstract, longueur…).
    #[arg(value_name = "EXIGENCE")]
    pub(super) requirement: String,
    /// La certification, si l'exigence existe dans plusieurs.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Cherche les fautes d'un fichier de règles.
    Validate {
        /// Les fichiers.
        #[arg(required = true, value_name = "FICHIER")]
        paths: Vec<PathBuf>,
    },
    /// Essaie les exemples d'un fichier de règles, ou de tous ceux qui sont fournis.
    Test {
        /// Les fichiers.
        #[arg(value_name = "FICHIER")]
        paths: Vec<PathBuf>,
    },
    /// Montre un fichier de règles fourni.
    Show {
        /// Son identifiant.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Écrit le JSON Schema du langage de règles.
    Schema,
}
