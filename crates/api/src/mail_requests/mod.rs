//! Mail counselling.

mod drafts;
pub mod entity;
mod handing_over;
mod handlers;
mod left_drafts;
mod list;
pub mod operations;
mod presence;
mod removal;
mod step_handlers;
mod steps;

pub use handlers::routes;
