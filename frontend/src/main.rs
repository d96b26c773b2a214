//! The app in the browser: which address shows which page. Everything else is in the modules.

mod accounts;
mod clients;
mod counselors;
mod forms;
mod i18n;
mod live;
mod mail_requests;
mod pages;
mod paths;
mod remote;
mod session;
mod shell;
mod ui;

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    shell::provide_title();
    session::Session::provide();
    ui::toast::Toasts::provide();
    live::Live::provide();
    view! {
        <Router>
            <Routes fallback=shell::NotFoundPage>
                <Route path=path!("/") view=|| view! { <Redirect path=paths::MAIL /> } />
                <Route path=path!("/login") view=accounts::SignInPage />
                <ParentRoute path=path!("") view=shell::StaffArea>
                    <Route path=path!("/mail") view=mail_requests::MailListPage />
                    <Route path=path!("/mail/:id") view=mail_requests::MailDetailPage />
                    <Route path=path!("/members") view=clients::MembersPage />
                    <Route path=path!("/profile") view=counselors::ProfilePage />
                </ParentRoute>
            </Routes>
            <shell::Navigation />
            <ui::toast::ToastPlace />
        </Router>
    }
}
