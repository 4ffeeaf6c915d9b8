//! Faults of rule files, shown where they stand.

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::message::{Lang, Message};
use crate::say;

/// A fault in a rule file: what is wrong, where, and what to write instead. Loading gives up at the first file with
/// faults and tells all of that file's faults it found.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", file.name(), message.en)]
pub struct RuleError {
    /// What is wrong.
    pub message: Message,
    /// The file.
    pub file: NamedSource<String>,
    /// Where in it.
    pub span: Option<SourceSpan>,
    /// A word on the place.
    pub label: Message,
    /// What to write instead.
    pub help: Option<Message>,
    /// Further faults of the same file.
    pub others: Vec<Self>,
}

/// A fault in the words of one language, for miette to draw.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{message}")]
pub struct ToldError {
    message: String,
    #[source_code]
    file: NamedSource<String>,
    #[label("{label}")]
    span: Option<SourceSpan>,
    label: String,
    #[help]
    help: Option<String>,
}

impl RuleError {
    /// The fault told in `lang`.
    pub fn told(&self, lang: Lang) -> ToldError {
        ToldError {
            message: self.message.get(lang).to_owned(),
            file: self.file.clone(),
            span: self.span,
            label: self.label.get(lang).to_owned(),
            help: self.help.as_ref().map(|help| help.get(lang).to_owned()),
        }
    }
}

/// All of `results` as one: what they give, or the first fault with all others beside.
pub(super) fn all_of<T>(
    results: impl Iterator<Item = Result<T, Box<RuleError>>>,
) -> Result<Vec<T>, Box<RuleError>> {
    let mut first: Option<Box<RuleError>> = None;
    let mut out = Vec::new();
    for result in results {
        match (result, &mut first) {
            (Ok(one), _) => out.push(one),
            (Err(fault), Some(first)) => first.others.push(*fault),
            (Err(fault), None) => first = Some(fault),
        }
    }
    first.map_or(Ok(out), Err)
}

/// Makes the errors of one file.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// Name to show.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

impl Origin {
    /// The file of the rules `id`.
    pub(super) fn of(id: &str, text: &str) -> Self {
        Self { name: format!("{id}.toml"), text: text.to_owned() }
    }

    /// A fault at `span` (bytes of the text).
    pub(crate) fn fault(
        &self,
        span: std::ops::Range<usize>,
        message: Message,
        label: Message,
        help: Option<Message>,
    ) -> Box<RuleError> {
        Box::new(RuleError {
            message,
            file: NamedSource::new(&self.name, self.text.clone()).with_language("TOML"),
            span: Some(span.into()),
            label,
            help,
            others: Vec::new(),
        })
    }

    /// A fault that TOML or its types found.
    pub(crate) fn syntax(&self, error: &toml::de::Error) -> Box<RuleError> {
        let message = error.message();
        let help = unknown_name(message).and_then(|(name, known)| nearest(name, known.iter().copied()));
        self.fault(
            error.span().unwrap_or(0..0),
            syntax_message(message.lines().next().unwrap_or_default()),
            say!("ici", "here"),
            help,
        )
    }
}

/// What the TOML reader says in English, in both languages; the words of its rarer faults are kept as they are.
fn syntax_message(english: &str) -> Message {
    let quoted = |prefix: &str| english.strip_prefix(prefix)?.split('`').next();
    if let Some(name) = quoted("unknown field `") {
        return say!("clé inconnue `{name}`", "unknown key `{name}`");
    }
    if let Some(name) = quoted("missing field `") {
        return say!("il manque la clé `{name}`", "the key `{name}` is missing");
    }
    if let Some((found, wanted)) =
        english.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let wanted = match wanted {
            "struct Bilingual" => r#"{ fr = "…", en = "…" }"#,
            other => other,
        };
        let (found_fr, wanted_fr) = (in_french(found), in_french(wanted));
        return say!(
            "valeur du mauvais type : {found_fr} au lieu de {wanted_fr}",
            "value of the wrong type: {found} instead of {wanted}"
        );
    }
    if english == "duplicate key" {
        return say!("clé donnée deux fois", "key given twice");
    }
    let fr = in_french(english);
    say!("TOML mal formé ({fr})", "malformed TOML ({english})")
}

/// The words that the TOML reader says most, in French; others are kept as they are.
fn in_french(english: &str) -> String {
    const WORDS: [(&str, &str); 25] = [
        ("invalid basic string", "texte sans guillemet de fin"),
        ("invalid multi-line basic string", "texte de plusieurs lignes sans guillemets de fin"),
        ("invalid literal string", "texte sans apostrophe de fin"),
        ("string values must be quoted", "un texte se met entre guillemets"),
        ("invalid array", "liste mal formée"),
        ("unclosed array", "liste sans crochet de fin"),
        ("invalid inline table", "table entre accolades mal formée"),
        ("unclosed table", "table sans crochet de fin"),
        ("unclosed inline table", "table sans accolade de fin"),
        ("invalid table header", "titre de table mal formé"),
        ("key with no value", "clé sans valeur"),
        ("missing value", "valeur absente"),
        ("extra value", "valeur en trop"),
        (", expected ", ", attendu : "),
        ("unexpected key or value", "clé ou valeur inattendue"),
        ("string ", "le texte "),
        ("integer ", "le nombre "),
        ("floating point ", "le nombre "),
        ("boolean ", "le booléen "),
        ("sequence", "une liste"),
        ("a string", "un texte"),
        ("a sequence", "une liste"),
        ("a boolean", "true ou false"),
        ("map", "une table"),
        ("newline", "une fin de ligne"),
    ];
    if matches!(english, "u8" | "u16" | "u32" | "u64" | "usize" | "i64") {
        return "un nombre entier".to_owned();
    }
    let mut said = english.to_owned();
    let mut words = WORDS;
    words.sort_by_key(|(en, _)| std::cmp::Reverse(en.len()));
    for (en, fr) in words {
        // What stands in quotes is the file's own.
        if let Some(at) =
            said.find(en).filter(|at| !said.get(..*at).is_some_and(|before| before.contains(['`', '"'])))
        {
            said.replace_range(at..at + en.len(), fr);
        }
    }
    said
}

/// Takes serde's « unknown field `x`, expected one of `a`, `b` » apart.
fn unknown_name(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (name, rest) = rest.split_once('`')?;
    Some((name, rest.split('`').skip(1).step_by(2).collect()))
}

/// The known name that is near enough to have been meant.
pub(crate) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 3)
        .map(|(_, candidate)| candidate)
}

/// « did you mean `x`? », else the known names.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<Message> {
    match near(name, known.clone()) {
        Some(candidate) => Some(say!("vouliez-vous dire `{candidate}` ?", "did you mean `{candidate}`?")),
        None => {
            let names = known.collect::<Vec<_>>().join(", ");
            (!names.is_empty()).then(|| say!("noms connus : {names}", "known names: {names}"))
        }
    }
}
