//! The learning-rate playground as a lecturer uses it: the handle, the atlas, runs to compare, links, files, Step and back.

mod atlas;
mod handle;
mod rounds;
mod runs;
mod support;
