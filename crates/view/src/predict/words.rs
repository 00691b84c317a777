//! Slips in words: what went wrong, and how to mend it.

use gradlight_core::example::BiasRule;
use gradlight_core::loss::Loss;
use gradlight_core::slip::{Lapse, Reach, Slip, Wrong};

use super::question;
use crate::format::subscript;
use crate::state::State;

/// What is said of a wrong guess that equals those wrong values.
pub(super) fn diagnosis(state: &State, typed: &str, fitting: &[&Wrong]) -> String {
    let typed = typed.trim();
    let Some(nearest) = fitting.first() else {
        return format!("{typed} is not it, and it is none of the known slips either. Try again, or reveal the value.");
    };
    if let Slip::Mistaken(quantity) = nearest.lapses[0].slip {
        return format!("{typed} is {}. {}", state.typesetter().symbol_text(&quantity), question(state));
    }
    let all: Vec<&Lapse> = fitting.iter().flat_map(|wrong| wrong.lapses.iter().take(2)).collect();
    let what: Vec<String> = all.iter().map(|lapse| what(state, lapse)).collect();
    let mut mends: Vec<String> = all.iter().map(|lapse| mend(state, lapse.slip)).collect();
    mends.dedup();
    mends.truncate(2);
    format!("{typed} is what comes out where {}. {}", what.join(", or where "), mends.join(" "))
}

/// A slip as a clause, such as `the bias is left out`.
pub(super) fn what(state: &State, lapse: &Lapse) -> String {
    let clause = clause(state, lapse.slip);
    if lapse.always { format!("{clause}, in every round") } else { clause }
}

fn clause(state: &State, slip: Slip) -> String {
    let own = state.document.start.loss();
    match slip {
        Slip::BiasLeftOut => "the bias is left out",
        Slip::WeightsTransposed => "the weights of another neuron are taken",
        Slip::MinusLost => "a minus sign is lost in the sum",
        Slip::ActivationLeftOut => "the activation is left out",
        Slip::ExponentSign => "the exponent has lost its minus sign",
        Slip::BaseTenLogarithm => "the logarithm is taken to base 10",
        Slip::SquareLeftOut => "the error is not squared",
        Slip::NoTermLeftOut => "the term of 1 − y is left out",
        Slip::OneOutputOnly(output) => return format!("only {} is counted", subscript(&format!("o{}", output + 1))),
        Slip::AnotherLoss(loss) => other_loss(own, loss),
        Slip::TargetMinusOutput => "target minus output, y − a, is taken for a − y",
        Slip::HalfKept => "the ½ is kept in the derivative",
        Slip::SlopeLeftOut(Reach::Everywhere) => "the slope of the activation, σ′, is left out",
        Slip::SlopeLeftOut(Reach::Outputs) => "the slope σ′ of the output is left out",
        Slip::SlopeLeftOut(Reach::Hidden) => "the slope σ′ of the hidden neuron is left out",
        Slip::SlopeKept => "the slope is multiplied in once more",
        Slip::SlopeOfNet => "the slope is computed from the net input in place of the output",
        Slip::SlopeAtOutput => "the slope is taken at the output in place of the net input",
        Slip::WeightLeftOut => "the blame comes back without its weight",
        Slip::BlameTransposed => "the blame comes back through another weight",
        Slip::IncomingLeftOut => "δ is taken without what comes in through the weight",
        Slip::UpdatedWeights => "weights already updated are used on the way back",
        Slip::OldWeights => "the old weights are used on the way back",
        Slip::RateLeftOut => "the learning rate is left out",
        Slip::Uphill => "the step is added",
        Slip::StepOnly => "the step alone is taken",
        Slip::AnotherBiasRule(rule) => other_biases(rule),
        Slip::SumForMean => "the samples are added up and not divided by their number",
        Slip::OneSampleOnly => "one sample alone is counted",
        Slip::PenaltyLeftOut => "the penalty on weights is left out",
        Slip::Rounded(1) => "values are rounded to one place on the way",
        Slip::Rounded(places) => return format!("values are rounded to {places} places on the way"),
        Slip::NotRounded => "every digit is kept on the way",
        Slip::RoundBefore => "the update before this round is left out",
        Slip::Mistaken(quantity) => return format!("{} is taken", state.typesetter().symbol_text(&quantity)),
    }
    .to_owned()
}

fn other_loss(own: Loss, taken: Loss) -> &'static str {
    match (own, taken) {
        (Loss::HalfSquaredError, Loss::SquaredError) => "the ½ of the error is lost",
        (Loss::SquaredError, Loss::HalfSquaredError) => "the 2 of the derivative is lost, or a ½ put before the square",
        (Loss::MeanSquaredError, Loss::SquaredError) => "the division by the number of outputs is left out",
        (_, Loss::MeanSquaredError) => "the mean over the outputs is taken",
        _ => "half of the squared error is taken",
    }
}

fn other_biases(rule: BiasRule) -> &'static str {
    match rule {
        BiasRule::Frozen => "the biases stay as they are",
        BiasRule::PerNeuron => "each neuron moves a bias of its own",
        BiasRule::PerLayer => "one bias a layer is moved by all its neurons",
    }
}

/// How to mend a slip, as a sentence.
fn mend(state: &State, slip: Slip) -> String {
    let start = &state.document.start;
    match slip {
        Slip::BiasLeftOut => "Add the bias to the weighted sum.",
        Slip::WeightsTransposed => "A neuron’s own weights are those on the lines that lead into it.",
        Slip::MinusLost => "Let every term keep its sign.",
        Slip::ActivationLeftOut => "Put the net input through the activation.",
        Slip::ExponentSign => "It is e to the minus net.",
        Slip::BaseTenLogarithm => "Take the natural logarithm, ln.",
        Slip::SquareLeftOut => "Square the difference of target and output.",
        Slip::NoTermLeftOut => "Each output has two terms: y ln a and (1 − y) ln(1 − a).",
        Slip::OneOutputOnly(_) => "Add up what comes from every output.",
        Slip::AnotherLoss(_) => own_loss(start.loss()),
        Slip::TargetMinusOutput => "The derivative by the output is output minus target.",
        Slip::HalfKept => "The 2 that the square brings down cancels it.",
        Slip::SlopeLeftOut(_) => "The chain goes through the activation: multiply by its slope.",
        Slip::SlopeKept => "With this loss the slope has cancelled: δ is output minus target.",
        Slip::SlopeOfNet => "For the sigmoid it is out · (1 − out), with the output in both places.",
        Slip::SlopeAtOutput => "Take it where the neuron works, at its net input.",
        Slip::WeightLeftOut => "Multiply δ by the weight that it comes back through.",
        Slip::BlameTransposed => "Take the weight on the line between the two neurons.",
        Slip::IncomingLeftOut => "Multiply by what the weight receives.",
        Slip::UpdatedWeights => "Take every gradient with the old weights, and only then move them all.",
        Slip::OldWeights => "Here the output layer moves first; take its new weights.",
        Slip::RateLeftOut => "Multiply the gradient by the learning rate.",
        Slip::Uphill => "Descent goes against the gradient: subtract the step.",
        Slip::StepOnly => "Subtract it from the old value.",
        Slip::AnotherBiasRule(_) => own_biases(start.bias_rule()),
        Slip::SumForMean => "Divide by the number of samples.",
        Slip::OneSampleOnly => "Average over all samples.",
        Slip::PenaltyLeftOut => "Add the penalty’s part.",
        Slip::Rounded(_) => "Keep every digit until the end, and round only what is written down.",
        Slip::NotRounded => "Here every value is rounded before it is used again.",
        Slip::RoundBefore => "Begin the round with the new weights.",
        Slip::Mistaken(_) => return question(state),
    }
    .to_owned()
}

fn own_loss(loss: Loss) -> &'static str {
    match loss {
        Loss::HalfSquaredError => "Here the error is ½(y − a)², summed over the outputs; its derivative is a − y.",
        Loss::SquaredError => "Here the error is (y − a)², summed over the outputs; its derivative is 2(a − y).",
        Loss::MeanSquaredError => "Here the squares (y − a)² are averaged over the outputs.",
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => "Here the loss is a cross-entropy.",
    }
}

fn own_biases(rule: BiasRule) -> &'static str {
    match rule {
        BiasRule::Frozen => "Here the biases stay as they are.",
        BiasRule::PerNeuron => "Here each neuron moves its own bias.",
        BiasRule::PerLayer => "Here a layer has one bias, moved by the sum of its neurons’ gradients.",
    }
}
