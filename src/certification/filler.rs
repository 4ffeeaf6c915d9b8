//! Text by the word for the examples of rule files: a length cannot be tried on three lines.

/// Plain sentences, cut anywhere; more of them than an abstract has words, which says nothing twice.
const FRENCH: &str = "Nous avons installé les serveurs du site principal, puis nous avons vérifié chaque service avec \
les personnes concernées. Le réseau relie deux bâtiments, chaque étage possède une baie, et les liaisons sont \
doublées. Les sauvegardes partent chaque soir vers un autre site, où elles sont contrôlées une fois par semaine. \
Quand une panne survient, le technicien de garde suit une fiche écrite à l'avance et note ce qu'il a fait. Les \
utilisateurs ont été prévenus deux semaines plus tôt, et une courte formation leur a été proposée. Enfin, nous avons \
rédigé une documentation que l'équipe tient à jour depuis la mise en service. L'achat du matériel a demandé trois \
devis, mis côte à côte pour le prix, la garantie et le délai de livraison. Deux commutateurs anciens ont été remplacés un \
samedi matin, sans arrêt visible pour les ateliers. Les mots de passe par défaut ont disparu, et les comptes qui ne \
servaient plus sont fermés. Un tableau affiché dans le bureau montre l'état des machines, la place libre et la charge \
des liens. La direction reçoit chaque mois une page de résumé avec les incidents, leur cause et leur durée. Pour la \
suite, je propose de renouveler les onduleurs, d'étendre la supervision aux imprimantes et de former une seconde \
personne. Ce travail m'a appris à préparer un changement, à le faire accepter et à revenir en arrière sans perdre de \
données.";
const ENGLISH: &str = "We installed the servers of the main site and then checked every service with the people \
concerned. The network joins two buildings; each floor has a cabinet, and the links are doubled. Backups leave every \
evening for another place, where they are tested once a week. When something fails, the engineer on duty follows a \
sheet that was written beforehand and notes what was done. The users were told two weeks earlier, and a short training \
was offered to them. Finally we wrote a documentation that the team has kept up to date ever since. Choosing the \
hardware took three quotes, compared by their price, their warranty and the time of delivery. Two old switches were \
replaced on a Saturday morning, and nobody in the workshops noticed it. Default passwords are gone, and accounts that \
served no purpose have been closed. A board in the office shows the state of the machines, the free space and the load \
of the links. The management receives a page every month with the incidents, their cause and how long they lasted. For \
the future, I suggest new power supplies, a wider monitoring that includes the printers and a second person who knows \
the network. This work taught me how to prepare a change, how to have it accepted and how to go back without any loss.";
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
