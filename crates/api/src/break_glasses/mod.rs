//! Break-glass: how an admin gets to read what is not theirs, under confidential administration.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
