//! Links that come by mail and let somebody set a password, once. What proves a link is computed
//! from the facility's key when it is sent and when it comes back, and stands in no table.

pub mod entity;
mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::{attempt, forget_old, token, void_of_client};
