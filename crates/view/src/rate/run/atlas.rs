//! The atlas: what every learning rate of the scale does to the example, found in slices.

use gradlight_core::curvature::curvature;
use gradlight_core::example::Example;
use gradlight_core::sweep::{Mark, Regime, Sweep, Trial, Verdict, spaced_rates};
use gradlight_core::train::Recipe;
use gradlight_plot::Axis;
use gradlight_plot::strip::{Band, Texture};

use super::course::{slice, starts_alike};
use crate::format::three_digits;
use crate::rate::regime;
use crate::slider;

/// How many rates are tried over the scale, before its marks are sharpened.
pub(super) const RATES: usize = 400;

/// No rate is tried for more rounds than this; what it does shows before.
pub(super) const MOST_ROUNDS: usize = 10_000;

/// How close the two rates of a mark come, relative to each other.
const SHARPNESS: f64 = 0.004;

/// A mark wider than this is still being sharpened.
const SHARP: f64 = 1.01;

/// The rate whose minimum is measured lies at this share of the largest that settles.
const WELL_INSIDE: f64 = 0.6;

/// A rate that stands for a stretch at an end of the scale lies within the root of this of its mark.
const NEAR: f64 = 4.0;

/// A stretch of rates that all do the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) verdict: Verdict,
}

/// What is known of the curvature at the minimum that a converging rate reaches.
#[derive(Clone, Debug)]
enum Minimum {
    /// Waits for the sweep.
    Waiting,
    /// On its way there.
    Descending(f64, Box<Trial>),
    /// Its `2/λ_max`, and the rate that led there; none where no rate settles.
    Known(Option<(f64, f64)>),
}

/// The regimes of one example over a span of rates.
#[derive(Clone, Debug)]
pub(super) struct Atlas {
    recipe: Recipe,
    span: (f64, f64),
    sweep: Sweep,
    minimum: Minimum,
}

impl Atlas {
    /// The atlas of the example, not yet begun.
    pub(super) fn new(example: &Example, rounds: usize, recipe: Recipe, span: (f64, f64)) -> Option<Self> {
        let rates = spaced_rates(span.0, span.1, RATES);
        let rounds = rounds.min(MOST_ROUNDS);
        let sweep = Sweep::new(example, &rates, rounds).ok()?.with_sharp_marks(SHARPNESS).by(recipe);
        Some(Self { recipe, span, sweep, minimum: Minimum::Waiting })
    }

    /// Whether it is the atlas of that example, whatever its rate.
    pub(super) fn is_of(&self, example: &Example, rounds: usize, recipe: Recipe, span: (f64, f64)) -> bool {
        let rounds = rounds.min(MOST_ROUNDS);
        let is_alike = self.sweep.rounds() == rounds && self.recipe == recipe && self.span == span;
        is_alike && starts_alike(self.sweep.start(), example)
    }

    /// The rounds that each rate is tried for.
    pub(super) fn rounds(&self) -> usize {
        self.sweep.rounds()
    }

    pub(super) fn is_complete(&self) -> bool {
        self.sweep.is_complete() && matches!(self.minimum, Minimum::Known(_))
    }

    /// How many rates have their verdict, of how many.
    pub(super) fn progress(&self) -> (usize, usize) {
        let entries = self.sweep.entries();
        (entries.iter().filter(|entry| entry.verdict.is_some()).count(), entries.len())
    }

    /// One slice further.
    pub(super) fn advance(&mut self) {
        let slice = slice(self.sweep.start());
        if !self.sweep.is_complete() {
            self.sweep.advance(slice);
            return;
        }
        match &mut self.minimum {
            Minimum::Waiting => {
                self.minimum = match self.settling_rate().and_then(|rate| Some((rate, self.trial(rate)?))) {
                    Some((rate, trial)) => Minimum::Descending(rate, Box::new(trial)),
                    None => Minimum::Known(None),
                }
            }
            Minimum::Descending(rate, trial) => {
                trial.advance(slice);
                if let Some(verdict) = trial.verdict() {
                    let has_settled = matches!(verdict.regime, Regime::Converges | Regime::Rings);
                    let threshold = curvature(&trial.clone().into_example()).threshold();
                    self.minimum = Minimum::Known(has_settled.then_some((threshold, *rate)));
                }
            }
            Minimum::Known(_) => {}
        }
    }

    fn trial(&self, rate: f64) -> Option<Trial> {
        let example = self.sweep.start().with_learning_rate(rate).ok()?;
        Some(Trial::by(self.recipe, &example, self.sweep.rounds()))
    }

    /// A rate that settles, well inside those that do.
    fn settling_rate(&self) -> Option<f64> {
        let settles = |verdict: Verdict| {
            matches!(verdict.regime, Regime::Converges | Regime::Rings) && verdict.stuck_outputs == 0
        };
        let settling =
            || self.sweep.entries().iter().filter(|entry| entry.verdict.is_some_and(settles)).map(|entry| entry.rate);
        let largest = settling().next_back()?;
        let distance = |rate: &f64| (rate / (WELL_INSIDE * largest)).max(WELL_INSIDE * largest / rate);
        settling().min_by(|one, other| distance(one).total_cmp(&distance(other)))
    }

    /// `2/λ_max` at the minimum that a converging rate reaches, and that rate.
    pub(super) fn at_minimum(&self) -> Option<(f64, f64)> {
        if let Minimum::Known(known) = self.minimum { known } else { None }
    }

    /// The stretches of rates that do the same, ascending; each ends half way to the next rate known.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let known = self.sweep.entries().iter().filter_map(|entry| Some((entry.rate, entry.verdict?)));
        let mut last = self.span.0;
        for (rate, verdict) in known {
            match stretches.last_mut() {
                Some(stretch) if stretch.verdict.is_like(verdict) => stretch.to = rate,
                Some(stretch) => {
                    // A sharp mark is the rate from which the new regime holds.
                    let middle = if rate <= SHARP * last { rate } else { last.sqrt() * rate.sqrt() };
                    stretch.to = middle;
                    stretches.push(Stretch { from: middle, to: rate, verdict });
                }
                None => stretches.push(Stretch { from: self.span.0, to: rate, verdict }),
            }
            last = rate;
        }
        if let Some(stretch) = stretches.last_mut() {
            stretch.to = self.span.1;
        }
        stretches
    }

    /// The places where what a rate does changes, as far as they are known sharply.
    pub(super) fn marks(&self) -> Vec<Mark> {
        self.sweep.marks().into_iter().filter(|mark| mark.from <= SHARP * mark.below).collect()
    }

    /// Every rate tried, with its verdict.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = (f64, Verdict)> + '_ {
        self.sweep.entries().iter().filter_map(|entry| Some((entry.rate, entry.verdict?)))
    }

    /// The stretch that a rate lies in, and what became of the nearest rate tried in it.
    pub(super) fn at(&self, rate: f64) -> Option<(Stretch, Verdict)> {
        // A mark is the rate from which the new regime holds.
        let stretch = self.stretches().into_iter().rev().find(|one| (one.from..=one.to).contains(&rate))?;
        let far = |tried: f64| (tried / rate).max(rate / tried);
        let alike = self.verdicts().filter(|(_, verdict)| verdict.is_like(stretch.verdict));
        let nearest = alike.min_by(|(one, _), (other, _)| far(*one).total_cmp(&far(*other)));
        nearest.map(|(_, verdict)| (stretch, verdict))
    }

    /// The stretches in which something is seen for the first time, ascending: what lies among others, such as a cycle
    /// within chaos, is left out.
    pub(super) fn tour(&self) -> Vec<Stretch> {
        let mut tour: Vec<Stretch> = Vec::new();
        for stretch in self.stretches() {
            if !tour.iter().any(|seen| seen.verdict.is_like(stretch.verdict)) {
                tour.push(stretch);
            }
        }
        tour
    }

    /// A rate well inside the one of these stretches that lies so many further up or down than `rate`.
    pub(super) fn inside_neighbour(&self, stretches: &[Stretch], rate: f64, by: isize) -> Option<f64> {
        let here = stretches.iter().rposition(|one| one.from <= rate).unwrap_or(0);
        stretches.get(here.checked_add_signed(by)?).map(|one| self.inside(one))
    }

    /// The middle of a stretch; of one that reaches to an end of the scale, a place not far from its mark.
    fn inside(&self, Stretch { from, to, .. }: &Stretch) -> f64 {
        let (low, high) = match (*from == self.span.0, *to == self.span.1) {
            (true, false) => (from.max(to / NEAR), *to),
            (false, true) => (*from, to.min(from * NEAR)),
            _ => (*from, *to),
        };
        let middle = low.sqrt() * high.sqrt();
        let told = slider::three_digits(middle);
        if (low..high).contains(&told) { told } else { middle }
    }

    /// How many outputs the example has.
    pub(super) fn outputs(&self) -> usize {
        self.sweep.start().network().output().neurons
    }

    /// Rates from a little before the first change to a little behind the last: where there is something to see.
    pub(super) fn close_up(&self) -> Option<(f64, f64)> {
        let marks = self.marks();
        let (first, last) = (marks.first()?, marks.last()?);
        Some(((first.below / 1.6).max(self.span.0), (last.from * 1.25).min(self.span.1)))
    }

    /// The scale of rates.
    pub(super) fn axis(&self) -> Axis {
        Axis::log(self.span.0, self.span.1)
    }

    /// The stretches as bands of the strip.
    pub(super) fn bands(&self) -> Vec<Band> {
        let outputs = self.outputs();
        let band = |Stretch { from, to, verdict }: Stretch| {
            let colour = regime::colour(verdict.regime);
            let text = regime::text_colour(verdict.regime);
            let texture = if is_partly_stuck(verdict) { Texture::Level(5) } else { regime::texture(verdict.regime) };
            Band { from, to, names: names(verdict, outputs), colour, text, texture }
        };
        self.stretches().into_iter().map(band).collect()
    }

    /// The marks as the strip letters them.
    pub(super) fn lettered_marks(&self) -> Vec<(f64, String)> {
        self.marks().iter().map(|mark| (mark.from, three_digits(mark.from))).collect()
    }
}

/// What a verdict is called, the longest name first.
pub(super) fn names(verdict: Verdict, outputs: usize) -> Vec<String> {
    let label = regime::label(verdict.regime);
    let short = match verdict.regime {
        Regime::Cycles(period) => period.to_string(),
        _ => label.chars().take(1).collect(),
    };
    match verdict.stuck_outputs {
        stuck if is_partly_stuck(verdict) => vec![
            format!("{label}, {stuck} of {outputs} outputs stuck"),
            format!("{stuck} of {outputs} stuck"),
            format!("{stuck}/{outputs}"),
        ],
        _ => vec![label.to_owned(), short],
    }
}

/// Whether some outputs sit in saturation while the rest learn.
pub(super) fn is_partly_stuck(verdict: Verdict) -> bool {
    verdict.stuck_outputs > 0 && !matches!(verdict.regime, Regime::Saturates | Regime::Diverges)
}
