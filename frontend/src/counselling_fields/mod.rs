//! What a facility offers counselling on: the page of the settings.

mod form;
mod page;

pub use page::CounsellingFieldsPage;
