//! The timeline: one round, a tick a step, in its phases.

use std::ops::Range;

use gradlight_core::trace::Phase;

use super::card::capital;
use crate::caption;
use crate::node::{Element, Node, html};
use crate::state::State;

/// With more steps than this a tick stands for several.
const MAX_TICKS: usize = 160;

/// The timeline of the round shown.
pub fn timeline(state: &State) -> Node {
    let step = state.step();
    let title = caption::title(&state.typesetter(), step);
    let (place, steps) = (state.document.step + 1, state.trace().steps().len());
    html("div")
        .class("timeline")
        .attr("data-view", "timeline")
        .attr("data-step", state.names().id(&step.quantity))
        .attr("data-round", (state.finished() + 1).to_string())
        .attr("data-scrub", "steps")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", "Step of the round")
        .attr("aria-valuemin", "1")
        .attr("aria-valuemax", steps.to_string())
        .attr("aria-valuenow", place.to_string())
        .attr("aria-valuetext", format!("{title}, {place} of {steps}"))
        .children(state.segments().into_iter().map(|(phase, range)| segment(state, phase, range)))
        .into()
}

fn segment(state: &State, phase: Phase, range: Range<usize>) -> Element {
    let here = state.document.step;
    let count = if range.contains(&here) {
        format!("{} of {}", here - range.start + 1, range.len())
    } else {
        range.len().to_string()
    };
    let head =
        html("p").class("segment-head").child(html("b").text(capital(phase.name()))).child(html("span").text(count));
    let ticks = html("div").class("ticks").children(ticks(state, range.clone()));
    html("div")
        .key(range.start.to_string())
        .class(format!("segment {} {}", phase.name(), width_class(range.len())))
        .child(head)
        .child(ticks)
}

/// Segments grow with their steps; the classes stand for steps of width, since no style may be inline.
fn width_class(steps: usize) -> String {
    format!("grow-{}", steps.clamp(3, 24))
}

fn ticks(state: &State, range: Range<usize>) -> Vec<Element> {
    let steps = state.trace().steps().len();
    let group = steps.div_ceil(MAX_TICKS);
    let here = state.document.step;
    range
        .clone()
        .step_by(group)
        .map(|first| {
            let end = (first + group).min(range.end);
            let class = match () {
                () if (first..end).contains(&here) => "tick now",
                () if first < here => "tick done",
                () => "tick",
            };
            html("span").class(class).attr("data-action", "go-to-step").attr("data-argument", first.to_string())
        })
        .collect()
}
