//! Controls that the panels share: fields and sliders for numbers, lists that save a figure.

use crate::node::{Element, html};

/// The largest factor of a schedule's step: one above 1 raises the rate.
const LARGEST_FACTOR: f64 = 10.0;

/// A number being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typing<K> {
    /// Which one.
    pub(super) knob: K,
    /// What has been typed.
    pub(super) draft: String,
    /// Why it cannot be taken, if it cannot.
    pub(super) fault: Option<String>,
}

/// What a control is called: beside it, and where it stands alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) shown: &'static str,
    pub(super) said: &'static str,
}

/// A labelled field for a number, with its fault below it; its actions are the panel's `type-KNOB` and `commit`.
pub(super) fn field(
    (panel, knob): (&'static str, &'static str),
    label: Label,
    text: String,
    fault: Option<String>,
) -> Element {
    let id = format!("{panel}-{knob}");
    let input = html("input")
        .attr("id", id.clone())
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-label", label.said)
        .attr("data-input", format!("rate/{panel}-type-{knob}"))
        .attr("data-change", format!("rate/{panel}-commit"))
        .attr("value", text)
        .maybe("aria-invalid", fault.as_ref().map(|_| "true"))
        .maybe("aria-describedby", fault.as_ref().map(|_| format!("{id}-fault")));
    let fault = fault.map(|fault| {
        html("p").attr("id", format!("{id}-fault")).class("field-fault").attr("role", "alert").text(fault)
    });
    html("div")
        .class("setting")
        .key(knob)
        .child(html("label").attr("for", id).text(label.shown))
        .child(input)
        .children(fault)
}

/// A labelled slider of a number between two ends, in steps, with its value in words beside it.
pub(super) fn range(
    action: &'static str,
    label: Label,
    [low, high, step]: [&'static str; 3],
    (value, shown): (String, String),
) -> Element {
    let slider = html("input")
        .attr("type", "range")
        .attr("min", low)
        .attr("max", high)
        .attr("step", step)
        .attr("value", value)
        .attr("aria-label", label.said)
        .attr("aria-valuetext", shown.clone())
        .attr("data-input", format!("rate/{action}"))
        .attr("data-change", "end-slide");
    html("div")
        .class("setting")
        .key(action)
        .child(html("span").text(label.shown))
        .child(slider)
        .child(html("span").class("shown").text(shown))
}

/// The factor of a schedule's step that a number is, or what would fit.
pub(super) fn factor(number: f64) -> Result<f64, String> {
    let fits = number > 0.0 && number <= LARGEST_FACTOR;
    if fits { Ok(number) } else { Err(format!("A number above 0, at most {LARGEST_FACTOR}.")) }
}

/// The list of files that a figure can be saved as.
pub(super) fn save_menu(figure: &'static str) -> Element {
    let button = |kind: &'static str| {
        html("button")
            .attr("type", "button")
            .class("quiet-button")
            .attr("data-action", "rate/save")
            .attr("data-argument", format!("{figure}.{kind}"))
            .text(kind.to_uppercase())
    };
    html("details")
        .class("save-menu")
        .key(format!("save-{figure}"))
        .child(html("summary").attr("aria-label", format!("Save {}", super::save::title(figure))).text("Save"))
        .child(html("div").class("panel").children(["csv", "svg", "png"].map(button)))
}
