//! How many staff accounts there may be, and asking for more.

mod page;

pub use page::LicencesPage;
