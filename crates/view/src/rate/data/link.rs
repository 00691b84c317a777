//! The data panel in links: its choices, points of one's own, and how far training has come.
//!
//! `at` counts the samples taken: training is repeated up to there, which gives the same numbers again. Where a
//! rate, penalty or batch size was changed on the way, `tuned` lists when and to what.

use super::DataPanel;
use super::knob::{Knob, TUNED};
use super::own::Own;
use super::setup::{Setup, Source};
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
    let tuned: Vec<String> = retunes.map(tuned).collect();
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
        "tuned" => match value.split(',').map(|text| retune(text, &panel.setup)).collect::<Option<Vec<Retune>>>() {
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

/// A retune as a link has it, such as `1400:0.1:constant:50:0:10:0.5`.
fn tuned(retune: &Retune) -> String {
    let setup = Setup { plan: retune.plan.clone(), ..Setup::default() };
    let values = TUNED.map(|knob| setup.get(knob));
    format!("{}:{}", retune.taken, values.join(":"))
}

fn retune(text: &str, setup: &Setup) -> Option<Retune> {
    let (taken, values) = text.split_once(':')?;
    let mut setup = setup.clone();
    let values: Vec<&str> = values.split(':').collect();
    // The last was left out before steps had a factor of their own.
    let is_whole = (TUNED.len() - 1..=TUNED.len()).contains(&values.len());
    TUNED.into_iter().zip(values).filter(|_| is_whole).try_for_each(|(knob, value)| setup.set(knob, value)).ok()?;
    let taken = taken.parse().ok().filter(|_| is_whole)?;
    Some(Retune { taken, plan: setup.plan })
}
