//! The curvature of the cost: its steepest bend `λ_max`, and the rate `2/λ_max` beyond which descent overshoots it.
//!
//! On a parabola of curvature λ a step of rate η multiplies the distance to the bottom by 1 − ηλ. Above 1/λ it
//! changes side each round, which is ringing; above 2/λ it grows.

use crate::example::Example;
use crate::gradient::Moving;
use crate::gradient::moving::{dot, norm};
use crate::sweep::{Regime, Trial};

/// The most Hessian–vector products that one power iteration makes.
pub const MOST_PRODUCTS: usize = 400;

/// The iteration ends where |Hv − λv| is below this share of |λ|; the error of λ goes with the square of it.
pub const TOLERANCE: f64 = 1e-5;

/// The share of the start vector mixed into where a second iteration begins: it holds every direction.
const FRESH: f64 = 1e-3;

/// The step of the central difference, relative to the size of the parameters: the cube root of machine precision.
const STEP: f64 = 6.055_454_452_393_343e-6;

/// How often the rate is halved or doubled in search of one that converges.
const MOST_TRIALS: usize = 40;

/// The golden ratio's fraction, whose multiples fill 0…1 evenly: a start that favours no direction.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The largest eigenvalue of the Hessian of the cost over the moving parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curvature {
    /// `λ_max`; below 0 where the cost bends down in every direction, not finite where the cost is not.
    pub lambda_max: f64,
    /// How many Hessian–vector products it took.
    pub products: usize,
    /// Whether the iteration came to rest within [`TOLERANCE`].
    pub is_settled: bool,
}

impl Curvature {
    /// The rate `2/λ_max` beyond which a step overshoots by more than it gains; ∞ where nothing bends up.
    pub fn threshold(self) -> f64 {
        if self.lambda_max <= 0.0 { f64::INFINITY } else { 2.0 / self.lambda_max }
    }
}

/// The curvature at the minimum that a rate leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct AtMinimum {
    /// The rate that led there.
    pub rate: f64,
    /// The example with the parameters reached.
    pub example: Example,
    /// The curvature there.
    pub curvature: Curvature,
}

/// `λ_max` at the example's parameters, by power iteration.
///
/// ```text
/// v ← Hv / |Hv|    λ = v·Hv    Hv ≈ (g(w + hv) − g(w − hv)) / 2h,    h = ∛ε · max(1, |w|)
/// ```
///
/// The iteration finds the eigenvalue of largest size. Where that is negative, or shares its size with a
/// negative one, a second iteration on H + ρ, ρ the size found, brings the largest to the top.
pub fn curvature(example: &Example) -> Curvature {
    let mut hessian = Hessian::new(Moving::new(example));
    let start = start_vector(hessian.moving.count());
    let (plain, reached) = hessian.iterate(start.clone(), 0.0);
    if !plain.radius.is_finite() || plain.radius == 0.0 || (plain.is_settled && plain.eigenvalue > 0.0) {
        return Curvature { lambda_max: plain.eigenvalue, products: plain.products, is_settled: plain.is_settled };
    }
    let mixed = reached.iter().zip(&start).map(|(v, fresh)| v + FRESH * fresh).collect();
    let (shifted, _) = hessian.iterate(mixed, plain.radius);
    Curvature {
        lambda_max: shifted.eigenvalue,
        products: plain.products + shifted.products,
        is_settled: shifted.is_settled,
    }
}

/// The curvature at the minimum that a converging rate reaches in so many rounds, if one is found.
///
/// The example's own rate is taken if it converges, with or without ringing. Where it crawls it is doubled,
/// where it does anything else halved, until one does.
pub fn at_minimum(example: &Example, rounds: usize) -> Option<AtMinimum> {
    let mut rate = example.learning_rate();
    let mut was_slow = None;
    for _ in 0..MOST_TRIALS {
        let mut trial = Trial::new(&example.with_learning_rate(rate).ok()?, rounds);
        trial.advance(usize::MAX);
        let is_slow = match trial.verdict()?.regime {
            Regime::Converges | Regime::Rings => {
                let example = trial.into_example();
                return Some(AtMinimum { rate, curvature: curvature(&example), example });
            }
            regime => regime == Regime::Crawls,
        };
        // Between a rate that crawls and its double that does not settle, no other is tried.
        if was_slow.is_some_and(|was_slow| was_slow != is_slow) {
            return None;
        }
        was_slow = Some(is_slow);
        rate = if is_slow { 2.0 * rate } else { 0.5 * rate };
    }
    None
}

/// The Hessian of the cost, known by what it does to vectors.
struct Hessian {
    moving: Moving,
    step: f64,
    ahead: Vec<f64>,
    behind: Vec<f64>,
}

/// Where a power iteration came to rest.
struct Rest {
    eigenvalue: f64,
    /// The size of the last product: the spectral radius, even where two eigenvalues share it.
    radius: f64,
    products: usize,
    is_settled: bool,
}

impl Hessian {
    fn new(moving: Moving) -> Self {
        let empty = vec![0.0; moving.count()];
        Self { step: STEP * moving.size().max(1.0), moving, ahead: empty.clone(), behind: empty }
    }

    /// Hv, for a v of length 1.
    fn times(&mut self, v: &[f64], product: &mut [f64]) {
        self.moving.gradient_along(v, self.step, &mut self.ahead);
        self.moving.gradient_along(v, -self.step, &mut self.behind);
        for ((product, ahead), behind) in product.iter_mut().zip(&self.ahead).zip(&self.behind) {
            *product = (ahead - behind) / (2.0 * self.step);
        }
    }

    /// Power iteration on H + shift from v; the eigenvalue given is that of H, with the direction reached.
    fn iterate(&mut self, mut v: Vec<f64>, shift: f64) -> (Rest, Vec<f64>) {
        let length = norm(v.iter().copied());
        for v in &mut v {
            *v /= length;
        }
        let mut product = vec![0.0; v.len()];
        let mut rest = Rest { eigenvalue: 0.0, radius: 0.0, products: 0, is_settled: false };
        while rest.products < MOST_PRODUCTS {
            self.times(&v, &mut product);
            rest.products += 1;
            rest.eigenvalue = dot(&v, &product);
            let off = norm(product.iter().zip(&v).map(|(product, v)| product - rest.eigenvalue * v));
            rest.radius = rest.radius.max(norm(product.iter().copied()));
            rest.is_settled = off <= TOLERANCE * rest.eigenvalue.abs().max(shift);
            product.iter_mut().zip(&v).for_each(|(product, v)| *product += shift * v);
            let length = norm(product.iter().copied());
            if rest.is_settled || length == 0.0 || !length.is_finite() {
                break;
            }
            v.iter_mut().zip(&product).for_each(|(v, product)| *v = product / length);
        }
        (rest, v)
    }
}

/// A vector of length 1 with no two entries alike.
fn start_vector(count: usize) -> Vec<f64> {
    let entries: Vec<f64> = (1..=count).map(|i| (i as f64 * GOLDEN).fract() + 0.5).collect();
    let length = norm(entries.iter().copied());
    entries.into_iter().map(|entry| entry / length).collect()
}
