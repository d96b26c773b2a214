//! Groups of clients.

pub mod entity;
mod handlers;
mod members;
mod operations;

pub use handlers::routes;
pub use members::members_seen_by;
pub use operations::{count_of_counselor, hand_over};
