//! Weight, slant and kind of a font, from its name, its flags and its descriptor.

use lopdf::Dictionary;

use crate::read::pdf::file::File;

/// How a font looks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    /// The name without its subset tag.
    pub(crate) name: String,
    /// Bold by weight, flag or name.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Fixed width.
    pub(crate) monospace: bool,
    /// A font of pictograms (Symbol, Wingdings…), whose glyphs at the start of a line are bullets.
    pub(crate) pictograms: bool,
}

impl Look {
    /// The look of `font`, whose descriptor stands in `owner` (itself, or its descendant).
    pub(crate) fn of(file: &File<'_>, font: &Dictionary, owner: &Dictionary) -> Self {
        let descriptor = file.dict(owner, b"FontDescriptor");
        let named = file
            .name(font, b"BaseFont")
            .or_else(|| descriptor.and_then(|d| file.name(d, b"FontName")))
            .or_else(|| file.name(font, b"Name"))
            .unwrap_or_default();
        let name = String::from_utf8_lossy(without_subset_tag(named)).into_owned();
        let flags = descriptor.and_then(|d| file.integer(d, b"Flags")).unwrap_or(0);
        let weight = descriptor.and_then(|d| file.number(d, b"FontWeight")).unwrap_or(400.0);
        let angle = descriptor.and_then(|d| file.number(d, b"ItalicAngle")).unwrap_or(0.0);
        let lower = name.to_lowercase();
        Self {
            bold: is_bold(&lower) || weight >= 600.0 || flags & (1 << 18) != 0,
            italic: is_italic(&lower) || flags & (1 << 6) != 0 || angle.abs() > 3.0,
            monospace: is_monospace(&lower) || flags & 1 != 0,
            pictograms: is_pictograms(&lower),
            name,
        }
    }
}

/// "ABCDEF+Name" without the tag of a subset.
fn without_subset_tag(name: &[u8]) -> &[u8] {
    match name {
        [tag @ .., _] if tag.len() > 6 && name[6] == b'+' && name[..6].iter().all(u8::is_ascii_uppercase) => {
            &name[7..]
        }
        _ => name,
    }
}

fn is_bold(name: &str) -> bool {
    const WEIGHTS: [&str; 8] = ["bold", "black", "heavy", "demi", "extrabd", "cmbx", "sfbx", "sfsx"];
    WEIGHTS.iter().any(|weight| name.contains(weight)) || name.ends_with("-bd") || name.ends_with("-blk")
}

fn is_italic(name: &str) -> bool {
    ["italic", "oblique", "cmti", "cmsl", "sfti", "sfsl"].iter().any(|slant| name.contains(slant))
}

fn is_monospace(name: &str) -> bool {
    const KINDS: [&str; 14] = [
        "courier",
        "mono",
        "consol",
        "menlo",
        "monaco",
        "typewriter",
        "cmtt",
        "sftt",
        "lmtt",
        "firacode",
        "fira code",
        "sourcecode",
        "cascadia",
        "inconsolata",
    ];
    // "Monotype Corsiva" and its kin are no fixed-width fonts.
    KINDS.iter().any(|kind| name.contains(kind)) && !name.contains("monotype")
}

fn is_pictograms(name: &str) -> bool {
    const KINDS: [&str; 7] =
        ["symbol", "wingding", "webding", "dingbat", "opens___", "marlett", "fontawesome"];
    KINDS.iter().any(|kind| name.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_look() {
        assert_eq!(without_subset_tag(b"ABCDEF+Arial-BoldMT"), b"Arial-BoldMT");
        assert_eq!(without_subset_tag(b"Arial"), b"Arial");
        assert!(is_bold("arial-boldmt") && is_bold("cmbx12") && !is_bold("arialmt"));
        assert!(is_monospace("liberationmono") && !is_monospace("monotypecorsiva"));
        assert!(is_pictograms("symbolmt") && is_pictograms("wingdings-regular"));
    }
}
