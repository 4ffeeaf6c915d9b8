//! Faults of rule files, shown where they stand.

use miette::{Diagnostic, NamedSource, SourceSpan};

/// A fault in a rule file: what is wrong, where, and what to write instead. Loading gives up at the first file with
/// faults and tells all of that file's faults it found.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{message}")]
pub struct RuleError {
    /// What is wrong.
    pub message: String,
    /// The file.
    #[source_code]
    pub file: NamedSource<String>,
    /// Where in it.
    #[label("{label}")]
    pub span: Option<SourceSpan>,
    /// A word on the place.
    pub label: String,
    /// What to write instead.
    #[help]
    pub help: Option<String>,
}

/// Makes the errors of one file.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Name to show.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
}

impl Origin {
    /// The file of the rules `id`.
    pub(super) fn of(id: &str, text: &str) -> Self {
        Self { name: format!("{id}.toml"), text: text.to_owned() }
    }

    /// A fault at `span` (bytes of the text).
    pub(super) fn fault(
        &self,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) -> Box<RuleError> {
        Box::new(RuleError {
            message: message.into(),
            file: NamedSource::new(&self.name, self.text.clone()).with_language("TOML"),
            span: Some(span.into()),
            label: label.into(),
            help,
        })
    }

    /// A fault that TOML or its types found.
    pub(super) fn syntax(&self, error: &toml::de::Error) -> Box<RuleError> {
        let message = error.message();
        let help = unknown_name(message).and_then(|(name, known)| nearest(name, known.iter().copied()));
        self.fault(
            error.span().unwrap_or(0..0),
            format!("{}: {}", self.name, message.lines().next().unwrap_or("invalid TOML")),
            "ici / here",
            help,
        )
    }
}

/// Takes serde's « unknown field `x`, expected one of `a`, `b` » apart.
fn unknown_name(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (name, rest) = rest.split_once('`')?;
    Some((name, rest.split('`').skip(1).step_by(2).collect()))
}

/// « did you mean `x`? », else the known names.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let best = known
        .clone()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 3);
    match best {
        Some((_, candidate)) => {
            Some(format!("vouliez-vous dire `{candidate}` ? / did you mean `{candidate}`?"))
        }
        None => {
            let names: Vec<&str> = known.collect();
            (!names.is_empty()).then(|| format!("noms connus / known names: {}", names.join(", ")))
        }
    }
}
