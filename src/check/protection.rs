//! The protection of the file: whether it opens with a password only.

use super::draft::Answer;
use super::{Checked, Context};
use crate::certification::{Asks, Certification, Protection, Requirement};
use crate::finding::Status;
use crate::say;

/// For a file that was read, so that it opens without a password.
pub(super) fn check(_: &Context<'_>, requirement: &Requirement, asks: Protection) -> Answer {
    if asks.password {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.95,
            say!("Le fichier s'ouvre sans mot de passe.", "The file opens without a password."),
        )
        .found(say!("aucun mot de passe demandé", "no password asked for"));
    }
    Answer::new(
        requirement,
        Status::Met,
        0.95,
        say!("Le fichier s'ouvre sans mot de passe", "The file opens without a password"),
    )
}

/// For a file that opens with a password only: what is asked of its protection is answered, and nothing else can be.
/// None where the certification asks nothing of it, so that such a file is simply one that cannot be read.
pub fn of_protected(certification: &Certification) -> Option<Checked> {
    let asks = |requirement: &Requirement| match requirement.asks {
        Asks::Protection(asks) => Some(asks),
        _ => None,
    };
    certification.requirements.iter().find_map(asks).filter(|asks| asks.password)?;
    let answer = |requirement: &Requirement| match asks(requirement) {
        Some(asks) if asks.password => Answer::new(
            requirement,
            Status::Met,
            0.95,
            say!("Le fichier ne s'ouvre qu'avec un mot de passe", "The file opens with a password only"),
        ),
        Some(_) => Answer::new(
            requirement,
            Status::NotMet,
            0.95,
            say!("Le fichier ne s'ouvre qu'avec un mot de passe.", "The file opens with a password only."),
        ),
        None => Answer::new(
            requirement,
            Status::NotJudged,
            0.2,
            say!(
                "Le fichier est protégé par un mot de passe : son contenu n'a pas pu être lu. Ouvrez-le vous-même.",
                "The file is protected by a password: its content could not be read. Open it yourself."
            ),
        ),
    };
    let findings = certification.requirements.iter().map(|requirement| answer(requirement).finding).collect();
    Some(Checked { findings, ..Checked::default() })
}
