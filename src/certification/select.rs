//! Which certification a dossier is held against: by name, or by the document's own words.

use super::signs::{Weight, bounded, normalise};
use super::{Certification, Library, RuleError};
use crate::lexicon::Held;
use crate::near::near;

/// A certification told by the document's own words.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// Its id.
    pub id: String,
    /// What it is called, as its own file says.
    pub title: String,
    /// The name to choose it by.
    pub name: String,
    /// The words that told it.
    pub words: Vec<String>,
}

/// Why no certification could be chosen.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// No certification of that id or short name.
    #[error("no certification `{name}`")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// A rule file has a fault.
    #[error(transparent)]
    Rule(#[from] Box<RuleError>),
}

impl Library {
    /// The certification of that id or short name (case and accents do not matter).
    ///
    /// # Errors
    /// Where there is none, its rule file has a fault, or the head of another cannot be read.
    pub fn find(&self, name: &str) -> Result<Certification, SelectError> {
        if self.text(name).is_some() {
            return Ok(self.load(name)?);
        }
        let wanted = normalise(name);
        for (id, head) in self.heads()? {
            if head.names.iter().any(|known| known.as_str() == wanted) {
                return Ok(self.load(id)?);
            }
        }
        let written = self.heads()?.iter().flat_map(|(id, head)| head.short.iter().chain([id]));
        let folded = self.heads()?.iter().flat_map(|(_, head)| head.names.iter().map(Held::as_str));
        let nearest = near(&wanted, folded.clone());
        let nearest = nearest.and_then(|near| folded.zip(written).find(|(name, _)| *name == near));
        let nearest = nearest.map(|(_, written)| written.clone());
        Err(SelectError::Unknown { name: name.to_owned(), nearest })
    }

    /// The certification that the words of a document tell, if just one is told. `text` is the document or its
    /// beginning (cover and first pages), where candidates name what they sit for.
    ///
    /// A form tells more than a title, a level of a title more than the title, and a title more than the competencies
    /// of one. Of two that are told as well, only the one that is named at the very beginning is meant.
    ///
    /// # Errors
    /// Where a rule file has a fault.
    pub fn recognise(&self, text: &str) -> Result<Option<Recognition>, Box<RuleError>> {
        let text = bounded(text);
        let mut told: Vec<(Weight, Recognition)> = Vec::new();
        for (id, head) in self.heads()? {
            if let Some((weight, words)) = head.signs.weigh(&text) {
                let name = head.short.first().unwrap_or(id).clone();
                told.push((weight, Recognition { id: id.clone(), title: head.title.clone(), name, words }));
            }
        }
        Ok(heaviest(told))
    }

    /// The certification that the name of a file tells, if just one is told: `dossier-cda.docx`.
    ///
    /// # Errors
    /// Where a rule file has a fault.
    pub fn recognise_name(&self, stem: &str) -> Result<Option<Recognition>, Box<RuleError>> {
        let stem = bounded(&parted(stem));
        let mut told: Vec<(Weight, Recognition)> = Vec::new();
        for (id, head) in self.heads()? {
            if let Some(word) = head.signs.in_name(&stem) {
                let name = head.short.first().unwrap_or(id).clone();
                let recognition = Recognition {
                    id: id.clone(),
                    title: head.title.clone(),
                    name,
                    words: vec![word.to_owned()],
                };
                told.push((Weight::default(), recognition));
            }
        }
        Ok(heaviest(told))
    }
}

/// The only one of `told` that outweighs all others.
fn heaviest(told: Vec<(Weight, Recognition)>) -> Option<Recognition> {
    let top = told.iter().map(|(weight, _)| *weight).max();
    let mut told = told.into_iter().filter(|(weight, _)| Some(*weight) == top);
    told.next().filter(|_| told.next().is_none()).map(|(_, one)| one)
}

/// A file's name with its words parted: `DossierCDA` is two.
pub(crate) fn parted(stem: &str) -> String {
    let mut out = String::with_capacity(stem.len() + 4);
    let mut small = false;
    for c in stem.chars() {
        if small && c.is_uppercase() {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn told(text: &str) -> Option<String> {
        Library::built_in().recognise(text).unwrap().map(|told| told.id)
    }

    #[test]
    fn a_title_is_told_however_it_is_joined() {
        for text in [
            "Titre professionnel Développeur Web & Web Mobile",
            "DÉVELOPPEUR WEB - WEB MOBILE, session de mars",
            "Dossier pour le titre RNCP 37674, niveau 5",
            "développeur/développeuse web et web mobile",
        ] {
            assert_eq!(told(text).as_deref(), Some("dwwm-2023/titre"), "{text}");
        }
        assert_eq!(told("Dossier de projet CDA, promotion 3").as_deref(), Some("cda-2023/titre"));
        assert_eq!(told("Développeur Logiciel, niveau III"), None);
        assert_eq!(told("La CDA a reconnu le handicap du client."), None);
    }

    #[test]
    fn a_number_of_the_directory_decides_over_words_of_another_edition() {
        let old = "en intégrant les recommandations de sécurité";
        assert_eq!(told(&format!("DWWM, {old}")).as_deref(), Some("dwwm-2018/titre"));
        assert_eq!(told(&format!("DWWM, RNCP37674, {old}")).as_deref(), Some("dwwm-2023/titre"));
    }

    #[test]
    fn a_dossier_that_names_all_ccps_is_for_the_titre_and_one_for_its_ccp() {
        let cover = "Concepteur développeur d'applications";
        assert_eq!(told(&format!("{cover}. CCP1, CCP2 et CCP3")).as_deref(), Some("cda-2023/titre"));
        assert_eq!(told(&format!("{cover}. CCP 2")).as_deref(), Some("cda-2023/ccp2"));
        let far = "mot ".repeat(200);
        let passing = format!("{cover}. {far} Ce choix sert le CCP 2.");
        assert_eq!(told(&passing).as_deref(), Some("cda-2023/titre"));
        assert_eq!(told(&format!("{passing} Au CCP 2, puis au CCP 2.")).as_deref(), Some("cda-2023/ccp2"));
    }

    #[test]
    fn the_form_is_the_form_whatever_titre_it_names() {
        let form = "Le dossier professionnel (DP) constitue un élément du système de validation du titre professionnel. \
                    Exemples de pratique professionnelle";
        let text =
            format!("Développeur web et web mobile, en intégrant les recommandations de sécurité. {form}");
        assert_eq!(told(&text).as_deref(), Some("dossier-professionnel"));
    }

    #[test]
    fn of_two_titles_the_one_on_the_cover_is_meant() {
        let far = "mot ".repeat(200);
        let both =
            |near: &str, away: &str| told(&format!("{near}. {far} J'ai obtenu avant le titre {away}."));
        let (cda, dwwm) = ("Concepteur développeur d'applications", "développeur web et web mobile");
        assert_eq!(both(cda, dwwm).as_deref(), Some("cda-2023/titre"));
        assert_eq!(both(dwwm, cda).as_deref(), Some("dwwm-2023/titre"));
        assert_eq!(both("Mon projet", &format!("{cda} puis {dwwm}")), None);
    }

    #[test]
    fn several_competencies_tell_the_title_that_nobody_named() {
        let cda = "Bloc 1 : installer et configurer son environnement de travail, développer des interfaces utilisateur, \
                   développer des composants métier. Bloc 2 : définir l'architecture logicielle.";
        assert_eq!(told(cda).as_deref(), Some("cda-2023/titre"));
        let dwwm = "Maquetter des interfaces utilisateur web ou web mobile ; mettre en place une base de données \
                    relationnelle ; développer des composants métier côté serveur.";
        assert_eq!(told(dwwm).as_deref(), Some("dwwm-2023/titre"));
        assert_eq!(told("Développer des interfaces utilisateur et des composants"), None);
    }

    #[test]
    fn a_file_name_tells_where_it_names_one_title() {
        let library = Library::built_in();
        let of = |stem: &str| library.recognise_name(stem).unwrap().map(|told| told.id);
        assert_eq!(of("dossier-projet-CDA_dupont").as_deref(), Some("cda-2023/titre"));
        assert_eq!(of("DossierProfessionnel").as_deref(), Some("dossier-professionnel"));
        assert_eq!(of("dossier-dupont"), None);
        assert_eq!(of("cda-apres-dwwm"), None);
    }
}
