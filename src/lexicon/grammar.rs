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
    // As bytes, because the compiler then looks at the length and at each letter once.
    match word.as_bytes() {
        b"et" | b"ou" | b"and" | b"or" | b"puis" | b"ainsi" | b"voire" => Function::Conjunction,
        b"de" | b"du" | b"des" | b"d" | b"a" | b"au" | b"aux" | b"en" | b"dans" | b"par" | b"pour"
        | b"sur" | b"sous" | b"avec" | b"sans" | b"chez" | b"vers" | b"entre" | b"lors" | b"selon"
        | b"via" | b"of" | b"for" | b"in" | b"on" | b"with" | b"to" | b"by" => Function::Preposition,
        b"le" | b"la" | b"les" | b"l" | b"un" | b"une" | b"ce" | b"cet" | b"cette" | b"ces" | b"c"
        | b"mon" | b"ma" | b"mes" | b"notre" | b"nos" | b"votre" | b"vos" | b"son" | b"sa" | b"ses"
        | b"leur" | b"leurs" | b"je" | b"j" | b"il" | b"elle" | b"nous" | b"vous" | b"ils" | b"elles"
        | b"me" | b"m" | b"se" | b"s" | b"n" | b"ne" | b"y" | b"qui" | b"que" | b"qu" | b"quoi" | b"dont"
        | b"est" | b"sont" | b"ete" | b"etre" | b"ai" | b"avons" | b"ont" | b"suis" | b"sera" | b"seront"
        | b"plus" | b"compris" | b"the" | b"an" | b"my" | b"our" | b"its" | b"is" | b"are" | b"afin"
        | b"si" | b"t" | b"suite" | b"tout" | b"tous" | b"toute" | b"toutes" | b"quelques" | b"quel"
        | b"quelle" | b"quels" | b"quelles" | b"dois" | b"doit" | b"devais" | b"devait" | b"doivent"
        | b"faut" | b"fallait" | b"avait" | b"avais" | b"etait" | b"moi" | b"lui" | b"eux" | b"aussi"
        | b"cela" | b"celui" | b"celle" | b"ceux" | b"comme" | b"deux" | b"trois" | b"quatre" | b"cinq"
        | b"six" | b"sept" | b"huit" | b"neuf" | b"dix" | b"douze" | b"two" | b"three" | b"four"
        | b"five" => Function::Filler,
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
