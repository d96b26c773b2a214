//! The figures of a period. What is there is counted where it is; what an erasure takes away leaves
//! only how often it was, by month.

mod answers;
pub mod chats;
pub mod clients;
mod entity;
mod export;
mod handlers;
mod kept;
pub mod monitorings;
mod months;
pub mod operations;

pub use handlers::routes;
pub use kept::{keep_bookings, keep_mail_requests};
pub use months::Months;
