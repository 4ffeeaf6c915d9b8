//! The command line as typed: the commands, and what several of them take. Resolves nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use conforme::config::FailOn;
use conforme::say;

use super::english::refusal;
use super::failure::Failure;

/// Vérifie la forme d'un dossier de projet (Markdown, DOCX, ODT, PDF) au regard de son référentiel.
#[derive(Debug, Parser)]
#[command(name = "conforme", version, disable_help_subcommand = true, propagate_version = true)]
#[command(
    after_help = "Codes de sortie : 0 rien à corriger, 1 quelque chose est à corriger, 2 conforme n'a pas pu \
                        faire son travail, 130 interrompu (ce qui était terminé est dans le rapport).\nTout se passe sur votre machine : conforme n'envoie rien nulle part."
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
    #[value(help = super::english::value("Sur un terminal seulement"))]
    Auto,
    /// Toujours.
    #[value(help = super::english::value("Toujours"))]
    Always,
    /// Jamais.
    #[value(help = super::english::value("Jamais"))]
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Vérifie un ou plusieurs dossiers.
    #[command(visible_alias = "verifier")]
    Check(Box<super::check::CheckArgs>),
    /// Compte les caractères, les mots et les pages, et dit ce qui a été compté.
    #[command(visible_alias = "compter")]
    Count(ViewArgs),
    /// Montre le plan tel qu'il a été lu, et l'exigence que chaque titre sert.
    #[command(visible_alias = "plan")]
    Outline(ViewArgs),
    /// Dit si deux fichiers sont le même dossier : la source et le PDF remis, deux versions.
    #[command(visible_alias = "comparer")]
    Compare(super::compare::CompareArgs),
    /// Joint les rapports JSON de plusieurs parts (--shard) en un seul, en JSON ou dans d'autres formats.
    #[command(visible_alias = "fusionner")]
    Merge(super::merge::MergeArgs),
    /// Écrit un conforme.toml commenté.
    Init(super::init::InitArgs),
    /// Montre la configuration en vigueur et d'où vient chaque valeur.
    Config(Box<super::config::ConfigArgs>),
    /// Liste les certifications connues.
    #[command(visible_alias = "lister")]
    List,
    /// Donne les dates limites d'une session, jours ouvrés et fériés comptés.
    #[command(visible_alias = "echeances")]
    Deadlines(super::deadlines::DeadlinesArgs),
    /// Explique une exigence : la phrase, ce qui est cherché, comment corriger.
    #[command(visible_alias = "expliquer")]
    Explain(super::explain::ExplainArgs),
    /// Vérifie, essaie ou montre des fichiers de règles.
    #[command(visible_alias = "regles", subcommand)]
    Rules(super::rules::RulesCommand),
    /// Écrit pour chaque candidat un reçu de ce qui a été remis (JSON, et une page à imprimer ou à envoyer).
    #[command(visible_alias = "recevoir")]
    Receive(super::receive::ReceiveArgs),
    /// Recalcule un reçu et dit si rien n'a changé.
    #[command(visible_alias = "verifier-recu")]
    Verify(super::verify::VerifyArgs),
    /// Fait la liste récapitulative des résumés pour le jury (DOCX, HTML ou Markdown).
    #[command(visible_alias = "resumes")]
    Summaries(super::summaries::SummariesArgs),
    /// Écrit la complétion de commandes pour un interpréteur (bash, zsh, fish, powershell, elvish).
    Completions(super::shell::CompletionsArgs),
    /// Écrit la page de manuel (format man).
    Man(super::shell::ManArgs),
    /// Dit ce qui protège cette machine des fichiers lus, les limites, et ce que conforme trouve sur le système.
    #[command(visible_alias = "diagnostic")]
    Doctor,
    /// Lit pour un autre processus de conforme.
    #[command(name = conforme::worker::SUBCOMMAND, hide = true)]
    Worker,
    /// Garde LibreOffice pour un autre processus de conforme.
    #[command(name = conforme::pages::SUBCOMMAND, hide = true)]
    Keeper(super::worker::KeeperArgs),
    /// Écrit, sans rien envoyer, de quoi contester une réponse : la forme du dossier sans son contenu.
    #[command(visible_alias = "contester")]
    ReportProblem(super::report_problem::ReportProblemArgs),
}

#[derive(Clone, Debug, Args)]
pub(super) struct ViewArgs {
    #[command(flatten)]
    pub(super) pages: super::paged::PagesArgs,
    /// Lit tous les fichiers donnés, dans cet ordre, comme un seul dossier ; d'un dossier de fichiers, son Markdown.
    #[arg(long, alias = "as-one")]
    pub(super) ensemble: bool,
    /// Les dossiers : fichiers DOCX, ODT, PDF ou Markdown, dossiers de fichiers, motifs ; « - » lit l'entrée standard.
    /// Sans rien, ceux que conforme.toml désigne.
    #[arg(value_name = "FICHIER")]
    pub(super) paths: Vec<PathBuf>,
    /// Lit aussi des chemins dans ce fichier, un par ligne (« - » : l'entrée standard).
    #[arg(long, value_name = "LISTE")]
    pub(super) files_from: Vec<PathBuf>,
    /// Le nom à donner à ce qui vient de l'entrée standard.
    #[arg(long, value_name = "NOM")]
    pub(super) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArgs,
    #[command(flatten)]
    pub(super) settings: Settings,
}

/// Comment dire ce qui est trouvé.
#[derive(Clone, Debug, Args)]
pub(super) struct FormatArgs {
    /// Format de sortie (human, concise, json, sarif, junit, github, gitlab, markdown, csv, html) ; avec « =FICHIER »,
    /// écrit dans ce fichier. Peut être répété.
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FICHIER]",
        env = "CONFORME_FORMAT",
        hide_env = true,
        value_delimiter = ','
    )]
    pub(super) format: Vec<String>,
}

/// Ce qui vaut pour toute lecture.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Settings {
    #[command(flatten)]
    pub(super) config: ConfigFileArgs,
    /// La certification : un identifiant (ais-2018/titre), un nom court (ais, ccp1 ; voir « conforme list ») ou un fichier
    /// de règles (mon-titre.toml). Pour check, peut être répétée : chaque dossier est jugé pour chacune.
    #[arg(
        short,
        long,
        value_name = "ID",
        env = "CONFORME_CERTIFICATION",
        hide_env = true,
        value_delimiter = ','
    )]
    pub(super) certification: Vec<String>,
    /// Combien de dossiers à la fois [défaut : autant que de processeurs].
    #[arg(short, long, value_name = "N", env = "CONFORME_JOBS", hide_env = true, value_parser = jobs)]
    pub(super) jobs: Option<u16>,
    /// Revérifie tout, sans les réponses gardées des fois précédentes.
    #[arg(long, env = "CONFORME_NO_CACHE", hide_env = true)]
    pub(super) no_cache: bool,
    /// Où garder les réponses [défaut : le dossier de cache de l'utilisateur]. Peut être supprimé à tout moment.
    #[arg(long, value_name = "DOSSIER", env = "CONFORME_CACHE_DIR", hide_env = true)]
    pub(super) cache_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) isolation: super::isolation::IsolationArgs,
}

impl Settings {
    /// The only certification that was asked for, for a command that takes no more.
    pub(super) fn one_certification(&self) -> Result<Option<&str>, Failure> {
        match self.certification.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => {
                let list = several.join(", ");
                Err(Failure::Setting(say!(
                    "une seule certification à la fois ici, et non {list} ; « conforme check » en prend plusieurs.",
                    "one certification at a time here, not {list}; “conforme check” takes several."
                )))
            }
        }
    }
}

/// Quel conforme.toml est en vigueur.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ConfigFileArgs {
    /// Le fichier de configuration, au lieu du conforme.toml le plus proche.
    #[arg(long, value_name = "FICHIER", env = "CONFORME_CONFIG", hide_env = true)]
    pub(super) config: Option<PathBuf>,
    /// Ne lit aucun fichier de configuration.
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

/// Ce qui décide du code de sortie.
#[derive(Clone, Debug, Args)]
pub(super) struct FailOnArgs {
    /// Ce qui donne le code de sortie 1 : error (non conforme ou illisible), not-judged (aussi ce qui n'a pas pu être
    /// jugé), warning, info, never [défaut : error].
    #[arg(long, value_name = "SEUIL", env = "CONFORME_FAIL_ON", hide_env = true, value_parser = fail_on)]
    pub(super) fail_on: Option<FailOn>,
}

fn jobs(text: &str) -> Result<u16, String> {
    let told = say!("un nombre d'au moins 1", "a number of at least 1");
    text.parse().ok().filter(|jobs| *jobs > 0).ok_or_else(|| refusal(&told))
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::from_id(text).ok_or_else(|| FailOn::ALL.map(FailOn::id).join(", "))
}
