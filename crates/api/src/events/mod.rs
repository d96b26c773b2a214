//! The live connection: whoever is connected hears at once of what they may see, in order, and
//! after a gap goes on where they were.

pub mod entity;
mod ephemeral;
mod handlers;
mod hub;
mod listeners;
mod log;
mod stream;
mod viewers;

pub use handlers::routes;
pub use hub::Hub;
pub use listeners::Told;
pub use log::{forget, forget_client, forget_old, log};
pub use viewers::Opened;
