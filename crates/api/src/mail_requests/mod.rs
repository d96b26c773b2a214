//! Mail counselling.

mod drafts;
pub mod entity;
mod handing_over;
mod handlers;
mod list;
pub mod operations;
mod overdue;

pub use handlers::routes;
pub use overdue::{attempt, ensure_rounds};
