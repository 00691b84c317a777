//! One learning rate on trial: a run that keeps nothing but what names its regime.

use super::classifier::{Classifier, Glance, Regime};
use crate::example::Example;
use crate::forward::Pass;
use crate::gradient::{Descent, Sheet};
use crate::rounding::Arithmetic;
use crate::train::{Divergence, Recipe};

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// What the rate did.
    pub regime: Regime,
    /// The last finite cost; not finite only where that of the very start is not.
    pub cost: f64,
    /// Where the run diverged, if it has.
    pub divergence: Option<Divergence>,
    /// How many outputs sat in saturation for half the run: all of them where the regime is saturation.
    pub stuck_outputs: usize,
}

impl Verdict {
    /// Whether another rate did the same: the regime, with as many outputs stuck where it settled.
    pub fn is_like(self, other: Self) -> bool {
        let stuck = |verdict: Self| if verdict.regime == Regime::Diverges { 0 } else { verdict.stuck_outputs };
        self.regime == other.regime && stuck(self) == stuck(other)
    }
}

/// A run under the classifier's eye, taken up again where it stopped so that it fits into slices of time.
#[derive(Clone, Debug)]
pub struct Trial {
    descent: Descent,
    watched: Watched,
    classifier: Classifier,
    rounds: usize,
    /// The finished updates.
    x: usize,
    cost: f64,
    divergence: Option<Divergence>,
    is_complete: bool,
}

/// The errors and slopes of a round's outputs, sample by sample.
#[derive(Clone, Debug)]
struct Watched {
    errors: Vec<f64>,
    slopes: Vec<f64>,
}

impl Watched {
    fn sample(&mut self, s: usize, example: &Example, sheet: &Sheet) {
        let layer = example.network().output();
        let places = s * layer.neurons..(s + 1) * layer.neurons;
        let outputs = Pass::outputs(&sheet.pass, example.network());
        let targets = &example.samples()[s].target;
        for (error, (a, y)) in self.errors[places.clone()].iter_mut().zip(outputs.iter().zip(targets)) {
            *error = a - y;
        }
        let neurons = layer.first_neuron..layer.first_neuron + layer.neurons;
        let (z, a) = (&sheet.pass.z[neurons.clone()], &sheet.pass.a[neurons]);
        for (k, slope) in self.slopes[places].iter_mut().enumerate() {
            *slope = if example.is_fused() { 1.0 } else { layer.activation.derivative(z[k], a[k]) };
        }
    }
}

impl Trial {
    /// The example's learning rate on trial over so many rounds, not yet begun.
    pub fn new(example: &Example, rounds: usize) -> Self {
        Self::by(Recipe::default(), example, rounds)
    }

    /// The example's learning rate on trial by a recipe, not yet begun.
    pub fn by(recipe: Recipe, example: &Example, rounds: usize) -> Self {
        let (samples, outputs) = (example.samples().len(), example.network().output().neurons);
        let empty = vec![0.0; samples * outputs];
        Self {
            descent: Descent::by(recipe, example, Arithmetic::Exact),
            watched: Watched { errors: empty.clone(), slopes: empty },
            classifier: Classifier::new(samples, outputs),
            rounds,
            x: 0,
            cost: f64::NAN,
            divergence: None,
            is_complete: false,
        }
    }

    /// Runs at most so many rounds more; gives how many it took.
    pub fn advance(&mut self, rounds: usize) -> usize {
        for taken in 0..rounds {
            if self.is_complete {
                return taken;
            }
            self.one_round();
        }
        rounds
    }

    fn one_round(&mut self) {
        let Self { descent, watched, classifier, .. } = self;
        let is_last = self.x == self.rounds;
        let cost = if is_last {
            descent.take_cost()
        } else {
            descent.watched_round(&mut |s, example, sheet| watched.sample(s, example, sheet))
        };
        if !cost.is_finite() {
            self.cost = if self.x == 0 { cost } else { self.cost };
            return self.diverge(Divergence::Cost { round: self.x + 1 });
        }
        self.cost = cost;
        if is_last {
            classifier.see_end(cost);
            self.is_complete = true;
            return;
        }
        classifier.see(Glance { cost, errors: &watched.errors, slopes: &watched.slopes });
        if !descent.example.network().is_finite() {
            return self.diverge(Divergence::Parameter { round: self.x + 1 });
        }
        self.x += 1;
    }

    fn diverge(&mut self, divergence: Divergence) {
        self.classifier.diverge();
        self.divergence = Some(divergence);
        self.is_complete = true;
    }

    /// Whether nothing is left to run: all rounds done, or diverged.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// What became of the run, once it is complete.
    pub fn verdict(&self) -> Option<Verdict> {
        self.is_complete.then(|| Verdict {
            regime: self.classifier.regime(),
            cost: self.cost,
            divergence: self.divergence,
            stuck_outputs: self.classifier.stuck_outputs(),
        })
    }

    /// The example with the parameters that the run has come to.
    pub fn into_example(self) -> Example {
        self.descent.example
    }
}

/// What the example's learning rate does over so many rounds.
pub fn classify(example: &Example, rounds: usize) -> Verdict {
    let mut trial = Trial::new(example, rounds);
    loop {
        trial.advance(rounds.saturating_add(1));
        if let Some(verdict) = trial.verdict() {
            return verdict;
        }
    }
}
