//! The hidden subcommand that reads for another process of this program.

use super::failure::Failure;

pub(super) fn worker() -> Result<u8, Failure> {
    let served = conforme::worker::serve(std::io::stdin(), std::io::stdout().lock());
    Ok(if served.is_ok() { super::OK } else { super::FAILED })
}
