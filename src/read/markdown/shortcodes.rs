//! Short names of emojis (`warning`), as GitHub and GitLab know them.

use memchr::memmem;

/// The build script writes it: before every name a line feed, behind it a tabulator and the emoji.
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/shortcodes.txt"));

/// The emoji of that short name.
pub(super) fn emoji(name: &str) -> Option<&'static str> {
    let entry = format!("\n{name}\t");
    let at = memmem::find(NAMES.as_bytes(), entry.as_bytes())?;
    NAMES.get(at + entry.len()..)?.lines().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whole() {
        assert_eq!(emoji("warning"), Some("⚠️"));
        assert_eq!(emoji("+1"), Some("👍"));
        assert_eq!(emoji("warn"), None);
        assert_eq!(emoji("arning"), None);
        assert_eq!(emoji(""), None);
    }
}
