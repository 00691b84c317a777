//! Set-up, serve, build and test: `cargo xtask …`.

mod arguments;
mod build;
mod page;
mod pins;
mod program;
mod serve;
mod setup;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    match arguments::parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Help => {
            print!("{}", arguments::HELP);
            Ok(())
        }
        Command::Serve { port, open } => serve::run(port, open),
        Command::Build => build::run(),
        Command::FinishPage => page::finish_staged(),
    }
}
