//! The worker's side.

use std::io::{Read, Result, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use super::channel::{receive, send};
use super::job::Job;
use super::process::Reply;
use super::{Setup, confine};
use crate::assess::Shelf;

/// Does what it is asked until `input` ends, then ends the process, whatever it is at.
///
/// # Errors
/// Where the parent is gone or sends what is no message.
pub fn serve(mut input: impl Read + Send + 'static, mut output: impl Write) -> Result<()> {
    let Some((setup, _)) = receive::<Setup>(&mut input)? else { return Ok(()) };
    // What a panic says may quote the dossier; the parent is told that there was one.
    std::panic::set_hook(Box::new(|_| {}));
    let in_force = confine::confine(&setup);
    let shelf = Shelf::built_in_with(setup.rules);
    // Threads that are started from here on give up the same. Where they cannot be had, one does.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(setup.threads.max(1)).build_global();
    let (found, jobs) = mpsc::channel();
    std::thread::Builder::new().spawn(move || {
        while let Ok(Some((job, attached))) = receive::<Job>(&mut input) {
            if found.send((job, attached)).is_err() {
                break;
            }
        }
        #[allow(clippy::exit, reason = "the parent is gone: nobody waits for the dossier at hand")]
        std::process::exit(0);
    })?;
    send(&mut output, &in_force, &[])?;
    for (job, attached) in jobs {
        let work = job.work(attached);
        confine::allow_time(work.limits().seconds, setup.threads);
        let reply = match catch_unwind(AssertUnwindSafe(|| work.run(&shelf))) {
            Ok(answer) => Reply::Answer(answer),
            Err(_) => Reply::Panic,
        };
        send(&mut output, &reply, &[])?;
    }
    Ok(())
}
