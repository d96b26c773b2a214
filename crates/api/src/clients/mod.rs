//! People seeking help, as the facility knows them.

pub mod entity;
mod export;
mod handlers;
pub mod operations;

pub use handlers::routes;
