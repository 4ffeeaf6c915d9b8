//! Numbers, as writers have made them.

use super::classes::is_delimiter;
use super::{Operand, Tokens};

/// Powers of ten that decimals of a number are divided by; what has more of them is nothing.
const POWERS: [f64; 19] = {
    let mut powers = [1.0; 19];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10.0;
        i += 1;
    }
    powers
};

impl Tokens<'_> {
    pub(super) fn read_number(&mut self) {
        match self.plain_number() {
            Some(value) => self.operands.push(Operand::Number(value)),
            None => self.read_any_number(),
        }
    }

    /// A number as nearly all are written, which is passed.
    fn plain_number(&mut self) -> Option<f64> {
        /// Digits that a number holds whatever they are.
        const SAFE: usize = 17;
        let rest = self.data.get(self.at..)?;
        let negative = rest.first() == Some(&b'-');
        let first = usize::from(negative);
        let (mut value, mut at, mut point) = (0u64, first, None);
        let next = loop {
            match rest.get(at).copied() {
                Some(c @ b'0'..=b'9') => value = value.wrapping_mul(10).wrapping_add(u64::from(c - b'0')),
                Some(b'.') if point.is_none() => point = Some(at),
                next => break next,
            }
            at += 1;
        };
        let digits = at - first - usize::from(point.is_some());
        if !(1..=SAFE).contains(&digits) || next.is_some_and(|c| !is_delimiter(c)) {
            return None;
        }
        self.at += at;
        let power = POWERS.get(point.map_or(0, |point| at - point - 1))?;
        let value = value as f64 / power;
        Some(if negative { -value } else { value })
    }

    fn read_any_number(&mut self) {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let (mut negative, mut value, mut digits, mut point) = (false, 0u64, 0usize, None);
        let mut length = 0;
        for (i, &c) in rest.iter().enumerate() {
            match c {
                b'0'..=b'9' => {
                    // Digits beyond what a number can hold move the point and are otherwise lost.
                    if value < 100_000_000_000_000_000 {
                        value = value * 10 + u64::from(c - b'0');
                    } else if point.is_none() {
                        value = value.saturating_mul(10);
                    } else {
                        point = point.map(|at| at + 1);
                    }
                    digits += 1;
                }
                b'.' if point.is_none() => point = Some(digits),
                b'-' if i == 0 => negative = true,
                // Writers have made "--5" and "12-34"; readers take the sign once and drop the rest.
                b'-' | b'+' | b'.' => {}
                _ => break,
            }
            length = i + 1;
        }
        self.at += length;
        let decimals = point.map_or(0, |at| digits - at.min(digits));
        let value = match POWERS.get(decimals) {
            Some(power) => value as f64 / power,
            None => 0.0,
        };
        if digits == 0 && self.data.get(self.at).is_some_and(|&c| !is_delimiter(c)) {
            return;
        }
        self.operands.push(Operand::Number(if negative { -value } else { value }));
    }
}
