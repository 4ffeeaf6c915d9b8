//! HTML inside Markdown, cut into text, tags and comments. Nothing is interpreted here (see [`super::elements`]).

use pulldown_cmark::{Event, Parser};

/// A piece of HTML with the byte it starts at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, its entities not yet decoded.
    Text(&'a str, usize),
    /// An opening tag, also one that closes itself.
    Open(Tag<'a>, usize),
    /// A closing tag.
    Close(&'a str),
    /// What a comment holds.
    Comment(&'a str, usize),
}

/// An opening tag: its name as written and what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    attributes: &'a str,
}

/// Cuts `html` into pieces. What is not closed at its end (a comment, a tag) is dropped; a `<` that opens nothing is
/// text.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text_start = 0;
    let mut from = 0;
    while let Some(found) = html[from..].find('<') {
        let at = from + found;
        let Some((piece, end)) = tag_or_comment(html, at) else {
            from = at + 1;
            continue;
        };
        if at > text_start {
            pieces.push(Piece::Text(&html[text_start..at], text_start));
        }
        pieces.extend(piece);
        text_start = end;
        from = end;
    }
    if html.len() > text_start {
        pieces.push(Piece::Text(&html[text_start..], text_start));
    }
    pieces
}

/// The tag or comment at the `<` at `at`, and where it ends; none where that `<` is text.
fn tag_or_comment(html: &str, at: usize) -> Option<(Option<Piece<'_>>, usize)> {
    let rest = &html[at + 1..];
    let until = |start: usize, close: &str| html[start..].find(close).map(|end| start + end);
    if rest.starts_with("!--") {
        let start = at + 4;
        let end = until(start, "-->");
        let inside = &html[start..end.unwrap_or(html.len())];
        return Some((Some(Piece::Comment(inside, at)), end.map_or(html.len(), |end| end + 3)));
    }
    if rest.starts_with(['!', '?']) {
        return Some((None, until(at, ">").map_or(html.len(), |end| end + 1)));
    }
    let closing = rest.starts_with('/');
    let name_start = at + 1 + usize::from(closing);
    let name_length = html[name_start..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
        .count();
    let name = &html[name_start..name_start + name_length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let Some(length) = attributes_length(&html[name_start + name_length..]) else {
        return Some((None, html.len()));
    };
    let attributes = &html[name_start + name_length..name_start + name_length + length];
    let piece = if closing { Piece::Close(name) } else { Piece::Open(Tag { name, attributes }, at) };
    Some((Some(piece), name_start + name_length + length + 1))
}

/// Bytes up to the `>` that ends a tag, those in quoted values passed over.
fn attributes_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') if text[..at].trim_end().ends_with('=') => quote = Some(byte),
            (None, b'>') => return Some(at),
            _ => {}
        }
    }
    None
}

impl Tag<'_> {
    /// All attributes, names in lower case, values decoded.
    pub(super) fn attributes(&self) -> Vec<(String, String)> {
        /// Attributes of an element that are looked at.
        const MOST: usize = 40;
        let mut out = Vec::new();
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() && out.len() < MOST {
            let length = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let (key, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after.trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            } else if length == 0 {
                rest = rest.get(1..).unwrap_or_default();
            }
            if !key.is_empty() {
                out.push((key.to_ascii_lowercase(), decode_entities(value)));
            }
            rest = rest.trim_start();
        }
        out
    }

    /// The value of attribute `name`, decoded; empty where it has none, none where it is absent.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let length = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let key = &rest[..length];
            rest = rest[length..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            } else if length == 0 {
                rest = rest.get(1..).unwrap_or_default();
            }
            if key.eq_ignore_ascii_case(name) {
                return Some(decode_entities(value));
            }
            rest = rest.trim_start();
        }
        None
    }
}

/// The value that `text` starts with and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// `text` with its character references decoded; what is none stays as it is. The control characters that a numeric
/// reference may name are left out.
pub(super) fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length =
            rest[1..].bytes().take(34).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        match entity(rest.get(..length + 2).unwrap_or_default()) {
            Some(decoded) => {
                out.push_str(&decoded);
                rest = &rest[length + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text of one reference such as `&eacute;`. The parser has the table of names, so it is asked.
fn entity(reference: &str) -> Option<String> {
    if !reference.ends_with(';') || reference.len() < 4 {
        return None;
    }
    let decoded: String = Parser::new(reference)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text),
            _ => None,
        })
        .fold(String::new(), |all, text| all + &text);
    (decoded != reference).then(|| super::visible(&decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_text_are_told_apart() {
        let html = "a < b<P class=\"x>y\" hidden>c<!-- d\n> --><br/>&amp;</p><!-- fin";
        let shown: Vec<String> = pieces(html)
            .iter()
            .map(|piece| match piece {
                Piece::Text(text, _) => format!("'{text}'"),
                Piece::Open(tag, _) => format!("<{}>", tag.name),
                Piece::Close(name) => format!("</{name}>"),
                Piece::Comment(text, _) => format!("<!{}>", text.trim()),
            })
            .collect();
        assert_eq!(shown, ["'a < b'", "<P>", "'c'", "<!d\n>>", "<br>", "'&amp;'", "</p>", "<!fin>"]);
    }

    #[test]
    fn attributes_are_found_whatever_their_quotes() {
        let html = "<img hidden alt='Le \"réseau\" &eacute;tendu' width = 12 src=x/>";
        let Some(Piece::Open(tag, 0)) = pieces(html).pop() else { panic!("no tag") };
        assert_eq!(tag.attribute("ALT").as_deref(), Some("Le \"réseau\" étendu"));
        assert_eq!(tag.attribute("width").as_deref(), Some("12"));
        assert_eq!(tag.attribute("hidden").as_deref(), Some(""));
        assert_eq!(tag.attribute("style"), None);
    }

    #[test]
    fn entities_are_decoded_and_controls_are_not() {
        assert_eq!(
            decode_entities("caf&eacute;&nbsp;: 5&#8239;&euro; &R&D; &#27;[31m & &amp"),
            "café\u{a0}: 5\u{202f}€ &R&D; [31m & &amp"
        );
    }
}
