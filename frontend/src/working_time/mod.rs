//! When the facility works and what it promises: a page of the settings.

mod page;
mod written;

pub use page::WorkingTimePage;
pub(crate) use written::{hours_of, read_hours};
