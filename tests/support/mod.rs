//! What tests share about the fixtures.

pub(crate) mod variants;
