//! `conforme deadlines`: by when everything is due for a session.

use std::str::FromStr;

use conforme::assess::Shelf;
use conforme::calendar::{self, Calendar, Date, Zone, english_date, french_date};
use conforme::certification::Deadline;
use conforme::check::before;
use conforme::message::Message;
use conforme::say;

use super::args::DeadlinesArgs;
use super::console::Console;
use super::failure::Failure;

pub(super) fn deadlines(args: &DeadlinesArgs, console: &Console) -> Result<u8, Failure> {
    let certification = super::choose::certification(&args.certification, &Shelf::built_in())?;
    let zone = zone(&args.zone)?;
    let mut calendar = Calendar::of(zone);
    calendar.closed = args.ferme.iter().map(|date| (*date, String::new())).collect();
    let (title, session, place) = (&certification.title, written(args.session), zone.name());
    let mut lines = vec![
        Message::same(title.clone()),
        Message::new(
            format!("Session du {} ({})", session.fr, place.fr),
            format!("Session of {} ({})", session.en, place.en),
        ),
    ];
    if certification.deadlines.is_empty() {
        lines.push(say!("Ce référentiel ne fixe aucune échéance.", "This référentiel sets no deadline."));
    }
    let mut late = false;
    for deadline in &certification.deadlines {
        let Some(due) = calendar.deadline(args.session, deadline.days, deadline.unit) else { continue };
        lines.push(Message::default());
        tell(&mut lines, deadline, &due);
        if let Some(depot) = args.depot.filter(|_| deadline.by_candidate) {
            late |= depot > due.date;
            lines.push(deposit(depot, &due));
        }
    }
    let text: String = lines.iter().map(|line| format!("{}\n", line.get(console.lang))).collect();
    console.print(&text)?;
    Ok(if late { super::FINDINGS } else { super::OK })
}

/// The zone of that name.
pub(super) fn zone(name: &str) -> Result<Zone, Failure> {
    Zone::from_str(name).map_err(|error| unknown_zone(&error.0))
}

/// Today in universal time, which is never ahead of the day in metropolitan France.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
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
}

/// Whether a deposit keeps the deadline.
fn deposit(depot: Date, due: &calendar::Deadline) -> Message {
    let day = written(depot);
    let (fr, en) = if depot <= due.date { ("à temps", "in time") } else { ("trop tard", "too late") };
    Message::new(format!("  dépôt du {} : {fr}", day.fr), format!("  handed in on {}: {en}", day.en))
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
