//! The lexicon that comes with the program, as the build script has compiled it.

use std::sync::{Arc, LazyLock};

use crate::lexicon::Lexicon;

/// The compiled lexicon.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

impl Lexicon {
    /// The lexicon that comes with the program, read once.
    #[expect(clippy::expect_used, reason = "the build script has written it and a test reads it")]
    pub fn built_in() -> &'static Arc<Self> {
        static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            Arc::new(postcard::from_bytes(COMPILED).expect("the compiled lexicon is valid"))
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
        let again = postcard::to_stdvec(&Lexicon::parse(BUILT_IN).unwrap()).unwrap();
        assert!(again == COMPILED, "the build script should run again when the lexicon or its code changes");
        assert!(postcard::to_stdvec(&**Lexicon::built_in()).unwrap() == COMPILED);
    }
}
