//! What the landscape lab shows: controls, the three figures with their words, the table of searchers, its link.

use gradlight_core::search::{Looks, Method, Stop};
use gradlight_plot::{Shape, Table};

use super::figures::{self, MARKS};
use super::race::{ROUNDS, Release, STARTS, best};
use super::terrain::{OWN, Plane, names};
use super::{HEAT, Landscape, MOMENTUM, PACES, RATE, REACH, ROUND, SEED, start_cost};
use crate::format::{at_a_glance, count};
use crate::labs::Look;
use crate::labs::parts::{button, canvas, choice, figure, list, panel, plain, player, value as shown};
use crate::node::{Element, Node, html, svg};

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
    let player = player(lab.is_playing, round, ROUNDS);
    html("div")
        .class("card landscape-clock")
        .key("clock")
        .child(player)
        .child(button("To the end", "last").flag("disabled", round >= ROUNDS))
        .child(choice("Pace", "pace", PACES[lab.pace].0, &PACES.map(|(pace, _)| (pace, pace))))
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

/// The searchers' numbers as a figure's table.
fn table(lab: &Landscape, look: &Look) -> Table {
    let head = ["searcher", "cost", "best", "passes"].map(str::to_owned).to_vec();
    let rows = figures::trails(lab).into_iter().enumerate().map(|(place, (trail, _))| {
        let name = match lab.race.as_ref().filter(|_| lab.release == Release::Methods) {
            Some(_) => shown_methods(lab).nth(place).map(|method| title(method).0.to_owned()).unwrap_or_default(),
            None => format!("start {}", place + 1),
        };
        let last = &trail[trail.len() - 1];
        let glance = |cost: f64| at_a_glance(cost, look.digits);
        (name, vec![glance(last.cost), glance(best(trail).cost), count(last.passes)])
    });
    Table { head, rows: rows.collect() }
}

fn shown_methods(lab: &Landscape) -> impl Iterator<Item = Method> + '_ {
    Method::ALL.into_iter().zip(lab.shown).filter(|(_, shown)| *shown).map(|(method, _)| method)
}

/// The searchers side by side, or the minima that many starts have led to.
fn results(lab: &Landscape, look: &Look) -> Element {
    let rows = match lab.release {
        Release::Methods => methods_table(lab, look),
        Release::Starts => minima_table(lab, look),
    };
    let title = if lab.release == Release::Methods { "Who is where" } else { "Minima found" };
    panel(
        title,
        [html("div")
            .class("lab-scroll")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", title)
            .child(rows)],
    )
}

fn headed(heads: &[&'static str]) -> Element {
    let heads = heads.iter().map(|head| html("th").attr("scope", "col").text(*head));
    html("table").class("lab-table").child(html("thead").child(html("tr").children(heads.collect::<Vec<_>>())))
}

fn methods_table(lab: &Landscape, look: &Look) -> Element {
    let rows = Method::ALL.into_iter().enumerate().map(|(place, method)| {
        let name = method.name();
        let (full, short) = title(method);
        let toggle = html("button")
            .attr("type", "button")
            .class("landscape-toggle")
            .attr("data-action", "lab/show")
            .attr("data-argument", name)
            .attr("aria-pressed", if lab.shown[place] { "true" } else { "false" })
            .attr("title", short)
            .child(mark(place))
            .child(html("span").text(full));
        let row = html("tr").key(name).child(html("th").attr("scope", "row").child(toggle));
        let Some((trail, looks)) = state_of(lab, place) else {
            return row.children((0..4).map(|_| html("td").text("–")).collect::<Vec<_>>());
        };
        let (last, best) = (&trail[trail.len() - 1], best(trail));
        let number = |key: &str, number: f64, text: String| {
            html("td").child(shown("span", &format!("{name}.{key}"), number, text))
        };
        let cost = |key: &str, cost: f64| number(key, cost, at_a_glance(cost, look.digits));
        let looks_text = match (looks.slopes, looks.costs) {
            (0, costs) => format!("{} costs", count(costs)),
            (slopes, _) => format!("{} slopes", count(slopes)),
        };
        row.child(cost("cost", last.cost))
            .child(cost("best", best.cost))
            .child(html("td").text(looks_text))
            .child(number("passes", looks.passes as f64, count(looks.passes)))
    });
    headed(&["searcher", "cost", "best", "looks", "passes"]).child(html("tbody").children(rows.collect::<Vec<_>>()))
}

/// A method's trail up to the round shown, and its looks by then.
fn state_of(lab: &Landscape, place: usize) -> Option<(&[Stop], Looks)> {
    let race = lab.race.as_ref().filter(|_| lab.release == Release::Methods)?;
    let searcher = race.searchers.get(place)?;
    let trail = race.trail(searcher, lab.reached());
    Some((trail, searcher.looks_at(trail.len() - 1)))
}

fn minima_table(lab: &Landscape, look: &Look) -> Element {
    let found = figures::found(lab);
    if found.is_empty() {
        let text =
            format!("{} descents are on their way; minima are listed from round {} on.", STARTS * STARTS, ROUNDS / 2);
        return html("p").class("lab-note").text(text);
    }
    let glance = |number: f64| at_a_glance(number, look.digits);
    let rows = found.iter().enumerate().map(|(place, minimum)| {
        let number = |key: &str, number: f64, text: String| {
            html("td").child(shown("span", &format!("minimum{}.{key}", place + 1), number, text))
        };
        html("tr")
            .key(place.to_string())
            .child(html("th").attr("scope", "row").text((place + 1).to_string()))
            .child(html("td").text(format!("({}, {})", glance(minimum.at[0]), glance(minimum.at[1]))))
            .child(number("cost", minimum.cost, glance(minimum.cost)))
            .child(number(
                "starts",
                minimum.searches.len() as f64,
                format!("{} of {}", minimum.searches.len(), STARTS * STARTS),
            ))
    });
    headed(&["number", "where", "cost", "starts that end there"])
        .child(html("tbody").children(rows.collect::<Vec<_>>()))
}

/// A method's mark, as the figures draw it.
fn mark(place: usize) -> Element {
    let (role, shape) = MARKS[place];
    let colour = match role {
        gradlight_plot::Role::Forward => "var(--forward)",
        gradlight_plot::Role::Update => "var(--update)",
        gradlight_plot::Role::Backward => "var(--backward)",
        gradlight_plot::Role::Second => "var(--ink-2)",
        _ => "var(--ink)",
    };
    let picture = svg("svg").class("landscape-mark").attr("viewBox", "0 0 12 12").attr("aria-hidden", "true");
    let circle = |fill: &'static str| {
        svg("circle")
            .num("cx", 6.0)
            .num("cy", 6.0)
            .num("r", 4.0)
            .attr("fill", fill)
            .attr("stroke", colour)
            .attr("stroke-width", "2")
    };
    picture.child(match shape {
        Shape::Disc => circle(colour),
        Shape::Ring => circle("none"),
        Shape::Triangle => svg("polygon").attr("points", "6,1 11,11 1,11").attr("fill", colour),
        Shape::Cross => svg("path").attr("d", "M2 2L10 10M2 10L10 2").attr("stroke", colour).attr("stroke-width", "2"),
        _ => svg("rect").num("x", 1.5).num("y", 1.5).num("width", 9.0).num("height", 9.0).attr("fill", colour),
    })
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

/// The number of that key.
pub(super) fn value(lab: &Landscape, key: &str) -> Option<f64> {
    match key {
        "round" => return Some(lab.reached() as f64),
        "rate" => return Some(lab.rate),
        "momentum" => return Some(lab.momentum),
        "heat" => return Some(lab.heat),
        "seed" => return Some(lab.seed as f64),
        "reach" => return Some(lab.terrain.reach),
        "samples" => return Some(lab.terrain.samples() as f64),
        "lowest" => return lab.terrain.is_complete().then(|| lab.terrain.range().0),
        "minima" => return Some(figures::found(lab).len() as f64),
        "start.x" => return Some(lab.start()[0]),
        "start.y" => return Some(lab.start()[1]),
        "start.cost" => return start_cost(lab),
        _ => {}
    }
    let (name, what) = key.split_once('.')?;
    if let Some(place) = name.strip_prefix("minimum") {
        let minimum = figures::found(lab).into_iter().nth(place.parse::<usize>().ok()?.checked_sub(1)?)?;
        return match what {
            "cost" => Some(minimum.cost),
            "starts" => Some(minimum.searches.len() as f64),
            "x" => Some(minimum.at[0]),
            "y" => Some(minimum.at[1]),
            _ => None,
        };
    }
    let place = Method::ALL.iter().position(|method| method.name() == name)?;
    let (trail, looks) = state_of(lab, place)?;
    let last = &trail[trail.len() - 1];
    match what {
        "cost" => Some(last.cost),
        "best" => Some(best(trail).cost),
        "x" => Some(last.at[0]),
        "y" => Some(last.at[1]),
        "passes" => Some(looks.passes as f64),
        "slopes" => Some(looks.slopes as f64),
        "costs" => Some(looks.costs as f64),
        _ => None,
    }
}

/// Every key that has a number now.
pub(super) fn keys(lab: &Landscape) -> Vec<String> {
    let general = [
        "round",
        "rate",
        "momentum",
        "heat",
        "seed",
        "reach",
        "samples",
        "lowest",
        "minima",
        "start.x",
        "start.y",
        "start.cost",
    ];
    let methods = Method::ALL.iter().flat_map(|method| {
        ["cost", "best", "x", "y", "passes", "slopes", "costs"].map(|what| format!("{}.{what}", method.name()))
    });
    let minima = (1..=figures::found(lab).len())
        .flat_map(|place| ["cost", "starts", "x", "y"].map(|what| format!("minimum{place}.{what}")));
    let all = general.map(str::to_owned).into_iter().chain(methods).chain(minima);
    all.filter(|key| value(lab, key).is_some()).collect()
}

/// Whether a link's choice is one that there is.
pub(super) fn is_choice(name: &str, value: &str) -> bool {
    match name {
        "example" => names().any(|known| known == value),
        "plane" => value == "random",
        "release" => value == "starts",
        "height" => value == "log",
        "show" => true,
        _ => false,
    }
}

/// The fields of a link; what has its opening value is left out.
pub(super) fn link(lab: &Landscape) -> Vec<(String, String)> {
    let opening = Landscape::default();
    let mut fields: Vec<(&str, String)> = Vec::new();
    let terrain = &lab.terrain;
    if terrain.name != OWN {
        fields.push(("example", terrain.name.clone()));
    }
    if lab.seed != opening.seed {
        fields.push(("seed", lab.seed.to_string()));
    }
    if !terrain.is_opening() {
        match terrain.plane {
            Plane::Parameters([across, up]) => fields.push(("axes", format!("{},{}", across + 1, up + 1))),
            Plane::Directions(_) => fields.push(("plane", "random".to_owned())),
        }
        fields.push(("reach", terrain.reach.to_string()));
    }
    if lab.rate != terrain.example.learning_rate() {
        fields.push(("rate", lab.rate.to_string()));
    }
    if lab.momentum != opening.momentum {
        fields.push(("momentum", lab.momentum.to_string()));
    }
    if lab.heat != opening.heat {
        fields.push(("heat", lab.heat.to_string()));
    }
    if lab.release == Release::Starts {
        fields.push(("release", "starts".to_owned()));
    }
    if lab.is_log {
        fields.push(("height", "log".to_owned()));
    }
    fields.extend(lab.start.map(|[x, y]| ("start", format!("{x},{y}"))));
    if (lab.turn, lab.tilt) != (opening.turn, opening.tilt) {
        fields.push(("view", format!("{},{}", lab.turn, lab.tilt)));
    }
    let hidden = Method::ALL.iter().zip(lab.shown).filter(|(_, shown)| !shown);
    fields.extend(hidden.map(|(method, _)| ("show", method.name().to_owned())));
    if lab.round() > 0 && !lab.is_playing {
        fields.push(("round", lab.round().to_string()));
    }
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
