//! Texts that say nothing whatever else the dossier and the rules say, by their words alone.

use super::super::filler::{is_filler, is_mark_in};
use super::Why;
use crate::document::Block;
use crate::hash::HashSet;
use crate::lexicon::Normalised;

/// Words of a block from which it is told by how few of them differ, and how many times as many they are then.
const FEW: usize = 12;
const TIMES: usize = 4;
/// Words of the longest hint, promise and reference.
const SHORT: usize = 40;
/// Words without a vowel from which a text is none.
const UNSPOKEN: usize = 8;
/// Letters of a word from which it has a vowel in French and English.
const SPOKEN: usize = 6;

/// Why a block says nothing, whatever else the dossier and the rules say.
pub(super) fn by_itself(block: &Block, words: &Normalised) -> Option<Why> {
    if is_filler(words) || is_one_word(words) || is_unspoken(words) || is_mashed(words) {
        Some(Why::Filler)
    } else if is_mark_in(|| block.text(), words) || is_hint(block, words) || is_promise(words) {
        Some(Why::Waiting)
    } else {
        None
    }
}

/// True where nearly all words are the same few, or there is none at all: rows of signs and of digits.
fn is_one_word(words: &Normalised) -> bool {
    if words.is_empty() {
        return true;
    }
    let different: HashSet<&str> = words.words().collect();
    words.len() >= FEW && different.len() * TIMES <= words.len()
}

/// True where most long words cannot be spoken.
fn is_unspoken(words: &Normalised) -> bool {
    let vowel = |byte: u8| b"aeiouy".contains(&byte) || !byte.is_ascii();
    let long = words.words().filter(|word| word.len() >= SPOKEN && word.bytes().all(|b| !b.is_ascii_digit()));
    let (all, unspoken) = long
        .fold((0, 0), |(all, unspoken), word| (all + 1, unspoken + usize::from(!word.bytes().any(vowel))));
    unspoken >= UNSPOKEN && unspoken * 2 > all
}

/// For every ASCII byte the letters beside it on a keyboard, French or English, a bit each.
const NEIGHBOURS: [u32; 128] = {
    const ROWS: [&[u8]; 6] =
        [b"azertyuiop", b"qsdfghjklm", b"wxcvbn", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let mut table = [0; 128];
    let mut row = 0;
    while row < ROWS.len() {
        let mut rest = ROWS[row];
        while let [a, b, ..] = rest {
            table[*a as usize] |= bit(*b);
            table[*b as usize] |= bit(*a);
            rest = rest.split_at(1).1;
        }
        row += 1;
    }
    table
};

/// The bit of a small letter; none of another byte.
const fn bit(letter: u8) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (letter - b'a') } else { 0 }
}

/// True where most letters stand beside the one before them on a keyboard, French or English: a hand that ran over it.
fn is_mashed(words: &Normalised) -> bool {
    /// Pairs of letters of which that can be told.
    const PAIRS: usize = 20;
    let beside = |pair: &[u8]| match pair {
        [a, b] => NEIGHBOURS.get(usize::from(*a)).is_some_and(|keys| keys & bit(*b) != 0),
        _ => false,
    };
    let (mut all, mut near) = (0, 0);
    for word in words.words().filter(|word| word.len() > 2) {
        for pair in word.as_bytes().windows(2) {
            all += 1;
            near += usize::from(beside(pair));
        }
    }
    all >= PAIRS && near * 2 > all
}

/// True for what a template says to its reader: a block in brackets, or one that opens with an order and says where.
fn is_hint(block: &Block, words: &Normalised) -> bool {
    const ORDERS: &[&str] = &[
        "decri", "present", "expli", "indiq", "precis", "list", "redig", "ecri", "inser", "ajout", "complet",
        "detail", "citer", "citez", "saisi", "tapez", "taper", "cliqu", "rempl", "renseign", "mention",
    ];
    const SIGNS: &[&str] = &[
        "a remplir par le candidat",
        "a completer par le candidat",
        "texte a remplacer",
        "remplacer ce texte",
        "remplacez ce texte",
        "supprimer ce texte",
        "supprimez ce texte",
        "votre texte ici",
        "ici pour taper du texte",
        "ici pour entrer du texte",
        "click or tap here to enter text",
        "click here to enter text",
    ];
    if words.len() > SHORT {
        return false;
    }
    let text = block.text();
    let text = text.trim();
    let inside = [('[', ']'), ('<', '>'), ('{', '}')].into_iter().any(|(open, close)| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inside| !inside.contains(open))
    });
    let holds_sign = || {
        let joined = words.words().collect::<Vec<_>>().join(" ");
        SIGNS.iter().any(|sign| joined.contains(sign))
    };
    let order = || {
        let begins = |word: &str| ORDERS.iter().any(|order| word.starts_with(order));
        let infinitive = |word: &str| word.ends_with("er") || word.ends_with("ez") || word.ends_with("re");
        words.words().take(1).any(|word| begins(word) && infinitive(word))
            && words.words().skip(1).take(3).any(|word| word == "ici")
    };
    // « Présenter en quelques lignes la mission confiée. »
    let how_long = || {
        let begins = ORDERS.iter().any(|order| words.word(0).starts_with(order));
        let joined = words.words().collect::<Vec<_>>().join(" ");
        begins
            && ["en quelques lignes", "en quelques mots", "brievement"].iter().any(|how| joined.contains(how))
    };
    inside || order() || how_long() || holds_sign()
}

/// True for « Cette partie sera rédigée plus tard », and for a block that only sends its reader elsewhere.
fn is_promise(words: &Normalised) -> bool {
    const PARTS: &[&str] = &["partie", "section", "rubrique", "paragraphe", "chapitre", "texte"];
    const DONE: &[&str] = &["redige", "ecrit", "complete", "rempli", "remplace", "ajoute"];
    const TARGETS: &[&str] =
        &["partie", "section", "chapitre", "paragraphe", "annexe", "annexes", "page", "dessus", "dessous"];
    if words.len() > SHORT {
        return false;
    }
    let all: Vec<&str> = words.words().collect();
    let later = all.windows(2).any(
        |pair| matches!(pair, ["sera" | "seront", done] if DONE.iter().any(|verb| done.starts_with(verb))),
    );
    let of_a_part = all.iter().take(3).any(|word| PARTS.contains(word));
    // « Dans cette partie, nous allons présenter… », and nothing behind it.
    let announces = of_a_part
        && all.windows(2).any(|pair| matches!(pair, ["allons" | "vais" | "va", verb] if verb.ends_with("er") || verb.ends_with("ire")));
    let sends = matches!(all.as_slice(), ["voir" | "cf" | "confer", ..] | ["se", "referer" | "reporter", ..]);
    let target = all.iter().any(|word| TARGETS.contains(word));
    later && of_a_part || announces || sends && target
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Run;

    fn of_text(text: &str) -> Option<Why> {
        let block = Block { runs: vec![Run::plain(text)], ..Block::default() };
        by_itself(&block, &Normalised::of(text))
    }

    #[test]
    fn what_says_nothing_is_known_by_its_kind() {
        for filler in
            ["xxx xxx xxx xxx xxx xxx xxx xxx xxx xxx xxx xxx xxx", "? ! … --- ;;;", &"bla bla ".repeat(9)]
        {
            assert_eq!(of_text(filler), Some(Why::Filler), "{filler}");
        }
        for mash in [
            "azer tyui opqs dfgh jklm wxcv bnaz erty uiop qsdf ghjk",
            "qwerty uiop asdf hjkl zxcv poiu lkjh gfds",
        ] {
            assert_eq!(of_text(mash), Some(Why::Filler), "{mash}");
        }
        assert_eq!(of_text(&"bcdfgh kjhgfd mlkjhg ".repeat(4).replace('h', "x")), Some(Why::Filler));
        for waiting in [
            "À compléter.",
            "[Décrivez le réseau de l'agence et ses contraintes.]",
            "Décrire ici le réseau, son rôle, et justifier les choix.",
            "Présenter en quelques lignes le contenu de la mission confiée par l'entreprise et son périmètre.",
            "Cliquez ou appuyez ici pour entrer du texte.",
            "Cette partie sera rédigée plus tard, quand le tuteur l'aura relue.",
            "Dans cette partie, nous allons présenter les moyens qui ont été fournis.",
            "Voir l'annexe 3, où tout le détail du réseau est donné avec les schémas.",
        ] {
            assert_eq!(of_text(waiting), Some(Why::Waiting), "{waiting}");
        }
    }

    #[test]
    fn sentences_say_something() {
        for text in [
            "J'ai utilisé GNS3 pour la maquette et Ansible pour le déploiement des quatre serveurs.",
            "Décrire un réseau demande d'abord de l'avoir parcouru, ici comme ailleurs, baie par baie.",
            "La page de connexion sera complétée par un captcha quand le lot 2 sera livré.",
            "Les tâches accomplies : installation, mesure, reprise. Les outils utilisés : GNS3, Ansible, Grafana.",
            "HTTPS, DNSSEC, DHCP, SMTP, LDAP, RADIUS, TACACS, SNMP, NTP, BGP, OSPF, VRRP",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
