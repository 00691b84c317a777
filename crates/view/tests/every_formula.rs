//! Every step of many examples: formulas and captions are there, well formed, and say what the trace says.

use std::collections::BTreeSet;

use gradlight_core::activation::Activation;
use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::loss::Loss;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::{Phase, Step, Trace};
use gradlight_view::caption;
use gradlight_view::format::Digits;
use gradlight_view::node::{Namespace, Node};
use gradlight_view::notation::Notation;
use gradlight_view::typeset::Typesetter;

/// The elements of MathML Core that formulas may use.
const MATHML_CORE: [&str; 10] = ["math", "mfrac", "mi", "mn", "mo", "mrow", "msub", "msubsup", "msup", "mtext"];

/// The built-in examples with every bias rule that they allow, and with the sequential update.
fn built_in() -> Vec<(String, Example)> {
    let mut all = Vec::new();
    for name in builtin::names() {
        let example = builtin::example(name).expect(name);
        for rule in BiasRule::ALL {
            if let Ok(example) = example.with_bias_rule(rule) {
                all.push((format!("{name} {}", rule.name()), example));
            }
        }
        all.push((format!("{name} sequential"), example.with_update(Update::Sequential)));
    }
    all
}

/// Small networks of three layers, with zeros and saturated neurons: every hidden activation, and every pair of
/// output activation and loss.
fn mixed() -> Vec<(String, Example)> {
    let hidden = |activation: &Activation| *activation != Activation::Softmax;
    let mut kinds: Vec<(Activation, Activation, Loss)> = Vec::new();
    for activation in Activation::ALL.into_iter().filter(hidden) {
        kinds.push((activation, Activation::Identity, Loss::HalfSquaredError));
    }
    for outputs in Activation::ALL {
        let losses = Loss::ALL.into_iter().filter(|loss| loss.fits(outputs));
        kinds.extend(losses.map(|loss| (Activation::Relu, outputs, loss)));
    }
    let named = |(at, kind): (usize, &(Activation, Activation, Loss))| {
        let (hidden, outputs, loss) = *kind;
        // Every other one has the penalty.
        let example = three_layers(hidden, outputs, loss, if at % 2 == 0 { 0.0 } else { 0.125 });
        (format!("{} {} {}", hidden.name(), outputs.name(), loss.name()), example)
    };
    kinds.iter().enumerate().map(named).collect()
}

fn three_layers(hidden: Activation, outputs: Activation, loss: Loss, l2: f64) -> Example {
    let document = format!(
        r#"{{"format": "gradlight/example@1", "loss": "{}", "learning_rate": 0.5, "l2": {l2}, "bias_rule": "per_neuron",
        "layers": [
            {{"activation": "{hidden}", "weights": [[0.5, -0.25], [0, 30]], "biases": [0, -0.5]}},
            {{"activation": "{hidden}", "weights": [[1, -1], [0.1, 0.2], [-40, 0]], "biases": [0, 0, 0]}},
            {{"activation": "{}", "weights": [[0.3, 0, -0.2], [0.1, 50, 1]], "biases": [0.1, 0]}}],
        "samples": [{{"input": [0, 1], "target": [0, 1]}}, {{"input": [2, -1], "target": [1, 0]}}]}}"#,
        loss.name(),
        outputs.name(),
        hidden = hidden.name(),
    );
    Example::from_json(&document).expect("a sound document")
}

/// Runs a check over every step of the first round's first sample, in every notation.
fn each_step(examples: &[(String, Example)], check: impl Fn(&Typesetter<'_>, &Step, &str)) {
    for (name, example) in examples {
        let trace = Trace::of(example, 1, 0, Arithmetic::Exact);
        for notation in Notation::ALL {
            let setter = Typesetter::new(example, example, &trace, notation, Digits::default());
            for step in trace.steps() {
                let id = setter.names.id(&step.quantity);
                check(&setter, step, &format!("{name}, {}, {id}", notation.name()));
            }
        }
    }
}

fn all() -> Vec<(String, Example)> {
    built_in().into_iter().chain(mixed()).collect()
}

#[test]
fn every_step_has_its_formula_in_every_rendering() {
    each_step(&all(), |setter, step, place| {
        let (text, latex, spoken) = (setter.text(step), setter.latex(step), setter.spoken(step));
        assert!(text.contains(" = ") && latex.contains(" = "), "{place}: {text}");
        assert!(spoken.ends_with('.') && spoken.len() < 500, "{place}: {spoken}");
        for rendering in [&text, &latex, &spoken] {
            assert!(!rendering.contains("NaN") && !rendering.contains("  "), "{place}: {rendering}");
        }
        assert!(!spoken.contains(['_', '∂', '·', '−', '=', '(']), "only words are read out: {place}: {spoken}");
        assert!(latex.is_ascii(), "{place}: {latex}");
        let [open, close] = ['{', '}'].map(|brace| latex.matches(brace).count());
        assert_eq!(open, close, "{place}: {latex}");
        assert_eq!(latex.matches("\\left").count(), latex.matches("\\right").count(), "{place}: {latex}");
        let [open, close] = ['(', ')'].map(|bracket| text.matches(bracket).count());
        assert_eq!(open, close, "{place}: {text}");
    });
}

#[test]
fn a_sign_never_stands_beside_another() {
    each_step(&all(), |setter, step, place| {
        let text = setter.text(step);
        for pair in ["+ −", "− −", "· −", "·−", "+ +", "−−", "(−−"] {
            assert!(!text.contains(pair), "{place}: {text}");
        }
    });
}

#[test]
fn formulas_are_mathml_core_with_every_number_linked() {
    each_step(&all(), |setter, step, place| {
        let nodes = setter.mathml(step);
        let value = nodes.value.find_all(&|element| element.attribute("data-quantity").is_some())[0].clone();
        assert_eq!(value.attribute("data-quantity"), Some(setter.names.id(&step.quantity).as_str()), "{place}");
        let number: f64 = value.attribute("data-value").and_then(|text| text.parse().ok()).expect("a number");
        assert!(number.to_bits() == step.value.to_bits() || number.is_nan(), "{place}: {number}");
        let grid: Node = nodes.grid().into();
        for element in grid.find_all(&|element| element.namespace == Namespace::Math) {
            assert!(MATHML_CORE.contains(&element.tag), "{place}: {}", element.tag);
            let children = match element.tag {
                "mfrac" | "msub" | "msup" => Some(2),
                "msubsup" => Some(3),
                _ => None,
            };
            assert!(children.is_none_or(|count| element.children.len() == count), "{place}: {}", element.tag);
            let names: BTreeSet<&str> = element.attributes.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), element.attributes.len(), "an attribute twice: {place}");
        }
        let mut reads: BTreeSet<String> = step.expression.reads().iter().map(|read| setter.names.id(read)).collect();
        let short = step.short.iter().flat_map(gradlight_core::expression::Expression::reads);
        reads.extend(short.map(|read| setter.names.id(&read)));
        for linked in grid.find_all(&|element| element.attribute("data-quantity").is_some()) {
            let id = linked.attribute("data-quantity").unwrap_or_default();
            let is_read = reads.contains(id) || id == setter.names.id(&step.quantity);
            assert!(is_read, "{place} shows {id}, which it does not read");
        }
    });
}

#[test]
fn every_step_is_captioned_in_plain_sentences() {
    each_step(&all(), |setter, step, place| {
        let title = caption::title(setter, step);
        assert!(!title.is_empty() && !title.ends_with('.'), "{place}: {title}");
        for text in [caption::sentence(setter, step), caption::why(setter, step)] {
            assert!(text.ends_with('.') && !text.contains("  ") && !text.contains(".."), "{place}: {text}");
            assert!(text.chars().count() < 190, "{place}: {text}");
            assert!(text.starts_with(|first: char| !first.is_whitespace()), "{place}: {text}");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{place}: {text}");
        }
    });
}

#[test]
fn sentences_follow_the_sign_of_the_gradient() {
    let gradients = |step: &Step| step.phase == Phase::Backward && step.value.is_finite();
    each_step(&all(), |setter, step, place| {
        let sentence = caption::sentence(setter, step);
        if gradients(step) && sentence.starts_with("Raise") {
            let rises = sentence.contains(" rises by ");
            assert!(rises != sentence.contains(" falls by "), "{place}: {sentence}");
            assert_eq!(rises, step.value > 0.0, "{place}: {sentence}");
        }
        if gradients(step) && step.value == 0.0 {
            assert!(!sentence.starts_with("Raise"), "{place}: {sentence}");
        }
    });
}

#[test]
fn a_number_gone_astray_is_said_to_be_none() {
    let linear = builtin::example("two-two-one-linear").expect("the linear example");
    let huge = linear.with_given(&gradlight_core::quantity::Quantity::Weight(0), 0, 1e200).expect("a finite weight");
    let trace = Trace::of(&huge, 1, 0, Arithmetic::Exact);
    let setter = Typesetter::new(&huge, &huge, &trace, Notation::NetOut, Digits::default());
    let astray: Vec<&Step> = trace.steps().iter().filter(|step| !step.value.is_finite()).collect();
    assert!(!astray.is_empty());
    for step in astray {
        let sentence = caption::sentence(&setter, step);
        let says = ["beyond the largest number", "is infinite", "is not a number"];
        assert!(says.iter().any(|words| sentence.contains(words)), "{sentence}");
        assert!(setter.text(step).ends_with('∞') || setter.text(step).ends_with("not a number"));
    }
}
