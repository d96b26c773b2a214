//! Mail counselling: the list of requests and the single request with its thread.

mod assignment_page;
mod availability_page;
mod composer;
mod detail_page;
mod draft;
mod list;
mod list_page;
mod reading;
mod request_data;
mod status;
mod thread;

pub use assignment_page::AssignmentSettingsPage;
pub use availability_page::MailSettingsPage;
pub use detail_page::MailDetailPage;
pub use list::{Filter, List};
pub use list_page::MailListPage;
pub use reading::{Reader, Reading, ShownRequest};
pub use thread::{Thread, paragraphs};
