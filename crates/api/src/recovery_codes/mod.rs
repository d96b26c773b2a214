//! What opens a client's account when the password is forgotten and no mail can be sent. A code is
//! random enough for a plain hash; it stands nowhere but with the client.

mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::give;
