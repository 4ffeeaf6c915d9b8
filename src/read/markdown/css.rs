//! What the style of an HTML element tells of whether its text can be seen. White text can be where the ground is painted.

use super::html::Tag;
use crate::read::look::{WHITE, is_nearly_same_colour, is_same_colour};

/// Points below which text cannot be read.
const SMALLEST: f32 = 2.0;
/// Points of text that has no size of its own.
const USUAL: f32 = 12.0;
/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Points to the left of, or above, a place from which no page shows it.
const AWAY: f32 = -300.0;

/// A style as the other functions take it: in lower case, without spaces; those that part figures in brackets are commas.
pub(super) fn folded(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let (mut depth, mut space) = (0_usize, false);
    for c in style.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let parts = |c: char| c.is_ascii_digit() || matches!(c, '%' | '.' | '-' | '+');
        if space && depth > 0 && parts(c) && out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '%') {
            out.push(',');
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

/// True for a folded `style` that leaves its text unseen, on a ground that something around it has `painted` or not.
pub(super) fn unseen(style: &str, painted: bool) -> bool {
    let value = |property: &str| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        rules.rfind(|(name, _)| *name == property).map(|(_, value)| value.trim_end_matches("!important"))
    };
    let is = |property: &str, values: &[&str]| value(property).is_some_and(|value| values.contains(&value));
    let below =
        |property: &str, least: f32| value(property).and_then(points).is_some_and(|points| points < least);
    let flat = ["height", "max-height", "width", "max-width"]
        .into_iter()
        .any(|side| below(side, SMALLEST) && value(side).is_some_and(|side| !side.ends_with('%')));
    let away = ["text-indent", "left", "top", "right", "margin-left", "margin-top"];
    is("display", &["none"])
        || is("visibility", &["hidden", "collapse"])
        || is("content-visibility", &["hidden"])
        || value("zoom").and_then(part).is_some_and(|zoom| zoom * USUAL < SMALLEST)
        || value("opacity").and_then(part).is_some_and(|opacity| opacity < FAINT)
        || below("font-size", SMALLEST)
        || below("line-height", SMALLEST)
            && value("line-height").is_some_and(|line| line.ends_with(char::is_alphabetic))
        || below("letter-spacing", -0.3 * USUAL)
        || flat && is("overflow", &["hidden", "clip"])
        || away.into_iter().any(|side| below(side, AWAY))
        || value("clip").is_some_and(|clip| clip.starts_with("rect(0") || clip.starts_with("rect(1px"))
        || value("clip-path")
            .is_some_and(|clip| matches!(clip, "inset(50%)" | "inset(100%)" | "circle(0)" | "circle(0%)"))
        || value("transform").is_some_and(is_shrunk)
        || value("filter")
            .and_then(|filter| part(filter.strip_prefix("opacity(")?.strip_suffix(')')?))
            .is_some_and(|opacity| opacity < FAINT)
        || is_camouflaged(
            value("-webkit-text-fill-color").or(value("color")),
            value("background-color").or(value("background")),
            painted,
        )
}

/// True for a folded `style` whose text is so pale that it may not be seen.
pub(super) fn pale(style: &str, painted: bool) -> bool {
    let value = |property: &str| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        rules.rfind(|(name, _)| *name == property).map(|(_, value)| value.trim_end_matches("!important"))
    };
    let Some(Colour::Plain(text)) = value("color").and_then(colour) else { return false };
    match value("background-color").or(value("background")).map(colour) {
        None => !painted && is_nearly_same_colour(text, WHITE),
        Some(Some(Colour::Plain(ground))) => is_nearly_same_colour(text, ground),
        Some(_) => false,
    }
}

/// True for text of that colour on a ground of its own, on one that is `painted`, or on paper.
fn is_camouflaged(text: Option<&str>, ground: Option<&str>, painted: bool) -> bool {
    let Some(text) = text.and_then(colour) else { return false };
    match (text, ground.map(colour)) {
        (Colour::Clear, _) => true,
        (Colour::Plain(text), Some(Some(Colour::Plain(ground)))) => is_same_colour(text, ground),
        (Colour::Plain(text), None | Some(Some(Colour::Clear))) => !painted && is_same_colour(text, WHITE),
        (Colour::Plain(_), Some(None)) => false,
    }
}

/// True for a transformation that leaves nothing of the text, or moves it away.
fn is_shrunk(transform: &str) -> bool {
    let inside = |name: &str| transform.split(name).nth(1)?.split([',', ')']).next();
    let scale = ["scale(", "scalex(", "scaley("].into_iter().find_map(inside);
    let moved = ["translate(", "translatex(", "translatey("].into_iter().find_map(inside);
    scale.and_then(part).is_some_and(|scale| scale.abs() * USUAL < SMALLEST)
        || moved.and_then(points).is_some_and(|points| points < AWAY)
}

/// The elements, if they are named, and the classes and ids, with their signs, that the rules of a style `sheet` hide, also
/// where those are for paper alone.
pub(super) fn hidden_by(sheet: &str) -> impl Iterator<Item = (String, String)> {
    let rules = sheet.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let hidden = rules.filter(|(_, style)| unseen(&folded(style), false));
    let selectors =
        hidden.flat_map(|(selectors, _)| selectors.rsplit('{').next().unwrap_or_default().split(','));
    selectors.filter_map(|selector| {
        let mut parts =
            selector.split(|c: char| c.is_whitespace() || c == '>').filter(|part| !part.is_empty());
        let last = parts.next_back()?;
        // What holds the text of an element stands for the element.
        let holds_text = matches!(last.to_ascii_lowercase().as_str(), "p" | "*" | "div" | "span" | "section");
        let name = if holds_text { parts.next_back()? } else { last };
        let (element, name) = name.split_at_checked(name.find(['.', '#'])?)?;
        // The state of an element, or several classes at once, is more than is followed here.
        let plain = !name[1..].contains(['.', '#', ':', '[']);
        plain.then(|| (element.to_ascii_lowercase(), name.to_owned()))
    })
}

/// The variables that a style `sheet` sets, with what they stand for.
pub(super) fn variables(sheet: &str) -> impl Iterator<Item = (String, String)> {
    sheet.split(['{', '}', ';']).filter_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        let name = name.trim().strip_prefix("--")?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    })
}

/// A `style` with what its variables stand for.
pub(super) fn resolved(style: &str, variables: &[(String, String)]) -> String {
    let (mut out, mut rest) = (String::new(), style);
    while let Some((before, after)) = rest.split_once("var(") {
        let Some((inside, tail)) = after.split_once(')') else { break };
        let (name, otherwise) = inside.split_once(',').unwrap_or((inside, ""));
        let name = name.trim().trim_start_matches("--");
        let known = variables.iter().rfind(|(known, _)| known.eq_ignore_ascii_case(name));
        out.push_str(before);
        out.push_str(known.map_or(otherwise.trim(), |(_, value)| value));
        rest = tail;
    }
    out + rest
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Colour {
    /// Nothing is painted.
    Clear,
    /// 0xRRGGBB.
    Plain(u32),
}

/// The colour that a value stands for, where that is known.
fn colour(value: &str) -> Option<Colour> {
    let named = match value {
        "transparent" => return Some(Colour::Clear),
        "white" | "snow" | "ghostwhite" | "whitesmoke" | "floralwhite" => Some(WHITE),
        "black" => Some(0),
        "red" => Some(0xff_0000),
        "blue" => Some(0x00_00ff),
        "green" => Some(0x00_8000),
        "yellow" => Some(0xff_ff00),
        _ => None,
    };
    if named.is_some() {
        return named.map(Colour::Plain);
    }
    if let Some(digits) = value.strip_prefix('#') {
        return of_digits(digits);
    }
    let (kind, inside) = value.strip_suffix(')')?.split_once('(')?;
    let parts: Vec<&str> = inside.split([',', '/']).collect();
    if parts.get(3).and_then(|alpha| part(alpha)).is_some_and(|alpha| alpha < FAINT) {
        return Some(Colour::Clear);
    }
    let [a, b, c] = *parts.get(..3)? else { return None };
    match kind {
        "rgb" | "rgba" => {
            let channel = |value: &str| match value.strip_suffix('%') {
                Some(percent) => percent.parse::<f32>().ok().map(|percent| percent * 2.55),
                None => value.parse().ok(),
            };
            let channels = [channel(a)?, channel(b)?, channel(c)?];
            Some(Colour::Plain(channels.iter().fold(0, |all, one| all << 8 | one.clamp(0.0, 255.0) as u32)))
        }
        // Black and white have no hue.
        "hsl" | "hsla" => match part(c)? {
            light if light >= 0.97 => Some(Colour::Plain(WHITE)),
            light if light <= 0.03 => Some(Colour::Plain(0)),
            _ => None,
        },
        _ => None,
    }
}

/// The colour of three, four, six or eight hexadecimal digits.
fn of_digits(digits: &str) -> Option<Colour> {
    let long: String = match digits.len() {
        3 | 4 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits.to_owned(),
        _ => return None,
    };
    let (colour, alpha) = long.split_at_checked(6)?;
    let alpha = if alpha.is_empty() { 0xff } else { u32::from_str_radix(alpha, 16).ok()? };
    let colour = u32::from_str_radix(colour, 16).ok()?;
    Some(if alpha < 13 { Colour::Clear } else { Colour::Plain(colour) })
}

/// A number, or a percentage as part of one.
fn part(value: &str) -> Option<f32> {
    match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok().map(|percent| percent / 100.0),
        None => value.parse().ok(),
    }
}

/// A length in points; one that goes with the size of the text, by the usual one.
fn points(value: &str) -> Option<f32> {
    let split = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(split)?;
    let number: f32 = number.parse().ok()?;
    match unit {
        "em" | "rem" | "ch" | "ex" => Some(number * USUAL),
        "%" => Some(number / 100.0 * USUAL),
        "" => Some(number),
        "vw" | "vh" => Some(number * 6.0),
        _ => crate::read::look::points(value),
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
        ] {
            assert!(unseen(&folded(style), false), "{style}");
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
        ] {
            assert!(!unseen(&folded(style), false), "{style}");
        }
        assert!(unseen("color:#fff", false) && !unseen("color:#fff", true));
    }

    #[test]
    fn a_sheet_tells_what_it_hides() {
        let sheet = "p{color:red} .a, div .b { display : none } #c{opacity:0} p.d{font-size:0} .e:hover{display:none} \
                     @media print { .f { display:none } } .g > p, .h a { display: none }";
        let hidden: Vec<String> = hidden_by(sheet).map(|(element, name)| element + &name).collect();
        assert_eq!(hidden, [".a", ".b", "#c", "p.d", ".f", ".g"]);
        let variables: Vec<(String, String)> = variables(":root { --fond: #fff; --Encre:#000 }").collect();
        assert_eq!(resolved("color:var(--fond);a:b", &variables), "color:#fff;a:b");
        assert_eq!(resolved("color:var( --encre )", &variables), "color:#000");
        assert_eq!(resolved("color:var(--x, red);b:var(", &variables), "color:red;b:var(");
        let pale = |style| super::pale(&folded(style), false);
        assert!(pale("color:#eee") && pale("color: #ffffcc") && pale("color:rgb(0 255 255);background:#fff"));
        assert!(
            !pale("color:#bbb") && !pale("color:#eee;background:navy") && !super::pale("color:#eee", true)
        );
    }
}
