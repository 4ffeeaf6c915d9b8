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

/// The tests measure this process: one at a time.
static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// The most memory that this process ever had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// Dossiers of a cohort whose answers are long, by what tells one from another.
fn long() -> impl Fn(usize) -> Dossier {
    let task = Task::of("fixtures/dossiers/ccp1/dossier.md", Rules::Named { name: "ccp1".into(), why: None });
    let model = run(&task, &Shelf::built_in()).unwrap();
    move |n| {
        let excerpt = "Le réseau de l'entreprise est décrit ici. ".repeat(LONGER / 42);
        let mut dossier = Dossier { path: format!("cohorte/{n:03}.md"), ..model.clone() };
        dossier.findings[0].passages = vec![Where { excerpt: Some(excerpt), ..Where::default() }];
        dossier
    }
}

#[test]
fn reports_are_merged_in_the_memory_of_one_dossier() {
    let _alone = ALONE.lock();
    let folder = tempfile::tempdir().unwrap();
    let long = long();
    for (share, all) in [("a.json", 0..DOSSIERS / 2), ("b.json", DOSSIERS / 2..DOSSIERS)] {
        let mut file = std::fs::File::create(folder.path().join(share)).unwrap();
        report::write(&Report::of(all.map(&long)), Format::Json, &Options::default(), &mut file).unwrap();
    }
    let size = std::fs::metadata(folder.path().join("a.json")).unwrap().len();
    report::write(&Report::of([long(0)]), Format::Json, &Options::default(), &mut {
        std::fs::File::create(folder.path().join("one.json")).unwrap()
    })
    .unwrap();
    let least = peak_of_merge(folder.path(), &["one.json"]);
    let peak = peak_of_merge(folder.path(), &["a.json", "b.json"]);
    let merged = std::fs::metadata(folder.path().join("all.json")).unwrap().len();
    assert!(merged > size * 19 / 10, "{merged} of twice {size}");
    let grown = peak.saturating_sub(least);
    assert!(least > 0 && grown < size, "{} MB more for two reports of {}", grown >> 20, size >> 20);
}

/// The most memory that `conforme merge` of `reports` ever had, in bytes.
fn peak_of_merge(folder: &std::path::Path, reports: &[&str]) -> u64 {
    let mut merge = std::process::Command::new(env!("CARGO_BIN_EXE_conforme"))
        .arg("merge")
        .args(reports)
        .args(["-o", "all.json", "-f", "csv=all.csv"])
        .current_dir(folder)
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", merge.id());
    let mut peak = 0;
    while merge.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kb.unwrap_or_default() * 1024);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    peak
}

#[test]
fn memory_does_not_grow_with_the_dossiers() {
    let _alone = ALONE.lock();
    let long = long();
    // What a format needs for one, in debug builds as well.
    let one = Report::of([long(0)]);
    let options = Options::default();
    for &format in Format::ALL {
        report::write(&one, format, &options, &mut std::io::sink()).unwrap();
    }
    let before = peak();
    let cohort = Report::of((0..DOSSIERS).map(&long));
    for &format in Format::ALL {
        report::write(&cohort, format, &options, &mut std::io::sink()).unwrap();
        let grown = peak().saturating_sub(before);
        assert!(grown < DOSSIERS * LONGER / 2, "{}: {} MB", format.id(), grown >> 20);
    }
}
