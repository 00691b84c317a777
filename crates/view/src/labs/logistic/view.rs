//! What the logistic lab shows: the curve, the training, the confusion matrix and the curves of all thresholds.

use gradlight_core::confusion::{area_under, roc};
use gradlight_core::logistic::Logistic;
use gradlight_plot::Table;

use super::study::{Kind, Study};
use super::{Data, Lab};
use crate::format::{Digits, at_a_glance, computed, count};
use crate::labs::Look;
use crate::labs::diagram::{self as d, BACKWARD, FORWARD, LINE, LOSS};
use crate::labs::parts::{
    Number, button, canvas, choice, columns, figure, note, numbers, panel, plain, plus, tool, value,
};
use crate::node::{Element, Node, html};
use crate::views::icon::icon;

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let kinds = Kind::ALL.map(|(_, name, label)| (name, label));
    let controls = html("div")
        .class("lab-controls")
        .key("controls")
        .child(choice("Samples", "data", lab.kind.name(), &kinds))
        .child(training(lab));
    let Some(study) = &lab.study else { return vec![controls.into(), waiting(lab).into()] };
    let pair = html("div").class("lab-pair").key("pair").child(roc_figure(lab, study)).child(pr_figure(lab));
    let columns = columns(
        [curve(lab, study), pair],
        [dials(lab, study, look), confusion(lab, look), loss_figure(lab, study, look)],
    );
    vec![controls.into(), columns.into()]
}

fn training(lab: &Lab) -> Element {
    let is_idle = lab.study.is_none();
    let (picture, label) = if lab.is_training { ("pause", "Pause") } else { ("play", "Train") };
    let train = html("button")
        .attr("type", "button")
        .class("play-button primary")
        .attr("data-action", "lab/play")
        .child(icon(picture).key(picture))
        .child(html("span").text(label))
        .flag("disabled", is_idle);
    html("div")
        .class("lab-player")
        .child(tool("start", "Start over from β = 0 (Home)", "first").flag("disabled", is_idle))
        .child(train)
        .child(button("One round ›", "next").flag("disabled", is_idle))
        .child(button("Smallest loss", "last").attr("title", "By Newton's method (End)").flag("disabled", is_idle))
}

fn waiting(lab: &Lab) -> Element {
    let (role, words) = match &lab.data {
        Data::Missing(reason) => {
            ("alert", format!("The measurements are not there: {reason}. “Ten exams” works without them."))
        }
        _ => ("status", "The measurements of 569 tumours are being loaded …".to_owned()),
    };
    panel("Measurements", [html("p").class("lab-say").attr("role", role).text(words)])
}

fn glance(value: f64) -> String {
    at_a_glance(value, Digits::default())
}

/// A share as it is read, or that there is none.
fn share(value: f64) -> String {
    if value.is_nan() { "none".to_owned() } else { at_a_glance(value, Digits::clamped(3)) }
}

/// Where things stand, in a sentence.
pub(super) fn verdict(lab: &Lab) -> String {
    let (Some(study), Some(at)) = (&lab.study, lab.confusion()) else {
        return "The measurements are being loaded.".to_owned();
    };
    format!(
        "Log loss {}; at threshold {} precision is {} and recall {}.",
        glance(study.loss(&lab.model)),
        plain(lab.threshold),
        share(at.precision()),
        share(at.recall())
    )
}

fn curve(lab: &Lab, study: &Study) -> Element {
    let [one, zero] = lab.kind.class_names();
    let names = lab.kind.feature_names();
    let (m, positives) = (study.labels.len(), study.labels.iter().filter(|label| **label).count());
    let shape = if names.len() == 1 { "An S-shaped curve" } else { "A plane coloured by probability" };
    let sentence = format!(
        "{shape} over {}: {} of {} samples are {one} (discs), the others {zero} (squares). {}",
        names.join(" and "),
        count(positives),
        count(m),
        verdict(lab)
    );
    let title = format!("Discs are {one} (1), squares {zero} (0)");
    let canvas = canvas("curve", sentence);
    let canvas = if names.len() == 1 { canvas.attr("tabindex", "0") } else { canvas };
    figure("curve", title, canvas, None)
}

/// A trained coefficient as its field shows it.
fn four_places(value: f64) -> f64 {
    let rounded = (value * 1e4).round() / 1e4;
    if rounded.is_finite() { rounded } else { value }
}

fn dials(lab: &Lab, study: &Study, look: &Look) -> Element {
    let dials =
        lab.dials().iter().map(|dial| dial.node(four_places(lab.number(dial.name).unwrap_or_default()), &lab.typing));
    let beta = &lab.model.beta;
    let terms: Vec<String> = beta[1..]
        .iter()
        .enumerate()
        .map(|(place, beta)| format!("{}·x{}", plus(*beta), crate::format::subscript(&(place + 1).to_string())))
        .collect();
    let formula = html("p").class("lab-sum").text(format!("z = {} {}, p = σ(z)", glance(beta[0]), terms.join(" ")));
    let units: Vec<String> = lab
        .kind
        .feature_names()
        .iter()
        .zip(study.standard.means().iter().zip(study.standard.deviations()))
        .map(|(name, (mean, deviation))| format!("({name} − {}) ÷ {}", glance(*mean), glance(*deviation)))
        .collect();
    let p = lab.model.probability(&study.rows[0]);
    let first = html("p")
        .class("lab-say")
        .text(format!("The first sample, {} = {}, has p = ", lab.kind.feature_names()[0], plain(study.raw[0][0])))
        .child(html("span").class("forward").child(value(
            "span",
            "first",
            p,
            computed(p, look.digits.min(Digits::clamped(4))),
        )));
    panel(
        "Model and threshold",
        [
            html("div").class("lab-dials").children(dials),
            formula,
            note(format!("x is in standard deviations: {}.", units.join(", "))),
            first,
        ],
    )
}

/// The four counts, and what they make.
fn confusion(lab: &Lab, look: &Look) -> Element {
    let at = lab.confusion().unwrap_or_default();
    let [one, zero] = lab.kind.class_names();
    let cell = |key: &str, number: usize, class: &'static str| {
        html("td").class(class).child(value("span", key, number as f64, count(number)))
    };
    let head = html("tr")
        .child(html("td"))
        .child(html("th").attr("scope", "col").text(format!("says {one}")))
        .child(html("th").attr("scope", "col").text(format!("says {zero}")));
    let row = |name: &str, cells: [Element; 2]| {
        html("tr").child(html("th").attr("scope", "row").text(format!("is {name}"))).children(cells)
    };
    let table = html("table").class("lab-table lab-confusion").child(html("thead").child(head)).child(
        html("tbody")
            .child(row(one, [cell("tp", at.true_positive, "good"), cell("fn", at.false_negative, "bad")]))
            .child(row(zero, [cell("fp", at.false_positive, "bad"), cell("tn", at.true_negative, "good")])),
    );
    let digits = look.digits.min(Digits::clamped(4));
    let shown = |key: &'static str, label: &'static str, value: f64| {
        Number::new(key, label, value, if value.is_nan() { "none".to_owned() } else { computed(value, digits) })
    };
    let row = numbers([
        shown("precision", "precision", at.precision()),
        shown("recall", "recall", at.recall()),
        shown("accuracy", "accuracy", at.accuracy()),
    ]);
    let words = "Higher: fewer false alarms, more precision. Lower: fewer missed, more recall.";
    panel("At this threshold", [table, row, note(words)])
}

fn loss_figure(lab: &Lab, study: &Study, look: &Look) -> Element {
    let rounds = lab.losses.len().saturating_sub(1);
    let now = study.loss(&lab.model);
    let sentence =
        format!("The log loss over {} rounds of gradient descent; it is now {}.", count(rounds), glance(now));
    let now = computed(now, look.digits.min(Digits::clamped(6)));
    let title = match rounds {
        0 => format!("Log loss {now}"),
        1 => format!("Log loss {now} after one round"),
        _ => format!("Log loss {now} after {} rounds", count(rounds)),
    };
    figure("loss", title, canvas("loss", sentence), None)
}

fn roc_figure(lab: &Lab, study: &Study) -> Element {
    let area = area_under(&roc(&study.scores(&lab.model), &study.labels));
    let at = lab.confusion().unwrap_or_default();
    let sentence = format!(
        "Recall against the false positive rate at all thresholds; the area under the curve is {}. The dot is this threshold: {} and {}.",
        glance(area),
        share(at.recall()),
        share(at.false_positive_rate())
    );
    figure(
        "roc",
        format!("ROC, area {}", at_a_glance(area, Digits::clamped(3))),
        canvas("roc", sentence),
        Some(&thresholds(lab, study)),
    )
}

fn pr_figure(lab: &Lab) -> Element {
    let at = lab.confusion().unwrap_or_default();
    let sentence = format!(
        "Precision against recall at all thresholds. The dot is this threshold: precision {}, recall {}.",
        share(at.precision()),
        share(at.recall())
    );
    figure("pr", "Precision against recall", canvas("pr", sentence), None)
}

/// What some thresholds give.
fn thresholds(lab: &Lab, study: &Study) -> Table {
    let scores = study.scores(&lab.model);
    let rows = (1..10).map(|tenth| {
        let threshold = f64::from(tenth) / 10.0;
        let at = gradlight_core::confusion::Confusion::at(threshold, &scores, &study.labels);
        (plain(threshold), [at.false_positive_rate(), at.recall(), at.precision()].map(share).to_vec())
    });
    Table {
        head: ["threshold", "false positives", "recall", "precision"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// The ten exams with their best curve and the threshold: they are there before any file has come.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let Some(study) = Study::of(Kind::Ten, None) else { return d::thumbnail([html("g")]) };
    let best = Logistic::best(&study.rows, &study.labels);
    let at = |x: f64, p: f64| (100.0 + 46.0 * x, 92.0 - 72.0 * p);
    let curve = (-20..=20).map(|step| f64::from(step) / 10.0).map(|x| at(x, best.probability(&[x])));
    let marks = study.rows.iter().zip(&study.labels).map(|(row, is_one)| {
        let place = at(row[0], f64::from(u8::from(*is_one)));
        if *is_one { d::disc(place, 3.5, FORWARD) } else { d::square(place, 6.0, BACKWARD) }
    });
    let threshold = d::line(at(-2.0, lab.threshold), at(2.0, lab.threshold), LINE, 1.5);
    d::thumbnail([d::dashed(threshold, true), d::curve(curve, LOSS, 3.0)].into_iter().chain(marks))
}
