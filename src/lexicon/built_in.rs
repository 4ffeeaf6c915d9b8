//! The lexicon that comes with the program, as the build script has compiled it.

use std::sync::LazyLock;

use crate::lexicon::{Lexicon, SharedLexicon};

/// The compiled lexicon.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

impl Lexicon {
    /// The lexicon that comes with the program, read once.
    pub fn built_in() -> &'static SharedLexicon {
        static LEXICON: LazyLock<SharedLexicon> = LazyLock::new(|| SharedLexicon::later(read));
        &LEXICON
    }
}

#[expect(clippy::expect_used, reason = "the build script has written it and a test reads it")]
fn read() -> Lexicon {
    postcard::from_bytes(COMPILED).expect("the compiled lexicon is valid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::BUILT_IN;

    #[test]
    fn what_was_compiled_is_what_the_file_says() {
        let again = postcard::to_stdvec(&Lexicon::parse(BUILT_IN).unwrap()).unwrap();
        assert!(again == COMPILED, "the build script should run again when the lexicon or its code changes");
        assert!(postcard::to_stdvec(&**Lexicon::built_in()).unwrap() == COMPILED);
    }
}
