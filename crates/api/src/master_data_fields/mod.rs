//! What a facility wants to know of its clients.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
