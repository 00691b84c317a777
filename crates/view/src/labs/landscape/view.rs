//! What the landscape lab shows: controls, the three figures with their words, the table of searchers, its link.

use gradlight_core::search::Method;

use super::choices::{HEAT, MOMENTUM, RATE, REACH, ROUND, SEED};
use super::race::{ROUNDS, Release, STARTS};
use super::results::{results, shown_methods, table};
use super::terrain::{OWN, names};
use super::{Landscape, figures};
use crate::format::{at_a_glance, count};
use crate::labs::Look;
use crate::labs::parts::{button, canvas, choice, figure, list, panel, plain, player};
use crate::node::{Element, Node, html};

/// A method's name on the page, and in short.
pub(super) fn title(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::Descent => ("Gradient descent", "Every step by all samples"),
        Method::Stochastic => ("SGD", "Stochastic gradient descent: every step by one sample"),
        Method::Momentum => ("Momentum", "Gradient descent that rolls on"),
        Method::Annealing => ("Annealing", "Simulated annealing: ever smaller random changes"),
        Method::Genetic => ("Genetic", "A genetic algorithm: 20 places, bred and mutated"),
    }
}

/// What stands in the lab.
pub(super) fn body(lab: &Landscape, look: &Look) -> Vec<Node> {
    let side = html("div").class("landscape-side").key("side").child(ground(lab)).child(searchers(lab));
    let figures = html("div")
        .class("landscape-figures")
        .key("figures")
        .child(map(lab, look))
        .child(relief(lab, look))
        .child(race(lab, look))
        .child(results(lab, look));
    vec![
        html("div")
            .class("landscape")
            .child(side)
            .child(html("div").class("landscape-stage").child(clock(lab)).child(figures))
            .into(),
    ]
}

/// The controls of what is searched.
fn ground(lab: &Landscape) -> Element {
    let examples: Vec<(&str, String)> =
        names().map(|name| (name, if name == OWN { "three minima".to_owned() } else { name.to_owned() })).collect();
    let is_random = lab.terrain.axes().is_none();
    let plane = [("parameters", "parameters"), ("random", "random")];
    let parameters = lab.terrain.parameters();
    let axis = |label: &'static str, action: &str, axis: usize| {
        let chosen = lab.terrain.axes().map_or(0, |axes| axes[axis]).to_string();
        let places: Vec<String> = (0..parameters.len()).map(|place| place.to_string()).collect();
        list(
            label,
            action,
            &chosen,
            places.iter().zip(&parameters).map(|(place, name)| (place.as_str(), name.as_str())),
        )
    };
    let axes = (!is_random).then(|| {
        html("div").class("lab-controls").key("axes").child(axis("across", "across", 0)).child(axis("up", "up", 1))
    });
    let height = [("linear", "cost"), ("log", "log cost")];
    let children =
        [list("Example", "example", &lab.terrain.name, examples.iter().map(|(name, title)| (*name, title.as_str())))]
            .into_iter()
            .chain([choice("Plane", "plane", if is_random { "random" } else { "parameters" }, &plane)])
            .chain(axes)
            .chain([REACH.node(lab.terrain.reach, &lab.typing)])
            .chain([choice("Height", "height", if lab.is_log { "log" } else { "linear" }, &height)]);
    panel("Ground", children)
}

/// The controls of who searches it.
fn searchers(lab: &Landscape) -> Element {
    let release = [("methods", "five methods"), ("starts", "many starts")];
    let chosen = if lab.release == Release::Starts { "starts" } else { "methods" };
    let is_race = lab.release == Release::Methods;
    let children = [choice("Release", "release", chosen, &release), RATE.node(lab.rate, &lab.typing)]
        .into_iter()
        .chain(is_race.then(|| MOMENTUM.node(lab.momentum, &lab.typing)))
        .chain(is_race.then(|| HEAT.node(lab.heat, &lab.typing)))
        .chain([SEED.node(lab.seed as f64, &lab.typing), button("Another seed", "another-seed")]);
    panel("Searchers", children)
}

/// Release, pause, step, pace and the round.
fn clock(lab: &Landscape) -> Element {
    let round = lab.round();
    let player = player(lab.playing.is_on(), round, ROUNDS);
    html("div")
        .class("card landscape-clock")
        .key("clock")
        .child(player)
        .child(button("To the end", "last").flag("disabled", round >= ROUNDS))
        .child(lab.playing.choice())
        .child(ROUND.node(round as f64, &lab.typing))
}

fn map(lab: &Landscape, look: &Look) -> Element {
    let canvas = canvas("contour", map_sentence(lab, look)).attr("tabindex", "0");
    figure("contour", "Map: click to start there", canvas, None)
}

fn relief(lab: &Landscape, look: &Look) -> Element {
    let (low, high) = lab.terrain.range();
    let sentence = format!(
        "The same ground as a relief, turned by {} and tilted by {} degrees; heights are costs from {} to {}. Arrow keys turn it.",
        plain(lab.turn),
        plain(lab.tilt),
        at_a_glance(low, look.digits),
        at_a_glance(high, look.digits)
    );
    let canvas = canvas("relief", sentence).attr("tabindex", "0");
    figure("relief", "Relief: drag to turn", canvas, None)
}

fn race(lab: &Landscape, look: &Look) -> Element {
    let passes = lab.race.as_ref().map_or(0, |race| race.passes(lab.reached()));
    let sentence =
        format!("Cost against passes, up to {} passes of a sample. {}", count(passes), standing_with(lab, look));
    figure("race", "Cost against passes", canvas("race", sentence), Some(&table(lab, look)))
}

fn map_sentence(lab: &Landscape, look: &Look) -> String {
    let [x, y] = lab.terrain.axis_names();
    let reach = plain(lab.terrain.reach);
    let (low, high) = lab.terrain.range();
    let glance = |number: f64| at_a_glance(number, look.digits);
    let lowest = lab
        .terrain
        .lowest_node()
        .map_or(String::new(), |[x, y]| format!(", lowest near ({}, {})", glance(x), glance(y)));
    format!(
        "The cost over {x} across and {y} up, each from −{reach} to {reach}: from {} to {}{lowest}. {}",
        glance(low),
        glance(high),
        start_sentence(lab)
    )
}

/// Where all start, in a sentence.
pub(super) fn start_sentence(lab: &Landscape) -> String {
    let [x, y] = lab.start().map(|x| at_a_glance(x, crate::format::Digits::default()));
    format!("The start is ({x}, {y}).")
}

/// How the searchers stand, in sentences.
pub(super) fn standing(lab: &Landscape) -> String {
    let look = Look { digits: crate::format::Digits::default(), width: 0.0, scale: 1.0 };
    format!("Round {} of {}. {}", count(lab.reached()), count(ROUNDS), standing_with(lab, &look))
}

fn standing_with(lab: &Landscape, look: &Look) -> String {
    let glance = |cost: f64| at_a_glance(cost, look.digits);
    if lab.release == Release::Starts {
        let found = figures::found(lab);
        let told: Vec<String> = found
            .iter()
            .map(|minimum| format!("{} in one of cost {}", minimum.searches.len(), glance(minimum.cost)))
            .collect();
        return match told.as_slice() {
            [] => format!("{} descents are on their way.", STARTS * STARTS),
            told => format!("Of {} descents {}.", STARTS * STARTS, told.join(", ")),
        };
    }
    let told: Vec<String> = shown_methods(lab)
        .zip(figures::trails(lab))
        .map(|(method, (trail, _))| {
            let last = &trail[trail.len() - 1];
            if last.cost.is_finite() {
                format!("{} at {}", title(method).0, glance(last.cost))
            } else {
                format!("{} has diverged", title(method).0)
            }
        })
        .collect();
    if told.is_empty() { String::new() } else { format!("{}.", told.join(", ")) }
}
