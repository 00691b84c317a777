//! A value a pair of rates: sums, products, activations and slopes of all lanes at once.

use crate::activation::{Activation, LEAK, softmax};
use crate::curves::{self, Work};
use crate::loss::Loss;
use crate::math;

/// Pairs that are trained at once.
pub const LANES: usize = 16;

/// A value a pair.
pub(super) type Lanes = [f64; LANES];

#[inline]
pub(super) fn zip_with(one: &Lanes, other: &Lanes, work: impl Fn(f64, f64) -> f64) -> Lanes {
    let mut result = [0.0; LANES];
    for lane in 0..LANES {
        result[lane] = work(one[lane], other[lane]);
    }
    result
}

#[inline]
pub(super) fn add(sums: &mut Lanes, terms: &Lanes) {
    for lane in 0..LANES {
        sums[lane] += terms[lane];
    }
}

#[inline]
pub(super) fn add_product(sums: &mut Lanes, one: &Lanes, other: &Lanes) {
    for lane in 0..LANES {
        sums[lane] += one[lane] * other[lane];
    }
}

/// Does the same to all lanes by a loss that is known where it is compiled, so that none of them has to ask.
#[inline]
pub(super) fn by_loss(loss: Loss, work: impl Fn(Loss) -> Lanes) -> Lanes {
    match loss {
        Loss::HalfSquaredError => work(Loss::HalfSquaredError),
        Loss::SquaredError => work(Loss::SquaredError),
        Loss::MeanSquaredError => work(Loss::MeanSquaredError),
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => work(loss),
    }
}

/// Moves parameters against their gradients.
#[inline]
pub(super) fn descend(places: &mut Lanes, rates: &Lanes, gradients: &Lanes) {
    for lane in 0..LANES {
        places[lane] -= rates[lane] * gradients[lane];
    }
}

/// The activations of a layer.
pub(super) fn activate(activation: Activation, z: &[Lanes], a: &mut [Lanes], work: &mut Work) {
    match activation {
        Activation::Softmax => {
            let (mut z_k, mut a_k) = (vec![0.0; z.len()], vec![0.0; z.len()]);
            for lane in 0..LANES {
                z_k.iter_mut().zip(z).for_each(|(place, z)| *place = z[lane]);
                softmax(&z_k, &mut a_k);
                a.iter_mut().zip(&a_k).for_each(|(a, value)| a[lane] = *value);
            }
        }
        Activation::Sigmoid | Activation::Tanh => {
            let curve = if activation == Activation::Tanh { curves::tanh } else { curves::sigmoid };
            for (z, a) in z.as_flattened().chunks(curves::VALUES).zip(a.as_flattened_mut().chunks_mut(curves::VALUES)) {
                curve(z, a, work);
            }
        }
        other => a.iter_mut().zip(z).for_each(|(a, z)| *a = z.map(|z| other.value(z))),
    }
}

/// The derivatives da/dz.
#[inline]
pub(super) fn slopes(activation: Activation, z: &Lanes, a: &Lanes, one: f64) -> Lanes {
    match activation {
        Activation::Identity => [1.0; LANES],
        Activation::Step => [0.0; LANES],
        Activation::Sigmoid | Activation::Softmax => a.map(|a| a * (one - a)),
        Activation::Tanh => a.map(|a| one - a * a),
        Activation::Relu => z.map(|z| if z > 0.0 { 1.0 } else { 0.0 }),
        Activation::LeakyRelu => z.map(|z| if z > 0.0 { 1.0 } else { LEAK }),
    }
}

/// ln aₖ of a lane's softmax; from the weighted inputs where aₖ has vanished.
pub(super) fn softmax_log(z: &[Lanes], a: &[Lanes], (k, lane): (usize, usize)) -> f64 {
    if a[k][lane] != 0.0 {
        return math::ln(a[k][lane]);
    }
    let of_lane: Vec<f64> = z.iter().map(|z| z[lane]).collect();
    crate::activation::softmax_log(&of_lane, k)
}
