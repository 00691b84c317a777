//! The fields of the perceptron lab's link, written and read.

use gradlight_core::perceptron::{Bias, Labels};

use super::{Lab, MOST_LESSONS, START, data, hidden};
use crate::labs::fields::{Link, put, read_within, within};

/// What differs from how the lab opens: of the part shown, then of the one out of sight.
pub(super) fn fields(lab: &Lab) -> Link {
    let mut fields = Vec::new();
    if lab.shows_hidden {
        put(&mut fields, "part", "hidden".to_owned(), true);
        fields.extend(of_hidden(lab));
        fields.extend(within("rule", of_rule(lab)));
    } else {
        fields.extend(of_rule(lab));
        fields.extend(within("hidden", of_hidden(lab)));
    }
    fields
}

fn of_hidden(lab: &Lab) -> Link {
    let opening = Lab::default();
    let mut fields = Vec::new();
    for dial in hidden::DIALS {
        let (value, opened) = (lab.hidden.number(dial.name), opening.hidden.number(dial.name));
        put(&mut fields, dial.name, value.unwrap_or_default().to_string(), value != opened);
    }
    fields
}

fn of_rule(lab: &Lab) -> Link {
    let opening = Lab::default();
    let mut fields = Vec::new();
    put(&mut fields, "data", lab.data.name().to_owned(), lab.data != opening.data);
    put(&mut fields, "points", data::packed(&lab.points), lab.points != lab.data.points());
    put(&mut fields, "rate", lab.rule.rate.to_string(), lab.rule.rate != opening.rule.rate);
    put(&mut fields, "labels", "plus-minus".to_owned(), lab.rule.labels == Labels::PlusMinus);
    put(&mut fields, "bias", "stays".to_owned(), lab.rule.bias == Bias::Stays);
    for dial in START {
        put(&mut fields, dial.name, lab.dial_value(dial.name).to_string(), lab.start != opening.start);
    }
    put(&mut fields, "point", (lab.picked + 1).to_string(), lab.picked > 0);
    put(&mut fields, "lessons", lab.lessons.to_string(), lab.lessons > 0);
    fields
}

/// Takes one field; says whether it could be read.
pub(super) fn read(lab: &mut Lab, name: &str, value: &str) -> bool {
    match name.split_once('.') {
        Some((part @ ("rule" | "hidden"), field)) => {
            read_within(lab, |lab| &mut lab.shows_hidden, part == "hidden", |lab| read_shown(lab, field, value))
        }
        Some(_) => false,
        None if name == "part" => lab.setting(name, value),
        None => read_shown(lab, name, value),
    }
}

/// Takes one field of the part shown.
fn read_shown(lab: &mut Lab, name: &str, value: &str) -> bool {
    match name {
        "points" => match data::unpacked(value) {
            Some(points) => {
                lab.picked = lab.picked.min(points.len() - 1);
                lab.points = points;
                true
            }
            None => false,
        },
        "lessons" => {
            let lessons = value.parse().ok().filter(|lessons| *lessons <= MOST_LESSONS);
            lab.lessons = lessons.unwrap_or(0);
            lessons.is_some()
        }
        "point" => {
            let place = value.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let place = place.filter(|place| *place < lab.points.len());
            lab.picked = place.unwrap_or(lab.picked);
            place.is_some()
        }
        "data" | "labels" | "bias" => lab.setting(name, value),
        name => {
            let dial = lab.dials().into_iter().find(|dial| dial.name == name);
            let Some((name, Ok(value))) = dial.map(|dial| (dial.name, dial.read(value))) else { return false };
            lab.put(name, value);
            true
        }
    }
}
