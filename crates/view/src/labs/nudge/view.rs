//! What the nudge lab shows: the network with the nudged number lit, promise against truth, the gradient check.

use gradlight_core::quantity::{BiasId, Quantity};
use gradlight_plot::Table;

use super::source::Source;
use super::{CHANGE, Lab};
use crate::format::{Digits, at_a_glance, computed};
use crate::labs::Look;
use crate::labs::diagram::{self as d, Anchor, BACKWARD, LOSS, arrow, curve, disc, lettering};
use crate::labs::edited::dial;
use crate::labs::parts::{Number, canvas, columns, figure, list, note, numbers, panel, plain, value};
use crate::labs::picture::{Still, still};
use crate::labs::tables::{digits, table, words};
use crate::node::{Element, Node, html};
use crate::notation::Notation;

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let left = [network(lab, look), promise(lab, look), error(lab)];
    vec![controls(lab, look).into(), columns(left, [tenths(lab, look), check(lab, look)]).into()]
}

fn controls(lab: &Lab, look: &Look) -> Element {
    let sources: Vec<(&str, String)> = Source::all().map(|source| (source.name(), source.label())).collect();
    let sources = sources.iter().map(|(name, label)| (*name, label.as_str()));
    let (names, setter) = (lab.names(), lab.traced.typesetter(Notation::Delta, look.digits));
    let quantities: Vec<(String, String)> =
        lab.nudge.quantities().iter().map(|quantity| (names.id(quantity), setter.symbol_text(quantity))).collect();
    let quantities = quantities.iter().map(|(id, symbol)| (id.as_str(), symbol.as_str()));
    let count = lab.traced.example.samples().len();
    let samples: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    let samples = (count > 1).then(|| {
        let options = samples.iter().map(|number| (number.as_str(), number.as_str()));
        list("Sample", "sample", &(lab.sample + 1).to_string(), options)
    });
    html("div")
        .class("lab-controls")
        .key("controls")
        .child(list("Network", "example", lab.source.name(), sources))
        .children(samples)
        .child(list("Nudge", "pick", &names.id(&lab.quantity), quantities))
        .child(CHANGE.node(lab.change, &lab.typing))
}

fn network(lab: &Lab, look: &Look) -> Element {
    // The step that computes the derivative, where the round has one for it.
    let derivative = match lab.quantity {
        Quantity::Weight(w) => Quantity::WeightGradient(w),
        Quantity::Net(neuron) | Quantity::Bias(BiasId::Own(neuron)) => Quantity::Delta(neuron),
        Quantity::Out(neuron) => Quantity::DOut(neuron),
        _ => Quantity::LossTotal,
    };
    let step = lab.traced.trace.place_of(&derivative).or(lab.traced.trace.place_of(&Quantity::LossTotal));
    still(&lab.traced, look, &lab.memo, &Still { step: step.unwrap_or(0), lit: Some(lab.quantity) })
}

fn promise(lab: &Lab, look: &Look) -> Element {
    let comparison = lab.comparison(lab.change);
    let symbol = lab.traced.typesetter(Notation::Delta, look.digits).symbol_text(&lab.quantity);
    let number =
        |key: &'static str, label: String, value: f64| Number::new(key, label, value, computed(value, look.digits));
    let cells = [
        number("derivative", format!("∂C/∂{symbol}"), lab.derivative()).of("backward"),
        Number::new("nudge", "nudge", lab.change, plain(lab.change)),
        number("predicted", "predicted ΔC".to_owned(), comparison.predicted).of("backward"),
        number("true", "true ΔC".to_owned(), comparison.actual).of("loss"),
        number("error", "off by".to_owned(), comparison.error()),
    ];
    let id = lab.names().id(&lab.quantity);
    let own =
        lab.edited.given(&id).map(|given| dial(format!("{symbol} itself"), &id, lab.traced.read(given), &lab.typing));
    let parts = [numbers(cells), note(verdict(lab, look.digits))].into_iter().chain(own);
    panel("The promise and the truth", parts)
}

fn verdict(lab: &Lab, digits: Digits) -> String {
    let (comparison, derivative) = (lab.comparison(lab.change), lab.derivative());
    let size = (comparison.error() / comparison.actual).abs();
    let so = match () {
        () if derivative == 0.0 => "The derivative is 0: to first order this number does not matter at all.",
        () if size < 0.02 => "The promise holds well: the nudge is small against the bend of the cost.",
        () if size < 0.3 => "The promise holds roughly; the bend of the cost begins to tell.",
        () => "The promise does not hold: the nudge is too large for a straight line.",
    };
    format!(
        "C is {}. How sensitive C is to z is how wrong the neuron is: δ = ∂C/∂z. {so}",
        at_a_glance(lab.nudge.loss(), digits)
    )
}

/// Nudges that shrink by tenths, with how far each promise is off.
fn tenths(lab: &Lab, look: &Look) -> Element {
    let mut before: Option<f64> = None;
    let rows: Vec<Element> = lab
        .changes()
        .map(|change| {
            let comparison = lab.comparison(change);
            let error = comparison.error();
            let ratio = before
                .filter(|_| error > 0.0)
                .map_or(String::new(), |before| format!("÷ {}", crate::format::rough(before / error)));
            before = Some(error);
            let cell = |text: String| html("td").class("lab-number").text(text);
            let number = |value: f64| cell(computed(value, Digits::clamped(look.digits.places().min(6))));
            html("tr")
                .child(html("th").attr("scope", "row").text(plain(change)))
                .child(number(comparison.predicted))
                .child(number(comparison.actual))
                .child(number(error))
                .child(cell(ratio))
        })
        .collect();
    let numbers = ["predicted ΔC", "true ΔC", "off by", "shrinks"].map(digits);
    let heads = [words("nudge")].into_iter().chain(numbers).collect();
    let text = "A tenth of the nudge, a hundredth of the error: what the straight line leaves out is the square of the nudge. At the very end only rounding is left.";
    panel("Ten times smaller, each time", [table("Shrinking nudges", heads, rows), note(text)])
}

fn error(lab: &Lab) -> Element {
    let rows: Vec<(String, Vec<String>)> = (0..=8)
        .map(|power| {
            let size = gradlight_core::math::pow(10.0, -f64::from(power));
            let comparison = lab.comparison(if lab.change < 0.0 { -size } else { size });
            let cell = |value: f64| computed(value, Digits::clamped(6));
            (plain(size), vec![cell(comparison.actual.abs()), cell(comparison.error())])
        })
        .collect();
    let head = ["size of the nudge", "true change", "error"].map(str::to_owned).to_vec();
    let digits = Digits::default();
    let sentence = format!(
        "On logarithmic axes the change of the cost falls with the nudge and its error falls twice as steeply; at {} the error is {}.",
        at_a_glance(lab.change.abs(), digits),
        at_a_glance(lab.comparison(lab.change).error(), digits),
    );
    figure("error", "The error shrinks with the square", canvas("error", sentence), Some(&Table { head, rows }))
}

/// Every parameter's gradient against its central difference.
fn check(lab: &Lab, look: &Look) -> Element {
    let (names, setter) = (lab.names(), lab.traced.typesetter(Notation::Delta, look.digits));
    let worst = lab.checks.iter().map(gradlight_core::gradcheck::Comparison::error).fold(0.0, f64::max);
    let rows = lab.checks.iter().map(|check| {
        let id = names.id(&check.parameter);
        let cell = |kind: &str, number: f64, text: String| {
            html("td").class("lab-number").child(value("span", &format!("{kind}:{id}"), number, text))
        };
        html("tr")
            .key(id.clone())
            .child(html("th").attr("scope", "row").text(setter.symbol_text(&check.parameter)))
            .child(cell("backprop", check.analytic, computed(check.analytic, look.digits)))
            .child(cell("central", check.numeric, computed(check.numeric, look.digits)))
            .child(cell("off", check.error(), crate::format::rough(check.error())))
    });
    let numbers = ["backpropagation", "by nudging", "off by"].map(digits);
    let heads = [words("of")].into_iter().chain(numbers).collect();
    let text = format!(
        "By nudging: (C(p + h) − C(p − h)) / 2h for each parameter p, two forward passes each. Backpropagation gets all {} in one pass. The largest difference is {}: {}",
        lab.checks.len(),
        crate::format::rough(worst),
        if worst < 1e-6 { "the gradient is right." } else { "one of the two is wrong." }
    );
    panel("The gradient check", [note(text), table("Gradient check", heads, rows.collect())])
}

/// The cost over the nudge, and the straight promise of the derivative.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    /// So far to either side the lecture's cost is seen to bend.
    const REACH: f64 = 24.0;
    let cost = |share: f64| lab.comparison(REACH * share).actual;
    let shares: Vec<f64> = (-20..=20).map(|step| f64::from(step) / 20.0).collect();
    let costs = shares.iter().map(|share| cost(*share));
    let (low, high) = costs.fold((0.0_f64, f64::MIN_POSITIVE), |(low, high), cost| (low.min(cost), high.max(cost)));
    let place = |share: f64, cost: f64| (100.0 + 84.0 * share, 100.0 - 88.0 * (cost - low) / (high - low));
    let tip = place(0.6, lab.comparison(0.6 * REACH).predicted);
    d::thumbnail([
        curve(shares.iter().map(|share| place(*share, cost(*share))), LOSS, 2.5),
        arrow(place(0.0, 0.0), tip, BACKWARD, 2.5),
        disc(place(0.0, 0.0), 5.0, LOSS),
        lettering((150.0, 92.0), "ΔC", 16.0, Anchor::Middle, BACKWARD),
    ])
}
