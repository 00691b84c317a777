//! Points of one's own: how they are scaled for the network, and how a link carries them.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gradlight_core::dataset::csv::{self, CsvFault};
use gradlight_core::dataset::{Point, Table};

/// The longest packed text that a link carries: 8 KB.
const MAX_PACKED: usize = 8 << 10;

/// The longest text that a link may unfold to.
const MAX_UNPACKED: usize = 1 << 20;

/// Points from a file or a pasted text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Own {
    /// What was read.
    pub(super) table: Table,
    /// The mean of each coordinate, where the network's 0 lies.
    pub(super) centre: [f64; 2],
    /// The standard deviation of each coordinate, the network's 1.
    pub(super) spread: [f64; 2],
    /// What a link carries; nothing where it is too long.
    packed: Option<String>,
}

impl Own {
    /// Reads points from the bytes of a file.
    ///
    /// # Errors
    /// The first fault.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, CsvFault> {
        csv::read_bytes(bytes).map(Self::of)
    }

    /// The points of that table.
    pub(super) fn of(table: Table) -> Self {
        let moments = [0, 1].map(|axis| moments(table.points.iter().map(|point| point.place[axis])));
        let packed = URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(written(&table).as_bytes(), 9));
        let packed = Some(packed).filter(|packed| packed.len() <= MAX_PACKED);
        Self { centre: moments.map(|(mean, _)| mean), spread: moments.map(|(_, spread)| spread), packed, table }
    }

    /// The points with each coordinate's mean at 0 and its standard deviation at 1.
    pub(super) fn scaled(&self) -> Vec<Point> {
        let scaled = |point: &Point| {
            let place = [0, 1].map(|axis| (point.place[axis] - self.centre[axis]) / self.spread[axis]);
            Point { place, ..*point }
        };
        self.table.points.iter().map(scaled).collect()
    }

    /// What a link carries; nothing where it is too long for one.
    pub(super) fn packed(&self) -> Option<&str> {
        self.packed.as_deref()
    }

    /// The points that a link carries, if they can be read.
    pub(super) fn unpack(packed: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(packed).ok()?;
        let text = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, MAX_UNPACKED).ok()?;
        Self::read(&text).ok()
    }
}

/// The mean and the standard deviation; the latter 1 where all numbers are the same.
fn moments(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = numbers.clone().count().max(1) as f64;
    let mean = numbers.clone().map(|number| number / count).sum::<f64>();
    let variance = numbers.map(|number| (number - mean) * (number - mean) / count).sum::<f64>();
    let spread = variance.sqrt();
    (mean, if spread > 0.0 && spread.is_finite() { spread } else { 1.0 })
}

/// The table as text that reads back as itself: names without the signs that would part them.
fn written(table: &Table) -> String {
    let clean = |name: &str| name.replace(['\t', '"', '\n', '\r'], " ");
    let mut text = String::new();
    if let Some([x, y]) = &table.names {
        text = format!("{}\t{}\tclass\n", clean(x), clean(y));
    }
    for Point { place: [x, y], class } in &table.points {
        let _ = writeln!(text, "{x}\t{y}\t{}", clean(&table.classes[*class]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_survive_a_link() {
        let own = Own::read(b"height;kind of;group\n1,5;2;b c\n3;4;a\n").expect("sound");
        assert_eq!(Own::unpack(own.packed().expect("short")), Some(own.clone()));
        assert_eq!(own.centre, [2.25, 3.0]);
        assert_eq!(own.scaled()[0].place, [-1.0, -1.0]);
    }

    #[test]
    fn a_link_that_is_damaged_or_bears_a_fault_gives_no_points() {
        assert_eq!(Own::unpack("%%%"), None);
        assert_eq!(Own::unpack("AAAA"), None);
    }

    #[test]
    fn a_coordinate_that_never_changes_is_only_shifted() {
        let own = Own::read(b"5,1,a\n5,2,b\n").expect("sound");
        assert_eq!((own.centre[0], own.spread[0]), (5.0, 1.0));
    }
}
