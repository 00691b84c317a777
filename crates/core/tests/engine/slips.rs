//! Slips: each gives the number that a hand calculation with that slip gives, and none gives the right one.

use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};
use gradlight_core::loss::Loss;
use gradlight_core::math::{exp, ln};
use gradlight_core::network::Neuron;
use gradlight_core::quantity::{BiasId, Names, Quantity as Q};
use gradlight_core::rounding::Arithmetic;
use gradlight_core::slip::{Lapse, Question, Reach, Slip, Wrong, wrong_values};
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;

fn classical() -> Example {
    builtin::example(builtin::CLASSICAL).expect("built in")
}

/// Every wrong value of the quantity of that id after so many rounds.
fn wrong(example: &Example, finished: usize, sample: usize, id: &str) -> Vec<Wrong> {
    let start = Run::complete(example, finished, Arithmetic::Exact).example_after(finished);
    let trace = Trace::of(&start, finished + 1, sample, Arithmetic::Exact);
    let names = Names::of(example.network());
    let step = trace.steps().iter().find(|step| names.id(&step.quantity) == id);
    let quantity = step.unwrap_or_else(|| panic!("no step {id}")).quantity;
    let arithmetic = Arithmetic::Exact;
    wrong_values(&Question { opened: example, start: &start, finished, sample, arithmetic, quantity })
}

/// The value that a slip gives in round 1, or in all rounds up to the one asked for.
fn value(wrong: &[Wrong], slip: Slip, always: bool) -> Option<f64> {
    wrong.iter().find(|wrong| wrong.lapses.contains(&Lapse { slip, always })).map(|wrong| wrong.value)
}

fn assert_slip(id: &str, slip: Slip, by_hand: f64) {
    assert_gives(&wrong(&classical(), 0, 0, id), slip, by_hand, id);
}

fn assert_gives(wrong: &[Wrong], slip: Slip, by_hand: f64, what: &str) {
    let found = value(wrong, slip, false).unwrap_or_else(|| panic!("{what}: {slip:?} is not found"));
    assert!((found - by_hand).abs() <= 1e-12 * by_hand.abs(), "{what}, {slip:?}: {found}, by hand {by_hand}");
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + exp(-z))
}

/// The classical round as a calculator has it.
const OUT_H: [f64; 2] = [0.593_269_992_107_187_2, 0.596_884_378_259_767];
const NET_O1: f64 = 1.105_905_967_059_77;
const OUT_O: [f64; 2] = [0.751_365_069_552_315_7, 0.772_928_465_321_462_5];
const E: [f64; 2] = [0.274_811_083_176_155, 0.023_560_025_583_847_746];
const DELTA_O: [f64; 2] = [0.138_498_561_628_556_95, -0.038_098_236_516_556_236];
const FROM: [f64; 2] = [0.055_399_424_651_422_78, -0.019_049_118_258_278_118];
const SLOPE_H1: f64 = 0.241_300_708_572_325_25;
const GRADIENT_W5: f64 = 0.082_167_040_564_230_77;
const GRADIENT_W1: f64 = 0.000_438_567_734_474_346_5;

#[test]
fn slips_in_the_forward_pass() {
    assert_slip("forward.h1.net", Slip::BiasLeftOut, 0.15 * 0.05 + 0.2 * 0.1);
    assert_slip("forward.h1.net", Slip::WeightsTransposed, 0.15 * 0.05 + 0.25 * 0.1 + 0.35);
    assert_slip("forward.h1.out", Slip::ActivationLeftOut, 0.3775);
    assert_slip("forward.h1.out", Slip::ExponentSign, sigmoid(-0.3775));
    assert_slip("forward.h1.out", Slip::BiasLeftOut, sigmoid(0.0275));
    let xor = wrong(&builtin::example("xor").expect("built in"), 0, 3, "forward.h1.net");
    let xor_start = builtin::example("xor").expect("built in");
    let weights = xor_start.network().weights();
    assert!(weights[0] < 0.0 || weights[1] < 0.0, "a negative weight whose minus can be lost");
    let bias = xor_start.network().biases()[0];
    assert_gives(&xor, Slip::MinusLost, weights[0].abs() + weights[1].abs() + bias.abs(), "xor");
}

#[test]
fn slips_in_the_loss() {
    assert_slip("loss.o1", Slip::AnotherLoss(Loss::SquaredError), 2.0 * E[0]);
    assert_slip("loss.o1", Slip::SquareLeftOut, 0.5 * (0.01 - OUT_O[0]));
    assert_slip("loss.total", Slip::OneOutputOnly(0), E[0]);
    assert_slip("loss.total", Slip::OneOutputOnly(1), E[1]);
    // Over two outputs the mean of the squares is the sum of their halves.
    let found = wrong(&classical(), 0, 0, "loss.total");
    assert_eq!(value(&found, Slip::AnotherLoss(Loss::MeanSquaredError), false), None, "it gives the right value");
}

#[test]
fn slips_on_the_way_back() {
    assert_slip("backward.o1.d_out", Slip::TargetMinusOutput, 0.01 - OUT_O[0]);
    assert_slip("backward.o1.d_out", Slip::AnotherLoss(Loss::SquaredError), 2.0 * (OUT_O[0] - 0.01));
    assert_slip("backward.o1.d_out", Slip::HalfKept, 0.5 * (OUT_O[0] - 0.01));
    assert_slip("backward.o1.d_act", Slip::SlopeOfNet, NET_O1 * (1.0 - NET_O1));
    let again = sigmoid(OUT_O[0]);
    assert_slip("backward.o1.d_act", Slip::SlopeAtOutput, again * (1.0 - again));
    assert_slip("backward.o1.delta", Slip::SlopeLeftOut(Reach::Outputs), OUT_O[0] - 0.01);
    assert_slip("backward.w5", Slip::SlopeLeftOut(Reach::Outputs), (OUT_O[0] - 0.01) * OUT_H[0]);
    let blame = (OUT_O[0] - 0.01) * 0.4 + (OUT_O[1] - 0.99) * 0.5;
    assert_slip("backward.w1", Slip::SlopeLeftOut(Reach::Outputs), blame * SLOPE_H1 * 0.05);
    assert_slip("backward.w1", Slip::SlopeLeftOut(Reach::Everywhere), blame * 0.05);
    assert_slip("backward.w5", Slip::IncomingLeftOut, DELTA_O[0]);
    assert_slip("backward.w5", Slip::TargetMinusOutput, -GRADIENT_W5);
    assert_slip("backward.h1.from_o1", Slip::WeightLeftOut, DELTA_O[0]);
    assert_slip("backward.h1.from_o2", Slip::BlameTransposed, DELTA_O[1] * 0.45);
    assert_slip("backward.h1.d_out", Slip::OneOutputOnly(0), FROM[0]);
    assert_slip("backward.h1.d_out", Slip::MinusLost, FROM[0] - FROM[1]);
    assert_slip("backward.w1", Slip::OneOutputOnly(0), FROM[0] * SLOPE_H1 * 0.05);
    assert_slip("backward.w1", Slip::SlopeLeftOut(Reach::Hidden), (FROM[0] + FROM[1]) * 0.05);
}

#[test]
fn slips_in_the_update() {
    assert_slip("update.w5", Slip::RateLeftOut, 0.4 - GRADIENT_W5);
    assert_slip("update.w5", Slip::Uphill, 0.4 + 0.5 * GRADIENT_W5);
    assert_slip("update.w5", Slip::StepOnly, 0.5 * GRADIENT_W5);
    let uphill = value(&wrong(&classical(), 0, 0, "update.w5"), Slip::TargetMinusOutput, false);
    assert_eq!(uphill, value(&wrong(&classical(), 0, 0, "update.w5"), Slip::Uphill, false), "the same number");
    // Blame through the new weights: 0.358916480 and 0.511301270 in place of 0.4 and 0.5.
    let blame = DELTA_O[0] * 0.358_916_479_717_884_65 + DELTA_O[1] * 0.511_301_270_238_737_5;
    assert_slip("update.w1", Slip::UpdatedWeights, 0.15 - 0.5 * blame * SLOPE_H1 * 0.05);
}

#[test]
fn the_numbers_that_circulate_are_slips_in_every_round() {
    let after_one = wrong(&classical(), 1, 0, "loss.total");
    let published = value(&after_one, Slip::UpdatedWeights, true).expect("found");
    assert!((published - 0.291_027_924).abs() < 5e-10, "{published}");
    // Printed by implementations that move every neuron's bias, and by one bias a layer.
    for (rule, printed) in [(BiasRule::PerNeuron, 0.280_471_447), (BiasRule::PerLayer, 0.285_750_887)] {
        let moved = value(&after_one, Slip::AnotherBiasRule(rule), true).expect("found");
        assert!((moved - printed).abs() < 5e-10, "{rule:?}: {moved}");
    }
    let late = wrong(&classical(), 10_000, 0, "forward.o1.out");
    let published = value(&late, Slip::UpdatedWeights, true).expect("found");
    assert!((published - 0.015_912_196).abs() < 5e-10, "{published}");
    let before = value(&after_one, Slip::RoundBefore, false).expect("found");
    assert!((before - (E[0] + E[1])).abs() < 1e-12, "{before}");
}

#[test]
fn the_mean_of_samples_slips_through_all_of_them() {
    let xor = builtin::example("xor").expect("built in");
    let traces: Vec<Trace> = (0..4).map(|sample| Trace::of(&xor, 1, sample, Arithmetic::Exact)).collect();
    let read = |quantity| traces.iter().map(|trace| trace.value(&quantity).expect("traced")).collect::<Vec<f64>>();
    let found = wrong(&xor, 0, 0, "average.w1");
    let gradients = read(Q::WeightGradient(0));
    assert_gives(&found, Slip::SumForMean, gradients.iter().sum(), "the sum");
    let h1 = Neuron::new(0, 0);
    let (shares, inputs) = (read(Q::DOut(h1)), read(Q::Input(0)));
    let without_slope: f64 = shares.iter().zip(inputs).map(|(share, input)| share * input).sum();
    assert_gives(&found, Slip::SlopeLeftOut(Reach::Hidden), without_slope / 4.0, "σ′ of every sample");
}

#[test]
fn a_base_ten_logarithm_is_found_out() {
    let example = Example::from_json(
        r#"{"format": "gradlight/example@1", "loss": "binary_cross_entropy", "learning_rate": 1,
            "layers": [{"activation": "sigmoid", "weights": [[1.3862943611198906]]}],
            "samples": [{"input": [1], "target": [0]}]}"#,
    );
    // σ(ln 4) = 0.8, so that the loss is −ln 0.2 = 1.6094, where the slide has 0.69897.
    let found = wrong(&example.expect("sound"), 0, 0, "loss.o1");
    let slide = value(&found, Slip::BaseTenLogarithm, false).expect("found");
    assert!((slide - 0.698_97).abs() < 1e-6 && (slide - -ln(0.2) / ln(10.0)).abs() < 1e-12, "{slide}");
    let kept = wrong(&classes(), 0, 0, "backward.o1.delta");
    assert!(value(&kept, Slip::SlopeKept, false).is_some(), "a slope that had cancelled");
}

fn classes() -> Example {
    builtin::example("three-classes").expect("built in")
}

#[test]
fn rounding_on_the_way_is_told_by_its_places() {
    let two_places = wrong(&builtin::example("two-two-one-linear").expect("built in"), 1, 0, "forward.o1.out");
    // By hand with two places throughout: weights .12 .23 .13 .10 .17 .17, hidden .93 and .56, output .2533.
    assert_eq!(value(&two_places, Slip::Rounded(2), true), Some(0.25));
    assert_slip("forward.h1.out", Slip::Rounded(2), 0.59);
    assert_slip("forward.h1.out", Slip::Rounded(4), 0.5933);
}

#[test]
fn biases_move_by_their_own_slope_or_the_layers() {
    let own = classical().with_bias_rule(BiasRule::PerNeuron).expect("equal biases");
    let found = wrong(&own, 0, 0, "update.o1.bias");
    assert_gives(&found, Slip::AnotherBiasRule(BiasRule::Frozen), 0.6, "not moved");
    let shared = 0.6 - 0.5 * (DELTA_O[0] + DELTA_O[1]);
    assert_gives(&found, Slip::AnotherBiasRule(BiasRule::PerLayer), shared, "moved by both");
    let other = wrong(&classical().with_update(Update::Sequential), 0, 0, "backward.w1");
    assert_gives(&other, Slip::OldWeights, GRADIENT_W1, "the right gradient where the example has the slip");
}

#[test]
fn another_quantity_taken_for_this_one_is_named() {
    let found = wrong(&classical(), 0, 0, "forward.h1.net");
    let other = Q::Net(Neuron::new(0, 1));
    assert_gives(&found, Slip::Mistaken(other), 0.3925, "net of h2 for net of h1");
}

#[test]
fn no_slip_gives_the_right_value_and_equal_ones_stand_together() {
    for name in builtin::names() {
        let example = builtin::example(name).expect("built in");
        for finished in [0, 3] {
            let start = Run::complete(&example, finished, Arithmetic::Exact).example_after(finished);
            let trace = Trace::of(&start, finished + 1, 0, Arithmetic::Exact);
            let names = Names::of(example.network());
            for step in trace.steps().iter().step_by(3) {
                let what = names.id(&step.quantity);
                let found = wrong(&example, finished, 0, &what);
                let mut values: Vec<f64> = found.iter().map(|wrong| wrong.value).chain([step.value]).collect();
                values.sort_by(f64::total_cmp);
                let apart = |pair: &[f64]| (pair[1] - pair[0]).abs() > 1e-13 * pair[0].abs();
                assert!(values.windows(2).all(apart), "{name} {what}: {values:?}");
                assert!(found.iter().all(|wrong| wrong.value.is_finite() && !wrong.lapses.is_empty()));
            }
        }
    }
}

#[test]
fn what_the_round_does_not_compute_has_no_slips() {
    let (example, bias) = (classical(), BiasId::Shared(0));
    let question = |quantity| Question {
        opened: &example,
        start: &example,
        finished: 0,
        sample: 0,
        arithmetic: Arithmetic::Exact,
        quantity,
    };
    for quantity in [Q::Weight(0), Q::NewBias(bias), Q::Target(0)] {
        assert_eq!(wrong_values(&question(quantity)), [], "{quantity:?}");
    }
}
