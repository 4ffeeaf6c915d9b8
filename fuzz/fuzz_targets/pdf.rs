#![no_main]

#[allow(dead_code, reason = "the seeds are for the test suite")]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("pdf", data));
