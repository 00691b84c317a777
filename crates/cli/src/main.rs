//! gradlight: trace, train and gradient of an example, on the terminal.

fn main() {}
