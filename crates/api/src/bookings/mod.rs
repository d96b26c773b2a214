//! What stands in the calendar, and by which rules.

mod aftermath;
mod attendance;
pub mod entity;
pub mod figures;
pub mod group_bookings;
mod handlers;
pub mod leaving;
pub mod limits;
pub mod list;
pub mod making;
mod moving;
pub mod news;
mod noting;
pub mod reminders;
pub mod retention;
mod series;
mod series_handlers;
pub mod settings;
mod steps;
pub mod taking;

pub use handlers::routes;
pub use series_handlers::routes as series_routes;
