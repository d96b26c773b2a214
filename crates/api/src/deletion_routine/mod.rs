//! When what was deleted is really erased: the facility's settings, the run at night, and the
//! protocol of how much was erased.

pub mod entity;
mod handlers;
pub mod operations;
mod protocol;
mod run;
mod sweep;

pub use handlers::routes;
pub use operations::settings;
pub use protocol::note_by_hand;
pub use run::{attempt, ensure_routines};
pub use sweep::Sweep;
