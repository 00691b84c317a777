//! The settings: how things are shown, which no number depends on but the digits carried.

use crate::notation::Notation;

/// The look of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system asks, light or dark.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
    /// Larger type, thicker lines, most contrast.
    Projector,
}

impl Theme {
    /// Every theme, in the order in which the theme button goes round.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Projector];

    /// Its name in the page and in storage.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The theme of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The next one round.
    #[must_use]
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Self::ALL[(place + 1) % Self::ALL.len()]
    }
}

/// How an axis is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// By powers of ten.
    #[default]
    Log,
    /// Evenly.
    Linear,
}

impl Scale {
    /// Its name in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Linear => "linear",
        }
    }

    /// The scale of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Log, Self::Linear].into_iter().find(|scale| scale.name() == name)
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Log { Self::Linear } else { Self::Log }
    }
}

/// The speeds that play can have, in steps of 1.2 seconds.
pub const SPEEDS: [f64; 8] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 64.0];

/// How the page shows what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How quantities are written.
    pub notation: Notation,
    /// Places after the point, 2…12.
    pub digits: u8,
    /// Whether every computed value is rounded to those places before it is used.
    pub carries_rounding: bool,
    /// The look of the page.
    pub theme: Theme,
    /// The round axis of the cost descent.
    pub rounds_scale: Scale,
    /// The cost axis of the cost descent.
    pub cost_scale: Scale,
    /// Place in [`SPEEDS`].
    pub speed: usize,
    /// Whether single letters act as keys.
    pub letter_keys: bool,
    /// Whether the round's table covers the network.
    pub shows_table: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            notation: Notation::default(),
            digits: 9,
            carries_rounding: false,
            theme: Theme::default(),
            rounds_scale: Scale::Log,
            cost_scale: Scale::Log,
            speed: 2,
            letter_keys: true,
            shows_table: false,
        }
    }
}
