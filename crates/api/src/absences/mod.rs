//! When counselors are away.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
