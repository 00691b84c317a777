//! The data panel's page: what plays and steps, the pictures with their captions and tables, the settings.

use super::DataPanel;
use super::knob::{Knob, PACES, StepBy};
use super::pictures::{BOUNDARY, COSTS, UNITS};
use super::settings::{pick, settings};
use super::{tables, words};
use crate::format::{at_a_glance, percent};
use crate::node::{Element, Node, html};
use crate::rate::controls::save_menu;
use crate::state::State;
use crate::views::controls::play;
use crate::views::figures::{cost_scale, data_table, rounds_scale};
use gradlight_core::batch::{LANES, MAX_HIDDEN};

/// Everything under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    let panel = &state.rate.data;
    let room = html("div")
        .class("data-room")
        .key("data")
        .attr("data-view", "runs")
        .child(transport(state))
        .child(boundary(state))
        .child(network(state))
        .child(costs(state))
        .child(settings(panel));
    vec![room.into()]
}

fn button(label: impl Into<std::borrow::Cow<'static, str>>, action: &'static str) -> Element {
    html("button").attr("type", "button").attr("data-action", action).text(label)
}

fn transport(state: &State) -> Element {
    let panel = &state.rate.data;
    let by = StepBy::ALL.map(|by| (by.name().to_owned(), words::step(by).to_lowercase()));
    let paces = PACES.map(|pace| (pace.to_string(), words::pace(pace)));
    let steps = StepBy::ALL.into_iter().zip(["1", "2", "3"]).map(|(by, key)| {
        button(words::step(by), "rate/data-step")
            .attr("data-argument", by.name())
            .attr("aria-label", format!("One {}", by.name()))
            .attr("title", format!("One {} ({key})", by.name()))
    });
    html("section")
        .class("card data-transport")
        .attr("aria-label", "Training")
        .child(play(state))
        .child(pick(panel, Knob::By, "by", by))
        .child(pick(panel, Knob::Pace, "at", paces))
        .child(html("div").class("steps").attr("role", "group").attr("aria-label", "One step").children(steps))
        .child(button("Reset", "rate/data-restart").attr("title", "Start over from the same seed (R)"))
        .child(button("Next seed", "rate/data-next-start").attr("title", "Start over from other weights (Shift+R)"))
        .child(standing(state))
}

/// How training stands: epoch, costs, accuracies.
fn standing(state: &State) -> Element {
    let panel = &state.rate.data;
    let (now, digits) = (&panel.training.now, state.digits());
    let read = |name: &'static str, quantity: &'static str, value: f64, shown: String| {
        html("span")
            .class("reading")
            .text(name)
            .child(html("b").attr("data-quantity", quantity).attr("data-value", value.to_string()).text(shown))
    };
    let cost = |value: f64| at_a_glance(value, digits);
    let mut readings = vec![
        read("epoch ", "data.epoch", panel.training.trainer().epoch() as f64, epoch(panel)),
        read("training ", "data.train.cost", now.train.cost, cost(now.train.cost)),
        read("", "data.train.accuracy", now.train.accuracy, percent(now.train.accuracy)),
    ];
    if !panel.training.test.is_empty() {
        readings.push(read("test ", "data.test.cost", now.test.cost, cost(now.test.cost)));
        readings.push(read("", "data.test.accuracy", now.test.accuracy, percent(now.test.accuracy)));
    }
    html("div").class("standing").children(readings)
}

fn epoch(panel: &DataPanel) -> String {
    let (taken, whole) = panel.training.trainer().progress();
    let epoch = crate::format::count(panel.training.trainer().epoch());
    if taken == 0 { epoch } else { format!("{epoch} + {taken}/{whole}") }
}

fn canvas(name: &'static str, sentence: String) -> Element {
    html("canvas")
        .attr("data-view", name)
        .attr("data-figure", name)
        .attr("role", "img")
        .attr("tabindex", "0")
        .attr("aria-label", sentence)
}

fn title(name: &'static str, rest: String) -> Element {
    html("span").class("figure-title").child(html("b").text(name)).text(rest)
}

fn table(name: &'static str, table: &gradlight_plot::Table) -> Element {
    html("details")
        .class("figure-table")
        .child(html("summary").attr("aria-label", name).text("Table"))
        .child(data_table(table))
}

fn network(state: &State) -> Element {
    let panel = &state.rate.data;
    let read = panel.unit.map_or(String::new(), |unit| format!(" · {}", super::pictures::unit_name(panel, unit)));
    let caption = html("figcaption")
        .child(title("Network", read))
        .child(html("span").class("figure-tools").child(save_menu(UNITS)));
    html("figure")
        .class("card figure data-network")
        .key(UNITS)
        .child(caption)
        .child(layers(panel))
        .child(canvas(UNITS, words::units(state)))
        .child(table("Table of the weights", &tables::weights(state)))
}

/// The buttons that add and take away layers and units.
fn layers(panel: &DataPanel) -> Element {
    let hidden = &panel.setup.plan.hidden;
    let small = |sign: &'static str, action: &'static str, label: String| {
        button(sign, action).class("small").attr("aria-label", label.clone()).attr("title", label)
    };
    let units = hidden.iter().enumerate().map(|(layer, units)| {
        let name = layer + 1;
        html("span")
            .class("units")
            .key(layer.to_string())
            .child(
                small("−", "rate/data-fewer-units", format!("One unit fewer in layer {name}"))
                    .attr("data-argument", layer.to_string())
                    .flag("disabled", *units == 1),
            )
            .child(html("span").text(units.to_string()))
            .child(
                small("+", "rate/data-more-units", format!("One unit more in layer {name}"))
                    .attr("data-argument", layer.to_string())
                    .flag("disabled", *units == LANES),
            )
    });
    html("div")
        .class("data-layers")
        .child(
            small("−", "rate/data-fewer-layers", "One hidden layer fewer".to_owned())
                .flag("disabled", hidden.is_empty()),
        )
        .child(html("span").text(match hidden.len() {
            1 => "1 hidden layer".to_owned(),
            layers => format!("{layers} hidden layers"),
        }))
        .child(
            small("+", "rate/data-more-layers", "One hidden layer more".to_owned())
                .flag("disabled", hidden.len() == MAX_HIDDEN),
        )
        .children(units)
}

fn costs(state: &State) -> Element {
    let panel = &state.rate.data;
    let read = panel.cursor.map_or(String::new(), |epoch| format!(" · {}", words::epoch_read(state, epoch)));
    let caption = html("figcaption").child(title("Costs", read)).child(
        html("span")
            .class("figure-tools")
            .child(html("span").class("train-key").text("training"))
            .child(html("span").class("test-key").text("test"))
            .child(cost_scale(state))
            .child(rounds_scale(state, "epochs"))
            .child(save_menu(COSTS)),
    );
    html("figure")
        .class("card figure data-costs")
        .key(COSTS)
        .child(caption)
        .child(canvas(COSTS, words::costs(state)))
        .child(table("Table of the costs", &tables::costs(state)))
}

fn boundary(state: &State) -> Element {
    let panel = &state.rate.data;
    let name = match panel.unit {
        None => title("Decision boundary", String::new()),
        Some(unit) => title("Map of one unit", format!(" · {}", super::pictures::unit_name(panel, unit))),
    };
    let caption = html("figcaption").child(name).child(html("span").class("figure-tools").child(save_menu(BOUNDARY)));
    let [zero, one] = words::classes(&panel.setup);
    let key = |class: &'static str, text: String| html("span").class(class).text(text);
    let legend = html("p")
        .class("data-legend")
        .child(key("class-zero", zero))
        .child(key("class-one", one))
        .child(key("filled", "filled: training".to_owned()))
        .child(key("hollow", "hollow: test".to_owned()));
    let read = match panel.probe {
        Some(_) => words::probe(state),
        None => "Point at the plane to read the output there.".to_owned(),
    };
    html("figure")
        .class("card figure data-boundary")
        .key(BOUNDARY)
        .child(caption)
        .child(canvas(BOUNDARY, words::boundary(state)))
        .child(legend)
        .child(html("p").class("data-read").text(read))
        .child(html("p").class("data-end").attr("role", "status").text(words::ended(panel).unwrap_or_default()))
        .child(button("Open the next batch in Step", "rate/data-open-in-step"))
        .child(table("Table of the points told", &tables::confusion(state)))
}
