//! Text by the word for the examples of rule files: a length cannot be tried on three lines.

/// Plain sentences, cut anywhere.
const FRENCH: &str = "Nous avons installé les serveurs du site principal, puis nous avons vérifié chaque service avec \
les personnes concernées. Le réseau relie deux bâtiments, chaque étage possède une baie, et les liaisons sont \
doublées. Les sauvegardes partent chaque soir vers un autre site, où elles sont contrôlées une fois par semaine. \
Quand une panne survient, le technicien de garde suit une fiche écrite à l'avance et note ce qu'il a fait. Les \
utilisateurs ont été prévenus deux semaines plus tôt, et une courte formation leur a été proposée. Enfin, nous avons \
rédigé une documentation que l'équipe tient à jour depuis la mise en service.";
const ENGLISH: &str = "We installed the servers of the main site and then checked every service with the people \
concerned. The network joins two buildings; each floor has a cabinet, and the links are doubled. Backups leave every \
evening for another place, where they are tested once a week. When something fails, the engineer on duty follows a \
sheet that was written beforehand and notes what was done. The users were told two weeks earlier, and a short training \
was offered to them. Finally we wrote a documentation that the team has kept up to date ever since.";
/// Words of a paragraph.
const PARAGRAPH: usize = 110;

/// `text` with every `{{230 mots}}` and `{{230 words}}` written out.
pub(super) fn expand(text: &str) -> String {
    replaced(text, |filler| filler)
}

/// `text` without them.
pub(super) fn drop(text: &str) -> String {
    replaced(text, |_| String::new())
}

fn replaced(text: &str, with: impl Fn(String) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        match after.split_once("}}").and_then(|(inside, after)| Some((written(inside)?, after))) {
            Some((filler, after)) => {
                out.push_str(&with(filler));
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out + rest
}

/// The text that `230 mots` or `230 words` asks for.
fn written(asked: &str) -> Option<String> {
    let (number, unit) = asked.trim().split_once(' ')?;
    let number: usize = number.parse().ok().filter(|number| *number <= 100_000)?;
    let text = match unit.trim() {
        "mots" => FRENCH,
        "words" => ENGLISH,
        _ => return None,
    };
    let words: Vec<&str> = text.split(' ').cycle().take(number).collect();
    let paragraphs: Vec<String> = words.chunks(PARAGRAPH).map(|words| words.join(" ")).collect();
    Some(paragraphs.join(".\n\n") + ".")
}

#[cfg(test)]
mod tests {
    use super::{drop, expand};

    #[test]
    fn as_many_words_as_asked() {
        let text = expand("# Abstract\n\n{{230 words}}\n");
        assert_eq!(text.split_whitespace().count(), 2 + 230);
        assert_eq!(drop("# A\n\n{{80 mots}} Fin."), "# A\n\n Fin.");
        assert!(expand("{{nothing}} and {{ 3 }}").contains("{{nothing}} and {{ 3 }}"));
    }
}
