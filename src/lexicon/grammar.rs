//! The French (and a few English) words that carry grammar rather than meaning.

/// What a word does in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// Means something.
    Content,
    /// Article, possessive, pronoun, auxiliary…
    Filler,
    /// Makes what follows a complement: `de`, `du`, `des`, `pour`, `of`…
    Preposition,
    /// Puts two phrases side by side: `et`, `ou`, `and`, `or`.
    Conjunction,
}

/// The function of a folded word.
pub(super) fn function(word: &str) -> Function {
    match word {
        "et" | "ou" | "and" | "or" | "puis" | "ainsi" | "voire" => Function::Conjunction,
        "de" | "du" | "des" | "d" | "a" | "au" | "aux" | "en" | "dans" | "par" | "pour" | "sur" | "sous"
        | "avec" | "sans" | "chez" | "vers" | "entre" | "lors" | "selon" | "via" | "of" | "for" | "in"
        | "on" | "with" | "to" | "by" => Function::Preposition,
        "le" | "la" | "les" | "l" | "un" | "une" | "ce" | "cet" | "cette" | "ces" | "c" | "mon" | "ma"
        | "mes" | "notre" | "nos" | "votre" | "vos" | "son" | "sa" | "ses" | "leur" | "leurs" | "je"
        | "j" | "il" | "elle" | "nous" | "vous" | "ils" | "elles" | "me" | "m" | "se" | "s" | "n" | "ne"
        | "y" | "qui" | "que" | "qu" | "quoi" | "dont" | "est" | "sont" | "ete" | "etre" | "ai" | "avons"
        | "ont" | "suis" | "sera" | "seront" | "plus" | "compris" | "the" | "an" | "my" | "our" | "its"
        | "is" | "are" | "afin" | "si" | "t" | "suite" | "tout" | "tous" | "toute" | "toutes"
        | "quelques" | "quel" | "quelle" | "quels" | "quelles" | "dois" | "doit" | "devais" | "devait"
        | "doivent" | "faut" | "fallait" | "avait" | "avais" | "etait" | "moi" | "lui" | "eux" | "aussi"
        | "cela" | "celui" | "celle" | "ceux" | "comme" | "deux" | "trois" | "quatre" | "cinq" | "six"
        | "sept" | "huit" | "neuf" | "dix" | "douze" | "two" | "three" | "four" | "five" => Function::Filler,
        _ => Function::Content,
    }
}

/// True where a verb and the pronoun after it make a question: « ai-je », « a-t-il », « devions-nous ».
pub(super) fn is_inversion(verb: &str, pronoun: &str) -> bool {
    let pronoun = matches!(pronoun, "je" | "nous" | "on" | "il" | "elle" | "ils" | "elles" | "vous");
    pronoun
        && matches!(
            verb,
            "ai" | "avons"
                | "a"
                | "t"
                | "ont"
                | "suis"
                | "sommes"
                | "est"
                | "sont"
                | "etait"
                | "etaient"
                | "avais"
                | "avait"
                | "avions"
                | "devais"
                | "devait"
                | "devions"
                | "fallait"
                | "faut"
                | "dois"
                | "doit"
        )
}
