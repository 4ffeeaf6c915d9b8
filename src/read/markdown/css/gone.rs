//! Styles that show nothing of their element, whatever its colours.

use super::colour::masks_all;
use super::values::{Declared, USUAL, arguments, part, points, words};

/// Points below which text cannot be read.
const SMALLEST: f32 = 2.0;
/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Points to the left of, or above, a place from which no page shows it, and to the right of it.
const AWAY: f32 = -300.0;
const BEYOND: f32 = 1_500.0;

/// True for a style that shows nothing of its element, whatever its colours.
pub(super) fn is_gone(style: &Declared<'_>) -> bool {
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
