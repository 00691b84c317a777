//! Gradlight in the browser: one DOM patcher, canvases, events, storage.

fn main() {}
