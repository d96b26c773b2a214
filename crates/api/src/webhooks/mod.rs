//! Telling other programs what happens: a row for each thing and each of them, written in the
//! transaction of the audit entry that tells of it; handed over by a job.

mod address;
mod delivery;
pub mod entity;
mod handlers;
mod log;
mod operations;
mod sender;
mod signing;

pub use delivery::{attempt, give_up};
pub use handlers::routes;
pub use log::{forget_old, forget_record, note};
pub use sender::Sender;
