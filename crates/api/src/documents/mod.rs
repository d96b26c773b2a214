//! Files that a facility keeps on a client.

pub mod entity;
mod handlers;
pub mod operations;
mod sniff;

pub use handlers::{Named, file_answer, routes};
