//! What the outputs are written in, and under which names.

use super::Place;

#[test]
fn the_help_and_its_errors_are_in_the_language_asked_for() {
    let mut place = Place::new();
    let french = place.run(&["check", "--help"]).out;
    assert!(french.contains("Vérifie un ou plusieurs dossiers") && french.contains("<FICHIER>"), "{french}");
    let english = place.run(&["check", "--help", "--lang", "en"]).out;
    assert!(english.contains("Checks one or several dossiers") && english.contains("<FILE>"), "{english}");
    assert!(english.contains("On a terminal only"), "{english}");
    let error = |place: &Place| place.run(&["compare", "a", "b", "--tolerance", "300"]).err;
    assert!(error(&place).contains("un nombre entre 0 et 100"), "{}", error(&place));
    place.variables.push(("CONFORME_LANG", "en".to_owned()));
    assert!(error(&place).contains("a number between 0 and 100"), "{}", error(&place));
    assert_eq!(place.run(&["check", "--help"]).out, english);
    assert_eq!(place.run(&["--lang=fr", "check", "--help"]).out, french);
    assert!(place.run(&["man", "receive"]).out.contains("Day of the reception"));
    assert!(!place.run(&["completions", "zsh"]).out.contains("Jour"));
}
