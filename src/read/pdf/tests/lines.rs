//! Which lines belong together, and to what.

use super::*;

#[test]
fn a_running_head_right_above_the_text_is_no_line_of_it() {
    let made = Made {
        content: "BT /F1 12 Tf 50 760 Td (Le contexte) Tj 0 -14 Td (repart des quatre besoins du service.) Tj ET",
        kids: "6 0 R",
        more: &[
            ("/Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /Font << /F1 5 0 R >> >>", None),
            (
                "",
                Some(
                    "BT /F1 12 Tf 50 760 Td (Le contexte) Tj 0 -14 Td (du projet est celui de la reprise.) Tj ET",
                ),
            ),
        ],
        ..Made::default()
    };
    let head = "Le contexte";
    let expected =
        [head, "repart des quatre besoins du service.", head, "du projet est celui de la reprise."];
    assert_eq!(made.text(), expected.join(" | "));
}
