//! One set of results that every report is tested on: a dossier of each verdict, with the findings of a real check.

pub(crate) mod hostile;
mod outline;

use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{CertificationSummary, Dossier, Report, ZoneSummary};
use conforme::finding::{
    Evidence, Finding, Named, Severity, Status, Unanswered, Verdict, Waiver, Where, WhyUnanswered,
};
use conforme::measure::{Count, LedgerKind, LedgerLine, Measured, PageMeasure, PageMethod};
use conforme::message::Message;
use conforme::read::{Format, Unreadable};
use conforme::say;
use conforme::structure::{OutlineTrust, ZoneKind};

const REFERENCE: &str = "RC AIS 2018, 3.1, composition du dossier de projet";

/// A cohort with one dossier of each verdict.
pub(crate) fn cohort() -> Report {
    Report::of(dossiers())
}

/// Its dossiers.
pub(crate) fn dossiers() -> Vec<Dossier> {
    vec![not_in_order(), in_order(), to_be_looked_at(), unreadable()]
}

/// A report on one dossier.
pub(crate) fn alone(dossier: Dossier) -> Report {
    Report::of(vec![dossier])
}

fn certification() -> CertificationSummary {
    CertificationSummary {
        id: "ais-2018/titre".into(),
        title: "Administrateur d'infrastructures sécurisées (titre professionnel)".into(),
        digest: "sha256:5f2b9a77d0c4e1b36a8f9d2c4e6081a3b5c7d9e1f30517293b4d5f6071829304".into(),
        source: "Référentiel de certification AIS, arrêté du 06/04/2018".into(),
        length: Some("longueur".into()),
    }
}

/// A PDF with faults, open points and remarks.
pub(crate) fn not_in_order() -> Dossier {
    let findings = vec![
        abstract_length(),
        competences(),
        met(
            "contexte",
            "Contexte de l'entreprise",
            "Company context",
            place("1.1 L'entreprise d'accueil", 7),
        ),
        met("mission", "Contenu de la mission", "Content of the mission", place("1.2 Ma mission", 8)),
        indicateurs(),
        taches(),
        met("gestion-projet", "Gestion de projet", "Project management", place("3.4 Planning et suivi", 33)),
        organisation(),
        longueur(Status::Met, 43, 49_800),
    ];
    Dossier {
        path: "cohorte/dupont.pdf".into(),
        candidate: Some("dupont".into()),
        certification: certification(),
        format: Some(Format::Pdf),
        digest: Some("sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9".into()),
        verdict: Verdict::of(&findings),
        unreadable: None,
        measured: Some(measured(PageMethod::Pdf, 0)),
        zones: zones(),
        outline: outline::entries(),
        outline_trust: OutlineTrust::Sure,
        authors: Vec::new(),
        documents: vec![],
        findings,
        unanswered: vec![unanswered(9, WhyUnanswered::NotHandedIn)],
        notices: vec![
            Notice {
                kind: NoticeKind::HiddenText,
                message: say!(
                    "36 caractères ne se voient pas (blanc sur blanc) ; ils ne sont pas comptés.",
                    "36 characters cannot be seen (white on white); they are not counted."
                ),
                page: Some(12),
            },
            Notice {
                kind: NoticeKind::Recognised,
                message: say!(
                    "Certification reconnue d'après la page de garde.",
                    "Certification recognised from the cover."
                ),
                page: None,
            },
        ],
    }
}

/// A Markdown dossier where everything is met.
pub(crate) fn in_order() -> Dossier {
    let at = |heading: &str, line| Where {
        heading: Some(heading.into()),
        path: vec![heading.into()],
        line: Some(line),
        ..Where::default()
    };
    let findings = vec![
        met("abstract", "Résumé en anglais", "English abstract", at("Abstract", 12)),
        met(
            "contexte",
            "Contexte de l'entreprise",
            "Company context",
            at("Présentation de l'entreprise", 40),
        ),
        Finding {
            status: Status::NotMet,
            found: say!("Aucun titre ne parle de délais.", "No heading is about deadlines."),
            message: say!("Les délais n'ont pas été trouvés.", "The deadlines were not found."),
            waiver: Some(Waiver {
                reason: "Projet interne sans date de fin".into(),
                granted_by: "Responsable de session".into(),
                granted_on: Some("2026-09-14".into()),
                expires_on: Some("2026-12-31".into()),
            }),
            quote: "les résultats ou livrables attendus, les délais".into(),
            ..met("delais", "Délais", "Deadlines", Where::default())
        },
        longueur(Status::Met, 45, 51_020),
    ];
    Dossier {
        path: "cohorte/martin.md".into(),
        candidate: None,
        certification: certification(),
        format: Some(Format::Markdown),
        digest: Some("sha256:11".into()),
        verdict: Verdict::of(&findings),
        unreadable: None,
        measured: Some(measured(PageMethod::Estimate, 4)),
        zones: vec![],
        outline: vec![],
        outline_trust: OutlineTrust::Sure,
        authors: Vec::new(),
        documents: vec![],
        findings,
        unanswered: vec![],
        notices: vec![],
    }
}

/// A DOCX whose length cannot be told from the estimate.
pub(crate) fn to_be_looked_at() -> Dossier {
    let findings = vec![
        met("abstract", "Résumé en anglais", "English abstract", place("Abstract", 3)),
        longueur(Status::NotJudged, 39, 47_900),
    ];
    Dossier {
        path: "cohorte/petit = final.docx".into(),
        candidate: None,
        certification: certification(),
        format: Some(Format::Docx),
        digest: Some("sha256:22".into()),
        verdict: Verdict::of(&findings),
        unreadable: None,
        measured: Some(measured(PageMethod::RenderedBreaks, 3)),
        zones: vec![],
        outline: vec![],
        outline_trust: OutlineTrust::Presumed,
        authors: Vec::new(),
        documents: vec![],
        findings,
        unanswered: vec![],
        notices: vec![],
    }
}

/// A scan.
pub(crate) fn unreadable() -> Dossier {
    Dossier {
        path: "cohorte/scan.pdf".into(),
        candidate: None,
        certification: certification(),
        format: Some(Format::Pdf),
        digest: Some("sha256:33".into()),
        verdict: Verdict::Illisible,
        unreadable: Some(Unreadable::NoText { pages: 52 }),
        measured: None,
        zones: vec![],
        outline: vec![],
        outline_trust: OutlineTrust::Poor,
        authors: Vec::new(),
        documents: vec![],
        findings: vec![],
        unanswered: vec![unanswered(0, WhyUnanswered::Unread)],
        notices: vec![],
    }
}

fn place(heading: &str, page: u32) -> Where {
    Where {
        heading: Some(heading.into()),
        path: vec!["1. Cahier des charges".into(), heading.into()],
        page: Some(page),
        ..Where::default()
    }
}

/// A requirement of the slides, which nothing was held against.
fn unanswered(after: usize, why: WhyUnanswered) -> Unanswered {
    let message = say!("Rien n'y a été vérifié.", "Nothing in it was checked.");
    let finding = Finding {
        document: "presentation".into(),
        status: Status::NotJudged,
        confidence: 0.0,
        found: Message::default(),
        message,
        characters: None,
        words: None,
        ..met("diapositives", "Diapositives", "Slides", Where::default())
    };
    Unanswered { after, why, finding }
}

/// A requirement that is met, to be changed by the others.
fn met(id: &str, fr: &str, en: &str, place: Where) -> Finding {
    let heading = place.heading.clone().unwrap_or_default();
    Finding {
        requirement: id.into(),
        document: String::new(),
        title: Message::new(fr, en),
        status: Status::Met,
        severity: Severity::Error,
        confidence: 0.93,
        found: say!("Trouvé sous « {heading} ».", "Found under “{heading}”."),
        expected: say!("Une partie qui présente ce point.", "A part that presents this point."),
        message: say!("{fr} : trouvé sous « {heading} ».", "{en}: found under “{heading}”."),
        help: Message::default(),
        place,
        characters: Some(1_510),
        words: Some(280),
        language: None,
        quote: "le contexte (organisation de l’entreprise, activité, implantation…)".into(),
        reference: REFERENCE.into(),
        passages: vec![],
        competencies: vec![],
        waiver: None,
        waits: false,
        waits_for: Message::default(),
        overlay: None,
        in_force_from: None,
    }
}

fn abstract_length() -> Finding {
    Finding {
        status: Status::NotMet,
        confidence: 0.98,
        found: say!(
            "Le résumé en anglais fait 312 mots et 1\u{202f}640 caractères (espaces non comprises).",
            "The English abstract has 312 words and 1,640 characters (without spaces)."
        ),
        expected: say!(
            "200 à 250 mots, ou environ 1\u{202f}200 caractères (espaces non comprises).",
            "200 to 250 words, or about 1,200 characters (without spaces)."
        ),
        message: say!(
            "Le résumé en anglais est trop long : 312 mots au lieu de 250 au plus.",
            "The English abstract is too long: 312 words instead of 250 at most."
        ),
        help: say!(
            "Retirez au moins 62 mots : gardez le besoin, la solution choisie et le résultat.",
            "Take out at least 62 words: keep the need, the solution chosen and the result."
        ),
        characters: Some(1_640),
        words: Some(312),
        language: Some("en".into()),
        quote: "un résumé du projet en anglais (abstract) d'une longueur d’environ 20 lignes soit 200 à 250 mots, ou environ 1200 caractères espaces non compris".into(),
        place: Where { excerpt: Some("The company where I worked needed a…".into()), path: vec!["Abstract".into()], ..place("Abstract", 3) },
        ..met("abstract-longueur", "Longueur du résumé en anglais", "Length of the English abstract", Where::default())
    }
}

fn indicateurs() -> Finding {
    Finding {
        status: Status::NotMet,
        confidence: 0.81,
        found: say!(
            "Aucun titre ne parle des indicateurs d'évaluation. Titre le plus proche, page 15 : « 2.3 Résultats attendus ».",
            "No heading is about the indicators. Nearest heading, page 15: “2.3 Résultats attendus”."
        ),
        expected: say!(
            "Une partie du cahier des charges qui dit comment la solution sera évaluée.",
            "A part of the specifications that says how the solution will be judged."
        ),
        message: say!(
            "Les indicateurs d'évaluation n'ont pas été trouvés.",
            "The indicators were not found."
        ),
        help: say!(
            "Ajoutez une partie « Indicateurs d'évaluation » au cahier des charges, ou renommez celle qui en parle.",
            "Add a part “Indicateurs d'évaluation” to the specifications, or rename the one that is about it."
        ),
        characters: None,
        words: None,
        quote: "les indicateurs d’évaluation de la solution proposée.".into(),
        ..met("indicateurs", "Indicateurs d'évaluation", "Indicators", Where::default())
    }
}

fn taches() -> Finding {
    Finding {
        status: Status::NotMet,
        severity: Severity::Warning,
        found: say!(
            "Les tâches sont décrites, mais le mot « récurrentes » ou un équivalent n'apparaît pas.",
            "The tasks are described, but recurring ones are not mentioned."
        ),
        expected: say!(
            "Les tâches effectuées, récurrentes comprises.",
            "The tasks done, recurring ones included."
        ),
        message: say!(
            "Les tâches récurrentes ne sont pas mentionnées.",
            "Recurring tasks are not mentioned."
        ),
        help: say!(
            "Dites quelles tâches reviennent régulièrement (sauvegardes, mises à jour…), même en deux lignes.",
            "Say which tasks come back regularly (backups, updates…), be it in two lines."
        ),
        quote: "les tâches effectuées, y compris les tâches récurrentes".into(),
        place: Where {
            path: vec!["3. Réalisation".into(), "3.1 Les tâches effectuées".into()],
            ..place("3.1 Les tâches effectuées", 21)
        },
        ..met("taches", "Tâches effectuées", "Tasks done", Where::default())
    }
}

fn organisation() -> Finding {
    let passages = vec![
        Where {
            excerpt: Some("La bascule s'est faite en trois soirées…".into()),
            ..place("3.2 Déploiement", 26)
        },
        Where { excerpt: None, ..place("3.3 Bascule et retour arrière", 29) },
    ];
    Finding {
        status: Status::NotJudged,
        confidence: 0.5,
        found: Message::default(),
        expected: say!(
            "Une partie sur l'organisation de la mise en œuvre.",
            "A part on how the work was organised."
        ),
        message: say!(
            "Deux parties peuvent répondre à ce point, sans que leur titre le dise.",
            "Two parts may serve this point, but their headings do not say so."
        ),
        help: say!(
            "Relisez ces passages ; si l'un d'eux est le bon, un titre plus explicite aidera aussi le jury.",
            "Read these passages; if one is the right one, a clearer heading will help the jury too."
        ),
        passages,
        quote: "l’organisation de la mise en oeuvre".into(),
        ..met(
            "organisation",
            "Organisation de la mise en œuvre",
            "Organisation of the work",
            Where::default(),
        )
    }
}

fn longueur(status: Status, pages: u32, characters: usize) -> Finding {
    let (fr, en) = (
        conforme::message::french_number(characters as u64),
        conforme::message::english_number(characters as u64),
    );
    Finding {
        status,
        found: say!(
            "{pages} pages et {fr} caractères (espaces non comprises), hors annexes.",
            "{pages} pages and {en} characters (without spaces), annexes left out."
        ),
        expected: say!(
            "40 à 60 pages hors annexes, soit environ 50\u{202f}000 caractères (espaces non comprises).",
            "40 to 60 pages without annexes, or about 50,000 characters (without spaces)."
        ),
        message: match status {
            Status::NotJudged => say!(
                "Le nombre de pages n'est connu qu'à peu près (entre 36 et 42) et la limite de 40 est entre les deux.",
                "The number of pages is only known roughly (between 36 and 42), and the limit of 40 lies between."
            ),
            _ => say!("{pages} pages hors annexes : dans la limite.", "{pages} pages without annexes: within the limit."),
        },
        help: match status {
            Status::NotJudged => say!(
                "Donnez aussi le PDF du dossier, sous le même nom : le nombre de pages y est exact.",
                "Hand in the PDF of the dossier too, under the same name: its number of pages is exact."
            ),
            _ => Message::default(),
        },
        characters: Some(characters),
        words: None,
        quote: "La longueur du dossier de projet hors annexes est de 40 à 60 pages, soit environ 50000 caractères espaces non compris.".into(),
        ..met("longueur", "Longueur du dossier", "Length of the dossier", Where::default())
    }
}

fn competences() -> Finding {
    let evidence = |id: &str, name: &str, activity: &str, listed, shown_at: Vec<Where>| Evidence {
        id: id.into(),
        name: name.into(),
        activity: activity.into(),
        required: id != "A2-ENV",
        listed,
        listed_at: (listed != Named::Nowhere).then(|| place("Compétences mises en œuvre", 5)),
        shown_at,
    };
    let first = "Administrer et sécuriser les composants constituant l’infrastructure";
    let second = "Intégrer, administrer et sécuriser une infrastructure distribuée";
    Finding {
        status: Status::NotMet,
        found: say!(
            "1 compétence obligatoire n'est pas dans le tableau : « Créer des scripts d’automatisation ».",
            "1 required competency is not in the table: “Créer des scripts d’automatisation”."
        ),
        message: say!(
            "Il manque une compétence obligatoire au tableau.",
            "A required competency is missing in the table."
        ),
        help: say!(
            "Ajoutez-la au tableau si votre projet la met en œuvre.",
            "Add it to the table if your project puts it to use."
        ),
        competencies: vec![
            evidence(
                "A1-VIR",
                "Administrer et sécuriser une infrastructure de serveurs virtualisée",
                first,
                Named::Exactly,
                vec![place("3.2 Déploiement", 26)],
            ),
            evidence(
                "A1-BPQ",
                "Appliquer les bonnes pratiques et participer à la qualité de service",
                first,
                Named::Paraphrased,
                vec![],
            ),
            evidence(
                "A2-SCR",
                "Créer des scripts d’automatisation",
                second,
                Named::Nowhere,
                vec![place("3.1 Les tâches effectuées", 22), place("Annexe 2 Scripts", 45)],
            ),
            evidence(
                "A2-ENV",
                "Intégrer et gérer les différents environnements de travail des utilisateurs",
                second,
                Named::Nowhere,
                vec![],
            ),
        ],
        quote: "un tableau récapitulant par activité-type les compétences mises en œuvre lors du projet"
            .into(),
        ..met(
            "competences",
            "Tableau des compétences",
            "Table of competencies",
            Where { path: vec![], ..place("Compétences mises en œuvre", 5) },
        )
    }
}

fn count(characters: usize, words: usize) -> Count {
    Count { characters, words }
}

fn measured(method: PageMethod, spread: u32) -> Measured {
    let pages = |value: u32| {
        Some(PageMeasure { value, low: value - spread.min(value), high: value + spread, method })
    };
    let line = |kind, counted, characters, words, why| LedgerLine {
        kind,
        counted,
        count: count(characters, words),
        why,
    };
    let shown = || say!("Texte que le lecteur voit.", "Text that the reader sees.");
    Measured {
        extracted: count(54_210, 10_120),
        body: count(49_800, 9_300),
        body_without_cover_and_contents: count(48_900, 9_100),
        annexes: count(3_100, 600),
        ledger: vec![
            line(LedgerKind::Text, true, 41_500, 7_800, shown()),
            line(LedgerKind::Heading, true, 1_900, 320, shown()),
            line(LedgerKind::Table, true, 6_200, 1_180, shown()),
            line(LedgerKind::List, true, 3_300, 600, shown()),
            line(
                LedgerKind::RunningHead,
                false,
                812,
                120,
                say!(
                    "Répété en haut des pages ; un traitement de texte ne le compte pas.",
                    "Repeated at the top of pages; a word processor does not count it."
                ),
            ),
            line(
                LedgerKind::Leader,
                false,
                462,
                94,
                say!(
                    "Points entre un titre et sa page, au sommaire.",
                    "Dots between a title and its page, in the contents."
                ),
            ),
            line(
                LedgerKind::Hidden,
                false,
                36,
                6,
                say!("Invisible à l'écran et à l'impression.", "Not seen on screen nor on paper."),
            ),
        ],
        pages: pages(47),
        body_pages: pages(43),
        body_pages_without_cover_and_contents: pages(41),
        annex_pages: pages(4),
    }
}

fn zones() -> Vec<ZoneSummary> {
    let zone = |kind, heading: Option<&str>, first, last, count| ZoneSummary {
        kind,
        heading: heading.map(str::to_owned),
        first_page: Some(first),
        last_page: Some(last),
        line: None,
        count,
    };
    vec![
        zone(ZoneKind::Cover, None, 1, 1, count(300, 60)),
        zone(ZoneKind::Contents, Some("Sommaire"), 2, 2, count(600, 140)),
        zone(ZoneKind::Body, Some("Abstract"), 3, 43, count(48_900, 9_100)),
        zone(ZoneKind::Annexes, Some("Annexes"), 44, 47, count(3_100, 600)),
    ]
}
