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

#[test]
fn a_name_beside_its_text_is_the_first_cell_of_a_row() {
    let made = Made {
        content: "BT /F1 12 Tf 1 0 0 1 50 700 Tm (Delais) Tj 1 0 0 1 250 707 Tm (Du trois fevrier au vingt juin, \
                  avec un arret) Tj 0 -14 Td (pendant la moisson.) Tj \
                  1 0 0 1 50 650 Tm (Moyens) Tj 1 0 0 1 250 657 Tm (Deux serveurs neufs, vingt mille euros et trois) Tj \
                  0 -14 Td (jours par semaine.) Tj ET",
        ..Made::default()
    };
    let blocks = made.read().blocks;
    let cells = blocks.iter().map(|block| block.context.cell.map(|cell| (cell.row, cell.column)));
    assert_eq!(cells.collect::<Vec<_>>(), [Some((1, 1)), Some((1, 2)), Some((2, 1)), Some((2, 2))]);
}
