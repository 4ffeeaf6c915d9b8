//! What the style of an HTML element tells of whether its text can be seen. White text can be where the ground is painted.

mod colour;
mod gone;
mod names;
mod selector;
mod sheet;
mod values;

use super::html::Tag;
use crate::read::look::{is_nearly_same_colour, is_same_colour};
use colour::{Colour, PAPER, ground, over};
use gone::is_gone;
use values::Declared;

pub(super) use selector::Place;
pub(super) use sheet::Sheet;

/// What an element stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// The colour of text that has none of its own.
    text: Option<Text>,
    ground: Ground,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Text(Colour);

/// What text stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Ground {
    #[default]
    Paper,
    Colour(u32),
    /// Something of no known colour.
    Painted,
}

/// What a style does to the text of its element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Judged {
    /// Nobody sees it.
    pub(super) unseen: bool,
    /// It may be that nobody does.
    pub(super) pale: bool,
    /// What it stands in.
    pub(super) around: Around,
}

/// A style as the other functions take it: in lower case, without remarks and escapes, without spaces but those that part
/// words of a value; those that part words in brackets are commas.
pub(super) fn folded(style: &str) -> String {
    let style = sheet::plain(style);
    let mut out = String::with_capacity(style.len());
    let (mut depth, mut space) = (0_usize, false);
    for c in style.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let parts = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '.' | '-' | '+' | '#' | '(');
        let ends = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | ')');
        if space && parts(c) && out.ends_with(ends) && !(depth == 0 && c == '(') {
            out.push(if depth > 0 { ',' } else { ' ' });
        }
        space = false;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// What attributes of an element say as a style would.
pub(super) fn of_attributes(name: &str, tag: &Tag<'_>) -> String {
    let ground = tag.attribute("bgcolor").map(|colour| format!(";background:{colour}"));
    let text = tag.attribute("color").filter(|_| name == "font").map(|colour| format!(";color:{colour}"));
    ground.into_iter().chain(text).collect()
}

/// True for a `style` that leaves its text unseen on paper.
pub(super) fn unseen(style: &str) -> bool {
    judge(&folded(style), Around::default()).unseen
}

/// What a folded `style` does to the text of an element that stands in `around`.
pub(super) fn judge(style: &str, around: Around) -> Judged {
    if style.is_empty() {
        return Judged { unseen: false, pale: false, around };
    }
    let style = Declared::of(style);
    let own_text = ["-webkit-text-fill-color", "color"].into_iter().find_map(|name| style.value(name));
    let own_text = own_text.and_then(colour::colour).map(Text);
    let painted = ["background-image", "background-color", "background"];
    let own_ground = painted.into_iter().find_map(|name| style.value(name).and_then(ground));
    let below = match around.ground {
        Ground::Paper => Some(PAPER),
        Ground::Colour(colour) => Some(colour),
        Ground::Painted => None,
    };
    let on = match own_ground {
        None | Some(Some(Colour::Clear)) => around.ground,
        Some(Some(colour)) => over(colour, below).map_or(Ground::Painted, Ground::Colour),
        Some(None) => Ground::Painted,
    };
    let text = own_text.or(around.text);
    let ground = match on {
        Ground::Paper => Some(PAPER),
        Ground::Colour(colour) => Some(colour),
        Ground::Painted => None,
    };
    let judged = own_text.is_some() || own_ground.is_some();
    let seen = text.filter(|_| judged).map(|text| text.0.as_text(ground.unwrap_or(PAPER)));
    let is = |alike: fn(u32, u32) -> bool| {
        seen.flatten().zip(ground).is_some_and(|(text, ground)| alike(text, ground))
    };
    Judged {
        unseen: seen == Some(None) || is(is_same_colour) || is_gone(&style),
        pale: is(is_nearly_same_colour),
        around: Around { text, ground: on },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_known_however_it_is_written() {
        for style in [
            "display:none!important",
            "opacity:.01",
            "font-size:1px",
            "font-size:0.01em",
            "color:rgba(0,0,0,0)",
            "color:#FFFE",
            "color: hsl(0, 0%, 100%)",
            "color:rgb(100%,100%,100%)",
            "color: rgb(255 255 254 / 1)",
            "color: hsl(0 0% 100%)",
            "color:#000; background:#010101",
            "color:red;background-color:#f00",
            "position:absolute;left:-9999px",
            "text-indent:-100em",
            "height:0;overflow:hidden",
            "clip-path:inset(100%)",
            "transform:scale(0)",
            "transform:translateX(-9999px)",
            "filter:opacity(0)",
            "letter-spacing:-2em",
            "display:/* x */none",
            "disp\\6c ay:none",
            "color:oklch(1 0 0)",
            "color:hwb(0 100% 0%)",
            "color:Canvas",
            "background-color:navy;color:navy",
            "color:#000;background-image:linear-gradient(#000,#000)",
            "position:fixed;inset:0 auto auto -200vw",
            "translate:-300vw",
            "scale:0",
            "transform:rotateY(180deg);backface-visibility:hidden",
            "transform:rotateX(90deg)",
            "transform:matrix(0,0,0,0,0,0)",
            "filter:brightness(2) contrast(0)",
            "mask:linear-gradient(transparent,transparent)",
            "font:0/0 a",
            "font:bold 1px/2px serif",
            "font-size:calc(1px - 1px)",
            "font-size:clamp(0px, 0px, 1px)",
            "block-size:0;overflow-y:hidden",
            "contain:strict",
            "color : WHITE ! important; color:black",
            "clip-path:inset(50% 0 50% 0)",
            "clip-path:polygon(0 0, 0 0, 0 0)",
        ] {
            assert!(unseen(style), "{style}");
        }
        for style in [
            "color:white;background:navy",
            "color:white;background:url(x.png)",
            "opacity:.8",
            "font-size:80%",
            "line-height:1",
            "height:0",
            "margin-left:-2em",
            "color:#333",
            "filter:blur(1px)",
            "transform:scale(0.9)",
            "transform:rotate(90deg)",
            "rotate:90deg",
            "translate:-50% -50%",
            "font:700 12pt/1.2 serif",
            "font:italic 1.1em serif",
            "clip-path:inset(10%)",
            "contain:size;height:10em",
            "width:calc(100% - 2em);overflow:hidden",
            "color:white;background:linear-gradient(navy, teal)",
            "color:black;display:none;display:block",
            "mask:linear-gradient(black, transparent)",
        ] {
            assert!(!unseen(style), "{style}");
        }
        let on = |ground: &str, style: &str| {
            judge(&folded(style), judge(&folded(ground), Around::default()).around)
        };
        assert!(unseen("color:#fff") && !on("background:url(x.png)", "color:#fff").unseen);
        assert!(on("background:navy", "color:#000081").unseen && !on("background:navy", "color:#fff").unseen);
        assert!(on("color:#fff", "background:white").unseen && !on("color:#fff", "margin:0").unseen);
    }

    #[test]
    fn pale_text_is_told_from_text_that_can_be_read() {
        let pale = |style| judge(&folded(style), Around::default()).pale;
        assert!(pale("color:#eee") && pale("color: #ffffcc") && pale("color:rgb(0 255 255);background:#fff"));
        assert!(pale("color:rgb(0 0 0 / 10%)"));
        assert!(!pale("color:#bbb") && !pale("color:#eee;background:navy"));
    }
}
