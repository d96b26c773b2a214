//! What can be booked: a list of the facility's services and one's own.

mod form;
mod list;
mod page;

pub use list::{all_services, label};
pub use page::ServicesPage;
