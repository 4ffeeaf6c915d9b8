//! XML as the office readers want it: namespaces by their URI, empty elements opened and closed, entities resolved,
//! depth and number of elements bounded.

mod namespaces;

pub(super) use namespaces::Ns;

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Limits, Unreadable};

/// An opened element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its namespace.
    pub(super) ns: Ns,
    /// Its name without prefix.
    pub(super) local: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// True for the element `local` of `ns`.
    pub(super) fn is(&self, ns: Ns, local: &str) -> bool {
        self.ns == ns && self.local == local
    }

    /// The attribute of that local name, whatever its prefix, with entities resolved.
    pub(super) fn attr(&self, local: &str) -> Option<Cow<'a, str>> {
        if self.attributes.is_empty() {
            return None;
        }
        let mut attributes = Attributes::new(self.attributes, 0);
        attributes.with_checks(false);
        let found = attributes
            .map_while(Result::ok)
            .find(|a| split(a.key.0).1 == local && !a.key.0.starts_with("xmlns"))?;
        match (&found.value, found.value.contains('&')) {
            (Cow::Borrowed(raw), false) => Some(Cow::Borrowed(raw)),
            _ => Some(match quick_xml::escape::unescape(&found.value) {
                Ok(value) => Cow::Owned(value.into_owned()),
                Err(_) => found.value.clone(),
            }),
        }
    }

    /// The attribute of that local name that has a prefix: `r:id` beside `id`.
    pub(super) fn prefixed(&self, local: &str) -> Option<Cow<'a, str>> {
        let mut attributes = Attributes::new(self.attributes, 0);
        attributes.with_checks(false);
        let named =
            |key: &str| key.split_once(':').is_some_and(|(prefix, name)| prefix != "xmlns" && name == local);
        attributes.map_while(Result::ok).find(|a| named(a.key.0)).map(|a| a.value)
    }

    /// The attribute as a number; a unit behind it is cut off.
    pub(super) fn number<T: std::str::FromStr>(&self, local: &str) -> Option<T> {
        let value = self.attr(local)?;
        let value = value.trim();
        value.parse().ok().or_else(|| {
            let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))?;
            value.get(..end)?.parse().ok()
        })
    }
}

/// What [`Xml::next`] gives.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element begins. An empty one too; its [`Node::Close`] follows.
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Character data.
    Text(Cow<'a, str>),
    /// The document ends.
    End,
}

/// Why reading stopped before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The XML is broken or cut off.
    Damaged,
    /// A bound of [`Limits`], by name and value.
    Bound(&'static str, u64),
}

impl Stop {
    /// Tells broken XML, which is lived with, from a bound, which is not.
    pub(super) fn damage(self) -> Result<(), Unreadable> {
        match self {
            Self::Damaged => Ok(()),
            Self::Bound(name, value) => Err(Unreadable::Bound { name: name.into(), value }),
        }
    }
}

struct Binding<'a> {
    depth: usize,
    prefix: &'a str,
    uri: &'a str,
    ns: Ns,
}

/// A pull reader over the text of one part.
pub(super) struct Xml<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    bindings: Vec<Binding<'a>>,
    /// Prefixes looked up since the bindings last changed: a part uses a handful of the dozens that it declares.
    seen: Vec<(&'a str, Ns)>,
    depth: usize,
    elements: usize,
    close_due: bool,
    max_depth: usize,
    max_elements: usize,
    max_bindings: usize,
}

/// Prefixes that are kept looked up; a part uses fewer.
const SEEN: usize = 64;

impl<'a> Xml<'a> {
    /// A reader of `source`, which is without byte order mark.
    pub(super) fn new(source: &'a str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            source,
            reader,
            bindings: Vec::new(),
            seen: Vec::new(),
            depth: 0,
            elements: 0,
            close_due: false,
            max_depth: limits.xml_depth,
            max_elements: limits.xml_elements,
            max_bindings: limits.xml_namespaces,
        }
    }

    /// What comes up to the next `end`, as it is written.
    pub(super) fn ahead(&self, end: &str) -> &'a str {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let rest = self.source.get(at..).unwrap_or_default();
        rest.find(end).and_then(|end| rest.get(..end)).unwrap_or_default()
    }

    /// Number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next node.
    pub(super) fn next(&mut self) -> Result<Node<'a>, Stop> {
        if std::mem::take(&mut self.close_due) {
            self.leave();
            return Ok(Node::Close);
        }
        loop {
            match self.reader.read_event().map_err(|_| Stop::Damaged)? {
                Event::Start(start) => return self.enter(&start, 1).map(Node::Open),
                Event::Empty(start) => {
                    self.close_due = true;
                    return self.enter(&start, 2).map(Node::Open);
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.into_inner())),
                Event::CData(text) => return Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(entity) => return Ok(Node::Text(resolve(&entity))),
                Event::Eof if self.depth > 0 => return Err(Stop::Damaged),
                Event::Eof => return Ok(Node::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// The next child of the element that was innermost when `depth` was [`Xml::depth`], none at its end. What the
    /// caller left of the child before is passed over.
    pub(super) fn child(&mut self, depth: usize) -> Result<Option<Tag<'a>>, Stop> {
        if self.depth > depth {
            self.pass(depth)?;
        }
        loop {
            match self.next()? {
                Node::Open(tag) => return Ok(Some(tag)),
                Node::Close | Node::End => return Ok(None),
                Node::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the innermost element.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        self.pass(self.depth.saturating_sub(1))
    }

    /// The character data of the innermost element, up to its end.
    pub(super) fn text(&mut self) -> Result<String, Stop> {
        let depth = self.depth;
        let mut out = String::new();
        loop {
            match self.next()? {
                Node::Text(text) => out.push_str(&text),
                Node::Close if self.depth < depth => return Ok(out),
                Node::End => return Ok(out),
                Node::Open(_) | Node::Close => {}
            }
        }
    }

    /// True where every one of those prefixes stands for a namespace of Office: an alternative that requires them holds
    /// text and shapes, which are understood.
    pub(super) fn understands(&self, prefixes: &str) -> bool {
        const OFFICE: &[&str] = &[
            "http://schemas.microsoft.com/",
            "http://schemas.openxmlformats.org/",
            "http://purl.oclc.org/ooxml/",
            "urn:schemas-microsoft-com:",
        ];
        prefixes.split_whitespace().all(|prefix| {
            self.uri(prefix).is_some_and(|uri| OFFICE.iter().any(|start| uri.starts_with(start)))
        })
    }

    /// The URI that `prefix` stands for here.
    fn uri(&self, prefix: &str) -> Option<&'a str> {
        self.bindings.iter().rev().find(|b| b.prefix == prefix).map(|b| b.uri)
    }

    /// Reads on until only `depth` elements are open, without looking at anything.
    fn pass(&mut self, depth: usize) -> Result<(), Stop> {
        if std::mem::take(&mut self.close_due) {
            self.leave();
        }
        while self.depth > depth {
            match self.reader.read_event().map_err(|_| Stop::Damaged)? {
                Event::Start(_) => {
                    self.depth += 1;
                    self.bound()?;
                }
                Event::End(_) => self.leave(),
                Event::Eof => return Err(Stop::Damaged),
                _ => {}
            }
        }
        Ok(())
    }

    /// Opens an element whose tag ends with `tail` characters of markup.
    fn enter(&mut self, start: &BytesStart<'_>, tail: usize) -> Result<Tag<'a>, Stop> {
        self.depth += 1;
        self.bound()?;
        // The event borrows from itself; the same stretch of the source lives as long as the source.
        let end = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let whole = end
            .checked_sub(tail)
            .and_then(|end| self.source.get(end.checked_sub(start.len())?..end))
            .ok_or(Stop::Damaged)?;
        let (name, attributes) = whole.split_at_checked(start.name().0.len()).ok_or(Stop::Damaged)?;
        if attributes.contains("xmlns") {
            self.bind(attributes)?;
        }
        let (prefix, local) = split(name);
        Ok(Tag { ns: self.ns(prefix), local, attributes: attributes.trim_end() })
    }

    fn leave(&mut self) {
        while self.bindings.last().is_some_and(|b| b.depth >= self.depth) {
            self.bindings.pop();
            self.seen.clear();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn bound(&mut self) -> Result<(), Stop> {
        self.elements += 1;
        if self.depth > self.max_depth {
            return Err(Stop::Bound("xml_depth", self.max_depth as u64));
        }
        if self.elements > self.max_elements {
            return Err(Stop::Bound("xml_elements", self.max_elements as u64));
        }
        Ok(())
    }

    fn bind(&mut self, attributes: &'a str) -> Result<(), Stop> {
        let mut list = Attributes::new(attributes, 0);
        list.with_checks(false);
        for attribute in list.map_while(Result::ok) {
            let key = attribute.key.0;
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            if self.bindings.len() >= self.max_bindings {
                return Err(Stop::Bound("xml_namespaces", self.max_bindings as u64));
            }
            if let Cow::Borrowed(uri) = attribute.value {
                self.bindings.push(Binding { depth: self.depth, prefix, uri, ns: Ns::of(uri) });
            }
        }
        self.seen.clear();
        Ok(())
    }

    fn ns(&mut self, prefix: &'a str) -> Ns {
        if let Some((_, ns)) = self.seen.iter().find(|(known, _)| *known == prefix) {
            return *ns;
        }
        let ns = self.bindings.iter().rev().find(|b| b.prefix == prefix).map_or(Ns::Other, |b| b.ns);
        if self.seen.len() < SEEN {
            self.seen.push((prefix, ns));
        }
        ns
    }
}

/// Prefix and local part of a name.
fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The character that an entity stands for; one that only a DTD could define stays as it is written.
fn resolve<'a>(entity: &quick_xml::events::BytesRef<'a>) -> Cow<'a, str> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    match quick_xml::escape::resolve_predefined_entity(entity) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**entity)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(source: &str) -> Xml<'_> {
        Xml::new(source, &Limits::default())
    }

    fn flat(source: &str) -> Result<String, Stop> {
        let mut xml = xml(source);
        let mut out = String::new();
        loop {
            match xml.next()? {
                Node::Open(tag) => out.push_str(&format!("<{:?}:{}", tag.ns, tag.local)),
                Node::Close => out.push('>'),
                Node::Text(text) => out.push_str(&text),
                Node::End => return Ok(out),
            }
        }
    }

    #[test]
    fn namespaces_go_by_uri_and_scope() {
        let source = r#"<x:a xmlns:x="urn:schemas-microsoft-com:vml"><x:b xmlns:x="urn:other"/><x:c/></x:a>"#;
        assert_eq!(flat(source), Ok("<Vml:a<Other:b><Vml:c>>".to_owned()));
    }

    #[test]
    fn entities_and_cdata_are_text() {
        assert_eq!(
            flat("<a>&amp;&#233;&#xE9;<![CDATA[<x>]]> & &nope;</a>"),
            Ok("<Other:a&éé<x> & &nope;>".into())
        );
    }

    #[test]
    fn attributes_are_found_by_local_name_and_unescaped() {
        let mut xml = xml(r#"<a xmlns:val="no" w:val="1 &amp; 2" size="12pt"/>"#);
        let Ok(Node::Open(tag)) = xml.next() else { panic!("no element") };
        assert_eq!(tag.attr("val").as_deref(), Some("1 & 2"));
        assert_eq!(tag.number::<u32>("size"), Some(12));
        assert_eq!(tag.attr("none"), None);
    }

    #[test]
    fn children_are_told_apart_from_what_is_deeper() {
        let mut xml = xml("<a><b><c/><b/></b>text<d/></a>");
        assert!(matches!(xml.next(), Ok(Node::Open(_))));
        let depth = xml.depth();
        let mut names = Vec::new();
        while let Some(tag) = xml.child(depth).unwrap() {
            names.push(tag.local);
        }
        assert_eq!(names, ["b", "d"]);
        assert!(matches!(xml.next(), Ok(Node::End)));
    }

    #[test]
    fn cut_off_or_crossed_xml_is_damage() {
        assert_eq!(flat("<a><b>text"), Err(Stop::Damaged));
        assert_eq!(flat("<a><b></a></b>"), Err(Stop::Damaged));
        assert_eq!(flat("<a><b at"), Err(Stop::Damaged));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "<a>".repeat(1000);
        assert_eq!(flat(&deep), Err(Stop::Bound("xml_depth", 512)));
        let limits = Limits { xml_elements: 3, ..Limits::default() };
        let mut xml = Xml::new("<a><b/><b/><b/></a>", &limits);
        let _ = xml.next();
        assert_eq!(xml.skip(), Ok(()));
    }
}
