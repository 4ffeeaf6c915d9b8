//! What the rule language can say: documents that are due, orders, numbers of occurrences, zones; and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use conforme::assess::{Companion, Input, Rules, Shelf, Task, assess, misfits, run, untried};
use conforme::certification::{Certification, Library, RuleError};
use conforme::finding::{Finding, Severity, Status, Verdict};
use conforme::read::Limits;
use conforme::source::Source;

use support::rules::GOOD;

const RULES: &str = r#"
schema = 1
title = "Certification d'essai"
[source]
name = "Référentiel d'essai, 2026"
[[document]]
id = "dossier"
title = { fr = "le dossier", en = "the dossier" }
[[document]]
id = "presentation"
title = { fr = "le support de présentation", en = "the presentation" }
names = ["presentation"]
[[activity]]
id = "A1"
name = "Installer le réseau d'un atelier"
[[activity.competency]]
id = "CAB"
name = "Poser et tester le câblage"
evidence = ["testeur de câble"]
[[activity.competency]]
id = "BAI"
name = "Monter une baie de brassage"
evidence = ["panneau de brassage"]
[[activity.competency]]
id = "DOC"
name = "Documenter une installation"
evidence = ["plan de repérage"]
[[activity.competency]]
id = "NUE"
name = "Conseiller un client"
"#;

/// A requirement of that id, which asks for that.
fn requirement(id: &str, asks: &str) -> String {
    format!(
        "[[requirement]]\nid = \"{id}\"\ntitle = {{ fr = \"Point {id}\", en = \"Point {id}\" }}\nseverity = \"error\"\n\
         quote = \"Le dossier comporte le point {id}\"\nreference = \"RE, 1\"\n{asks}\n"
    )
}

fn loaded(text: &str) -> Result<Certification, Box<RuleError>> {
    let mut library = Library::built_in();
    library.insert("essai", text);
    library.load("essai")
}

fn certification(requirements: &str) -> Certification {
    loaded(&[RULES, requirements].concat()).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The answer of that requirement on `text`.
fn answer_to(certification: &Certification, id: &str, text: &str) -> Finding {
    let dossier = assess(&Source::new("a.md", text), certification, &[], &Limits::default());
    dossier.findings.into_iter().find(|finding| finding.requirement == id).unwrap()
}

fn answer(asks: &str, text: &str) -> Finding {
    answer_to(&certification(&requirement("x", asks)), "x", text)
}

/// Every fault of a file, in French, each with its help.
fn faults(text: &str) -> Vec<String> {
    let error = loaded(text).unwrap_err();
    let told = |one: &RuleError| {
        assert!(one.span.is_some(), "{one}");
        let help = one.help.as_ref().map(|help| help.fr.clone()).unwrap_or_default();
        format!("{} | {help}", one.message.fr)
    };
    std::iter::once(told(&error)).chain(error.others.iter().map(told)).collect()
}

/// The faults of a file with that requirement.
fn refused(asks: &str) -> Vec<String> {
    faults(&[RULES, &requirement("x", asks)].concat())
}

const DUE: &str = "[requirement.agreement]\nwith = \"presentation\"\non = \"presence\"\ndue = true\n";
const BODY: &str = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites et livre chaque semaine.\n\n\
                    # Bilan\n\nTout ce qui avait été convenu est fini et en service depuis un mois.\n";

#[test]
fn a_document_that_is_due_is_missed_only_where_all_is_there() {
    let rules = [RULES, &requirement("x", DUE)].concat();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("essai.toml");
    std::fs::write(&file, rules).unwrap();
    let shelf = Shelf::with(std::slice::from_ref(&file)).unwrap();
    let judged = |complete: bool, beside: &[(&str, &str)]| {
        let name = Shelf::id_of(&file);
        let mut task = Task::of("dossier.md", Rules::Named { name, why: None });
        task.files = vec![Input::holding("dossier.md", BODY)];
        let beside =
            beside.iter().map(|(name, text)| Companion { role: None, file: Input::holding(*name, *text) });
        task.companions = beside.collect();
        task.complete = complete;
        let dossier = run(&task, &shelf).unwrap();
        let found = dossier.findings.iter().find(|finding| finding.requirement == "x").cloned().unwrap();
        (found.status, found.severity, dossier.verdict)
    };
    let slides = ("presentation.md", "# Le projet\n\nDouze postes\n");
    let quiet = (Status::NotJudged, Severity::Info, Verdict::Conforme);
    assert_eq!(judged(false, &[]), quiet, "a lone dossier");
    assert_eq!(judged(true, &[]), (Status::NotMet, Severity::Error, Verdict::NonConforme));
    assert_eq!(judged(true, &[slides]), (Status::Met, Severity::Error, Verdict::Conforme));
    // A second one of them is neither: none is taken.
    assert_eq!(judged(true, &[slides, ("presentation-2.md", "# Encore\n\nDouze postes\n")]), quiet);
}

#[test]
fn examples_can_give_other_documents() {
    let example = |more: &str, status: &str| {
        format!(
            "[[example]]\nname = \"{status}\"\nexpect = {{ x = \"{status}\" }}\ntext = \"# Contexte\\n\\n{{{{60 mots}}}}\"\n{more}\n"
        )
    };
    let all = [
        requirement("x", DUE),
        example("complete = true", "not-met"),
        example("", "not-judged"),
        example("with = { presentation = \"# Le projet\" }", "met"),
    ];
    let certification = certification(&all.concat());
    assert!(misfits(&certification).is_empty(), "{:?}", misfits(&certification));
    assert!(untried(&certification).is_empty());
    let wrong =
        faults(&[RULES, &requirement("x", DUE), &example("with = { slides = \"x\" }", "met")].concat());
    assert!(wrong[0].contains("document inconnu `slides`"), "{wrong:?}");
}

#[test]
fn competencies_can_be_asked_for_at_work() {
    let asks = "[requirement.coverage]\ngroup = [{ any-of = [\"CAB\", \"BAI\", \"DOC\"], at-least = 2, shown = true }]\n";
    let listing = "# Compétences\n\n- Poser et tester le câblage\n- Monter une baie de brassage\n- Documenter une installation\n\n";
    let work = |text: &str| {
        format!("{listing}# Réalisation\n\nPendant trois semaines, {text} dans tout l'atelier.\n")
    };
    let status = |text: &str| answer(asks, &work(text)).status;
    assert_eq!(status("j'ai passé le testeur de câble puis vissé chaque panneau de brassage"), Status::Met);
    assert_eq!(status("j'ai passé le testeur de câble"), Status::NotMet, "they are only named");
    let found = answer(asks, &work("j'ai passé le testeur de câble"));
    assert_eq!(found.found.fr, "1 montrées sur 2 demandées");
    assert_eq!(found.competencies.len(), 4);
    let annexed = work("j'ai passé le testeur de câble")
        + "\n# Annexes\n\n## Annexe 1\n\nUn panneau de brassage et son plan de repérage.\n";
    assert_eq!(answer(asks, &annexed).status, Status::NotJudged, "the annexes are for a person to weigh");
    let overlay = "schema = 1\noverlay = true\ntitle = \"Centre\"\n[source]\nname = \"Livret\"\n".to_owned()
        + &requirement("centre", "[requirement.coverage]\ngroup = [{ all-of = [\"NUE\"], shown = true }]");
    let mut own = certification(&requirement("x", asks));
    assert!(Library::built_in().overlay(&mut own, "centre", &overlay).unwrap());
    assert_eq!(
        answer_to(&own, "centre", &work("j'ai conseillé")).status,
        Status::NotJudged,
        "nothing shows it"
    );
    let bare = "[requirement.coverage]\ngroup = [{ all-of = [\"NUE\"], shown = true }]\n";
    assert!(refused(bare)[0].contains("rien ne montre `NUE` à l'œuvre"));
}

#[test]
fn named_and_shown_groups_stand_together() {
    let asks =
        "[requirement.coverage]\ngroup = [{ all-of = [\"CAB\"] }, { all-of = [\"BAI\"], shown = true }]\n";
    let text = |named: &str, work: &str| {
        format!(
            "# Compétences\n\n- {named}\n- Installer et dépanner des postes de travail dans un atelier de vingt personnes, avec soin\n\n# Réalisation\n\nJ'ai vissé {work} dans tout l'atelier.\n"
        )
    };
    let both = answer(asks, &text("Poser et tester le câblage", "un panneau de brassage"));
    assert_eq!((both.status, both.found.fr.contains(" ; ")), (Status::Met, true), "{}", both.message.fr);
    assert_eq!(answer(asks, &text("Poser et tester le câblage", "une étagère")).status, Status::NotMet);
    assert_ne!(answer(asks, &text("Vendre du café", "un panneau de brassage")).status, Status::Met);
}

#[test]
fn how_many_there_must_be_can_be_said() {
    let part =
        |content: &str| format!("# Bibliographie\n\n{content}\n\n# Bilan\n\nTout est fini et en service.\n");
    let status = |is: &str, content: &str| {
        let asks = format!("[requirement.form]\nof = \"bibliography\"\nis = \"{is}\"\nat-least = 3\n");
        answer(&asks, &part(content)).status
    };
    let three = "- DUPONT, 2021\n- MARTIN, 2022\n- DURAND, 2024";
    assert_eq!(status("entry", three), Status::Met);
    assert_eq!(status("entry", "- DUPONT, 2021\n- MARTIN, 2022"), Status::NotMet);
    assert_eq!(status("entry", "DUPONT, 2021\n\nMARTIN, 2022\n\nDURAND, 2024"), Status::Met);
    assert_eq!(
        status("entry", "| Auteur | Année |\n|---|---|\n| DUPONT | 2021 |\n| MARTIN | 2022 |"),
        Status::NotMet
    );
    let links = "https://un.example https://deux.example et www.trois.example";
    assert_eq!(status("link", links), Status::Met);
    assert_eq!(status("link", "https://un.example"), Status::NotJudged, "a link may stand behind a word");
    assert_eq!(status("image", "![a](a.png)\n\n![b](b.png)\n\n![c](c.png)"), Status::Met);
    assert_eq!(status("image", "![a](a.png)\n\n![b](b.png)"), Status::NotMet);
    let cover = "[requirement.form]\nof = \"body\"\nis = \"cover\"\nat-least = 2\n";
    assert!(refused(cover)[0].contains("qu'une page de garde"));
    assert!(
        refused("[requirement.form]\nof = \"body\"\nis = \"image\"\nat-least = 0\n")[0]
            .contains("nombre impossible")
    );
}

#[test]
fn a_thing_can_be_asked_for_several_times() {
    let asks = "[requirement.mention]\nof = [{ title = { fr = \"un test\", en = \"a test\" }, any-of = [\"recette\"], at-least = 2 }]\n";
    let text = |n: usize| format!("# Bilan\n\n{}", "La recette a été prononcée ce jour-là.\n\n".repeat(n));
    assert_eq!(answer(asks, &text(2)).status, Status::Met);
    let once = answer(asks, &text(1));
    assert_eq!((once.status, once.found.fr.as_str()), (Status::NotMet, "un test : 1 sur 2"));
    assert_eq!(answer(asks, "# Bilan\n\nTout est fini.\n").status, Status::NotMet);
}

#[test]
fn what_must_be_absent_can_be_limited_to_a_zone() {
    let text = |body: &str, annexe: &str| {
        format!(
            "# Contexte\n\nL'entreprise {body} emploie douze personnes.\n\n# Annexes\n\n## Annexe 1 : configuration\n\nLe fichier {annexe} est donné ici.\n"
        )
    };
    let status = |of: &str, text: &str| {
        answer(&format!("[requirement.absence]\nany-of = [\"mot de passe\"]\n{of}"), text).status
    };
    let (body, annexe) = ("au mot de passe connu", "du mot de passe");
    for (of, in_body, in_annexe) in [
        ("", Status::NotMet, Status::Met),
        ("of = \"body\"", Status::NotMet, Status::Met),
        ("of = \"annexes\"", Status::Met, Status::NotMet),
        ("of = \"document\"", Status::NotMet, Status::NotMet),
    ] {
        assert_eq!(status(of, &text(body, "joint")), in_body, "{of}, body");
        assert_eq!(status(of, &text("locale", annexe)), in_annexe, "{of}, annexes");
        assert_eq!(status(of, &text("locale", "joint")), Status::Met, "{of}, neither");
    }
    let budget = |of: &str| format!("[requirement.absence]\ntopics = [\"veille\"]\nof = \"{of}\"\n");
    let annexed = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites.\n\n# Annexes\n\n## Annexe 1\n\nDes plans.\n\n## Veille technologique\n\nUne veille est tenue chaque semaine sur les failles, et chacune est notée dans un tableau que le client relit à la fin du mois.\n";
    assert_eq!(answer(&budget("annexes"), annexed).status, Status::NotMet, "a part of the annexes");
    assert_eq!(answer(&budget("body"), annexed).status, Status::Met);
    assert!(refused("[requirement.absence]\nany-of = [\"x\"]\nof = \"annexe\"\n")[0].contains("`annexes`"));
}

#[test]
fn an_order_takes_parts_that_no_title_surely_names_and_the_contents() {
    let all = [
        requirement("sommaire", "[requirement.presence]\ntopics = [\"contents\"]"),
        requirement("contexte", "[requirement.presence]\ntopics = [\"contexte\"]"),
        requirement("bilan", "[requirement.presence]\ntopics = [\"conclusion\"]"),
        requirement("z", "[requirement.order]\nof = [\"sommaire\", \"contexte\", \"bilan\"]"),
    ];
    let certification = certification(&all.concat());
    let contents = "# Sommaire\n\n- [Contexte](#contexte)\n- [Conclusion](#conclusion)\n\n";
    let context = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites et livre partout.\n\n";
    let end = "# Conclusion\n\nTout ce qui avait été convenu est fini et en service depuis un mois.\n\n";
    let found = |text: &[&str]| answer_to(&certification, "z", &text.concat());
    let fine = found(&[contents, context, end]);
    assert_eq!(
        (fine.status, fine.message.fr.as_str()),
        (Status::Met, "Les 3 parties se suivent dans l'ordre")
    );
    assert_eq!(found(&[context, contents, end]).status, Status::NotMet);
    assert_eq!(found(&[context, end]).status, Status::Met);
}

#[test]
fn an_order_that_the_text_does_not_show_is_read_in_the_contents() {
    let all = [
        requirement("contexte", "[requirement.presence]\ntopics = [\"contexte\"]"),
        requirement("bilan", "[requirement.presence]\ntopics = [\"conclusion\"]"),
        requirement("z", "[requirement.order]\nof = [\"contexte\", \"bilan\"]"),
    ];
    let certification = certification(&all.concat());
    let text = |first: &str, second: &str| {
        format!(
            "# Sommaire\n\n- {first}\n- {second}\n\n# Première partie\n\nL'atelier a été câblé.\n\n# Seconde partie\n\nLa baie est en service.\n"
        )
    };
    let fine = answer_to(&certification, "z", &text("Contexte", "Conclusion"));
    assert_eq!(fine.status, Status::Met, "{}", fine.message.fr);
    assert!(fine.message.fr.starts_with("D'après le sommaire"), "{}", fine.message.fr);
    let late = answer_to(&certification, "z", &text("Conclusion", "Contexte"));
    assert_eq!(late.status, Status::NotJudged, "{}", late.message.fr);
    assert!(late.message.fr.contains("« Point bilan » avant « Point contexte »"), "{}", late.message.fr);
}

#[test]
fn a_length_is_that_of_the_part_that_was_found() {
    // « Synthèse » belongs to two topics; inside « Gestion de projet » it is about that.
    let topics = "[[topic]]\nid = \"gestion\"\nname = { fr = \"gestion\", en = \"management\" }\naliases = [\"gestion du chantier\"]\n\
                  [[topic]]\nid = \"point-etape\"\nname = { fr = \"étape\", en = \"stage\" }\naliases = [\"synthèse du chantier\"]\n\
                  [[topic]]\nid = \"fin\"\nname = { fr = \"fin\", en = \"end\" }\naliases = [\"synthèse du chantier\", \"mot de la fin\"]\n";
    let all = [
        requirement("etape", "[requirement.presence]\ntopics = [\"point-etape\"]\nwithin = \"gestion\""),
        requirement("fin", "[requirement.presence]\ntopics = [\"fin\"]"),
        requirement(
            "longueur",
            "[requirement.length]\nof = \"fin\"\ndecides = [\"words\"]\nwords = { min = 30 }",
        ),
        topics.to_owned(),
    ];
    let certification = certification(&all.concat());
    const TOLD: &str = "L'atelier a été câblé en trois semaines par deux personnes, puis chaque prise a été essayée et notée.";
    const LONG: &str = "Chaque lundi, le planning a été revu avec le client, les retards ont été notés et les commandes avancées \
                        d'autant ; le chantier a ainsi tenu ses dates malgré la livraison tardive des panneaux et deux jours d'arrêt.";
    let text = |end: &str| format!("# Gestion du chantier\n\n## Synthèse du chantier\n\n{LONG}\n\n{end}");
    let ended = text(&format!("# Mot de la fin\n\n{TOLD}\n"));
    let place = |id: &str, text: &str| {
        let found = answer_to(&certification, id, text);
        (found.status, found.place.heading, found.words)
    };
    let heading = Some("Mot de la fin".to_owned());
    assert_eq!(place("fin", &ended), (Status::Met, heading.clone(), Some(22)));
    assert_eq!(place("longueur", &ended), (Status::NotMet, heading, Some(18)));
    let without = answer_to(&certification, "longueur", &text("# Autre chose\n\nRien de plus.\n"));
    assert_eq!(without.status, Status::NotJudged, "{:?}", without.found);
    let presence = answer_to(&certification, "fin", &text("# Autre chose\n\nRien de plus.\n"));
    assert_ne!(presence.status, Status::Met, "{}", presence.message.fr);
}

#[test]
fn a_length_that_no_format_tells_says_so() {
    let asks = "[requirement.length]\nof = \"conclusion\"\ndecides = [\"lines\"]\nlines = { max = 10 }\n";
    let text = BODY
        .replace("# Bilan", "# Conclusion")
        .replace("depuis un mois", "depuis un mois dans les trois ateliers");
    let found = answer(asks, &text);
    assert_eq!(found.status, Status::NotJudged);
    assert!(found.message.fr.contains("nombre de lignes"), "{}", found.message.fr);
}

#[test]
fn a_length_has_the_measures_that_there_are() {
    let lines = "[requirement.length]\nof = \"body\"\ndecides = [\"lines\"]\nlines = { max = 10 }\n";
    assert!(refused(lines)[0].contains("les lignes ne se comptent que d'un thème"), "{:?}", refused(lines));
    let annexes = "[requirement.length]\nof = \"annexes\"\ndecides = [\"words\"]\nwords = { max = 20 }\n";
    let text = |n: usize| {
        let line = "La baie compte douze prises numérotées et deux panneaux de brassage vissés.\n\n";
        format!("{BODY}\n# Annexes\n\n## Annexe 1\n\n{}", line.repeat(n))
    };
    assert_eq!(
        (answer(annexes, &text(1)).status, answer(annexes, &text(3)).status),
        (Status::Met, Status::NotMet)
    );
    // Of a part: on how many pages it stands, which may begin and end in the midst of one.
    let of_part = requirement(
        "x",
        "[requirement.length]\nof = \"conclusion\"\ndecides = [\"pages\"]\npages = { max = 3 }\n",
    );
    let example = |pages: u32, status: &str| {
        let text =
            "# Contexte\\n\\n{{300 mots}}\\n\\n# Conclusion".to_owned() + &"\\n\\n{{40 mots}}".repeat(8);
        format!(
            "[[example]]\nname = \"{pages}\"\npages = {pages}\nexpect = {{ x = \"{status}\" }}\ntext = \"{text}\"\n"
        )
    };
    let all = [of_part, example(3, "met"), example(5, "not-judged"), example(12, "not-met")].concat();
    let certification = certification(&all);
    assert!(misfits(&certification).is_empty(), "{:?}", misfits(&certification));
}

#[test]
fn words_that_can_match_nothing_are_refused_wherever_they_stand() {
    for asks in [
        "[requirement.mention]\nof = [{ title = { fr = \"x\", en = \"x\" }, any-of = [\"\"] }]",
        "[requirement.absence]\nany-of = [\"mot\", \"[\"]",
        "[requirement.presence]\ntopics = [\"contexte\"]\nmention = [\" \"]",
        "[requirement.presence]\ntopics = [\"contexte\"]\nconfirmed-by = [\"—\"]",
        "[requirement.form]\nof = \"body\"\nis = \"table\"\ncells = [\"✓\"]",
        "[requirement.fixed-text]\ntexts = [\"…\"]",
        "[requirement.presence]\ntopics = [\"contexte\"]\n[requirement.when]\nmention = [\"\"]",
    ] {
        let all = refused(asks);
        assert!(all.len() == 1 && all[0].contains("ne peut rien reconnaître"), "{asks}: {all:?}");
    }
    let passage = "[[passage]]\nid = \"p\"\ntitle = { fr = \"p\", en = \"p\" }\nopens = [\"[\"]\n";
    assert!(faults(&format!("{GOOD}{passage}"))[0].contains("`[` ne peut rien reconnaître"));
    let recognise = GOOD.replace("[source]", "[recognise]\nany-of = [\"\"]\n[source]");
    assert!(faults(&recognise)[0].contains("ne peut rien reconnaître"));
    for (asks, key) in [
        ("[requirement.mention]\nof = []", "`of` est vide"),
        (
            "[requirement.mention]\nof = [{ title = { fr = \"x\", en = \"x\" }, any-of = [] }]",
            "`any-of` est vide",
        ),
        ("[requirement.coverage]\ngroup = []", "`group` est vide"),
        ("[requirement.coverage]\ngroup = [{}]", "est vide"),
        ("[requirement.fixed-text]\ntexts = []", "`texts` est vide"),
    ] {
        assert!(refused(asks)[0].contains(key), "{asks}: {:?}", refused(asks));
    }
}

#[test]
fn orders_that_order_nothing_are_refused() {
    let parts = requirement("a", "[requirement.presence]\ntopics = [\"contexte\"]")
        + &requirement("b", "[requirement.page-numbers]")
        + &requirement("c", "document = \"presentation\"\n[requirement.presence]\ntopics = [\"contexte\"]");
    let order = |of: &str| {
        faults(&[RULES, &parts, &requirement("x", &format!("[requirement.order]\nof = [{of}]"))].concat())
    };
    for (of, told) in [
        ("\"a\"", "deux parties au moins"),
        ("", "deux parties au moins"),
        ("\"a\", \"a\"", "défini deux fois"),
        ("\"a\", \"b\"", "ne demande pas une partie"),
        ("\"a\", \"c\"", "d'un autre document"),
        ("\"a\", \"x\"", "se nomme elle-même"),
    ] {
        assert!(order(of)[0].contains(told), "{of}: {:?}", order(of));
    }
}

#[test]
fn ids_are_one_word_and_nobody_elses() {
    let spaced = faults(&GOOD.replace("id = \"contexte\"", "id = \"le contexte\""));
    assert!(
        spaced[0].contains("ne peut pas être un identifiant") && spaced[0].contains("id = \"le-contexte\""),
        "{spaced:?}"
    );
    let due = "[[deadline]]\nid = \"contexte\"\nof = \"dossier\"\ntitle = { fr = \"x\", en = \"x\" }\ndays = 1\n\
               unit = \"ouvres\"\nwho = \"candidat\"\nquote = \"x\"\nreference = \"x\"\n";
    let taken = faults(&format!("{GOOD}{due}"));
    assert!(
        taken[0].contains("`contexte` est déjà une exigence") && taken[0].contains("echeance-contexte"),
        "{taken:?}"
    );
    let twice = "[requirement.coverage]\ngroup = [{ all-of = [\"CAB\"], any-of = [\"CAB\", \"BAI\"] }]\n";
    let group = refused(twice);
    assert!(group[0].contains("nommée deux fois") && group[0].contains("ôtez-la de `any-of`"), "{group:?}");
    let own = "[requirement.agreement]\nwith = \"dossier\"\non = \"project\"\n";
    assert!(refused(own)[0].contains("le document lui-même"), "{:?}", refused(own));
    assert!(
        refused("[requirement.agreement]\nwith = \"presentation\"\non = \"project\"\ndue = true\n")[0]
            .contains("`due` va avec")
    );
}

#[test]
fn dates_are_days_in_quotation_marks() {
    let of = |key: &str| faults(&GOOD.replace("[source]", &format!("[source]\n{key}")));
    for key in ["valid-from", "valid-until", "later-until"] {
        assert!(of(&format!("{key} = \"2026-09-31\""))[0].contains("date impossible `2026-09-31`"), "{key}");
        let bare = of(&format!("{key} = 2026-09-30   # rentrée"));
        assert!(
            bare[0].contains("entre guillemets") && bare[0].contains("\"2026-09-30\""),
            "{key}: {bare:?}"
        );
        assert!(
            of(&format!("{key} = 2026-09-31"))[0].contains("ce jour n'existe pas : `2026-09-31`"),
            "{key}"
        );
    }
}

#[test]
fn a_fault_hides_no_other() {
    let (_, again) = GOOD.split_once("[[requirement]]").unwrap();
    let other =
        again.replace("\"contexte\"\ntitle", "\"autre\"\ntitle").replace("[\"contexte\"]", "[\"contxte\"]");
    let due = "[[deadline]]\nid = \"d\"\nof = \"dossier\"\ntitle = { fr = \"x\", en = \"x\" }\ndays = 1\n\
               unit = \"semaines\"\nwho = \"candidat\"\nquote = \"x\"\nreference = \"x\"\n";
    let example = "[[example]]\nname = \"x\"\ntext = \"x\"\nexpect = { contxte = \"met\" }\n";
    let source = "[source]\nvalid-until = \"2026-02-30\"";
    let text = format!("{GOOD}[[requirement]]{again}[[requirement]]{other}{due}{example}")
        .replace("[source]", source);
    let all = faults(&text);
    for told in ["défini deux fois", "date impossible", "thème inconnu `contxte`", "`semaines`", "`contxte`"]
    {
        assert!(all.iter().any(|one| one.contains(told)), "{told}: {all:?}");
    }
    assert_eq!(all.len(), 5, "{all:?}");
}

#[test]
fn what_nobody_can_hand_in_and_ranges_that_contradict_themselves_are_refused() {
    let apart = refused("[requirement.presence]\ntopics = [\"resume\"]\napart = true");
    assert!(apart[0].contains("rien ne peut être remis à part"), "{apart:?}");
    let length = |range: &str| {
        refused(&format!("[requirement.length]\nof = \"body\"\ndecides = [\"pages\"]\npages = {{ {range} }}"))
    };
    assert!(length("about = 30, tolerance = 0.1, min = 10")[0].contains("se contredisent"));
    assert!(length("max = 0")[0].contains("max = 0"));
}
