//! Selectors of style sheets: which elements a rule is for.

use super::sheet::plain;

/// Selectors within selectors that are followed.
const DEEP: usize = 12;

/// What an element must be, and how the next one stands to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Step {
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
    Any(Vec<Vec<Self>>),
    /// None of these.
    None(Vec<Vec<Self>>),
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

/// Where the bracket that is open before `text` closes.
pub(super) fn closing_bracket(text: &str) -> usize {
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
pub(super) fn split_list(list: &str) -> Vec<&str> {
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
pub(super) fn within(text: &str, outer: &[Vec<Step>]) -> Vec<Vec<Step>> {
    /// Bytes of the longest selector that is followed.
    const LONGEST: usize = 1_000;
    let text = text.trim();
    if text.len() > LONGEST {
        return vec![vec![Step { is: vec![Test::Never], child: false }]];
    }
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
pub(super) fn matches(selector: &[Step], path: &[&Place]) -> bool {
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
