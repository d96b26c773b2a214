//! What staff say to each other about a mail request. Clients never see it.

pub mod entity;
mod handlers;
pub mod operations;

pub use handlers::routes;
