//! The command line as typed. Resolves nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use conforme::calendar::Date;
use conforme::config::FailOn;
use conforme::say;
use conforme::shard::Shard;

use super::pseudonyms::PseudonymArgs;
use super::ruling::RulingArgs;
use super::session::{SessionArgs, day};

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
    Check(Box<CheckArgs>),
    /// Compte les caractères, les mots et les pages, et dit ce qui a été compté.
    #[command(visible_alias = "compter")]
    Count(ViewArgs),
    /// Montre le plan tel qu'il a été lu, et l'exigence que chaque titre sert.
    #[command(visible_alias = "plan")]
    Outline(ViewArgs),
    /// Dit si deux fichiers sont le même dossier : la source et le PDF remis, deux versions.
    #[command(visible_alias = "comparer")]
    Compare(CompareArgs),
    /// Joint les rapports JSON de plusieurs parts (--shard) en un seul, en JSON ou dans d'autres formats.
    #[command(visible_alias = "fusionner")]
    Merge(MergeArgs),
    /// Écrit un conforme.toml commenté.
    Init(InitArgs),
    /// Montre la configuration en vigueur et d'où vient chaque valeur.
    Config(Box<ConfigArgs>),
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
    ReportProblem(ReportProblemArgs),
}

#[derive(Clone, Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) files: ViewArgs,
    /// Le résumé en français, s'il est remis dans un fichier à part.
    #[arg(long, value_name = "FICHIER")]
    pub(super) resume: Option<PathBuf>,
    /// Le support de présentation (PPTX, ODP, PDF ou Markdown).
    #[arg(long, value_name = "FICHIER")]
    pub(super) presentation: Option<PathBuf>,
    /// Le dossier professionnel.
    #[arg(long, value_name = "FICHIER")]
    pub(super) dossier_professionnel: Option<PathBuf>,
    /// Un autre document de la session et son rôle ; peut être répété.
    #[arg(long, value_name = "RÔLE=FICHIER", value_parser = companion)]
    pub(super) with: Vec<(String, PathBuf)>,
    /// Le rôle des fichiers donnés, s'il n'est pas celui que leur nom et leur contenu montrent : dossier, resume,
    /// presentation, dossier-professionnel…
    #[arg(long, value_name = "RÔLE")]
    pub(super) document: Option<String>,
    #[command(flatten)]
    pub(super) session: SessionArgs,
    /// Jour du dépôt. Si rien ne le dit, c'est aujourd'hui, et un retard n'est pas jugé.
    #[arg(long, value_name = "DATE", env = "CONFORME_DEPOT", hide_env = true, value_parser = day)]
    pub(super) depot: Option<Date>,
    /// Jour où le résumé en français a été remis, si c'est un autre : sa date limite est avant celle du dossier.
    #[arg(long, value_name = "DATE", env = "CONFORME_RESUME_DATE", hide_env = true, value_parser = day)]
    pub(super) resume_date: Option<Date>,
    #[command(flatten)]
    pub(super) fail_on: FailOnArgs,
    /// Code de sortie 0 même s'il y a à corriger (2 reste 2).
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Ne vérifie qu'une part des dossiers : 2/8 est la deuxième de huit. Un dossier tombe toujours dans la même part.
    #[arg(long, value_name = "PART", env = "CONFORME_SHARD", hide_env = true, value_parser = shard)]
    pub(super) shard: Option<Shard>,
    /// Ignore les dérogations de conforme.toml.
    #[arg(long)]
    pub(super) no_waivers: bool,
    /// Rapport JSON d'une vérification précédente : dit ce qui est nouveau, corrigé, inchangé.
    #[arg(long, value_name = "RAPPORT.json")]
    pub(super) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(super) ruling: RulingArgs,
    #[command(flatten)]
    pub(super) pseudonyms: PseudonymArgs,
    /// Tout dire, y compris le détail de ce qui est conforme.
    #[arg(short, long)]
    pub(super) verbose: bool,
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
    /// de règles (mon-titre.toml).
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
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

#[derive(Clone, Debug, Args)]
pub(super) struct ConfigArgs {
    /// Le dossier dont il s'agit.
    #[arg(value_name = "DOSSIER", default_value = ".")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) session: SessionArgs,
    #[command(flatten)]
    pub(super) format: FormatArgs,
    #[command(flatten)]
    pub(super) fail_on: FailOnArgs,
    #[command(flatten)]
    pub(super) settings: Settings,
}

/// Ce qui décide du code de sortie.
#[derive(Clone, Debug, Args)]
pub(super) struct FailOnArgs {
    /// Ce qui donne le code de sortie 1 : error (non conforme ou illisible), not-judged (aussi ce qui n'a pas pu être
    /// jugé), warning, info, never [défaut : error].
    #[arg(long, value_name = "SEUIL", env = "CONFORME_FAIL_ON", hide_env = true, value_parser = fail_on)]
    pub(super) fail_on: Option<FailOn>,
}

#[derive(Clone, Debug, Args)]
pub(super) struct InitArgs {
    /// Où l'écrire.
    #[arg(value_name = "DOSSIER", default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Clone, Debug, Args)]
pub(super) struct MergeArgs {
    /// Les rapports JSON, un par part.
    #[arg(required = true, value_name = "RAPPORT.json")]
    pub(super) reports: Vec<PathBuf>,
    /// Écrit le rapport dans ce fichier au lieu de la sortie standard, en JSON.
    #[arg(short, long, value_name = "FICHIER")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArgs,
}

fn shard(text: &str) -> Result<Shard, String> {
    let told =
        say!("une part s'écrit 2/8 : la deuxième de huit", "a share is written 2/8: the second of eight");
    text.parse().map_err(|_| told.get(super::english::lang()).to_owned())
}

fn jobs(text: &str) -> Result<u16, String> {
    let told = say!("un nombre d'au moins 1", "a number of at least 1");
    text.parse().ok().filter(|jobs| *jobs > 0).ok_or_else(|| told.get(super::english::lang()).to_owned())
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::from_id(text).ok_or_else(|| FailOn::ALL.map(FailOn::id).join(", "))
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
    #[arg(long, value_name = "POURCENT", default_value_t = 100.0 * conforme::compare::TOLERANCE, value_parser = percent, allow_negative_numbers = true)]
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
    #[command(flatten)]
    pub(super) isolation: super::isolation::IsolationArgs,
}

/// A number of percent, with a point or a comma.
fn percent(text: &str) -> Result<f64, String> {
    let said = || {
        let text =
            say!("un nombre entre 0 et 100, par exemple 0,5", "a number between 0 and 100, such as 0.5");
        text.get(super::english::lang()).to_owned()
    };
    let number: f64 =
        text.trim().trim_end_matches('%').trim().replace(',', ".").parse().map_err(|_| said())?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err(said()) }
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

#[derive(Clone, Debug, Args)]
pub(super) struct DeadlinesArgs {
    /// La session ; sinon, celle de conforme.toml.
    #[command(flatten)]
    pub(super) session: SessionArgs,
    /// La certification : un identifiant, un nom court (« conforme list ») ou un fichier de règles ; sinon, celle de
    /// conforme.toml.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// Consignes de l'organisme de formation, dont les échéances s'ajoutent ; peut être répété.
    #[arg(long, value_name = "FICHIER")]
    pub(super) overlay: Vec<PathBuf>,
    /// Jour de fermeture de plus (pont, fermeture du centre) ; peut être répété.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) ferme: Vec<Date>,
    /// Jour du dépôt : dit s'il est à temps.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) depot: Option<Date>,
    #[command(flatten)]
    pub(super) config: ConfigFileArgs,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArgs {
    /// L'identifiant de l'exigence ou de l'échéance, tel que « check » le donne (abstract, longueur…).
    #[arg(value_name = "EXIGENCE")]
    pub(super) requirement: String,
    /// La certification, si l'exigence existe dans plusieurs et que conforme.toml n'en choisit pas.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// Consignes de l'organisme de formation, pour expliquer l'une des siennes ; peut être répété.
    #[arg(long, value_name = "FICHIER")]
    pub(super) overlay: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigFileArgs,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ReportProblemArgs {
    /// Le dossier ; avec --replay, une contestation déjà écrite.
    #[arg(value_name = "FICHIER")]
    pub(super) path: PathBuf,
    /// La certification : un identifiant (ais-2018/titre), un nom court (ais, ccp1 ; voir « conforme list ») ou un fichier
    /// de règles (mon-titre.toml).
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// L'exigence dont la réponse est contestée ; peut être répété.
    #[arg(short, long, value_name = "EXIGENCE")]
    pub(super) requirement: Vec<String>,
    /// Où écrire (contestation-….json dans le dossier courant si rien n'est dit).
    #[arg(short, long, value_name = "FICHIER", conflicts_with = "replay")]
    pub(super) output: Option<PathBuf>,
    /// Rejoue les vérifications sur une contestation.
    #[arg(long)]
    pub(super) replay: bool,
    #[command(flatten)]
    pub(super) isolation: super::isolation::IsolationArgs,
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
        /// Les fichiers, ou les noms de ceux qui sont fournis.
        #[arg(value_name = "FICHIER")]
        paths: Vec<PathBuf>,
    },
    /// Montre un fichier de règles fourni.
    Show {
        /// Son identifiant, son nom court ou un fichier.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Écrit le JSON Schema du langage de règles.
    Schema,
}

/// `presentation=soutenance.pptx`.
fn companion(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((role, path)) if !role.trim().is_empty() && !path.is_empty() => {
            Ok((role.trim().to_owned(), PathBuf::from(path)))
        }
        _ => {
            let told = say!(
                "il s'écrit RÔLE=FICHIER, par exemple resume=resume.docx",
                "it is written ROLE=FILE, such as resume=resume.docx"
            );
            Err(told.get(super::english::lang()).to_owned())
        }
    }
}
