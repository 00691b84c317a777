//! The program as its user meets it: arguments in; output, complaints and exit status out.

mod command;
mod formats;
mod handouts;
mod refusals;
mod usage;
mod values;
