//! Figures and lengths of style sheets, folded.

/// Points of text that has no size of its own.
pub(super) const USUAL: f32 = 12.0;

/// Sums within each other that are followed.
const DEEP: usize = 6;

/// What a folded style declares: properties with their values, in order.
pub(super) struct Declared<'s>(Vec<(&'s str, &'s str)>);

impl<'s> Declared<'s> {
    pub(super) fn of(style: &'s str) -> Self {
        let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        Self(rules.map(|(name, value)| (name, value.trim())).collect())
    }

    /// The value of `property`: the last one, of those that matter most.
    pub(super) fn value(&self, property: &str) -> Option<&'s str> {
        const MOST: &str = "!important";
        let named = || self.0.iter().filter(|(name, _)| *name == property).map(|(_, value)| *value);
        let found = named().rfind(|value| value.ends_with(MOST)).or_else(|| named().next_back());
        found.map(|value| value.trim_end_matches(MOST).trim())
    }
}

/// What stands between the commas of a function.
pub(super) fn arguments(inside: &str) -> Vec<&str> {
    split(inside, ',')
}

/// What stands between spaces.
pub(super) fn words(value: &str) -> Vec<&str> {
    split(value, ' ')
}

/// The parts between `sign`, those within brackets left together.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == sign && depth == 0
    })
    .collect()
}

/// A number, or a percentage as part of one; a sum of such.
pub(super) fn part(value: &str) -> Option<f32> {
    if value.contains('(') {
        return within(value, DEEP, &|value| part(value));
    }
    match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok().map(|percent| percent / 100.0),
        None => value.parse().ok(),
    }
}

/// A length in points; one that goes with the size of the text, by the usual one.
pub(super) fn points(value: &str) -> Option<f32> {
    // A share within a sum is one of something else.
    match value.contains('(') {
        true => within(value, DEEP, &|value| plain_points(value).filter(|_| !value.ends_with('%'))),
        false => plain_points(value),
    }
}

fn plain_points(value: &str) -> Option<f32> {
    let split = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(split)?;
    let number: f32 = number.parse().ok()?;
    match unit {
        "em" | "rem" | "ch" | "ex" => Some(number * USUAL),
        "%" => Some(number / 100.0 * USUAL),
        "" => Some(number),
        "vw" | "vh" | "vmin" | "vmax" | "dvw" | "dvh" | "svh" | "lvh" => Some(number * 6.0),
        _ => crate::read::look::points(value),
    }
}

/// What `calc()`, `min()`, `max()` and `clamp()` come to, whose figures `read` reads.
fn within(value: &str, deep: usize, read: &dyn Fn(&str) -> Option<f32>) -> Option<f32> {
    let deep = deep.checked_sub(1)?;
    let Some((name, inside)) = value.strip_suffix(')').and_then(|value| value.split_once('(')) else {
        return read(value);
    };
    let all =
        || arguments(inside).into_iter().map(|one| product(one, deep, read)).collect::<Option<Vec<f32>>>();
    match name {
        "calc" | "" | "+" => Some(all()?.iter().sum()),
        "-" => Some(-all()?.iter().sum::<f32>()),
        "min" => all()?.into_iter().reduce(f32::min),
        "max" => all()?.into_iter().reduce(f32::max),
        "clamp" => match *all()?.as_slice() {
            [least, value, most] => Some(value.min(most).max(least)),
            _ => None,
        },
        _ => None,
    }
}

fn product(term: &str, deep: usize, read: &dyn Fn(&str) -> Option<f32>) -> Option<f32> {
    let mut product = None;
    for (i, factor) in split(term, '*').into_iter().enumerate() {
        let mut parts = split(factor, '/').into_iter();
        let mut value = within(parts.next()?, deep, read)?;
        for divisor in parts {
            value /= within(divisor, deep, read).filter(|divisor| *divisor != 0.0)?;
        }
        product = if i == 0 { Some(value) } else { product.map(|before| before * value) };
    }
    product
}

#[cfg(test)]
mod tests {
    use super::super::folded;
    use super::*;

    #[test]
    fn lengths_are_added_up() {
        for (value, expected) in [
            ("calc(1px - 1px)", 0.0),
            ("calc(2pt * (1 + 3) / 2)", 4.0),
            ("clamp(0px, 5pt, 2pt)", 2.0),
            ("max(1pt, 3pt)", 3.0),
            ("min(1em, 3pt)", 3.0),
            ("-1em", -USUAL),
        ] {
            assert_eq!(points(&folded(value)), Some(expected), "{value}");
        }
        assert_eq!(points("calc(1px/0)"), None);
        assert_eq!(points("auto"), None);
    }
}
