//! Style sheets: their rules, whom those are for, and the variables that they set.

/// Rules of the sheets of a document that are followed.
const MOST_RULES: usize = 400;
/// Blocks within each other, and selectors within selectors, that are followed.
const DEEP: usize = 12;
/// Variables within variables that are followed, and bytes that a style may come to.
const ROUNDS: usize = 8;
const LONGEST: usize = 20_000;

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

/// What an element must be, and how the next one stands to it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Step {
    is: Vec<Test>,
    /// The element before it must be its parent, not only around it.
    child: bool,
}

/// What an element must be.
#[derive(Clone, Debug, PartialEq)]
enum Test {
    Name(String),
    Class(String),
    Id(String),
    /// An attribute, what its value has, and how.
    Attribute(String, char, String),
    Language(String),
    /// One of these.
    Any(Vec<Vec<Test>>),
    /// None of these.
    None(Vec<Vec<Test>>),
    /// What is more than is followed here.
    Never,
}

/// An element that a rule may be for.
#[derive(Clone, Debug, Default)]
pub(in crate::read::markdown) struct Place {
    /// Its name, in lower case.
    pub(in crate::read::markdown) name: String,
    /// Its attributes, names in lower case.
    pub(in crate::read::markdown) attributes: Vec<(String, String)>,
}

impl Place {
    /// An element of that name.
    pub(in crate::read::markdown) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new() }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
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
                if ["media", "supports", "layer", "container", "scope"].contains(&name) {
                    self.block(inside, outer, deep);
                }
                continue;
            }
            let selectors: Vec<Vec<Step>> =
                split_list(head).into_iter().flat_map(|one| within(one, outer)).collect();
            self.block(inside, &selectors, deep);
        }
        style.push_str(rest);
        if outer.is_empty() || style.trim().is_empty() {
            return;
        }
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

/// Where the bracket that is open before `text` closes.
fn closing_bracket(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return at,
            b')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The selectors of a list.
fn split_list(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    list.split(|c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .collect()
}

/// The selector `text` of a rule that stands within rules for `outer`.
fn within(text: &str, outer: &[Vec<Step>]) -> Vec<Vec<Step>> {
    let text = text.trim();
    if outer.is_empty() {
        return vec![steps(text)];
    }
    let here = text.strip_prefix('&');
    let inner = steps(here.unwrap_or(text));
    let joined = here.is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace() && c != '>'));
    let with = |before: &Vec<Step>| {
        let mut all = before.clone();
        let mut inner = inner.clone();
        match (here, all.last_mut()) {
            (Some(""), _) => return all,
            (Some(_), Some(last)) if joined => {
                last.is.extend(if inner.is_empty() { Vec::new() } else { inner.remove(0).is });
            }
            _ => {}
        }
        all.extend(inner);
        all
    };
    outer.iter().map(with).collect()
}

/// The steps of a selector.
fn steps(text: &str) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut child = false;
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        match first {
            '>' => {
                child = true;
                rest = rest.get(1..).unwrap_or_default();
            }
            // What stands beside another element is not followed.
            '+' | '~' | '|' | '&' => {
                out.push(Step { is: vec![Test::Never], child });
                rest = rest.get(1..).unwrap_or_default();
            }
            _ => {
                let length = compound_length(rest);
                let compound = rest.get(..length).unwrap_or_default();
                out.push(Step { is: tests(compound, DEEP), child: std::mem::take(&mut child) });
                rest = rest.get(length..).unwrap_or_default();
            }
        }
        rest = rest.trim_start();
    }
    out
}

fn compound_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '>' | '+' | '~' if depth == 0 => return at.max(1),
            c if c.is_whitespace() && depth == 0 && !ends_escape(text.get(..at).unwrap_or_default()) => {
                return at;
            }
            _ => {}
        }
    }
    text.len()
}

/// True where a white space behind `text` belongs to an escape.
fn ends_escape(text: &str) -> bool {
    text.rsplit_once('\\').is_some_and(|(_, code)| {
        !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// What an element must be for a compound selector.
fn tests(compound: &str, deep: usize) -> Vec<Test> {
    let Some(deep) = deep.checked_sub(1) else { return vec![Test::Never] };
    let mut out = Vec::new();
    let mut rest = compound;
    while let Some(first) = rest.chars().next() {
        let (test, length) = match first {
            '.' | '#' => {
                let length = 1 + name_length(rest.get(1..).unwrap_or_default());
                let name = plain(rest.get(1..length).unwrap_or_default()).trim().to_owned();
                (if first == '.' { Test::Class(name) } else { Test::Id(name) }, length)
            }
            '[' => {
                let length = rest.find(']').map_or(rest.len(), |at| at + 1);
                (attribute(rest.get(1..length.saturating_sub(1)).unwrap_or_default()), length)
            }
            ':' => pseudo(rest, deep),
            '*' => (Test::None(Vec::new()), 1),
            _ => {
                let length = name_length(rest).max(first.len_utf8());
                let name = plain(rest.get(..length).unwrap_or_default()).trim().to_ascii_lowercase();
                (Test::Name(name), length)
            }
        };
        out.push(test);
        rest = rest.get(length..).unwrap_or_default();
    }
    if out.is_empty() { vec![Test::Never] } else { out }
}

fn name_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '.' | '#' | '[' | ':' | '*' | '(' | ')' | ']' => return at,
            _ => {}
        }
    }
    text.len()
}

fn attribute(inside: &str) -> Test {
    let Some((name, value)) = inside.split_once('=') else {
        return Test::Attribute(inside.trim().to_ascii_lowercase(), ' ', String::new());
    };
    let how = name.chars().next_back().filter(|c| "^$*~|".contains(*c)).unwrap_or('=');
    let name = name.trim_end_matches(how).trim().to_ascii_lowercase();
    let value = value.trim().trim_end_matches([' ', 'i', 's']).trim_matches(['"', '\'']);
    Test::Attribute(name, how, plain(value))
}

/// The test of a pseudo-class, and how long it is written. States, places among others and parts of an element are more than
/// is followed.
fn pseudo(text: &str, deep: usize) -> (Test, usize) {
    let name_end = text.find('(').unwrap_or(text.len());
    let name = text.get(1..name_end).unwrap_or_default();
    if name_end == text.len() || name.contains(['.', '[', ':', '#']) {
        let length = 1 + name_length(text.get(1..).unwrap_or_default());
        let name = text.get(1..length).unwrap_or_default();
        return (if name == "root" { Test::Name("html".to_owned()) } else { Test::Never }, length);
    }
    let inside = text.get(name_end + 1..).unwrap_or_default();
    let end = closing_bracket(inside);
    let inside = inside.get(..end).unwrap_or_default();
    let list = || -> Vec<Vec<Test>> {
        split_list(inside)
            .into_iter()
            .map(|one| one.trim())
            .filter(|one| !one.is_empty())
            .map(|one| tests(one, deep))
            .collect()
    };
    let complex = inside.trim().contains([' ', '>', '+', '~']) && !inside.contains(',');
    let test = match name {
        _ if complex && name != "has" => Test::Never,
        "is" | "where" | "matches" | "-webkit-any" => Test::Any(list()),
        "not" => Test::None(list()),
        // What it holds comes later.
        "has" => Test::None(Vec::new()),
        "lang" => Test::Language(inside.trim().trim_matches(['"', '\'']).to_ascii_lowercase()),
        _ => Test::Never,
    };
    (test, (name_end + end + 2).min(text.len()))
}

/// True where `selector` is for the last of `path`.
fn matches(selector: &[Step], path: &[&Place]) -> bool {
    // Which of the path the steps so far can end at.
    let mut ends: Vec<bool> = Vec::new();
    for (at, step) in selector.iter().enumerate() {
        let mut below = false;
        let mut next = vec![false; path.len()];
        for (end, slot) in next.iter_mut().enumerate() {
            let above = end.checked_sub(1).is_some_and(|above| ends.get(above) == Some(&true));
            below |= above;
            let reached = at == 0 || if step.child { above } else { below };
            let upto = path.get(..=end).unwrap_or_default();
            *slot = reached && step.is.iter().all(|test| holds(test, upto));
        }
        if !next.contains(&true) {
            return false;
        }
        ends = next;
    }
    ends.last() == Some(&true)
}

fn holds(test: &Test, path: &[&Place]) -> bool {
    let Some(place) = path.last() else { return false };
    let all = |tests: &Vec<Test>| tests.iter().all(|test| holds(test, path));
    match test {
        Test::Name(name) => place.name == *name,
        Test::Class(name) => place
            .attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(|class| class == name)),
        Test::Id(name) => place.attribute("id") == Some(name.as_str()),
        Test::Attribute(name, how, value) => place.attribute(name).is_some_and(|found| match how {
            ' ' => true,
            '^' => !value.is_empty() && found.starts_with(value.as_str()),
            '$' => !value.is_empty() && found.ends_with(value.as_str()),
            '*' => !value.is_empty() && found.contains(value.as_str()),
            '~' => found.split_whitespace().any(|word| word == value),
            '|' => {
                found == value || found.strip_prefix(value.as_str()).is_some_and(|rest| rest.starts_with('-'))
            }
            _ => found == value,
        }),
        Test::Language(language) => {
            let own = path.iter().rev().find_map(|place| place.attribute("lang"));
            own.is_some_and(|own| own.to_ascii_lowercase().split('-').next() == Some(language.as_str()))
        }
        Test::Any(lists) => lists.iter().any(all),
        Test::None(lists) => !lists.iter().any(all),
        Test::Never => false,
    }
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
}
