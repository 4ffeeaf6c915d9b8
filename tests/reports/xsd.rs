//! As much of XML Schema as the schema of JUnit XML needs: which elements and attributes an element may have, which
//! attributes it must have, and whether it may hold text.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

#[derive(Default)]
struct Element {
    children: BTreeSet<String>,
    attributes: BTreeSet<String>,
    required: BTreeSet<String>,
    text: bool,
}

/// The elements of a schema by name.
pub(crate) struct Schema(BTreeMap<String, Element>);

impl Schema {
    /// Reads a schema whose elements are declared at the top.
    pub(crate) fn read(text: &str) -> Self {
        let (mut elements, mut open, mut depth) = (BTreeMap::<String, Element>::new(), None::<String>, 0);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return Self(elements),
                Event::End(_) => depth -= 1,
                Event::Start(tag) => {
                    depth += 1;
                    let (name, get) = (name(&tag), |key: &str| attribute(&tag, key));
                    if depth == 2 {
                        open = get("name").filter(|_| name == "xs:element");
                        let text = get("type").is_some();
                        let new = || Element { text, ..Element::default() };
                        open.iter().for_each(|name| drop(elements.insert(name.clone(), new())));
                    }
                    let Some(element) = open.as_ref().and_then(|name| elements.get_mut(name)) else {
                        continue;
                    };
                    match name.as_str() {
                        "xs:element" => element.children.extend(get("ref")),
                        "xs:complexType" => element.text |= get("mixed").as_deref() == Some("true"),
                        "xs:attribute" => {
                            let name = get("name").unwrap();
                            if get("use").as_deref() == Some("required") {
                                element.required.insert(name.clone());
                            }
                            element.attributes.insert(name);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// What `document` has that the schema does not allow.
    pub(crate) fn faults(&self, document: &str) -> Vec<String> {
        let (mut faults, mut open) = (Vec::new(), Vec::<String>::new());
        let mut reader = Reader::from_str(document);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return faults,
                Event::End(_) => drop(open.pop()),
                Event::Start(tag) => {
                    let name = name(&tag);
                    if let Some(above) = open.last().filter(|above| !self.0[*above].children.contains(&name))
                    {
                        faults.push(format!("{above}: <{name}>"));
                        return faults;
                    }
                    let has: BTreeSet<String> =
                        tag.attributes().map(|one| one.unwrap().key.as_ref().to_owned()).collect();
                    let element = &self.0[&name];
                    faults.extend(has.difference(&element.attributes).map(|one| format!("{name}: {one}")));
                    let without = element.required.difference(&has);
                    faults.extend(without.map(|one| format!("{name}: without {one}")));
                    open.push(name);
                }
                Event::Text(text) if !AsRef::<str>::as_ref(&text).trim().is_empty() => {
                    let above = open.last().unwrap();
                    if !self.0[above].text {
                        faults.push(format!("{above}: text"));
                    }
                }
                _ => {}
            }
        }
    }
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(key).unwrap()?;
    Some(attribute.value.into_owned())
}
