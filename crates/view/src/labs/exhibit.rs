//! The exhibit: what every lab can do, so that page, slides and tests treat them alike.

use std::fmt;

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::format::Digits;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node};
use crate::pointer::Pointer;
use crate::update::File;

/// How a lab is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Places after the point.
    pub digits: Digits,
    /// The width there is, in CSS pixels.
    pub width: f64,
    /// How much larger than usual type is.
    pub scale: f64,
}

/// What an action brought about beside the lab's new state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handled {
    /// A sentence for the live region.
    pub narration: Option<String>,
    /// A file to save.
    pub save: Option<File>,
    /// A text to put on the clipboard.
    pub copy: Option<String>,
    /// Paths of data to fetch, below the page's folder.
    pub fetch: Vec<String>,
    /// Something the user has to be told: what was refused and why.
    pub refusal: Option<String>,
}

impl Handled {
    /// Nothing but something to be said.
    pub fn said(sentence: impl Into<String>) -> Self {
        Self { narration: Some(sentence.into()), ..Self::default() }
    }
}

// Nobody prints a lab; states that hold one are printed without it.
impl fmt::Debug for dyn Exhibit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exhibit")
    }
}

/// A lab: a pure model with its view. Names of actions are those after `lab/` in `data-action` and its kin.
pub trait Exhibit {
    /// What stands in the lab, below its title.
    fn body(&self, look: &Look) -> Vec<Node>;

    /// What to try, in a sentence.
    fn hint(&self) -> String;

    /// A small picture for the gallery, 200 by 112 (see [`super::diagram::thumbnail`]), of what the lab shows now.
    fn thumbnail(&self) -> Node;

    /// Does what an action of that name wants; unknown names and unfit arguments change nothing.
    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled;

    /// The number of that key, for decks and tests: `lab/NAME:KEY`.
    fn value(&self, key: &str) -> Option<f64>;

    /// Every key that [`Self::value`] knows.
    fn keys(&self) -> Vec<String>;

    /// The fields by which a link opens the lab as it is; what has its opening value is left out.
    fn link(&self) -> Vec<(String, String)>;

    /// Takes one field of a link; says whether it could be read.
    fn read_link(&mut self, name: &str, value: &str) -> bool;

    /// Whether a change can be taken back, by a link or a copy.
    fn is_undoable(&self) -> bool {
        true
    }

    /// A copy to come back to, where what is out of sight is in no link either.
    fn copy(&self) -> Option<Box<dyn Exhibit>> {
        None
    }

    /// What no link carries and another window of the same lecture has to know, in one line.
    fn told(&self) -> String {
        String::new()
    }

    /// Takes what another window has told.
    fn take_told(&mut self, _told: &str) {}

    /// What a key does here: the name and argument of an action.
    fn key(&self, _press: &KeyPress, _focus: Focus, _figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        None
    }

    /// What the picture of that figure, a canvas with this `data-figure`, depends on.
    fn fingerprint(&self, _figure: &str) -> Option<Fingerprint> {
        None
    }

    /// Draws that figure over the whole of a blank surface.
    ///
    /// # Errors
    /// What the surface refuses.
    fn draw<'a>(&self, _figure: &str, _ink: Ink<'a>, _style: &Style) -> Drawn<Ink<'a>> {
        Ok(())
    }

    /// That figure as an `svg` element, where it is drawn in nodes and not on a canvas: what is saved.
    ///
    /// Colours are tokens, such as `var(--forward)`, in attributes of presentation; a saved file has them in the light theme.
    fn diagram(&self, _figure: &str, _look: &Look) -> Option<Element> {
        None
    }

    /// Does what the pointer wants of that figure, a canvas or an `svg` with this `data-figure`.
    ///
    /// On a canvas a pixel is one of type at its usual size: places are read with a style of scale 1.
    fn point(&mut self, _figure: &str, _pointer: &Pointer) {}

    /// The id of what is pointed at, where the lab shows it in more places than one.
    fn lit(&self) -> Option<String> {
        None
    }

    /// The pointer is on an element with this `data-term`, or on none.
    fn light(&mut self, _id: Option<&str>) {}

    /// Goes on with unfinished work until it is done or the time is up; asked every few milliseconds of work.
    fn work(&mut self, _is_time_up: &mut dyn FnMut() -> bool) {}

    /// Whether work is unfinished: the page then calls [`Self::work`] in each frame.
    fn is_working(&self) -> bool {
        false
    }

    /// Time has passed, in milliseconds; called in each frame while the lab plays.
    fn tick(&mut self, _milliseconds: f64) {}

    /// Whether the lab moves by itself.
    fn is_playing(&self) -> bool {
        false
    }

    /// Paths of data that the lab needs, below the page's folder.
    fn wants(&self) -> Vec<String> {
        Vec::new()
    }

    /// Takes data from such a path, or why they did not come; says whether it had asked for them.
    fn arrive(&mut self, _path: &str, _content: Result<&[u8], &String>) -> bool {
        false
    }

    /// Takes a file that was opened or dropped.
    ///
    /// # Errors
    /// The content again, where such files are none for this lab.
    fn open_file(&mut self, _name: &str, content: Vec<u8>) -> Result<Handled, Vec<u8>> {
        Err(content)
    }
}
