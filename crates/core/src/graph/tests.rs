//! The computational graph: the lecture's numbers, refusals, and gradients against central differences.

use super::*;

fn graph(text: &str) -> Graph {
    Graph::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn value(text: &str, variables: &[f64]) -> f64 {
    let graph = graph(text);
    graph.values(variables)[graph.output()]
}

fn gradient(text: &str, variables: &[f64]) -> Vec<f64> {
    let graph = graph(text);
    let passes = graph.passes(variables);
    let node = |place| graph.nodes().iter().position(|node| node.op == Op::Variable(place)).unwrap();
    (0..graph.variables().len()).map(|place| passes.gradients[node(place)]).collect()
}

#[test]
fn the_lectures_graph_runs_forward_and_backward() {
    let graph = graph("(x + y)·z");
    assert_eq!(graph.variables(), ["x", "y", "z"]);
    let passes = graph.passes(&[-2.0, 5.0, -4.0]);
    assert_eq!(passes.values, [-2.0, 5.0, 3.0, -4.0, -12.0], "x, y, q, z, f");
    assert_eq!(passes.gradients, [-4.0, -4.0, -4.0, 3.0, 1.0]);
    let shares: Vec<(f64, f64, f64)> =
        passes.edges.iter().map(|edge| (edge.local, edge.upstream, edge.share())).collect();
    assert_eq!(shares, [(-4.0, 1.0, -4.0), (3.0, 1.0, 3.0), (1.0, -4.0, -4.0), (1.0, -4.0, -4.0)]);
}

#[test]
fn twelve_x_minus_three_k_has_the_slope_minus_three() {
    assert_eq!(gradient("12x − 3k", &[2.0, 1.0]), [12.0, -3.0]);
}

#[test]
fn a_linear_regression_has_the_partial_derivatives_of_the_exam() {
    // E = ½(y − (w·x + b))², so ∂E/∂w = −(y − ŷ)x, ∂E/∂b = −(y − ŷ).
    let [y, w, x, b] = [3.0, 0.5, 2.0, 1.0];
    let gradient = gradient("0.5·(y − (w·x + b))^2", &[y, w, x, b]);
    let residual = y - (w * x + b);
    assert_eq!(gradient, [residual, -residual * x, -residual * w, -residual]);
}

#[test]
fn signs_bind_as_in_mathematics() {
    for (text, expected) in [
        ("2 + 3·4", 14.0),
        ("2 - 3 - 4", -5.0),
        ("12/3/2", 2.0),
        ("2^3^2", 512.0),
        ("-2^2", -4.0),
        ("2^-1", 0.5),
        ("2(3 + 1)", 8.0),
        ("(1 + 1)(2 + 1)", 6.0),
        ("−(−3)", 3.0),
        ("6 ÷ 2 × 3", 9.0),
        ("max(2, 3) + exp(0)", 4.0),
        ("1.5e2", 150.0),
        ("ln(1) + tanh(0)", 0.0),
        ("σ(0)", 0.5),
    ] {
        assert_eq!(value(text, &[]), expected, "{text}");
    }
    assert_eq!(value("2exp(x)", &[0.0]), 2.0);
}

#[test]
fn a_variable_used_twice_adds_up_its_shares() {
    assert_eq!(gradient("x·x", &[3.0]), [6.0]);
    assert_eq!(gradient("x", &[3.0]), [1.0]);
    assert_eq!(value("x + 0·y", &[3.0, 1.0]), 3.0);
}

#[test]
fn every_derivative_agrees_with_central_differences() {
    let cases: [(&str, &[f64]); 9] = [
        ("exp(x)/y − log(z)", &[0.3, -1.4, 2.2]),
        ("tanh(a·b) + σ(a − b)", &[0.7, -0.4]),
        ("max(x·y, y^2)", &[2.0, 0.5]),
        ("x^3 − 2^x", &[1.3]),
        ("x^y", &[1.7, 2.3]),
        ("−x/(1 + x^2)", &[0.8]),
        ("σ(w1·x1 + w2·x2 + b)", &[0.15, 0.05, 0.2, 0.1, 0.35]),
        ("0.5·(t − σ(w·x))^2", &[0.01, 0.4, 0.6]),
        ("(−2)^2·x + x^2", &[0.4]),
    ];
    for (text, variables) in cases {
        let graph = graph(text);
        for (place, slope) in gradient(text, variables).iter().enumerate() {
            let difference = graph.difference(variables, place);
            assert!((slope - difference).abs() < 1e-7 * (1.0 + slope.abs()), "{text}: {slope} against {difference}");
        }
    }
}

#[test]
fn what_is_not_finite_is_reported_where_it_begins() {
    for (text, variables, trouble) in [
        ("1/(x − 2) + 3", vec![2.0], Trouble::DivisionByZero),
        ("log(x)·2", vec![-1.0], Trouble::LogOfNegative),
        ("log(x)", vec![0.0], Trouble::LogOfZero),
        ("x^0.5", vec![-1.0], Trouble::RootOfNegative),
        ("exp(exp(x))", vec![9.0], Trouble::Overflow),
    ] {
        let graph = graph(text);
        let values = graph.values(&variables);
        let (node, found) = graph.trouble(&values).expect(text);
        assert_eq!(found, trouble, "{text}");
        assert!(graph.nodes()[node].inputs.iter().all(|input| values[*input].is_finite()), "{text}");
    }
    assert_eq!(graph("x").trouble(&[1.0]), None);
}

#[test]
fn faults_say_where_and_what() {
    let deep = format!("{}x{}", "(".repeat(40), ")".repeat(40));
    let many: Vec<String> = (0..13).map(|place| format!("v{place}")).collect();
    let cases: Vec<(String, usize, FaultKind)> = vec![
        ("   ".to_owned(), 1, FaultKind::Empty),
        ("x + ".to_owned(), 5, FaultKind::MissingOperand),
        ("(x + y".to_owned(), 7, FaultKind::MissingBracket),
        ("x + y)·z".to_owned(), 6, FaultKind::ExtraBracket),
        ("x ? y".to_owned(), 3, FaultKind::Unexpected('?')),
        ("0,5·x".to_owned(), 2, FaultKind::Unexpected(',')),
        ("1 + sigmod(x)".to_owned(), 5, FaultKind::UnknownFunction("sigmod".to_owned())),
        ("exp x".to_owned(), 1, FaultKind::FunctionWithoutBrackets("exp".to_owned())),
        ("max(x)".to_owned(), 1, FaultKind::WrongArguments("max".to_owned(), 2)),
        ("exp(x, y)".to_owned(), 1, FaultKind::WrongArguments("exp".to_owned(), 1)),
        ("1.2.3".to_owned(), 1, FaultKind::BadNumber("1.2.3".to_owned())),
        ("1e999".to_owned(), 1, FaultKind::BadNumber("1e999".to_owned())),
        ("x + ".repeat(60), 201, FaultKind::TooLong),
        (deep, 32, FaultKind::TooDeep),
        (many.join("+"), 39, FaultKind::TooManyVariables),
    ];
    for (text, place, kind) in cases {
        assert_eq!(Graph::parse(&text), Err(Fault { place, kind }), "{text}");
    }
    assert!(Graph::parse(&"--".repeat(90)).is_err(), "signs nest too");
    assert!(Graph::parse(&vec!["1"; 99].join("+")).is_err(), "too many operations");
}
