//! The first page of staff. It has no table: every feature says what of its own is there.

mod handlers;
mod operations;

pub use handlers::routes;
