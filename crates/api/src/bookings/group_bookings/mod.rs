//! Group appointments: entries of the calendar with participants.

pub mod details;
mod entity;
mod handlers;
mod joining;
mod operations;
mod participants;

pub use handlers::routes;
pub use participants::erase_of_client;
