//! Dossiers judged out of harm's way: in worker processes of the same program, or at least in a thread with an end.
//!
//! ```text
//! Pool ─Setup, rules→ worker: memory bounded, files, network and programs given up ─InForce→
//!      ─Work, bytes of its files→ worker: Work::run ─Answer→ Pool (for many dossiers), Once (for one piece of work)
//! ```
//!
//! A worker opens no file and starts no program: it is handed the bytes. One that crashes, runs out of memory or does not
//! come to an end costs the dossier that it was reading and nothing else; the next dossier gets a new one. One whose
//! parent is gone ends at once.

mod channel;
mod confine;
mod death;
mod job;
mod local;
mod once;
mod pool;
mod process;
mod serve;
mod work;

pub use confine::{Files, InForce};
pub use local::{Ended, Local, in_time};
pub use once::Once;
pub use pool::{Pool, PoolError};
pub use serve::serve;
pub use work::{Answer, Work};

use serde::{Deserialize, Serialize};

/// The hidden subcommand that makes a process of this program a worker.
pub const SUBCOMMAND: &str = "__worker";

/// What a worker is told before it is asked for anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Setup {
    /// Name and text of the rule files that add to the built-in ones.
    rules: Vec<(String, String)>,
    /// The memory it may use.
    memory_bytes: u64,
    /// The threads it may use.
    threads: usize,
}
