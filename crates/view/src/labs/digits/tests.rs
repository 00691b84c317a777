//! The lab of digits: training, drawing, tables, files and random actions.

use super::scene::Scene;
use super::*;
use crate::format::percent;
use crate::keys::KeyPress;
use crate::labs::testing::{look, use_at_random};
use crate::node::html;
use crate::pointer::Gesture;
use gradlight_core::activation::Activation;
use miniz_oxide::deflate::compress_to_vec;

const UCI: &[u8] = include_bytes!("../../../../../www/data/digits.csv.gz");

fn shown(lab: &Digits) -> Node {
    html("div").children(lab.body(&look())).into()
}

/// The lab with its data, not trained.
fn opened() -> Digits {
    let mut lab = Digits::default();
    assert!(lab.arrive(data::PATH, Ok(UCI)));
    lab
}

/// The lab after so many epochs.
fn trained(epochs: usize) -> Digits {
    let mut lab = opened();
    lab.act("set-epochs", Some(&epochs.to_string()));
    lab.act("pace", Some("full"));
    lab.act("train", None);
    while lab.is_working() {
        lab.work(&mut || false);
    }
    lab
}

fn at(x: f64, y: f64, gesture: Gesture) -> Pointer {
    Pointer { gesture, x, y, width: 280.0, height: 280.0, shift: false }
}

/// Draws a stroke on the pad, in tenths of its side.
fn stroke(lab: &mut Digits, points: &[(f64, f64)]) {
    let place = |(x, y): (f64, f64)| (28.0 * x, 28.0 * y);
    let (x, y) = place(points[0]);
    lab.point("pad", &at(x, y, Gesture::Down));
    for (x, y) in points.iter().map(|point| place(*point)) {
        lab.point("pad", &at(x, y, Gesture::Move { is_down: true }));
    }
    let (x, y) = place(points[points.len() - 1]);
    lab.point("pad", &at(x, y, Gesture::Up));
}

#[test]
fn the_lab_waits_for_its_data_and_says_so() {
    let mut lab = Digits::default();
    assert_eq!(lab.wants(), [data::PATH]);
    assert!(shown(&lab).text_content().contains("on their way"));
    lab.act("train", None);
    assert!(!lab.is_playing(), "there is nothing to train on");
    lab.arrive(data::PATH, Err(&"the server answers 404".to_owned()));
    assert!(shown(&lab).text_content().contains("did not come: the server answers 404"));
}

#[test]
fn a_network_learns_the_digits_and_the_page_says_how_well() {
    let lab = trained(12);
    assert_eq!((lab.value("epoch"), lab.value("parameters")), (Some(12.0), Some(13_002.0)));
    let right = lab.value("test.accuracy").expect("tests");
    assert!(right > 0.85, "{right}");
    let text = shown(&lab).text_content();
    assert!(text.contains("12 epochs are done.") && text.contains(&percent(right)), "{text}");
}

#[test]
fn the_pace_holds_training_back() {
    let mut lab = opened();
    lab.act("pace", Some("batches"));
    lab.act("train", None);
    for _ in 0..60 {
        lab.tick(1000.0 / 60.0);
        lab.work(&mut || false);
    }
    assert!((9.0..=11.0).contains(&lab.value("batches").expect("batches")), "{:?}", lab.value("batches"));
    lab.act("train", None);
    assert!(!lab.is_playing() && !lab.is_working());
}

#[test]
fn a_drawn_seven_is_read_as_one() {
    let mut lab = trained(30);
    lab.act("clear", None);
    stroke(&mut lab, &[(3.0, 2.5), (7.0, 2.5), (4.5, 8.5)]);
    assert_eq!(lab.value("answer"), Some(7.0));
    assert!(shown(&lab).text_content().contains("It says 7"));
    lab.act("clear", None);
    assert!(shown(&lab).text_content().contains("The pad is empty."));
}

#[test]
fn the_pad_is_drawn_on_by_keys_too() {
    let mut lab = opened();
    lab.act("clear", None);
    let press = |key: &str| KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
    let does = |lab: &mut Digits, key: &str| {
        let (name, argument) = lab.key(&press(key), Focus::Figure, Some("pad")).expect(key);
        lab.act(name, argument.as_deref())
    };
    does(&mut lab, "ArrowUp");
    does(&mut lab, " ");
    assert_eq!(lab.pad.pixels[13 * SIDE + 14], 255);
    let said = does(&mut lab, "ArrowDown").narration.expect("words");
    assert_eq!(said, "Row 15, column 15, brightness 0.");
    does(&mut lab, "Delete");
    assert!(lab.pad.is_empty());
}

#[test]
fn an_open_neuron_adds_up() {
    let mut lab = trained(3);
    for (layer, place) in [(0, 4), (1, 15), (2, 9)] {
        lab.open = Some((layer, place));
        let terms: f64 = opened::terms(&lab.course.shown, (layer, place)).into_iter().map(opened::Term::product).sum();
        let bias = f64::from(lab.course.shown.classifier.layers()[layer].bias(place));
        let net = f64::from(lab.course.shown.activity.nets[layer][place]);
        assert!((terms + bias - net).abs() < 1e-4, "{terms} + {bias} for {net}");
        let text = shown(&lab).text_content();
        assert!(text.contains("z = b + Σ a·w"), "{text}");
        assert!(text.contains(if layer == 2 { "a = eᶻ / Σ eᶻ" } else { "a = σ(z)" }), "{text}");
        assert!(text.contains("δ ="), "the picture's class is known");
    }
    assert_eq!(lab.act("close", None).narration.as_deref(), Some("The neuron is closed."));
}

#[test]
fn neurons_open_under_the_pointer_and_by_keys() {
    let mut lab = opened();
    let layers = lab.layers();
    let scene = Scene { layers: &layers, size: (600.0, 400.0), camera: Camera::default() };
    let (x, y) = scene.unit((1, 3));
    let pointer = Pointer { gesture: Gesture::Down, x, y, width: 600.0, height: 400.0, shift: false };
    lab.point("network", &pointer);
    assert_eq!(lab.open, Some((1, 3)));
    let press = KeyPress { key: "ArrowRight".to_owned(), shift: false, control: false, alt: false };
    let (name, argument) = lab.key(&press, Focus::Figure, Some("network")).expect("a walk");
    let said = lab.act(name, argument.as_deref()).narration.expect("words");
    assert!(lab.open == Some((2, 3)) && said.starts_with("Output 3: activation 0."), "{said}");
}

#[test]
fn the_table_of_scores_keeps_its_length_however_long_training_goes_on() {
    let rows = |epochs: usize| plots::table(&trained(epochs).course.trainer, crate::format::Digits::default()).rows;
    let (short, long) = (rows(3), rows(16));
    assert_eq!(short.iter().map(|(epoch, _)| epoch.as_str()).collect::<Vec<_>>(), ["0", "1", "2", "3"]);
    assert_eq!((long.len(), long[0].0.as_str(), long[12].0.as_str()), (13, "0", "16"));
    assert_eq!(short[0], long[0], "both began alike");
}

#[test]
fn the_update_table_has_a_row_for_each_parameter_and_few_in_the_page() {
    let mut lab = opened();
    lab.act("part", Some("updates"));
    for first in [0, 400, 12_990] {
        lab.act("rows", Some(&first.to_string()));
        let page = shown(&lab);
        let rows = page.find_all(&|element| element.tag == "tr" && element.key.is_some());
        assert_eq!((rows.len(), lab.page.row), (updates::ROWS, first));
    }
    assert!(shown(&lab).text_content().contains("w₁₃₀₀₁"));
    lab.act("columns", Some("30"));
    let trainer = &lab.course.trainer;
    let told = |place: &u32| format!("a picture of {}", view::a_digit(trainer.train().label(*place as usize)));
    let expected: Vec<String> = trainer.next_batch()[26..].iter().map(told).collect();
    let page = shown(&lab);
    let heads =
        page.find_all(&|element| element.attribute("data-figure").is_some_and(|name| name.starts_with("batch")));
    let heads: Vec<&str> = heads.iter().filter_map(|head| head.attribute("aria-label")).collect();
    assert_eq!(heads, expected, "the last six of 32 pictures");
    lab.act("set-row", Some("13002"));
    assert!(shown(&lab).text_content().contains("Type a whole number from 0 to 13001."));
}

#[test]
fn the_update_is_the_rate_times_the_mean_wish() {
    let mut lab = opened();
    let lessons = updates::lessons(&lab.course.trainer, &lab.course.shown.classifier);
    assert_eq!(lessons.len(), 32);
    let before = lab.course.shown.classifier.clone();
    lab.act("batch", None);
    for number in [401, 12_550, 12_700, 13_001] {
        let place = before.place(number).expect("a parameter");
        let (_, mean) = updates::wishes(&lessons, place);
        let moved = f64::from(lab.course.shown.classifier.parameter(place)) - f64::from(before.parameter(place));
        assert!((moved - mean).abs() < 1e-6, "{number}: {moved} for {mean}");
    }
}

#[test]
fn every_part_shows_what_its_name_says() {
    let mut lab = trained(3);
    for (part, words) in [
        ("network", "bundles the 49 weights"),
        ("weights", "Blue pixels raise"),
        ("confusion", "test pictures are told right"),
        ("mistakes", "cost most"),
        ("updates", "Each picture’s wish, −∂E/∂w"),
    ] {
        lab.act("part", Some(part));
        assert!(shown(&lab).text_content().contains(words), "{part}");
    }
    let matrix = confusion::matrix(&lab.course.trainer);
    assert_eq!(matrix.iter().flatten().sum::<usize>(), 360);
    for place in confusion::worst(&lab.course.trainer) {
        let said = lab.act("study", Some(&place.to_string())).narration.expect("words");
        assert!(said.contains("But it is"), "{said}");
    }
}

#[test]
fn a_saved_network_opens_again_as_it_was() {
    let mut lab = trained(2);
    let network = lab.course.shown.classifier.clone();
    for action in ["save-json", "save-safetensors"] {
        let file = lab.act(action, None).save.expect("a file");
        lab.act("fresh", None);
        assert_ne!(lab.course.shown.classifier, network);
        let handled = lab.open_file(&file.name, file.content).expect("for this lab");
        assert!(handled.narration.is_some_and(|said| said.contains("of the test pictures right")), "{action}");
        assert_eq!(lab.course.shown.classifier, network);
    }
}

/// An IDX file of that magic, counts and content.
fn idx(words: &[u32], content: &[u8]) -> Vec<u8> {
    [words.iter().flat_map(|word| word.to_be_bytes()).collect(), content.to_vec()].concat()
}

/// The content as a gzip file.
fn gzipped(content: &[u8]) -> Vec<u8> {
    let crc = content.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    });
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    file.extend(compress_to_vec(content, 6));
    file.extend((!crc).to_le_bytes());
    file.extend((content.len() as u32).to_le_bytes());
    file
}

#[test]
fn a_pair_of_idx_files_becomes_the_data_packed_or_not() {
    let images = idx(&[0x803, 10, 28, 28], &[9; 7840]);
    let labels = idx(&[0x801, 10], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (images, labels) in [(images.clone(), labels.clone()), (gzipped(&images), gzipped(&labels))] {
        let mut lab = opened();
        let said = lab.open_file("train-images-idx3-ubyte", images).expect("IDX").narration.expect("words");
        assert!(said.contains("Now open the file with their labels"), "{said}");
        assert_eq!(lab.data.name, "UCI digits", "nothing has changed yet");
        lab.open_file("train-labels-idx1-ubyte", labels).expect("IDX");
        assert_eq!((lab.data.train.len(), lab.data.test.len()), (8, 2));
    }
}

#[test]
fn training_and_test_files_are_kept_apart() {
    let mut lab = opened();
    for (name, count) in [("train", 20_u32), ("t10k", 10)] {
        let labels: Vec<u8> = (0..count).map(|place| (place % 10) as u8).collect();
        let images = idx(&[0x803, count, 28, 28], &vec![9; 784 * count as usize]);
        lab.open_file(&format!("{name}-images-idx3-ubyte"), images).expect("IDX");
        lab.open_file(&format!("{name}-labels-idx1-ubyte"), idx(&[0x801, count], &labels)).expect("IDX");
    }
    assert_eq!((lab.data.train.len(), lab.data.test.len()), (20, 10));
}

#[test]
fn faulty_files_are_refused_and_training_goes_on() {
    let mut lab = opened();
    lab.act("train", None);
    let images = idx(&[0x803, 2, 28, 28], &[9; 1568]);
    let varied: Vec<u8> = (0..5000_u32).map(|place| (place * place / 7) as u8).collect();
    let cut = gzipped(&varied)[..40].to_vec();
    let narrow = Classifier::random(&[9, 4, 10], Activation::Sigmoid, Plan::default().loss, 1).expect("a network");
    let faulty: [(&str, Vec<u8>, &str); 8] = [
        ("a-ubyte", b"\x89PNG\r\n\x1a\n".to_vec(), "it begins with 89504e47"),
        ("a-ubyte", idx(&[0x803, 3, 28, 28], &[9; 1568]), "promises 2352 bytes after it, but there are 1568"),
        ("a-ubyte", idx(&[0x803, 2, 32, 32], &[9; 2048]), "its images are 32×32, but the network takes 28×28"),
        ("a.gz", cut, "its gzip is cut short"),
        ("a.json", b"{\"format\": 1}".to_vec(), "format: expected text"),
        ("a.json", narrow.to_json().into_bytes(), "it takes 9 inputs to 10 outputs, but digits take 784 to 10"),
        ("a.safetensors", vec![255; 20], "its header is longer than the file"),
        ("a.bin", vec![200; 20], "neither IDX nor a saved network"),
    ];
    for (name, content, reason) in faulty {
        let refusal = lab.open_file(name, content).expect("for this lab").refusal.expect("a refusal");
        assert!(refusal.starts_with(&format!("{name} was not opened")) && refusal.contains(reason), "{refusal}");
        assert!(lab.is_playing(), "{reason}: what was running goes on");
    }
    lab.open_file("images-ubyte", images).expect("IDX");
    let refusal = lab.open_file("labels-ubyte", idx(&[0x801, 3], &[1, 2, 3])).expect("IDX").refusal.expect("a refusal");
    assert!(refusal.contains("there are 2 images but 3 labels"), "{refusal}");
    let images = idx(&[0x803, 4, 28, 28], &[9; 3136]);
    let said = lab.open_file("other-ubyte", images).expect("IDX").narration.expect("words");
    assert!(said.contains("other-ubyte holds 4 images. Now open"), "the pair that did not fit is forgotten: {said}");
    assert_eq!(lab.data.name, "UCI digits");
}

#[test]
fn divergence_is_told_and_new_weights_start_over() {
    let mut lab = opened();
    lab.act("activation", Some("relu"));
    // No rate that can be typed takes a softmax out of the finite numbers in one epoch.
    lab.course.trainer.set_rate(1e30);
    lab.act("pace", Some("full"));
    lab.act("train", None);
    while lab.is_working() {
        lab.work(&mut || false);
    }
    assert!(shown(&lab).text_content().contains("Training diverged in epoch 1"));
    lab.act("set-rate", Some("0.1"));
    lab.act("fresh", None);
    assert!(!shown(&lab).text_content().contains("diverged") && lab.course.can_train());
}

#[test]
fn a_link_opens_the_lab_as_it_was_set() {
    let mut lab = Digits::default();
    for (name, value) in
        [("part", "weights"), ("activation", "relu"), ("size", "64"), ("pace", "slow"), ("space", "space")]
    {
        lab.act(name, Some(value));
    }
    lab.act("set-hidden", Some("30"));
    lab.act("set-rate", Some("0.1"));
    let mut other = Digits::default();
    for (name, value) in lab.link() {
        assert!(other.read_link(&name, &value), "{name}={value}");
    }
    assert_eq!(other.link(), lab.link());
    assert_eq!((other.course.plan.clone(), other.layers()), (lab.course.plan.clone(), vec![30, 10]));
    for (name, value) in [("hidden", "0"), ("rate", "fast"), ("size", "7"), ("colour", "red")] {
        assert!(!other.read_link(name, value), "{name}={value}");
    }
}

#[test]
fn every_key_has_a_number() {
    let lab = trained(1);
    for key in lab.keys() {
        assert!(lab.value(&key).is_some(), "{key}");
    }
    assert_eq!(lab.value("out10"), None);
}

#[test]
fn whatever_is_done_in_whatever_order_the_lab_stands() {
    let names = [
        "train",
        "batch",
        "fresh",
        "clear",
        "ink",
        "fits",
        "sample",
        "sample-back",
        "move",
        "turn",
        "turn-by",
        "walk",
        "close",
        "part",
        "pace",
        "size",
        "activation",
        "loss",
        "carries",
        "space",
        "rows",
        "columns",
        "study",
        "save-json",
        "set-rate",
        "set-decay",
        "set-epochs",
        "set-hidden",
        "set-seed",
        "set-row",
        "nonsense",
    ];
    let arguments = ["", "1", "3", "-2", "0.5", "1e9", "NaN", "left", "down", "updates", "full", "relu", "512", "16,4"];
    use_at_random(&ENTRY, &mut opened(), &names, &arguments, &[]);
}
