//! Appointments that are still free: computed from what the other features keep, never stored.

mod diagnosis;
mod handlers;
mod offer;
pub mod operations;

pub use handlers::routes;
