//! The last layout, kept while nothing that it depends on changes: steps and numbers do not move anything.

use std::cell::RefCell;
use std::rc::Rc;

use gradlight_core::example::{BiasRule, Example};
use gradlight_core::network::Layer;

use super::{Lettering, Scene, Size};

/// All that a layout depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    layers: Vec<Layer>,
    shares_bias: Vec<bool>,
    bias_rule: BiasRule,
    has_cost: bool,
    size: Size,
    lettering: Lettering,
}

/// Remembers the last layout.
#[derive(Debug, Default)]
pub struct SceneMemo(RefCell<Option<(Key, Rc<Scene>)>>);

impl SceneMemo {
    /// The layout, made anew only where it would be another; see [`Scene::layout`].
    pub fn layout(&self, example: &Example, size: Size, lettering: &Lettering) -> Rc<Scene> {
        let layers = example.network().layers();
        let key = Key {
            layers: layers.to_vec(),
            shares_bias: (0..layers.len()).map(|layer| example.shares_bias(layer)).collect(),
            bias_rule: example.bias_rule(),
            has_cost: example.samples().len() > 1 || example.l2() > 0.0,
            size,
            lettering: *lettering,
        };
        let mut last = self.0.borrow_mut();
        match last.as_ref() {
            Some((known, scene)) if *known == key => Rc::clone(scene),
            _ => {
                let scene = Rc::new(Scene::layout(example, size, lettering));
                *last = Some((key, Rc::clone(&scene)));
                scene
            }
        }
    }
}
