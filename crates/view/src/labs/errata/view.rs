//! What the errata lab shows: one slip with both sides and its numbers, and the list of all.

use super::numbers::{Figure, Kind};
use super::rows::{ROWS, Row};
use super::{Lab, runs};
use crate::format::{at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, BACKWARD, INK, SECOND, UPDATE, disc, lettering, line};
use crate::labs::parts::{columns, figure, note, panel, player, value};
use crate::labs::tables::{digits, table, words};
use crate::node::{Element, Node, html, svg};

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let row = lab.row();
    let left = [sides(row), numbers(lab, look, row), figure("numbers", "Side by side", bars(lab, look), None)];
    let controls = html("div").class("lab-controls").key("controls").child(player(
        lab.stepping.is_playing(),
        lab.stepping.at,
        ROWS.len() - 1,
    ));
    vec![controls.into(), columns(left, [list(lab)]).into()]
}

/// The slide and the right, side by side.
fn sides(row: &Row) -> Element {
    let side = |class: &'static str, title: &'static str, text: &'static str| {
        html("div").class(class).child(html("h4").text(title)).child(html("p").text(text))
    };
    let both = html("div")
        .class("lab-sides")
        .child(side("bad", if row.key == runs::KEY { "✗ In print" } else { "✗ The slide" }, row.slide))
        .child(side("good", "✓ Right", row.right));
    let (address, name) = row.see;
    let link = html("p").child(html("a").attr("href", address).text(format!("See {name} ›")));
    panel(format!("{}: {}", row.lecture, row.title), [both, link])
}

fn list(lab: &Lab) -> Element {
    let items = ROWS.iter().enumerate().map(|(place, row)| {
        let is_shown = place == lab.stepping.at;
        html("li").key(row.key).child(
            html("button")
                .attr("type", "button")
                .attr("data-action", "lab/choose")
                .attr("data-argument", row.key)
                .maybe("aria-current", is_shown.then_some("true"))
                .child(html("span").class("lab-lecture").text(row.lecture))
                .child(html("span").text(row.title)),
        )
    });
    panel(format!("{} slips", ROWS.len()), [html("ul").class("lab-slips").children(items)])
}

fn mark(kind: Kind) -> (&'static str, &'static str, &'static str) {
    match kind {
        Kind::Wrong => ("✗", "bad", BACKWARD),
        Kind::Right => ("✓", "good", UPDATE),
        Kind::Plain => ("", "", INK),
    }
}

/// The numbers in full; beside the published ones what is printed.
fn numbers(lab: &Lab, look: &Look, row: &Row) -> Element {
    let figures = lab.figures(row);
    if figures.is_empty() {
        return panel("Every digit", [note("Twice 10,000 rounds are being trained …")]);
    }
    let rows = figures.iter().map(|figure| {
        let (sign, class, _) = mark(figure.kind);
        html("tr")
            .key(figure.key)
            .child(html("th").attr("scope", "row").text(figure.label.clone()))
            .child(html("td").class(format!("lab-number {class}")).text(sign))
            .child(html("td").class("lab-number").child(value(
                "span",
                &format!("{}.{}", row.key, figure.key),
                figure.value,
                computed(figure.value, look.digits),
            )))
            .children((row.key == runs::KEY).then(|| html("td").class("lab-number").text(printed(figure))))
    });
    let mut heads = vec![words("number"), digits("verdict"), digits("computed")];
    heads.extend((row.key == runs::KEY).then(|| digits("printed")));
    let table = table("Numbers", heads, rows.collect());
    let text = (row.key == runs::KEY).then(|| note("Every printed digit is that of the wrong order. The eight weights that the same write-up prints are those of the right one: the program was mended, the closing figures were not."));
    panel("Every digit", [table].into_iter().chain(text))
}

/// What is printed of a number of the wrong order.
fn printed(figure: &Figure) -> &'static str {
    let is_slip = figure.kind == Kind::Wrong;
    let found = runs::PUBLISHED.iter().find(|(label, _)| is_slip && figure.label.starts_with(label));
    found.map_or("", |(_, printed)| printed)
}

/// The numbers of the slip looked at as bars from zero.
pub(super) fn bars(lab: &Lab, look: &Look) -> Element {
    let row = lab.row();
    let figures = lab.figures(row);
    let size = 13.0 * look.scale;
    let width = d::room(look, 0.6).min(640.0 * look.scale);
    let gap = 46.0 * look.scale;
    let sentence =
        figures.iter().map(|figure| format!("{}: {}.", figure.label, at_a_glance(figure.value, look.digits)));
    let sentence = sentence.collect::<Vec<_>>().join(" ");
    let (low, high) =
        figures.iter().fold((0.0_f64, 0.0_f64), |(low, high), figure| (low.min(figure.value), high.max(figure.value)));
    let span = (high - low).max(f64::MIN_POSITIVE);
    let (left, right) = (0.35 * size, width - 9.0 * size);
    let place = |value: f64| left + (right - left) * (value - low) / span;
    let mut shapes = Vec::new();
    if figures.is_empty() {
        let wait = lettering((left + size, 20.0 * look.scale), "being trained …", size, Anchor::Start, SECOND);
        shapes.push(wait);
    }
    for (at, figure) in figures.iter().enumerate() {
        let y = 18.0 * look.scale + gap * at as f64;
        let (sign, _, colour) = mark(figure.kind);
        let bar = y + 1.25 * size;
        shapes.push(lettering((left, y), format!("{sign} {}", figure.label), size, Anchor::Start, SECOND));
        shapes.push(
            line((place(0.0), bar), (place(figure.value), bar), colour, 0.6 * size).attr("stroke-linecap", "butt"),
        );
        let end = place(figure.value.max(0.0)) + 0.5 * size;
        shapes.push(lettering((end, bar), computed(figure.value, look.digits), size, Anchor::Start, colour));
    }
    let height = gap * figures.len().max(1) as f64 + 6.0 * look.scale;
    shapes.push(line((place(0.0), 30.0 * look.scale), (place(0.0), height), INK, 1.0));
    d::diagram((width, height), if sentence.is_empty() { "Not computed yet.".to_owned() } else { sentence }, shapes)
}

/// A cross beside a tick.
pub(super) fn thumbnail() -> Node {
    let cross =
        [((44.0, 36.0), (84.0, 76.0)), ((84.0, 36.0), (44.0, 76.0))].map(|(from, to)| line(from, to, BACKWARD, 6.0));
    let tick =
        [((118.0, 58.0), (134.0, 76.0)), ((134.0, 76.0), (162.0, 36.0))].map(|(from, to)| line(from, to, UPDATE, 6.0));
    d::thumbnail(cross.into_iter().chain(tick).chain([disc((100.0, 56.0), 2.0, SECOND), svg("g")]))
}
