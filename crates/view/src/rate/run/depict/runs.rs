//! The runs to compare, as a table.

use super::super::pins::{MOST, Pin, letter, rounds_to};
use super::super::words;
use super::{chip_of, figures};
use crate::format::{count, superscript, three_digits};
use crate::node::{Element, Node, html};
use crate::state::State;
use crate::views::header::select;

/// The costs that runs can be timed to, as powers of ten.
const GOALS: [i32; 6] = [-1, -2, -3, -4, -6, -8];

/// The pinned runs.
pub(super) fn runs(state: &State) -> Node {
    let panel = &state.rate.run;
    let head = html("div")
        .class("runs-head")
        .child(html("h2").text("Runs"))
        .child(html("span").class("quiet").text(format!("{} of {MOST}", panel.pins.len())))
        .child(html("span").class("spacer"));
    let section =
        html("section").class("card runs").key("runs").attr("data-view", "runs").attr("aria-label", "Runs to compare");
    if panel.pins.is_empty() {
        let hint = "Pin this run, move the rate, and compare: pinned runs stay in the cost descent, each with its \
                    letter. Try another schedule or momentum from the same start.";
        return section.child(head).child(html("p").class("why").text(hint)).into();
    }
    let goals = GOALS.map(|goal| (goal.to_string(), format!("10{}", superscript(&goal.to_string()))));
    let head = head
        .child(select("Timed to", "rate/run-set-goal", &panel.goal.to_string(), goals))
        .child(figures::save_only_table("runs"));
    section
        .child(head)
        .child(
            html("div")
                .class("runs-scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Table of runs")
                .child(table(state)),
        )
        .into()
}

fn table(state: &State) -> Element {
    let panel = &state.rate.run;
    let after = format!("after {}", count(panel.rounds));
    let to = format!("to 10{}", superscript(&panel.goal.to_string()));
    let heads = ["", "Run", &after, &to, "Regime", ""];
    let names = ["Letter", "Run", &after, &to, "Regime", "Actions"];
    let head = heads.into_iter().zip(names).map(|(head, name)| {
        let cell = html("th").attr("scope", "col");
        if head.is_empty() {
            cell.child(html("span").class("visually-hidden").text(name.to_owned()))
        } else {
            cell.text(head.to_owned())
        }
    });
    let goal = gradlight_core::math::pow(10.0, f64::from(panel.goal));
    let rows = panel.pins.iter().enumerate().map(|(place, pin)| row(place, pin, goal));
    html("table").child(html("thead").child(html("tr").children(head))).child(html("tbody").children(rows))
}

fn row(place: usize, pin: &Pin, goal: f64) -> Element {
    let letter = letter(place);
    let reached = match rounds_to(pin.costs(), goal) {
        Some(rounds) => count(rounds),
        None => "never".to_owned(),
    };
    let cost = pin.costs().last().copied().unwrap_or(f64::NAN);
    let name = html("input")
        .attr("type", "text")
        .class("run-name")
        .attr("aria-label", format!("Name of run {letter}"))
        .attr("title", pin.name.clone())
        .attr("autocomplete", "off")
        .attr("data-change", format!("rate/run-rename:{place}"))
        .attr("value", pin.name.clone());
    let made_of = words::run_label(pin.rate, pin.recipe, pin.rule);
    let label = (made_of != pin.name).then(|| html("span").class("quiet").text(made_of));
    let button = |label: String, sign: &'static str, action: &str| {
        html("button")
            .attr("type", "button")
            .class("quiet-button")
            .attr("data-action", format!("rate/run-{action}:{place}"))
            .attr("aria-label", label.clone())
            .attr("title", label)
            .text(sign)
    };
    let swatch = html("span").class(format!("swatch pin-{place}")).attr("aria-hidden", "true");
    let diverged = pin.run().and_then(gradlight_core::train::Run::divergence).is_some();
    html("tr")
        .key(format!("{place}"))
        .child(html("th").attr("scope", "row").class("letter").child(swatch).text(letter))
        .child(html("td").class("named").child(name).children(label))
        .child(html("td").class("number").attr("data-value", cost.to_string()).text(if diverged {
            format!("{} at last", three_digits(cost))
        } else {
            three_digits(cost)
        }))
        .child(html("td").class("number").text(reached))
        .child(html("td").children(pin.verdict().map(|verdict| chip_of(verdict.regime))))
        .child(
            html("td")
                .class("run-actions")
                .child(button(format!("Open run {letter} in Step"), "→", "open-in-step"))
                .child(button(format!("Restore run {letter}"), "↺", "restore"))
                .child(button(format!("Remove run {letter}"), "×", "unpin")),
        )
}
