//! Any number of a pass can be nudged, and the loss answers as its derivative promises.

use gradlight_core::builtin;
use gradlight_core::nudge::Nudge;
use gradlight_core::quantity::Names;

#[test]
fn a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error() {
    for name in builtin::names() {
        let example = builtin::example(name).expect("built in");
        let names = Names::of(example.network());
        for sample in 0..example.samples().len() {
            let nudge = Nudge::of(&example, sample);
            for quantity in nudge.quantities() {
                let error = |change| nudge.compare(&quantity, change).expect("it can be nudged").error();
                let (wide, narrow) = (error(1e-2), error(1e-3));
                let what = format!("{} of {name}, sample {sample}: {wide} and {narrow}", names.id(&quantity));
                assert!(narrow <= wide / 60.0 || narrow < 1e-9, "{what}");
            }
        }
    }
}

#[test]
fn a_nudge_of_nothing_changes_nothing() {
    let nudge = Nudge::of(&builtin::example("three-classes").expect("built in"), 1);
    for quantity in nudge.quantities() {
        assert_eq!(nudge.loss_after(&quantity, 0.0), nudge.loss());
    }
}
