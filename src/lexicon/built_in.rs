//! The lexicon that comes with the program, as the build script has compiled it.

use std::sync::{Arc, LazyLock};

use crate::lexicon::Lexicon;

/// The compiled lexicon.
static COMPILED: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.json"));

impl Lexicon {
    /// The lexicon that comes with the program, read once.
    #[expect(clippy::expect_used, reason = "the build script has written it and a test reads it")]
    pub fn built_in() -> &'static Arc<Self> {
        static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            Arc::new(serde_json::from_str(COMPILED).expect("the compiled lexicon is valid"))
        });
        &LEXICON
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::BUILT_IN;

    #[test]
    fn what_was_compiled_is_what_the_file_says() {
        let again = serde_json::to_string(&Lexicon::parse(BUILT_IN).unwrap()).unwrap();
        assert!(again == COMPILED, "the build script should run again when the lexicon or its code changes");
        assert_eq!(serde_json::to_string(&**Lexicon::built_in()).unwrap(), COMPILED);
    }
}
