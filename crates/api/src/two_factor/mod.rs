//! The second step of signing in, for staff.

mod codes;
pub mod entity;
mod handlers;
mod operations;
mod settings;

pub use codes::take_code;
pub use handlers::routes;
pub use operations::forget;
