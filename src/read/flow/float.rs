//! What floats in front of the text, or of a box of text, so that nobody sees what lies under it.

use super::room::{doubt, needed};
use super::{Draft, Flow, Mark, Point, Room};
use crate::document::Doubt;
use crate::read::breaks::Pages;

/// Points that lines are wide at least where something large lies over them.
const TEXT: f32 = 420.0;
/// Points that a cover is wide and high at least to hide a part of the text; what is smaller hides a line or two.
const WIDE: f32 = 300.0;
const HIGH: f32 = 250.0;
/// Points by which a box may look out from under its cover.
const EDGE: f32 = 6.0;

/// Boxes of text of a slide that are looked for under what lies over them, all together; beyond that, what lies over some of
/// them is taken to lie over all. No slide that anybody made has a thousandth of it.
const MOST_LOOKS: usize = 20_000_000;

/// Something that floats: where, how large, how high above the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read) struct Float {
    /// Points that it lies from what `from` stands for, across and down.
    pub(in crate::read) at: (f32, f32),
    /// Width and height in points.
    pub(in crate::read) size: Room,
    /// What its place is told from, across and down; only what has the same can be compared.
    pub(in crate::read) from: (u32, u32),
    /// It lies behind the text.
    pub(in crate::read) behind: bool,
    /// What has more of it lies over what has less.
    pub(in crate::read) height: i64,
}

impl Float {
    /// True where some of `other` lies over or under some of it.
    pub(in crate::read) fn touches(&self, other: &Self) -> bool {
        let cross = |a: (f32, f32), b: (f32, f32)| a.0 < b.0 + b.1 && b.0 < a.0 + a.1;
        cross((self.at.0, self.size.0), (other.at.0, other.size.0))
            && cross((self.at.1, self.size.1), (other.at.1, other.size.1))
    }

    /// True where all of `other` lies within it.
    pub(in crate::read) fn holds(&self, other: &Self) -> bool {
        Self { height: 1, behind: false, ..*self }.hides(&Self { height: 0, behind: false, ..*other })
    }

    /// True where it lies over all of `other`.
    fn hides(&self, other: &Self) -> bool {
        let over = if self.behind == other.behind { self.height > other.height } else { other.behind };
        let within = |mine: (f32, f32), size: (f32, f32)| {
            mine.0 - EDGE <= size.0 && size.0 + size.1 <= mine.0 + mine.1 + EDGE
        };
        over && self.from == other.from
            && within((self.at.0, self.size.0), (other.at.0, other.size.0))
            && within((self.at.1, self.size.1), (other.at.1, other.size.1))
    }
}

/// A cover: what it is, and where it hangs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover {
    float: Float,
    at: Point,
    /// The draft that it hangs on.
    host: usize,
}

/// The boxes of text that something may yet lie over.
#[derive(Debug, Default)]
pub(super) struct Beneath {
    /// The drafts of which that is not known yet, with where they float.
    boxes: Vec<(usize, Float)>,
    /// Something lies over all drafts before this one.
    covered: usize,
    /// How many boxes were looked at.
    looks: usize,
}

impl Flow {
    /// Takes down where the boxes float whose text ended since `mark`.
    pub(in crate::read) fn set_float(&mut self, mark: Mark, float: Float) {
        let drafts = self.since(mark);
        drafts.iter_mut().for_each(|draft| draft.float = Some(float));
        let count = drafts.len();
        // What hangs on an open paragraph is laid over by nothing that is told before its end.
        if self.open.is_empty() {
            let first = self.out.len().saturating_sub(count);
            let drafts = self.out.iter().enumerate().skip(first);
            let text = drafts.filter(|(_, draft)| !draft.block.runs.is_empty());
            self.beneath.boxes.extend(text.map(|(at, _)| (at, float)));
        }
    }

    /// Something that nobody sees through floats here.
    pub(in crate::read) fn cover(&mut self, float: Float) {
        /// Covers that are followed.
        const MOST: usize = 200;
        if self.covers.len() < MOST {
            self.covers.push(Cover { float, at: self.breaks.here(), host: self.out.len() });
        }
    }

    /// Something that nobody sees through lies over what came before it, where that is known to float under it.
    pub(in crate::read) fn lay_over(&mut self, float: Float) {
        let Beneath { boxes, looks, .. } = &mut self.beneath;
        *looks = looks.saturating_add(boxes.len());
        let given_up = *looks > MOST_LOOKS;
        let out = &mut self.out;
        boxes.retain(|(at, other)| {
            let hidden = float.hides(other) || given_up && other.height < float.height;
            // It may have got another place since.
            if let Some(draft) = out.get_mut(*at).filter(|draft| hidden && draft.float == Some(*other)) {
                doubt(&mut draft.block, Doubt::Covered);
            }
            !hidden
        });
    }

    /// Something that nobody sees through lies over all that came before `mark`.
    pub(in crate::read) fn lay_over_all(&mut self, mark: Mark) {
        let since = self.since(mark).len();
        let before = self.out.len().saturating_sub(since);
        let Beneath { boxes, covered, .. } = &mut self.beneath;
        let under = self.out.iter_mut().take(before).skip(*covered);
        under.for_each(|draft| doubt(&mut draft.block, Doubt::Covered));
        *covered = before.max(*covered);
        boxes.retain(|(at, _)| *at >= before);
    }

    /// Doubts what lies under the covers.
    pub(super) fn doubt_covered(&mut self, pages: &Pages) {
        for cover in std::mem::take(&mut self.covers) {
            let under = self.out.iter_mut().filter(|draft| {
                draft.float.is_some_and(|float| cover.float.hides(&float))
                    && !pages.broken_between(cover.at, draft.at)
            });
            under.for_each(|draft| doubt(&mut draft.block, Doubt::Covered));
            let (width, height) = cover.float.size;
            if !cover.float.behind && width >= WIDE && height >= HIGH && height.is_finite() {
                doubt_following(self.out.get_mut(cover.host..).unwrap_or_default(), &cover, pages);
            }
        }
    }
}

/// Doubts the text that follows a cover on its page, as far as that reaches.
fn doubt_following(drafts: &mut [Draft], cover: &Cover, pages: &Pages) {
    let mut down = 0.0;
    for draft in drafts.iter_mut().filter(|draft| draft.float.is_none() && !draft.block.context.text_box) {
        if down >= cover.float.size.1 || pages.broken_between(cover.at, draft.at) {
            return;
        }
        // An empty paragraph takes a line.
        let size = draft.block.cues.size.unwrap_or(11.0);
        down += needed(&draft.block, TEXT).max(size) * 1.2 + draft.block.cues.space_after.unwrap_or(0.0);
        doubt(&mut draft.block, Doubt::Covered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Context, Kind, Role};
    use crate::read::flow::Paragraph;

    fn page() -> Float {
        Float { at: (0.0, 0.0), size: (595.0, 700.0), height: 9, ..Float::default() }
    }

    fn paragraph(flow: &mut Flow, text: &str) {
        let mut paragraph = Paragraph::new(Context::default());
        paragraph.at = flow.breaks.here();
        if !text.is_empty() {
            paragraph.push(text, Role::Text, Default::default());
        }
        flow.end(paragraph, Kind::Paragraph);
    }

    fn covered(mut flow: Flow) -> Vec<bool> {
        let pages = flow.breaks.replay(|_| true);
        flow.doubt_covered(&pages);
        flow.into_blocks().map(|block| block.runs.iter().any(|run| run.style.doubt.is_some())).collect()
    }

    #[test]
    fn what_follows_a_cover_on_its_page_is_doubted_as_far_as_it_reaches() {
        let text = "mot ".repeat(300);
        let mut flow = Flow::default();
        paragraph(&mut flow, &text);
        flow.cover(page());
        (0..6).for_each(|_| paragraph(&mut flow, &text));
        assert_eq!(covered(flow), [false, true, true, true, true, true, false]);
        let mut flow = Flow::default();
        flow.cover(page());
        flow.breaks.see();
        flow.breaks.explicit();
        paragraph(&mut flow, &text);
        assert_eq!(covered(flow), [false]);
        let mut flow = Flow::default();
        flow.cover(Float { size: (200.0, 200.0), ..page() });
        paragraph(&mut flow, &text);
        flow.cover(Float { behind: true, ..page() });
        paragraph(&mut flow, &text);
        flow.cover(page());
        (0..60).for_each(|_| paragraph(&mut flow, ""));
        paragraph(&mut flow, &text);
        assert_eq!(covered(flow), [false; 63]);
    }

    #[test]
    fn a_box_is_hidden_by_what_lies_over_all_of_it() {
        let small = Float { at: (50.0, 50.0), size: (300.0, 300.0), height: 3, ..Float::default() };
        assert!(page().hides(&small) && !small.hides(&page()));
        assert!(!page().hides(&Float { height: 10, ..small }));
        assert!(page().hides(&Float { height: 10, behind: true, ..small }));
        assert!(!Float { behind: true, ..page() }.hides(&small));
        assert!(!page().hides(&Float { at: (400.0, 50.0), ..small }));
        assert!(!page().hides(&Float { from: (1, 0), ..small }));
    }

    /// A box of `text` that floats at `x` points, `height` above the ground.
    fn boxed(flow: &mut Flow, text: &str, x: f32, height: i64) {
        let mark = flow.mark();
        paragraph(flow, text);
        flow.set_float(mark, Float { at: (x, 0.0), size: (10.0, 10.0), height, ..Float::default() });
    }

    fn doubted(flow: Flow) -> Vec<bool> {
        flow.into_blocks().map(|block| block.runs.iter().any(|run| run.style.doubt.is_some())).collect()
    }

    #[test]
    fn what_is_laid_over_a_slide_covers_what_came_before() {
        let mut flow = Flow::default();
        boxed(&mut flow, "un", 0.0, 1);
        boxed(&mut flow, "deux", 50.0, 2);
        // It got its place from the group around it.
        let mark = flow.mark();
        boxed(&mut flow, "trois", 0.0, 3);
        flow.set_float(mark, Float { at: (300.0, 0.0), size: (10.0, 10.0), height: 3, ..Float::default() });
        let cover = Float { size: (20.0, 20.0), height: 4, ..Float::default() };
        flow.lay_over(cover);
        boxed(&mut flow, "quatre", 0.0, 5);
        flow.lay_over(cover);
        assert_eq!(doubted(flow), [true, false, false, false]);
        let mut flow = Flow::default();
        paragraph(&mut flow, "un");
        let mark = flow.mark();
        paragraph(&mut flow, "deux");
        flow.lay_over_all(mark);
        flow.lay_over_all(mark);
        paragraph(&mut flow, "trois");
        flow.lay_over_all(flow.mark());
        paragraph(&mut flow, "quatre");
        assert_eq!(doubted(flow), [true, true, true, false]);
    }

    #[test]
    fn a_slide_of_very_many_boxes_and_covers_is_followed_up_to_a_bound() {
        let many: i64 = 5_000;
        let mut flow = Flow::default();
        (0..many).for_each(|n| boxed(&mut flow, "texte", 20.0 * n as f32, n));
        // Beside all of them.
        let cover = Float { at: (-500.0, 0.0), size: (10.0, 10.0), height: many, ..Float::default() };
        (0..many).for_each(|_| flow.lay_over(cover));
        assert!(flow.beneath.looks <= MOST_LOOKS + many as usize && flow.beneath.boxes.is_empty());
        assert!(doubted(flow).into_iter().all(|doubted| doubted));
    }
}
