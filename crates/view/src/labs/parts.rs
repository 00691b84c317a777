//! The parts that labs are made of: dials, choices, buttons, figures, numbers, panels.
//!
//! A lab's action `set-NAME` belongs to the dial of that name: slider and typed field both send it.

use std::borrow::Cow;

use gradlight_plot::{Rgb, Style, Table};

use crate::format::{Digits, at_a_glance, parse_number};
use crate::keys::{Focus, KeyPress};
use crate::node::{Element, Node, html};
use crate::views::figures::data_table;
use crate::views::icon::icon;

/// A number that can be set: by a slider from `low` to `high`, or typed, which may reach further.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    /// Its name: it sends `set-NAME`.
    pub name: &'static str,
    /// What it says on the page.
    pub label: &'static str,
    /// The slider's left end.
    pub low: f64,
    /// The slider's right end.
    pub high: f64,
    /// The slider's step.
    pub step: f64,
    /// How far typed numbers may reach, at least the slider's ends.
    pub reach: (f64, f64),
}

impl Dial {
    /// A dial whose typed numbers reach as far as its slider.
    pub const fn new(name: &'static str, label: &'static str, (low, high): (f64, f64), step: f64) -> Self {
        Self { name, label, low, high, step, reach: (low, high) }
    }

    /// Lets typed numbers reach further.
    #[must_use]
    pub const fn reaching(self, low: f64, high: f64) -> Self {
        Self { reach: (low, high), ..self }
    }

    /// The number that was typed or slid to.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(&self, typed: &str) -> Result<f64, String> {
        let value = parse_number(typed).map_err(|fault| fault.to_string())?;
        let (low, high) = self.reach;
        if (low..=high).contains(&value) {
            Ok(value)
        } else {
            Err(format!("Type a number from {} to {}.", plain(low), plain(high)))
        }
    }

    /// Label, typed field and slider; a typed fault stands below.
    pub fn node(&self, value: f64, typing: &Typing) -> Element {
        dial_row((self.name, self.label), (self.low, self.high, self.step), value, typing)
    }
}

/// The row of a dial whose name and label are known only now: it sends `set-NAME`, and slides from `low` to `high`.
pub fn dial_row(
    (name, label): (&str, &str),
    (low, high, step): (f64, f64, f64),
    value: f64,
    typing: &Typing,
) -> Element {
    let slider = html("input")
        .attr("type", "range")
        .attr("min", low.to_string())
        .attr("max", high.to_string())
        .attr("step", step.to_string())
        .attr("value", value.clamp(low, high).to_string())
        .attr("aria-label", format!("{label}, slider"))
        .attr("aria-valuetext", plain(value))
        .attr("data-input", format!("lab/set-{name}"))
        .attr("data-change", "end-slide");
    let field = number_field(label.to_owned(), name, plain(value), typing);
    html("div").class("lab-dial").key(name).child(field).child(slider).children(typing.fault_node(name))
}

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

/// A labelled field of that name, which sends `set-NAME` once its change is complete.
pub fn number_field(label: impl Into<Cow<'static, str>>, name: &str, value: String, typing: &Typing) -> Element {
    let fault = typing.fault_of(name);
    let input = html("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("data-change", format!("lab/set-{name}"))
        .attr("value", fault.map_or(value, |fault| fault.typed.clone()))
        .maybe("aria-invalid", fault.map(|_| "true"))
        .maybe("aria-description", fault.map(|fault| fault.sentence.clone()));
    html("label").class("lab-field").child(html("span").text(label)).child(input)
}

/// What was typed into one field and could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    field: String,
    typed: String,
    sentence: String,
}

/// What a lab remembers of its fields: the one fault, if there is one; the last good value stays in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    fault: Option<Fault>,
}

impl Typing {
    /// The number that a dial was set to; a fault is kept to be shown beside its field.
    pub fn take(&mut self, dial: &Dial, argument: Option<&str>) -> Option<f64> {
        let typed = argument?;
        self.settle(dial.name, typed, dial.read(typed))
    }

    /// The value read from a field, or its fault kept to be shown beside it.
    pub fn settle<T>(&mut self, field: &str, typed: &str, read: Result<T, String>) -> Option<T> {
        match read {
            Ok(value) => {
                self.fault = None;
                Some(value)
            }
            Err(sentence) => {
                self.fault = Some(Fault { field: field.to_owned(), typed: typed.to_owned(), sentence });
                None
            }
        }
    }

    /// Whether something typed was not taken.
    pub fn is_faulty(&self) -> bool {
        self.fault.is_some()
    }

    /// The sentence of the fault, if there is one.
    pub fn sentence(&self) -> Option<&str> {
        self.fault.as_ref().map(|fault| fault.sentence.as_str())
    }

    fn fault_of(&self, field: &str) -> Option<&Fault> {
        self.fault.as_ref().filter(|fault| fault.field == field)
    }

    /// The text that a field shows: what was typed and not taken, else its value.
    pub fn text_of(&self, field: &str, value: String) -> String {
        self.fault_of(field).map_or(value, |fault| fault.typed.clone())
    }

    /// The fault of that field as an element, if it has one.
    pub fn fault_node(&self, field: &str) -> Option<Element> {
        self.fault_of(field)
            .map(|fault| html("p").class("lab-fault").key("fault").attr("role", "alert").text(fault.sentence.clone()))
    }
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
    let png = (picture.tag == "canvas").then(|| save("PNG", "lab/save-png"));
    let tools = html("span").class("figure-tools").child(save("SVG", "lab/save-svg")).children(png);
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

    const DIAL: Dial = Dial::new("w", "weight", (-2.0, 2.0), 0.1).reaching(-10.0, 10.0);

    #[test]
    fn a_faulty_number_is_shown_beside_its_field_and_nothing_is_taken() {
        let mut typing = Typing::default();
        assert_eq!(typing.take(&DIAL, Some("half")), None);
        let markup = Node::from(DIAL.node(0.5, &typing)).to_markup();
        assert!(markup.contains("“half” is not a number"), "{markup}");
        assert!(markup.contains("value=\"half\"") && markup.contains("aria-invalid"), "{markup}");
        assert_eq!(typing.take(&DIAL, Some("11")), None);
        assert_eq!(typing.sentence(), Some("Type a number from −10 to 10."));
        assert_eq!(typing.take(&DIAL, Some("−3,5")), Some(-3.5));
        assert!(!Node::from(DIAL.node(-3.5, &typing)).to_markup().contains("aria-invalid"));
    }

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
