//! Ranges by name, and texts that tell their numbers.

use toml::Spanned;

use super::requirement::Checker;
use super::{Checked, message};
use crate::certification::error::{Origin, nearest};
use crate::certification::written;
use crate::message::Message;
use crate::say;

impl Checker<'_> {
    /// The range that `written` is, or names, with the file it is written in.
    pub(super) fn range<'w>(
        &'w self,
        origin: &'w Origin,
        written: &'w Spanned<written::Band>,
    ) -> Checked<(&'w Origin, &'w Spanned<written::Band>)> {
        let Some(name) = &written.get_ref().parameter else { return Ok((origin, written)) };
        let band = written.get_ref();
        if [band.min, band.max, band.about].iter().any(Option::is_some) || band.tolerance.is_some() {
            return Err(origin.fault(
                written.span(),
                say!("soit `parameter`, soit des nombres", "either `parameter` or numbers"),
                say!("les deux à la fois", "both at once"),
                None,
            ));
        }
        let found = self
            .resolved
            .chain
            .iter()
            .find_map(|parsed| parsed.file.parameters.get(name).map(|band| (&parsed.origin, band)));
        found.ok_or_else(|| {
            let names: Vec<&str> = self
                .resolved
                .chain
                .iter()
                .flat_map(|p| p.file.parameters.keys().map(String::as_str))
                .collect();
            origin.fault(
                written.span(),
                say!("paramètre inconnu `{name}`", "unknown parameter `{name}`"),
                say!("n'est dans aucun `[parameters]`", "is in no `[parameters]`"),
                nearest(name, names.iter().copied()),
            )
        })
    }

    /// The help of a requirement with the numbers of the parameters it names.
    pub(super) fn filled(&self, origin: &Origin, item: &written::Requirement) -> Checked<Message> {
        let Some(help) = &item.help else { return Ok(Message::default()) };
        let mut out = message(help);
        for parsed in &self.resolved.chain {
            for (name, band) in &parsed.file.parameters {
                let band = band.get_ref();
                for (end, value) in [("min", band.min), ("max", band.max), ("about", band.about)] {
                    if let Some(value) = value {
                        let place = format!("{{{name}.{end}}}");
                        out.fr = out.fr.replace(&place, &value.to_string());
                        out.en = out.en.replace(&place, &value.to_string());
                    }
                }
            }
        }
        let left = [&out.fr, &out.en].into_iter().find_map(|text| unfilled(text)).map(str::to_owned);
        match left {
            None => Ok(out),
            Some(place) => Err(origin.fault(
                item.id.span(),
                say!("`{{{place}}}` : paramètre inconnu", "`{{{place}}}`: unknown parameter"),
                say!("dans le `help` de cette exigence", "in this requirement's `help`"),
                Some(Message::same("{nom.min}, {nom.max}, {nom.about}")),
            )),
        }
    }
}

/// The first `{name.end}` that is left.
fn unfilled(text: &str) -> Option<&str> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    inside.into_iter().find(|inside| [".min", ".max", ".about"].iter().any(|end| inside.ends_with(end)))
}
