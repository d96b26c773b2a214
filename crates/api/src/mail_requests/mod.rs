//! Mail counselling.

mod assignment;
mod assignment_handlers;
mod assignment_settings;
mod creating;
mod drafts;
pub mod entity;
pub mod figures;
mod handing_over;
mod handlers;
mod left_drafts;
pub mod list;
pub mod naming;
mod offering;
pub mod operations;
mod overdue;
mod removal;
mod request_data;
pub mod retention;
mod step_handlers;
mod steps;
mod viewers;

pub use handlers::routes;
pub use overdue::{attempt, ensure_rounds};
