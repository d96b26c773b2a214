//! What a facility offers counselling on.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
