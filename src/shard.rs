//! A share of a batch, for machines that divide a session between them.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::source::digest;

/// One of several shares: `2/8`. A dossier always falls to the same share, whatever else is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Which, from 1.
    pub index: u32,
    /// Of how many.
    pub of: u32,
}

/// Not a share.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share is written 2/8: the second of eight")]
pub struct BadShard;

impl Shard {
    /// True where the dossier of that path falls to this share.
    pub fn holds(self, path: &str) -> bool {
        let digest = digest(path.replace('\\', "/").trim_start_matches("./").as_bytes());
        let head = digest.get(7..15).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or_default();
        head % self.of.max(1) == self.index.saturating_sub(1)
    }
}

impl FromStr for Shard {
    type Err = BadShard;

    fn from_str(text: &str) -> Result<Self, BadShard> {
        let (index, of) = text.split_once('/').ok_or(BadShard)?;
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| BadShard);
        let shard = Self { index: number(index)?, of: number(of)? };
        if (1..=shard.of).contains(&shard.index) { Ok(shard) } else { Err(BadShard) }
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn every_dossier_falls_to_one_share() {
        let of = 8;
        let mut sizes = vec![0; of];
        for n in 0..2_000 {
            let path = format!("cohorte/{n}/dossier.pdf");
            let holding: Vec<u32> = (1..=8).filter(|&index| Shard { index, of: 8 }.holds(&path)).collect();
            assert_eq!(holding.len(), 1);
            sizes[holding[0] as usize - 1] += 1;
            let again = format!("./{path}");
            assert!(Shard { index: holding[0], of: 8 }.holds(&again));
        }
        assert!(sizes.iter().all(|size| (180..330).contains(size)), "{sizes:?}");
    }

    #[test]
    fn a_share_is_read_and_a_slip_is_told() {
        assert_eq!("2/8".parse(), Ok(Shard { index: 2, of: 8 }));
        for text in ["0/8", "9/8", "2", "a/b", "2/0", ""] {
            assert_eq!(text.parse::<Shard>(), Err(BadShard), "{text}");
        }
    }
}
