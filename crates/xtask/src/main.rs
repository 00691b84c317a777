//! Set-up, serve, build, test, bench and notices: `cargo xtask …`.

mod arguments;
mod bench;
mod budget;
mod build;
mod driven;
mod licences;
mod notices;
mod packages;
mod page;
mod pins;
mod program;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    match arguments::parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("xtask: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Help => print!("{}", arguments::HELP),
        Command::Serve { port, open } => serve::run(port, open)?,
        Command::Build => build::run()?,
        Command::Test { all } => return test::run(all),
        Command::Bench { part } => return bench::run(part.as_deref()),
        Command::Notices => notices::run()?,
        Command::FinishPage => page::finish_staged()?,
    }
    Ok(ExitCode::SUCCESS)
}
