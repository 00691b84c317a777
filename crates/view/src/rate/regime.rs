//! The regimes as they are shown: what each is called, why it comes about, its colour and its texture.

use gradlight_core::sweep::Regime;
use gradlight_plot::Rgb;
use gradlight_plot::strip::Texture;

/// What a regime is called on the page.
pub fn label(regime: Regime) -> &'static str {
    match regime {
        Regime::Diverges => "diverges",
        Regime::Saturates => "saturates",
        Regime::Cycles(2) => "two-cycle",
        Regime::Cycles(4) => "four-cycle",
        Regime::Cycles(_) => "eight-cycle",
        Regime::Converges => "converges",
        Regime::Rings => "rings",
        Regime::Crawls => "crawls",
        Regime::Wanders => "wanders",
    }
}

/// Why training goes as it goes there, in a sentence.
pub fn why(regime: Regime) -> &'static str {
    match regime {
        Regime::Diverges => "Each step overshoots by more than the one before, until the numbers end.",
        Regime::Saturates => {
            "One huge step threw every output onto the flat end of its curve, where σ′ is almost 0 and nothing is learned."
        }
        Regime::Cycles(2) => "Each step lands on the valley’s other wall, and the next one comes back.",
        Regime::Cycles(4) => "The steps leap across the valley and come back to the same place every fourth time.",
        Regime::Cycles(_) => "The steps leap across the valley and come back to the same place every eighth time.",
        Regime::Converges => "The steps are small against the valley’s width: each lands lower, on the same side.",
        Regime::Rings => {
            "Each step overshoots the bottom, but lands lower than it was: the error swings and dies away."
        }
        Regime::Crawls => "The steps are so small that the rounds are over before the cost is halved.",
        Regime::Wanders => "The steps overshoot by just so much that they never come back to the same place: chaos.",
    }
}

/// The regime's colour, the same in every theme; its name stands in [`text_colour`] on it.
pub fn colour(regime: Regime) -> Rgb {
    Rgb::hex(match regime {
        Regime::Crawls => 0x008f_a7bd,
        Regime::Converges => 0x0026_70b0,
        Regime::Rings => 0x003a_a39a,
        Regime::Cycles(2) => 0x00e9_b949,
        Regime::Cycles(4) => 0x00e0_a52a,
        Regime::Cycles(_) => 0x00cf_9010,
        Regime::Wanders => 0x00d9_7a45,
        Regime::Diverges => 0x007c_1d1d,
        Regime::Saturates => 0x0062_3a78,
    })
}

/// Black or white: what reads on the regime's colour.
pub fn text_colour(regime: Regime) -> Rgb {
    let is_dark = matches!(regime, Regime::Converges | Regime::Diverges | Regime::Saturates);
    Rgb::hex(if is_dark { 0x00ff_ffff } else { 0x0000_0000 })
}

/// The regime's texture.
pub fn texture(regime: Regime) -> Texture {
    match regime {
        Regime::Converges => Texture::Plain,
        Regime::Crawls => Texture::Level(5),
        Regime::Rings => Texture::Rising(9),
        Regime::Cycles(2) => Texture::Falling(10),
        Regime::Cycles(4) => Texture::Falling(7),
        Regime::Cycles(_) => Texture::Falling(5),
        Regime::Wanders => Texture::Rising(5),
        Regime::Diverges => Texture::Crossed(6),
        Regime::Saturates => Texture::Level(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { gradlight_core::math::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn a_regime_s_name_reads_on_its_colour() {
        for regime in Regime::ALL {
            let (ground, text) = (luminance(colour(regime)) + 0.05, luminance(text_colour(regime)) + 0.05);
            let ratio = ground.max(text) / ground.min(text);
            assert!(ratio >= 5.0, "{} has {ratio:.2}:1", label(regime));
        }
    }

    #[test]
    fn no_two_regimes_share_name_texture_or_sentence() {
        for one in Regime::ALL {
            for other in Regime::ALL.into_iter().filter(|other| *other != one) {
                assert_ne!(label(one), label(other));
                assert_ne!(texture(one), texture(other), "{} {}", label(one), label(other));
                assert_ne!(why(one), why(other));
            }
        }
    }
}
