//! Presence: how counselors have chosen to be reached, and who is connected.

mod handlers;
mod here;
mod operations;

pub use handlers::routes;
pub use here::{Here, Word};
pub use operations::{reach_of, shown};
