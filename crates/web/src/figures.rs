//! The canvases: each is painted only when what it shows, its size or its look has changed.

use gradlight_plot::Style;
use gradlight_view::State;
use gradlight_view::settings::Theme;
use gradlight_view::views::figures::{
    ActivationKey, DescentKey, activation_key, descent_key, with_activation, with_descent,
};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlCanvasElement;

use crate::canvas::Canvas;
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
struct Painted<K> {
    canvas: Canvas,
    element: HtmlCanvasElement,
    shown: Option<(K, Look)>,
}

/// The Step view's two canvases.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    descent: Option<Painted<DescentKey>>,
    activation: Option<Painted<ActivationKey>>,
    stale: bool,
}

impl Figures {
    /// Notes that something may have changed; the next frame looks.
    pub(crate) fn mark(&mut self, page: &Page) {
        self.descent = find(page, self.descent.take(), "descent");
        self.activation = find(page, self.activation.take(), "activation");
        self.stale = true;
    }

    /// Whether a frame is wanted.
    pub(crate) fn are_stale(&self) -> bool {
        self.stale
    }

    /// Paints what has changed.
    pub(crate) fn paint(&mut self, page: &Page, state: &State) {
        self.stale = false;
        if let Some(painted) = &mut self.descent {
            painted.paint(page, state, descent_key(state), |canvas, style| {
                with_descent(state, |descent| canvas.draw(|backend| descent.draw(backend, style)));
            });
        }
        if let Some(painted) = &mut self.activation {
            painted.paint(page, state, activation_key(state), |canvas, style| {
                with_activation(state, |figure| canvas.draw(|backend| figure.draw(backend, style)));
            });
        }
    }
}

/// The finished rounds under a place in the cost descent, in CSS pixels from its left edge.
pub(crate) fn round_at(page: &Page, state: &State, x_px: f64, width_px: f64) -> usize {
    let style = style_of(shown_theme(page, &state.settings), state.scale);
    with_descent(state, |descent| descent.round_at(x_px, width_px, &style))
}

/// The canvas of that view: the known one while it stays in the document, else a new one.
fn find<K>(page: &Page, known: Option<Painted<K>>, view: &str) -> Option<Painted<K>> {
    let element = page.find_one(&format!("canvas[data-view={view}]"))?.dyn_into::<HtmlCanvasElement>().ok()?;
    match known {
        Some(known) if known.element == element => Some(known),
        _ => Some(Painted { canvas: Canvas::new(element.clone())?, element, shown: None }),
    }
}

fn style_of(theme: Theme, scale: f64) -> Style {
    let style = match theme {
        Theme::Dark => Style::dark(),
        Theme::Projector => Style::projector(),
        Theme::Light | Theme::System => Style::light(),
    };
    Style { scale, ..style }
}

impl<K: PartialEq> Painted<K> {
    fn paint(&mut self, page: &Page, state: &State, key: K, draw: impl FnOnce(&mut Canvas, &Style)) {
        let theme = shown_theme(page, &state.settings);
        let (width, height) = (f64::from(self.element.client_width()), f64::from(self.element.client_height()));
        let look = Look { theme, width, height, ratio: page.window.device_pixel_ratio(), scale: state.scale };
        let shows = Some((key, look));
        if self.shown == shows || width < 1.0 || height < 1.0 {
            return;
        }
        self.shown = shows;
        self.canvas.fit(width, height, look.ratio);
        let style = self.canvas.style(style_of(theme, state.scale));
        draw(&mut self.canvas, &style);
    }
}
