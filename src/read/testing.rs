//! What the tests of the office readers share.

use std::io::{Cursor, Write};

use crate::document::{Document, Doubt, Role, Run};

/// A ZIP archive of those files, each a name and a text.
pub(super) fn zip(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What counts as it stands, anything else in braces with its role.
pub(super) fn shown(document: &Document) -> Vec<String> {
    let run = |run: &Run| match run.role {
        Role::Text => run.text.clone(),
        role => format!("{{{role:?} {}}}", run.text),
    };
    document.blocks.iter().map(|block| block.runs.iter().map(run).collect()).collect()
}

/// Why the text that holds `text` may not be seen, as far as it is doubted.
pub(super) fn doubt_of(document: &Document, text: &str) -> Option<Doubt> {
    let runs = document.blocks.iter().flat_map(|block| &block.runs);
    runs.filter(|run| run.text.contains(text)).find_map(|run| run.style.doubt)
}
