//! The numbers of the five lectures, each as it is written there and as the engine has it, and the page of
//! documentation that says where each idea has its place.

use gradlight_core::activation::Activation;
use gradlight_core::builtin;
use gradlight_core::classifier::Classifier;
use gradlight_core::example::{Example, Update};
use gradlight_core::loss::Loss;
use gradlight_core::quantity::Names;
use gradlight_core::rounding::{Arithmetic, decimal};
use gradlight_core::tabular::Table;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
use gradlight_view::labs::{Exhibit, entry};

/// A number: as it is written, and as the engine has it.
type Number = (&'static str, f64);

/// A lab in its opening state.
fn lab(name: &str) -> Box<dyn Exhibit> {
    (entry(name).unwrap_or_else(|| panic!("a lab {name}")).open)()
}

/// The numbers of a lab's keys, after some actions.
fn of_lab(name: &str, actions: &[(&str, &str)], numbers: &[(&'static str, &str)]) -> Vec<Number> {
    let mut lab = lab(name);
    for (action, argument) in actions {
        lab.act(action, Some(argument));
    }
    let value = |key: &str| lab.value(key).unwrap_or_else(|| panic!("{name} has {key}"));
    numbers.iter().map(|(written, key)| (*written, value(key))).collect()
}

/// The numbers of a round's quantities, the one after so many updates.
fn of_round(example: &Example, finished: usize, numbers: &[(&'static str, &str)]) -> Vec<Number> {
    let start = Run::complete(example, finished, Arithmetic::Exact).example_after(finished);
    let trace = Trace::of(&start, finished + 1, 0, Arithmetic::Exact);
    let names = Names::of(example.network());
    let steps = trace.steps();
    let value = |id: &str| {
        let step = steps.iter().find(|step| names.id(&step.quantity) == id);
        step.unwrap_or_else(|| panic!("a step {id}")).value
    };
    numbers.iter().map(|(written, id)| (*written, value(id))).collect()
}

fn built_in(name: &str) -> Example {
    builtin::example(name).unwrap_or_else(|| panic!("an example {name}"))
}

/// The first lecture: a tumour's measurements, one neuron, one score.
fn first() -> Vec<Number> {
    let tumours = Table::read(include_bytes!("../../../www/data/breast_cancer.csv")).expect("the data");
    let neuron = [
        ("0.96", "x1"),
        ("0.7", "w1"),
        ("0.01", "x2"),
        ("0.2", "w2"),
        ("−0.01", "x3"),
        ("0.4", "w3"),
        ("0.5", "x4"),
        ("0.7", "w4"),
        ("0.6", "x5"),
        ("0.5", "w5"),
        ("0.3", "b"),
        ("1.62", "z"),
        ("0.8348", "a"),
        ("0.83", "a"),
    ];
    let score = [
        ("0.16", "lecture.difference1"),
        ("0.01", "lecture.difference2"),
        ("0.0004", "lecture.difference3"),
        ("0.0568", "lecture.cost"),
    ];
    let mut numbers = vec![("17.99", tumours.rows[0][0]), ("10.38", tumours.rows[0][1])];
    numbers.extend(of_lab("neuron", &[], &neuron));
    numbers.extend(of_lab("tumour", &[], &score));
    numbers
}

/// The second lecture, but for its worked example: activation that spreads, and a graph forward and back.
fn second() -> Vec<Number> {
    let graph = [
        ("−2", "x"),
        ("5", "y"),
        ("−4", "z"),
        ("3", "q"),
        ("−12", "f"),
        ("1", "d.f"),
        ("3", "d.z"),
        ("−4", "d.q"),
        ("−4", "d.y"),
        ("−4", "d.x"),
    ];
    let mut numbers = of_lab("spreading", &[], &[("1", "a1.1"), ("0.5", "a2.1")]);
    numbers.extend(of_lab("graph", &[], &graph));
    numbers
}

/// The second lecture's worked example, its first round and where 10,000 rounds lead.
fn worked_example() -> Vec<Number> {
    let example = built_in(builtin::CLASSICAL);
    let first = [
        ("0.3775", "forward.h1.net"),
        ("0.593269992", "forward.h1.out"),
        ("0.3925", "forward.h2.net"),
        ("0.596884378", "forward.h2.out"),
        ("1.105905967", "forward.o1.net"),
        ("0.75136507", "forward.o1.out"),
        ("1.224921404", "forward.o2.net"),
        ("0.772928465", "forward.o2.out"),
        ("0.274811083", "loss.o1"),
        ("0.023560026", "loss.o2"),
        ("0.298371109", "loss.total"),
        ("0.082167041", "backward.w5"),
        ("0.149780716", "update.w1"),
        ("0.199561432", "update.w2"),
        ("0.249751144", "update.w3"),
        ("0.299502287", "update.w4"),
        ("0.358916480", "update.w5"),
        ("0.408666186", "update.w6"),
        ("0.511301270", "update.w7"),
        ("0.561370121", "update.w8"),
    ];
    let last = [("0.0000351019", "loss.total"), ("0.015914", "forward.o1.out"), ("0.984064", "forward.o2.out")];
    let slip = example.with_update(Update::Sequential);
    let printed = [("0.015912196", "forward.o1.out"), ("0.984065734", "forward.o2.out")];
    let mut numbers = of_round(&example, 0, &first);
    numbers.extend(of_round(&example, 1, &[("0.291027774", "loss.total")]));
    numbers.extend(of_round(&example, 10_000, &last));
    numbers.extend(of_round(&slip, 1, &[("0.291027924", "loss.total")]));
    numbers.extend(of_round(&slip, 10_000, &printed));
    numbers
}

/// The third lecture: five classes, two partial derivatives, sensitivity, the chain of five factors.
fn third() -> Vec<Number> {
    let classes = [
        ("0.234", "h1"),
        ("0.678", "h2"),
        ("0.102", "h3"),
        ("0.020", "h4"),
        ("0.800", "h5"),
        ("1.6094", "term5"),
        ("0.69897", "decimal5"),
    ];
    let chain = [
        ("−0.241", "forward.o1.net"),
        ("0.44", "forward.o1.out"),
        ("0.44", "rounded.a"),
        ("0.1568", "rounded.cost"),
        ("0.2464", "rounded.d_act"),
        ("−0.56", "rounded.d_out"),
        ("−0.137984", "rounded.delta"),
    ];
    let mut numbers = of_lab("cross-entropy", &[], &classes);
    numbers.extend(of_lab("graph", &[("preset", "linear")], &[("12", "d.x"), ("−3", "d.k")]));
    numbers.extend(of_lab("nudge", &[], &[("20", "derivative"), ("−0.1", "nudge"), ("−2", "predicted")]));
    let hardly = [("0.01", "derivative"), ("−0.001", "predicted"), ("−0.001", "true")];
    numbers.extend(of_lab("nudge", &[("pick", "forward.h2.net")], &hardly));
    numbers.extend(of_lab("chain", &[], &chain));
    numbers
}

/// The fourth lecture: the digits' network, an output's wish, the table of updates.
fn fourth() -> Vec<Number> {
    let digits = Classifier::random(&[784, 16, 16, 10], Activation::Sigmoid, Loss::HalfSquaredError, 1).expect("sizes");
    let biases = digits.sizes()[1..].iter().sum::<usize>();
    let mut numbers = vec![
        ("13,002", digits.parameters() as f64),
        ("42", biases as f64),
        ("12,960", (digits.parameters() - biases) as f64),
    ];
    numbers.extend(of_lab("wishes", &[], &[("0.2", "forward.o3.out"), ("1", "target.o3")]));
    let table = [
        ("w0", ["−0.08", "+0.02", "−0.02", "+0.11", "−0.05", "−0.14", "−0.08"]),
        ("w1", ["−0.11", "+0.11", "+0.07", "+0.02", "+0.09", "+0.05", "+0.12"]),
        ("w2", ["−0.07", "−0.04", "−0.01", "+0.02", "+0.13", "−0.15", "−0.06"]),
        ("w13001", ["+0.13", "+0.08", "−0.06", "−0.09", "−0.02", "+0.04", "+0.04"]),
    ];
    for (row, entries) in table {
        let keys = ["1", "2", "3", "4", "5", "6", "average"].map(|column| format!("{row}.{column}"));
        for (written, key) in entries.into_iter().zip(keys) {
            numbers.extend(of_lab("wishes", &[], &[(written, key.as_str())]));
        }
    }
    numbers
}

/// The fifth lecture: the linear network before and after its first round.
fn fifth() -> Vec<Number> {
    let example = built_in("two-two-one-linear");
    let first = [
        ("0.85", "forward.h1.out"),
        ("0.48", "forward.h2.out"),
        ("0.191", "forward.o1.out"),
        ("0.327", "loss.total"),
        ("0.121326", "update.w1"),
        ("0.226989", "update.w2"),
        ("0.132135", "update.w3"),
        ("0.0982025", "update.w4"),
        ("0.1743825", "update.w5"),
        ("0.169416", "update.w6"),
    ];
    let mut numbers = of_round(&example, 0, &first);
    numbers.extend(of_round(&example, 1, &[("0.2557", "forward.o1.out"), ("0.26", "forward.o1.out")]));
    numbers
}

/// Whether a value, rounded to as many places as are written, is what is written.
fn holds((written, value): Number) -> bool {
    let plain = written.replace('−', "-").replace([',', '+'], "");
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    decimal(value, places) == plain
}

#[test]
fn every_number_of_the_lectures_is_the_engines() {
    for (lecture, numbers) in
        [("1", first()), ("2", second()), ("2", worked_example()), ("3", third()), ("4", fourth()), ("5", fifth())]
    {
        for number in numbers {
            assert!(holds(number), "lecture {lecture} has {}, the engine {}", number.0, number.1);
        }
    }
}

const PAGE: &str = include_str!("../../../docs/lectures.md");

/// Numbers of the score of the first lecture: outputs and what was expected of them, from which its differences follow.
const SCORED: [&str; 6] = ["0.83", "0.43", "0.13", "0.23", "0.27", "0.25"];

#[test]
fn no_number_of_the_documentation_goes_untested() {
    let known: Vec<&str> = [first(), second(), worked_example(), third(), fourth(), fifth()]
        .into_iter()
        .flatten()
        .map(|(written, _)| written.trim_start_matches(['−', '+']))
        .chain(SCORED)
        .chain(["10,000"])
        .collect();
    for word in PAGE.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ','))) {
        let number = word.trim_matches(['.', ',']);
        if number.contains(['.', ',']) {
            assert!(known.contains(&number), "{number} is asserted by no test");
        }
    }
}

#[test]
fn every_lab_that_the_documentation_names_is_there_and_every_lab_is_named() {
    let rows = PAGE.lines().filter(|line| line.starts_with("| ") || line.starts_with("Each slip"));
    let places: Vec<&str> = rows.filter_map(|row| row.split(" lab").nth(1)).collect();
    assert!(places.len() > 20, "{places:?}");
    let named: Vec<&str> = places.iter().flat_map(|place| place.split('`').skip(1).step_by(2)).collect();
    for name in &named {
        assert!(entry(name).is_some() || builtin::example(name).is_some(), "there is no lab or example “{name}”");
    }
    for lab in gradlight_view::labs::ALL {
        assert!(named.contains(&lab.name), "the documentation says nothing of lab “{}”", lab.name);
    }
}
