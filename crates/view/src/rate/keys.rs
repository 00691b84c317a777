//! What a focused control of the playground keeps of the keys for itself.

use crate::keys::Focus;

/// Whether a focused control uses that key itself.
pub(super) fn keeps(focus: Focus, key: &str) -> bool {
    match focus {
        Focus::Field => true,
        Focus::Slider => key.starts_with("Arrow") || matches!(key, "Home" | "End" | "PageUp" | "PageDown"),
        Focus::Button => matches!(key, " " | "Enter"),
        _ => false,
    }
}
