//! Figures taken from a document. A measure knows no threshold; what a format cannot give is `Unavailable`, never 0.

mod count;

pub use count::{Count, PROFILE, Tally, is_invisible, tally};
