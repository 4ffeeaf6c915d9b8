//! Numbers and bullets of OpenDocument lists and headings.

use super::escapes::replaced;
use crate::hash::HashMap;
use crate::read::look::symbol;
use crate::read::numerals::{self, Numeral};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Levels of a list.
const LEVELS: usize = 10;

/// Characters of a label's pattern that are read; a real one has a dozen.
const LONGEST_PATTERN: usize = 64;

/// How a list is numbered, level by level.
#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle {
    levels: [Level; LEVELS],
}

#[derive(Clone, Debug)]
struct Level {
    format: Numeral,
    prefix: String,
    suffix: String,
    /// Levels whose numbers are shown, this one included.
    shown: usize,
    start: u32,
    bullet: Option<String>,
    /// `%1%.%2%)`, where the file says it.
    pattern: Option<String>,
}

/// Where the file says nothing of a level, nothing is shown.
impl Default for Level {
    fn default() -> Self {
        Self {
            format: Numeral::None,
            prefix: String::new(),
            suffix: String::new(),
            shown: 1,
            start: 1,
            bullet: None,
            pattern: None,
        }
    }
}

/// Numbers that a list has come to.
pub(super) type Counters = [Option<u32>; LEVELS];

/// A list that is open.
#[derive(Clone, Debug, Default)]
struct Open {
    style: Option<String>,
    /// The list whose numbers it goes on with.
    key: usize,
}

/// The lists of a text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    counters: Vec<Counters>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    /// Of each open item, whether its label is still to come, and the number it starts at.
    items: Vec<(bool, Option<u32>)>,
}

impl Lists {
    /// `text:list` opens.
    pub(super) fn open_list(&mut self, tag: &Tag<'_>) {
        let style = tag.attr("style-name").map(std::borrow::Cow::into_owned);
        let open = match self.open.last() {
            Some(outer) => Open { style: style.or_else(|| outer.style.clone()), key: outer.key },
            None => {
                let continued = tag.attr("continue-list").and_then(|id| self.by_id.get(id.as_ref()).copied());
                let of_style = style.as_ref().and_then(|style| self.by_style.get(style).copied());
                let goes_on = tag.attr("continue-numbering").as_deref() == Some("true");
                let key = continued.or(of_style.filter(|_| goes_on)).unwrap_or(self.counters.len());
                if key == self.counters.len() {
                    self.counters.push(Counters::default());
                }
                Open { style, key }
            }
        };
        if let Some(id) = tag.attr("id") {
            self.by_id.insert(id.into_owned(), open.key);
        }
        if let Some(style) = &open.style {
            self.by_style.insert(style.clone(), open.key);
        }
        self.open.push(open);
    }

    /// `text:list` closes.
    pub(super) fn close_list(&mut self) {
        self.open.pop();
    }

    /// An item opens; the title of a list (`labelled` false) has no label.
    pub(super) fn open_item(&mut self, tag: &Tag<'_>, labelled: bool) {
        self.items.push((labelled, tag.number("start-value")));
    }

    /// An item closes.
    pub(super) fn close_item(&mut self) {
        self.items.pop();
    }

    /// Depth of the open list, 0 for none.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The style of the open list; `of_paragraph` where it names none.
    fn style<'s>(&'s self, of_paragraph: Option<&'s str>) -> Option<&'s str> {
        self.open.last().and_then(|open| open.style.as_deref()).or(of_paragraph)
    }

    /// Whether the open list is numbered.
    pub(super) fn ordered(&self, styles: &HashMap<String, ListStyle>, of_paragraph: Option<&str>) -> bool {
        let level = self.depth().saturating_sub(1).min(LEVELS - 1);
        self.style(of_paragraph)
            .and_then(|style| styles.get(style))
            .is_some_and(|style| style.levels[level].is_number())
    }

    /// The label of the open item, the first time it is asked for.
    pub(super) fn label(
        &mut self,
        styles: &HashMap<String, ListStyle>,
        of_paragraph: Option<&str>,
    ) -> Option<String> {
        let (due, start) = self.items.last_mut().map(|(due, start)| (std::mem::take(due), *start))?;
        if !due {
            return None;
        }
        let level = self.depth().checked_sub(1)?.min(LEVELS - 1);
        let style = styles.get(self.style(of_paragraph)?)?;
        let key = self.open.last()?.key;
        let counters = self.counters.get_mut(key)?;
        Some(style.next(counters, level, start))
    }
}

impl ListStyle {
    /// Counts one more on `level`, from 0, and gives its label.
    pub(super) fn next(&self, counters: &mut Counters, level: usize, start: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let first = start.unwrap_or(self.levels[level].start);
        counters[level] = Some(match counters[level] {
            Some(value) if start.is_none() => value.saturating_add(1),
            _ => first,
        });
        counters[level + 1..].fill(None);
        self.label(counters, level)
    }

    fn label(&self, counters: &Counters, level: usize) -> String {
        let own = &self.levels[level];
        if let Some(bullet) = &own.bullet {
            return format!("{bullet}\t");
        }
        if own.format == Numeral::None {
            return String::new();
        }
        let number = |i: usize| {
            let shown = &self.levels[i];
            numerals::write(shown.format, counters[i].unwrap_or(shown.start))
        };
        let text = match &own.pattern {
            Some(pattern) => filled(pattern, number),
            None => {
                let from = (level + 1).saturating_sub(own.shown.max(1));
                let numbers: Vec<String> =
                    (from..=level).filter(|i| self.levels[*i].format.is_number()).map(number).collect();
                format!("{}{}{}", own.prefix, numbers.join("."), own.suffix)
            }
        };
        text + "\t"
    }
}

impl Level {
    fn is_number(&self) -> bool {
        self.bullet.is_none() && self.format.is_number()
    }
}

/// A pattern with every `%n%` replaced by the number of level n.
fn filled(pattern: &str, number: impl Fn(usize) -> String) -> String {
    replaced(pattern, '%', |level| match level.parse() {
        Ok(level @ 1..=LEVELS) => Some(number(level - 1)),
        _ => None,
    })
}

/// Reads the innermost element as a list style.
pub(super) fn read_style(xml: &mut Xml<'_>) -> Result<ListStyle, Stop> {
    let depth = xml.depth();
    let mut style = ListStyle::default();
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::Text {
            continue;
        }
        let index = tag.number::<usize>("level").and_then(|level| level.checked_sub(1));
        if let Some(slot) = index.and_then(|index| style.levels.get_mut(index)) {
            *slot = level(&tag);
        }
    }
    Ok(style)
}

fn level(tag: &Tag<'_>) -> Level {
    let short =
        |name: &str| -> Option<String> { Some(tag.attr(name)?.chars().take(LONGEST_PATTERN).collect()) };
    let bullet = match tag.local {
        "list-level-style-bullet" => {
            Some(short("bullet-char").unwrap_or_default().chars().map(symbol).collect())
        }
        "list-level-style-image" => Some("•".to_owned()),
        _ => None,
    };
    Level {
        format: Numeral::of_odf(&tag.attr("num-format").unwrap_or_default()),
        prefix: short("num-prefix").unwrap_or_default(),
        suffix: short("num-suffix").unwrap_or_default(),
        shown: tag.number("display-levels").unwrap_or(1),
        start: tag.number("start-value").unwrap_or(1),
        bullet,
        pattern: short("num-list-format"),
    }
}
