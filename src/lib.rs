//! conforme holds a vocational candidate's *dossier de projet* against its référentiel.
//!
//! ```text
//! Source ─read→ Document ─structure→ Structure ─┐
//!                                               ├─check→ Findings ─report→ human · json · …
//! rules/*.toml ─certification→ Certification ───┘
//! ```
//!
//! The modules stand here in the order of the data.

mod digest;
mod hash;

pub mod message;
pub mod near;

pub mod source;

pub mod discover;

pub mod document;

pub mod read;

pub mod structure;

pub mod measure;

pub mod calendar;

pub mod finding;

pub mod lexicon;
#[path = "lexicon/built_in.rs"]
mod lexicon_built_in;

pub mod align;

mod apart;
pub mod pages;

pub mod certification;
#[path = "certification/built_in.rs"]
mod certification_built_in;

pub mod check;

pub mod facts;

pub mod shard;

pub mod dossier;

pub mod changes;

pub mod assess;
pub mod compare;

pub mod batch;

pub mod bundle;

pub mod worker;

pub mod cache;

pub mod report;

pub mod config;
pub mod handed_in;

mod names;
mod own;

pub mod pseudonym;

pub mod receipt;

pub mod summaries;

pub mod written;
