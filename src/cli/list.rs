//! `conforme list`: the certifications that are known.

use conforme::certification::Library;
use conforme::message::Message;
use conforme::say;

use super::console::Console;
use super::failure::Failure;

pub(super) fn list(console: &Console) -> Result<u8, Failure> {
    let mut out = String::new();
    for certification in Library::built_in().load_all()? {
        let short = certification.short.join(", ");
        let count = certification.requirements.len();
        let source = &certification.source;
        let mut lines = vec![
            Message::same(certification.title.clone()),
            say!("{0} — {count} exigences", "{0} — {count} requirements", source.name),
        ];
        match (&source.valid_from, &source.valid_until) {
            (Some(from), Some(until)) => {
                lines.push(say!("en vigueur du {from} au {until}", "in force from {from} to {until}"));
            }
            (Some(from), None) => lines.push(say!("en vigueur depuis le {from}", "in force since {from}")),
            (None, Some(until)) => lines.push(say!("en vigueur jusqu'au {until}", "in force until {until}")),
            (None, None) => {}
        }
        if source.later.is_some() {
            lines.push(say!("une édition plus récente existe", "a later edition exists"));
        }
        if let Some(Message { fr, en }) = &source.confidence {
            lines.push(say!("confiance {fr}", "confidence {en}"));
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
