//! Front matter: cut at the very start of the file only, and only where it can be nothing else.

use crate::document::Properties;

/// Front matter told apart from the text.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Bytes that it takes, the closing line included; 0 where there is none.
    pub(super) bytes: usize,
    /// Lines that it takes.
    pub(super) lines: u32,
    /// What it says of the file.
    pub(super) properties: Properties,
    /// It holds an abstract of its own, which pandoc would print.
    pub(super) holds_abstract: bool,
}

/// The longest front matter that is looked for, in lines.
const MAX_LINES: usize = 2_000;

/// Finds the front matter of `text`: `---` (YAML) or `+++` (TOML) on the first line, closed, and holding nothing but
/// entries. A thematic break that opens a dossier is none.
pub(super) fn front(text: &str) -> Front {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return Front::default() };
    let (closers, yaml): (&[&str], bool) = match first.trim_end() {
        "---" => (&["---", "..."], true),
        "+++" => (&["+++"], false),
        _ => return Front::default(),
    };
    let mut bytes = first.len();
    for (count, line) in lines.take(MAX_LINES).enumerate() {
        if !closers.contains(&line.trim_end()) {
            bytes += line.len();
            continue;
        }
        let inside = &text[first.len()..bytes];
        let entries = if yaml { yaml_entries(inside) } else { toml_entries(inside) };
        let Some(entries) = entries else { return Front::default() };
        let lines = u32::try_from(count + 2).unwrap_or(u32::MAX);
        return Front { bytes: bytes + line.len(), lines, ..describe(&entries) };
    }
    Front::default()
}

/// Key and value as a plain text.
type Entry = (String, String);

fn describe(entries: &[Entry]) -> Front {
    let find = |keys: &[&str]| {
        let value = entries.iter().find(|(key, _)| keys.contains(&key.to_ascii_lowercase().as_str()));
        value.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    };
    let properties = Properties {
        title: find(&["title", "titre"]),
        author: find(&["author", "auteur", "authors", "auteurs"]),
        language: find(&["lang", "language", "langue", "locale"]),
        ..Properties::default()
    };
    let holds_abstract = find(&["abstract", "resume", "résumé", "summary"]).is_some_and(|v| v.len() > 200);
    Front { properties, holds_abstract, ..Front::default() }
}

/// The top-level entries of a TOML table; none where it is not TOML.
fn toml_entries(text: &str) -> Option<Vec<Entry>> {
    let table: toml::Table = text.parse().ok()?;
    let plain = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => {
            items.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    Some(table.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
}

/// The top-level entries of a YAML mapping, with the values that front matter has: a scalar on the line, a block
/// scalar or a list below. None where a line at the margin is no entry: then it is text between two thematic breaks.
fn yaml_entries(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        let inner = line.trim();
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        let below = line.starts_with([' ', '\t', '-', ']', '}']);
        if below {
            let (_, value) = entries.last_mut()?;
            append(value, inner);
        } else {
            entries.push(yaml_entry(line)?);
        }
    }
    (!entries.is_empty() || text.trim().is_empty()).then_some(entries)
}

fn yaml_entry(line: &str) -> Option<Entry> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let plain = !key.is_empty()
        && key.len() <= 60
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '/'));
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    // "Une phrase : la suite" is French typography, not a key of two words.
    let single = !key.contains(' ') || !line[..line.len() - value.len() - 1].ends_with(' ');
    (plain && spaced && single && key.split(' ').count() <= 3).then(|| (key.to_owned(), scalar(value)))
}

/// Adds a line below an entry to its value: the text of a block scalar, the next item of a list.
fn append(value: &mut String, line: &str) {
    let (item, listed) = match line.strip_prefix('-') {
        Some(item) => (item.trim(), true),
        None => (line, false),
    };
    let item = item.strip_prefix("name:").or_else(|| item.strip_prefix("nom:")).unwrap_or(item);
    let item = scalar(item);
    if !value.is_empty() && !item.is_empty() {
        value.push_str(if listed { ", " } else { " " });
    }
    value.push_str(&item);
}

/// A scalar without its quotes, a one-line list without its brackets, a block scalar's mark as nothing.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+" | "~" | "null") {
        return String::new();
    }
    if let Some(items) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return items.split(',').map(scalar).collect::<Vec<_>>().join(", ");
    }
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote)) {
            return inner.to_owned();
        }
    }
    value.split(" #").next().unwrap_or(value).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_give_their_properties() {
        let yaml = "---\ntitle: \"Dossier : AIS\" \nauthor:\n  - name: Ada Exemple\n  - Bo Exemple\nlang: fr-FR # x\n---\n# T";
        let found = front(yaml);
        assert_eq!(found.lines, 7);
        assert_eq!(&yaml[found.bytes..], "# T");
        assert_eq!(found.properties.title.as_deref(), Some("Dossier : AIS"));
        assert_eq!(found.properties.author.as_deref(), Some("Ada Exemple, Bo Exemple"));
        assert_eq!(found.properties.language.as_deref(), Some("fr-FR"));
        let found = front("+++\ntitle = 'Dossier'\nauthors = [\"A\", \"B\"]\n+++\ntexte");
        assert_eq!((found.lines, found.properties.author.as_deref()), (4, Some("A, B")));
    }

    #[test]
    fn a_thematic_break_at_the_start_is_no_front_matter() {
        for text in [
            "---\n# Titre\n\nDu texte.\n\n---\nsuite",
            "---\n\nUne phrase : avec deux points dans un texte qui court.\n\n---\n",
            "---\ntitle: jamais fermé\n",
            "\n---\ntitle: pas au début\n---\n",
            "+++\nce n'est pas du TOML\n+++\n",
            "---\n- une puce\n---\n",
        ] {
            assert_eq!(front(text).bytes, 0, "{text}");
        }
    }
}
