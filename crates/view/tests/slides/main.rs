//! A lecture as its lecturer has it: clicks, links, widgets changed by hand, a deck of one's own.

use gradlight_view::deck::Deck;
use gradlight_view::keys::{Focus, KeyPress, action_in};
use gradlight_view::node::{Node, html};
use gradlight_view::paper::Layout;
use gradlight_view::slides::{self, Cover};
use gradlight_view::views::page::page;
use gradlight_view::{Action, State, link, update};

mod windows;

const DECK: &str = "# One

first

. . .

second

---

# Two

```stage
step = \"forward.h1.net\"
[[click]]
step = \"forward.h1.out\"
[[click]]
rate = 2
```

---

# Three

```atlas
```

<!-- said -->
";

fn lecture() -> State {
    let mut state = State::new();
    update(&mut state, Action::OpenLink("#/slides".to_owned()));
    update(&mut state, Action::OpenBytes("mine.md".to_owned(), DECK.as_bytes().to_vec()));
    state
}

fn act(state: &mut State, action: slides::Action) {
    update(state, Action::Slides(action));
}

fn place(state: &State) -> (usize, usize) {
    let lecture = state.slides.lecture.as_ref().expect("an open deck");
    (lecture.slide, lecture.click)
}

fn press(state: &mut State, key: &str, focus: Focus, figure: Option<&str>) {
    let press = KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
    if let Some(action) = action_in(state, &press, focus, figure) {
        update(state, action);
    }
}

fn text(state: &State) -> String {
    page(state).iter().map(Node::text_content).collect()
}

#[test]
fn clicks_lead_through_the_deck_and_back_to_where_it_began() {
    let mut state = lecture();
    let mut seen = vec![place(&state)];
    for _ in 0..8 {
        press(&mut state, "PageDown", Focus::Stage, None);
        seen.push(place(&state));
    }
    assert_eq!(seen, [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 0), (2, 0), (2, 0)]);
    for _ in 0..8 {
        press(&mut state, "PageUp", Focus::Field, Some("0/"));
    }
    assert_eq!(place(&state), (0, 0), "a field in use does not keep the clicker's keys");
}

#[test]
fn a_click_drives_its_widget_and_the_way_back_undoes_it() {
    let mut state = lecture();
    act(&mut state, slides::Action::Show(1));
    let step = |state: &State| state.slides.widgets[0].document.step;
    let rate = |state: &State| state.slides.widgets[0].document.start.learning_rate();
    assert_eq!((step(&state), rate(&state)), (0, 0.5));
    act(&mut state, slides::Action::Next);
    assert_eq!(step(&state), 1);
    act(&mut state, slides::Action::Next);
    assert_eq!((step(&state), rate(&state)), (1, 2.0));
    act(&mut state, slides::Action::Previous);
    assert_eq!((step(&state), rate(&state)), (1, 0.5));
}

#[test]
fn a_link_brings_back_slide_click_and_what_was_changed_by_hand() {
    let mut state = lecture();
    act(&mut state, slides::Action::Show(1));
    act(&mut state, slides::Action::Next);
    assert_eq!(link::write(&state), "#/slides/own/2/1", "what the deck says needs no word");
    update(&mut state, Action::Within(0, Box::new(Action::SetLearningRate(0.7))));
    let hash = link::write(&state);
    assert!(hash.contains("w1=step/two-two-two") && hash.contains("rate=0.7"), "{hash}");
    act(&mut state, slides::Action::Show(0));
    update(&mut state, Action::OpenLink(hash.clone()));
    assert_eq!((place(&state), link::write(&state)), ((1, 1), hash));
    assert_eq!(state.slides.widgets[0].document.start.learning_rate(), 0.7);
    update(&mut state, Action::OpenLink("#/slides/own/2/1".to_owned()));
    assert_eq!(state.slides.widgets[0].document.start.learning_rate(), 0.5, "a link opens what it says");
    update(&mut state, Action::OpenLink("#/slides/own/9?v=1&w3=step/xor".to_owned()));
    let notice = state.notice.expect("a notice").text;
    assert!(notice.contains("3 slides") && notice.contains("no widget 3"), "{notice}");
}

#[test]
fn a_deck_that_the_window_has_kept_opens_where_the_link_says() {
    let mut state = State::new();
    state.slides.kept = Some(("mine.md".to_owned(), DECK.to_owned()));
    update(&mut state, Action::OpenLink("#/slides/own/2/1".to_owned()));
    assert_eq!((place(&state), state.notice.is_none()), ((1, 1), true));
    let mut state = State::new();
    update(&mut state, Action::OpenLink("#/slides/own/2/1".to_owned()));
    assert!(state.notice.expect("a notice").text.contains("has to be opened again from its file"));
}

#[test]
fn a_widget_opened_in_its_view_leaves_the_lecture_where_it_is() {
    let mut state = lecture();
    act(&mut state, slides::Action::Show(1));
    act(&mut state, slides::Action::Next);
    act(&mut state, slides::Action::Enlarge(0));
    assert_eq!(link::write(&state), "#/step/two-two-two/1/forward.h1.out");
    assert!(text(&state).contains("‹ Slide 2"));
    update(&mut state, Action::GoTo(gradlight_view::route::Route::Slides));
    assert_eq!(place(&state), (1, 1));
}

#[test]
fn black_and_overview_cover_the_slide_and_leave_it_where_it_was() {
    let mut state = lecture();
    press(&mut state, "b", Focus::Stage, None);
    assert_eq!(state.slides.cover, Cover::Black);
    press(&mut state, "PageDown", Focus::Stage, None);
    assert_eq!((state.slides.cover, place(&state)), (Cover::None, (0, 0)));
    press(&mut state, "o", Focus::Stage, None);
    press(&mut state, "ArrowRight", Focus::Stage, None);
    assert_eq!(state.slides.cover, Cover::Overview(1));
    assert!(text(&state).contains("3. Three"), "each slide is there by its number and title");
    press(&mut state, "Enter", Focus::Stage, None);
    assert_eq!((state.slides.cover, place(&state)), (Cover::None, (1, 0)));
    press(&mut state, "Escape", Focus::Stage, None);
    press(&mut state, "Escape", Focus::Stage, None);
    assert_eq!(state.slides.cover, Cover::None);
}

#[test]
fn a_part_of_the_playground_works_on_a_slide_too() {
    let mut state = lecture();
    act(&mut state, slides::Action::Last);
    for _ in 0..1000 {
        if !state.is_working() {
            break;
        }
        state.work(&mut || false);
    }
    assert!(!state.is_working(), "the work ends");
    let shown = text(&state);
    assert!(shown.contains("10,000") && !shown.contains("Here comes"), "{shown}");
}

#[test]
fn the_deck_is_checked_beside_the_lecture() {
    let mut state = State::new();
    let deck = "# A\n\n---\n\n# B\n\n`=nothing:here`\n";
    update(&mut state, Action::OpenBytes("bad.md".to_owned(), deck.as_bytes().to_vec()));
    assert!(state.is_working(), "from the Step view too, a deck opens as a lecture");
    state.work(&mut || false);
    assert!(text(&state).contains("1 fault"));
    act(&mut state, slides::Action::ToggleFaults);
    assert!(text(&state).contains("Line 7, column 1: “=nothing:here”: there is no example “nothing”."));
}

/// Everything that is done ahead of the next click; the tree of the slide to come, if it was given.
fn look_ahead(state: &mut State) -> Option<Node> {
    let mut given = None;
    while slides::looks_ahead(state) {
        given = slides::look_ahead(state).map(Node::from).or(given);
    }
    given
}

fn shown(state: &State) -> Node {
    let slide = |element: &gradlight_view::node::Element| element.attribute("data-view") == Some("slide");
    let page: Node = html("div").children(page(state)).into();
    page.find_all(&slide).into_iter().next().expect("a slide").clone().flag("inert", false).into()
}

#[test]
fn the_slide_to_come_is_ready_before_the_click_and_is_the_one_that_the_click_shows() {
    let (mut state, mut unready) = (lecture(), lecture());
    for slide in 1..3 {
        let ready = look_ahead(&mut state).expect("a slide to come");
        for state in [&mut state, &mut unready] {
            act(state, slides::Action::NextSlide);
        }
        assert_eq!(place(&state), (slide, 0));
        assert!(shown(&state) == ready && shown(&unready) == ready, "slide {slide}");
        assert_eq!(link::write(&state), link::write(&unready));
    }
    assert!(!slides::looks_ahead(&state), "nothing comes after the last slide");
}

#[test]
fn what_was_made_ready_is_made_anew_when_it_is_written_otherwise() {
    let mut state = lecture();
    look_ahead(&mut state);
    update(&mut state, Action::SetDigits(4));
    let ready = look_ahead(&mut state).expect("it is made anew");
    act(&mut state, slides::Action::NextSlide);
    assert!(shown(&state) == ready);
    assert!(ready.text_content().contains("0.3775"), "{}", ready.text_content());
    update(&mut state, Action::GoTo(gradlight_view::route::Route::Rate));
    assert!(!slides::looks_ahead(&state), "another view waits for no slide");
    update(&mut state, Action::GoTo(gradlight_view::route::Route::Slides));
    // Somebody goes elsewhere instead.
    act(&mut state, slides::Action::Show(0));
    look_ahead(&mut state);
    act(&mut state, slides::Action::Last);
    assert_eq!(place(&state), (2, 0));
    act(&mut state, slides::Action::Previous);
    assert_eq!(place(&state), (1, 2), "the last click of the slide before, not its first sight");
}

#[test]
fn a_notation_chosen_by_hand_stays_over_the_slides() {
    let deck = format!("---\nnotation: superscript\ndigits: 4\n---\n{}", DECK.trim_start());
    let mut state = State::new();
    update(&mut state, Action::OpenBytes("mine.md".to_owned(), deck.into_bytes()));
    let chosen = |state: &State, name: &str| {
        let page = Node::from(html("div").children(page(state)));
        page.find_all(&|element| element.attribute("data-change") == Some("set-notation"))[0].attribute("value")
            == Some(name)
    };
    assert!(chosen(&state, "superscript"), "the deck's own");
    update(&mut state, Action::SetNotation("delta".to_owned()));
    act(&mut state, slides::Action::Show(1));
    assert!(chosen(&state, "delta"));
    assert_eq!(state.slides.widgets[0].settings.notation.name(), "delta");
}

#[test]
fn on_paper_nothing_waits_for_the_screen() {
    let deck = Deck::read("# A\n\n```tumour\n```\n\n---\n\n# B\n\n```stage\n```\n\n. . .\n\nmore\n");
    let pages = |layout| -> Vec<String> {
        slides::printed_deck("mine.md", deck.clone(), layout).iter().map(Node::to_markup).collect()
    };
    let markup = pages(Layout::Slides).concat();
    assert!(markup.contains("<svg") && !markup.contains("being loaded"), "a lab without its data is a picture");
    assert!(!markup.contains("<canvas") && !markup.contains("<button") && !markup.contains("data-action"));
    assert_eq!([Layout::Slides, Layout::Clicks, Layout::Notes].map(|layout| pages(layout).len()), [2, 3, 2]);
}

#[test]
fn a_table_on_paper_keeps_what_its_buttons_say() {
    let deck = Deck::read("# A\n\n```landscape\n```\n");
    let pages = slides::printed_deck("mine.md", deck, Layout::Slides);
    let rows: Vec<String> = pages[0]
        .find_all(&|element| element.tag == "tr")
        .into_iter()
        .map(|row| Node::from(row.clone()).text_content())
        .collect();
    assert!(rows.iter().any(|row| row.starts_with("Momentum")), "{rows:?}");
}
