//! Letters: which are text of the page, and in what role.

use std::borrow::Cow;

use super::walk::{Frame, Story, Walk};
use crate::document::Role;
use crate::read::appearance::Look;
use crate::read::look::PATTERN;
use crate::read::xml::Stop;

impl Walk<'_, '_> {
    /// Takes character data: white space is folded as the format says.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Stop> {
        self.characters += text.len();
        if self.characters > self.most_characters {
            return Err(Stop::Bound("characters", self.most_characters as u64));
        }
        if !self.in_text() {
            return Ok(());
        }
        if let Some(Frame::Alternative) = self.frames.last() {
            if let Some(drawing) = self.drawings.last_mut() {
                drawing.alternative.push_str(text);
            }
            return Ok(());
        }
        let Some(drop) = self.spaces.last_mut() else { return Ok(()) };
        let folded = folded(text, drop);
        self.push(&folded);
        Ok(())
    }

    /// Adds white space that is written as an element.
    pub(super) fn sign(&mut self, sign: &str) {
        if self.in_text() {
            if let Some(drop) = self.spaces.last_mut() {
                *drop = false;
            }
            self.push(sign);
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let (mut look, around) = (self.looks.last().copied().unwrap_or_default(), self.around());
        // Of a slide, whose masters and placeholders paint much, nothing is said of a ground that is not known.
        if self.story == Story::Slide && around.ground.is_none_or(|ground| ground == PATTERN) {
            look.colour = look.ground.and(look.colour);
        }
        let look = look.look(around);
        match self.frames.last() {
            Some(Frame::Label { known: true }) => {}
            Some(Frame::Label { known: false }) => self.add(text, Role::Label, look),
            _ => {
                let role = self.role(look);
                self.add(text, role, look);
            }
        }
    }

    /// Adds text of a role to the open paragraph.
    pub(super) fn add(&mut self, text: &str, role: Role, look: Look) {
        let in_contents = self.indexes > 0;
        self.flow.add(text, role, look, in_contents);
    }

    fn role(&self, look: Look) -> Role {
        if self.math > 0 {
            Role::Math
        } else if self.ruby > 0 {
            Role::Ruby
        } else if look.off_page {
            Role::OffPage
        } else if look.hidden || self.hidden > 0 {
            Role::Hidden
        } else if self.page_numbers > 0 && matches!(self.story, Story::Head | Story::Foot) {
            Role::PageNumber
        } else {
            Role::Text
        }
    }
}

/// `text` with every stretch of white space as one space; none where the text before ended with one, or began.
fn folded<'t>(text: &'t str, drop: &mut bool) -> Cow<'t, str> {
    let white = |b: u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
    let bytes = text.as_bytes();
    let uneven = bytes.iter().any(|b| *b < b' ') || bytes.windows(2).any(|pair| pair == b"  ");
    let starts = *drop && text.starts_with(' ');
    if !uneven && !starts {
        *drop = bytes.last().map_or(*drop, |b| *b == b' ');
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let space = u8::try_from(c).is_ok_and(white);
        if !space {
            out.push(if c < ' ' { ' ' } else { c });
        } else if !*drop {
            out.push(' ');
        }
        *drop = space;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_across_pieces() {
        let mut drop = true;
        assert_eq!(folded("\n  un\t deux ", &mut drop), "un deux ");
        assert_eq!(folded(" trois", &mut drop), "trois");
        assert_eq!(folded("", &mut drop), "");
        assert_eq!(folded(" quatre", &mut drop), " quatre");
    }
}
