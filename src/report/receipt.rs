//! A receipt as it is written: JSON to verify it by, a page to print or to send.

use super::{html, json};
use crate::message::Lang;
use crate::receipt::Receipt;

/// The JSON file.
///
/// # Errors
/// Never, for what [`Receipt::of`] makes.
pub fn json(receipt: &Receipt) -> Result<String, serde_json::Error> {
    json::escaped_pretty(receipt)
}

/// The page.
pub fn page(receipt: &Receipt, lang: Lang) -> String {
    html::receipt(receipt, lang)
}
