//! The choices of the data panel by the names that links carry, and what plays or steps at once.

/// What plays or steps at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepBy {
    /// One sample; the weights move where it fills the batch.
    Sample,
    /// The rest of a batch.
    Batch,
    /// The rest of an epoch.
    Epoch,
}

impl StepBy {
    /// All three, the smallest first.
    pub const ALL: [Self; 3] = [Self::Sample, Self::Batch, Self::Epoch];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::Batch => "batch",
            Self::Epoch => "epoch",
        }
    }

    /// The one of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// Steps a second that play can take; 0 stands for as many as there is time for.
pub(super) const PACES: [usize; 7] = [1, 2, 5, 10, 30, 100, 0];

/// A choice that a user can make; its name is that of the link's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knob {
    /// The data set.
    Data,
    /// How many points it has.
    Points,
    /// The noise on them.
    Noise,
    /// The part of them that trains.
    Share,
    /// The seed that draws and splits them.
    Seed,
    /// The units of each hidden layer.
    Hidden,
    /// The activation of hidden units.
    Activation,
    /// The activation of the outputs.
    Output,
    /// The loss.
    Loss,
    /// The rule of initial weights.
    Initial,
    /// The seed of the weights and of the order of samples.
    Start,
    /// The learning rate.
    Rate,
    /// How the learning rate changes.
    Schedule,
    /// The epochs that the schedule is measured in.
    Over,
    /// What a step of the schedule multiplies the rate by.
    Factor,
    /// The penalty.
    L2,
    /// Samples a batch.
    Batch,
    /// What a step takes.
    By,
    /// Steps a second.
    Pace,
    /// The epoch to stop at.
    StopEpoch,
    /// The training cost to stop at.
    StopCost,
    /// The largest move of a parameter in an epoch to stop at.
    StopMove,
}

impl Knob {
    /// Every choice, in the order of links.
    pub const ALL: [Self; 22] = [
        Self::Data,
        Self::Points,
        Self::Noise,
        Self::Share,
        Self::Seed,
        Self::Hidden,
        Self::Activation,
        Self::Output,
        Self::Loss,
        Self::Initial,
        Self::Start,
        Self::Rate,
        Self::Schedule,
        Self::Over,
        Self::Factor,
        Self::L2,
        Self::Batch,
        Self::By,
        Self::Pace,
        Self::StopEpoch,
        Self::StopCost,
        Self::StopMove,
    ];

    /// Its name in links and actions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Points => "points",
            Self::Noise => "noise",
            Self::Share => "share",
            Self::Seed => "seed",
            Self::Hidden => "hidden",
            Self::Activation => "activation",
            Self::Output => "output",
            Self::Loss => "loss",
            Self::Initial => "initial",
            Self::Start => "start",
            Self::Rate => "eta",
            Self::Schedule => "schedule",
            Self::Over => "over",
            Self::Factor => "factor",
            Self::L2 => "l2",
            Self::Batch => "batch",
            Self::By => "by",
            Self::Pace => "pace",
            Self::StopEpoch => "stop",
            Self::StopCost => "cost",
            Self::StopMove => "still",
        }
    }

    /// The choice of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|knob| knob.name() == name)
    }
}

/// The choices that training goes on with when they change, in the order of links.
pub(super) const TUNED: [Knob; 6] = [Knob::Rate, Knob::Schedule, Knob::Over, Knob::L2, Knob::Batch, Knob::Factor];
