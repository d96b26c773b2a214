//! The words of every automatic mail and SMS, where a facility has put them in its own.

pub mod entity;
mod handlers;
mod operations;

pub use handlers::routes;
pub use operations::{example_details, speech_of, words};
