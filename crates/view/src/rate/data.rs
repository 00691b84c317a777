//! The second panel: two-dimensional data, batches and decision boundaries.

pub mod action;
mod controls;
mod history;
mod holds;
mod keys;
pub mod knob;
mod link;
mod maps;
mod own;
mod pictures;
mod settings;
mod setup;
mod tables;
mod training;
mod words;

use gradlight_core::batch::Plan;
use gradlight_plot::{Drawn, Ink, Style};

use crate::drawing::Fingerprint;
use crate::node::Node;
use crate::pointer::Pointer;
use crate::state::State;
use crate::update::Effects;

use super::controls::Typing;
use history::{Course, History};
use holds::Holds;
use knob::{Knob, PACES};
use maps::Maps;
use own::Own;
use setup::{Setup, Source};
use training::{End, Retune, Training};

pub use action::Action;
pub(super) use action::act;
pub(super) use history::{can as can_undo_and_redo, end_drag, redo, undo};
pub(super) use keys::key;
pub(super) use tables::numbers;

/// Samples of a batch that go with it into the Step view.
const MOST_SAMPLES: usize = 64;

/// Steps that are due at once where there is no pace to keep: more than there is time for.
const ALL_THERE_IS_TIME_FOR: usize = 100_000;

/// What the panel remembers.
#[derive(Debug)]
pub struct DataPanel {
    setup: Setup,
    training: Training,
    maps: Maps,
    typing: Option<Typing<Knob>>,
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
    /// Which training this is of those begun: another number is another one.
    number: usize,
    /// How many trainings have been begun after the first.
    begun: usize,
    /// The plan that the training began with.
    began: Plan,
    /// The largest rate that holds, sought where training blew up.
    holds: Holds,
    /// What a link says was retuned, until it says how far training went.
    retunes_to_come: Vec<Retune>,
    /// What undo and redo go to.
    history: History,
}

impl Default for DataPanel {
    fn default() -> Self {
        Self::with(Setup::default())
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
            begun: 0,
            began: setup.plan.clone(),
            holds: Holds::default(),
            retunes_to_come: Vec::new(),
            history: History::default(),
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
        self.begun += 1;
        let (training, began) = (Training::new(&self.setup), self.setup.plan.clone());
        let ended = self.begin(Course { training, began, number: self.begun });
        self.history.aside.get_or_insert(ended);
    }

    /// Puts a training in the place of the one that there is, and gives that.
    fn begin(&mut self, course: Course) -> Course {
        let training = std::mem::replace(&mut self.training, course.training);
        let began = std::mem::replace(&mut self.began, course.began);
        let number = std::mem::replace(&mut self.number, course.number);
        self.maps = Maps::new(&self.training);
        (self.cursor, self.played) = (None, 0.0);
        let columns = self.columns();
        self.unit = self.unit.filter(|(column, row)| columns.get(*column).is_some_and(|units| row < units));
        Course { training, began, number }
    }

    /// Trains on with the choices as they are.
    fn retune(&mut self) {
        self.training.retune(&self.setup);
        if self.training.taken() == 0 {
            self.began = self.setup.plan.clone();
        }
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
            Knob::Rate | Knob::Schedule | Knob::Over | Knob::Factor | Knob::L2 | Knob::Batch => {
                self.retune();
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

/// What the points are called in file names.
pub(super) fn source(state: &State) -> String {
    state.rate.data.setup.get(Knob::Data)
}

/// Time has passed while playing: the steps that it takes are due.
pub(super) fn tick(state: &mut State, milliseconds: f64) {
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
    if matches!(panel.training.end, Some(End::Diverged(_))) {
        panel.holds.seek(&panel.setup.plan, panel.number, &panel.training);
        panel.holds.work(&panel.training.train, is_time_up);
    }
}

/// Whether work is unfinished.
pub(super) fn is_working(state: &State) -> bool {
    let panel = &state.rate.data;
    let is_seeking = || {
        let has_diverged = matches!(panel.training.end, Some(End::Diverged(_)));
        has_diverged && !panel.holds.is_known(&panel.setup.plan, panel.number)
    };
    panel.training.is_due() || panel.maps.are_behind(&panel.training) || is_seeking()
}

/// Takes a file that was opened or dropped; gives it back if it is none for this panel.
pub(super) fn open_file(state: &mut State, name: &str, content: Vec<u8>, effects: &mut Effects) -> Option<Vec<u8>> {
    if name.to_ascii_lowercase().ends_with(".json") {
        return Some(content);
    }
    state.playing = None;
    let taken = state.rate.data.change(None, |panel| panel.take_own(&content));
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
