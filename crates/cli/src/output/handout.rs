//! A handout as one HTML file: style sheets and maths font are in it, so that it prints the same anywhere.

use std::ffi::OsStr;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlight_core::example::Fault;
use gradlight_core::rounding::Arithmetic;
use gradlight_view::deck::{Deck, Desk};
use gradlight_view::handout::{Class, Kind, Order, sheets};
use gradlight_view::node::{Node, html};
use gradlight_view::paper::Layout;
use gradlight_view::report::request;
use gradlight_view::slides::{check, printed_deck};

use crate::Stop;
use crate::arguments::HandoutRequest;
use crate::refusal::Refusal;
use crate::source;

/// The page's own style, as far as paper needs it.
const STYLES: [&str; 4] = [
    include_str!("../../../../www/css/tokens.css"),
    include_str!("../../../../www/css/network.css"),
    include_str!("../../../../www/css/formula.css"),
    include_str!("../../../../www/css/print.css"),
];

/// What a lecture needs beside it: its slides, and what stands on them.
const LECTURE_STYLES: [&str; 18] = [
    include_str!("../../../../www/css/page.css"),
    include_str!("../../../../www/css/step.css"),
    include_str!("../../../../www/css/round.css"),
    include_str!("../../../../www/css/figures.css"),
    include_str!("../../../../www/css/predict.css"),
    include_str!("../../../../www/css/rate.css"),
    include_str!("../../../../www/css/rate-run.css"),
    include_str!("../../../../www/css/data.css"),
    include_str!("../../../../www/css/map.css"),
    include_str!("../../../../www/css/slides.css"),
    include_str!("../../../../www/css/widgets.css"),
    include_str!("../../../../www/css/present.css"),
    include_str!("../../../../www/css/labs.css"),
    include_str!("../../../../www/css/labs-parts.css"),
    include_str!("../../../../www/css/labs-backward.css"),
    include_str!("../../../../www/css/labs-data.css"),
    include_str!("../../../../www/css/print.css"),
    include_str!("../../../../www/css/digits.css"),
];

const MATHS_FONT: &[u8] = include_bytes!("../../../../www/fonts/stix-two-math-subset.woff2");

/// Prints the handout asked for.
///
/// # Errors
/// A refusal where there is no such example, sample or round, or where the handout would be too large.
pub(crate) fn write(out: &mut impl Write, request: &HandoutRequest) -> Result<(), Stop> {
    let example = source::example(&request.example)?;
    let sample = request::sample(&request.sample, &example).map_err(|fault| Refusal::of_option(&fault))?;
    let order = Order {
        kind: if request.worksheet { Kind::Worksheet } else { Kind::Worked },
        rounds: request.rounds,
        sample,
        notation: request.notation,
        digits: request.digits,
        arithmetic: Arithmetic::Exact,
        class: request.students.map(|students| Class { students, seed: request.seed }),
    };
    let sheets = sheets(&example, &order).map_err(refused)?;
    document(out, example.title(), &STYLES, sheets)
}

/// Prints a lecture; what is wrong with its deck is told on standard error, and the good slides are printed.
///
/// # Errors
/// A refusal where there is no such deck.
pub(crate) fn write_lecture(out: &mut impl Write, deck: &OsStr, layout: Layout) -> Result<(), Stop> {
    let name = deck.to_string_lossy();
    let read = Deck::read(source::deck(deck)?);
    let mut desk = Desk::default();
    let faults = (0..read.len()).flat_map(|place| check(&read.slide(place), &read, &mut desk));
    for fault in read.faults().iter().cloned().chain(faults) {
        writeln!(io::stderr(), "{name}: {}", fault.sentence())?;
    }
    let title = if read.title.is_empty() { name.clone().into_owned() } else { read.title.clone() };
    document(out, &title, &[&STYLES[..3], &LECTURE_STYLES[..]].concat(), printed_deck(&name, read, layout))
}

fn document(out: &mut impl Write, title: &str, styles: &[&str], pages: Vec<Node>) -> Result<(), Stop> {
    let title = html("title").text(format!("Gradlight: {title}"));
    let body = html("body").class("paper").children(pages);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "{}", Node::from(title).to_markup())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>")?;
    let font = STANDARD.encode(MATHS_FONT);
    writeln!(
        out,
        "@font-face {{ font-family: \"STIX Two Math\"; src: url(data:font/woff2;base64,{font}) format(\"woff2\"); }}"
    )?;
    for style in styles {
        out.write_all(style.as_bytes())?;
    }
    writeln!(out, "</style>\n</head>\n{}\n</html>", Node::from(body).to_markup())?;
    Ok(())
}

/// What is wrong with the order is said of the option, what is wrong with the example of its part.
fn refused(fault: Fault) -> Refusal {
    if ["rounds", "students"].contains(&fault.path.as_str()) { Refusal::of_option(&fault) } else { fault.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Not for paper: the page while it loads, narrow screens, and labs cut to a slide's height.
    const OF_SCREENS: [&str; 3] = ["shell.css", "narrow.css", "widgets-labs.css"];

    #[test]
    fn a_printed_deck_has_every_style_of_the_page() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let page = std::fs::read_to_string(format!("{root}/index.html")).expect("the page");
        let sheets = page.split("href=\"www/css/").skip(1).filter_map(|rest| rest.split('"').next());
        let mut missing: Vec<&str> = sheets.filter(|sheet| !OF_SCREENS.contains(sheet)).collect();
        assert!(missing.len() > STYLES.len(), "the page links its styles");
        missing.retain(|sheet| {
            let style = std::fs::read_to_string(format!("{root}/www/css/{sheet}")).expect("a style");
            ![&STYLES[..], &LECTURE_STYLES[..]].concat().contains(&style.as_str())
        });
        assert_eq!(missing, [""; 0]);
    }
}
