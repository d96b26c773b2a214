//! The clients that each counselor keeps an eye on.

mod entity;
mod handlers;
mod operations;

pub use handlers::routes;
