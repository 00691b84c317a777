//! The nudge lab's figure: how far the promise is off, against the size of the nudge.

use gradlight_plot::{Axis, Chart, Layer, Style};

use super::Lab;

/// Places of the curve.
const PLACES: usize = 97;
/// The axis of nudges: powers of ten.
const SMALLEST: f64 = 1e-8;
const LARGEST: f64 = 1.0;

/// Both axes logarithmic: the change falls with the nudge, its error twice as steeply, down to where rounding rules.
pub(super) fn error(lab: &Lab, style: &Style) -> Chart {
    let x = Axis::log(SMALLEST, LARGEST);
    let sign = if lab.change < 0.0 { -1.0 } else { 1.0 };
    let at = |size: f64| lab.comparison(sign * size);
    let sizes: Vec<f64> = (0..PLACES).map(|place| x.value(place as f64 / (PLACES - 1) as f64)).collect();
    let changes: Vec<(f64, f64)> = sizes.iter().map(|size| (*size, at(*size).actual.abs())).collect();
    let errors: Vec<(f64, f64)> = sizes.iter().map(|size| (*size, at(*size).error())).collect();
    let shown = || changes.iter().chain(&errors).map(|(_, y)| *y).filter(|y| *y > 0.0 && y.is_finite());
    let high = shown().fold(0.0, f64::max);
    let low = shown().fold(f64::INFINITY, f64::min).max(1e-18);
    let end = |points: &[(f64, f64)]| points.last().copied().unwrap_or((1.0, 1.0));
    let (top, bottom) = (end(&changes), end(&errors));
    let now = lab.change.abs();
    let mark = lab.comparison(lab.change);
    let visible = |points: &[(f64, f64)]| {
        points.iter().map(|(x, y)| (*x, if *y > 0.0 { *y } else { f64::NAN })).collect::<Vec<_>>()
    };
    Chart::new(x, Axis::log(low / 3.0, high * 3.0))
        .named("size of the nudge", "change of the cost, and how far the promise is off")
        .line(visible(&changes), style.loss)
        .line(visible(&errors), style.backward)
        .dots(vec![(now, mark.actual.abs())], style.loss)
        .dots(vec![(now, mark.error())], style.backward)
        .with(Layer::Label { at: (top.0 / 30.0, top.1), text: "true change".to_owned(), colour: style.loss })
        .with(Layer::Label { at: (bottom.0 / 30.0, bottom.1 / 30.0), text: "error".to_owned(), colour: style.backward })
}
