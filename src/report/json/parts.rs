//! A report one dossier after the other: read off a file and written to another without ever being there as a whole.

use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::results::{dossier, notice};
use super::{Dossier, Report, Streamed, write_escaped};
use crate::dossier::{self, Archive, Dossiers, Lost};
use crate::report::RenderError;

/// The dossiers of a report that is read for what else it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed;

impl<'de> Deserialize<'de> for Passed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// Why no results can be made of a report.
#[derive(Debug, thiserror::Error)]
pub enum ResultsError {
    /// A stable name that this version does not know.
    #[error(transparent)]
    Unknown(#[from] serde::de::value::Error),
    /// A dossier could not be read back.
    #[error(transparent)]
    Lost(#[from] Lost),
}

/// Gives each dossier of the report that `json`, which is best buffered, holds to `take`, in their order.
///
/// # Errors
/// Where it is no report, or a damaged one.
pub fn read_dossiers(json: impl io::Read, take: &mut dyn FnMut(Dossier)) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_reader(json);
    deserializer.deserialize_map(TheReport(take))?;
    deserializer.end()
}

struct TheReport<'a>(&'a mut dyn FnMut(Dossier));

impl<'de> Visitor<'de> for TheReport<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut any = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "dossiers" {
                any = true;
                map.next_value_seed(Each(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if any { Ok(()) } else { Err(A::Error::missing_field("dossiers")) }
    }
}

struct Each<'a>(&'a mut dyn FnMut(Dossier));

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of dossiers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(one) = list.next_element()? {
            (self.0)(one);
        }
        Ok(())
    }
}

impl Report<Passed> {
    /// Writes the report with the dossiers that `dossiers` gives, indented, with a line end.
    ///
    /// # Errors
    /// What writing gives, or where a dossier cannot be read back.
    pub fn write_with<I: IntoIterator<Item = Result<Dossier, Lost>>>(
        &self,
        dossiers: impl Fn() -> I,
        out: &mut dyn io::Write,
    ) -> Result<(), RenderError> {
        let whole = Report {
            schema_version: self.schema_version,
            tool: self.tool.clone(),
            counting_profile: self.counting_profile.clone(),
            language: self.language.clone(),
            certification: self.certification.clone(),
            certifications: self.certifications.clone(),
            dossiers: Streamed(dossiers),
            summary: self.summary,
            notices: self.notices.clone(),
            shard: self.shard.clone(),
            changes: self.changes.clone(),
        };
        write_escaped(&whole, out)
    }

    /// The results that it tells, on the dossiers that `dossiers` gives. The share and what has changed are not among
    /// them.
    ///
    /// # Errors
    /// A stable name that this version does not know, or a dossier that cannot be read back.
    pub fn results(
        &self,
        dossiers: impl IntoIterator<Item = Result<Dossier, Lost>>,
    ) -> Result<dossier::Report, ResultsError> {
        let archive = Archive::default();
        let put = |one: Result<Dossier, Lost>| Ok(archive.put(dossier(&one?, &self.certifications)?));
        let filed = dossiers.into_iter().map(put).collect::<Result<_, ResultsError>>()?;
        let notices = self.notices.iter().map(notice).collect::<Result<_, _>>()?;
        Ok(dossier::Report { notices, ..dossier::Report::on(Dossiers::of(archive, filed)) })
    }
}
