//! What the style of a table gives to its cells by their place: a head, bands, the first column.

use super::props;
use super::runs;
use crate::read::appearance::{SMALLEST, TextProps};
use crate::read::look::PATTERN;
use crate::read::theme::Theme;
use crate::read::xml::{Stop, Tag, Xml};

/// Places of a table that a style tells apart, what goes before coming later.
const PLACES: [&str; 13] = [
    "wholeTable",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstRow",
    "lastRow",
    "firstCol",
    "lastCol",
    "neCell",
    "nwCell",
    "seCell",
    "swCell",
];

/// What a style gives to cells.
#[derive(Clone, Debug, Default)]
pub(super) struct CellStyles {
    /// To all of them.
    ground: Option<u32>,
    /// By their place, as in [`PLACES`].
    places: [CellLook; PLACES.len()],
    /// Rows and columns of a band.
    bands: [Option<u32>; 2],
}

/// What a cell, and its text, is given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CellLook {
    pub(super) run: TextProps,
    pub(super) ground: Option<u32>,
}

/// Which places of its style a table takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Taken {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    rows: bool,
    columns: bool,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    pub(super) row: u32,
    pub(super) column: u32,
    /// How many columns there are, where that is told.
    pub(super) columns: Option<u32>,
    /// It is said to stand in the last row, in the last column.
    pub(super) last: [Option<bool>; 2],
}

impl Taken {
    /// What a `w:tblLook` says.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let bits = tag.attr("val").and_then(|val| u32::from_str_radix(&val, 16).ok()).unwrap_or(0x600);
        let is = |name: &str, bit: u32| match tag.attr(name) {
            Some(value) => matches!(value.as_ref(), "1" | "true" | "on"),
            None => bits & bit != 0,
        };
        Self {
            first_row: is("firstRow", 0x20),
            last_row: is("lastRow", 0x40),
            first_column: is("firstColumn", 0x80),
            last_column: is("lastColumn", 0x100),
            rows: !is("noHBand", 0x200),
            columns: !is("noVBand", 0x400),
        }
    }
}

/// The last row and the last column, as far as a `w:cnfStyle` tells.
pub(super) fn last(tag: &Tag<'_>) -> [Option<bool>; 2] {
    let val = tag.attr("val").unwrap_or_default();
    let bit = |at: usize| val.as_bytes().get(at).map(|bit| *bit == b'1');
    let is = |name: &str, at| {
        tag.attr(name).map(|value| matches!(value.as_ref(), "1" | "true" | "on")).or(bit(at))
    };
    [is("lastRow", 1), is("lastColumn", 3)]
}

impl CellStyles {
    /// Takes what `tag`, the innermost element of a style, says of cells.
    pub(super) fn take(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, theme: &Theme) -> Result<(), Stop> {
        if tag.local != "tblStylePr" {
            self.ground = self.grounds(xml, theme)?.or(self.ground);
            return Ok(());
        }
        let kind = tag.attr("type").unwrap_or_default();
        let place = PLACES.iter().position(|place| *place == kind);
        let depth = xml.depth();
        let mut look = CellLook::default();
        while let Some(tag) = xml.child(depth)? {
            match tag.local {
                "rPr" => look.run = runs::run_props(xml, theme)?.0,
                "tcPr" | "tblPr" => look.ground = self.grounds(xml, theme)?.or(look.ground),
                _ => {}
            }
        }
        if let Some(slot) = place.and_then(|place| self.places.get_mut(place)) {
            *slot = look;
        }
        Ok(())
    }

    fn grounds(&mut self, xml: &mut Xml<'_>, theme: &Theme) -> Result<Option<u32>, Stop> {
        let depth = xml.depth();
        let mut ground = None;
        while let Some(tag) = xml.child(depth)? {
            match tag.local {
                "shd" => ground = Some(props::shade(&tag, theme)),
                "tblStyleRowBandSize" => self.bands[0] = tag.number("val"),
                "tblStyleColBandSize" => self.bands[1] = tag.number("val"),
                _ => {}
            }
        }
        Ok(ground)
    }

    /// Leaves to `base` what is not told here.
    pub(super) fn over(&mut self, base: &Self) {
        self.ground = self.ground.or(base.ground);
        for (mine, base) in self.places.iter_mut().zip(&base.places) {
            *mine = CellLook { run: mine.run.over(base.run), ground: mine.ground.or(base.ground) };
        }
        for (mine, base) in self.bands.iter_mut().zip(base.bands) {
            *mine = mine.or(base);
        }
    }

    /// What it gives to the cell at `spot`, to all of whose text it gives `run`. Where the table does not say which places it
    /// takes, or the end of the table is not known, nor is the ground.
    pub(super) fn at(&self, run: TextProps, taken: Option<Taken>, spot: Spot) -> CellLook {
        let mut look = CellLook { run, ground: self.ground };
        let mut add = |place: &CellLook| {
            look = CellLook { run: place.run.over(look.run), ground: place.ground.or(look.ground) };
        };
        let [whole, rest @ ..] = &self.places;
        add(whole);
        let Some(taken) = taken else {
            let painted = rest.iter().any(|place| place.ground.is_some());
            return CellLook { ground: if painted { Some(PATTERN) } else { look.ground }, ..look };
        };
        let last_column = spot.columns.map(|columns| spot.column >= columns).or(spot.last[1]);
        let edges = [
            (taken.first_row, Some(spot.row == 1)),
            (taken.last_row, spot.last[0]),
            (taken.first_column, Some(spot.column == 1)),
            (taken.last_column, last_column),
        ];
        let [first_row, last_row, first_column, last_column] =
            edges.map(|(taken, is)| if taken { is } else { Some(false) });
        let band = |at: u32, skips: bool, size: Option<u32>| {
            let at = at.saturating_sub(1 + u32::from(skips));
            at / size.unwrap_or(1).max(1) % 2
        };
        let yes = |is: Option<bool>| is == Some(true);
        let row_band = band(spot.row, taken.first_row, self.bands[0]);
        let column_band = band(spot.column, taken.first_column, self.bands[1]);
        let inner_row = taken.rows && !yes(first_row) && !yes(last_row);
        let inner_column = taken.columns && !yes(first_column) && !yes(last_column);
        let holds = [
            inner_column && column_band == 0,
            inner_column && column_band == 1,
            inner_row && row_band == 0,
            inner_row && row_band == 1,
            yes(first_row),
            yes(last_row),
            yes(first_column),
            yes(last_column),
            yes(first_row) && yes(last_column),
            yes(first_row) && yes(first_column),
            yes(last_row) && yes(last_column),
            yes(last_row) && yes(first_column),
        ];
        rest.iter().zip(holds).filter(|(_, holds)| *holds).for_each(|(place, _)| add(place));
        let unknown = [(last_row, "lastRow"), (last_column, "lastCol")].into_iter().any(|(is, name)| {
            let place = PLACES.iter().position(|place| *place == name).and_then(|at| self.places.get(at));
            is.is_none() && place.is_some_and(|place| place.ground.is_some())
        });
        if unknown {
            look.ground = Some(PATTERN);
        }
        look
    }
}

/// Of what a table gives to its text, what tells whether that can be seen; sizes that can be read are those of paragraphs.
pub(super) fn seen(run: TextProps, default: TextProps) -> TextProps {
    TextProps {
        colour: run.colour.or(default.colour),
        hidden: run.hidden.or(default.hidden),
        ghost: run.ghost.or(default.ghost),
        size: run.size.filter(|size| *size < SMALLEST).or(default.size),
        ..default
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(ground: u32) -> CellLook {
        CellLook { run: TextProps { colour: Some(ground), ..TextProps::default() }, ground: Some(ground) }
    }

    #[test]
    fn a_cell_has_what_its_places_give_it_the_later_ones_first() {
        let mut styles = CellStyles::default();
        for (at, place) in styles.places.iter_mut().enumerate().skip(1) {
            *place = coloured(at as u32);
        }
        let all = Taken { first_row: true, first_column: true, rows: true, ..Taken::default() };
        let at = |taken, row, column| {
            let spot = Spot { row, column, columns: Some(3), last: [Some(false), None] };
            styles.at(TextProps::default(), taken, spot).ground
        };
        assert_eq!(at(Some(all), 1, 1), Some(10), "the corner");
        assert_eq!([at(Some(all), 1, 2), at(Some(all), 2, 1)], [Some(5), Some(7)]);
        assert_eq!([at(Some(all), 2, 2), at(Some(all), 3, 2)], [Some(3), Some(4)]);
        let ends = Taken { last_row: true, last_column: true, columns: true, ..Taken::default() };
        assert_eq!([at(Some(ends), 1, 3), at(Some(ends), 1, 2)], [Some(8), Some(2)]);
        assert_eq!(at(Some(Taken::default()), 1, 1), None);
        assert_eq!(at(None, 1, 1), Some(PATTERN), "what the table takes is not told");
        let unknown = Spot { row: 2, column: 2, columns: Some(3), last: [None; 2] };
        assert_eq!(styles.at(TextProps::default(), Some(ends), unknown).ground, Some(PATTERN));
    }
}
