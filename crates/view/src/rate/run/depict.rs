//! The panel as the page shows it: the handle with its atlas, and what it moves.

mod figures;
mod runs;

use gradlight_core::builtin;
use gradlight_core::sweep::{Regime, Verdict};

use super::atlas::Atlas;
use super::scale::{place_of, whole_span};
use super::{RunPanel, reading, words};
use crate::format::{count, spoken};
use crate::node::{Element, Node, html, svg};
use crate::rate::controls::save_menu;
use crate::rate::regime;
use crate::slider::PLACES;
use crate::state::State;
use crate::views::controls::{rate_field, slider};
use crate::views::header::select;

pub(super) use figures::{draw, fingerprint, point};

/// What stands under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    let figures = figures::all(state);
    let runs = runs::runs(state);
    let rest = figures.into_iter().chain([runs]);
    vec![html("div").class("run-panel").key("run").child(handle(state)).children(rest).into()]
}

fn handle(state: &State) -> Element {
    let panel = &state.rate.run;
    let rate = state.document.start.learning_rate();
    let button = |label: &'static str, action: &'static str, key: &'static str| {
        html("button")
            .attr("type", "button")
            .attr("data-action", action)
            .text(label)
            .child(html("kbd").attr("aria-hidden", "true").text(key))
    };
    let line = html("div")
        .class("rate-line")
        .child(rate_field(state))
        .child(chip(panel.course.as_ref().and_then(super::Course::verdict)))
        .child(html("p").class(if panel.divergence().is_some() { "why diverged" } else { "why" }).text(sentence(panel)))
        .child(html("div").class("rate-buttons").child(button("Pin this run", "rate/run-pin", "C")).child(button(
            "Open in Step",
            "rate/run-open-in-step",
            "O",
        )));
    let slider = slider("Learning rate, slider", "rate/run-slide", place_of(panel.span, rate), rate.to_string());
    html("section")
        .class("card handle")
        .key("handle")
        .attr("aria-label", "Learning rate")
        .child(line)
        .child(html("div").class("rate-slider").child(slider).children(panel.atlas.as_ref().map(slider_marks)))
        .children(strips(state))
        .child(atlas_line(state))
}

/// Where the regime changes, as ticks on the slider; the strip below letters them.
fn slider_marks(atlas: &Atlas) -> Element {
    let axis = atlas.axis();
    let marks = atlas.marks().into_iter().map(|mark| {
        let x = axis.fraction(mark.from) * PLACES;
        svg("path").attr("d", format!("M{x:.1} 0V1"))
    });
    svg("svg")
        .class("slider-marks")
        .attr("viewBox", format!("0 0 {PLACES} 1"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .children(marks)
}

/// The regime's name on its colour.
fn chip(verdict: Option<Verdict>) -> Element {
    let (name, label) =
        verdict.map_or(("unknown", "…"), |verdict| (verdict.regime.name(), regime::label(verdict.regime)));
    html("span").class(format!("regime {name}")).attr("data-regime", name).text(label)
}

/// What the rate does and why; where it blew up, what happened and which rate holds.
pub(super) fn sentence(panel: &RunPanel) -> String {
    if let Some(divergence) = panel.divergence() {
        let holds = panel.holds.rate();
        return words::blow_up_sentence(divergence, panel.costs().last().copied(), panel.rounds, holds);
    }
    let threshold = panel.atlas.as_ref().and_then(Atlas::at_minimum).map(|(threshold, _)| threshold);
    match panel.course.as_ref().and_then(super::Course::verdict) {
        Some(verdict) => words::verdict_sentence(verdict, panel.recipe, threshold),
        None => format!("Round {} of {} …", count(panel.costs().len()), count(panel.rounds)),
    }
}

/// The rate and what it does, for the live region.
pub(in crate::rate) fn rate_sentence(state: &State) -> String {
    let panel = &state.rate.run;
    let rate = state.document.start.learning_rate();
    let label = panel
        .course
        .as_ref()
        .and_then(super::Course::verdict)
        .map_or_else(String::new, |verdict| format!(": {}", regime::label(verdict.regime)));
    let end = match (panel.divergence(), panel.costs().last()) {
        (Some(divergence), _) => format!("Training diverges at round {}.", count(divergence.round())),
        (None, Some(cost)) => {
            let rounds = count(panel.costs().len() - 1);
            format!("After {rounds} rounds the cost is {}.", spoken(*cost, state.digits()))
        }
        (None, None) => String::new(),
    };
    format!("Learning rate {rate}{label}. {end}")
}

/// The atlas under the slider, and the one beside it.
fn strips(state: &State) -> Vec<Node> {
    let panel = &state.rate.run;
    let strip = |figure: &'static str, name: &str, atlas: &Option<Atlas>| {
        let label = atlas.as_ref().map_or_else(String::new, |atlas| figures::atlas_sentence(atlas, name));
        let canvas = html("canvas")
            .class("strip")
            .key(figure)
            .maybe("data-view", (figure == "atlas").then_some("atlas"))
            .attr("data-figure", figure)
            .attr("role", "img")
            .attr("tabindex", "0")
            .attr("aria-label", label);
        Node::from(canvas)
    };
    let name = |name: &str| html("div").class("strip-name").key(format!("name-{name}")).text(name.to_owned());
    let own = strip("atlas", &state.document.name, &panel.atlas);
    match &panel.beside {
        None => vec![own],
        Some(beside) => {
            let other = strip("atlas-beside", beside, &panel.other);
            let beside = name(beside).child(save_menu("atlas-beside"));
            vec![name(&state.document.name).into(), own, beside.into(), other]
        }
    }
}

/// What stands under the atlas: how far it is, the thresholds in words, close-up, an example beside.
fn atlas_line(state: &State) -> Element {
    let panel = &state.rate.run;
    let is_whole = panel.span == whole_span();
    let close_up = html("button")
        .attr("type", "button")
        .class("quiet-button")
        .attr("data-action", "rate/run-close-up")
        .attr("title", "Slider and atlas over the rates where something changes (Z)")
        .text(if is_whole { "Close-up" } else { "Whole scale" });
    let names = builtin::names().filter(|name| *name != state.document.name);
    let options =
        [(String::new(), "nothing".to_owned())].into_iter().chain(names.map(|name| (name.to_owned(), name.to_owned())));
    let beside = select("Beside it", "rate/run-beside", panel.beside.as_deref().unwrap_or(""), options);
    html("div")
        .class("atlas-line")
        .child(thresholds(panel))
        .children(progress(panel))
        .child(html("span").class("spacer"))
        .child(beside)
        .child(close_up)
        .child(save_menu("atlas"))
        .children(panel.atlas.as_ref().map(figures::regime_table))
        .children(reading(state))
}

/// What is read of an atlas under pointer or keys.
fn reading(state: &State) -> Option<Element> {
    let sentence = reading::sentence(state)?;
    Some(html("p").class("atlas-reading").key("reading").text(sentence))
}

/// `2/λ_max` at the round looked at and at the minimum, in words.
fn thresholds(panel: &RunPanel) -> Element {
    let number = |quantity: &'static str, value: f64| {
        let text = words::threshold(value);
        html("b").attr("data-quantity", quantity).attr("data-value", value.to_string()).text(text)
    };
    let mut line = html("p").class("thresholds").text("2/λₘₐₓ ");
    if let Some(ahead) = &panel.ahead {
        line = line.text("at this point ").child(number("threshold.here", ahead.threshold));
    }
    match panel.atlas.as_ref().and_then(Atlas::at_minimum) {
        Some((threshold, _)) => {
            line.text(" · at the minimum that a converging rate reaches ").child(number("threshold.minimum", threshold))
        }
        None => line,
    }
}

fn progress(panel: &RunPanel) -> Option<Element> {
    let atlas = panel.atlas.as_ref()?;
    let (known, all) = atlas.progress();
    let rounds = count(atlas.rounds());
    let text = if atlas.is_complete() {
        format!("{} rates × {rounds} rounds", count(all))
    } else {
        format!("{} of {} rates × {rounds} rounds …", count(known), count(all))
    };
    Some(
        html("p")
            .class("progress")
            .attr("data-complete", if atlas.is_complete() { "true" } else { "false" })
            .text(text),
    )
}

/// The class of a regime's chip.
fn chip_of(regime: Regime) -> Element {
    html("span").class(format!("regime {}", regime.name())).text(regime::label(regime))
}
