//! The activation curves as a reader sees them.

use gradlight_core::activation::Activation;
use gradlight_plot::{ActivationFigure, Curve, OperatingPoint, Role, Style};

use super::{SIZES, number, seen, sheet::Seen, themes};

const ALL: [Activation; 6] = [
    Activation::Identity,
    Activation::Step,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Relu,
    Activation::LeakyRelu,
];

fn point(label: &str, activation: Activation, net: f64, colour: Role) -> OperatingPoint {
    let out = activation.value(net);
    let slope = activation.derivative(net, out);
    OperatingPoint { label: label.to_owned(), net, out, slope, active: colour == Role::Backward, colour }
}

/// The four neurons of the worked example, o₁ in hand, their nets times `stretch`.
fn classic(activation: Activation, stretch: f64) -> Vec<OperatingPoint> {
    vec![
        point("h₁", activation, 0.3775 * stretch, Role::Forward),
        point("h₂", activation, 0.3925 * stretch, Role::Forward),
        point("o₁", activation, 1.105_905_967 * stretch, Role::Backward),
        point("o₂", activation, 1.224_921_404 * stretch, Role::Second),
    ]
}

fn drawn(activation: Activation, points: Vec<OperatingPoint>, size: (u32, u32), style: &Style) -> Seen {
    let value = |net: f64| activation.value(net);
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    let figure = ActivationFigure { name: activation.name(), curves, points, number: &number };
    seen(size, |sheet| figure.draw(sheet, style))
}

/// Texts that belong to points: those with a letter in them.
fn point_labels(seen: &Seen) -> Vec<&super::sheet::Lettering> {
    seen.texts.iter().filter(|text| text.text.chars().any(char::is_alphabetic)).collect()
}

#[test]
fn the_sigmoid_of_the_worked_example_names_its_neurons_and_the_slope_in_hand() {
    let seen = drawn(Activation::Sigmoid, classic(Activation::Sigmoid, 1.0), (490, 160), &Style::light());
    for label in ["−6", "0", "6", "1", "h₁ h₂", "o₁ slope 0.1868", "o₂"] {
        assert!(seen.has(label), "{label} is missing from {:?}", seen.texts);
    }
    let slope = seen.text_with("o₁ slope").expect("the slope in hand");
    let backward = Style::light().backward;
    assert_eq!(slope.rgb, (backward.0, backward.1, backward.2), "derivatives are vermilion");
}

#[test]
fn labels_are_whole_and_apart_for_every_activation_size_and_theme() {
    for (activation, stretch) in ALL.into_iter().flat_map(|a| [-3.0, 1.0, 4.0, 1e9, -1e300].map(|s| (a, s))) {
        for (style, size) in themes().iter().flat_map(|style| SIZES.map(|size| (style, size))) {
            let seen = drawn(activation, classic(activation, stretch), size, style);
            let what = format!("{activation:?} × {stretch:e}");
            seen.assert_readable(size, &what);
            Seen::assert_apart(&point_labels(&seen), &what);
            assert!(seen.text_with("o₁ slope").is_some(), "{what} at {size:?}: the slope in hand is always said");
        }
    }
}

#[test]
fn dots_lie_on_the_curve() {
    for activation in ALL {
        let style = Style::light();
        let points = classic(activation, 1.5).into_iter().map(|p| OperatingPoint { active: false, ..p }).collect();
        let seen = drawn(activation, points, (600, 300), &style);
        let curve = &seen.curve(style.second).expect("a curve").points;
        for dot in seen.dots_of(style.forward) {
            let on_curve = curve.iter().any(|at| (at.0 - dot.0).abs() <= 1 && (at.1 - dot.1).abs() <= 2);
            assert!(on_curve, "{activation:?}: {dot:?} is off the curve");
        }
    }
}

#[test]
fn the_tangent_touches_the_curve_at_the_active_dot_with_its_slope() {
    let style = Style::light();
    let size = (600, 300);
    let seen = drawn(Activation::Sigmoid, classic(Activation::Sigmoid, 1.0), size, &style);
    let tangent = &seen.curve(style.backward).expect("a vermilion line").points;
    let [start, end] = tangent[..] else { panic!("a straight line: {tangent:?}") };
    let dot = seen.dots_of(style.backward)[0];
    assert!((i32::midpoint(start.0, end.0) - dot.0).abs() <= 1, "its middle is the dot");
    assert!((i32::midpoint(start.1, end.1) - dot.1).abs() <= 1, "its middle is the dot");
    // One net and one out in pixels, read off the axes' own labels.
    let at = |label: &str| {
        let text = seen.texts.iter().find(|text| text.text == label).expect("an axis label");
        (f64::midpoint(text.left, text.right), f64::midpoint(text.top, text.bottom))
    };
    let per_net = (at("4").0 - at("−4").0) / 8.0;
    let per_out = (at("0.2").1 - at("0.8").1) / 0.6;
    let slope = f64::from(start.1 - end.1) / per_out / (f64::from(end.0 - start.0) / per_net);
    assert!((slope - 0.186_815_602).abs() < 0.01, "{slope}");
}

#[test]
fn a_net_far_beyond_the_axis_stands_on_the_edge_and_says_so() {
    let style = Style::light();
    let seen = drawn(Activation::Sigmoid, classic(Activation::Sigmoid, 1e9), (490, 145), &style);
    assert!(seen.text_with("o₁ slope 0, net > 30").is_some(), "{:?}", seen.texts);
    let curve = &seen.curve(style.second).expect("a curve").points;
    let rise = curve.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    assert!(rise > 20, "the sigmoid is still a curve, not a step: {rise} columns rise");
}

#[test]
fn points_that_are_not_finite_are_left_out_of_the_picture_but_not_of_the_table() {
    let lost = OperatingPoint {
        label: "h₁".to_owned(),
        net: f64::NAN,
        out: f64::NAN,
        slope: f64::NAN,
        active: true,
        colour: Role::Backward,
    };
    let seen = drawn(Activation::Tanh, vec![lost.clone()], (490, 145), &Style::light());
    assert!(seen.dots.is_empty());
    let value = |net: f64| Activation::Tanh.value(net);
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    let figure = ActivationFigure { name: "tanh", curves, points: vec![lost], number: &number };
    assert_eq!(figure.table().rows.len(), 1);
    assert_eq!(figure.point_at((245.0, 72.0), (490.0, 145.0), &Style::light()), None);
}

#[test]
fn a_crowd_of_neurons_keeps_its_labels_apart() {
    let points = || {
        let net = |index: i32| -7.0 + 0.04 * f64::from(index * index);
        let colour = |index: i32| if index == 12 { Role::Backward } else { Role::Second };
        (0..20).map(|index| point(&format!("h{index}"), Activation::Sigmoid, net(index), colour(index))).collect()
    };
    for (style, size) in themes().iter().flat_map(|style| SIZES.map(|size| (style, size))) {
        let seen = drawn(Activation::Sigmoid, points(), size, style);
        seen.assert_readable(size, "a crowd");
        Seen::assert_apart(&point_labels(&seen), "a crowd");
        assert!(seen.text_with("h12 slope").is_some(), "at {size:?}");
    }
}

#[test]
fn softmax_has_a_curve_for_each_neuron() {
    let rest = [1.5_f64, 3.0, 6.0];
    let share = |net: f64, rest: f64| {
        let raised = gradlight_core::math::exp(net);
        raised / (raised + rest)
    };
    let values = rest.map(|rest| move |net: f64| share(net, rest));
    let curves: Vec<Curve<'_>> = values
        .iter()
        .enumerate()
        .map(|(index, value)| Curve { label: format!("o{index}"), colour: Role::Second, value })
        .collect();
    let points = (0..3)
        .map(|index| OperatingPoint {
            label: format!("o{index}"),
            net: 0.5,
            out: share(0.5, rest[index]),
            slope: 0.2,
            active: index == 0,
            colour: Role::Forward,
        })
        .collect();
    let figure = ActivationFigure { name: "softmax", curves, points, number: &number };
    let style = Style::light();
    let seen = seen((490, 200), |sheet| figure.draw(sheet, &style));
    let second = (style.second.0, style.second.1, style.second.2);
    let long = seen.paths.iter().filter(|path| path.rgb == second && path.points.len() > 100);
    assert_eq!(long.count(), 3);
    for name in ["o0 slope 0.2", "o1", "o2"] {
        assert!(seen.has(name), "{name} is missing from {:?}", seen.texts);
    }
}

#[test]
fn a_pointer_finds_the_neuron_under_it() {
    let value = |net: f64| Activation::Sigmoid.value(net);
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    let points = vec![
        point("h₁", Activation::Sigmoid, -4.0, Role::Forward),
        point("o₁", Activation::Sigmoid, 4.0, Role::Backward),
    ];
    let figure = ActivationFigure { name: "sigmoid", curves, points, number: &number };
    let style = Style::light();
    let drawn = seen((490, 145), |sheet| figure.draw(sheet, &style));
    let (x, y) = drawn.dots_of(style.backward)[0];
    assert_eq!(figure.point_at((f64::from(x) + 5.0, f64::from(y) - 5.0), (490.0, 145.0), &style), Some(1));
    assert_eq!(figure.point_at((f64::from(x), f64::from(y) + 60.0), (490.0, 145.0), &style), None);
}

#[test]
fn sentence_and_table_give_net_out_and_slope_of_each_neuron() {
    let value = |net: f64| Activation::Sigmoid.value(net);
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    let points = classic(Activation::Sigmoid, 1.0);
    let figure = ActivationFigure { name: "sigmoid", curves, points, number: &number };
    let told = figure.sentence();
    assert!(
        told.starts_with(
            "The curve of sigmoid and where each neuron works on it: o₁ at net 1.1059, out 0.7514, slope 0.1868;"
        ),
        "{told}"
    );
    let table = figure.table();
    assert_eq!(table.head, ["neuron", "net", "out", "slope"]);
    assert_eq!(table.rows[0], ("h₁".to_owned(), ["0.3775", "0.5933", "0.2413"].map(str::to_owned).to_vec()));
}
