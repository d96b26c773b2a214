//! Files that a facility keeps on a client.

pub mod entity;
mod handlers;
pub mod operations;
pub mod retention;
mod sniff;

pub use handlers::{Named, file_answer, routes};
