//! The rules of a round, by name: each number of a trace stands under one of them.

use std::fmt;

/// A rule that a trace has to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The traced sample is one of the example's.
    TracedSample,
    /// An input, target, weight or bias is the example's.
    GivenValue,
    /// A step of the round is there.
    MissingStep,
    /// Nothing else is there, and nothing twice.
    ExtraStep,
    /// The steps stand in the order of the round, and are found where they stand.
    StepOrder,
    /// A step belongs to the right phase.
    Phase,
    /// z = Σ wa + b.
    WeightedInput,
    /// a = f(z).
    Activation,
    /// The softmax numerator eᶻ.
    SoftmaxNumerator,
    /// The softmax denominator Σeᶻ.
    SoftmaxSum,
    /// a = eᶻ/Σeᶻ.
    SoftmaxShare,
    /// One output's term of the loss.
    LossTerm,
    /// The sample's loss.
    LossTotal,
    /// The mean loss with the penalty.
    Cost,
    /// ∂E/∂a of an output.
    OutputDerivative,
    /// da/dz.
    LocalDerivative,
    /// δ = ∂E/∂z.
    Delta,
    /// A share δw of a hidden neuron's ∂E/∂a.
    Share,
    /// A hidden neuron's ∂E/∂a: the sum of its shares.
    SharesSum,
    /// ∂E/∂w = δa.
    WeightGradient,
    /// ∂E/∂b = δ, or the layer's Σδ.
    BiasGradient,
    /// The mean of a gradient over the samples.
    Average,
    /// The weight's gradient with λw/m.
    Penalty,
    /// w − α ∂cost/∂w.
    NewWeight,
    /// b − α ∂cost/∂b.
    NewBias,
    /// A formula's numbers give its step's value.
    Formula,
    /// A constant in a formula is the example's, or one of ½, 1, 2.
    Constant,
    /// The samples' values under a mean, and their sum, are theirs.
    SampleMean,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 28] = [
        Self::TracedSample,
        Self::GivenValue,
        Self::MissingStep,
        Self::ExtraStep,
        Self::StepOrder,
        Self::Phase,
        Self::WeightedInput,
        Self::Activation,
        Self::SoftmaxNumerator,
        Self::SoftmaxSum,
        Self::SoftmaxShare,
        Self::LossTerm,
        Self::LossTotal,
        Self::Cost,
        Self::OutputDerivative,
        Self::LocalDerivative,
        Self::Delta,
        Self::Share,
        Self::SharesSum,
        Self::WeightGradient,
        Self::BiasGradient,
        Self::Average,
        Self::Penalty,
        Self::NewWeight,
        Self::NewBias,
        Self::Formula,
        Self::Constant,
        Self::SampleMean,
    ];

    /// Its name, such as `weighted-input`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TracedSample => "traced-sample",
            Self::GivenValue => "given-value",
            Self::MissingStep => "missing-step",
            Self::ExtraStep => "extra-step",
            Self::StepOrder => "step-order",
            Self::Phase => "phase",
            Self::WeightedInput => "weighted-input",
            Self::Activation => "activation",
            Self::SoftmaxNumerator => "softmax-numerator",
            Self::SoftmaxSum => "softmax-sum",
            Self::SoftmaxShare => "softmax-share",
            Self::LossTerm => "loss-term",
            Self::LossTotal => "loss-total",
            Self::Cost => "cost",
            Self::OutputDerivative => "output-derivative",
            Self::LocalDerivative => "local-derivative",
            Self::Delta => "delta",
            Self::Share => "share",
            Self::SharesSum => "shares-sum",
            Self::WeightGradient => "weight-gradient",
            Self::BiasGradient => "bias-gradient",
            Self::Average => "average",
            Self::Penalty => "penalty",
            Self::NewWeight => "new-weight",
            Self::NewBias => "new-bias",
            Self::Formula => "formula",
            Self::Constant => "constant",
            Self::SampleMean => "sample-mean",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
