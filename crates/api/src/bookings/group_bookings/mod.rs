//! Group appointments: entries of the calendar with participants.

pub mod details;
pub mod entity;
mod handlers;
mod joining;
mod news;
mod operations;
mod participants;
pub mod queue;
pub mod retention;
pub mod serving;
mod waiting;

pub use handlers::routes;
pub use news::tell;
pub use participants::erase_of_client;
pub use waiting::next_of_client;
