//! The TeX commands that authors put into Markdown for pandoc's PDF: they lay out, and only a few hold text.

use super::marks::PAGE_BREAK;

const BREAKS: [&str; 4] = ["newpage", "pagebreak", "clearpage", "cleardoublepage"];

/// Commands without text of their own; what they are given is an argument, not text.
const SILENT: [&str; 38] = [
    "tableofcontents",
    "listoffigures",
    "listoftables",
    "maketitle",
    "appendix",
    "noindent",
    "centering",
    "bigskip",
    "medskip",
    "smallskip",
    "vspace",
    "hspace",
    "vfill",
    "hfill",
    "begin",
    "end",
    "setcounter",
    "pagenumbering",
    "thispagestyle",
    "pagestyle",
    "setlength",
    "renewcommand",
    "newcommand",
    "usepackage",
    "addcontentsline",
    "phantomsection",
    "label",
    "raggedright",
    "tiny",
    "small",
    "normalsize",
    "footnotesize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
    "hrule",
];

/// What a line that starts with layout commands becomes: the text after them, a caption, a picture, a page break.
/// None where it starts with anything else.
pub(super) fn without_layout(line: &str) -> Option<String> {
    let mut rest = line;
    let mut out = String::new();
    while let Some(command) = rest.strip_prefix('\\') {
        let length = command.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, after) = command.split_at(length);
        let after = after.strip_prefix('*').unwrap_or(after);
        let end = arguments(after);
        match name {
            _ if BREAKS.contains(&name) => out.push(PAGE_BREAK),
            _ if SILENT.contains(&name) => {}
            "caption" | "captionof" => out.push_str(last_argument(&after[..end])),
            "includegraphics" => out.push_str("![](image)"),
            _ => break,
        }
        rest = after[end..].trim_start();
    }
    (rest.len() < line.len()).then(|| out + rest)
}

/// Bytes of the `[…]` and `{…}` that `text` starts with.
fn arguments(text: &str) -> usize {
    let (mut depth, mut end) = (0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    end = at + 1;
                }
            }
            _ if depth == 0 => break,
            _ => {}
        }
    }
    end
}

/// What stands in the last `{…}` of `arguments`.
fn last_argument(arguments: &str) -> &str {
    let inner = arguments.strip_suffix('}').unwrap_or_default();
    let start = inner.find('{').map_or(inner.len(), |at| at + 1);
    &inner[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_of_layout_commands_stays() {
        let plain = |line| without_layout(line);
        assert_eq!(plain("\\vspace{2cm} \\begin{minipage}[t]{0.4\\textwidth}").as_deref(), Some(""));
        assert_eq!(plain("\\caption{Schéma {réseau}}").as_deref(), Some("Schéma {réseau}"));
        assert_eq!(plain("\\noindent Du texte").as_deref(), Some("Du texte"));
        assert_eq!(plain("\\hfill \\newpage").as_deref(), Some("\u{fdd2}"));
        assert_eq!(plain("\\includegraphics[width=3cm]{a.png}").as_deref(), Some("![](image)"));
        for text in ["\\textbf{gras}", "\\\\serveur\\partage", "texte", ""] {
            assert_eq!(plain(text), None);
        }
    }
}
