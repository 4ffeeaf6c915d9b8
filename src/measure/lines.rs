//! Rendered lines, which only a format with a fixed layout knows.

use std::ops::Range;

use crate::structure::Structure;

/// Rendered lines of text of blocks `range`; none where the format does not know them.
pub fn lines(structure: &Structure, range: Range<usize>) -> Option<u32> {
    structure.document.pages.exact?;
    let texts = structure.blocks(range).iter().filter(|block| block.in_flow() && !block.is_blank());
    let mut sum = 0u32;
    for block in texts {
        sum = sum.saturating_add(block.cues.lines?);
    }
    Some(sum)
}
