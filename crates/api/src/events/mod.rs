//! The live connection: whoever is connected hears at once of what they may see.

mod handlers;
mod hub;

pub use handlers::routes;
pub use hub::{Hub, Notice};
