//! Faults of one file, gathered.

use super::RuleError;

/// Faults as they are found: the first, with all others beside.
#[derive(Debug, Default)]
pub(super) struct Faults(Option<Box<RuleError>>);

impl Faults {
    /// One more, with those beside it.
    pub(super) fn add(&mut self, fault: Box<RuleError>) {
        self.0 = Some(self.with(fault));
    }

    /// All of them and one more, as one.
    pub(super) fn with(&mut self, mut fault: Box<RuleError>) -> Box<RuleError> {
        let Some(mut first) = self.0.take() else { return fault };
        let others = std::mem::take(&mut fault.others);
        first.others.push(*fault);
        first.others.extend(others);
        first
    }

    /// The fault of `result`, where it is one.
    pub(super) fn note(&mut self, result: Result<(), Box<RuleError>>) {
        self.take(result);
    }

    /// What `result` gives; its fault is kept.
    pub(super) fn take<T>(&mut self, result: Result<T, Box<RuleError>>) -> Option<T> {
        result.map_err(|fault| self.add(fault)).ok()
    }

    /// `result`, unless there was a fault before it.
    pub(super) fn end<T>(mut self, result: Result<T, Box<RuleError>>) -> Result<T, Box<RuleError>> {
        match result {
            Ok(given) => self.0.map_or(Ok(given), Err),
            Err(fault) => Err(self.with(fault)),
        }
    }

    /// All of them as one; `otherwise` where there is none.
    pub(super) fn or(self, otherwise: Box<RuleError>) -> Box<RuleError> {
        self.0.unwrap_or(otherwise)
    }
}

/// All of `results` as one: what they give, or the first fault with all others beside.
pub(super) fn all_of<T>(
    results: impl Iterator<Item = Result<T, Box<RuleError>>>,
) -> Result<Vec<T>, Box<RuleError>> {
    let mut faults = Faults::default();
    let out = results.filter_map(|result| faults.take(result)).collect();
    faults.end(Ok(out))
}
