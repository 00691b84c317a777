//! The steps of a graph: each operation forward, the output's gradient, then each edge backward.

use gradlight_core::graph::{Edge, Graph, Op, Passes};

/// One step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// That node's value is computed.
    Forward(usize),
    /// ∂f/∂f = 1.
    Seed,
    /// The gradient runs back along that edge.
    Backward(Edge),
}

/// Every step in order.
pub(super) fn of(graph: &Graph, passes: &Passes) -> Vec<Step> {
    let computed = (0..graph.nodes().len()).filter(|place| graph.nodes()[*place].op.arity() > 0);
    let forward = computed.map(Step::Forward);
    let backward = passes.edges.iter().copied().map(Step::Backward);
    forward.chain([Step::Seed]).chain(backward).collect()
}

/// Why the local derivative is what it is, in a sentence.
pub(super) fn reason(op: Op, input: usize) -> &'static str {
    match (op, input) {
        (Op::Add, _) => "A sum hands the gradient on as it is: its local derivative is 1.",
        (Op::Subtract, 0) => "In a difference, the first gets the gradient as it is.",
        (Op::Subtract, _) => "What is subtracted gets the gradient with the opposite sign.",
        (Op::Multiply, _) => "A product hands the gradient on times the other factor.",
        (Op::Divide, 0) => "The numerator gets the gradient divided by the denominator.",
        (Op::Divide, _) => "The denominator b gets it times −a ÷ b².",
        (Op::Power, 0) => "The base a gets it times b·a to the power b − 1.",
        (Op::Power, _) => "The exponent gets it times the value times ln of the base.",
        (Op::Negate, _) => "A minus sign turns the gradient's sign.",
        (Op::Exp, _) => "The exponential is its own derivative.",
        (Op::Log, _) => "The derivative of ln a is 1 ÷ a.",
        (Op::Tanh, _) => "The derivative of tanh is 1 − tanh².",
        (Op::Sigmoid, _) => "The derivative of σ is σ·(1 − σ).",
        (Op::Max, _) => "A maximum hands all of the gradient to the larger, nothing to the other.",
        (Op::Variable(_) | Op::Constant(_), _) => "",
    }
}
