//! The chat: conversations with clients, colleagues and groups.

mod document_handlers;
mod documents;
pub mod entity;
mod export;
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
pub mod retention;
mod taking;
mod times;
mod upkeep;
mod writing;

pub use document_handlers::routes as document_routes;
pub use finding::{find, lock, me, members_of, memberships, partners, sealed_for_writer};
pub use group_handlers::routes as group_routes;
pub use handlers::routes;
pub use list::unread;
pub use messages::check_reader;
pub use opening::pair_key;
pub use taking::{Taken, next_messages, next_of_client, takes_part};
pub use times::source;
pub use upkeep::{count_of_counselor, erase_of_client, hand_over};
pub use writing::send_chat_message;
