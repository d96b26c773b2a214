//! When a counselor is away: a list of what is to come, and how it is entered.

mod form;
mod page;

pub use page::AbsencesPage;
