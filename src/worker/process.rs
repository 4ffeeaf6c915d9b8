//! A worker as its parent sees it.

use std::io::{BufReader, BufWriter, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::channel::{receive, send};
use super::death::Death;
use super::job::Job;
use super::work::{Answer, Work};
use super::{InForce, PoolError, SUBCOMMAND, Setup};
use crate::apart::apart;
use crate::source::Content;

/// How long a worker may take to say that it is there.
const START: Duration = Duration::from_secs(30);

/// What a worker answers to a job.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reply {
    /// What came of it.
    Answer(Answer),
    /// It broke down and can go on.
    Panic,
}

/// A process that does work, a piece at a time.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    errors: Option<ChildStderr>,
    in_force: InForce,
    tasks: usize,
}

impl Worker {
    /// Starts one.
    ///
    /// # Errors
    /// Where `program` cannot be started or does not answer as a worker.
    pub(super) fn start(program: &Path, setup: &Setup) -> Result<Self, PoolError> {
        let mut command = Command::new(program);
        command.arg(SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        command.env_clear();
        apart(&mut command);
        let mut child = command.spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(PoolError::NoAnswer);
        };
        let errors = child.stderr.take();
        let (input, output) = (BufWriter::new(input), BufReader::new(output));
        let mut worker = Self { child, input, output, errors, in_force: InForce::default(), tasks: 0 };
        let answer = worker.within(START, |input, output| {
            send(input, setup, &[])?;
            receive::<InForce>(output)
        });
        match answer {
            Ok(in_force) => {
                worker.in_force = in_force;
                Ok(worker)
            }
            Err(_) => Err(PoolError::NoAnswer),
        }
    }

    /// What is in force in it.
    pub(super) fn in_force(&self) -> &InForce {
        &self.in_force
    }

    /// True where it has done nothing yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.tasks == 0
    }

    /// Has it do `work`, whose files hold `contents`, within `limit`.
    ///
    /// # Errors
    /// Where it ended instead of answering; it is of no further use then.
    pub(super) fn ask(
        &mut self,
        work: &Work,
        contents: &[Option<Content>],
        limit: Duration,
    ) -> Result<Answer, Death> {
        self.tasks += 1;
        let (job, attached) = Job::of(work, contents);
        let reply = self.within(limit, |input, output| {
            send(input, &job, &attached)?;
            receive::<Reply>(output)
        })?;
        match reply {
            Reply::Answer(answer) => Ok(answer),
            Reply::Panic => Err(Death::Other("panic".into())),
        }
    }

    /// Runs `exchange`, and ends the process where that takes longer than `limit`.
    fn within<T>(
        &mut self,
        limit: Duration,
        exchange: impl FnOnce(
            &mut BufWriter<ChildStdin>,
            &mut BufReader<ChildStdout>,
        ) -> std::io::Result<Option<(T, Vec<Vec<u8>>)>>,
    ) -> Result<T, Death> {
        let Self { child, input, output, .. } = self;
        let (done, waiting) = mpsc::channel::<()>();
        let (answer, late) = std::thread::scope(|scope| {
            let watch = std::thread::Builder::new().spawn_scoped(scope, move || {
                let late = waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
                if late {
                    let _ = child.kill();
                }
                late
            });
            // Without whoever watches the time, nothing is begun that might have no end.
            let watch = match watch {
                Ok(watch) => watch,
                Err(error) => return (Err(error), false),
            };
            let answer = exchange(input, output);
            drop(done);
            (answer, watch.join().unwrap_or(false))
        });
        match answer {
            Ok(Some((message, _))) => Ok(message),
            _ if late => Err(Death::Late),
            _ => Err(self.death()),
        }
    }

    /// How it ended.
    fn death(&mut self) -> Death {
        let _ = self.child.kill();
        let status = self.child.wait().ok();
        let mut said = Vec::new();
        if let Some(errors) = &mut self.errors {
            let _ = errors.take(64 << 10).read_to_end(&mut said);
        }
        Death::of(status, &String::from_utf8_lossy(&said))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
