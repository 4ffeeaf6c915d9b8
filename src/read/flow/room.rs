//! Room that a box, a frame or a row of fixed size gives to what it holds, and boxes that lie where the page has ended:
//! what finds no place may not be seen.

use super::{Draft, Flow};
use crate::document::{Block, Doubt, Role, Run};

/// Width of a letter and height of a line by the size of the type, as small as type is set.
const LETTER: f32 = 0.4;
const LINE: f32 = 1.0;
/// Size in points of text whose size is not told.
const USUAL: f32 = 11.0;
/// Heights of its room that text must take before any of it is doubted: what is cut short by a line or two is an accident.
const OVER: f32 = 2.0;
/// Heights of its room that a block must end beyond to be doubted.
const BEYOND: f32 = 1.3;

/// A point of the flow, which tells what has ended before it from what ends after.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read) struct Mark {
    depth: usize,
    drafts: usize,
}

/// Width and height in points that do not go with what they hold.
pub(in crate::read) type Room = (f32, f32);

impl Flow {
    /// The point that the flow has reached.
    pub(in crate::read) fn mark(&self) -> Mark {
        let drafts = self.open.last().map_or(self.out.len(), |paragraph| paragraph.after.len());
        Mark { depth: self.open.len(), drafts }
    }

    /// What ended since `mark`; nothing where the flow has left what was open there.
    pub(super) fn since(&mut self, mark: Mark) -> &mut [Draft] {
        let depth = self.open.len();
        let drafts = match self.open.last_mut() {
            _ if depth != mark.depth => return &mut [],
            Some(paragraph) => &mut paragraph.after,
            None => &mut self.out,
        };
        drafts.get_mut(mark.drafts..).unwrap_or_default()
    }

    /// Doubts what ended since `mark` and finds no place in that room.
    pub(in crate::read) fn fit(&mut self, mark: Mark, (width, height): Room) {
        let drafts = self.since(mark);
        let needed_in_all: f32 = drafts.iter().map(|draft| needed(&draft.block, width)).sum();
        if !height.is_finite() || needed_in_all <= OVER * height {
            return;
        }
        let mut end = 0.0;
        for draft in drafts {
            end += needed(&draft.block, width);
            if end > BEYOND * height {
                doubt(&mut draft.block, Doubt::CutOff);
            }
        }
    }
}

impl Draft {
    /// Doubts it where it lies beside or below a page of that width and height.
    pub(super) fn leave(&mut self, page: Option<Room>) {
        // Whatever its place is told from is on the page.
        let Some((x, y)) = self.float.map(|float| float.at) else { return };
        if page.is_some_and(|(width, height)| x >= width - 1.0 || y >= height - 1.0) {
            doubt(&mut self.block, Doubt::BesidePage);
        }
    }
}

/// Height in points that the text of a block takes at least where lines are that wide.
pub(super) fn needed(block: &Block, width: f32) -> f32 {
    let size = block.cues.size.unwrap_or(USUAL);
    let seen = block.runs.iter().filter(|run| matches!(run.role, Role::Text | Role::Label));
    let (mut lines, mut letters) = (0.0, 0usize);
    for c in seen.flat_map(|run: &Run| run.text.chars()) {
        letters += 1;
        if c == '\n' {
            lines += 1.0;
        }
    }
    if letters == 0 {
        return 0.0;
    }
    let filled = (letters as f32 * LETTER * size / width.max(1.0)).ceil();
    filled.max(lines + 1.0) * LINE * size
}

pub(super) fn doubt(block: &mut Block, doubt: Doubt) {
    for run in block.runs.iter_mut().filter(|run| run.role == Role::Text) {
        run.style.doubt = Some(doubt);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Context, Kind};
    use crate::read::flow::Paragraph;

    fn flow(paragraphs: usize, characters: usize) -> (Flow, Mark) {
        let mut flow = Flow::default();
        let mark = flow.mark();
        for _ in 0..paragraphs {
            let mut paragraph = Paragraph::new(Context::default());
            paragraph.push(&"x".repeat(characters), Role::Text, Default::default());
            flow.end(paragraph, Kind::Paragraph);
        }
        (flow, mark)
    }

    fn doubted(flow: Flow) -> Vec<bool> {
        flow.into_blocks().map(|block| block.runs.iter().any(|run| run.style.doubt.is_some())).collect()
    }

    #[test]
    fn what_finds_no_place_is_doubted_from_where_the_room_ends() {
        let (mut tight, mark) = flow(6, 300);
        tight.fit(mark, (400.0, 70.0));
        assert_eq!(doubted(tight), [false, false, true, true, true, true]);
        let (mut wide, mark) = flow(6, 300);
        wide.fit(mark, (400.0, 200.0));
        assert_eq!(doubted(wide), [false; 6]);
        let (mut endless, mark) = flow(6, 300);
        endless.fit(mark, (400.0, f32::INFINITY));
        assert_eq!(doubted(endless), [false; 6]);
    }

    #[test]
    fn only_what_ended_since_the_mark_is_taken() {
        let (mut flow, _) = flow(2, 300);
        let mark = flow.mark();
        flow.fit(mark, (10.0, 1.0));
        flow.begin(Paragraph::new(Context::default()));
        flow.fit(mark, (10.0, 1.0));
        flow.take();
        assert_eq!(doubted(flow), [false; 2]);
    }
}
