//! Rate: the learning-rate playground, which shows what the learning rate does, in three panels.

mod controls;
pub mod data;
mod keys;
pub mod map;
pub mod regime;
pub mod run;
mod save;
mod step;

use keys::keeps;

use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node, html};
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::Effects;

/// A panel of the playground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The open example's runs, rate by rate.
    #[default]
    Run,
    /// Two-dimensional data, batches and decision boundaries.
    Data,
    /// One rate per layer on two axes.
    Map,
}

impl Panel {
    /// Every panel, in order.
    pub const ALL: [Self; 3] = [Self::Run, Self::Data, Self::Map];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Data => "data",
            Self::Map => "map",
        }
    }

    /// Its name on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Run => "One rate",
            Self::Data => "Data and batches",
            Self::Map => "Two rates",
        }
    }

    /// The panel of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.name() == name)
    }
}

/// What the playground remembers beside the open example.
#[derive(Debug, Default)]
pub struct Rate {
    /// The panel shown.
    pub panel: Panel,
    /// What the first panel remembers.
    pub run: Box<run::RunPanel>,
    /// What the second panel remembers.
    pub data: data::DataPanel,
    /// What the third panel remembers.
    pub map: map::MapPanel,
    /// What was left behind for the Step view, while it is shown.
    left: Option<step::Left>,
}

/// What a user can want of the playground.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Shows another panel.
    Show(Panel),
    /// Saves a figure: its name, then the kind of file, as in `descent.csv`.
    Save(String),
    /// Comes back from the Step view.
    Back,
    /// Something of the first panel's.
    Run(run::Action),
    /// Something of the second panel's.
    Data(data::Action),
    /// Something of the third panel's.
    Map(map::Action),
}

impl Action {
    /// The action of an element whose `data-action` is `rate/NAME`, with its argument.
    ///
    /// Names are `show`, `save`, `back`, `run-…`, `data-…` and `map-…`.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        match name {
            "show" => return Panel::from_name(argument?).map(Self::Show),
            "save" => return argument.map(|what| Self::Save(what.to_owned())),
            "back" => return Some(Self::Back),
            _ => {}
        }
        let (panel, name) = name.split_once('-')?;
        match Panel::from_name(panel)? {
            Panel::Run => run::Action::from_element(name, argument).map(Self::Run),
            Panel::Data => data::Action::from_element(name, argument).map(Self::Data),
            Panel::Map => map::Action::from_element(name, argument).map(Self::Map),
        }
    }
}

/// Does what the action wants.
pub(crate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Show(panel) => (state.rate.panel, state.playing) = (panel, None),
        Action::Save(what) => save::save(state, &what, effects),
        Action::Back => step::back(state, effects),
        Action::Run(action) => run::act(state, action, effects),
        Action::Data(action) => data::act(state, action, effects),
        Action::Map(action) => map::act(state, action, effects),
    }
}

/// Brings the panel shown to what the state says, after whatever action.
pub(crate) fn follow(state: &mut State) {
    if state.rate.panel == Panel::Run {
        run::follow(state);
    }
}

/// Whether undo and redo are the data panel's own, not the open example's.
pub(crate) fn has_own_changes(state: &State) -> bool {
    state.rate.panel == Panel::Data
}

/// Takes the last change of the panel back that has its own.
pub(crate) fn undo(state: &mut State, effects: &mut Effects) {
    data::undo(state, effects);
}

/// Makes a change again that was taken back.
pub(crate) fn redo(state: &mut State, effects: &mut Effects) {
    data::redo(state, effects);
}

/// Whether there is a change to take back, and one to make again, in the panel that has its own.
pub(crate) fn can_undo_and_redo(state: &State) -> (bool, bool) {
    data::can_undo_and_redo(&state.rate.data)
}

/// A hand has let go of a slider.
pub(crate) fn end_drag(state: &mut State) {
    data::end_drag(&mut state.rate.data);
}

/// Comes into the playground from another view.
pub(crate) fn enter(state: &mut State) {
    step::enter(state);
}

/// The way back from the Step view, where the playground was left for there.
pub(crate) fn way_back(state: &State) -> Option<Element> {
    step::way_back(state)
}

/// What is said of another learning rate.
pub(crate) fn rate_sentence(state: &State) -> Option<String> {
    (state.rate.panel == Panel::Run).then(|| run::rate_sentence(state))
}

/// What stands in the page's main part.
pub(crate) fn main(state: &State) -> Node {
    let body = match state.rate.panel {
        Panel::Run => run::body(state),
        Panel::Data => data::body(state),
        Panel::Map => map::body(state),
    };
    let bar = match state.rate.panel {
        Panel::Run => run::bar(state),
        Panel::Data | Panel::Map => Vec::new(),
    };
    let bar = html("div").class("rate-bar").key("bar").child(panels(state)).children(bar);
    // The stage, so that the size of type is known here too.
    html("main").class("rate-view").attr("aria-label", "Rate").attr("data-stage", "").child(bar).children(body).into()
}

fn panels(state: &State) -> Element {
    let buttons = Panel::ALL.map(|panel| {
        html("button")
            .attr("type", "button")
            .attr("data-action", "rate/show")
            .attr("data-argument", panel.name())
            .attr("aria-pressed", if panel == state.rate.panel { "true" } else { "false" })
            .text(panel.label())
    });
    html("div").class("panels").key("panels").attr("role", "group").attr("aria-label", "Panel").children(buttons)
}

/// What a key does here before the keys that all views share.
pub(crate) fn key(state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    match state.rate.panel {
        Panel::Run => run::key(state, press, focus, figure),
        Panel::Data => data::key(state, press, focus, figure),
        Panel::Map => map::key(state, press, focus, figure),
    }
}

/// Time has passed while playing.
pub(crate) fn tick(state: &mut State, milliseconds: f64, effects: &mut Effects) {
    match state.rate.panel {
        Panel::Run => run::tick(state, milliseconds, effects),
        Panel::Data => data::tick(state, milliseconds),
        Panel::Map => state.playing = None,
    }
}

/// The fields that a link carries beside those of the example, in order.
pub(crate) fn link_fields(state: &State) -> Vec<(String, String)> {
    let panel = state.rate.panel;
    let shown = (panel != Panel::default()).then(|| ("panel".to_owned(), panel.name().to_owned()));
    let fields = match panel {
        Panel::Run => run::link_fields(state),
        Panel::Data => data::link_fields(state),
        Panel::Map => map::link_fields(state),
    };
    shown.into_iter().chain(fields).collect()
}

/// Opens the playground afresh, before a link's fields are read.
pub(crate) fn open(state: &mut State) {
    state.rate = Rate::default();
}

/// Takes one field of a link, `panel` first; says whether it could be read.
pub(crate) fn read_link_field(state: &mut State, name: &str, value: &str) -> bool {
    if name == "panel" {
        let panel = Panel::from_name(value);
        state.rate.panel = panel.unwrap_or_default();
        return panel.is_some();
    }
    match state.rate.panel {
        Panel::Run => run::read_link_field(state, name, value),
        Panel::Data => data::read_link_field(state, name, value),
        Panel::Map => map::read_link_field(state, name, value),
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(crate) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    match state.rate.panel {
        Panel::Run => run::work(state, is_time_up),
        Panel::Data => data::work(state, is_time_up),
        Panel::Map => map::work(state, is_time_up),
    }
}

/// Whether work is unfinished.
pub(crate) fn is_working(state: &State) -> bool {
    match state.rate.panel {
        Panel::Run => run::is_working(state),
        Panel::Data => data::is_working(state),
        Panel::Map => map::is_working(state),
    }
}

/// Takes a file that was opened or dropped; gives it back if it is none for this view.
pub(crate) fn open_file(state: &mut State, name: &str, content: Vec<u8>, effects: &mut Effects) -> Option<Vec<u8>> {
    match state.rate.panel {
        Panel::Data => data::open_file(state, name, content, effects),
        Panel::Run | Panel::Map => Some(content),
    }
}

/// What the picture of that figure depends on.
pub(crate) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    match state.rate.panel {
        Panel::Run => run::fingerprint(state, figure),
        Panel::Data => data::fingerprint(state, figure),
        Panel::Map => map::fingerprint(state, figure),
    }
}

/// Draws that figure.
pub(crate) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    match state.rate.panel {
        Panel::Run => run::draw(state, figure, ink, style),
        Panel::Data => data::draw(state, figure, ink, style),
        Panel::Map => map::draw(state, figure, ink, style),
    }
}

/// Does what the pointer wants of that figure.
pub(crate) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    match state.rate.panel {
        Panel::Run => run::point(state, figure, pointer),
        Panel::Data => data::point(state, figure, pointer),
        Panel::Map => map::point(state, figure, pointer),
    }
}
