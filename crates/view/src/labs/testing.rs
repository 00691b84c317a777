//! What the tests of labs share: reference values, and random use.

use gradlight_core::random::Random;
use serde_json::Value;

use super::{Entry, Exhibit, Look};
use crate::format::Digits;
use crate::node::{Node, html};

/// A desk's look.
pub(super) fn look() -> Look {
    Look { digits: Digits::default(), width: 1200.0, scale: 1.0 }
}

/// What a lab shows.
pub(super) fn shown(lab: &dyn Exhibit) -> Node {
    html("div").children(lab.body(&look())).into()
}

/// What a lab says.
pub(super) fn text(lab: &dyn Exhibit) -> String {
    shown(lab).text_content()
}

/// How far a value may be from the reference, relative to it.
const TOLERANCE: f64 = 1e-12;

/// The 50-digit reference.
pub(super) fn reference() -> Value {
    serde_json::from_str(include_str!("../../../core/tests/data/reference.json")).expect("the reference is JSON")
}

/// All numbers of a nested list, in order.
pub(super) fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        Value::String(digits) => vec![digits.parse().expect("digits")],
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        other => panic!("{other} holds no numbers"),
    }
}

/// Holds a lab's number against the reference.
#[track_caller]
pub(super) fn assert_reference(found: Option<f64>, expected: &Value) {
    close(found, flat(expected)[0]);
}

/// Holds a lab's number against another.
#[track_caller]
pub(super) fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("the lab has this number");
    assert!((found - expected).abs() <= TOLERANCE * expected.abs().max(1e-3), "{found}, not {expected}");
}

/// Does random things with a lab: nothing panics, every key has its number, and a link reopens what it shows.
pub(super) fn wander(entry: &Entry, names: &[&str], arguments: &[&str]) {
    let mut random = Random::seeded(7);
    for _ in 0..12 {
        let mut lab = (entry.open)();
        for _ in 0..25 {
            let name = names[random.below(names.len())];
            let argument = arguments[random.below(arguments.len() + 1).min(arguments.len() - 1)];
            lab.act(name, Some(argument).filter(|argument| *argument != "x"));
            lab.tick(random.uniform() * 3000.0);
        }
        lab.work(&mut || false);
        assert!(!text(lab.as_ref()).is_empty() && !lab.hint().is_empty());
        for key in lab.keys() {
            assert!(lab.value(&key).is_some(), "{}: {key}", entry.name);
        }
        let mut again = (entry.open)();
        for (name, value) in lab.link() {
            assert!(again.read_link(&name, &value), "{}: {name}={value}", entry.name);
        }
        again.work(&mut || false);
        assert_eq!(again.link(), lab.link(), "{}", entry.name);
        assert_eq!(again.keys(), lab.keys(), "{}", entry.name);
        assert!(!again.read_link("no-such-field", "1"));
    }
}

/// Does random things with a lab that works in slices, each ended at random: nothing panics, every key has its number,
/// and every field of a link can be read, but those that hang on what else the lab was set to.
pub(super) fn use_at_random(
    entry: &Entry,
    lab: &mut dyn Exhibit,
    names: &[&str],
    arguments: &[&str],
    hanging: &[&str],
) {
    let mut random = Random::seeded(11);
    for _ in 0..300 {
        lab.act(names[random.below(names.len())], Some(arguments[random.below(arguments.len())]));
        lab.tick(16.0);
        let mut slices = random.below(100);
        lab.work(&mut || {
            slices = slices.saturating_sub(1);
            slices == 0
        });
        lab.body(&look());
        assert!(lab.keys().iter().all(|key| lab.value(key).is_some()));
        for (name, value) in lab.link() {
            assert!((entry.open)().read_link(&name, &value) || hanging.contains(&name.as_str()), "{name}={value}");
        }
    }
}
