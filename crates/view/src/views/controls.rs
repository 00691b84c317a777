//! The controls under the timeline: playing, rounds, the learning rate and how parameters move.

use gradlight_core::example::{BiasRule, Update};

use super::card::key;
use super::header::{select, tool};
use super::icon::icon;
use crate::format::count;
use crate::node::{Element, Node, html};
use crate::settings::SPEEDS;
use crate::slider::{PLACES, place_of_finished, place_of_rate};
use crate::state::{Field, MAX_ROUNDS, State};

/// The row of controls.
pub fn controls(state: &State) -> Node {
    html("div")
        .class("controls")
        .child(
            html("div")
                .class("play")
                .child(tool("start", "To the first step (Home)", "first-step"))
                .child(play(state))
                .child(speed(state)),
        )
        .child(rounds(state))
        .child(rate(state))
        .child(html("div").class("rules").children(sample(state)).child(biases(state)).child(more(state)))
        .into()
}

/// The button that plays and pauses.
pub(crate) fn play(state: &State) -> Element {
    let (name, label) = if state.playing.is_some() { ("pause", "Pause") } else { ("play", "Play") };
    html("button")
        .attr("type", "button")
        .class("play-button")
        .attr("data-action", "toggle-play")
        .child(icon(name).key(name))
        .child(html("span").text(label))
        .child(key("K"))
}

fn speed(state: &State) -> Element {
    let options = SPEEDS.iter().enumerate().map(|(place, speed)| (place.to_string(), format!("{speed}×")));
    select("Speed", "set-speed", &state.settings.speed.to_string(), options).class("pick quiet")
}

fn rounds(state: &State) -> Element {
    let finished = state.finished();
    let draft = state.draft_of(Field::Round);
    let text = draft.map_or_else(|| (finished + 1).to_string(), |editing| editing.draft.clone());
    let field = field("Round", "round", "edit-round", text, draft.and_then(|editing| editing.fault.as_deref()));
    let spoken = format!("{} finished, round {} starts", count(finished), count(finished + 1));
    let slider = slider("Finished rounds", "slide-round", place_of_finished(finished), spoken);
    html("div").class("dial").child(field).child(slider).child(html("span").class("end").text(count(MAX_ROUNDS)))
}

/// The field of the learning rate.
pub(crate) fn rate_field(state: &State) -> Element {
    let fault = state.draft_of(Field::LearningRate).and_then(|editing| editing.fault.as_deref());
    field("Learning rate", "learning-rate", "edit-learning-rate", state.rate_text(), fault)
}

fn rate(state: &State) -> Element {
    html("div").class("dial").child(rate_field(state)).child(rate_slider(state))
}

/// The learning rate's slider alone.
pub fn rate_slider(state: &State) -> Element {
    let rate = state.document.start.learning_rate();
    slider("Learning rate, slider", "slide-learning-rate", place_of_rate(rate), rate.to_string())
}

/// A labelled field for a number, with its fault beside it.
pub(crate) fn field(
    label: &'static str,
    id: &'static str,
    action: &'static str,
    text: String,
    fault: Option<&str>,
) -> Element {
    let input = html("input")
        .attr("id", id)
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("data-focus", action)
        .attr("data-input", "draft")
        .attr("value", text)
        .maybe("aria-invalid", fault.map(|_| "true"))
        .maybe("aria-describedby", fault.map(|_| format!("{id}-fault")));
    html("div").class("field").child(html("label").attr("for", id).text(label)).child(input).children(fault.map(
        |fault| {
            html("p")
                .attr("id", format!("{id}-fault"))
                .class("field-fault")
                .attr("role", "alert")
                .text(fault.to_owned())
        },
    ))
}

/// A slider of places 0…1000.
pub(crate) fn slider(label: &'static str, action: &'static str, place: f64, spoken: String) -> Element {
    html("input")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", PLACES.to_string())
        .attr("step", "1")
        .attr("value", (place.round()).to_string())
        .attr("aria-label", label)
        .attr("aria-valuetext", spoken)
        .attr("data-input", action)
        .attr("data-change", "end-slide")
}

/// The choice of the bias rule.
pub(crate) fn biases(state: &State) -> Element {
    let options = BiasRule::ALL.map(|rule| {
        let label = match rule {
            BiasRule::Frozen => "frozen",
            BiasRule::PerNeuron => "each its own",
            BiasRule::PerLayer => "one a layer",
        };
        (rule.name().to_owned(), label.to_owned())
    });
    select("Biases", "set-bias-rule", state.document.start.bias_rule().name(), options)
}

fn sample(state: &State) -> Option<Element> {
    let samples = state.document.start.samples().len();
    let options = (0..samples).map(|sample| (sample.to_string(), count(sample + 1)));
    (samples > 1).then(|| select("Sample", "set-sample", &state.document.sample.to_string(), options))
}

/// What is asked for more rarely: the update order and carried rounding.
fn more(state: &State) -> Element {
    let options = Update::ALL.map(|update| {
        let label = match update {
            Update::Simultaneous => "all at once (right)",
            Update::Sequential => "output layer first (the classical slip)",
        };
        (update.name().to_owned(), label.to_owned())
    });
    let carry = html("label")
        .class("tick-box")
        .child(
            html("input")
                .attr("type", "checkbox")
                .attr("data-change", "toggle-carry")
                .flag("checked", state.settings.carries_rounding),
        )
        .child(
            html("span")
                .text(format!("Carry the rounding to {} digits, as on a pocket calculator", state.settings.digits)),
        );
    let panel = html("div")
        .class("panel")
        .child(select("Weights move", "set-update", state.document.start.update().name(), options))
        .child(carry);
    html("details").class("more").child(html("summary").text("More")).child(panel)
}
