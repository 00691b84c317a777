//! The lab's controls: training and its progress, the network, files.

use gradlight_core::activation::Activation;
use gradlight_core::loss::Loss;

use super::Digits;
use super::course::{Course, Pace};
use crate::format::{at_a_glance, count, percent};
use crate::labs::Look;
use crate::labs::parts::{Dial, Number, button, list, note, number_field, numbers, plain};
use crate::node::{Element, html};
use crate::views::icon::icon;

/// The learning rate.
pub(super) const RATE: Dial = Dial::new("rate", "Learning rate α", (0.01, 3.0), 0.01).reaching(0.0001, 1000.0);

/// What the rate is multiplied by after each epoch.
pub(super) const DECAY: Dial = Dial::new("decay", "α after each epoch ×", (0.5, 1.0), 0.01).reaching(0.01, 1.0);

/// Epochs to train for.
pub(super) const EPOCHS: Dial = Dial::new("epochs", "Epochs", (1.0, 100.0), 1.0).reaching(1.0, 1000.0);

/// Batches on offer.
pub(super) const BATCHES: [(&str, &str); 7] =
    [("1", "1"), ("8", "8"), ("16", "16"), ("32", "32"), ("64", "64"), ("128", "128"), ("512", "512")];

/// Activations on offer for the hidden layers.
pub(super) const ACTIVATIONS: [(Activation, &str); 3] =
    [(Activation::Sigmoid, "sigmoid"), (Activation::Tanh, "tanh"), (Activation::Relu, "ReLU")];

/// Outputs on offer, by their loss.
pub(super) const LOSSES: [(Loss, &str); 2] = [
    (Loss::CategoricalCrossEntropy, "softmax, cross-entropy"),
    (Loss::HalfSquaredError, "sigmoid, half squared error"),
];

/// The files that can be opened.
const FILES: &str = ".gz,.idx,.json,.safetensors,application/gzip,application/json,.idx3-ubyte,.idx1-ubyte";

/// Everything above the columns.
pub(super) fn controls(lab: &Digits, look: &Look) -> Element {
    let course = &lab.course;
    let (picture, label) = match course.is_training {
        true => ("pause", "Stop"),
        false if course.trainer.is_complete() => ("play", "Train on"),
        false => ("play", "Train"),
    };
    let train = html("button")
        .attr("type", "button")
        .class("primary play-button")
        .attr("data-action", "lab/train")
        .child(icon(picture).key(picture))
        .child(html("span").text(label))
        .flag("disabled", !course.is_training && !course.can_start());
    let paces = Pace::ALL.map(|(_, name, label)| (name, label));
    let batch = button("One batch", "batch").flag("disabled", !course.can_train());
    html("section")
        .class("card lab-panel digits-controls")
        .key("controls")
        .attr("aria-label", "Training")
        .child(
            html("div")
                .class("lab-controls")
                .child(train)
                .child(batch)
                .child(list("Pace", "pace", course.pace.name(), paces))
                .child(RATE.node(course.plan.rate, &lab.typing))
                .child(list("Batch", "size", &course.plan.batch.to_string(), BATCHES))
                .child(status(lab))
                .child(more(lab)),
        )
        .child(progress(lab, look))
}

/// What is chosen less often, and files.
fn more(lab: &Digits) -> Element {
    let plan = &lab.course.plan;
    let activations = ACTIVATIONS.map(|(activation, label)| (activation.name(), label));
    let losses = LOSSES.map(|(loss, label)| (loss.name(), label));
    let hidden: Vec<String> = plan.hidden.iter().map(ToString::to_string).collect();
    let field = |label: &'static str, name: &'static str, value: String| {
        html("div").child(number_field(label, name, value, &lab.typing)).children(lab.typing.fault_node(name))
    };
    let choices = html("div")
        .class("lab-controls")
        .child(field("Hidden layers", "hidden", hidden.join(", ")))
        .child(list("Hidden neurons", "activation", plan.activation.name(), activations))
        .child(list("Outputs", "loss", plan.loss.name(), losses))
        .child(field("Seed", "seed", plan.seed.to_string()))
        .child(button("New weights", "fresh"))
        .child(DECAY.node(plan.decay, &lab.typing))
        .child(EPOCHS.node(plan.epochs as f64, &lab.typing));
    html("details")
        .class("digits-more")
        .child(html("summary").text("Network, files"))
        .child(html("div").child(choices).child(files(lab)))
}

/// The data, and what opens others; the network, and what saves it.
fn files(lab: &Digits) -> Element {
    let open = html("button")
        .attr("type", "button")
        .attr("data-action", "open-file")
        .attr("data-argument", FILES)
        .text("Open MNIST files or a network …");
    let save = [("JSON", "save-json"), ("safetensors", "save-safetensors")]
        .map(|(kind, action)| button(kind, action).attr("aria-label", format!("Save the network as {kind}")));
    let data = format!(
        "Data: {}, {} pictures to train, {} to test. MNIST’s own files can be opened or dropped, packed or not, images and labels one after the other; they stay in this browser.",
        if lab.data.is_empty() { "none yet" } else { &lab.data.name },
        count(lab.data.train.len()),
        count(lab.data.test.len())
    );
    html("div")
        .class("lab-controls")
        .child(open)
        .child(html("span").class("digits-files").child(html("span").text("Save the network as")).children(save))
        .child(note(data))
}

/// How far training has come, in a bar and in numbers.
fn progress(lab: &Digits, look: &Look) -> Element {
    let Course { shown, trainer, plan, .. } = &lab.course;
    let bar = html("progress")
        .attr("max", "1")
        .attr("value", plain((shown.done * 1000.0).round() / 1000.0))
        .attr("aria-label", "Progress of training");
    let glance = |number: f64| at_a_glance(number, look.digits);
    let rate = f64::from(shown.rate);
    let cells = [
        Number::new("epoch", "epoch", trainer.finished() as f64, format!("{} of {}", trainer.finished(), plan.epochs)),
        Number::new("batches", "batches", shown.batches as f64, count(shown.batches)),
        Number::new("rate", "α now", rate, glance(rate)).of("update"),
    ];
    let scores = trainer.epochs().last().filter(|_| !lab.data.is_empty()).map(|last| {
        [
            Number::new("train.cost", "training cost", last.train.cost, glance(last.train.cost)).of("update"),
            Number::new("test.cost", "test cost", last.test.cost, glance(last.test.cost)).of("loss"),
            Number::new("train.accuracy", "training right", last.train.accuracy(), percent(last.train.accuracy()))
                .of("update"),
            Number::new("test.accuracy", "test right", last.test.accuracy(), percent(last.test.accuracy())).of("loss"),
        ]
    });
    let cells = cells.into_iter().chain(scores.into_iter().flatten());
    html("div").class("digits-progress").child(bar).child(numbers(cells))
}

/// What has to be said of the course, read out when it changes; mostly nothing.
fn status(lab: &Digits) -> Element {
    let trainer = &lab.course.trainer;
    let text = match &lab.data.fault {
        Some(fault) => fault.clone(),
        None if lab.data.is_empty() => "The digits are on their way …".to_owned(),
        None if trainer.has_diverged() => format!(
            "Training diverged in epoch {}: the cost is no longer a number. Lower α and take new weights.",
            trainer.finished() + 1
        ),
        None if trainer.is_complete() => format!("{} epochs are done.", count(trainer.finished())),
        None => String::new(),
    };
    html("p").class("digits-status").attr("role", "status").text(text)
}
