//! The open door, as staff meet it: who waits, whom one has picked up, and when it is open. The
//! portal shows a visitor's conversation with the same part.

mod link;
mod page;
mod room;
mod seen;
mod settings_page;
mod talk;

pub(crate) use link::DoorLink;
pub use page::OpenDoorPage;
pub use settings_page::OpenDoorSettingsPage;
pub(crate) use talk::{Line, Talk};
