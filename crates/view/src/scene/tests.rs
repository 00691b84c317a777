//! Layouts of many shapes on many cards: nothing touches, nothing leaves the card, nothing is left to chance.

use std::sync::LazyLock;

use gradlight_core::builtin;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::Run;

use super::*;

const CARDS: [Size; 8] = [
    Size { width: 735.0, height: 346.0, scale: 1.0 },
    Size { width: 1120.0, height: 555.0, scale: 1.32 },
    Size { width: 1100.0, height: 620.0, scale: 1.0 },
    Size { width: 1200.0, height: 900.0, scale: 1.0 },
    Size { width: 735.0, height: 260.0, scale: 1.0 },
    Size { width: 720.0, height: 420.0, scale: 1.32 },
    Size { width: 340.0, height: 300.0, scale: 1.0 },
    Size { width: 320.0, height: 260.0, scale: 1.0 },
];

/// Words as wide as the notation net/out has them.
fn lettering(places: usize) -> Lettering {
    Lettering { places, row: 1.8, work: 4.4, loss: 3.4, total: 4.3, bias: 2.3, weight: 1.8, gradient: 3.9 }
}

/// A network of that shape as a document: biases of their own, or one for each layer.
pub(crate) fn example_of(widths: &[usize], bias_rule: &str) -> Example {
    let layer = |pair: &[usize]| {
        let row: Vec<String> = (0..pair[0]).map(|i| if i % 2 == 0 { "0.25" } else { "-0.5" }.to_owned()).collect();
        let rows = vec![format!("[{}]", row.join(",")); pair[1]].join(",");
        let biases = vec!["0.1"; pair[1]].join(",");
        format!(r#"{{"activation":"sigmoid","weights":[{rows}],"biases":[{biases}]}}"#)
    };
    let layers: Vec<String> = widths.windows(2).map(layer).collect();
    let input = vec!["0.5"; widths[0]].join(",");
    let target = vec!["1"; widths[widths.len() - 1]].join(",");
    let json = format!(
        r#"{{"format":"gradlight/example@1","layers":[{}],"loss":"half_squared_error",
        "samples":[{{"input":[{input}],"target":[{target}]}}],"learning_rate":0.5,"bias_rule":"{bias_rule}"}}"#,
        layers.join(",")
    );
    Example::from_json(&json).expect("a sound example")
}

fn examples() -> Vec<(String, Example)> {
    let shapes: [&[usize]; 9] = [
        &[1, 1],
        &[2, 1],
        &[2, 2, 2, 2],
        &[3, 4, 2],
        &[4, 4, 4],
        &[8, 8, 8, 4],
        &[1, 8, 1],
        &[3, 3, 3, 3, 3, 3],
        &[20, 40, 30],
    ];
    let of_shape = |shape: &[usize], rule: &str| (format!("{shape:?} {rule}"), example_of(shape, rule));
    let built_in = builtin::names().map(|name| (name.to_owned(), builtin::example(name).expect(name)));
    let own = shapes.iter().map(|shape| of_shape(shape, "per_neuron"));
    let shared = shapes.iter().map(|shape| of_shape(shape, "per_layer"));
    built_in.chain(own).chain(shared).collect()
}

/// Every example on every card, laid out once for all the checks below.
static LAYOUTS: LazyLock<Vec<(String, Example, Scene)>> = LazyLock::new(|| {
    let cards = || CARDS.iter().flat_map(|size| [2, 9, 12].map(|places| (*size, places)));
    let on_cards = |(name, example): (String, Example)| {
        cards().map(move |(size, places)| {
            let title = format!("{name} on {}×{} with {places} digits", size.width, size.height);
            let scene = Scene::layout(&example, size, &lettering(places));
            (title, example.clone(), scene)
        })
    };
    examples().into_iter().flat_map(on_cards).collect()
});

fn each_layout(check: impl Fn(&str, &Example, &Scene)) {
    LAYOUTS.iter().for_each(|(title, example, scene)| check(title, example, scene));
}

/// Everything that stands still, with the room kept for numbers and edge labels.
fn taken(scene: &Scene) -> Vec<Rect> {
    let numbers = scene.units.iter().flat_map(|placed| [placed.readout, placed.overhang]).flatten();
    let labels = scene.edges.iter().filter_map(|edge| edge.label);
    scene.solid().into_iter().chain(numbers).chain(labels).chain([scene.foot]).collect()
}

#[test]
fn nothing_touches_anything_else_and_all_stays_on_the_card() {
    each_layout(|name, _, scene| {
        let all = taken(scene);
        for (i, rect) in all.iter().enumerate() {
            assert!(scene.card().holds(rect), "{name}: {rect:?} leaves the card");
            let other = all[i + 1..].iter().find(|other| rect.overlaps(other));
            assert_eq!(other, None, "{name}: {rect:?} touches it");
        }
    });
}

#[test]
fn no_label_stands_where_edges_cross() {
    each_layout(|name, _, scene| {
        for edge in &scene.edges {
            let Some(label) = edge.label else { continue };
            let crossing =
                scene.edges.iter().filter_map(|other| edge.line.crossing(&other.line)).find(|at| label.has(*at));
            assert_eq!(crossing, None, "{name}: weight {}", edge.weight);
        }
    });
}

#[test]
fn labels_are_never_too_small_to_read() {
    each_layout(|name, _, scene| assert!(scene.font >= 12.0 * scene.size.scale, "{name}"));
}

#[test]
fn the_same_network_is_always_drawn_alike_whatever_its_numbers() {
    for (name, example) in examples() {
        let trained = Run::complete(&example, 3, Arithmetic::Exact).example_after(3);
        for size in [CARDS[0], CARDS[6]] {
            let scene = Scene::layout(&example, size, &lettering(9));
            assert_eq!(Scene::layout(&trained, size, &lettering(9)), scene, "{name}");
        }
    }
}

#[test]
fn every_unit_weight_and_bias_is_there() {
    each_layout(|name, example, scene| {
        let network = example.network();
        assert_eq!(scene.units.len(), network.inputs() + network.neurons(), "{name}");
        assert_eq!(scene.edges.len(), network.weights().len(), "{name}");
        assert_eq!(scene.losses.len(), network.output().neurons, "{name}");
        let biases: usize = (0..network.layers().len()).map(|layer| example.biases_of(layer).len()).sum();
        assert_eq!(scene.biases.len(), biases, "{name}");
    });
}

#[test]
fn the_lecture_hall_sees_every_number_of_the_worked_example() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    for size in [CARDS[0], CARDS[1], CARDS[2]] {
        let scene = Scene::layout(&example, size, &lettering(9));
        assert_eq!((scene.density, scene.edge_rows), (Density::Full, 2), "on {size:?}");
    }
}

#[test]
fn edges_run_from_rim_to_rim_and_forwards() {
    each_layout(|name, example, scene| {
        for edge in &scene.edges {
            assert!(edge.line.start.x < edge.line.end.x, "{name}");
            let (to, _) = example.network().ends_of(edge.weight);
            let target = scene.unit(Unit::Neuron(to)).expect(name).centre;
            assert!((edge.line.end.distance(target) - scene.radius).abs() < 1e-9, "{name}");
        }
    });
}

#[test]
fn a_step_on_a_phone_finds_room_for_its_numbers() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    let scene = Scene::layout(&example, CARDS[7], &lettering(9));
    assert_eq!(scene.density, Density::Active);
    let net = Wanted { anchor: Anchor::Unit(Unit::Neuron(Neuron::new(0, 0))), sizes: vec![(110.0, 17.0)] };
    let weight = |w| Wanted { anchor: Anchor::Edge(w), sizes: vec![(120.0, 17.0), (60.0, 17.0)] };
    let wanted = [net, weight(0), weight(1)];
    let places = scene.place(&wanted);
    assert!(places.iter().all(Option::is_some), "{places:?}");
    assert_eq!(places, scene.place(&wanted), "always the same places");
}
