//! The look-ahead of the round shown: the cost of one step against its rate, with tangent, best rate and `2/λ_max`.

use gradlight_core::curvature::curvature;
use gradlight_core::example::Example;
use gradlight_core::lookahead::{Landing, Lookahead};
use gradlight_plot::{Axis, Chart, Layer, Shape, Style};

use super::course::{cost_of_round, starts_alike};
use crate::format::three_digits;

/// The curve is drawn through so many points.
const POINTS: usize = 240;

/// Examples whose rounds take more multiplications than this are looked at when there is time.
const CHEAP: usize = 4000;

/// The axis of rates reaches so far beyond the rate and the best one.
const BEYOND: (f64, f64) = (1.5, 2.6);

/// The axis of cost reaches at most so many times the cost at the start of the step.
const HIGHEST: f64 = 2.4;

/// What the next step leads to, for every rate of it.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    /// The example with the parameters that the step starts from, and the step's own rate.
    pub(super) from: Example,
    /// E(w − ηg) at evenly spaced rates.
    pub(super) curve: Vec<Landing>,
    /// The cost at the start, and the slope there, −|g|².
    pub(super) cost: f64,
    pub(super) slope: f64,
    /// Where the step's own rate lands.
    pub(super) here: Landing,
    /// The best rate on the line.
    pub(super) best: Option<Landing>,
    /// `2/λ_max` at this point.
    pub(super) threshold: f64,
}

/// Whether the look-ahead of such an example is quick enough to be taken at once.
pub(super) fn is_cheap(example: &Example) -> bool {
    cost_of_round(example) <= CHEAP
}

impl Ahead {
    /// Looks ahead from the example's parameters at its rate; `known` is what was seen from there at another rate.
    pub(super) fn of(from: Example, known: Option<&Self>) -> Self {
        let mut line = Lookahead::new(&from);
        let rate = from.learning_rate();
        let here = Landing { rate, cost: line.cost_after(rate) };
        let known = known.filter(|known| starts_alike(&known.from, &from));
        let (best, threshold) = match known {
            Some(known) => (known.best, known.threshold),
            None => (line.best(), curvature(&from).threshold()),
        };
        let end = (BEYOND.0 * rate).max(best.map_or(0.0, |best| BEYOND.1 * best.rate));
        let rates: Vec<f64> = (0..POINTS).map(|place| end * place as f64 / (POINTS - 1) as f64).collect();
        let curve = line.curve(&rates);
        Self { curve, cost: line.cost(), slope: line.slope(), here, best, threshold, from }
    }

    /// The rate at a horizontal place of the figure.
    pub(super) fn rate_at(&self, x_px: f64, size: (f64, f64), style: &Style) -> f64 {
        self.chart(style).nearest_values((x_px, 0.0), size, style).0
    }

    fn top(&self) -> f64 {
        let highest = self.curve.iter().map(|landing| landing.cost).filter(|cost| cost.is_finite());
        let highest = highest.fold(self.cost, f64::max).min(HIGHEST * self.cost);
        let here = if self.here.cost.is_finite() { self.here.cost.min(HIGHEST * self.cost) } else { 0.0 };
        1.2 * highest.max(here)
    }

    /// The figure.
    pub(super) fn chart(&self, style: &Style) -> Chart {
        let end = self.curve.last().map_or(1.0, |landing| landing.rate);
        let top = self.top();
        let point = |landing: &Landing| (landing.rate, landing.cost);
        let tangent_end = (-self.cost / self.slope).min(end);
        let tangent = vec![(0.0, self.cost), (tangent_end, self.cost + self.slope * tangent_end)];
        let mut chart = Chart::new(Axis::linear(0.0, end), Axis::linear(0.0, top)).named("E(w − ηg) against η", "");
        if let Some(best) = self.best {
            let label = format!("best {}", three_digits(best.rate));
            chart = chart.with(Layer::Upright { x: best.rate, label, colour: style.update });
        }
        if self.slope < 0.0 {
            chart = chart.with(Layer::Line { points: tangent, colour: style.backward, dashed: true, width: 1.6 });
        }
        chart = chart.line(self.curve.iter().map(point).collect(), style.loss);
        let text = format!("slope −|g|² {}", three_digits(self.slope));
        if self.slope < 0.0 {
            let at = self.place_of_slope().unwrap_or((0.0, self.cost + 0.25 * (top - self.cost)));
            chart = chart.with(Layer::Label { at, text, colour: style.backward });
        }
        let (is_shown, rate) = (self.here.cost <= top, three_digits(self.here.rate));
        let at = (self.here.rate, if is_shown { self.here.cost } else { top });
        let text = if is_shown {
            format!("your rate {rate}")
        } else {
            format!("your rate {rate} lands at {}, far above", three_digits(self.here.cost))
        };
        let shape = if is_shown { Shape::Disc } else { Shape::Triangle };
        chart.with(Layer::Dots { points: vec![at], colour: style.ink, shape, radius: 5.0 }).with(Layer::Label {
            at,
            text,
            colour: style.ink,
        })
    }

    /// Where the slope is lettered: beside the falling curve, not where the step's own rate is.
    fn place_of_slope(&self) -> Option<(f64, f64)> {
        let is_near = (0.5..0.9).contains(&(self.here.cost / self.cost));
        let level = if is_near { 0.35 } else { 0.7 } * self.cost;
        self.curve.iter().find(|landing| landing.cost <= level).map(|landing| (landing.rate, level))
    }

    /// The figure in a sentence.
    pub(super) fn sentence(&self, round: usize) -> String {
        let (rate, from, to) = (three_digits(self.here.rate), three_digits(self.cost), three_digits(self.here.cost));
        let way = if self.here.cost <= self.cost { "falls" } else { "rises" };
        let best = match self.best {
            Some(best) => format!(
                "the best rate on this line is {}, which leads to {}",
                three_digits(best.rate),
                three_digits(best.cost)
            ),
            None => "no rate on this line lowers it".to_owned(),
        };
        let slope = three_digits(self.slope);
        format!(
            "In round {} a step of rate {rate} along the gradient: the cost {way} from {from} to {to}; \
             its slope at first is {slope}; {best}.",
            crate::format::count(round)
        )
    }

    /// What the step's own rate does on this line, in a few words.
    pub(super) fn words(&self) -> &'static str {
        let Some(best) = self.best else { return "flat, or at rest" };
        let share = self.here.rate / best.rate;
        match () {
            () if !self.here.cost.is_finite() => "leaves every number",
            () if self.here.cost > self.cost => "overshoots, ends higher",
            () if share > 1.05 => "goes beyond, ends lower",
            () if share < 0.05 => "falls far short",
            () if share < 0.95 => "falls short",
            () => "at the bottom",
        }
    }
}
