//! Who may do what, for admins to read. The rules are the domain's.

mod handlers;
mod operations;
mod settings;

pub use handlers::routes;
