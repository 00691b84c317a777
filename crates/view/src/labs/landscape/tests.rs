//! The landscape lab as a user meets it.

use gradlight_core::search::Method;

use super::*;
use crate::drawing::NodeSurface;
use crate::labs::testing::{look, use_at_random};

fn finished() -> Landscape {
    let mut lab = Landscape::default();
    lab.act("last", None);
    lab
}

fn number(lab: &Landscape, key: &str) -> f64 {
    lab.value(key).unwrap_or_else(|| panic!("{key} has a number"))
}

#[test]
fn descent_is_caught_where_the_genetic_algorithm_is_not() {
    let lab = finished();
    assert!((number(&lab, "lowest") - 0.055).abs() < 0.001);
    for caught in ["gd", "sgd", "momentum"] {
        assert!(number(&lab, &format!("{caught}.best")) > 0.13, "{caught}");
    }
    assert!(number(&lab, "genetic.best") < 0.0552);
}

#[test]
fn annealing_leaves_the_minimum_that_catches_descent_from_most_seeds() {
    let finds = |seed: &u64| {
        let mut lab = Landscape::default();
        lab.act("set-seed", Some(&seed.to_string()));
        lab.act("last", None);
        number(&lab, "annealing.best") < 0.056
    };
    let found = (1..=10).filter(finds).count();
    assert!(found >= 9, "from {found} of 10 seeds");
}

#[test]
fn every_searcher_spends_about_the_same() {
    let lab = finished();
    let budget = ROUNDS as f64 * 2.0 * number(&lab, "samples");
    for method in Method::ALL {
        let spent = number(&lab, &format!("{}.passes", method.name()));
        assert!(spent <= budget && spent > 0.95 * budget, "{method:?} spent {spent} of {budget}");
    }
}

#[test]
fn many_starts_find_three_minima_the_flat_one_lowest() {
    let mut lab = Landscape::default();
    lab.act("release", Some("starts"));
    lab.act("last", None);
    assert_eq!(number(&lab, "minima"), 3.0, "{}", view::standing(&lab));
    let costs = [1, 2, 3].map(|place| number(&lab, &format!("minimum{place}.cost")));
    for (cost, expected) in costs.iter().zip([0.0549, 0.1372, 0.1816]) {
        assert!((cost - expected).abs() < 0.001, "{costs:?}");
    }
}

#[test]
fn going_back_shows_what_was_shown_before() {
    let mut lab = Landscape::default();
    lab.act("set-round", Some("40"));
    lab.work(&mut || false);
    let before = lab.body(&look());
    lab.act("last", None);
    assert_ne!(lab.body(&look()), before);
    lab.act("set-round", Some("40"));
    lab.work(&mut || false);
    assert_eq!(lab.body(&look()), before);
}

#[test]
fn a_link_opens_the_lab_as_it_was() {
    let mut lab = Landscape::default();
    for (name, argument) in [
        ("example", "xor"),
        ("set-seed", "7"),
        ("across", "5"),
        ("up", "2"),
        ("set-reach", "3.5"),
        ("set-rate", "0,25"),
        ("set-momentum", "0.5"),
        ("set-heat", "0.3"),
        ("height", "log"),
        ("show", "sgd"),
        ("start", "0.1,-0.2"),
        ("turn", "60,10"),
        ("set-round", "60"),
    ] {
        lab.act(name, Some(argument));
    }
    lab.work(&mut || false);
    let mut again = Landscape::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    again.work(&mut || false);
    assert_eq!(again.link(), lab.link());
    assert_eq!(again.body(&look()), lab.body(&look()));
    assert!(Landscape::default().link().is_empty());
    for (name, value) in [("example", "none"), ("axes", "1,1"), ("axes", "0,2"), ("start", "a,b"), ("rate", "-1")] {
        assert!(!Landscape::default().read_link(name, value), "{name}={value}");
    }
}

#[test]
fn a_faulty_number_is_refused_in_a_sentence_and_changes_nothing() {
    let mut lab = finished();
    let before = number(&lab, "gd.cost");
    let handled = lab.act("set-rate", Some("fast"));
    assert_eq!(handled.narration.as_deref(), Some("“fast” is not a number. Type one such as 0.5 or 5e-3."));
    lab.act("set-rate", Some("-3"));
    assert_eq!((number(&lab, "rate"), number(&lab, "gd.cost")), (4.0, before));
}

#[test]
fn a_rate_far_too_high_is_told_as_divergence_and_the_rest_goes_on() {
    let mut lab = Landscape::default();
    lab.act("example", Some("two-two-one-linear"));
    lab.act("set-rate", Some("50"));
    let said = lab.act("last", None).narration.unwrap_or_default();
    assert!(said.contains("Gradient descent has diverged"), "{said}");
    assert!(number(&lab, "annealing.best").is_finite());
    lab.body(&look());
}

#[test]
fn keys_move_the_start_turn_the_relief_and_step_the_race() {
    let press = |key: &str| KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
    let mut lab = Landscape::default();
    let hit = |lab: &mut Landscape, key: &str, figure| {
        let (name, argument) = lab.key(&press(key), Focus::Figure, figure).expect("a key that is used");
        lab.act(name, argument.as_deref());
    };
    lab.act("start", Some("0,0"));
    let start = lab.start();
    hit(&mut lab, "ArrowLeft", Some("contour"));
    assert!((start[0] - lab.start()[0] - 0.35).abs() < 0.01 && start[1] == lab.start()[1]);
    let turn = lab.turn;
    hit(&mut lab, "ArrowRight", Some("relief"));
    assert_eq!(lab.turn, turn + TURN);
    hit(&mut lab, "ArrowRight", None);
    assert_eq!(number(&lab, "round"), 1.0);
    hit(&mut lab, "End", None);
    assert_eq!(number(&lab, "round"), ROUNDS as f64);
}

#[test]
fn all_examples_are_drawn_in_both_planes() {
    let style = NodeSurface::style(Style::light());
    for name in terrain::names() {
        for plane in ["parameters", "random"] {
            let mut lab = Landscape::default();
            lab.act("example", Some(name));
            lab.act("plane", Some(plane));
            lab.act("set-round", Some("20"));
            for _ in 0..2 {
                for figure in ["contour", "relief", "race"] {
                    let picture = NodeSurface::picture((400, 300), |ink| lab.draw(figure, ink, &style));
                    assert!(!picture.children.is_empty(), "{name} {plane} {figure}");
                }
                lab.work(&mut || false);
            }
            assert!(lab.keys().iter().all(|key| lab.value(key).is_some()));
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
        "turn",
        "start",
        "another-seed",
        "set-rate",
        "set-momentum",
        "set-heat",
        "set-reach",
        "set-seed",
        "set-round",
        "example",
        "across",
        "up",
        "plane",
        "release",
        "height",
        "pace",
        "show",
        "nonsense",
    ];
    let arguments = ["", "1", "3", "-2", "0.5", "1e9", "NaN", "xor", "random", "starts", "log", "0.1,0.2", "genetic"];
    use_at_random(&ENTRY, &mut Landscape::default(), &names, &arguments, &["axes"]);
}
