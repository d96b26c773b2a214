//! Who waits for an appointment, and what is offered to them. Who waits for a place in a group
//! appointment stands with those; the rounds are the same.

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
