//! Counselors' calendars, at secret addresses that programs of their own read.

pub mod entity;
mod handlers;
pub mod operations;
mod writing;

pub use handlers::routes;
