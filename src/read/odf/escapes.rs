//! What stands between two signs and for something else: `_20_` in the name of a style, `%1%` in a pattern of numbers.

/// `text` with what `known` makes of each piece between two of `sign`; what it does not know stays as it is.
pub(super) fn replaced(text: &str, sign: char, known: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(sign) {
        out.push_str(before);
        match after.split_once(sign).and_then(|(piece, tail)| Some((known(piece)?, tail))) {
            Some((meant, tail)) => {
                out.push_str(&meant);
                rest = tail;
            }
            None => {
                out.push(sign);
                rest = after;
            }
        }
    }
    out + rest
}
