//! The data panel's settings: data, network and training, each a control with its name and, where one is typed, its
//! fault.

use gradlight_core::activation::Activation;
use gradlight_core::dataset::{MAX_POINTS, Shape};
use gradlight_core::initial::Scheme;
use gradlight_core::loss::Loss;
use gradlight_core::train::Schedule;

use super::super::run::schedule_label;
use super::knob::Knob;
use super::setup::Source;
use super::{DataPanel, words};
use crate::format::{count, percent};
use crate::node::{Element, html};
use crate::rate::controls::{self, Label};
use crate::slider::{PLACES, place_of_rate};
use crate::views::figures::activation_name;

/// The column of settings.
pub(super) fn settings(panel: &DataPanel) -> Element {
    html("section")
        .class("card data-settings")
        .attr("aria-label", "Settings")
        .attr("tabindex", "0")
        .child(data(panel))
        .child(network(panel))
        .child(training(panel))
        .child(stops(panel))
}

fn group(name: &'static str) -> Element {
    html("div").class("data-group").attr("role", "group").attr("aria-label", name).child(html("h2").text(name))
}

fn data(panel: &DataPanel) -> Element {
    let is_own = matches!(panel.setup.source, Source::Own(_));
    let own = is_own.then(|| ("own".to_owned(), "my own points".to_owned()));
    let shapes = Shape::ALL.map(|shape| {
        let name = if shape == Shape::Xor { "XOR".to_owned() } else { shape.name().to_owned() };
        (shape.name().to_owned(), name)
    });
    let counts = with_own([20, 50, 100, 200, 500, 1000, 2000], panel.setup.count);
    let counts = counts.into_iter().map(|points| (points.to_string(), count(points)));
    let drawn = (!is_own).then(|| {
        let noise = range(panel, Knob::Noise, ["0", "0.5", "0.01"], panel.setup.noise.to_string());
        [pick(panel, Knob::Points, "Points", counts), noise]
    });
    let next = html("button")
        .attr("type", "button")
        .class("small")
        .attr("data-action", "rate/data-next-data")
        .attr("aria-label", "Next seed of the data")
        .attr("title", "Draw other points")
        .text("↻");
    group("Data")
        .child(pick(panel, Knob::Data, "Data", shapes.into_iter().chain(own)))
        .children(drawn.into_iter().flatten())
        .child(range(panel, Knob::Share, ["0.1", "1", "0.05"], percent(panel.setup.share)))
        .child(field(panel, Knob::Seed, "Seed").child(next))
        .child(own_points(panel))
}

/// Where points of one's own are opened or pasted.
fn own_points(panel: &DataPanel) -> Element {
    let open = html("button")
        .attr("type", "button")
        .attr("data-action", "open-file")
        .attr("data-argument", ".csv,.tsv,.txt,text/csv")
        .text("Open a CSV file");
    let take = html("button")
        .attr("type", "button")
        .attr("data-action", "rate/data-take-pasted")
        .flag("disabled", panel.pasted.trim().is_empty())
        .text("Use these points");
    let paste = html("textarea")
        .attr("id", "own-points")
        .attr("rows", "5")
        .attr("spellcheck", "false")
        .attr("placeholder", "x, y, class\n0.5, −1.2, a\n1.5, 0.3, b")
        .attr("data-input", "rate/data-paste")
        .maybe("aria-invalid", panel.refusal.as_ref().map(|_| "true"))
        .maybe("aria-describedby", panel.refusal.as_ref().map(|_| "own-fault"));
    let refusal = panel.refusal.as_ref().map(|refusal| {
        html("p").attr("id", "own-fault").class("field-fault").attr("role", "alert").text(refusal.clone())
    });
    let long = match &panel.setup.source {
        Source::Own(own) if own.packed().is_none() => Some(
            html("p").class("data-note").text("These points are too many for a link: keep the file to pass them on."),
        ),
        _ => None,
    };
    let hint = format!(
        "Two numbers and one of two classes a line, up to {} lines. Each axis is scaled to mean 0 and deviation 1 for the network.",
        count(MAX_POINTS)
    );
    html("details")
        .class("data-own")
        .flag("open", panel.refusal.is_some())
        .child(html("summary").text("Points of your own"))
        .child(open)
        .child(html("label").attr("for", "own-points").text("or paste them here"))
        .child(paste)
        .children(refusal)
        .child(take)
        .child(html("p").class("data-note").text(hint))
        .children(long)
}

fn network(panel: &DataPanel) -> Element {
    let named = |activation: Activation| (activation.name().to_owned(), activation_name(activation).to_owned());
    let hidden = Activation::ALL.into_iter().filter(|activation| *activation != Activation::Softmax).map(named);
    let losses = Loss::ALL.map(|loss| (loss.name().to_owned(), words::loss(loss).to_owned()));
    let schemes = Scheme::ALL.map(|scheme| {
        let name = match scheme {
            Scheme::Zero => "all zero",
            Scheme::Uniform => "uniform ±½",
            Scheme::Xavier => "Xavier",
            Scheme::He => "He",
        };
        (scheme.name().to_owned(), name.to_owned())
    });
    group("Network")
        .child(pick(panel, Knob::Activation, "Activation", hidden))
        .child(pick(panel, Knob::Output, "Output", Activation::ALL.map(named)))
        .child(pick(panel, Knob::Loss, "Loss", losses))
        .child(pick(panel, Knob::Initial, "Weights", schemes))
        .child(field(panel, Knob::Start, "Their seed"))
}

fn training(panel: &DataPanel) -> Element {
    let rate = panel.setup.plan.rate;
    let slider = html("input")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", PLACES.to_string())
        .attr("step", "1")
        .attr("value", place_of_rate(rate).round().to_string())
        .attr("aria-label", "Learning rate, slider")
        .attr("aria-valuetext", rate.to_string())
        .attr("data-input", "rate/data-slide")
        .attr("data-change", "end-slide");
    let schedules = Schedule::NAMES.map(|name| (name.to_owned(), schedule_label(name).to_owned()));
    let schedule = panel.setup.plan.schedule;
    let every = if schedule.factor().is_some() { "Epochs a step" } else { "Over epochs" };
    let length = schedule.length().map(|_| field(panel, Knob::Over, every));
    let factor = schedule.factor().map(|_| field(panel, Knob::Factor, "Factor a step"));
    let sizes = with_own([0, 1, 2, 5, 10, 20, 50, 100], panel.setup.plan.batch);
    let sizes = sizes.into_iter().map(|size| (size.to_string(), words::batch(size)));
    group("Training")
        .child(field(panel, Knob::Rate, "Learning rate"))
        .child(html("div").class("setting").child(slider))
        .child(pick(panel, Knob::Schedule, "Schedule", schedules))
        .children(length.into_iter().chain(factor))
        .child(pick(panel, Knob::Batch, "Batch", sizes))
        .child(field(panel, Knob::L2, "Penalty λ"))
}

fn stops(panel: &DataPanel) -> Element {
    let stops = panel.setup.stops;
    let is_on = stops.epoch.is_some() || stops.cost.is_some() || stops.still.is_some();
    html("details")
        .class("data-group")
        .flag("open", is_on)
        .child(html("summary").text("Stop by itself"))
        .child(field(panel, Knob::StopEpoch, "After epoch"))
        .child(field(panel, Knob::StopCost, "At training cost"))
        .child(field(panel, Knob::StopMove, "Weights move less than"))
}

/// Usual numbers, with the one in force in its place.
fn with_own<const N: usize>(usual: [usize; N], own: usize) -> Vec<usize> {
    let mut numbers = usual.to_vec();
    if let Err(place) = numbers.binary_search(&own) {
        numbers.insert(place, own);
    }
    numbers
}

/// A labelled list of choices.
pub(super) fn pick(
    panel: &DataPanel,
    knob: Knob,
    name: &'static str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Element {
    let chosen = panel.setup.get(knob);
    let options = options.into_iter().map(|(value, label)| {
        html("option").key(value.clone()).flag("selected", value == chosen).attr("value", value).text(label)
    });
    let list = html("select")
        .attr("data-change", format!("rate/data-set-{}", knob.name()))
        .attr("aria-label", words::label(knob))
        .attr("value", chosen.clone())
        .children(options);
    html("label").class("setting").key(knob.name()).child(html("span").text(name)).child(list)
}

fn range(panel: &DataPanel, knob: Knob, ends: [&'static str; 3], shown: String) -> Element {
    let action = if knob == Knob::Noise { "data-set-noise" } else { "data-set-share" };
    let label = words::label(knob);
    controls::range(action, Label { shown: label, said: label }, ends, (panel.setup.get(knob), shown))
}

/// A labelled field for a number, with its fault below it.
fn field(panel: &DataPanel, knob: Knob, name: &'static str) -> Element {
    let typing = panel.typing.as_ref().filter(|typing| typing.knob == knob);
    let text = typing.map_or_else(|| panel.setup.get(knob), |typing| typing.draft.clone());
    let label = Label { shown: name, said: words::label(knob) };
    controls::field(("data", knob.name()), label, text, typing.and_then(|typing| typing.fault.clone()))
}
