//! Why a worker ended before it answered.

use std::process::ExitStatus;

use crate::read::{Limits, Unreadable};

/// How a worker ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Death {
    /// It took too long and was stopped.
    Late,
    /// It asked for more memory than it may use.
    Memory,
    /// Something else, in words.
    Other(String),
}

impl Death {
    /// From how the process ended and what it said last.
    pub(super) fn of(status: Option<ExitStatus>, said: &str) -> Self {
        if said.contains("memory allocation of") {
            return Self::Memory;
        }
        if said.contains("has overflowed its stack") {
            return Self::Other("stack overflow".into());
        }
        match status.and_then(|status| signal(&status)) {
            Some("SIGXCPU") => Self::Late,
            Some(signal) => Self::Other(signal.into()),
            None => Self::Other(status.map_or_else(|| "no answer".into(), |status| status.to_string())),
        }
    }

    /// What is told of the dossier that it was reading.
    pub(super) fn reason(self, limits: &Limits) -> Unreadable {
        match self {
            Self::Late => limits.over("seconds"),
            Self::Memory => limits.over("memory_bytes"),
            Self::Other(how) => Unreadable::Crashed(how),
        }
    }
}

#[cfg(unix)]
fn signal(status: &ExitStatus) -> Option<&'static str> {
    use std::os::unix::process::ExitStatusExt;
    let signal = rustix::process::Signal::from_named_raw(status.signal()?)?;
    Some(match signal {
        rustix::process::Signal::ABORT => "SIGABRT",
        rustix::process::Signal::BUS => "SIGBUS",
        rustix::process::Signal::FPE => "SIGFPE",
        rustix::process::Signal::ILL => "SIGILL",
        rustix::process::Signal::KILL => "SIGKILL",
        rustix::process::Signal::SEGV => "SIGSEGV",
        rustix::process::Signal::SYS => "SIGSYS",
        rustix::process::Signal::TERM => "SIGTERM",
        rustix::process::Signal::XCPU => "SIGXCPU",
        _ => "signal",
    })
}

#[cfg(not(unix))]
fn signal(_status: &ExitStatus) -> Option<&'static str> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::process::Command;

    use super::*;

    /// How a shell is told to have ended that runs `script`.
    fn death(script: &str) -> Death {
        let output = Command::new("/bin/sh").args(["-c", script]).output().unwrap();
        Death::of(Some(output.status), &String::from_utf8_lossy(&output.stderr))
    }

    #[test]
    fn every_end_has_its_reason() {
        let other = |how: &str| Death::Other(how.into());
        assert_eq!(death("kill -SEGV $$"), other("SIGSEGV"));
        assert_eq!(death("kill -XCPU $$"), Death::Late);
        assert_eq!(death("echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$"), Death::Memory);
        assert_eq!(
            death("echo \"thread 'main' has overflowed its stack\" >&2; kill -ABRT $$"),
            other("stack overflow")
        );
        assert_eq!(death("exit 3"), other("exit status: 3"));
        let limits = Limits::default();
        assert_eq!(Death::Memory.reason(&limits), limits.over("memory_bytes"));
        assert_eq!(Death::Late.reason(&limits), limits.over("seconds"));
        assert_eq!(other("SIGSEGV").reason(&limits), Unreadable::Crashed("SIGSEGV".into()));
    }
}
