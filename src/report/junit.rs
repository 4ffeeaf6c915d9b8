//! JUnit XML, for the test reports of CI systems: a suite for each dossier, a case for each requirement.
//!
//! The whole text of a fault stands in the body, because some systems show nothing else. There is neither time nor
//! date, so that the same results give the same bytes.

use std::io;

use quick_junit::{NonSuccessKind, Report as Junit, TestCase, TestCaseStatus, TestSuite};

use super::escape::visible;
use super::ids::Ids;
use super::{Options, RenderError, plain, words};
use crate::document::Notice;
use crate::dossier::{Dossier, Lost, Report};
use crate::finding::{Finding, Severity, Status};
use crate::message::Lang;
use crate::read::Unreadable;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let ids = Ids::of(report);
    let of = |dossier: &Dossier| {
        let mut junit = Junit::new("conforme");
        junit.add_test_suite(suite(dossier, ids, options.lang));
        junit
    };
    // The sums stand before the suites, so that all are read twice rather than held at once.
    let mut sums = Junit::new("conforme");
    let run = (!report.notices.is_empty()).then(|| {
        let mut junit = Junit::new("conforme");
        junit.add_test_suite(of_run(&report.notices, options.lang));
        junit
    });
    let all =
        || report.dossiers.iter().map(|dossier| Ok::<_, Lost>(of(&*dossier?))).chain(run.clone().map(Ok));
    for one in all() {
        let one = one?;
        sums.tests += one.tests;
        sums.failures += one.failures;
        sums.errors += one.errors;
        sums.skipped += one.skipped;
    }
    let text = sums.to_string()?;
    let [head, _, tail] = parts(&text);
    // The schema of Jenkins, which other systems follow, knows this attribute of a suite but not of the whole.
    out.write_all(head.replacen(&format!(" skipped=\"{}\"", sums.skipped), "", 1).as_bytes())?;
    for one in all() {
        let text = one?.to_string()?;
        let [_, suite, _] = parts(&text);
        out.write_all(suite.as_bytes())?;
    }
    Ok(out.write_all(tail.as_bytes())?)
}

/// What is written before the suites, the suites, and what is written after them. No text holds a bare `<`.
fn parts(text: &str) -> [&str; 3] {
    let tag = text.find("<testsuites").unwrap_or(text.len());
    let (head, rest) = text.split_at(text[tag..].find('>').map_or(text.len(), |end| tag + end + 1));
    let (suites, tail) = rest.split_at(rest.rfind("\n</testsuites>").unwrap_or(rest.len()));
    [head, suites, tail]
}

fn suite(dossier: &Dossier, ids: Ids, lang: Lang) -> TestSuite {
    let mut suite = TestSuite::new(visible(&dossier.path).as_ref());
    suite.add_property(("certification", visible(&dossier.certification.id).as_ref()));
    suite.add_property(("verdict", dossier.verdict.id()));
    if let Some(digest) = &dossier.digest {
        suite.add_property(("digest", visible(digest).as_ref()));
    }
    if let Some(why) = &dossier.unreadable {
        suite.add_test_case(unreadable(dossier, why, lang));
    }
    suite.add_test_cases(dossier.findings.iter().map(|finding| case(dossier, finding, ids, lang)));
    if !dossier.notices.is_empty() {
        // A remark may begin with a file's name, and no line may be a command of whoever reads the log.
        let notices = dossier.notices.iter().map(|notice| format!("- {}", visible(notice.message.get(lang))));
        suite.set_system_out(notices.collect::<Vec<_>>().join("\n"));
    }
    suite
}

/// What there is to tell of the run as a whole, a waiver that has expired or serves nothing for one: each is skipped, for
/// systems that show nothing else than cases.
fn of_run(notices: &[Notice], lang: Lang) -> TestSuite {
    let title =
        words::pick(lang, "conforme : remarques sur la vérification", "conforme: remarks on the check");
    let mut suite = TestSuite::new(title);
    suite.add_test_cases(notices.iter().map(|notice| {
        let message = visible(notice.message.get(lang)).into_owned();
        let mut case =
            TestCase::new(format!("{message} [{}]", notice.kind.id()), skipped(&message, &message));
        case.set_classname(title);
        case
    }));
    suite
}

fn unreadable(dossier: &Dossier, why: &Unreadable, lang: Lang) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    let (message, help) = (why.message(), why.help());
    status.set_type(why.id()).set_message(visible(message.get(lang)).as_ref()).set_description(format!(
        "{}\n{}",
        visible(message.get(lang)),
        visible(help.get(lang))
    ));
    let mut case = TestCase::new(words::pick(lang, "lecture du fichier", "reading the file"), status);
    case.set_classname(visible(&dossier.path).as_ref());
    case
}

/// Errors fail; what weighs less passes with its text beside; what is not judged or waived is skipped.
fn case(dossier: &Dossier, finding: &Finding, ids: Ids, lang: Lang) -> TestCase {
    let text = plain::text(finding, lang);
    let message = visible(finding.message.get(lang)).into_owned();
    let mut beside = None;
    let status = match (finding.status, finding.severity) {
        (Status::Met, _) => TestCaseStatus::success(),
        _ if finding.is_waived() => skipped(words::pick(lang, "dérogation", "waived"), &text),
        (Status::NotJudged, _) => skipped(&message, &text),
        (Status::NotMet, Severity::Error) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(finding.severity.id()).set_message(message).set_description(text);
            status
        }
        (Status::NotMet, _) => {
            beside = Some(text);
            TestCaseStatus::success()
        }
    };
    let id = ids.id(dossier, &finding.requirement);
    let name = format!("{} [{}]", visible(finding.title.get(lang)), visible(&id));
    let mut case = TestCase::new(name.trim_start(), status);
    case.set_classname(visible(&dossier.path).as_ref());
    if let Some(text) = beside {
        case.set_system_out(text);
    }
    case
}

fn skipped(message: &str, text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(message).set_description(text);
    status
}
