//! Memory for the threads that read.

use std::cell::Cell;
use std::hint::black_box;

/// Bytes that the allocator learns from not to give back what is about to be used again.
const LARGE: usize = 24 << 20;
/// Bytes that a thread is given at once.
const ROOM: usize = 8 << 20;

/// Has the allocator get room for this thread at once. That of most Linux systems asks the system for the memory of a
/// thread page by page otherwise, and gives it back as often, which takes longer than to read a short dossier. What is
/// never written to takes no memory.
pub(super) fn make_room() {
    thread_local!(static MADE: Cell<bool> = const { Cell::new(false) });
    if !MADE.replace(true) {
        for bytes in [LARGE, ROOM] {
            drop(black_box(Vec::<u8>::with_capacity(bytes)));
        }
    }
}
