//! The link codec: the page's state in the hash of its address, and back.
//!
//! `#/step/EXAMPLE/ROUND/STEP?v=1&…`: what has its default is left out; an example that is not a built-in
//! one as it stands travels as `doc`, base64url of its deflated JSON.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gradlight_core::builtin;
use gradlight_core::example::{BiasRule, Example, Update};

use crate::notation::Notation;
use crate::predict::Cover;
use crate::route::{HAS_ROOMS, Route};
use crate::settings::{Scale, Settings};
use crate::state::{Document, MAX_ROUNDS, OWN, State};
use crate::{labs, rate, slides};

/// The version that links carry.
const VERSION: u32 = 1;

/// The longest packed example a link carries: 8 KB.
const MAX_PACKED: usize = 8 << 10;

/// The largest example that a link may unfold to.
const MAX_UNPACKED: usize = 4 << 20;

/// What a link opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The view.
    pub route: Route,
    /// Example, round and sample; the step is found once the round is traced.
    pub document: Document,
    /// The id of the step, where the link names one.
    pub step: Option<String>,
    /// How things are shown.
    pub settings: Settings,
    /// What could not be read, in clauses.
    pub dropped: Vec<String>,
    /// The parts of the path after the view's name, for a lecture or a lab.
    pub path: Vec<String>,
    /// The fields that are the view's own to read.
    pub fields: Vec<(String, String)>,
    /// What is covered.
    pub cover: Cover,
}

/// The hash that reopens the state.
pub fn write(state: &State) -> String {
    let (path, fields) = match state.route {
        Route::Step => (step_path(state), fields(state).into_iter().chain(state.cover_fields()).collect()),
        _ if !HAS_ROOMS => return entrance(state, state.route),
        Route::Rate => {
            let path = format!("#/rate/{}", state.document.name);
            (path, fields(state).into_iter().chain(rate::link_fields(state)).collect())
        }
        Route::Slides => with_room("#/slides", slides::link(state), state),
        Route::Labs => with_room("#/labs", labs::link(state), state),
    };
    joined(&path, fields)
}

/// The hash that opens another view from here: the playground with the open example, a lecture or the labs anew.
pub fn entrance(state: &State, route: Route) -> String {
    match route {
        Route::Step | Route::Rate => joined(&format!("#/{}/{}", route.name(), state.document.name), fields(state)),
        Route::Slides | Route::Labs => joined(&format!("#/{}", route.name()), writing_fields(&state.settings)),
    }
}

fn joined(path: &str, fields: Vec<(String, String)>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    if fields.is_empty() { path.to_owned() } else { format!("{path}?v={VERSION}&{}", fields.join("&")) }
}

/// A lecture's or a lab's path, and its fields after those of how numbers are written.
fn with_room(
    view: &str,
    (path, room): (String, Vec<(String, String)>),
    state: &State,
) -> (String, Vec<(String, String)>) {
    let mut fields = writing_fields(&state.settings);
    fields.extend(room);
    (format!("{view}{path}"), fields)
}

fn step_path(state: &State) -> String {
    let document = &state.document;
    let step = state.names().id(&state.step().quantity);
    match (document.finished.min(state.most_finished()), document.step) {
        (0, 0) => format!("#/step/{}", document.name),
        (finished, 0) => format!("#/step/{}/{}", document.name, finished + 1),
        (finished, _) => format!("#/step/{}/{}/{step}", document.name, finished + 1),
    }
}

/// Whether the example is too large to travel in a link.
pub fn is_too_large(state: &State) -> bool {
    state.luggage() == &Luggage::TooLarge
}

/// What a link has to carry of the example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Luggage {
    /// Nothing: a built-in example, but for named settings.
    None,
    /// The whole example, packed.
    Packed(String),
    /// The whole example, which is more than a link can carry.
    TooLarge,
}

/// Packs what a link to that document has to carry.
pub fn luggage(document: &Document) -> Luggage {
    match travels(document).map(pack) {
        None => Luggage::None,
        Some(Some(packed)) => Luggage::Packed(packed),
        Some(None) => Luggage::TooLarge,
    }
}

/// The fields of how numbers are written.
fn writing_fields(settings: &Settings) -> Vec<(String, String)> {
    let standard = Settings::default();
    [
        ("notation", settings.notation.name().to_owned(), settings.notation != standard.notation),
        ("digits", settings.digits.to_string(), settings.digits != standard.digits),
        ("carry", "1".to_owned(), settings.carries_rounding),
    ]
    .into_iter()
    .filter(|(_, _, differs)| *differs)
    .map(|(name, value, _)| (name.to_owned(), value))
    .collect()
}

fn fields(state: &State) -> Vec<(String, String)> {
    let (document, settings, standard) = (&state.document, &state.settings, Settings::default());
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String, differs: bool| {
        if differs {
            fields.push((name.to_owned(), value));
        }
    };
    let base = builtin::example(&document.name);
    let start = &document.start;
    put(
        "rate",
        start.learning_rate().to_string(),
        base.as_ref().is_none_or(|b| b.learning_rate() != start.learning_rate()),
    );
    put(
        "biases",
        start.bias_rule().name().to_owned(),
        base.as_ref().is_none_or(|b| b.bias_rule() != start.bias_rule()),
    );
    put("update", start.update().name().to_owned(), base.as_ref().is_none_or(|b| b.update() != start.update()));
    put("sample", (document.sample + 1).to_string(), document.sample > 0);
    for (name, value) in writing_fields(settings) {
        put(&name, value, true);
    }
    put("x", settings.rounds_scale.name().to_owned(), settings.rounds_scale != standard.rounds_scale);
    put("y", settings.cost_scale.name().to_owned(), settings.cost_scale != standard.cost_scale);
    if let Luggage::Packed(packed) = state.luggage() {
        put("doc", packed.clone(), true);
    }
    fields
}

/// The example that has to travel in the link: one that is no built-in but for its named settings.
fn travels(document: &Document) -> Option<&Example> {
    let Some(base) = builtin::example(&document.name) else { return Some(&document.start) };
    let start = &*document.start;
    let dressed = base.with_learning_rate(start.learning_rate()).map(|base| base.with_update(start.update()));
    let same = dressed.and_then(|base| base.with_bias_rule(start.bias_rule())).is_ok_and(|base| base == *start);
    (!same).then_some(start)
}

fn pack(example: &Example) -> Option<String> {
    let json = serde_json::to_vec(example).ok()?;
    let packed = URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(&json, 9));
    (packed.len() <= MAX_PACKED).then_some(packed)
}

fn unpack(packed: &str) -> Result<Example, String> {
    let bytes = URL_SAFE_NO_PAD.decode(packed).map_err(|_| "its example is damaged".to_owned())?;
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, MAX_UNPACKED)
        .map_err(|_| "its example is damaged".to_owned())?;
    let text = String::from_utf8(json).map_err(|_| "its example is damaged".to_owned())?;
    Example::from_json(&text).map_err(|fault| format!("its example has a fault: {fault}"))
}

/// Reads a hash; what it leaves out has its default, and personal settings stay as they are.
pub fn read(hash: &str, settings: &Settings) -> Opened {
    let mut reader =
        Reader { settings: personal(settings), dropped: Vec::new(), fields: None, cover: Cover::default() };
    let hash = hash.trim_start_matches('#');
    let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
    let query: Vec<(&str, &str)> = query.split('&').filter_map(|field| field.split_once('=')).collect();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let view = parts.first().copied().unwrap_or(Route::Step.name());
    let Some(route) = Route::from_name(view) else {
        reader.dropped.push(format!("there is no view “{view}” here"));
        let document = reader.example(builtin::CLASSICAL, &[]);
        return reader.opened(Route::Step, document, None, Vec::new());
    };
    reader.version(&query);
    if route != Route::Step {
        reader.fields = Some(Vec::new());
    }
    if matches!(route, Route::Slides | Route::Labs) {
        let mut document = reader.example(builtin::CLASSICAL, &[]);
        // What a lab calls its rate is no example's.
        let is_writing = |name: &str| matches!(name, "v" | "notation" | "digits" | "carry");
        for (name, value) in &query {
            if is_writing(name) {
                reader.field(name, value, &mut document);
            } else if let Some(fields) = &mut reader.fields {
                fields.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let path = parts.iter().skip(1).map(|part| (*part).to_owned()).collect();
        return reader.opened(route, document, None, path);
    }
    let mut document = reader.example(parts.get(1).copied().unwrap_or(builtin::CLASSICAL), &query);
    let parts = if route == Route::Step { parts } else { parts[..parts.len().min(2)].to_vec() };
    document.finished = parts.get(2).map_or(0, |round| reader.round(round));
    for (name, value) in &query {
        reader.field(name, value, &mut document);
    }
    let step = parts.get(3).map(|step| (*step).to_owned());
    reader.opened(route, document, step, Vec::new())
}

/// The settings that no link carries: the look of the page and the keys.
fn personal(settings: &Settings) -> Settings {
    Settings {
        theme: settings.theme,
        letter_keys: settings.letter_keys,
        speed: settings.speed,
        shows_table: settings.shows_table,
        ..Settings::default()
    }
}

struct Reader {
    settings: Settings,
    dropped: Vec<String>,
    /// What the view has to read itself; `None` where it reads nothing.
    fields: Option<Vec<(String, String)>>,
    cover: Cover,
}

impl Reader {
    fn opened(self, route: Route, document: Document, step: Option<String>, path: Vec<String>) -> Opened {
        let fields = self.fields.unwrap_or_default();
        let (settings, dropped, cover) = (self.settings, self.dropped, self.cover);
        Opened { route, document, step, settings, dropped, path, fields, cover }
    }

    fn version(&mut self, query: &[(&str, &str)]) {
        if let Some((_, version)) = query.iter().find(|(name, _)| *name == "v")
            && version.parse() != Ok(VERSION)
        {
            self.dropped.push(format!("it is of version {version}, which is not known here"));
        }
    }

    fn example(&mut self, name: &str, query: &[(&str, &str)]) -> Document {
        let packed = query.iter().find(|(field, _)| *field == "doc").map(|(_, packed)| unpack(packed));
        let base = builtin::example(name);
        let opened = |name: &str, opened: Example| Document::open(name.to_owned(), opened);
        match (base, packed) {
            (base, Some(Ok(start))) => {
                let Some(base) = base else { return opened(OWN, start) };
                return Document { start: start.into(), ..opened(name, base) };
            }
            (Some(base), None) => return opened(name, base),
            (Some(base), Some(Err(fault))) => {
                self.dropped.push(fault);
                return opened(name, base);
            }
            (None, Some(Err(fault))) => self.dropped.push(fault),
            (None, None) => self.dropped.push(format!("there is no example “{name}”")),
        }
        opened(builtin::CLASSICAL, State::opening())
    }

    fn round(&mut self, round: &str) -> usize {
        match round.parse::<usize>() {
            Ok(round) if (1..=MAX_ROUNDS + 1).contains(&round) => round - 1,
            Ok(round) if round > MAX_ROUNDS => {
                self.dropped.push(format!("round {round} is past the last"));
                MAX_ROUNDS
            }
            _ => {
                self.dropped.push(format!("“{round}” is no round"));
                0
            }
        }
    }

    fn field(&mut self, name: &str, value: &str, document: &mut Document) {
        let understood = match name {
            "v" | "doc" => true,
            "rate" => {
                self.start(document, value.parse().ok().and_then(|rate| document.start.with_learning_rate(rate).ok()))
            }
            "biases" => {
                let rule = BiasRule::from_name(value);
                self.start(document, rule.and_then(|rule| document.start.with_bias_rule(rule).ok()))
            }
            "update" => self.start(document, Update::from_name(value).map(|update| document.start.with_update(update))),
            "sample" => match value.parse::<usize>() {
                Ok(sample) if (1..=document.start.samples().len()).contains(&sample) => {
                    document.sample = sample - 1;
                    true
                }
                _ => false,
            },
            _ => self.setting(name, value),
        };
        if understood {
            return;
        }
        if let Some(fields) = &mut self.fields {
            fields.push((name.to_owned(), value.to_owned()));
        } else {
            self.dropped.push(format!("“{name}={value}” could not be read"));
        }
    }

    #[expect(clippy::unused_self, reason = "reads as one of the reader's steps")]
    fn start(&self, document: &mut Document, start: Option<Example>) -> bool {
        let understood = start.is_some();
        if let Some(start) = start {
            document.start = start.into();
        }
        understood
    }

    fn setting(&mut self, name: &str, value: &str) -> bool {
        let settings = &mut self.settings;
        match name {
            "notation" => Notation::from_name(value).map(|notation| settings.notation = notation),
            "digits" => {
                value.parse().ok().filter(|digits| (2..=12).contains(digits)).map(|digits| settings.digits = digits)
            }
            "cover" | "hide" => self.cover.read(name, value),
            "carry" => (value == "1").then(|| settings.carries_rounding = true),
            "x" => Scale::from_name(value).map(|scale| settings.rounds_scale = scale),
            "y" => Scale::from_name(value).map(|scale| settings.cost_scale = scale),
            _ => None,
        }
        .is_some()
    }
}
