//! Mail counselling.

mod assignment;
mod assignment_handlers;
mod assignment_settings;
mod creating;
mod drafts;
pub mod entity;
mod handing_over;
mod handlers;
mod list;
mod offering;
pub mod operations;
mod request_data;

pub use handlers::routes;
