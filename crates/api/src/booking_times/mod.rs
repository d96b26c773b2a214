//! When in a week counselors can be booked.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
