//! Edges and connectors, and over them what travels in the step at hand.

use gradlight_core::quantity::Quantity as Q;

use super::Picture;
use super::activity::{Line, Travel};
use crate::node::{Element, svg};
use crate::scene::shape::{Point, Segment};
use crate::scene::{Density, PlacedEdge};

/// Above so many edges none gets a wider invisible line for the pointer.
const MOST_TARGETS: usize = 256;
/// More active lines than this are drawn thinner.
const CROWD: usize = 12;
/// Above so many edges those at rest step back.
const FEW: usize = 40;

impl Picture<'_> {
    /// All lines at rest.
    pub(super) fn lines(&self) -> Element {
        let scene = &self.scene;
        let biases = scene.biases.iter().flat_map(|placed| {
            placed.lines.iter().map(move |(neuron, line)| {
                let key = format!("bias {}", self.view.typesetter.names.neuron(*neuron));
                line_between(*line).key(key).class("connector").attr("data-term", self.id(Q::Bias(placed.bias)))
            })
        });
        let losses = scene.losses.iter().flat_map(|placed| {
            let class = if self.is_on_loss_path(placed.output) { "connector path" } else { "connector" };
            let on = placed.chip.map(|_| line_between(placed.on).key(format!("total {}", placed.output)).class(class));
            [line_between(placed.line).key(format!("loss {}", placed.output)).class(class)].into_iter().chain(on)
        });
        svg("g")
            .class(if scene.edges.len() > FEW { "lines many" } else { "lines" })
            .attr("aria-hidden", "true")
            .children(biases)
            .children(losses)
            .children(scene.edges.iter().map(|edge| self.edge(edge)))
    }

    fn edge(&self, edge: &PlacedEdge) -> Element {
        let quantity = Q::Weight(edge.weight);
        let id = self.id(quantity);
        let weight = self.trace.value(&quantity).unwrap_or(f64::NAN);
        let mut classes = String::from(if weight < 0.0 { "edge negative" } else { "edge" });
        let is_on_path = self.is_on_path(edge.weight);
        for (holds, class) in [
            (is_on_path, " path"),
            (self.view.chosen == Some(edge.weight), " chosen"),
            (self.is_lit(edge.weight), " lit"),
            (self.activity.travel(Line::Weight(edge.weight)).is_some(), " active"),
        ] {
            classes.push_str(if holds { class } else { "" });
        }
        let stroke = line_between(edge.line).num("stroke-width", self.stroke_of(weight));
        let target = (self.scene.edges.len() <= MOST_TARGETS).then(|| line_between(edge.line).class("target"));
        svg("g")
            .key(id.clone())
            .class(classes)
            .attr("data-term", id.clone())
            .attr("data-action", "choose")
            .attr("data-argument", id)
            .child(stroke)
            .children(target)
    }

    /// Whether a weight, or anything known of it, is pointed at.
    fn is_lit(&self, weight: usize) -> bool {
        let all = [Q::Weight(weight), Q::WeightGradient(weight), Q::NewWeight(weight)];
        self.view.lit.is_some_and(|lit| all.contains(&lit))
    }

    /// The width of a line for a weight of that size: a fixed scale, so that nothing jumps when another weight grows.
    fn stroke_of(&self, weight: f64) -> f64 {
        let size = if weight.is_finite() { weight.abs() } else { f64::MAX };
        let share = size / (size + 0.7);
        let full = (0.9 + 4.2 * share) * self.scene.size.scale;
        // Of many thin lines the width is still told apart.
        let crowd = self.scene.radius / (14.0 * self.scene.size.scale);
        full * crowd.clamp(0.3, 1.0)
    }

    /// The lines that take part in the step, thick and in its phase's colour, with an arrow the way things go.
    pub(super) fn flow(&self) -> Element {
        let strands = self.strands().into_iter().map(|strand| strand.draw());
        svg("g").class(format!("flow {}", self.activity.phase.name())).attr("aria-hidden", "true").children(strands)
    }

    /// A dot for each of them, above all numbers.
    ///
    /// They are keyed by step, so that each step's dots are new elements and travel once.
    pub(super) fn pulses(&self) -> Element {
        let step = self.id(self.activity.writes);
        let pulses = self.strands().into_iter().filter(|strand| strand.travel != Travel::Still).map(|strand| {
            let dot = strand.width + 7.0 * self.scene.size.scale;
            let path = line_between(strand.shaft).class("pulse").attr("pathLength", "1").num("stroke-width", dot);
            path.key(format!("{step} {:?}", strand.line))
        });
        svg("g").class(format!("pulses {}", self.activity.phase.name())).attr("aria-hidden", "true").children(pulses)
    }

    fn strands(&self) -> Vec<Strand> {
        let strand = |(line, travel): &(Line, Travel)| {
            let segment = self.segment(*line)?;
            Some(self.strand(*line, *travel, if *travel == Travel::Back { segment.reversed() } else { segment }))
        };
        self.activity.lines.iter().filter_map(strand).collect()
    }

    fn strand(&self, line: Line, travel: Travel, segment: Segment) -> Strand {
        let scale = self.scene.size.scale;
        let is_crowd = self.activity.lines.len() > CROWD;
        let (width, is_negative) = match line {
            Line::Weight(w) => {
                let weight = self.trace.value(&Q::Weight(w)).unwrap_or(0.0);
                let least = if is_crowd { 1.2 } else { 3.2 } * scale;
                ((self.stroke_of(weight) + least - 2.0 * scale).max(least), weight < 0.0)
            }
            _ => (2.4 * scale, false),
        };
        let tip = (7.0 + width).min(segment.start.distance(segment.end) / 3.0);
        let shaft = if travel == Travel::Still {
            segment
        } else {
            Segment::new(segment.start, segment.end.ahead(segment.start, tip * 0.8))
        };
        Strand { line, travel, whole: segment, shaft, tip, width, is_negative }
    }

    fn segment(&self, line: Line) -> Option<Segment> {
        let scene = &self.scene;
        match line {
            Line::Weight(w) => scene.edges.get(w).map(|edge| edge.line),
            Line::Bias(bias, neuron) => {
                let placed = scene.biases.iter().find(|placed| placed.bias == bias)?;
                placed.lines.iter().find(|(to, _)| *to == neuron).map(|(_, line)| *line)
            }
            Line::Loss(k) => scene.losses.get(k).map(|loss| loss.line),
            Line::Total(k) if scene.density == Density::Full => scene.losses.get(k).map(|loss| loss.on),
            Line::Total(_) => None,
        }
    }
}

/// An active line as it is drawn.
struct Strand {
    line: Line,
    travel: Travel,
    /// From end to end, the way things go.
    whole: Segment,
    /// The part before the arrow's tip.
    shaft: Segment,
    /// The arrow's length.
    tip: f64,
    width: f64,
    is_negative: bool,
}

impl Strand {
    fn draw(&self) -> Element {
        let arrow =
            (self.travel != Travel::Still).then(|| svg("path").class("arrow").attr("d", arrow(self.whole, self.tip)));
        svg("g")
            .key(format!("{:?}", self.line))
            .class(if self.is_negative { "strand negative" } else { "strand" })
            .child(line_between(self.shaft).class("shaft").num("stroke-width", self.width))
            .children(arrow)
    }
}

/// A line as a path.
pub(super) fn line_between(line: Segment) -> Element {
    let Segment { start, end } = line;
    svg("path").attr("d", format!("M{} {}L{} {}", round(start.x), round(start.y), round(end.x), round(end.y)))
}

/// A triangle with its tip at the line's end.
fn arrow(line: Segment, length: f64) -> String {
    let base = line.end.ahead(line.start, length);
    let (dx, dy) = ((line.end.x - base.x) * 0.55, (line.end.y - base.y) * 0.55);
    let corners = [Point::new(base.x - dy, base.y + dx), line.end, Point::new(base.x + dy, base.y - dx)];
    let [left, tip, right] = corners.map(|corner| format!("{} {}", round(corner.x), round(corner.y)));
    format!("M{left}L{tip}L{right}Z")
}

/// Coordinates to a hundredth of a pixel.
fn round(coordinate: f64) -> f64 {
    (coordinate * 100.0).round() / 100.0
}
