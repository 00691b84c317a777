//! The data that the network learns from: the UCI digits as fetched, or MNIST's files as opened.

use std::sync::Arc;

use gradlight_core::digits::{self, SIDE};
use gradlight_core::idx::{self, Idx, Images};
use gradlight_core::pictures::Pictures;

use crate::format::count;
use crate::gzip::unpacked;

/// Where the page fetches the UCI digits.
pub(super) const PATH: &str = "data/digits.csv.gz";

/// The UCI digits that are trained on; the others are the test.
const UCI_TRAINING: usize = 1437;

/// One picture in so many is a test picture, where the files of one pair are all there is.
const ONE_IN: usize = 5;

/// The seed of the shuffle before the data are parted.
const SEED: u64 = 1;

/// The pictures of both sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    pub(super) train: Arc<Pictures>,
    pub(super) test: Arc<Pictures>,
    /// What they are called on the page.
    pub(super) name: String,
    /// Why they did not come, if they did not.
    pub(super) fault: Option<String>,
    /// Files of a pair that still lacks the other, and pairs already complete.
    half: Half,
}

/// IDX files opened so far.
#[derive(Clone, Debug, Default)]
struct Half {
    images: Option<(String, Images)>,
    labels: Option<(String, Vec<u8>)>,
    training: Option<Arc<Pictures>>,
}

/// What came of an IDX file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// Its other half is still missing: what to say.
    Waits(String),
    /// The data are others now.
    Changed,
}

impl Data {
    /// Takes the UCI digits, or why they did not come.
    pub(super) fn arrive(&mut self, content: Result<&[u8], &String>) {
        match content.map_err(Clone::clone).and_then(read_uci) {
            Ok(pictures) => {
                let (train, test) = pictures.split(UCI_TRAINING, SEED);
                (self.train, self.test, self.fault) = (Arc::new(train), Arc::new(test), None);
                "UCI digits".clone_into(&mut self.name);
            }
            Err(problem) => self.fault = Some(format!("The digits did not come: {problem}.")),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.train.is_empty()
    }

    /// Takes an IDX file, gzipped or not.
    ///
    /// # Errors
    /// Why it is refused; what was there stays.
    pub(super) fn open_idx(&mut self, name: &str, content: &[u8]) -> Result<Taken, String> {
        let refusal = |problem: &dyn std::fmt::Display| format!("{name} was not opened: {problem}.");
        let content = unpacked(content).map_err(|fault| refusal(&fault))?;
        match idx::read(&content).map_err(|fault| refusal(&fault))? {
            Idx::Images(images) => {
                idx::sized(&images, SIDE).map_err(|fault| refusal(&fault))?;
                self.half.images = Some((name.to_owned(), images));
            }
            Idx::Labels(labels) => self.half.labels = Some((name.to_owned(), labels)),
        }
        self.pair()
    }

    /// Puts the two halves together, once both are there; those that do not fit are forgotten.
    fn pair(&mut self) -> Result<Taken, String> {
        match (self.half.images.take(), self.half.labels.take()) {
            (Some((name, images)), None) => {
                let told =
                    format!("{name} holds {} images. Now open the file with their labels.", count(images.count()));
                self.half.images = Some((name, images));
                Ok(Taken::Waits(told))
            }
            (None, Some((name, labels))) => {
                let told = format!("{name} holds {} labels. Now open the file with their images.", count(labels.len()));
                self.half.labels = Some((name, labels));
                Ok(Taken::Waits(told))
            }
            (Some((name, images)), Some((other, labels))) => {
                let pictures = idx::pictures(images, labels, SIDE)
                    .map_err(|fault| format!("{name} and {other} do not belong together: {fault}."))?;
                self.take(&name, pictures);
                Ok(Taken::Changed)
            }
            (None, None) => Ok(Taken::Changed),
        }
    }

    /// MNIST's training and test files are kept apart; a single pair is parted.
    fn take(&mut self, name: &str, pictures: Pictures) {
        let is_test = name.starts_with("t10k") || name.contains("test");
        if is_test && let Some(training) = self.half.training.clone() {
            (self.train, self.test) = (training, Arc::new(pictures));
        } else {
            let (train, test) = pictures.split_in_order(pictures.len() - pictures.len() / ONE_IN);
            (self.train, self.test) = (Arc::new(train), Arc::new(test));
            self.half.training = (!is_test).then(|| Arc::new(pictures));
        }
        self.fault = None;
        name.clone_into(&mut self.name);
    }
}

fn read_uci(content: &[u8]) -> Result<Pictures, String> {
    let content = unpacked(content).map_err(|fault| fault.to_string())?;
    let text = std::str::from_utf8(&content).map_err(|_| "they are no text".to_owned())?;
    digits::from_csv(text).map_err(|fault| fault.to_string())
}

/// Whether that file is an IDX file, by its name or its first bytes.
pub(super) fn is_idx(name: &str, content: &[u8]) -> bool {
    let named = name.contains("ubyte") || name.contains("idx");
    named || content.starts_with(&[0, 0, 8]) || content.starts_with(&[0x1f, 0x8b])
}
