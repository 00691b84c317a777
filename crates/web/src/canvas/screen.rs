//! The canvas as a surface, with pictures of cells put on it pixel by pixel.

use gradlight_plot::Surface;
use gradlight_plot::ink::{Lettering, On, Paint, Refused};
use plotters_backend::BackendCoord;
use wasm_bindgen::Clamped;
use web_sys::ImageData;

use super::{Backend, FINENESS};

/// A backend as a surface; cells go past it, straight into the canvas' pixels.
#[derive(Debug)]
pub(crate) struct Screen(On<Backend>);

impl Screen {
    pub(crate) fn new(backend: Backend) -> Self {
        Self(On(backend))
    }
}

/// A place in device pixels.
fn pixel(units: i32) -> i32 {
    (f64::from(units) / f64::from(FINENESS)).round() as i32
}

/// Which of so many cells each of so many pixels shows.
fn cells_of(pixels: usize, cells: u32) -> impl Iterator<Item = usize> {
    (0..pixels).map(move |pixel| (2 * pixel + 1) * cells as usize / (2 * pixels))
}

impl Surface for Screen {
    fn size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn rect(&mut self, corners: (BackendCoord, BackendCoord), paint: &Paint, fill: bool) -> Result<(), Refused> {
        self.0.rect(corners, paint, fill)
    }

    fn path(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.0.path(points, paint)
    }

    fn dashes(&mut self, points: &[BackendCoord], paint: &Paint, length: f64) -> Result<(), Refused> {
        let context = self.0.0.context().clone();
        let dash = |lengths: &js_sys::Array| {
            context.set_line_dash(lengths).map_err(|_| Refused("a line was not dashed".to_owned()))
        };
        dash(&js_sys::Array::of1(&length.into()))?;
        self.0.path(points, paint)?;
        dash(&js_sys::Array::new())
    }

    fn polygon(&mut self, points: &[BackendCoord], paint: &Paint) -> Result<(), Refused> {
        self.0.polygon(points, paint)
    }

    fn circle(&mut self, centre: BackendCoord, radius: u32, paint: &Paint, fill: bool) -> Result<(), Refused> {
        self.0.circle(centre, radius, paint, fill)
    }

    fn text(&mut self, text: &str, lettering: &Lettering, place: BackendCoord) -> Result<(), Refused> {
        self.0.text(text, lettering, place)
    }

    fn text_size(&self, text: &str, lettering: &Lettering) -> Result<(u32, u32), Refused> {
        self.0.text_size(text, lettering)
    }

    fn cells(
        &mut self,
        ((left, top), (right, bottom)): (BackendCoord, BackendCoord),
        (columns, rows): (u32, u32),
        rgb: &[u8],
    ) -> Result<(), Refused> {
        let (left, top, right, bottom) = (pixel(left), pixel(top), pixel(right), pixel(bottom));
        let (width, height) = ((right - left).max(0) as usize, (bottom - top).max(0) as usize);
        if width == 0 || height == 0 || rgb.len() < (columns * rows * 3) as usize {
            return Ok(());
        }
        let across: Vec<usize> = cells_of(width, columns).map(|column| 3 * column).collect();
        let mut picture = Vec::with_capacity(4 * width * height);
        for row in cells_of(height, rows) {
            let cells = &rgb[3 * row * columns as usize..];
            for &cell in &across {
                picture.extend_from_slice(&[cells[cell], cells[cell + 1], cells[cell + 2], u8::MAX]);
            }
        }
        let refused = |_| Refused("a picture of cells was not taken".to_owned());
        let image = ImageData::new_with_u8_clamped_array(Clamped(&picture), width as u32).map_err(refused)?;
        let context = self.0.0.context();
        context.put_image_data(&image, f64::from(left), f64::from(top)).map_err(refused)
    }
}
