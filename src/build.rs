//! The build script: compiles `rules/lexicon.toml` and checks and compiles the rule files, so that the program starts
//! with them ready. A fault in one of them ends the build.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    unreachable_pub,
    reason = "the modules are the library's; little of them is used"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

mod calendar;
mod certification;
mod digest;
mod finding;
mod hash;
mod lexicon;
mod message;
mod near;

#[path = "document/chars.rs"]
mod chars;

/// What the lexicon uses of the document's model.
mod document {
    pub use crate::chars::is_invisible;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-env=CONFORME_SOURCES={}", digest_of_sources()?);
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("shortcodes.txt"), shortcodes())?;
    let lexicon = lexicon::Lexicon::parse(lexicon::BUILT_IN).map_err(|error| {
        let place = line_of(lexicon::BUILT_IN, error.span.as_ref().map_or(0, |span| span.start));
        format!("rules/lexicon.toml:{place}: {}", error.message().en)
    })?;
    fs::write(Path::new(&out).join("lexicon.bin"), postcard::to_stdvec(&lexicon)?)?;
    let rules = certification::Compiled::of(&certification::Library::parsed(lexicon.into()))?;
    Ok(fs::write(Path::new(&out).join("rules.bin"), rules)?)
}

/// The short names of emojis with what they stand for. As a text they cost a start nothing, unlike a table of pointers.
fn shortcodes() -> String {
    let pairs = emojis::iter().flat_map(|emoji| emoji.shortcodes().map(move |name| (name, emoji.as_str())));
    pairs.map(|(name, emoji)| format!("\n{name}\t{emoji}")).collect()
}

/// The line that the byte `at` of `text` stands in, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// The digest of all that the program is made of, the versions of the libraries included where they are fixed: answers
/// that one program kept are none of another's.
fn digest_of_sources() -> Result<String, Box<dyn Error>> {
    let mut files = vec![PathBuf::from("Cargo.toml")];
    files.extend(Some(PathBuf::from("Cargo.lock")).filter(|lock| lock.is_file()));
    let mut folders = vec![PathBuf::from("src"), PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    let mut all = String::new();
    for file in files {
        // Paths are told alike on every system.
        let name = file.to_string_lossy().replace('\\', "/");
        all.push_str(&format!("{name} {}\n", digest::digest(&fs::read(&file)?)));
    }
    Ok(digest::digest(all.as_bytes()))
}
