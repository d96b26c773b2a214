//! Groups of clients.

pub mod entity;
mod handlers;
mod members;
mod operations;

pub use handlers::routes;
