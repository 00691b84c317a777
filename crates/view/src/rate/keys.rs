//! The playground's keys: the table that the help dialog shows, and what a focused control keeps for itself.

use crate::keys::Focus;

/// Keys and what they do, for the help dialog.
pub(crate) const KEYS: [(&str, &str); 15] = [
    ("PageDown  PageUp", "one rate: into the next or previous regime of the atlas, as a clicker does"),
    ("[  ]", "learning rate down or up"),
    ("Space  K", "play or pause; + and − change the pace"),
    ("→  ←  Home  End", "one rate: next, previous, first, last round; Esc: none in particular"),
    ("B", "one rate: take the best rate of the look-ahead"),
    ("C  O  Z", "pin this run, open its round in Step, look closer"),
    ("→  1  2  3", "data: the step chosen; a sample, a batch, an epoch"),
    ("R  Shift+R", "reset; data: start over, from the next seed"),
    ("←  →  Enter", "on the cost descent: read it, look at the round read"),
    ("←  →  ↑  ↓  Enter", "on an atlas: read it by rates, by regimes; take that rate"),
    ("←  →  ↑  ↓  Esc", "on the network, the boundary, the map: read it"),
    ("+  −  0  Shift+→", "on the map: zoom, the whole window, move it"),
    ("Ctrl+Z  Ctrl+Shift+Z", "undo and redo"),
    ("F", "full screen"),
    ("?  F1", "this table"),
];

/// Whether a focused control uses that key itself.
pub(super) fn keeps(focus: Focus, key: &str) -> bool {
    match focus {
        Focus::Field => true,
        Focus::Slider => key.starts_with("Arrow") || matches!(key, "Home" | "End" | "PageUp" | "PageDown"),
        Focus::Button => matches!(key, " " | "Enter"),
        _ => false,
    }
}
