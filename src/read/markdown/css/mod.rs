//! What the style of an HTML element tells of whether its text can be seen. White text can be where the ground is painted.

mod colour;
mod names;
mod selector;
mod sheet;
mod values;

use super::html::Tag;
use crate::read::look::{is_nearly_same_colour, is_same_colour};
use colour::{Colour, PAPER, ground, masks_all, over};
use values::{arguments, part, points, words};

pub(super) use selector::Place;
pub(super) use sheet::Sheet;

/// Points below which text cannot be read.
const SMALLEST: f32 = 2.0;
/// Points of text that has no size of its own.
const USUAL: f32 = 12.0;
/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Points to the left of, or above, a place from which no page shows it, and to the right of it.
const AWAY: f32 = -300.0;
const BEYOND: f32 = 1_500.0;

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

/// What a folded style declares: properties with their values, in order.
struct Declared<'s>(Vec<(&'s str, &'s str)>);

impl<'s> Declared<'s> {
    fn of(style: &'s str) -> Self {
        let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        Self(rules.map(|(name, value)| (name, value.trim())).collect())
    }

    /// The value of `property`: the last one, of those that matter most.
    fn value(&self, property: &str) -> Option<&'s str> {
        const MOST: &str = "!important";
        let named = || self.0.iter().filter(|(name, _)| *name == property).map(|(_, value)| *value);
        let found = named().rfind(|value| value.ends_with(MOST)).or_else(|| named().next_back());
        found.map(|value| value.trim_end_matches(MOST).trim())
    }
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

/// True for a style that shows nothing of its element, whatever its colours.
fn is_gone(style: &Declared<'_>) -> bool {
    let value = |property: &str| style.value(property);
    let is = |property: &str, values: &[&str]| value(property).is_some_and(|value| values.contains(&value));
    let below =
        |property: &str, least: f32| value(property).and_then(points).is_some_and(|points| points < least);
    let sides = ["height", "max-height", "width", "max-width", "block-size", "inline-size", "max-block-size"];
    let flat = sides
        .into_iter()
        .any(|side| below(side, SMALLEST) && value(side).is_some_and(|side| !side.ends_with('%')));
    let cuts = ["overflow", "overflow-x", "overflow-y"].into_iter().any(|side| is(side, &["hidden", "clip"]));
    let sized = value("contain")
        .is_some_and(|contain| words(contain).iter().any(|word| matches!(*word, "strict" | "size")));
    let has_size = sides.into_iter().any(|side| value(side).is_some());
    let away = ["text-indent", "left", "top", "right", "bottom", "margin-left", "margin-top"];
    let beyond = ["text-indent", "left", "margin-left", "top"];
    is("display", &["none"])
        || is("visibility", &["hidden", "collapse"])
        || is("content-visibility", &["hidden"])
        || value("zoom").and_then(part).is_some_and(|zoom| zoom * USUAL < SMALLEST)
        || value("opacity").and_then(part).is_some_and(|opacity| opacity < FAINT)
        || below("font-size", SMALLEST)
        || value("font").and_then(size_of_font).is_some_and(|size| size < SMALLEST)
        || below("line-height", SMALLEST)
            && value("line-height").is_some_and(|line| line.ends_with(char::is_alphabetic))
        || below("letter-spacing", -0.3 * USUAL)
        || flat && cuts
        || sized && (flat || !has_size)
        || away.into_iter().any(|side| below(side, AWAY))
        || beyond.into_iter().any(|side| value(side).and_then(points).is_some_and(|points| points > BEYOND))
        || value("inset")
            .is_some_and(|inset| words(inset).into_iter().filter_map(points).any(|side| side < AWAY))
        || value("clip").is_some_and(|clip| clip.starts_with("rect(0") || clip.starts_with("rect(1px"))
        || value("clip-path").is_some_and(cuts_all)
        || ["transform", "scale", "translate", "rotate"].into_iter().any(|name| {
            value(name).is_some_and(|how| is_shrunk(name, how, is("backface-visibility", &["hidden"])))
        })
        || value("filter").is_some_and(is_filtered)
        || ["mask", "mask-image", "-webkit-mask", "-webkit-mask-image"]
            .into_iter()
            .any(|name| value(name).is_some_and(masks_all))
}

/// The size in points that a `font` sets: its first length.
fn size_of_font(font: &str) -> Option<f32> {
    let size = words(font).into_iter().find_map(|word| {
        let size = word.split('/').next()?;
        let weight = size.parse::<f32>().is_ok_and(|weight| weight >= 100.0);
        points(size).filter(|_| !weight)
    })?;
    Some(size)
}

/// True for a shape to cut out that has no area.
fn cuts_all(shape: &str) -> bool {
    let Some((kind, inside)) = shape.strip_suffix(')').and_then(|shape| shape.split_once('(')) else {
        return false;
    };
    let figures: Vec<&str> = arguments(inside);
    let percent = |at: usize| figures.get(at)?.strip_suffix('%')?.parse::<f32>().ok();
    match kind {
        "inset" => {
            let given = figures.iter().take_while(|figure| figure.ends_with('%')).count();
            let side = |from: [usize; 4]| percent(*from.get(given.min(4).checked_sub(1)?)?);
            let sides = [side([0, 0, 0, 0]), side([0, 1, 1, 1]), side([0, 0, 2, 2]), side([0, 1, 1, 3])];
            let both = |a: Option<f32>, b: Option<f32>| a.zip(b).is_some_and(|(a, b)| a + b >= 100.0);
            let [top, right, bottom, left] = sides;
            both(top, bottom) || both(left, right)
        }
        "circle" | "ellipse" => {
            figures.first().and_then(|radius| points(radius)).is_some_and(|radius| radius <= 0.0)
        }
        "polygon" => {
            let corners: Vec<&[&str]> = figures.chunks(2).collect();
            corners.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
        }
        _ => false,
    }
}

/// True for a transformation that leaves nothing of the text, or moves it away; `property` is its short name.
fn is_shrunk(property: &str, how: &str, no_back: bool) -> bool {
    let functions: Vec<(String, Vec<&str>)> = match property {
        "transform" => {
            words(how).into_iter().flat_map(|word| word.split_inclusive(')')).filter_map(function).collect()
        }
        "rotate" => {
            let words = words(how);
            let axis = words.iter().find(|word| matches!(**word, "x" | "y")).copied().unwrap_or("z");
            vec![(
                format!("rotate{axis}"),
                words.into_iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect(),
            )]
        }
        name => vec![(name.to_owned(), words(how))],
    };
    functions.iter().any(|(name, given)| {
        let figure = |at: usize| given.get(at).and_then(|value| part(value));
        let turn = || given.first().and_then(|angle| angle.strip_suffix("deg")?.parse::<f32>().ok());
        match name.as_str() {
            "scale" | "scalex" | "scaley" => {
                given.iter().filter_map(|value| part(value)).any(|scale| scale.abs() * USUAL < SMALLEST)
            }
            "translate" | "translatex" | "translatey" => {
                let moved = |by: f32| !(AWAY..=BEYOND).contains(&by);
                given
                    .iter()
                    .filter(|value| !value.ends_with('%'))
                    .filter_map(|value| points(value))
                    .any(moved)
            }
            // On its edge, or seen from behind.
            "rotatex" | "rotatey" => turn().is_some_and(|turn| {
                let turn = turn.rem_euclid(180.0);
                (turn - 90.0).abs() < 5.0 || no_back && turn == 0.0
            }),
            "matrix" => match [0, 1, 2, 3].map(figure) {
                [Some(a), Some(b), Some(c), Some(d)] => {
                    (a * d - b * c).abs() * USUAL < SMALLEST * SMALLEST / USUAL
                }
                _ => false,
            },
            _ => false,
        }
    })
}

/// The name of a function and what it is given.
fn function(text: &str) -> Option<(String, Vec<&str>)> {
    let (name, inside) = text.strip_suffix(')')?.split_once('(')?;
    Some((name.to_owned(), arguments(inside)))
}

/// True for filters that leave nothing: no opacity, or no contrast at all.
fn is_filtered(filter: &str) -> bool {
    words(filter).into_iter().flat_map(|word| word.split_inclusive(')')).filter_map(function).any(
        |(name, given)| {
            let figure = given.first().and_then(|value| part(value));
            match name.as_str() {
                "opacity" => figure.is_some_and(|opacity| opacity < FAINT),
                "contrast" => figure.is_some_and(|contrast| contrast < FAINT),
                _ => false,
            }
        },
    )
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
