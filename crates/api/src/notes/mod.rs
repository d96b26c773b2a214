//! What staff write down about a client, for each other.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
