//! Set-up, serve, build, test and bench: cargo xtask.

fn main() {}
