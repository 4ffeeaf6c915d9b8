//! Names that stand for candidates where their own must not be seen.
//!
//! A pseudonym is worked out from the name and a salt: the same salt gives the same pseudonyms in every output and every
//! run; without the salt nobody can try names until one fits.

mod names;
mod own;

use std::collections::BTreeMap;

use names::{Names, Says};
use sha2::{Digest, Sha256};

use crate::dossier::Dossier;
use crate::finding::{Waiver, Where};
use crate::message::Message;
use crate::names::folded;
use crate::read::Unreadable;

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

/// What stands for the names of candidates and files in a whole report.
#[derive(Clone, Debug)]
pub struct Disguise {
    salt: Salt,
    /// How many files of each candidate were told, by pseudonym.
    numbers: BTreeMap<String, usize>,
    known: Vec<Names>,
}

impl Disguise {
    /// With pseudonyms of `salt`, and nobody known yet.
    pub fn new(salt: Salt) -> Self {
        Self { salt, numbers: BTreeMap::new(), known: Vec::new() }
    }

    /// Makes a candidate known with the paths of their files, for what is told of the run.
    pub fn know<'p>(&mut self, candidate: &str, files: impl IntoIterator<Item = &'p str>) {
        let mut names = Names::of(candidate, self.salt.pseudonym(candidate));
        files.into_iter().enumerate().for_each(|(at, path)| names.add_file(path, at + 1));
        self.known.push(names);
    }

    /// Puts pseudonyms into all that is said of the dossier of `candidate`, whose files `others` may be named in it too. Its
    /// files are numbered from now on.
    pub fn dossier(&mut self, candidate: &str, others: &[String], dossier: &mut Dossier) {
        let mut names = Names::of(candidate, self.salt.pseudonym(candidate));
        let number = self.numbers.entry(names.pseudonym.clone()).or_default();
        let beside = dossier.documents.iter().map(|document| &document.path);
        for path in std::iter::once(&dossier.path).chain(beside).chain(others) {
            if !names.has_file(path) {
                *number += 1;
                names.add_file(path, *number);
            }
        }
        dossier.candidate.iter_mut().for_each(|name| name.clone_from(&names.pseudonym));
        std::mem::take(&mut dossier.authors).iter().for_each(|author| names.add_author(author));
        names.dossier(dossier);
        self.known.push(names);
    }

    /// Makes whoever a file says wrote it known as the candidates who are known so far.
    pub fn author(&mut self, author: &str) {
        self.known.iter_mut().for_each(|names| names.add_author(author));
    }

    /// Puts pseudonyms into the reason why a file could not be read.
    pub fn unreadable(&self, why: &mut Unreadable) {
        self.known.iter().for_each(|names| names.unreadable(why));
    }

    /// Puts pseudonyms into a place of a document.
    pub fn place(&self, place: &mut Where) {
        self.known.iter().for_each(|names| names.place(place));
    }

    /// Puts pseudonyms into a text of a document.
    pub fn text(&self, text: &mut String) {
        self.known.iter().for_each(|names| names.text(text, Says::Document));
    }

    /// Puts pseudonyms into the reason of a waiver.
    pub fn waiver(&self, waiver: &mut Waiver) {
        self.known.iter().for_each(|names| names.waiver(waiver));
    }

    /// Puts pseudonyms into a message about the run.
    pub fn message(&self, message: &mut Message) {
        for names in &self.known {
            names.text(&mut message.fr, Says::Called);
            names.text(&mut message.en, Says::Called);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::{Disguise, Salt, Says};

    fn hidden(text: &str) -> String {
        let mut disguise = Disguise::new(Salt::new("s"));
        disguise.know("martin-jeanne", ["c/martin-jeanne/Le-Gall_dossier.pdf"]);
        let mut text = text.to_owned();
        disguise.text(&mut text);
        text.replace(&Salt::new("s").pseudonym("martin-jeanne"), "X")
    }

    #[test]
    fn a_name_is_hidden_however_it_is_written() {
        for (text, told) in [
            ("Dossier de projet de Jeanne MARTIN", "Dossier de projet de X"),
            ("MARTIN Jeanne, puis Jeanne Le Gall.", "X, puis X."),
            ("jeanne martin, Jeanne, Mme Martin", "X, X, Mme X"),
            ("jeanne.martin@exemple.fr et photos/jeanne.png", "X.X@exemple.fr et photos/X.png"),
            // A word that is no name here: no capital, nothing of a file's name beside it.
            ("un martin-pêcheur ; le gall.", "un X-pêcheur ; le gall."),
            ("Martine au Gallois", "Martine au Gallois"),
        ] {
            assert_eq!(hidden(text), told, "{text}");
        }
    }

    #[test]
    fn words_of_our_own_are_nobodys_name_where_we_speak() {
        let names = super::Names::of("titre-aucun", "X".into());
        for (text, told) in [
            ("Titre 3 : ce qu'annonce « Aucun » est là.", "Titre 3 : ce qu'annonce « X » est là."),
            ("Aucun titre, sous “Titre 12”.", "Aucun titre, sous “X 12”."),
            ("Titre, puis Aucun, sous-titre.", "Titre, puis Aucun, sous-titre."),
            ("c/titre/aucun.pdf : Titre vide.", "c/X/X.pdf : Titre vide."),
        ] {
            let mut text = text.to_owned();
            names.text(&mut text, Says::Ours);
            assert_eq!(text, told);
        }
        let mut heading = "Titre de Aucun".to_owned();
        names.text(&mut heading, Says::Document);
        assert_eq!(heading, "X de X");
        let of = |candidate: &str, text: &str| {
            let mut text = text.to_owned();
            super::Names::of(candidate, "X".into()).text(&mut text, Says::Called);
            text
        };
        assert_eq!(of("titre", "titre : aucun dossier, un titre"), "X : aucun dossier, un titre");
        assert_eq!(of("durand-titre", "Titre Durand, Durand, Titre"), "X, X, Titre");
    }

    #[test]
    fn the_rules_name_nobody() {
        let rules = crate::certification::Library::built_in().load("ais-2018/titre").unwrap();
        let source = crate::source::Source::new("a.md", "# Contexte\n\nL'atelier emploie douze personnes.\n");
        let mut dossier = crate::assess::assess(&source, &rules, &[], &crate::read::Limits::default());
        let finding = dossier.findings.iter_mut().find(|finding| !finding.competencies.is_empty()).unwrap();
        finding.competencies[0].name = "Tester un Robin".to_owned();
        finding.message.fr = "Introuvable : « Tester un Robin ». Titre proche : « Robin »".to_owned();
        finding.help.fr = "Robin d'abord.".to_owned();
        Disguise::new(Salt::new("s")).dossier("Robin", &[], &mut dossier);
        let told = dossier.findings.iter().find(|finding| !finding.competencies.is_empty()).unwrap();
        let name = Salt::new("s").pseudonym("Robin");
        assert_eq!(told.message.fr, format!("Introuvable : « Tester un Robin ». Titre proche : « {name} »"));
        assert_eq!(told.help.fr, "Robin d'abord.");
    }

    #[test]
    fn the_author_of_a_file_is_hidden_where_it_is_a_person() {
        let mut names = super::Names::of("c03", "X".into());
        names.add_author("Élodie Quéméner; Microsoft Office User");
        names.add_author("Administrateur");
        let mut text = "QUEMENER Elodie, administrateur Microsoft : Office User".to_owned();
        names.text(&mut text, Says::Document);
        assert_eq!(text, "X, administrateur Microsoft : Office User");
    }

    #[test]
    fn a_pseudonym_depends_on_the_letters_and_the_salt_alone() {
        let salt = Salt::new("session de décembre");
        assert_eq!(salt.pseudonym("Éloïse Le-Gall"), salt.pseudonym("eloise_le gall"));
        assert_ne!(salt.pseudonym("dupont"), salt.pseudonym("martin"));
        assert_ne!(salt.pseudonym("dupont"), Salt::new("autre").pseudonym("dupont"));
        assert_ne!(Salt::of_this_run().pseudonym("dupont"), Salt::of_this_run().pseudonym("dupont"));
    }
}
