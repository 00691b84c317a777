//! The picture as a reader of it would check it, step by step.

use std::collections::BTreeSet;

use gradlight_core::builtin;
use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity as Q;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;

use super::*;
use crate::format::Digits;
use crate::notation::Notation;
use crate::scene::shape::Rect;
use crate::scene::tests::example_of;
use crate::scene::{SceneMemo, Unit};

const HALL: Size = Size { width: 735.0, height: 346.0, scale: 1.0 };
const PHONE: Size = Size { width: 320.0, height: 260.0, scale: 1.0 };

/// An example with its first round.
struct Round {
    example: Example,
    trace: Trace,
}

impl Round {
    fn of(example: Example) -> Self {
        let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
        Self { example, trace }
    }

    fn built_in(name: &str) -> Self {
        Self::of(builtin::example(name).expect(name))
    }

    fn typesetter(&self) -> Typesetter<'_> {
        Typesetter::new(&self.example, &self.example, &self.trace, Notation::NetOut, Digits::default())
    }

    fn place_of(&self, id: &str) -> usize {
        let names = self.typesetter().names;
        self.trace.steps().iter().position(|step| names.id(&step.quantity) == id).expect(id)
    }

    /// The picture at a step, after the view has been changed.
    fn picture(&self, step: usize, size: Size, change: impl FnOnce(&mut NetworkView<'_>)) -> Node {
        let typesetter = self.typesetter();
        let mut view = NetworkView {
            typesetter: &typesetter,
            step,
            editing: None,
            lit: None,
            chosen: None,
            focus: None,
            size,
            scenes: &SceneMemo::default(),
        };
        change(&mut view);
        network(&view)
    }

    /// The first step's picture while a number is being edited.
    fn editing(&self, editing: &Editing, size: Size) -> Node {
        let (typesetter, editing) = (self.typesetter(), Some(editing));
        network(&NetworkView {
            typesetter: &typesetter,
            step: 0,
            editing,
            lit: None,
            chosen: None,
            focus: None,
            size,
            scenes: &SceneMemo::default(),
        })
    }

    fn at(&self, id: &str) -> Node {
        self.picture(self.place_of(id), HALL, |_| {})
    }
}

fn all_with<'a>(picture: &'a Node, name: &str, value: &str) -> Vec<&'a Element> {
    picture.find_all(&|element| element.attribute(name) == Some(value))
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attribute("class").is_some_and(|all| all.split(' ').any(|each| each == class))
}

fn shown(picture: &Node) -> BTreeSet<String> {
    let with = picture.find_all(&|element| element.attribute("data-quantity").is_some());
    with.iter().filter_map(|element| element.attribute("data-quantity")).map(str::to_owned).collect()
}

fn rect_of(element: &Element) -> Rect {
    let number = |name| element.attribute(name).and_then(|value| value.parse().ok()).expect("a number");
    Rect { x: number("x"), y: number("y"), width: number("width"), height: number("height") }
}

/// Every example and card that the checks below go through.
fn rounds() -> Vec<(String, Round)> {
    let built_in = builtin::names().map(|name| (name.to_owned(), Round::built_in(name)));
    let dense = [[8, 8, 8, 4].as_slice(), &[1, 12, 1], &[3, 3, 3, 3]];
    let dense = dense.map(|widths| (format!("{widths:?}"), Round::of(example_of(widths, "per_neuron"))));
    built_in.chain(dense).collect()
}

fn each_picture(mut check: impl FnMut(&str, &Round, usize, &Node)) {
    for (name, round) in rounds() {
        let steps = round.trace.steps().len();
        for size in [HALL, PHONE, Size { width: 1100.0, height: 620.0, scale: 1.32 }] {
            for step in (0..steps).step_by(1 + steps / 24).chain([steps - 1]) {
                let title = format!("{name} on {}×{} at step {step}", size.width, size.height);
                check(&title, &round, step, &round.picture(step, size, |_| {}));
                let busy = |view: &mut NetworkView<'_>| (view.chosen, view.lit) = (Some(0), Some(Q::Weight(1)));
                check(&format!("{title}, first weight chosen"), &round, step, &round.picture(step, size, busy));
            }
        }
    }
}

#[test]
fn the_step_at_hand_always_shows_its_number_with_all_digits() {
    each_picture(|title, round, step, picture| {
        let step = &round.trace.steps()[step];
        let id = round.typesetter().names.id(&step.quantity);
        let numbers = all_with(picture, "data-quantity", &id);
        assert!(!numbers.is_empty(), "{title}: {id} is not shown");
        let exact = format!("{}", step.value);
        assert!(numbers.iter().all(|number| number.attribute("data-value") == Some(&exact)), "{title}: {id}");
    });
}

#[test]
fn what_is_to_come_is_never_given_away() {
    each_picture(|title, round, step, picture| {
        let names = round.typesetter().names;
        let shown = shown(picture);
        let future = round.trace.steps()[step + 1..].iter().map(|step| names.id(&step.quantity));
        assert_eq!(future.filter(|id| shown.contains(id)).collect::<Vec<_>>(), Vec::<String>::new(), "{title}");
    });
}

#[test]
fn in_the_lecture_hall_done_values_stay_to_the_end_of_the_round() {
    let round = Round::built_in(builtin::CLASSICAL);
    let last = round.trace.steps().len() - 1;
    let shown = shown(&round.picture(last, HALL, |_| {}));
    for step in round.trace.steps() {
        let stays =
            matches!(step.quantity, Q::Net(_) | Q::Out(_) | Q::Loss(_) | Q::LossTotal | Q::Delta(_) | Q::NewWeight(_));
        let id = round.typesetter().names.id(&step.quantity);
        assert!(!stays || shown.contains(&id), "{id} has gone");
    }
    let before = round.picture(round.place_of("update.w1") - 1, HALL, |_| {});
    assert_eq!(all_with(&before, "data-quantity", "backward.w5").len(), 1, "the gradient stays until the update");
}

#[test]
fn labels_on_demand_touch_nothing() {
    each_picture(|title, _, _, picture| {
        let labels = picture.find_all(&|element| has_class(element, "label"));
        let frames: Vec<Rect> = labels
            .iter()
            .filter_map(|label| {
                label.children.iter().find_map(|child| match child {
                    Node::Element(element) if element.tag == "rect" => Some(rect_of(element)),
                    _ => None,
                })
            })
            .collect();
        let circles = picture.find_all(&|element| element.tag == "circle");
        let circle = |circle: &&Element| {
            let number = |name| circle.attribute(name).and_then(|value| value.parse::<f64>().ok()).expect("a number");
            let r = number("r");
            Rect { x: number("cx") - r, y: number("cy") - r, width: 2.0 * r, height: 2.0 * r }
        };
        // Coordinates are printed to a hundredth of a pixel.
        let circles: Vec<Rect> = circles.iter().map(circle).map(|rect| rect.grown(-0.02)).collect();
        for (i, frame) in frames.iter().enumerate() {
            let others = frames[i + 1..].iter().chain(&circles);
            assert_eq!(others.into_iter().find(|other| frame.overlaps(other)), None, "{title}: {frame:?}");
        }
    });
}

#[test]
fn siblings_have_keys_of_their_own_and_nothing_is_styled_inline() {
    each_picture(|title, _, _, picture| {
        for element in picture.find_all(&|_| true) {
            let keys = element.children.iter().filter_map(|child| match child {
                Node::Element(child) => child.key.clone(),
                Node::Text(_) => None,
            });
            let keys: Vec<String> = keys.collect();
            let unique: BTreeSet<&String> = keys.iter().collect();
            assert_eq!(unique.len(), keys.len(), "{title}: {keys:?}");
            let names: BTreeSet<&str> = element.attributes.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), element.attributes.len(), "{title}: {element:?}");
            assert!(!names.contains("style"), "{title}");
        }
    });
}

#[test]
fn the_picture_is_one_stop_for_tab() {
    let round = Round::built_in(builtin::CLASSICAL);
    let target = Q::Target(0);
    let places = [
        None,
        Some(first_place()),
        Some(Place::Number(Unit::Neuron(Neuron::new(1, 0)), target)),
        Some(Place::Number(Unit::Neuron(Neuron::new(0, 0)), Q::Weight(0))),
    ];
    for focus in places {
        for size in [HALL, PHONE] {
            let picture = round.picture(9, size, |view| view.focus = focus);
            assert_eq!(all_with(&picture, "tabindex", "0").len(), 1, "{focus:?} on {size:?}");
        }
    }
}

#[test]
fn a_gradient_runs_back_along_its_edge_and_a_net_forward() {
    let round = Round::built_in(builtin::CLASSICAL);
    let ends = |picture: &Node| {
        let shafts = picture.find_all(&|element| has_class(element, "shaft"));
        let path = shafts[0].attribute("d").expect("a path").to_owned();
        let numbers: Vec<f64> = path.split(['M', 'L', ' ']).filter_map(|number| number.parse().ok()).collect();
        (numbers[0], numbers[2])
    };
    let (start, end) = ends(&round.at("backward.w5"));
    assert!(start > end, "from o1 back to h1");
    let (start, end) = ends(&round.at("forward.h1.net"));
    assert!(start < end, "from i1 on to h1");
}

#[test]
fn each_step_sends_a_fresh_pulse_along_each_line_it_uses() {
    let round = Round::built_in(builtin::CLASSICAL);
    let pulses = |id: &str| {
        let picture = round.at(id);
        let pulses = picture.find_all(&|element| has_class(element, "pulse"));
        pulses.iter().filter_map(|pulse| pulse.key.clone()).collect::<BTreeSet<_>>()
    };
    let (net, gradient) = (pulses("forward.h1.net"), pulses("backward.w1"));
    assert_eq!((net.len(), gradient.len()), (3, 1), "two weights and a bias; one weight");
    assert!(net.is_disjoint(&gradient), "the same edge gets a new pulse");
    assert_eq!(pulses("update.w1").len(), 0, "an update goes nowhere");
}

#[test]
fn minus_is_dashed_and_printed() {
    let round = Round::built_in("xor");
    let picture = round.picture(0, Size { width: 1100.0, height: 620.0, scale: 1.0 }, |_| {});
    for (weight, value) in round.example.network().weights().iter().enumerate() {
        let edge = picture.find_all(&|element| {
            has_class(element, "edge") && element.attribute("data-term") == Some(&format!("weight.w{}", weight + 1))
        });
        assert_eq!(has_class(edge[0], "negative"), *value < 0.0, "w{}", weight + 1);
        let number = all_with(&picture, "data-quantity", &format!("weight.w{}", weight + 1));
        assert_eq!(Node::from(number[0].clone()).text_content().contains('−'), *value < 0.0, "w{}", weight + 1);
    }
}

#[test]
fn a_pointed_at_weight_lights_its_edge_and_its_number() {
    let round = Round::built_in(builtin::CLASSICAL);
    for size in [HALL, PHONE] {
        let picture = round.picture(0, size, |view| view.lit = Some(Q::Weight(6)));
        let lit = picture.find_all(&|element| has_class(element, "lit"));
        let terms: Vec<_> = lit.iter().map(|element| (element.tag, element.attribute("data-term"))).collect();
        assert_eq!(terms, [("g", Some("weight.w7")); 2], "edge and number on {size:?}");
    }
}

#[test]
fn both_paths_to_a_chosen_weight_light_with_their_signed_shares_and_the_sum() {
    let round = Round::built_in(builtin::CLASSICAL);
    let at = |id: &str| round.picture(round.place_of(id), HALL, |view| view.chosen = Some(0));
    let picture = at("backward.h1.d_out");
    let edges = picture.find_all(&|element| has_class(element, "edge") && has_class(element, "path"));
    let on_path: Vec<_> = edges.iter().filter_map(|edge| edge.attribute("data-term")).collect();
    assert_eq!(on_path, ["weight.w1", "weight.w5", "weight.w7"]);
    let sum = picture.find_all(&|element| has_class(element, "paths-sum"));
    let text = Node::from(sum[0].clone()).text_content();
    assert_eq!(text, "∂E/∂outh1 = 0.055399425 − 0.019049118 = 0.036350306");
    let early = at("backward.h1.from_o1");
    assert!(early.find_all(&|element| has_class(element, "paths-sum")).is_empty(), "not before it is computed");
}

#[test]
fn a_number_is_edited_where_it_stands_and_a_fault_is_said_beside_it() {
    let round = Round::built_in(builtin::CLASSICAL);
    for (quantity, title) in [(Q::Weight(4), "weight w₅"), (Q::Input(0), "input i₁"), (Q::Target(1), "target o₂")]
    {
        let mut editing = Editing { quantity, draft: "0.4x".to_owned(), fault: None };
        let picture = round.editing(&editing, HALL);
        let fields = all_with(&picture, "data-input", "draft");
        assert_eq!(fields[0].attribute("value"), Some("0.4x"));
        assert_eq!(fields[0].attribute("aria-label"), Some(title));
        assert_eq!(fields[0].attribute("aria-invalid"), None);
        editing.fault = Some("“0.4x” is not a number.".to_owned());
        let picture = round.editing(&editing, PHONE);
        assert_eq!(all_with(&picture, "data-input", "draft")[0].attribute("aria-invalid"), Some("true"));
        let alert = all_with(&picture, "role", "alert");
        assert_eq!(Node::from(alert[0].clone()).text_content(), "“0.4x” is not a number.");
        let room = picture.find_all(&|element| element.tag == "foreignObject");
        let card = Rect { x: 0.0, y: 0.0, width: PHONE.width, height: PHONE.height };
        assert!(card.holds(&rect_of(room[0])), "{title} leaves the card");
    }
}

#[test]
fn every_given_number_of_a_roomy_picture_is_a_button() {
    let round = Round::built_in(builtin::CLASSICAL);
    let picture = round.picture(0, HALL, |_| {});
    let buttons = all_with(&picture, "data-action", "edit");
    let ids: BTreeSet<_> = buttons.iter().filter_map(|button| button.attribute("data-argument")).collect();
    assert_eq!(ids.len(), 2 + 2 + 8 + 2, "inputs, targets, weights, shared biases: {ids:?}");
    assert!(buttons.iter().all(|button| button.attribute("role") == Some("button")));
    let weight = all_with(&picture, "data-argument", "weight.w5");
    let names: Vec<_> = weight.iter().filter_map(|element| element.attribute("aria-label")).collect();
    assert_eq!(names, ["weight w₅ .4, edit"]);
}

#[test]
fn a_unit_says_what_it_holds_and_what_is_still_to_come() {
    let round = Round::built_in(builtin::CLASSICAL);
    let label = |id: &str, name: &str| {
        let picture = round.at(id);
        let units = all_with(&picture, "data-unit", name);
        units[0].attribute("aria-label").expect("a label").to_owned()
    };
    assert_eq!(
        label("forward.h1.out", "h1"),
        "Hidden neuron h 1. net 0.3775, out 0.593269992, delta not yet computed. \
         Incoming: w 1 0.15 from i 1, w 2 0.2 from i 2, bias 0.35."
    );
    assert!(label("backward.o1.delta", "o1").starts_with(
        "Output neuron o 1. net 1.105905967, out 0.75136507, delta 0.138498562. Target 0.01, error 0.274811083."
    ));
    assert_eq!(label("forward.h1.net", "i2"), "Input i 2: 0.1.");
}

#[test]
fn the_active_unit_is_marked_for_everyone() {
    let picture = Round::built_in(builtin::CLASSICAL).at("backward.h2.delta");
    let current = picture.find_all(&|element| element.attribute("aria-current").is_some());
    let units: Vec<_> = current.iter().filter_map(|unit| unit.attribute("data-unit")).collect();
    assert_eq!(units, ["h2"]);
}

#[test]
fn a_diverged_round_is_drawn_with_what_there_is() {
    let example = builtin::example("two-two-one-linear").expect("built in");
    let example = example.with_given(&Q::Weight(0), 0, 1e300).expect("finite");
    let example = example.with_given(&Q::Weight(4), 0, 1e300).expect("finite");
    let round = Round::of(example);
    assert!(round.trace.steps().iter().any(|step| !step.value.is_finite()));
    for step in 0..round.trace.steps().len() {
        for size in [HALL, PHONE] {
            let markup = round.picture(step, size, |view| view.chosen = Some(0)).to_markup();
            assert!(!markup.contains("=\"NaN\" ") || markup.contains("data-value=\"NaN\""), "step {step}");
            assert!(!markup.contains("width=\"NaN") && !markup.contains("NaN,") && !markup.contains("inf "));
        }
    }
}
