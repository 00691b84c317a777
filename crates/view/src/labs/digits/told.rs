//! What two windows of one lecture tell each other of the digits lab: the picture, the neuron that is open, how far
//! training has come.
//!
//! Training is the same in both, batch by batch, so that a number is enough; the window that is told catches up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gradlight_core::digits::PIXELS;

use super::Digits;
use super::pad::Source;

/// A picture is packed at this level, and is at most so large.
const LEVEL: u8 = 6;

impl Digits {
    /// Batches, the open neuron, and the picture, apart by spaces.
    pub(super) fn tell(&self) -> String {
        let open = self.open.map(|(layer, place)| format!("{layer}.{place}"));
        let picture = match self.pad.source {
            Source::Test { place, .. } => place.to_string(),
            Source::Hand if self.pad.is_empty() => "-".to_owned(),
            Source::Hand => {
                let packed = miniz_oxide::deflate::compress_to_vec(&self.pad.pixels, LEVEL);
                format!("+{}", URL_SAFE_NO_PAD.encode(packed))
            }
        };
        format!("{} {} {picture}", self.course.goal(), open.as_deref().unwrap_or("-"))
    }

    pub(super) fn be_told(&mut self, told: &str) {
        let mut words = told.split(' ');
        let mut word = || words.next().unwrap_or_default();
        if let Ok(batches) = word().parse() {
            if batches < self.course.trainer.batches() {
                self.course.start_over(&self.data, &self.pad);
            }
            self.course.follow(batches);
        }
        let layers = self.layers();
        let unit = word().split_once('.').and_then(|(layer, place)| Some((layer.parse().ok()?, place.parse().ok()?)));
        self.open = unit.filter(|(layer, place): &(usize, usize)| layers.get(*layer).is_some_and(|most| place < most));
        self.take_picture(word());
    }

    fn take_picture(&mut self, told: &str) {
        if let Some(pixels) = told.strip_prefix('+').and_then(unpacked) {
            if self.pad.source != Source::Hand || self.pad.pixels != pixels {
                self.pad.clear();
                self.pad.pixels = pixels;
                self.course.look(&self.pad);
            }
        } else if let Ok(place) = told.parse() {
            if !matches!(self.pad.source, Source::Test { place: shown, .. } if shown == place) {
                self.sample(place);
            }
        } else if !self.pad.is_empty() {
            self.pad.clear();
            self.course.look(&self.pad);
        }
    }
}

fn unpacked(packed: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(packed).ok()?;
    let pixels = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, PIXELS).ok()?;
    (pixels.len() == PIXELS).then_some(pixels)
}
