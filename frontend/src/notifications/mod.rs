//! What one is told of: the page to choose it, and what the browser shows.

mod browser;
mod page;
mod shown;

pub use page::NotificationsPage;
pub use shown::BrowserNotices;
