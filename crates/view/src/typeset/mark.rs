//! Marks: a letter or word with its indices, in the one shape that all notations share.

use crate::format::{subscript, superscript};
use crate::node::{Element, math};

/// What stands below and to the right of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Below {
    /// Nothing.
    Nothing,
    /// Numbers, set apart by commas where digits alone could be misread.
    Numbers(Vec<usize>, Commas),
    /// A neuron by name, such as h₁ or o₂.
    Neuron(&'static str, String),
    /// A word.
    Word(&'static str),
}

/// Whether commas set indices apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Commas {
    With,
    Without,
}

impl Commas {
    fn between(self) -> &'static str {
        match self {
            Self::With => ",",
            Self::Without => "",
        }
    }
}

/// A layer in brackets above the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Counted from the inputs, which are layer 1.
    Number(usize),
    /// So many layers before the last, L.
    BeforeLast(usize),
}

/// A letter or word with its indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The letter or word.
    pub(crate) base: &'static str,
    /// The index below.
    pub(crate) below: Below,
    /// The layer above.
    pub(crate) layer: Option<Layer>,
    /// Whether it is the value after the update, marked with a plus.
    pub(crate) new: bool,
}

impl Mark {
    /// A bare letter or word.
    pub(crate) fn new(base: &'static str) -> Self {
        Self { base, below: Below::Nothing, layer: None, new: false }
    }

    /// With an index below.
    pub(crate) fn below(self, below: Below) -> Self {
        Self { below, ..self }
    }

    /// With one number below.
    pub(crate) fn number(self, number: usize) -> Self {
        self.below(Below::Numbers(vec![number], Commas::Without))
    }

    /// With a layer above.
    pub(crate) fn layer(self, layer: Layer) -> Self {
        Self { layer: Some(layer), ..self }
    }

    /// Marked as the value after the update.
    pub(crate) fn updated(self) -> Self {
        Self { new: true, ..self }
    }

    /// As readable plain text, such as `net_h₁`, `z⁽ᴸ⁾₁`, `w₅⁺`.
    pub(crate) fn text(&self) -> String {
        let layer = self.layer.map_or(String::new(), |layer| superscript(&layer.text()));
        let new = if self.new { "⁺" } else { "" };
        format!("{}{layer}{}{new}", self.base, self.below.text())
    }

    /// As LaTeX, such as `\mathrm{net}_{h_{1}}`.
    pub(crate) fn latex(&self) -> String {
        let base = latex_name(self.base);
        let layer = match self.layer {
            Some(layer) => format!("^{{{}}}", layer.text().replace('−', "-")),
            None => String::new(),
        };
        let marked = format!("{base}{layer}{}", self.below.latex());
        if self.new { format!("{{{marked}}}^{{+}}") } else { marked }
    }

    /// As it is read out, such as `net of h 1`, `z 1 of layer L minus 1`, `new w 5`.
    pub(crate) fn spoken(&self) -> String {
        let new = if self.new { "new " } else { "" };
        let base = spoken_name(self.base);
        let layer = match self.layer {
            Some(Layer::Number(number)) => format!(" of layer {number}"),
            Some(Layer::BeforeLast(0)) => " of layer L".to_owned(),
            Some(Layer::BeforeLast(back)) => format!(" of layer L minus {back}"),
            None => String::new(),
        };
        format!("{new}{base}{}{layer}", self.below.spoken())
    }

    /// As MathML.
    pub(crate) fn mathml(&self) -> Element {
        let base = math("mi").text(self.base);
        let marked = match (self.below.mathml(), self.layer) {
            (None, None) => base,
            (Some(below), None) => math("msub").child(base).child(below),
            (None, Some(layer)) => math("msup").child(base).child(layer.mathml()),
            (Some(below), Some(layer)) => math("msubsup").child(base).child(below).child(layer.mathml()),
        };
        if self.new { math("msup").child(marked).child(operator("+")) } else { marked }
    }
}

impl Below {
    fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Numbers(numbers, commas) => subscript(&joined(numbers, commas.between())),
            Self::Neuron(letter, number) => format!("_{letter}{}", subscript(number)),
            Self::Word(word) => format!("_{word}"),
        }
    }

    fn latex(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Numbers(numbers, commas) => format!("_{{{}}}", joined(numbers, commas.between())),
            Self::Neuron(letter, number) => format!("_{{{letter}_{{{number}}}}}"),
            Self::Word(word) => format!("_{{\\mathrm{{{word}}}}}"),
        }
    }

    fn spoken(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Numbers(numbers, _) => format!(" {}", joined(numbers, " ")),
            Self::Neuron(letter, number) => format!(" of {letter} {number}"),
            Self::Word(word) => format!(" {word}"),
        }
    }

    fn mathml(&self) -> Option<Element> {
        Some(match self {
            Self::Nothing => return None,
            Self::Numbers(numbers, commas) => math("mn").text(joined(numbers, commas.between())),
            Self::Neuron(letter, number) => {
                math("msub").child(math("mi").text(*letter)).child(math("mn").text(number.clone()))
            }
            Self::Word(word) => math("mi").text(*word),
        })
    }
}

impl Layer {
    fn text(self) -> String {
        match self {
            Self::Number(number) => format!("({number})"),
            Self::BeforeLast(0) => "(L)".to_owned(),
            Self::BeforeLast(back) => format!("(L−{back})"),
        }
    }

    fn mathml(self) -> Element {
        let within = match self {
            Self::Number(number) => vec![math("mn").text(number.to_string())],
            Self::BeforeLast(0) => vec![math("mi").text("L")],
            Self::BeforeLast(back) => {
                vec![math("mi").text("L"), operator("−"), math("mn").text(back.to_string())]
            }
        };
        math("mrow").child(operator("(")).children(within).child(operator(")"))
    }
}

/// An operator that keeps to its place in a script or beside a bracket.
pub(crate) fn operator(sign: &'static str) -> Element {
    math("mo").text(sign)
}

/// A letter or word as LaTeX.
pub(crate) fn latex_name(name: &str) -> String {
    match name {
        "Θ" => "\\Theta".to_owned(),
        "δ" => "\\delta".to_owned(),
        "σ" => "\\sigma".to_owned(),
        "α" => "\\alpha".to_owned(),
        "λ" => "\\lambda".to_owned(),
        "tanh" => "\\tanh".to_owned(),
        "ln" => "\\ln".to_owned(),
        "max" => "\\max".to_owned(),
        _ if name.len() == 1 => name.to_owned(),
        _ => format!("\\mathrm{{{}}}", name.replace(' ', "\\ ")),
    }
}

/// A letter or word as it is read out.
pub(crate) fn spoken_name(name: &'static str) -> &'static str {
    match name {
        "Θ" => "theta",
        "δ" => "delta",
        "σ" => "sigma",
        "α" => "alpha",
        "λ" => "lambda",
        "ln" => "the logarithm",
        "max" => "the larger",
        other => other,
    }
}

fn joined(numbers: &[usize], between: &str) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(between)
}
