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

pub use delivery::{attempt, day_in_words, give_up};
pub use demo_page::demo_mails;
pub use handlers::routes;
pub use mailer::{DemoMail, Letter, MailError, Mailer};
pub use notices::{
    Told, notify_admins, notify_counselor, notify_of_appointment, notify_staff, notify_those,
    tell_admins, tell_client_of_delay, tell_staff, tell_staff_of_delay, warn_client,
};
pub use operations::{
    announce, forget, forget_client, forget_old, notify_client, notify_of_licence_request,
    write_example, write_link,
};
