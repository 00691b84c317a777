//! Points of the perceptron's plane picked up and dragged; with Shift they change their class.

use gradlight_core::perceptron::Point;
use gradlight_plot::Style;

use super::{Lab, plots};
use crate::labs::Exhibit as _;
use crate::pointer::{Gesture, Pointer};

/// Does what the pointer wants of the plane.
pub(super) fn point(lab: &mut Lab, pointer: &Pointer) {
    let is_move = matches!(pointer.gesture, Gesture::Move { is_down: true });
    if !is_move && pointer.gesture != Gesture::Down {
        lab.drags = false;
        return;
    }
    let style = Style::light();
    let chart = plots::axes(lab, (pointer.width as u32, pointer.height as u32), &style);
    let (x, y) = chart.nearest_values(pointer.place(), pointer.size(), &style);
    if pointer.gesture == Gesture::Down {
        let reach = (chart.x.high() - chart.x.low()) * 18.0 / pointer.width.max(1.0);
        let away = |point: &Point| {
            let (dx, dy) = (point.x[0] - x, point.x[1] - y);
            (dx * dx + dy * dy).sqrt()
        };
        let nearest = (0..lab.points.len()).min_by(|a, b| away(&lab.points[*a]).total_cmp(&away(&lab.points[*b])));
        let Some(place) = nearest.filter(|place| away(&lab.points[*place]) <= reach) else { return };
        (lab.picked, lab.drags) = (place, true);
        if pointer.shift {
            lab.act("flip", None);
        }
    } else if lab.drags {
        let two_places = |value: f64| (value * 100.0).round() / 100.0;
        lab.points[lab.picked].x = [two_places(x), two_places(y)];
    }
}
