//! Decimal rounding against an oracle that works on the exact digits, one by one, as on paper.

use gradlight_core::rounding::{Arithmetic, decimal, round};
use proptest::prelude::*;

/// The exact decimal digits of a non-negative number: those before and those after the point.
fn exact(value: f64) -> (Vec<u8>, Vec<u8>) {
    let text = format!("{value:.1080}");
    let (whole, fraction) = text.split_once('.').expect("a point");
    let digits = |part: &str| part.bytes().map(|digit| digit - b'0').collect();
    (digits(whole), digits(fraction))
}

/// Adds one in the last place, with all carries.
fn incremented(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

/// What has to be printed: first the fifteen digits a double is good for, then half away from zero.
fn on_paper(value: f64, places: usize) -> String {
    let (whole, fraction) = exact(value.abs());
    let mut digits: Vec<u8> = whole.iter().chain(&fraction).copied().collect();
    let mut point = whole.len();
    if let Some(first) = digits.iter().position(|digit| *digit != 0) {
        let end = first + 15;
        let rest = digits.split_off(end.min(digits.len()));
        let is_half = rest.first() == Some(&5) && rest[1..].iter().all(|digit| *digit == 0);
        let is_odd = digits.last().is_some_and(|digit| digit % 2 == 1);
        if rest.first().is_some_and(|next| *next >= 5) && (!is_half || is_odd) {
            let before = digits.len();
            incremented(&mut digits);
            point += digits.len() - before;
        }
    }
    digits.resize(digits.len().max(point + places + 1), 0);
    let next = digits[point + places];
    digits.truncate(point + places);
    if next >= 5 {
        let before = digits.len();
        incremented(&mut digits);
        point += digits.len() - before;
    }
    printed(&digits, point, value < 0.0)
}

fn printed(digits: &[u8], point: usize, negative: bool) -> String {
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let whole = text[..point].trim_start_matches('0');
    let sign = if negative && digits.iter().any(|digit| *digit != 0) { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    if point == text.len() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{}", &text[point..]) }
}

/// Numbers of all sizes, and those with few digits, which lie on halves.
fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => -2.0..2.0,
        1 => -1e6..1e6,
        2 => (-2_000_000_i32..2_000_000, 0_i32..9).prop_map(|(digits, places)| {
            format!("{digits}e-{places}").parse().expect("a number")
        }),
        1 => any::<f64>().prop_filter("finite", |value| value.is_finite()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_number_rounds_as_on_paper(value in numbers(), places in 0_usize..14) {
        prop_assert_eq!(decimal(value, places), on_paper(value, places));
    }

    #[test]
    fn a_rounded_number_is_the_double_nearest_to_its_text(value in numbers(), places in 0_usize..18) {
        let text: f64 = on_paper(value, places).parse().expect("a number");
        prop_assert_eq!(round(value, places).to_bits(), text.to_bits());
    }

    #[test]
    fn rounding_twice_is_rounding_once(value in numbers(), places in 0_u8..14) {
        let kept = Arithmetic::Carried(places).keep(value);
        prop_assert_eq!(Arithmetic::Carried(places).keep(kept).to_bits(), kept.to_bits());
        prop_assert_eq!(Arithmetic::Exact.keep(value).to_bits(), value.to_bits());
    }

    #[test]
    fn rounding_is_odd_and_near(value in -1e3..1e3, places in 0_usize..10) {
        let rounded = round(value, places);
        prop_assert_eq!(round(-value, places), -rounded);
        let half: f64 = format!("0.{}5", "0".repeat(places)).parse().expect("a number");
        prop_assert!((rounded - value).abs() <= half * (1.0 + 1e-9) + 1e-12);
    }
}

#[test]
fn the_ends_of_the_range_print_in_full() {
    assert_eq!(decimal(f64::MAX, 0), on_paper(f64::MAX, 0));
    assert_eq!(decimal(f64::MAX, 2).len(), 312);
    assert_eq!(decimal(f64::MIN_POSITIVE, 12), "0.000000000000");
    assert_eq!(decimal(5e-324, 0), "0");
    assert_eq!(decimal(-0.0, 2), "0.00");
}
