//! Where accounts are signed in. Signing in and out is in `accounts`.

pub mod ended;
mod handlers;
mod operations;

pub use ended::Ended;
pub use handlers::routes;
pub use operations::{cut_connections, end_all_of, end_within, find_living, note_seen, of_client};
