//! Keys with which other programs call the API: the list, making one, making one void.

mod create_dialog;
mod list_page;

pub use list_page::ApiTokensPage;
