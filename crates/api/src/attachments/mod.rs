//! Files that go with a message of a mail request or of the chat.

pub mod entity;
mod handlers;
pub mod operations;
mod sending;

pub use handlers::routes;
