//! Programs that a Ctrl-C of the terminal does not reach: who started them decides what becomes of them.

use std::process::Command;

/// Keeps a Ctrl-C of the terminal from what `command` will start.
pub(crate) fn apart(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
    }
}
