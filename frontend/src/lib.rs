//! The app in the browser: the staff's part and the clients' portal, two programs with one
//! foundation. Which address shows which page is in `bin/staff.rs` and `bin/portal.rs`.

pub mod absences;
pub mod access;
pub mod accounts;
pub mod api_tokens;
mod attachments;
pub mod audit;
pub mod booking_settings;
pub mod booking_times;
pub mod bookings;
mod calendar_feeds;
pub mod channels;
pub mod chats;
pub mod chunks;
pub mod clients;
pub mod counselling_fields;
pub mod counselors;
pub mod dashboard;
pub mod deletion_routine;
pub mod direct_messages;
mod documents;
pub mod facility;
mod forms;
pub mod groups;
pub mod hand_overs;
pub mod help;
mod i18n;
mod kept;
pub mod licences;
mod live;
pub mod mail_requests;
pub mod master_data_fields;
pub mod message_templates;
pub mod monitorings;
mod notes;
pub mod notifications;
pub mod open_door;
mod ordered_fields;
pub mod outgoing_mails;
mod pages;
mod passwords;
mod paths;
pub mod portal;
mod presences;
mod remote;
mod router;
pub mod search;
pub mod services;
mod session;
mod sessions;
pub mod settings;
mod shell;
pub mod statistics;
pub mod text_templates;
pub mod two_factor;
mod ui;
pub mod video;
mod waiting_list;
pub mod watchlist;
pub mod webhooks;
pub mod working_time;

use chunks::{Find, Page};
use leptos::prelude::*;
use shell::{NoticePart, SearchPart};

/// Starts the staff's app, with the pages that `find` finds, its search over everything, and what
/// has the browser show something.
pub fn start_staff_app(find: Find, search: SearchPart, notices: fn() -> Page) {
    start(move || {
        provide_context(search);
        provide_context(NoticePart(notices));
        view! { <shell::App find=find /> }
    });
}

/// Starts the portal, with the pages that `find` finds.
pub fn start_portal(find: Find) {
    start(move || view! { <portal::App find=find /> });
}

/// Shows this on the page, with what both programs are made of around it.
fn start<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(move || {
        router::follow();
        shell::provide_title();
        session::Session::provide();
        ui::toast::Toasts::provide();
        live::Live::provide();
        view! {
            {app()}
            <shell::Navigation />
            <ui::toast::ToastPlace />
        }
    });
}
