//! The words of a handout: titles, where a sheet belongs, and the facts that one computes with.

use gradlight_core::example::{BiasRule, Update};
use gradlight_core::loss::Loss;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Phase;

use super::Class;
use crate::format::{count, given};
use crate::report::TracedRound;
use crate::typeset::Typesetter;

/// What the sheet is about.
pub(super) fn title(round: &TracedRound) -> String {
    let title = round.opened.title();
    let title = if title.is_empty() { "A neural network" } else { title };
    let mut letters = title.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The round, the sample where there are several, and the sheet's number and seed.
pub(super) fn place(round: &TracedRound, number: Option<usize>, class: Option<Class>) -> String {
    let mut place = format!("Round {}", count(round.trace.round()));
    let samples = round.opened.samples().len();
    if samples > 1 {
        let sample = count(round.trace.sample() + 1);
        place = format!("{place} · sample {sample} of {}", count(samples));
    }
    if let (Some(number), Some(class)) = (number, class) {
        place = format!("{place} · sheet {number} · seed {}", class.seed);
    }
    place
}

/// The heading of a round's key.
pub(super) fn key(round: &TracedRound, number: Option<usize>) -> String {
    let sheet = number.map_or(String::new(), |number| format!("Sheet {number}, "));
    format!("{sheet}round {}", count(round.trace.round()))
}

/// What a phase does.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Forward => "Forward pass",
        Phase::Loss => "Loss",
        Phase::Backward => "Backward pass",
        Phase::Update => "Update",
    }
}

/// Loss, learning rate and rules, in one sentence each.
pub(super) fn facts(typesetter: &Typesetter<'_>) -> String {
    let example = typesetter.example;
    let loss = match example.loss() {
        Loss::HalfSquaredError => "The error is ½(y − a)², added up over the outputs",
        Loss::SquaredError => "The error is (y − a)², added up over the outputs",
        Loss::MeanSquaredError => "The error is the mean of (y − a)² over the outputs",
        Loss::BinaryCrossEntropy => "The loss is −[y ln a + (1 − y) ln(1 − a)], added up over the outputs",
        Loss::CategoricalCrossEntropy => "The loss is −y ln a, added up over the outputs",
    };
    let biases = match example.bias_rule() {
        _ if example.network().biases().is_empty() => "there are no biases",
        BiasRule::Frozen => "biases stay as they are",
        BiasRule::PerNeuron => "each neuron moves its own bias",
        BiasRule::PerLayer => "each layer moves one bias",
    };
    let order = match example.update() {
        Update::Simultaneous => "all gradients are taken with the old weights",
        Update::Sequential => "the output layer moves first",
    };
    let rate = given(example.learning_rate(), typesetter.digits);
    let penalty = match example.l2() {
        0.0 => String::new(),
        l2 => format!(" The penalty on weights has λ = {}.", given(l2, typesetter.digits)),
    };
    let places = typesetter.digits.places();
    let rounding = match typesetter.trace.arithmetic() {
        Arithmetic::Exact => format!("Values are shown to {places} places and computed with all digits."),
        Arithmetic::Carried(kept) => format!("Every value is rounded to {kept} places before it is used again."),
    };
    format!("{loss}. The learning rate is {rate}; {biases}; {order}.{penalty} {rounding}")
}
