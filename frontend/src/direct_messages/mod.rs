//! One-way notices to a client.

mod list;
mod messages_page;
mod setting_page;

pub use messages_page::DirectMessagesPage;
pub use setting_page::DirectMessageSettingPage;
