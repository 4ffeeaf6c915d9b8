//! Headings without their parts, parts without a text, pages without a content.

use conforme::finding::Status;

use super::{PROSE, before_last, changed, fixture, judged};

#[test]
fn a_list_of_contents_whose_parts_are_not_there_is_told() {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let titles: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let contents = |more: &str| {
        let entries: String = titles.iter().map(|title| format!("- {title}\n")).collect();
        let listed = text.replacen("\n# ", &format!("\n# Sommaire\n\n{entries}- {more}\n\n# "), 1);
        let notices = judged("dossier.md", listed.into_bytes()).notices;
        notices.into_iter().map(|notice| notice.message.fr).find(|told| told.contains("Titres du sommaire"))
    };
    let told = contents("Relevé hydrométrique zénithal").unwrap();
    assert!(told.contains("1 sur") && told.contains("hydrométrique"), "{told}");
    assert_eq!(contents(titles[0]), None);
}

#[test]
fn a_right_heading_over_a_text_that_says_nothing_is_left_to_a_person() {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let title = "## 2.2 La mission qui m'a été confiée";
    let (before, after) = text.split_once(title).unwrap();
    let (_, rest) = after.split_once("\n## ").unwrap();
    let status = |body: &str| {
        let dossier = judged("dossier.md", format!("{before}{title}\n\n{body}\n\n## {rest}").into_bytes());
        let finding = dossier.findings.iter().find(|finding| finding.requirement == "mission").unwrap();
        (finding.status, finding.passages.clone())
    };
    let repeated = "xxx ".repeat(60);
    for hollow in [
        repeated.as_str(),
        "[Décrivez ici la mission qui vous a été confiée, son cadre, et ce que l'entreprise attendait de vous.]",
        "Cette partie sera rédigée plus tard, quand le tuteur aura relu les autres et donné son avis sur la mission.",
        "Le contenu de la mission ; les moyens fournis ; les tâches effectuées, y compris les tâches récurrentes ; les \
         relations avec les principaux acteurs du projet.",
    ] {
        let (found, passages) = status(hollow);
        assert!(found == Status::NotJudged && passages[0].excerpt.is_some(), "{hollow}: {found:?}");
    }
    assert_eq!(status(PROSE).0, Status::Met);
}

#[test]
fn page_marks_beyond_what_the_text_fills_bound_nothing() {
    let marked = |marks: usize| {
        let bytes = changed(fixture("dossier.docx"), "word/document.xml", |text| {
            before_last(text, "</w:p>", &"<w:r><w:lastRenderedPageBreak/><w:t>.</w:t></w:r>".repeat(marks))
        });
        let dossier = judged("dossier.docx", bytes);
        let pages = dossier.measured.as_ref().unwrap().pages.clone().unwrap();
        (pages, dossier.notices.into_iter().map(|notice| notice.message.fr).collect::<Vec<_>>())
    };
    let (pages, told) = marked(200);
    assert!(told.iter().any(|told| told.contains("porte les marques de")), "{told:?}");
    assert!(pages.low < 60, "{pages:?}");
    let (_, told) = marked(0);
    assert!(!told.iter().any(|told| told.contains("porte les marques de")), "{told:?}");
}
