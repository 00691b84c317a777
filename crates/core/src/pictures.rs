//! Labelled pictures: grey pixels and the class of each, as digits are given.

use crate::random::Random;

/// Pictures of one size with their classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    pixels: Vec<u8>,
    labels: Vec<u8>,
    /// Pixels of one picture.
    size: usize,
}

impl Pictures {
    /// Pictures of `size` pixels each, 0…255, row by row, and a label for each one.
    ///
    /// `None` where the counts disagree.
    pub fn new(pixels: Vec<u8>, labels: Vec<u8>, size: usize) -> Option<Self> {
        (size > 0 && pixels.len() == labels.len() * size).then_some(Self { pixels, labels, size })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Pixels of one picture.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The pixels of a picture, row by row.
    pub fn picture(&self, place: usize) -> &[u8] {
        &self.pixels[place * self.size..][..self.size]
    }

    /// The class of a picture.
    pub fn label(&self, place: usize) -> usize {
        usize::from(self.labels[place])
    }

    /// A picture as a network takes it: each pixel from 0 to 1.
    pub fn input(&self, place: usize) -> Vec<f32> {
        self.picture(place).iter().map(|pixel| brightness(*pixel)).collect()
    }

    /// Two parts after a seeded shuffle: so many first, and the rest.
    #[must_use]
    pub fn split(&self, first: usize, seed: u64) -> (Self, Self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        Random::seeded(seed).shuffle(&mut order);
        let (one, other) = order.split_at(first.min(order.len()));
        (self.chosen(one), self.chosen(other))
    }

    /// Two parts as they lie: so many first, and the rest.
    #[must_use]
    pub fn split_in_order(&self, first: usize) -> (Self, Self) {
        let order: Vec<usize> = (0..self.len()).collect();
        let (one, other) = order.split_at(first.min(order.len()));
        (self.chosen(one), self.chosen(other))
    }

    fn chosen(&self, places: &[usize]) -> Self {
        Self {
            pixels: places.iter().flat_map(|place| self.picture(*place)).copied().collect(),
            labels: places.iter().map(|place| self.labels[*place]).collect(),
            size: self.size,
        }
    }
}

/// What a network takes for a pixel: 0…255 becomes 0…1.
pub fn brightness(pixel: u8) -> f32 {
    f32::from(pixel) * (1.0 / 255.0)
}
