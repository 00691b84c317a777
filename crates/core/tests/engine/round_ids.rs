//! The steps of a round by name: which there are, in which order, under which phase.

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::quantity::Names;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::{Phase, Trace};

fn ids(example: &Example) -> Vec<String> {
    let names = Names::of(example.network());
    let trace = Trace::of(example, 1, 0, Arithmetic::Exact);
    trace.steps().iter().map(|step| names.id(&step.quantity)).collect()
}

fn classical() -> Example {
    builtin::example(builtin::CLASSICAL).expect("built in")
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn the_classical_round_has_43_steps_in_this_order() {
    let round = ids(&classical());
    assert_eq!(round.len(), 43);
    let expected = "
        forward.h1.net forward.h1.out forward.h2.net forward.h2.out
        forward.o1.net forward.o1.out forward.o2.net forward.o2.out
        loss.o1 loss.o2 loss.total
        backward.o1.d_out backward.o1.d_act backward.o1.delta
        backward.o2.d_out backward.o2.d_act backward.o2.delta
        backward.w5 backward.w6 backward.w7 backward.w8
        backward.h1.from_o1 backward.h1.from_o2 backward.h1.d_out backward.h1.d_act backward.h1.delta
        backward.h2.from_o1 backward.h2.from_o2 backward.h2.d_out backward.h2.d_act backward.h2.delta
        backward.w1 backward.w2 backward.w3 backward.w4
        update.w1 update.w2 update.w3 update.w4 update.w5 update.w6 update.w7 update.w8";
    assert_eq!(round, words(expected));
}

#[test]
fn the_classical_phases_have_8_3_24_and_8_steps() {
    let trace = Trace::of(&classical(), 1, 0, Arithmetic::Exact);
    let count = |phase: Phase| trace.steps().iter().filter(|step| step.phase == phase).count();
    assert_eq!(Phase::ALL.map(count), [8, 3, 24, 8]);
}

#[test]
fn a_step_s_id_begins_with_its_phase_or_says_what_was_averaged() {
    for name in builtin::names() {
        let example = builtin::example(name).expect(name);
        let trace = Trace::of(&example, 1, 0, Arithmetic::Exact);
        for (step, id) in trace.steps().iter().zip(ids(&example)) {
            let first = id.split('.').next().expect("a first word");
            let phase = if matches!(first, "average" | "l2") { "backward" } else { first };
            assert_eq!(phase, step.phase.name(), "{name} {id}");
        }
    }
}

#[test]
fn moving_biases_stand_after_their_layer_s_weights() {
    let own = ids(&classical().with_bias_rule(BiasRule::PerNeuron).expect("allowed"));
    assert_eq!(own.len(), 51);
    assert_eq!(own[17..23], words("backward.w5 backward.w6 backward.w7 backward.w8 backward.o1.bias backward.o2.bias"));
    assert_eq!(own[43..45], words("update.h1.bias update.h2.bias"));
    assert_eq!(own[49..], words("update.o1.bias update.o2.bias"));
    let shared = ids(&classical().with_bias_rule(BiasRule::PerLayer).expect("equal biases"));
    assert_eq!(shared.len(), 47);
    let biases: Vec<&String> = shared.iter().filter(|id| id.contains(".b")).collect();
    assert_eq!(biases, words("backward.b2 backward.b1 update.b1 update.b2"));
}

#[test]
fn a_sequential_round_moves_the_outputs_before_it_asks_the_hidden_layer() {
    let round = ids(&classical().with_update(Update::Sequential));
    assert_eq!(round.len(), 43);
    assert_eq!(round[21..26], words("update.w5 update.w6 update.w7 update.w8 backward.h1.from_o1"));
}

#[test]
fn softmax_with_cross_entropy_has_its_own_steps() {
    let round = ids(&builtin::example("three-classes").expect("built in"));
    let from = round.iter().position(|id| id == "forward.o1.net").expect("the outputs");
    let expected = "
        forward.o1.net forward.o2.net forward.o3.net forward.o1.exp forward.o2.exp forward.o3.exp forward.o.sum
        forward.o1.out forward.o2.out forward.o3.out
        loss.o1 loss.o2 loss.o3 loss.total loss.cost
        backward.o1.delta backward.o2.delta backward.o3.delta backward.w9";
    assert_eq!(round[from..from + 19], words(expected));
    assert!(!round.iter().any(|id| id.starts_with("backward.o") && (id.ends_with("d_out") || id.ends_with("d_act"))));
}

#[test]
fn several_samples_are_averaged_then_penalised_then_move() {
    let round = ids(&builtin::example("three-classes").expect("built in"));
    let stages = ["backward.w1", "average.w1", "l2.w1", "update.w1"];
    let places: Vec<usize> =
        stages.map(|id| round.iter().position(|found| found == id).unwrap_or_else(|| panic!("no {id}"))).to_vec();
    assert!(places.is_sorted(), "{places:?}");
    assert!(round.iter().any(|id| id == "average.o3.bias"));
    assert!(!round.iter().any(|id| id == "l2.o3.bias"), "biases are never regularised");
}

#[test]
fn one_sample_without_penalty_has_no_cost_step_of_its_own() {
    assert!(!ids(&classical()).iter().any(|id| id == "loss.cost"));
    assert!(ids(&builtin::example("xor").expect("built in")).iter().any(|id| id == "loss.cost"));
}

#[test]
fn deeper_networks_name_layer_and_neuron() {
    let document = r#"{"format": "gradlight/example@1", "layers": [
        {"activation": "tanh", "weights": [[0.1], [0.2]]}, {"activation": "relu", "weights": [[0.3, 0.4]]},
        {"activation": "identity", "weights": [[0.5]]}],
        "loss": "squared_error", "samples": [{"input": [1], "target": [1]}], "learning_rate": 0.1}"#;
    let round = ids(&Example::from_json(document).expect("an example"));
    assert_eq!(
        round[..5],
        words("forward.h1.1.net forward.h1.1.out forward.h1.2.net forward.h1.2.out forward.h2.1.net")
    );
    assert!(round.iter().any(|id| id == "backward.h1.2.from_h2.1"));
}
