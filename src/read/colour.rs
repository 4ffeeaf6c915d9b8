//! Colours made from others: mixed, lighter, darker.

use super::look::WHITE;

/// `colour` by that part of one, the rest of the other.
pub(super) fn mix(colour: u32, other: u32, part: f32) -> u32 {
    of_parts(|at| {
        let of = |colour: u32| (colour >> at & 0xff) as f32;
        of(colour) * part + of(other) * (1.0 - part)
    })
}

/// The middle between the darkest and the lightest of `colours`, part by part; none where there is none.
pub(super) fn middle(colours: &[u32]) -> Option<u32> {
    let part = |colour: &u32, at: u32| (colour >> at & 0xff) as f32;
    let (first, _) = colours.split_first()?;
    Some(of_parts(|at| {
        let (low, high) = colours.iter().fold((part(first, at), part(first, at)), |(low, high), colour| {
            (low.min(part(colour, at)), high.max(part(colour, at)))
        });
        (low + high) / 2.0
    }))
}

/// The colour of that hue in degrees, that saturation and that lightness, 0 to 1.
pub(super) fn of_hsl([hue, saturation, lightness]: [f32; 3]) -> u32 {
    let (saturation, lightness) = (saturation.clamp(0.0, 1.0), lightness.clamp(0.0, 1.0));
    let amplitude = saturation * lightness.min(1.0 - lightness);
    of_parts(|at| {
        let shift = match at {
            16 => 0.0,
            8 => 8.0,
            _ => 4.0,
        };
        let k = (shift + hue.rem_euclid(360.0) / 30.0) % 12.0;
        (lightness - amplitude * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)) * 255.0
    })
}

/// Hue in degrees, saturation and lightness of `colour`.
fn to_hsl(colour: u32) -> [f32; 3] {
    let [r, g, b] = [16, 8, 0].map(|at| (colour >> at & 0xff) as f32 / 255.0);
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let (lightness, range) = ((high + low) / 2.0, high - low);
    if range == 0.0 {
        return [0.0, 0.0, lightness];
    }
    let hue = if high == r {
        (g - b) / range
    } else if high == g {
        (b - r) / range + 2.0
    } else {
        (r - g) / range + 4.0
    };
    [hue * 60.0, range / (1.0 - (2.0 * lightness - 1.0).abs()), lightness]
}

/// What an element of DrawingML within a colour makes of it, by its name and its value, 1 for all; none where that is more
/// than is followed.
pub(super) fn modified(colour: u32, name: &str, value: f32) -> Option<u32> {
    let [hue, saturation, lightness] = to_hsl(colour);
    Some(match name {
        "lumMod" => of_hsl([hue, saturation, lightness * value]),
        "lumOff" => of_hsl([hue, saturation, lightness + value]),
        "satMod" => of_hsl([hue, saturation * value, lightness]),
        "tint" => mix(colour, WHITE, value),
        "shade" => mix(colour, 0, value),
        _ => return None,
    })
}

fn of_parts(part: impl Fn(u32) -> f32) -> u32 {
    [16, 8, 0].into_iter().fold(0, |colour, at| colour << 8 | part(at).round().clamp(0.0, 255.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_mixed_and_made_lighter_and_darker() {
        assert_eq!((mix(0x44_72c4, WHITE, 0.0), mix(0x44_72c4, 0, 0.5)), (WHITE, 0x22_3962));
        assert_eq!(middle(&[0, WHITE, 0xff_0000]), Some(0x80_8080));
        assert_eq!(middle(&[]), None);
        for colour in [0x44_72c4, 0xc0_5010, 0x12_3456, 0x00_ff00, 0x80_8080] {
            assert_eq!(of_hsl(to_hsl(colour)), colour, "{colour:06x}");
        }
        assert_eq!(modified(0x44_72c4, "lumMod", 0.0), Some(0));
        assert_eq!(modified(0x44_72c4, "lumOff", 1.0), Some(WHITE));
        assert_eq!(modified(0x44_72c4, "hueMod", 1.0), None);
    }
}
