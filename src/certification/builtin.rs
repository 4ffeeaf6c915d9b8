//! The rule files that come with the program, and where others are found.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::overlay::is_overlay;
use super::{Certification, Compiled, DOSSIER, RuleError, SessionDocument, load};
use crate::lexicon::SharedLexicon;

macro_rules! rules {
    ($($id:literal),* $(,)?) => {
        &[$(($id, include_str!(concat!("../../rules/", $id, ".toml")))),*]
    };
}

/// The rule files under `rules/`, by id, bases included. A test holds this list against the folder.
pub const BUILT_IN: &[(&str, &str)] = rules![
    "ais-2018/commun",
    "ais-2018/titre",
    "ais-2018/ccp1",
    "ais-2018/ccp2",
    "ais-2018/ccp3",
    "cda-2023/ccp1",
    "cda-2023/ccp1-entreprise",
    "cda-2023/ccp1-formation",
    "cda-2023/ccp2",
    "cda-2023/ccp2-entreprise",
    "cda-2023/ccp2-formation",
    "cda-2023/ccp3",
    "cda-2023/ccp3-entreprise",
    "cda-2023/ccp3-formation",
    "cda-2023/commun",
    "cda-2023/presentation",
    "cda-2023/titre",
    "cda-2023/titre-entreprise",
    "cda-2023/titre-formation",
    "dossier-professionnel",
    "dwwm-2018/titre",
    "dwwm-2023/titre",
    "expert-ingenierie-afip/bloc1",
    "expert-ingenierie-afip/bloc2",
    "expert-ingenierie-afip/bloc3",
    "expert-ingenierie-afip/bloc4",
    "support-informatique-3-blocs/bloc1-migration",
    "support-informatique-3-blocs/bloc1-support",
    "support-informatique-3-blocs/bloc2-annuaire",
    "support-informatique-3-blocs/bloc2-pare-feu",
    "support-informatique-3-blocs/bloc2-risques",
    "support-informatique-3-blocs/bloc2-synthese",
    "support-informatique-3-blocs/bloc3-refonte",
    "systemes-information-5-blocs/bloc1-avancement",
    "systemes-information-5-blocs/bloc1-bilan",
    "systemes-information-5-blocs/bloc1-memoire",
    "systemes-information-5-blocs/bloc1-recueil-besoins",
    "systemes-information-5-blocs/bloc1-specifications",
    "systemes-information-5-blocs/bloc2-audit",
    "systemes-information-5-blocs/bloc2-cahier-des-charges",
    "systemes-information-5-blocs/bloc2-procedures",
    "systemes-information-5-blocs/bloc3-conversion-pdf",
    "systemes-information-5-blocs/bloc3-portfolio-web",
    "systemes-information-5-blocs/bloc3-recette",
    "systemes-information-5-blocs/bloc3-sauvegarde",
    "systemes-information-5-blocs/bloc3-vlans",
    "systemes-information-5-blocs/bloc4-identites",
    "systemes-information-5-blocs/bloc4-securite-reseau",
    "systemes-information-5-blocs/bloc4-tableaux-de-bord",
    "systemes-information-5-blocs/bloc5-veille",
];

/// Rule files by id: the built-in ones, and those a user adds.
#[derive(Clone, Debug)]
pub struct Library {
    files: BTreeMap<Cow<'static, str>, Cow<'static, str>>,
    /// Name and text of the training centre's own rules.
    overlays: Vec<(String, String)>,
    lexicon: SharedLexicon,
    /// What needs no parsing, as long as none of its files was replaced.
    compiled: Option<&'static Compiled<'static>>,
    /// What is read of every file to choose among them.
    heads: OnceLock<Vec<(String, load::Head)>>,
}

impl Library {
    /// The rule files that come with the program, to be parsed when they are asked for. `lexicon` is the shared one.
    pub(crate) fn parsed(lexicon: SharedLexicon) -> Self {
        let files = BUILT_IN.iter().map(|(id, text)| (Cow::Borrowed(*id), Cow::Borrowed(*text))).collect();
        Self { files, overlays: Vec::new(), lexicon, compiled: None, heads: OnceLock::new() }
    }

    /// The same, of which `compiled` has been made before.
    pub(crate) fn compiled(lexicon: SharedLexicon, compiled: &'static Compiled<'static>) -> Self {
        Self { compiled: Some(compiled), ..Self::parsed(lexicon) }
    }

    /// Adds a rule file, or replaces the one of that id. An overlay is added to every certification it goes with.
    pub fn insert(&mut self, id: impl Into<String>, text: impl Into<String>) {
        let (id, text) = (id.into(), text.into());
        if is_overlay(&text) {
            self.overlays.retain(|(name, _)| *name != id);
            self.overlays.push((id, text));
        } else {
            if self.files.insert(id.into(), text.into()).is_some() {
                self.compiled = None;
            }
            self.heads = OnceLock::new();
        }
    }

    /// The text of a rule file.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.files.get(id).map(Cow::as_ref)
    }

    /// Ids of all files, bases included, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().map(Cow::as_ref)
    }

    /// Name and text of the overlays.
    pub(super) fn overlays(&self) -> &[(String, String)] {
        &self.overlays
    }

    /// The shared lexicon.
    pub fn lexicon(&self) -> &SharedLexicon {
        &self.lexicon
    }

    /// Loads and checks the certification `id`, with the overlays that go with it.
    ///
    /// # Errors
    /// Where the file, or one it extends, has a fault.
    pub fn load(&self, id: &str) -> Result<Certification, Box<RuleError>> {
        let compiled = self.compiled.and_then(|compiled| compiled.certification(id, &self.lexicon));
        let mut certification = compiled.map_or_else(|| load::load(self, id), Ok)?;
        for (name, text) in &self.overlays {
            self.overlay(&mut certification, name, text)?;
        }
        Ok(certification)
    }

    /// Loads every file that is no base.
    ///
    /// # Errors
    /// The first fault.
    pub fn load_all(&self) -> Result<Vec<Certification>, Box<RuleError>> {
        self.heads()?.iter().map(|(id, _)| self.load(id)).collect()
    }

    /// Every document that a certification lists, one a role, the dossier first.
    ///
    /// # Errors
    /// The first file that is no TOML, or whose list has a fault.
    pub fn known_documents(&self) -> Result<Vec<SessionDocument>, Box<RuleError>> {
        let mut out: Vec<SessionDocument> = Vec::new();
        for (id, text) in &self.files {
            for document in load::listed(id, text)? {
                if !out.iter().any(|known| known.id == document.id) {
                    out.push(document);
                }
            }
        }
        out.sort_by_key(|document| document.id != DOSSIER);
        Ok(out)
    }

    /// Ids of all files that are no base, in order.
    ///
    /// # Errors
    /// Where the head of one cannot be read.
    pub fn certifications(&self) -> Result<impl Iterator<Item = &str>, Box<RuleError>> {
        Ok(self.heads()?.iter().map(|(id, _)| id.as_str()))
    }

    /// Id and head of every file that is no base, in order: enough to choose one without loading all.
    ///
    /// # Errors
    /// The first file that is no TOML, or whose head has a fault.
    pub(super) fn heads(&self) -> Result<&[(String, load::Head)], Box<RuleError>> {
        if let Some(heads) = self.heads.get() {
            return Ok(heads);
        }
        let mut heads = Vec::with_capacity(self.files.len());
        for (id, text) in &self.files {
            let compiled = self.compiled.and_then(|compiled| compiled.heads.get(id.as_ref()));
            let head = compiled.map_or_else(|| load::head(id, text), |head| Ok(head.clone()))?;
            if !head.base {
                heads.push((id.clone().into_owned(), head));
            }
        }
        Ok(self.heads.get_or_init(|| heads))
    }
}
