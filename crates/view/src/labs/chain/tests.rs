//! The lab of the chain: the lecture's five factors, links and random actions.

use super::*;
use crate::labs::testing::{assert_reference, reference, wander};

#[test]
fn the_five_factors_are_the_lectures() {
    let lab = Chain::default();
    let texts: Vec<String> = lab.factors().iter().map(Factor::text).collect();
    let expected = ["∂C/∂a⁽³⁾", "∂a⁽³⁾/∂z⁽³⁾", "∂z⁽³⁾/∂a⁽²⁾", "∂a⁽²⁾/∂z⁽²⁾", "∂z⁽²⁾/∂w⁽²⁾"];
    assert_eq!(texts, expected);
    let system = &reference()["one_one_one"];
    assert_reference(lab.value("product"), &system["gradient"]["weights"][0][0][0]);
    assert_reference(lab.value("backward.w2"), &system["gradient"]["weights"][1][0][0]);
    let chain = &reference()["scalar_chain"];
    assert_reference(lab.value("factor1"), &chain["dC_da"]);
    assert_reference(lab.value("factor2"), &chain["sigmoid_prime"]);
    assert_reference(lab.value("backward.o1.delta"), &chain["delta"]);
    assert_reference(lab.value("forward.o1.net"), &chain["z"]);
    assert_reference(lab.value("forward.o1.out"), &chain["a"]);
    assert_reference(lab.value("loss.total"), &chain["cost"]);
}

#[test]
fn rounded_as_on_the_slide_the_numbers_are_the_slides() {
    let (lab, chain) = (Chain::default(), &reference()["scalar_chain"]);
    assert_reference(lab.value("rounded.a"), &chain["a_rounded"]);
    assert_reference(lab.value("rounded.cost"), &chain["cost_rounded"]);
    assert_reference(lab.value("rounded.d_out"), &chain["dC_da_rounded"]);
    assert_reference(lab.value("rounded.d_act"), &chain["sigmoid_prime_rounded"]);
    assert_reference(lab.value("rounded.delta"), &chain["delta_rounded"]);
}

#[test]
fn each_product_is_the_backward_passs_own_number() {
    for activation in ACTIVATIONS {
        for links in 2..=MOST_LINKS {
            let mut lab = Chain::default();
            lab.act("set-links", Some(&links.to_string()));
            lab.act("activation", Some(activation.name()));
            for layer in 0..links {
                for by in By::ALL {
                    (lab.layer, lab.by) = (layer, by);
                    let product = lab.value("product").expect("a product");
                    if let Some(whole) = factors::whole(&lab.traced, by, layer) {
                        let off = (product - whole).abs();
                        assert!(off <= 1e-12 * whole.abs(), "{} {by:?} at {layer} of {links}", activation.name());
                    }
                }
            }
        }
    }
}

#[test]
fn a_long_sigmoid_chain_loses_its_gradient_and_a_rectified_one_keeps_it() {
    let mut lab = Chain::default();
    for (dial, value) in [("set-links", "10"), ("set-w", "1"), ("set-b", "0"), ("set-wo", "1")] {
        lab.act(dial, Some(value));
    }
    let share = |activation| {
        let sizes = plots::sizes(&lab, activation);
        sizes[0] / sizes[sizes.len() - 1]
    };
    assert!(share(Activation::Sigmoid) < 1e-5);
    assert!(share(Activation::Relu) > 0.9);
}

#[test]
fn a_number_that_is_none_is_refused_in_a_sentence_and_nothing_changes() {
    let mut lab = Chain::default();
    for typed in ["", "half", "1e999", "NaN", "101"] {
        lab.act("set-w", Some(typed));
        assert!(lab.typing.sentence().is_some(), "{typed}");
        assert_eq!(lab.numbers[1], 0.4);
    }
    lab.act("set-w", Some("−0,5"));
    assert_eq!((lab.typing.sentence(), lab.numbers[1]), (None, -0.5));
}

#[test]
fn stepping_says_the_factor_in_words() {
    let mut lab = Chain::default();
    let said = lab.act("next", None).narration.expect("something said");
    assert!(said.starts_with("Factor 2 of 5, ∂a⁽³⁾/∂z⁽³⁾: how a neuron’s activation answers"), "{said}");
    assert!(said.ends_with("the product so far is −0.138."), "{said}");
}

#[test]
fn whatever_is_done_the_lab_stands_and_its_link_brings_it_back() {
    let names =
        ["by", "layer", "activation", "next", "back", "first", "last", "play", "step", "set-links", "set-w", "set-x"];
    let arguments =
        ["weight", "bias", "incoming", "2", "3", "9", "12", "relu", "identity", "softmax", "-1", "1e9", "", "x"];
    wander(&ENTRY, &names, &arguments);
}
