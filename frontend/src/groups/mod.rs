//! Groups of clients.

mod create_dialog;
mod description;
mod group_page;
mod list_page;
mod members;

pub use group_page::GroupPage;
pub use list_page::GroupsPage;
