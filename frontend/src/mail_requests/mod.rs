//! Mail counselling: the list of requests and the single request with its thread.

mod composer;
mod detail_page;
mod draft;
mod due;
mod list;
mod list_page;
mod reading;
mod status;
mod thread;

pub use detail_page::MailDetailPage;
pub use list::{Filter, List};
pub use list_page::MailListPage;
pub use reading::{Reader, Reading, ShownRequest};
pub use thread::{Thread, paragraphs};
