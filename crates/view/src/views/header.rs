//! The header: the name, the views, what is open and how it is written.

use gradlight_core::builtin;

use super::icon::icon;
use crate::node::{Element, Node, html};
use crate::notation::Notation;
use crate::route::{HAS_ROOMS, Route};
use crate::settings::Theme;
use crate::slides::Lecture;
use crate::state::{OWN, State};
use crate::{labs, paper, rate};

/// The page's header.
pub fn header(state: &State) -> Node {
    let example = state.shows_example().then(|| example(state));
    // A lab is written in the notation of its lecture.
    let notation = (state.route != Route::Labs).then(|| notation(state));
    html("header")
        .class("header")
        .child(brand())
        .child(nav(state))
        .child(html("div").class("picks").children(example).children(notation).child(digits(state)))
        .child(html("div").class("tools").children(tools(state)))
        .into()
}

/// The links to the views; a plain click keeps what is open.
fn nav(state: &State) -> Element {
    let links = Route::ALL.map(|route| {
        html("a")
            .attr("href", format!("#/{}", route.name()))
            .attr("data-action", "go-to")
            .attr("data-argument", route.name())
            .maybe("aria-current", (route == state.route).then_some("page"))
            .text(route.label())
    });
    html("nav").attr("aria-label", "Views").children(links).children(back_to_slide(state))
}

/// The way back to the slide that was left for another view.
fn back_to_slide(state: &State) -> Option<Element> {
    let lecture = state.slides.lecture.as_ref().filter(|_| state.route != Route::Slides)?;
    Some(
        html("a")
            .class("back-to-slide")
            .attr("href", "#/slides")
            .attr("data-action", "go-to")
            .attr("data-argument", Route::Slides.name())
            .text(format!("‹ Slide {}", lecture.slide + 1)),
    )
}

fn brand() -> Element {
    html("h1").class("brand").text("Grad").child(html("span").class("brand-light").text("light"))
}

fn example(state: &State) -> Element {
    let name = state.document.name.as_str();
    let mut options: Vec<(String, String)> = builtin::names().map(|name| (name.to_owned(), name.to_owned())).collect();
    if name == OWN {
        let title = state.document.start.title();
        let label = if title.is_empty() { "your own" } else { title };
        options.push((OWN.to_owned(), label.to_owned()));
    }
    select("Example", "open-built-in", name, options)
}

fn notation(state: &State) -> Element {
    let options = Notation::ALL.map(|notation| (notation.name().to_owned(), notation.label().to_owned()));
    let own = lecture(state).and_then(|lecture| lecture.deck.notation.as_deref());
    select("Notation", "set-notation", own.unwrap_or(state.settings.notation.name()), options)
}

fn digits(state: &State) -> Element {
    let options = (2..=12).map(|digits: u8| (digits.to_string(), digits.to_string()));
    let own = lecture(state).and_then(|lecture| lecture.deck.digits);
    select("Digits", "set-digits", &own.unwrap_or(state.settings.digits).to_string(), options)
}

/// The lecture on show, which may have its own way of writing.
fn lecture(state: &State) -> Option<&Lecture> {
    state.slides.lecture.as_ref().filter(|_| HAS_ROOMS && state.route == Route::Slides)
}

/// A labelled list of choices; its action carries the chosen value.
pub(crate) fn select(
    label: &'static str,
    action: &'static str,
    chosen: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Element {
    let options = options.into_iter().map(|(value, label)| {
        html("option").key(value.clone()).flag("selected", value == chosen).attr("value", value).text(label)
    });
    let list = html("select").attr("data-change", action).attr("value", chosen.to_owned()).children(options);
    html("label").class("pick").child(html("span").text(label)).child(list)
}

/// A button with an icon and a name.
pub(crate) fn tool(name: &'static str, label: &str, action: &'static str) -> Element {
    html("button")
        .attr("type", "button")
        .class("tool")
        .attr("data-action", action)
        .attr("aria-label", label.to_owned())
        .attr("title", label.to_owned())
        .child(icon(name))
}

fn tools(state: &State) -> Vec<Element> {
    let theme = match state.settings.theme {
        Theme::System => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
        Theme::Projector => "Theme: projector",
    };
    let help = html("button")
        .attr("type", "button")
        .class("tool")
        .attr("data-action", "toggle-help")
        .attr("aria-label", "Keys and help")
        .attr("title", "Keys and help (?)")
        .text("?");
    let mut tools = changes(state);
    if paper::prints(state) {
        tools.push(tool("print", "Print", "paper/toggle"));
    }
    tools.extend([tool("theme", theme, "next-theme"), help]);
    tools
}

/// What belongs to what is open: its changes taken back, and its file.
fn changes(state: &State) -> Vec<Element> {
    let (can_undo, can_redo) = match state.route {
        Route::Labs if HAS_ROOMS && state.labs.open.is_some() => (labs::can_undo(state), labs::can_redo(state)),
        Route::Rate if HAS_ROOMS && rate::has_own_changes(state) => rate::can_undo_and_redo(state),
        _ if state.shows_example() => (!state.past.is_empty(), !state.future.is_empty()),
        _ => return Vec::new(),
    };
    let mut tools = vec![
        tool("undo", "Undo (Ctrl+Z)", "undo").flag("disabled", !can_undo),
        tool("redo", "Redo (Ctrl+Shift+Z)", "redo").flag("disabled", !can_redo),
    ];
    if state.shows_example() {
        tools.extend([
            tool("reset", "Reset (R)", "reset"),
            tool("open", "Open an example file", "open-file"),
            tool("save", "Save the example as a file", "save"),
        ]);
    }
    tools
}

#[cfg(all(test, feature = "rooms"))]
mod tests {
    use super::*;
    use crate::{Action, update};

    /// The names of the buttons at an address.
    fn buttons(hash: &str) -> Vec<String> {
        let mut state = State::new();
        update(&mut state, Action::OpenLink(hash.to_owned()));
        let header = header(&state);
        let buttons = header.find_all(&|element| element.tag == "button");
        buttons.iter().filter_map(|button| button.attribute("aria-label")).map(str::to_owned).collect()
    }

    #[test]
    fn each_view_has_the_buttons_that_mean_something_there() {
        let all = buttons("#/step/two-two-two");
        for name in ["Undo (Ctrl+Z)", "Redo (Ctrl+Shift+Z)", "Reset (R)", "Open an example file", "Print"] {
            assert!(all.iter().any(|button| button == name), "{name}: {all:?}");
        }
        let common = ["Theme: as the system", "Keys and help"];
        assert_eq!(buttons("#/labs"), common);
        assert_eq!(buttons("#/slides"), common);
        let with_changes = [&["Undo (Ctrl+Z)", "Redo (Ctrl+Shift+Z)"][..], &common].concat();
        assert_eq!(buttons("#/rate/xor?v=1&panel=data"), with_changes);
        assert_eq!(buttons("#/labs/chain"), with_changes);
        assert!(!buttons("#/rate/xor").contains(&"Print".to_owned()), "the Rate view prints as it is");
    }
}
