//! Signing in and staying signed in.

pub mod entity;
mod handlers;
mod operations;
mod owner;
mod renewal;

pub use handlers::routes;
pub use operations::{end_sessions_of_client, erase_sessions, forget_old, note_refusal_later};
pub use owner::Owner;
