//! What the tumour lab shows: the picture with its way down, and beside it one tumour, training, test, what matters.

use gradlight_core::confusion::{Confusion, area_under, roc as characteristic};
use gradlight_core::order::sort_by_number;
use gradlight_plot::Table;

use super::choices::{BATCH, HIDDEN, RATE, ROW, SEED, THRESHOLD};
use super::study::{KINDS, MEASURES, Study, feature_name};
use super::words::{STEPS, fine, short, step_sentence};
use super::{Data, Part, Tumour, lecture, levels};
use crate::format::{count, percent};
use crate::labs::Look;
use crate::labs::parts::{
    Number, button, canvas, choice, columns, figure, note, numbers, panel, plain, player, value as shown,
};
use crate::node::{Element, Node, html, svg};

/// How many features are listed by what they matter.
const LISTED: usize = 10;

/// What stands in the lab.
pub(super) fn body(lab: &Tumour, look: &Look) -> Vec<Node> {
    let study = match &lab.data {
        Data::Here(study) => study,
        Data::Awaited => return vec![note("The measurements of 569 tumours are being loaded …").into()],
        Data::Refused(fault) => return vec![refused(fault).into()],
    };
    let parts = Part::ALL.map(|(_, name, label)| (name, label));
    let mut beside = vec![html("div").class("lab-controls").key("parts").child(choice(
        "Beside the picture",
        "part",
        lab.part.name(),
        &parts,
    ))];
    match lab.part {
        Part::Patient => beside.push(patient(lab, study)),
        Part::Training => beside.extend([settings(lab), cost(study)]),
        Part::Test => beside.extend([test(lab, study), roc(lab, study)]),
        Part::Features => beside.push(features(lab, study)),
    }
    vec![columns([levels::panel(lab, study, look), the_loop(lab, study)], beside).into()]
}

fn refused(fault: &str) -> Element {
    let text = format!("The measurements could not be read. {fault}");
    html("div").class("card lab-panel").child(html("p").attr("role", "alert").text(text))
}

/// The six steps of training, as the player goes through them.
fn the_loop(lab: &Tumour, study: &Study) -> Element {
    let phase = lab.phase();
    let steps = STEPS.iter().enumerate().map(|(number, step)| {
        let class = ["", "forward", "loss", "backward", "update", ""][number];
        html("li")
            .class(if number == phase { format!("now {class}") } else { class.to_owned() })
            .maybe("aria-current", (number == phase).then_some("step"))
            .text(*step)
    });
    let progress = study.training().progress();
    let place = player(lab.playing.is_on(), lab.place(), lab.last_place());
    let controls = html("div")
        .class("lab-controls")
        .child(place)
        .child(lab.playing.choice())
        .child(button("One epoch", "epoch"))
        .child(button("30 epochs", "train"));
    let last = study.history()[study.history().len() - 1];
    let numbers = numbers([
        Number::new("epochs", "epochs", progress.epochs as f64, count(progress.epochs)),
        Number::new("updates", "updates", progress.updates as f64, count(progress.updates)).of("update"),
        Number::new("cost.training", "cost, training", last.training_cost, fine(last.training_cost)).of("loss"),
        Number::new("cost.test", "cost, test", last.test_cost, fine(last.test_cost)).of("loss"),
        Number::new("accuracy", "accuracy, test", last.accuracy, percent(last.accuracy)),
    ]);
    let steps = html("ol").class("tumour-steps").attr("aria-label", "Steps of the loop").children(steps);
    let say = html("p").class("lab-say").text(step_sentence(lab, study));
    panel("The loop", [controls, steps, say, numbers])
}

/// One tumour: which, what is told of it, and its measurements as dials.
fn patient(lab: &Tumour, study: &Study) -> Element {
    let row = lab.measurements(study);
    let likelihood = study.likelihood(&row);
    let (told, truth) = lab.verdict(study, likelihood);
    let part = if study.is_trained_on(lab.row) { "trained on" } else { "kept for the test" };
    let words = format!("{told} · {truth} · {part}");
    let kinds = KINDS.map(|kind| (kind, kind));
    let dials = (0..MEASURES.len()).map(|place| {
        let value = row[lab.kind * MEASURES.len() + place];
        lab.feature_dial(study, place).node(value, &lab.typing)
    });
    let result =
        numbers([Number::new("likelihood", "likelihood malignant", likelihood, percent(likelihood)).of("forward")]);
    let own = button("Its own measurements", "own").flag("disabled", lab.edits.is_empty());
    let kinds = html("div")
        .class("lab-controls")
        .key("kinds")
        .child(choice("Measurements", "kind", KINDS[lab.kind], &kinds))
        .child(own);
    let dials = html("div").class("tumour-dials").key("dials").children(dials);
    panel("One tumour", [ROW.node((lab.row + 1) as f64, &lab.typing), result, note(words), kinds, dials])
}

fn settings(lab: &Tumour) -> Element {
    let plan = &lab.plan;
    let dials = [
        HIDDEN.node(plan.hidden as f64, &lab.typing),
        RATE.node(plan.rate, &lab.typing),
        BATCH.node(plan.batch as f64, &lab.typing),
        SEED.node(plan.seed as f64, &lab.typing),
    ];
    let scored = lecture::scored().map(|(output, expected, difference)| {
        format!("({} − {})² = {}", short(output), short(expected), fine(difference))
    });
    let cost = html("p")
        .class("lab-note")
        .text(format!("The lecture’s score: {}; averaged ", scored.join(", ")))
        .child(shown("span", "lecture.cost", lecture::cost(), fine(lecture::cost())))
        .text(".");
    panel("How it is trained", [html("div").class("tumour-dials").children(dials), batch_table(lab), cost])
}

/// The tumours of the batch with their differences.
fn batch_table(lab: &Tumour) -> Element {
    const SHOWN: usize = 3;
    let rows = lab.batch.rows.iter().take(SHOWN).map(|(row, output, expected)| {
        html("tr")
            .child(html("th").attr("scope", "row").text(format!("tumour {}", row + 1)))
            .child(html("td").text(fine(*output)))
            .child(html("td").text(short(*expected)))
            .child(html("td").text(fine(super::study::difference(*output, *expected))))
    });
    let more = lab.batch.rows.len().saturating_sub(SHOWN);
    let last = html("tr")
        .child(html("th").attr("scope", "row").text(if more > 0 {
            format!("and {more} more: average")
        } else {
            "average".to_owned()
        }))
        .children(["", ""].map(|_| html("td")))
        .child(html("td").child(shown("span", "batch.cost", lab.batch.loss, fine(lab.batch.loss))));
    let heads =
        ["batch", "output", "expected", "(output − expected)²"].map(|head| html("th").attr("scope", "col").text(head));
    html("table")
        .class("lab-table")
        .child(html("thead").child(html("tr").children(heads)))
        .child(html("tbody").children(rows.collect::<Vec<_>>()).child(last))
}

fn cost(study: &Study) -> Element {
    let history = study.history();
    let (first, last) = (history[0], history[history.len() - 1]);
    let sentence = format!(
        "The averaged cost after each of {} epochs: on the training data from {} to {}, on the test data, dashed, from {} to {}.",
        history.len() - 1,
        fine(first.training_cost),
        fine(last.training_cost),
        fine(first.test_cost),
        fine(last.test_cost)
    );
    let head = ["epoch", "cost, training", "cost, test", "accuracy"].map(str::to_owned).to_vec();
    let every = history.len().div_ceil(12);
    let rows = history.iter().enumerate().step_by(every).map(|(epoch, score)| {
        (epoch.to_string(), vec![fine(score.training_cost), fine(score.test_cost), percent(score.accuracy)])
    });
    figure(
        "cost",
        "Averaged cost: training, and test dashed",
        canvas("cost", sentence),
        Some(&Table { head, rows: rows.collect() }),
    )
}

/// How the network tells the tumours that it was not trained on.
fn test(lab: &Tumour, study: &Study) -> Element {
    let (scores, labels) = (study.test_scores(), study.test_labels());
    let at = Confusion::at(lab.threshold, &scores, &labels);
    let cell = |key: &'static str, count: usize, class: &'static str, name: &'static str| {
        html("td").class(class).child(shown("b", key, count as f64, count.to_string())).text(format!(" {name}"))
    };
    let heads = ["truth", "told malignant", "told benign"].map(|head| html("th").attr("scope", "col").text(head));
    let row = |name: &'static str, cells: [Element; 2]| {
        html("tr").child(html("th").attr("scope", "row").text(name)).children(cells)
    };
    let table = html("table")
        .class("lab-table tumour-confusion")
        .child(html("caption").text(format!("{} tumours kept for the test", labels.len())))
        .child(html("thead").child(html("tr").children(heads)))
        .child(
            html("tbody")
                .child(row(
                    "malignant",
                    [
                        cell("true_positive", at.true_positive, "good", "found"),
                        cell("false_negative", at.false_negative, "bad", "missed"),
                    ],
                ))
                .child(row(
                    "benign",
                    [
                        cell("false_positive", at.false_positive, "bad", "false alarms"),
                        cell("true_negative", at.true_negative, "good", "cleared"),
                    ],
                )),
        );
    let share = |key: &'static str, label: &'static str, share: f64| Number::new(key, label, share, percent(share));
    let shares = numbers([
        share("accuracy.threshold", "accuracy", at.accuracy()),
        share("precision", "precision", at.precision()),
        share("recall", "recall", at.recall()),
    ]);
    panel("On tumours never seen", [THRESHOLD.node(lab.threshold, &lab.typing), table, shares])
}

fn roc(lab: &Tumour, study: &Study) -> Element {
    let (scores, labels) = (study.test_scores(), study.test_labels());
    let curve = characteristic(&scores, &labels);
    let at = Confusion::at(lab.threshold, &scores, &labels);
    let sentence = format!(
        "What is found against false alarms as the threshold falls; the area under it is {}. At threshold {} {} is found at {} false alarms.",
        fine(area_under(&curve)),
        plain(lab.threshold),
        percent(at.recall()),
        percent(at.false_positive_rate())
    );
    let head = ["false alarms", "found"].map(str::to_owned).to_vec();
    let every = curve.len().div_ceil(12);
    let rows = curve.iter().step_by(every).map(|(x, y)| (percent(*x), vec![percent(*y)])).collect();
    let title = format!("ROC · area {}", fine(area_under(&curve)));
    figure("roc", title, canvas("roc", sentence), Some(&Table { head, rows }))
}

/// Which features the likelihood answers most.
fn features(lab: &Tumour, study: &Study) -> Element {
    let importance = study.importance();
    let here = study.sensitivity(&lab.measurements(study));
    let mut order: Vec<usize> = (0..importance.len()).collect();
    sort_by_number(&mut order, |feature| -importance[*feature]);
    let most = importance.iter().fold(1e-12_f64, |most, slope| most.max(*slope));
    let rows = order.iter().take(LISTED).map(|&feature| {
        let bar = svg("svg")
            .class("tumour-bar")
            .attr("viewBox", "0 0 100 10")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true");
        let bar = bar.child(
            svg("rect")
                .num("y", 1.0)
                .num("width", 100.0 * importance[feature] / most)
                .num("height", 8.0)
                .attr("fill", "var(--backward)"),
        );
        html("tr")
            .key(feature.to_string())
            .child(html("th").attr("scope", "row").text(feature_name(feature)))
            .child(html("td").class("tumour-bar-cell").child(bar))
            .child(html("td").text(fine(importance[feature])))
            .child(html("td").text(fine(here[feature])))
    });
    let heads = [("measurement", "1"), ("average", "2"), ("this tumour", "1")]
        .map(|(head, span)| html("th").attr("scope", "col").attr("colspan", span).text(head));
    let table = html("table")
        .class("lab-table")
        .child(html("thead").child(html("tr").children(heads)))
        .child(html("tbody").children(rows.collect::<Vec<_>>()));
    let words = "How much the likelihood moves when a measurement rises by one standard deviation: the slope ∂a/∂x, its size averaged over the test, and for this tumour with its sign.";
    panel("What matters", [note(words), table])
}
