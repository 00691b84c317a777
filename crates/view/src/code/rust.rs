//! A round in Rust, without any crate: matrices as lists of rows, the same formulas.

use gradlight_core::activation::{Activation, LEAK};
use gradlight_core::loss::Loss;

use super::{Program, literal, number};

/// What a program may need of matrices: each function's name and text; a function uses only earlier ones.
const MATRICES: [(&str, &str); 9] = [
    (
        "each",
        "fn each(a: &Matrix, f: impl Fn(f64) -> f64) -> Matrix {
    a.iter().map(|row| row.iter().map(|v| f(*v)).collect()).collect()
}",
    ),
    (
        "both",
        "fn both(a: &Matrix, b: &Matrix, f: impl Fn(f64, f64) -> f64) -> Matrix {
    let row = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| f(*a, *b)).collect();
    a.iter().zip(b).map(row).collect()
}",
    ),
    (
        "product",
        "fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let entry = |row: &Vec<f64>, k: usize| row.iter().zip(b).map(|(v, other)| v * other[k]).sum();
    a.iter().map(|row| (0..b[0].len()).map(|k| entry(row, k)).collect()).collect()
}",
    ),
    (
        "transposed",
        "fn transposed(a: &Matrix) -> Matrix {
    (0..a[0].len()).map(|k| a.iter().map(|row| row[k]).collect()).collect()
}",
    ),
    (
        "row_sums",
        "fn row_sums(a: &Matrix) -> Matrix {
    a.iter().map(|row| vec![row.iter().sum()]).collect()
}",
    ),
    (
        "plus_column",
        "fn plus_column(a: &Matrix, b: &Matrix) -> Matrix {
    a.iter().zip(b).map(|(row, b)| row.iter().map(|v| v + b[0]).collect()).collect()
}",
    ),
    (
        "total",
        "fn total(a: &Matrix) -> f64 {
    a.iter().flatten().sum()
}",
    ),
    (
        "say",
        "fn say(name: &str, a: &Matrix) {
    print!(\"{name}\");
    a.iter().flatten().for_each(|v| print!(\" {v:.9}\"));
    println!();
}",
    ),
    (
        "softmax",
        "fn softmax(z: &Matrix) -> Matrix {
    let e = each(z, f64::exp);
    let sums = transposed(&row_sums(&transposed(&e)));
    e.iter().map(|row| row.iter().zip(&sums[0]).map(|(e, sum)| e / sum).collect()).collect()
}",
    ),
];

/// The functions that a program uses, in order.
fn used(program: &str) -> Vec<&'static str> {
    let mut functions: Vec<&'static str> = Vec::new();
    for (name, text) in MATRICES.iter().rev() {
        let call = format!("{name}(");
        if program.contains(&call) || functions.iter().any(|later| later.contains(&call)) {
            functions.insert(0, text);
        }
    }
    functions
}

impl Program<'_> {
    /// The program's lines.
    pub(super) fn rust(&self) -> Vec<String> {
        let last = self.layers();
        let mut lines = self.rust_forward();
        lines.push(String::new());
        lines.push("fn main() {".to_owned());
        let givens = self.givens();
        lines.extend(givens.iter().map(|(name, rows)| {
            let moves = name.starts_with('W') || (name.starts_with('b') && self.moves_biases());
            let name = if moves { format!("mut {}", name.to_lowercase()) } else { name.clone() };
            format!("    let {name}: Matrix = {};", literal(rows, "vec!["))
        }));
        lines.push(format!("    let (rate, m) = ({}, {}.0);", number(self.example.learning_rate()), {
            self.example.samples().len()
        }));
        lines.push(format!("    let {} = {};", self.rust_results(), self.rust_call()));
        lines.push(format!("    say(\"cost\", &vec![vec![{}]]);", self.rust_cost(&format!("a{last}"))));
        lines.push(format!("    say(\"outputs\", &a{last});"));
        lines.extend(self.rust_backward());
        let prefixes: &[&str] = if self.is_sequential() { &[""] } else { &["d", ""] };
        for prefix in prefixes {
            for layer in 1..=last {
                lines.push(format!("    say(\"{prefix}W{layer}\", &{prefix}w{layer});"));
                if self.has_bias(layer) {
                    lines.push(format!("    say(\"{prefix}b{layer}\", &{prefix}b{layer});"));
                }
            }
        }
        lines.push(format!("    let outputs = {}.{};", self.rust_call(), 2 * last - 1));
        lines.push(format!("    say(\"cost\", &vec![vec![{}]]);", self.rust_cost("outputs")));
        lines.push("}".to_owned());
        let mut head = vec![
            format!("// {}: {}; a column a sample", self.title(), self.loss()),
            "type Matrix = Vec<Vec<f64>>;".to_owned(),
        ];
        head.extend(used(&lines.join("\n")).into_iter().map(str::to_owned));
        head.push(String::new());
        head.append(&mut lines);
        head
    }

    /// `(z1, a1, z2, a2)`; what the backward pass never reads is marked so.
    fn rust_results(&self) -> String {
        let reads_z = |layer| matches!(self.activation(layer), Activation::Relu | Activation::LeakyRelu);
        let result = |layer: usize| {
            let mark = if reads_z(layer) { "" } else { "_" };
            format!("{mark}z{layer}, a{layer}")
        };
        let results: Vec<String> = (1..=self.layers()).map(result).collect();
        format!("({})", results.join(", "))
    }

    fn rust_parameters(&self) -> Vec<String> {
        let own = |layer: usize| {
            let bias = self.has_bias(layer).then(|| format!("b{layer}"));
            [format!("w{layer}")].into_iter().chain(bias)
        };
        ["x".to_owned()].into_iter().chain((1..=self.layers()).flat_map(own)).collect()
    }

    fn rust_call(&self) -> String {
        let arguments: Vec<String> = self.rust_parameters().iter().map(|name| format!("&{name}")).collect();
        format!("forward({})", arguments.join(", "))
    }

    fn rust_forward(&self) -> Vec<String> {
        let parameters: Vec<String> = self.rust_parameters().iter().map(|name| format!("{name}: &Matrix")).collect();
        let types = vec!["Matrix"; 2 * self.layers()].join(", ");
        let mut lines = vec![format!("fn forward({}) -> ({types}) {{", parameters.join(", "))];
        for layer in 1..=self.layers() {
            let incoming = if layer == 1 { "x".to_owned() } else { format!("&a{}", layer - 1) };
            let product = format!("product(w{layer}, {incoming})");
            let z = if self.has_bias(layer) { format!("plus_column(&{product}, b{layer})") } else { product };
            lines.push(format!("    let z{layer} = {z};"));
            let value = match self.activation(layer) {
                Activation::Identity => format!("z{layer}.clone()"),
                Activation::Softmax => format!("softmax(&z{layer})"),
                other => format!("each(&z{layer}, |z| {})", rust_activation(other)),
            };
            lines.push(format!("    let a{layer} = {value};"));
        }
        lines.push(format!("    ({})", self.python_results()));
        lines.push("}".to_owned());
        lines
    }

    fn rust_cost(&self, a: &str) -> String {
        let term = match self.example.loss() {
            Loss::HalfSquaredError => "0.5 * (y - a) * (y - a)",
            Loss::SquaredError | Loss::MeanSquaredError => "(y - a) * (y - a)",
            Loss::BinaryCrossEntropy => "-y * a.ln() - (1.0 - y) * (1.0 - a).ln()",
            Loss::CategoricalCrossEntropy => "-y * a.ln()",
        };
        let outputs = match self.example.loss() {
            Loss::MeanSquaredError => " / y.len() as f64",
            _ => "",
        };
        let sum = format!("total(&both(&y, &{a}, |y, a| {term})){outputs} / m");
        if self.example.l2() == 0.0 {
            return sum;
        }
        let squares: Vec<String> =
            (1..=self.layers()).map(|layer| format!("total(&each(&w{layer}, |w| w * w))")).collect();
        format!("{sum} + {} / (2.0 * m) * ({})", number(self.example.l2()), squares.join(" + "))
    }

    fn rust_backward(&self) -> Vec<String> {
        let (mut lines, mut updates) = (Vec::new(), Vec::new());
        for layer in (1..=self.layers()).rev() {
            lines.push(format!("    let d{layer} = {};", self.rust_delta(layer)));
            let mean = format!("each(&product(&d{layer}, &transposed(&{})), |v| v / m)", Self::incoming(layer));
            lines.push(if self.example.l2() > 0.0 {
                let penalty = number(self.example.l2());
                format!("    let dw{layer} = both(&{mean}, &w{layer}, |v, w| v + {penalty} / m * w);")
            } else {
                format!("    let dw{layer} = {mean};")
            });
            if self.has_bias(layer) && (self.moves_biases() || !self.is_sequential()) {
                lines.push(format!("    let db{layer} = each(&row_sums(&d{layer}), |v| v / m);"));
            }
            let updates = if self.is_sequential() { &mut lines } else { &mut updates };
            updates.push(format!("    w{layer} = both(&w{layer}, &dw{layer}, |w, d| w - rate * d);"));
            if self.has_bias(layer) && self.moves_biases() {
                updates.push(if self.shares_biases() {
                    format!("    b{layer} = each(&b{layer}, |b| b - rate * total(&db{layer}));")
                } else {
                    format!("    b{layer} = both(&b{layer}, &db{layer}, |b, d| b - rate * d);")
                });
            }
        }
        lines.extend(updates);
        lines
    }

    fn rust_delta(&self, layer: usize) -> String {
        let slope = |delta: String, times: &str| match self.activation(layer) {
            Activation::Identity => delta,
            Activation::Step => format!("each(&{delta}, |v| v * 0.0)"),
            Activation::Sigmoid | Activation::Softmax => {
                format!("both(&{delta}, &a{layer}, |v, a| v{times} * a * (1.0 - a))")
            }
            Activation::Tanh => format!("both(&{delta}, &a{layer}, |v, a| v{times} * (1.0 - a * a))"),
            Activation::Relu => {
                format!("both(&{delta}, &z{layer}, |v, z| if z > 0.0 {{ v }} else {{ 0.0 }})")
            }
            Activation::LeakyRelu => {
                format!("both(&{delta}, &z{layer}, |v, z| if z > 0.0 {{ v }} else {{ {LEAK} * v }})")
            }
        };
        if layer < self.layers() {
            return slope(format!("product(&transposed(&w{0}), &d{0})", layer + 1), "");
        }
        let difference = match self.example.loss() {
            Loss::SquaredError => "2.0 * (a - y)".to_owned(),
            Loss::MeanSquaredError => format!("2.0 * (a - y) / {}.0", self.example.network().output().neurons),
            _ => "a - y".to_owned(),
        };
        let difference = format!("both(&a{layer}, &y, |a, y| {difference})");
        if self.example.is_fused() { difference } else { slope(difference, "") }
    }
}

fn rust_activation(activation: Activation) -> String {
    match activation {
        Activation::Identity | Activation::Softmax => "z".to_owned(),
        Activation::Step => "if z >= 0.0 { 1.0 } else { 0.0 }".to_owned(),
        Activation::Sigmoid => "1.0 / (1.0 + (-z).exp())".to_owned(),
        Activation::Tanh => "z.tanh()".to_owned(),
        Activation::Relu => "z.max(0.0)".to_owned(),
        Activation::LeakyRelu => format!("if z > 0.0 {{ z }} else {{ {LEAK} * z }}"),
    }
}
