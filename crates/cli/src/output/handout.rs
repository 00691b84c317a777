//! A handout as one HTML file: style sheet and maths font are in it, so that it prints the same anywhere.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlight_core::example::Fault;
use gradlight_core::rounding::Arithmetic;
use gradlight_view::handout::{Class, Kind, Order, sheets};
use gradlight_view::node::html;
use gradlight_view::report::request;

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
    let title = html("title").text(format!("Gradlight: {}", example.title()));
    let body = html("body").class("paper").children(sheets);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "{}", gradlight_view::node::Node::from(title).to_markup())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>")?;
    let font = STANDARD.encode(MATHS_FONT);
    writeln!(
        out,
        "@font-face {{ font-family: \"STIX Two Math\"; src: url(data:font/woff2;base64,{font}) format(\"woff2\"); }}"
    )?;
    for style in STYLES {
        out.write_all(style.as_bytes())?;
    }
    writeln!(out, "</style>\n</head>\n{}\n</html>", gradlight_view::node::Node::from(body).to_markup())?;
    Ok(())
}

/// What is wrong with the order is said of the option, what is wrong with the example of its part.
fn refused(fault: Fault) -> Refusal {
    if ["rounds", "students"].contains(&fault.path.as_str()) { Refusal::of_option(&fault) } else { fault.into() }
}
