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

/// From here on, 2⁵², a number's last bit is worth 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// The numbers that the curves are computed with.
///
/// They are read from memory, once for many values. An engine that compiles WebAssembly may make a number that stands
/// in the code anew for each two values, which takes longer than to compute with it.
#[derive(Clone, Copy, Debug)]
struct Constants {
    zero: f64,
    minus_zero: f64,
    half: f64,
    one: f64,
    minus_one: f64,
    two: f64,
    three: f64,
    six: f64,
    twenty: f64,
    log2_e: f64,
    /// ln 2 in two parts; a small integer times the first is exact.
    ln2: (f64, f64),
    /// From here on, about ½ ln 2, a multiple of ln 2 is taken off.
    reduced: f64,
    minus_reduced: f64,
    /// Below this, about 2⁻²⁸, eˣ is 1 + x.
    tiny: f64,
    /// From here on, about ½ ln 3, tanh x is computed from 1 downwards.
    steep: f64,
    /// From here on, about ½ ln(5/3), tanh x is computed from e²ˣ, below from e⁻²ˣ.
    shallow: f64,
    /// From here on tanh x is 1.
    flat: f64,
    /// Added to a small whole number, it leaves it in the last bits.
    whole: f64,
    /// The bits of a sign, and of all but it.
    sign: u64,
    size: u64,
    /// What is added to a number's exponent in its bits, and the bits of 2¹⁰²³ · 2.
    bias: u64,
    reciprocal: u64,
    /// The coefficients of eˣ on ±½ ln 2.
    p: [f64; 5],
    /// The coefficients of eˣ − 1 on ±½ ln 2.
    q: [f64; 5],
}

const LN2: (f64, f64) = (f64::from_bits(0x3fe6_2e42_fee0_0000), f64::from_bits(0x3dea_39ef_3579_3c76));
const REDUCED: f64 = f64::from_bits(0x3fd6_2e43_0000_0000);

static CONSTANTS: Constants = Constants {
    zero: 0.0,
    minus_zero: -0.0,
    half: 0.5,
    one: 1.0,
    minus_one: -1.0,
    two: 2.0,
    three: 3.0,
    six: 6.0,
    twenty: 20.0,
    log2_e: LOG2_E,
    ln2: LN2,
    reduced: REDUCED,
    minus_reduced: -REDUCED,
    tiny: f64::from_bits(0x3e30_0001_0000_0000),
    steep: f64::from_bits(0x3fe1_93eb_0000_0000),
    shallow: f64::from_bits(0x3fd0_58af_0000_0000),
    flat: 19.5,
    whole: 1.5 * WHOLE,
    sign: 1 << 63,
    size: !(1 << 63),
    bias: 1023,
    reciprocal: 2046 << 52,
    p: [
        f64::from_bits(0x3fc5_5555_5555_553e),
        f64::from_bits(0xbf66_c16c_16be_bd93),
        f64::from_bits(0x3f11_566a_af25_de2c),
        f64::from_bits(0xbebb_bd41_c5d2_6bf1),
        f64::from_bits(0x3e66_3769_72be_a4d0),
    ],
    q: [
        f64::from_bits(0xbfa1_1111_1111_10f4),
        f64::from_bits(0x3f5a_01a0_19fe_5585),
        f64::from_bits(0xbf14_ce19_9eaa_dbb7),
        f64::from_bits(0x3ed0_cfca_86e6_5239),
        f64::from_bits(0xbe8a_fdb7_6e09_c32d),
    ],
};

/// Working space for the curves of a layer's units for a block of samples.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    constants: Constants,
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
        // Not to be seen through: see there.
        let constants = *std::hint::black_box(&CONSTANTS);
        Self { constants, exponents: zeros, reduced: zeros, lost: zeros, series: zeros }
    }
}

/// σ(z) of every value, at most [`VALUES`].
pub(crate) fn sigmoid(z: &[f64], a: &mut [f64], work: &mut Work) {
    let are_within = exp::<true>(z, a, LARGEST, &work.constants, (&mut work.reduced, &mut work.series));
    let one = work.constants.one;
    for a in &mut *a {
        *a = one / (one + *a);
    }
    if !are_within {
        for (a, z) in a.iter_mut().zip(z).filter(|(_, z)| z.is_nan() || z.abs() >= LARGEST) {
            *a = math::sigmoid(*z);
        }
    }
}

/// tanh z of every value, at most [`VALUES`].
///
/// With x = |z| and t = e²ˣ − 1, or e⁻²ˣ − 1 near 0, its size is t/(t + 2) or, from `steep` on, 1 − 2/(t + 2).
pub(crate) fn tanh(z: &[f64], a: &mut [f64], work: &mut Work) {
    let count = z.len().min(VALUES);
    let c = &{ work.constants };
    let (z, a) = (&z[..count], &mut a[..count]);
    let (left, lost) = (&mut work.reduced[..count], &mut work.lost[..count]);
    let series = &mut work.series[..count];
    for ((k, y), z) in a.iter_mut().zip(lost.iter_mut()).zip(z) {
        let size = size_of(*z, c);
        let x = choose(size > c.flat, c.flat, size);
        let is_small = x < c.shallow;
        *y = f64::from_bits((x + x).to_bits() ^ choose(is_small, c.minus_zero, c.zero).to_bits());
        let below = choose(*y > c.minus_reduced, c.zero, c.minus_one);
        *k = choose(is_small, below, (c.log2_e * *y + c.half).floor());
    }
    for ((k, left), y) in a.iter().zip(left.iter_mut()).zip(lost.iter_mut()) {
        let (hi, lo) = (*y - k * c.ln2.0, k * c.ln2.1);
        *left = hi - lo;
        *y = (hi - *left) - lo;
    }
    for (r, x) in series.iter_mut().zip(left.iter()) {
        *r = expm1_series(*x, c);
    }
    for ((lost, x), r) in lost.iter_mut().zip(left.iter()).zip(series.iter()) {
        *lost = correction(*x, *lost, *r, c);
    }
    for ((x, e), k) in left.iter_mut().zip(lost.iter()).zip(a.iter()) {
        *x = exp_less_one(*x, *e, *k, c);
    }
    for ((a, t), z) in a.iter_mut().zip(left.iter()).zip(z) {
        let is_steep = size_of(*z, c) >= c.steep;
        let size = choose(is_steep, c.one, c.zero) - choose(is_steep, c.two, *t) / (t + c.two);
        // Where z is no number, nothing compared true, and a is none either.
        *a = with_sign(size, *z, c);
    }
}

/// The softmax of every sample's first two lanes.
pub(crate) fn softmax<const LANES: usize>(z: &[[f64; LANES]], a: &mut [[f64; LANES]], work: &mut Work) {
    let exponents = &mut work.exponents[..2 * z.len()];
    for (pair, z) in exponents.as_chunks_mut().0.iter_mut().zip(z) {
        *pair = [z[0], z[1]];
    }
    let powers = &mut work.lost[..2 * z.len()];
    if !exp::<false>(exponents, powers, LARGEST_EXPONENT, &work.constants, (&mut work.reduced, &mut work.series)) {
        a.iter_mut().zip(z).for_each(|(a, z)| activation::softmax(&z[..2], &mut a[..2]));
        return;
    }
    for (a, [e_0, e_1]) in a.iter_mut().zip(powers.as_chunks().0) {
        let sum = e_0 + e_1;
        (a[0], a[1]) = (e_0 / sum, e_1 / sum);
    }
}

/// The first where the condition holds, else the second: a choice between two numbers, not between two ways.
#[inline]
fn choose(condition: bool, first: f64, second: f64) -> f64 {
    std::hint::select_unpredictable(condition, first, second)
}

/// How far a number is from 0.
#[inline]
fn size_of(z: f64, c: &Constants) -> f64 {
    f64::from_bits(z.to_bits() & c.size)
}

/// A number of that size with the sign of another.
#[inline]
fn with_sign(size: f64, of: f64, c: &Constants) -> f64 {
    f64::from_bits((size.to_bits() & c.size) | (of.to_bits() & c.sign))
}

/// 2ᵏ for a whole k, −1022…1023.
#[inline]
fn power_of_two(k: f64, c: &Constants) -> f64 {
    // The sum's last bits are those of k as an integer, and those of 1023 + k are a number's exponent.
    f64::from_bits(((k + c.whole).to_bits().wrapping_add(c.bias)) << 52)
}

/// Puts eˣ of every x = z, or −z, into its place; says whether every z is a number nearer to 0 than `largest`, which is
/// at most [`LARGEST`]: what was put in the place of another means nothing.
#[inline]
fn exp<const IS_NEGATED: bool>(
    z: &[f64],
    x: &mut [f64],
    largest: f64,
    c: &Constants,
    (multiples, series): (&mut [f64; VALUES], &mut [f64; VALUES]),
) -> bool {
    let count = x.len().min(VALUES);
    let (z, x) = (&z[..count], &mut x[..count]);
    let (multiples, series) = (&mut multiples[..count], &mut series[..count]);
    let mut are_within = true;
    for ((k, x), z) in multiples.iter_mut().zip(x.iter_mut()).zip(z) {
        *x = if IS_NEGATED { f64::from_bits(z.to_bits() ^ c.sign) } else { *z };
        let size = size_of(*z, c);
        are_within &= size < largest;
        *k = with_sign(choose(size < c.reduced, c.zero, (c.log2_e * size + c.half).floor()), *x, c);
    }
    let p = &c.p;
    for ((s, x), k) in series.iter_mut().zip(x.iter()).zip(multiples.iter()) {
        let r = (x - k * c.ln2.0) - k * c.ln2.1;
        let rr = r * r;
        *s = r - rr * (p[0] + rr * (p[1] + rr * (p[2] + rr * (p[3] + rr * p[4]))));
    }
    for ((x, k), s) in x.iter_mut().zip(multiples.iter()).zip(series.iter()) {
        let (hi, lo) = (*x - k * c.ln2.0, k * c.ln2.1);
        let y = c.one + ((hi - lo) * s / (c.two - s) - lo + hi);
        *x = choose(size_of(*x, c) < c.tiny, c.one + *x, y * power_of_two(*k, c));
    }
    are_within
}

/// The polynomial in x²/2 that the correction needs.
#[inline]
fn expm1_series(x: f64, c: &Constants) -> f64 {
    let (xx, q) = (x * (c.half * x), &c.q);
    c.one + xx * (q[0] + xx * (q[1] + xx * (q[2] + xx * (q[3] + xx * q[4]))))
}

/// How much x is above eˣ − 1, for what is left of a reduction in which rounding took so much; r is the polynomial.
#[inline]
fn correction(x: f64, lost: f64, r: f64, c: &Constants) -> f64 {
    let half = c.half * x;
    let xx = x * half;
    let t = c.three - r * half;
    x * (xx * ((r - t) / (c.six - x * t)) - lost) - lost - xx
}

/// eʸ − 1, from what is left of y, its correction, and the multiple of ln 2 taken off: 0 or −1 where y is negative,
/// else 1…56.
///
/// With 1, what is left of y ≥ 0.51 is above −¼, below which `s_expm1.c` has a further case.
#[inline]
fn exp_less_one(x: f64, e: f64, k: f64, c: &Constants) -> f64 {
    let up = power_of_two(k, c);
    let down = f64::from_bits(c.reciprocal.wrapping_sub(up.to_bits()));
    // Where 2⁻ᵏ is small, it is taken off the correction, else off the 1.
    let is_small = k >= c.twenty;
    (x - (e + choose(is_small, down, c.zero)) + (c.one - choose(is_small, c.zero, down))) * up
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
        let Constants { reduced, tiny, steep, shallow, flat, .. } = CONSTANTS;
        let seams = [reduced, tiny, steep, shallow, flat, LARGEST, 0.5 * LN2.0, 0.75 * LN2.0, 1.5 * LN2.0, 20.0, 0.0];
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
