//! `conforme summaries`: the list of the résumés for the jury.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use conforme::assess::{Rules, prepare};
use conforme::batch::Outcome;
use conforme::calendar::{english_date, french_date};
use conforme::certification::{Certification, Deadline};
use conforme::check::{Subject, due_apart, wants_apart, whole};
use conforme::config::Session;
use conforme::dossier::Dossier;
use conforme::handed_in::HandedIn;
use conforme::message::{Message, counted};
use conforme::pseudonym::Disguise;
use conforme::read::Limits;
use conforme::report::summaries::{docx, markdown, page};
use conforme::say;
use conforme::source::Source;
use conforme::summaries::{Entry, Summaries};
use conforme::written::write_whole;

use super::choose::{Chooser, shelf};
use super::console::Console;
use super::failure::Failure;
use super::outcome::Ending;
use super::receive::unwritable;
use super::received::{Candidates, HandedInArgs};
use super::reception::Received;
use super::spared::Spared;

/// What an organiser's deadline is `of` where it is about this list.
const LIST_OF_RESUMES: &str = "liste";

#[derive(Clone, Debug, Args)]
pub(super) struct SummariesArgs {
    #[command(flatten)]
    handed_in: HandedInArgs,
    /// Le fichier à écrire ; son extension dit le format (.docx, .html, .md). Sans lui : Markdown sur la sortie.
    #[arg(short, long, value_name = "FICHIER")]
    output: Option<PathBuf>,
    /// Le format, si l'extension ne le dit pas.
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    format: Option<ListFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Word.
    #[value(help = super::english::value("Word"))]
    Docx,
    /// Page web.
    #[value(help = super::english::value("Page web"))]
    Html,
    /// Markdown.
    #[value(help = super::english::value("Markdown"))]
    Markdown,
}

pub(super) fn summaries(args: &SummariesArgs, console: &Console) -> Result<u8, Failure> {
    let format = format(args)?;
    let mut chooser = Chooser::new(&args.handed_in.settings);
    let Candidates { all, terms, failed, .. } = args.handed_in.candidates(&mut chooser, None, console)?;
    let mut spared = Spared::default();
    spared.add(all.iter().flat_map(|(_, one)| one.all_paths()));
    spared.add(terms.config.iter().map(|config| &config.file));
    args.output.iter().try_for_each(|path| spared.check(path))?;
    let tasks: Vec<_> = all.iter().map(|(_, received)| received.task()).collect();
    let known: Vec<_> = tasks.iter().flatten().cloned().collect();
    let keep = |_: usize, outcome: Outcome| Told::of(outcome);
    let outcomes = chooser.run(&terms, console).execute(&known, &keep)?;
    let Some(outcomes) = outcomes.into_iter().collect::<Option<Vec<Told>>>() else {
        return Ok(super::INTERRUPTED);
    };
    let mut outcomes = outcomes.into_iter();
    let session = args.handed_in.session.in_force(&terms)?;
    let mut list = Summaries { session: session.date.map(|day| day.to_string()), ..Summaries::default() };
    let mut certifications: Vec<Arc<Certification>> = Vec::new();
    for ((handed_in, received), task) in all.iter().zip(&tasks) {
        let told = task.as_ref().and_then(|_| outcomes.next()).unwrap_or_default();
        let certification = certification(&told, received, &chooser)?;
        let Told { authors, unread, .. } = told;
        let mut entry = entry(handed_in, received, certification.as_deref(), unread);
        if let Some(disguise) = &received.disguise {
            hide(&mut entry, disguise.clone(), &authors);
        }
        list.entries.push(entry);
        if let Some(one) = certification.filter(|one| certifications.iter().all(|known| known.id != one.id)) {
            certifications.push(one);
        }
    }
    check_wanted(&certifications)?;
    about(&mut list, &certifications, &session);
    write(&list, format, args, console)?;
    let missing = list.missing();
    if missing > 0 {
        let Message { fr, en } = counted(missing, ["résumé", "résumés"], ["résumé", "résumés"]);
        console.note(&say!("{fr} à obtenir.", "{en} to be obtained."));
    }
    Ok(Ending { stopped: false, failed, to_fix: missing > 0 }.code())
}

/// Refuses to make the list where none of the certifications asks for a résumé handed in apart.
fn check_wanted(certifications: &[Arc<Certification>]) -> Result<(), Failure> {
    if certifications.is_empty() || certifications.iter().any(|one| wants_apart(one)) {
        return Ok(());
    }
    let ids = certifications.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    Err(Failure::Certification(say!(
        "{ids} : ce référentiel ne demande pas de résumé remis à part ; il n'y a pas de liste à faire.",
        "{ids}: this référentiel asks for no résumé handed in apart; there is no list to make."
    )))
}

/// What the list needs of a dossier that was checked.
#[derive(Default)]
struct Told {
    /// Id of the certification that judged it; empty where none did.
    certification: String,
    authors: Vec<String>,
    /// Why it could not be read. It is not tried again here; its résumé may lie beside it all the same.
    unread: Option<Message>,
}

impl Told {
    fn of(outcome: Outcome) -> Self {
        let Ok(Dossier { certification, authors, unreadable, .. }) = outcome else { return Self::default() };
        let unread = unreadable.map(|reason| reason.message());
        Self { certification: certification.id, authors, unread }
    }
}

fn format(args: &SummariesArgs) -> Result<ListFormat, Failure> {
    let extension =
        args.output.as_deref().and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    match (args.format, extension.as_deref()) {
        (Some(ListFormat::Docx), _) if args.output.is_none() => Err(Failure::Path(say!(
            "un DOCX ne s'affiche pas : dites où l'écrire avec --output liste.docx.",
            "a DOCX cannot be shown: say where to write it with --output list.docx."
        ))),
        (Some(format), _) => Ok(format),
        (None, Some("docx")) => Ok(ListFormat::Docx),
        (None, Some("html" | "htm")) => Ok(ListFormat::Html),
        (None, None | Some("md" | "markdown")) => Ok(ListFormat::Markdown),
        (None, Some(other)) => Err(Failure::Path(say!(
            "format inconnu « .{other} ». Formats : .docx, .html, .md, ou --format.",
            "unknown format “.{other}”. Formats: .docx, .html, .md, or --format."
        ))),
    }
}

/// The certification that judged the dossier, or that it was to be held against.
fn certification(
    told: &Told,
    received: &Received,
    chooser: &Chooser,
) -> Result<Option<Arc<Certification>>, Failure> {
    let told = match (told.certification.as_str(), &received.bare.rules) {
        (id, _) if !id.is_empty() => id,
        (_, Rules::Named { name, .. }) => name,
        (_, Rules::OwnWords { .. }) => return Ok(None),
    };
    Ok(Some(shelf(&chooser.shelves, &received.bare.overlays)?.find(told)?))
}

/// The entry of a candidate; `unread` says why the dossier could not be read, where it could not.
fn entry(
    handed_in: &HandedIn,
    received: &Received,
    certification: Option<&Certification>,
    unread: Option<Message>,
) -> Entry {
    let mut remarks = Vec::new();
    let is_unread = unread.is_some();
    if let Some(Message { fr, en }) = unread {
        remarks.push(say!("Le dossier n'a pas pu être lu. {fr}", "The dossier could not be read. {en}"));
    }
    let mut open = |path: &PathBuf| match subject(path) {
        Ok(subject) => Some(subject),
        Err(message) => {
            remarks.push(message);
            None
        }
    };
    let apart: Vec<Subject> = match handed_in.resumes.as_slice() {
        [resume] => open(resume).into_iter().collect(),
        _ => Vec::new(),
    };
    let dossier = match handed_in.dossiers.as_slice() {
        [found] if apart.is_empty() && !is_unread => found.files.first().and_then(&mut open),
        _ => None,
    };
    let resume = match (certification, &dossier, apart.first()) {
        (Some(certification), Some(dossier), _) => due_apart(certification, dossier, &apart),
        (Some(certification), None, Some(document)) => due_apart(certification, document, &apart),
        // Which certification is meant, only the dossier tells: the document is taken as it is.
        (None, _, Some(document)) => whole(document),
        (_, None, None) | (None, Some(_), None) => None,
    };
    remarks.extend(received.shared.iter().chain(&received.doubts).cloned());
    if handed_in.resumes.len() > 1 {
        remarks.push(say!("Plusieurs fichiers peuvent être le résumé.", "Several files may be the résumé."));
    }
    Entry { candidate: received.candidate.clone(), resume, remarks }
}

/// Puts pseudonyms into what is told of a candidate, and into their résumé.
fn hide(entry: &mut Entry, mut disguise: Disguise, authors: &[String]) {
    authors.iter().for_each(|author| disguise.author(author));
    entry.remarks.iter_mut().for_each(|remark| disguise.message(remark));
    if let Some(resume) = &mut entry.resume {
        resume.paragraphs.iter_mut().for_each(|text| disguise.text(text));
        resume.place.iter_mut().for_each(|place| disguise.place(place));
    }
}

fn subject(path: &Path) -> Result<Subject, Message> {
    let limits = Limits::default();
    let source = Source::open(path, limits.file_bytes)
        .map_err(|_| say!("Un fichier n'a pas pu être ouvert.", "A file could not be opened."))?;
    prepare(&source, &limits).map_err(|reason| reason.message())
}

/// What the référentiels of the candidates say of the list, as far as they all say the same of it.
fn about(list: &mut Summaries, certifications: &[Arc<Certification>], session: &Session) {
    let titles: Vec<&str> = certifications.iter().map(|one| one.title.as_str()).collect();
    list.certification = titles.join(" ; ");
    let of_list = |one: &&Deadline| !one.by_candidate && one.of == LIST_OF_RESUMES;
    let mut deadlines = certifications.iter().map(|one| one.deadlines.iter().find(of_list));
    let Some(deadline) = deadlines.next().flatten() else { return };
    let same = |other: &Deadline| {
        (other.days, other.unit, &other.quote) == (deadline.days, deadline.unit, &deadline.quote)
    };
    if !deadlines.all(|other| other.is_some_and(same)) {
        return;
    }
    list.rule = Some((deadline.quote.clone(), deadline.reference.clone()));
    let due = session.date.and_then(|day| session.calendar.deadline(day, deadline.days, deadline.unit));
    list.due = due.map(|due| {
        Message::new(
            format!("À remettre au jury au plus tard le {}", french_date(due.date)),
            format!("To be given to the jury by {}", english_date(due.date)),
        )
    });
}

fn write(
    list: &Summaries,
    format: ListFormat,
    args: &SummariesArgs,
    console: &Console,
) -> Result<(), Failure> {
    let bytes = match format {
        ListFormat::Docx => docx(list, console.lang).map_err(|error| Failure::Report(error.to_string()))?,
        ListFormat::Html => page(list, console.lang).into_bytes(),
        ListFormat::Markdown => markdown(list, console.lang).into_bytes(),
    };
    let Some(path) = &args.output else {
        return console.print_rendered(&String::from_utf8_lossy(&bytes));
    };
    write_whole(path, &bytes).map_err(|error| unwritable(path, &error))?;
    let path = path.display();
    let Message { fr, en } =
        counted(list.entries.len(), ["candidat", "candidats"], ["candidate", "candidates"]);
    console.note(&say!("liste de {fr} écrite : {path}", "list of {en} written: {path}"));
    Ok(())
}
