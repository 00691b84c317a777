//! The sigmoid, the hyperbolic tangent and the softmax of a whole block at once, to the bit those of [`crate::math`].
//!
//! The same operations in the same order as in `libm` (after FreeBSD's `e_exp.c` and `s_expm1.c`), but each case is
//! computed for every value and the right one is chosen, so that the values are worked two or more at a time. The
//! operations of one value wait for each other; so each function is a few short loops over all values, not a long one:
//! a processor looks some hundred operations ahead, and finds more values there that wait for nothing.

use std::f64::consts::LOG2_E;

use crate::activation::{self, LARGEST_EXPONENT};
use crate::math;

/// At most so many values are worked at once.
pub(crate) const VALUES: usize = 128;

/// Beyond this, eˣ nears the ends of the range of numbers.
const LARGEST: f64 = 708.0;

/// ln 2 in two parts; a small integer times the first is exact.
const LN2: (f64, f64) = (f64::from_bits(0x3fe6_2e42_fee0_0000), f64::from_bits(0x3dea_39ef_3579_3c76));

/// From here on, about ½ ln 2, a multiple of ln 2 is taken off.
const REDUCED: f64 = f64::from_bits(0x3fd6_2e43_0000_0000);

/// Below this, about 2⁻²⁸, eˣ is 1 + x.
const TINY: f64 = f64::from_bits(0x3e30_0001_0000_0000);

/// From here on, about ½ ln 3, tanh x is computed from 1 downwards.
const STEEP: f64 = f64::from_bits(0x3fe1_93eb_0000_0000);

/// From here on, about ½ ln(5/3), tanh x is computed from e²ˣ, below from e⁻²ˣ.
const SHALLOW: f64 = f64::from_bits(0x3fd0_58af_0000_0000);

/// From here on tanh x is 1.
const FLAT: f64 = 19.5;

/// From here on, 2⁵², a number's last bit is worth 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// The coefficients of eˣ on ±½ ln 2.
const P: [f64; 5] = [
    f64::from_bits(0x3fc5_5555_5555_553e),
    f64::from_bits(0xbf66_c16c_16be_bd93),
    f64::from_bits(0x3f11_566a_af25_de2c),
    f64::from_bits(0xbebb_bd41_c5d2_6bf1),
    f64::from_bits(0x3e66_3769_72be_a4d0),
];

/// The coefficients of eˣ − 1 on ±½ ln 2.
const Q: [f64; 5] = [
    f64::from_bits(0xbfa1_1111_1111_10f4),
    f64::from_bits(0x3f5a_01a0_19fe_5585),
    f64::from_bits(0xbf14_ce19_9eaa_dbb7),
    f64::from_bits(0x3ed0_cfca_86e6_5239),
    f64::from_bits(0xbe8a_fdb7_6e09_c32d),
];

/// Working space for the curves of a layer's units for a block of samples.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// The exponents of a softmax.
    exponents: [f64; VALUES],
    /// The multiples of ln 2 to take off, or what is left then.
    reduced: [f64; VALUES],
    /// What rounding takes from what is left; then the corrections.
    lost: [f64; VALUES],
    /// What the coefficients make of what is left.
    series: [f64; VALUES],
}

impl Default for Work {
    fn default() -> Self {
        let zeros = [0.0; VALUES];
        Self { exponents: zeros, reduced: zeros, lost: zeros, series: zeros }
    }
}

/// σ(z) of every value, at most [`VALUES`].
pub(crate) fn sigmoid(z: &[f64], a: &mut [f64], work: &mut Work) {
    if !are_within(z, LARGEST) {
        a.iter_mut().zip(z).for_each(|(a, z)| *a = math::sigmoid(*z));
        return;
    }
    for (x, z) in a.iter_mut().zip(z) {
        *x = -z;
    }
    exp(a, &mut work.reduced, &mut work.series);
    for a in a {
        *a = 1.0 / (1.0 + *a);
    }
}

/// tanh z of every value, at most [`VALUES`].
///
/// With x = |z| and t = e²ˣ − 1, or e⁻²ˣ − 1 near 0, its size is t/(t + 2) or, from [`STEEP`] on, 1 − 2/(t + 2).
pub(crate) fn tanh(z: &[f64], a: &mut [f64], work: &mut Work) {
    let count = z.len().min(VALUES);
    let (z, a) = (&z[..count], &mut a[..count]);
    let (left, lost) = (&mut work.reduced[..count], &mut work.lost[..count]);
    let series = &mut work.series[..count];
    for (((k, left), lost), z) in a.iter_mut().zip(left.iter_mut()).zip(lost.iter_mut()).zip(z) {
        let size = z.abs();
        let x = choose(size > FLAT, FLAT, size);
        let is_small = x < SHALLOW;
        let y = f64::from_bits((x + x).to_bits() ^ choose(is_small, -0.0, 0.0).to_bits());
        let below = choose(y > -REDUCED, 0.0, -1.0);
        *k = choose(is_small, below, (LOG2_E * y + 0.5).floor());
        let (hi, lo) = (y - *k * LN2.0, *k * LN2.1);
        *left = hi - lo;
        *lost = (hi - *left) - lo;
    }
    for (r, x) in series.iter_mut().zip(left.iter()) {
        *r = expm1_series(*x);
    }
    for ((lost, x), r) in lost.iter_mut().zip(left.iter()).zip(series.iter()) {
        *lost = correction(*x, *lost, *r);
    }
    for (((a, x), e), z) in a.iter_mut().zip(left.iter()).zip(lost.iter()).zip(z) {
        let t = exp_less_one(*x, *e, *a);
        let is_steep = z.abs() >= STEEP;
        let size = choose(is_steep, 1.0, 0.0) - choose(is_steep, 2.0, t) / (t + 2.0);
        // Where z is no number, nothing compared true, and a is none either.
        *a = size.abs().copysign(*z);
    }
}

/// The softmax of every sample's first two lanes.
pub(crate) fn softmax<const LANES: usize>(z: &[[f64; LANES]], a: &mut [[f64; LANES]], work: &mut Work) {
    let exponents = &mut work.exponents[..2 * z.len()];
    for (pair, z) in exponents.as_chunks_mut().0.iter_mut().zip(z) {
        *pair = [z[0], z[1]];
    }
    if !are_within(exponents, LARGEST_EXPONENT) {
        a.iter_mut().zip(z).for_each(|(a, z)| activation::softmax(&z[..2], &mut a[..2]));
        return;
    }
    exp(exponents, &mut work.reduced, &mut work.series);
    for (a, [e_0, e_1]) in a.iter_mut().zip(exponents.as_chunks().0) {
        let sum = e_0 + e_1;
        (a[0], a[1]) = (e_0 / sum, e_1 / sum);
    }
}

/// Whether every value is a number nearer to 0 than that.
#[inline]
fn are_within(values: &[f64], bound: f64) -> bool {
    values.iter().fold(true, |holds, value| holds & (value.abs() < bound))
}

/// The first where the condition holds, else the second: a choice between two numbers, not between two ways.
#[inline]
fn choose(condition: bool, first: f64, second: f64) -> f64 {
    std::hint::select_unpredictable(condition, first, second)
}

/// 2ᵏ for a whole k, −1022…1023.
#[inline]
fn power_of_two(k: f64) -> f64 {
    // The sum's last bits are those of k as an integer, and those of 1023 + k are a number's exponent.
    f64::from_bits(((k + 1.5 * WHOLE).to_bits().wrapping_add(1023)) << 52)
}

/// Makes eˣ of every x, |x| < [`LARGEST`].
fn exp(x: &mut [f64], multiples: &mut [f64; VALUES], series: &mut [f64; VALUES]) {
    let count = x.len().min(VALUES);
    let (x, multiples, series) = (&mut x[..count], &mut multiples[..count], &mut series[..count]);
    for (k, x) in multiples.iter_mut().zip(x.iter()) {
        let size = x.abs();
        *k = choose(size < REDUCED, 0.0, (LOG2_E * size + 0.5).floor()).copysign(*x);
    }
    for ((c, x), k) in series.iter_mut().zip(x.iter()).zip(multiples.iter()) {
        let r = (x - k * LN2.0) - k * LN2.1;
        let rr = r * r;
        *c = r - rr * (P[0] + rr * (P[1] + rr * (P[2] + rr * (P[3] + rr * P[4]))));
    }
    for ((x, k), c) in x.iter_mut().zip(multiples.iter()).zip(series.iter()) {
        let (hi, lo) = (*x - k * LN2.0, k * LN2.1);
        let y = 1.0 + ((hi - lo) * c / (2.0 - c) - lo + hi);
        *x = choose(x.abs() < TINY, 1.0 + *x, y * power_of_two(*k));
    }
}

/// The polynomial in x²/2 that the correction needs.
#[inline]
fn expm1_series(x: f64) -> f64 {
    let xx = x * (0.5 * x);
    1.0 + xx * (Q[0] + xx * (Q[1] + xx * (Q[2] + xx * (Q[3] + xx * Q[4]))))
}

/// How much x is above eˣ − 1, for what is left of a reduction in which rounding took c; r is the polynomial.
#[inline]
fn correction(x: f64, c: f64, r: f64) -> f64 {
    let half = 0.5 * x;
    let xx = x * half;
    let t = 3.0 - r * half;
    x * (xx * ((r - t) / (6.0 - x * t)) - c) - c - xx
}

/// eʸ − 1, from what is left of y, its correction, and the multiple of ln 2 taken off: 0 or −1 where y is negative,
/// else 1…56.
///
/// With 1, what is left of y ≥ 0.51 is above −¼, below which `s_expm1.c` has a further case.
#[inline]
fn exp_less_one(x: f64, e: f64, k: f64) -> f64 {
    let up = power_of_two(k);
    let down = f64::from_bits((2046_u64 << 52).wrapping_sub(up.to_bits()));
    // Where 2⁻ᵏ is small, it is taken off the correction, else off the 1.
    let is_small = k >= 20.0;
    (x - (e + choose(is_small, down, 0.0)) + (1.0 - choose(is_small, 0.0, down))) * up
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All are those of one value at a time, to the bit; what is no number stays none.
    fn agree(z: [f64; 8]) {
        let work = &mut Work::default();
        let (mut tanhs, mut sigmoids, mut shares, mut expected) = (z, z, [z], z);
        tanh(&z, &mut tanhs, work);
        sigmoid(&z, &mut sigmoids, work);
        softmax(&[z], &mut shares, work);
        activation::softmax(&z[..2], &mut expected[..2]);
        let alike = |ours: f64, known: f64| ours.to_bits() == known.to_bits() || ours.is_nan() && known.is_nan();
        for (lane, z) in z.into_iter().enumerate() {
            assert!(alike(tanhs[lane], math::tanh(z)), "tanh {z:e}: {:e}", tanhs[lane]);
            assert!(alike(sigmoids[lane], math::sigmoid(z)), "sigmoid {z:e}: {:e}", sigmoids[lane]);
            assert!(alike(shares[0][lane], expected[lane]), "softmax {z:e}: {:e}", shares[0][lane]);
        }
    }

    #[test]
    fn the_ends_and_the_seams_of_the_range_agree() {
        let seams = [REDUCED, TINY, STEEP, SHALLOW, FLAT, LARGEST, 0.5 * LN2.0, 0.75 * LN2.0, 1.5 * LN2.0, 20.0, 0.0];
        let wild = [f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, f64::NAN];
        for seam in seams.into_iter().chain(wild).flat_map(|seam| [seam, seam / 2.0]) {
            agree([seam, -seam, seam.next_up(), seam.next_down(), -seam.next_up(), -seam.next_down(), 1.0, -0.0]);
        }
    }

    #[test]
    fn a_number_out_of_range_changes_nothing_for_the_others() {
        agree([1.0, -0.5, 800.0, f64::NAN, -3.0, f64::NEG_INFINITY, 0.1, 7.0]);
        agree([f64::NAN, 1.0, 2.0, 0.3, 0.0, -0.0, 25.0, -25.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_lane_agrees(z in prop::array::uniform8(-25.0..25.0), scale in prop_oneof![Just(1.0), 0.0..0.1, 1.0..40.0]) {
            agree(z.map(|z| z * scale));
        }
    }
}
