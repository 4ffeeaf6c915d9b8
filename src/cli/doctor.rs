//! `doctor`: what protects this machine, the limits in force, and what is found on the system.

use std::fmt::Write as _;

use conforme::assess::{Rules, Task};
use conforme::batch::Shelves;
use conforme::message::{Lang, Message, counted};
use conforme::pages::find_libreoffice;
use conforme::read::{BOUNDS, Limits};
use conforme::say;
use conforme::worker::{Files, InForce};

use super::console::Console;
use super::failure::Failure;

pub(super) fn doctor(console: &Console) -> Result<u8, Failure> {
    let mut out = format!("conforme {}\n", env!("CARGO_PKG_VERSION"));
    let lang = console.lang;
    let cores = conforme::batch::default_jobs();
    let Message { fr, en } = counted(cores, ["processeur", "processeurs"], ["processor", "processors"]);
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    line(&mut out, lang, say!("système", "system"), say!("{os}, {arch}, {fr}", "{os}, {arch}, {en}"));
    line(&mut out, lang, say!("LibreOffice", "LibreOffice"), office());
    heading(&mut out, lang, say!("Isolation de la lecture", "Isolation of reading"));
    let (shelves, any) = (Shelves::default(), Task::of("", Rules::OwnWords { or_none: true }));
    match super::isolation::pool(&any, 1, &shelves) {
        Ok(pool) => isolation(&mut out, lang, pool.in_force()),
        Err(error) => line(&mut out, lang, say!("processus à part", "process of its own"), {
            let Message { fr, en } = error.message();
            say!("non ({fr})", "no ({en})")
        }),
    }
    heading(
        &mut out,
        lang,
        say!(
            "Limites par défaut (à changer par --limit NOM=VALEUR)",
            "Default limits (to be changed with --limit NAME=VALUE)"
        ),
    );
    let limits = Limits::default();
    for bound in BOUNDS {
        let (shown, about) = (bound.shown(&limits), bound.about());
        let name = bound.name;
        let _ = writeln!(out, "  {name:<17} {:>12}   {}", shown.get(lang), about.get(lang));
    }
    console.print(&out)?;
    Ok(super::OK)
}

/// What is in force in a worker, one line each.
fn isolation(out: &mut String, lang: Lang, in_force: &InForce) {
    line(out, lang, say!("processus à part", "process of its own"), say!("oui", "yes"));
    let memory = match in_force.memory_bytes {
        Some(bytes) => {
            let mib = bytes >> 20;
            say!("bornée à {mib} Mio", "bounded to {mib} MiB")
        }
        None => say!("non bornée sur ce système", "not bounded on this system"),
    };
    line(out, lang, say!("mémoire", "memory"), memory);
    let files = match &in_force.files {
        Files::Closed(version) => {
            say!("fermés (Landlock, {version})", "closed (Landlock, {version})")
        }
        Files::Open => say!("Landlock absent de ce système", "no Landlock on this system"),
    };
    line(out, lang, say!("fichiers et réseau", "files and network"), files);
    let calls = if in_force.system_calls {
        say!("réduits au calcul (seccomp)", "reduced to computing (seccomp)")
    } else {
        say!("seccomp absent de ce système", "no seccomp on this system")
    };
    line(out, lang, say!("appels système", "system calls"), calls);
}

fn heading(out: &mut String, lang: Lang, text: Message) {
    let _ = writeln!(out, "\n{}", text.get(lang));
}

fn line(out: &mut String, lang: Lang, name: Message, value: Message) {
    let _ = writeln!(out, "  {:<20} {}", name.get(lang), value.get(lang));
}

/// Where LibreOffice is.
fn office() -> Message {
    let path = std::env::var_os("PATH").unwrap_or_default();
    match find_libreoffice(std::env::split_paths(&path)) {
        Some(place) => Message::same(place.display().to_string()),
        None => say!(
            "introuvable (ne sert qu'à --pages libreoffice)",
            "not found (only --pages libreoffice uses it)"
        ),
    }
}
