//! The outline of the dossier that is not in order.

use conforme::document::KnownBy;
use conforme::dossier::OutlineEntry;
use conforme::measure::Count;
use conforme::structure::ZoneKind;

/// Headings of every level, some of which serve a requirement.
pub(crate) fn entries() -> Vec<OutlineEntry> {
    vec![
        entry(1, "Abstract", 3, 1_640, &["abstract"]),
        entry(1, "Compétences mises en œuvre", 5, 1_200, &["competences"]),
        entry(1, "1. Cahier des charges", 7, 16_400, &["cahier-des-charges"]),
        entry(2, "1.1 L'entreprise d'accueil", 7, 1_510, &["contexte"]),
        entry(2, "1.2 Ma mission", 8, 2_300, &["mission"]),
        entry(1, "3. Réalisation", 20, 28_300, &["realisation"]),
        entry(2, "3.1 Les tâches effectuées", 21, 9_800, &["taches"]),
        entry(2, "3.2 Déploiement", 26, 7_100, &[]),
        entry(2, "3.3 Bascule et retour arrière", 29, 4_300, &[]),
        entry(2, "3.4 Planning et suivi", 33, 6_900, &["gestion-projet"]),
        OutlineEntry { zone: ZoneKind::Annexes, ..entry(1, "Annexes", 44, 3_100, &[]) },
        OutlineEntry { zone: ZoneKind::Annexes, ..entry(2, "Annexe 2 Scripts", 45, 1_450, &[]) },
    ]
}

fn entry(level: u8, heading: &str, page: u32, characters: usize, serves: &[&str]) -> OutlineEntry {
    OutlineEntry {
        heading: heading.into(),
        level,
        known_by: if level == 1 { KnownBy::Bookmark } else { KnownBy::Look },
        confidence: if level == 1 { 0.99 } else { 0.8 },
        page: Some(page),
        line: None,
        file: None,
        zone: ZoneKind::Body,
        count: Count { characters, words: characters / 5 },
        serves: serves.iter().map(|id| (*id).to_owned()).collect(),
    }
}
