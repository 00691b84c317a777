//! What the playground's stories share: a page opened by its link, actions, and what a reader finds on it.

use gradlight_plot::Style;
use gradlight_view::drawing::{self, NodeSurface};
use gradlight_view::keys::{Focus, KeyPress, action_in};
use gradlight_view::node::{Element, Node};
use gradlight_view::rate::{Action as Room, run::Action as Run};
use gradlight_view::views::page::page;
use gradlight_view::{Action, Effects, State, update};

pub(crate) fn opened(hash: &str) -> State {
    let mut state = State::new();
    update(&mut state, Action::OpenLink(hash.to_owned()));
    state
}

pub(crate) fn run(state: &mut State, action: Run) -> Effects {
    update(state, Action::Rate(Room::Run(action)))
}

/// Lets all work go on to its end, as the frames would.
pub(crate) fn settle(state: &mut State) {
    while state.is_working() {
        state.work(&mut || false);
        update(state, Action::Worked);
    }
}

pub(crate) fn find(state: &State, fits: impl Fn(&Element) -> bool) -> Option<Element> {
    page(state).iter().flat_map(|node| node.find_all(&fits)).next().cloned()
}

pub(crate) fn by_class(state: &State, class: &str) -> Element {
    let has =
        |element: &Element| element.attribute("class").is_some_and(|found| found.split(' ').any(|one| one == class));
    find(state, has).unwrap_or_else(|| panic!("no .{class}"))
}

pub(crate) fn words(state: &State, class: &str) -> String {
    Node::from(by_class(state, class)).text_content()
}

pub(crate) fn regime(state: &State) -> String {
    find(state, |element| element.attribute("data-regime").is_some())
        .and_then(|chip| chip.attribute("data-regime").map(str::to_owned))
        .expect("a chip")
}

pub(crate) fn figure_sentence(state: &State, figure: &str) -> String {
    let canvas = find(state, |element| element.attribute("data-figure") == Some(figure)).expect("the figure");
    canvas.attribute("aria-label").expect("a sentence").to_owned()
}

pub(crate) fn quantity(state: &State, id: &str) -> f64 {
    let shown = find(state, |element| element.attribute("data-quantity") == Some(id)).expect("the quantity");
    shown.attribute("data-value").expect("a value").parse().expect("a number")
}

/// The rate from which the atlas' sentence says that regime to hold first.
pub(crate) fn begins(said: &str, name: &str) -> f64 {
    let rest = said.split_once(&format!(" {name} from ")).unwrap_or_else(|| panic!("{name} in {said}")).1;
    rest.split(' ').next().and_then(|number| number.parse().ok()).expect("a rate")
}

pub(crate) fn shown(state: &State) -> String {
    Node::from(find(state, |element| element.tag == "main").expect("a main part")).to_markup()
}

/// What is lettered in a figure of that size.
pub(crate) fn lettered(state: &State, figure: &str, size: (u32, u32)) -> Vec<String> {
    let picture = Node::from(drawing::svg(state, figure, size, &NodeSurface::style(Style::light())));
    let texts = picture.find_all(&|element| element.tag == "text");
    texts.into_iter().map(|text| Node::from(text.clone()).text_content()).collect()
}

/// Presses a key where the keyboard is; gives what is said.
pub(crate) fn press(state: &mut State, key: &str, focus: Focus, figure: Option<&str>) -> Option<String> {
    let press = KeyPress { key: key.to_owned(), shift: false, control: false, alt: false };
    action_in(state, &press, focus, figure).and_then(|action| update(state, action).narration)
}
