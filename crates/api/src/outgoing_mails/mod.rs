//! Mail that the facility sends by itself: written down in the transaction of what it tells of,
//! handed to the mail server by a job, seen and sent again by admins.

pub mod appointments;
mod delivery;
mod demo_page;
pub mod entity;
mod handlers;
mod mailer;
mod notices;
mod operations;
mod smtp;

pub use delivery::{attempt, give_up};
pub use demo_page::demo_mails;
pub use handlers::routes;
pub use mailer::{DemoMail, MailError, Mailer};
pub use notices::{
    notify_admins, notify_staff, tell_admins, tell_client_of_delay, tell_staff_of_delay,
};
pub use operations::{
    announce, forget, forget_client, forget_old, notify_client, notify_counselor,
    notify_of_licence_request, write_example, write_link,
};
