//! Slips in a formula: the formula as it stands in, the one that was computed instead out.

use super::{Reach, Slip, has_slope};
use crate::activation::Activation;
use crate::example::Example;
use crate::expression::{Constant, Expression as E};
use crate::math;
use crate::network::Neuron;
use crate::quantity::Quantity as Q;
use crate::trace::Step;

/// Sums over more outputs than this are not taken apart.
const MOST_OUTPUTS: usize = 10;

/// The slips in formulas that the example gives room for, the likeliest first.
pub(super) fn candidates(example: &Example) -> Vec<Slip> {
    let outputs = example.network().output().neurons;
    let several = if (2..=MOST_OUTPUTS).contains(&outputs) { outputs } else { 0 };
    let mut slips = vec![
        Slip::SlopeLeftOut(Reach::Outputs),
        Slip::SlopeLeftOut(Reach::Hidden),
        Slip::SlopeLeftOut(Reach::Everywhere),
        Slip::TargetMinusOutput,
    ];
    slips.extend((0..several).map(Slip::OneOutputOnly));
    slips.extend([
        Slip::HalfKept,
        Slip::BaseTenLogarithm,
        Slip::NoTermLeftOut,
        Slip::SquareLeftOut,
        Slip::BiasLeftOut,
        Slip::ActivationLeftOut,
        Slip::ExponentSign,
        Slip::SlopeKept,
        Slip::SlopeOfNet,
        Slip::SlopeAtOutput,
        Slip::WeightLeftOut,
        Slip::IncomingLeftOut,
        Slip::RateLeftOut,
        Slip::Uphill,
        Slip::StepOnly,
        Slip::SumForMean,
        Slip::OneSampleOnly,
        Slip::PenaltyLeftOut,
        Slip::MinusLost,
        Slip::WeightsTransposed,
        Slip::BlameTransposed,
    ]);
    slips
}

/// What the slip makes of a step's formula; `None` where it leaves it as it is.
///
/// `read` gives the values computed so far, the slip's own.
pub(super) fn slipped(example: &Example, slip: Slip, step: &Step, read: &dyn Fn(&Q) -> f64) -> Option<E> {
    let formula = &step.expression;
    match step.quantity {
        Q::Net(neuron) => in_net(example, slip, neuron, formula, read),
        Q::Out(neuron) => in_out(example, slip, neuron, formula),
        Q::Loss(_) => in_loss(slip, formula),
        Q::LossTotal => only_output(slip, formula),
        Q::Cost => penalty(slip, formula).or_else(|| in_mean(slip, formula)),
        Q::DOut(neuron) => in_d_out(example, slip, neuron, formula, read),
        Q::DAct(neuron) => in_slope(example, slip, neuron, formula),
        Q::Delta(neuron) => in_delta(example, slip, neuron, formula),
        Q::From { to, from } => in_share(example, slip, (to, from), formula),
        Q::WeightGradient(_) => (slip == Slip::IncomingLeftOut).then(|| without_last(formula)).flatten(),
        Q::BiasGradient(_) => minus_lost(slip, formula, read),
        Q::AverageWeight(_) | Q::AverageBias(_) => in_mean(slip, formula),
        Q::PenalisedWeight(_) => penalty(slip, formula),
        Q::NewWeight(_) | Q::NewBias(_) => in_update(slip, formula),
        _ => None,
    }
}

fn in_net(example: &Example, slip: Slip, neuron: Neuron, formula: &E, read: &dyn Fn(&Q) -> f64) -> Option<E> {
    let E::Sum(terms) = formula else { return None };
    match slip {
        Slip::BiasLeftOut => {
            let rest: Vec<E> = terms.iter().filter(|term| !matches!(term, E::Term(Q::Bias(_), _))).cloned().collect();
            (rest.len() < terms.len()).then_some(E::Sum(rest))
        }
        Slip::WeightsTransposed => {
            let turned = |term: &E| match term {
                E::Product(factors) => {
                    let crossed = factors.iter().map(|factor| crossed(example, factor)).collect::<Option<_>>();
                    crossed.map(E::Product)
                }
                other => Some(other.clone()),
            };
            let is_square = example.network().layers()[neuron.layer].inputs > 1;
            terms.iter().map(turned).collect::<Option<_>>().filter(|_| is_square).map(E::Sum)
        }
        _ => minus_lost(slip, formula, read),
    }
}

/// A weight's term with the ends of the weight exchanged, where there is such a weight; other terms as they are.
fn crossed(example: &Example, term: &E) -> Option<E> {
    let E::Term(quantity, symbol) = term else { return Some(term.clone()) };
    let (weight, make): (usize, fn(usize) -> Q) = match quantity {
        Q::Weight(weight) => (*weight, Q::Weight),
        Q::NewWeight(weight) => (*weight, Q::NewWeight),
        _ => return Some(term.clone()),
    };
    let network = example.network();
    let (to, from) = network.ends_of(weight);
    let layer = &network.layers()[to.layer];
    let exists = from < layer.neurons && to.index < layer.inputs;
    exists.then(|| E::Term(make(network.weight_index(Neuron::new(to.layer, from), to.index)), *symbol))
}

/// The sum with its negative terms made positive, where it has any.
fn minus_lost(slip: Slip, formula: &E, read: &dyn Fn(&Q) -> f64) -> Option<E> {
    let E::Sum(terms) = formula else { return None };
    let is_negative = |term: &E| term.value(read) < 0.0;
    if slip != Slip::MinusLost || !terms.iter().any(is_negative) {
        return None;
    }
    let positive = |term: &E| if is_negative(term) { E::Negative(Box::new(term.clone())) } else { term.clone() };
    Some(E::Sum(terms.iter().map(positive).collect()))
}

fn in_out(example: &Example, slip: Slip, neuron: Neuron, formula: &E) -> Option<E> {
    let activation = example.network().layers()[neuron.layer].activation;
    match (slip, formula) {
        (Slip::ActivationLeftOut, _) if has_slope(activation) => Some(E::term(Q::Net(neuron))),
        (Slip::ExponentSign, E::Quotient(above, _)) if activation == Activation::Sigmoid => {
            let exponential = E::Exp(Box::new(E::term(Q::Net(neuron))));
            Some(E::quotient((**above).clone(), E::Sum(vec![E::number(1.0), exponential])))
        }
        _ => None,
    }
}

fn in_loss(slip: Slip, formula: &E) -> Option<E> {
    match slip {
        Slip::BaseTenLogarithm => replaced(formula, &|part| match part {
            E::Ln(_) | E::WeightedLog(..) => Some(E::quotient(part.clone(), E::number(math::ln(10.0)))),
            _ => None,
        }),
        Slip::SquareLeftOut => replaced(formula, &|part| match part {
            E::Square(inner) => Some((**inner).clone()),
            _ => None,
        }),
        Slip::NoTermLeftOut => replaced(formula, &|part| match part {
            E::Sum(terms) if terms.len() == 2 => Some(terms[0].clone()),
            _ => None,
        }),
        _ => None,
    }
}

/// The formula with every part replaced for which `by` has something else; `None` where there is none.
fn replaced(formula: &E, by: &dyn Fn(&E) -> Option<E>) -> Option<E> {
    if let Some(other) = by(formula) {
        return Some(other);
    }
    let inner = |part: &E| replaced(part, by);
    let parts = |parts: &[E]| {
        let new: Vec<Option<E>> = parts.iter().map(inner).collect();
        let is_new = new.iter().any(Option::is_some);
        is_new.then(|| parts.iter().zip(new).map(|(old, new)| new.unwrap_or(old.clone())).collect::<Vec<E>>())
    };
    match formula {
        E::Sum(terms) => parts(terms).map(E::Sum),
        E::Product(factors) => parts(factors).map(E::Product),
        E::Negative(of) => inner(of).map(|of| E::Negative(Box::new(of))),
        E::Quotient(above, below) => inner(above).map(|above| E::quotient(above, (**below).clone())),
        _ => None,
    }
}

/// Of a sum over the outputs the one term that the slip keeps.
fn only_output(slip: Slip, formula: &E) -> Option<E> {
    let Slip::OneOutputOnly(output) = slip else { return None };
    match formula {
        E::Sum(terms) if terms.len() > 1 => terms.get(output).cloned(),
        E::Quotient(above, below) => {
            only_output(slip, above).map(|term| E::quotient(E::Sum(vec![term]), (**below).clone()))
        }
        _ => None,
    }
}

fn in_d_out(example: &Example, slip: Slip, neuron: Neuron, formula: &E, read: &dyn Fn(&Q) -> f64) -> Option<E> {
    let outputs = example.network().layers().len() - 1;
    if neuron.layer == outputs {
        return in_difference(slip, formula);
    }
    let is_before_outputs = neuron.layer + 1 == outputs;
    only_output(slip, formula).filter(|_| is_before_outputs).or_else(|| minus_lost(slip, formula, read))
}

fn in_difference(slip: Slip, formula: &E) -> Option<E> {
    match slip {
        Slip::TargetMinusOutput => replaced(formula, &|part| match part {
            E::Difference(out, target) => Some(E::difference((**target).clone(), (**out).clone())),
            _ => None,
        }),
        Slip::HalfKept if matches!(formula, E::Difference(..)) => {
            Some(E::Product(vec![E::number(0.5), formula.clone()]))
        }
        _ => None,
    }
}

fn in_slope(example: &Example, slip: Slip, neuron: Neuron, formula: &E) -> Option<E> {
    let activation = example.network().layers()[neuron.layer].activation;
    let is_output = neuron.layer + 1 == example.network().layers().len();
    if !has_slope(activation) {
        return None;
    }
    match slip {
        Slip::SlopeLeftOut(reach) => {
            let is_left_out = match reach {
                Reach::Everywhere => true,
                Reach::Outputs => is_output,
                Reach::Hidden => !is_output,
            };
            is_left_out.then(|| E::number(1.0))
        }
        Slip::SlopeOfNet => {
            let net = E::term(Q::Net(neuron));
            match activation {
                Activation::Sigmoid => Some(E::Product(vec![net.clone(), E::difference(E::number(1.0), net)])),
                Activation::Tanh => Some(E::difference(E::number(1.0), E::Square(Box::new(net)))),
                _ => None,
            }
        }
        Slip::SlopeAtOutput if !matches!(formula, E::Constant(..)) => {
            Some(E::Slope(activation, Box::new(E::term(Q::Out(neuron)))))
        }
        _ => None,
    }
}

fn in_delta(example: &Example, slip: Slip, neuron: Neuron, formula: &E) -> Option<E> {
    let E::Difference(..) = formula else { return None };
    let out = E::term(Q::Out(neuron));
    match slip {
        Slip::SlopeKept if example.is_fused() => {
            let slope = E::difference(E::number(1.0), out.clone());
            Some(E::Product(vec![formula.clone(), out, slope]))
        }
        Slip::TargetMinusOutput => in_difference(slip, formula),
        _ => None,
    }
}

fn in_share(example: &Example, slip: Slip, (to, from): (Neuron, Neuron), formula: &E) -> Option<E> {
    let E::Product(factors) = formula else { return None };
    match slip {
        Slip::WeightLeftOut => without_last(formula),
        // Without the transposition the weight that leads from `from`'s place into `to`'s is taken.
        Slip::BlameTransposed if to.index != from.index => {
            factors.iter().map(|factor| crossed(example, factor)).collect::<Option<_>>().map(E::Product)
        }
        _ => None,
    }
}

fn without_last(formula: &E) -> Option<E> {
    let E::Product(factors) = formula else { return None };
    let (_, rest) = factors.split_last()?;
    (!rest.is_empty()).then(|| E::Product(rest.to_vec()))
}

fn in_mean(slip: Slip, formula: &E) -> Option<E> {
    replaced(formula, &|part| match (slip, part) {
        (Slip::SumForMean, E::Mean(mean)) => {
            let samples = E::Constant(Constant::Samples, mean.samples as f64);
            Some(E::Product(vec![samples, part.clone()]))
        }
        (Slip::OneSampleOnly, E::Mean(mean)) => Some(E::term(mean.quantity)),
        _ => None,
    })
}

/// Without the penalty, which is the last term.
fn penalty(slip: Slip, formula: &E) -> Option<E> {
    match formula {
        E::Sum(terms) if slip == Slip::PenaltyLeftOut => terms.first().cloned(),
        _ => None,
    }
}

fn in_update(slip: Slip, formula: &E) -> Option<E> {
    let E::Difference(old, step) = formula else { return None };
    let E::Product(factors) = &**step else { return None };
    match slip {
        Slip::RateLeftOut => Some(E::difference((**old).clone(), factors.last()?.clone())),
        Slip::Uphill => Some(E::Sum(vec![(**old).clone(), (**step).clone()])),
        Slip::StepOnly => Some((**step).clone()),
        _ => None,
    }
}
