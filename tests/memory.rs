//! A cohort is reported on in the memory of one dossier, whatever the format.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use conforme::assess::{Rules, Shelf, Task, run};
use conforme::dossier::{Dossier, Report};
use conforme::finding::Where;
use conforme::report::{self, Format, Options};

/// Dossiers of the cohort.
const DOSSIERS: usize = 100;
/// Bytes that each is longer than it would be.
const LONGER: usize = 1 << 18;

/// The most memory that this process ever had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

#[test]
fn memory_does_not_grow_with_the_dossiers() {
    let task = Task::of("fixtures/dossiers/ccp1/dossier.md", Rules::Named { name: "ccp1".into(), why: None });
    let model = run(&task, &Shelf::built_in()).unwrap();
    let long = |n: usize| {
        let excerpt = "Le réseau de l'entreprise est décrit ici. ".repeat(LONGER / 42);
        let mut dossier = Dossier { path: format!("cohorte/{n:03}.md"), ..model.clone() };
        dossier.findings[0].passages = vec![Where { excerpt: Some(excerpt), ..Where::default() }];
        dossier
    };
    // What a format needs for one, in debug builds as well.
    let one = Report::of([long(0)]);
    let options = Options::default();
    for &format in Format::ALL {
        report::write(&one, format, &options, &mut std::io::sink()).unwrap();
    }
    let before = peak();
    let cohort = Report::of((0..DOSSIERS).map(long));
    for &format in Format::ALL {
        report::write(&cohort, format, &options, &mut std::io::sink()).unwrap();
        let grown = peak().saturating_sub(before);
        assert!(grown < DOSSIERS * LONGER / 2, "{}: {} MB", format.id(), grown >> 20);
    }
}
