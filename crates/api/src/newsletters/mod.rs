//! The operator's newsletter to staff: sent at the command line to whoever wants it, one mail each,
//! and unsubscribed from with one click (RFC 8058).

mod entity;
mod sending;
mod unsubscribing;

pub use sending::{Newsletter, count_readers, send};
pub use unsubscribing::{newsletter_page, unsubscribe_newsletter};
