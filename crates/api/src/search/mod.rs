//! The search over everything. It has no table: it asks the lists.

mod handlers;
mod operations;

pub use handlers::routes;
