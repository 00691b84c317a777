//! The page: header, notice, and the Step view's parts in their order of reading.

use super::card::card;
use super::controls::controls;
use super::figures::figures;
use super::header::header;
use super::help::help;
use super::icon::icon;
use super::network::{self, NetworkView};
use super::round_table::round_table;
use super::timeline::timeline;
use crate::node::{Element, Node, html};
use crate::route::{HAS_ROOMS, Route};
use crate::scene::Size;
use crate::state::{Field, Space, State};
use crate::{labs, paper, rate, slides};

/// Everything inside the page's root element.
pub fn page(state: &State) -> Vec<Node> {
    let notice = notice(state).map(Node::from);
    let paper = paper::view(state).map(Node::from);
    let dialogs = [help(state), paper::dialog(state)];
    [header(state)].into_iter().chain(notice).chain([main(state)]).chain(dialogs).chain(paper).collect()
}

fn main(state: &State) -> Node {
    match state.route {
        Route::Step => step(state),
        _ if !HAS_ROOMS => step(state),
        Route::Rate => rate::main(state),
        Route::Slides => slides::main(state),
        Route::Labs => labs::main(state),
    }
}

fn step(state: &State) -> Node {
    html("main")
        .class("step-view")
        .attr("aria-label", "Step")
        .child(stage(state, true))
        .child(card(state))
        .child(
            html("section")
                .class("card time")
                .key("time")
                .attr("aria-label", "Round")
                .child(timeline(state))
                .child(controls(state)),
        )
        .children(figures(state))
        .into()
}

/// The network, or the round as a table, which stands behind the network where it is wanted.
pub fn stage(state: &State, has_table: bool) -> Element {
    let table = state.settings.shows_table;
    let label = if table { "Show the network" } else { "Show the round as a table" };
    let toggle = html("button")
        .attr("type", "button")
        .class("tool stage-toggle")
        .attr("data-action", "toggle-table")
        .attr("aria-label", label)
        .attr("title", label)
        .attr("aria-pressed", if table { "true" } else { "false" })
        .child(icon("table"));
    html("section")
        .class(if table { "card stage shows-table" } else { "card stage" })
        .key("stage")
        .attr("aria-label", "Network")
        .child(html("div").class("picture").attr("data-stage", "").child(picture(state)))
        .children(has_table.then(|| {
            html("div")
                .class("stage-table")
                .maybe("tabindex", table.then_some("0"))
                .attr("role", "region")
                .attr("aria-label", "The round's numbers")
                .child(round_table(&state.typesetter(), state.document.step))
        }))
        .child(toggle)
        .children(if HAS_ROOMS { rate::way_back(state) } else { None })
}

fn notice(state: &State) -> Option<Element> {
    let notice = state.notice.as_ref()?;
    let close = html("button")
        .attr("type", "button")
        .class("tool")
        .attr("data-action", "dismiss-notice")
        .attr("aria-label", "Dismiss")
        .text("×");
    let save = notice
        .offers_file
        .then(|| html("button").attr("type", "button").attr("data-action", "save").text("Save the file"));
    Some(
        html("div")
            .class(if notice.is_fault { "notice fault" } else { "notice" })
            .key("notice")
            .attr("role", if notice.is_fault { "alert" } else { "status" })
            .child(html("p").text(notice.text.clone()))
            .children(save)
            .child(close),
    )
}

fn picture(state: &State) -> Node {
    let typesetter = state.typesetter();
    let editing = state.editing.as_ref().and_then(|editing| match editing.field {
        Field::Given(quantity) => {
            Some(network::Editing { quantity, draft: editing.draft.clone(), fault: editing.fault.clone() })
        }
        _ => None,
    });
    let Space { width, height } = state.stage;
    network::network(&NetworkView {
        typesetter: &typesetter,
        step: state.document.step,
        editing: editing.as_ref(),
        lit: state.lit,
        chosen: state.chosen,
        focus: state.walking,
        size: Size { width, height, scale: state.scale },
        scenes: &state.scenes,
    })
}
