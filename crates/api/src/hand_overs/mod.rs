//! Asking a client before somebody else goes on with them.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
