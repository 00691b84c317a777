//! The tumour lab as a user meets it.

use super::*;
use crate::drawing::NodeSurface;
use crate::labs::testing::{look, use_at_random};

fn opened() -> Tumour {
    let mut lab = Tumour::default();
    let bytes = include_bytes!("../../../../../www/data/breast_cancer.csv");
    assert!(lab.arrive(DATA, Ok(bytes)));
    lab.work(&mut || false);
    lab
}

fn trained() -> Tumour {
    let mut lab = opened();
    lab.act("train", None);
    lab.work(&mut || false);
    lab
}

fn number(lab: &Tumour, key: &str) -> f64 {
    lab.value(key).unwrap_or_else(|| panic!("{key} has a number"))
}

fn words(lab: &Tumour) -> String {
    lab.body(&look()).iter().map(Node::text_content).collect()
}

#[test]
fn the_first_tumour_is_doubtful_before_training_and_malignant_after() {
    let before = opened();
    assert_eq!((number(&before, "radius"), number(&before, "texture"), number(&before, "target")), (17.99, 10.38, 1.0));
    assert!((0.1..0.9).contains(&number(&before, "likelihood")));
    let after = trained();
    assert!(number(&after, "likelihood") > 0.9);
    assert!(number(&after, "accuracy") >= 0.96, "{}", number(&after, "accuracy"));
    assert_eq!(number(&after, "epochs"), 30.0);
}

#[test]
fn until_the_data_come_it_says_so_and_what_went_wrong_is_told() {
    let mut lab = Tumour::default();
    assert!(words(&lab).contains("being loaded"));
    lab.act("train", None);
    assert!(!lab.is_working());
    assert!(lab.arrive(DATA, Err(&"the server answers 404".to_owned())));
    assert!(words(&lab).contains("could not be read. the server answers 404"), "{}", words(&lab));
    assert!(lab.arrive(DATA, Ok(b"2,1,a,b\n1,0\n2,1\n")));
    assert!(words(&lab).contains("It has not the thirty features"), "{}", words(&lab));
    assert!(lab.arrive(DATA, Ok(b"2,1,a,b\n1,0\nx,1\n")));
    assert!(words(&lab).contains("Line 3, column 1: “x” is not a finite number."), "{}", words(&lab));
    assert!(!lab.arrive("data/other.csv", Ok(b"")));
}

#[test]
fn the_loop_goes_through_its_six_steps_and_back() {
    let mut lab = opened();
    let cost = number(&lab, "batch.cost");
    let told: Vec<String> = (0..6).map(|_| lab.act("next", None).narration.unwrap_or_default()).collect();
    let begun = ["Run it", "Score it", "Find how", "Update", "Repeat", "Run it"];
    for (told, begun) in told.iter().zip(begun) {
        assert!(told.starts_with(begun), "{told}");
    }
    assert_eq!(number(&lab, "updates"), 1.0);
    for _ in 0..4 {
        lab.act("back", None);
    }
    assert_eq!((number(&lab, "updates"), number(&lab, "batch.cost")), (0.0, cost));
    assert!(lab.act("back", None).narration.is_some_and(|told| told.starts_with("Run it")));
    assert!(lab.act("back", None).narration.is_some_and(|told| told.starts_with("Initialise")));
}

#[test]
fn in_slices_or_at_once_the_training_is_the_same() {
    let mut sliced = opened();
    sliced.act("train", None);
    while sliced.is_working() {
        sliced.work(&mut || true);
    }
    assert_eq!(sliced.keys().iter().map(|key| number(&sliced, key)).collect::<Vec<_>>(), {
        let lab = trained();
        lab.keys().iter().map(|key| number(&lab, key)).collect::<Vec<_>>()
    });
}

#[test]
fn the_likelihood_follows_a_measurement() {
    let mut lab = trained();
    lab.act("kind", Some("worst"));
    let before = number(&lab, "likelihood");
    lab.act("set-x1", Some("8"));
    lab.act("set-x8", Some("0"));
    assert!(number(&lab, "likelihood") < before);
    assert!(words(&lab).contains("changed by hand"));
    lab.act("set-x1", Some("wide"));
    assert!(words(&lab).contains("“wide” is not a number"));
    lab.act("own", None);
    assert_eq!(number(&lab, "likelihood"), before);
}

#[test]
fn a_lower_threshold_misses_no_more_and_alarms_no_less() {
    let mut lab = trained();
    lab.act("set-threshold", Some("0.9"));
    let (missed, alarms) = (number(&lab, "false_negative"), number(&lab, "false_positive"));
    lab.act("set-threshold", Some("0.1"));
    assert!(number(&lab, "false_negative") <= missed && number(&lab, "false_positive") >= alarms);
    assert!(number(&lab, "area") > 0.98);
}

#[test]
fn every_level_says_what_it_shows_and_the_neuron_s_sum_is_its_net() {
    let mut lab = trained();
    let levels = ["A prediction machine", "The network in the machine", "The neuron’s maths"];
    for (level, begun) in levels.iter().enumerate() {
        let told = lab.act("level", Some(&level.to_string())).narration.unwrap_or_default();
        assert!(told.starts_with(begun), "{told}");
        assert!(!words(&lab).is_empty());
    }
    lab.act("neuron", Some("8"));
    assert_eq!(number(&lab, "a"), number(&lab, "likelihood"));
    lab.act("neuron", Some("lecture"));
    assert!((number(&lab, "z") - 1.62).abs() < 1e-12);
    let written = words(&lab);
    for part in ["0.7 · 0.96", "0.4 · (−0.01)", "σ(1.62) = 0.8348"] {
        assert!(written.contains(part), "{part} in {written}");
    }
}

#[test]
fn clicks_go_down_to_a_neuron_and_out_again() {
    let mut lab = trained();
    let click = |lab: &mut Tumour, x: f64, y: f64| {
        let pointer = Pointer { gesture: Gesture::Down, x, y, width: 1000.0, height: 450.0, shift: false };
        lab.point("zoom", &pointer);
    };
    click(&mut lab, 500.0, 225.0);
    assert_eq!(lab.depth, 1.0);
    let network = lab.study().expect("data").network().clone();
    let (x, y) = zoom::place_of(&network, Neuron::new(0, 5));
    let scale = 0.97 * 1000.0 / 420.0;
    click(&mut lab, 500.0 + x * scale, 225.0 + y * scale);
    assert_eq!((lab.depth, lab.neuron), (2.0, Neuron::new(0, 5)));
    click(&mut lab, 500.0, 225.0);
    assert_eq!(lab.depth, 1.0);
}

#[test]
fn a_link_opens_the_lab_as_it_was() {
    let mut lab = opened();
    for (name, argument) in [
        ("set-seed", "3"),
        ("set-hidden", "4"),
        ("set-rate", "0.5"),
        ("set-batch", "32"),
        ("part", "test"),
        ("set-row", "20"),
        ("kind", "error"),
        ("set-x2", "1.5"),
        ("set-threshold", "0.3"),
        ("neuron", "2"),
        ("level", "2"),
        ("epoch", ""),
        ("next", ""),
    ] {
        lab.act(name, Some(argument));
    }
    lab.work(&mut || false);
    let mut again = Tumour::default();
    for (name, value) in lab.link() {
        assert!(again.read_link(&name, &value), "{name}={value}");
    }
    again.arrive(DATA, Ok(include_bytes!("../../../../../www/data/breast_cancer.csv")));
    again.work(&mut || false);
    assert_eq!(again.link(), lab.link());
    assert_eq!(again.body(&look()), lab.body(&look()));
    assert!(Tumour::default().link().is_empty());
    for (name, value) in [("changed", "31:1"), ("changed", "x"), ("neuron", "99"), ("step", "-1"), ("row", "570")] {
        assert!(!Tumour::default().read_link(name, value), "{name}={value}");
    }
}

#[test]
fn figures_are_drawn_in_every_part() {
    let lab = trained();
    let style = NodeSurface::style(Style::light());
    for figure in ["cost", "roc"] {
        let picture = NodeSurface::picture((400, 300), |ink| lab.draw(figure, ink, &style));
        assert!(picture.children.len() > 10, "{figure}");
        assert!(lab.fingerprint(figure).is_some());
    }
}

#[test]
fn whatever_is_done_in_whatever_order_the_lab_stands() {
    let names = [
        "play",
        "next",
        "back",
        "first",
        "train",
        "epoch",
        "deeper",
        "higher",
        "level",
        "own",
        "part",
        "kind",
        "pace",
        "neuron",
        "set-row",
        "set-threshold",
        "set-rate",
        "set-batch",
        "set-hidden",
        "set-seed",
        "set-depth",
        "set-x1",
        "set-x9",
        "nonsense",
    ];
    let arguments =
        ["", "1", "3", "-2", "0.5", "1e9", "NaN", "test", "features", "training", "worst", "epochs", "lecture"];
    use_at_random(&ENTRY, &mut opened(), &names, &arguments, &["neuron"]);
}
