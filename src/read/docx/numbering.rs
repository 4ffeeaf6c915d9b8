//! Generated numbers and bullets, rebuilt from `numbering.xml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::styles::{Style, Styles};
use crate::hash::{HashMap, HashSet};
use crate::read::Limits;
use crate::read::look::symbol;
use crate::read::numerals::{self, Numeral};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// Characters of a label's pattern that are read; a real one has a dozen.
const LONGEST_PATTERN: usize = 64;

/// The lists of a document and where each of them stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<i32, AbstractList>,
    instances: HashMap<i32, Instance>,
    counters: HashMap<i32, [Option<u32>; LEVELS]>,
    started: HashSet<(i32, usize)>,
}

#[derive(Clone, Debug, Default)]
struct AbstractList {
    levels: [Level; LEVELS],
    /// It only points to the list of this numbering style.
    follows_style: Option<String>,
    /// It is the list of this numbering style.
    of_style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Instance {
    list: i32,
    starts: [Option<u32>; LEVELS],
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: Numeral,
    text: String,
    /// Level, from 1, whose use starts this one again; 0 for none, absent for any that is higher.
    restart: Option<u32>,
    /// Numbers of higher levels are shown in arabic digits.
    legal: bool,
    /// Paragraph style that stands on this level.
    style: Option<String>,
    suffix: &'static str,
}

/// The number or bullet of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// As shown, with the white space that parts it from the text; may be empty.
    pub(super) text: String,
    /// Depth, from 1.
    pub(super) depth: u8,
    /// A number rather than a bullet.
    pub(super) ordered: bool,
}

impl Numbering {
    /// Reads `numbering.xml`; also tells whether it was broken.
    pub(super) fn read(text: &str, limits: &Limits) -> (Self, Result<(), Stop>) {
        let mut numbering = Self::default();
        let read = numbering.parse(&mut Xml::new(text, limits));
        numbering.follow_styles();
        (numbering, read)
    }

    /// The label of the next paragraph of style `style` in list `num_id`, on level `level` if it says so.
    pub(super) fn next(
        &mut self,
        num_id: i32,
        level: Option<u8>,
        style: Option<&Style>,
        styles: &Styles,
    ) -> Option<Label> {
        let instance = self.instances.get(&num_id)?;
        let list = self.lists.get(&instance.list)?;
        let level = match level {
            Some(level) => usize::from(level).min(LEVELS - 1),
            None => style.and_then(|style| linked_level(list, style, styles)).unwrap_or(0),
        };
        let at = |i: usize| instance.levels.get(&i).or_else(|| list.levels.get(i));
        let counters = self.counters.entry(instance.list).or_default();
        let override_start = instance.starts.get(level).copied().flatten();
        let first_use = self.started.insert((num_id, level));
        let current = at(level)?;
        let value = match (override_start, counters[level]) {
            (Some(start), _) if first_use => start,
            (_, Some(value)) => value.saturating_add(1),
            (start, None) => start.unwrap_or(current.start),
        };
        counters[level] = Some(value);
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = at(deeper).and_then(|l| l.restart);
            if restart.is_none_or(|by| by as usize > level) && restart != Some(0) {
                *counter = None;
            }
        }
        let text = shown(current, &|i| {
            let shown = at(i)?;
            let format =
                if current.legal && shown.format.is_number() { Numeral::Decimal } else { shown.format };
            Some((format, counters.get(i).copied().flatten().unwrap_or(shown.start)))
        });
        Some(Label {
            text,
            depth: u8::try_from(level + 1).unwrap_or(u8::MAX),
            ordered: current.format.is_number(),
        })
    }

    fn parse(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.is(Ns::W, "abstractNum") {
                let id = tag.number("abstractNumId").unwrap_or(-1);
                let list = abstract_list(xml)?;
                self.lists.insert(id, list);
            } else if tag.is(Ns::W, "num") {
                let id = tag.number("numId").unwrap_or(-1);
                let instance = instance(xml)?;
                self.instances.insert(id, instance);
            }
        }
        Ok(())
    }

    /// Gives lists that only name a numbering style the levels of that style's list.
    fn follow_styles(&mut self) {
        let of_style: HashMap<String, [Level; LEVELS]> = self
            .lists
            .values()
            .filter_map(|list| Some((list.of_style.clone()?, list.levels.clone())))
            .collect();
        for list in self.lists.values_mut() {
            if let Some(levels) = list.follows_style.as_ref().and_then(|style| of_style.get(style)) {
                list.levels = levels.clone();
            }
        }
    }
}

/// The level that names the paragraph's style, or one that it is based on.
fn linked_level(list: &AbstractList, style: &Style, styles: &Styles) -> Option<usize> {
    styles
        .ids(&style.chain)
        .find_map(|id| list.levels.iter().position(|level| level.style.as_deref() == Some(id)))
}

/// The label with every `%n` replaced.
fn shown(level: &Level, number: &dyn Fn(usize) -> Option<(Numeral, u32)>) -> String {
    if level.format == Numeral::Bullet {
        let mut text: String = level.text.chars().map(symbol).collect();
        if text == "o" {
            text = "◦".into();
        }
        return text + level.suffix;
    }
    let mut out = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek().and_then(|d| d.to_digit(10))) {
            ('%', Some(digit @ 1..=9)) => {
                chars.next();
                if let Some((format, value)) = number(digit as usize - 1) {
                    out.push_str(&numerals::write(format, value));
                }
            }
            _ => out.push(c),
        }
    }
    if !out.is_empty() {
        out.push_str(level.suffix);
    }
    out
}

fn abstract_list(xml: &mut Xml<'_>) -> Result<AbstractList, Stop> {
    let depth = xml.depth();
    let mut list = AbstractList::default();
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            continue;
        }
        match tag.local {
            "lvl" => {
                if let (index, level) = level(xml, &tag)?
                    && let Some(slot) = list.levels.get_mut(index)
                {
                    *slot = level;
                }
            }
            "numStyleLink" => list.follows_style = tag.attr("val").map(Cow::into_owned),
            "styleLink" => list.of_style = tag.attr("val").map(Cow::into_owned),
            _ => {}
        }
    }
    Ok(list)
}

fn instance(xml: &mut Xml<'_>) -> Result<Instance, Stop> {
    let depth = xml.depth();
    let mut instance = Instance::default();
    while let Some(tag) = xml.child(depth)? {
        if tag.is(Ns::W, "abstractNumId") {
            instance.list = tag.number("val").unwrap_or(-1);
        } else if tag.is(Ns::W, "lvlOverride") {
            let index = tag.number::<usize>("ilvl").unwrap_or(0);
            let depth = xml.depth();
            while let Some(tag) = xml.child(depth)? {
                if tag.is(Ns::W, "startOverride") {
                    if let Some(slot) = instance.starts.get_mut(index) {
                        *slot = tag.number("val");
                    }
                } else if tag.is(Ns::W, "lvl") {
                    let (_, level) = level(xml, &tag)?;
                    instance.levels.insert(index, level);
                }
            }
        }
    }
    Ok(instance)
}

fn level(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(usize, Level), Stop> {
    let depth = xml.depth();
    let index = tag.number("ilvl").unwrap_or(0);
    let mut level = Level { start: 1, suffix: "\t", ..Level::default() };
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            continue;
        }
        let value = || tag.attr("val").unwrap_or_default();
        match tag.local {
            "start" => level.start = tag.number("val").unwrap_or(1),
            "numFmt" => level.format = Numeral::of_docx(&value()),
            "lvlText" => level.text = value().chars().take(LONGEST_PATTERN).collect(),
            "lvlRestart" => level.restart = tag.number("val"),
            "isLgl" => level.legal = super::props::on(&tag),
            "pStyle" => level.style = Some(value().into_owned()),
            "lvlPicBulletId" => level.text = "•".into(),
            "suff" => {
                level.suffix = match value().as_ref() {
                    "space" => " ",
                    "nothing" => "",
                    _ => "\t",
                };
            }
            _ => {}
        }
    }
    Ok((index, level))
}
