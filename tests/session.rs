//! The documents of a session together: which is which, the plan of the presentation, and whether they agree.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use conforme::assess::{Companion, Input, Rules, Shelf, Task, TaskError, run};
use conforme::dossier::Dossier;
use conforme::finding::{Severity, Status, Verdict};
use conforme::report::{Format, Options, render};

const LEVELS: [&str; 4] = ["titre", "ccp1", "ccp2", "ccp3"];

fn fixture(level: &str, file: &str) -> PathBuf {
    Path::new("fixtures/dossiers").join(level).join(file)
}

fn task(level: &str, path: impl Into<PathBuf>) -> Task {
    Task::of(path, Rules::Named { name: format!("ais-2018/{level}"), why: None })
}

fn beside(role: Option<&str>, path: impl Into<PathBuf>) -> Companion {
    Companion { role: role.map(str::to_owned), file: Input::at(path) }
}

fn done(task: &Task) -> Dossier {
    run(task, &Shelf::built_in()).unwrap()
}

/// The slides `text` alone, for that level.
fn slides(level: &str, text: &str) -> Dossier {
    let mut task = task(level, "presentation.md");
    task.files = vec![Input::holding("presentation.md", text)];
    done(&task)
}

fn original(level: &str) -> String {
    std::fs::read_to_string(fixture(level, "presentation.md")).unwrap()
}

/// The slides of `text`, each from its title on.
fn parted(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.starts_with("# ") || out.is_empty() {
            out.push(String::new());
        }
        let last = out.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
    }
    out
}

fn statuses(dossier: &Dossier) -> BTreeMap<&str, Status> {
    dossier.findings.iter().map(|finding| (finding.requirement.as_str(), finding.status)).collect()
}

fn role_of(dossier: &Dossier) -> Vec<(&str, &str)> {
    dossier.documents.iter().map(|one| (one.role.as_str(), one.recognised_by.as_str())).collect()
}

#[test]
fn the_plan_is_kept_by_the_slides_in_every_format() {
    for level in LEVELS {
        for file in ["presentation.pptx", "presentation.odp", "presentation.pdf", "presentation.md"] {
            let dossier = done(&task(level, fixture(level, file)));
            assert_eq!(dossier.verdict, Verdict::Conforme, "{level}/{file}: {:?}", statuses(&dossier));
            let by = if file.ends_with("pptx") || file.ends_with("odp") { "format" } else { "name" };
            assert_eq!(role_of(&dossier), [("presentation", by)], "{level}/{file}");
            let plan = dossier.findings.iter().filter(|f| f.requirement.starts_with("plan-")).count();
            assert_eq!(plan, [6, 4, 5, 6][LEVELS.iter().position(|one| *one == level).unwrap()], "{level}");
        }
    }
}

#[test]
fn a_part_of_the_plan_that_is_missing_is_told() {
    let parts: [(&str, &[&str]); 5] = [
        ("plan-entreprise", &["# L'entreprise", "# Les acteurs"]),
        (
            "plan-cahier-des-charges",
            &[
                "# La mission",
                "# Le besoin",
                "# Moyens, livrables",
                "# Comment le résultat",
                "# Solutions étudiées",
            ],
        ),
        ("plan-actions", &["# Solutions étudiées", "# Actions réalisées", "# Comment le résultat"]),
        ("plan-gestion", &["# Gestion de projet"]),
        ("plan-conclusion", &["# Synthèse"]),
    ];
    for (id, titles) in parts {
        let kept: String = parted(&original("titre"))
            .into_iter()
            .filter(|slide| !titles.iter().any(|title| slide.starts_with(title)))
            .collect();
        let dossier = slides("titre", &kept);
        let found = statuses(&dossier);
        assert_ne!(found[id], Status::Met, "{id}: {found:?}");
        let others = found.iter().filter(|(other, status)| **other != id && **status == Status::NotMet);
        assert_eq!(others.count(), 0, "{id}: {found:?}");
    }
}

#[test]
fn the_order_is_judged_where_the_text_binds_it() {
    let moved = |level: &str| {
        let mut all = parted(&original(level));
        let last = all.pop().unwrap();
        all.insert(1, last);
        slides(level, &all.concat())
    };
    for level in ["titre", "ccp2", "ccp3"] {
        let dossier = moved(level);
        assert_eq!(statuses(&dossier)["plan-ordre"], Status::NotMet, "{level}");
        assert_eq!(dossier.verdict, Verdict::NonConforme, "{level}");
    }
    let ccp1 = moved("ccp1");
    assert!(!statuses(&ccp1).contains_key("plan-ordre"));
    assert_eq!(ccp1.verdict, Verdict::Conforme);
}

#[test]
fn a_session_is_judged_as_a_whole() {
    for level in LEVELS {
        let mut whole = task(level, fixture(level, "dossier.docx"));
        for file in ["presentation.pptx", "resume.md"] {
            whole.companions.push(beside(None, fixture(level, file)));
        }
        let dossier = done(&whole);
        assert_eq!(dossier.verdict, Verdict::Conforme, "{level}: {:?}", statuses(&dossier));
        let roles = [("dossier", "default"), ("resume", "name"), ("presentation", "format")];
        assert_eq!(role_of(&dossier), roles, "{level}");
        let found = statuses(&dossier);
        for id in ["resume", "resume-longueur", "resume-projet", "presentation-projet", "plan-conclusion"] {
            assert_eq!(found[id], Status::Met, "{level}: {id}");
        }
        let mut ids: Vec<&str> = dossier.findings.iter().map(|f| f.requirement.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), dossier.findings.len(), "{level}: an answer stands twice");
    }
}

#[test]
fn another_candidates_slides_do_not_agree_with_the_dossier() {
    let mut mixed = task("titre", fixture("titre", "dossier.docx"));
    mixed.companions.push(beside(Some("presentation"), fixture("ccp2", "presentation.pptx")));
    mixed.companions.push(beside(Some("resume"), fixture("ccp3", "resume.md")));
    let dossier = done(&mixed);
    let of = |id| dossier.findings.iter().find(|finding| finding.requirement == id).unwrap();
    let slides = of("presentation-projet");
    assert_eq!(
        (slides.status, slides.severity),
        (Status::NotMet, Severity::Warning),
        "{}",
        slides.message.fr
    );
    // So few names are too few to say so of the résumé.
    assert_ne!(of("resume-projet").status, Status::Met);
}

#[test]
fn competencies_of_the_slides_must_be_those_of_the_dossier() {
    let text = original("ccp2") + "\n# Compétences\n\n- Créer des scripts d’automatisation\n";
    let other =
        text.clone() + "- Intégrer et gérer les différents environnements de travail des utilisateurs\n";
    let folder = std::env::temp_dir().join(format!("conforme-session-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let without: String = std::fs::read_to_string(fixture("ccp2", "dossier.md"))
        .unwrap()
        .lines()
        .filter(|line| !line.to_lowercase().contains("environnements de travail"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (name, slides, expected) in [("same", text, Status::Met), ("more", other, Status::NotMet)] {
        let path = folder.join(format!("{name}.md"));
        std::fs::write(&path, slides).unwrap();
        let mut session = task("ccp2", "dossier.md");
        session.files = vec![Input::holding("dossier.md", without.clone())];
        session.companions.push(beside(Some("presentation"), path));
        assert_eq!(statuses(&done(&session))["presentation-competences"], expected, "{name}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_nobody_sees_of_a_document_beside_the_dossier_is_told_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let hidden = "des mots que personne ne voit, ".repeat(40);
    let text = std::fs::read_to_string(fixture("titre", "resume.md")).unwrap();
    let told = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let mut session = task("titre", fixture("titre", "dossier.md"));
        session.companions.push(beside(Some("resume"), path));
        let notices = done(&session).notices;
        notices
            .into_iter()
            .filter(|notice| notice.message.fr.contains(name))
            .map(|it| it.message.fr)
            .collect::<Vec<_>>()
    };
    let all = told("cache.md", format!("{text}\n<span style=\"display:none\">{hidden}</span>\n"));
    assert!(all.iter().any(|fact| fact.contains("ne se voient pas") || fact.contains("cach")), "{all:?}");
    assert!(told("visible.md", text).is_empty());
}

#[test]
fn what_is_all_another_document_by_its_own_words_is_left_to_a_person() {
    let mut lone = task("titre", "dossier.md");
    let form =
        "Le dossier professionnel (DP) constitue un élément du système de validation du titre professionnel.";
    let text =
        format!("# Dossier professionnel (DP)\n\n{form}\n\n## Exemple n° 1\n\nJ'ai remplacé le pare-feu.\n");
    lone.files = vec![Input::holding("dossier.md", text)];
    let dossier = done(&lone);
    assert_eq!(role_of(&dossier), [("dossier-professionnel", "words")]);
    assert_ne!(dossier.verdict, Verdict::Conforme);
    assert!(dossier.notices.iter().any(|notice| notice.message.fr.contains("et non le dossier de projet")));
}

#[test]
fn the_resume_is_a_document_of_its_own() {
    let alone = done(&task("titre", fixture("titre", "resume.md")));
    assert_eq!(role_of(&alone), [("resume", "name")]);
    assert_eq!(alone.verdict, Verdict::Conforme);
    let found = statuses(&alone);
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), ["resume", "resume-longueur"]);

    let english = "# Summary\n\nThe cooperative asked me to rebuild its servers and its network, because one outage had \
                   stopped the whole company for eleven hours and nobody knew how to start it again.\n";
    let mut task = task("titre", "resume.md");
    task.files = vec![Input::holding("resume.md", english)];
    let found = done(&task);
    assert_eq!(
        statuses(&found),
        BTreeMap::from([("resume", Status::NotMet), ("resume-longueur", Status::NotMet)])
    );
    assert!(found.findings[0].message.fr.contains("anglais"), "{}", found.findings[0].message.fr);
}

#[test]
fn a_resume_inside_the_dossier_is_told_and_counted_apart() {
    let resume = std::fs::read_to_string(fixture("ccp1", "resume.md")).unwrap();
    let dossier = std::fs::read_to_string(fixture("ccp1", "dossier.md")).unwrap();
    let both = dossier + "\n\n" + &resume;
    let mut session = task("ccp1", "dossier.md");
    session.files = vec![Input::holding("dossier.md", both)];
    session.companions.push(beside(Some("resume"), fixture("ccp1", "resume.md")));
    let told = done(&session);
    let told: Vec<&str> = told.notices.iter().map(|notice| notice.message.fr.as_str()).collect();
    let about = told.iter().find(|text| text.contains("dû à part")).unwrap_or_else(|| panic!("{told:?}"));
    assert!(about.contains("le même que celui qui est remis à part"), "{about}");
}

#[test]
fn a_presentation_that_is_no_presentation_is_told_and_not_judged() {
    let mut wrong = task("ccp1", fixture("ccp1", "dossier.docx"));
    wrong.companions.push(beside(Some("presentation"), fixture("titre", "dossier.docx")));
    let dossier = done(&wrong);
    let plan = dossier.findings.iter().filter(|finding| finding.document == "presentation");
    assert!(plan.clone().count() >= 4);
    assert!(plan.clone().all(|finding| finding.status == Status::NotJudged));
    assert!(dossier.notices.iter().any(|notice| notice.message.fr.contains("est un DOCX")));
}

#[test]
fn two_files_that_claim_one_role_are_told() {
    let shelf = Shelf::built_in();
    let mut said = task("ccp1", fixture("ccp1", "dossier.md"));
    said.companions.push(beside(Some("presentation"), fixture("ccp1", "presentation.pptx")));
    said.companions.push(beside(Some("presentation"), fixture("ccp1", "presentation.odp")));
    let Err(TaskError::Path(error)) = run(&said, &shelf) else { panic!("both were taken") };
    assert!(
        error.fr.contains("plusieurs fichiers sont donnés pour le support de présentation"),
        "{}",
        error.fr
    );

    for companion in &mut said.companions {
        companion.role = None;
    }
    let dossier = done(&said);
    assert_eq!(role_of(&dossier), [("dossier", "default")]);
    assert!(dossier.notices.iter().any(|n| n.message.fr.contains("Plusieurs fichiers semblent être")));

    said.companions[0].role = Some("presentation".into());
    let dossier = done(&said);
    assert_eq!(role_of(&dossier), [("dossier", "default"), ("presentation", "said")]);

    said.companions[0].role = Some("diaporama".into());
    let Err(TaskError::Rules(error)) = run(&said, &shelf) else { panic!("an unknown role was taken") };
    assert!(error.fr.contains("presentation"), "{}", error.fr);
}

/// The form's filled example of the rule file, as a DOCX or PDF would give it in Markdown.
fn form() -> String {
    let rules = conforme::certification::Library::built_in().load("dossier-professionnel").unwrap();
    rules.examples[0].text()
}

#[test]
fn the_form_is_recognised_by_its_words_and_its_contents_name_no_annexes() {
    let contents = "# Sommaire\n\n- Exemples de pratique professionnelle p. 5\n- Intitulé de l’exemple n° 1 p. 5\n\
                    - Intitulé de l’exemple n° 2 p. 7\n- Déclaration sur l’honneur p. 9\n\
                    - Annexes (Si le RC le prévoit) p. 10\n\n";
    let text = form().replacen("# Activité-type 1", &format!("{contents}# Activité-type 1"), 1);
    for certification in ["ais-2018/titre", "cda-2023/titre", "dossier-professionnel"] {
        let rules = Rules::Named { name: certification.into(), why: None };
        let mut task = Task::of("dupont.md", rules);
        task.files = vec![Input::holding("dupont.md", text.clone())];
        let dossier = done(&task);
        assert_eq!(role_of(&dossier), [("dossier-professionnel", "words")], "{certification}");
        let wrong = dossier.findings.iter().find(|finding| finding.status == Status::NotMet);
        assert!(wrong.is_none(), "{certification}: {wrong:?}");
        let annexes = dossier.zones.iter().find(|zone| zone.kind == conforme::structure::ZoneKind::Annexes);
        assert!(annexes.is_none(), "{certification}: {annexes:?}");
    }
}

#[test]
fn the_form_and_the_companys_own_paper_are_judged_beside_the_dossier() {
    let file = |name: &str, text: &str| {
        let content = Some(Ok(text.as_bytes().to_vec().into()));
        Companion { role: None, file: Input { path: name.into(), content } }
    };
    let cahier = |text: &str| {
        let mut session = task("titre", fixture("titre", "dossier.md"));
        session.companions.push(file("dossier-professionnel.md", &form()));
        session.companions.push(file("cahier-des-charges.md", text));
        done(&session)
    };
    let status = |dossier: &Dossier, id: &str| {
        dossier.findings.iter().find(|finding| finding.requirement == id).map(|finding| finding.status)
    };
    let told =
        cahier("# Cahier des charges\n\nLa mission confiée au candidat est de remplacer la sauvegarde.\n");
    let roles = ["dossier", "dossier-professionnel", "cahier-des-charges"];
    assert!(
        roles.iter().all(|role| told.documents.iter().any(|one| one.role == *role)),
        "{:?}",
        role_of(&told)
    );
    assert_eq!(status(&told, "dossier-professionnel-remis"), Some(Status::Met));
    assert_eq!(status(&told, "cahier-mission"), Some(Status::Met));
    assert!(status(&told, "cahier-projet").is_some());
    let silent = cahier("# Cahier des charges\n\nDeux baies de douze disques, livrées avant mars.\n");
    assert_eq!(status(&silent, "cahier-mission"), Some(Status::NotMet));
    let alone = done(&task("titre", fixture("titre", "dossier.md")));
    assert_eq!(status(&alone, "dossier-professionnel-remis"), None);
}

#[test]
fn what_is_no_dossier_is_not_judged_as_one() {
    let of = |name: &str, text: &str| {
        let mut task = Task::of(name, Rules::OwnWords { or_none: false });
        task.files = vec![Input { path: name.into(), content: Some(Ok(text.as_bytes().to_vec().into())) }];
        done(&task)
    };
    let text = "Développeur web et web mobile\n\nUn site de réservation pour une association.\n";
    for (name, role) in [
        ("resume-dupont.md", "resume"),
        ("cahier_des_charges.md", "cahier-des-charges"),
        ("dossier et cahier des charges.md", "dossier"),
    ] {
        let dossier = of(name, text);
        assert_eq!(role_of(&dossier).first().map(|(role, _)| *role), Some(role), "{name}");
        assert_eq!(dossier.findings.is_empty(), role != "dossier", "{name}");
    }
    let titled = format!("# Dossier professionnel\n\n{text}");
    assert_eq!(role_of(&of("dp.md", &titled)), [("dossier-professionnel", "words")]);
    let titled = format!("# Dossier de projet\n\n{text}\n# Dossier professionnel\n");
    assert_eq!(role_of(&of("dp.md", &titled)), [("dossier", "default")]);
}

#[test]
fn what_a_person_sees_of_a_session() {
    let mut session = task("ccp2", fixture("ccp2", "dossier.md"));
    session.companions.push(beside(Some("resume"), fixture("titre", "resume.md")));
    session.companions.push(beside(None, fixture("ccp2", "presentation.odp")));
    let mut dossier = done(&session);
    dossier
        .findings
        .retain(|finding| finding.document != "dossier" || finding.requirement.starts_with("resume"));
    let report = conforme::dossier::Report::of(vec![dossier]);
    let text = render(&report, Format::Human, &Options::default()).unwrap();
    insta::assert_snapshot!(text);
}

#[test]
fn one_file_for_two_documents_answers_for_one_of_them() {
    let mut task = task("titre", fixture("titre", "dossier.md"));
    task.companions = vec![beside(Some("resume"), fixture("titre", "dossier.md"))];
    let dossier = done(&task);
    let found = statuses(&dossier);
    assert_eq!(found["resume"], Status::NotJudged, "{found:?}");
    assert_eq!(found["resume-longueur"], Status::NotJudged);
    let told = dossier.notices.iter().any(|notice| notice.message.fr.contains("Le même fichier est donné"));
    assert!(told, "{:?}", dossier.notices);
}

#[test]
fn nothing_is_held_against_a_document_of_the_wrong_format() {
    let mut task = task("titre", fixture("titre", "dossier.md"));
    task.companions = vec![beside(Some("resume"), fixture("titre", "presentation.pptx"))];
    let found = done(&task);
    let found = statuses(&found);
    assert!(
        found.iter().all(|(id, status)| !id.starts_with("resume") || *status == Status::NotJudged),
        "{found:?}"
    );
}
