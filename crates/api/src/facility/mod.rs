//! The counselling centre and what its portal says of it.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
