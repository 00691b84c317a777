//! The IDX files of the MNIST database: images and their labels, a big-endian header and then bytes.
//!
//! ```text
//! images  00 00 08 03 · count · rows · columns · one byte a pixel, row by row
//! labels  00 00 08 01 · count · one byte a label
//! ```
//!
//! Source: <https://yann.lecun.com/exdb/mnist/>

use thiserror::Error;

use crate::pictures::Pictures;

const IMAGES: u32 = 0x0000_0803;
const LABELS: u32 = 0x0000_0801;

/// The number of classes: labels are below it.
const CLASSES: u8 = 10;

/// What an IDX file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idx {
    /// Images.
    Images(Images),
    /// Labels, each 0…9.
    Labels(Vec<u8>),
}

/// The images of an IDX file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Rows of each.
    pub rows: usize,
    /// Columns of each.
    pub columns: usize,
    /// One byte a pixel, image by image, row by row.
    pub pixels: Vec<u8>,
}

impl Images {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.pixels.len() / (self.rows * self.columns)
    }
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The header is not complete.
    #[error("it ends within its header, after {0} bytes")]
    Header(usize),
    /// It is no IDX file of this kind.
    #[error("it begins with {0:08x}, but images begin with 00000803 and labels with 00000801")]
    Magic(u32),
    /// The header and what follows disagree.
    #[error("its header promises {promised} bytes after it, but there are {found}")]
    Length {
        /// Bytes by the header.
        promised: u64,
        /// Bytes there are.
        found: u64,
    },
    /// There is nothing in it.
    #[error("it holds nothing")]
    Empty,
    /// A label that is no digit.
    #[error("label {place} is {label}, but digits go from 0 to 9")]
    Label {
        /// Which one, from 0.
        place: usize,
        /// The label.
        label: u8,
    },
    /// Images of another size.
    #[error("its images are {rows}×{columns}, but the network takes {side}×{side}")]
    Size {
        /// Rows of the images.
        rows: usize,
        /// Columns of the images.
        columns: usize,
        /// What is wanted of both.
        side: usize,
    },
    /// Images and labels that do not belong together.
    #[error("there are {images} images but {labels} labels")]
    Counts {
        /// How many images.
        images: usize,
        /// How many labels.
        labels: usize,
    },
}

/// Reads an IDX file.
///
/// # Errors
/// Another kind of file, or one whose header and length disagree.
pub fn read(bytes: &[u8]) -> Result<Idx, Fault> {
    let word = |place: usize| {
        let word = bytes.get(4 * place..4 * place + 4).and_then(|word| word.try_into().ok());
        word.map(u32::from_be_bytes).ok_or(Fault::Header(bytes.len()))
    };
    match word(0)? {
        IMAGES => {
            let (count, rows, columns) = (word(1)?, word(2)?, word(3)?);
            // Three words can make more than 64 bits hold.
            let promised = u64::from(rows) * u64::from(columns);
            let pixels = body(bytes, 16, promised.saturating_mul(count.into()))?;
            Ok(Idx::Images(Images { rows: rows as usize, columns: columns as usize, pixels }))
        }
        LABELS => {
            let labels = body(bytes, 8, word(1)?.into())?;
            match labels.iter().position(|label| *label >= CLASSES) {
                Some(place) => Err(Fault::Label { place, label: labels[place] }),
                None => Ok(Idx::Labels(labels)),
            }
        }
        magic => Err(Fault::Magic(magic)),
    }
}

fn body(bytes: &[u8], header: usize, promised: u64) -> Result<Vec<u8>, Fault> {
    let body = &bytes[header..];
    let found = body.len() as u64;
    if promised != found {
        return Err(Fault::Length { promised, found });
    }
    if body.is_empty() { Err(Fault::Empty) } else { Ok(body.to_vec()) }
}

/// Puts images and labels together.
///
/// # Errors
/// Images that are not `side` × `side`, or another number of labels.
pub fn pictures(images: Images, labels: Vec<u8>, side: usize) -> Result<Pictures, Fault> {
    sized(&images, side)?;
    let counts = Fault::Counts { images: images.count(), labels: labels.len() };
    Pictures::new(images.pixels, labels, side * side).ok_or(counts)
}

/// Whether the images have the size that is wanted.
///
/// # Errors
/// They do not.
pub fn sized(images: &Images, side: usize) -> Result<(), Fault> {
    let Images { rows, columns, .. } = *images;
    if (rows, columns) == (side, side) { Ok(()) } else { Err(Fault::Size { rows, columns, side }) }
}
