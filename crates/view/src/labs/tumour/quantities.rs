//! The tumour lab's numbers by their keys, for decks, links and tests.

use gradlight_core::confusion::{Confusion, area_under, roc as characteristic};

use super::words::Sum;
use super::{Tumour, lecture};

/// The number of that key.
pub(super) fn value(lab: &Tumour, key: &str) -> Option<f64> {
    match key {
        "lecture.z" => return Some(lecture::net()),
        "lecture.a" => return Some(lecture::out()),
        "lecture.cost" => return Some(lecture::cost()),
        "threshold" => return Some(lab.threshold),
        "row" => return Some((lab.row + 1) as f64),
        "rate" => return Some(lab.plan.rate),
        "depth" => return Some(lab.depth),
        _ => {}
    }
    if let Some(place) = key.strip_prefix("lecture.difference") {
        let place = place.parse::<usize>().ok()?.checked_sub(1)?;
        return lecture::scored().get(place).map(|(_, _, difference)| *difference);
    }
    let study = lab.study()?;
    let (progress, last) = (study.training().progress(), study.history()[study.history().len() - 1]);
    let row = lab.measurements(study);
    let confusion = || Confusion::at(lab.threshold, &study.test_scores(), &study.test_labels());
    Some(match key {
        "likelihood" => study.likelihood(&row),
        "radius" => row[0],
        "texture" => row[1],
        "target" => f64::from(u8::from(study.is_malignant(lab.row))),
        "epochs" => progress.epochs as f64,
        "updates" => progress.updates as f64,
        "cost.training" => last.training_cost,
        "cost.test" => last.test_cost,
        "accuracy" => last.accuracy,
        "batch.cost" => lab.batch.loss,
        "z" => Sum::of(lab, study, &row).net(),
        "a" => Sum::of(lab, study, &row).out(),
        "true_positive" => confusion().true_positive as f64,
        "false_positive" => confusion().false_positive as f64,
        "true_negative" => confusion().true_negative as f64,
        "false_negative" => confusion().false_negative as f64,
        "accuracy.threshold" => confusion().accuracy(),
        "precision" => confusion().precision(),
        "recall" => confusion().recall(),
        "area" => area_under(&characteristic(&study.test_scores(), &study.test_labels())),
        _ => return None,
    })
}

/// Every key that has a number now.
pub(super) fn keys(lab: &Tumour) -> Vec<String> {
    let all = [
        "lecture.z",
        "lecture.a",
        "lecture.cost",
        "lecture.difference1",
        "lecture.difference2",
        "lecture.difference3",
        "threshold",
        "row",
        "rate",
        "depth",
        "likelihood",
        "radius",
        "texture",
        "target",
        "epochs",
        "updates",
        "cost.training",
        "cost.test",
        "accuracy",
        "batch.cost",
        "z",
        "a",
        "true_positive",
        "false_positive",
        "true_negative",
        "false_negative",
        "accuracy.threshold",
        "precision",
        "recall",
        "area",
    ];
    all.iter().filter(|key| value(lab, key).is_some()).map(|key| (*key).to_owned()).collect()
}
