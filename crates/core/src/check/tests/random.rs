//! Random rounds: each is right, and wrong with any one of its numbers changed.

use proptest::prelude::*;

use crate::check::check;
use crate::example::Example;
use crate::expression::Expression as E;
use crate::quantity::Quantity as Q;
use crate::rounding::Arithmetic;
use crate::trace::Trace;

#[path = "../../../tests/support/documents.rs"]
mod documents;

/// A number inside a trace: of a step, of the values, in a formula, or the cost.
enum Place {
    Step(usize),
    Value(Q),
    Formula(usize, usize),
    Cost,
}

fn all_places(trace: &mut Trace) -> Vec<Place> {
    let mut places = vec![Place::Cost];
    places.extend((0..trace.steps.len()).map(Place::Step));
    places.extend(trace.values.keys().copied().map(Place::Value));
    for (step, formulas) in trace.steps.iter_mut().enumerate() {
        let count = numbers(&mut formulas.expression).len() + formulas.short.as_mut().map_or(0, |f| numbers(f).len());
        places.extend((0..count).map(|number| Place::Formula(step, number)));
    }
    places
}

/// Every number that stands in a formula.
fn numbers(formula: &mut E) -> Vec<&mut f64> {
    match formula {
        E::Constant(_, value) => vec![value],
        E::Sum(parts) | E::Product(parts) => parts.iter_mut().flat_map(numbers).collect(),
        E::Difference(left, right) | E::Quotient(left, right) | E::WeightedLog(left, right) => {
            numbers(left).into_iter().chain(numbers(right)).collect()
        }
        E::Negative(inner)
        | E::Square(inner)
        | E::Exp(inner)
        | E::Ln(inner)
        | E::Apply(_, inner)
        | E::Slope(_, inner) => numbers(inner),
        E::Mean(mean) => mean.values.iter_mut().chain([&mut mean.sum]).collect(),
        E::Term(..) | E::SquaredWeights(_) => Vec::new(),
    }
}

fn number<'a>(trace: &'a mut Trace, place: &Place) -> &'a mut f64 {
    match place {
        Place::Cost => &mut trace.cost,
        Place::Step(step) => &mut trace.steps[*step].value,
        Place::Value(quantity) => trace.values.get_mut(quantity).expect("a value"),
        Place::Formula(step, place) => {
            let step = &mut trace.steps[*step];
            let all = numbers(&mut step.expression).into_iter().chain(step.short.iter_mut().flat_map(numbers));
            all.into_iter().nth(*place).expect("a number")
        }
    }
}

fn arithmetics() -> impl Strategy<Value = Arithmetic> {
    prop_oneof![3 => Just(Arithmetic::Exact), 1 => (2_u8..8).prop_map(Arithmetic::Carried)]
}

proptest! {
    #[test]
    fn any_round_is_right(document in documents::documents(), arithmetic in arithmetics(), sample in 0_usize..3) {
        let example = Example::from_json(&document).expect("an example");
        let trace = Trace::of(&example, 1, sample, arithmetic);
        prop_assert_eq!(check(&example, &trace), Ok(()));
    }

    #[test]
    fn any_one_number_changed_is_refused(
        document in documents::documents(),
        arithmetic in arithmetics(),
        sample in 0_usize..3,
        which in any::<prop::sample::Index>(),
    ) {
        let example = Example::from_json(&document).expect("an example");
        let mut trace = Trace::of(&example, 1, sample, arithmetic);
        let places = all_places(&mut trace);
        let number = number(&mut trace, which.get(&places));
        // Up by the least amount there is; where there is no number, one.
        *number = if number.is_finite() { number.next_up() } else { 1.0 };
        prop_assert!(check(&example, &trace).is_err());
    }
}
