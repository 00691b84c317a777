//! The second panel: two-dimensional data, batches and decision boundaries.

mod controls;
mod link;
mod maps;
mod own;
mod pictures;
mod settings;
pub mod setup;
mod tables;
mod training;
mod words;

use gradlight_core::batch::Plan;
use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::slider;
use crate::state::State;
use crate::update::Effects;

use maps::Maps;
use own::Own;
use setup::{Knob, PACES, Setup, Source, StepBy};
use training::{Retune, Training};

/// Samples of a batch that go with it into the Step view.
const MOST_SAMPLES: usize = 64;

/// Steps that are due at once where there is no pace to keep: more than there is time for.
const ALL_THERE_IS_TIME_FOR: usize = 100_000;

/// A number being typed.
#[derive(Clone, Debug, PartialEq)]
struct Typing {
    knob: Knob,
    draft: String,
    /// Why it cannot be taken, if it cannot.
    fault: Option<String>,
}

/// What the panel remembers.
#[derive(Debug)]
pub struct DataPanel {
    setup: Setup,
    training: Training,
    maps: Maps,
    typing: Option<Typing>,
    /// The unit looked at, as column (inputs first) and place in it.
    unit: Option<(usize, usize)>,
    /// The place pointed at in the boundary, in the network's coordinates.
    probe: Option<[f64; 2]>,
    /// The epoch pointed at in the descent.
    cursor: Option<usize>,
    /// What has been pasted as points of one's own.
    pasted: String,
    /// Why points of one's own were refused.
    refusal: Option<String>,
    /// Milliseconds played since the last step.
    played: f64,
    /// How many trainings have been begun: a new number is a new one.
    number: usize,
    /// The plan that the training began with.
    began: Plan,
    /// What a link says was retuned, until it says how far training went.
    retunes_to_come: Vec<Retune>,
}

impl Default for DataPanel {
    fn default() -> Self {
        Self::with(Setup::default())
    }
}

/// What a user can want of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Makes a choice: its name and what is chosen.
    Set(Knob, String),
    /// A number is being typed.
    Type(Knob, String),
    /// Takes the number that is being typed.
    Commit,
    /// Forgets the number that is being typed.
    Forget,
    /// Moves the learning rate's slider to that place.
    SlideRate(f64),
    /// One step.
    Step(StepBy),
    /// Starts over from the same seed.
    Restart,
    /// Starts over from the next seed.
    NextStart,
    /// Draws other points.
    NextData,
    /// Adds or takes away a unit of that hidden layer.
    Units(usize, bool),
    /// Adds or takes away the last hidden layer.
    Layers(bool),
    /// Looks at a unit, or at none.
    Look(Option<(usize, usize)>),
    /// Moves the look to a neighbouring unit: columns and places.
    Walk(i32, i32),
    /// Moves the place pointed at.
    Probe(f64, f64),
    /// Moves the cursor of the descent by so many epochs.
    Cursor(i32),
    /// Takes the figures' cursors away.
    Leave,
    /// Points are being pasted.
    Paste(String),
    /// Takes the pasted points.
    TakePasted,
    /// Saves a figure as a picture.
    SavePicture(&'static str),
    /// Opens the next batch in the Step view.
    OpenInStep,
}

impl Action {
    /// The action of an element whose `data-action` is `rate/data-NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        if let Some(knob) = name.strip_prefix("set-") {
            return Some(Self::Set(Knob::from_name(knob)?, argument?.to_owned()));
        }
        if let Some(knob) = name.strip_prefix("type-") {
            return Some(Self::Type(Knob::from_name(knob)?, argument?.to_owned()));
        }
        let layer = || argument.and_then(|argument| argument.parse().ok());
        Some(match name {
            "commit" => Self::Commit,
            "slide" => Self::SlideRate(argument?.parse().ok()?),
            "step" => Self::Step(StepBy::from_name(argument?)?),
            "restart" => Self::Restart,
            "next-start" => Self::NextStart,
            "next-data" => Self::NextData,
            "more-units" => Self::Units(layer()?, true),
            "fewer-units" => Self::Units(layer()?, false),
            "more-layers" => Self::Layers(true),
            "fewer-layers" => Self::Layers(false),
            "paste" => Self::Paste(argument?.to_owned()),
            "take-pasted" => Self::TakePasted,
            "save-picture" => Self::SavePicture(pictures::named(argument?)?),
            "open-in-step" => Self::OpenInStep,
            _ => return None,
        })
    }
}

impl DataPanel {
    /// The panel with those choices, before any training.
    fn with(setup: Setup) -> Self {
        let training = Training::new(&setup);
        let maps = Maps::new(&training);
        Self {
            training,
            maps,
            typing: None,
            unit: None,
            probe: None,
            cursor: None,
            pasted: String::new(),
            refusal: None,
            played: 0.0,
            number: 0,
            began: setup.plan.clone(),
            retunes_to_come: Vec::new(),
            setup,
        }
    }

    /// The choices as they were when the training began.
    fn began(&self) -> Setup {
        Setup { plan: self.began.clone(), ..self.setup.clone() }
    }

    /// Trains again what a link tells: so many samples, with what was retuned on the way.
    fn replay(&mut self, taken: usize) {
        let retunes = std::mem::take(&mut self.retunes_to_come);
        if let Some(retune) = retunes.last() {
            self.setup.plan = retune.plan.clone();
        }
        self.training.replay(taken, retunes);
    }

    /// Starts over with the choices as they are.
    fn restart(&mut self) {
        self.training = Training::new(&self.setup);
        self.maps = Maps::new(&self.training);
        (self.cursor, self.played) = (None, 0.0);
        self.number += 1;
        self.began = self.setup.plan.clone();
        let columns = self.columns();
        self.unit = self.unit.filter(|(column, row)| columns.get(*column).is_some_and(|units| row < units));
    }

    /// The units of each column of the network's picture, the inputs first.
    fn columns(&self) -> Vec<usize> {
        [2].into_iter().chain(self.training.trainer().units()).collect()
    }

    /// Makes a choice and trains on with it where it can, anew where it must.
    fn set(&mut self, knob: Knob, text: &str) -> Result<(), String> {
        let before = self.setup.clone();
        self.setup.set(knob, text)?;
        match knob {
            _ if self.setup == before => {}
            Knob::Rate | Knob::Schedule | Knob::Over | Knob::L2 | Knob::Batch => {
                self.training.retune(&self.setup);
                if self.training.taken() == 0 {
                    self.began = self.setup.plan.clone();
                }
            }
            Knob::By | Knob::Pace | Knob::StopEpoch | Knob::StopCost | Knob::StopMove => self.training.go_on(),
            _ => self.restart(),
        }
        Ok(())
    }

    fn commit(&mut self) {
        let Some(Typing { knob, draft, .. }) = self.typing.take() else { return };
        if let Err(fault) = self.set(knob, &draft) {
            self.typing = Some(Typing { knob, draft, fault: Some(fault) });
        }
    }

    fn draft(&mut self, knob: Knob, draft: String) {
        let fault = self.setup.clone().set(knob, &draft).err();
        self.typing = Some(Typing { knob, draft, fault });
    }

    /// Takes points of one's own, or says why not; what was there stays then.
    fn take_own(&mut self, bytes: &[u8]) -> Result<(), String> {
        let own = Own::read(bytes).map_err(|fault| fault.to_string())?;
        self.setup.source = Source::Own(own);
        (self.refusal, self.pasted) = (None, String::new());
        self.restart();
        Ok(())
    }

    fn change_layers(&mut self, layer: Option<usize>, adds: bool) {
        let mut hidden = self.setup.plan.hidden.clone();
        match layer.map(|layer| hidden.get_mut(layer)) {
            Some(Some(units)) => *units = if adds { *units + 1 } else { *units - 1 },
            Some(None) => return,
            None if adds => hidden.push(hidden.last().copied().unwrap_or(4)),
            None => drop(hidden.pop()),
        }
        let text: Vec<String> = hidden.iter().map(usize::to_string).collect();
        // Past the ends nothing changes.
        let _ = self.set(Knob::Hidden, &text.join("-"));
    }

    fn walk(&mut self, across: i32, down: i32) {
        let columns = self.columns();
        let (column, row) = self.unit.unwrap_or((columns.len() - 1, 0));
        let column = column.saturating_add_signed(across as isize).min(columns.len() - 1);
        self.unit = Some((column, row.saturating_add_signed(down as isize).min(columns[column] - 1)));
    }

    fn move_probe(&mut self, across: f64, up: f64) {
        let reach = self.maps.reach;
        let [x, y] = self.probe.unwrap_or([0.0, 0.0]);
        let moved = |at: f64, by: f64| (at + by * reach).clamp(-reach, reach);
        self.probe = Some([moved(x, across), moved(y, up)]);
    }

    fn move_cursor(&mut self, by: i32) {
        let last = self.training.history.len() - 1;
        let at = self.cursor.unwrap_or(last);
        // A step is at least a fiftieth of what is shown, so that a long descent is crossed in reasonable time.
        let stride = (last / 50).max(1);
        let moved = if by < 0 { at.saturating_sub(stride) } else { at + stride };
        self.cursor = Some(moved.min(last));
    }
}

/// The training cost after so many epochs from the first weights, with the choices of a link such as
/// `data=spirals&hidden=8-8-8`; what cannot be read of them has its default.
pub fn learn(choices: &str, epochs: usize) -> f64 {
    let mut panel = DataPanel::default();
    for (name, value) in choices.split('&').filter_map(|field| field.split_once('=')) {
        link::read(&mut panel, name, value);
    }
    panel.training.learn(epochs)
}

/// Does what the action wants.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut state.rate.data;
    match action {
        Action::Set(knob, text) => {
            let _ = panel.set(knob, &text);
            effects.narration = Some(words::narrated_choice(panel, knob));
        }
        Action::Type(knob, draft) => panel.draft(knob, draft),
        Action::Commit => panel.commit(),
        Action::Forget => panel.typing = None,
        Action::SlideRate(place) => {
            let _ = panel.set(Knob::Rate, &slider::rate_at(place).to_string());
        }
        Action::Step(by) => {
            panel.training.go_on();
            panel.training.step_once(by);
            state.playing = None;
            effects.narration = Some(words::progress(state));
        }
        Action::Restart => restart(state, effects),
        Action::NextStart => {
            panel.setup.plan.seed += 1;
            restart(state, effects);
        }
        Action::NextData => {
            panel.setup.seed += 1;
            restart(state, effects);
        }
        Action::Units(layer, adds) => panel.change_layers(Some(layer), adds),
        Action::Layers(adds) => panel.change_layers(None, adds),
        other => act_on_figures(state, other, effects),
    }
}

fn restart(state: &mut State, effects: &mut Effects) {
    state.playing = None;
    state.rate.data.restart();
    effects.narration = Some(words::progress(state));
}

fn act_on_figures(state: &mut State, action: Action, effects: &mut Effects) {
    let panel = &mut state.rate.data;
    match action {
        Action::Look(unit) => panel.unit = unit,
        Action::Walk(across, down) => panel.walk(across, down),
        Action::Probe(across, up) => panel.move_probe(across, up),
        Action::Cursor(by) => panel.move_cursor(by),
        Action::Leave => (panel.unit, panel.probe, panel.cursor) = (None, None, None),
        Action::Paste(text) => panel.pasted = text,
        Action::TakePasted => {
            let pasted = std::mem::take(&mut panel.pasted);
            panel.refusal = panel.take_own(pasted.as_bytes()).err();
            if panel.refusal.is_some() {
                panel.pasted = pasted;
            }
            effects.narration = panel.refusal.clone().or_else(|| Some(words::progress(state)));
            return;
        }
        Action::SavePicture(figure) => effects.save_picture = Some((figure.to_owned(), format!("{figure}.png"))),
        Action::OpenInStep => return open_in_step(state, effects),
        _ => {}
    }
    effects.narration = words::pointed(state);
}

/// Opens the next batch, with the network as it stands, in the Step view.
fn open_in_step(state: &mut State, effects: &mut Effects) {
    let example = state.rate.data.training.trainer().example(MOST_SAMPLES);
    state.open_own(example);
    effects.new_entry = true;
    effects.narration = Some("The next batch is open in the Step view.".to_owned());
}

/// What a key does here before the keys that all views share.
pub(super) fn key(state: &State, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<crate::Action> {
    if press.control || press.alt {
        return None;
    }
    let own = |action| Some(crate::Action::Rate(super::Action::Data(action)));
    let panel = &state.rate.data;
    match (focus, press.key.as_str()) {
        (Focus::Field, "Enter") if panel.typing.is_some() => return own(Action::Commit),
        (Focus::Field, "Escape") if panel.typing.is_some() => return own(Action::Forget),
        (focus, key) if keeps(focus, key) => return None,
        _ => {}
    }
    if let Some(action) = figure.and_then(|figure| figure_key(figure, &press.key)) {
        return own(action);
    }
    let nudged = |presses| Action::Set(Knob::Rate, slider::nudged(panel.setup.plan.rate, presses).to_string());
    match press.key.as_str() {
        " " | "k" | "K" => Some(crate::Action::TogglePlay),
        "ArrowRight" | "PageDown" | "n" | "N" => own(Action::Step(panel.setup.by)),
        "1" => own(Action::Step(StepBy::Sample)),
        "2" => own(Action::Step(StepBy::Batch)),
        "3" => own(Action::Step(StepBy::Epoch)),
        "r" | "R" => own(if press.shift { Action::NextStart } else { Action::Restart }),
        "[" => own(nudged(-1.0)),
        "]" => own(nudged(1.0)),
        "+" | "=" => own(pace(panel, 1)),
        "-" | "−" => own(pace(panel, -1)),
        _ => None,
    }
}

/// Whether a focused control uses that key itself.
fn keeps(focus: Focus, key: &str) -> bool {
    match focus {
        Focus::Field => true,
        Focus::Slider => key.starts_with("Arrow") || matches!(key, "Home" | "End" | "PageUp" | "PageDown"),
        Focus::Button => matches!(key, " " | "Enter"),
        _ => false,
    }
}

fn pace(panel: &DataPanel, by: isize) -> Action {
    let place = panel.setup.pace.saturating_add_signed(by).min(PACES.len() - 1);
    Action::Set(Knob::Pace, PACES[place].to_string())
}

/// What a key does on a figure that has the keyboard.
fn figure_key(figure: &str, key: &str) -> Option<Action> {
    /// How far an arrow moves the place pointed at, in parts of the way to the edge.
    const STRIDE: f64 = 0.05;
    let (across, up) = match key {
        "ArrowRight" => (1, 0),
        "ArrowLeft" => (-1, 0),
        "ArrowUp" => (0, 1),
        "ArrowDown" => (0, -1),
        "Escape" => return Some(Action::Leave),
        _ => return None,
    };
    match figure {
        pictures::UNITS => Some(Action::Walk(across, -up)),
        pictures::BOUNDARY => Some(Action::Probe(f64::from(across) * STRIDE, f64::from(up) * STRIDE)),
        pictures::COSTS if up == 0 => Some(Action::Cursor(across)),
        _ => None,
    }
}

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    controls::body(state)
}

/// The fields that a link carries, in order.
pub(super) fn link_fields(state: &State) -> Vec<(String, String)> {
    link::fields(&state.rate.data)
}

/// Takes one field of a link; says whether it could be read.
pub(super) fn read_link_field(state: &mut State, name: &str, value: &str) -> bool {
    link::read(&mut state.rate.data, name, value)
}

/// Time has passed while playing: the steps that it takes are due.
pub(crate) fn tick(state: &mut State, milliseconds: f64) {
    let panel = &mut state.rate.data;
    panel.training.go_on();
    if panel.training.end.is_some() {
        state.playing = None;
        return;
    }
    panel.played += milliseconds;
    match PACES[panel.setup.pace] {
        0 => panel.training.demand(ALL_THERE_IS_TIME_FOR, panel.setup.by),
        pace => {
            let wait = 1000.0 / pace as f64;
            let steps = (panel.played / wait).floor();
            panel.played -= steps * wait;
            panel.training.demand(steps as usize, panel.setup.by);
        }
    }
}

/// Goes on with unfinished work until it is done or the time is up.
pub(super) fn work(state: &mut State, is_time_up: &mut dyn FnMut() -> bool) {
    let (panel, is_playing) = (&mut state.rate.data, state.playing.is_some());
    if !is_playing && !panel.training.is_replaying() {
        panel.training.rest();
    }
    panel.maps.catch_up(&mut panel.training);
    panel.training.work(&panel.setup, is_time_up);
    if panel.training.end.is_some() {
        state.playing = None;
    }
    panel.maps.refine(&mut panel.training, is_time_up);
}

/// Whether work is unfinished.
pub(super) fn is_working(state: &State) -> bool {
    let panel = &state.rate.data;
    panel.training.is_due() || panel.maps.are_behind(&panel.training)
}

/// Takes a file that was opened or dropped; gives it back if it is none for this panel.
pub(super) fn open_file(state: &mut State, name: &str, content: Vec<u8>, effects: &mut Effects) -> Option<Vec<u8>> {
    if name.to_ascii_lowercase().ends_with(".json") {
        return Some(content);
    }
    state.playing = None;
    let taken = state.rate.data.take_own(&content);
    let panel = &mut state.rate.data;
    panel.refusal = taken.err().map(|fault| format!("{name} was not opened. {fault}"));
    effects.narration = panel.refusal.clone().or_else(|| Some(words::progress(state)));
    None
}

/// What the picture of that figure depends on.
pub(super) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    pictures::fingerprint(state, figure)
}

/// Draws that figure.
pub(super) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    pictures::draw(state, figure, ink, style)
}

/// Does what the pointer wants of that figure.
pub(super) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    pictures::point(state, figure, pointer);
}

#[cfg(test)]
mod tests;
