//! What a reader sees of a formula: the lecture's numbers, four notations, four renderings that agree.

use std::path::PathBuf;

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_view::caption;
use gradlight_view::format::Digits;
use gradlight_view::notation::Notation;
use gradlight_view::typeset::Typesetter;

fn classical() -> Example {
    builtin::example(builtin::CLASSICAL).expect("the classical example")
}

/// The formula of a step of the first round, as text.
fn text_of(example: &Example, notation: Notation, id: &str) -> String {
    text_in_round(example, example, 1, notation, id)
}

fn text_in_round(example: &Example, start: &Example, round: usize, notation: Notation, id: &str) -> String {
    let trace = Trace::of(example, round, 0, Arithmetic::Exact);
    let setter = Typesetter::new(example, start, &trace, notation, Digits::default());
    let step = trace.steps().iter().find(|step| setter.names.id(&step.quantity) == id);
    setter.text(step.unwrap_or_else(|| panic!("no step {id}")))
}

#[test]
fn the_round_reads_as_the_lecture_has_it() {
    let example = classical();
    let endings = [
        ("forward.h1.net", "net_h₁ = w₁·i₁ + w₂·i₂ + b₁ = .15 · .05 + .2 · .1 + .35 = 0.377500000"),
        ("forward.h1.out", "out_h₁ = 1/(1 + e^(−net_h₁)) = 1/(1 + e^(−0.377500000)) = 0.593269992"),
        ("forward.o1.out", "out_o₁ = 1/(1 + e^(−net_o₁)) = 1/(1 + e^(−1.105905967)) = 0.751365070"),
        ("loss.total", "E_total = E_o₁ + E_o₂ = 0.274811083 + 0.023560026 = 0.298371109"),
        (
            "backward.w5",
            "∂E/∂w₅ = ∂E/∂out_o₁ · ∂out_o₁/∂net_o₁ · ∂net_o₁/∂w₅ \
             = 0.741365070 · 0.186815602 · 0.593269992 = 0.082167041",
        ),
        ("update.w5", "w₅⁺ = w₅ − α · ∂E/∂w₅ = .4 − .5 · 0.082167041 = 0.358916480"),
        ("update.w7", "w₇⁺ = w₇ − α · ∂E/∂w₇ = .5 − .5 · (−0.022602540) = 0.511301270"),
    ];
    for (id, text) in endings {
        assert_eq!(text_of(&example, Notation::NetOut, id), text);
    }
}

#[test]
fn each_lecture_writes_its_own_chain_rule() {
    let example = classical();
    let chains = [
        (Notation::NetOut, "∂E/∂w₅ = ∂E/∂out_o₁ · ∂out_o₁/∂net_o₁ · ∂net_o₁/∂w₅ = "),
        (Notation::Delta, "∂C/∂Θ⁽²⁾₁₁ = δ⁽³⁾₁·a⁽²⁾₁ = "),
        (Notation::Superscript, "∂C₀/∂w⁽ᴸ⁾₁₁ = ∂z⁽ᴸ⁾₁/∂w⁽ᴸ⁾₁₁ · ∂a⁽ᴸ⁾₁/∂z⁽ᴸ⁾₁ · ∂C₀/∂a⁽ᴸ⁾₁ = "),
        (Notation::CountedBack, "∂C₀/∂W₀,₁,₁ = ∂Z₀,₁/∂W₀,₁,₁ · ∂A₀,₁/∂Z₀,₁ · ∂C₀/∂A₀,₁ = "),
    ];
    for (notation, chain) in chains {
        let text = text_of(&example, notation, "backward.w5");
        assert!(text.starts_with(chain), "{text}");
        assert!(text.ends_with(" = 0.082167041"), "a notation changes no number: {text}");
    }
}

#[test]
fn a_layer_of_one_neuron_needs_no_index() {
    let chain = builtin::example("one-one-one").expect("the chain");
    let net = |notation, id| text_of(&chain, notation, id);
    assert!(net(Notation::Superscript, "forward.o1.net").starts_with("z⁽ᴸ⁾ = w⁽ᴸ⁾·a⁽ᴸ⁻¹⁾ + b⁽ᴸ⁾ = "));
    assert!(net(Notation::Superscript, "forward.h1.net").starts_with("z⁽ᴸ⁻¹⁾ = w⁽ᴸ⁻¹⁾·x + b⁽ᴸ⁻¹⁾ = "));
    assert!(net(Notation::CountedBack, "forward.o1.net").starts_with("Z₀ = A₁·W₀ + B₀ = "));
    assert!(net(Notation::CountedBack, "forward.h1.net").starts_with("Z₁ = A₂·W₁ + B₁ = "));
    assert!(net(Notation::Delta, "forward.o1.net").starts_with("z⁽³⁾₁ = Θ⁽²⁾₁₁·a⁽²⁾₁ + Θ⁽²⁾₁₀ = "));
}

#[test]
fn the_superscript_notation_numbers_its_samples() {
    let example = builtin::example("xor").expect("exclusive or");
    let trace = Trace::of(&example, 1, 2, Arithmetic::Exact);
    let setter = Typesetter::new(&example, &example, &trace, Notation::Superscript, Digits::default());
    assert_eq!(setter.symbol_text(&gradlight_core::quantity::Quantity::LossTotal), "C₂");
    assert_eq!(setter.symbol_text(&gradlight_core::quantity::Quantity::Cost), "C");
}

#[test]
fn weights_are_given_numbers_only_until_they_have_moved() {
    let start = classical();
    let moved = start.with_network(&Trace::of(&start, 1, 0, Arithmetic::Exact).next_network(&start));
    assert_eq!(
        text_in_round(&moved, &start, 2, Notation::NetOut, "forward.h1.net"),
        "net_h₁ = w₁·i₁ + w₂·i₂ + b₁ = 0.149780716 · .05 + 0.199561432 · .1 + .35 = 0.377445179",
        "inputs and frozen biases stay as they were typed"
    );
}

#[test]
fn the_sequential_slip_shows_the_new_weight() {
    let example = classical().with_update(gradlight_core::example::Update::Sequential);
    let share = text_of(&example, Notation::Delta, "backward.h1.from_o1");
    assert!(share.contains("δ⁽³⁾₁·Θ⁽²⁾₁₁⁺ = 0.138498562 · 0.358916480 ="), "{share}");
}

#[test]
fn long_sums_keep_their_ends() {
    let row = |count: usize| format!("[{}]", vec!["0.5"; count].join(", "));
    let document = format!(
        r#"{{"format": "gradlight/example@1", "loss": "squared_error", "learning_rate": 0.1,
            "layers": [{{"activation": "identity", "weights": [{}], "biases": [0.25]}}],
            "samples": [{{"input": {}, "target": [1]}}]}}"#,
        row(9),
        row(9)
    );
    let example = Example::from_json(&document).expect("a wide example");
    let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
    let setter = Typesetter::new(&example, &example, &trace, Notation::NetOut, Digits::default());
    let net = &trace.steps()[0];
    assert_eq!(
        setter.text(net),
        "net_o₁ = w₁·i₁ + w₂·i₂ + w₃·i₃ + … + w₉·i₉ + b_o₁ \
         = .5 · .5 + .5 · .5 + .5 · .5 + … + .5 · .5 + .25 = 2.500000000"
    );
    assert_eq!(
        setter.spoken(net),
        "Net of o 1: w 1 times i 1, plus w 2 times i 2, and so on, 10 terms in all, is 2.5."
    );
}

#[test]
fn the_penalty_and_the_average_are_written_out() {
    let example = builtin::example("three-classes").expect("three classes");
    let starts = [
        (
            "loss.cost",
            "C = 1/m Σ E_total + λ/(2m) · Σ w² = 1/3 · (0.949425937 + 1.190833585 + 0.728705598) + .001/(2 · 3) · (.2² + (−.5)² + .7² + … + (−.7)² + .8²) = ",
        ),
        ("average.w9", "∂E_mean/∂w₉ = 1/m Σ ∂E/∂w₉ = 1/3 · ("),
        ("l2.w9", "∂C/∂w₉ = ∂E_mean/∂w₉ + λ/m · w₉ = "),
        ("average.o1.bias", "∂C/∂b_o₁ = 1/m Σ ∂E/∂b_o₁ = "),
        ("forward.o1.exp", "e^(net_o₁) = e^("),
        ("forward.o1.out", "out_o₁ = e^(net_o₁)/(Σ e^(net)) = "),
        ("backward.h1.from_o1", "∂E/∂out_h₁|net_o₁ = "),
    ];
    for (id, start) in starts {
        let text = text_of(&example, Notation::NetOut, id);
        assert!(text.starts_with(start), "{text}");
    }
}

/// A round in one notation: each step with its id, formula and captions.
fn golden(example: &Example, notation: Notation) -> String {
    let trace = Trace::of(example, 1, 0, Arithmetic::Exact);
    let setter = Typesetter::new(example, example, &trace, notation, Digits::default());
    let entry = |step| {
        let lines = [
            setter.text(step),
            setter.latex(step),
            setter.spoken(step),
            caption::title(&setter, step),
            caption::sentence(&setter, step),
            caption::why(&setter, step),
        ];
        let id = setter.names.id(&step.quantity);
        format!("{id}\n{}\n", lines.map(|line| format!("  {line}\n")).concat())
    };
    trace.steps().iter().map(entry).collect()
}

#[test]
fn every_step_of_the_classical_round_reads_as_agreed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let example = classical();
    for notation in Notation::ALL {
        let path = folder.join(format!("two-two-two.{}.txt", notation.name()));
        let now = golden(&example, notation);
        assert_eq!(now.matches("\n\n").count(), 43, "one entry a step");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).expect("the folder of golden files");
            std::fs::write(&path, &now).expect("a golden file");
        }
        let agreed = std::fs::read_to_string(&path).unwrap_or_default();
        for (now, agreed) in now.lines().zip(agreed.lines()) {
            assert_eq!(now, agreed, "{}; UPDATE_GOLDEN=1 rewrites it", path.display());
        }
        assert_eq!(now.len(), agreed.len(), "{} is shorter or longer", path.display());
    }
}
