//! The panel's figures on the page: what each depends on, how it is drawn, pointed at, told and saved.

use gradlight_plot::{Drawn, Ink, Strip, Style, Table, strip};

use super::super::atlas::{Atlas, Stretch, is_partly_stuck};
use super::super::reading::Pointed;
use super::super::{plots, words};
use super::chip_of;
use crate::drawing::Fingerprint;
use crate::format::{count, three_digits};
use crate::node::{Element, Node, html};
use crate::pointer::{Gesture, Pointer};
use crate::rate::controls::save_menu;
use crate::rate::regime;
use crate::slider;
use crate::state::State;
use crate::views::figures::{activation_name, cost_scale, data_table, rounds_scale};

/// What the picture of that figure depends on.
pub(in crate::rate::run) fn fingerprint(state: &State, figure: &str) -> Option<Fingerprint> {
    let panel = &state.rate.run;
    let print = Fingerprint::default()
        .text(figure)
        .and(state.run_number() as usize)
        .and(panel.rounds)
        .text(&words::recipe_label(panel.recipe))
        .and(panel.finished())
        .text(state.settings.rounds_scale.name())
        .text(state.settings.cost_scale.name());
    Some(match figure {
        "descent" => {
            let print = print
                .and(panel.costs().len())
                .and(panel.cursor.map_or(usize::MAX, |cursor| cursor))
                .and(usize::from(state.settings.digits));
            panel.pins.iter().fold(print, |print, pin| {
                let print = print.with(pin.rate).text(pin.rule.name()).text(&words::recipe_label(pin.recipe));
                print.and(pin.costs().len())
            })
        }
        "lookahead" => {
            let ahead = panel.ahead.as_ref()?;
            print.with(ahead.here.rate).with(ahead.here.cost).with(ahead.cost).with(ahead.slope)
        }
        "activation" => plots::operating_points(state).iter().fold(print, |print, point| print.with(point.net)),
        "weights" => print.and(panel.weights.len()).and(panel.seen),
        "schedule" => print,
        "atlas" | "atlas-beside" => atlas_print(state, figure == "atlas-beside")?,
        _ => return None,
    })
}

fn atlas_print(state: &State, beside: bool) -> Option<Fingerprint> {
    let panel = &state.rate.run;
    let atlas = panel.atlas_of(beside)?;
    let threshold = panel.ahead.as_ref().map_or(f64::NAN, |ahead| ahead.threshold);
    let print = Fingerprint::default()
        .and(atlas.progress().0)
        .and(atlas.rounds())
        .with(panel.span.0)
        .with(panel.span.1)
        .with(state.document.start.learning_rate())
        .with(panel.read_of(beside).unwrap_or(f64::NAN))
        .with(threshold)
        .with(atlas.at_minimum().map_or(f64::NAN, |(threshold, _)| threshold));
    let regime = |print: Fingerprint, stretch: &Stretch| print.with(stretch.from).text(stretch.verdict.regime.name());
    Some(atlas.stretches().iter().fold(print, regime))
}

/// Draws that figure.
pub(in crate::rate::run) fn draw<'a>(state: &State, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
    let panel = &state.rate.run;
    match figure {
        "descent" => plots::with_descent(state, style, |descent| descent.draw(ink, style)),
        "activation" => plots::with_activation(state, |activation| activation.draw(ink, style)),
        "weights" => plots::weights_chart(state, style).draw(ink, style),
        "schedule" => plots::schedule_chart(state, style).draw(ink, style),
        "lookahead" => panel.ahead.as_ref().map_or(Ok(()), |ahead| ahead.chart(style).draw(ink, style)),
        "atlas" | "atlas-beside" => {
            let strip = strip(state, figure == "atlas-beside", style);
            strip.map_or(Ok(()), |strip| strip.draw(ink, style))
        }
        _ => Ok(()),
    }
}

/// The strip of an atlas with the rate on it; on that of the open example the threshold of the round looked at too.
fn strip(state: &State, beside: bool, style: &Style) -> Option<Strip> {
    let panel = &state.rate.run;
    let atlas = panel.atlas_of(beside)?;
    let threshold = |at: f64, place: &str, colour| strip::Threshold {
        at,
        label: format!("2/λ {place} {}", words::threshold(at)),
        colour,
    };
    let at_minimum = atlas.at_minimum().map(|(at, _)| threshold(at, "at the minimum", style.ink));
    let ahead = panel.ahead.as_ref().filter(|ahead| !beside && ahead.threshold.is_finite());
    let here = ahead.map(|ahead| threshold(ahead.threshold, "at this point", style.second));
    Some(Strip {
        axis: atlas.axis(),
        bands: atlas.bands(),
        marks: atlas.lettered_marks(),
        thresholds: at_minimum.into_iter().chain(here).collect(),
        here: state.document.start.learning_rate(),
        cursor: panel.read_of(beside),
    })
}

/// Does what the pointer wants of that figure.
pub(in crate::rate::run) fn point(state: &mut State, figure: &str, pointer: &Pointer) {
    let style = Style { scale: state.scale, ..Style::light() };
    let is_dragged = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
    if figure == "descent" {
        let round = plots::with_descent(state, &style, |descent| descent.round_at(pointer.x, pointer.width, &style));
        let panel = &mut *state.rate.run;
        match pointer.gesture {
            Gesture::Down | Gesture::Move { is_down: true } => {
                (panel.wished, panel.cursor, state.playing) = (Some(round), Some(round), None);
            }
            Gesture::Move { .. } => panel.cursor = Some(round),
            Gesture::Leave => panel.cursor = None,
            Gesture::Up | Gesture::Wheel(_) => {}
        }
        return;
    }
    let Some(rate) = rate_under(state, figure, pointer, &style) else { return };
    let is_strip = figure != "lookahead";
    match pointer.gesture {
        Gesture::Leave if is_strip => state.rate.run.pointed = None,
        _ if is_dragged => {
            if pointer.gesture == Gesture::Down {
                state.coalescing = None;
            }
            state.rate.run.pointed = None;
            state.set_learning_rate(slider::three_digits(rate));
        }
        Gesture::Move { .. } if is_strip => {
            state.rate.run.pointed = Some(Pointed { beside: figure == "atlas-beside", rate });
        }
        _ => {}
    }
}

fn rate_under(state: &State, figure: &str, pointer: &Pointer, style: &Style) -> Option<f64> {
    let rate = match figure {
        "lookahead" => state.rate.run.ahead.as_ref()?.rate_at(pointer.x, pointer.size(), style),
        "atlas" | "atlas-beside" => {
            strip(state, figure == "atlas-beside", style)?.value_at(pointer.x, pointer.width, style)
        }
        _ => return None,
    };
    (rate > 0.0).then_some(rate)
}

/// Every figure under the handle, in the order of reading.
pub(super) fn all(state: &State) -> Vec<Node> {
    vec![descent(state), lookahead(state), activation(state), weights(state), schedule(state)]
}

/// A figure's frame: caption, canvas, table behind it.
struct Frame {
    name: &'static str,
    title: String,
    subtitle: String,
    tools: Vec<Element>,
    sentence: String,
    table: Table,
    takes_keys: bool,
}

impl Frame {
    fn node(self) -> Node {
        let Self { name, title, subtitle, tools, sentence, table, takes_keys } = self;
        let caption = html("figcaption")
            .child(
                html("span")
                    .class("figure-title")
                    .child(html("b").text(title))
                    .text(" · ")
                    .child(html("span").text(subtitle)),
            )
            .child(html("span").class("figure-tools").children(tools).child(save_menu(name)));
        let canvas = html("canvas")
            .attr("data-view", name)
            .attr("data-figure", name)
            .attr("role", "img")
            .attr("aria-label", sentence)
            .maybe("tabindex", takes_keys.then_some("0"));
        let details =
            html("details").class("figure-table").child(html("summary").text("Table")).child(data_table(&table));
        html("figure")
            .class(format!("card figure {name}-figure"))
            .key(name)
            .child(caption)
            .child(canvas)
            .child(details)
            .into()
    }
}

/// The button that saves a table.
pub(super) fn save_only_table(figure: &'static str) -> Element {
    html("button")
        .attr("type", "button")
        .class("quiet-button")
        .attr("data-action", "rate/save")
        .attr("data-argument", format!("{figure}.csv"))
        .text("Save CSV")
}

fn descent(state: &State) -> Node {
    let panel = &state.rate.run;
    let (sentence, table) =
        plots::with_descent(state, &Style::light(), |descent| (descent.sentence(), descent.table()));
    let subtitle = match panel.divergence() {
        Some(divergence) => format!("diverged at round {}", count(divergence.round())),
        None => format!("round {}", count(panel.finished() + 1)),
    };
    let tools = vec![cost_scale(state), rounds_scale(state, "rounds")];
    let others = panel.pins.iter().enumerate().map(|(place, pin)| {
        let cost = pin.costs().last().map_or_else(String::new, |cost| three_digits(*cost));
        format!(" {}, {}, ends at {cost}.", super::super::pins::letter(place), pin.name)
    });
    let sentence = std::iter::once(sentence).chain(others).collect();
    Frame { name: "descent", title: "Cost descent".to_owned(), subtitle, tools, sentence, table, takes_keys: true }
        .node()
}

fn lookahead(state: &State) -> Node {
    let panel = &state.rate.run;
    let round = panel.ahead_of.map_or(1, |(_, finished)| finished + 1);
    let (sentence, subtitle, table) = match &panel.ahead {
        Some(ahead) => {
            let row =
                |name: &str, rate: f64, cost: f64| (name.to_owned(), vec![three_digits(rate), three_digits(cost)]);
            let rows = [
                Some(row("where the step begins", 0.0, ahead.cost)),
                Some(row("your rate", ahead.here.rate, ahead.here.cost)),
                ahead.best.map(|best| row("the best on this line", best.rate, best.cost)),
            ];
            let table = Table {
                head: ["place", "rate", "cost after the step"].map(str::to_owned).to_vec(),
                rows: rows.into_iter().flatten().collect(),
            };
            let without = if panel.recipe.optimiser.beta().is_some() { ", without its velocity" } else { "" };
            (ahead.sentence(round), format!("round {}: {}{without}", count(round), ahead.words()), table)
        }
        None => (String::new(), "…".to_owned(), Table { head: Vec::new(), rows: Vec::new() }),
    };
    let title = "Look-ahead".to_owned();
    Frame { name: "lookahead", title, subtitle, tools: Vec::new(), sentence, table, takes_keys: false }.node()
}

fn activation(state: &State) -> Node {
    let (sentence, table) = plots::with_activation(state, |figure| (figure.sentence(), figure.table()));
    let panel = &state.rate.run;
    let subtitle = match panel.wished {
        Some(_) => format!("in round {}", count(panel.finished() + 1)),
        None => format!("after {} rounds", count(panel.costs().len().saturating_sub(1))),
    };
    Frame {
        name: "activation",
        title: activation_name(plots::activation(state)).to_owned(),
        subtitle,
        tools: Vec::new(),
        sentence,
        table,
        takes_keys: false,
    }
    .node()
}

fn weights(state: &State) -> Node {
    Frame {
        name: "weights",
        title: "Weights".to_owned(),
        subtitle: "the outputs’ solid".to_owned(),
        tools: Vec::new(),
        sentence: plots::weights_sentence(state),
        table: plots::weights_table(state),
        takes_keys: false,
    }
    .node()
}

fn schedule(state: &State) -> Node {
    let name = state.rate.run.recipe.schedule.name();
    Frame {
        name: "schedule",
        title: "Learning rate".to_owned(),
        subtitle: words::schedule_label(name).to_owned(),
        tools: Vec::new(),
        sentence: plots::schedule_sentence(state),
        table: plots::schedule_table(state),
        takes_keys: false,
    }
    .node()
}

/// An atlas in a sentence: each stretch of rates with what it does.
pub(super) fn atlas_sentence(atlas: &Atlas, name: &str) -> String {
    let stretches: Vec<String> = atlas
        .stretches()
        .iter()
        .map(|Stretch { from, to, verdict }| {
            format!("{} from {} to {}", regime::label(verdict.regime), three_digits(*from), three_digits(*to))
        })
        .collect();
    let rounds = count(atlas.rounds());
    format!("What each learning rate does to {name} over {rounds} rounds: {}.", stretches.join("; "))
}

/// Every stretch of the atlas with its reason, as a table.
pub(super) fn regime_table(atlas: &Atlas) -> Element {
    let head = ["Rates", "Regime", "Why"].map(|head| html("th").attr("scope", "col").text(head));
    let rows = atlas.stretches().into_iter().map(|Stretch { from, to, verdict }| {
        let rates = format!("{} … {}", three_digits(from), three_digits(to));
        let stuck = if is_partly_stuck(verdict) { format!(" {} stuck", verdict.stuck_outputs) } else { String::new() };
        html("tr")
            .child(html("th").attr("scope", "row").text(rates))
            .child(html("td").child(chip_of(verdict.regime)).text(stuck))
            .child(html("td").text(regime::why(verdict.regime)))
    });
    html("details").class("regimes").key("regimes").child(html("summary").text("Table")).child(
        scrolled("Table of regimes").child(
            html("table").child(html("thead").child(html("tr").children(head))).child(html("tbody").children(rows)),
        ),
    )
}

/// A panel that scrolls, which the keyboard can reach.
fn scrolled(label: &'static str) -> Element {
    html("div").class("panel").attr("tabindex", "0").attr("role", "region").attr("aria-label", label)
}
