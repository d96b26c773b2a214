//! One-way notices from the facility to a client.

pub mod entity;
mod handlers;
mod operations;
pub mod retention;
mod settings;

pub use handlers::routes;
pub use operations::{Written, next_of_client, written_in_full};
