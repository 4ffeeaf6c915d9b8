//! The TeX commands that authors put into Markdown for pandoc's PDF: they lay out, and only a few hold text.

use super::css;
use super::marks::PAGE_BREAK;
use crate::document::Role;

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

/// Letters of a formula that nobody sees from which it is told; fewer are there to align what is seen.
const UNSEEN: usize = 40;

/// What a formula is: one that mostly leaves room, or is written in the colour of paper, is hidden text.
pub(super) fn role_of_formula(formula: &str) -> Role {
    let mut unseen = 0;
    for (at, _) in formula.match_indices('\\').take(1_000) {
        let Some((Some(_), length)) = styled(&formula[at..]) else { continue };
        let mut depth = 1_usize;
        let inside = formula[at + length..].chars().take_while(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth > 0
        });
        unseen += inside.take(UNSEEN).count();
        if unseen >= UNSEEN {
            return Role::Hidden;
        }
    }
    Role::Math
}

/// The style that the command which `text` starts with gives to its last argument, where nobody sees it with that, and the
/// length of the command up to that argument's text; none where it is no such command.
pub(super) fn styled(text: &str) -> Option<(Option<String>, usize)> {
    let command = text.strip_prefix('\\')?;
    let length = command.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, after) = command.split_at(length);
    let to_text = |rest: &str| text.len() - rest.len();
    match name {
        "phantom" | "hphantom" | "vphantom" => {
            Some((Some("visibility:hidden".to_owned()), to_text(after.strip_prefix('{')?)))
        }
        "textcolor" | "color" => {
            let (model, after) = match after.strip_prefix('[') {
                Some(rest) => rest.split_once(']')?,
                None => ("", after),
            };
            let (colour, after) = after.strip_prefix('{')?.split_once('}')?;
            let after = if name == "color" { after } else { after.strip_prefix('{')? };
            (colour.len() < 40).then(|| (colour_style(model, colour), to_text(after)))
        }
        _ => None,
    }
}

/// The style of text in a colour of LaTeX, where that is the colour of paper.
fn colour_style(model: &str, colour: &str) -> Option<String> {
    let colour = colour.trim();
    let style = match model {
        "HTML" => format!("color:#{colour}"),
        "gray" | "rgb" => {
            let parts: Option<Vec<f32>> = colour.split(',').map(|part| part.trim().parse().ok()).collect();
            let parts: Vec<String> = parts?.iter().map(|part| format!("{}%", part * 100.0)).collect();
            match parts.as_slice() {
                [gray] => format!("color:rgb({gray},{gray},{gray})"),
                [r, g, b] => format!("color:rgb({r},{g},{b})"),
                _ => return None,
            }
        }
        "RGB" => format!("color:rgb({colour})"),
        // So many per cent of a colour in white.
        _ => match colour.split_once('!') {
            Some((_, percent)) if percent.parse::<f32>().is_ok_and(|percent| percent <= 4.0) => {
                "color:white".to_owned()
            }
            Some(_) => return None,
            None => format!("color:{}", colour.to_ascii_lowercase()),
        },
    };
    css::unseen(&style).then_some(style)
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
        assert_eq!(role_of_formula("a + \\phantom{0} = b"), Role::Math);
        let long = "du texte que personne ne voit ".repeat(3);
        for hidden in ["\\phantom{", "\\color{white}{", "\\textcolor[HTML]{FFFFFF}{", "\\textcolor{black!2}{"]
        {
            assert_eq!(
                role_of_formula(&format!("\\text{{a}}{hidden}{long}}} = b")),
                Role::Hidden,
                "{hidden}"
            );
        }
        assert_eq!(role_of_formula(&format!("\\textcolor{{blue}}{{{long}}}")), Role::Math);
        for text in ["\\textbf{gras}", "\\\\serveur\\partage", "texte", ""] {
            assert_eq!(plain(text), None);
        }
    }
}
