//! Where a guess is typed and judged, and hands are counted.

use super::{Hands, Predict, words};
use crate::node::{Element, Node, html, svg};
use crate::state::{Field, State};
use crate::views::icon::icon;

/// The tolerance, as it is stated.
const TOLERANCE: &str = "Right if every digit typed agrees; type three or more.";

/// How long the longest bar is.
const BAR: f64 = 100.0;

/// The switch that covers values and opens them again.
pub(crate) fn cover_switch(state: &State) -> Element {
    let covers = state.predict.covers;
    html("button")
        .attr("type", "button")
        .class("tool cover-switch")
        .attr("data-action", "predict/toggle")
        .attr("aria-label", "Cover values, to predict them")
        .attr("title", "Cover values, to predict them (C)")
        .attr("aria-pressed", if covers { "true" } else { "false" })
        .child(icon(if covers { "covered" } else { "open-eye" }))
}

/// Field, verdict and show of hands at the step at hand; nothing where there is nothing to predict.
pub(crate) fn panel(state: &State) -> Vec<Node> {
    let Predict { verdict, hands, .. } = &state.predict;
    let is_covered = state.is_step_covered();
    let is_number = state.step().value.is_finite();
    let asks = (is_covered && hands.is_none()).then(|| if is_number { asking(state) } else { no_number() });
    let verdict = verdict.as_ref().filter(|_| hands.is_none()).map(|verdict| {
        let class = if verdict.is_right { "verdict right" } else { "verdict wrong" };
        html("p").class(class).key("verdict").attr("role", "status").text(verdict.text.clone())
    });
    let hands = hands.as_ref().map(|hands| show_of_hands(state, hands, !is_covered));
    let all = asks.into_iter().chain(verdict).chain(hands);
    if is_covered || state.predict.covers { all.map(Node::from).collect() } else { Vec::new() }
}

/// Where a value has left the range of numbers, there is nothing to type.
fn no_number() -> Element {
    html("p").class("say").key("asking").text("Training has left the range of numbers here: reveal what became of it.")
}

fn asking(state: &State) -> Element {
    let id = state.names().id(&state.step().quantity);
    let (own, fault_id, tolerance_id) = (format!("guess.{id}"), format!("fault.{id}"), format!("tolerance.{id}"));
    let editing = state.draft_of(Field::Guess);
    let fault = editing.and_then(|editing| editing.fault.as_deref());
    let typed = match (editing, &state.predict.verdict) {
        (Some(editing), _) => editing.draft.clone(),
        (None, Some(verdict)) => verdict.typed.clone(),
        (None, None) => String::new(),
    };
    // A verdict takes the tolerance's place.
    let described = match (fault, &state.predict.verdict) {
        (Some(_), _) => Some(fault_id),
        (None, None) => Some(tolerance_id),
        (None, Some(_)) => None,
    };
    let field = html("input")
        .attr("id", own.clone())
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("data-focus", "predict/begin")
        .attr("data-input", "draft")
        .attr("data-guess", "")
        .attr("value", typed)
        .maybe("aria-invalid", fault.map(|_| "true"))
        .maybe("aria-describedby", described.clone());
    let line = html("div")
        .class("guess-line")
        .child(html("label").attr("for", own).text("Your prediction"))
        .child(field)
        .child(button("Check", "commit"))
        .child(button("Hands", "predict/toggle-hands").attr("title", "Count a show of hands instead (H)"));
    let below = described.map(|id| match fault {
        Some(fault) => html("p").attr("id", id).class("guess-fault").attr("role", "alert").text(fault.to_owned()),
        None => html("p").attr("id", id).class("why").text(TOLERANCE),
    });
    html("div").class("guess").key("asking").child(line).children(below)
}

fn button(label: &'static str, action: &'static str) -> Element {
    html("button").attr("type", "button").attr("data-action", action).text(label)
}

/// The answers with their hands as bars; once the value is open, what each answer comes from.
fn show_of_hands(state: &State, hands: &Hands, is_open: bool) -> Element {
    let (total, quantity) = (hands.total(), state.names().id(&state.step().quantity));
    let most = hands.answers.iter().map(|answer| answer.count).max().unwrap_or(0).max(1);
    let rows = hands.answers.iter().enumerate().map(|(place, answer)| {
        let letter = char::from(b'A' + place as u8);
        let shown = match &answer.shown {
            Some(shown) => format!("{letter}  {shown}"),
            None => "another answer".to_owned(),
        };
        let meaning = match answer.lapses.first() {
            _ if !is_open => String::new(),
            Some(lapse) => words::what(state, lapse),
            None if answer.is_right() => "right".to_owned(),
            None => String::new(),
        };
        let id = format!("hands.{place}.{quantity}");
        let field = html("input")
            .attr("id", id.clone())
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .attr("data-input", COUNTS[place.min(COUNTS.len() - 1)])
            .attr("value", answer.typed.clone())
            .maybe("aria-invalid", answer.fault.as_ref().map(|_| "true"))
            .maybe("aria-describedby", answer.fault.as_ref().map(|_| format!("hands-fault.{quantity}")));
        html("div")
            .class(if is_open && answer.is_right() { "hands-row right" } else { "hands-row" })
            .key(place.to_string())
            .child(html("label").attr("for", id).text(shown))
            .child(field)
            .child(html("span").class("hands-share").text(share(answer.count, total)))
            .child(
                html("div")
                    .class("hands-meaning")
                    .child(bar(f64::from(answer.count) / f64::from(most)))
                    .child(html("span").text(meaning)),
            )
    });
    let heading = html("p")
        .class("hands-head")
        .child(html("b").text("Show of hands"))
        .child(html("span").text(format!(" · {total} counted ")))
        .child(button("Close", "predict/toggle-hands").class("quiet-button").attr("title", "Close the count (H)"));
    let fault = hands.fault().map(|fault| {
        html("p")
            .attr("id", format!("hands-fault.{quantity}"))
            .class("guess-fault")
            .attr("role", "alert")
            .text(fault.to_owned())
    });
    html("div")
        .class("hands")
        .key("hands")
        .attr("role", "group")
        .attr("aria-label", "Show of hands")
        .child(heading)
        .children(rows)
        .children(fault)
}

/// The names by which the counts' fields act, as many as there can be answers.
const COUNTS: [&str; 5] =
    ["predict/count-0", "predict/count-1", "predict/count-2", "predict/count-3", "predict/count-4"];

fn bar(part: f64) -> Element {
    svg("svg")
        .class("hands-bar")
        .attr("viewBox", "0 0 100 10")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(svg("rect").num("width", BAR * part).num("height", 10.0))
}

fn share(count: u32, total: u32) -> String {
    match total {
        0 => String::new(),
        _ => format!("{} %", (200 * count + total) / (2 * total)),
    }
}
