//! Personal settings: theme, keys and speed, kept by the browser and not by links.

use gradlight_view::settings::{SPEEDS, Settings, Theme};

use crate::page::Page;

/// Reads what was kept last time.
pub(crate) fn load(page: &Page, settings: &mut Settings) {
    let Some(storage) = page.storage() else { return };
    let item = |name| storage.get_item(name).ok().flatten();
    settings.theme = item("theme").and_then(|name| Theme::from_name(&name)).unwrap_or_default();
    settings.letter_keys = item("letter-keys").as_deref() != Some("off");
    let speed = item("speed").and_then(|speed| speed.parse().ok());
    settings.speed = speed.filter(|speed| *speed < SPEEDS.len()).unwrap_or(settings.speed);
}

/// Keeps them for the next time.
pub(crate) fn save(page: &Page, settings: &Settings) {
    let Some(storage) = page.storage() else { return };
    let keys = if settings.letter_keys { "on" } else { "off" };
    let speed = settings.speed.to_string();
    for (name, value) in [("theme", settings.theme.name()), ("letter-keys", keys), ("speed", &speed)] {
        if storage.get_item(name).ok().flatten().as_deref() != Some(value) {
            // A full or forbidden store only means that the setting is not remembered.
            storage.set_item(name, value).ok();
        }
    }
}

/// The theme as it looks: what the system wants is asked.
pub(crate) fn shown_theme(page: &Page, settings: &Settings) -> Theme {
    if settings.theme != Theme::System {
        return settings.theme;
    }
    let dark = page.window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    if dark.is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
}

/// Tells the stylesheets the theme; says whether it is another one.
pub(crate) fn show_theme(page: &Page, settings: &Settings) -> bool {
    let Some(html) = page.html() else { return false };
    let theme = shown_theme(page, settings).name();
    let is_new = html.get_attribute("data-theme").as_deref() != Some(theme);
    if is_new {
        html.set_attribute("data-theme", theme).ok();
    }
    is_new
}
