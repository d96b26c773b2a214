//! The counselling centre and what its portal says of it.

pub mod entity;
mod handlers;
pub mod operations;
mod settings;
mod settings_handlers;

pub use handlers::routes;
