//! Two layers: the wishing neurons on the right, what they receive on the left, wishes as upright arrows.

use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;

use super::view::signed;
use super::{Lab, wish};
use crate::format::at_a_glance;
use crate::labs::Look;
use crate::labs::diagram::{
    self as d, Anchor, At, BACKWARD, FORWARD, INK, LINE, SECOND, THIRD, UPDATE, arrow, circle, dashed, lettering, line,
};
use crate::node::{Element, Node};

/// The sizes of everything in the picture.
struct Plan {
    size: f64,
    radius: f64,
    gap: f64,
    left: f64,
    right: f64,
    height: f64,
    longest: f64,
    incoming: usize,
    neurons: usize,
}

impl Plan {
    fn of(lab: &Lab, look: &Look) -> Self {
        let width = d::room(look, 0.6).clamp(290.0, 620.0 * look.scale);
        let (incoming, neurons) = (lab.incoming(), lab.neurons());
        let gap = 76.0 * look.scale;
        let size = 13.0 * look.scale;
        Self {
            size,
            radius: 19.0 * look.scale,
            gap,
            left: 7.2 * size,
            right: width - 9.6 * size,
            height: gap * incoming.max(neurons) as f64 + 28.0 * look.scale,
            longest: 46.0 * look.scale,
            incoming,
            neurons,
        }
    }

    fn width(&self) -> f64 {
        self.right + 9.6 * self.size
    }

    fn row(&self, place: usize, count: usize) -> f64 {
        (self.height - 10.0) / 2.0 + (place as f64 - (count as f64 - 1.0) / 2.0) * self.gap
    }

    fn before(&self, place: usize) -> At {
        (self.left, self.row(place, self.incoming))
    }

    fn neuron(&self, place: usize) -> At {
        (self.right, self.row(place, self.neurons))
    }
}

/// The picture.
pub(super) fn diagram(lab: &Lab, look: &Look) -> Element {
    let plan = Plan::of(lab, look);
    let mut shapes = edges(lab, &plan);
    shapes.extend((0..plan.incoming).flat_map(|from| incoming(lab, &plan, look, from)));
    shapes.extend((0..plan.neurons).flat_map(|neuron| wishing(lab, &plan, look, neuron)));
    let words = "Upright arrows show which way a number should go, and how far.";
    d::diagram((plan.width(), plan.height), format!("{} {words}", lab.narration()), shapes)
}

/// The largest of some sizes, for arrows to be measured by.
fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).filter(|size| size.is_finite()).fold(f64::MIN_POSITIVE, f64::max)
}

/// The edges: of the neuron that is asked by their wish, green and as wide as it is large; the others pale.
fn edges(lab: &Lab, plan: &Plan) -> Vec<Element> {
    let (mut pale, mut strong) = (Vec::new(), Vec::new());
    for neuron in 0..plan.neurons {
        let is_asked = lab.chosen() == Some(neuron);
        let most = largest((0..plan.incoming).map(|from| lab.of_weight(neuron, from)));
        for from in 0..plan.incoming {
            let (start, end) = (plan.before(from), plan.neuron(neuron));
            let (start, end) = (d::rim(start, end, plan.radius), d::rim(end, start, plan.radius));
            if !is_asked {
                pale.push(line(start, end, LINE, 1.2));
                continue;
            }
            let wish = lab.of_weight(neuron, from);
            strong.push(dashed(line(start, end, UPDATE, 1.0 + 4.5 * wish.abs() / most), wish < 0.0));
            let sign = if wish < 0.0 {
                "−"
            } else if wish > 0.0 {
                "+"
            } else {
                "0"
            };
            strong.push(lettering(d::between(start, end, 0.3), sign, plan.size * 1.2, Anchor::Middle, UPDATE));
        }
    }
    pale.into_iter().chain(strong).collect()
}

/// An upright arrow of that share of its longest, up for plus.
fn upright((x, y): At, share: f64, longest: f64, colour: &'static str) -> Option<Element> {
    let length = longest * share.clamp(-1.0, 1.0);
    (length.abs() > 1.5).then(|| arrow((x, y + length / 2.0), (x, y - length / 2.0), colour, 2.2))
}

/// A unit of the layer before with what is wanted of it.
fn incoming(lab: &Lab, plan: &Plan, look: &Look, from: usize) -> Vec<Element> {
    let (at, size) = (plan.before(from), plan.size);
    let wish = |from| match lab.chosen() {
        Some(neuron) => lab.of_activation(neuron, from),
        None => lab.added_up(from),
    };
    let below = (at.0, at.1 + plan.radius + 0.75 * size);
    let mut shapes = vec![
        circle(at, plan.radius, FORWARD),
        lettering(at, lab.incoming_name(from), size, Anchor::Middle, INK),
        lettering(below, at_a_glance(lab.activation(from), look.digits), size, Anchor::Middle, FORWARD),
    ];
    if let Some(own) = wish(from) {
        let x = at.0 - plan.radius - 0.9 * size;
        let share = own / largest((0..plan.incoming).filter_map(wish));
        shapes.extend(upright((x, at.1), share, plan.longest, BACKWARD));
        shapes.push(lettering((x - 0.6 * size, at.1), signed(own, look.digits), size, Anchor::End, BACKWARD));
    }
    shapes
}

/// A wishing neuron: its value, where it should be, what it wants of its bias.
fn wishing(lab: &Lab, plan: &Plan, look: &Look, neuron: usize) -> Vec<Element> {
    let (at, size) = (plan.neuron(neuron), plan.size);
    let colour = if lab.chosen().is_none_or(|chosen| chosen == neuron) { BACKWARD } else { THIRD };
    let place = Neuron::new(lab.layer, neuron);
    let a = lab.traced().read(Quantity::Out(place));
    let is_output = lab.layer + 1 == lab.traced().example.network().layers().len();
    let goal = if is_output {
        format!("should be {}", at_a_glance(lab.traced().read(Quantity::Target(neuron)), look.digits))
    } else {
        format!("wish {}", signed(wish(lab.traced().read(Quantity::DOut(place))), look.digits))
    };
    let share = lab.of_bias(neuron) / largest((0..plan.neurons).map(|neuron| lab.of_bias(neuron)));
    let x = at.0 + plan.radius + 0.9 * size;
    let mut shapes = vec![
        circle(at, plan.radius, colour),
        lettering(at, lab.name(neuron), size, Anchor::Middle, INK),
        lettering((x + 0.7 * size, at.1 - 0.65 * size), at_a_glance(a, look.digits), size, Anchor::Start, FORWARD),
        lettering((x + 0.7 * size, at.1 + 0.65 * size), goal, size * 0.93, Anchor::Start, SECOND),
    ];
    shapes.extend(upright((x, at.1), share, plan.longest, colour));
    shapes
}

/// Two layers, with what the neuron that is asked wants of each weight and activation.
pub(super) fn thumbnail(lab: &Lab) -> Node {
    let asked = lab.chosen().unwrap_or(0);
    let (incoming, neurons) = (lab.incoming(), lab.neurons());
    let row = |place: usize, count: usize| 56.0 + 26.0 * (place as f64 - (count as f64 - 1.0) / 2.0);
    let (before, here) = (|from| (66.0, row(from, incoming)), |neuron| (134.0, row(neuron, neurons)));
    let most = largest((0..incoming).map(|from| lab.of_weight(asked, from)));
    let lines = (0..incoming).map(|from| {
        let wish = lab.of_weight(asked, from);
        dashed(line(before(from), here(asked), UPDATE, 1.0 + 3.5 * wish.abs() / most), wish < 0.0)
    });
    let units = (0..incoming).map(|from| circle(before(from), 10.0, FORWARD)).chain((0..neurons).map(|neuron| {
        let colour = if neuron == asked { BACKWARD } else { THIRD };
        circle(here(neuron), 10.0, colour)
    }));
    let wish = |from| lab.of_activation(asked, from).unwrap_or(0.0);
    let most = largest((0..incoming).map(wish));
    let arrows =
        (0..incoming).filter_map(|from| upright((42.0, row(from, incoming)), wish(from) / most, 24.0, BACKWARD));
    let bias = lab.of_bias(asked);
    let own = upright((158.0, row(asked, neurons)), bias / largest([bias]), 24.0, BACKWARD);
    d::thumbnail(lines.chain(units).chain(arrows).chain(own))
}
