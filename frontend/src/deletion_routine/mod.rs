//! When what was deleted is really erased: the settings, what they would do, and what was done.

mod page;
mod protocol;

pub use page::DeletionRoutinePage;
