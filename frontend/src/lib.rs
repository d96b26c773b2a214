//! The app in the browser: the staff's part and the clients' portal, two programs with one
//! foundation. Which address shows which page is in `shell/app.rs` and `portal/app.rs`.

mod access;
mod accounts;
mod api_tokens;
mod audit;
mod clients;
mod counselors;
mod documents;
mod forms;
mod i18n;
mod live;
mod mail_requests;
mod notes;
mod pages;
mod paths;
mod portal;
mod remote;
mod router;
mod session;
mod sessions;
mod settings;
mod shell;
mod ui;

use leptos::prelude::*;

/// Starts the staff's app.
pub fn start_staff_app() {
    start(shell::App);
}

/// Starts the portal.
pub fn start_portal() {
    start(portal::App);
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
