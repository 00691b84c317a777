//! What is trained on what and how: every choice of the data panel, by the names that links carry.

use gradlight_core::activation::Activation;
use gradlight_core::batch::{LANES, MAX_HIDDEN, Plan};
use gradlight_core::dataset::{Point, Shape};
use gradlight_core::initial::Scheme;
use gradlight_core::loss::Loss;
use gradlight_core::train::Schedule;

use super::knob::{Knob, PACES, StepBy};
use super::own::Own;
use crate::format::parse_number;
use crate::rate::controls;

/// A data set has between so many points.
pub(super) const COUNTS: std::ops::RangeInclusive<usize> = 4..=5000;

/// Epochs that a schedule is measured in where none are named.
const OVER: usize = 50;

/// A seed is below this, so that it can be read out.
const SEEDS: f64 = 1e9;

/// Where the points come from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// A formula.
    Drawn(Shape),
    /// Points of one's own.
    Own(Own),
}

/// When training stops by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stops {
    /// After so many epochs.
    pub(super) epoch: Option<usize>,
    /// Once the training cost is no larger.
    pub(super) cost: Option<f64>,
    /// Once no parameter moved further in an epoch.
    pub(super) still: Option<f64>,
}

/// All choices.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setup {
    /// Where the points come from.
    pub(super) source: Source,
    /// How many are drawn.
    pub(super) count: usize,
    /// The standard deviation of the noise on drawn points.
    pub(super) noise: f64,
    /// The part that trains, above 0…1.
    pub(super) share: f64,
    /// The seed of the points and of their split.
    pub(super) seed: u64,
    /// What is trained and how.
    pub(super) plan: Plan,
    /// What play and the step key take at once.
    pub(super) by: StepBy,
    /// The place in [`PACES`].
    pub(super) pace: usize,
    /// When training stops by itself.
    pub(super) stops: Stops,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            source: Source::Drawn(Shape::Moons),
            count: 200,
            noise: 0.15,
            share: 0.7,
            seed: 1,
            plan: Plan {
                hidden: vec![4, 3],
                activation: Activation::Tanh,
                output: Activation::Sigmoid,
                loss: Loss::BinaryCrossEntropy,
                initial: Scheme::Xavier,
                seed: 1,
                rate: 0.3,
                schedule: Schedule::Constant,
                l2: 0.0,
                batch: 10,
            },
            by: StepBy::Epoch,
            pace: 3,
            stops: Stops::default(),
        }
    }
}

impl Setup {
    /// The points, as the network receives them.
    pub(super) fn points(&self) -> Vec<Point> {
        match &self.source {
            Source::Drawn(shape) => shape.points(self.count, self.noise, self.seed),
            Source::Own(own) => own.scaled(),
        }
    }

    /// A choice as text: what a link carries and a control holds; empty for a stop that is off.
    pub(super) fn get(&self, knob: Knob) -> String {
        let plan = &self.plan;
        let optional = |number: Option<String>| number.unwrap_or_default();
        match knob {
            Knob::Data => match &self.source {
                Source::Drawn(shape) => shape.name().to_owned(),
                Source::Own(_) => "own".to_owned(),
            },
            Knob::Points => self.count.to_string(),
            Knob::Noise => self.noise.to_string(),
            Knob::Share => self.share.to_string(),
            Knob::Seed => self.seed.to_string(),
            Knob::Hidden => plan.hidden.iter().map(usize::to_string).collect::<Vec<_>>().join("-"),
            Knob::Activation => plan.activation.name().to_owned(),
            Knob::Output => plan.output.name().to_owned(),
            Knob::Loss => plan.loss.name().to_owned(),
            Knob::Initial => plan.initial.name().to_owned(),
            Knob::Start => plan.seed.to_string(),
            Knob::Rate => plan.rate.to_string(),
            Knob::Schedule => plan.schedule.name().to_owned(),
            Knob::Over => plan.schedule.length().unwrap_or(OVER).to_string(),
            Knob::Factor => plan.schedule.factor().unwrap_or(Schedule::STEP_FACTOR).to_string(),
            Knob::L2 => plan.l2.to_string(),
            Knob::Batch => plan.batch.to_string(),
            Knob::By => self.by.name().to_owned(),
            Knob::Pace => PACES[self.pace].to_string(),
            Knob::StopEpoch => optional(self.stops.epoch.map(|epoch| epoch.to_string())),
            Knob::StopCost => optional(self.stops.cost.map(|cost| cost.to_string())),
            Knob::StopMove => optional(self.stops.still.map(|still| still.to_string())),
        }
    }

    /// Makes a choice that a text says.
    ///
    /// # Errors
    /// A sentence that says what would fit; nothing has changed then.
    pub(super) fn set(&mut self, knob: Knob, text: &str) -> Result<(), String> {
        match knob {
            Knob::Data | Knob::Activation | Knob::Output | Knob::Loss | Knob::Initial | Knob::Schedule | Knob::By => {
                self.set_name(knob, text).ok_or_else(|| format!("“{text}” is none of the choices."))
            }
            Knob::Hidden => {
                self.plan.hidden =
                    hidden(text).ok_or_else(|| format!("At most {MAX_HIDDEN} layers of 1 to {LANES} units."))?;
                Ok(())
            }
            _ => self.set_number(knob, text),
        }
    }

    fn set_name(&mut self, knob: Knob, name: &str) -> Option<()> {
        let plan = &mut self.plan;
        match knob {
            Knob::Data => self.source = Source::Drawn(Shape::from_name(name)?),
            Knob::Activation => {
                plan.activation = Activation::from_name(name).filter(|other| *other != Activation::Softmax)?;
            }
            Knob::Output => {
                plan.output = Activation::from_name(name)?;
                if !plan.loss.fits(plan.output) {
                    plan.loss = Loss::ALL.into_iter().rev().find(|loss| loss.fits(plan.output))?;
                }
            }
            Knob::Loss => {
                plan.loss = Loss::from_name(name)?;
                if !plan.loss.fits(plan.output) {
                    let outputs = [Activation::Sigmoid, Activation::Softmax];
                    plan.output = outputs.into_iter().find(|output| plan.loss.fits(*output))?;
                }
            }
            Knob::Initial => plan.initial = Scheme::from_name(name)?,
            Knob::Schedule => plan.schedule = Schedule::named(name, plan.schedule.length().unwrap_or(OVER))?,
            _ => self.by = StepBy::from_name(name)?,
        }
        Some(())
    }

    fn set_number(&mut self, knob: Knob, text: &str) -> Result<(), String> {
        let stop = matches!(knob, Knob::StopEpoch | Knob::StopCost | Knob::StopMove);
        if stop && text.trim().is_empty() {
            self.set_stop(knob, None);
            return Ok(());
        }
        let number = parse_number(text).map_err(|fault| fault.to_string())?;
        let whole = number.fract() == 0.0;
        let sound = match knob {
            Knob::Points => whole && number >= *COUNTS.start() as f64 && number <= *COUNTS.end() as f64,
            Knob::Noise => (0.0..=1.0).contains(&number),
            Knob::Share => number > 0.0 && number <= 1.0,
            Knob::Seed | Knob::Start | Knob::Batch => whole && (0.0..SEEDS).contains(&number),
            Knob::L2 => number >= 0.0,
            Knob::Factor => true,
            Knob::Pace => PACES.iter().any(|pace| *pace as f64 == number),
            Knob::StopEpoch | Knob::Over => whole && (1.0..SEEDS).contains(&number),
            _ => number > 0.0,
        };
        if !sound {
            return Err(range(knob).to_owned());
        }
        let plan = &mut self.plan;
        match knob {
            Knob::Points => self.count = number as usize,
            Knob::Noise => self.noise = number,
            Knob::Share => self.share = number,
            Knob::Seed => self.seed = number as u64,
            Knob::Start => plan.seed = number as u64,
            Knob::Rate => plan.rate = number,
            Knob::Over => plan.schedule = plan.schedule.over(number as usize),
            Knob::Factor => plan.schedule = plan.schedule.by_factor(controls::factor(number)?),
            Knob::L2 => plan.l2 = number + 0.0,
            Knob::Batch => plan.batch = number as usize,
            Knob::Pace => self.pace = PACES.iter().position(|pace| *pace as f64 == number).unwrap_or(self.pace),
            other => self.set_stop(other, Some(number)),
        }
        Ok(())
    }

    fn set_stop(&mut self, knob: Knob, number: Option<f64>) {
        match knob {
            Knob::StopEpoch => self.stops.epoch = number.map(|number| number as usize),
            Knob::StopCost => self.stops.cost = number,
            _ => self.stops.still = number,
        }
    }
}

/// What fits, in a sentence.
fn range(knob: Knob) -> &'static str {
    match knob {
        Knob::Points => "A whole number from 4 to 5,000.",
        Knob::Noise => "A number from 0 to 1.",
        Knob::Share => "A number above 0, at most 1.",
        Knob::Rate => "A learning rate is above 0.",
        Knob::L2 => "A number from 0 on.",
        Knob::Over => "A whole number from 1 on.",
        Knob::StopEpoch => "A whole number from 1 on, or nothing for no stop.",
        Knob::StopCost | Knob::StopMove => "A number above 0, or nothing for no stop.",
        Knob::Pace => "None of the paces.",
        _ => "A whole number from 0 to 999,999,999.",
    }
}

/// The units of each hidden layer from a text such as `4-2`; no text is no hidden layer.
fn hidden(text: &str) -> Option<Vec<usize>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let units: Option<Vec<usize>> = text.split('-').map(|units| units.parse().ok()).collect();
    units.filter(|units| units.len() <= MAX_HIDDEN && units.iter().all(|units| (1..=LANES).contains(units)))
}
