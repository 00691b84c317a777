//! A round in PyTorch: the forward pass is written down, autograd does the rest.

use super::{Program, literal, number};

impl Program<'_> {
    /// The program's lines. All gradients are taken at the old weights, whatever the update order.
    pub(super) fn torch(&self) -> Vec<String> {
        let mut lines = vec![
            "import torch".to_owned(),
            "torch.set_default_dtype(torch.float64)".to_owned(),
            String::new(),
            format!("# {}: {}; a column a sample", self.title(), self.loss()),
        ];
        lines.extend(self.givens().iter().map(|(name, rows)| {
            let moves = if matches!(name.as_str(), "x" | "y") { "" } else { ", requires_grad=True" };
            format!("{name} = torch.tensor({}{moves})", literal(rows, "["))
        }));
        lines.push(format!("rate, m = {}, x.shape[1]", number(self.example.learning_rate())));
        lines.push(String::new());
        lines.extend(self.python_forward("torch", "dim=0, keepdim=True"));
        lines.extend([
            "def cost():".to_owned(),
            format!("    return {}", self.python_cost("torch")),
            "def say(name, values):".to_owned(),
            "    print(name, *(f\"{v:.9f}\" for v in values.detach().ravel().tolist()))".to_owned(),
            String::new(),
            "loss = cost()".to_owned(),
            "loss.backward()  # all gradients at once".to_owned(),
            "say(\"cost\", loss)".to_owned(),
            "say(\"outputs\", forward()[-1])".to_owned(),
        ]);
        for (name, moves) in self.parameters() {
            lines.push(format!("d{name} = {name}.grad"));
            let sum = if name.starts_with('b') && self.shares_biases() { ".sum()" } else { "" };
            if moves {
                lines.push(format!("with torch.no_grad(): {name} -= rate * d{name}{sum}"));
            }
        }
        if !self.is_sequential() {
            lines.extend(self.python_reports("d"));
        }
        lines.extend(self.python_reports(""));
        lines.push("say(\"cost\", cost())".to_owned());
        lines
    }

    /// The parameters' names, and whether the bias rule lets them move.
    fn parameters(&self) -> Vec<(String, bool)> {
        let own = |layer: usize| {
            let bias = self.has_bias(layer).then(|| (format!("b{layer}"), self.moves_biases()));
            [(format!("W{layer}"), true)].into_iter().chain(bias)
        };
        (1..=self.layers()).flat_map(own).collect()
    }
}
