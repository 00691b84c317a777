//! What the descent lab shows: controls, the numbers of the three runs, five figures, its link.

use gradlight_plot::Table;

use super::figures::CHARTS;
use super::runs::{SAMPLES, Stop, UPDATES};
use super::{BATCH, CLOCK, Clock, Descent, RATE, SEED};
use crate::format::{Digits, at_a_glance, count, rough};
use crate::labs::Look;
use crate::labs::fields::Fields;
use crate::labs::parts::{button, canvas, choice, figure, list, note, panel, player, value as shown};
use crate::labs::tables::{digits, table as table_of, words};
use crate::node::{Element, Node, html};

/// The runs' names in keys, on the page and in the table's head.
pub(super) const NAMES: [(&str, &str, &str); 3] =
    [("full", "full batch", "● all"), ("mini", "mini-batch", "■ mini"), ("one", "stochastic", "○ one")];

/// What stands in the lab.
pub(super) fn body(lab: &Descent, look: &Look) -> Vec<Node> {
    let side = html("div").class("landscape-side").key("side").child(controls(lab)).child(numbers(lab, look));
    let figures = html("div")
        .class("landscape-figures descent-figures")
        .key("figures")
        .child(figure("map", "Where they go", canvas("map", map_sentence(lab, look)), None))
        .child(figure("cloud", "Gradients of batches", canvas("cloud", cloud_sentence(lab, look)), None))
        .children(CHARTS.map(|(name, title, unit, count)| {
            let sentence = format!("Cost against {title}. {}", standing_with(lab, look));
            figure(name, format!("Against {title}"), canvas(name, sentence), Some(&table(lab, unit, count, look)))
        }));
    let stage = html("div").class("landscape-stage").child(clock(lab)).child(figures);
    vec![html("div").class("landscape").child(side).child(stage).into()]
}

fn controls(lab: &Descent) -> Element {
    let watched = NAMES.map(|(name, title, _)| (name, title));
    let children = [
        BATCH.node(lab.batch as f64, &lab.typing),
        RATE.node(lab.rate, &lab.typing),
        SEED.node(lab.seed as f64, &lab.typing),
        list("gradients at", "watch", NAMES[lab.watched].0, watched),
        note(format!("One neuron, {SAMPLES} samples, one start for all.")),
    ];
    panel("Three runs", children)
}

fn clock(lab: &Descent) -> Element {
    let tick = lab.tick_now();
    let by = Clock::ALL.map(|(_, name, title)| (name, title));
    html("div")
        .class("card landscape-clock")
        .key("clock")
        .child(player(lab.playing.is_on(), tick, UPDATES))
        .child(html("span").class("lab-note").text("same"))
        .child(choice("All have the same", "by", lab.clock_by.name(), &by))
        .child(lab.playing.choice())
        .child(CLOCK.node(tick as f64, &lab.typing))
}

/// A row of the table: its key, its name, its number of a run, and how that is written.
type Row = (&'static str, &'static str, fn(&Descent, usize) -> Option<f64>, fn(f64, Digits) -> String);

fn whole(number: f64, _: Digits) -> String {
    count(number as usize)
}

/// How many times as long as one sample's an update took.
fn times(number: f64, _: Digits) -> String {
    format!("{}×", rough(number))
}

const ROWS: [Row; 7] = [
    ("batch", "a batch", |lab, run| Some(lab.runs.as_ref()?.all[run].batch() as f64), whole),
    ("multiplications", "its work", |lab, run| Some(lab.runs.as_ref()?.all[run].work_an_update() as f64), whole),
    ("measured", "its time", |lab, run| lab.stopwatch.time(run), times),
    ("updates", "updates", |lab, run| last(lab, run).map(|stop| stop.updates as f64), whole),
    ("seen", "samples", |lab, run| last(lab, run).map(|stop| stop.seen as f64), whole),
    ("work", "work", |lab, run| last(lab, run).map(|stop| stop.work as f64), whole),
    ("cost", "cost", |lab, run| last(lab, run).map(|stop| stop.cost), at_a_glance),
];

fn last(lab: &Descent, run: usize) -> Option<Stop> {
    lab.runs.as_ref().map(|runs| lab.last(runs, run))
}

/// The three runs side by side, and what an update of each takes.
fn numbers(lab: &Descent, look: &Look) -> Element {
    let heads = [words("run")].into_iter().chain(NAMES.map(|(_, _, head)| digits(head)));
    let rows = ROWS.map(|(key, name, number, written)| {
        let cells = [0, 1, 2].map(|run| match number(lab, run) {
            Some(number) => {
                let key = format!("{}.{key}", NAMES[run].0);
                html("td").class("lab-number").child(shown("span", &key, number, written(number, look.digits)))
            }
            None => html("td").class("lab-number").text("–"),
        });
        html("tr").key(key).child(html("th").attr("scope", "row").text(name)).children(cells)
    });
    let measure = button(if lab.stopwatch.is_running() { "Measuring …" } else { "Measure its time here" }, "measure")
        .flag("disabled", lab.runs.is_none() || lab.stopwatch.is_running());
    let table = table_of("The three runs", heads.collect(), rows.into());
    panel("Side by side", [table, measure, note("Work is counted in multiplications.")])
}

fn map_sentence(lab: &Descent, look: &Look) -> String {
    let glance = |number: f64| at_a_glance(number, look.digits);
    let told = [0, 1, 2].map(|run| {
        last(lab, run).map_or(String::new(), |stop| {
            format!("{} at weight {} and bias {}", NAMES[run].1, glance(stop.at.0), glance(stop.at.1))
        })
    });
    format!("The cost over weight and bias in contour lines, and three trails: {}.", told.join(", "))
}

fn cloud_sentence(lab: &Descent, look: &Look) -> String {
    let glance = |number: f64| at_a_glance(number, look.digits);
    let cloud = &lab.cloud;
    format!(
        "The downhill directions that {} batches of {} give where the {} is: they lie {} from that of all samples, by the rule s/√B {}.",
        cloud.arrows.len(),
        lab.batch,
        NAMES[lab.watched].1,
        glance(cloud.spread),
        glance(cloud.expected)
    )
}

fn table(lab: &Descent, axis: &str, count_of: fn(&Stop) -> usize, look: &Look) -> Table {
    let head = ["run", axis, "cost"].map(str::to_owned).to_vec();
    let rows = [0, 1, 2].into_iter().filter_map(|run| {
        let stop = last(lab, run)?;
        Some((NAMES[run].1.to_owned(), vec![count(count_of(&stop)), at_a_glance(stop.cost, look.digits)]))
    });
    Table { head, rows: rows.collect() }
}

/// How the runs stand, in sentences.
pub(super) fn standing(lab: &Descent) -> String {
    standing_with(lab, &Look { digits: Digits::default(), width: 0.0, scale: 1.0 })
}

fn standing_with(lab: &Descent, look: &Look) -> String {
    let told = [0, 1, 2].into_iter().filter_map(|run| {
        let stop = last(lab, run)?;
        let updates = if stop.updates == 1 { "update" } else { "updates" };
        let cost = if stop.cost.is_finite() {
            at_a_glance(stop.cost, look.digits)
        } else {
            "no number: it diverged".to_owned()
        };
        Some(format!("{} after {} {updates}: cost {cost}", NAMES[run].1, count(stop.updates)))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "The runs are being made.".to_owned() } else { format!("{}.", told.join("; ")) }
}

/// The number of that key.
pub(super) fn value(lab: &Descent, key: &str) -> Option<f64> {
    match key {
        "clock" => return Some(lab.tick_now() as f64),
        "batch" => return Some(lab.batch as f64),
        "rate" => return Some(lab.rate),
        "seed" => return Some(lab.seed as f64),
        "spread" => return lab.runs.as_ref().map(|_| lab.cloud.spread),
        "spread.expected" => return lab.runs.as_ref().map(|_| lab.cloud.expected),
        _ => {}
    }
    let (name, what) = key.split_once('.')?;
    let run = NAMES.iter().position(|(known, ..)| *known == name)?;
    match what {
        "weight" => last(lab, run).map(|stop| stop.at.0),
        "bias" => last(lab, run).map(|stop| stop.at.1),
        _ => ROWS.iter().find(|(known, ..)| *known == what).and_then(|(_, _, number, _)| number(lab, run)),
    }
}

/// Every key that has a number now.
pub(super) fn keys(lab: &Descent) -> Vec<String> {
    let general = ["clock", "batch", "rate", "seed", "spread", "spread.expected"].map(str::to_owned);
    let runs = NAMES.iter().flat_map(|(name, ..)| {
        let whats = ROWS.iter().map(|(what, ..)| *what).chain(["weight", "bias"]);
        whats.map(move |what| format!("{name}.{what}"))
    });
    general.into_iter().chain(runs).filter(|key| value(lab, key).is_some()).collect()
}

/// The fields of a link; what has its opening value is left out.
pub(super) fn link(lab: &Descent) -> Vec<(String, String)> {
    let (opening, mut fields) = (Descent::default(), Fields::default());
    fields.put_changed("batch", &lab.batch, &opening.batch);
    fields.put_changed("rate", &lab.rate, &opening.rate);
    fields.put_changed("seed", &lab.seed, &opening.seed);
    fields.put_changed("by", lab.clock_by.name(), opening.clock_by.name());
    fields.put_changed("watch", NAMES[lab.watched].0, NAMES[opening.watched].0);
    fields.put("clock", lab.tick_now().to_string(), lab.tick_now() > 0 && !lab.playing.is_on());
    fields.done()
}
