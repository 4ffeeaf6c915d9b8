//! What is known of HTML elements by their names.

use super::Builder;
use super::Tag;

/// Elements that hold nothing.
pub(super) const VOID: [&str; 12] =
    ["br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "source", "track"];

/// Elements that stand on lines of their own.
pub(super) const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "option",
    "select",
];

/// True for an element that browsers show nothing of: it is for others than they, or it is closed.
pub(super) fn is_for_others(name: &str, tag: &Tag<'_>) -> bool {
    matches!(name, "datalist" | "rp" | "noembed" | "noframes" | "noscript" | "title")
        || name == "dialog" && tag.attribute("open").is_none()
}

/// The level of a heading element.
pub(super) fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&digit).then_some(digit)
}

/// An element that holds nothing.
pub(super) fn void(builder: &mut Builder, name: &str, tag: &Tag<'_>, line: u32) {
    match name {
        "br" => builder.line_break(line),
        "hr" => builder.close(),
        "img" => {
            let points =
                |name| tag.attribute(name)?.trim_end_matches("px").parse::<f32>().ok().map(|px| px * 0.75);
            let height = points("height").or_else(|| points("width").map(|width| width * 0.6));
            let alternative = tag.attribute("alt").unwrap_or_default();
            builder.add_picture(
                &alternative,
                line,
                height.filter(|h| h.is_finite()).map(|h| h.clamp(0.0, 700.0)),
            );
        }
        _ => {}
    }
}

/// True where the element asks for a page break before or after itself.
pub(super) fn breaks_page(tag: &Tag<'_>, style: &str, side: &str) -> bool {
    let asks = |property: &str, values: &[&str]| {
        let told = style.match_indices(property).filter_map(|(at, _)| style.get(at + property.len()..));
        let mut of_side = told.filter_map(|rest| rest.strip_prefix(side)?.strip_prefix(':'));
        of_side.any(|rest| values.iter().any(|value| rest.starts_with(value)))
    };
    let class = || tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
    asks("break-", &["always", "page", "left", "right"])
        || side == "after"
            && class().split_whitespace().any(|class| {
                matches!(class, "page-break" | "pagebreak" | "page_break" | "newpage" | "page-break-after")
            })
        || side == "before" && class().split_whitespace().any(|class| class == "page-break-before")
}
