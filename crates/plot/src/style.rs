//! How a figure looks: the colours of the three themes, type size, line width, scale.
//!
//! The colours are the page's tokens. One meaning has one colour: forward is
//! blue, loss purple, backward vermilion, update green; all else is ink.
#![expect(clippy::unreadable_literal, reason = "colours are written as on the page, 0xrrggbb")]

use std::str::FromStr;

use plotters::style::RGBColor;

/// The type that figures are lettered in: the system's own sans serif.
pub const FAMILY: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/// An opaque colour, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour with these 24 bits, `0xrrggbb`.
    pub const fn hex(bits: u32) -> Self {
        let [_, red, green, blue] = bits.to_be_bytes();
        Self(red, green, blue)
    }
}

impl From<Rgb> for RGBColor {
    fn from(Rgb(red, green, blue): Rgb) -> Self {
        Self(red, green, blue)
    }
}

/// A colour that is not of the form `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadColour;

impl std::fmt::Display for BadColour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a colour must look like #0b62a6")
    }
}

impl std::error::Error for BadColour {}

impl FromStr for Rgb {
    type Err = BadColour;

    /// Reads `#rrggbb`, with white space around it allowed.
    ///
    /// # Errors
    /// [`BadColour`] for anything else, short forms and names included.
    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.trim().strip_prefix('#').ok_or(BadColour)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(BadColour);
        }
        u32::from_str_radix(digits, 16).map(Self::hex).map_err(|_| BadColour)
    }
}

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Main text and what has no phase of its own.
    Ink,
    /// Text of second rank, curves that are background knowledge.
    Second,
    /// Lines and decoration; too pale for text.
    Third,
    /// Values of the forward pass: blue.
    Forward,
    /// Loss and cost: purple.
    Loss,
    /// Derivatives of the backward pass: vermilion.
    Backward,
    /// Parameters that move: green.
    Update,
}

/// Colours, type size, line width and scale of a figure.
///
/// Lengths are in CSS pixels; drawing multiplies each by `scale`, which takes
/// them to the backend's units. A backend may count finer than in whole pixels
/// of the screen (plotters' coordinates are integers, and a curve that is
/// rounded to whole pixels wobbles): `fineness` says how many of its units make
/// one pixel, so that straight hairlines can still be put on whole pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Main text.
    pub ink: Rgb,
    /// Text of second rank.
    pub second: Rgb,
    /// Decoration.
    pub third: Rgb,
    /// Axes and frames.
    pub line: Rgb,
    /// The grid.
    pub grid: Rgb,
    /// The paper.
    pub card: Rgb,
    /// Forward pass.
    pub forward: Rgb,
    /// Loss and cost.
    pub loss: Rgb,
    /// Backward pass.
    pub backward: Rgb,
    /// Update.
    pub update: Rgb,
    /// The pale mark behind a result.
    pub mark: Rgb,
    /// Font families in order of choice, as in CSS.
    pub family: &'static str,
    /// Size of tick labels, in CSS pixels before `scale`.
    pub font_px: f64,
    /// Width of a curve, in CSS pixels before `scale`.
    pub stroke_px: f64,
    /// Width of grid, axes and frames, in CSS pixels before `scale`.
    pub hairline_px: f64,
    /// Backend units per CSS pixel of this style.
    pub scale: f64,
    /// Backend units per pixel of the screen, at least 1.
    pub fineness: u32,
}

impl Style {
    /// The light theme at one unit per pixel.
    pub const fn light() -> Self {
        Self {
            ink: Rgb::hex(0x16191d),
            second: Rgb::hex(0x525a64),
            third: Rgb::hex(0x747c86),
            line: Rgb::hex(0xdcdad3),
            grid: Rgb::hex(0xeceae4),
            card: Rgb::hex(0xffffff),
            forward: Rgb::hex(0x0b62a6),
            loss: Rgb::hex(0x873a8d),
            backward: Rgb::hex(0xb23c06),
            update: Rgb::hex(0x0a7350),
            mark: Rgb::hex(0xfff3c4),
            family: FAMILY,
            font_px: 12.0,
            stroke_px: 2.0,
            hairline_px: 1.0,
            scale: 1.0,
            fineness: 1,
        }
    }

    /// The dark theme at one unit per pixel.
    pub const fn dark() -> Self {
        Self {
            ink: Rgb::hex(0xe9ebee),
            second: Rgb::hex(0xaab2bd),
            third: Rgb::hex(0x858e9a),
            line: Rgb::hex(0x2c333c),
            grid: Rgb::hex(0x222830),
            card: Rgb::hex(0x171b21),
            forward: Rgb::hex(0x74bbf5),
            loss: Rgb::hex(0xdba3e3),
            backward: Rgb::hex(0xff9e66),
            update: Rgb::hex(0x5bd3a5),
            mark: Rgb::hex(0x3d3413),
            ..Self::light()
        }
    }

    /// The projector theme: larger type, thicker lines, the most contrast.
    pub const fn projector() -> Self {
        Self {
            ink: Rgb::hex(0x000000),
            second: Rgb::hex(0x222222),
            third: Rgb::hex(0x333333),
            line: Rgb::hex(0x777777),
            grid: Rgb::hex(0xbbbbbb),
            card: Rgb::hex(0xffffff),
            forward: Rgb::hex(0x004b87),
            loss: Rgb::hex(0x6d1f74),
            backward: Rgb::hex(0x9c2f00),
            update: Rgb::hex(0x00563a),
            mark: Rgb::hex(0xffe98a),
            stroke_px: 2.25,
            scale: 1.32,
            ..Self::light()
        }
    }

    /// This style on a screen of `dpr` device pixels per CSS pixel, on a backend
    /// that counts `fineness` units per device pixel.
    #[must_use]
    pub fn on_device(self, dpr: f64, fineness: u32) -> Self {
        let fineness = fineness.max(1);
        Self { scale: self.scale * dpr * f64::from(fineness), fineness, ..self }
    }

    /// The colour of a role.
    pub const fn colour(&self, role: Role) -> Rgb {
        match role {
            Role::Ink => self.ink,
            Role::Second => self.second,
            Role::Third => self.third,
            Role::Forward => self.forward,
            Role::Loss => self.loss,
            Role::Backward => self.backward,
            Role::Update => self.update,
        }
    }

    /// A length in backend units.
    pub(crate) fn units(&self, css_px: f64) -> f64 {
        css_px * self.scale
    }

    /// Height of a line of text in backend units.
    pub(crate) fn font(&self) -> f64 {
        self.units(self.font_px)
    }

    /// The position of the pixel edge nearest to `units`.
    pub(crate) fn snap(&self, units: f64) -> i32 {
        let pixel = f64::from(self.fineness.max(1));
        ((units / pixel).round() * pixel) as i32
    }

    /// Width of a hairline: whole pixels, at least one.
    pub(crate) fn hairline(&self) -> i32 {
        self.snap(self.units(self.hairline_px)).max(self.pixel())
    }

    /// One pixel of the screen in backend units.
    pub(crate) fn pixel(&self) -> i32 {
        self.fineness.max(1).cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_token_is_read_as_the_page_writes_it() {
        assert_eq!(" #0b62A6".parse(), Ok(Rgb(0x0b, 0x62, 0xa6)));
        for wrong in ["", "0b62a6", "#0b6", "#0b62a", "#0b62a6ff", "#+b62a6", "blue", "#é62a6"] {
            assert_eq!(wrong.parse::<Rgb>(), Err(BadColour), "{wrong}");
        }
    }

    #[test]
    fn text_and_phases_read_on_paper_in_every_theme() {
        for style in [Style::light(), Style::dark(), Style::projector()] {
            for role in [Role::Ink, Role::Second, Role::Forward, Role::Loss, Role::Backward, Role::Update] {
                let ratio = contrast(style.colour(role), style.card);
                assert!(ratio >= 4.5, "{role:?} has {ratio:.2}:1 on {:?}", style.card);
            }
        }
    }

    #[test]
    fn hairlines_are_whole_pixels_on_any_screen() {
        for dpr in [1.0, 1.25, 1.5, 2.0, 3.0] {
            for theme in [Style::light(), Style::projector()] {
                let style = theme.on_device(dpr, 8);
                assert_eq!(style.hairline() % 8, 0, "at {dpr}");
                assert!(style.hairline() >= 8, "at {dpr}");
                assert_eq!(style.snap(1001.0) % 8, 0, "at {dpr}");
            }
        }
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { gradlight_core::math::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
