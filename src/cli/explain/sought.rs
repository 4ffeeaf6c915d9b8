//! What is looked for in answer to a requirement, and with which words.

use conforme::certification::{
    Absence, AgreeOn, Agreement, Asks, Band, Certification, Codes, Competency, Extent, Fields, Filled, Form,
    Ground, Group, Language, Length, Listing, Measure, Mention, Order, Presence, Protection, Repeat,
    RepeatCount, Shape,
};
use conforme::message::{Message, language_name};
use conforme::say;

/// The lines that say it.
pub(super) fn sought(certification: &Certification, asks: &Asks) -> Vec<Message> {
    match asks {
        Asks::Presence(asks) => presence(certification, asks),
        Asks::Language(asks) => language(certification, asks),
        Asks::Listing(asks) => listing(certification, asks),
        Asks::Form(asks) => form(certification, asks),
        Asks::Codes(asks) => codes(certification, asks),
        Asks::Protection(asks) => vec![protection(asks)],
        Asks::Length(asks) => length(certification, asks),
        Asks::Mention(asks) => mention(certification, asks),
        Asks::Absence(asks) => absence(certification, asks),
        Asks::Coverage(groups) => groups.iter().flat_map(|group| coverage(certification, group)).collect(),
        Asks::Order(asks) => order(certification, asks),
        Asks::Agreement(asks) => vec![agreement(certification, asks)],
        Asks::Repeat(asks) => repeat(certification, asks),
        Asks::Fields(asks) => fields(asks),
        Asks::Filled(asks) => filled(asks),
        Asks::FixedText(texts) => fixed_text(texts),
        Asks::PageNumbers => vec![say!("  un numéro sur les pages", "  a number on the pages")],
    }
}

fn presence(certification: &Certification, asks: &Presence) -> Vec<Message> {
    let lead = match asks.language.as_deref().map(language_name) {
        Some((fr, en)) => say!(
            "  un titre qui annonce cette partie, suivi d'un texte en {fr} ; par exemple :",
            "  a heading that announces this part, with text in {en} under it; for instance:"
        ),
        None => say!(
            "  un titre qui annonce cette partie, suivi d'un texte ; par exemple :",
            "  a heading that announces this part, with text under it; for instance:"
        ),
    };
    let headings = asks.topics.iter().flat_map(|topic| words(certification, topic));
    let mention = (!asks.mention.is_empty()).then(|| {
        let list = quoted(&asks.mention);
        say!(
            "  sans ce titre, ces mots ailleurs dans le texte laissent un doute (à regarder vous-même) : {list}",
            "  without such a heading, these words elsewhere in the text leave a doubt (to look at yourself): {list}"
        )
    });
    std::iter::once(lead).chain(headings).chain(mention).collect()
}

fn language(certification: &Certification, asks: &Language) -> Vec<Message> {
    let (fr, en) = language_name(&asks.language);
    let lead =
        say!("  un texte en {fr}, sous un titre comme :", "  a text in {en}, under a heading such as:");
    std::iter::once(lead).chain(words(certification, &asks.of)).collect()
}

fn listing(certification: &Certification, asks: &Listing) -> Vec<Message> {
    let lead = say!(
        "  une liste ou un tableau de compétences, sous un titre comme :",
        "  a list or a table of competencies, under a heading such as:"
    );
    std::iter::once(lead).chain(words(certification, &asks.topic)).collect()
}

fn form(certification: &Certification, asks: &Form) -> Vec<Message> {
    let least = asks.at_least;
    let (fr, en) = match asks.is {
        Shape::Table => ("un tableau", "a table"),
        Shape::List => ("une liste", "a list"),
        Shape::Image => ("une image", "a picture"),
        Shape::Entry => (
            "une entrée (un point d'une liste, ou un paragraphe)",
            "an entry (an item of a list, or a paragraph)",
        ),
        Shape::Link => {
            ("une adresse qui se lit (https://…, www.…)", "an address that can be read (https://…, www.…)")
        }
        Shape::Cover => {
            return vec![say!(
                "  une page de garde : un titre et quelques lignes courtes, avant le sommaire et le premier titre de partie",
                "  a cover: a title and a few short lines, before the contents and the first heading of a part"
            )];
        }
    };
    let mut lines = vec![match asks.of {
        Some(_) => say!("  {fr}, sous un titre comme :", "  {en}, under a heading such as:"),
        None => say!("  {fr}, n'importe où dans le document", "  {en}, anywhere in the document"),
    }];
    lines.extend(asks.of.iter().filter_map(|topic| words(certification, topic)));
    if least > 1 {
        lines.push(say!("  au moins {least} fois", "  at least {least} times"));
    }
    if !asks.cells.is_empty() {
        let cells = asks.cells.join(", ");
        lines.push(say!("  avec, dans ses cases : {cells}", "  with these in its cells: {cells}"));
    }
    if asks.by_activity {
        lines.push(say!(
            "  qui nomme les activités-types (ou « CCP 1 », « AT1 »…)",
            "  that names the activities (or “CCP 1”, “AT1”…)"
        ));
    }
    lines
}

fn codes(certification: &Certification, asks: &Codes) -> Vec<Message> {
    let of = |(_, one): &(_, &Competency)| asks.of.contains(&one.id);
    let codes: Vec<&str> = certification
        .competencies()
        .filter(of)
        .map(|(_, one)| one.code.as_deref().unwrap_or(&one.id))
        .collect();
    let codes = codes.join(", ");
    let evidence = asks.with_evidence.then(|| {
        say!(
            "  et près de chacun un tableau, une image, un extrait de code ou le renvoi à une annexe",
            "  and near each a table, a picture, a listing of code or a reference to an annexe"
        )
    });
    std::iter::once(say!("  chaque code : {codes}", "  every code: {codes}")).chain(evidence).collect()
}

fn protection(asks: &Protection) -> Message {
    if asks.password {
        say!(
            "  un fichier qui ne s'ouvre qu'avec un mot de passe",
            "  a file that opens with a password only"
        )
    } else {
        say!("  un fichier qui s'ouvre sans mot de passe", "  a file that opens without a password")
    }
}

fn length(certification: &Certification, asks: &Length) -> Vec<Message> {
    let of = |(measure, band): &(Measure, Band)| {
        let (range, unit) = (band.told(), measure.unit());
        let (fr, en) = match asks.decides.contains(measure) {
            true if asks.bands.len() == 1 => ("", ""),
            true => (" (décide)", " (decides)"),
            false => (" (pour information)", " (for information)"),
        };
        Message::new(format!("  {} {}{fr}", range.fr, unit.fr), format!("  {} {}{en}", range.en, unit.en))
    };
    let any = (asks.decides.len() > 1).then(|| {
        say!(
            "  une seule de celles qui décident, dans sa fourchette, suffit",
            "  one of those that decide, within its range, is enough"
        )
    });
    let all = asks.bands.iter().map(of).chain(any);
    let (lead, topic) = match &asks.of {
        Extent::Topic(topic) => (
            say!("  le texte sous un titre comme :", "  the text under a heading such as:"),
            words(certification, topic),
        ),
        Extent::Annexes => (say!("  les annexes :", "  the annexes:"), None),
        Extent::Body if asks.without_cover_and_contents => (
            say!(
                "  le document, sans page de garde, sommaire ni annexes :",
                "  the document, without cover, contents and annexes:"
            ),
            None,
        ),
        Extent::Body => {
            (say!("  le document, sans les annexes :", "  the document, without the annexes:"), None)
        }
    };
    std::iter::once(lead).chain(topic).chain(all).collect()
}

fn mention(certification: &Certification, asks: &Mention) -> Vec<Message> {
    let lead = if asks.within.is_empty() {
        say!("  dans tout le texte, un de ces mots :", "  anywhere in the text, one of these words:")
    } else {
        say!("  un de ces mots, sous un titre comme :", "  one of these words, under a heading such as:")
    };
    let mut lines = vec![lead];
    lines.extend(asks.within.iter().filter_map(|topic| words(certification, topic)));
    lines.extend(asks.of.iter().map(|thing| {
        let (phrases, vague, times) = (thing.any_of.join(", "), thing.vague.join(", "), thing.at_least);
        let Message { fr: more, en: more_en } = if vague.is_empty() {
            Message::default()
        } else {
            say!(" ; seuls, ne suffisent pas : {vague}", "; not enough alone: {vague}")
        };
        let Message { fr, en } = &thing.title;
        match times {
            1 => say!("  {fr} : {phrases}{more}", "  {en}: {phrases}{more_en}"),
            _ => say!(
                "  {fr}, dans {times} paragraphes au moins : {phrases}{more}",
                "  {en}, in at least {times} paragraphs: {phrases}{more_en}"
            ),
        }
    }));
    if asks.for_a_person {
        lines.push(say!(
            "  conforme montre ces passages : c'est à une personne de juger",
            "  conforme shows these passages: a person is to judge"
        ));
    }
    lines
}

fn absence(certification: &Certification, asks: &Absence) -> Vec<Message> {
    let mut lines = vec![match asks.of {
        Ground::Body => {
            say!(
                "  que rien de tel n'y soit, hors annexes :",
                "  that nothing of it is there, annexes apart:"
            )
        }
        Ground::Annexes => {
            say!("  que rien de tel ne soit dans les annexes :", "  that nothing of it is in the annexes:")
        }
        Ground::Document => say!(
            "  que rien de tel n'y soit, annexes comprises :",
            "  that nothing of it is there, annexes included:"
        ),
    }];
    if !asks.topics.is_empty() {
        lines.push(say!("  une partie, sous un titre comme :", "  a part, under a heading such as:"));
        lines.extend(asks.topics.iter().filter_map(|topic| words(certification, topic)));
    }
    if !asks.any_of.is_empty() {
        let list = quoted(&asks.any_of);
        lines.push(say!("  ces mots dans le texte : {list}", "  these words in the text: {list}"));
    }
    if asks.for_a_person {
        lines.push(say!(
            "  conforme montre ce qu'il trouve et ne tranche pas : c'est à une personne de juger",
            "  conforme shows what it finds and does not decide: a person is to judge"
        ));
    }
    lines
}

fn coverage(certification: &Certification, group: &Group) -> Vec<Message> {
    let names = |ids: &[String]| -> Vec<Message> {
        let of = |(_, one): &(_, &Competency)| ids.contains(&one.id);
        certification
            .competencies()
            .filter(of)
            .map(|(_, one)| Message::same(format!("    {}", one.name)))
            .collect()
    };
    let mut lines = Vec::new();
    if !group.all_of.is_empty() {
        lines.push(match group.shown {
            false => say!("  toutes ces compétences, nommées :", "  all of these competencies, by name:"),
            true => say!(
                "  toutes ces compétences, montrées à l'œuvre dans le corps du texte :",
                "  all of these competencies, shown at work in the body of the text:"
            ),
        });
        lines.extend(names(&group.all_of));
    }
    if !group.any_of.is_empty() {
        let least = group.at_least;
        lines.push(match group.shown {
            false => say!("  au moins {least} de celles-ci :", "  at least {least} of these:"),
            true => say!(
                "  au moins {least} de celles-ci, montrées à l'œuvre dans le corps du texte :",
                "  at least {least} of these, shown at work in the body of the text:"
            ),
        });
        lines.extend(names(&group.any_of));
    }
    lines
}

fn order(certification: &Certification, asks: &Order) -> Vec<Message> {
    let title = |(i, id): (usize, &String)| {
        let (rank, title) = (i + 1, &certification.requirement(id)?.title);
        let Message { fr, en } = title;
        Some(say!("  {rank}. {fr}", "  {rank}. {en}"))
    };
    let lead = say!("  ces parties, dans cet ordre :", "  these parts, in this order:");
    std::iter::once(lead).chain(asks.of.iter().enumerate().filter_map(title)).collect()
}

fn agreement(certification: &Certification, asks: &Agreement) -> Message {
    let with = certification.document(&asks.with).map(|one| one.title.clone()).unwrap_or_default();
    let Message { fr, en } = with;
    match asks.on {
        AgreeOn::Project => say!(
            "  les noms et les mots du projet, les mêmes que dans {fr}",
            "  the names and words of the project, the same as in {en}"
        ),
        AgreeOn::Presence if asks.due => say!(
            "  {fr}, remis aussi : son absence n'est dite que là où tout ce que le candidat a remis a été donné ensemble",
            "  {en}, handed in too: its absence is only told where all that the candidate handed in was given together"
        ),
        AgreeOn::Presence => say!(
            "  {fr}, donné avec ce document (sans lui, rien n'est dit)",
            "  {en}, given with this document (without it, nothing is said)"
        ),
        AgreeOn::Competencies => say!(
            "  les compétences nommées, les mêmes que dans {fr}",
            "  the competencies named, the same as in {en}"
        ),
    }
}

fn repeat(certification: &Certification, asks: &Repeat) -> Vec<Message> {
    let Some(passage) = certification.passage(&asks.of) else { return Vec::new() };
    let opens = quoted(&passage.opens);
    let Message { fr, en } = &passage.title;
    let lead =
        say!("  un passage « {fr} », qui s'ouvre par {opens}", "  a passage “{en}” that opens with {opens}");
    let Message { fr, en } = asks.band.told();
    let count = match asks.count {
        RepeatCount::Times => say!("  {fr} fois", "  {en} times"),
        RepeatCount::Pages => say!("  {fr} pages chaque fois", "  {en} pages every time"),
    };
    vec![lead, count]
}

fn fields(asks: &Fields) -> Vec<Message> {
    let lead = say!(
        "  un texte sous chacune de ces rubriques, chaque fois :",
        "  a text under each of these fields, every time:"
    );
    let labels = asks.fields.iter().map(|field| Message::same(format!("  « {} »", field.label)));
    std::iter::once(lead).chain(labels).collect()
}

fn filled(asks: &Filled) -> Vec<Message> {
    let lead = say!("  ces blancs remplis :", "  these blanks filled in:");
    let titles = asks.blanks.iter().map(|(Message { fr, en }, _)| say!("  {fr}", "  {en}"));
    std::iter::once(lead).chain(titles).collect()
}

fn fixed_text(texts: &[String]) -> Vec<Message> {
    let lead = say!("  ces textes, à la lettre :", "  these texts, to the letter:");
    let texts = texts.iter().map(|text| Message::same(format!("  « {text} »")));
    std::iter::once(lead).chain(texts).collect()
}

fn quoted<T: std::fmt::Display>(phrases: &[T]) -> String {
    phrases.iter().map(|phrase| format!("« {phrase} »")).collect::<Vec<_>>().join(", ")
}

/// The first titles known for a topic.
fn words(certification: &Certification, topic: &str) -> Option<Message> {
    let topic = certification.lexicon.topic(topic)?;
    let aliases: Vec<&str> = topic.aliases().take(12).collect();
    Some(Message::same(format!("  {}", quoted(&aliases))))
}
