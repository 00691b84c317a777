//! The formula card: what this step computes, in symbols, numbers and words.

use gradlight_core::trace::Step;

use crate::caption;
use crate::format::count;
use crate::node::{Element, Node, html};
use crate::predict::{cover_switch, panel};
use crate::state::State;

/// The formula card.
pub fn card(state: &State) -> Node {
    front(state).children(panel(state)).children(words(state)).child(buttons(state)).into()
}

/// The formula card of a slide, where there is less room: its two buttons are signs.
pub fn compact(state: &State) -> Node {
    let step = |label: &'static str, sign: &'static str, action: &'static str, is_off: bool| {
        html("button")
            .attr("type", "button")
            .class("tool")
            .attr("data-action", action)
            .attr("aria-label", label)
            .attr("title", label)
            .flag("disabled", is_off)
            .text(sign)
    };
    let back = step("Step back", "‹", "previous-step", is_at_start(state));
    let next = step("Next step", "›", "next-step", is_at_end(state));
    let say = words(state).into_iter().take(1);
    front(state)
        .children(panel(state))
        .children(say)
        .child(html("div").class("go compact").child(back).child(next))
        .into()
}

/// What every formula card has: where the round is, and the formula.
fn front(state: &State) -> Element {
    let (typesetter, step) = (state.typesetter(), state.step());
    let phase = step.phase.name();
    let place = format!("step {} of {}", count(state.document.step + 1), count(state.trace().steps().len()));
    let crumb = html("div")
        .class("crumb")
        .child(html("span").class(format!("tag {phase}")).text(capital(phase)))
        .child(html("span").text(format!("{place} · {}", caption::title(&typesetter, step))))
        .child(cover_switch(state));
    html("section")
        .class("card formula-card")
        .attr("data-view", "formula")
        .attr("aria-label", "Formula")
        .child(crumb)
        .child(formula(state))
}

/// The formula; whatever in it is pointed at, here or in the picture, is lit.
fn formula(state: &State) -> Node {
    let mut formula = state.typesetter().mathml(state.step()).grid().into();
    if let Some(lit) = &state.lit {
        light(&mut formula, &state.names().id(lit));
    }
    formula
}

fn light(node: &mut Node, term: &str) {
    let Node::Element(element) = node else { return };
    if element.attribute("data-term") == Some(term) {
        match element.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, class)) => class.to_mut().push_str(" lit"),
            None => element.attributes.push(("class", "lit".into())),
        }
    }
    for child in &mut element.children {
        light(child, term);
    }
}

/// What the value means and why it is computed so; nothing that tells of covered numbers.
fn words(state: &State) -> Vec<Node> {
    let (typesetter, step) = (state.typesetter(), state.step());
    let tells = |quantity| typesetter.covers(&quantity);
    let counts = state.predict.hands.is_some();
    if counts || tells(step.quantity) || step.expression.reads().into_iter().any(tells) {
        return Vec::new();
    }
    let say = html("p").class("say").key("say").text(caption::sentence(&typesetter, step));
    let why = html("p").class("why").key("why").text(caption::why(&typesetter, step));
    [say.into(), why.into()].into_iter().chain(drift(state, step)).collect()
}

/// What carrying the rounding has done to this number, where it is carried.
fn drift(state: &State, step: &Step) -> Option<Node> {
    let exact = state.exact_value(&step.quantity)?;
    let digits = state.digits();
    let text = format!(
        "With every digit it would be {}; the rounding carried so far has moved it by {}.",
        crate::format::computed(exact, crate::format::Digits::clamped(12)),
        crate::format::computed(step.value - exact, digits)
    );
    Some(html("p").class("why drift").text(text).into())
}

fn buttons(state: &State) -> Element {
    let back = html("button")
        .attr("type", "button")
        .attr("data-action", "previous-step")
        .flag("disabled", is_at_start(state))
        .text("‹ Back")
        .child(key("←"));
    html("div").class("go").child(back).child(next(state))
}

fn is_at_start(state: &State) -> bool {
    state.document.step == 0 && state.finished() == 0
}

fn is_at_end(state: &State) -> bool {
    !state.is_step_covered()
        && state.document.step + 1 == state.trace().steps().len()
        && state.finished() >= state.most_finished()
}

fn next(state: &State) -> Element {
    let label = if state.is_step_covered() { "Reveal the value".to_owned() } else { next_title(state) };
    html("button")
        .attr("type", "button")
        .class("primary")
        .attr("data-action", "next-step")
        .flag("disabled", is_at_end(state))
        .child(html("span").class("next-label").text(label))
        .child(key("→"))
}

fn next_title(state: &State) -> String {
    match state.trace().steps().get(state.document.step + 1) {
        Some(step) => format!("Next: {} ›", caption::title(&state.typesetter(), step)),
        None => format!("Next: round {} ›", count(state.finished() + 2)),
    }
}

/// A key's name on a button.
pub(super) fn key(name: &'static str) -> Element {
    html("kbd").attr("aria-hidden", "true").text(name)
}

/// The word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
