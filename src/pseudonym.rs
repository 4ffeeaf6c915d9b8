//! Names that stand for candidates where their own must not be seen.
//!
//! A pseudonym is worked out from the name and a salt: the same salt gives the same pseudonyms in every output and every
//! run; without the salt nobody can try names until one fits.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Letters and digits that are not mistaken for each other when read aloud.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What makes pseudonyms differ from one organiser to another.
#[derive(Clone, Debug)]
pub struct Salt(String);

impl Salt {
    /// A salt that somebody chose, to get the same pseudonyms again.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A salt of this run alone.
    pub fn of_this_run() -> Self {
        use std::hash::{BuildHasher, RandomState};
        let draw = || RandomState::new().hash_one(std::process::id());
        Self(format!("{:016x}{:016x}", draw(), draw()))
    }

    /// The pseudonym of the candidate called `name`; capitals, accents, hyphens and spaces of the name do not matter.
    pub fn pseudonym(&self, name: &str) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.0.as_bytes());
        hasher.update([0]);
        hasher.update(folded(name).as_bytes());
        let digest = hasher.finalize();
        let letters = digest.iter().take(7).map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        format!("candidat-{}", letters.collect::<String>())
    }
}

/// The letters and digits of a name, without capitals and accents.
pub(crate) fn folded(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Salt;

    #[test]
    fn a_pseudonym_depends_on_the_letters_and_the_salt_alone() {
        let salt = Salt::new("session de décembre");
        assert_eq!(salt.pseudonym("Éloïse Le-Gall"), salt.pseudonym("eloise_le gall"));
        assert_ne!(salt.pseudonym("dupont"), salt.pseudonym("martin"));
        assert_ne!(salt.pseudonym("dupont"), Salt::new("autre").pseudonym("dupont"));
        assert_ne!(Salt::of_this_run().pseudonym("dupont"), Salt::of_this_run().pseudonym("dupont"));
    }
}
