//! The data panel in links: its choices, points of one's own, and how far training has come.
//!
//! `at` counts the samples taken: training is repeated up to there, which gives the same numbers again. Where a
//! rate, penalty or batch size was changed on the way, `tuned` lists when and to what.

use super::DataPanel;
use super::own::Own;
use super::setup::{Knob, Setup, Source};
use super::training::Retune;

/// A link repeats at most so many samples.
const MOST_TAKEN: usize = 50_000_000;

/// The fields that a link carries, in order.
pub(super) fn fields(panel: &DataPanel) -> Vec<(String, String)> {
    let standard = Setup::default();
    // What was chosen on the way stands in `tuned`; the fields say what training began with.
    let began = panel.began();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    if let Source::Own(own) = &panel.setup.source
        && let Some(packed) = own.packed()
    {
        put("own", packed.to_owned());
    }
    for knob in Knob::ALL {
        let value = began.get(knob);
        if value != standard.get(knob) && value != "own" {
            put(knob.name(), value);
        }
    }
    let retunes = panel.training.retunes.iter().filter(|retune| retune.taken > 0);
    let tuned: Vec<String> =
        retunes.map(|Retune { taken, rate, l2, batch }| format!("{taken}:{rate}:{l2}:{batch}")).collect();
    if !tuned.is_empty() {
        put("tuned", tuned.join(","));
    }
    if panel.training.taken() > 0 {
        put("at", panel.training.taken().to_string());
    }
    fields
}

/// Takes one field of a link; says whether it could be read.
pub(super) fn read(panel: &mut DataPanel, name: &str, value: &str) -> bool {
    match name {
        "own" => match Own::unpack(value) {
            Some(own) => {
                panel.setup.source = Source::Own(own);
                panel.restart();
                true
            }
            None => false,
        },
        "tuned" => match value.split(',').map(retune).collect::<Option<Vec<Retune>>>() {
            Some(retunes) => {
                panel.retunes_to_come = retunes;
                true
            }
            None => false,
        },
        "at" => match value.parse() {
            Ok(taken) if (1..=MOST_TAKEN).contains(&taken) => {
                panel.replay(taken);
                true
            }
            _ => false,
        },
        _ => {
            let Some(knob) = Knob::from_name(name) else { return false };
            let is_read = panel.setup.set(knob, value).is_ok();
            panel.restart();
            is_read
        }
    }
}

fn retune(text: &str) -> Option<Retune> {
    let mut parts = text.split(':');
    let taken = parts.next()?.parse().ok()?;
    let rate = parts.next()?.parse().ok().filter(|rate: &f64| *rate > 0.0 && rate.is_finite())?;
    let l2 = parts.next()?.parse().ok().filter(|l2: &f64| *l2 >= 0.0 && l2.is_finite())?;
    let batch = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(Retune { taken, rate, l2, batch })
}
