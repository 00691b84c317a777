//! What the nodes of a graph are called, and how an expression travels in a link.

use gradlight_core::graph::{Graph, Op};

use crate::labs::parts::plain;

/// What inner nodes are called, where no variable has the name.
const INNER: [&str; 12] = ["q", "r", "s", "t", "u", "v", "p", "m", "n", "c", "d", "g"];
/// What the output is called, likewise.
const OUTPUT: [&str; 4] = ["f", "F", "g", "out"];

/// A name for each node: the variable's, the number's, else a letter.
#[derive(Clone, Debug)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The names of that graph's nodes.
    pub(super) fn of(graph: &Graph) -> Self {
        let is_free = |name: &str| graph.variables().iter().all(|variable| variable != name);
        let output = OUTPUT.into_iter().find(|name| is_free(name)).unwrap_or("output");
        let letters = INNER.into_iter().filter(|name| is_free(name) && *name != output).map(str::to_owned);
        let mut inner = letters.chain((1..).map(|place| format!("q.{place}")));
        let names = graph.nodes().iter().enumerate().map(|(place, node)| match node.op {
            Op::Variable(variable) => graph.variables()[variable].clone(),
            Op::Constant(value) => plain(value),
            _ if place == graph.output() => output.to_owned(),
            _ => inner.next().unwrap_or_default(),
        });
        Self(names.collect())
    }

    /// The name of the node at that place.
    pub(super) fn of_node(&self, place: usize) -> &str {
        &self.0[place]
    }
}

/// An expression without what a browser would encode in an address.
pub(super) fn plain_text(text: &str) -> String {
    let usual = text.replace(['·', '×'], "*").replace('÷', "/").replace(['−', '–'], "-").replace('σ', "sigma");
    usual.chars().filter(|character| !character.is_whitespace()).collect()
}

/// A link's field with what a browser has encoded as `%..` read again; none where that makes no text.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
