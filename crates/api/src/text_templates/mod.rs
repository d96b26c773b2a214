//! Texts that staff use again and again, and their signatures.

pub mod entity;
mod handlers;
pub mod operations;
mod signatures;

pub use handlers::routes;
