//! Computational graphs: an expression as operations and edges, computed forward and differentiated backward.
//!
//! ```text
//! forward    each node from its inputs, in order
//! backward   ∂f/∂f = 1; along each edge, from the back: local derivative × gradient of the node it leads into;
//!            a node's gradient is the sum over the edges that leave it
//! ```
//!
//! Values that are not finite are data: 1 ÷ 0 is ∞, log(−1) is not a number, and both are reported where they begin.

mod parse;

pub use parse::{Fault, FaultKind, MAX_DEPTH, MAX_LENGTH, MAX_NODES, MAX_VARIABLES};

use crate::math;

/// What a node computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// The variable at that place.
    Variable(usize),
    /// A number of the expression.
    Constant(f64),
    /// a + b.
    Add,
    /// a − b.
    Subtract,
    /// a · b.
    Multiply,
    /// a ÷ b.
    Divide,
    /// aᵇ.
    Power,
    /// −a.
    Negate,
    /// eᵃ.
    Exp,
    /// ln a, the natural logarithm.
    Log,
    /// tanh a.
    Tanh,
    /// σ(a).
    Sigmoid,
    /// The larger of a and b; of equals, a.
    Max,
}

impl Op {
    /// The functions that can be called by name, with the names they have.
    pub const FUNCTIONS: [(&'static str, Self); 8] = [
        ("exp", Self::Exp),
        ("log", Self::Log),
        ("ln", Self::Log),
        ("tanh", Self::Tanh),
        ("sigmoid", Self::Sigmoid),
        ("sigma", Self::Sigmoid),
        ("σ", Self::Sigmoid),
        ("max", Self::Max),
    ];

    /// The number of inputs.
    pub fn arity(self) -> usize {
        match self {
            Self::Variable(_) | Self::Constant(_) => 0,
            Self::Negate | Self::Exp | Self::Log | Self::Tanh | Self::Sigmoid => 1,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Power | Self::Max => 2,
        }
    }

    /// The value from those of the inputs; a missing second input is not used.
    fn value(self, a: f64, b: f64, variables: &[f64]) -> f64 {
        match self {
            Self::Variable(place) => variables.get(place).copied().unwrap_or(f64::NAN),
            Self::Constant(value) => value,
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            Self::Power => math::pow(a, b),
            Self::Negate => -a,
            Self::Exp => math::exp(a),
            Self::Log => math::ln(a),
            Self::Tanh => math::tanh(a),
            Self::Sigmoid => math::sigmoid(a),
            Self::Max if a.is_nan() || b.is_nan() => f64::NAN,
            Self::Max => {
                if a >= b {
                    a
                } else {
                    b
                }
            }
        }
    }

    /// The derivatives with respect to both inputs, from them and the value; those of missing inputs are 0.
    fn locals(self, a: f64, b: f64, value: f64) -> [f64; 2] {
        match self {
            Self::Variable(_) | Self::Constant(_) => [0.0, 0.0],
            Self::Add => [1.0, 1.0],
            Self::Subtract => [1.0, -1.0],
            Self::Multiply => [b, a],
            Self::Divide => [1.0 / b, -a / (b * b)],
            Self::Power if b == 0.0 => [0.0, value * math::ln(a)],
            Self::Power => [b * math::pow(a, b - 1.0), value * math::ln(a)],
            Self::Negate => [-1.0, 0.0],
            Self::Exp => [value, 0.0],
            // Where there is no logarithm, there is no slope of it either.
            Self::Log => [if a < 0.0 { f64::NAN } else { 1.0 / a }, 0.0],
            Self::Tanh => [1.0 - value * value, 0.0],
            Self::Sigmoid => [value * (1.0 - value), 0.0],
            Self::Max if a >= b => [1.0, 0.0],
            Self::Max => [0.0, 1.0],
        }
    }
}

/// One operation and the nodes it reads, by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it computes.
    pub op: Op,
    /// The nodes it reads, in order; each stands before it.
    pub inputs: Vec<usize>,
}

/// An expression as a graph; each variable is one node, however often it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    variables: Vec<String>,
    nodes: Vec<Node>,
}

/// One edge as the backward pass takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The node that it leads into: the one whose gradient is known.
    pub into: usize,
    /// The node that it comes from: the one that receives.
    pub from: usize,
    /// Which input it is there, from 0.
    pub input: usize,
    /// ∂into/∂from.
    pub local: f64,
    /// ∂f/∂into.
    pub upstream: f64,
}

impl Edge {
    /// What it adds to ∂f/∂from: local × upstream.
    pub fn share(&self) -> f64 {
        self.local * self.upstream
    }
}

/// Both passes over a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Passes {
    /// Each node's value.
    pub values: Vec<f64>,
    /// The edges in the order of the backward pass; those from constants are left out.
    pub edges: Vec<Edge>,
    /// ∂f/∂node of each node; 0 where nothing arrives.
    pub gradients: Vec<f64>,
}

/// Why a value is not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Something was divided by 0.
    DivisionByZero,
    /// The logarithm of 0.
    LogOfZero,
    /// The logarithm of a negative number.
    LogOfNegative,
    /// A negative number to a power that is no whole number.
    RootOfNegative,
    /// A number beyond the range of double precision.
    Overflow,
}

impl Graph {
    /// The graph of that text, such as `(x + y)·z` or `12x − 3k`.
    ///
    /// # Errors
    /// What cannot be read, and where.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        parse::parse(text)
    }

    /// The names of the variables, in the order of their first occurrence.
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// The nodes, each after those it reads; the last is the output f.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The place of the output: the last node.
    pub fn output(&self) -> usize {
        self.nodes.len() - 1
    }

    /// Each node's value, from those of the variables.
    pub fn values(&self, variables: &[f64]) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let [a, b] = read(&values, node);
            values.push(node.op.value(a, b, variables));
        }
        values
    }

    /// Forward and backward pass.
    pub fn passes(&self, variables: &[f64]) -> Passes {
        let values = self.values(variables);
        let mut gradients = vec![0.0; self.nodes.len()];
        gradients[self.output()] = 1.0;
        let mut edges = Vec::new();
        for (into, node) in self.nodes.iter().enumerate().rev() {
            let [a, b] = read(&values, node);
            let locals = node.op.locals(a, b, values[into]);
            for (input, from) in node.inputs.iter().copied().enumerate() {
                if matches!(self.nodes[from].op, Op::Constant(_)) {
                    continue;
                }
                let edge = Edge { into, from, input, local: locals[input], upstream: gradients[into] };
                gradients[from] += edge.share();
                edges.push(edge);
            }
        }
        Passes { values, edges, gradients }
    }

    /// ∂f/∂variable by central differences, without any derivative.
    ///
    /// ```text
    /// (f(v + h) − f(v − h)) / 2h,  h = 10⁻⁵·(1 + |v|)
    /// ```
    pub fn difference(&self, variables: &[f64], place: usize) -> f64 {
        let step = 1e-5 * (1.0 + variables[place].abs());
        let at = |value: f64| {
            let mut moved = variables.to_vec();
            moved[place] = value;
            self.values(&moved)[self.output()]
        };
        let (above, below) = (variables[place] + step, variables[place] - step);
        (at(above) - at(below)) / (above - below)
    }

    /// The first node whose value is not finite though what it reads is, and why.
    pub fn trouble(&self, values: &[f64]) -> Option<(usize, Trouble)> {
        let place = values.iter().position(|value| !value.is_finite())?;
        let node = &self.nodes[place];
        let [a, b] = read(values, node);
        let trouble = match node.op {
            Op::Divide if b == 0.0 => Trouble::DivisionByZero,
            Op::Log if a == 0.0 => Trouble::LogOfZero,
            Op::Log if a < 0.0 => Trouble::LogOfNegative,
            Op::Power if a == 0.0 && b < 0.0 => Trouble::DivisionByZero,
            Op::Power if values[place].is_nan() => Trouble::RootOfNegative,
            _ => Trouble::Overflow,
        };
        Some((place, trouble))
    }
}

/// The values of a node's inputs; missing ones are 0.
fn read(values: &[f64], node: &Node) -> [f64; 2] {
    let at = |input: usize| node.inputs.get(input).map_or(0.0, |place| values[*place]);
    [at(0), at(1)]
}

#[cfg(test)]
mod tests;
