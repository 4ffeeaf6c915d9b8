//! Markdown that nests or repeats what a parser may look back for.

use conforme::read::Limits;

use crate::{assert_over, bound, judged, judged_within, many};

#[test]
fn nesting_without_end_is_bounded() {
    for (name, text) in [
        ("quotes", format!("{}a\n", "> ".repeat(many(100_000)))),
        ("quotes without blanks", format!("{}a\n", ">".repeat(many(100_000)))),
        ("lists on one line", format!("{}a\n", "- ".repeat(many(100_000)))),
        ("numbers on one line", format!("{}a\n", "1. ".repeat(many(100_000)))),
        ("lists by indent", (0..many(2_000)).map(|i| format!("{}- a\n", " ".repeat(i * 2))).collect()),
        ("html", format!("{}a\n", "<div>".repeat(many(100_000)))),
        ("html in lines", "<div>\n\n".repeat(many(50_000))),
        ("fenced divs", "::: {.a}\n".repeat(many(50_000))),
    ] {
        judged(name, text.into_bytes());
    }
    let limits = || Limits { recursion: 20, ..Limits::default() };
    let quotes = format!("{}a\n", "> ".repeat(21)).into_bytes();
    assert_over(&judged_within("quotes over the bound", quotes, limits()), "recursion");
    let within = format!("{}a\n", "> ".repeat(20)).into_bytes();
    assert_eq!(bound(&judged_within("quotes within it", within, limits())), None);
}

#[test]
fn openings_that_are_never_closed_are_read_in_time() {
    for piece in [
        "[",
        "![",
        "![](",
        "[a](<",
        "*a",
        "_a ",
        "**a __b ",
        "~~",
        "`",
        "`a``",
        "$",
        "$$",
        "<",
        "<!--",
        "<a ",
        "<![CDATA[",
        "<?",
        "&",
        "[^a",
        "[^a]: ",
        "|",
        "|-",
        "\\",
        "# ",
        "```\n",
        "~~~\n",
        "---\n",
        "{.a",
        "{#",
        "@",
        "http://",
        "a@b.",
        "<script>",
        "<pre>",
        "- [ ",
        "\\[",
        "\\begin{",
        ": ",
        "![a][",
        "[a]: <",
        "[[",
    ] {
        let size = many(60_000) / piece.len();
        judged(&format!("{piece:?} in a line"), piece.repeat(size).into_bytes());
        judged(&format!("{piece:?} line by line"), format!("{piece}\n").repeat(size / 4).into_bytes());
    }
}

#[test]
fn much_of_the_same_is_judged_in_time() {
    let table = |columns: usize, rows: usize| {
        format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns))
            + &format!("{}\n", "|b".repeat(columns)).repeat(rows)
    };
    for (name, text) in [
        (
            "headings",
            (0..many(5_000)).map(|i| format!("{} {i}. Annexe\n\n", "#".repeat(1 + i % 6))).collect(),
        ),
        ("one title", "# Cahier des charges\n\nx\n\n".repeat(3_000)),
        ("items", "- objectif\n".repeat(many(30_000))),
        ("contents", (0..many(10_000)).map(|i| format!("Annexe {i} ........ {i}\n\n")).collect()),
        ("wide table", table(2_000, 5)),
        (
            "short rows",
            format!("{}\n{}\n", "|a".repeat(many(5_000)), "|-".repeat(many(5_000)))
                + &"|b\n".repeat(many(2_000)),
        ),
        ("footnotes", (0..many(5_000)).map(|i| format!("a[^{i}]\n\n[^{i}]: [^{i}]\n\n")).collect()),
        ("references", "[a][b]\n".repeat(many(20_000)) + &"[b]: c\n".repeat(many(20_000))),
        ("one word", "a".repeat(many(3_000_000))),
        ("one line", "mot ".repeat(many(300_000))),
        ("marks", "e\u{301}\u{301}\u{301}".repeat(many(200_000))),
        ("joiners", "\u{200d}".repeat(many(300_000)) + "a"),
        ("blank lines", "\n".repeat(many(1_000_000)) + "a"),
    ] {
        let text: String = text;
        assert_eq!(bound(&judged(name, text.into_bytes())), None, "{name}");
    }
}
