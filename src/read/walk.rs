//! The walk through an XML part that every reader of such a format makes.

use super::xml::{Node, Stop, Tag, Xml};

/// What a reader does on its walk: `W` is the reader, `F` what it keeps for every open element.
pub(super) struct Steps<'a, W, F> {
    /// Where the reader has the part, and its open elements.
    pub(super) parts: fn(&mut W) -> (&mut Xml<'a>, &mut Vec<F>),
    /// An element begins; nothing is kept of one that was passed over whole.
    pub(super) open: fn(&mut W, &Tag<'a>) -> Result<Option<F>, Stop>,
    /// The element that was kept ends.
    pub(super) close: fn(&mut W, F),
    /// Character data.
    pub(super) text: fn(&mut W, &str) -> Result<(), Stop>,
}

/// Walks to the end of the innermost element of the part.
pub(super) fn walk<'a, W, F>(reader: &mut W, steps: &Steps<'a, W, F>) -> Result<(), Stop> {
    loop {
        match (steps.parts)(reader).0.next()? {
            Node::Open(tag) => {
                if let Some(frame) = (steps.open)(reader, &tag)? {
                    (steps.parts)(reader).1.push(frame);
                }
            }
            Node::Close => match (steps.parts)(reader).1.pop() {
                Some(frame) => (steps.close)(reader, frame),
                None => return Ok(()),
            },
            Node::Text(text) => (steps.text)(reader, &text)?,
            Node::End => return Ok(()),
        }
    }
}
