//! The refusal: the one line that bad input is answered with.

use std::fmt;

use gradlight_core::example::Fault;
use gradlight_view::report::one_line;

/// What is wrong with the arguments or the example.
#[derive(Debug)]
pub(crate) struct Refusal(String);

impl Refusal {
    /// A refusal in these words.
    pub(crate) fn new(sentence: impl AsRef<str>) -> Self {
        Self(one_line(sentence.as_ref()))
    }

    /// The refusal of an option's value; the fault's path is the option's name.
    pub(crate) fn of_option(fault: &Fault) -> Self {
        Self::new(format!("--{fault}"))
    }
}

impl From<Fault> for Refusal {
    /// The refusal of an example, or of a round that it never reaches.
    fn from(fault: Fault) -> Self {
        if fault.path == "round" { Self::of_option(&fault) } else { Self::new(fault.to_string()) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
