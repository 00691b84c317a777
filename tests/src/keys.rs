//! Keys by the names that browsers give them, with modifiers: `ArrowRight`, `k`, `Control+Shift+z`.

use thirtyfour::Key;

/// A key with what is held down meanwhile.
#[derive(Debug)]
pub(crate) struct Chord {
    /// The modifiers, in the order in which they go down.
    pub(crate) held: Vec<char>,
    /// The key itself.
    pub(crate) key: char,
}

impl Chord {
    /// The chord of that name.
    ///
    /// # Panics
    /// There is no such key.
    pub(crate) fn named(name: &str) -> Self {
        let (held, key) = match name.rsplit_once('+') {
            Some((held, key)) if !key.is_empty() && !held.is_empty() => (held, key),
            _ => ("", name),
        };
        Self { held: held.split('+').filter(|held| !held.is_empty()).map(code).collect(), key: code(key) }
    }
}

/// The character that stands for the key on the wire.
fn code(name: &str) -> char {
    let key = match name {
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "F1" => Key::F1,
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Space" => return ' ',
        _ => {
            return name
                .chars()
                .next()
                .filter(|_| name.chars().count() == 1)
                .unwrap_or_else(|| panic!("no key {name}"));
        }
    };
    key.into()
}
