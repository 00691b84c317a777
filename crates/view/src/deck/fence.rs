//! The fences: a fenced block whose first word names a widget, with TOML inside that says how it opens.
//!
//! Keys are the fields of a link, so that whatever a link can open a slide can show. `[[click]]` tables drive the
//! widget: the first with the first click after the fence, and so on, or with the click that `at` names.

use super::toml::{self, Entry, Setting};
use crate::nearest::nearest;
use crate::slides::kinds::{self, Kind};
use gradlight_core::order::sort_by_number;

/// Fences that begin with one of these are code to be read.
const LANGUAGES: [&str; 26] = [
    "text",
    "txt",
    "rust",
    "rs",
    "python",
    "py",
    "js",
    "javascript",
    "ts",
    "typescript",
    "json",
    "toml",
    "yaml",
    "bash",
    "sh",
    "console",
    "c",
    "cpp",
    "java",
    "julia",
    "r",
    "matlab",
    "html",
    "css",
    "markdown",
    "pseudocode",
];

/// Clicks of one widget go no further than this.
const MOST_CLICKS: usize = 500;

/// Something that a click does to a widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Drive {
    /// The key in the `[[click]]` table.
    pub name: String,
    /// What it is set to.
    pub value: Setting,
}

/// A live widget, as its fence describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Widget {
    /// What it is.
    pub kind: Kind,
    /// How it opens.
    pub settings: Vec<(String, Setting)>,
    /// What clicks do to it, in order.
    pub clicks: Vec<(usize, Vec<Drive>)>,
    /// The fence's line, from 1.
    pub line: usize,
    /// The fence's column, from 1.
    pub column: usize,
}

/// A place in the fence's body, as a byte, or none for the fence itself; and what is wrong there.
type Problem = (Option<usize>, String);

/// Whether a fence's first word names a language to be read rather than a widget.
pub(super) fn is_language(name: &str) -> bool {
    LANGUAGES.contains(&name)
}

impl Widget {
    /// Reads the fence of that name, which stands after so many clicks, from its body.
    pub(super) fn read(name: &str, body: &str, clicks_before: usize) -> (Option<Self>, Vec<Problem>) {
        let Some(kind) = kinds::named(name) else {
            let hint = nearest(name, kinds::names()).map(|near| format!("; did you mean “{near}”?"));
            return (None, vec![(None, format!("there is no widget “{name}”{}", hint.as_deref().unwrap_or(".")))]);
        };
        let (entries, fault) = toml::read(body);
        let mut problems: Vec<Problem> = fault.into_iter().map(|fault| (Some(fault.at), fault.problem)).collect();
        let mut widget = Self { kind, settings: Vec::new(), clicks: Vec::new(), line: 1, column: 1 };
        for Entry { name, value, at } in entries {
            match (name.as_str(), value) {
                ("click", Setting::Tables(tables)) => widget.read_clicks(tables, clicks_before, &mut problems),
                ("click", _) => problems.push((Some(at), "clicks are written as [[click]] tables.".to_owned())),
                ("steps", Setting::List(steps)) => {
                    let drives = steps.into_iter().enumerate().take(MOST_CLICKS).map(|(place, step)| {
                        let drive = Drive { name: "step".to_owned(), value: Setting::Text(step) };
                        (clicks_before + 1 + place, vec![drive])
                    });
                    widget.clicks.extend(drives);
                }
                (_, Setting::Tables(_)) => problems.push((Some(at), format!("“{name}” can be no table."))),
                (_, value) => widget.settings.push((name, value)),
            }
        }
        sort_by_number(&mut widget.clicks, |(click, _)| *click as f64);
        (Some(widget), problems)
    }

    fn read_clicks(&mut self, tables: Vec<Vec<Entry>>, clicks_before: usize, problems: &mut Vec<Problem>) {
        let mut last = self.clicks.last().map_or(clicks_before, |(click, _)| *click);
        for table in tables.into_iter().take(MOST_CLICKS) {
            let mut click = last + 1;
            let mut drives = Vec::new();
            for Entry { name, value, at } in table {
                match (name.as_str(), &value) {
                    ("at", Setting::Number(number)) if *number >= 1.0 && *number <= MOST_CLICKS as f64 => {
                        click = *number as usize;
                    }
                    ("at", _) => problems.push((Some(at), format!("“at” is a click from 1 to {MOST_CLICKS}."))),
                    (_, Setting::Tables(_)) => problems.push((Some(at), format!("“{name}” can be no table."))),
                    _ => drives.push(Drive { name, value }),
                }
            }
            last = click;
            self.clicks.push((click, drives));
        }
    }

    /// What the fence says of that, if it does.
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// What the fence says of that as text, if it does.
    pub fn text(&self, name: &str) -> Option<String> {
        self.setting(name).map(Setting::text)
    }
}
