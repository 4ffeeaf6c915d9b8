//! The `conforme.toml` that `conforme init` writes.

/// A configuration with every key explained, those that must be thought about left out of force.
pub const TEMPLATE: &str = r#"# conforme.toml : ce qui vaut pour les dossiers de ce dossier et de ses sous-dossiers.
# Le fichier le plus proche, en remontant, est seul en vigueur. Une option de la ligne de commande passe avant,
# puis une variable d'environnement (CONFORME_SESSION, CONFORME_CERTIFICATION…). « conforme config » montre le résultat.

# La certification, telle que « conforme list » la nomme. Sans elle, les mots de chaque dossier décident.
# certification = "ais-2018/titre"

# Ce qui fait échouer (code de sortie 1) : error, not-judged, warning, info ou never.
# fail-on = "error"

# Formats de sortie ; un seul sans fichier, les autres avec.
# formats = ["human", "json=rapport.json", "html=rapport.html"]

# Règles propres au centre de formation, ajoutées à celles du référentiel.
# overlays = ["regles-du-centre.toml"]

# Dossiers vérifiés en même temps ; tous les processeurs si rien n'est dit.
# jobs = 4

# Lire chaque dossier dans un processus à part : auto (dès qu'il y en a plusieurs), process ou none.
# isolation = "auto"

# Ce qui est parmi les candidats et n'est à aucun d'eux. Sans cela, un dossier où rien ne répond au motif « dossier »
# ci-dessous est signalé et compté.
# ignore = ["cohorte/modeles", "cohorte/consignes.pdf"]

# [session]
# date = 2026-12-07                 # premier jour de la session
# zone = "metropole"                # metropole, alsace-moselle, la-reunion… ou un numéro de département
# closed = [{ date = 2026-11-30, reason = "pont" }]   # jours de fermeture du centre
# worked = [2026-05-25]             # jours fériés travaillés
# depot = 2026-11-20                # jour où les dossiers ont été remis ; sans lui, un retard n'est pas jugé
# resume-date = 2026-11-18          # jour où les résumés l'ont été, si c'est un autre

# Où sont les documents, depuis l'endroit de ce fichier. {candidat} tient la place du nom ; les majuscules ne comptent pas.
# Si ce fichier est parmi les candidats, sans « cohorte » : "{candidat}/dossier.*".
# [documents]
# dossier = "cohorte/{candidat}/dossier.*"
# resume = "cohorte/{candidat}/resume.*"
# presentation = "cohorte/{candidat}/presentation.*"
# dossier-professionnel = "cohorte/{candidat}/dp.*"

# Ce que pèse une exigence, autrement que dans les règles : error, warning ou info.
# [severities]
# abstract-longueur = "warning"

# Des candidats qui passent autre chose que les autres.
# [[group]]
# name = "CCP 1 de mars"
# certification = "ais-2018/ccp1"
# candidates = ["martin", "petit-*"]

# Un candidat dont il y a plus à dire.
# [[candidate]]
# name = "dupont"
# certification = "ais-2018/ccp3"
# documents = { dossier = "en-retard/dupont.pdf" }
# depot = 2026-11-24
# resume-date = 2026-11-18

# Une dérogation accordée : comptée à part, montrée partout, signalée si elle a expiré ou ne sert à rien.
# [[waiver]]
# rule = "longueur"
# candidate = "dupont"
# reason = "tiers temps"
# granted-by = "Responsable de session"
# granted-on = 2026-11-02
# expires-on = 2026-12-31

# Limites de sécurité pour chaque dossier ; « conforme doctor » les donne toutes.
# [limits]
# file-bytes = "256 Mio"
# pages = 5000
# seconds = 60
"#;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::path::Path;

    use crate::config::Config;

    #[test]
    fn the_template_is_sound_as_it_is_and_with_every_key_in_force() {
        Config::parse(Path::new("conforme.toml"), super::TEMPLATE).unwrap();
        let set: String = super::TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(key) if key.starts_with('[') || key.contains(" = ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let config = Config::parse(Path::new("conforme.toml"), &set).unwrap();
        assert_eq!(config.certification_of("petit-jean"), Some("ais-2018/ccp1"));
        assert_eq!(config.certification_of("dupont"), Some("ais-2018/ccp3"));
        assert_eq!(config.certification_of("durand"), Some("ais-2018/titre"));
        assert_eq!(config.waivers.len(), 1);
        assert_eq!(config.lines["certification"], 6);
    }
}
