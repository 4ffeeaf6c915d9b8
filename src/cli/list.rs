//! `conforme list`: the certifications that are known, and those of the rule files that `conforme.toml` names.

use std::path::Path;

use conforme::assess::Shelf;
use conforme::calendar::short_date;
use conforme::config::Config;
use conforme::message::{Message, counted};
use conforme::say;

use super::args::ConfigFileArgs;
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;

pub(super) fn list(console: &Console) -> Result<u8, Failure> {
    let mut out = String::new();
    let config = Configs::new(&ConfigFileArgs::default()).of_folder(Path::new("."))?;
    let own = config.as_deref().map(Config::rule_files).unwrap_or_default();
    let shelf = Shelf::with(&own).map_err(|error| Failure::Path(error.told().message()))?;
    for certification in shelf.library().load_all()? {
        let short = certification.short.join(", ");
        let count = certification.requirements.len();
        let Message { fr, en } = counted(count, ["exigence", "exigences"], ["requirement", "requirements"]);
        let source = &certification.source;
        let mut lines =
            vec![Message::same(certification.title.clone()), say!("{0} — {fr}", "{0} — {en}", source.name)];
        let french = |day: &str| day.parse().map_or_else(|_| day.to_owned(), short_date);
        match (&source.valid_from, &source.valid_until) {
            (Some(from), Some(until)) => {
                let (fr, last) = (french(from), french(until));
                lines.push(say!("en vigueur du {fr} au {last}", "in force from {from} to {until}"));
            }
            (Some(from), None) => {
                let fr = french(from);
                lines.push(say!("en vigueur depuis le {fr}", "in force since {from}"));
            }
            (None, Some(until)) => {
                let fr = french(until);
                lines.push(say!("en vigueur jusqu'au {fr}", "in force until {until}"));
            }
            (None, None) => {}
        }
        if source.later.is_some() {
            lines.push(say!("une édition plus récente existe", "a later edition exists"));
        }
        if let Some(Message { fr, en }) = &source.confidence {
            lines.push(say!("confiance {fr}", "confidence {en}"));
        }
        if let Some(file) = own.iter().find(|file| Shelf::id_of(file) == certification.id) {
            let file = file.display();
            lines.push(say!(
                "fichier de règles nommé par conforme.toml : {file}",
                "rule file that conforme.toml names: {file}"
            ));
        }
        lines.extend(source.url.as_ref().map(|url| Message::same(url.clone())));
        out.push_str(&format!("{}  ({short})\n", certification.id));
        for line in lines {
            out.push_str(&format!("    {}\n", line.get(console.lang)));
        }
    }
    console.print(&out)?;
    Ok(super::OK)
}
