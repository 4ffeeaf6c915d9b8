//! The build script: compiles `rules/lexicon.toml`, so that the program starts with it ready.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    unreachable_pub,
    reason = "the modules are the library's; little of them is used"
)]

use std::path::Path;
use std::{env, fs};

#[path = "../hash.rs"]
mod hash;

#[path = "../message.rs"]
mod message;

#[path = "../document/chars.rs"]
mod chars;

/// What the lexicon uses of the document's model.
mod document {
    pub use crate::chars::is_invisible;
}

#[path = "mod.rs"]
mod lexicon;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/hash.rs");
    println!("cargo::rerun-if-changed=src/message.rs");
    println!("cargo::rerun-if-changed=src/document/chars.rs");
    println!("cargo::rerun-if-changed=rules/lexicon.toml");
    let lexicon = lexicon::Lexicon::parse(lexicon::BUILT_IN).map_err(|error| {
        let before = lexicon::BUILT_IN.get(..error.span.as_ref().map_or(0, |span| span.start));
        let line = before.unwrap_or_default().matches('\n').count() + 1;
        format!("rules/lexicon.toml:{line}: {}", error.message().en)
    })?;
    let out = Path::new(&env::var("OUT_DIR")?).join("lexicon.bin");
    Ok(fs::write(out, postcard::to_stdvec(&lexicon)?)?)
}
