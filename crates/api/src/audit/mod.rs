//! The audit log: who did what to which record (chapter 10).

pub mod entity;
mod export;
mod handlers;
mod operations;
mod record;

pub use handlers::routes;
pub use record::{By, Looks, note_look, record};
