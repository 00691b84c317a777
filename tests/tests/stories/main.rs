//! What users do with the page, one file a story.

mod accessibility;
mod bad_links;
mod bad_numbers;
mod closeness;
mod divergence;
mod editing;
mod files;
mod javascript;
mod keyboard;
mod layout;
mod leaks;
mod learning_rate;
mod links;
mod many_rounds;
mod motion;
mod notations;
mod panic;
mod playing;
mod pointing;
mod predict;
mod refusals;
mod rules;
mod starting;
mod tables;
mod themes;
mod whole_round;
