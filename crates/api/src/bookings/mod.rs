//! What stands in the calendar, and by which rules.

mod handlers;
pub mod settings;

pub use handlers::routes;
