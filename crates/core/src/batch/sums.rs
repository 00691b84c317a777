//! Sums of products that stay in registers: half of the lanes of several rows at once.
//!
//! Rows are summed side by side, so that no addition waits long for the one before it; within a row the products are
//! added in order, so that the bits are those of a plain loop.

use super::layer::{LANES, Lanes};

/// So many lanes are summed at once; the sums of as many rows fill half of the registers.
pub(super) const HALF: usize = LANES / 2;

/// What a sum begins with: unlike 0, it leaves even −0 as it is when added to.
pub(super) const NOTHING: f64 = -0.0;

/// Half of the lanes.
type Half = [f64; HALF];

/// How many halves hold so many units.
#[inline]
pub(super) fn halves(units: usize) -> usize {
    if units > HALF { 2 } else { 1 }
}

/// The lower (0) or the upper (1) half of the lanes.
#[inline]
fn half(lanes: &Lanes, which: usize) -> &Half {
    &lanes.as_chunks().0[which]
}

/// The same, to be written.
#[inline]
fn half_mut(lanes: &mut Lanes, which: usize) -> &mut Half {
    &mut lanes.as_chunks_mut().0[which]
}

/// Adds a row's factor times the values to its sums.
#[inline]
fn add(sums: &mut Half, factor: f64, values: &Half) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// Adds Σₖ factors\[row]\[k] · values\[k], k in order, to what each row begins with, and ends with it in `out`.
///
/// # Shapes
/// `factors`, `out`: by row. `values`: at most `TERMS` lists of lanes, of which the first `units` are wanted.
/// `begin`: from what is in `out` to what a sum begins with. `end`: takes the place in `out`, the sum and the lane.
#[inline]
pub(super) fn multiply<const TERMS: usize>(
    (factors, values): (&[[f64; TERMS]], &[Lanes]),
    units: usize,
    out: &mut [Lanes],
    begin: impl Fn(f64) -> f64 + Copy,
    end: impl Fn(&mut f64, f64, usize) + Copy,
) {
    for which in 0..halves(units) {
        let (fours, rest) = factors.as_chunks::<4>();
        let (out_fours, out_rest) = out.as_chunks_mut::<4>();
        for (factors, out) in fours.iter().zip(out_fours) {
            multiply_rows((factors, values), which, out, begin, end);
        }
        let (twos, rest) = rest.as_chunks::<2>();
        let (out_twos, out_rest) = out_rest.as_chunks_mut::<2>();
        for (factors, out) in twos.iter().zip(out_twos) {
            multiply_rows((factors, values), which, out, begin, end);
        }
        for (factors, out) in rest.as_chunks::<1>().0.iter().zip(out_rest.as_chunks_mut::<1>().0) {
            multiply_rows((factors, values), which, out, begin, end);
        }
    }
}

#[inline]
fn multiply_rows<const ROWS: usize, const TERMS: usize>(
    (factors, values): (&[[f64; TERMS]; ROWS], &[Lanes]),
    which: usize,
    out: &mut [Lanes; ROWS],
    begin: impl Fn(f64) -> f64,
    end: impl Fn(&mut f64, f64, usize),
) {
    let mut sums = [[NOTHING; HALF]; ROWS];
    for (sums, out) in sums.iter_mut().zip(out.iter()) {
        for (sum, out) in sums.iter_mut().zip(half(out, which)) {
            *sum = begin(*out);
        }
    }
    for (k, values) in values.iter().enumerate() {
        for (sums, factors) in sums.iter_mut().zip(factors) {
            add(sums, factors[k % TERMS], half(values, which));
        }
    }
    for (out, sums) in out.iter_mut().zip(sums) {
        for (lane, (out, sum)) in half_mut(out, which).iter_mut().zip(sums).enumerate() {
            end(out, sum, HALF * which + lane);
        }
    }
}
