//! The map's page: the picture, what is read from it, its legend and controls.

use super::{CELLS, MAP, ROUNDS, words};
use crate::format::{count, percent};
use crate::node::{Element, Node, html};
use crate::rate::controls::save_menu;
use crate::state::State;
use crate::views::figures::data_table;
use crate::views::header::select;

/// Everything under the choice of panels.
pub(super) fn body(state: &State) -> Vec<Node> {
    let room = html("div").class("map-room").key("map").child(picture(state)).child(side(state));
    vec![room.into()]
}

fn button(label: &'static str, action: &'static str) -> Element {
    html("button").attr("type", "button").attr("data-action", action).text(label)
}

fn picture(state: &State) -> Element {
    let [across, up] = words::axes(state);
    let tools = html("span")
        .class("figure-tools")
        .child(
            button("−", "rate/map-zoom-out")
                .class("small")
                .attr("aria-label", "Zoom out")
                .attr("title", "Zoom out (−)"),
        )
        .child(
            button("+", "rate/map-zoom-in").class("small").attr("aria-label", "Zoom in").attr("title", "Zoom in (+)"),
        )
        .child(button("Whole", "rate/map-whole").class("quiet-button").attr("title", "The window it opens with (0)"))
        .child(save_menu(MAP));
    let caption = html("figcaption")
        .child(
            html("span")
                .class("figure-title")
                .child(html("b").text("Two learning rates"))
                .text(format!(" · up: {up}; across: {across}")),
        )
        .child(tools);
    let canvas = html("canvas")
        .attr("data-view", MAP)
        .attr("data-figure", MAP)
        .attr("data-zooms", "")
        .attr("role", "img")
        .attr("tabindex", "0")
        .attr("aria-label", words::sentence(state));
    html("figure").class("card figure map-figure").key(MAP).child(caption).child(canvas)
}

fn side(state: &State) -> Element {
    html("section")
        .class("card map-side")
        .attr("aria-label", "What the map shows")
        .child(controls(state))
        .child(reading(state))
        .child(legend())
        .child(progress(state))
        .child(html("details").child(html("summary").text("Table")).child(data_table(&table(state))))
        .child(html("p").class("data-note").text(
            "Drag to move, turn the wheel or press + and − to zoom, click or use the arrow keys to read. On the dashed line both rates are equal; the ring is the example’s own rate. Zoom into the edge between blue and orange: it never becomes smooth.",
        ))
}

fn progress(state: &State) -> Element {
    let field = state.rate.map.field.as_ref();
    let is_complete = field.is_some_and(super::Field::is_complete) && !super::is_stale(state);
    html("p")
        .class("data-note progress")
        .attr("data-complete", if is_complete { "true" } else { "false" })
        .attr("data-quantity", "map.learned")
        .attr("data-value", field.map_or(0.0, |field| field.parts()[0]).to_string())
        .text(words::progress(state))
}

fn controls(state: &State) -> Element {
    let map = &state.rate.map;
    let options = |numbers: &[usize], unit: &str| -> Vec<(String, String)> {
        numbers.iter().map(|number| (number.to_string(), format!("{}{unit}", count(*number)))).collect()
    };
    html("div")
        .class("map-controls")
        .child(select("Rounds", "rate/map-rounds", &map.rounds.to_string(), options(&ROUNDS, "")))
        .child(select("Cells", "rate/map-cells", &map.cells.to_string(), options(&CELLS, " an edge")))
}

fn reading(state: &State) -> Element {
    let map = &state.rate.map;
    let text = words::reading(state)
        .unwrap_or_else(|| "Point at the map to read a pair of rates; click to keep it.".to_owned());
    let why = map.reading.map(|verdict| super::super::regime::why(verdict.regime));
    let quantity =
        |name: &'static str, value: f64| html("span").attr("data-quantity", name).attr("data-value", value.to_string());
    let values = map.cross.zip(map.reading).map(|(cross, verdict)| {
        let rates = super::window::pair(cross);
        [("map.before", rates.before), ("map.last", rates.last), ("map.cost", verdict.cost)]
    });
    let values = values.into_iter().flatten().map(|(name, value)| quantity(name, value));
    let is_off = map.cross.is_none();
    html("div")
        .class("map-reading")
        .child(html("h2").text("At the cross"))
        .child(html("p").class("map-read").text(text).children(values))
        .child(html("p").class("data-note").text(why.unwrap_or_default()))
        .child(
            html("div")
                .class("map-controls")
                .child(button("Open what it came to in Step", "rate/map-open-in-step").flag("disabled", is_off))
                .child(button("Run the last layer’s rate alone", "rate/map-open-rate").flag("disabled", is_off)),
        )
}

fn legend() -> Element {
    let entry = |class: &'static str, text: &'static str| html("li").class(class).text(text);
    html("ul")
        .class("map-legend")
        .attr("aria-label", "Colours")
        .child(entry("learned", "blue: learns, the deeper the faster"))
        .child(entry("stuck", "grey: ends no lower than it began"))
        .child(entry("diverged", "orange: diverges, the deeper the sooner"))
}

fn table(state: &State) -> gradlight_plot::Table {
    let parts = state.rate.map.field.as_ref().map_or([0.0; 3], super::Field::parts);
    let names = ["learn", "end no lower than they began", "diverge"];
    let rows = names.into_iter().zip(parts).map(|(name, part)| (name.to_owned(), vec![percent(part)]));
    gradlight_plot::Table { head: vec!["Pairs that".to_owned(), "part of the map".to_owned()], rows: rows.collect() }
}
