//! Optional content: which layers are off when the file is opened.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use crate::hash::HashSet;

/// How deep the expressions of memberships are followed.
const MAX_DEPTH: usize = 32;
/// Parts of one expression that are looked at: one that names another twice at every depth has no end.
const MAX_PARTS: usize = 256;

/// The layers that are off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectId>,
    /// The file has layers at all.
    any: bool,
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
            // What is switched by its use is switched before anybody looks at it.
            for used in
                file.array(default, b"AS").unwrap_or_default().iter().filter_map(|used| file.to_dict(used))
            {
                let viewed = file.name(used, b"Event") == Some(b"View");
                off.extend(
                    references(used, b"OCGs").into_iter().filter(|id| viewed && is_unviewed(file, *id)),
                );
            }
        }
        Self { off, any: true }
    }

    /// True where the `OC` entry of `dict` (a form, an image, an annotation) is off.
    pub(super) fn is_off(&self, file: &File<'_>, dict: &Dictionary) -> bool {
        self.any
            && dict.as_hashmap().get(b"OC".as_slice()).is_some_and(|entry| self.is_member_off(file, entry))
    }

    /// True where the group or membership that `entry` leads to is off.
    pub(super) fn is_member_off(&self, file: &File<'_>, entry: &Object) -> bool {
        if !self.any {
            return false;
        }
        if let Object::Reference(id) = entry
            && self.off.contains(id)
        {
            return true;
        }
        let Some(dict) = file.to_dict(entry).filter(|dict| dict.has_type(b"OCMD")) else { return false };
        if let Some(expression) = file.get(dict, b"VE") {
            let mut left = MAX_PARTS;
            return !self.holds(file, expression, 0, &mut left);
        }
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

    /// What the visibility expression `expression` comes to.
    fn holds(&self, file: &File<'_>, expression: &Object, depth: usize, left: &mut usize) -> bool {
        let Some(less) = left.checked_sub(1) else { return true };
        *left = less;
        if let Object::Reference(id) = expression
            && !matches!(file.resolve(expression), Some(Object::Array(_)))
        {
            return !self.off.contains(id);
        }
        let Some(Object::Array(parts)) = file.resolve(expression).filter(|_| depth < MAX_DEPTH) else {
            return true;
        };
        let Some((Some(Object::Name(operator)), parts)) =
            parts.split_first().map(|(first, rest)| (file.resolve(first), rest))
        else {
            return true;
        };
        let mut parts = parts.iter().map(|part| self.holds(file, part, depth + 1, left));
        match operator.as_slice() {
            b"And" => parts.all(|part| part),
            b"Or" => parts.any(|part| part),
            b"Not" => !parts.next().unwrap_or(false),
            _ => true,
        }
    }
}

/// True for a group that its own entry says is not for viewing.
fn is_unviewed(file: &File<'_>, id: ObjectId) -> bool {
    let group = Object::Reference(id);
    let usage = file.to_dict(&group).and_then(|group| file.dict(group, b"Usage"));
    let view = usage.and_then(|usage| file.dict(usage, b"View"));
    view.and_then(|view| file.name(view, b"ViewState")) == Some(b"OFF")
}
