//! JSON that is also safe to look at: what a terminal or a CI log would act upon stands as a `\u` escape, so that the
//! values are untouched for a program and inert for a person.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _};
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

use crate::dossier::{Dossier, Dossiers, Lost};
use crate::report::RenderError;
use crate::report::escape::is_active;

/// `value` indented, with a line end.
///
/// # Errors
/// Only where `value` cannot be JSON (a map whose keys are not strings), which no type of the reports is.
pub(in crate::report) fn escaped_pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, Escaping(PrettyFormatter::new())))?;
    out.push(b'\n');
    String::from_utf8(out).map_err(serde_json::Error::custom)
}

/// Writes `value` to `out` like [`escaped_pretty`], without ever holding the whole text.
///
/// # Errors
/// As there, and what writing gives.
pub(in crate::report) fn write_escaped(
    value: &impl Serialize,
    mut out: &mut dyn Write,
) -> Result<(), RenderError> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Escaping(PrettyFormatter::new())))?;
    Ok(out.write_all(b"\n")?)
}

/// A list that is made while it is written, one dossier after the other, so that it is never there as a whole.
pub(in crate::report) struct Streamed<F>(pub(in crate::report) F);

impl<T: Serialize, I: IntoIterator<Item = Result<T, Lost>>, F: Fn() -> I> Serialize for Streamed<F> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in (self.0)() {
            list.serialize_element(&item.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

/// What `make` makes of each dossier and its index, for a [`Streamed`] list.
pub(in crate::report) fn each<'d, T: 'd>(
    dossiers: &'d Dossiers,
    make: impl Fn(usize, &Dossier) -> Vec<T> + 'd,
) -> impl Iterator<Item = Result<T, Lost>> + 'd {
    dossiers.iter().enumerate().flat_map(move |(index, dossier)| {
        let made: Vec<Result<T, Lost>> = match dossier {
            Ok(dossier) => make(index, &dossier).into_iter().map(Ok).collect(),
            Err(lost) => vec![Err(lost)],
        };
        made
    })
}

struct Escaping<'a>(PrettyFormatter<'a>);

impl Formatter for Escaping<'_> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        let mut previous = '\0';
        for (at, c) in fragment.char_indices() {
            // The second # of "##[" starts a command in the logs of some CI systems.
            if !c.is_ascii_graphic() && is_active(c) || (c == '#' && previous == '#') {
                writer.write_all(fragment.as_bytes().get(written..at).unwrap_or_default())?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                written = at + c.len_utf8();
            }
            previous = c;
        }
        writer.write_all(fragment.as_bytes().get(written..).unwrap_or_default())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
