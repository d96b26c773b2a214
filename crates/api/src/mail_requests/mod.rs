//! Mail counselling.

mod drafts;
pub mod entity;
mod handing_over;
mod handlers;
mod list;
pub mod operations;

pub use handlers::routes;
