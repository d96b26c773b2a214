//! People seeking help, as the facility knows them.

pub mod entity;
pub mod erasure;
mod export;
mod handlers;
mod holds;
pub mod list;
mod mail_counselling;
pub mod news;
pub mod operations;
mod parts;
mod place;
mod search;
mod show;
mod states;

pub use handlers::routes;
pub use parts::{carried, note_seen};
pub use show::{summaries, visible_to};
