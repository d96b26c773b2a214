//! The staff's own data.

mod profile_form;
mod profile_page;

pub use profile_page::ProfilePage;
