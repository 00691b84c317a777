//! A backend that draws SVG and remembers what a reader would see on it.

use std::cell::RefCell;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, Pos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};
use plotters_svg::SVGBackend;

/// A text and the rectangle that it takes: left, top, right, bottom.
#[derive(Debug, Clone)]
pub(crate) struct Lettering {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) rgb: (u8, u8, u8),
    pub(crate) font: f64,
}

/// A filled rectangle, a dot or a line with its colour.
#[derive(Debug, Clone)]
pub(crate) struct Ink {
    pub(crate) points: Vec<BackendCoord>,
    pub(crate) rgb: (u8, u8, u8),
    pub(crate) width: u32,
}

/// All that was drawn, in order within its kind.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seen {
    pub(crate) texts: Vec<Lettering>,
    pub(crate) rectangles: Vec<Ink>,
    pub(crate) paths: Vec<Ink>,
    /// Centre, and the radius as width.
    pub(crate) dots: Vec<Ink>,
}

/// An SVG backend with a memory.
pub(crate) struct Sheet<'a> {
    svg: SVGBackend<'a>,
    seen: Rc<RefCell<Seen>>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(text: &'a mut String, size: (u32, u32)) -> (Self, Rc<RefCell<Seen>>) {
        let seen = Rc::new(RefCell::new(Seen::default()));
        (Self { svg: SVGBackend::with_string(text, size), seen: Rc::clone(&seen) }, seen)
    }
}

/// Widths of characters in ems, close to those of a wide sans serif.
pub(crate) fn width_em(text: &str) -> f64 {
    text.chars()
        .map(|sign| match sign {
            '.' | ',' | ' ' | '·' | '\'' | 'i' | 'l' => 0.32,
            '−' | '×' | '+' | 'm' | 'w' => 0.84,
            '⁰'..='₉' | '¹' | '²' | '³' => 0.41,
            'A'..='Z' => 0.70,
            _ => 0.625,
        })
        .sum()
}

impl Lettering {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

type Failure = DrawingErrorKind<std::io::Error>;

impl DrawingBackend for Sheet<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.svg.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<(), Failure> {
        self.svg.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), Failure> {
        self.svg.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<(), Failure> {
        self.svg.draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Failure> {
        let points = vec![upper_left, bottom_right];
        self.seen.borrow_mut().rectangles.push(Ink { points, rgb: style.color().rgb, width: 0 });
        self.svg.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Failure> {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let ink = Ink { points: points.clone(), rgb: style.color().rgb, width: style.stroke_width() };
        self.seen.borrow_mut().paths.push(ink);
        self.svg.draw_path(points, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Failure> {
        let ink = Ink { points: vec![center], rgb: style.color().rgb, width: radius };
        self.seen.borrow_mut().dots.push(ink);
        self.svg.draw_circle(center, radius, style, fill)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Result<(), Failure> {
        let (width, font) = (width_em(text) * style.size(), style.size());
        let left = f64::from(pos.0)
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        let top = f64::from(pos.1) - font / 2.0;
        self.seen.borrow_mut().texts.push(Lettering {
            text: text.to_owned(),
            left,
            top,
            right: left + width,
            bottom: top + font,
            rgb: style.color().rgb,
            font,
        });
        self.svg.draw_text(text, &FullSize(style), pos)
    }

    fn estimate_text_size<T: BackendTextStyle>(&self, text: &str, style: &T) -> Result<(u32, u32), Failure> {
        let width = (width_em(text) * style.size()).ceil();
        Ok((width as u32, style.size().ceil() as u32))
    }
}

/// A text style at its full size: plotters' SVG backend divides sizes by 1.24.
struct FullSize<'t, T>(&'t T);

impl<T: BackendTextStyle> BackendTextStyle for FullSize<'_, T> {
    type FontError = T::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size() * 1.24
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), T::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        pos: BackendCoord,
        draw: DrawFunc,
    ) -> Result<Result<(), E>, T::FontError> {
        self.0.draw(text, pos, draw)
    }
}
