//! Letters: how they look, and in what role they stand.

use std::borrow::Cow;

use super::fields::Purpose;
use super::story::{Letters, Story, Walk};
use crate::document::Role;
use crate::read::appearance::{Look, TextProps};
use crate::read::xml::Stop;

impl<'a> Walk<'_, '_, 'a> {
    /// Look of a run with those properties of its own and that character style.
    pub(super) fn look(&self, own: TextProps, style: Option<Cow<'a, str>>) -> Look {
        let base = self.bases.last().copied().unwrap_or_default();
        let styled = match style {
            Some(id) => self.shared.styles.character(&id).toggled_over(base),
            None => base,
        };
        own.over(styled).look(self.around())
    }

    /// Takes letters of the open run.
    pub(super) fn text(&mut self, text: &str, letters: Letters) -> Result<(), Stop> {
        match letters {
            Letters::Code => self.fields.code(text),
            Letters::Shown => self.fields.shown(),
            Letters::Deleted => {}
        }
        self.shared.characters += text.len();
        if self.shared.characters > self.shared.most_characters {
            return Err(Stop::Bound("characters", self.shared.most_characters as u64));
        }
        let look = self.runs.last().copied().unwrap_or_default();
        let role = self.role(letters, look);
        // A line end or tab in the file is a space on the page; those of the page are elements.
        let text =
            if text.bytes().any(|b| b < b' ') { Cow::Owned(spaced(text)) } else { Cow::Borrowed(text) };
        self.push(&text, role, look);
        Ok(())
    }

    /// Adds a character that is written as an element.
    pub(super) fn sign(&mut self, sign: &str) {
        let look = self.runs.last().copied().unwrap_or_default();
        let role = self.role(Letters::Shown, look);
        self.push(sign, role, look);
    }

    fn push(&mut self, text: &str, role: Role, look: Look) {
        let loose = self.flow.depth() == 0;
        if loose {
            // Letters outside of any paragraph: not valid, but there.
            if text.trim().is_empty() {
                return;
            }
            self.begin_paragraph();
        }
        let in_contents = self.in_contents();
        self.flow.add(text, role, look, in_contents);
        if loose {
            self.end_paragraph();
        }
    }

    fn role(&self, letters: Letters, look: Look) -> Role {
        let in_head = matches!(self.story, Story::Head | Story::Foot);
        match letters {
            _ if self.deleted > 0 => Role::Deleted,
            Letters::Deleted => Role::Deleted,
            Letters::Code => Role::FieldCode,
            Letters::Shown if self.fields.in_code() => Role::FieldCode,
            Letters::Shown if self.math > 0 => Role::Math,
            Letters::Shown if self.ruby > 0 => Role::Ruby,
            Letters::Shown if look.off_page => Role::OffPage,
            Letters::Shown if look.hidden || self.fields.within(Purpose::Unseen) => Role::Hidden,
            Letters::Shown if in_head && self.fields.within(Purpose::PageNumber) => Role::PageNumber,
            Letters::Shown => Role::Text,
        }
    }

    /// True where what comes next belongs to a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents_controls > 0 || self.fields.within(Purpose::Contents)
    }
}

/// `text` with a space for every control character.
fn spaced(text: &str) -> String {
    text.chars().map(|c| if c < ' ' { ' ' } else { c }).collect()
}
