//! `cargo xtask serve`: the release page on this machine, rebuilt and reloaded on each change.

mod files;
mod reload;
mod server;
mod watch;

use anyhow::Result;

pub(crate) use server::Server;
use watch::{Change, DECKS};

use crate::page::decks;
use crate::{build, program, setup};

/// Builds the page, serves it and rebuilds it on each change, until interrupted; changed decks are only copied.
///
/// # Errors
///
/// Set-up or the first build fails, or the port is taken.
pub(crate) fn run(port: u16, open: bool) -> Result<()> {
    let mut server = Server::bind(port, &program::root().join("dist"))?;
    setup::for_page()?;
    let sources = watch::Sources::watch()?;
    build::release_page()?;
    let changes = server.reload_on_change();
    let address = server.address();
    println!("Serving the page on {address} (Ctrl+C ends it; a change of the sources rebuilds and reloads it)");
    server.start();
    if open && let Err(fault) = open::that_detached(&address) {
        eprintln!("xtask: no browser could be opened ({fault}): open {address} yourself");
    }
    loop {
        let renewed = match sources.wait_for_change()? {
            Change::Decks => decks::renew(&program::root().join(DECKS), &program::root().join("dist/decks")),
            Change::Sources => build::release_page(),
        };
        match renewed {
            Ok(()) => changes.announce(),
            Err(fault) => eprintln!("xtask: {fault:#}; still serving the page as it was"),
        }
    }
}
