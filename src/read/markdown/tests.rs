//! Behaviour of the Markdown reader.

use proptest::prelude::*;

use crate::document::{Block, Document, Kind, KnownBy, NoticeKind, Role};
use crate::measure::{Count, tally};
use crate::read::{Limits, Unreadable};

fn read(text: &str) -> Document {
    super::read(text.as_bytes(), &Limits::default()).expect("readable")
}

/// What the blocks are, one a line: line number, kind, context, text; roles but plain text in angle brackets.
fn shown(document: &Document) -> String {
    document.blocks.iter().map(|block| format!("{}\n", shown_block(block))).collect()
}

fn shown_block(block: &Block) -> String {
    let kind = match &block.kind {
        Kind::Heading(heading) => {
            assert_eq!(heading.known_by, KnownBy::Markup);
            format!("h{}", heading.level.unwrap_or(0))
        }
        kind => format!("{kind:?}").to_lowercase(),
    };
    let mut out = format!("{} {kind}", block.place.line.unwrap_or(0));
    if let Some(cell) = block.context.cell {
        out += &format!(" cell {}.{}.{}", cell.table, cell.row, cell.column);
    }
    if let Some(item) = block.context.list {
        out += &format!(" item {}", item.depth);
    }
    for (set, name) in [
        (block.context.note.is_some(), " note"),
        (block.cues.starts_page, " page"),
        (block.cues.bold, " bold"),
        (block.cues.centered, " centred"),
    ] {
        out += if set { name } else { "" };
    }
    out += " |";
    for run in &block.runs {
        match run.role {
            Role::Text => out += &run.text.replace('\n', "⏎"),
            role => out += &format!("<{role:?} {}>", run.text),
        }
    }
    out
}

fn count(document: &Document) -> Count {
    let mut count = Count::default();
    for block in &document.blocks {
        count += tally(&block.text()).count;
    }
    count
}

#[test]
fn blocks_of_every_kind_with_their_lines() {
    let document = read(
        "---\ntitle: Dossier\n---\n# Titre *penché*\n\nUn paragraphe\nsur deux lignes.  \nEt une suite.\n\n\
         - puce\n    1. numéro un\n- [x] fait\n\n| A | B |\n|---|---|\n| c | `d` |\n\n```mermaid\ngraph\n```\n\n\
         Une note[^n] et $x^2$.\n\n[^n]: Le texte de la note.\n\n![Schéma](s.png)\n\nSous-titre\n----------\n",
    );
    insta::assert_snapshot!(shown(&document));
    assert_eq!(document.properties.title.as_deref(), Some("Dossier"));
}

#[test]
fn html_is_read_as_what_it_shows() {
    let document = read(
        "<div align=\"center\">\n  <h1>Le   titre</h1>\n  <!-- rien -->\n  <img src=\"x\" alt=\"Logo\"/>\n</div>\n\n\
         <h2>\n\nPlus loin\n\n</h2>\n\nAprès\n\n<details><summary>R&eacute;sum&eacute; &lt;1&gt;</summary>\n\nDu **texte**<br>et <kbd>la</kbd> suite.\n\n</details>\n\n\
         <table><tr><td>un<td>deux</tr><tr><td>trois</td></tr></table>\n\n<ul><li>a<li>b</ul>\n\n\
         <script>\nvar x = 1;\n</script>\n\n<p style=\"display: none\">caché</p>\n\n\
         <div style=\"background:#000\"><p style=\"color:white\">visible</p></div>\n",
    );
    insta::assert_snapshot!(shown(&document));
}

#[test]
fn page_breaks_start_the_next_block() {
    let document = read(
        "un\n\n\\newpage\n\n# deux\n\n<div style=\"page-break-after: always;\"></div>\n\ntrois\n\n<!-- pagebreak -->\n\nquatre\n",
    );
    assert_eq!(document.pages.explicit_breaks, 3);
    assert_eq!(
        shown(&document),
        "1 paragraph |un\n5 h1 page |deux\n9 paragraph page |trois\n13 paragraph page |quatre\n"
    );
}

#[test]
fn a_rule_in_the_middle_of_the_text_takes_nothing_away() {
    let document = read("# A\n\ndébut\n\n---\nsuite : du texte\n\n---\n\nfin\n");
    assert_eq!(
        shown(&document),
        "1 h1 |A\n3 paragraph |début\n6 paragraph |suite : du texte\n10 paragraph |fin\n"
    );
}

#[test]
fn a_paragraph_that_a_rule_underlines_is_no_heading() {
    let long = "Une phrase bien trop longue pour un titre. ".repeat(4);
    let document = read(&format!("{long}\n---\n\nDeux\nlignes\n---\n\nTitre\n---\n"));
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.heading().is_some()).collect();
    assert_eq!(kinds, [false, false, true]);
}

#[test]
fn neither_dots_nor_hyphens_become_other_characters() {
    let document = read("Attendez... -- \"oui\" 'non' --- fin\n");
    assert_eq!(document.blocks[0].text(), "Attendez... -- \"oui\" 'non' --- fin");
}

#[test]
fn words_of_neighbours_never_glue() {
    let document = read("- puce deux\n    - numéro un\n\ntitre\n===\n| a | b |\n|---|---|\n| c<br>d | e |\n");
    let words: Vec<String> = document
        .blocks
        .iter()
        .flat_map(|b| b.text().split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(words, ["puce", "deux", "numéro", "un", "titre", "a", "b", "c", "d", "e"]);
}

#[test]
fn a_bold_line_of_its_own_is_told() {
    let document = read("**Contexte**\n\n**Les moyens**  \nLe texte qui suit.\n\nDu **gras** dedans\n");
    assert_eq!(
        shown(&document),
        "1 paragraph bold |Contexte\n3 paragraph bold |Les moyens\n4 paragraph |Le texte qui suit.\n6 paragraph |Du gras dedans\n"
    );
}

#[test]
fn tables_of_contents_are_told_apart() {
    let linked = read("- [Un](#un)\n    - [Deux](#deux)\n\n# Un\n\n- [site](https://exemple.fr)\n- b\n");
    let kinds: Vec<_> = linked.blocks.iter().map(|block| block.kind == Kind::Contents).collect();
    assert_eq!(kinds, [true, true, false, false, false]);
    let named = read("## Sommaire\n\n1. Introduction\n2. Contexte\n\nUn paragraphe.\n\n- puce\n\n[TOC]\n");
    let kinds: Vec<_> = named.blocks.iter().map(|block| block.kind == Kind::Contents).collect();
    assert_eq!(kinds, [false, true, true, false, false, true]);
    assert!(named.blocks[5].is_blank());
}

#[test]
fn pandoc_notes_stand_after_their_paragraph() {
    let document = read("Un mot^[La *note* ici.] et la suite.\n");
    assert_eq!(shown(&document), "1 paragraph |Un mot et la suite.\n1 paragraph note |La note ici.\n");
}

#[test]
fn a_note_that_nothing_refers_to_is_hidden() {
    let document = read("Texte[^a].\n\n[^a]: vue\n\n[^b]: jamais vue\n");
    assert_eq!(count(&document).words, 2);
    assert_eq!(document.blocks[2].runs[0].role, Role::Hidden);
}

#[test]
fn prices_and_variables_are_no_formulas() {
    let document = read("De $5 à 10$, ou $HOME/$USER, mais $E = mc^2$ et $$x$$\n");
    let text = document.blocks[0].text();
    assert_eq!(text, "De $5 à 10$, ou $HOME/$USER, mais  et ");
}

#[test]
fn control_characters_never_reach_the_text() {
    let document = read("a\u{1b}[31mb &#27;[0m &#xFDD2; `\u{7}c`\n\n<p>&#8;x</p>\n");
    for block in &document.blocks {
        assert!(!block.text().chars().any(|c| c.is_control() || c == '\u{fdd2}'), "{block:?}");
    }
    assert_eq!(document.pages.explicit_breaks, 0);
}

#[test]
fn what_cannot_be_judged_is_said() {
    let read = |text: &str, limits| super::read(text.as_bytes(), &limits).map(|_| ());
    assert_eq!(read("---\ntitle: x\n---\n<!-- rien -->\n", Limits::default()), Err(Unreadable::Empty));
    let limits = Limits { characters: 3, ..Limits::default() };
    assert_eq!(read("été", limits.clone()), Ok(()));
    assert_eq!(read("été!", limits), Err(Unreadable::Bound { name: "characters".into(), value: 3 }));
}

#[test]
fn an_abstract_in_the_front_matter_is_told() {
    let document = read(&format!("---\nabstract: |\n  {}\n---\n# T\n", "word ".repeat(60)));
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::Structure));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = super::read(&bytes, &Limits::default());
    }

    #[test]
    fn any_pieces_of_markup_are_read_without_a_panic(pieces in proptest::collection::vec(piece(), 0..60)) {
        if let Ok(document) = super::read(pieces.concat().as_bytes(), &Limits::default()) {
            for block in &document.blocks {
                prop_assert!(block.place.line.is_some_and(|line| line >= 1));
                prop_assert!(!block.runs.is_empty() || block.kind == Kind::Image);
                let marked = block.runs.iter().any(|run| run.text.contains('\u{fdd0}'));
                prop_assert!(!marked);
            }
        }
    }

    #[test]
    fn taking_words_out_never_raises_a_count(
        words in proptest::collection::vec("[a-zà-ü]{1,8}|\n\n|\n|«|:|—", 1..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = |words: &[String]| words.join(" ");
        let whole = super::read(text(&words).as_bytes(), &Limits::default()).map_or(Count::default(), |d| count(&d));
        let mut fewer = words.clone();
        fewer.remove(cut.index(words.len()));
        let less = super::read(text(&fewer).as_bytes(), &Limits::default()).map_or(Count::default(), |d| count(&d));
        prop_assert!(less.characters <= whole.characters && less.words <= whole.words, "{whole:?} {less:?}");
    }
}

/// Pieces of markup that meet in unforeseen ways.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "# ",
        "\n",
        "\n\n",
        "---\n",
        "+++\n",
        "```",
        "`",
        "**",
        "*",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "[[",
        "![[a.png]]",
        "^[",
        "{.c}",
        "{",
        ":::",
        "==",
        "^",
        "\\newpage\n",
        "\\",
        "|",
        "| a | b |\n|---|---|\n",
        "+---+---+\n",
        "| a | b |\n",
        "!!! note \"x\"\n",
        "    ",
        "- ",
        "1. ",
        "> ",
        "[^1]",
        "[^1]: ",
        "$",
        "$$",
        "<h1>",
        "</h1>",
        "<div hidden>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul><li>",
        "<pre>",
        "</pre>",
        "<b>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<img alt='x'>",
        "<br>",
        "<",
        "&eacute;",
        "&#xFDD0;",
        "&",
        "[TOC]",
        ":+1:",
        "mot",
        "é",
        "\u{fdd0}",
        "\r",
        "\t",
        ": ",
        "Sommaire",
        "[x](#y)",
        "<p style=\"page-break-before:always;display:none\">",
    ];
    prop::sample::select(PIECES).prop_map(str::to_owned)
}
