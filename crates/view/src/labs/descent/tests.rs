//! The descent lab as a user meets it.

use super::*;
use crate::drawing::NodeSurface;
use crate::labs::testing::{look, use_at_random};

fn after(by: &str, tick: usize) -> Descent {
    let mut lab = Descent::default();
    lab.act("by", Some(by));
    lab.act("set-clock", Some(&tick.to_string()));
    lab.work(&mut || false);
    lab
}

fn number(lab: &Descent, key: &str) -> f64 {
    lab.value(key).unwrap_or_else(|| panic!("{key} has a number"))
}

#[test]
fn with_the_same_samples_small_batches_make_more_updates() {
    let lab = after("samples", 80);
    assert_eq!((number(&lab, "full.seen"), number(&lab, "one.seen")), (512.0, 512.0));
    assert_eq!(["full", "mini", "one"].map(|run| number(&lab, &format!("{run}.updates"))), [4.0, 32.0, 512.0]);
    assert!(number(&lab, "mini.cost") < number(&lab, "full.cost"));
}

#[test]
fn with_the_same_updates_the_full_batch_takes_longest() {
    let lab = after("updates", 100);
    assert_eq!(["full", "mini", "one"].map(|run| number(&lab, &format!("{run}.updates"))), [100.0; 3]);
    assert!(number(&lab, "full.work") > 5.0 * number(&lab, "mini.work"));
    assert!(number(&lab, "mini.work") > 5.0 * number(&lab, "one.work"));
}

#[test]
fn what_an_update_takes_is_measured_in_slices_of_equal_length() {
    let mut lab = after("updates", 20);
    assert!(lab.value("full.measured").is_none());
    lab.act("measure", None);
    // A machine on which every update takes as long as any other.
    while lab.is_working() {
        lab.act("next", None);
        lab.work(&mut || true);
    }
    assert_eq!(["full", "mini", "one"].map(|run| number(&lab, &format!("{run}.measured"))), [1.0; 3]);
    lab.act("set-batch", Some("8"));
    assert!(lab.value("mini.measured").is_none(), "of other batches nothing is known");
}

#[test]
fn with_the_same_time_nobody_works_more_than_the_clock_allows() {
    let lab = after("work", 200);
    let allowed = lab.runs.as_ref().map_or(0, Runs::most_work) as f64 / 2.0;
    for run in ["full", "mini", "one"] {
        let spent = number(&lab, &format!("{run}.work"));
        assert!(spent <= allowed && spent > 0.9 * allowed, "{run} spent {spent} of {allowed}");
    }
}

#[test]
fn arrows_of_larger_batches_lie_closer_together() {
    let spread = |batch: &str| {
        let mut lab = Descent::default();
        lab.act("set-batch", Some(batch));
        lab.work(&mut || false);
        number(&lab, "spread")
    };
    let spreads = ["1", "8", "64", "128"].map(spread);
    assert!(spreads.windows(2).all(|pair| pair[0] > 1.5 * pair[1]), "{spreads:?}");
}

#[test]
fn in_the_shortest_slices_the_lab_shows_the_same() {
    let mut sliced = Descent::default();
    sliced.act("set-clock", Some("50"));
    while sliced.is_working() {
        sliced.work(&mut || true);
    }
    assert_eq!(sliced.cloud, after("samples", 50).cloud);
    assert_eq!(sliced.body(&look()), after("samples", 50).body(&look()));
}

#[test]
fn going_back_shows_what_was_shown_before() {
    let mut lab = after("samples", 30);
    let before = lab.body(&look());
    lab.act("last", None);
    assert_ne!(lab.body(&look()), before);
    lab.act("set-clock", Some("30"));
    assert_eq!(lab.body(&look()), before);
}

#[test]
fn a_rate_far_too_high_is_told_and_bad_numbers_are_refused() {
    let mut lab = Descent::default();
    let handled = lab.act("set-batch", Some("0"));
    assert_eq!(handled.narration.as_deref(), Some("Type a number from 1 to 128."));
    assert_eq!(number(&lab, "batch"), 16.0);
    lab.act("set-rate", Some("1000"));
    lab.act("last", None);
    assert!(lab.keys().len() > 10);
    lab.body(&look());
}

#[test]
fn a_link_opens_the_lab_as_it_was() {
    let mut lab = Descent::default();
    for (name, argument) in [
        ("set-batch", "8"),
        ("set-rate", "1.5"),
        ("set-seed", "4"),
        ("by", "work"),
        ("watch", "one"),
        ("set-clock", "77"),
    ] {
        lab.act(name, Some(argument));
    }
    lab.work(&mut || false);
    let mut again = Descent::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    again.work(&mut || false);
    assert_eq!(again.link(), lab.link());
    assert_eq!(again.body(&look()), lab.body(&look()));
    assert!(Descent::default().link().is_empty());
    for (name, value) in [("batch", "129"), ("by", "none"), ("watch", ""), ("clock", "-1"), ("rate", "0")] {
        assert!(!Descent::default().read_link(name, value), "{name}={value}");
    }
}

#[test]
fn every_figure_is_drawn_before_and_after_the_work() {
    let style = NodeSurface::style(Style::light());
    for lab in [Descent::default(), after("samples", 100)] {
        for figure in ["map", "cloud", "updates", "samples", "work"] {
            let picture = NodeSurface::picture((400, 300), |ink| lab.draw(figure, ink, &style));
            assert!(!picture.children.is_empty() && lab.fingerprint(figure).is_some(), "{figure}");
        }
    }
}

#[test]
fn whatever_is_done_in_whatever_order_the_lab_stands() {
    let names = [
        "play",
        "next",
        "back",
        "first",
        "last",
        "by",
        "pace",
        "watch",
        "set-batch",
        "set-rate",
        "set-seed",
        "set-clock",
        "nonsense",
    ];
    let arguments = ["", "1", "3", "-2", "0.5", "1e9", "NaN", "work", "updates", "full", "one", "fast", "300"];
    use_at_random(&ENTRY, &mut Descent::default(), &names, &arguments, &[]);
}
