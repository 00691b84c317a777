//! Every figure in every theme and size on one page, to be looked at.
//!
//! `cargo run -p gradlight-plot --example gallery -- FOLDER` writes SVG files
//! and an `index.html` that shows them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use gradlight_core::activation::Activation;
use gradlight_core::rounding::Arithmetic;
use gradlight_core::train::Run;
use gradlight_core::{builtin, math};
use gradlight_plot::{ActivationFigure, Curve, Descent, OperatingPoint, Role, Scale, Style};

#[path = "../tests/figures/sheet.rs"]
#[expect(dead_code, reason = "the tests read what the gallery only draws")]
mod sheet;

/// Units per pixel, as on the page's canvases.
const FINENESS: u32 = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("say which folder to write to")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let mut page = String::from("<!doctype html><meta charset=utf-8><title>Figures</title>");
    let only = std::env::args().nth(2);
    for (theme, style) in themes() {
        write!(page, "<section style='background:{};padding:8px'>", if theme == "dark" { "#0f1216" } else { "#eee" })?;
        for (name, size, svg) in figures(&style) {
            if only.as_ref().is_some_and(|only| !format!("{theme}-{name}").contains(only)) {
                continue;
            }
            let file = format!("{theme}-{name}-{}x{}.svg", size.0, size.1);
            std::fs::write(folder.join(&file), svg)?;
            let card = if theme == "dark" { "#171b21" } else { "#fff" };
            write!(
                page,
                "<img src='{file}' width={} height={} style='background:{card};margin:4px;vertical-align:top'>",
                size.0, size.1
            )?;
        }
        page.push_str("</section>");
    }
    std::fs::write(folder.join("index.html"), page)?;
    Ok(())
}

fn themes() -> [(&'static str, Style); 3] {
    [("light", Style::light()), ("dark", Style::dark()), ("projector", Style::projector())]
}

type Picture = (String, (u32, u32), String);

fn figures(style: &Style) -> Vec<Picture> {
    let mut pictures = descents(style);
    pictures.extend(activations(style));
    pictures
}

fn number(value: f64) -> String {
    if value.abs() >= 1e7 || (value != 0.0 && value.abs() < 1e-6) {
        return format!("{value:.3e}").replace('-', "−");
    }
    let places = if value.abs() >= 0.1 { 4 } else { 7 };
    format!("{value:.places$}").replace('-', "−")
}

fn descents(style: &Style) -> Vec<Picture> {
    let run = |name: &str, rate: f64, rounds: usize| {
        let example = builtin::example(name).and_then(|e| e.with_learning_rate(rate).ok());
        example.map(|example| {
            let run = Run::complete(&example, rounds, Arithmetic::Exact);
            (run.costs().to_vec(), run.divergence().map(gradlight_core::train::Divergence::round))
        })
    };
    let good = run("two-two-two", 0.5, 10_000).unwrap_or_default();
    let blown = run("two-two-one-linear", 0.6, 10_000).unwrap_or_default();
    let xor = run("xor", 3.0, 10_000).unwrap_or_default();
    let cases = [
        ("descent", &good, Scale::Log, Scale::Log, (730, 145)),
        ("descent-small", &good, Scale::Log, Scale::Log, (300, 90)),
        ("descent-linear", &good, Scale::Linear, Scale::Linear, (500, 145)),
        ("descent-large", &good, Scale::Log, Scale::Log, (1200, 400)),
        ("diverged", &blown, Scale::Log, Scale::Log, (730, 145)),
        ("diverged-linear", &blown, Scale::Linear, Scale::Log, (400, 145)),
        ("xor", &xor, Scale::Log, Scale::Log, (500, 145)),
        ("empty", &(vec![], None), Scale::Log, Scale::Log, (400, 145)),
    ];
    let mut pictures = Vec::new();
    for (index, (name, (costs, diverged_at), x_scale, y_scale, size)) in cases.into_iter().enumerate() {
        let figure = Descent {
            costs,
            others: &[],
            rounds: 10_000,
            x_scale,
            y_scale,
            marker: Some(0),
            cursor: [None, Some(120), Some(9_990), Some(0)][index % 4],
            diverged_at: *diverged_at,
            number: &number,
        };
        pictures.push(picture(name, size, style, |sheet, style| figure.draw(sheet, style)));
    }
    pictures
}

fn picture(
    name: &str,
    size: (u32, u32),
    style: &Style,
    draw: impl FnOnce(sheet::Sheet<'_>, &Style) -> gradlight_plot::Drawn<sheet::Sheet<'static>>,
) -> Picture {
    let mut text = String::new();
    let (sheet, _) = sheet::Sheet::new(&mut text, (size.0 * FINENESS, size.1 * FINENESS));
    let drawn = draw(sheet, &style.on_device(1.0, FINENESS));
    assert!(drawn.is_ok(), "{name}: {drawn:?}");
    (name.to_owned(), size, text)
}

fn point(label: &str, activation: Activation, net: f64, colour: Role) -> OperatingPoint {
    let out = activation.value(net);
    let slope = activation.derivative(net, out);
    OperatingPoint { label: label.to_owned(), net, out, slope, active: colour == Role::Backward, colour }
}

fn activations(style: &Style) -> Vec<Picture> {
    let classic = |activation, scale: f64| {
        vec![
            point("h₁", activation, 0.3775 * scale, Role::Forward),
            point("h₂", activation, 0.3925 * scale, Role::Forward),
            point("o₁", activation, 1.105_905_967 * scale, Role::Backward),
            point("o₂", activation, 1.224_921_404 * scale, Role::Second),
        ]
    };
    let crowd: Vec<OperatingPoint> = (0..20)
        .map(|index| {
            let net = -7.0 + f64::from(index) * f64::from(index) * 0.04;
            let colour = if index == 12 { Role::Backward } else { Role::Second };
            point(&format!("h{index}"), Activation::Sigmoid, net, colour)
        })
        .collect();
    let cases = [
        ("sigmoid", Activation::Sigmoid, classic(Activation::Sigmoid, 1.0), (490, 145)),
        ("sigmoid-small", Activation::Sigmoid, classic(Activation::Sigmoid, 1.0), (300, 90)),
        ("sigmoid-large", Activation::Sigmoid, classic(Activation::Sigmoid, 1.0), (900, 400)),
        ("sigmoid-crowd", Activation::Sigmoid, crowd, (490, 145)),
        ("sigmoid-far", Activation::Sigmoid, classic(Activation::Sigmoid, 1e9), (490, 145)),
        ("tanh", Activation::Tanh, classic(Activation::Tanh, -3.0), (490, 145)),
        ("relu", Activation::Relu, classic(Activation::Relu, 2.0), (490, 145)),
        ("leaky", Activation::LeakyRelu, classic(Activation::LeakyRelu, -2.0), (490, 145)),
        ("identity", Activation::Identity, classic(Activation::Identity, 4.0), (490, 145)),
        ("step", Activation::Step, classic(Activation::Step, 2.0), (490, 145)),
    ];
    let mut pictures = Vec::new();
    for (name, activation, points, size) in cases {
        let value = |net: f64| activation.value(net);
        let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
        let figure = ActivationFigure { name: activation.name(), curves, points, number: &number };
        pictures.push(picture(name, size, style, |sheet, style| figure.draw(sheet, style)));
    }
    pictures.push(softmax(style));
    pictures
}

/// Three classes: each output as a function of its own net, the others held.
fn softmax(style: &Style) -> Picture {
    let nets = [0.8, -0.6, 1.9];
    let others = |index: usize| {
        nets.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, net)| math::exp(*net)).sum::<f64>()
    };
    let rests = [others(0), others(1), others(2)];
    let values = rests.map(|rest| move |net: f64| math::exp(net) / (math::exp(net) + rest));
    let names = ["o₁", "o₂", "o₃"];
    let points = (0..3)
        .map(|index| {
            let out = values[index](nets[index]);
            let colour = if index == 2 { Role::Backward } else { Role::Second };
            OperatingPoint {
                label: names[index].to_owned(),
                net: nets[index],
                out,
                slope: out * (1.0 - out),
                active: index == 2,
                colour,
            }
        })
        .collect();
    let curves = (0..3)
        .map(|index| Curve { label: names[index].to_owned(), colour: Role::Second, value: &values[index] })
        .collect();
    let figure = ActivationFigure { name: "softmax", curves, points, number: &number };
    picture("softmax", (490, 145), style, |sheet, style| figure.draw(sheet, style))
}
