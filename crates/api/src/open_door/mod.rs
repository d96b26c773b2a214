//! The open door: anonymous visits, who picks them up, and what was written there until it is
//! erased.

mod door;
pub mod entity;
mod finding;
mod handlers;
mod messages;
mod rounds;
mod settings_handlers;
mod staff;
mod visitor;
mod visits;

pub use door::{count_waiting, set_up};
pub use handlers::routes;
pub use rounds::{attempt, ensure_rounds};
pub use settings_handlers::routes as settings_routes;
pub use visits::release_of;
