//! `conforme list`: the certifications that are known.

use conforme::certification::Library;
use conforme::message::Lang;

use super::console::Console;
use super::failure::Failure;

pub(super) fn list(console: &Console) -> Result<u8, Failure> {
    let mut out = String::new();
    for certification in Library::built_in().load_all()? {
        let short = certification.short.join(", ");
        let requirements = certification.requirements.len();
        let what = match console.lang {
            Lang::Fr => "exigences",
            Lang::En => "requirements",
        };
        out.push_str(&format!("{}  ({short})\n    {}\n", certification.id, certification.title));
        out.push_str(&format!("    {} — {requirements} {what}\n", certification.source.name));
    }
    console.print(&out)?;
    Ok(super::OK)
}
