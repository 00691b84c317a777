//! Numbers as a reader sees them.

use super::*;

fn digits(places: u8) -> Digits {
    Digits::new(places).expect("places in range")
}

#[test]
fn computed_numbers_keep_their_zeros() {
    assert_eq!(computed(0.3775, digits(9)), "0.377500000");
    assert_eq!(computed(0.751_365_069_552_315_7, digits(9)), "0.751365070");
    assert_eq!(computed(-0.038_098_236_5, digits(4)), "−0.0381");
    assert_eq!(computed(0.0, digits(3)), "0.000");
    assert_eq!(computed(1234.5, digits(2)), "1234.50");
}

#[test]
fn small_and_large_numbers_take_a_power_of_ten() {
    assert_eq!(computed(3.510_187_782_978_859e-5, digits(9)), "0.000035102");
    assert_eq!(computed(3.510_187_782_978_859e-5, digits(4)), "3.51·10⁻⁵");
    assert_eq!(computed(-3.510_187_782_978_859e-9, digits(9)), "−3.51019·10⁻⁹");
    assert_eq!(computed(9.999_9e-7, digits(4)), "1.00·10⁻⁶");
    assert_eq!(computed(1.5e250, digits(9)), "1.50000·10²⁵⁰");
    assert_eq!(computed(4e-320, digits(9)), "3.99996·10⁻³²⁰", "the double nearest to it");
}

#[test]
fn a_number_rounded_to_the_places_stays_plain() {
    assert_eq!(computed(0.0012, digits(4)), "0.0012");
}

#[test]
fn given_numbers_look_as_they_were_typed() {
    for (value, text) in [(0.15, ".15"), (-0.4, "−.4"), (0.0, "0"), (1.0, "1"), (2.5, "2.5"), (-0.0, "0")] {
        assert_eq!(given(value, digits(9)), text);
    }
    assert_eq!(given(0.001, digits(2)), ".001", "three places were typed");
    assert_eq!(given(0.123_456_789_01, digits(4)), ".1235");
    assert_eq!(given(1e15, digits(4)), "1·10¹⁵");
}

#[test]
fn what_is_no_number_says_so() {
    assert_eq!(computed(f64::NAN, digits(9)), "not a number");
    assert_eq!(computed(f64::INFINITY, digits(9)), "∞");
    assert_eq!(given(f64::NEG_INFINITY, digits(9)), "−∞");
    assert_eq!(spoken(f64::NEG_INFINITY, digits(9)), "minus infinity");
}

#[test]
fn numbers_are_read_out_in_words() {
    assert_eq!(spoken(-0.038_098_236_516_556_23, digits(9)), "minus 0.038098237");
    assert_eq!(spoken(0.3775, digits(9)), "0.3775");
    assert_eq!(spoken(3.510_187_8e-5, digits(5)), "3.51 times ten to the minus 5");
}

#[test]
fn sizes_are_said_in_two_digits() {
    let sizes = [
        (0.082_167, "0.082"),
        (-0.038_098, "−0.038"),
        (1.105, "1.1"),
        (1.0, "1"),
        (23.4, "23"),
        (1234.0, "1234"),
        (0.000_438_568, "0.00044"),
        (3.51e-5, "3.5·10⁻⁵"),
        (9.96, "10"),
        (0.0, "0"),
        (f64::NAN, "not a number"),
    ];
    for (value, text) in sizes {
        assert_eq!(rough(value), text);
    }
}

#[test]
fn sentences_have_numbers_of_few_digits() {
    let numbers =
        [(0.751_365_07, "0.7514"), (-0.0052, "−0.0052"), (0.000_438_568, "0.000439"), (12.0, "12"), (0.0, "0")];
    for (value, text) in numbers {
        assert_eq!(at_a_glance(value, digits(9)), text);
    }
    assert_eq!(at_a_glance(0.751_365_07, digits(2)), "0.751", "three digits at least");
}

#[test]
fn counts_have_their_thousands_set_apart() {
    assert_eq!(count(0), "0");
    assert_eq!(count(999), "999");
    assert_eq!(count(10_000), "10,000");
    assert_eq!(count(1_048_576), "1,048,576");
}

#[test]
fn digits_stay_within_their_bounds() {
    assert_eq!(Digits::default().places(), 9);
    assert_eq!(Digits::new(1), None);
    assert_eq!(Digits::new(13), None);
    assert_eq!(Digits::clamped(200).places(), 12);
}

#[test]
fn a_negative_zero_is_a_zero() {
    for places in [2, 4, 9] {
        let digits = Digits::clamped(places);
        assert_eq!(computed(-0.0, digits), computed(0.0, digits));
    }
}
