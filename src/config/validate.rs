//! From the file as written to a [`Config`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use toml::{Spanned, Value};

use super::written::{self, ConfigFile};
use super::{Config, FailOn, Grant, Group, HandedInOn, Isolation, Listed, Pattern, Session};
use crate::calendar::{Calendar, Date, Zone};
use crate::certification::{DOSSIER, Library, Origin, RuleError, nearest};
use crate::finding::Severity;
use crate::message::Message;
use crate::read::{Bound, Limits};
use crate::report::Format;
use crate::say;

type Checked<T> = Result<T, Box<RuleError>>;

pub(super) fn validate(path: &Path, text: &str) -> Checked<Config> {
    let origin = Origin { name: path.to_string_lossy().replace('\\', "/"), text: text.to_owned() };
    let file: ConfigFile = toml::from_str(text).map_err(|error| origin.syntax(&error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let lines = lines(&origin, &file);
    let own_rules = !file.overlays.is_empty() || names_own_rules(&file);
    let (dossier, companions) = documents(&origin, &file.documents, own_rules)?;
    let severities = file
        .severities
        .iter()
        .map(|(id, severity)| Ok((id.get_ref().clone(), self::severity(&origin, severity)?)))
        .collect::<Checked<_>>()?;
    Ok(Config {
        file: path.to_owned(),
        certification: file.certification.map(Spanned::into_inner),
        overlays: file.overlays.iter().map(|overlay| within(folder, overlay.get_ref())).collect(),
        formats: file.formats.iter().map(|one| format(&origin, folder, one)).collect::<Checked<_>>()?,
        fail_on: file.fail_on.as_ref().map(|one| fail_on(&origin, one)).transpose()?,
        jobs: file.jobs.as_ref().map(|jobs| at_least_one(&origin, jobs)).transpose()?,
        isolation: file.isolation.as_ref().map(|one| isolation(&origin, one)).transpose()?,
        session: file.session.as_ref().map(|session| self::session(&origin, session)).transpose()?,
        dossier,
        companions,
        ignored: file.ignore.iter().map(|one| pattern(&origin, one)).collect::<Checked<_>>()?,
        severities,
        limits: limits(&origin, &file.limits)?,
        groups: groups(&origin, &file.group)?,
        candidates: candidates(&origin, &file.candidate, own_rules)?,
        waivers: file.waiver.iter().map(|waiver| self::waiver(&origin, waiver)).collect::<Checked<_>>()?,
        lines,
    })
}

/// True where a certification is a rule file of the centre's own, which may know further roles.
fn names_own_rules(file: &ConfigFile) -> bool {
    let groups = file.group.iter().filter_map(|group| group.certification.as_ref());
    let candidates = file.candidate.iter().filter_map(|one| one.certification.as_ref());
    file.certification.iter().chain(groups).chain(candidates).any(|name| name.get_ref().ends_with(".toml"))
}

/// The lines of the keys that are set.
fn lines(origin: &Origin, file: &ConfigFile) -> BTreeMap<String, usize> {
    let mut spans: Vec<(&str, Option<Range<usize>>)> = vec![
        ("certification", file.certification.as_ref().map(Spanned::span)),
        ("overlays", file.overlays.first().map(Spanned::span)),
        ("formats", file.formats.first().map(Spanned::span)),
        ("fail-on", file.fail_on.as_ref().map(Spanned::span)),
        ("jobs", file.jobs.as_ref().map(Spanned::span)),
        ("isolation", file.isolation.as_ref().map(Spanned::span)),
        ("limits", file.limits.keys().map(Spanned::span).min_by_key(|span| span.start)),
        ("ignore", file.ignore.first().map(Spanned::span)),
        ("severities", file.severities.keys().map(Spanned::span).min_by_key(|span| span.start)),
    ];
    if let Some(session) = &file.session {
        spans.push(("session.date", session.date.as_ref().map(Spanned::span)));
        spans.push(("session.zone", session.zone.as_ref().map(Spanned::span)));
        spans.push(("session.closed", session.closed.first().map(Spanned::span)));
        spans.push(("session.worked", session.worked.first().map(Spanned::span)));
        spans.push(("session.depot", session.depot.as_ref().map(Spanned::span)));
        spans.push(("session.resume-date", session.resume_date.as_ref().map(Spanned::span)));
    }
    let of =
        |wanted: bool| file.documents.iter().filter(move |(role, _)| (role.get_ref() == DOSSIER) == wanted);
    spans.push(("documents.dossier", of(true).map(|(_, at)| at.span()).next()));
    spans.push(("documents.*", of(false).map(|(_, at)| at.span()).min_by_key(|span| span.start)));
    let line = |at: usize| origin.text[..at.min(origin.text.len())].matches('\n').count() + 1;
    spans.into_iter().filter_map(|(key, span)| Some((key.to_owned(), line(span?.start)))).collect()
}

fn within(folder: &Path, path: &str) -> PathBuf {
    folder.join(path)
}

/// A value that is none of those known; `what` says in French that it is not, « zone inconnue ».
fn unknown(origin: &Origin, value: &Spanned<String>, what: &Message, known: &[&str]) -> Box<RuleError> {
    let name = value.get_ref();
    let (fr, en) = (&what.fr, &what.en);
    origin.fault(
        value.span(),
        say!("{fr} `{name}`", "unknown {en} `{name}`"),
        say!("ici", "here"),
        nearest(name, known.iter().copied()),
    )
}

fn severity(origin: &Origin, value: &Spanned<String>) -> Checked<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter()
        .find(|severity| severity.id() == value.get_ref())
        .ok_or_else(|| unknown(origin, value, &say!("gravité inconnue", "severity"), &all.map(Severity::id)))
}

fn fail_on(origin: &Origin, value: &Spanned<String>) -> Checked<FailOn> {
    FailOn::from_id(value.get_ref()).ok_or_else(|| {
        unknown(origin, value, &say!("seuil inconnu", "threshold"), &FailOn::ALL.map(FailOn::id))
    })
}

/// A format, with its file relative to the folder of the configuration.
fn format(origin: &Origin, folder: &Path, value: &Spanned<String>) -> Checked<String> {
    let text = value.get_ref();
    let (name, file) = text.split_once('=').map_or((text.as_str(), None), |(name, file)| (name, Some(file)));
    if Format::from_id(name).is_none() {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
        let name = Spanned::new(value.span(), name.to_owned());
        return Err(unknown(origin, &name, &say!("format inconnu", "format"), &known));
    }
    Ok(match file {
        Some(file) => format!("{name}={}", within(folder, file).display()),
        None => name.to_owned(),
    })
}

fn at_least_one(origin: &Origin, jobs: &Spanned<usize>) -> Checked<usize> {
    if *jobs.get_ref() == 0 {
        return Err(origin.fault(
            jobs.span(),
            say!("il faut au moins une tâche", "there must be at least one job"),
            say!("ici", "here"),
            Some(say!(
                "retirez la clé pour employer tous les processeurs",
                "leave the key out to use all processors"
            )),
        ));
    }
    Ok(*jobs.get_ref())
}

fn date(origin: &Origin, value: &Spanned<Value>) -> Checked<Date> {
    let text = match value.get_ref() {
        Value::Datetime(date) => date.to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.parse().map_err(|_| {
        origin.fault(
            value.span(),
            match crate::calendar::is_written_as_a_day(&text) {
                true => say!("ce jour n'existe pas : `{text}`", "there is no such day: `{text}`"),
                false => say!("ce n'est pas une date : `{text}`", "not a date: `{text}`"),
            },
            say!("ici", "here"),
            Some(say!("écrivez AAAA-MM-JJ, par exemple 2026-12-07", "write YYYY-MM-DD, such as 2026-12-07")),
        )
    })
}

fn session(origin: &Origin, session: &written::Session) -> Checked<Session> {
    let zone = match &session.zone {
        Some(name) => name.get_ref().parse::<Zone>().map_err(|_| unknown_zone(origin, name))?,
        None => Zone::default(),
    };
    let mut calendar = Calendar::of(zone);
    for closed in &session.closed {
        let (day, reason) = self::closed(origin, closed)?;
        calendar.closed.insert(day, reason);
    }
    for worked in &session.worked {
        calendar.worked.insert(date(origin, worked)?);
    }
    let first_day = session.date.as_ref().map(|value| date(origin, value)).transpose()?;
    let handed_in = handed_in(origin, session.depot.as_ref(), session.resume_date.as_ref())?;
    Ok(Session { date: first_day, calendar, zone_said: session.zone.is_some(), handed_in })
}

fn handed_in(
    origin: &Origin,
    depot: Option<&Spanned<Value>>,
    resume: Option<&Spanned<Value>>,
) -> Checked<HandedInOn> {
    let day = |value: Option<&Spanned<Value>>| value.map(|value| date(origin, value)).transpose();
    Ok(HandedInOn { depot: day(depot)?, resume: day(resume)? })
}

/// A closed day: `2026-12-01`, or `{ date = 2026-12-01, reason = "pont" }`.
fn closed(origin: &Origin, closed: &written::Closed) -> Checked<(Date, String)> {
    let Value::Table(table) = closed.get_ref() else {
        return Ok((date(origin, closed)?, String::new()));
    };
    let fault = |message| origin.fault(closed.span(), message, say!("ici", "here"), None);
    if let Some(key) = table.keys().find(|key| !["date", "reason"].contains(&key.as_str())) {
        return Err(fault(say!(
            "clé inconnue `{key}` ; un jour de fermeture a `date` et `reason`",
            "unknown key `{key}`; a closed day has `date` and `reason`"
        )));
    }
    let written::ClosedFor { date: day, reason } = Value::Table(table.clone()).try_into().map_err(|_| {
        fault(say!(
            "un jour de fermeture s'écrit 2026-12-01, ou {{ date = 2026-12-01, reason = \"pont\" }}",
            "a closed day is written 2026-12-01, or {{ date = 2026-12-01, reason = \"bridge day\" }}"
        ))
    })?;
    Ok((date(origin, &Spanned::new(closed.span(), day))?, reason))
}

/// The zones there are; a département's number does as well.
fn unknown_zone(origin: &Origin, name: &Spanned<String>) -> Box<RuleError> {
    let known = Zone::ALL.map(Zone::id);
    let mut fault = unknown(origin, name, &say!("zone inconnue", "zone"), &known);
    if let Some(help) = &mut fault.help {
        help.fr.push_str(" ; ou un numéro de département (« 69 »)");
        help.en.push_str("; or a département's number (“69”)");
    }
    fault
}

type Documents = (Option<Pattern>, BTreeMap<String, Pattern>);

/// Roles of the built-in certifications.
static ROLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let documents = Library::built_in().known_documents().unwrap_or_default();
    documents.into_iter().map(|document| document.id).chain([DOSSIER.to_owned()]).collect()
});

/// The patterns by role, that of the dossier apart. With `own_rules`, a rule file of the centre may know further roles:
/// one that none knows is then told with the dossier.
fn documents(origin: &Origin, written: &written::Documents, own_rules: bool) -> Checked<Documents> {
    let mut all = BTreeMap::new();
    for (role, pattern) in written {
        if !own_rules && !ROLES.contains(role.get_ref()) {
            let known: Vec<&str> = ROLES.iter().map(String::as_str).collect();
            return Err(unknown(origin, role, &say!("document inconnu", "document"), &known));
        }
        all.insert(role.get_ref().clone(), self::pattern(origin, pattern)?);
    }
    Ok((all.remove(DOSSIER), all))
}

fn pattern(origin: &Origin, value: &Spanned<String>) -> Checked<Pattern> {
    Pattern::new(value.get_ref()).map_err(|Message { fr, en }| {
        origin.fault(
            value.span(),
            say!("motif mal formé : {fr}", "not a pattern: {en}"),
            say!("ici", "here"),
            Some(say!(
                "par exemple \"{{candidat}}/dossier.*\" : {{candidat}} tient la place du nom",
                "such as \"{{candidat}}/dossier.*\": {{candidat}} stands for the name"
            )),
        )
    })
}

fn limits(origin: &Origin, written: &BTreeMap<Spanned<String>, Spanned<Value>>) -> Checked<Limits> {
    let mut limits = Limits::default();
    for (name, value) in written {
        let text = value.get_ref().as_str().map_or_else(|| value.get_ref().to_string(), str::to_owned);
        limits.set(name.get_ref(), &text).map_err(|error| {
            let known = Bound::named(name.get_ref()).is_some();
            let span = if known { value.span() } else { name.span() };
            origin.fault(span, error.message(), say!("ici", "here"), None)
        })?;
    }
    Ok(limits)
}

fn isolation(origin: &Origin, value: &Spanned<String>) -> Checked<Isolation> {
    Isolation::from_id(value.get_ref()).ok_or_else(|| {
        unknown(origin, value, &say!("isolation inconnue", "isolation"), &Isolation::ALL.map(Isolation::id))
    })
}

/// The groups; nobody is in two of them by name, for nothing would tell which certification and session they have.
fn groups(origin: &Origin, written: &[written::Group]) -> Checked<Vec<Group>> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for group in written {
        for candidate in &group.candidates {
            let (name, own) = (candidate.get_ref().as_str(), group.name.get_ref().as_str());
            if let Some(other) = seen.insert(name, own) {
                return Err(origin.fault(
                    candidate.span(),
                    say!(
                        "le candidat `{name}` est dans deux groupes",
                        "the candidate `{name}` is in two groups"
                    ),
                    say!("déjà dans le groupe `{other}`", "already in the group `{other}`"),
                    Some(say!(
                        "ôtez-le d'un des deux ; ce qui ne vaut que pour lui se dit dans [[candidate]]",
                        "take them out of one; what holds for them alone is said in [[candidate]]"
                    )),
                ));
            }
        }
    }
    written.iter().map(|one| group(origin, one)).collect()
}

fn group(origin: &Origin, group: &written::Group) -> Checked<Group> {
    Ok(Group {
        name: group.name.get_ref().clone(),
        certification: group.certification.as_ref().map(|name| name.get_ref().clone()),
        candidates: group.candidates.iter().map(|name| name.get_ref().clone()).collect(),
        session: group.session.as_ref().map(|one| session(origin, one)).transpose()?,
    })
}

fn candidates(origin: &Origin, written: &[written::Candidate], own_rules: bool) -> Checked<Vec<Listed>> {
    let mut out: Vec<Listed> = Vec::with_capacity(written.len());
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    for candidate in written {
        let name = candidate.name.get_ref();
        if !seen.insert(name) {
            return Err(origin.fault(
                candidate.name.span(),
                say!("le candidat `{name}` est donné deux fois", "the candidate `{name}` is given twice"),
                say!("seconde fois", "second time"),
                None,
            ));
        }
        let (dossier, companions) = documents(origin, &candidate.documents, own_rules)?;
        let certification = candidate.certification.as_ref().map(|name| name.get_ref().clone());
        let handed_in = handed_in(origin, candidate.depot.as_ref(), candidate.resume_date.as_ref())?;
        out.push(Listed { name: name.clone(), certification, dossier, companions, handed_in });
    }
    Ok(out)
}

fn waiver(origin: &Origin, waiver: &written::Waiver) -> Checked<Grant> {
    for text in [&waiver.reason, &waiver.granted_by] {
        if text.get_ref().trim().is_empty() {
            return Err(origin.fault(
                text.span(),
                say!("une dérogation dit pourquoi et par qui", "a waiver says why and by whom"),
                say!("vide", "empty"),
                None,
            ));
        }
    }
    let day = |value: &Option<Spanned<Value>>| value.as_ref().map(|value| date(origin, value)).transpose();
    Ok(Grant {
        rule: waiver.rule.get_ref().clone(),
        candidate: waiver.candidate.get_ref().clone(),
        reason: waiver.reason.get_ref().clone(),
        granted_by: waiver.granted_by.get_ref().clone(),
        granted_on: day(&waiver.granted_on)?,
        expires_on: day(&waiver.expires_on)?,
    })
}
