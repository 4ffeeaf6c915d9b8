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

#[test]
fn items_whose_text_is_in_no_body_are_blocks_of_their_own() {
    let made = Made {
        content: "/Lbl <</MCID 0>> BDC BT /F1 12 Tf 50 700 Td (1.) Tj ET EMC \
                  /NonStruct <</MCID 1>> BDC BT /F1 12 Tf 65 700 Td (Liste des travaux menes pour les) Tj \
                  0 -14 Td (quatre services) Tj ET EMC \
                  /NonStruct <</MCID 2>> BDC BT /F1 12 Tf 80 672 Td (Relever les postes) Tj ET EMC \
                  /NonStruct <</MCID 3>> BDC BT /F1 12 Tf 65 658 Td (Conclusion) Tj ET EMC",
        catalog: "/StructTreeRoot 6 0 R",
        more: &[
            ("/Type /StructTreeRoot /K 7 0 R", None),
            ("/S /L /K [8 0 R 9 0 R]", None),
            ("/S /LI /K [10 0 R 11 0 R 12 0 R]", None),
            ("/S /LI /K << /S /NonStruct /Pg 3 0 R /K 3 >>", None),
            ("/S /Lbl /Pg 3 0 R /K 0", None),
            ("/S /NonStruct /Pg 3 0 R /K 1", None),
            ("/S /L /K 13 0 R", None),
            ("/S /LI /K [<< /S /NonStruct /Pg 3 0 R /K 2 >>]", None),
        ],
        ..Made::default()
    };
    let blocks = made.read().blocks;
    let seen: Vec<_> =
        blocks.iter().map(|block| (block.text(), block.context.list.map(|item| item.depth))).collect();
    let expected = [
        ("Liste des travaux menes pour les quatre services", Some(1)),
        ("Relever les postes", Some(2)),
        ("Conclusion", Some(1)),
    ];
    assert_eq!(seen, expected.map(|(text, depth)| (text.to_owned(), depth)));
}

#[test]
fn narrow_columns_are_read_one_after_the_other() {
    let column = |at: f64, word: &str| {
        let lines = (0..5).map(|i| format!("1 0 0 1 {at} {} Tm ({word} {word} {word}) Tj ", 700 - 14 * i));
        lines.collect::<String>()
    };
    // Three words of this font's widths are 184.8 points wide.
    let content = format!("BT /F1 12 Tf {}{}ET", column(50.0, "maintenant"), column(240.0, "derriere"));
    let made = Made { content: &content, ..Made::default() };
    let text = made.text();
    let (left, right) = text.split_once("derriere").unwrap();
    assert_eq!((left.matches("maintenant").count(), right.contains("maintenant")), (15, false), "{text}");
}

#[test]
fn a_heading_in_the_margin_stands_right_before_its_text() {
    // Drawn heading by heading first, then the texts, as word processors do with frames.
    let content = "BT /F2 12 Tf 50 700 Td (2.4 Objectifs) Tj 0 -70 Td (2.5 Livrables) Tj 0 -70 Td (2.6 Suites) Tj ET \
                   BT /F1 12 Tf 200 700 Td (Ramener les pannes sous dix par mois,) Tj 0 -14 Td (equiper le siege.) Tj ET \
                   BT /F1 12 Tf 200 630 Td (Un dossier technique et une charte.) Tj ET \
                   BT /F1 12 Tf 200 560 Td (Le second depot suivra au printemps.) Tj ET";
    let bold = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding";
    let made = Made { content, fonts: "/F2 6 0 R", more: &[(bold, None)], ..Made::default() };
    let text = made.text();
    let order = ["2.4", "Ramener", "2.5", "Un dossier", "2.6", "Le second"];
    let places: Vec<Option<usize>> = order.iter().map(|word| text.find(word)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
}
