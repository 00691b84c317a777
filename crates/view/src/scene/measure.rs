//! How wide text will be, estimated without a browser and never too small.

/// The width of one character in ems: that of the widest common interface font.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '⁽' | '⁾' => 0.32,
        _ if ".,:;·'()/I ᴸ".contains(character) => 0.41,
        '₀'..='₉' | '⁰'..='⁹' | '¹' | '²' | '³' => 0.41,
        'f' | 't' | 'r' => 0.45,
        '⁻' | '⁺' => 0.54,
        '0'..='9' | 'a'..='z' | 'α'..='ω' | '∂' => 0.64,
        _ => 0.86,
    }
}

/// The width in pixels of a text in the interface font of that size in pixels.
pub fn text_width(text: &str, font: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * font
}

/// The width in pixels of the widest usual number with so many places after the point, such as `−0.138498562`.
pub fn number_width(places: usize, font: f64) -> f64 {
    (advance('−') + advance('.') + advance('0') * (places + 1) as f64) * font
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_wide_as_its_text() {
        let exact = text_width("−0.138498562", 10.0);
        assert!((number_width(9, 10.0) - exact).abs() < 1e-9);
    }
}
