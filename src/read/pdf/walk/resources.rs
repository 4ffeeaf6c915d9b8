//! Resources by their names, and fonts by their places.

use std::sync::Arc;

use lopdf::{Dictionary, Object};

use super::Walker;
use crate::read::pdf::file::File;
use crate::read::pdf::font::Font;

impl<'f> Walker<'_, 'f, '_> {
    /// The entry `name` of the resources of a kind.
    pub(super) fn resource(
        &self,
        resources: Option<&'f Dictionary>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'f Object> {
        let file: &'f File<'_> = self.file;
        file.dict(resources?, kind)?.as_hashmap().get(name)
    }

    pub(super) fn font_index(&mut self, dict: &'f Dictionary) -> Option<u16> {
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(index) = self.fonts.get(&key) {
            return Some(*index);
        }
        let index = u16::try_from(self.page.fonts.len()).ok()?;
        self.page.fonts.push(self.shared.fonts.get(self.file, dict));
        self.fonts.insert(key, index);
        Some(index)
    }

    /// A font for text that comes without one.
    pub(super) fn plain_font(&mut self) -> Option<u16> {
        if let Some(index) = self.fonts.get(&0) {
            return Some(*index);
        }
        let index = u16::try_from(self.page.fonts.len()).ok()?;
        self.page.fonts.push(Arc::new(Font::plain()));
        self.fonts.insert(0, index);
        Some(index)
    }
}
