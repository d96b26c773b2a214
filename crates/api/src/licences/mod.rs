//! How many active staff accounts a facility may have, and asking the operator for more.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
