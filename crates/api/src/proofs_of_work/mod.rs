//! Challenges that a stranger's device solves before it makes something. A challenge is signed and
//! stands nowhere; that one was used is noted until its time is over, in the transaction that makes
//! the thing, so that it is good once over all servers, and still good where nothing was made.

pub mod entity;
mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::{Proof, forget_old};
