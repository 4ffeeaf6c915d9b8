//! Rule files that several tests are about.

/// A small one without a fault: its requirement is that there is a part on the context.
pub(crate) const GOOD: &str = r#"schema = 1
title = "Essai"
[source]
name = "Texte d'essai"
[[requirement]]
id = "contexte"
title = { fr = "Contexte", en = "Context" }
severity = "error"
quote = "le contexte"
reference = "p. 1"
[requirement.presence]
topics = ["contexte"]
"#;
