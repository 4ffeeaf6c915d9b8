//! Faults of rule files, shown where they stand.

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::message::{Lang, Message};
use crate::near::near;
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
    /// The fault told in `lang`, each of its texts as `shown` gives it, which keeps their lengths.
    pub fn told(&self, lang: Lang, shown: impl Fn(&str) -> String) -> ToldError {
        let text = self.file.inner();
        ToldError {
            message: shown(self.message.get(lang)),
            file: NamedSource::new(shown(self.file.name()), shown(text)).with_language("TOML"),
            span: self.span,
            label: shown(self.label.get(lang)),
            help: self.help.as_ref().map(|help| shown(help.get(lang))),
        }
    }
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

    /// The id of the file.
    pub(super) fn id(&self) -> &str {
        self.name.strip_suffix(".toml").unwrap_or(&self.name)
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

    /// The date without quotation marks that is the value on the line of `span`, and where it stands.
    fn bare_date(&self, span: &std::ops::Range<usize>) -> Option<(std::ops::Range<usize>, &str)> {
        let before = self.text.get(..span.start)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..)?.lines().next()?;
        let (key, value) = line.split_once('=')?;
        let value = value.split('#').next().unwrap_or_default();
        let date = value.trim();
        let at = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let is_one = crate::calendar::is_written_as_a_day(date) && span.start <= at + date.len();
        is_one.then(|| (at..at + date.len(), date))
    }

    /// A fault that TOML or its types found.
    pub(crate) fn syntax(&self, error: &toml::de::Error) -> Box<RuleError> {
        let message = error.message();
        let span = error.span().unwrap_or(0..0);
        if let Some((day, date)) = self.bare_date(&span) {
            let is_day = date.parse::<crate::calendar::Date>().is_ok();
            let help = say!("écrivez : \"{date}\"", "write: \"{date}\"");
            return self.fault(
                day,
                match is_day {
                    true => say!("une date se met entre guillemets", "a date is written in quotation marks"),
                    false => say!("ce jour n'existe pas : `{date}`", "there is no such day: `{date}`"),
                },
                say!("ici", "here"),
                is_day.then_some(help).or_else(|| {
                    Some(say!(
                        "écrivez AAAA-MM-JJ, par exemple \"2026-12-07\"",
                        "write YYYY-MM-DD, such as \"2026-12-07\""
                    ))
                }),
            );
        }
        let help = unknown_name(message).and_then(|(name, known)| nearest(name, known.iter().copied()));
        self.fault(
            span,
            syntax_message(message.lines().next().unwrap_or_default()),
            say!("ici", "here"),
            help,
        )
    }
}

/// What the TOML reader says in English, in both languages. What it says that is not known here is told in French as such
/// a fault in general: the place shows the rest.
fn syntax_message(english: &str) -> Message {
    let quoted = |prefix: &str| english.strip_prefix(prefix)?.split('`').next();
    if let Some(name) = quoted("unknown field `") {
        return say!("clé inconnue `{name}`", "unknown key `{name}`");
    }
    if let Some(name) = quoted("missing field `") {
        return say!("il manque la clé `{name}`", "the key `{name}` is missing");
    }
    let refused = [
        ("invalid type: ", "valeur du mauvais type", "value of the wrong type"),
        ("invalid value: ", "valeur refusée", "value refused"),
        ("invalid length ", "longueur refusée", "length refused"),
    ];
    for (prefix, fr, en) in refused {
        if let Some((found, wanted)) =
            english.strip_prefix(prefix).and_then(|rest| rest.split_once(", expected "))
        {
            let wanted = match wanted {
                "struct Bilingual" => r#"{ fr = "…", en = "…" }"#,
                other => other,
            };
            let told = [found_in_french(found), wanted_in_french(wanted)];
            let fr = match told {
                [Some(found), Some(wanted)] => format!("{fr} ; reçu : {found} ; attendu : {wanted}"),
                [Some(found), None] => format!("{fr} ; reçu : {found}"),
                [None, Some(wanted)] => format!("{fr} ; attendu : {wanted}"),
                [None, None] => fr.to_owned(),
            };
            let wanted = wanted_in_english(wanted);
            return Message::new(fr, format!("{en}: {found} instead of {wanted}"));
        }
    }
    if english == "duplicate key" {
        return say!("clé donnée deux fois", "key given twice");
    }
    let (fault, wanted) = english.split_once(", expected ").unwrap_or((english, ""));
    let fr = FAULTS.iter().find(|(en, _)| *en == fault).map(|(_, fr)| format!(" ({fr}"));
    let fr = fr.map(|fr| match signs(wanted) {
        Some(signs) => format!("{fr}, attendu : {signs})"),
        None => format!("{fr})"),
    });
    Message::new(format!("TOML mal formé{}", fr.unwrap_or_default()), format!("malformed TOML ({english})"))
}

/// Faults that the TOML reader tells, in French.
const FAULTS: [(&str, &str); 34] = [
    ("invalid basic string", "texte sans guillemet de fin"),
    ("invalid multi-line basic string", "texte de plusieurs lignes sans guillemets de fin"),
    ("invalid literal string", "texte sans apostrophe de fin"),
    ("invalid multi-line literal string", "texte de plusieurs lignes sans apostrophes de fin"),
    ("string values must be quoted", "un texte se met entre guillemets"),
    (
        "missing escaped value",
        "après « \\ », un signe qui n'en dit aucun ; écrivez « \\\\ » pour le signe lui-même",
    ),
    ("too few unicode value digits", "il manque des chiffres au caractère"),
    ("invalid value", "valeur qui n'en est pas une"),
    ("missing value", "valeur absente"),
    ("extra value", "valeur en trop"),
    ("invalid array", "liste mal formée"),
    ("unclosed array", "liste sans crochet de fin"),
    ("missing comma between array elements", "virgule absente entre deux éléments de la liste"),
    ("extra comma in array", "virgule de trop dans la liste"),
    ("unexpected `=` in array", "signe = dans une liste"),
    ("missing array opening", "crochet de début absent"),
    ("invalid inline table", "table entre accolades mal formée"),
    ("unclosed inline table", "table sans accolade de fin"),
    ("missing inline table opening", "accolade de début absente"),
    ("missing comma between key-value pairs", "virgule absente entre deux clés"),
    ("extra comma in inline table", "virgule de trop dans la table"),
    ("extra comma between key-value pairs", "virgule de trop entre deux clés"),
    ("missing key for inline table element", "clé absente dans la table"),
    ("missing value for inline table element", "valeur absente dans la table"),
    ("unclosed table", "titre de table sans crochet de fin"),
    ("unclosed array table", "titre de liste de tables sans crochets de fin"),
    ("invalid table header", "titre de table mal formé"),
    ("key with no value", "clé sans valeur"),
    ("unexpected key or value", "clé ou valeur inattendue"),
    ("invalid unquoted key", "une clé sans guillemets n'a que des lettres sans accent, des chiffres, - et _"),
    ("unquoted keys cannot be empty", "clé vide"),
    ("extra `=`", "signe = de trop"),
    ("missing table open", "crochet de début absent"),
    ("invalid comment character", "signe qui ne s'imprime pas dans un commentaire"),
];

/// Signs that are expected, where nothing but signs is.
fn signs(wanted: &str) -> Option<String> {
    let all: Vec<&str> = wanted.split(", ").collect();
    all.iter().all(|one| one.starts_with('`') && one.ends_with('`') && one.len() > 2).then(|| all.join(", "))
}

/// What stands in the file, as serde tells it.
fn found_in_french(found: &str) -> Option<String> {
    const KINDS: [(&str, &str); 4] = [
        ("string ", "le texte "),
        ("integer ", "le nombre "),
        ("floating point ", "le nombre "),
        ("boolean ", "la valeur "),
    ];
    if let Some((kind, fr)) = KINDS.iter().find(|(kind, _)| found.starts_with(kind)) {
        return Some(format!("{fr}{}", found.trim_start_matches(kind)));
    }
    match found {
        "sequence" => Some("une liste".to_owned()),
        "map" => Some("une table".to_owned()),
        _ => found.parse::<usize>().ok().map(|n| n.to_string()),
    }
}

/// What is expected there, as serde tells it.
fn wanted_in_french(wanted: &str) -> Option<String> {
    Some(match wanted {
        "a string" | "string" | "str" => "un texte".to_owned(),
        "a sequence" => "une liste".to_owned(),
        "a map" | "map" => "une table".to_owned(),
        "a boolean" => "true ou false".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "un nombre entier positif".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "un nombre entier".to_owned(),
        "f32" | "f64" => "un nombre".to_owned(),
        other if other.starts_with("struct ") => "une table".to_owned(),
        other if other.starts_with('{') => other.to_owned(),
        _ => return None,
    })
}

/// What serde wants, without the names of the program's own types.
fn wanted_in_english(wanted: &str) -> &str {
    match wanted {
        "string" | "str" => "a string",
        "a map" | "map" => "a table",
        "a sequence" => "a list",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        other if ["struct ", "enum ", "tuple "].iter().any(|kind| other.starts_with(kind)) => "a table",
        other => other,
    }
}

/// Takes serde's « unknown field `x`, expected one of `a`, `b` » apart.
fn unknown_name(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (name, rest) = rest.split_once('`')?;
    Some((name, rest.split('`').skip(1).step_by(2).collect()))
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

#[cfg(test)]
mod tests {
    use super::syntax_message;

    #[test]
    fn no_type_of_the_program_is_named() {
        for (wanted, told) in
            [("struct Band", "a table"), ("u32", "a whole number from 0 on"), ("a map", "a table")]
        {
            let said = syntax_message(&format!("invalid type: string \"1\", expected {wanted}"));
            assert_eq!(said.en, format!("value of the wrong type: string \"1\" instead of {told}"));
        }
    }

    #[test]
    fn what_the_reader_says_is_in_french_and_no_word_of_english_stays() {
        for (english, french) in [
            (
                "invalid type: string \"1\", expected u32",
                "valeur du mauvais type ; reçu : le texte \"1\" ; attendu : un nombre entier positif",
            ),
            (
                "invalid type: integer `1`, expected a sequence",
                "valeur du mauvais type ; reçu : le nombre `1` ; attendu : une liste",
            ),
            (
                "invalid value: integer `-8`, expected u32",
                "valeur refusée ; reçu : le nombre `-8` ; attendu : un nombre entier positif",
            ),
            (
                "unclosed array table, expected `]`",
                "TOML mal formé (titre de liste de tables sans crochets de fin, attendu : `]`)",
            ),
            (
                "invalid unquoted key, expected letters, numbers, `-`, `_`",
                "TOML mal formé (une clé sans guillemets n'a que des lettres sans accent, des chiffres, - et _)",
            ),
            ("something never heard of, expected more", "TOML mal formé"),
            ("unknown field `titel`, expected `title`", "clé inconnue `titel`"),
        ] {
            assert_eq!(syntax_message(english).fr, french, "{english}");
        }
    }
}
