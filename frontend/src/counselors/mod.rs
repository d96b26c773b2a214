//! The staff's own data.

mod everybody;
mod profile_form;
mod profile_page;

pub use everybody::all_counselors;
pub use profile_page::ProfilePage;
