//! What the searchers have come to: a table of methods, or of the minima that many starts have led to.

use gradlight_core::search::{Looks, Method, Stop};
use gradlight_plot::{Role, Shape, Table};

use super::Landscape;
use super::figures::{self, MARKS};
use super::race::{ROUNDS, Release, STARTS, best};
use super::view::title;
use crate::format::{at_a_glance, count};
use crate::labs::Look;
use crate::labs::parts::{note, panel, value as shown};
use crate::labs::tables::{digits, table as table_of, words};
use crate::node::{Element, html, svg};

/// The searchers' numbers as a figure's table.
pub(super) fn table(lab: &Landscape, look: &Look) -> Table {
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

/// The methods that are shown.
pub(super) fn shown_methods(lab: &Landscape) -> impl Iterator<Item = Method> + '_ {
    Method::ALL.into_iter().zip(lab.shown).filter(|(_, shown)| *shown).map(|(method, _)| method)
}

/// The searchers side by side, or the minima that many starts have led to.
pub(super) fn results(lab: &Landscape, look: &Look) -> Element {
    match lab.release {
        Release::Methods => panel("Who is where", [methods_table(lab, look)]),
        Release::Starts => panel("Minima found", [minima_table(lab, look)]),
    }
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
            html("td").class("lab-number").child(shown("span", &format!("{name}.{key}"), number, text))
        };
        let cost = |key: &str, cost: f64| number(key, cost, at_a_glance(cost, look.digits));
        let looks_text = match method {
            Method::Annealing | Method::Genetic => format!("{} costs", count(looks.costs)),
            _ => format!("{} slopes", count(looks.slopes)),
        };
        row.child(cost("cost", last.cost))
            .child(cost("best", best.cost))
            .child(html("td").text(looks_text))
            .child(number("passes", looks.passes as f64, count(looks.passes)))
    });
    let heads = [words("searcher"), digits("cost"), digits("best"), words("looks"), digits("passes")];
    table_of("Searchers side by side", heads.into(), rows.collect())
}

/// A method's trail up to the round shown, and its looks by then.
pub(super) fn state_of(lab: &Landscape, place: usize) -> Option<(&[Stop], Looks)> {
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
        return note(text);
    }
    let glance = |number: f64| at_a_glance(number, look.digits);
    let rows = found.iter().enumerate().map(|(place, minimum)| {
        let number = |key: &str, number: f64, text: String| {
            html("td").class("lab-number").child(shown("span", &format!("minimum{}.{key}", place + 1), number, text))
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
    let heads = [words("number"), words("where"), digits("cost"), digits("starts that end there")];
    table_of("Minima side by side", heads.into(), rows.collect())
}

/// A method's mark, as the figures draw it.
fn mark(place: usize) -> Element {
    let (role, shape) = MARKS[place];
    let colour = match role {
        Role::Forward => "var(--forward)",
        Role::Update => "var(--update)",
        Role::Backward => "var(--backward)",
        Role::Second => "var(--ink-2)",
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
