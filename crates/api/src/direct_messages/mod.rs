//! One-way notices from the facility to a client.

mod entity;
mod handlers;
mod operations;
mod settings;

pub use handlers::routes;
pub use operations::{Written, written_in_full};
