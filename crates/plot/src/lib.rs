//! Gradlight's figures, drawn with plotters on any drawing backend.
//!
//! A figure is plain data plus three pure functions: `draw` puts it on a
//! backend, `sentence` says it in words, `table` lists its telling numbers.
//! Numbers are worded by the caller, so that one module of the program decides
//! how digits look; colours and lengths come from a [`Style`].

pub mod activation;
pub mod axis;
mod block;
pub mod chart;
pub mod contour;
mod decimate;
pub mod descent;
mod frame;
pub mod ink;
pub mod palette;
mod paper;
pub mod relief;
pub mod sketch;
pub mod strip;
pub mod style;
mod table;
pub mod ticks;
pub mod units;

pub use activation::{ActivationFigure, Curve, OperatingPoint};
pub use axis::{Axis, Scale};
pub use chart::{Chart, Layer, Shape};
pub use descent::Descent;
pub use ink::{Ink, Surface};
pub use palette::Diverging;
pub use relief::{Relief, Trail};
pub use sketch::Sketch;
pub use strip::Strip;
pub use style::{Rgb, Role, Style};
pub use table::Table;
pub use units::UnitMaps;

/// What drawing on the backend `DB` gives back: nothing, or the backend's error.
pub type Drawn<DB> =
    Result<(), plotters::drawing::DrawingAreaErrorKind<<DB as plotters_backend::DrawingBackend>::ErrorType>>;
