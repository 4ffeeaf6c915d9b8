//! Style sheets: their rules, and the variables that they set.

use super::selector::{Place, Step, closing_bracket, matches, split_list, within};

/// Rules of the sheets of a document that are followed.
const MOST_RULES: usize = 400;
/// Blocks within each other that are followed.
const DEEP: usize = 12;
/// Variables within variables that are followed, and bytes that a style may come to.
const ROUNDS: usize = 8;
const LONGEST: usize = 4_000;

/// The style sheets of a document.
#[derive(Debug, Default)]
pub(in crate::read::markdown) struct Sheet {
    rules: Vec<Rule>,
    variables: Vec<(String, String)>,
}

#[derive(Debug)]
struct Rule {
    selector: Vec<Step>,
    style: String,
}

/// `text` without remarks, and with what escapes stand for.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['/', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(remark) = from.strip_prefix("/*") {
            // It parts words.
            out.push(' ');
            rest = remark.split_once("*/").map_or("", |(_, rest)| rest);
        } else if let Some(escape) = from.strip_prefix('\\') {
            let digits = escape.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
            let code = escape.get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            let (sign, length) = match code {
                Some(code) => (char::from_u32(code), digits),
                None => (escape.chars().next(), escape.chars().next().map_or(0, char::len_utf8)),
            };
            out.extend(sign);
            rest = escape.get(length..).unwrap_or_default();
            if code.is_some() {
                rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
            }
        } else {
            out.push('/');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    out + rest
}

impl Sheet {
    /// Takes in the text of a style sheet.
    pub(in crate::read::markdown) fn add(&mut self, text: &str) {
        self.block(&without_remarks(text), &[], DEEP);
    }

    /// Takes in what stands in the braces of a rule for `outer`, or in a sheet.
    fn block(&mut self, text: &str, outer: &[Vec<Step>], deep: usize) {
        let Some(deep) = deep.checked_sub(1) else { return };
        let mut style = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', ';']) {
            let (before, after) =
                (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
            if rest.as_bytes().get(at) == Some(&b';') {
                style.push_str(before);
                style.push(';');
                rest = after;
                continue;
            }
            let end = closing(after);
            let inside = after.get(..end).unwrap_or_default();
            rest = after.get(end + 1..).unwrap_or_default();
            let head = before.trim();
            if let Some(at_rule) = head.strip_prefix('@') {
                let name =
                    at_rule.split(|c: char| !c.is_ascii_alphabetic() && c != '-').next().unwrap_or_default();
                if ["media", "supports", "layer", "container", "scope"].contains(&name)
                    && !is_for_others(at_rule)
                {
                    self.block(inside, outer, deep);
                }
                continue;
            }
            let selectors: Vec<Vec<Step>> =
                split_list(head).into_iter().flat_map(|one| within(one, outer)).take(MOST_RULES).collect();
            self.block(inside, &selectors, deep);
        }
        style.push_str(rest);
        if outer.is_empty() || style.trim().is_empty() {
            return;
        }
        let style = last_of_each(&style);
        for declaration in style.split(';') {
            if let Some((name, value)) = declaration.split_once(':')
                && let Some(name) = name.trim().strip_prefix("--")
                && self.variables.len() < MOST_RULES
            {
                self.variables.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        for selector in outer {
            if self.rules.len() < MOST_RULES {
                self.rules.push(Rule { selector: selector.clone(), style: style.clone() });
            }
        }
    }

    /// What the rules say of the last of `path`, the elements around it first, with what their variables stand for.
    pub(in crate::read::markdown) fn style_of(&self, path: &[&Place]) -> String {
        let mut out = String::new();
        for rule in self.rules.iter().filter(|rule| matches(&rule.selector, path)) {
            out.push_str(&rule.style);
            out.push(';');
            if out.len() > LONGEST {
                break;
            }
        }
        out
    }

    /// A `style` with what its variables stand for.
    pub(in crate::read::markdown) fn resolved(&self, style: &str) -> String {
        let mut style = style.to_owned();
        for _ in 0..ROUNDS {
            if !style.contains("var(") || style.len() > LONGEST {
                break;
            }
            style = self.resolved_once(&style);
        }
        style
    }

    fn resolved_once(&self, style: &str) -> String {
        let (mut out, mut rest) = (String::new(), style);
        while let Some((before, after)) = rest.split_once("var(") {
            let end = closing_bracket(after);
            let Some(inside) = after.get(..end).filter(|_| end < after.len()) else { break };
            let (name, otherwise) = inside.split_once(',').unwrap_or((inside, ""));
            let name = name.trim().trim_start_matches("--");
            let own = style.split(';').filter_map(|rule| rule.split_once(':')).rfind(|(known, _)| {
                known.trim().strip_prefix("--").is_some_and(|known| known.eq_ignore_ascii_case(name))
            });
            let known = self.variables.iter().rfind(|(known, _)| known.eq_ignore_ascii_case(name));
            let known = own.map(|(_, value)| value).or(known.map(|(_, value)| value.as_str()));
            out.push_str(before);
            out.push_str(known.unwrap_or(otherwise).trim());
            if out.len() > LONGEST {
                return out;
            }
            rest = after.get(end + 1..).unwrap_or_default();
        }
        out + rest
    }
}

/// `text` without its remarks.
fn without_remarks(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, remark)) = rest.split_once("/*") {
        out.push_str(before);
        rest = remark.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// Where the brace that is open before `text` closes.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// True for rules that hold on another screen than a reader at a desk has: a dark one, a narrow one.
fn is_for_others(at_rule: &str) -> bool {
    const SIGNS: [&str; 6] =
        ["prefers-color-scheme", "max-width", "max-height", "width<", "width <", "speech"];
    let at_rule = at_rule.to_ascii_lowercase();
    SIGNS.iter().any(|sign| at_rule.contains(sign))
}

/// `style` with the last declaration of each property alone, of each importance, and no more than so many.
fn last_of_each(style: &str) -> String {
    const MOST: usize = 100;
    let mut kept: Vec<(&str, bool, &str)> = Vec::new();
    for one in style.rsplit(';') {
        let Some((name, value)) = one.split_once(':') else { continue };
        let (name, important) = (name.trim(), value.contains("important"));
        let is_known = |(known, weight, _): &(&str, bool, &str)| {
            known.eq_ignore_ascii_case(name) && *weight == important
        };
        if kept.len() < MOST && !kept.iter().any(is_known) {
            kept.push((name, important, one));
        }
    }
    kept.iter().rev().map(|(.., one)| *one).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::super::unseen;
    use super::*;

    fn place(name: &str, attributes: &[(&str, &str)]) -> Place {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Place { name: name.to_owned(), attributes: attributes.collect() }
    }

    fn hides(sheet: &str, path: &[Place]) -> bool {
        let mut all = Sheet::default();
        all.add(sheet);
        let path: Vec<&Place> = path.iter().collect();
        unseen(&all.resolved(&all.style_of(&path)))
    }

    #[test]
    fn rules_are_for_whom_they_name() {
        let path = [
            place("div", &[("class", "boite k2"), ("lang", "fr-FR")]),
            place("p", &[("class", "k l"), ("id", "un"), ("data-k", "zz top")]),
        ];
        for sheet in [
            ".k{display:none}",
            "p.k , a{ display : none }",
            "#un{opacity:0}",
            ".l.k{display:none}",
            "div .k{display:none}",
            "div.boite > p{display:none}",
            ".boite>*{display:none}",
            "[data-k]{display:none}",
            "p[data-k^=\"zz\"]{color:#fff}",
            "[data-k~=top]{font-size:0}",
            ":not(.zz).k{visibility:hidden}",
            ":is(.k,.j){opacity:0}",
            ":where(#un){font-size:0}",
            ".k{&{display:none}}",
            ".boite{.k{display:none}}",
            ".boite{& > .k{display:none}}",
            ".k{&.l{display:none}}",
            "@media print{.k{display:none}}",
            "@layer a{@supports (display:grid){.k{display:none}}}",
            ".\\6b{display:none}",
            "/* } */ .k/**/{display/**/:none}",
            ":root{--c:#fff;--d:var(--c)}.k{color:var(--d)}",
            ".k{color:var(--nulle, #fff)}",
            ".k:lang(fr){display:none}",
            "*{color:white}",
            "div:has(> a) .k{display:none}",
        ] {
            assert!(hides(sheet, &path), "{sheet}");
        }
        for sheet in [
            ".z{display:none}",
            ".k.z{display:none}",
            ".k .boite{display:none}",
            "p > .k{display:none}",
            ".k:hover{display:none}",
            ".k::before{display:none}",
            "li + .k{display:none}",
            ".k:nth-child(2){display:none}",
            "[data-k=zz]{display:none}",
            ":not(.k){display:none}",
            ".k{display:none} .k{display:block}",
            "@font-face{.k{display:none}}",
            "@keyframes a{.k{opacity:0}}",
            ".k:lang(en){display:none}",
            ".k{color:#333}",
            "{display:none}",
            ".k{",
        ] {
            assert!(!hides(sheet, &path), "{sheet}");
        }
    }

    #[test]
    fn variables_stand_for_what_they_are_set_to() {
        let mut sheet = Sheet::default();
        sheet.add(":root { --fond: #fff; --Encre:#000; --rond: var(--rond) }");
        assert_eq!(sheet.resolved("color:var(--fond);a:b"), "color:#fff;a:b");
        assert_eq!(sheet.resolved("color:var( --encre )"), "color:#000");
        assert_eq!(sheet.resolved("color:var(--x, rgb(1,2,3));b:var("), "color:rgb(1,2,3);b:var(");
        assert_eq!(sheet.resolved("--mien:red;color:var(--mien)"), "--mien:red;color:red");
        assert_eq!(sheet.resolved("color:var(--rond)"), "color:var(--rond)");
    }

    #[test]
    fn what_holds_on_another_screen_hides_nothing_and_what_multiplies_is_cut() {
        let path = [place("p", &[("class", "k")])];
        for elsewhere in ["(prefers-color-scheme: dark)", "(max-width:600px)"] {
            assert!(!hides(&format!("@media {elsewhere}{{.k{{display:none}}}}"), &path), "{elsewhere}");
        }
        assert_eq!(
            last_of_each("color:red; a:b;Color:blue;a:c !important"),
            " a:b;Color:blue;a:c !important"
        );
        // Thirty selectors within thirty, five deep, would be 24 million.
        let many = vec!["p"; 30].join(",");
        let nested = format!("{}a:b{}", format!("{many}{{").repeat(5), "}".repeat(5));
        assert!(!hides(&nested, &path));
        assert!(!hides(&format!(":is({}){{display:none}}", "b,".repeat(2_000)), &path));
    }
}
