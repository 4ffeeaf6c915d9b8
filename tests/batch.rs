//! Tasks and batches: what is written down reads the same, order is kept, and no dossier stops the others.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use conforme::assess::{Companion, Input, Rules, Shelf, Task, TaskError, run};
use conforme::batch::{self, Executor, Outcome, Shelves, Watch};
use conforme::dossier::{Dossier, Report};
use conforme::finding::Verdict;
use conforme::worker::Local;

fn named(name: &str) -> Rules {
    Rules::Named { name: name.to_owned(), why: None }
}

fn tasks() -> Vec<Task> {
    let own_words = Rules::OwnWords { or_none: false };
    let mut with_resume = Task::of("fixtures/dossiers/ccp1/dossier.md", named("ccp1"));
    let resume = PathBuf::from("fixtures/dossiers/titre/dossier.md");
    with_resume.companions.push(Companion { role: Some("resume".into()), file: Input::at(resume) });
    vec![
        Task::of("fixtures/broken/truncated.pdf", named("ais-2018/titre")),
        Task::of("fixtures/dossiers/titre/dossier.md", own_words),
        Task::of("fixtures/dossiers/titre/dossier.docx", named("ais")),
        Task::of("nowhere/dossier.docx", named("ais")),
        Task::of("fixtures/broken/empty", named("ais")),
        Task::of("fixtures/dossiers/titre/dossier.md", named("none such")),
        Task::of("fixtures/schemas/README.md", Rules::OwnWords { or_none: false }),
        with_resume,
    ]
}

#[test]
fn answers_come_in_the_order_of_the_tasks_and_none_stops_the_others() {
    let shelves = Shelves::default();
    let tasks = tasks();
    let told = |outcome: Option<Outcome>| match outcome.unwrap() {
        Ok(dossier) => format!("{} {} {}", dossier.path, dossier.verdict.id(), dossier.certification.id),
        Err(TaskError::Path(message)) => message.en,
        Err(error) => error.to_string(),
    };
    for jobs in [0, 1, 3, 50] {
        let outcomes = batch::run(&tasks, &Local { shelves: &shelves }, jobs, &(), &|_, outcome| outcome);
        let told: Vec<String> = outcomes.into_iter().map(told).collect();
        insta::assert_snapshot!("answers_in_order", told.join("\n"));
    }
}

#[test]
fn tasks_and_answers_read_the_same_once_written() {
    let shelf = Shelf::built_in();
    for task in tasks() {
        let copy: Task = serde_json::from_str(&serde_json::to_string(&task).unwrap()).unwrap();
        assert_eq!(copy, task);
        let outcome: Outcome = run(&task, &shelf);
        let written = serde_json::to_string(&outcome).unwrap();
        let read: Outcome = serde_json::from_str(&written).unwrap();
        assert_eq!(read, outcome, "{}", task.path.display());
    }
}

#[test]
fn what_is_given_is_read_instead_of_the_path() {
    let content = std::fs::read("fixtures/dossiers/titre/dossier.docx").unwrap();
    let mut task = Task::of("stdin.docx", named("ais"));
    task.files = vec![Input::holding("stdin.docx", content)];
    let given = run(&task, &Shelf::built_in()).unwrap();
    let read =
        run(&Task::of("fixtures/dossiers/titre/dossier.docx", named("ais")), &Shelf::built_in()).unwrap();
    assert_eq!(given.path, "stdin.docx");
    let documents = read.documents.clone();
    assert_eq!(Dossier { path: read.path.clone(), documents, ..given }, read);
}

#[test]
fn a_report_names_every_certification_and_has_one_where_there_is_one() {
    let shelf = Shelf::built_in();
    let judged =
        |certification| run(&Task::of("fixtures/dossiers/titre/dossier.md", named(certification)), &shelf);
    let (titre, ccp) = (judged("ais").unwrap(), judged("ccp1").unwrap());
    assert_eq!(Report::of(vec![titre.clone(), titre.clone()]).certification.id, "ais-2018/titre");
    let report = Report::of(vec![ccp, titre]);
    assert_eq!(report.certification.id, "");
    let ids: Vec<&str> = report.certifications().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["ais-2018/ccp1", "ais-2018/titre"]);
}

/// Answers at once, and stops the batch after some tasks.
struct Rough {
    begun: AtomicUsize,
    stop_after: usize,
}

impl Executor for Rough {
    fn execute(&self, task: &Task) -> Outcome {
        let dossier = Dossier {
            verdict: Verdict::AVerifier,
            ..conforme::assess::unreadable(&task.path, None, conforme::read::Unreadable::Empty)
        };
        Ok(dossier)
    }
}

impl Watch for Rough {
    fn begins(&self, _: usize, _: &Task) {
        self.begun.fetch_add(1, Ordering::SeqCst);
    }
    fn stops(&self) -> bool {
        self.begun.load(Ordering::SeqCst) >= self.stop_after
    }
}

#[test]
fn a_batch_that_is_stopped_leaves_what_was_finished() {
    let tasks: Vec<Task> = (0..20).map(|n| Task::of(format!("{n}.md"), named("ais"))).collect();
    let rough = Rough { begun: AtomicUsize::new(0), stop_after: 5 };
    let outcomes = batch::run(&tasks, &rough, 2, &rough, &|index, outcome| (index, outcome.unwrap().path));
    let done = outcomes.iter().filter(|outcome| outcome.is_some()).count();
    assert!((5..=6).contains(&done), "{done}");
    assert!(outcomes.iter().take(4).all(Option::is_some));
    for (index, path) in outcomes.into_iter().flatten() {
        assert_eq!(path, format!("{index}.md"));
    }
}
