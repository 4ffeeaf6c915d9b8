//! What a worker gives up before it reads a stranger's file.

use serde::{Deserialize, Serialize};

use super::Setup;

/// What is in force in a worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// The memory it may use, where the system bounds it.
    pub memory_bytes: Option<u64>,
    /// Files and network by Landlock.
    pub files: Files,
    /// System calls by seccomp.
    pub system_calls: bool,
}

/// How far Landlock keeps a worker from files and the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Files {
    /// The system has no Landlock.
    #[default]
    Open,
    /// No file can be opened any more; the text says which version of Landlock holds.
    Closed(String),
}

/// Gives up what reading needs not: called before the worker has a second thread, since each thread gives up for itself.
pub(super) fn confine(setup: &Setup) -> InForce {
    InForce { memory_bytes: memory(setup.memory_bytes), files: files(), system_calls: system_calls() }
}

/// Lets the worker use `seconds` more of processor time on each of its threads.
#[cfg(unix)]
pub(super) fn allow_time(seconds: u64, threads: usize) {
    use rustix::process::{Resource, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let more = seconds.saturating_mul(threads.max(1) as u64).saturating_add(5);
    let mut limit = getrlimit(Resource::Cpu);
    limit.current = Some(used.saturating_add(more).min(limit.maximum.unwrap_or(u64::MAX)));
    let _ = setrlimit(Resource::Cpu, limit);
}

/// The parent's clock alone bounds the time.
#[cfg(not(unix))]
pub(super) fn allow_time(_seconds: u64, _threads: usize) {}

#[cfg(unix)]
fn memory(bytes: u64) -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // A core file would hold what the dossier says.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let bytes = bytes.min(getrlimit(Resource::As).maximum.unwrap_or(u64::MAX));
    setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) }).ok().map(|()| bytes)
}

#[cfg(not(unix))]
fn memory(_bytes: u64) -> Option<u64> {
    None
}

/// Closes every file and address; pipes that are open stay open.
#[cfg(target_os = "linux")]
fn files() -> Files {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetStatus, Scope,
    };
    let all = ABI::V6;
    let restrict = || {
        Ruleset::default()
            .handle_access(AccessFs::from_all(all))?
            .handle_access(AccessNet::from_all(all))?
            .scope(Scope::from_all(all))?
            .create()?
            .restrict_self()
    };
    match restrict() {
        Ok(status) if status.ruleset != RulesetStatus::NotEnforced => match status.landlock {
            LandlockStatus::Available { effective_abi, .. } => {
                Files::Closed(format!("ABI {}", effective_abi as i32))
            }
            _ => Files::Open,
        },
        _ => Files::Open,
    }
}

#[cfg(not(target_os = "linux"))]
fn files() -> Files {
    Files::Open
}

/// Lets only those system calls through that computing, threads and open pipes need; every other one fails.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn system_calls() -> bool {
    use std::collections::BTreeMap;

    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else { return false };
    let rules: BTreeMap<i64, _> = NEEDED.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(rustix::io::Errno::PERM.raw_os_error().unsigned_abs());
    let program: Option<BpfProgram> = SeccompFilter::new(rules, refuse, SeccompAction::Allow, arch)
        .ok()
        .and_then(|filter| filter.try_into().ok());
    program.is_some_and(|program| seccompiler::apply_filter(&program).is_ok())
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn system_calls() -> bool {
    false
}

/// Memory, threads, time, random numbers, signals of one's own, and reading and writing what is open.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
const NEEDED: &[i64] = &[
    libc::SYS_brk,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_fstat,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_prctl,
    libc::SYS_prlimit64,
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_sigaltstack,
    libc::SYS_tgkill,
    libc::SYS_write,
    libc::SYS_writev,
];
