//! Who waits for an appointment, and what is offered to them.

pub mod entity;
mod handlers;
mod list;
mod offering;
mod operations;
mod turns;

pub use handlers::routes;
pub use list::next_of_client;
pub use offering::{attempt, ensure_rounds, look};
pub use operations::{erase_of_client, hand_over};
pub use turns::{is_anothers, offered_to, take_off, turn_down};
