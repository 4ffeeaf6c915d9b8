//! A lexicon that many hold, and that is made when one of them first asks it something.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::Lexicon;

/// A lexicon that is held in several places. Handing it on costs nothing; it is made when it is first used.
#[derive(Clone)]
pub struct SharedLexicon(Arc<Later>);

struct Later {
    made: OnceLock<Lexicon>,
    /// Not asked where it is made already.
    make: Box<dyn Fn() -> Lexicon + Send + Sync>,
}

impl SharedLexicon {
    /// The lexicon that `make` gives, made when it is first used.
    pub(crate) fn later(make: impl Fn() -> Lexicon + Send + Sync + 'static) -> Self {
        Self(Arc::new(Later { made: OnceLock::new(), make: Box::new(make) }))
    }

    /// A lexicon of the caller's own, like this one. Where nobody has used this one yet, it is made for the caller alone.
    pub(crate) fn copied(&self) -> Lexicon {
        self.0.made.get().cloned().unwrap_or_else(|| (self.0.make)())
    }
}

impl Default for SharedLexicon {
    fn default() -> Self {
        Self::later(Lexicon::default)
    }
}

impl From<Lexicon> for SharedLexicon {
    fn from(lexicon: Lexicon) -> Self {
        Self(Arc::new(Later { made: lexicon.into(), make: Box::new(Lexicon::default) }))
    }
}

impl Deref for SharedLexicon {
    type Target = Lexicon;

    fn deref(&self) -> &Lexicon {
        self.0.made.get_or_init(|| (self.0.make)())
    }
}

impl fmt::Debug for SharedLexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.made.fmt(f)
    }
}
