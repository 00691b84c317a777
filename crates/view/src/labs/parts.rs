//! The parts that labs are made of: choices, buttons, figures, numbers, panels; dials have a file of their own.

use std::borrow::Cow;

use gradlight_plot::{Rgb, Style, Table};

pub use super::dial::{Dial, Typing, dial_row, number_field};
use crate::format::{Digits, at_a_glance};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node, html};
use crate::views::figures::data_table;
use crate::views::icon::icon;

/// A number as a field shows it: as short as it can be typed.
pub fn plain(value: f64) -> String {
    // A negative zero is a zero.
    (value + 0.0).to_string().replace('-', "−")
}

/// A number as a factor in a product: a negative one in brackets.
pub fn factor(value: f64) -> String {
    let text = at_a_glance(value, Digits::default());
    if value < 0.0 { format!("({text})") } else { text }
}

/// A number with the sign that adds it to what stands before: `+ 1`, `− 1`.
pub fn plus(value: f64) -> String {
    let sign = if value < 0.0 { '−' } else { '+' };
    format!("{sign} {}", at_a_glance(value.abs(), Digits::default()))
}

/// A row of buttons of which one is chosen; each sends `lab/ACTION` with its value.
pub fn choice(label: &'static str, action: &str, chosen: &str, options: &[(&'static str, &'static str)]) -> Element {
    let buttons = options.iter().map(|(value, name)| {
        html("button")
            .attr("type", "button")
            .attr("data-action", format!("lab/{action}"))
            .attr("data-argument", *value)
            .attr("aria-pressed", if *value == chosen { "true" } else { "false" })
            .text(*name)
    });
    html("div").class("lab-choice").attr("role", "group").attr("aria-label", label).children(buttons)
}

/// A list to choose from, with its label; sends `lab/ACTION` with the chosen value.
pub fn list<'a>(
    label: &'static str,
    action: &str,
    chosen: &str,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Element {
    let options = options.into_iter().map(|(value, name)| {
        html("option").attr("value", value.to_owned()).flag("selected", value == chosen).text(name.to_owned())
    });
    let list = html("select")
        .attr("data-change", format!("lab/{action}"))
        .attr("value", chosen.to_owned())
        .children(options.collect::<Vec<_>>());
    html("label").class("pick").child(html("span").text(label)).child(list)
}

/// A box to tick; sends `lab/ACTION`.
pub fn tick_box(label: &'static str, action: &str, is_on: bool) -> Element {
    let input = html("input").attr("type", "checkbox").attr("data-change", format!("lab/{action}"));
    html("label").class("tick-box").child(input.flag("checked", is_on)).child(html("span").text(label))
}

/// A button that sends `lab/ACTION`.
pub fn button(label: impl Into<Cow<'static, str>>, action: &str) -> Element {
    html("button").attr("type", "button").attr("data-action", format!("lab/{action}")).text(label)
}

/// Back, play or pause, next: the buttons of a lab that is at a place of 0…`last`. They send `back`, `play`, `next`.
pub fn player(is_playing: bool, place: usize, last: usize) -> Element {
    let (at_start, at_end) = (place == 0, place >= last);
    let (picture, label) = if is_playing { ("pause", "Pause") } else { ("play", "Play") };
    let play = html("button")
        .attr("type", "button")
        .class("play-button")
        .attr("data-action", "lab/play")
        .child(icon(picture).key(picture))
        .child(html("span").text(label))
        .flag("disabled", at_end && !is_playing);
    let back = button("‹ Back", "back").flag("disabled", at_start);
    let next = button("Next ›", "next").class("primary").flag("disabled", at_end);
    html("div").class("lab-player").child(back).child(play).child(next)
}

/// A small button with a picture, named for those who cannot see it; sends `lab/ACTION`.
pub fn tool(picture: &str, label: &'static str, action: &str) -> Element {
    html("button")
        .attr("type", "button")
        .class("tool")
        .attr("aria-label", label)
        .attr("title", label)
        .attr("data-action", format!("lab/{action}"))
        .child(icon(picture))
}

/// What a key does in a lab that is stepped: `next`, `back`, `first`, `last`, `play`.
pub fn step_key(press: &KeyPress, focus: Focus) -> Option<(&'static str, Option<String>)> {
    let key = press.key.as_str();
    let is_kept = match focus {
        Focus::Field => true,
        Focus::Slider => !matches!(key, "n" | "N" | "p" | "P" | "k" | "K" | " "),
        Focus::Button => matches!(key, " " | "Enter"),
        _ => false,
    };
    let action = match key {
        _ if is_kept || press.shift => return None,
        "ArrowRight" | "PageDown" | "n" | "N" => "next",
        "ArrowLeft" | "PageUp" | "p" | "P" => "back",
        "Home" => "first",
        "End" => "last",
        " " | "k" | "K" => "play",
        _ => return None,
    };
    Some((action, None))
}

/// A canvas for the figure of that name, which says what it shows.
pub fn canvas(name: &'static str, sentence: impl Into<Cow<'static, str>>) -> Element {
    html("canvas").attr("data-figure", name).attr("role", "img").attr("aria-label", sentence)
}

/// A figure on a card: its title, its picture (a canvas or an `svg`), what saves it, and its numbers as a table.
///
/// The name is that of [`super::Exhibit::draw`] or [`super::Exhibit::diagram`].
pub fn figure(
    name: &'static str,
    title: impl Into<Cow<'static, str>>,
    picture: Element,
    table: Option<&Table>,
) -> Element {
    let title = title.into();
    let save = |kind: &'static str, action: &'static str| {
        html("button")
            .attr("type", "button")
            .class("quiet-button")
            .attr("data-action", action)
            .attr("data-argument", name)
            .attr("aria-label", format!("Save “{title}” as {kind}"))
            .text(kind)
    };
    let tools =
        html("span").class("figure-tools").child(save("SVG", "lab/save-svg")).child(save("PNG", "lab/save-png"));
    let caption =
        html("figcaption").child(html("span").class("figure-title").child(html("b").text(title.clone()))).child(tools);
    let details = table.map(|table| {
        html("details").class("figure-table").child(html("summary").text("Table")).child(data_table(table))
    });
    let class = if table.is_some() { "card figure lab-figure" } else { "card figure lab-figure plain" };
    html("figure").class(class).key(name).child(caption).child(picture).children(details)
}

/// A number of a lab, as tests and decks know it.
#[derive(Clone, Debug)]
pub struct Number {
    /// Its key, as [`super::Exhibit::value`] knows it.
    pub key: String,
    /// What it is.
    pub label: Cow<'static, str>,
    /// Its value.
    pub value: f64,
    /// The value as shown; see `format`.
    pub text: String,
    /// Whose colour it has: `forward`, `loss`, `backward`, `update`, or none.
    pub phase: &'static str,
}

impl Number {
    /// A number in the colour of ink.
    pub fn new(key: impl Into<String>, label: impl Into<Cow<'static, str>>, value: f64, text: String) -> Self {
        Self { key: key.into(), label: label.into(), value, text, phase: "" }
    }

    /// Gives it a phase's colour.
    #[must_use]
    pub fn of(self, phase: &'static str) -> Self {
        Self { phase, ..self }
    }
}

/// An element that shows a number: it carries the key and every digit.
pub fn value(tag: &'static str, key: &str, value: f64, text: impl Into<Cow<'static, str>>) -> Element {
    html(tag).class("lab-value").attr("data-quantity", key.to_owned()).attr("data-value", value.to_string()).text(text)
}

/// Numbers in a row, each under its label.
pub fn numbers(numbers: impl IntoIterator<Item = Number>) -> Element {
    let cells = numbers.into_iter().map(|number| {
        html("div").key(number.key.clone()).class(number.phase).child(html("dt").text(number.label)).child(value(
            "dd",
            &number.key,
            number.value,
            number.text,
        ))
    });
    html("dl").class("lab-numbers").children(cells.collect::<Vec<_>>())
}

/// A titled card that holds controls, words or numbers.
pub fn panel<N: Into<Node>>(title: impl Into<Cow<'static, str>>, children: impl IntoIterator<Item = N>) -> Element {
    let title = title.into();
    html("section")
        .class("card lab-panel")
        .key(title.to_string())
        .attr("aria-label", title.clone())
        .child(html("h3").text(title))
        .children(children)
}

/// Parts side by side; narrow screens put them under each other in this order. The first is the wider.
pub fn columns<N: Into<Node>>(left: impl IntoIterator<Item = N>, right: impl IntoIterator<Item = N>) -> Element {
    html("div")
        .class("lab-columns")
        .child(html("div").class("lab-column").children(left))
        .child(html("div").class("lab-column").children(right))
}

/// A paragraph of explanation.
pub fn note(text: impl Into<Cow<'static, str>>) -> Element {
    html("p").class("lab-note").text(text)
}

/// The colour of a value from −1 (vermilion) over 0 (paper) to 1 (blue), pale enough for text and marks upon it.
pub fn heat(style: &Style, value: f64) -> Rgb {
    let end = if value < 0.0 { style.backward } else { style.forward };
    let share = if value.is_nan() { 0.0 } else { value.abs().min(1.0) * 0.45 };
    let mix = |paper: u8, end: u8| (f64::from(paper) * (1.0 - share) + f64::from(end) * share).round() as u8;
    Rgb(mix(style.card.0, end.0), mix(style.card.1, end.1), mix(style.card.2, end.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_step_a_lab_but_a_slider_keeps_its_arrows() {
        let press = |key: &str| KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
        assert_eq!(step_key(&press("ArrowRight"), Focus::Stage), Some(("next", None)));
        assert_eq!(step_key(&press("ArrowRight"), Focus::Slider), None);
        assert_eq!(step_key(&press("n"), Focus::Slider), Some(("next", None)));
        assert_eq!(step_key(&press("n"), Focus::Field), None);
        assert_eq!(step_key(&press(" "), Focus::Button), None);
    }

    #[test]
    fn heat_is_paper_in_the_middle() {
        let style = Style::dark();
        assert_eq!(heat(&style, 0.0), style.card);
        assert_eq!(heat(&style, f64::NAN), style.card);
        assert_ne!(heat(&style, 1.0), heat(&style, -1.0));
    }
}
