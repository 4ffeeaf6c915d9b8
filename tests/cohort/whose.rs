//! Whose a file is where a configuration says too much, or says that it is nobody's.

use super::{Place, json};

const PATTERNS: &str =
    "[documents]\ndossier = \"c/{candidat}/dossier.*\"\nresume = \"c/{candidat}/resume.*\"\n";

#[test]
fn patterns_of_documents_that_are_not_there_yet_are_no_fault() {
    let place = Place::new();
    place
        .write(
            "conforme.toml",
            &format!("certification = \"ais\"\n{PATTERNS}presentation = \"c/{{candidat}}/presentation.*\"\ndossier-professionnel = \"c/{{candidat}}/dp.*\"\n"),
        )
        .copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx")
        .copy("dossiers/titre/resume.md", "c/dupont/resume.md");
    let ran = place.run(&["check", "-f", "json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(ran.err.matches("pour information : aucun fichier").count(), 2, "{}", ran.err);
    assert_eq!(json(&ran.out)["summary"]["conforme"], 1, "{}", ran.out);
    // Nothing where dossiers lie is one.
    std::fs::rename(place.path("c"), place.path("d")).unwrap();
    assert_eq!(place.run(&["check"]).code, 2);
}
