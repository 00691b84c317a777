//! The sigmoid and the hyperbolic tangent of a layer's lanes at once, to the bit those of [`crate::math`].
//!
//! The same steps in the same order as in `libm` (after FreeBSD's `e_exp.c` and `s_expm1.c`), but each case is computed
//! for every lane and the right one is chosen, so that the lanes are worked two or more at a time.

use super::layer::{LANES, Lanes};
use crate::math;

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

/// Added to a number, its unit is 1: what is left of a fraction rounds away.
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

/// σ(z) of every lane.
pub(super) fn sigmoid(z: &Lanes) -> Lanes {
    if !z.iter().fold(true, |holds, z| holds & (z.abs() < LARGEST)) {
        return z.map(math::sigmoid);
    }
    let mut a = [0.0; LANES];
    for (a, z) in a.iter_mut().zip(z) {
        *a = 1.0 / (1.0 + exp(-z));
    }
    a
}

/// tanh z of every lane.
pub(super) fn tanh(z: &Lanes) -> Lanes {
    let mut a = [0.0; LANES];
    for (a, z) in a.iter_mut().zip(z) {
        *a = tanh_of(*z);
    }
    a
}

/// The first where the condition holds, else the second: a choice between two numbers, not between two ways.
#[inline]
fn choose(condition: bool, first: f64, second: f64) -> f64 {
    std::hint::select_unpredictable(condition, first, second)
}

/// x ≥ 0 without its fraction.
#[inline]
fn whole(x: f64) -> f64 {
    let nearest = (x + WHOLE) - WHOLE;
    choose(nearest > x, nearest - 1.0, nearest)
}

/// 2ᵏ for a whole k, −1022…1023.
#[inline]
fn power_of_two(k: f64) -> f64 {
    // The sum's last bits are those of k as an integer, and those of 1023 + k are a number's exponent.
    f64::from_bits(((k + 1.5 * WHOLE).to_bits().wrapping_add(1023)) << 52)
}

/// eˣ for |x| < [`LARGEST`].
#[inline]
fn exp(x: f64) -> f64 {
    let size = x.abs();
    let taken = choose(size < REDUCED, 0.0, whole(std::f64::consts::LOG2_E * size + 0.5));
    let k = choose(x < 0.0, -taken, taken);
    let (hi, lo) = (x - k * LN2.0, k * LN2.1);
    let r = hi - lo;
    let rr = r * r;
    let c = r - rr * (P[0] + rr * (P[1] + rr * (P[2] + rr * (P[3] + rr * P[4]))));
    let y = 1.0 + (r * c / (2.0 - c) - lo + hi);
    choose(size < TINY, 1.0 + x, y * power_of_two(k))
}

#[inline]
fn tanh_of(z: f64) -> f64 {
    let size = z.abs();
    let x = choose(size > FLAT, FLAT, size);
    let is_small = x < SHALLOW;
    let y = choose(is_small, -2.0 * x, 2.0 * x);
    let below = choose(y > -REDUCED, 0.0, -1.0);
    let k = choose(is_small, below, whole(std::f64::consts::LOG2_E * y + 0.5));
    let t = exp_less_one(y, k);
    let numerator = choose(is_small, -t, t);
    let is_steep = x >= STEEP;
    let quotient = choose(is_steep, 2.0, numerator) / (t + 2.0);
    let a = choose(is_steep, 1.0 - quotient, quotient);
    // Where z is no number, nothing compared true, and a is none either.
    a.abs().copysign(z)
}

/// eʸ − 1, with k the multiple of ln 2 to take off, −1…56.
#[inline]
fn exp_less_one(y: f64, k: f64) -> f64 {
    let (hi, lo) = (y - k * LN2.0, k * LN2.1);
    let x = hi - lo;
    let c = (hi - x) - lo;
    let half = 0.5 * x;
    let xx = x * half;
    let r = 1.0 + xx * (Q[0] + xx * (Q[1] + xx * (Q[2] + xx * (Q[3] + xx * Q[4]))));
    let t = 3.0 - r * half;
    let e = x * (xx * ((r - t) / (6.0 - x * t)) - c) - c - xx;
    let (up, down) = (power_of_two(k), power_of_two(-k));
    let near = (x - e + (1.0 - down)) * up;
    let far = (x - (e + down) + 1.0) * up;
    let low = -2.0 * (e - (x + 0.5));
    let is_low = k == 1.0 && x < -0.25;
    let shown = choose(k < 20.0, near, far);
    choose(is_low, low, shown)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Both are `math`'s, to the bit; what is no number stays none.
    fn agree(z: Lanes) {
        let alike = |ours: f64, known: f64| ours.to_bits() == known.to_bits() || ours.is_nan() && known.is_nan();
        for ((z, t), s) in z.into_iter().zip(tanh(&z)).zip(sigmoid(&z)) {
            assert!(alike(t, math::tanh(z)), "tanh {z:e}: {t:e} for {:e}", math::tanh(z));
            assert!(alike(s, math::sigmoid(z)), "sigmoid {z:e}: {s:e} for {:e}", math::sigmoid(z));
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_lane_agrees(z in prop::array::uniform8(-25.0..25.0), scale in prop_oneof![Just(1.0), 0.0..0.1, 1.0..40.0]) {
            agree(z.map(|z| z * scale));
        }
    }
}
