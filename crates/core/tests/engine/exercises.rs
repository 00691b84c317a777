//! Exercises drawn from a seed: other numbers in the same network, short, sound and the same for ever.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::exercise::drawn;

fn numbers(example: &Example) -> Vec<f64> {
    let network = example.network();
    let samples = example.samples().iter().flat_map(|sample| sample.input.iter().chain(&sample.target));
    network.weights().iter().chain(network.biases()).chain(samples).copied().collect()
}

#[test]
fn every_sheet_is_sound_short_and_its_own() {
    for name in builtin::names() {
        let example = builtin::example(name).expect("built in");
        let mut seen: Vec<Vec<f64>> = Vec::new();
        for number in 1..=40 {
            let sheet = drawn(&example, 7, number);
            assert_eq!(Example::from_json(&sheet.to_json()).as_ref(), Ok(&sheet), "{name} {number} is sound");
            for value in numbers(&sheet) {
                let hundredths = value * 100.0;
                assert!((hundredths - hundredths.round()).abs() < 1e-9 && value.abs() < 10.0, "{name}: {value}");
            }
            assert!(!seen.contains(&numbers(&sheet)) && numbers(&sheet) != numbers(&example), "{name} {number}");
            seen.push(numbers(&sheet));
            assert_eq!(sheet.network().layers(), example.network().layers());
            let shares = |example: &Example| {
                (0..sheet.network().layers().len()).map(|l| example.shares_bias(l)).collect::<Vec<_>>()
            };
            assert_eq!(shares(&sheet), shares(&example), "{name}: a shared bias stays shared");
        }
    }
}

#[test]
fn a_sheet_depends_on_seed_and_number_alone() {
    let example = builtin::example(builtin::CLASSICAL).expect("built in");
    assert_eq!(drawn(&example, 3, 5), drawn(&example, 3, 5));
    assert_ne!(drawn(&example, 3, 5), drawn(&example, 4, 5));
    assert_ne!(drawn(&example, 3, 5), drawn(&example, 3, 6));
    // Written down, so that a sheet printed today has the key of tomorrow.
    assert_eq!(drawn(&example, 3, 5).network().weights(), [0.1, 0.1, 0.3, -0.2, 0.2, 0.4, 0.55, 0.35]);
}

#[test]
fn yes_and_no_stay_what_they_mean() {
    let xor = builtin::example("xor").expect("built in");
    let sheet = drawn(&xor, 1, 1);
    for (drawn, given) in sheet.samples().iter().zip(xor.samples()) {
        assert_eq!(drawn.input, given.input);
        assert!(drawn.target.iter().all(|target| *target == 0.0 || *target == 1.0));
    }
    let classes = drawn(&builtin::example("three-classes").expect("built in"), 1, 1);
    assert!(classes.samples().iter().all(|sample| sample.target.iter().sum::<f64>() == 1.0));
}
