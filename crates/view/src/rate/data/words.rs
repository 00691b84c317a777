//! What the data panel says: how training stands, why it ended, what the pictures show.

use gradlight_core::loss::Loss;

use super::super::run::schedule_label;
use super::DataPanel;
use super::knob::{Knob, PACES, StepBy};
use super::setup::{Setup, Source};
use super::training::{End, Scores};
use crate::format::{at_a_glance, count, percent};
use crate::state::State;
use crate::views::figures::activation_name;

/// What a choice is called on the page.
pub(super) fn label(knob: Knob) -> &'static str {
    match knob {
        Knob::Data => "Data",
        Knob::Points => "Points",
        Knob::Noise => "Noise",
        Knob::Share => "For training",
        Knob::Seed => "Seed of the data",
        Knob::Hidden => "Hidden layers",
        Knob::Activation => "Activation",
        Knob::Output => "Output",
        Knob::Loss => "Loss",
        Knob::Initial => "Weights drawn by",
        Knob::Start => "Seed of the weights",
        Knob::Rate => "Learning rate",
        Knob::Schedule => "Schedule",
        Knob::Over => "Epochs of the schedule",
        Knob::Factor => "Factor of a step",
        Knob::L2 => "Penalty λ",
        Knob::Batch => "Batch",
        Knob::By => "Step",
        Knob::Pace => "Pace",
        Knob::StopEpoch => "Stop after epoch",
        Knob::StopCost => "Stop at cost",
        Knob::StopMove => "Stop when no weight moves more than",
    }
}

/// A choice in words.
pub(super) fn choice(setup: &Setup, knob: Knob) -> String {
    match knob {
        Knob::Batch => batch(setup.plan.batch),
        Knob::Schedule => schedule_label(setup.plan.schedule.name()).to_owned(),
        Knob::Share => percent(setup.share),
        Knob::Pace => pace(PACES[setup.pace]),
        Knob::Activation => activation_name(setup.plan.activation).to_owned(),
        Knob::Output => activation_name(setup.plan.output).to_owned(),
        Knob::Loss => loss(setup.plan.loss).to_owned(),
        Knob::Hidden if setup.plan.hidden.is_empty() => "none".to_owned(),
        _ => {
            let text = setup.get(knob);
            if text.is_empty() { "off".to_owned() } else { text }
        }
    }
}

/// What is said once a choice has been made; the loss and the output may have followed each other.
pub(super) fn narrated_choice(panel: &DataPanel, knob: Knob) -> String {
    let said = |knob| format!("{}: {}.", label(knob), choice(&panel.setup, knob));
    match knob {
        Knob::Output => format!("{} {}", said(Knob::Output), said(Knob::Loss)),
        Knob::Loss => format!("{} {}", said(Knob::Loss), said(Knob::Output)),
        knob => said(knob),
    }
}

/// So many samples a batch, in words.
pub(super) fn batch(size: usize) -> String {
    match size {
        0 => "full batch".to_owned(),
        1 => "one sample".to_owned(),
        size => format!("{} samples", count(size)),
    }
}

/// So many steps a second, in words.
pub(super) fn pace(steps: usize) -> String {
    if steps == 0 { "as fast as it can".to_owned() } else { format!("{steps} a second") }
}

/// A loss's name.
pub(super) fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::HalfSquaredError => "Half squared error",
        Loss::SquaredError => "Squared error",
        Loss::MeanSquaredError => "Mean squared error",
        Loss::BinaryCrossEntropy => "Binary cross-entropy",
        Loss::CategoricalCrossEntropy => "Cross-entropy of classes",
    }
}

/// What a step takes, with its article.
pub(super) fn step(by: StepBy) -> &'static str {
    match by {
        StepBy::Sample => "Sample",
        StepBy::Batch => "Batch",
        StepBy::Epoch => "Epoch",
    }
}

/// What the classes 0 and 1 are called.
pub(super) fn classes(setup: &Setup) -> [String; 2] {
    match &setup.source {
        Source::Drawn(_) => ["class 0".to_owned(), "class 1".to_owned()],
        Source::Own(own) => own.table.classes.clone(),
    }
}

/// How far training has come, such as `epoch 12, 40 of 140 samples`.
pub(super) fn place(panel: &DataPanel) -> String {
    let trainer = panel.training.trainer();
    let (taken, whole) = trainer.progress();
    let epochs = match trainer.epoch() {
        1 => "1 epoch".to_owned(),
        epochs => format!("{} epochs", count(epochs)),
    };
    if taken == 0 { epochs } else { format!("{epochs} and {} of {} samples", count(taken), count(whole)) }
}

/// Both costs and accuracies in a sentence.
fn scores(state: &State, scores: &Scores) -> String {
    let digits = state.digits();
    let train =
        format!("training cost {}, {} right", at_a_glance(scores.train.cost, digits), percent(scores.train.accuracy));
    if state.rate.data.training.test.is_empty() {
        return format!("{train}.");
    }
    format!("{train}; test cost {}, {} right.", at_a_glance(scores.test.cost, digits), percent(scores.test.accuracy))
}

/// How training stands, in a sentence.
pub(super) fn progress(state: &State) -> String {
    let panel = &state.rate.data;
    let stands = format!("After {}: {}", place(panel), scores(state, &panel.training.now));
    match ended(panel) {
        Some(ended) => format!("{stands} {ended}"),
        None => stands,
    }
}

/// Why training has ended, if it has; where it blew up, which rate holds instead, once that is known.
pub(super) fn ended(panel: &DataPanel) -> Option<String> {
    Some(match panel.training.end? {
        End::Epoch(epoch) => format!("Stopped after epoch {}, as asked.", count(epoch)),
        End::Cost(cost) => format!("Stopped: the training cost is down to {cost}."),
        End::Still(still) => format!("Stopped: no weight moved more than {still} in the last epoch."),
        End::Diverged(epoch) => format!(
            "Diverged in epoch {}: a weight outgrew every number. The weights shown are the last finite ones.{}",
            count(epoch),
            panel.holds.sentence()
        ),
    })
}

/// What is under the pointer or cursor, in a sentence.
pub(super) fn pointed(state: &State) -> Option<String> {
    let panel = &state.rate.data;
    let at_unit = || panel.unit.map(|unit| format!("{}.", super::pictures::unit_name(panel, unit)));
    let at_place = || panel.probe.map(|_| probe(state));
    let at_epoch = || panel.cursor.map(|epoch| epoch_read(state, epoch));
    at_place().or_else(at_epoch).or_else(at_unit)
}

/// What the network says at the place pointed at.
pub(super) fn probe(state: &State) -> String {
    let panel = &state.rate.data;
    let Some(place) = panel.probe else { return String::new() };
    let network = panel.training.trainer().network();
    let mut pass = gradlight_core::forward::Pass::new(&network);
    pass.run(&network, &place);
    let outputs = pass.outputs(&network);
    let leaning = panel.setup.plan.leaning(outputs);
    let [x, y] = super::pictures::shown_place(panel, place);
    let digits = state.digits();
    let output = outputs.iter().map(|output| at_a_glance(*output, digits)).collect::<Vec<_>>().join(" and ");
    let class = &classes(&panel.setup)[usize::from(leaning > 0.0)];
    format!("At {}, {}: output {output}, so {class}.", at_a_glance(x, digits), at_a_glance(y, digits))
}

/// The scores after an epoch.
pub(super) fn epoch_read(state: &State, epoch: usize) -> String {
    let scores_then = &state.rate.data.training.history[epoch];
    format!("After epoch {}: {}", count(epoch), scores(state, scores_then))
}

/// The picture of the boundary in a sentence.
pub(super) fn boundary(state: &State) -> String {
    let panel = &state.rate.data;
    let [zero, one] = classes(&panel.setup);
    let (train, test) = (panel.training.train.len(), panel.training.test.len());
    format!(
        "Decision boundary: where the network says {one} (blue) and where {zero} (orange), with {} training points (filled) and {} test points (hollow); {one} are squares, {zero} discs. {}",
        count(train),
        count(test),
        progress(state)
    )
}

/// The picture of the network in a sentence.
pub(super) fn units(state: &State) -> String {
    let panel = &state.rate.data;
    let hidden = match panel.setup.plan.hidden.as_slice() {
        [] => "no hidden layer".to_owned(),
        [units] => format!("a hidden layer of {units}"),
        layers => format!(
            "{} hidden layers of {}",
            layers.len(),
            layers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
        ),
    };
    let chosen = panel.unit.map_or(String::new(), |unit| format!(" {}.", super::pictures::unit_name(panel, unit)));
    format!(
        "The network: 2 inputs, {hidden}, {} output. Each unit is a map of its activation over the plane.{chosen}",
        panel.setup.plan.outputs()
    )
}

/// The descent of both costs in a sentence.
pub(super) fn costs(state: &State) -> String {
    let panel = &state.rate.data;
    let history = &panel.training.history;
    let digits = state.digits();
    let ends = |cost: fn(&Scores) -> f64| {
        let cost = |scores: Option<&Scores>| scores.map_or(String::new(), |scores| at_a_glance(cost(scores), digits));
        format!("from {} to {}", cost(history.first()), cost(history.last()))
    };
    let test = if panel.training.test.is_empty() {
        String::new()
    } else {
        format!(", the test cost {}", ends(|scores| scores.test.cost))
    };
    let read = panel.cursor.map_or(String::new(), |epoch| format!(" {}", epoch_read(state, epoch)));
    format!(
        "Costs over {} epochs: the training cost goes {}{test}.{read}",
        count(history.len() - 1),
        ends(|scores| scores.train.cost)
    )
}
