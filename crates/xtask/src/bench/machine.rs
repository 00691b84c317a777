//! The machine's name, so that absolute times can be judged.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::thread;

use crate::program;

/// Its name, processor, system and how busy it is.
pub(crate) fn name() -> String {
    let host = program::output(program::command("uname").arg("-n"));
    let host = host.map_or_else(|| "this machine".to_owned(), |host| host.trim().to_owned());
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let processor = processor().unwrap_or_else(|| ARCH.to_owned());
    let load = load().map_or_else(String::new, |load| format!(", load {load}"));
    format!("{host} · {processor}, {cores} cores, {OS}{load}")
}

/// The processor, where the system says.
fn processor() -> Option<String> {
    let known = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = known.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// How many programs wanted to run in the last minute, on average, where the system says.
fn load() -> Option<String> {
    let known = fs::read_to_string("/proc/loadavg").ok()?;
    known.split(' ').next().map(str::to_owned)
}
