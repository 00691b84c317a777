//! The cross-entropy lab: the cost of five classes term by term, in both its forms, with either logarithm.

mod model;
mod plots;
mod view;

use gradlight_plot::{Drawn, Ink, Style};

use super::fields::put;
use super::parts::{Dial, Typing};
use super::{Entry, Exhibit, Handled, Look};
use crate::drawing::Fingerprint;
use crate::format::{Digits, at_a_glance};
use crate::keys::{Focus, KeyPress};
use crate::node::Node;
use crate::pointer::{Gesture, Pointer};
use model::{CLASSES, Model, OPENING_H, OPENING_Y};

/// The lab in the register.
pub const ENTRY: Entry = Entry {
    name: "cross-entropy",
    title: "Cross-entropy",
    about: "Five classes, five logarithms: what each output costs, why the logarithm is natural, and what softmax changes.",
    open: || Box::new(Lab::default()),
};

/// An output's dial; 0 and 1 are left out, for there a wrong answer would cost infinitely much.
const fn dial(name: &'static str, label: &'static str) -> Dial {
    Dial::new(name, label, (0.001, 0.999), 0.001).reaching(1e-9, 1.0 - 1e-9)
}

/// The outputs' dials.
const DIALS: [Dial; CLASSES] =
    [dial("h1", "h₁"), dial("h2", "h₂"), dial("h3", "h₃"), dial("h4", "h₄"), dial("h5", "h₅")];

/// The targets that can be had at once: name, label, classes.
const TARGETS: [(&str, &str, [bool; CLASSES]); 3] = [
    ("one", "one right class (one-hot)", OPENING_Y),
    ("two", "two right classes", [false, true, false, false, true]),
    ("none", "none", [false; CLASSES]),
];

/// The class that is looked at first: the fifth, at which the slide slips.
const OPENING_CLASS: usize = 4;

/// The lab's state.
#[derive(Clone, Debug)]
struct Lab {
    model: Model,
    /// The class looked at, from 0.
    class: usize,
    /// Whether terms are shown with logarithms to base 10.
    is_decimal: bool,
    typing: Typing,
}

impl Default for Lab {
    fn default() -> Self {
        let model = Model::new(OPENING_H, OPENING_Y);
        Self { model, class: OPENING_CLASS, is_decimal: false, typing: Typing::default() }
    }
}

impl Lab {
    /// What a natural logarithm is divided by to be shown.
    fn base(&self) -> f64 {
        if self.is_decimal { gradlight_core::math::ln(10.0) } else { 1.0 }
    }

    fn set(&mut self, class: usize, h: f64) {
        let mut outputs = self.model.h;
        outputs[class] = h;
        self.class = class;
        self.model = Model::new(outputs, self.model.y);
    }

    fn set_targets(&mut self, y: [bool; CLASSES]) {
        self.model = Model::new(self.model.h, y);
    }

    /// A class by its number, from 1.
    fn class_of(number: &str) -> Option<usize> {
        number.parse::<usize>().ok()?.checked_sub(1).filter(|class| *class < CLASSES)
    }

    fn narration(&self) -> String {
        let digits = Digits::default();
        format!(
            "Class {}: y is {}, h is {}, its term {}. The sum is {}.",
            self.class + 1,
            u8::from(self.model.y[self.class]),
            at_a_glance(self.model.h[self.class], digits),
            at_a_glance(self.model.term(self.class) / self.base(), digits),
            at_a_glance(self.model.sum() / self.base(), digits),
        )
    }

    /// The targets as a link writes them, such as `01000`.
    fn bits(&self) -> String {
        self.model.y.iter().map(|right| if *right { '1' } else { '0' }).collect()
    }
}

impl Exhibit for Lab {
    fn body(&self, look: &Look) -> Vec<Node> {
        view::body(self, look)
    }

    fn hint(&self) -> String {
        "Move an output and see its term. A confident wrong answer is dear: take h₅ to 0.999. Then make two classes right, and ask softmax for both.".to_owned()
    }

    fn thumbnail(&self) -> Node {
        view::thumbnail(self)
    }

    fn act(&mut self, name: &str, argument: Option<&str>) -> Handled {
        if let Some(name) = name.strip_prefix("set-") {
            let Some(class) = DIALS.iter().position(|dial| dial.name == name) else { return Handled::default() };
            let Some(h) = self.typing.take(&DIALS[class], argument) else { return Handled::default() };
            self.set(class, h);
            return Handled::said(self.narration());
        }
        let text = argument.unwrap_or_default();
        match name {
            "right" => {
                let Some(class) = Self::class_of(text) else { return Handled::default() };
                let mut y = self.model.y;
                y[class] = !y[class];
                self.class = class;
                self.set_targets(y);
            }
            "class" => self.class = Self::class_of(text).unwrap_or(self.class),
            "targets" => {
                let Some((.., y)) = TARGETS.iter().find(|(known, ..)| *known == text) else {
                    return Handled::default();
                };
                self.set_targets(*y);
            }
            "log" => self.is_decimal = text == "ten",
            _ => return Handled::default(),
        }
        Handled::said(self.narration())
    }

    fn value(&self, key: &str) -> Option<f64> {
        let numbered = |kind: &str| key.strip_prefix(kind).and_then(Self::class_of);
        if let Some(class) = numbered("h") {
            return Some(self.model.h[class]);
        }
        if let Some(class) = numbered("term") {
            return Some(self.model.term(class));
        }
        if let Some(class) = numbered("decimal") {
            return Some(self.model.term(class) / gradlight_core::math::ln(10.0));
        }
        if let Some(class) = numbered("delta") {
            return Some(self.model.delta(class));
        }
        if let Some(class) = numbered("softmax") {
            return Some(self.model.share(class));
        }
        match key {
            "sum" => Some(self.model.sum()),
            "categorical" => self.model.categorical(),
            "floor" => self.model.floor(),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<String> {
        let kinds = ["h", "term", "decimal", "delta", "softmax"];
        let mut keys: Vec<String> =
            kinds.iter().flat_map(|kind| (1..=CLASSES).map(move |class| format!("{kind}{class}"))).collect();
        keys.push("sum".to_owned());
        keys.extend(self.model.categorical().iter().flat_map(|_| ["categorical", "floor"].map(str::to_owned)));
        keys
    }

    fn link(&self) -> Vec<(String, String)> {
        let opening = Self::default();
        let mut fields = Vec::new();
        for (class, dial) in DIALS.iter().enumerate() {
            put(&mut fields, dial.name, self.model.h[class].to_string(), self.model.h[class] != OPENING_H[class]);
        }
        put(&mut fields, "y", self.bits(), self.model.y != OPENING_Y);
        put(&mut fields, "log", "ten".to_owned(), self.is_decimal);
        put(&mut fields, "class", (self.class + 1).to_string(), self.class != opening.class);
        fields
    }

    fn read_link(&mut self, name: &str, value: &str) -> bool {
        match name {
            "y" => {
                let is_bits = value.len() == CLASSES && value.bytes().all(|bit| matches!(bit, b'0' | b'1'));
                if is_bits {
                    let mut y = [false; CLASSES];
                    y.iter_mut().zip(value.bytes()).for_each(|(right, bit)| *right = bit == b'1');
                    self.set_targets(y);
                }
                is_bits
            }
            "log" => {
                self.is_decimal = value == "ten";
                self.is_decimal
            }
            "class" => Self::class_of(value).map(|class| self.class = class).is_some(),
            name => {
                let Some(class) = DIALS.iter().position(|dial| dial.name == name) else { return false };
                let (read, shown) = (DIALS[class].read(value), self.class);
                if let Ok(h) = read {
                    self.set(class, h);
                    self.class = shown;
                }
                read.is_ok()
            }
        }
    }

    fn key(&self, press: &KeyPress, focus: Focus, figure: Option<&str>) -> Option<(&'static str, Option<String>)> {
        let on_figure = focus == Focus::Figure && figure == Some("branches");
        let step = match press.key.as_str() {
            "ArrowDown" | "ArrowUp" if matches!(focus, Focus::Stage | Focus::Figure) => {
                let down = press.key == "ArrowDown";
                let class = if down { self.class + 1 } else { self.class + CLASSES - 1 } % CLASSES;
                return Some(("class", Some((class + 1).to_string())));
            }
            "ArrowRight" if on_figure => 0.01,
            "ArrowLeft" if on_figure => -0.01,
            _ => return None,
        };
        let moved = (((self.model.h[self.class] + step) * 1000.0).round() / 1000.0).clamp(0.001, 0.999);
        let names = ["set-h1", "set-h2", "set-h3", "set-h4", "set-h5"];
        Some((names[self.class], Some(moved.to_string())))
    }

    fn fingerprint(&self, figure: &str) -> Option<Fingerprint> {
        let print = Fingerprint::default().and(self.class).and(usize::from(self.is_decimal)).text(&self.bits());
        (figure == "branches").then(|| self.model.h.iter().fold(print, |print, h| print.with(*h)))
    }

    fn draw<'a>(&self, figure: &str, ink: Ink<'a>, style: &Style) -> Drawn<Ink<'a>> {
        if figure == "branches" { plots::branches(self, style).draw(ink, style) } else { Ok(()) }
    }

    fn point(&mut self, figure: &str, pointer: &Pointer) {
        let drags = matches!(pointer.gesture, Gesture::Down | Gesture::Move { is_down: true });
        if figure != "branches" || !drags {
            return;
        }
        let style = Style::light();
        let (h, _) = plots::branches(self, &style).nearest_values(pointer.place(), pointer.size(), &style);
        self.set(self.class, ((h * 1000.0).round() / 1000.0).clamp(0.001, 0.999));
    }
}

#[cfg(test)]
mod tests;
