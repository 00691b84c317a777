//! One neuron opened down to its arithmetic: what comes in, times what, and what it makes of the sum.

use gradlight_core::activation::Activation;
use gradlight_core::digits::SIDE;
use gradlight_core::math::exp;
use gradlight_core::order::sort_by_number;

use super::course::Shown;
use super::scene::Unit;
use crate::format::{Digits, at_a_glance, count, subscript};
use crate::labs::Look;
use crate::labs::parts::{button, canvas, value};
use crate::node::{Element, html};

/// So many terms of a long sum are shown one by one.
const TERMS: usize = 8;

/// One term of a neuron's sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) input: usize,
    pub(super) a: f64,
    pub(super) w: f64,
}

impl Term {
    pub(super) fn product(self) -> f64 {
        self.a * self.w
    }
}

/// Every term of a neuron's sum, in the order of its inputs.
pub(super) fn terms(shown: &Shown, (layer, place): Unit) -> Vec<Term> {
    let weights = &shown.classifier.layers()[layer];
    let incoming = shown.activity.incoming(layer).iter().enumerate();
    incoming.map(|(input, a)| Term { input, a: f64::from(*a), w: f64::from(weights.weight(place, input)) }).collect()
}

/// What a neuron is called.
pub(super) fn name(shown: &Shown, (layer, place): Unit) -> String {
    if layer + 1 == shown.classifier.layers().len() {
        format!("Output {place}")
    } else {
        format!("Neuron h{}.{}", layer + 1, place + 1)
    }
}

/// What an input of a layer is called: a pixel by row and column, a neuron by layer and place, all from 1.
pub(super) fn input_name(layer: usize, input: usize) -> String {
    if layer == 0 {
        format!("pixel {}, {}", input / SIDE + 1, input % SIDE + 1)
    } else {
        format!("h{layer}.{}", input + 1)
    }
}

/// The card of the neuron that is open.
pub(super) fn card(shown: &Shown, unit: Unit, look: &Look) -> Element {
    let (layer, place) = unit;
    let title = name(shown, unit);
    let close = button("×", "close").class("quiet-button").attr("aria-label", "Close this neuron");
    let pictures = (layer == 0).then(|| {
        let weights = canvas(
            "opened-weights",
            format!("The {} weights of this neuron, pixel by pixel", count(shown.activity.input.len())),
        );
        let carried = canvas("opened-signals", "What each pixel adds to its sum: weight times brightness");
        let captioned = |picture, caption| html("figure").child(picture).child(html("figcaption").text(caption));
        html("div").class("digits-heat").child(captioned(weights, "w")).child(captioned(carried, "w·a"))
    });
    html("section")
        .class("card lab-panel digits-opened")
        .key("opened")
        .attr("aria-label", title.clone())
        .child(html("div").class("digits-opened-head").child(html("h3").text(title)).child(close))
        .children(pictures)
        .child(sum(shown, unit, look.digits))
        .child(result(shown, unit, look.digits))
        .children(wish(shown, layer, place, look.digits))
}

/// The sum, its strongest terms first.
fn sum(shown: &Shown, unit: Unit, digits: Digits) -> Element {
    let (layer, place) = unit;
    let number = |number: f64| at_a_glance(number, digits);
    let all = terms(shown, unit);
    let mut strongest = all.clone();
    sort_by_number(&mut strongest, |term| -term.product().abs());
    let is_long = strongest.len() > 2 * TERMS;
    let single = if is_long { TERMS } else { strongest.len() };
    let rows = strongest[..single].iter().map(|term| {
        html("tr")
            .child(html("th").attr("scope", "row").text(input_name(layer, term.input)))
            .child(html("td").text(format!("{} · {}", number(term.a), bracketed(term.w, digits))))
            .child(html("td").text(number(term.product())))
    });
    let rest: f64 = strongest[single..].iter().map(|term| term.product()).sum();
    let others = is_long.then(|| {
        html("tr")
            .child(html("th").attr("scope", "row").text(format!("the other {}", count(all.len() - single))))
            .child(html("td").text("together"))
            .child(html("td").text(number(rest)))
    });
    let bias = f64::from(shown.classifier.layers()[layer].bias(place));
    let net = f64::from(shown.activity.nets[layer][place]);
    let row = |name: &'static str, how: &'static str, cell: Element| {
        html("tr").child(html("th").attr("scope", "row").text(name)).child(html("td").text(how)).child(cell)
    };
    let body = html("tbody")
        .children(rows)
        .children(others)
        .child(row("bias", "b", html("td").text(number(bias))))
        .child(row("sum", "z = b + Σ a·w", value("td", "z", net, number(net))).class("now"));
    let head = ["input", "a · w", "product"].map(|head| html("th").attr("scope", "col").text(head));
    html("div").class("lab-scroll").child(
        html("table").class("lab-table digits-sum").child(html("thead").child(html("tr").children(head))).child(body),
    )
}

/// What the neuron makes of its sum, in numbers.
fn result(shown: &Shown, (layer, place): Unit, digits: Digits) -> Element {
    let number = |number: f64| at_a_glance(number, digits);
    let z = f64::from(shown.activity.nets[layer][place]);
    let a = f64::from(shown.activity.activations[layer][place]);
    let how = match shown.classifier.layers()[layer].activation {
        Activation::Softmax => {
            let nets = shown.activity.nets[layer].iter();
            let sum: f64 = nets.map(|net| exp(f64::from(*net))).sum();
            format!("a = eᶻ / Σ eᶻ = {} / {} = ", number(exp(z)), number(sum))
        }
        Activation::Tanh => format!("a = tanh {} = ", bracketed(z, digits)),
        Activation::Relu => format!("a = max(0, {}) = ", number(z)),
        _ => format!("a = σ(z) = 1 / (1 + e^{}) = ", bracketed(-z, digits)),
    };
    html("p").class("lab-sum forward").text(how).child(value("b", "a", a, number(a)))
}

/// What the neuron wants, where the picture's class is known.
fn wish(shown: &Shown, layer: usize, place: usize, digits: Digits) -> Option<Element> {
    let lesson = shown.lesson.as_ref()?;
    let delta = f64::from(lesson.deltas[layer][place]);
    let number = |number: f64| at_a_glance(number, digits);
    let is_last = layer + 1 == shown.classifier.layers().len();
    let how = if is_last && shown.classifier.has_cross_entropy() {
        let a = f64::from(shown.activity.activations[layer][place]);
        let y = u8::from(lesson.label == place);
        format!("δ = a − y = {} − {y} = ", number(a))
    } else if is_last {
        "δ = (a − y) · a (1 − a) = ".to_owned()
    } else {
        format!("δ = f′(z) · Σ w δ{} = ", subscript("k"))
    };
    let sense = match delta {
        _ if delta < 0.0 => {
            "It should rise: by its bias, by weights from bright inputs, or by inputs with large weights."
        }
        _ if delta > 0.0 => {
            "It should fall: by its bias, by weights from bright inputs, or by inputs with large weights."
        }
        _ => "It is right as it is.",
    };
    Some(
        html("div")
            .child(html("p").class("lab-sum backward").text(how).child(value("b", "delta", delta, number(delta))))
            .child(html("p").class("lab-note").text(sense)),
    )
}

/// A number that follows a sign: in brackets where it is negative.
fn bracketed(number: f64, digits: Digits) -> String {
    let text = at_a_glance(number, digits);
    if number < 0.0 { format!("({text})") } else { text }
}
