//! Mail counselling: the list of requests and the single request with its thread.

mod aside;
mod assign_dialog;
mod assignment_page;
mod availability_page;
mod break_glass;
mod comments;
mod composer;
mod detail_page;
mod draft;
mod due;
mod filters;
mod list;
mod list_page;
mod neighbours;
mod new_page;
mod reading;
mod request_data;
mod row_menu;
mod status;
mod steps;
mod thread;
mod viewers;

pub use assignment_page::AssignmentSettingsPage;
pub use availability_page::MailSettingsPage;
pub use detail_page::MailDetailPage;
pub use filters::Filter;
pub use list::List;
pub use list_page::MailListPage;
pub use new_page::NewMailRequestPage;
pub use reading::{Reader, Reading, ShownRequest};
pub use thread::{Thread, paragraphs};
