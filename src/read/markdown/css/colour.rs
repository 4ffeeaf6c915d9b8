//! Colours as style sheets write them, folded.

use super::names::NAMES;
use super::values::{arguments, part, words};
use crate::read::colour::{middle, mix, of_hsl};
use crate::read::look::{WHITE, is_nearly_same_colour};

/// Part of a colour below which nobody sees it, and below which what lies under it shows.
const FAINT: f32 = 0.05;
const PALE: f32 = 0.4;

/// What a value paints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Colour {
    /// Nothing.
    Clear,
    /// 0xRRGGBB.
    Plain(u32),
    /// So much of that.
    Part(u32, f32),
}

impl Colour {
    fn new(colour: u32, alpha: f32) -> Self {
        match alpha {
            alpha if alpha < FAINT => Self::Clear,
            alpha if alpha < 1.0 => Self::Part(colour, alpha),
            _ => Self::Plain(colour),
        }
    }

    /// What is seen of it as text on `ground`; none where that is nothing.
    pub(super) fn as_text(self, ground: u32) -> Option<u32> {
        match self {
            Self::Clear => None,
            Self::Part(colour, alpha) if alpha < PALE => Some(mix(colour, ground, alpha)),
            Self::Plain(colour) | Self::Part(colour, _) => Some(colour),
        }
    }
}

/// The colour that a value stands for, where that is known.
pub(super) fn colour(value: &str) -> Option<Colour> {
    colour_within(value, DEEP)
}

/// Colours within each other that are followed.
const DEEP: usize = 6;

fn colour_within(value: &str, deep: usize) -> Option<Colour> {
    if value == "transparent" {
        return Some(Colour::Clear);
    }
    if let Ok(at) = NAMES.binary_search_by_key(&value, |(name, _)| *name) {
        return NAMES.get(at).map(|(_, colour)| Colour::Plain(*colour));
    }
    if let Some(digits) = value.strip_prefix('#') {
        return of_digits(digits);
    }
    let (kind, inside) = value.strip_suffix(')')?.split_once('(')?;
    let inside = arguments(inside);
    match kind {
        "color-mix" => return mixed(&inside, deep.checked_sub(1)?),
        "light-dark" => return colour_within(inside.first()?, deep.checked_sub(1)?),
        _ => {}
    }
    // The share of it stands behind a stroke, or as the fourth figure.
    let last = inside.last()?;
    let (last, share) = last.split_once('/').map_or((*last, None), |(last, share)| (last, Some(share)));
    let mut parts: Vec<&str> = inside;
    *parts.last_mut()? = last;
    if kind == "color" {
        parts.remove(0);
    }
    let alpha = share.or_else(|| parts.get(3).copied()).map_or(Some(1.0), figure)?;
    let [a, b, c] = *parts.get(..3)? else { return None };
    let colour = match kind {
        "rgb" | "rgba" => {
            let channel = |value: &str| match value.strip_suffix('%') {
                Some(percent) => percent.parse::<f32>().ok().map(|percent| percent * 2.55),
                None => figure(value),
            };
            of_channels([channel(a)?, channel(b)?, channel(c)?])
        }
        "color" => of_channels([figure(a)? * 255.0, figure(b)? * 255.0, figure(c)? * 255.0]),
        "hsl" | "hsla" => of_hsl([angle(a)?, hundredths(b)?, hundredths(c)?]),
        "hwb" => {
            let (white, black) = (hundredths(b)?, hundredths(c)?);
            let sum = (white + black).max(1.0);
            let pure = of_hsl([angle(a)?, 1.0, 0.5]);
            let grey = of_channels([white / sum * 255.0; 3]);
            if white + black >= 1.0 { grey } else { mixed_hwb(pure, white, black) }
        }
        "oklab" => of_oklab([figure(a)?, of_range(b, 0.4)?, of_range(c, 0.4)?]),
        "oklch" => of_oklab(polar(figure(a)?, of_range(b, 0.4)?, angle(c)?)),
        // Of these the lightness is what tells paper and ink.
        "lab" | "lch" => of_channels([of_range(a, 100.0)? * 2.55; 3]),
        _ => return None,
    };
    Some(Colour::new(colour, alpha))
}

/// A figure, or a percentage as part of one; `none` is nothing.
fn figure(value: &str) -> Option<f32> {
    if value == "none" { Some(0.0) } else { part(value) }
}

/// A percentage, or its figure alone, as part of one.
fn hundredths(value: &str) -> Option<f32> {
    of_range(value, 100.0).map(|value| value / 100.0)
}

/// A figure up to `whole`, or a percentage of that.
fn of_range(value: &str, whole: f32) -> Option<f32> {
    match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok().map(|percent| percent / 100.0 * whole),
        None => figure(value),
    }
}

/// Degrees.
fn angle(value: &str) -> Option<f32> {
    let split = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(split)?;
    if value == "none" {
        return Some(0.0);
    }
    let number: f32 = number.parse().ok()?;
    Some(match unit {
        "turn" => number * 360.0,
        "rad" => number.to_degrees(),
        "grad" => number * 0.9,
        _ => number,
    })
}

fn of_channels(channels: [f32; 3]) -> u32 {
    channels.iter().fold(0, |all, one| all << 8 | one.clamp(0.0, 255.0).round() as u32)
}

fn mixed_hwb(pure: u32, white: f32, black: f32) -> u32 {
    let channel = |at: u32| (pure >> at & 0xff) as f32 / 255.0 * (1.0 - white - black) + white;
    of_channels([16, 8, 0].map(|at| channel(at) * 255.0))
}

fn polar(lightness: f32, chroma: f32, hue: f32) -> [f32; 3] {
    let (sin, cos) = hue.to_radians().sin_cos();
    [lightness, chroma * cos, chroma * sin]
}

/// The colour of Oklab, as its author tells how.
fn of_oklab([lightness, a, b]: [f32; 3]) -> u32 {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let linear = [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ];
    let seen = |c: f32| if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
    of_channels(linear.map(|c| seen(c.max(0.0)) * 255.0))
}

/// Two colours that are mixed by the shares behind them, by halves where none is told.
fn mixed(inside: &[&str], deep: usize) -> Option<Colour> {
    let mut found: Vec<(u32, Option<f32>)> = Vec::new();
    for argument in inside.iter().copied().skip_while(|argument| *argument == "in").skip(1).flat_map(words) {
        match argument.strip_suffix('%').and_then(|percent| percent.parse::<f32>().ok()) {
            Some(percent) => found.last_mut()?.1 = Some(percent / 100.0),
            None => match colour_within(argument, deep)? {
                Colour::Plain(colour) => found.push((colour, None)),
                _ => return None,
            },
        }
    }
    let [(first, share), (second, rest)] = *found.get(..2)? else { return None };
    let share = share.or(rest.map(|rest| 1.0 - rest)).unwrap_or(0.5);
    Some(Colour::Plain(mix(first, second, share.clamp(0.0, 1.0))))
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
    Some(Colour::new(u32::from_str_radix(colour, 16).ok()?, alpha as f32 / 255.0))
}

/// What a background paints: none where it says nothing of it, none within where that is not one known colour.
pub(super) fn ground(value: &str) -> Option<Option<Colour>> {
    let mut found = None;
    for word in words(value) {
        if let Some(colour) = colour(word) {
            found = found.or(Some(Some(colour)));
        } else if let Some((_, inside)) = word.split_once("gradient(") {
            found = Some(of_gradient(inside));
        } else if word.contains('(') {
            found = Some(None);
        }
    }
    found
}

/// The one colour that a gradient nearly has all over.
fn of_gradient(inside: &str) -> Option<Colour> {
    let inside = inside.strip_suffix(')').unwrap_or(inside);
    let colours: Vec<Colour> = arguments(inside).into_iter().flat_map(words).filter_map(colour).collect();
    if !colours.is_empty() && colours.iter().all(|colour| *colour == Colour::Clear) {
        return Some(Colour::Clear);
    }
    let plain: Option<Vec<u32>> = colours
        .iter()
        .map(|colour| match colour {
            Colour::Plain(colour) => Some(*colour),
            _ => None,
        })
        .collect();
    let plain = plain?;
    let first = *plain.first()?;
    let same = plain.iter().all(|colour| is_nearly_same_colour(*colour, first));
    middle(&plain).filter(|_| same).map(Colour::Plain)
}

/// True where a mask leaves nothing.
pub(super) fn masks_all(mask: &str) -> bool {
    mask.split_once("gradient(").is_some_and(|(_, inside)| of_gradient(inside) == Some(Colour::Clear))
}

/// What is left of paper under `colour`.
pub(super) fn over(colour: Colour, ground: Option<u32>) -> Option<u32> {
    match colour {
        Colour::Clear => ground,
        Colour::Plain(colour) => Some(colour),
        Colour::Part(colour, alpha) => ground.map(|ground| mix(colour, ground, alpha)),
    }
}

/// The colour of paper.
pub(super) const PAPER: u32 = WHITE;

#[cfg(test)]
mod tests {
    use super::super::folded;
    use super::*;

    fn plain(value: &str) -> Option<u32> {
        match colour(&folded(value))? {
            Colour::Plain(colour) => Some(colour),
            _ => None,
        }
    }

    #[test]
    fn colours_are_known_however_they_are_written() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        for value in [
            "White",
            "#FFF",
            "rgb(255 255 255)",
            "rgb(100%, 100%, 100%)",
            "hsl(120deg 0% 100%)",
            "hwb(0 100% 0%)",
            "hwb(0.5turn 100 0)",
            "oklch(1 0 none)",
            "oklab(100% 0 0)",
            "lab(100 0 0)",
            "lch(100% 0 0)",
            "color(srgb 1 1 1)",
            "color-mix(in srgb, white, #fff 20%)",
            "light-dark(#fff, #000)",
            "Canvas",
        ] {
            assert_eq!(plain(value), Some(WHITE), "{value}");
        }
        for (value, expected) in [
            ("navy", 0x00_0080),
            ("hsl(0 100% 50%)", 0xff_0000),
            ("hwb(240 0% 50%)", 0x00_0080),
            ("color-mix(in oklab, red 25%, blue)", 0x40_00bf),
            ("rgb(18 52 86 / 1)", 0x12_3456),
        ] {
            assert_eq!(plain(value), Some(expected), "{value}");
        }
        let near =
            |value: &str, wanted: u32| is_nearly_same_colour(plain(value).unwrap_or(0x80_0000), wanted);
        assert!(
            near("oklch(62.8% 0.2577 29.23)", 0xff_0000) && near("oklab(0.452 -0.032 -0.312)", 0x00_00ff)
        );
        assert_eq!(colour(&folded("rgb(0 0 0 / 0)")), Some(Colour::Clear));
        assert_eq!(colour(&folded("hsl(0 0% 0% / 2%)")), Some(Colour::Clear));
        for value in ["currentcolor", "var(--x)", "rgb(1 2)", "#12345", "color-mix(in srgb, red)"] {
            assert_eq!(colour(&folded(value)), None, "{value}");
        }
        assert_eq!(
            ground(&folded("linear-gradient(90deg, #246, #257 60%)")),
            Some(Some(Colour::Plain(0x22_4d6f)))
        );
        assert_eq!(ground("url(x.png)"), Some(None));
        assert_eq!(ground("none"), None);
    }
}
