//! The canvases: each is painted only when what it shows, its size or its look has changed.

use gradlight_plot::{Ink, Style};
use gradlight_view::State;
use gradlight_view::drawing::{self, Fingerprint};
use gradlight_view::route::HAS_ROOMS;
use gradlight_view::settings::Theme;
use gradlight_view::slides;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlCanvasElement};

use crate::canvas::{Canvas, Screen};
use crate::page::Page;
use crate::preferences::shown_theme;

/// What a canvas looks like beside its data: theme, size in CSS pixels, device pixels a CSS pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    theme: Theme,
    width: f64,
    height: f64,
    ratio: f64,
    scale: f64,
}

/// One canvas and what it shows.
#[derive(Debug)]
struct Painted {
    canvas: Canvas,
    element: HtmlCanvasElement,
    shown: Option<(Fingerprint, Look)>,
}

/// The canvases that stand in the document.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    painted: Vec<Painted>,
    stale: bool,
}

impl Figures {
    /// Notes that something may have changed; the next frame looks. Says whether canvases have come or gone.
    pub(crate) fn mark(&mut self, page: &Page) -> bool {
        self.stale = true;
        let elements = page.find_all("canvas[data-figure]");
        let is_same = elements.len() == self.painted.len()
            && self.painted.iter().zip(&elements).all(|(painted, element)| painted.element.is_same_node(Some(element)));
        if !is_same {
            let mut known = std::mem::take(&mut self.painted);
            self.painted = elements.into_iter().filter_map(|element| keep_or_take(&mut known, element)).collect();
        }
        !is_same
    }

    /// Whether a frame is wanted.
    pub(crate) fn are_stale(&self) -> bool {
        self.stale
    }

    /// Paints what has changed; says whether there was anything to look at.
    pub(crate) fn paint(&mut self, page: &Page, state: &State) -> bool {
        let was_stale = std::mem::take(&mut self.stale);
        if was_stale {
            self.painted.iter_mut().for_each(|painted| painted.paint(page, state));
        }
        was_stale
    }
}

/// The canvas with what it shows: as known while it stays in the document, else new and blank.
fn keep_or_take(known: &mut Vec<Painted>, element: Element) -> Option<Painted> {
    let place = known.iter().position(|painted| painted.element.is_same_node(Some(&element)));
    if let Some(place) = place {
        return Some(known.swap_remove(place));
    }
    let element = element.dyn_into::<HtmlCanvasElement>().ok()?;
    Some(Painted { canvas: Canvas::new(element.clone())?, element, shown: None })
}

/// The name of an element's figure, with the widget that it belongs to before it.
pub(crate) fn name_of(element: &Element) -> Option<String> {
    let figure = element.get_attribute("data-figure")?;
    let widget = element.closest("[data-widget]").ok().flatten();
    Some(match widget.and_then(|widget| widget.get_attribute("data-widget")) {
        Some(widget) => format!("{widget}/{figure}"),
        None => figure,
    })
}

fn style_of(theme: Theme, scale: f64) -> Style {
    let style = match theme {
        Theme::Dark => Style::dark(),
        Theme::Projector => Style::projector(),
        Theme::Light | Theme::System => Style::light(),
    };
    Style { scale, ..style }
}

impl Painted {
    fn paint(&mut self, page: &Page, state: &State) {
        let Some(figure) = name_of(&self.element) else { return };
        let Some(fingerprint) = drawing::fingerprint(state, &figure) else { return };
        let theme = shown_theme(page, &state.settings);
        let scale = if HAS_ROOMS { slides::scale_of(state, &figure) } else { state.scale };
        let (width, height) = (f64::from(self.element.client_width()), f64::from(self.element.client_height()));
        let look = Look { theme, width, height, ratio: page.window.device_pixel_ratio(), scale };
        let shows = Some((fingerprint, look));
        if self.shown == shows || width < 1.0 || height < 1.0 {
            return;
        }
        self.shown = shows;
        self.canvas.fit(width, height, look.ratio);
        let style = self.canvas.style(style_of(theme, scale));
        self.canvas.draw(|backend| drawing::draw(state, &figure, Ink(&mut Screen::new(backend)), &style));
    }
}
