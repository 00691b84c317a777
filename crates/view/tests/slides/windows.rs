//! Two windows of one lecture end up the same, whatever is done in one.

use gradlight_view::node::{Node, html};
use gradlight_view::predict::Action as Predict;
use gradlight_view::slides;
use gradlight_view::views::page::page;
use gradlight_view::{Action, State, update};

use super::{DECK, act, lecture, place, text};

#[test]
fn two_windows_end_up_the_same_whatever_is_done_in_one() {
    let (mut here, mut there) = (lecture(), lecture());
    for (window, id) in [(&mut here, "a"), (&mut there, "a")] {
        act(window, slides::Action::Join(id.to_owned()));
    }
    let actions = [
        Action::Slides(slides::Action::NextSlide),
        Action::Within(0, Box::new(Action::NextPhase)),
        Action::Within(0, Box::new(Action::SetLearningRate(1.25))),
        Action::Within(0, Box::new(Action::Choose("weight.w5".to_owned()))),
        Action::Slides(slides::Action::ToggleBlack),
        Action::Slides(slides::Action::Next),
        Action::Slides(slides::Action::Previous),
        Action::Within(0, Box::new(Action::ToggleTable)),
    ];
    for action in actions {
        update(&mut here, action.clone());
        let told = slides::mirror(&here).expect("there is a session");
        act(&mut there, slides::Action::Follow(told.clone()));
        assert_eq!(slides::mirror(&there), Some(told), "after {action:?}");
    }
    assert_eq!(slides::own_deck(&here), Some(("mine.md", DECK)));
}

/// What can be pressed in the lab on the slide, and what can be slid, as actions.
fn what_can_be_done(state: &State) -> Vec<Action> {
    let page = Node::from(html("div").children(page(state)));
    let lab = page.find_all(&|element| element.attribute("data-widget") == Some("0"))[0].clone();
    let lab = Node::from(lab);
    let mut actions = Vec::new();
    for element in lab.find_all(&|element| element.attribute("data-action").is_some()) {
        actions.push((element.attribute("data-action"), element.attribute("data-argument")));
    }
    for element in lab.find_all(&|element| element.attribute("data-input").is_some()) {
        actions.push((element.attribute("data-input"), Some("0.5")));
    }
    actions.into_iter().filter_map(|(name, argument)| Action::from_element(name?, argument)).collect()
}

#[test]
fn a_lab_is_the_same_in_two_windows_whatever_is_done_in_one() {
    for entry in gradlight_view::labs::ALL {
        let deck = format!("# A lab\n\n```lab/{}\n```\n", entry.name);
        let (mut here, mut there) = (State::new(), State::new());
        for window in [&mut here, &mut there] {
            update(window, Action::OpenBytes("lab.md".to_owned(), deck.as_bytes().to_vec()));
            act(window, slides::Action::Join("a".to_owned()));
        }
        for action in what_can_be_done(&here) {
            if !matches!(action, Action::Lab(_)) {
                continue;
            }
            update(&mut here, Action::Within(0, Box::new(action.clone())));
            let told = slides::mirror(&here).expect("there is a session");
            act(&mut there, slides::Action::Follow(told.clone()));
            assert_eq!(slides::mirror(&there), Some(told), "{}: after {action:?}", entry.name);
        }
    }
}

#[test]
fn a_prediction_and_a_show_of_hands_show_in_both_windows() {
    let deck = "# Q\n\n```stage\nstep = \"backward.w5\"\ncover = true\n```\n";
    let (mut here, mut there) = (State::new(), State::new());
    for window in [&mut here, &mut there] {
        update(window, Action::OpenBytes("q.md".to_owned(), deck.as_bytes().to_vec()));
        act(window, slides::Action::Join("a".to_owned()));
    }
    let actions = [
        Action::Predict(Predict::Begin),
        Action::Draft("0.4398".to_owned()),
        Action::Commit,
        Action::Predict(Predict::ToggleHands),
        Action::Predict(Predict::Count(1, "12".to_owned())),
        Action::Predict(Predict::Reveal),
    ];
    for action in actions {
        update(&mut here, Action::Within(0, Box::new(action.clone())));
        let told = slides::mirror(&here).expect("there is a session");
        act(&mut there, slides::Action::Follow(told.clone()));
        assert_eq!(slides::mirror(&there), Some(told), "after {action:?}");
        if action == Action::Commit {
            assert!(text(&there).contains("the slope σ′ of the output is left out"), "{}", text(&there));
        }
    }
    assert!(text(&there).contains("12"), "the hands are counted there too");
}

#[test]
fn what_another_window_tells_is_followed_as_far_as_it_makes_sense() {
    let mut state = lecture();
    act(&mut state, slides::Action::Join("a".to_owned()));
    let before = slides::mirror(&state);
    for told in ["", "own", "own\nx y", "../another\n1 0\n\n", "own:1 x.md\n1 0", "own\n99999999999999999999 0"] {
        act(&mut state, slides::Action::Follow(told.to_owned()));
        assert_eq!(slides::mirror(&state), before, "{told:?}");
    }
}

#[test]
fn another_lecture_begun_in_one_window_is_opened_in_the_other() {
    let (mut here, mut there) = (lecture(), lecture());
    act(&mut there, slides::Action::Join("a".to_owned()));
    act(&mut here, slides::Action::Join("a".to_owned()));
    let arrived = || Action::Arrived("decks/other.md".to_owned(), Ok(DECK.as_bytes().to_vec()));
    update(&mut here, Action::OpenLink("#/slides/other/2/1".to_owned()));
    update(&mut here, arrived());
    update(&mut here, Action::Within(0, Box::new(Action::SetLearningRate(1.25))));
    let told = slides::mirror(&here).expect("there is a session");
    assert!(!slides::has_told_deck(&there, &told) && !slides::needs_told_deck(&there, &told));
    let wanted = update(&mut there, Action::Slides(slides::Action::Follow(told.clone()))).fetch;
    assert_eq!(wanted, ["decks/other.md"]);
    let again = update(&mut there, Action::Slides(slides::Action::Follow(told.clone()))).fetch;
    assert!(again.is_empty(), "it is on its way");
    update(&mut there, arrived());
    assert_eq!(place(&there), (1, 1));
    act(&mut there, slides::Action::Follow(told.clone()));
    assert_eq!(slides::mirror(&there), Some(told));
    let own = slides::mirror(&{
        let mut own = lecture();
        act(&mut own, slides::Action::Join("a".to_owned()));
        own
    });
    assert!(slides::needs_told_deck(&there, &own.expect("a session")));
}
