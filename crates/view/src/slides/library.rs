//! The library: the decks that come with the page, and a door for one's own.

use serde::Deserialize;

use crate::format::count;
use crate::node::{Element, Node, html};
use crate::update::Effects;

/// The path of the list of decks.
pub(super) const INDEX: &str = "decks/index.json";

/// A deck in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Listing {
    /// Its file's name, without the extension.
    pub stem: String,
    /// Its title.
    pub title: String,
    /// How many slides it has.
    pub slides: usize,
}

/// The list of decks, once it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Library {
    /// It has not been asked for.
    #[default]
    Unknown,
    /// It is on its way.
    Asked,
    /// Here it is.
    Here(Vec<Listing>),
    /// It has not come, for that reason.
    Missing(String),
}

impl Library {
    /// Asks for the list, unless it is here or on its way.
    pub(super) fn want(&mut self, effects: &mut Effects) {
        if !matches!(self, Self::Here(_) | Self::Asked) {
            *self = Self::Asked;
            effects.fetch.push(INDEX.to_owned());
        }
    }

    /// Takes what has come.
    pub(super) fn take(&mut self, content: &Result<Vec<u8>, String>) {
        *self = match content {
            Ok(bytes) => match serde_json::from_slice(bytes) {
                Ok(listings) => Self::Here(listings),
                Err(_) => Self::Missing("it is damaged".to_owned()),
            },
            Err(reason) => Self::Missing(reason.clone()),
        };
    }

    /// The decks, as far as they are known.
    pub fn listings(&self) -> &[Listing] {
        match self {
            Self::Here(listings) => listings,
            _ => &[],
        }
    }
}

/// The page on which a deck is chosen.
pub(super) fn view(library: &Library, is_loading: bool) -> Vec<Node> {
    let intro = html("div")
        .class("library-head")
        .child(html("h2").text("Lectures"))
        .child(html("p").text(
            "Each figure in them is the live engine: step it, change a number, move the learning rate. \
             Any Markdown file can be a deck: drop it here, or open it.",
        ))
        .child(open_button());
    let list = match library {
        _ if is_loading => html("p").class("library-state").attr("role", "status").text("The deck is on its way …"),
        Library::Here(listings) if listings.is_empty() => {
            html("p").class("library-state").text("There are no decks here.")
        }
        Library::Here(listings) => html("ul").class("library").children(listings.iter().map(listing)),
        Library::Missing(reason) => html("p")
            .class("library-state")
            .text(format!("The list of decks could not be read: {reason}. A deck of your own can be opened.")),
        Library::Unknown | Library::Asked => {
            html("p").class("library-state").attr("role", "status").text("The list of decks is on its way …")
        }
    };
    vec![intro.into(), list.into()]
}

fn listing(listing: &Listing) -> Element {
    let slides = if listing.slides == 1 { "1 slide".to_owned() } else { format!("{} slides", count(listing.slides)) };
    let link = html("a")
        .class("card deck")
        .attr("href", format!("#/slides/{}", listing.stem))
        .attr("data-action", "slides/open")
        .attr("data-argument", listing.stem.clone())
        .child(html("strong").text(listing.title.clone()))
        .child(html("span").text(slides));
    html("li").key(listing.stem.clone()).child(link)
}

/// The button that opens a file.
pub(super) fn open_button() -> Element {
    html("button")
        .attr("type", "button")
        .attr("data-action", "open-file")
        .attr("data-argument", ".md,.markdown,text/markdown,.json,application/json")
        .text("Open a deck of your own")
}
