//! Colours that operators set, as far as they tell whether what is painted can be seen.

use lopdf::{Dictionary, Object, Stream};

use super::Walker;
use super::state::{Paint, Space};
use crate::read::look::{is_dark, is_nearly_same_colour, is_same_colour};
use crate::read::pdf::tokens::{Operand, Tokens};

/// Bytes, as they stand in the file, of the tile of a pattern that is looked at.
const TILE: usize = 4_000;
/// Indexed spaces of a page that are followed.
const PALETTES: usize = 200;
/// Functions that a gradient is put together from, of which no more are looked at.
const PARTS: usize = 64;

impl<'f> Walker<'_, 'f, '_> {
    /// What `operator` (of fills, in small letters) sets, where the space is `current`.
    pub(super) fn colour(
        &mut self,
        operator: &[u8],
        current: Space,
        tokens: &Tokens<'_>,
        resources: Option<&'f Dictionary>,
    ) -> Paint {
        let space = match operator {
            b"g" => Space::Gray,
            b"rg" => Space::Rgb,
            b"k" => Space::Cmyk,
            b"cs" => {
                let space = tokens.last_name().map_or(Space::Unknown, |name| self.space(name, resources));
                return space.initial();
            }
            _ => current,
        };
        let mut components = [0.0; 32];
        let given = tokens.operands.iter().map_while(|operand| match operand {
            Operand::Number(value) => Some(*value),
            _ => None,
        });
        let count = components.iter_mut().zip(given).map(|(slot, value)| *slot = value).count();
        let components = components.get(..count).unwrap_or_default();
        match (space, components, tokens.last_name()) {
            (Space::Pattern, tint, Some(name)) => self.pattern(name, tint, resources),
            (Space::Palette(palette), [index], _) => {
                let colours = self.palettes.get(usize::from(palette)).map(|(_, colours)| colours.as_slice());
                let colour =
                    colours.and_then(|colours| colours.get(index.max(0.0) as usize).copied().flatten());
                Paint { space, colour, shaded: false, dark: false }
            }
            _ => space.paint(components),
        }
    }

    fn space(&mut self, name: &[u8], resources: Option<&'f Dictionary>) -> Space {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Space::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"Pattern" => Space::Pattern,
            _ => {
                let found = self.resource(resources, b"ColorSpace", name).and_then(|o| self.file.resolve(o));
                match found {
                    Some(Object::Name(name)) if name.starts_with(b"Device") || name == b"Pattern" => {
                        self.space(name, None)
                    }
                    Some(Object::Array(items)) => self.space_of_array(items),
                    _ => Space::Unknown,
                }
            }
        }
    }

    fn space_of_array(&mut self, items: &'f [Object]) -> Space {
        let Some(Object::Name(kind)) = items.first().and_then(|first| self.file.resolve(first)) else {
            return Space::Unknown;
        };
        match kind.as_slice() {
            b"Separation" => match items.get(1).and_then(|name| self.file.resolve(name)) {
                Some(Object::Name(name)) if name == b"None" => Space::Nothing,
                _ => Space::Inks,
            },
            b"DeviceN" => Space::Inks,
            b"Pattern" => Space::Pattern,
            b"Indexed" | b"I" => self.palette(items),
            _ => self.plain_space(items),
        }
    }

    /// A space whose components are those of a colour.
    fn plain_space(&self, items: &[Object]) -> Space {
        match items.first().and_then(|first| self.file.resolve(first)) {
            Some(Object::Name(kind)) => match kind.as_slice() {
                b"CalGray" => Space::Gray,
                b"CalRGB" => Space::Rgb,
                b"Lab" => Space::Lab,
                b"ICCBased" => {
                    let profile = items.get(1).and_then(|profile| self.file.to_dict(profile));
                    Space::of_components(profile.and_then(|dict| self.file.integer(dict, b"N")).unwrap_or(0))
                }
                _ => Space::Unknown,
            },
            _ => Space::Unknown,
        }
    }

    /// The space that an object describes, where its components are those of a colour.
    pub(super) fn space_of(&self, object: Option<&Object>) -> Space {
        match object.and_then(|object| self.file.resolve(object)) {
            Some(Object::Name(name)) => match name.as_slice() {
                b"DeviceGray" | b"CalGray" => Space::Gray,
                b"DeviceRGB" | b"CalRGB" => Space::Rgb,
                b"DeviceCMYK" => Space::Cmyk,
                _ => Space::Unknown,
            },
            Some(Object::Array(items)) => self.plain_space(items),
            _ => Space::Unknown,
        }
    }

    fn palette(&mut self, items: &'f [Object]) -> Space {
        let address = items.as_ptr() as usize;
        let known = self.palettes.iter().position(|(other, _)| *other == address);
        if let Some(palette) = known.and_then(|at| u16::try_from(at).ok()) {
            return Space::Palette(palette);
        }
        let base = self.space_of(items.get(1));
        let size = match base {
            Space::Gray => 1,
            Space::Rgb => 3,
            Space::Cmyk => 4,
            _ => return Space::Unknown,
        };
        let looked_up = match items.get(3).and_then(|table| self.file.resolve(table)) {
            Some(Object::String(bytes, _)) => Some(bytes.clone()),
            Some(Object::Stream(stream)) => self.file.data(stream),
            _ => None,
        };
        let (Some(bytes), Ok(palette)) = (looked_up, u16::try_from(self.palettes.len())) else {
            return Space::Unknown;
        };
        if self.palettes.len() >= PALETTES {
            return Space::Unknown;
        }
        let parts = |entry: &[u8]| entry.iter().map(|part| f64::from(*part) / 255.0).collect::<Vec<_>>();
        let colours = bytes.chunks_exact(size).take(256).map(|entry| base.paint(&parts(entry)).colour);
        self.palettes.push((address, colours.collect()));
        Space::Palette(palette)
    }

    /// What the pattern `name` paints; `tint` is the colour of one that has none of its own.
    fn pattern(&mut self, name: &[u8], tint: &[f64], resources: Option<&'f Dictionary>) -> Paint {
        let none = Space::Pattern.initial();
        match self.resource(resources, b"Pattern", name).and_then(|pattern| self.file.resolve(pattern)) {
            Some(Object::Dictionary(dict)) => {
                let shading = self.file.get(dict, b"Shading").and_then(|shading| self.file.to_dict(shading));
                let colours = shading.and_then(|shading| self.of_shading(shading)).unwrap_or_default();
                let extended = shading.is_some_and(|shading| self.is_extended(shading));
                Paint { colour: one_of(&colours), shaded: true, dark: extended && all_dark(&colours), ..none }
            }
            Some(Object::Stream(tile)) if self.file.integer(&tile.dict, b"PaintType") == Some(2) => {
                Paint { colour: Space::of_components(tint.len() as i64).paint(tint).colour, ..none }
            }
            Some(Object::Stream(tile)) => self.of_tile(tile),
            _ => none,
        }
    }

    /// The colour of the picture that the tile of a pattern shows, where that is one all over.
    fn plain_picture(&mut self, tile: &'f Stream, tokens: &Tokens<'_>) -> Option<u32> {
        let resources = self.file.dict(&tile.dict, b"Resources");
        let found = tokens.last_name().and_then(|name| self.resource(resources, b"XObject", name));
        match found.and_then(|object| self.file.resolve(object)) {
            Some(Object::Stream(image)) if self.file.name(&image.dict, b"Subtype") == Some(b"Image") => {
                self.plain_image(&image.dict, self.file.raw(image))
            }
            _ => None,
        }
    }

    /// The colours that a gradient goes between, where it fills all that it is given; none where they are not known.
    pub(super) fn of_shading(&self, shading: &'f Dictionary) -> Option<Vec<u32>> {
        let space = self.space_of(self.file.get(shading, b"ColorSpace"));
        let mut functions: Vec<&Dictionary> = match self.file.get(shading, b"Function")? {
            Object::Array(items) => {
                items.iter().take(PARTS).filter_map(|one| self.file.to_dict(one)).collect()
            }
            one => self.file.to_dict(one).into_iter().collect(),
        };
        let mut colours = Vec::new();
        let mut looked = 0;
        while let Some(function) = functions.pop() {
            looked += 1;
            if looked > PARTS {
                return None;
            }
            let parts = self.file.array(function, b"Functions").unwrap_or_default();
            functions.extend(parts.iter().take(PARTS).filter_map(|one| self.file.to_dict(one)));
            if !parts.is_empty() {
                continue;
            }
            for end in [b"C0".as_slice(), b"C1"] {
                let parts = self.file.array(function, end)?;
                let parts: Option<Vec<f64>> =
                    parts.iter().take(4).map(|part| self.file.to_number(part).map(f64::from)).collect();
                colours.push(space.paint(&parts?).colour?);
            }
        }
        Some(colours)
    }

    /// True where the gradient goes on beyond its ends, so that it leaves nothing of its area unpainted.
    pub(super) fn is_extended(&self, shading: &'f Dictionary) -> bool {
        let both = self.file.array(shading, b"Extend").unwrap_or_default();
        both.len() == 2 && both.iter().all(|end| matches!(end, Object::Boolean(true)))
    }

    /// What the tile of a pattern paints: one colour, nothing at all, or what nobody can tell here.
    fn of_tile(&mut self, tile: &'f Stream) -> Paint {
        let unknown = Space::Pattern.initial();
        let Some(content) = (self.file.raw(tile).len() <= TILE).then(|| self.file.data(tile)).flatten()
        else {
            return unknown;
        };
        let mut tokens = Tokens::new(&content);
        let (mut painted, mut colour, mut now) = (false, None, Some(0));
        while let Some(operator) = tokens.next_operator() {
            match operator.to_ascii_lowercase().as_slice() {
                b"g" => now = tokens.numbers::<1>().and_then(|parts| Space::Gray.paint(&parts).colour),
                b"rg" => now = tokens.numbers::<3>().and_then(|parts| Space::Rgb.paint(&parts).colour),
                b"k" => now = tokens.numbers::<4>().and_then(|parts| Space::Cmyk.paint(&parts).colour),
                b"cs" | b"sc" | b"scn" => now = None,
                b"f" | b"f*" | b"b" | b"b*" | b"s" => {
                    painted = true;
                    match (now, *colour.get_or_insert(now)) {
                        (Some(now), Some(first)) if is_same_colour(now, first) => {}
                        _ => return unknown,
                    }
                }
                b"do" => {
                    painted = true;
                    match (self.plain_picture(tile, &tokens), *colour.get_or_insert(None)) {
                        (Some(now), None) => colour = Some(Some(now)),
                        (Some(now), Some(first)) if is_same_colour(now, first) => {}
                        _ => return unknown,
                    }
                }
                b"sh" | b"bi" | b"tj" | b"'" | b"\"" => return unknown,
                _ => {}
            }
        }
        if painted { Paint { colour: colour.flatten(), ..unknown } } else { Space::Nothing.initial() }
    }
}

/// The one colour that all of `colours` nearly are, between which a gradient goes: that in their middle.
pub(super) fn one_of(colours: &[u32]) -> Option<u32> {
    let first = *colours.first()?;
    if !colours.iter().all(|colour| is_nearly_same_colour(*colour, first)) {
        return None;
    }
    let middle = |at: u32| {
        let parts = || colours.iter().map(|colour| colour >> at & 0xff);
        (parts().min().unwrap_or(0) + parts().max().unwrap_or(0)) / 2
    };
    Some(middle(16) << 16 | middle(8) << 8 | middle(0))
}

/// True where there are `colours` and white can be read on all of them.
pub(super) fn all_dark(colours: &[u32]) -> bool {
    !colours.is_empty() && colours.iter().all(|colour| is_dark(*colour))
}
