//! Reading expressions: numbers, variables, + − × ÷ ^, brackets, functions, and products without a sign (`12x`).
//!
//! ```text
//! sum      product (("+" | "−") product)*
//! product  signed (("·" | "÷" | nothing) signed)*
//! signed   "−" signed | power
//! power    atom ("^" signed)?
//! atom     number | variable | function "(" sum ("," sum)* ")" | "(" sum ")"
//! ```

use std::fmt;

use super::{Graph, Node, Op};

/// The longest expression, in characters.
pub const MAX_LENGTH: usize = 200;
/// The deepest nesting.
pub const MAX_DEPTH: usize = 30;
/// The most variables.
pub const MAX_VARIABLES: usize = 12;
/// The most nodes.
pub const MAX_NODES: usize = 100;

/// What cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The character's place, from 1; one past the last where something is missing at the end.
    pub place: usize,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing was typed.
    Empty,
    /// More than [`MAX_LENGTH`] characters.
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More than [`MAX_NODES`] operations.
    TooManyNodes,
    /// More than [`MAX_VARIABLES`] variables.
    TooManyVariables,
    /// A character that means nothing here.
    Unexpected(char),
    /// A number, a variable or a bracket is missing.
    MissingOperand,
    /// A bracket is not closed.
    MissingBracket,
    /// A bracket is closed that was never opened.
    ExtraBracket,
    /// No function has that name.
    UnknownFunction(String),
    /// A function's name without brackets behind it.
    FunctionWithoutBrackets(String),
    /// A function with too few or too many arguments: its name, how many it takes.
    WrongArguments(String, usize),
    /// A number that cannot be read, or is too large.
    BadNumber(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place;
        match &self.kind {
            FaultKind::Empty => write!(formatter, "Type an expression, such as (x + y)·z."),
            FaultKind::TooLong => write!(formatter, "The expression is longer than {MAX_LENGTH} characters."),
            FaultKind::TooDeep => {
                write!(formatter, "Character {place}: brackets and powers are nested deeper than {MAX_DEPTH}.")
            }
            FaultKind::TooManyNodes => write!(formatter, "The expression has more than {MAX_NODES} operations."),
            FaultKind::TooManyVariables => {
                write!(formatter, "Character {place}: there are more than {MAX_VARIABLES} variables.")
            }
            FaultKind::Unexpected(',') => {
                write!(formatter, "Character {place}: a comma stands only in max(a, b). Write decimals with a point.")
            }
            FaultKind::Unexpected(character) => {
                write!(formatter, "Character {place}: “{character}” is not understood here.")
            }
            FaultKind::MissingOperand => {
                write!(formatter, "Character {place}: a number, a variable or a bracket is missing.")
            }
            FaultKind::MissingBracket => write!(formatter, "Character {place}: a bracket is not closed."),
            FaultKind::ExtraBracket => {
                write!(formatter, "Character {place}: this bracket closes nothing.")
            }
            FaultKind::UnknownFunction(name) => {
                write!(formatter, "Character {place}: there is no function “{name}”. To multiply, write {name}·( … ).")
            }
            FaultKind::FunctionWithoutBrackets(name) => {
                write!(formatter, "Character {place}: write what {name} is taken of in brackets, {name}( … ).")
            }
            FaultKind::WrongArguments(name, 1) => write!(formatter, "Character {place}: {name} takes one argument."),
            FaultKind::WrongArguments(name, count) => {
                write!(formatter, "Character {place}: {name} takes {count} arguments, parted by a comma.")
            }
            FaultKind::BadNumber(text) => write!(formatter, "Character {place}: “{text}” is not a number."),
        }
    }
}

impl std::error::Error for Fault {}

pub(super) fn parse(text: &str) -> Result<Graph, Fault> {
    let characters: Vec<char> = text.chars().map(usual).collect();
    if characters.iter().all(|character| character.is_whitespace()) {
        return Err(Fault { place: 1, kind: FaultKind::Empty });
    }
    if characters.len() > MAX_LENGTH {
        return Err(Fault { place: MAX_LENGTH + 1, kind: FaultKind::TooLong });
    }
    let graph = Graph { variables: Vec::new(), nodes: Vec::new() };
    let mut reader = Reader { characters, at: 0, depth: 0, graph };
    reader.sum()?;
    match reader.peek() {
        None => Ok(reader.graph),
        Some(')') => Err(reader.fault(FaultKind::ExtraBracket)),
        Some(other) => Err(reader.fault(FaultKind::Unexpected(other))),
    }
}

/// The usual form of a sign that is written in several ways.
fn usual(character: char) -> char {
    match character {
        '·' | '×' | '∗' | '⋅' => '*',
        '÷' | '∕' => '/',
        '−' | '–' => '-',
        '[' | '{' => '(',
        ']' | '}' => ')',
        other => other,
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    depth: usize,
    graph: Graph,
}

impl Reader {
    /// The next character that is no space.
    fn peek(&mut self) -> Option<char> {
        while self.characters.get(self.at).is_some_and(|character| character.is_whitespace()) {
            self.at += 1;
        }
        self.characters.get(self.at).copied()
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        Fault { place: self.at + 1, kind }
    }

    fn takes(&mut self, character: char) -> bool {
        let is_there = self.peek() == Some(character);
        self.at += usize::from(is_there);
        is_there
    }

    fn add(&mut self, op: Op, inputs: Vec<usize>) -> Result<usize, Fault> {
        if self.graph.nodes.len() >= MAX_NODES {
            return Err(self.fault(FaultKind::TooManyNodes));
        }
        self.graph.nodes.push(Node { op, inputs });
        Ok(self.graph.nodes.len() - 1)
    }

    /// Reads something nested one deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth >= MAX_DEPTH {
            return Err(self.fault(FaultKind::TooDeep));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn sum(&mut self) -> Result<usize, Fault> {
        let mut left = self.product()?;
        loop {
            let op = match self.peek() {
                Some('+') => Op::Add,
                Some('-') => Op::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product()?;
            left = self.add(op, vec![left, right])?;
        }
    }

    fn product(&mut self) -> Result<usize, Fault> {
        let mut left = self.signed()?;
        loop {
            let op = match self.peek() {
                Some('*') => Op::Multiply,
                Some('/') => Op::Divide,
                // 12x, 2(a + b), (a + b)(c + d)
                Some(next) if next == '(' || is_letter(next) || next.is_ascii_digit() => {
                    let right = self.power()?;
                    left = self.add(Op::Multiply, vec![left, right])?;
                    continue;
                }
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.signed()?;
            left = self.add(op, vec![left, right])?;
        }
    }

    fn signed(&mut self) -> Result<usize, Fault> {
        if self.takes('+') {
            return self.nested(Self::signed);
        }
        if !self.takes('-') {
            return self.power();
        }
        let inner = self.nested(Self::signed)?;
        // The sign of a number is part of it: −3 is no operation.
        if let Op::Constant(value) = self.graph.nodes[inner].op
            && inner + 1 == self.graph.nodes.len()
        {
            self.graph.nodes[inner].op = Op::Constant(-value);
            return Ok(inner);
        }
        self.add(Op::Negate, vec![inner])
    }

    fn power(&mut self) -> Result<usize, Fault> {
        let base = self.atom()?;
        if !self.takes('^') {
            return Ok(base);
        }
        let exponent = self.nested(Self::signed)?;
        self.add(Op::Power, vec![base, exponent])
    }

    fn atom(&mut self) -> Result<usize, Fault> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.nested(Self::sum)?;
                self.close()?;
                Ok(inner)
            }
            Some(character) if character.is_ascii_digit() || character == '.' => self.number(),
            Some(character) if is_letter(character) => self.named(),
            Some(',') => Err(self.fault(FaultKind::Unexpected(','))),
            Some('+' | '-' | '*' | '/' | '^' | ')') | None => Err(self.fault(FaultKind::MissingOperand)),
            Some(other) => Err(self.fault(FaultKind::Unexpected(other))),
        }
    }

    fn close(&mut self) -> Result<(), Fault> {
        if self.takes(')') {
            return Ok(());
        }
        match self.peek() {
            None => Err(self.fault(FaultKind::MissingBracket)),
            Some(other) => Err(self.fault(FaultKind::Unexpected(other))),
        }
    }

    fn number(&mut self) -> Result<usize, Fault> {
        let start = self.at;
        let is_digit = |character: &char| character.is_ascii_digit() || *character == '.';
        while self.characters.get(self.at).is_some_and(is_digit) {
            self.at += 1;
        }
        // An exponent, but not the beginning of a name as in 2exp(x).
        let next = |ahead: usize| self.characters.get(self.at + ahead).copied();
        let sign = usize::from(matches!(next(1), Some('+' | '-')));
        if matches!(next(0), Some('e' | 'E')) && next(1 + sign).is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1 + sign;
            while self.characters.get(self.at).is_some_and(char::is_ascii_digit) {
                self.at += 1;
            }
        }
        let text: String = self.characters[start..self.at].iter().collect();
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => self.add(Op::Constant(value), Vec::new()),
            _ => Err(Fault { place: start + 1, kind: FaultKind::BadNumber(text) }),
        }
    }

    fn named(&mut self) -> Result<usize, Fault> {
        let start = self.at;
        while self.characters.get(self.at).is_some_and(|next| is_letter(*next) || next.is_ascii_digit()) {
            self.at += 1;
        }
        let name: String = self.characters[start..self.at].iter().collect();
        let fault = |kind| Fault { place: start + 1, kind };
        let function = Op::FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, op)| *op);
        let is_called = self.peek() == Some('(');
        match function {
            Some(op) if is_called => self.call(&name, op, start),
            Some(_) => Err(fault(FaultKind::FunctionWithoutBrackets(name))),
            None if is_called => Err(fault(FaultKind::UnknownFunction(name))),
            None => self.variable(name, start),
        }
    }

    fn call(&mut self, name: &str, op: Op, start: usize) -> Result<usize, Fault> {
        self.at += 1;
        let mut inputs = vec![self.nested(Self::sum)?];
        while self.takes(',') {
            inputs.push(self.nested(Self::sum)?);
        }
        self.close()?;
        if inputs.len() != op.arity() {
            return Err(Fault { place: start + 1, kind: FaultKind::WrongArguments(name.to_owned(), op.arity()) });
        }
        self.add(op, inputs)
    }

    fn variable(&mut self, name: String, start: usize) -> Result<usize, Fault> {
        if let Some(place) = self.graph.variables.iter().position(|known| *known == name) {
            let is_it = |node: &Node| node.op == Op::Variable(place);
            if let Some(node) = self.graph.nodes.iter().position(is_it) {
                return Ok(node);
            }
        }
        if self.graph.variables.len() >= MAX_VARIABLES {
            return Err(Fault { place: start + 1, kind: FaultKind::TooManyVariables });
        }
        self.graph.variables.push(name);
        self.add(Op::Variable(self.graph.variables.len() - 1), Vec::new())
    }
}

/// Whether a name may hold it: letters of any script, and the underscore.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}
