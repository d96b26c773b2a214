//! Video calls: the page before one joins, and what leads there from appointments and conversations.

mod booking;
mod chat;
mod checks;
mod devices;
mod lobby;
mod pages;

pub(crate) use booking::BookingVideo;
pub(crate) use chat::StartVideo;
pub(crate) use lobby::{Lobby, Meeting, Way};
pub use pages::{BookingVideoPage, ChatVideoPage};
