//! The chat: conversations with clients, colleagues and groups. The portal shows a client's with
//! the same parts.

mod bubble;
mod bubbles;
mod compose;
mod conversation;
mod delivery;
mod files;
mod group;
mod list;
mod menu;
mod open_dialog;
mod page;
mod people;
mod person;
mod queue;
mod room;
mod scroll;
mod side;

pub(crate) use bubble::text as said;
pub(crate) use compose::FIELD;
pub(crate) use conversation::Conversation;
pub(crate) use delivery::note_deliveries;
pub(crate) use files::ChatFiles;
pub(crate) use list::{rows, streams};
pub use page::ChatsPage;
pub(crate) use people::{partners, unlisted};
pub(crate) use room::Room;
