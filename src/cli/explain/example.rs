//! An example of what meets a requirement: the part of an example of the rule file that does, or the words that would.

use conforme::certification::{AgreeOn, Asks, Band, Certification, Example, Requirement, Shape};
use conforme::finding::Status;
use conforme::lexicon::{Nature, Normalised, Phrase};
use conforme::message::{Message, language_name};
use conforme::say;

/// How many lines of an example are shown.
const LINES: usize = 5;
/// How much of each.
const LETTERS: usize = 160;

/// The lines that show it.
pub(super) fn example(certification: &Certification, requirement: &Requirement) -> Vec<Message> {
    let met = |example: &&Example| {
        let would_do = |status: &Status| *status == Status::Met || requirement.is_for_a_person();
        example.expect.iter().any(|(id, status)| *id == requirement.id && would_do(status))
    };
    let shown = |example: &Example| excerpt(certification, requirement, &Text::of(&example.written()));
    let lines = certification.examples.iter().filter(met).find_map(shown);
    let Some(lines) = lines.or_else(|| made(certification, &requirement.asks)) else {
        return Vec::new();
    };
    let indented = |Message { fr, en }: Message| say!("  {fr}", "  {en}");
    std::iter::once(say!("\nUn exemple", "\nAn example")).chain(lines.into_iter().map(indented)).collect()
}

/// A text in Markdown, line by line, the lines of a paragraph as one.
struct Text {
    lines: Vec<String>,
}

impl Text {
    fn of(text: &str) -> Self {
        let mut lines: Vec<String> = Vec::new();
        let mut is_open = false;
        for line in text.lines().map(str::trim) {
            let is_prose = !line.is_empty() && !line.starts_with(['#', '|', '!', '-']);
            match lines.last_mut().filter(|_| is_open && is_prose) {
                Some(last) => *last = format!("{last} {line}"),
                None if !line.is_empty() => lines.push(line.to_owned()),
                None => {}
            }
            is_open = is_prose;
        }
        Self { lines }
    }

    /// The heading that fits one of `topics` best, and what stands under it.
    fn under(&self, certification: &Certification, topics: &[String]) -> Option<&[String]> {
        let mut best: Option<(usize, f32)> = None;
        for (at, line) in self.lines.iter().enumerate().filter(|(_, line)| line.starts_with('#')) {
            let title = line.trim_start_matches('#').trim();
            let fits = topics.iter().filter_map(|topic| certification.lexicon.fit(topic, title));
            let score = fits.filter(|fit| fit.is_sure()).map(|fit| fit.score).fold(0.0, f32::max);
            if score > best.map_or(0.0, |(_, best)| best) {
                best = Some((at, score));
            }
        }
        let (start, _) = best?;
        let rest = self.lines.get(start + 1..)?;
        let length = rest.iter().position(|line| line.starts_with('#')).unwrap_or(rest.len());
        self.lines.get(start..start + 1 + length)
    }

    /// The first lines in a row that begin with `mark`.
    fn marked(&self, mark: char) -> Option<&[String]> {
        let start = self.lines.iter().position(|line| line.starts_with(mark))?;
        let rest = self.lines.get(start..)?;
        rest.get(..rest.iter().position(|line| !line.starts_with(mark)).unwrap_or(rest.len()))
    }

    /// The sentence in which one of `phrases` stands: of the prose, or else of a heading or a list.
    fn sentence(&self, phrases: &[String]) -> Option<String> {
        let holds = |text: &str| {
            let words = Normalised::of(text);
            phrases.iter().any(|phrase| Phrase::new(phrase).find_in(&words).is_some_and(|m| m.is_literal()))
        };
        let is_prose = |line: &&String| !line.starts_with(['#', '|', '!', '-']);
        let prose = self.lines.iter().filter(is_prose).flat_map(|line| sentences(line));
        let others = self.lines.iter().filter(|line| line.starts_with(['#', '-'])).map(String::as_str);
        prose.chain(others).find(|text| holds(text)).map(str::to_owned)
    }
}

/// The sentences of a line.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive(". ").map(str::trim)
}

/// The lines of an example that show the requirement met, the long ones cut; none where it has none of its own.
fn excerpt(certification: &Certification, requirement: &Requirement, text: &Text) -> Option<Vec<Message>> {
    let under = |topics: &[String]| text.under(certification, topics);
    let lines: Vec<String> = match &requirement.asks {
        Asks::Presence(asks) => return with_text(under(&asks.topics)?, asks.language.as_deref()),
        Asks::Language(asks) => {
            return with_text(under(std::slice::from_ref(&asks.of))?, Some(&asks.language));
        }
        Asks::Listing(asks) => more_than_a_heading(under(std::slice::from_ref(&asks.topic))?)?.to_vec(),
        Asks::Coverage(_) => {
            more_than_a_heading(under(&certification.lexicon.of(&[Nature::Competencies]))?)?.to_vec()
        }
        Asks::Form(asks) => {
            let shape = match asks.is {
                Shape::Table => '|',
                Shape::List => '-',
                Shape::Image => '!',
                Shape::Cover => {
                    let before = text.lines.iter().take_while(|line| !line.starts_with('#'));
                    return Some(before.take(LINES).map(|line| Message::same(cut(line))).collect())
                        .filter(|lines: &Vec<Message>| !lines.is_empty());
                }
            };
            let part = match &asks.of {
                Some(topic) => Text { lines: under(std::slice::from_ref(topic))?.to_vec() },
                None => Text { lines: text.lines.clone() },
            };
            part.marked(shape)?.to_vec()
        }
        Asks::Mention(asks) => {
            let mut lines: Vec<String> = Vec::new();
            for (_, phrases) in &asks.of {
                let line = text.sentence(phrases)?;
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            if lines.iter().all(|line| line.starts_with('#')) {
                return with_text(lines.get(..1)?, None);
            }
            lines
        }
        Asks::Codes(asks) => {
            let of = |id: &String| certification.competencies().find(|(_, one)| one.id == *id);
            let codes: Vec<String> = asks
                .of
                .iter()
                .filter_map(of)
                .map(|(_, one)| one.code.clone().unwrap_or(one.id.clone()))
                .collect();
            let has = |line: &&String| codes.iter().any(|code| line.contains(code.as_str()));
            text.lines.iter().filter(has).cloned().collect()
        }
        _ => return None,
    };
    let shown: Vec<Message> = lines.iter().take(LINES).map(|line| Message::same(cut(line))).collect();
    (!shown.is_empty()).then_some(shown)
}

fn more_than_a_heading(lines: &[String]) -> Option<&[String]> {
    (lines.len() > 1).then_some(lines)
}

/// A heading and what the rule file itself writes under it, or what would.
fn with_text(lines: &[String], language: Option<&str>) -> Option<Vec<Message>> {
    let mut shown: Vec<Message> = lines.iter().take(LINES).map(|line| Message::same(cut(line))).collect();
    if lines.len() == 1 {
        shown.push(match language.map(language_name) {
            Some((fr, en)) => say!("et sous lui un texte en {fr}", "and under it a text in {en}"),
            None => sentences_of_yours(),
        });
    }
    Some(shown)
}

fn sentences_of_yours() -> Message {
    say!("et sous lui quelques phrases sur votre projet", "and under it a few sentences on your project")
}

/// As much of a line as is shown.
fn cut(line: &str) -> String {
    match line.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line).trim_end()),
        None => line.to_owned(),
    }
}

/// Where the rule file has no example: what would do, from the words that are looked for.
fn made(certification: &Certification, asks: &Asks) -> Option<Vec<Message>> {
    let alias = |topic: &String| Some(certification.lexicon.topic(topic)?.aliases().next()?.to_owned());
    Some(match asks {
        Asks::Presence(asks) => {
            let title = capital(&asks.topics.iter().find_map(alias)?);
            vec![say!("un titre « {title} »", "a heading “{title}”"), sentences_of_yours()]
        }
        Asks::Length(asks) => {
            let of = |(measure, band): &(_, Band)| {
                asks.decides.contains(measure).then(|| (middle(band), *measure))
            };
            let (value, measure) = asks.bands.iter().find_map(of)?;
            let (value, unit) = (value?, measure.unit());
            let (fr, en) = (unit.fr, unit.en);
            vec![say!("{value} {fr}", "{value} {en}")]
        }
        Asks::Mention(asks) => {
            let phrases = asks.of.iter().filter_map(|(_, phrases)| phrases.first());
            let quoted: Vec<String> = phrases.map(|phrase| format!("« {phrase} »")).collect();
            let list = quoted.join(", ");
            vec![say!("une phrase de votre dossier avec {list}", "a sentence of your dossier with {list}")]
        }
        Asks::Order(asks) => {
            let title = |(i, id): (usize, &String)| {
                let (rank, Message { fr, en }) = (i + 1, &certification.requirement(id)?.title);
                Some(say!("{rank}. {fr}", "{rank}. {en}"))
            };
            asks.of.iter().enumerate().filter_map(title).collect()
        }
        Asks::Agreement(asks) if asks.on == AgreeOn::Presence => return None,
        Asks::Agreement(asks) if asks.on == AgreeOn::Competencies => vec![say!(
            "les mêmes compétences, sous les mêmes noms, dans les deux documents",
            "the same competencies, under the same names, in both documents"
        )],
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
        Asks::Protection(asks) if asks.password => vec![say!(
            "le fichier demande un mot de passe quand on l'ouvre",
            "the file asks for a password when it is opened"
        )],
        Asks::PageNumbers => vec![say!("12 / 40 au pied de la page", "12 / 40 at the foot of the page")],
        _ => return None,
    })
}

/// A value well within a range.
fn middle(band: &Band) -> Option<u32> {
    match (band.about, band.min, band.max) {
        (Some(about), _, _) => Some(about),
        (None, Some(min), Some(max)) => Some(min.midpoint(max)),
        (None, None, Some(max)) => Some(max.div_ceil(2)),
        (None, min, None) => min,
    }
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::Text;

    const TEXT: &str = "# Titre\n\nUne phrase\nsur deux lignes. Le plan de reprise tient en une page.\n\n\
                        | A | B |\n|---|---|\n| 1 | plan de reprise |\n\n- un point\n";

    #[test]
    fn a_sentence_is_taken_whole_from_the_prose_first() {
        let text = Text::of(TEXT);
        let sentence = |phrase: &str| text.sentence(&[phrase.to_owned()]);
        assert_eq!(sentence("plan de reprise").as_deref(), Some("Le plan de reprise tient en une page."));
        assert_eq!(sentence("deux lignes").as_deref(), Some("Une phrase sur deux lignes."));
        assert_eq!(sentence("un point").as_deref(), Some("- un point"));
        assert_eq!(sentence("rien"), None);
    }

    #[test]
    fn a_table_is_its_own_rows_only() {
        let text = Text::of(TEXT);
        assert_eq!(text.marked('|').map(<[String]>::len), Some(3));
        assert_eq!(text.marked('!'), None);
    }
}
