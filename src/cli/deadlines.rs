//! `conforme deadlines`: by when everything is due for a session.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use conforme::calendar::{self, Date, Zone, english_date, french_date};
use conforme::certification::{Deadline, RESUME};
use conforme::check::before;
use conforme::config::Session;
use conforme::message::Message;
use conforme::say;

use super::args::ConfigFileArgs;
use super::choose::Terms;
use super::console::Console;
use super::failure::Failure;
use super::here::{Here, here};
use super::session::{SessionArgs, day};

#[derive(Clone, Debug, Args)]
pub(super) struct DeadlinesArgs {
    /// La session ; sinon, celle de conforme.toml.
    #[command(flatten)]
    session: SessionArgs,
    /// La certification : un identifiant, un nom court (« conforme list ») ou un fichier de règles ; sinon, celle de
    /// conforme.toml.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    certification: Option<String>,
    /// Consignes de l'organisme de formation, dont les échéances s'ajoutent ; peut être répété.
    #[arg(long, value_name = "FICHIER")]
    overlay: Vec<PathBuf>,
    /// Jour de fermeture de plus (pont, fermeture du centre) ; peut être répété.
    #[arg(long, value_name = "DATE", value_parser = day)]
    ferme: Vec<Date>,
    /// Jour du dépôt : dit s'il est à temps.
    #[arg(long, value_name = "DATE", value_parser = day)]
    depot: Option<Date>,
    /// Jour où le résumé en français est remis : dit s'il est à temps.
    #[arg(long, value_name = "DATE", value_parser = day)]
    resume_date: Option<Date>,
    #[command(flatten)]
    config: ConfigFileArgs,
}

pub(super) fn deadlines(args: &DeadlinesArgs, console: &Console) -> Result<u8, Failure> {
    let Here { config, shelf, certification } =
        here(args.certification.as_deref(), &args.overlay, &args.config)?;
    let certification = certification.ok_or_else(|| {
        Failure::Certification(say!(
            "dites de quelle certification avec --certification (conforme list les nomme), ou dans conforme.toml.",
            "say of which certification with --certification (conforme list names them), or in conforme.toml."
        ))
    })?;
    let Session { date, mut calendar, .. } = args.session.in_force(&Terms { config, candidate: None })?;
    let date = date.ok_or_else(|| {
        Failure::Setting(say!(
            "dites le premier jour de la session avec --session AAAA-MM-JJ, ou dans [session] de conforme.toml.",
            "say the first day of the session with --session YYYY-MM-DD, or in [session] of conforme.toml."
        ))
    })?;
    calendar.closed.extend(args.ferme.iter().map(|day| (*day, String::new())));
    let (title, session, place) = (&certification.title, written(date), calendar.zone.name());
    let mut lines = vec![
        Message::same(title.clone()),
        Message::new(
            format!("Session du {} ({})", session.fr, place.fr),
            format!("Session of {} ({})", session.en, place.en),
        ),
    ];
    lines.extend(not_worked(date));
    for (file, wanted) in shelf.library().idle_overlays(&[certification.id.as_str()])? {
        lines.push(say!(
            "{file} : consignes pour {wanted}, et non pour {0} ; elles n'ajoutent rien ici.",
            "{file}: rules for {wanted}, and not for {0}; they add nothing here.",
            certification.id
        ));
    }
    if certification.deadlines.is_empty() {
        lines.push(say!("Ce référentiel ne fixe aucune échéance.", "This référentiel sets no deadline."));
    }
    let mut late = false;
    for deadline in &certification.deadlines {
        let Some(due) = calendar.deadline(date, deadline.days, deadline.unit) else { continue };
        lines.push(Message::default());
        tell(&mut lines, deadline, &due);
        let handed_in = if deadline.of == RESUME { args.resume_date } else { args.depot };
        if let Some(day) = handed_in.filter(|_| deadline.by_candidate) {
            late |= day > due.date;
            lines.push(deposit(day, &due, deadline.of == RESUME));
        }
    }
    console.tell_lines(&lines)?;
    Ok(if late { super::FINDINGS } else { super::OK })
}

/// That a session begins on a day on which few are held: a slip of the date, most likely.
pub(super) fn not_worked(session: Date) -> Option<Message> {
    let weekend = matches!(session.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
    let day = written(session);
    weekend.then(|| {
        Message::new(
            format!("La session commence le {} : vérifiez la date.", day.fr),
            format!("The session begins on {}: check the date.", day.en),
        )
    })
}

/// The zone of that name.
pub(super) fn zone(name: &str) -> Result<Zone, Failure> {
    Zone::from_str(name).map_err(|error| unknown_zone(&error.0))
}

/// What is due, by whom, by when, and the days that do not count.
fn tell(lines: &mut Vec<Message>, deadline: &Deadline, due: &calendar::Deadline) {
    let (title, amount, who) = (&deadline.title, before(deadline), by(deadline));
    let (day, careful) = (written(due.date), written(due.careful));
    lines.push(Message::new(format!("{} ({})", title.fr, who.fr), format!("{} ({})", title.en, who.en)));
    lines.push(Message::new(
        format!("  au plus tard le {} : {}", day.fr, amount.fr),
        format!("  by {}: {}", day.en, amount.en),
    ));
    if deadline.days > 0 {
        lines.push(Message::new(
            format!("  plus prudent, le texte ne disant pas comment compter : {}", careful.fr),
            format!("  more careful, since the text does not say how to count: {}", careful.en),
        ));
    }
    if !due.skipped.is_empty() {
        let skipped = |date: fn(Date) -> String, reason: fn(&Message) -> &str| {
            let all: Vec<String> = due
                .skipped
                .iter()
                .map(|day| format!("    {}, {}", date(day.date), reason(&day.reason)))
                .collect();
            all.join("\n")
        };
        lines.push(Message::new(
            format!("  ne comptent pas :\n{}", skipped(french_date, |m| &m.fr)),
            format!("  not counted:\n{}", skipped(english_date, |m| &m.en)),
        ));
    }
    let (quote, reference) = (&deadline.quote, &deadline.reference);
    lines.push(Message::same(format!("  « {quote} » ({reference})")));
    if let Some(centre) = &deadline.overlay {
        lines.push(say!(
            "  consigne de {centre}, pas du référentiel",
            "  rule of {centre}, not of the référentiel"
        ));
    }
}

/// A deadline by itself, for whoever asks what it is.
pub(super) fn about(deadline: &Deadline) -> Vec<Message> {
    let (title, id, who) = (&deadline.title, &deadline.id, by(deadline));
    let (amount, quote, reference) = (before(deadline), &deadline.quote, &deadline.reference);
    let mut lines = vec![
        Message::new(format!("{} ({id})", title.fr), format!("{} ({id})", title.en)),
        Message::default(),
        Message::same(format!("« {quote} »")),
        Message::same(reference.clone()),
        Message::default(),
        Message::new(
            format!("À remettre au plus tard {}, {}.", amount.fr, who.fr),
            format!("Due at the latest {}, {}.", amount.en, who.en),
        ),
        say!(
            "Elle n'est jugée que si la date de la session est connue (--session, ou [session] dans conforme.toml) et, pour le candidat, si le document est parmi ceux qui sont donnés. Les dates : conforme deadlines.",
            "It is judged only where the date of the session is known (--session, or [session] in conforme.toml) and, for the candidate, where the document is among those given. The dates: conforme deadlines."
        ),
    ];
    if let Some(centre) = &deadline.overlay {
        lines.push(say!(
            "Consigne de {centre}, pas du référentiel.",
            "Rule of {centre}, not of the référentiel."
        ));
    }
    lines
}

/// Whether a deposit keeps the deadline.
fn deposit(day: Date, due: &calendar::Deadline, is_resume: bool) -> Message {
    let (fr, en) = if day <= due.date { ("à temps", "in time") } else { ("trop tard", "too late") };
    let what = if is_resume { "remis le" } else { "dépôt du" };
    let day = written(day);
    Message::new(format!("  {what} {} : {fr}", day.fr), format!("  handed in on {}: {en}", day.en))
}

fn by(deadline: &Deadline) -> Message {
    if deadline.by_candidate {
        say!("par le candidat", "by the candidate")
    } else {
        say!("par l'organisateur", "by the organiser")
    }
}

fn written(date: Date) -> Message {
    Message::new(french_date(date), english_date(date))
}

fn unknown_zone(name: &str) -> Failure {
    let known: Vec<&str> = Zone::ALL.iter().map(|zone| zone.id()).collect();
    let known = known.join(", ");
    Failure::Path(say!(
        "zone inconnue « {name} ». Zones : {known}, ou un numéro de département.",
        "unknown zone “{name}”. Zones: {known}, or a département's number."
    ))
}
