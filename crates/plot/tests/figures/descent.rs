//! The cost descent as a reader sees it.

use gradlight_core::builtin;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::{Divergence, Run};
use gradlight_plot::{Descent, Scale, Style};

use super::{SIZES, number, seen, sheet::Seen, themes};

/// The costs of a built-in example at a learning rate, and the round it diverged in.
fn trained(name: &str, rate: f64, rounds: usize) -> (Vec<f64>, Option<usize>) {
    let example = builtin::example(name).and_then(|example| example.with_learning_rate(rate).ok());
    let example = example.expect("a built-in example and a rate that it takes");
    let run = Run::complete(&example, rounds, Arithmetic::Exact);
    (run.costs().to_vec(), run.divergence().map(Divergence::round))
}

fn figure(costs: &[f64], rounds: usize) -> Descent<'_> {
    Descent {
        costs,
        others: &[],
        rounds,
        x_scale: Scale::Log,
        y_scale: Scale::Log,
        marker: None,
        cursor: None,
        diverged_at: None,
        number: &number,
    }
}

fn drawn(figure: &Descent<'_>, size: (u32, u32), style: &Style) -> Seen {
    seen(size, |sheet| figure.draw(sheet, style))
}

#[test]
fn the_classical_run_is_marked_from_zero_to_ten_thousand_and_in_powers_of_ten() {
    let (costs, _) = trained("two-two-two", 0.5, 10_000);
    let seen = drawn(&figure(&costs, 10_000), (730, 160), &Style::light());
    for label in ["0", "1", "10", "100", "1,000", "10,000", "10⁻¹", "10⁻³", "10⁻⁵"] {
        assert!(seen.has(label), "{label} is missing from {:?}", seen.texts);
    }
}

#[test]
fn every_label_is_whole_and_apart_at_every_size_theme_and_scale() {
    let (good, _) = trained("two-two-two", 0.5, 10_000);
    let (blown, diverged_at) = trained("two-two-one-linear", 0.6, 10_000);
    assert!(diverged_at.is_some());
    let scales = [Scale::Linear, Scale::Log];
    for (costs, diverged_at) in [(&good, None), (&blown, diverged_at), (&Vec::new(), None)] {
        for (x_scale, y_scale) in scales.into_iter().flat_map(|x| scales.map(|y| (x, y))) {
            let figure = Descent { x_scale, y_scale, diverged_at, ..figure(costs, 10_000) };
            for (style, size) in themes().iter().flat_map(|style| SIZES.map(|size| (style, size))) {
                let seen = drawn(&figure, size, style);
                let what = format!("{figure:?} {x_scale:?} {y_scale:?}");
                seen.assert_readable(size, &what);
                Seen::assert_apart(&seen.texts.iter().collect::<Vec<_>>(), &what);
                assert!(seen.texts.len() >= 4, "{what} at {size:?}: fewer than two labels an axis");
            }
        }
    }
}

#[test]
fn the_curve_falls_from_the_first_cost_to_the_last_inside_the_axes() {
    let (costs, _) = trained("two-two-two", 0.5, 10_000);
    let style = Style::light();
    let seen = drawn(&figure(&costs, 10_000), (730, 145), &style);
    let curve = seen.curve(style.loss).expect("a purple curve");
    assert_eq!(curve.width, 2);
    let points = &curve.points;
    assert!(points.is_sorted_by_key(|point| point.0), "it runs from left to right");
    assert!(points.is_sorted_by_key(|point| point.1), "it falls all the way");
    assert!(points[0].1 < 20 && points[points.len() - 1].1 > 100, "it uses the height");
}

#[test]
fn a_hundred_thousand_rounds_are_at_most_two_points_a_pixel() {
    let costs: Vec<f64> = (0..=100_000_u32).map(|x| 1.0 + f64::from(x % 7)).collect();
    for (x_scale, style) in [(Scale::Log, Style::light()), (Scale::Linear, Style::light().on_device(2.0, 8))] {
        let size = (730 * style.scale as u32, 145 * style.scale as u32);
        let figure = Descent { x_scale, ..figure(&costs, 100_000) };
        let seen = drawn(&figure, size, &style);
        let points = &seen.curve(style.loss).expect("a curve").points;
        let columns = (points[points.len() - 1].0 - points[0].0) as usize / style.fineness as usize + 1;
        assert!(points.len() <= 2 * columns, "{} points on {columns} columns", points.len());
        assert!(points.len() > columns, "the zigzag is shown on {columns} columns");
        let pieces = seen.texts.len() + seen.rectangles.len() + seen.dots.len() + seen.paths.len();
        assert!(pieces < 60, "{pieces} calls");
    }
}

#[test]
fn the_marker_stands_at_its_round_and_its_cost() {
    let costs = [0.8, 0.4, 0.2, 0.1];
    let style = Style::light();
    for marker in 0..4 {
        let figure = Descent { marker: Some(marker), ..figure(&costs, 3) };
        let seen = drawn(&figure, (400, 145), &style);
        let dot = seen.dots_of(style.loss)[0];
        assert_eq!(seen.curve(style.loss).expect("a curve").points[marker], dot);
        assert!((f64::from(dot.0) - figure.x_px(marker, 400.0, &style)).abs() <= 1.0);
    }
}

#[test]
fn the_cursor_reads_round_and_cost_and_never_leaves_the_figure() {
    let (costs, _) = trained("two-two-two", 0.5, 10_000);
    for (style, size) in themes().iter().flat_map(|style| SIZES.map(|size| (style, size))) {
        for (cursor, reading) in [
            (0, "at the start · 0.2984"),
            (1, "after 1 round · 0.291"),
            (120, "after 120 rounds · 0.0158"),
            (10_000, "after 10,000 rounds · 3.510e-5"),
        ] {
            let figure = Descent { cursor: Some(cursor), marker: Some(cursor), ..figure(&costs, 10_000) };
            let seen = drawn(&figure, size, style);
            assert!(seen.has(reading), "{reading}: {:?}", seen.texts.last());
            seen.assert_readable(size, reading);
        }
    }
}

#[test]
fn divergence_is_marked_where_it_happened_and_said() {
    let (costs, diverged_at) = trained("two-two-one-linear", 0.6, 10_000);
    let round = diverged_at.expect("0.6 is too much for the linear network");
    let figure = Descent { diverged_at, ..figure(&costs, 10_000) };
    let style = Style::light();
    let seen = drawn(&figure, (730, 145), &style);
    let label = format!("diverged at round {round}");
    assert!(seen.has(&label), "{label}");
    let ink = (style.ink.0, style.ink.1, style.ink.2);
    let dashes: Vec<i32> = seen.rectangles.iter().filter(|ink_| ink_.rgb == ink).map(|dash| dash.points[0].0).collect();
    assert!(dashes.len() > 5 && dashes.iter().all(|x| *x == dashes[0]), "a dashed upright line");
    let last = seen.curve(style.loss).expect("what came before is kept").points.last().map(|point| point.0);
    assert!(last.is_some_and(|last| last <= dashes[0]), "the curve ends where the line stands");
    assert!(figure.sentence().ends_with(&format!("training diverged at round {round}.")), "{}", figure.sentence());
}

#[test]
fn a_history_without_a_single_cost_says_so() {
    let empty = figure(&[], 10_000);
    assert!(drawn(&empty, (400, 145), &Style::dark()).has("no rounds yet"));
    assert_eq!(empty.sentence(), "There is no cost to show yet.");
    assert!(empty.table().rows.is_empty());
}

#[test]
fn one_cost_alone_is_a_dot() {
    let style = Style::light();
    let one = figure(&[0.25], 10_000);
    let seen = drawn(&one, (400, 145), &style);
    assert_eq!(seen.dots_of(style.loss).len(), 1);
    assert_eq!(one.sentence(), "The cost is 0.25 at the start.");
}

#[test]
fn costs_that_are_not_finite_leave_the_rest_standing() {
    let costs = [0.5, f64::NAN, 0.25, f64::INFINITY, f64::NEG_INFINITY];
    let style = Style::light();
    for y_scale in [Scale::Linear, Scale::Log] {
        let figure = Descent { y_scale, marker: Some(1), cursor: Some(3), ..figure(&costs, 4) };
        let seen = drawn(&figure, (400, 145), &style);
        assert_eq!(seen.curve(style.loss).expect("a curve").points.len(), 2);
        assert!(seen.dots.is_empty(), "no marker where there is no cost");
    }
}

#[test]
fn a_cost_of_zero_stands_on_the_foot_of_a_log_axis_which_says_0() {
    let costs = [0.5, 0.05, 0.0];
    let style = Style::light();
    let seen = drawn(&figure(&costs, 2), (400, 145), &style);
    let last = *seen.curve(style.loss).expect("a curve").points.last().expect("its end");
    let zero = seen.texts.iter().find(|text| text.text == "0" && text.right < f64::from(last.0)).expect("a label 0");
    let middle = f64::midpoint(zero.top, zero.bottom);
    assert!((middle - f64::from(last.1)).abs() <= 1.0, "0 stands at {middle}, the cost at {}", last.1);
}

#[test]
fn the_linear_axis_of_cost_starts_at_zero() {
    let (costs, _) = trained("two-two-two", 0.5, 1_000);
    let figure = Descent { x_scale: Scale::Linear, y_scale: Scale::Linear, ..figure(&costs, 1_000) };
    let seen = drawn(&figure, (500, 145), &Style::light());
    for label in ["0", "0.1", "0.3", "200", "1,000"] {
        assert!(seen.has(label), "{label} is missing from {:?}", seen.texts);
    }
}

#[test]
fn a_pointer_finds_the_round_that_it_points_at() {
    for style in themes() {
        for x_scale in [Scale::Linear, Scale::Log] {
            let figure = Descent { x_scale, ..figure(&[], 10_000) };
            for round in [0, 1, 2, 10, 99, 1_000, 5_000, 9_999, 10_000] {
                let x = figure.x_px(round, 12_000.0, &style);
                assert_eq!(figure.round_at(x, 12_000.0, &style), round, "{x_scale:?} at {x}");
            }
            assert_eq!(figure.round_at(-50.0, 700.0, &style), 0);
            assert_eq!(figure.round_at(900.0, 700.0, &style), 10_000);
            assert_eq!(figure.round_at(f64::NAN, 700.0, &style), 0);
        }
    }
}

#[test]
fn the_sentence_tells_the_whole_course() {
    let (costs, _) = trained("two-two-two", 0.5, 10_000);
    let told = Descent { marker: Some(0), ..figure(&costs, 10_000) }.sentence();
    assert_eq!(told, "The cost falls from 0.2984 to 3.510e-5 in 10,000 rounds; round 1 starts at 0.2984.");
    let part = figure(&costs[..101], 10_000).sentence();
    assert!(part.contains("in 100 of 10,000 rounds"), "{part}");
    let bounce = figure(&[4.0, 1.0, 9.0], 2).sentence();
    assert_eq!(bounce, "The cost rises from 4 to 9 in 2 rounds; its lowest is 1 after 1 round.");
    assert_eq!(figure(&[2.0; 11], 10).sentence(), "The cost stays near 2 for 10 rounds.");
}

#[test]
fn the_table_has_the_telling_rounds_and_the_last() {
    let costs: Vec<f64> = (0..=12).map(|x| 0.5 - 0.01 * f64::from(x)).collect();
    let table = Descent { marker: Some(7), ..figure(&costs, 12) }.table();
    assert_eq!(table.head, ["finished rounds", "cost"]);
    let rounds: Vec<&str> = table.rows.iter().map(|(round, _)| round.as_str()).collect();
    assert_eq!(rounds, ["0", "1", "2", "5", "7", "10", "12"]);
    assert_eq!(table.rows[3].1, ["0.45"]);
}
