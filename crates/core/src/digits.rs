//! Handwritten digits as pictures of 28×28 pixels: the UCI set read and resampled, and hand-drawn ones fitted in.
//!
//! All are laid out as the MNIST database lays out its own: the digit fills a box of 20×20 pixels, and its centre of
//! mass is the picture's centre.

use thiserror::Error;

use crate::pictures::Pictures;

/// Pixels along a picture's side.
pub const SIDE: usize = 28;

/// Pixels of a picture.
pub const PIXELS: usize = SIDE * SIDE;

/// Pixels along the side of the box that a digit fills.
const BOX: usize = 20;

/// Pixels along the side of a picture of the UCI set.
const UCI_SIDE: usize = 8;

/// The largest value of a pixel there.
const UCI_WHITE: u8 = 16;

/// Why a table of digits is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// Reads the UCI digits: a line a picture of 64 pixels, 0…16, row by row, and then the digit.
///
/// # Errors
/// The first line that is none.
pub fn from_csv(text: &str) -> Result<Pictures, Fault> {
    let (mut pixels, mut labels) = (Vec::new(), Vec::new());
    for (place, line) in text.lines().enumerate() {
        let fault = |problem| Fault { line: place + 1, problem };
        let numbers: Option<Vec<u8>> = line.split(',').map(|number| number.trim().parse().ok()).collect();
        let numbers = numbers.ok_or(fault("not a list of whole numbers"))?;
        let Some((label, grey)) = numbers.split_last().filter(|(_, grey)| grey.len() == UCI_SIDE * UCI_SIDE) else {
            return Err(fault("not 64 pixels and a digit"));
        };
        if *label > 9 || grey.iter().any(|pixel| *pixel > UCI_WHITE) {
            return Err(fault("a pixel above 16 or a digit above 9"));
        }
        let grey: Vec<f32> = grey.iter().map(|pixel| f32::from(*pixel) / f32::from(UCI_WHITE)).collect();
        pixels.extend(centred(&grey, UCI_SIDE, (0.0, 0.0, UCI_SIDE as f32)));
        labels.push(*label);
    }
    Pictures::new(pixels, labels, PIXELS)
        .filter(|pictures| !pictures.is_empty())
        .ok_or(Fault { line: 1, problem: "no digits" })
}

/// A drawing of 28×28 pixels, moved and enlarged or reduced until it lies as the training pictures do.
///
/// An empty drawing stays empty.
pub fn fitted(drawing: &[u8]) -> Vec<u8> {
    let grey: Vec<f32> = drawing.iter().map(|pixel| f32::from(*pixel) / 255.0).collect();
    match inked_square(drawing) {
        Some(square) => centred(&grey, SIDE, square),
        None => vec![0; PIXELS],
    }
}

/// The smallest square around the ink: left, top and side.
fn inked_square(drawing: &[u8]) -> Option<(f32, f32, f32)> {
    let inked = || drawing.iter().enumerate().filter(|(_, pixel)| **pixel > 0).map(|(place, _)| place);
    let (left, right) = (inked().map(|p| p % SIDE).min()?, inked().map(|p| p % SIDE).max()? + 1);
    let (top, bottom) = (inked().next()? / SIDE, inked().next_back()? / SIDE + 1);
    let side = (right - left).max(bottom - top) as f32;
    let middle = |from: usize, to: usize| (from + to) as f32 / 2.0 - side / 2.0;
    Some((middle(left, right), middle(top, bottom), side))
}

/// A square of a picture, resampled into the box and moved so that its centre of mass is the middle.
fn centred(grey: &[f32], width: usize, (left, top, side): (f32, f32, f32)) -> Vec<u8> {
    let scale = side / BOX as f32;
    let mut boxed = vec![0.0; BOX * BOX];
    for (place, pixel) in boxed.iter_mut().enumerate() {
        let (column, row) = ((place % BOX) as f32, (place / BOX) as f32);
        *pixel = area(grey, width, (left + column * scale, top + row * scale), scale);
    }
    let mass: f32 = boxed.iter().sum();
    let middle = |along: fn(usize) -> usize| {
        let moment: f32 = boxed.iter().enumerate().map(|(place, ink)| ink * (along(place) as f32 + 0.5)).sum();
        if mass > 0.0 { moment / mass } else { BOX as f32 / 2.0 }
    };
    // The box stays within the picture.
    let offset = |middle: f32| (SIDE as f32 / 2.0 - middle).round().clamp(0.0, (SIDE - BOX) as f32) as usize;
    let (right, down) = (offset(middle(|place| place % BOX)), offset(middle(|place| place / BOX)));
    let mut picture = vec![0; PIXELS];
    for (place, ink) in boxed.iter().enumerate() {
        picture[(place / BOX + down) * SIDE + place % BOX + right] = (ink * 255.0).round().min(255.0) as u8;
    }
    picture
}

/// The mean grey of a square, read between the pixels: four readings of a picture that is bilinear in between.
fn area(grey: &[f32], width: usize, (x, y): (f32, f32), side: f32) -> f32 {
    let mut sum = 0.0;
    for (across, down) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
        sum += reading(grey, width, x + across * side - 0.5, y + down * side - 0.5);
    }
    sum / 4.0
}

/// The grey at a place between pixels' centres; nothing lies outside.
fn reading(grey: &[f32], width: usize, x: f32, y: f32) -> f32 {
    let (column, row) = (x.floor(), y.floor());
    let (right, below) = (x - column, y - row);
    let at = |column: f32, row: f32| {
        let inside = |place: f32| place >= 0.0 && place < width as f32;
        if inside(column) && inside(row) { grey[row as usize * width + column as usize] } else { 0.0 }
    };
    let upper = at(column, row) * (1.0 - right) + at(column + 1.0, row) * right;
    let lower = at(column, row + 1.0) * (1.0 - right) + at(column + 1.0, row + 1.0) * right;
    upper * (1.0 - below) + lower * below
}
