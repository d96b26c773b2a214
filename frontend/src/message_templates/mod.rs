//! What automatic messages say: the list of them, and one with its preview beside it.

mod editor_page;
mod list_page;
mod preview;

pub use editor_page::MessageTemplatePage;
pub use list_page::MessageTemplatesPage;

use domain::{
    language::Language,
    outgoing_mails::{DeliveryWay, MailTemplate},
};

/// Which message.
type Key = (MailTemplate, DeliveryWay, Language);
