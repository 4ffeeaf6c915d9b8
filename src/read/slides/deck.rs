//! Slides as both formats give them, and the document they make.

use crate::document::{Block, Document, Kind, Notice, NoticeKind, Role, Run};
use crate::message::{Message, counted};
use crate::say;

/// One slide.
#[derive(Debug, Default)]
pub(super) struct Slide {
    pub(super) blocks: Vec<Block>,
    /// It is passed over when the presentation is shown.
    pub(super) hidden: bool,
}

/// Puts the slides into `document`, each title in front of its slide.
pub(super) fn place(slides: Vec<Slide>, document: &mut Document) {
    document.pages.counted_slides = true;
    document.pages.exact = u32::try_from(slides.iter().filter(|slide| !slide.hidden).count()).ok();
    let mut hidden = Vec::new();
    for (mut slide, number) in slides.into_iter().zip(1..) {
        let said = |block: &Block| block.in_flow() && !block.is_blank() && block.context.note.is_none();
        if slide.hidden {
            hidden.push(number);
            hide(&mut slide.blocks);
        } else if !slide.blocks.iter().any(said) {
            document.pages.without_text.push(number);
        }
        slide.blocks.retain(|block| block.kind == Kind::Image || !block.runs.is_empty());
        slide.blocks.sort_by_key(|block| block.heading().is_none());
        join_title(&mut slide.blocks);
        for mut block in slide.blocks {
            block.place.page = Some(number);
            if block.kind == Kind::PageNumber {
                for run in &mut block.runs {
                    run.role = Role::PageNumber;
                }
            }
            document.blocks.push(block);
        }
    }
    if !hidden.is_empty() {
        let kind = NoticeKind::HiddenText;
        document.notices.push(Notice {
            kind,
            page: hidden.first().copied(),
            message: hidden_slides(&hidden),
        });
    }
}

/// Makes hidden text of what nobody is shown.
fn hide(blocks: &mut [Block]) {
    for block in blocks {
        block.kind = Kind::Paragraph;
        block.runs.iter_mut().filter(|run| run.role == Role::Text).for_each(|run| run.role = Role::Hidden);
    }
}

/// Makes one heading of a title's lines.
fn join_title(blocks: &mut Vec<Block>) {
    let lines = blocks.iter().take_while(|block| block.heading().is_some()).count();
    let rest: Vec<Run> = blocks
        .drain(1.min(lines)..lines)
        .flat_map(|line| std::iter::once(Run::plain("\n")).chain(line.runs))
        .collect();
    if let Some(title) = blocks.first_mut() {
        title.runs.extend(rest);
    }
}

fn hidden_slides(numbers: &[u32]) -> Message {
    let Message { fr, en } = counted(
        numbers.len(),
        ["diapositive masquée", "diapositives masquées"],
        ["hidden slide", "hidden slides"],
    );
    let list = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    say!(
        "{fr}, que le diaporama ne montre pas et dont rien n'est compté : {list}.",
        "{en}, which the presentation does not show and of which nothing is counted: {list}."
    )
}
