//! The facility's clients, as staff see them.

mod client_page;
mod create_dialog;
mod edit;
pub(crate) mod fields;
mod filters;
mod find;
mod history;
mod hold_dialog;
mod list_page;
mod password_dialog;
mod profile;
pub(crate) mod questions;
mod record;
mod row_menu;
mod steps;

pub use client_page::ClientPage;
pub(crate) use find::FindClient;
pub use list_page::MembersPage;
pub(crate) use profile::Profile;
pub(crate) use record::Record;
