//! Words to stems. Stems are only ever compared with stems, so one stemmer serves French and the few English words.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

use crate::hash::HashMap;

/// The longest word that is stemmed; a longer one is no word and stays as it is.
const LONGEST: usize = 40;

/// How many stems a thread remembers: some times the words of a dossier, since those of the next are mostly the same.
const REMEMBERED: usize = 1 << 15;

/// Words that the stemmer would make one with another word of titles, as `moyenne` with `moyen`. Their stems end in a
/// mark that no stem has. In order.
const KEPT: [&str; 26] = [
    "abstraction",
    "activite",
    "alternance",
    "collectivite",
    "commune",
    "conception",
    "cooperative",
    "dela",
    "dell",
    "devi",
    "equipement",
    "etablissement",
    "fichier",
    "finalite",
    "fondation",
    "formation",
    "indicateur",
    "maintenant",
    "moyenne",
    "object",
    "perte",
    "response",
    "responsive",
    "responsivite",
    "scheduler",
    "utilisateur",
];

/// The stem of a folded word (see [`super::fold`]).
///
/// Accents are gone before stemming, because headings in capitals often lack them; the endings that the French stemmer
/// knows by their accent are given back to it, and plurals are taken off first since it keeps `attendus` apart from
/// `attendu`.
pub fn stem(word: &str) -> String {
    thread_local! {
        static KNOWN: RefCell<HashMap<Box<str>, Box<str>>> = RefCell::default();
    }
    if word.len() < 4 || word.len() > LONGEST {
        return word.to_owned();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(word) {
            return stem.to_string();
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let stem = stemmed(word);
        known.insert(word.into(), stem.as_str().into());
        stem
    })
}

fn stemmed(word: &str) -> String {
    thread_local! {
        static STEMMER: Stemmer = Stemmer::create(Algorithm::French);
    }
    let singular = singular(word);
    if KEPT.binary_search(&singular).is_ok() {
        return format!("{singular}=");
    }
    let stem = STEMMER.with(|stemmer| match singular.strip_suffix("ite") {
        Some(root) => super::fold::folded(&stemmer.stem(&format!("{root}ité"))),
        None => stemmer.stem(singular).into_owned(),
    });
    match stem.strip_suffix('i') {
        Some(root) if root.len() >= 4 => root.to_owned(),
        _ => stem,
    }
}

/// Nouns of action that the stemmer keeps apart from their verbs.
const ACTIONS: [(&str, &str); 8] = [
    ("conception", "concevoir"),
    ("construction", "construire"),
    ("correction", "corriger"),
    ("creation", "creer"),
    ("definition", "definir"),
    ("gestion", "gerer"),
    ("protection", "proteger"),
    ("redaction", "rediger"),
];

/// The stem of a folded word in running text: `création de scripts` says the same as `créer des scripts`.
pub(super) fn stem_of_action(word: &str) -> String {
    let noun = singular(word);
    stem(ACTIONS.iter().find(|(known, _)| *known == noun).map_or(word, |(_, verb)| verb))
}

/// The nouns that [`stem_of_action`] gives a stem that need not begin as they do, each with it.
pub(super) fn nouns_of_action() -> impl Iterator<Item = (&'static str, String)> {
    ACTIONS.iter().map(|(noun, verb)| (*noun, stem(verb)))
}

/// `réalisées`, `réalisée` and `réalisé` are one word; so are `attendus` and `attendu`.
fn singular(word: &str) -> &str {
    let word = match word.strip_suffix('s') {
        Some(root) if !root.ends_with('s') => root,
        _ => word,
    };
    match word.strip_suffix('e') {
        Some(root) if root.len() >= 4 && root.ends_with('e') => root,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["realise", "realisee", "realisees", "realiser", "realisation", "realisations"][..],
            &["attendu", "attendus", "attendue", "attendues"],
            &["activite", "activites"],
            &["planification", "planifier", "planifie"],
            &["livrable", "livrables"],
            &["fonctionnel", "fonctionnelle", "fonctionnelles", "fonctionnels"],
            &["delai", "delais"],
            &["acknowledgement", "acknowledgements"],
            &["objective", "objectives"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} give {stems:?}");
        }
    }

    #[test]
    fn what_is_kept_is_in_order() {
        assert!(KEPT.is_sorted());
    }

    #[test]
    fn a_noun_of_action_has_the_stem_of_its_verb() {
        for (noun, verb) in ACTIONS {
            assert_eq!(stem_of_action(noun), stem_of_action(verb), "{noun}");
            assert_ne!(stem(noun), stem(verb), "{noun} need not be listed");
        }
        assert_eq!(stem_of_action("creations"), stem_of_action("creer"));
    }

    #[test]
    fn different_words_keep_different_stems() {
        assert_ne!(stem("planning"), stem("plan"));
        assert_ne!(stem("livrable"), stem("livraison"));
        assert_ne!(stem("annexe"), stem("annee"));
        for (one, other) in [
            ("equipes", "equipements"),
            ("moyens", "moyennes"),
            ("concept", "conception"),
            ("communication", "communes"),
            ("fiche", "fichiers"),
            ("responsable", "responsive"),
            ("collecte", "collectivite"),
            ("delais", "dela"),
            ("devis", "devait"),
            ("objectif", "objects"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
