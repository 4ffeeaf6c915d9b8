//! Which lines belong together, and to what.

use super::*;

#[test]
fn items_of_a_list_are_told_by_their_marks_and_indents() {
    let items = |content: &'static str| {
        let blocks = Made { content, ..Made::default() }.read().blocks;
        blocks.iter().map(|block| block.context.list.map(|item| item.ordered)).collect::<Vec<_>>()
    };
    let numbered = "BT /F1 12 Tf 50 700 Td (Voici les travaux :) Tj 20 -14 Td (1. Relever les postes) Tj \
                    0 -14 Td (2. Couper les acces) Tj 0 -14 Td (3. Basculer) Tj ET";
    assert_eq!(items(numbered), [None, Some(true), Some(true), Some(true)]);
    let dashes = "BT /F1 12 Tf 50 700 Td (- relever les postes du siege et ceux des deux depots, puis) Tj \
                  12 -14 Td (les serveurs) Tj -12 -14 Td (- couper les acces) Tj ET";
    assert_eq!(items(dashes), [Some(false), Some(false)]);
    let letters = "BT /F1 12 Tf 50 700 Td (Travaux) Tj 20 -14 Td (a\\) relever les postes) Tj \
                   0 -14 Td (b\\) couper les acces) Tj ET";
    assert_eq!(items(letters), [None, Some(true), Some(true)]);
    for content in [
        "BT /F1 12 Tf 50 700 Td (o relever les postes du siege et ceux des deux depots, puis les) Tj \
         12 -14 Td (serveurs) Tj -12 -14 Td (o couper les acces) Tj ET",
        "BT /F1 12 Tf 50 700 Td (i. relever les postes du siege et ceux des deux depots, puis les) Tj \
         12 -14 Td (serveurs) Tj -12 -14 Td (ii. couper les acces) Tj ET",
        "BT /F1 12 Tf 50 700 Td (\\(1\\) relever les postes du siege et ceux des deux depots, puis les) Tj \
         12 -14 Td (serveurs) Tj -12 -14 Td (\\(2\\) couper les acces) Tj ET",
    ] {
        assert!(matches!(items(content).as_slice(), [Some(_), Some(_)]), "{content}: {:?}", items(content));
    }
    // Neither set in nor hanging; and numbers that do not count.
    let flush = "BT /F1 12 Tf 50 700 Td (- oui) Tj 0 -14 Td (- non) Tj ET";
    assert_eq!(items(flush), [None, None]);
    let years = "BT /F1 12 Tf 50 700 Td (Travaux) Tj 20 -14 Td (4. Relever) Tj 0 -14 Td (9. Couper) Tj ET";
    assert_eq!(items(years), [None, None, None]);
}

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
