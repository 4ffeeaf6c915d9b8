//! Simple fonts: one byte a code.

use lopdf::{Dictionary, Object};

use super::cmap;
use super::encoding::Encoding;
use super::look::Look;
use super::mapped::{Mapped, Texts};
use super::program::Program;
use super::{names, widths};
use crate::read::pdf::file::File;

/// The codes of a simple font.
#[derive(Debug)]
pub(super) struct Simple {
    texts: [Mapped; 256],
    widths: [f32; 256],
    /// Texts that are no more than a guess.
    guessed: [bool; 256],
    /// What is drawn, by the names of its glyphs, is something else than what it says.
    contradicted: bool,
}

/// Codes and the names of their glyphs.
type Differences<'o> = [(u8, &'o [u8])];

impl Simple {
    /// Reads the font `dict`.
    pub(super) fn load(file: &File<'_>, dict: &Dictionary, look: &Look, texts: &mut Texts) -> Self {
        let declared = declared_base(file, dict);
        let base = declared.unwrap_or_else(|| default_base(file, dict, look));
        let differences = differences(file, dict);
        let mut out = Self {
            texts: base.chars().map(|c| c.map_or(Mapped::NONE, |c| texts.map_char(c))),
            widths: read_widths(file, dict, look, base, &differences),
            guessed: [false; 256],
            contradicted: false,
        };
        let to_unicode = file.get(dict, b"ToUnicode");
        if declared.is_none() && to_unicode.is_none() && out.needs_program(file, dict, &differences) {
            out.apply_program(file, dict, texts);
        }
        let unnamed = out.apply_differences(&differences, base, texts);
        if file.name(dict, b"Subtype") == Some(b"Type3") {
            out.guess(&unnamed, texts);
        }
        out.apply_numbers(&unnamed, texts);
        out.apply_to_unicode(file, dict, to_unicode, texts);
        out
    }

    /// Helvetica.
    pub(super) fn plain() -> Self {
        let (base, mut texts) = (Encoding::WinAnsi, Texts::default());
        Self {
            texts: base.chars().map(|c| c.map_or(Mapped::NONE, |c| texts.map_char(c))),
            widths: widths::standard(&Look::default(), base.names()),
            guessed: [false; 256],
            contradicted: false,
        }
    }

    /// True where what is drawn is something else than what it says.
    pub(super) fn is_contradicted(&self) -> bool {
        self.contradicted
    }

    /// Text and width of `code`, and whether the text is a guess.
    pub(super) fn get(&self, code: u8) -> (Mapped, f32, bool) {
        let code = usize::from(code);
        (self.texts[code], self.widths[code], self.guessed[code])
    }

    /// Twice the width of a small letter: the em of a font that has none of its own, in glyph units.
    pub(super) fn em(&self) -> Option<f32> {
        let average = |test: fn(char) -> bool| {
            let (mut sum, mut count) = (0.0, 0.0);
            for (text, width) in self.texts.iter().zip(self.widths) {
                if width > 0.0 && text.char().is_some_and(test) {
                    sum += width;
                    count += 1.0;
                }
            }
            (count > 0.0).then_some(2.0 * sum / count)
        };
        average(char::is_lowercase).or_else(|| average(char::is_alphanumeric)).or_else(|| average(|_| true))
    }

    /// True where a code that the font has a width for is not among its differences.
    fn needs_program(&self, file: &File<'_>, dict: &Dictionary, differences: &Differences<'_>) -> bool {
        let first = file.integer(dict, b"FirstChar").unwrap_or(0);
        let last = file.integer(dict, b"LastChar").unwrap_or(255);
        differences.is_empty()
            || (0u8..=255).any(|code| {
                (first..=last).contains(&i64::from(code))
                    && self.widths[usize::from(code)] > 0.0
                    && !differences.iter().any(|(different, _)| *different == code)
            })
    }

    fn apply_program(&mut self, file: &File<'_>, dict: &Dictionary, texts: &mut Texts) {
        let Some(program) = Program::of(file, dict) else { return };
        let mut text = String::new();
        for (code, slot) in (0u8..=255).zip(self.texts.iter_mut()) {
            text.clear();
            if program.push_code(code, &mut text) {
                *slot = texts.map(&text);
            } else if let Some(c) = program.name_of_code(code).and_then(|name| names::numeric(name, false)) {
                *slot = texts.map_char(c);
            }
        }
    }

    /// Takes the names of the differences; gives those that say nothing.
    fn apply_differences<'o>(
        &mut self,
        differences: &Differences<'o>,
        base: Encoding,
        texts: &mut Texts,
    ) -> Vec<(u8, &'o [u8])> {
        let mut unknown = Vec::new();
        for &(code, name) in differences {
            let mut text = String::new();
            if base == Encoding::ZapfDingbats {
                text.extend(names::dingbat(name));
            }
            let known = !text.is_empty() || names::push_glyph(name, &mut text);
            self.texts[usize::from(code)] = if known { texts.map(&text) } else { Mapped::NONE };
            if !known && name != b".notdef" {
                unknown.push((code, name));
            }
        }
        unknown
    }

    /// Takes the numbers in glyph names that are no more than a number.
    fn apply_numbers(&mut self, unnamed: &Differences<'_>, texts: &mut Texts) {
        let hexadecimal = unnamed.iter().any(|(_, name)| names::looks_hexadecimal(name));
        for &(code, name) in unnamed {
            let slot = usize::from(code);
            if let Some(c) = names::numeric(name, hexadecimal).filter(|_| self.texts[slot].is_none()) {
                self.texts[slot] = texts.map_char(c);
            }
        }
    }

    /// Takes codes whose glyph names say nothing for the characters of their numbers, as other readers do.
    fn guess(&mut self, unnamed: &Differences<'_>, texts: &mut Texts) {
        for &(code, _) in unnamed {
            let slot = usize::from(code);
            if self.texts[slot].is_none() && code.is_ascii_graphic() {
                self.texts[slot] = texts.map_char(char::from(code));
                self.guessed[slot] = true;
            }
        }
    }

    fn apply_to_unicode(
        &mut self,
        file: &File<'_>,
        dict: &Dictionary,
        to_unicode: Option<&Object>,
        texts: &mut Texts,
    ) {
        let Some(Object::Stream(stream)) = to_unicode else { return };
        let Some(data) = file.data(stream) else { return };
        let map = cmap::to_unicode(&data, file.limits.font_codes, texts);
        if map.is_full() {
            file.reach("font_codes");
        }
        // A font that comes with the file may hold any glyph under any code; of the others, the encoding tells.
        let drawn_by_name = !has_program(file, dict);
        let (mut same, mut other) = (0, 0);
        for (code, slot) in (0u32..).zip(self.texts.iter_mut()) {
            let mapped = map.get(code);
            if !mapped.is_none() {
                match slot.char().filter(char::is_ascii_alphabetic) {
                    Some(drawn) if mapped.char().is_some_and(|said| is_same_letter(drawn, said)) => same += 1,
                    Some(_) if drawn_by_name => other += 1,
                    _ => {}
                }
                *slot = mapped;
            }
        }
        self.contradicted = other >= CONTRADICTED && other > same;
    }
}

/// Letters that are something else than what is drawn, from which the font is doubted.
const CONTRADICTED: usize = 8;

fn is_same_letter(drawn: char, said: char) -> bool {
    drawn.eq_ignore_ascii_case(&said) || !said.is_ascii_alphanumeric()
}

/// True where the glyphs of the font come with the file.
fn has_program(file: &File<'_>, dict: &Dictionary) -> bool {
    let programs = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
    let descriptor = file.dict(dict, b"FontDescriptor");
    dict.has(b"CharProcs") || descriptor.is_some_and(|one| programs.iter().any(|key| one.has(key)))
}

fn declared_base(file: &File<'_>, dict: &Dictionary) -> Option<Encoding> {
    match file.get(dict, b"Encoding") {
        Some(Object::Name(name)) => Encoding::named(name),
        Some(Object::Dictionary(encoding)) => file.name(encoding, b"BaseEncoding").and_then(Encoding::named),
        _ => None,
    }
}

fn default_base(file: &File<'_>, dict: &Dictionary, look: &Look) -> Encoding {
    widths::own_encoding(look).unwrap_or_else(|| {
        if file.name(dict, b"Subtype") == Some(b"TrueType") { Encoding::WinAnsi } else { Encoding::Standard }
    })
}

/// The codes that the encoding names glyphs for.
fn differences<'o>(file: &'o File<'_>, dict: &'o Dictionary) -> Vec<(u8, &'o [u8])> {
    let Some(encoding) = file.dict(dict, b"Encoding") else { return Vec::new() };
    let mut out = Vec::new();
    let mut code = 0u32;
    for item in file.array(encoding, b"Differences").unwrap_or_default() {
        match file.resolve(item) {
            Some(Object::Name(name)) => {
                if let Ok(code) = u8::try_from(code) {
                    out.push((code, name.as_slice()));
                }
                code = code.saturating_add(1);
            }
            Some(Object::Integer(next)) => code = u32::try_from(*next).unwrap_or(u32::MAX),
            _ => {}
        }
    }
    out
}

fn read_widths(
    file: &File<'_>,
    dict: &Dictionary,
    look: &Look,
    base: Encoding,
    differences: &Differences<'_>,
) -> [f32; 256] {
    let Some(listed) = file.array(dict, b"Widths") else {
        let mut glyphs = *base.names();
        for &(code, name) in differences {
            glyphs[usize::from(code)] = std::str::from_utf8(name).unwrap_or_default();
        }
        return widths::standard(look, &glyphs);
    };
    let missing = file
        .dict(dict, b"FontDescriptor")
        .and_then(|descriptor| file.number(descriptor, b"MissingWidth"))
        .unwrap_or(0.0);
    let mut out = [missing; 256];
    let first = file.integer(dict, b"FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
    for (slot, width) in out.iter_mut().skip(first).zip(listed) {
        *slot = file.to_number(width).unwrap_or(missing);
    }
    out
}
