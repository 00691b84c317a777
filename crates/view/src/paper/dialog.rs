//! The dialog in which one chooses what to print.

use super::{Field, Kind, Layout, Paper, order};
use crate::format::count;
use crate::node::{Element, Node, html};
use crate::route::Route;
use crate::state::State;

/// The dialog; the browser opens and closes it as `data-open` says.
pub(crate) fn dialog(state: &State) -> Node {
    let Paper { is_open, kind, layout, .. } = &state.paper;
    let dialog = html("dialog")
        .key("paper-dialog")
        .class("help paper-dialog")
        .attr("aria-labelledby", "paper-title")
        .attr("data-close", "paper/toggle")
        .attr("data-open", if *is_open { "true" } else { "false" });
    if !is_open {
        return dialog.into();
    }
    let dialog = dialog.child(html("h2").attr("id", "paper-title").text("Print"));
    let is_lecture = state.route == Route::Slides;
    let choices = if is_lecture {
        choices(&Layout::ALL.map(|(own, name, label)| (name, label, own == *layout)))
    } else {
        choices(&Kind::ALL.map(|(own, name, label)| (name, label, own == *kind)))
    };
    let (body, is_sound) = if is_lecture { (Vec::new(), true) } else { numbers(state) };
    let buttons = html("p")
        .class("paper-buttons")
        .child(button("Print", "paper/print", "primary").flag("disabled", !is_sound))
        .child(button("Close", "paper/toggle", ""));
    dialog.child(choices).children(body).child(buttons).into()
}

fn button(label: &'static str, action: &'static str, class: &'static str) -> Element {
    html("button").attr("type", "button").class(class).attr("data-action", action).text(label)
}

fn choices(all: &[(&'static str, &'static str, bool)]) -> Element {
    let choice = |(name, label, is_chosen): &(&'static str, &'static str, bool)| {
        let radio = html("input")
            .attr("type", "radio")
            .attr("name", "paper")
            .attr("value", *name)
            .attr("data-change", "paper/choose")
            .flag("checked", *is_chosen);
        html("label").class("tick-box").key(*name).child(radio).child(html("span").text(*label))
    };
    html("fieldset")
        .class("paper-choices")
        .child(html("legend").class("visually-hidden").text("What to print"))
        .children(all.iter().map(choice))
}

/// Rounds, students and seed, and what they come to; says whether that can be printed.
fn numbers(state: &State) -> (Vec<Element>, bool) {
    let field = |field: Field, label: &'static str, id: &'static str, action: &'static str, hint: String| {
        html("div")
            .class("paper-field")
            .child(html("label").attr("for", id).text(label))
            .child(
                html("input")
                    .attr("id", id)
                    .attr("type", "text")
                    .attr("inputmode", "numeric")
                    .attr("autocomplete", "off")
                    .attr("aria-describedby", format!("{id}-hint paper-outcome"))
                    .attr("data-input", action)
                    .attr("value", state.paper.typed[field as usize].clone()),
            )
            .child(html("span").attr("id", format!("{id}-hint")).class("why").text(hint))
    };
    let from = format!("how many, from round {} on", count(state.finished() + 1));
    let own = "each with numbers of their own; empty for the numbers shown".to_owned();
    let same = "the same seed gives the same numbers".to_owned();
    let (outcome, is_sound) = match order(state) {
        Ok(order) => (outcome(&order), true),
        Err(fault) => (html("p").class("guess-fault").attr("role", "alert").text(fault), false),
    };
    let fields = vec![
        field(Field::Rounds, "Rounds", "paper-rounds", "paper/rounds", from),
        field(Field::Students, "Students", "paper-students", "paper/students", own),
        field(Field::Seed, "Seed", "paper-seed", "paper/seed", same),
        outcome.attr("id", "paper-outcome"),
    ];
    (fields, is_sound)
}

fn outcome(order: &crate::handout::Order) -> Element {
    let sheets = order.class.map_or(1, |class| class.students) * (order.rounds.1 + 1 - order.rounds.0);
    let plural = if sheets == 1 { "sheet" } else { "sheets" };
    let key = if order.kind == Kind::Worksheet { ", then the key" } else { "" };
    html("p").class("why").text(format!("{} {plural}, each beginning a page{key}.", count(sheets)))
}
