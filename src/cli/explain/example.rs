//! An example of what meets a requirement: the part of an example of the rule file that does, or the words that would.

use conforme::certification::{Asks, Certification, Example, Extent, Requirement, Shape};
use conforme::finding::Status;
use conforme::lexicon::{Nature, Normalised, Phrase};
use conforme::message::Message;
use conforme::say;

/// How many lines of an example are shown.
const LINES: usize = 5;
/// How much of each.
const LETTERS: usize = 100;

/// The lines that show it.
pub(super) fn example(certification: &Certification, requirement: &Requirement) -> Vec<Message> {
    let met = |example: &&Example| {
        example.expect.iter().any(|(id, status)| *id == requirement.id && *status == Status::Met)
    };
    let of = certification.examples.iter().find(met);
    let lines = of.and_then(|example| {
        let excerpt = excerpt(certification, requirement, &example.text())?;
        Some(excerpt.into_iter().map(Message::same).collect())
    });
    let named = || {
        of.filter(|one| one.pages.is_some() || one.password).map(|one| {
            let name = &one.name;
            vec![say!("celui que les règles nomment « {name} »", "the one that the rules call “{name}”")]
        })
    };
    let Some(lines) = lines.or_else(named).or_else(|| made(certification, &requirement.asks)) else {
        return Vec::new();
    };
    let indented = |Message { fr, en }: Message| say!("  {fr}", "  {en}");
    std::iter::once(say!("\nUn exemple", "\nAn example")).chain(lines.into_iter().map(indented)).collect()
}

/// The lines of an example that show the requirement met, the long ones cut.
fn excerpt(certification: &Certification, requirement: &Requirement, text: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = text.lines().collect();
    let under = |topics: &[String]| {
        lines.iter().position(|line| {
            let title = line.trim_start_matches('#').trim();
            let fits =
                |topic: &String| certification.lexicon.fit(topic, title).is_some_and(|fit| fit.is_sure());
            line.starts_with('#') && topics.iter().any(fits)
        })
    };
    let holds = |phrases: &[String]| {
        lines.iter().position(|line| {
            let words = Normalised::of(line);
            phrases.iter().any(|phrase| Phrase::new(phrase).find_in(&words).is_some_and(|m| m.is_literal()))
        })
    };
    let start = match &requirement.asks {
        Asks::Presence(asks) => under(&asks.topics),
        Asks::Language(asks) => under(std::slice::from_ref(&asks.of)),
        Asks::Listing(asks) => under(std::slice::from_ref(&asks.topic)),
        Asks::Length(asks) => match &asks.of {
            Extent::Topic(topic) => under(std::slice::from_ref(topic)),
            Extent::Body | Extent::Annexes => None,
        },
        Asks::Form(asks) => match &asks.of {
            Some(topic) => under(std::slice::from_ref(topic)),
            None if asks.is == Shape::Cover => lines.iter().position(|line| !line.trim().is_empty()),
            None => lines.iter().position(|line| line.starts_with(['|', '!', '-'])),
        },
        Asks::Mention(asks) => holds(&asks.of.first()?.any_of),
        Asks::Coverage(_) => under(&certification.lexicon.of(&[Nature::Competencies])),
        Asks::Codes(asks) => {
            let of = |id: &String| certification.competencies().find(|(_, one)| one.id == *id);
            let codes =
                asks.of.iter().filter_map(of).map(|(_, one)| one.code.clone().unwrap_or(one.id.clone()));
            holds(&codes.collect::<Vec<_>>())
        }
        _ => None,
    }?;
    let cut = |line: &&str| -> String {
        match line.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line).trim_end()),
            None => (*line).to_owned(),
        }
    };
    let rest = lines.iter().skip(start + 1).take_while(|line| !line.starts_with('#'));
    let shown = lines.iter().skip(start).take(1).chain(rest).filter(|line| !line.is_empty());
    Some(shown.take(LINES).map(cut).collect())
}

/// Where the rule file has no example: what would do, from the words that are looked for.
fn made(certification: &Certification, asks: &Asks) -> Option<Vec<Message>> {
    let alias = |topic: &String| Some(certification.lexicon.topic(topic)?.aliases().next()?.to_owned());
    Some(match asks {
        Asks::Presence(asks) => {
            let title = capital(&asks.topics.iter().find_map(alias)?);
            vec![
                say!("un titre « {title} »", "a heading “{title}”"),
                say!(
                    "et sous lui quelques phrases sur votre projet",
                    "and under it a few sentences on your project"
                ),
            ]
        }
        Asks::Length(asks) => {
            let of = |(measure, band): &(_, conforme::certification::Band)| {
                asks.decides.contains(measure).then(|| (band.min.or(band.max), *measure))
            };
            let (value, measure) = asks.bands.iter().find_map(of)?;
            let (value, unit) = (value?, measure.unit());
            let (fr, en) = (unit.fr, unit.en);
            vec![say!("{value} {fr}", "{value} {en}")]
        }
        Asks::Mention(asks) => {
            let phrases = asks.of.iter().filter_map(|thing| thing.any_of.first());
            let quoted: Vec<String> = phrases.map(|phrase| format!("« {phrase} »")).collect();
            vec![Message::same(quoted.join(", "))]
        }
        Asks::Order(asks) => {
            let title = |(i, id): (usize, &String)| {
                let (rank, Message { fr, en }) = (i + 1, &certification.requirement(id)?.title);
                Some(say!("{rank}. {fr}", "{rank}. {en}"))
            };
            asks.of.iter().enumerate().filter_map(title).collect()
        }
        Asks::Agreement(_) => vec![say!(
            "le même nom de projet sur la page de garde des deux documents",
            "the same name of the project on the cover of both documents"
        )],
        Asks::Repeat(asks) => {
            let opens = capital(certification.passage(&asks.of)?.opens.first()?);
            vec![say!("« {opens} n°1 »", "“{opens} n°1”")]
        }
        Asks::Fields(asks) => {
            let label = &asks.fields.first()?.label;
            vec![say!(
                "« {label} », puis une phrase à vous à la place du texte grisé",
                "“{label}”, then a sentence of yours in the place of the grey text"
            )]
        }
        Asks::Filled(_) => vec![say!("Fait à Lille, le 3 novembre 2026", "Fait à Lille, le 3 novembre 2026")],
        Asks::FixedText(texts) => vec![Message::same(format!("« {} »", texts.first()?))],
        Asks::PageNumbers => vec![say!("12 / 40 au pied de la page", "12 / 40 at the foot of the page")],
        _ => return None,
    })
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}
