//! The command line of xtask: which command, with which options.

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  serve [--open] [--port N]   build the page, serve it on http://127.0.0.1:8080, rebuild on each change
  build                       write the release page to dist/
  test [--all]                check and test everything; --all adds the long sweeps
  bench [PART]                measure speed, smoothness, size and memory against their budgets;
                              PART picks what to measure: training, drag, rate, atlas, wander
  notices                     write THIRD-PARTY.md anew

Each command first installs what it needs and does not find.
";

/// One call of xtask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the commands.
    Help,
    /// Build, serve and rebuild the page.
    Serve {
        /// The port on 127.0.0.1.
        port: u16,
        /// Whether to show the page in the system's browser.
        open: bool,
    },
    /// Write the release page to `dist/`.
    Build,
    /// Check and test everything.
    Test {
        /// Whether to run the long sweeps, too.
        all: bool,
    },
    /// Measure against the budgets.
    Bench {
        /// The one part to measure, or all.
        part: Option<String>,
    },
    /// Write `THIRD-PARTY.md` anew.
    Notices,
    /// Complete the page that Trunk has staged; Trunk's hook calls this.
    FinishPage,
}

/// Reads the command and its options.
///
/// # Errors
///
/// An unknown command, option or value, named in the message.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command> {
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => Command::Help,
        Some(Value(name)) => match name.string()?.as_str() {
            "help" => Command::Help,
            "serve" => return parse_serve(parser),
            "build" => Command::Build,
            "test" => return parse_test(parser),
            "bench" => return parse_bench(parser),
            "notices" => Command::Notices,
            "finish-page" => Command::FinishPage,
            unknown => bail!("there is no command `{unknown}`; `cargo xtask help` lists them"),
        },
        Some(option) => return Err(option.unexpected().into()),
    };
    match parser.next()? {
        None => Ok(command),
        Some(extra) => Err(extra.unexpected().into()),
    }
}

fn parse_serve(mut parser: lexopt::Parser) -> Result<Command> {
    let (mut port, mut open) = (8080, false);
    while let Some(option) = parser.next()? {
        match option {
            Long("open") => open = true,
            Long("port") => {
                port = parser.value()?.parse().context("--port takes a number from 0 to 65535")?;
            }
            extra => return Err(extra.unexpected().into()),
        }
    }
    Ok(Command::Serve { port, open })
}

fn parse_bench(mut parser: lexopt::Parser) -> Result<Command> {
    let mut part = None;
    while let Some(option) = parser.next()? {
        match option {
            Value(name) if part.is_none() => part = Some(name.string()?),
            extra => return Err(extra.unexpected().into()),
        }
    }
    Ok(Command::Bench { part })
}

fn parse_test(mut parser: lexopt::Parser) -> Result<Command> {
    let mut all = false;
    while let Some(option) = parser.next()? {
        match option {
            Long("all") => all = true,
            extra => return Err(extra.unexpected().into()),
        }
    }
    Ok(Command::Test { all })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(words: &[&str]) -> Result<Command> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn serve_takes_a_port_and_opens_a_browser_on_request() {
        let plain = parse_words(&["serve"]).unwrap();
        assert_eq!(plain, Command::Serve { port: 8080, open: false });
        let asked = parse_words(&["serve", "--port", "9000", "--open"]).unwrap();
        assert_eq!(asked, Command::Serve { port: 9000, open: true });
    }

    #[test]
    fn a_slip_in_the_command_line_is_named() {
        let fault = |words: &[&str]| format!("{:#}", parse_words(words).unwrap_err());
        assert!(fault(&["srve"]).contains("`srve`"));
        assert!(fault(&["build", "--fast"]).contains("--fast"));
        assert!(fault(&["serve", "--port", "high"]).contains("--port takes a number"));
    }
}
