//! When and where the session is: the flag or the environment, else `conforme.toml`.

use clap::Args;
use conforme::calendar::{Calendar, Date, Zone, is_written_as_a_day};
use conforme::config::Session;
use conforme::say;

use super::choose::Terms;
use super::english::refusal;
use super::failure::Failure;

/// La session, quand la ligne de commande ou l'environnement la dit.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SessionArgs {
    /// Premier jour de la session (AAAA-MM-JJ), dont dépendent les échéances.
    #[arg(long, value_name = "DATE", env = "CONFORME_SESSION", hide_env = true, value_parser = day)]
    pub(super) session: Option<Date>,
    /// Où se tient la session : metropole, alsace-moselle, la-reunion… ou un numéro de département [défaut : metropole].
    #[arg(long, value_name = "ZONE", env = "CONFORME_ZONE", hide_env = true)]
    pub(super) zone: Option<String>,
}

/// A day as it is typed.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let told = if is_written_as_a_day(text) {
        say!("ce jour n'existe pas", "there is no such day")
    } else {
        say!(
            "une date s'écrit AAAA-MM-JJ, par exemple 2026-12-07",
            "a date is written YYYY-MM-DD, such as 2026-12-07"
        )
    };
    text.parse().map_err(|_| refusal(&told))
}

impl SessionArgs {
    /// The zone that was told.
    ///
    /// # Errors
    /// Where it is none.
    pub(super) fn zone(&self) -> Result<Option<Zone>, Failure> {
        self.zone.as_deref().map(super::deadlines::zone).transpose()
    }

    /// The session of the candidate whom `terms` are about: its first day, where one is known, and its calendar.
    pub(super) fn in_force(&self, terms: &Terms) -> Result<Session, Failure> {
        let config = terms.config.as_deref();
        let said =
            config.and_then(|config| config.session_of(terms.candidate.as_deref().unwrap_or_default()));
        let Session { date, calendar, zone_said, handed_in } = said.unwrap_or_default();
        let zone = self.zone()?;
        let calendar = Calendar { zone: zone.unwrap_or(calendar.zone), ..calendar };
        let zone_said = zone_said || zone.is_some();
        Ok(Session { date: self.session.or(date), calendar, zone_said, handed_in })
    }
}
