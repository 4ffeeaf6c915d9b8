//! A process of this program that minds LibreOffice for another: however that one ends, LibreOffice ends with it, and the
//! folder that it worked in goes.
//!
//! ```text
//! conforme ─stdin stays open→ keeper ─starts→ soffice, and what that starts
//! conforme ←ENDED in the room─ keeper        once soffice has ended
//! conforme ─stdin closes→ keeper             it has what it wanted, gave up, or is gone
//! ```

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::apart::apart;

/// The hidden subcommand that makes a process of this program a keeper.
pub const SUBCOMMAND: &str = "__keeper";

/// The file in the room that tells that the program has ended.
const ENDED: &str = "fini";
/// How often what runs is looked at.
pub(super) const LOOK: Duration = Duration::from_millis(50);

/// Runs `program` with `arguments`; once `input` ends, ends it and whatever it started, and removes `room`.
///
/// # Errors
/// Where it cannot be started or minded.
pub fn keep(
    room: &Path,
    program: &Path,
    arguments: &[OsString],
    mut input: impl Read + Send + 'static,
) -> io::Result<()> {
    let left = Arc::new(AtomicBool::new(false));
    let leave = Arc::clone(&left);
    std::thread::Builder::new().spawn(move || {
        let _ = io::copy(&mut input, &mut io::sink());
        leave.store(true, Ordering::SeqCst);
    })?;
    let kept = mind(room, program, arguments, &left);
    while !left.load(Ordering::SeqCst) {
        std::thread::sleep(LOOK);
    }
    let _ = std::fs::remove_dir_all(room);
    kept
}

fn mind(room: &Path, program: &Path, arguments: &[OsString], left: &AtomicBool) -> io::Result<()> {
    let started = start(Command::new(program).args(arguments));
    let minded = started.and_then(|mut child| {
        let mut ended = has_ended(&mut child);
        while matches!(ended, Ok(false)) && !left.load(Ordering::SeqCst) {
            std::thread::sleep(LOOK);
            ended = has_ended(&mut child);
        }
        stop(&mut child);
        ended.map(drop)
    });
    // Whoever waits is not to wait for what will never be.
    let told = std::fs::write(room.join(ENDED), b"");
    minded.and(told)
}

/// What runs for a renderer: the program itself, or its keeper.
#[derive(Debug)]
pub(super) enum Running<'a> {
    /// The program.
    Alone(Child),
    /// The keeper of the program, and the room that it works in.
    Kept(Child, &'a Path),
}

impl<'a> Running<'a> {
    /// Starts `command`, minded by `keeper` where there is one.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(super) fn start(command: &mut Command, keeper: Option<&Path>, room: &'a Path) -> io::Result<Self> {
        let Some(keeper) = keeper else { return start(command).map(Self::Alone) };
        let mut kept = Command::new(keeper);
        kept.arg(SUBCOMMAND).arg(room).arg(command.get_program()).args(command.get_args());
        kept.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        kept.current_dir(room).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        apart(&mut kept);
        kept.spawn().map(|child| Self::Kept(child, room))
    }

    /// True where the program ended within `limit`.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn wait(&mut self, limit: Duration) -> io::Result<bool> {
        let start = Instant::now();
        loop {
            let ended = match self {
                Self::Alone(child) => has_ended(child)?,
                Self::Kept(keeper, room) => room.join(ENDED).exists() || has_ended(keeper)?,
            };
            if ended || start.elapsed() >= limit {
                return Ok(ended);
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// Ends the program and whatever it started.
impl Drop for Running<'_> {
    fn drop(&mut self) {
        match self {
            Self::Alone(child) => stop(child),
            Self::Kept(keeper, _) => {
                drop(keeper.stdin.take());
                let _ = keeper.wait();
            }
        }
    }
}

fn start(command: &mut Command) -> io::Result<Child> {
    apart(command);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

/// True where the process has ended. It is left to be waited for, so that its number stays its own.
#[cfg(unix)]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    match number(child) {
        Some(number) => Ok(waitid(WaitId::Pid(number), options)?.is_some()),
        None => Ok(child.try_wait()?.is_some()),
    }
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

/// Ends the process and whatever it started: `soffice` is a script that starts the program proper.
#[cfg(unix)]
fn stop(child: &mut Child) {
    // One that ended by itself has removed its own.
    let sockets = if matches!(has_ended(child), Ok(true)) { Vec::new() } else { sockets() };
    if let Some(number) = number(child) {
        let _ = rustix::process::kill_process_group(number, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
    remove(sockets);
}

/// Sockets of LibreOffice that somebody holds. It puts them into `/tmp` whatever its temporary folder is, and one that is
/// killed leaves them.
#[cfg(unix)]
fn sockets() -> Vec<PathBuf> {
    let all = std::fs::read_to_string("/proc/net/unix").unwrap_or_default();
    let paths = all.lines().filter_map(|line| line.split_ascii_whitespace().nth(7)).map(PathBuf::from);
    let is_one = |path: &PathBuf| {
        path.is_absolute()
            && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("OSL_PIPE_"))
    };
    paths.filter(is_one).collect()
}

/// Removes those of `before` that nobody holds any more: who held them was killed. Those of another LibreOffice are held
/// as long as it runs.
#[cfg(unix)]
fn remove(mut before: Vec<PathBuf>) {
    /// What was killed takes a moment to end.
    const LOOKS: usize = 10;
    for _ in 0..LOOKS {
        let held = sockets();
        let (kept, gone): (Vec<_>, Vec<_>) = before.into_iter().partition(|path| held.contains(path));
        gone.iter().for_each(|path| drop(std::fs::remove_file(path)));
        before = kept;
        if before.is_empty() {
            return;
        }
        std::thread::sleep(LOOK);
    }
}

#[cfg(unix)]
fn number(child: &Child) -> Option<rustix::process::Pid> {
    rustix::process::Pid::from_raw(i32::try_from(child.id()).ok()?)
}

/// Ends the process and whatever it started.
#[cfg(not(unix))]
fn stop(child: &mut Child) {
    let mut killer = Command::new("taskkill");
    killer.args(["/T", "/F", "/PID", &child.id().to_string()]);
    let _ = killer.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_socket_of_what_was_killed_goes_and_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let [own, others] = ["OSL_PIPE_0_own", "OSL_PIPE_0_others"].map(|name| folder.path().join(name));
        let socket = std::os::unix::net::UnixListener::bind(&own).unwrap();
        let _other = std::os::unix::net::UnixListener::bind(&others).unwrap();
        let before: Vec<_> = sockets().into_iter().filter(|path| path.starts_with(folder.path())).collect();
        assert_eq!(before.len(), 2);
        drop(socket);
        remove(before);
        assert_eq!((own.exists(), others.exists()), (false, true));
    }

    #[test]
    fn what_a_program_started_ends_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let script = "sleep 60 & echo $! > number; exit 0";
        let mut child = start(Command::new("sh").args(["-c", script]).current_dir(folder.path())).unwrap();
        assert!((0..400).any(|_| {
            std::thread::sleep(LOOK);
            has_ended(&mut child).unwrap()
        }));
        // Seen to have ended and not yet waited for: its number cannot be another's.
        assert!(rustix::process::test_kill_process_group(number(&child).unwrap()).is_ok());
        stop(&mut child);
        let started: i32 =
            std::fs::read_to_string(folder.path().join("number")).unwrap().trim().parse().unwrap();
        let started = rustix::process::Pid::from_raw(started).unwrap();
        let gone = (0..100).any(|_| {
            std::thread::sleep(LOOK);
            rustix::process::test_kill_process(started).is_err()
                || std::fs::read_to_string(format!("/proc/{}/stat", started.as_raw_nonzero()))
                    .is_ok_and(|stat| stat.contains(") Z "))
        });
        assert!(gone, "what it started is still there");
    }
}
