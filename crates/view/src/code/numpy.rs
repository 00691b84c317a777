//! A round in NumPy: a column a sample, so that each line is the lecture's formula.

use gradlight_core::activation::{Activation, LEAK};
use gradlight_core::loss::Loss;

use super::{Program, literal, number};

impl Program<'_> {
    /// The program's lines.
    pub(super) fn numpy(&self) -> Vec<String> {
        let mut lines = vec![
            "import numpy as np".to_owned(),
            String::new(),
            format!("# {}: {}; a column a sample", self.title(), self.loss()),
        ];
        lines.extend(self.givens().iter().map(|(name, rows)| format!("{name} = np.array({})", literal(rows, "["))));
        lines.push(format!("rate, m = {}, x.shape[1]", number(self.example.learning_rate())));
        lines.push(String::new());
        lines.extend(self.python_forward("np", "axis=0, keepdims=True"));
        lines.extend(["def cost():".to_owned(), format!("    return {}", self.python_cost("np"))]);
        lines.extend([
            "def say(name, values):".to_owned(),
            "    print(name, *(f\"{v:.9f}\" for v in np.ravel(values)))".to_owned(),
            String::new(),
            format!("{} = forward()", self.python_results()),
            "say(\"cost\", cost())".to_owned(),
            format!("say(\"outputs\", a{})", self.layers()),
            String::new(),
        ]);
        lines.extend(self.numpy_backward());
        if !self.is_sequential() {
            lines.extend(self.python_reports("d"));
        }
        lines.extend(self.python_reports(""));
        lines.push("say(\"cost\", cost())".to_owned());
        lines
    }

    /// The gradients from the last layer to the first; then the update, or each layer's own before the next errors.
    fn numpy_backward(&self) -> Vec<String> {
        let (mut lines, mut updates) = (Vec::new(), Vec::new());
        for layer in (1..=self.layers()).rev() {
            lines.push(format!("d{layer} = {}", self.numpy_delta(layer)));
            let penalty = if self.example.l2() > 0.0 {
                format!(" + {} / m * W{layer}", number(self.example.l2()))
            } else {
                String::new()
            };
            lines.push(format!("dW{layer} = d{layer} @ {}.T / m{penalty}", Self::incoming(layer)));
            if self.has_bias(layer) {
                lines.push(format!("db{layer} = d{layer}.sum(axis=1, keepdims=True) / m"));
            }
            let updates = if self.is_sequential() { &mut lines } else { &mut updates };
            updates.push(format!("W{layer} -= rate * dW{layer}"));
            if self.has_bias(layer) && self.moves_biases() {
                let sum = if self.shares_biases() { ".sum()" } else { "" };
                updates.push(format!("b{layer} -= rate * db{layer}{sum}"));
            }
        }
        lines.extend(updates);
        lines
    }

    /// δ of a layer.
    fn numpy_delta(&self, layer: usize) -> String {
        if layer < self.layers() {
            let back = format!("W{0}.T @ d{0}", layer + 1);
            return match self.numpy_slope(layer) {
                Some(slope) => format!("({back}) * {slope}"),
                None => back,
            };
        }
        let difference = match self.example.loss() {
            Loss::SquaredError => format!("2 * (a{layer} - y)"),
            Loss::MeanSquaredError => format!("2 * (a{layer} - y) / y.shape[0]"),
            _ => format!("(a{layer} - y)"),
        };
        match self.numpy_slope(layer).filter(|_| !self.example.is_fused()) {
            Some(slope) => format!("{difference} * {slope}"),
            None => difference,
        }
    }

    /// The activation's derivative, if it is not 1.
    fn numpy_slope(&self, layer: usize) -> Option<String> {
        match self.activation(layer) {
            Activation::Identity => None,
            Activation::Step => Some("0".to_owned()),
            Activation::Sigmoid | Activation::Softmax => Some(format!("a{layer} * (1 - a{layer})")),
            Activation::Tanh => Some(format!("(1 - a{layer} ** 2)")),
            Activation::Relu => Some(format!("(z{layer} > 0)")),
            Activation::LeakyRelu => Some(format!("np.where(z{layer} > 0, 1, {LEAK})")),
        }
    }

    /// The forward pass as a Python function, for NumPy and PyTorch alike.
    pub(super) fn python_forward(&self, module: &str, over_rows: &str) -> Vec<String> {
        let mut lines = vec!["def forward():".to_owned()];
        for layer in 1..=self.layers() {
            let bias = if self.has_bias(layer) { format!(" + b{layer}") } else { String::new() };
            lines.push(format!("    z{layer} = W{layer} @ {}{bias}", Self::incoming(layer)));
            let z = format!("z{layer}");
            let value = match self.activation(layer) {
                Activation::Identity => z,
                Activation::Step => format!("({z} >= 0) * 1.0"),
                Activation::Sigmoid => format!("1 / (1 + {module}.exp(-{z}))"),
                Activation::Tanh => format!("{module}.tanh({z})"),
                Activation::Relu => format!("{z} * ({z} > 0)"),
                Activation::LeakyRelu => format!("{module}.where({z} > 0, {z}, {LEAK} * {z})"),
                Activation::Softmax => format!("{module}.exp({z}) / {module}.exp({z}).sum({over_rows})"),
            };
            lines.push(format!("    a{layer} = {value}"));
        }
        lines.push(format!("    return {}", self.python_results()));
        lines
    }

    /// What the forward pass gives: `z1, a1, z2, a2`.
    pub(super) fn python_results(&self) -> String {
        let results: Vec<String> = (1..=self.layers()).map(|layer| format!("z{layer}, a{layer}")).collect();
        results.join(", ")
    }

    /// The cost as an expression.
    pub(super) fn python_cost(&self, module: &str) -> String {
        let a = "forward()[-1]";
        let sum = match self.example.loss() {
            Loss::HalfSquaredError => format!("(0.5 * (y - {a}) ** 2).sum() / m"),
            Loss::SquaredError => format!("((y - {a}) ** 2).sum() / m"),
            Loss::MeanSquaredError => format!("((y - {a}) ** 2).sum() / y.shape[0] / m"),
            Loss::BinaryCrossEntropy => {
                format!("-(y * {module}.log({a}) + (1 - y) * {module}.log(1 - {a})).sum() / m")
            }
            Loss::CategoricalCrossEntropy => format!("-(y * {module}.log({a})).sum() / m"),
        };
        if self.example.l2() == 0.0 {
            return sum;
        }
        let squares: Vec<String> = (1..=self.layers()).map(|layer| format!("(W{layer} ** 2).sum()")).collect();
        format!("{sum} + {} / (2 * m) * ({})", number(self.example.l2()), squares.join(" + "))
    }

    /// Lines that print every layer's weights and biases, or what stands under their names after a prefix.
    pub(super) fn python_reports(&self, prefix: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for layer in 1..=self.layers() {
            lines.push(format!("say(\"{prefix}W{layer}\", {prefix}W{layer})"));
            if self.has_bias(layer) {
                lines.push(format!("say(\"{prefix}b{layer}\", {prefix}b{layer})"));
            }
        }
        lines
    }
}
