//! The pen and the pointer's dot, for the projector; the next click wipes them away.

use std::fmt::Write as _;

use crate::node::{Element, svg};
use crate::pointer::{Gesture, Pointer};

/// The drawing is this wide, whatever the screen; a slide is 16 by 9.
const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;

/// At most so many points are kept.
const MOST_POINTS: usize = 20_000;

/// What the pointer is on the slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// It draws.
    Pen,
    /// It is a dot that all can see.
    Dot,
}

/// What is drawn on the slide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pen {
    /// The tool in hand; without one the pointer works the slide.
    pub tool: Option<Tool>,
    /// The lines drawn.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// Where the dot is.
    pub dot: Option<(f64, f64)>,
}

impl Pen {
    /// Takes up a tool, or puts it down.
    pub(super) fn take_up(&mut self, tool: Tool) {
        self.tool = if self.tool == Some(tool) { None } else { Some(tool) };
        self.dot = None;
    }

    /// Wipes the slide; the tool stays in hand.
    pub(super) fn wipe(&mut self) {
        self.lines.clear();
        self.dot = None;
    }

    /// Whether there is something to be seen or to be drawn on.
    pub(super) fn is_shown(&self) -> bool {
        self.tool.is_some() || !self.lines.is_empty() || self.dot.is_some()
    }

    /// Does what the pointer wants.
    pub(super) fn point(&mut self, pointer: &Pointer) {
        let place = (WIDTH * pointer.x / pointer.width.max(1.0), HEIGHT * pointer.y / pointer.height.max(1.0));
        match (self.tool, pointer.gesture) {
            (Some(Tool::Pen), Gesture::Down) => self.lines.push(vec![place]),
            (Some(Tool::Pen), Gesture::Move { is_down: true }) => {
                let points: usize = self.lines.iter().map(Vec::len).sum();
                if let Some(line) = self.lines.last_mut().filter(|_| points < MOST_POINTS) {
                    line.push(place);
                }
            }
            (Some(Tool::Dot), Gesture::Move { .. } | Gesture::Down) => self.dot = Some(place),
            (Some(Tool::Dot), Gesture::Leave) => self.dot = None,
            _ => {}
        }
    }

    /// The drawing as text, for another window.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            for (x, y) in line {
                let _ = write!(text, "{x:.0},{y:.0} ");
            }
            text.push('/');
        }
        if let Some((x, y)) = self.dot {
            let _ = write!(text, "{x:.0},{y:.0}");
        }
        text
    }

    /// The drawing that such a text tells.
    pub(super) fn from_text(text: &str) -> Self {
        let points = |text: &str| -> Vec<(f64, f64)> {
            let point = |word: &str| word.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
            text.split(' ').filter_map(point).take(MOST_POINTS).collect()
        };
        let (lines, dot) = text.rsplit_once('/').unwrap_or(("", text));
        let lines = lines.split('/').map(points).filter(|line| !line.is_empty()).collect();
        Self { tool: None, lines, dot: points(dot).first().copied() }
    }

    /// The drawing, over the slide.
    pub(super) fn view(&self) -> Element {
        let lines = self.lines.iter().map(|line| {
            let mut path = String::new();
            for (place, (x, y)) in line.iter().enumerate() {
                let _ = write!(path, "{}{:.0} {:.0}", if place == 0 { "M" } else { "L" }, x, y);
            }
            if line.len() == 1 {
                path.push_str("h0.1");
            }
            svg("path").class("pen-line").attr("d", path)
        });
        let dot = self.dot.map(|(x, y)| svg("circle").class("pen-dot").num("cx", x).num("cy", y).num("r", 14.0));
        svg("svg")
            .class(match self.tool {
                Some(Tool::Pen) => "pen draws",
                Some(Tool::Dot) => "pen points",
                None => "pen",
            })
            .key("pen")
            .attr("data-figure", "pen")
            .attr("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .children(lines)
            .children(dot)
    }
}
