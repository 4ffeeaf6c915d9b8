//! The list as Markdown.

use super::{facts, source, title};
use crate::message::Lang;
use crate::report::escape::markdown as md;
use crate::report::words;
use crate::summaries::Summaries;

/// The list as Markdown; nothing of a résumé is markup.
pub fn markdown(list: &Summaries, lang: Lang) -> String {
    let mut out = format!("# {}\n\n", title(lang));
    for fact in facts(list, lang) {
        out.push_str(&format!("{}\n\n", md(&fact)));
    }
    if let Some((quote, reference)) = &list.rule {
        out.push_str(&format!("> {} ({})\n\n", md(&words::quoted(lang, quote)), md(reference)));
    }
    for (n, entry) in list.entries.iter().enumerate() {
        out.push_str(&format!(
            "## {}. {}\n\n*{}*\n\n",
            n + 1,
            md(&entry.candidate),
            md(&source(entry, lang))
        ));
        for paragraph in entry.resume.iter().flat_map(|resume| &resume.paragraphs) {
            out.push_str(&format!("{}\n\n", md(paragraph)));
        }
        for remark in &entry.remarks {
            out.push_str(&format!("- {}\n\n", md(remark.get(lang))));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
