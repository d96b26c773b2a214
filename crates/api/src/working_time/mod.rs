//! When the facility works, and by when it promises an answer. What follows from it for requests
//! is theirs ([`mail_requests`](crate::mail_requests)).

mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::working_time_of;
