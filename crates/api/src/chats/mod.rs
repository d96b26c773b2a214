//! The chat: conversations with clients, colleagues and groups.

mod entity;
mod finding;
mod group_handlers;
mod groups;
mod handlers;
mod list;
mod members;
mod messages;
mod opening;
mod partners;
mod people;
mod reach;
mod upkeep;
mod writing;

pub use finding::{find, lock, me, memberships, partners};
pub use group_handlers::routes as group_routes;
pub use handlers::routes;
pub use upkeep::{erase_of_client, hand_over};
pub use writing::send_chat_message;
