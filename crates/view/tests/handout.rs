//! Handouts as a teacher hands them out: every number is the trace's, blanks tell nothing, the key tells all.

use gradlight_core::builtin;
use gradlight_core::example::Example;
use gradlight_core::exercise::drawn;
use gradlight_core::quantity::Names;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::trace::Trace;
use gradlight_core::train::Run;
use gradlight_view::format::Digits;
use gradlight_view::handout::{Class, Kind, Order, sheets};
use gradlight_view::node::{Element, Node};
use gradlight_view::notation::Notation;
use gradlight_view::paper::{self, Field};
use gradlight_view::update::Window;
use gradlight_view::views::page::page;
use gradlight_view::{Action, State, update};

fn built_in(name: &str) -> Example {
    builtin::example(name).expect("built in")
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attribute("class").is_some_and(|all| all.split(' ').any(|own| own == class))
}

fn count(nodes: &[Node], class: &str) -> usize {
    nodes.iter().map(|node| node.find_all(&|element| has_class(element, class)).len()).sum()
}

/// Every shown quantity of a sheet that has a value, as text in full.
fn shown(node: &Node) -> Vec<(String, f64)> {
    let found = node.find_all(&|element| element.attribute("data-value").is_some());
    let pair = |element: &&Element| {
        let value = element.attribute("data-value").and_then(|value| value.parse().ok()).expect("a number");
        (element.attribute("data-quantity").expect("a quantity").to_owned(), value)
    };
    found.iter().map(pair).collect()
}

/// Fails unless each number of the sheet is that of the round's trace, and every step is there.
fn assert_traced(sheet: &Node, example: &Example, round: usize, steps: bool) {
    let start = Run::complete(example, round - 1, Arithmetic::Exact).example_after(round - 1);
    let trace = Trace::of(&start, round, 0, Arithmetic::Exact);
    let names = Names::of(example.network());
    let computed: Vec<_> = trace.steps().iter().map(|step| (names.id(&step.quantity), step.value)).collect();
    let numbers = shown(sheet);
    for (id, value) in &numbers {
        let given = || gradlight_core::quantity::givens(&start).into_iter().find(|it| names.id(it) == *id);
        let right = computed.iter().find(|(known, _)| known == id).map(|(_, value)| *value);
        let right = right.or_else(|| trace.value(&given()?)).unwrap_or_else(|| panic!("{id} is no quantity"));
        assert_eq!(value.to_bits(), right.to_bits(), "{id} in round {round}");
    }
    for (id, _) in &computed {
        assert_eq!(numbers.iter().any(|(shown, _)| shown == id), steps, "{id}");
    }
}

#[test]
fn a_worked_round_has_every_step_and_no_number_but_the_traces() {
    for name in builtin::names() {
        let example = built_in(name);
        let order = Order { rounds: (1, 3), ..Order::default() };
        let sheets = sheets(&example, &order).expect("a handout");
        assert_eq!(sheets.len(), 3, "{name}: a sheet a round");
        for (place, sheet) in sheets.iter().enumerate() {
            assert_traced(sheet, &example, place + 1, true);
        }
    }
}

#[test]
fn a_worksheet_has_a_blank_for_every_step_and_tells_no_value() {
    for name in builtin::names() {
        let example = built_in(name);
        let order = Order { kind: Kind::Worksheet, ..Order::default() };
        let sheets = sheets(&example, &order).expect("a worksheet");
        assert_eq!(sheets.len(), 2, "{name}: the sheet and its key");
        let steps = Trace::of(&example, 1, 0, Arithmetic::Exact).steps().len();
        assert_eq!(count(&sheets[..1], "blank"), steps + 2, "{name}: one a step, and for name and date");
        assert_traced(&sheets[0], &example, 1, false);
        assert_traced(&sheets[1], &example, 1, true);
    }
}

#[test]
fn each_student_has_numbers_of_their_own_and_one_key_has_them_all() {
    let example = built_in(builtin::CLASSICAL);
    let class = Some(Class { students: 4, seed: 9 });
    let order = Order { kind: Kind::Worksheet, class, ..Order::default() };
    let sheets = sheets(&example, &order).expect("worksheets");
    assert_eq!(sheets.len(), 5);
    let rounds = sheets[4].find_all(&|element| has_class(element, "key-round"));
    for number in 1..=4 {
        let own = drawn(&example, 9, number);
        assert_traced(&sheets[number as usize - 1], &own, 1, false);
        assert_traced(&Node::from(rounds[number as usize - 1].clone()), &own, 1, true);
        assert!(sheets[number as usize - 1].text_content().contains(&format!("sheet {number} · seed 9")));
    }
    assert_eq!(
        sheets[..2],
        self::sheets(&example, &Order { class: Some(Class { students: 2, seed: 9 }), ..order }).expect("fewer")[..2],
        "a sheet does not depend on how many there are"
    );
}

#[test]
fn notation_and_digits_are_the_orders() {
    let order = Order { notation: Notation::Delta, digits: Digits::clamped(4), ..Order::default() };
    let text = sheets(&built_in(builtin::CLASSICAL), &order).expect("a handout")[0].text_content();
    assert!(text.contains("0.5933") && !text.contains("0.59326") && text.contains("δ") && !text.contains("net"));
}

#[test]
fn nothing_on_paper_can_be_pressed() {
    for kind in [Kind::Worked, Kind::Worksheet] {
        for sheet in sheets(&built_in("xor"), &Order { kind, ..Order::default() }).expect("sheets") {
            for name in ["tabindex", "data-action", "style", "id"] {
                assert_eq!(sheet.find_all(&|element| element.attribute(name).is_some()).len(), 0, "{name}");
            }
            assert_eq!(sheet.find_all(&|element| element.attribute("role") == Some("button")).len(), 0);
        }
    }
}

#[test]
fn what_cannot_be_handed_out_is_refused_by_name() {
    let refused = |order: Order| sheets(&built_in("xor"), &order).expect_err("refused").to_string();
    assert!(refused(Order { rounds: (2, 1), ..Order::default() }).starts_with("rounds: 2 to 1"));
    assert!(refused(Order { rounds: (0, 1), ..Order::default() }).starts_with("rounds: "));
    let class = |students| Order { class: Some(Class { students, seed: 1 }), ..Order::default() };
    assert!(refused(class(0)).starts_with("students: 0"));
    assert!(refused(class(501)).starts_with("students: 501"));
    assert!(refused(Order { rounds: (1, 50), ..class(500) }).contains("too many"));
}

fn act(state: &mut State, actions: impl IntoIterator<Item = paper::Action>) -> bool {
    actions
        .into_iter()
        .map(|action| update(state, Action::Paper(action)).window == Some(Window::Print))
        .collect::<Vec<_>>()
        .contains(&true)
}

#[test]
fn the_page_holds_its_sheets_only_while_it_prints() {
    let mut state = State::new();
    assert_eq!(count(&page(&state), "sheet"), 0);
    let worksheet = [paper::Action::Toggle, paper::Action::Choose("worksheet".to_owned())];
    act(&mut state, worksheet);
    act(&mut state, [paper::Action::Type(Field::Students, "3".to_owned())]);
    assert!(
        page(&state).iter().any(|node| node.text_content().contains("3 sheets, each beginning a page, then the key."))
    );
    assert!(act(&mut state, [paper::Action::Print]), "the browser is asked to print");
    assert_eq!((count(&page(&state), "worksheet"), count(&page(&state), "key")), (3, 1));
    act(&mut state, [paper::Action::Prepare, paper::Action::Done]);
    assert_eq!(count(&page(&state), "sheet"), 0);
}

#[test]
fn bad_numbers_in_the_dialog_are_answered_and_nothing_is_printed() {
    let cases = [(Field::Rounds, "0"), (Field::Rounds, "many"), (Field::Students, "-1"), (Field::Rounds, "51")];
    for (field, typed) in cases {
        let mut state = State::new();
        act(&mut state, [paper::Action::Toggle, paper::Action::Type(field, typed.to_owned())]);
        let page = page(&state);
        let alerts: Vec<_> =
            page.iter().flat_map(|node| node.find_all(&|it| it.attribute("role") == Some("alert"))).collect();
        assert!(
            alerts.iter().any(|alert| Node::from((*alert).clone()).text_content().contains("whole number")),
            "{typed}"
        );
        assert!(!act(&mut state, [paper::Action::Print]), "{typed}");
    }
    let mut state = State::new();
    act(&mut state, [paper::Action::Type(Field::Seed, "x".to_owned())]);
    assert!(act(&mut state, [paper::Action::Print]), "a seed that nothing is drawn from is not asked about");
}
