//! What the test pictures are taken for: the confusion matrix, and the worst mistakes.

use gradlight_core::order::sort_by_number;
use gradlight_core::trainer::Trainer;

use super::plots;
use super::view::a_digit;
use crate::format::count;
use crate::labs::parts::{button, canvas, note};
use crate::node::{Element, html};

/// Mistakes that are shown.
pub(super) const MISTAKES: usize = 12;

/// Their figures.
pub(super) const FIGURES: [&str; MISTAKES] = [
    "mistake-0",
    "mistake-1",
    "mistake-2",
    "mistake-3",
    "mistake-4",
    "mistake-5",
    "mistake-6",
    "mistake-7",
    "mistake-8",
    "mistake-9",
    "mistake-10",
    "mistake-11",
];

/// How often each class was taken for each: by class, then by answer.
pub(super) fn matrix(trainer: &Trainer) -> [[usize; 10]; 10] {
    let mut matrix = [[0; 10]; 10];
    if !trainer.epochs().is_empty() {
        for (place, verdict) in trainer.verdicts().iter().enumerate() {
            matrix[trainer.test().label(place)][usize::from(verdict.answer).min(9)] += 1;
        }
    }
    matrix
}

/// The places of the test pictures told wrong, the dearest first.
pub(super) fn worst(trainer: &Trainer) -> Vec<usize> {
    if trainer.epochs().is_empty() {
        return Vec::new();
    }
    let verdicts = trainer.verdicts();
    let is_wrong = |place: &usize| usize::from(verdicts[*place].answer) != trainer.test().label(*place);
    let mut wrong: Vec<usize> = (0..verdicts.len()).filter(is_wrong).collect();
    sort_by_number(&mut wrong, |place| -f64::from(verdicts[*place].loss));
    wrong.truncate(MISTAKES);
    wrong
}

/// The matrix as a table; a cell is the darker the larger its share of the row.
pub(super) fn table(trainer: &Trainer) -> Element {
    let matrix = matrix(trainer);
    let digits = || (0..10).map(|digit: usize| html("th").attr("scope", "col").text(digit.to_string()));
    let rows = matrix.iter().enumerate().map(|(class, row)| {
        let of: usize = row.iter().sum();
        let cells = row.iter().enumerate().map(|(answer, times)| {
            // Even a single mistake is to be seen.
            let shade = (4 * times).div_ceil(of.max(1));
            let sense = if class == answer { "right" } else { "wrong" };
            html("td").class(format!("digits-cell {sense} shade-{shade}")).text(if *times == 0 {
                "·".to_owned()
            } else {
                count(*times)
            })
        });
        html("tr").child(html("th").attr("scope", "row").text(class.to_string())).children(cells.collect::<Vec<_>>())
    });
    let head = html("tr").child(html("th").attr("scope", "col").text("is ╲ taken for")).children(digits());
    html("table")
        .class("digits-confusion")
        .child(html("caption").text(sentence(&matrix)))
        .child(html("thead").child(head))
        .child(html("tbody").children(rows.collect::<Vec<_>>()))
}

fn sentence(matrix: &[[usize; 10]; 10]) -> String {
    let all: usize = matrix.iter().flatten().sum();
    let right: usize = (0..10).map(|digit| matrix[digit][digit]).sum();
    let pairs = (0..10).flat_map(|class| (0..10).map(move |answer| (class, answer)));
    let most = pairs.filter(|(class, answer)| class != answer).max_by_key(|(class, answer)| matrix[*class][*answer]);
    match most {
        _ if all == 0 => "No test picture has been told yet.".to_owned(),
        Some((class, answer)) if matrix[class][answer] > 0 => format!(
            "{} of {} test pictures are told right. The most frequent mistake, {}×: {} taken for {}.",
            count(right),
            count(all),
            count(matrix[class][answer]),
            a_digit(class),
            a_digit(answer)
        ),
        _ => format!("All {} test pictures are told right.", count(all)),
    }
}

/// The worst mistakes as buttons with their pictures; each puts its picture on the pad.
pub(super) fn mistakes(trainer: &Trainer) -> Vec<Element> {
    let worst = worst(trainer);
    if worst.is_empty() {
        return vec![note("There are no mistakes among the test pictures, or none has been told yet.")];
    }
    let items = worst.iter().zip(FIGURES).map(|(place, figure)| {
        let (label, answer) = (trainer.test().label(*place), trainer.verdicts()[*place].answer);
        let words = format!("{}, taken for {}", a_digit(label), a_digit(answer.into()));
        let shown = button("", "study")
            .class("digits-mistake")
            .attr("data-argument", place.to_string())
            .child(canvas(figure, words))
            .child(html("span").text(format!("{label} → {answer}")));
        html("li").key(place.to_string()).child(shown)
    });
    vec![
        note("The test pictures told wrong that cost most. Choose one to see what it does in the network."),
        html("ul").class("digits-mistakes").children(items.collect::<Vec<_>>()),
    ]
}

/// Draws one of the mistakes' pictures.
pub(super) fn draw<'a>(
    trainer: &Trainer,
    figure: &str,
    ink: gradlight_plot::Ink<'a>,
    style: &gradlight_plot::Style,
) -> gradlight_plot::Drawn<gradlight_plot::Ink<'a>> {
    let place = FIGURES.iter().position(|name| *name == figure).and_then(|place| worst(trainer).get(place).copied());
    place.map_or(Ok(()), |place| plots::picture(trainer.test().picture(place), ink, style))
}
