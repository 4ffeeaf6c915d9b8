//! What candidates write, as data: topics with their words, matched after normalisation and stemming.
//!
//! Knows no certification and no document: it is given a title and says which topics it may serve.

/// How well a title fits a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Id of the topic.
    pub topic: String,
    /// 0 to 1; from [`Fit::SURE`] on the title is about the topic, below it is only near.
    pub score: f32,
    /// The words of the title that matched, as they stand in it.
    pub matched: Vec<String>,
}

impl Fit {
    /// The score from which a title is taken to be about the topic.
    pub const SURE: f32 = 0.75;
}
