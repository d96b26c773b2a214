//! What staff are told of by mail and by their browser: each chooses for themselves. Who is told of
//! one thing is decided in `outgoing_mails`, which asks here.

mod absent;
mod entity;
mod handlers;
mod operations;

pub use absent::{come_back, is_first_since};
pub use handlers::routes;
pub use operations::{choices_of, forget, who_chose};
