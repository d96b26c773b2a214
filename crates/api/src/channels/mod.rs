//! By which means counselling is offered.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
