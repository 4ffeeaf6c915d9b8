//! The rule files that come with the program, as the build script has compiled them.

use std::sync::LazyLock;

use crate::certification::{Compiled, Library};
use crate::lexicon::Lexicon;

/// The compiled rule files.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

impl Library {
    /// The rule files that come with the program.
    #[expect(clippy::expect_used, reason = "the build script has written them and a test reads them")]
    pub fn built_in() -> Self {
        static COMPILED: LazyLock<Compiled<'static>> =
            LazyLock::new(|| postcard::from_bytes(BYTES).expect("the compiled rules are valid"));
        Self::compiled(Lexicon::built_in().clone(), &COMPILED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compiled_is_what_the_files_say() {
        let again = Compiled::of(&Library::parsed(Lexicon::built_in().clone())).unwrap();
        assert!(again == BYTES, "the build script should run again when a rule file or its code changes");
        assert!(Compiled::of(&Library::built_in()).unwrap() == BYTES);
    }

    #[test]
    fn a_base_that_somebody_replaces_is_the_one_that_counts() {
        let mut library = Library::built_in();
        let base = format!("{}\n# Edited.\n", library.text("ais-2018/commun").unwrap());
        library.insert("ais-2018/commun", base);
        let digest = |library: &Library| library.load("ais-2018/titre").unwrap().digest;
        assert_ne!(digest(&library), digest(&Library::built_in()));
    }
}
