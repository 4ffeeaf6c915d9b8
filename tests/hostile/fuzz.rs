//! The fuzz targets on the stable toolchain: every input that once failed, every seed, and seeds altered at random for a
//! bounded time.
//!
//! `CONFORME_HOSTILE=N` goes on for N times as long with other numbers every time. An input that fails is kept in the
//! system's folder of temporary files, to become a fixture under `fixtures/fuzz/TARGET/`.

use std::io::{Cursor, Read};
use std::panic::catch_unwind;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::damage::{Numbers, alter, fixture, rounds};
use crate::targets::{TARGETS, Target, run};

/// How long each target is tried.
const TIME: Duration = Duration::from_secs(2);

#[test]
fn no_input_breaks_a_target() {
    std::thread::scope(|scope| {
        for target in TARGETS {
            let work = move || fuzz(target);
            std::thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work).unwrap();
        }
    });
}

fn fuzz(target: &Target) {
    let seeds: Vec<Vec<u8>> = target.seeds.iter().map(|seed| content(seed)).collect();
    let known = std::fs::read_dir(crate::damage::fixtures().join("fuzz").join(target.name));
    let known = known.into_iter().flatten().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    for input in known.chain(seeds.iter().cloned()) {
        attempt(target, &input);
    }
    let long = std::env::var_os("CONFORME_HOSTILE").is_some();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let mut numbers = Numbers(if long { now | 1 } else { 0x00f0_22ed });
    let time = TIME * u32::try_from(rounds()).unwrap();
    let (begun, mut tried) = (Instant::now(), 0_u64);
    while begun.elapsed() < time {
        let mut input = seeds[numbers.next(seeds.len())].clone();
        for _ in 0..=numbers.next(8) {
            alter(&mut input, &mut numbers);
        }
        attempt(target, &input);
        tried += 1;
    }
    if long {
        println!("{}: {tried} inputs", target.name);
    }
}

fn attempt(target: &Target, input: &[u8]) {
    if catch_unwind(|| run(target.name, input)).is_err() {
        let kept = std::env::temp_dir().join(format!("conforme-{}-{}", target.name, std::process::id()));
        std::fs::write(&kept, input).unwrap();
        panic!("{} fails on {}", target.name, kept.display());
    }
}

/// The content of a seed.
fn content(seed: &str) -> Vec<u8> {
    let Some((file, part)) = seed.split_once('!') else { return fixture(seed) };
    let mut zip = zip::ZipArchive::new(Cursor::new(fixture(file))).unwrap();
    let mut out = Vec::new();
    zip.by_name(part).unwrap().read_to_end(&mut out).unwrap();
    out
}
