//! Staff accounts.

mod administration;
pub mod availability;
pub mod counselled_field;
pub mod entity;
mod handlers;
pub mod operations;
mod pictures;
mod square;

pub use handlers::routes;
pub use square::Squares;
