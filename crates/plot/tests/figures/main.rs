//! What a reader sees in the figures, drawn as SVG and remembered piece by piece.

mod activation;
mod descent;
mod sheet;

use gradlight_plot::{Drawn, Style};

use sheet::{Seen, Sheet};

/// The sizes that a figure must survive, in CSS pixels.
const SIZES: [(u32, u32); 5] = [(300, 90), (336, 145), (490, 145), (730, 145), (1200, 400)];

/// Draws a figure at one unit per pixel.
fn seen(size: (u32, u32), draw: impl FnOnce(Sheet<'_>) -> Drawn<Sheet<'static>>) -> Seen {
    let mut svg = String::new();
    let (sheet, seen) = Sheet::new(&mut svg, size);
    let drawn = draw(sheet);
    assert!(drawn.is_ok(), "{drawn:?}");
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "not a whole document");
    assert!(!svg.contains("NaN") && !svg.contains("inf\""), "a number that is none");
    seen.take()
}

fn themes() -> [Style; 3] {
    [Style::light(), Style::dark(), Style::projector()]
}

/// Four significant digits, as a caller might word numbers.
fn number(value: f64) -> String {
    if value == 0.0 || (1e-3..1e5).contains(&value.abs()) {
        let text = format!("{value:.4}");
        return text.trim_end_matches('0').trim_end_matches('.').replace('-', "−");
    }
    format!("{value:.3e}")
}

impl Seen {
    /// Fails where a text leaves the figure or lies on another one.
    fn assert_readable(&self, size: (u32, u32), what: &str) {
        for text in &self.texts {
            let inside = text.left >= -0.5
                && text.top >= -0.5
                && text.right <= f64::from(size.0) + 0.5
                && text.bottom <= f64::from(size.1) + 0.5;
            assert!(inside, "{what} at {size:?}: {text:?} leaves the figure");
            assert!(text.font >= 12.0, "{what} at {size:?}: {text:?} is too small to read");
        }
    }

    /// Fails where any two of these texts lie on each other.
    fn assert_apart(texts: &[&sheet::Lettering], what: &str) {
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[..index] {
                assert!(!one.overlaps(other), "{what}: {one:?} lies on {other:?}");
            }
        }
    }

    fn has(&self, text: &str) -> bool {
        self.texts.iter().any(|seen| seen.text == text)
    }

    fn text_with(&self, part: &str) -> Option<&sheet::Lettering> {
        self.texts.iter().find(|seen| seen.text.contains(part))
    }

    /// The curve: the longest path of this colour.
    fn curve(&self, rgb: gradlight_plot::Rgb) -> Option<&sheet::Ink> {
        self.paths.iter().filter(|ink| ink.rgb == (rgb.0, rgb.1, rgb.2)).max_by_key(|ink| ink.points.len())
    }

    /// Centres of the dots of this colour.
    fn dots_of(&self, rgb: gradlight_plot::Rgb) -> Vec<(i32, i32)> {
        let dots = self.dots.iter().filter(|ink| ink.rgb == (rgb.0, rgb.1, rgb.2));
        dots.map(|ink| ink.points[0]).collect()
    }
}
