//! The facility's clients, as staff see them.

mod create_dialog;
mod list_page;

pub use list_page::MembersPage;
