//! Files made to crash, hang or exhaust whoever reads them: each comes to an answer within the bounds.
//!
//! `CONFORME_HOSTILE=N` tries N times as many damaged files (`cargo test --release --test hostile -- --nocapture`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the long run tells its figures")]

mod archives;
mod damage;
mod fuzz;
mod markdown;
mod pdf;
mod pdfs;
#[path = "../../fuzz/targets.rs"]
mod targets;
mod xml;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use conforme::assess::assess;
use conforme::certification::{Certification, Library};
use conforme::dossier::Dossier;
use conforme::read::{Limits, Unreadable};
use conforme::source::Source;

/// Far more than any of these files takes, even in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

/// The stack of a thread that judges: what the program gives its own.
const STACK: usize = 8 << 20;

/// `number` in the long run, a tenth of it in the test suite.
fn many(number: usize) -> usize {
    if std::env::var_os("CONFORME_HOSTILE").is_some() { number } else { number / 10 }
}

fn certification() -> Certification {
    Library::built_in().load("ais-2018/titre").unwrap()
}

/// Judges a file; fails where that panics or does not end.
fn judged_within(name: &str, bytes: Vec<u8>, limits: Limits) -> Dossier {
    let (send, receive) = mpsc::channel();
    let path = name.to_owned();
    let begun = Instant::now();
    let judge = move || {
        let dossier = assess(&Source::new(path, bytes), &certification(), &[], &limits);
        let _ = send.send(dossier);
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(judge).unwrap();
    let dossier = match receive.recv_timeout(LONGEST) {
        Ok(dossier) => dossier,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name}: still being read after {LONGEST:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{name}: {:?}", thread.join()),
    };
    if std::env::var_os("CONFORME_HOSTILE").is_some() {
        let told = dossier.unreadable.as_ref().map_or("read", |reason| reason.id());
        println!("{:8.3} s  {told:12}  {name}", begun.elapsed().as_secs_f64());
    }
    dossier
}

/// Judges a file within the default limits.
fn judged(name: &str, bytes: Vec<u8>) -> Dossier {
    judged_within(name, bytes, Limits::default())
}

/// The bound that a file is over; none where it is not.
fn bound(dossier: &Dossier) -> Option<&str> {
    match dossier.unreadable.as_ref()? {
        Unreadable::Bound { name, .. } => Some(name),
        _ => None,
    }
}

/// Asserts that a file is over the bound `name`.
fn assert_over(dossier: &Dossier, name: &str) {
    assert_eq!(bound(dossier), Some(name), "{}: {:?}", dossier.path, dossier.unreadable);
}
