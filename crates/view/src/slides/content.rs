//! The content of a slide as a tree: its text with numbers and formulas filled in, and its widgets.

use super::kinds::{self, Kind, Live};
use super::lecture::Lecture;
use crate::deck::{Desk, Layout, Maths, Number, Piece, Slide, Widget};
use crate::node::{Element, Node, html, text};
use crate::state::State;

/// A formula of more characters of LaTeX than this may be wider than a phone.
const LONG_FORMULA: usize = 45;

/// A slide as it is to be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet<'a> {
    /// What is on it.
    pub(super) slide: &'a Slide,
    /// Its widgets.
    pub(super) widgets: &'a [State],
    /// How many clicks are done.
    pub(super) click: usize,
    /// The answers to its numbers.
    pub(super) desk: &'a Desk,
    /// The places of numbers that do not say them.
    pub(super) places: u8,
    /// The slide and click that it is a picture of; none where it is live.
    pub(super) still: Option<(usize, usize)>,
}

impl Sheet<'_> {
    /// The slide, as large as what it stands in.
    pub(super) fn view(&self) -> Element {
        let layout = arrangement(self.slide);
        let title = (!self.slide.title.is_empty()).then(|| {
            html("h2").class("slide-title").key("title").attr("dir", "auto").children(self.pieces(&self.slide.title))
        });
        html("div").class(format!("slide {layout}")).children(title).child(self.body(layout))
    }

    fn body(&self, layout: &str) -> Element {
        let body = html("div").class("slide-body").key("body");
        let fragments = self.slide.fragments.iter().enumerate();
        if layout != "split" {
            return body.children(fragments.map(|(place, _)| self.fragment(place)));
        }
        let is_widget = |place: &usize| matches!(self.slide.fragments[*place].piece, Piece::Widget(_));
        let (widgets, texts): (Vec<usize>, Vec<usize>) = fragments.map(|(place, _)| place).partition(is_widget);
        body.child(
            html("div").class("prose").key("prose").children(texts.into_iter().map(|place| self.fragment(place))),
        )
        .child(
            html("div").class("widgets").key("widgets").children(widgets.into_iter().map(|place| self.fragment(place))),
        )
    }

    /// A fragment; one that is still to come keeps its room, so that nothing moves when it comes.
    fn fragment(&self, place: usize) -> Node {
        let fragment = &self.slide.fragments[place];
        let is_coming = fragment.from > self.click;
        let node = self.piece(&fragment.piece);
        let Node::Element(mut element) = node else { return node };
        element.key = Some(place.to_string());
        if is_coming || fragment.from > 0 {
            let class = if is_coming { "coming" } else { "come" };
            match element.attributes.iter_mut().find(|(name, _)| *name == "class") {
                Some((_, classes)) => {
                    classes.to_mut().push(' ');
                    classes.to_mut().push_str(class);
                }
                None => element.attributes.push(("class", class.into())),
            }
        }
        element.into()
    }

    pub(super) fn pieces(&self, pieces: &[Piece]) -> Vec<Node> {
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> Node {
        match piece {
            Piece::Text(content) => text(content.clone()),
            Piece::Number(number) => self.number(number),
            Piece::Maths(maths) => self.maths(maths),
            Piece::Widget(place) => self.widget(*place),
            Piece::Element { tag, attributes, children } => {
                let element = html(tag).children(self.pieces(children));
                let element =
                    attributes.iter().fold(element, |element, (name, value)| element.attr(name, value.clone()));
                match *tag {
                    "a" => element.attr("rel", "noreferrer").into(),
                    // A wide table scrolls within itself.
                    "table" => {
                        let table = html("div").class("slide-table").child(element);
                        table.maybe("tabindex", self.still.is_none().then_some("0")).into()
                    }
                    _ => element.into(),
                }
            }
        }
    }

    /// A formula; a long one on a line of its own scrolls within itself where the screen is narrow.
    fn maths(&self, maths: &Maths) -> Node {
        let formula = maths.node(self.desk, self.places);
        if !maths.is_display {
            return formula;
        }
        let may_scroll = self.still.is_none() && maths.source.len() > LONG_FORMULA;
        html("span").class("display-maths").maybe("tabindex", may_scroll.then_some("0")).child(formula).into()
    }

    fn number(&self, number: &Number) -> Node {
        let element = html("span").class("number");
        match self.desk.answer(number) {
            Some(answer) => element
                .maybe("data-quantity", number.quantity().map(str::to_owned))
                .attr("data-value", answer.value.to_string())
                .text(number.text(answer, self.places)),
            None => element.class("number unread").text("?"),
        }
        .into()
    }

    fn widget(&self, place: usize) -> Node {
        let (Some(widget), Some(state)) = (self.slide.widgets.get(place), self.widgets.get(place)) else {
            return text("");
        };
        let name = widget.kind.name();
        let parts = kinds::view(&Live { widget, state, is_still: self.still.is_some() });
        let is_lab = matches!(widget.kind, Kind::Lab(_)) && self.still.is_none();
        // A lab is made for a page of its own: here it scrolls within its widget.
        let parts = if is_lab {
            vec![html("div").class("widget-scroll").attr("data-stage", "").children(parts).into()]
        } else {
            parts
        };
        let class = if is_lab { format!("widget lab-widget {name}-widget") } else { format!("widget {name}-widget") };
        let element = html("div").class(class);
        let element = element.attr(
            "data-widget",
            match self.still {
                Some(of) => still_name(of, place),
                None => place.to_string(),
            },
        );
        element.children(parts).children(self.enlarge(widget, place)).into()
    }

    /// The way to the view that shows more of a widget.
    fn enlarge(&self, widget: &Widget, place: usize) -> Option<Element> {
        if self.still.is_some() {
            return None;
        }
        let label = format!("Open in {}", widget.kind.route().label());
        // The link means the page, not the widget that it stands in.
        Some(
            html("button")
                .attr("type", "button")
                .class("quiet-button enlarge")
                .key("enlarge")
                .attr("data-action", "slides/enlarge")
                .attr("data-argument", place.to_string())
                .text(label),
        )
    }
}

/// The layout's class: side by side only where there is something on both sides, and no lab, which needs the width.
pub(super) fn arrangement(slide: &Slide) -> &'static str {
    let is_widget = |piece: &Piece| matches!(piece, Piece::Widget(_));
    let has_text = slide.fragments.iter().any(|fragment| !is_widget(&fragment.piece));
    let has_lab = slide.widgets.iter().any(|widget| matches!(widget.kind, Kind::Lab(_)));
    match (slide.layout, slide.widgets.is_empty(), has_text) {
        (Layout::Centre, ..) => "centre",
        (_, true, _) => "prose-only",
        _ if has_lab => "wide with-lab",
        (Layout::Auto, false, true) => "split",
        _ => "wide",
    }
}

/// The name of a still's widget before its figures: slide, click, widget.
fn still_name((slide, click): (usize, usize), place: usize) -> String {
    format!("{slide}-{click}-{place}")
}

/// The still and the widget in it that a name means.
pub(super) fn still_named(name: &str) -> Option<((usize, usize), usize)> {
    let mut numbers = name.split('-').map(|number| number.parse().ok());
    let (slide, click, place) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Some(((slide, click), place))
}

/// What is said of the slide that has come up.
pub(super) fn spoken(lecture: &Lecture) -> String {
    let title = lecture.current.title_text();
    let place = format!("Slide {} of {}", lecture.slide + 1, lecture.slides());
    let come = lecture.current.fragments.iter().filter(|fragment| fragment.from == lecture.click);
    let text: Vec<String> = come.map(|fragment| fragment.piece.text()).filter(|text| !text.is_empty()).collect();
    match lecture.click {
        0 => format!("{place}. {title}"),
        _ if text.is_empty() => format!("Click {} of {}.", lecture.click, lecture.current.clicks),
        _ => text.join(" "),
    }
}
