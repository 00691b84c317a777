//! The pointer in the digits lab: it draws on the pad, opens neurons and turns the network.

use gradlight_core::digits::SIDE;

use super::scene::Scene;
use super::{Digits, opened, plots};
use crate::pointer::{Gesture, Pointer};

impl Digits {
    pub(super) fn pen(&mut self, pointer: &Pointer) {
        let at = |along: f64, of: f64| along / of.max(1.0) * SIDE as f64;
        let place = (at(pointer.x, pointer.width), at(pointer.y, pointer.height));
        match pointer.gesture {
            Gesture::Down => self.pad.pen_down(place, pointer.shift),
            Gesture::Move { is_down: true } => self.pad.pen_to(place),
            Gesture::Up | Gesture::Leave => self.pad.pen_up(),
            Gesture::Move { .. } | Gesture::Wheel(_) => return,
        }
        self.course.look(&self.pad);
    }

    /// A press on the network opens the neuron there; in space a drag turns it.
    pub(super) fn grasp(&mut self, pointer: &Pointer) {
        let layers = self.layers();
        let scene = Scene { layers: &layers, size: pointer.size(), camera: self.camera };
        match pointer.gesture {
            Gesture::Down => {
                self.grip = self.camera.in_space.then(|| pointer.place());
                if let Some(unit) = scene.unit_at(pointer.place()) {
                    self.open = (self.open != Some(unit)).then_some(unit);
                }
            }
            Gesture::Move { is_down: true } => {
                if let Some((x, y)) = self.grip.replace(pointer.place()).filter(|_| self.camera.in_space) {
                    self.camera.turns = false;
                    self.camera.turn_by((x - pointer.x) * 0.01, (pointer.y - y) * 0.01);
                }
            }
            Gesture::Up | Gesture::Leave => self.grip = None,
            Gesture::Move { .. } | Gesture::Wheel(_) => {}
        }
    }

    /// A press on a weight picture opens its neuron.
    pub(super) fn press_weights(&mut self, pointer: &Pointer) {
        if pointer.gesture != Gesture::Down {
            return;
        }
        let neurons = self.layers()[0];
        let (columns, _, room) = plots::grid(neurons, pointer.size());
        let (column, row) = ((pointer.x / room) as usize, (pointer.y / room) as usize);
        let unit = (0, row * columns + column);
        if column < columns && unit.1 < neurons {
            self.open = (self.open != Some(unit)).then_some(unit);
        }
    }

    /// What the heat maps of the open neuron show.
    pub(super) fn heat(&self, figure: &str) -> Option<Vec<f64>> {
        let unit = self.open.filter(|(layer, _)| *layer == 0)?;
        let terms = opened::terms(&self.course.shown, unit);
        Some(terms.into_iter().map(|term| if figure == "opened-weights" { term.w } else { term.product() }).collect())
    }
}
