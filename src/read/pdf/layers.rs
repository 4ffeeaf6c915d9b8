//! Optional content: which layers are off when the file is opened.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use crate::hash::HashSet;

/// The layers that are off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectId>,
}

impl Layers {
    /// Reads the default configuration.
    pub(super) fn of(file: &File<'_>) -> Self {
        let Some(properties) = file.catalog().and_then(|catalog| file.dict(catalog, b"OCProperties")) else {
            return Self::default();
        };
        let references = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
            let items = file.array(dict, key).unwrap_or_default();
            items.iter().filter_map(|item| item.as_reference().ok()).collect()
        };
        let mut off = HashSet::default();
        if let Some(default) = file.dict(properties, b"D") {
            if file.name(default, b"BaseState") == Some(b"OFF") {
                off.extend(references(properties, b"OCGs"));
                references(default, b"ON").iter().for_each(|id| {
                    off.remove(id);
                });
            }
            off.extend(references(default, b"OFF"));
        }
        Self { off }
    }

    /// True where the `OC` entry of `dict` (a form, an image, an annotation) is off.
    pub(super) fn is_off(&self, file: &File<'_>, dict: &Dictionary) -> bool {
        !self.off.is_empty()
            && dict.as_hashmap().get(b"OC".as_slice()).is_some_and(|entry| self.is_member_off(file, entry))
    }

    /// True where the group or membership that `entry` leads to is off.
    pub(super) fn is_member_off(&self, file: &File<'_>, entry: &Object) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if let Object::Reference(id) = entry
            && self.off.contains(id)
        {
            return true;
        }
        let Some(dict) = file.to_dict(entry).filter(|dict| dict.has_type(b"OCMD")) else { return false };
        let groups: Vec<&Object> = match dict.as_hashmap().get(b"OCGs".as_slice()) {
            Some(Object::Array(items)) => items.iter().collect(),
            Some(one) => match file.resolve(one) {
                Some(Object::Array(items)) => items.iter().collect(),
                _ => vec![one],
            },
            None => Vec::new(),
        };
        let states: Vec<bool> = groups
            .iter()
            .filter_map(|group| group.as_reference().ok())
            .map(|id| !self.off.contains(&id))
            .collect();
        !states.is_empty()
            && !match file.name(dict, b"P") {
                Some(b"AllOn") => states.iter().all(|on| *on),
                Some(b"AnyOff") => states.iter().any(|on| !*on),
                Some(b"AllOff") => states.iter().all(|on| !*on),
                _ => states.iter().any(|on| *on),
            }
    }
}
