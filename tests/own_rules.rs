//! What a training centre's own rule file can ask for, as a trainer would write it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use conforme::assess::{Shelf, assess};
use conforme::certification::{Certification, Library};
use conforme::finding::{Finding, Status, Where};
use conforme::read::Limits;
use conforme::source::Source;

const RULES: &str = r#"
schema = 1
title = "Certification d'essai"
short = ["essai"]

[source]
name = "Référentiel d'essai, 2026"

[[activity]]
id = "A1"
name = "Assister une équipe"
[[activity.competency]]
id = "AGE"
name = "Organiser les agendas de la direction"
[[activity.competency]]
id = "DEP"
name = "Préparer les déplacements professionnels"
[[activity.competency]]
id = "BUD"
name = "Suivre le budget du service"
"#;

/// A requirement of that id, which asks for that.
fn requirement(id: &str, asks: &str) -> String {
    format!(
        "[[requirement]]\nid = \"{id}\"\ntitle = {{ fr = \"Point\", en = \"Point\" }}\nseverity = \"error\"\n\
         quote = \"Le dossier comporte le point {id}\"\nreference = \"RE, 1\"\n{asks}"
    )
}

/// The certification of a file with [`RULES`] and those requirements.
fn certification(requirements: &str) -> Certification {
    let mut library = Library::built_in();
    library.insert("essai", [RULES, requirements].concat());
    library.load("essai").unwrap_or_else(|error| panic!("{error:?}"))
}

/// The answer of a file with [`RULES`] and that one requirement on `text`.
fn answer(asks: &str, text: &str) -> Finding {
    let certification = certification(&requirement("x", asks));
    let dossier = assess(&Source::new("a.md", text), &certification, &[], &Limits::default());
    dossier.findings.into_iter().find(|finding| finding.requirement == "x").unwrap()
}

#[test]
fn a_table_of_contents_can_be_asked_for() {
    let asks = "[requirement.presence]\ntopics = [\"contents\"]\n";
    let body =
        "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites.\n\n# Bilan\n\nTout est fini.\n";
    let listed = format!("# Sommaire\n\n- [Contexte](#contexte)\n- [Bilan](#bilan)\n\n{body}");
    let found = answer(asks, &listed);
    assert_eq!((found.status, found.message.fr.as_str()), (Status::Met, "« Sommaire »"));
    assert_eq!(answer(asks, body).status, Status::NotMet);
}

#[test]
fn competencies_are_counted_one_by_one() {
    let asks = "[requirement.coverage]\ngroup = [{ all-of = [\"BUD\"] }, { any-of = [\"AGE\", \"DEP\"], at-least = 2 }]\n";
    let listing =
        |names: &str| format!("# Compétences mises en œuvre\n\n{names}\n\n# Bilan\n\nTout est fini.\n");
    let found = |names| {
        let found = answer(asks, &listing(names));
        (found.status, found.found.fr, found.message.fr)
    };
    let (status, number, _) = found(
        "Aucune n'a pu être abordée durant ces semaines, faute de temps et de moyens : la suite du projet le permettra sans doute à l'automne.",
    );
    assert_eq!((status, number.as_str()), (Status::NotMet, "0 compétence exigée sur 3"));
    let (status, number, message) = found("- Organiser les agendas de la direction");
    assert_eq!((status, number.as_str()), (Status::NotMet, "1 compétence exigée sur 3"));
    assert!(message.contains("(1 trouvée)"), "{message}");
}

#[test]
fn a_title_alone_is_in_no_order() {
    let asks = "[requirement.presence]\ntopics = [\"contexte\", \"mission\"]\n";
    let certification = certification(
        &[
            requirement("x", asks),
            requirement("y", "[requirement.presence]\ntopics = [\"mission\"]\n"),
            requirement("z", "[requirement.order]\nof = [\"x\", \"y\"]\n"),
        ]
        .concat(),
    );
    let status = |text: &str| {
        let dossier = assess(&Source::new("a.md", text), &certification, &[], &Limits::default());
        dossier.findings.iter().find(|finding| finding.requirement == "z").unwrap().status
    };
    let text = "\n\nL'entreprise m'a demandé de renouveler son réseau en trois mois.\n\n";
    assert_eq!(status(&format!("# Mission{text}")), Status::NotJudged);
    assert_eq!(status(&format!("# Contexte{text}# Mission{text}")), Status::Met);
}

const TEXT: &str =
    "L'entreprise emploie douze personnes sur deux sites et livre chaque semaine ce qui a été convenu.";

/// A topic of a file's own.
fn topic(id: &str, more: &str) -> String {
    format!("[[topic]]\nid = \"{id}\"\nname = {{ fr = \"{id}\", en = \"{id}\" }}\n{more}\n")
}

#[test]
fn a_topic_takes_the_words_of_others() {
    let asks = |includes: &str| {
        format!(
            "[requirement.presence]\ntopics = [\"remise\"]\n[aliases]\nlivrables = [\"lot emballé\"]\n{}{}",
            topic("remise", &format!("aliases = [\"bordereau\"]\n{includes}")),
            topic("paquet", "includes = [\"livrables\"]")
        )
    };
    let found = |asks: &str, title: &str| answer(asks, &format!("# {title}\n\n{TEXT}\n")).status;
    for title in ["Bordereau", "Livrables", "Lot emballé"] {
        let alone = if title == "Bordereau" { Status::Met } else { Status::NotMet };
        assert_eq!(found(&asks(""), title), alone, "{title}");
        assert_eq!(found(&asks("includes = [\"livrables\"]"), title), Status::Met, "{title}");
        // Of a topic that stands further down and takes them itself.
        assert_eq!(found(&asks("includes = [\"paquet\"]"), title), Status::Met, "{title}");
    }
}

#[test]
fn what_a_part_is_stands_in_the_rules() {
    let asks = |is: &str| {
        let own = topic("plan-du-dossier", &format!("aliases = [\"plan du dossier\"]\n{is}"));
        format!("[requirement.presence]\ntopics = [\"plan-du-dossier\"]\n{own}")
    };
    let text = format!(
        "# Sommaire\n\n- [Contexte](#contexte)\n- [Bilan](#bilan)\n\n# Contexte\n\n{TEXT}\n\n# Bilan\n\n{TEXT}\n"
    );
    assert_eq!(answer(&asks(""), &text).status, Status::NotMet);
    assert_eq!(answer(&asks("is = [\"contents\"]"), &text).message.fr, "« Sommaire »");
    // What gives thanks is shown after the work itself.
    let asks = |is: &str| {
        let of = "of = [{ title = { fr = \"budget\", en = \"budget\" }, any-of = [\"budget\"] }]\nfor-a-person = true\n";
        let own = topic("mots", &format!("aliases = [\"mots de la fin\"]\n{is}"));
        format!("[requirement.mention]\n{of}{own}")
    };
    let text = format!(
        "# Mots de la fin\n\nMerci pour le budget.\n\n# Conduite\n\nLe budget a été suivi. {TEXT}\n\n# Suite\n\nLe budget aussi.\n"
    );
    let first = |is: &str| answer(&asks(is), &text).passages[0].heading.clone().unwrap();
    assert_eq!([first(""), first("is = [\"thanks\"]")], ["Mots de la fin", "Conduite"]);
}

#[test]
fn what_must_not_be_there_is_told_with_its_place() {
    let asks = |keys: &str| format!("[requirement.absence]\n{keys}\n");
    let section = |title: &str| format!("# Contexte\n\n{TEXT}\n\n# {title}\n\n{TEXT}\n");
    let found = |keys: &str, text: &str| answer(&asks(keys), text);
    let budget = "topics = [\"budget\"]";
    let told = found(budget, &section("Budget"));
    assert_eq!((told.status, told.place.heading.as_deref()), (Status::NotMet, Some("Budget")));
    assert_eq!(found(budget, &section("Bilan")).status, Status::Met);
    // A heading with nothing under it holds nothing, and what stands in the annexes is not looked at.
    assert_eq!(found(budget, &format!("# Budget\n\n# Contexte\n\n{TEXT}\n")).status, Status::Met);
    assert_eq!(
        found(budget, &format!("# Contexte\n\n{TEXT}\n\n# Annexes\n\n## Budget\n\n{TEXT}\n")).status,
        Status::Met
    );
    let words = "any-of = [\"chiffre d'affaires\"]";
    let text = format!("# Contexte\n\n{TEXT} Son chiffre d'affaires croît.\n");
    assert_eq!(found(words, &text).status, Status::NotMet);
    assert_eq!(found(words, &section("Bilan")).status, Status::Met);
    let person = found(&format!("{words}\nfor-a-person = true"), &text);
    assert_eq!((person.status, person.passages.len()), (Status::NotJudged, 1));
}

#[test]
fn a_condition_says_where_something_is_asked_for() {
    let asks = |when: &str| format!("when = {{ {when} }}\n[requirement.presence]\ntopics = [\"budget\"]\n");
    let text =
        |titles: &[&str]| titles.iter().map(|title| format!("# {title}\n\n{TEXT}\n\n")).collect::<String>();
    let status = |when: &str, titles: &[&str]| answer(&asks(when), &text(titles)).status;
    for when in [
        "topics = [\"planning\"]",
        "mention = [\"échéancier\"]",
        "topics = [\"planning\"], mention = [\"échéancier\"]",
    ] {
        let holds = if when.starts_with("mention") { "L'échéancier retenu" } else { "Planning" };
        assert_eq!(status(when, &["Contexte", holds]), Status::NotMet, "{when}");
        assert_eq!(status(when, &["Contexte", holds, "Budget"]), Status::Met, "{when}");
        let idle = answer(&asks(when), &text(&["Contexte", "Bilan"]));
        assert_eq!(idle.status, Status::Met, "{when}");
        assert!(idle.message.fr.starts_with("Sans objet : ce n'est demandé que si "), "{}", idle.message.fr);
    }
    // Of a document that was not handed in.
    let document = "document = \"support\"";
    let documents = "[[document]]\nid = \"dossier\"\ntitle = { fr = \"le dossier\", en = \"the dossier\" }\n\
                     [[document]]\nid = \"support\"\ntitle = { fr = \"le support\", en = \"the slides\" }\n";
    let idle = answer(&[asks(document).as_str(), documents].concat(), &text(&["Contexte"]));
    assert_eq!(
        (idle.status, idle.message.fr.as_str()),
        (Status::Met, "Sans objet : ce n'est demandé que si le document « le support » est remis.")
    );
}

/// The matrix of one competency, shown by the word « routeur », in `text`.
fn evidence(text: &str) -> Vec<Where> {
    let rules = r#"
schema = 1
title = "Certification d'essai"
[source]
name = "Référentiel d'essai, 2026"
[[activity]]
id = "A1"
name = "Tenir un réseau"
[[activity.competency]]
id = "RES"
name = "Administrer le réseau d'un site"
evidence = ["routeur"]
"#;
    let mut library = Library::built_in();
    let coverage = requirement("x", "[requirement.coverage]\ngroup = [{ all-of = [\"RES\"] }]\n");
    library.insert("essai", [rules, &coverage].concat());
    let certification = library.load("essai").unwrap_or_else(|error| panic!("{error:?}"));
    let listed = format!("# Compétences mises en œuvre\n\n- Administrer le réseau d'un site\n\n{text}");
    let dossier = assess(&Source::new("a.md", listed), &certification, &[], &Limits::default());
    let finding = dossier.findings.into_iter().find(|finding| finding.requirement == "x").unwrap();
    finding.competencies.into_iter().next().unwrap().shown_at
}

#[test]
fn a_competency_is_shown_by_the_work_and_not_by_what_stands_around_it() {
    let under = |title: &str, text: &str| evidence(&format!("# {title}\n\n{text}\n\n# Bilan\n\n{TEXT}\n"));
    let work = "J'ai remplacé le routeur du siège et essayé la liaison de secours.";
    assert_eq!(under("Réalisation", work).len(), 1);
    assert_eq!(under("Pose du matériel", work).len(), 1);
    for title in [
        "Contexte",
        "Présentation de l'entreprise",
        "Introduction",
        "Cahier des charges",
        "Infrastructure existante",
    ] {
        assert!(under(title, work).is_empty(), "{title}");
    }
    for text in [
        "Le site a un routeur et un pare-feu, que je n'ai pas touchés.",
        "Le routeur était déjà en place quand le projet a commencé.",
        "Mots-clés : routeur, pare-feu, annuaire",
        "- routeur",
    ] {
        assert!(under("Réalisation", text).is_empty(), "{text}");
    }
    let both = "Le premier routeur était déjà en place. J'ai posé le second routeur à côté.";
    assert_eq!(under("Réalisation", both).len(), 1, "{both}");
}

#[test]
fn what_stands_under_the_existing_infrastructure_is_not_the_work_either() {
    let under = |title: &str| {
        evidence(&format!(
            "# {title}\n\n{TEXT}\n\n## Serveurs et liaisons\n\nUn routeur relie les deux sites.\n\n# Bilan\n\n{}\n",
            format!("{TEXT} ").repeat(20)
        ))
    };
    assert!(under("Infrastructure existante").is_empty());
    assert_eq!(under("Pose du matériel").len(), 1);
    assert_eq!(under("Cahier des charges").len(), 1, "its own headings may hold the design");
}

#[test]
fn the_excerpt_holds_the_word_that_shows_it() {
    let long = format!("{} Enfin le routeur a été remplacé.", format!("{TEXT} ").repeat(6));
    let places = evidence(&format!("# Réalisation\n\n{long}\n"));
    let excerpt = places.first().and_then(|place| place.excerpt.clone()).unwrap();
    assert!(excerpt.contains("le routeur a été remplacé"), "{excerpt}");
}

const BASE: &str = r#"schema = 1
base = true
[source]
name = "Référentiel d'essai, 2026"
[[requirement]]
id = "contexte"
title = { fr = "Contexte" }
severity = "error"
quote = "le contexte ;"
reference = "RE d'essai, p. 4"
help = { fr = "Présentez l'entreprise." }
[requirement.presence]
topics = ["contexte"]
"#;

#[test]
fn two_levels_share_a_base_that_lies_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("base.toml", BASE);
    let level = |title: &str| format!("schema = 1\nextends = \"base\"\ntitle = \"{title}\"\n");
    write("niveau-a.toml", &level("Niveau A"));
    write("niveau-b.toml", &level("Niveau B"));
    for (name, title) in [("niveau-a.toml", "Niveau A"), ("niveau-b.toml", "Niveau B")] {
        let file = folder.path().join(name);
        let shelf = Shelf::with(std::slice::from_ref(&file)).unwrap();
        let certification = shelf.find(&Shelf::id_of(&file)).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!((certification.title.as_str(), certification.requirements.len()), (title, 1));
        // Only French was written.
        let title = &certification.requirements.first().unwrap().title;
        assert_eq!((title.fr.as_str(), title.en.as_str()), ("Contexte", "Contexte"));
    }
    write("seul.toml", &level("Seul").replace("base", "absent"));
    let file = folder.path().join("seul.toml");
    let shelf = Shelf::with(std::slice::from_ref(&file)).unwrap();
    assert!(shelf.find(&Shelf::id_of(&file)).is_err());
}

#[test]
fn a_requirement_and_a_deadline_have_no_id_in_common() {
    let deadline = "[[deadline]]\nid = \"x\"\nof = \"dossier\"\ntitle = { fr = \"Dépôt\" }\ndays = 3\n\
                    unit = \"ouvres\"\nwho = \"candidat\"\nquote = \"q\"\nreference = \"r\"\n";
    let load = |id: &str| {
        let mut library = Library::built_in();
        let asks = requirement(id, "[requirement.presence]\ntopics = [\"contexte\"]\n");
        library.insert("essai", [RULES, &asks, deadline].concat());
        library.load("essai")
    };
    assert!(load("y").is_ok());
    assert!(load("x").unwrap_err().message.fr.contains("`x` est déjà une exigence"));
}

#[test]
fn what_a_person_judges_is_not_met_where_there_is_hardly_anything() {
    let asks = "[requirement.mention]\nfor-a-person = true\n\
                of = [{ title = { fr = \"le fond\" }, any-of = [\"fond\"] }]\n";
    assert_eq!(answer(asks, "Rien.").status, Status::NotMet);
    assert_eq!(answer(asks, "![Un schéma](a.png)").status, Status::NotJudged);
    assert_eq!(answer(asks, TEXT).status, Status::NotJudged);
}

#[test]
fn every_doubt_comes_before_too_few_mentions() {
    let asks = |within: &str| {
        let of = "of = [{ title = { fr = \"une recette\", en = \"a test\" }, any-of = [\"recette\"], at-least = 2 }]\n";
        let own = topic("essais", "aliases = [\"essais de validation\", \"campagne de validation\"]");
        format!("[requirement.mention]\n{within}{of}{own}")
    };
    let told = |within: &str, text: &str| {
        let found = answer(&asks(within), text);
        (found.status, found.message.fr, found.passages.len())
    };
    // A heading that names several things says it once more.
    let once = "\n\nLa recette a été prononcée ce jour-là.\n\n";
    let (status, message, passages) = told("", &format!("# Recette et mise en service{once}"));
    assert_eq!((status, passages), (Status::NotJudged, 2), "{message}");
    assert!(message.contains("(une recette : 1 sur 2), à moins qu'un titre ou un passage"), "{message}");
    // Another section, under a title that comes near, says it often enough.
    let within = "within = [\"essais\"]\n";
    let twice =
        "\n\nLa recette du câblage est faite.\n\nCelle de la baie aussi : la recette en est signée.\n";
    let other =
        |title: &str, text: &str| told(within, &format!("# Essais de validation{once}# {title}\n\n{text}"));
    let (status, message, _) = other("Le plan d'essais et de validation", twice);
    assert_eq!(status, Status::NotJudged, "{message}");
    assert!(message.contains("« Le plan d'essais et de validation » en parle"), "{message}");
    for (title, text) in [("Le plan d'essais et de validation", TEXT), ("Budget", twice)] {
        let (status, message, _) = other(title, text);
        assert_eq!(
            (status, message.as_str()),
            (Status::NotMet, "Évoqué trop peu de fois (une recette : 1 sur 2)."),
            "{title}"
        );
    }
}

#[test]
fn a_summary_shows_no_competency() {
    let asks = "[[requirement.coverage.group]]\nall-of = [\"AGE\"]\nshown = true\n";
    let rules = RULES.replace(
        "name = \"Organiser les agendas de la direction\"",
        "name = \"Organiser les agendas de la direction\"\nevidence = [\"agenda partagé\"]",
    );
    let status = |heading: &str| {
        let mut library = Library::built_in();
        library.insert("essai", [rules.clone(), requirement("x", asks)].concat());
        let certification = library.load("essai").unwrap();
        let text = format!(
            "# Le service\n\nLe service emploie douze personnes sur deux sites.\n\n# {heading}\n\n\
             J'ai ouvert un agenda partagé pour les trois directeurs, et je l'ai tenu pendant un an.\n\n\
             # Suite\n\nTout ce qui avait été convenu est en service depuis un mois.\n"
        );
        assess(&Source::new("a.md", text), &certification, &[], &Limits::default()).findings[0].status
    };
    assert_eq!(status("La tenue des agendas"), Status::Met);
    assert_eq!(status("Résumé"), Status::NotJudged);
    assert_eq!(status("Résumé du projet"), Status::NotJudged);
}

#[test]
fn a_field_may_be_filled_in_on_the_line_of_its_label() {
    let asks = "[requirement.fields]\nof = \"fiche\"\nfield = [{ label = \"Période\" }, { label = \"Lieu\" }]\n\
                [[passage]]\nid = \"fiche\"\ntitle = { fr = \"fiche\", en = \"sheet\" }\nopens = [\"fiche\"]\nnumbered = true\n";
    let text = |period: &str| {
        format!(
            "# Fiche 1\n\nPériode : {period}\n\nLieu : la mairie de Morlaix\n\n# Fiche 2\n\nPériode : mai\n\nLieu : Brest\n"
        )
    };
    assert_eq!(answer(asks, &text("du 2 au 20 mars")).status, Status::Met);
    assert_eq!(answer(asks, &text("")).status, Status::NotMet);
}

#[test]
fn a_topic_of_ones_own_may_be_a_table_of_contents() {
    let asks = "[requirement.presence]\ntopics = [\"table-finale\"]\n\
                [[topic]]\nid = \"table-finale\"\nname = { fr = \"table finale\", en = \"final table\" }\n\
                aliases = [\"table des matières\"]\n";
    let body =
        "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites.\n\n# Bilan\n\nTout est fini.\n";
    let table = "# Table des matières\n\n- Contexte\n- Bilan\n";
    assert_eq!(answer(asks, &format!("{body}\n{table}")).status, Status::Met);
    assert_eq!(answer(asks, body).status, Status::NotMet);
}

#[test]
fn a_cover_may_be_said_before_the_text_of_markdown() {
    let asks = "[requirement.form]\nof = \"body\"\nis = \"cover\"\n";
    let body = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites.\n";
    let with = |head: &str| answer(asks, &format!("---\n{head}\n---\n\n{body}")).status;
    assert_eq!(with("title: Le mémoire\nauthor: Lise Roux\ndate: 2026-05-03"), Status::Met);
    assert_eq!(with("title: Le mémoire"), Status::NotJudged);
    assert_eq!(answer(asks, body).status, Status::NotMet);
}
