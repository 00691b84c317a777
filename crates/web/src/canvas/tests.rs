//! The canvas in a real browser.

use gradlight_plot::{ActivationFigure, Curve, Descent, OperatingPoint, Role, Scale, Style};
use plotters_backend::DrawingBackend as _;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::Canvas;

wasm_bindgen_test_configure!(run_in_browser);

fn number(value: f64) -> String {
    format!("{value:.4}")
}

fn element() -> HtmlCanvasElement {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    document.create_element("canvas").expect("a canvas").dyn_into().expect("a canvas")
}

fn canvas() -> (HtmlCanvasElement, Canvas) {
    let element = element();
    (element.clone(), Canvas::new(element).expect("a 2d context"))
}

/// The costs of a run that halves its cost every twenty rounds.
fn costs() -> Vec<f64> {
    let mut cost = 0.3;
    (0..=1000)
        .map(|_| {
            cost *= 0.966;
            cost / 0.966
        })
        .collect()
}

fn descent(costs: &[f64]) -> Descent<'_> {
    Descent {
        costs,
        others: &[],
        rounds: 1000,
        x_scale: Scale::Log,
        y_scale: Scale::Log,
        marker: Some(0),
        cursor: Some(40),
        diverged_at: None,
        number: &number,
    }
}

/// How many pixels of a rectangle are within a little of this colour.
fn pixels(element: &HtmlCanvasElement, rgb: (u8, u8, u8), (x, y, width, height): (f64, f64, f64, f64)) -> usize {
    let context = element.get_context("2d").expect("a context").expect("a context");
    let context: CanvasRenderingContext2d = context.dyn_into().expect("a 2d context");
    let image = context.get_image_data(x, y, width, height).expect("pixels").data();
    let near = |one: u8, other: u8| one.abs_diff(other) <= 8;
    image.chunks(4).filter(|px| px[3] > 240 && near(px[0], rgb.0) && near(px[1], rgb.1) && near(px[2], rgb.2)).count()
}

#[wasm_bindgen_test]
fn the_backing_store_has_a_pixel_for_each_device_pixel_and_is_left_alone_while_that_fits() {
    let (element, mut canvas) = canvas();
    assert!(canvas.fit(400.0, 145.0, 2.0));
    assert_eq!((element.width(), element.height()), (800, 290));
    assert!(!canvas.fit(400.0, 145.0, 2.0), "the same size again changes nothing");
    assert!(canvas.fit(400.4, 145.0, 1.25));
    assert_eq!((element.width(), element.height()), (501, 181));
    assert!(element.get_attribute("style").is_none(), "the stylesheet alone says how large it is shown");
}

#[wasm_bindgen_test]
fn each_drawing_counts_up_the_revision() {
    let (element, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    assert_eq!(element.get_attribute("data-revision"), None);
    let (costs, style) = (costs(), canvas.style(Style::light()));
    for revision in ["1", "2", "3"] {
        canvas.draw(|backend| descent(&costs).draw(backend, &style));
        assert_eq!(element.get_attribute("data-revision").as_deref(), Some(revision));
    }
}

#[wasm_bindgen_test]
fn the_descent_shows_in_its_colour_on_every_screen() {
    let costs = costs();
    for ratio in [1.0, 1.5, 2.0] {
        for theme in [Style::light(), Style::dark(), Style::projector()] {
            let (element, mut canvas) = canvas();
            canvas.fit(500.0, 145.0, ratio);
            let style = canvas.style(theme);
            canvas.draw(|backend| descent(&costs).draw(backend, &style));
            let (width, height) = (f64::from(element.width()), f64::from(element.height()));
            let loss = (theme.loss.0, theme.loss.1, theme.loss.2);
            let purple = pixels(&element, loss, (0.0, 0.0, width, height));
            assert!(purple as f64 > 300.0 * ratio, "{purple} purple pixels at {ratio}");
            let left = pixels(&element, loss, (0.0, height / 2.0, width / 10.0, height / 2.0));
            assert_eq!(left, 0, "the curve starts high, so nothing is low on the left");
        }
    }
}

#[wasm_bindgen_test]
fn a_new_drawing_leaves_nothing_of_the_one_before() {
    let (element, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    let style = canvas.style(Style::light());
    let costs = costs();
    canvas.draw(|backend| descent(&costs).draw(backend, &style));
    let everything = (0.0, 0.0, 400.0, 145.0);
    let loss = (style.loss.0, style.loss.1, style.loss.2);
    assert!(pixels(&element, loss, everything) > 100);
    canvas.draw(|backend| descent(&[]).draw(backend, &style));
    assert_eq!(pixels(&element, loss, everything), 0);
}

#[wasm_bindgen_test]
fn grid_lines_are_one_sharp_device_pixel() {
    let (element, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    let style = canvas.style(Style::projector());
    canvas.draw(|backend| Descent { cursor: None, marker: None, ..descent(&[]) }.draw(backend, &style));
    // The axis' foot: one whole row of its colour, and none of a paler one beside it.
    let line = (style.line.0, style.line.1, style.line.2);
    let rows: Vec<usize> = (0..145).map(|row| pixels(&element, line, (150.0, f64::from(row), 200.0, 1.0))).collect();
    assert_eq!(rows.iter().filter(|count| **count >= 195).count(), 1, "{rows:?}");
}

#[wasm_bindgen_test]
fn texts_are_measured_once_and_never_by_adding_to_the_page() {
    let (_, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body());
    let children = || body.as_ref().map_or(0, |body| body.child_element_count());
    let (before, costs, style) = (children(), costs(), canvas.style(Style::light()));
    canvas.draw(|backend| descent(&costs).draw(backend, &style));
    let measured = canvas.widths.borrow().measured();
    assert!(measured > 5);
    for ratio in [1.0, 2.0] {
        canvas.fit(400.0, 145.0, ratio);
        let style = canvas.style(Style::light());
        canvas.draw(|backend| descent(&costs).draw(backend, &style));
    }
    assert_eq!(canvas.widths.borrow().measured(), measured, "nothing is measured twice, at any size");
    assert_eq!(children(), before);
}

#[wasm_bindgen_test]
fn readings_without_end_do_not_fill_the_memory() {
    let (_, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    let style = canvas.style(Style::light());
    let costs = costs();
    for cursor in 0..1000 {
        let figure = Descent { cursor: Some(cursor), ..descent(&costs) };
        canvas.draw(|backend| figure.draw(backend, &style));
    }
    assert!(canvas.widths.borrow().known() <= 512);
}

#[wasm_bindgen_test]
fn a_wide_text_is_wider_than_a_narrow_one_in_proportion_to_its_size() {
    let (_, mut canvas) = canvas();
    canvas.fit(400.0, 145.0, 1.0);
    let font = ("normal", "sans-serif");
    let mut widths = canvas.widths.borrow_mut();
    let narrow = widths.width(&canvas.context, font, 12.0, "iii");
    let wide = widths.width(&canvas.context, font, 12.0, "mmm");
    assert!(narrow > 0.0 && wide > 1.5 * narrow, "{narrow} and {wide}");
    assert_eq!(widths.width(&canvas.context, font, 24.0, "mmm"), 2.0 * wide);
}

#[wasm_bindgen_test]
fn an_activation_is_drawn_with_its_tangent() {
    let (element, mut canvas) = canvas();
    canvas.fit(490.0, 145.0, 2.0);
    let value = |net: f64| 1.0 / (1.0 + gradlight_core::math::exp(-net));
    let point = OperatingPoint {
        label: "o₁".to_owned(),
        net: 1.1059,
        out: 0.7514,
        slope: 0.1868,
        active: true,
        colour: Role::Backward,
    };
    let curves = vec![Curve { label: String::new(), colour: Role::Second, value: &value }];
    let figure = ActivationFigure { name: "sigmoid", curves, points: vec![point], number: &number };
    let style = canvas.style(Style::dark());
    canvas.draw(|backend| {
        assert_eq!(backend.get_size(), (980 * 8, 290 * 8));
        figure.draw(backend, &style)
    });
    let (backward, second) = (style.backward, style.second);
    let everything = (0.0, 0.0, 980.0, 290.0);
    assert!(pixels(&element, (backward.0, backward.1, backward.2), everything) > 200, "dot, tangent and label");
    assert!(pixels(&element, (second.0, second.1, second.2), everything) > 1000, "the curve");
}
