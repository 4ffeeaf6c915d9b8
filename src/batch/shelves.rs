//! One shelf for every set of overlays.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::assess::{OverlayError, Shelf};

/// The shelves of a batch, whose tasks may name different overlays.
#[derive(Debug, Default)]
pub struct Shelves {
    filled: Mutex<BTreeMap<Vec<PathBuf>, Arc<Shelf>>>,
}

impl Shelves {
    /// The shelf with those overlays.
    ///
    /// # Errors
    /// Where an overlay cannot be read.
    pub fn with(&self, overlays: &[PathBuf]) -> Result<Arc<Shelf>, OverlayError> {
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shelf) = filled.get(overlays) {
            return Ok(Arc::clone(shelf));
        }
        let shelf = Arc::new(Shelf::with(overlays)?);
        filled.insert(overlays.to_vec(), Arc::clone(&shelf));
        Ok(shelf)
    }
}
