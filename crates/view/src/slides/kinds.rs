//! The kinds of widgets: one table of what a fence can name, how each opens, what clicks do to it, how it is shown.
//!
//! To add a kind, add a row to `TABLE`. Labs need no row: a fence named like a lab shows that lab.

use crate::action::Action;
use crate::deck::{Deck, Drive, Setting, Widget};
use crate::labs;
use crate::node::{Element, Node, html};
use crate::route::Route;
use crate::settings::Settings;
use crate::state::{MAX_ROUNDS, State};
use crate::update::{self, Effects};
use crate::views::{card, controls, figures, page, timeline};
use crate::{predict, rate, typeset};

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The fence's first word.
    pub name: &'static str,
    /// The view whose state the widget is.
    route: Route,
    /// What of the fence is the widget's own, rather than a field of the view's link.
    keys: &'static [&'static str],
    /// What is shown.
    view: fn(&Live<'_>) -> Vec<Node>,
}

/// Every widget but the labs.
static TABLE: [Row; 10] = [
    Row { name: "stage", route: Route::Step, keys: &["show"], view: stage },
    Row { name: "network", route: Route::Step, keys: &[], view: |live| vec![network(live.state)] },
    Row { name: "formula", route: Route::Step, keys: &[], view: |live| vec![card::compact(live.state)] },
    Row { name: "quiz", route: Route::Step, keys: &["cover"], view: |live| vec![predict::quiz(live.state)] },
    Row { name: "table", route: Route::Step, keys: &[], view: table },
    Row { name: "descent", route: Route::Step, keys: &[], view: descent },
    Row { name: "activation", route: Route::Step, keys: &[], view: |live| vec![figure(live.state, 1)] },
    Row { name: "atlas", route: Route::Rate, keys: &[], view: |live| rate_part(live, "atlas") },
    Row { name: "lookahead", route: Route::Rate, keys: &[], view: |live| rate_part(live, "lookahead") },
    Row { name: "runs", route: Route::Rate, keys: &[], view: |live| rate_part(live, "runs") },
];

/// What a widget is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of the table.
    Row(&'static Row),
    /// A lab.
    Lab(&'static labs::Entry),
}

impl Kind {
    /// The name by which a fence calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Row(row) => row.name,
            Self::Lab(entry) => entry.name,
        }
    }

    /// The view that shows more of it.
    pub fn route(self) -> Route {
        match self {
            Self::Row(row) => row.route,
            Self::Lab(_) => Route::Labs,
        }
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

/// The kind that a fence calls so; `lab/NAME` is always a lab.
pub fn named(name: &str) -> Option<Kind> {
    let lab = name.strip_prefix("lab/");
    if lab.is_none()
        && let Some(row) = TABLE.iter().find(|row| row.name == name)
    {
        return Some(Kind::Row(row));
    }
    labs::entry(lab.unwrap_or(name)).map(Kind::Lab)
}

/// Every name that a fence can have.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.name).chain(labs::ALL.iter().map(|entry| entry.name))
}

/// A widget as it is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Live<'a> {
    /// What its fence says.
    pub widget: &'a Widget,
    /// Its state.
    pub state: &'a State,
    /// Whether it is a picture only, as in the overview.
    pub is_still: bool,
}

/// What stands in a widget.
pub fn view(live: &Live<'_>) -> Vec<Node> {
    match live.widget.kind {
        Kind::Row(row) => (row.view)(live),
        Kind::Lab(_) => lab(live),
    }
}

/// Opens a widget as its fence says, and what of that could not be done, in clauses.
pub fn open(widget: &Widget, deck: &Deck, settings: &Settings, effects: &mut Effects) -> (State, Vec<String>) {
    let mut state = State::new();
    state.settings = Settings { letter_keys: settings.letter_keys, theme: settings.theme, ..Settings::default() };
    let hash = match widget.kind {
        Kind::Row(row) => link(widget, row, deck, settings),
        Kind::Lab(entry) => {
            let fields = widget.settings.iter().map(|(name, value)| format!("{name}={}", value.text()));
            with_fields(
                format!("#/labs/{}", entry.name),
                &fields.chain(writing(widget, deck, settings)).collect::<Vec<_>>(),
            )
        }
    };
    let mut problems = state.open_hash(&hash, effects);
    for (name, value) in &widget.settings {
        if is_drive_only(name) {
            let drive = Drive { name: name.clone(), value: value.clone() };
            problems.extend(self::drive(&mut state, &drive).err());
        }
    }
    (state, problems)
}

/// The link that opens a widget of the table.
fn link(widget: &Widget, row: &Row, deck: &Deck, settings: &Settings) -> String {
    let example = widget.text("example").unwrap_or_else(|| gradlight_core::builtin::CLASSICAL.to_owned());
    let path = if row.route == Route::Rate {
        format!("#/rate/{example}")
    } else {
        let round = widget.text("round").unwrap_or_else(|| "1".to_owned());
        let step = widget.text("step").map(|step| format!("/{step}")).unwrap_or_default();
        format!("#/step/{example}/{round}{step}")
    };
    let is_field =
        |name: &str| !matches!(name, "example" | "round" | "step") && !row.keys.contains(&name) && !is_drive_only(name);
    let fields = widget.settings.iter().filter(|(name, _)| is_field(name));
    let quiz = (row.name == "quiz").then(|| "cover=1".to_owned());
    let fields = fields.map(|(name, value)| format!("{name}={}", value.text())).chain(quiz);
    with_fields(path, &fields.chain(writing(widget, deck, settings)).collect::<Vec<_>>())
}

fn with_fields(path: String, fields: &[String]) -> String {
    if fields.is_empty() { path } else { format!("{path}?v=1&{}", fields.join("&")) }
}

/// The notation and the digits, which a deck or the page decides where the fence does not.
fn writing(widget: &Widget, deck: &Deck, settings: &Settings) -> Vec<String> {
    let notation = deck.notation.clone().unwrap_or_else(|| settings.notation.name().to_owned());
    let digits = deck.digits.unwrap_or(settings.digits);
    [("notation", notation), ("digits", digits.to_string())]
        .into_iter()
        .filter(|(name, _)| widget.setting(name).is_none())
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// What an opening can say that no link carries.
fn is_drive_only(name: &str) -> bool {
    matches!(name, "choose" | "table" | "point")
}

/// Does to a widget what a click wants.
///
/// # Errors
/// What it cannot do, in a clause.
pub fn drive(state: &mut State, drive: &Drive) -> Result<(), String> {
    if state.route == Route::Labs {
        return drive_lab(state, drive);
    }
    let text = drive.value.text();
    let number = || text.replace(',', "").parse::<usize>().ok().filter(|number| *number >= 1);
    let unread = || format!("“{} = {text}” cannot be done", drive.name);
    let action = match drive.name.as_str() {
        "step" if text == "next" => Action::NextStep,
        "step" | "choose" | "point" => return go_to(state, &drive.name, text),
        "round" => Action::GoToRound(number().filter(|round| *round <= MAX_ROUNDS + 1).ok_or_else(unread)? - 1),
        "rate" => Action::SetLearningRate(text.parse().map_err(|_| unread())?),
        "biases" => Action::SetBiasRule(text),
        "update" => Action::SetUpdate(text),
        "sample" => Action::SetSample(number().ok_or_else(unread)? - 1),
        "notation" => Action::SetNotation(text),
        "digits" => Action::SetDigits(text.parse().map_err(|_| unread())?),
        "example" => Action::OpenBuiltIn(text),
        "cover" if (text == "1") == state.predict.covers => return Ok(()),
        "cover" => Action::Predict(predict::Action::Toggle),
        "reveal" if !state.is_step_covered() => return Ok(()),
        "reveal" => Action::Predict(predict::Action::Reveal),
        "hands" => Action::Predict(predict::Action::ToggleHands),
        "hide" | "show" => return uncover(state, drive),
        "table" => {
            state.settings.shows_table = text == "1";
            return Ok(());
        }
        name if state.route == Route::Rate && rate::read_link_field(state, name, &text) => return Ok(()),
        _ => return Err(unread()),
    };
    update::update(state, action);
    Ok(())
}

/// Covers quantities, or opens them again: `hide = "loss.total"`, `show = ["forward.h1.out", "forward.h2.out"]`.
fn uncover(state: &mut State, drive: &Drive) -> Result<(), String> {
    for id in drive.value.items() {
        if state.quantity(&id).is_none() {
            return Err(format!("there is no “{id}” here"));
        }
        let action = if drive.name == "hide" { predict::Action::Cover(id) } else { predict::Action::Uncover(id) };
        update::update(state, Action::Predict(action));
    }
    Ok(())
}

/// Goes to the step of a quantity, lights the paths of a weight, or points at a quantity.
fn go_to(state: &mut State, name: &str, id: String) -> Result<(), String> {
    let quantity = state.quantity(&id).ok_or_else(|| format!("there is no “{id}” here"))?;
    match name {
        "step" if state.trace().place_of(&quantity).is_none() => return Err(format!("“{id}” is no step")),
        "step" => update::update(state, Action::GoToQuantity(id)),
        "choose" if state.chosen.is_some() => {
            state.chosen = None;
            update::update(state, Action::Choose(id))
        }
        "choose" => update::update(state, Action::Choose(id)),
        _ => update::update(state, Action::Point(Some(id))),
    };
    Ok(())
}

/// `do = "NAME ARGUMENT"` is an action of the lab's; every other key is a field of its link.
fn drive_lab(state: &mut State, drive: &Drive) -> Result<(), String> {
    let Some((_, exhibit)) = &mut state.labs.open else { return Ok(()) };
    let text = drive.value.text();
    if drive.name == "do" {
        let (name, argument) = text.split_once(' ').unwrap_or((&text, ""));
        exhibit.act(name, (!argument.is_empty()).then_some(argument));
        return Ok(());
    }
    if exhibit.read_link(&drive.name, &text) {
        Ok(())
    } else {
        Err(format!("“{} = {text}” cannot be done", drive.name))
    }
}

/// The parts of the Step view that the fence asks for: `show = ["network", "formula", "timeline"]`.
fn stage(live: &Live<'_>) -> Vec<Node> {
    let shown = live
        .widget
        .setting("show")
        .map_or_else(|| vec!["network".to_owned(), "formula".to_owned(), "timeline".to_owned()], Setting::items);
    let part = |name: &String| -> Option<Node> {
        Some(match name.as_str() {
            "network" => network(live.state),
            "formula" => card::compact(live.state),
            "timeline" => timeline_card(live.state),
            "rate" => dial(live.state),
            "descent" => figure(live.state, 0),
            "activation" => figure(live.state, 1),
            _ => return None,
        })
    };
    shown.iter().filter_map(part).collect()
}

/// The network; the round's table only where it is asked for, since it makes up a third of all that is on a slide.
fn network(state: &State) -> Node {
    page::stage(state, state.settings.shows_table).into()
}

fn timeline_card(state: &State) -> Node {
    html("section").class("card time").key("time").attr("aria-label", "Round").child(timeline::timeline(state)).into()
}

/// The learning rate's slider.
fn dial(state: &State) -> Node {
    let name = html("span").class("dial-name").text("Learning rate ");
    let value = html("b").text(state.document.start.learning_rate().to_string());
    html("div").class("dial").key("dial").child(name.child(value)).child(controls::rate_slider(state)).into()
}

fn descent(live: &Live<'_>) -> Vec<Node> {
    vec![figure(live.state, 0), dial(live.state)]
}

/// The cost descent or the activation.
fn figure(state: &State, place: usize) -> Node {
    figures::figures(state).swap_remove(place)
}

fn table(live: &Live<'_>) -> Vec<Node> {
    let typesetter: typeset::Typesetter<'_> = live.state.typesetter();
    let table = crate::views::round_table::round_table(&typesetter, live.state.document.step);
    vec![
        html("div")
            .class("card round-table")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "The round's numbers")
            .child(table)
            .into(),
    ]
}

/// The part of the playground that has that `data-view`: the innermost card around it.
fn rate_part(live: &Live<'_>, view: &str) -> Vec<Node> {
    let body = rate::main(live.state);
    card_around(&body, view, None).map(|card| Node::Element(card.clone())).into_iter().collect()
}

fn card_around<'a>(node: &'a Node, view: &str, card: Option<&'a Element>) -> Option<&'a Element> {
    let Node::Element(element) = node else { return None };
    let is_card = element.attribute("class").is_some_and(|class| class.split(' ').any(|class| class == "card"));
    let card = if is_card { Some(element) } else { card };
    if element.attribute("data-view") == Some(view) {
        return card.or(Some(element));
    }
    element.children.iter().find_map(|child| card_around(child, view, card))
}

fn lab(live: &Live<'_>) -> Vec<Node> {
    let Some((_, exhibit)) = &live.state.labs.open else { return Vec::new() };
    if live.is_still {
        return vec![exhibit.thumbnail()];
    }
    let state = live.state;
    let look = labs::Look { digits: state.digits(), width: state.stage.width, scale: state.scale };
    exhibit.body(&look)
}
