//! Predicting as a class does: covered values, guesses, diagnoses, hands; and nothing tells before it is revealed.

use gradlight_core::builtin;
use gradlight_core::quantity::givens;
use gradlight_view::node::Node;
use gradlight_view::predict::Action as Predict;
use gradlight_view::views::page::page;
use gradlight_view::{Action, State, link, update};

fn act(state: &mut State, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        update(state, action);
    }
}

/// The page at that address.
fn opened(hash: &str) -> State {
    let mut state = State::new();
    act(&mut state, [Action::OpenLink(hash.to_owned())]);
    state
}

fn covered_at(step: &str) -> State {
    opened(&format!("#/step/two-two-two/1/{step}?v=1&cover=1"))
}

fn markup(state: &State) -> String {
    page(state).iter().map(Node::to_markup).collect()
}

/// Where in the page something stands.
fn around(page: &str, text: &str) -> String {
    let at = page.find(text).unwrap_or(0);
    page.chars().skip(page[..at].chars().count().saturating_sub(150)).take(300).collect()
}

fn guess(state: &mut State, typed: &str) -> String {
    act(state, [Action::Predict(Predict::Begin), Action::Draft(typed.to_owned()), Action::Commit]);
    state.predict.verdict.as_ref().map_or(String::new(), |verdict| verdict.text.clone())
}

#[test]
fn no_covered_value_is_anywhere_in_the_page() {
    for name in builtin::names() {
        let mut state = opened(&format!("#/step/{name}?v=1&cover=1"));
        for table in [false, true] {
            state.settings.shows_table = table;
            act(&mut state, [Action::FirstStep, Action::SetLearningRate(0.37 + f64::from(u8::from(table)))]);
            for _ in 0..state.trace().steps().len() {
                // What is on show already, as in an identity, and short numbers such as 1 are elsewhere too.
                let (value, place) = (state.step().value, state.document.step);
                let size = |value: f64| gradlight_view::format::computed(value.abs(), state.digits());
                let shown = size(value);
                let given = givens(state.round_start()).into_iter().filter_map(|it| state.trace().value(&it));
                let done = state.trace().steps()[..place].iter().map(|step| step.value);
                let known = given.chain(done).any(|known| size(known) == shown);
                let what = state.names().id(&state.step().quantity);
                let exact = format!("data-quantity=\"{what}\"");
                assert!(state.is_step_covered(), "{name} {place}");
                let page = markup(&state);
                assert!(!page.contains(&exact), "{name} {what}");
                if !known {
                    assert!(!page.contains(&shown), "{name} {what}: {}", around(&page, &shown));
                    let full = value.to_string();
                    assert!(full.len() < 6 || !page.contains(&full), "{name} {what}: {}", around(&page, &full));
                }
                act(&mut state, [Action::NextStep]);
                assert!(!state.is_step_covered(), "the first press reveals");
                assert!(markup(&state).contains(&exact), "{name} {what} is shown once revealed");
                act(&mut state, [Action::NextStep]);
            }
        }
    }
}

#[test]
fn a_right_guess_reveals_and_the_next_step_is_covered_again() {
    let mut state = covered_at("backward.w5");
    assert_eq!(guess(&mut state, "0,0822"), "Right: 0.082167041.");
    assert!(!state.is_step_covered() && state.editing.is_none());
    act(&mut state, [Action::NextStep]);
    assert!(state.is_step_covered() && state.predict.verdict.is_none());
    act(&mut state, [Action::PreviousStep]);
    assert!(!state.is_step_covered(), "what was passed stays open");
}

#[test]
fn a_slip_is_named_and_how_to_mend_it() {
    let cases = [
        ("backward.w5", "0.4398", "the slope σ′ of the output is left out"),
        ("backward.w5", "-0.082167", "target minus output, y − a, is taken for a − y"),
        ("backward.w5", ".1385", "δ is taken without what comes in"),
        ("loss.o1", "0.5496", "the ½ of the error is lost"),
        ("loss.total", "0.2748", "only o₁ is counted"),
        ("forward.h1.net", "0.0275", "the bias is left out"),
        ("forward.h1.out", "0.59", ""),
        ("forward.h1.net", "0.3925", "0.3925 is net_h₂. What is net_h₁"),
        ("update.w1", "0.149817639", "weights already updated are used"),
        ("update.w5", "0.441083520", "the step is added"),
        ("update.w5", "0.317832959", "the learning rate is left out"),
        ("backward.h1.d_out", "0.0744485", "a minus sign is lost"),
    ];
    for (step, typed, clause) in cases {
        let mut state = covered_at(step);
        let text = guess(&mut state, typed);
        if clause.is_empty() {
            assert!(text.starts_with("Right as far as it goes"), "{text}");
        } else {
            assert!(text.contains(clause), "{step} {typed}: {text}");
        }
        assert!(state.is_step_covered() && text.ends_with(['.', '?']), "{text}");
    }
}

/// What is said at the first address of the value that the second one has at its step.
fn said_of(asked: &str, value_at: &str) -> String {
    let value = opened(value_at).step().value;
    guess(&mut opened(asked), &format!("{value:.9}"))
}

#[test]
fn a_slip_in_a_rule_is_named_by_running_the_other_rule() {
    let asked = |rule: &str| format!("#/step/two-two-two/2/{rule}&cover=1");
    let cases = [
        (asked("loss.total?v=1&biases=per_neuron"), "#/step/two-two-two/2/loss.total", "the biases stay as they are"),
        (
            asked("loss.total?v=1"),
            "#/step/two-two-two/2/loss.total?v=1&biases=per_neuron",
            "each neuron moves a bias of its own",
        ),
        (
            asked("loss.total?v=1&biases=per_neuron"),
            "#/step/two-two-two/2/loss.total?v=1&biases=per_layer",
            "one bias a layer is moved by all its neurons",
        ),
        (
            asked("loss.total?v=1"),
            "#/step/two-two-two/2/loss.total?v=1&digits=2&carry=1",
            "values are rounded to 2 places on the way",
        ),
        (
            asked("loss.total?v=1"),
            "#/step/two-two-two/2/loss.total?v=1&update=sequential",
            "weights already updated are used on the way back",
        ),
    ];
    for (asked, value_at, clause) in cases {
        let said = said_of(&asked, value_at);
        assert!(said.contains(clause), "{asked}: {said}");
    }
    let mut state = opened("#/step/three-classes/1/loss.o1?v=1&cover=1");
    let decimal = state.step().value / gradlight_core::math::ln(10.0);
    let said = guess(&mut state, &format!("{decimal:.9}"));
    assert!(said.contains("the logarithm is taken to base 10"), "{said}");
}

#[test]
fn the_number_that_circulates_is_explained_in_round_2() {
    let mut state = opened("#/step/two-two-two/2/loss.total?v=1&cover=1");
    let text = guess(&mut state, "0.291027924");
    assert!(text.contains("weights already updated are used on the way back, in every round"), "{text}");
    assert_eq!(guess(&mut state, "0.291027774"), "Right: 0.291027774.");
}

#[test]
fn a_guess_that_is_no_number_is_answered_in_a_sentence() {
    let mut state = covered_at("forward.h1.net");
    for typed in ["", "a half", "1,000,000", "NaN", "1e999"] {
        guess(&mut state, typed);
        let fault = state.editing.as_ref().and_then(|editing| editing.fault.clone());
        assert!(fault.is_some_and(|fault| fault.ends_with('.')), "{typed:?}");
        assert!(state.is_step_covered() && state.predict.verdict.is_none(), "{typed:?}");
        act(&mut state, [Action::Cancel]);
    }
    assert!(guess(&mut state, "77").contains("none of the known slips"), "an unknown one is told, too");
}

#[test]
fn a_link_reopens_what_was_covered_and_what_was_shown() {
    let mut state = covered_at("loss.o2");
    assert!(link::write(&state).ends_with("?v=1&cover=1"));
    act(&mut state, [Action::Predict(Predict::Reveal)]);
    let hash = link::write(&state);
    assert!(hash.ends_with("cover=shown"), "{hash}");
    let again = opened(&hash);
    assert!(again.predict.covers && !again.is_step_covered());
    let bad = opened("#/step/two-two-two?v=1&cover=perhaps");
    assert!(!bad.predict.covers && bad.notice.is_some_and(|notice| notice.text.contains("cover=perhaps")));
}

#[test]
fn undo_and_edits_cover_the_step_at_hand_anew() {
    let mut state = covered_at("forward.h1.out");
    act(&mut state, [Action::Predict(Predict::Reveal), Action::SetLearningRate(0.7)]);
    assert!(state.is_step_covered(), "another run, another value to predict");
    act(&mut state, [Action::Predict(Predict::Reveal), Action::Undo]);
    assert!(state.is_step_covered() && state.document.start.learning_rate() == 0.5);
    act(&mut state, [Action::Predict(Predict::Toggle)]);
    assert!(!state.is_step_covered() && !link::write(&state).contains("cover"));
}

#[test]
fn hands_are_counted_for_answers_whose_order_does_not_tell() {
    let mut state = covered_at("backward.w5");
    act(&mut state, [Action::Predict(Predict::ToggleHands)]);
    act(&mut state, [Action::Predict(Predict::Count(0, "7".to_owned()))]);
    act(&mut state, [Action::Predict(Predict::Count(4, "3".to_owned()))]);
    let before = markup(&state);
    assert!(before.contains("70 %") && before.contains("30 %"), "{before}");
    assert!(!before.contains("left out"), "what an answer means is told with the value");
    act(&mut state, [Action::Predict(Predict::Count(1, "some".to_owned()))]);
    assert!(markup(&state).contains("Type how many hands"), "bad input is answered");
    act(&mut state, [Action::Predict(Predict::Count(1, "10".to_owned())), Action::Predict(Predict::Reveal)]);
    let after = markup(&state);
    assert!(after.contains("50 %") && after.contains("left out") && after.contains(">right<"));
}

#[test]
fn single_quantities_are_covered_and_opened_by_name() {
    let mut state = opened("#/step/two-two-two/1/backward.w5");
    act(&mut state, [Action::Predict(Predict::Cover("forward.h1.out".to_owned()))]);
    assert!(!markup(&state).contains("0.593269992"), "in the formula, the picture and the sentence");
    act(&mut state, [Action::Predict(Predict::Uncover("forward.h1.out".to_owned()))]);
    assert!(markup(&state).contains("0.593269992"));
}

#[test]
fn where_training_has_diverged_there_is_nothing_to_guess() {
    let mut state = opened("#/step/two-two-one-linear?v=1&rate=50&cover=1");
    let most = state.most_finished();
    act(&mut state, [Action::GoToRound(most), Action::LastStep]);
    while state.step().value.is_finite() && state.document.step > 0 {
        act(&mut state, [Action::PreviousStep]);
    }
    act(&mut state, [Action::Predict(Predict::Toggle), Action::Predict(Predict::Toggle)]);
    let page = markup(&state);
    if !state.step().value.is_finite() {
        assert!(page.contains("reveal what became of it") && !page.contains("id=\"guess\""));
    }
    act(&mut state, [Action::Predict(Predict::Reveal)]);
    assert!(!state.is_step_covered());
}
