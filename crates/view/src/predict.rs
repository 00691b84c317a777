//! Predict, then reveal: values are covered until someone has said what they will be, or asks to see them.
//!
//! A step is covered from when it is reached until it is revealed; what has been passed stays open. A guess is judged
//! within a stated tolerance, and where it equals what a known slip gives, the slip is named.

use gradlight_core::quantity::Quantity;
use gradlight_core::slip::{Question, Wrong, wrong_values};

use crate::caption;
use crate::format::computed;
use crate::node::{Node, html};
use crate::state::{Editing, Field, State};
use crate::update::Effects;

mod guess;
mod hands;
mod panel;
mod told;
mod words;

pub use guess::{Agreement, Guess};
pub use hands::Hands;
pub(crate) use panel::{cover_switch, panel};
pub(crate) use told::{take_told, told};

/// What predicting remembers.
#[derive(Debug, Default)]
pub struct Predict {
    /// Whether a step's value is covered until it is revealed.
    pub covers: bool,
    /// The round that the rest is about.
    round: Round,
    /// How many of the round's steps are open.
    open: usize,
    /// Quantities covered one by one, whatever the step.
    listed: Vec<Quantity>,
    /// What the last guess at this step came to.
    pub verdict: Option<Verdict>,
    /// The show of hands, if it is asked for.
    pub hands: Option<Hands>,
}

/// One round of one run: its run, finished rounds and sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Round(u64, usize, usize);

/// What a link says of covering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Whether each step's value is covered until it is revealed.
    steps: bool,
    /// Whether the one at hand has been revealed.
    is_shown: bool,
    /// The ids of quantities covered one by one.
    hidden: Vec<String>,
}

impl Cover {
    /// Takes a field of a link; `None` where it cannot be read.
    pub(crate) fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match (name, value) {
            ("hide", ids) => self.hidden = ids.split(',').map(str::to_owned).collect(),
            ("cover", "0") => self.steps = false,
            ("cover", "1" | "shown") => (self.steps, self.is_shown) = (true, value == "shown"),
            _ => return None,
        }
        Some(())
    }
}

/// What a guess came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What was typed.
    pub typed: String,
    /// Whether it counts as right.
    pub is_right: bool,
    /// What is said of it, in sentences.
    pub text: String,
    /// The place of the step that it was about.
    step: usize,
}

/// What a user can want of predicting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Covers values, or opens them all again.
    Toggle,
    /// Opens the value at hand.
    Reveal,
    /// Begins typing a guess.
    Begin,
    /// Opens or closes the show of hands.
    ToggleHands,
    /// Hands counted for an answer: its place, and what was typed.
    Count(usize, String),
    /// Covers the quantity of that id.
    Cover(String),
    /// Opens the quantity of that id.
    Uncover(String),
}

impl Action {
    /// The action of an element whose `data-action` is `predict/NAME`, with its argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        let text = || argument.map(str::to_owned);
        Some(match name {
            "toggle" => Self::Toggle,
            "reveal" => Self::Reveal,
            "begin" => Self::Begin,
            "toggle-hands" => Self::ToggleHands,
            "cover" => Self::Cover(text()?),
            "uncover" => Self::Uncover(text()?),
            _ => Self::Count(name.strip_prefix("count-")?.parse().ok()?, text()?),
        })
    }
}

/// Does what the action wants.
pub(crate) fn act(state: &mut State, action: Action, effects: &mut Effects) {
    match action {
        Action::Toggle => {
            state.predict.covers = !state.predict.covers;
            state.predict.open = state.document.step;
            (state.predict.verdict, state.predict.hands) = (None, None);
            effects.narration = Some(switch_sentence(state));
        }
        Action::Reveal => reveal(state),
        Action::Begin if state.is_step_covered() => {
            begin(state);
            effects.focus = Some("[data-guess]");
        }
        Action::Begin => {}
        Action::ToggleHands => toggle_hands(state),
        Action::Count(place, typed) => {
            if let Some(hands) = &mut state.predict.hands {
                hands.count(place, typed);
                effects.narration = hands.fault().map(str::to_owned);
            }
        }
        Action::Cover(id) => {
            cover(state, &id);
        }
        Action::Uncover(id) => uncover(state, &id),
    }
}

fn switch_sentence(state: &State) -> String {
    if state.predict.covers {
        format!("Values are covered. {}", question(state))
    } else {
        "All values are open.".to_owned()
    }
}

/// What is asked at a covered step, such as `What is net_h₁, the net input of h₁?`
pub(crate) fn question(state: &State) -> String {
    let typesetter = state.typesetter();
    let step = state.step();
    format!("What is {}, the {}?", typesetter.symbol_text(&step.quantity), caption::title(&typesetter, step))
}

/// Covers a quantity by its id, whatever the step; says whether there is such a quantity.
pub(crate) fn cover(state: &mut State, id: &str) -> bool {
    let Some(quantity) = state.quantity(id) else { return false };
    if !state.predict.listed.contains(&quantity) {
        state.predict.listed.push(quantity);
    }
    true
}

/// Opens a quantity that was covered by its id.
pub(crate) fn uncover(state: &mut State, id: &str) {
    if let Some(quantity) = state.quantity(id) {
        state.predict.listed.retain(|listed| *listed != quantity);
    }
}

/// Covers the round just opened as its link says; gives the ids that it has not got.
pub(crate) fn open_link(state: &mut State, cover: &Cover) -> Vec<String> {
    state.predict = Predict { covers: cover.steps, ..Predict::default() };
    follow(state);
    if cover.is_shown {
        reveal(state);
    }
    cover.hidden.iter().filter(|id| !self::cover(state, id)).cloned().collect()
}

/// Opens the value at hand.
pub(crate) fn reveal(state: &mut State) {
    let (place, quantity) = (state.document.step, state.step().quantity);
    state.predict.open = state.predict.open.max(place + 1);
    state.predict.listed.retain(|listed| *listed != quantity);
    if state.editing.as_ref().is_some_and(|editing| editing.field == Field::Guess) {
        state.editing = None;
    }
}

/// Begins typing a guess; what was typed last stands in the field.
fn begin(state: &mut State) {
    if state.editing.as_ref().is_none_or(|editing| editing.field != Field::Guess) {
        let draft = state.predict.verdict.as_ref().map_or(String::new(), |verdict| verdict.typed.clone());
        state.editing = Some(Editing { field: Field::Guess, draft, fault: None });
    }
    state.playing = None;
}

fn toggle_hands(state: &mut State) {
    let wants = state.predict.hands.is_none() && (state.predict.covers || state.is_step_covered());
    state.predict.hands = wants.then(|| Hands::of(state, &wrong(state)));
}

/// Every wrong value that a known slip gives at the step at hand.
fn wrong(state: &State) -> Vec<Wrong> {
    wrong_values(&Question {
        opened: &state.document.start,
        start: state.round_start(),
        finished: state.finished(),
        sample: state.document.sample,
        arithmetic: state.arithmetic(),
        quantity: state.step().quantity,
    })
}

/// Judges what was typed at the step at hand; a right guess opens the value. Says whether it was right.
pub(crate) fn judge(state: &mut State, typed: &str) -> bool {
    let Ok(guess) = Guess::read(typed) else { return false };
    let (value, digits) = (state.step().value, state.digits());
    let agreement = guess.agreement(value, digits);
    let shown = computed(value, digits);
    let text = match agreement {
        Agreement::Full => format!("Right: {shown}."),
        Agreement::NearlyFull => format!("Right but for the last digit: {shown}."),
        Agreement::Coarse => "Right as far as it goes; at least three significant digits are asked for.".to_owned(),
        Agreement::None => words::diagnosis(state, typed, &guess.fitting(&wrong(state), digits)),
    };
    let is_right = matches!(agreement, Agreement::Full | Agreement::NearlyFull);
    state.predict.verdict = Some(Verdict { typed: typed.trim().to_owned(), is_right, text, step: state.document.step });
    if is_right {
        reveal(state);
    }
    is_right
}

/// Takes what was typed as a guess; says whether the field can be left: the guess is right, or was judged before.
pub(crate) fn commit(state: &mut State, typed: &str) -> bool {
    let is_known = state.predict.verdict.as_ref().is_some_and(|verdict| verdict.typed == typed.trim());
    let is_done = is_known || judge(state, typed);
    if is_done {
        state.editing = None;
    }
    is_done
}

/// Keeps what is open to the round and step that the state has come to.
pub(crate) fn follow(state: &mut State) {
    let round = Round(state.run_number(), state.finished(), state.document.sample);
    let step = state.document.step;
    let is_new = state.predict.round != round;
    let is_elsewhere = state.predict.verdict.as_ref().is_some_and(|verdict| verdict.step != step)
        || state.predict.hands.as_ref().is_some_and(|hands| hands.step() != step);
    if is_new {
        (state.predict.round, state.predict.open) = (round, step);
    }
    if is_new || is_elsewhere {
        state.predict.verdict = None;
        if state.predict.hands.is_some() {
            state.predict.hands = Some(Hands::of(state, &wrong(state)));
        }
    }
    state.predict.open = state.predict.open.max(step);
    let is_typing = state.editing.as_ref().is_some_and(|editing| editing.field == Field::Guess);
    if is_typing && !state.is_step_covered() {
        state.editing = None;
    }
}

impl State {
    /// Whether a quantity's value is covered now.
    pub fn is_covered(&self, quantity: &Quantity) -> bool {
        self.covered().contains(quantity)
    }

    /// The quantities whose values are covered now.
    pub(crate) fn covered(&self) -> Vec<Quantity> {
        let at_hand = self.predict.covers && self.predict.open <= self.document.step;
        self.predict.listed.iter().copied().chain(at_hand.then(|| self.step().quantity)).collect()
    }

    /// Whether the value at hand is covered.
    pub fn is_step_covered(&self) -> bool {
        self.is_covered(&self.step().quantity)
    }

    /// What a link says of covering: whether the value at hand is covered, and what is covered one by one.
    pub(crate) fn cover_fields(&self) -> Vec<(String, String)> {
        let shown = if self.predict.open <= self.document.step { "1" } else { "shown" };
        let names = self.names();
        let hidden: Vec<String> = self.predict.listed.iter().map(|quantity| names.id(quantity)).collect();
        let cover = self.predict.covers.then(|| ("cover".to_owned(), shown.to_owned()));
        let hide = (!hidden.is_empty()).then(|| ("hide".to_owned(), hidden.join(",")));
        cover.into_iter().chain(hide).collect()
    }
}

/// A quiz about the step at hand, complete in itself: the formula, the question, and where to answer it.
///
/// It stands in a slide as a widget (an element with `data-widget` around it) whose state covers its values; what is
/// typed and revealed in it is the widget's.
pub fn quiz(state: &State) -> Node {
    let formula = state.typesetter().mathml(state.step()).grid();
    let is_covered = state.is_step_covered();
    let asked = is_covered.then(|| html("p").class("quiz-question").key("asked").text(question(state)));
    let told = (!is_covered && state.predict.hands.is_none())
        .then(|| html("p").class("say").key("told").text(caption::sentence(&state.typesetter(), state.step())));
    let reveal = is_covered.then(|| {
        html("button")
            .attr("type", "button")
            .class("primary")
            .key("reveal")
            .attr("data-action", "predict/reveal")
            .text("Reveal")
    });
    html("section")
        .class("card quiz")
        .attr("data-view", "quiz")
        .attr("aria-label", "Quiz")
        .children(asked)
        .child(formula)
        .children(panel(state))
        .children(told)
        .children(reveal)
        .into()
}
