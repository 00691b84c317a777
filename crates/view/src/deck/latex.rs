//! LaTeX as lectures write it, read into MathML: letters, scripts, fractions, roots, brackets, matrices, aligned lines.
//!
//! `\val{…}` stands for a number of the engine's, and `\forward{…}`, `\loss{…}`, `\backward{…}` and `\update{…}` give
//! what is in them its phase's colour.

mod symbols;

use crate::node::{Element, Node, math};

use symbols::{Symbol, symbol};

/// Groups nest no deeper than this.
const DEEPEST: usize = 40;

/// A thin space.
const THIN: &str = "0.17em";

/// Makes the MathML of a formula; `number` makes that of what stands in a `\val{…}`.
///
/// # Errors
/// What cannot be read, in a sentence.
pub(super) fn mathml(source: &str, is_display: bool, number: &mut dyn FnMut(&str) -> Node) -> Result<Element, String> {
    let mut reader = Reader { rest: source.trim(), depth: 0, is_display, number };
    let row = reader.row(&[])?;
    if !reader.rest.is_empty() {
        return Err(format!("the formula cannot be read from “{}” on.", brief(reader.rest)));
    }
    let formula = math("math").maybe("display", is_display.then_some("block"));
    Ok(formula.child(if row.len() == 1 { row.into_iter().next().unwrap_or_else(|| math("mrow")) } else { group(row) }))
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    is_display: bool,
    number: &'a mut dyn FnMut(&str) -> Node,
}

type Read<T> = Result<T, String>;

impl<'a> Reader<'a> {
    /// Reads atoms with their scripts up to one of those ends, or to the end of the text or of a group.
    fn row(&mut self, ends: &[&str]) -> Read<Vec<Element>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the formula is nested too deeply.".to_owned());
        }
        let mut row: Vec<Element> = Vec::new();
        loop {
            self.skip_spaces();
            let is_end = self.rest.is_empty() || self.rest.starts_with('}') || ends.iter().any(|end| self.is_at(end));
            if is_end {
                self.depth -= 1;
                return Ok(row);
            }
            if self.rest.starts_with(['^', '_', '\'']) {
                row.push(math("mrow"));
            } else {
                let atom = self.atom()?;
                let is_first = row.last().is_none_or(|last| last.tag == "mo" && !is_closing(last));
                row.extend(atom.map(|atom| if is_first { leading(atom) } else { atom }));
            }
            self.scripts(&mut row)?;
        }
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
        while let Some(comment) = self.rest.strip_prefix('%') {
            self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest.trim_start());
        }
    }

    /// Whether a command or sign stands next, whole.
    fn is_at(&self, wanted: &str) -> bool {
        self.rest.strip_prefix(wanted).is_some_and(|after| {
            !wanted.ends_with(|last: char| last.is_ascii_alphabetic())
                || !after.starts_with(|next: char| next.is_ascii_alphabetic())
        })
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let takes = self.is_at(wanted);
        if takes {
            self.rest = &self.rest[wanted.len()..];
        }
        takes
    }

    /// Primes, and what stands above and below the last atom.
    fn scripts(&mut self, row: &mut Vec<Element>) -> Read<()> {
        let (mut above, mut below) = (None, None);
        loop {
            self.skip_spaces();
            let mut primes = 0;
            while self.takes("'") {
                primes += 1;
            }
            if primes > 0 {
                above = Some(math("mo").text("′".repeat(primes)));
            } else if above.is_none() && self.takes("^") {
                above = Some(self.argument()?);
            } else if below.is_none() && self.takes("_") {
                below = Some(self.argument()?);
            } else {
                break;
            }
        }
        if above.is_none() && below.is_none() {
            return Ok(());
        }
        let Some(base) = row.pop() else { return Ok(()) };
        let is_limit = base.attribute("movablelimits").is_some() || matches!(base.tag, "munder" | "mover");
        let tag = match (is_limit, below.is_some(), above.is_some()) {
            (false, true, true) => "msubsup",
            (false, true, false) => "msub",
            (false, false, _) => "msup",
            (true, true, true) => "munderover",
            (true, true, false) => "munder",
            (true, false, _) => "mover",
        };
        row.push(math(tag).child(base).children(below).children(above));
        Ok(())
    }

    /// A group, or the one atom that stands next.
    fn argument(&mut self) -> Read<Element> {
        self.skip_spaces();
        if self.takes("{") {
            let row = self.row(&[])?;
            return if self.takes("}") {
                Ok(group(row))
            } else {
                Err("a “{” of the formula is not closed.".to_owned())
            };
        }
        let digit = self.rest.chars().next().filter(char::is_ascii_digit);
        if let Some(digit) = digit {
            self.rest = &self.rest[1..];
            return Ok(math("mn").text(digit.to_string()));
        }
        if self.rest.is_empty() {
            return Err("the formula ends too early.".to_owned());
        }
        self.atom().map(|atom| group(atom.into_iter().collect()))
    }

    /// The text between braces, as it is.
    fn raw(&mut self) -> Read<&'a str> {
        self.skip_spaces();
        let Some(inner) = self.rest.strip_prefix('{') else { return Err("the formula lacks a “{”.".to_owned()) };
        let mut depth = 1;
        let end = inner.find(|character| {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some(end) = end else { return Err("a “{” of the formula is not closed.".to_owned()) };
        self.rest = &inner[end + 1..];
        Ok(&inner[..end])
    }

    /// The next atom; nothing where it only spaces or sizes.
    fn atom(&mut self) -> Read<Option<Element>> {
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        if first == '\\' {
            return self.command();
        }
        if first == '{' {
            return self.argument().map(Some);
        }
        if first.is_ascii_digit() || (first == '.' && self.rest[1..].starts_with(|next: char| next.is_ascii_digit())) {
            let end = self.rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            // A point at the end is the sentence's.
            let number = number.trim_end_matches('.');
            self.rest = &self.rest[number.len()..];
            debug_assert!(rest.len() <= self.rest.len(), "at least the number is taken");
            return Ok(Some(math("mn").text(number.to_owned())));
        }
        self.rest = &self.rest[first.len_utf8()..];
        Ok(Some(match first {
            '-' => operator("−"),
            '*' => operator("∗"),
            '(' | ')' | '[' | ']' | '|' => math("mo").attr("stretchy", "false").text(first.to_string()),
            '~' => space("0.25em"),
            '&' => return Err("“&” means something only within aligned lines and matrices.".to_owned()),
            _ if first.is_alphabetic() => math("mi").text(first.to_string()),
            _ => math("mo").text(first.to_string()),
        }))
    }

    fn command(&mut self) -> Read<Option<Element>> {
        let after = &self.rest[1..];
        let letters = after.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(after.len());
        let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = after.split_at(length);
        self.rest = rest;
        Ok(Some(match name {
            "frac" | "dfrac" | "tfrac" => math("mfrac").child(self.argument()?).child(self.argument()?),
            "sqrt" => self.root()?,
            // Spaces at a text's ends are meant.
            "text" | "textrm" | "mbox" => math("mtext").text(self.raw()?.replace(' ', "\u{a0}")),
            "mathrm" | "operatorname" | "mathsf" => {
                math("mi").attr("mathvariant", "normal").text(self.raw()?.to_owned())
            }
            "mathbf" | "boldsymbol" | "mathit" | "mathcal" => self.argument()?,
            "forward" => self.argument()?.class("forward"),
            "loss" => self.argument()?.class("loss"),
            "backward" => self.argument()?.class("backward"),
            "update" => self.argument()?.class("update"),
            "val" => {
                let written = self.raw()?;
                math("mrow").child((self.number)(written))
            }
            "left" => self.fenced()?,
            "begin" => self.environment()?,
            "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "displaystyle" | "limits" | "nolimits" => {
                return Ok(None);
            }
            _ => match symbol(name) {
                Some(Symbol::Letter(letter)) => math("mi").text(letter),
                Some(Symbol::Operator(sign)) => operator(sign),
                Some(Symbol::Large(sign)) => large(sign, self.is_display),
                Some(Symbol::Function(name)) => self.function(name),
                Some(Symbol::Space(width)) => space(width),
                Some(Symbol::Over(accent)) => {
                    math("mover").attr("accent", "true").child(self.argument()?).child(operator(accent))
                }
                Some(Symbol::Under(accent)) => math("munder").child(self.argument()?).child(operator(accent)),
                None => return Err(format!("“\\{name}” is not known here.")),
            },
        }))
    }

    /// A function's name, with a thin space before and after it, where no bracket follows.
    fn function(&self, name: &'static str) -> Element {
        let has_bracket = self.rest.trim_start().starts_with(['(', '[']) || self.rest.starts_with("\\left");
        let after = if has_bracket { "0" } else { THIN };
        operator(name).attr("form", "prefix").attr("lspace", THIN).attr("rspace", after)
    }

    fn root(&mut self) -> Read<Element> {
        if !self.takes("[") {
            return Ok(math("msqrt").child(self.argument()?));
        }
        let degree = group(self.row(&["]"])?);
        self.takes("]");
        Ok(math("mroot").child(self.argument()?).child(degree))
    }

    /// Brackets that grow around what is in them.
    fn fenced(&mut self) -> Read<Element> {
        let open = self.bracket()?;
        let row = self.row(&["\\right"])?;
        if !self.takes("\\right") {
            return Err("a “\\left” of the formula lacks its “\\right”.".to_owned());
        }
        let close = self.bracket()?;
        let bracket = |sign: String, form| (!sign.is_empty()).then(|| math("mo").attr("form", form).text(sign));
        Ok(math("mrow").children(bracket(open, "prefix")).children(row).children(bracket(close, "postfix")))
    }

    fn bracket(&mut self) -> Read<String> {
        self.skip_spaces();
        for (written, sign) in [
            ("\\{", "{"),
            ("\\}", "}"),
            ("\\lVert", "‖"),
            ("\\rVert", "‖"),
            ("\\langle", "⟨"),
            ("\\rangle", "⟩"),
            (".", ""),
        ] {
            if self.takes(written) {
                return Ok(sign.to_owned());
            }
        }
        let sign = self.rest.chars().next().filter(|sign| "()[]|/<>".contains(*sign));
        let sign = sign.ok_or("“\\left” and “\\right” want a bracket.")?;
        self.rest = &self.rest[sign.len_utf8()..];
        Ok(sign.to_string())
    }

    /// Aligned lines, cases and matrices.
    fn environment(&mut self) -> Read<Element> {
        let name = self.raw()?;
        if name == "array" {
            self.raw()?;
        }
        let (open, close) = match name {
            "pmatrix" => ("(", ")"),
            "bmatrix" => ("[", "]"),
            "vmatrix" => ("|", "|"),
            "cases" => ("{", ""),
            "matrix" | "array" | "aligned" | "align" | "align*" | "gathered" | "split" => ("", ""),
            _ => return Err(format!("“\\begin{{{name}}}” is not known here.")),
        };
        let is_aligned = matches!(name, "aligned" | "align" | "align*" | "split");
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        loop {
            let class = match (is_aligned, cells.len() % 2) {
                (true, 0) => "right",
                (true, _) => "left",
                _ if name == "cases" => "left",
                _ => "middle",
            };
            cells.push(math("mtd").class(class).children(self.row(&["&", "\\\\", "\\end"])?));
            if self.takes("&") {
                continue;
            }
            rows.push(math("mtr").children(std::mem::take(&mut cells)));
            if self.takes("\\\\") {
                self.skip_spaces();
                continue;
            }
            if !self.takes("\\end") {
                return Err(format!("“\\begin{{{name}}}” of the formula lacks its “\\end”."));
            }
            self.raw()?;
            break;
        }
        let table = math("mtable").maybe("displaystyle", is_aligned.then_some("true")).children(rows);
        let bracket = |sign: &'static str| (!sign.is_empty()).then(|| operator(sign));
        Ok(math("mrow").children(bracket(open)).child(table).children(bracket(close)))
    }
}

fn sign(operator: &Element) -> &str {
    match operator.children.first() {
        Some(Node::Text(sign)) => sign,
        _ => "",
    }
}

/// Whether an operator ends an operand, as a closing bracket or an exclamation mark does.
fn is_closing(operator: &Element) -> bool {
    matches!(sign(operator), ")" | "]" | "}" | "|" | "‖" | "!" | "…" | "⋯" | "⟩")
}

/// An atom where an operand is to come: a minus is a sign there, and a function needs no space before it.
fn leading(mut atom: Element) -> Element {
    if atom.tag == "mo" && matches!(sign(&atom), "−" | "+" | "±") {
        return atom.attr("form", "prefix");
    }
    for (name, value) in &mut atom.attributes {
        if *name == "lspace" {
            *value = "0".into();
        }
    }
    atom
}

fn group(mut row: Vec<Element>) -> Element {
    match row.pop() {
        Some(only) if row.is_empty() => only,
        last => math("mrow").children(row).children(last),
    }
}

fn operator(sign: &'static str) -> Element {
    math("mo").text(sign)
}

/// A sum or product, whose limits stand above and below it on a line of its own.
fn large(sign: &'static str, is_display: bool) -> Element {
    operator(sign).maybe("movablelimits", is_display.then_some("false"))
}

fn space(width: &'static str) -> Element {
    math("mspace").attr("width", width)
}

fn brief(text: &str) -> String {
    text.chars().take(20).collect()
}
