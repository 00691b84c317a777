//! The points that the perceptron learns from.

use gradlight_core::perceptron::Point;
use gradlight_core::random::Random;

/// A set of points to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// Two clouds that a line parts.
    Clouds,
    /// The gate AND.
    And,
    /// The gate OR.
    Or,
    /// The gate XOR, which no line parts.
    Xor,
}

/// Whose clouds a line parts, though narrowly.
const SEED: u64 = 40;
/// Points of a cloud.
const CLOUD: usize = 8;

impl Data {
    /// Every set with its name on the page.
    pub(super) const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Clouds, "clouds", "Two clouds"),
        (Self::And, "and", "AND"),
        (Self::Or, "or", "OR"),
        (Self::Xor, "xor", "XOR"),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(data, ..)| *data == self).map_or("clouds", |(_, name, _)| name)
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(data, ..)| *data)
    }

    /// The ends of the plane's axes that hold its points.
    pub(super) fn range(self) -> (f64, f64) {
        if self == Self::Clouds { (-2.5, 2.5) } else { (-0.7, 1.7) }
    }

    /// The points in the order in which they are shown.
    pub(super) fn points(self) -> Vec<Point> {
        let targets = match self {
            Self::Clouds => return clouds(),
            Self::And => [false, false, false, true],
            Self::Or => [false, true, true, true],
            Self::Xor => [false, true, true, false],
        };
        let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        inputs.into_iter().zip(targets).map(|(x, is_positive)| Point { x, is_positive }).collect()
    }
}

/// Two clouds, one of each class by turns.
fn clouds() -> Vec<Point> {
    let mut random = Random::seeded(SEED);
    let mut near = |middle: f64| ((middle + 0.55 * random.normal()) * 100.0).round() / 100.0;
    (0..2 * CLOUD)
        .map(|place| {
            let is_positive = place % 2 == 0;
            let side = if is_positive { 0.8 } else { -0.8 };
            Point { x: [near(side), near(0.7 * side)], is_positive }
        })
        .collect()
}

/// Points as text for a link: `x,y,class` parted by semicolons.
pub(super) fn packed(points: &[Point]) -> String {
    let one = |point: &Point| format!("{},{},{}", point.x[0], point.x[1], u8::from(point.is_positive));
    points.iter().map(one).collect::<Vec<_>>().join(";")
}

/// Points from a link; none where they cannot be read.
pub(super) fn unpacked(text: &str) -> Option<Vec<Point>> {
    let points: Option<Vec<Point>> = text.split(';').map(unpacked_point).collect();
    points.filter(|points| (2..=40).contains(&points.len()))
}

fn unpacked_point(text: &str) -> Option<Point> {
    let mut numbers = text.split(',');
    let mut coordinate = || numbers.next()?.parse::<f64>().ok().filter(|value| value.abs() <= 100.0);
    let x = [coordinate()?, coordinate()?];
    let is_positive = match numbers.next()? {
        "0" => false,
        "1" => true,
        _ => return None,
    };
    Some(Point { x, is_positive })
}
