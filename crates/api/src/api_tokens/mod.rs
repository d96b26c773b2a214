//! Keys that other programs call the API with.

pub mod entity;
mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::{Known, find_living, is_living};
