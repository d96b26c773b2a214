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
mod portal;
mod remote;
mod router;
mod session;
mod shell;
mod ui;

use domain::{ids::MailRequestId, text::Slug};
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}

/// What the address names.
#[derive(Clone, PartialEq)]
enum Place {
    Start,
    SignIn,
    Staff(StaffPage),
    Portal(Option<Slug>, PortalPage),
    Nowhere,
}

/// A page for staff.
#[derive(Clone, Copy, PartialEq)]
enum StaffPage {
    MailList,
    MailDetail(Option<MailRequestId>),
    Members,
    Profile,
}

/// A page of a facility's portal.
#[derive(Clone, Copy, PartialEq)]
enum PortalPage {
    Landing,
    Write,
    Register,
    SignIn,
    Requests,
    Request(Option<MailRequestId>),
    Nowhere,
}

/// Reads an address; `paths.rs` writes them.
fn place(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Place::Start,
        ["login"] => Place::SignIn,
        ["mail"] => Place::Staff(StaffPage::MailList),
        ["mail", id] => Place::Staff(StaffPage::MailDetail(id.parse().ok())),
        ["members"] => Place::Staff(StaffPage::Members),
        ["profile"] => Place::Staff(StaffPage::Profile),
        ["p", slug, rest @ ..] => Place::Portal(
            Slug::try_from(*slug).ok(),
            match rest {
                [] => PortalPage::Landing,
                ["write"] => PortalPage::Write,
                ["register"] => PortalPage::Register,
                ["sign-in"] => PortalPage::SignIn,
                ["requests"] => PortalPage::Requests,
                ["requests", id] => PortalPage::Request(id.parse().ok()),
                _ => PortalPage::Nowhere,
            },
        ),
        _ => Place::Nowhere,
    }
}

#[component]
fn App() -> impl IntoView {
    router::follow();
    shell::provide_title();
    session::Session::provide();
    ui::toast::Toasts::provide();
    live::Live::provide();
    Effect::new(|_| {
        if place(&router::path()) == Place::Start {
            router::replace(paths::MAIL);
        }
    });
    // Frames stay while one goes from page to page within them.
    let frame = Memo::new(|_| match place(&router::path()) {
        Place::Staff(_) => Place::Staff(StaffPage::MailList),
        Place::Portal(slug, _) => Place::Portal(slug, PortalPage::Landing),
        other => other,
    });
    view! {
        {move || match frame.get() {
            Place::Start => ().into_any(),
            Place::SignIn => view! { <accounts::SignInPage /> }.into_any(),
            Place::Staff(_) => view! { <shell::StaffArea page=staff_page /> }.into_any(),
            Place::Portal(slug, _) => {
                view! { <portal::PortalArea slug=slug page=portal_page /> }.into_any()
            }
            Place::Nowhere => view! { <shell::NotFoundPage /> }.into_any(),
        }}
        <shell::Navigation />
        <ui::toast::ToastPlace />
    }
}

fn staff_page() -> AnyView {
    let page = Memo::new(|_| match place(&router::path()) {
        Place::Staff(page) => Some(page),
        _ => None,
    });
    let view = move || {
        page.get().map(|page| match page {
            StaffPage::MailList => view! { <mail_requests::MailListPage /> }.into_any(),
            StaffPage::MailDetail(id) => {
                view! { <mail_requests::MailDetailPage id=id /> }.into_any()
            }
            StaffPage::Members => view! { <clients::MembersPage /> }.into_any(),
            StaffPage::Profile => view! { <counselors::ProfilePage /> }.into_any(),
        })
    };
    view.into_any()
}

fn portal_page() -> AnyView {
    let page = Memo::new(|_| match place(&router::path()) {
        // Which of the clients' own pages it is, is decided below.
        Place::Portal(_, PortalPage::Request(_)) => Some(PortalPage::Requests),
        Place::Portal(_, page) => Some(page),
        _ => None,
    });
    let view = move || {
        page.get().map(|page| match page {
            PortalPage::Landing => view! { <portal::LandingPage /> }.into_any(),
            PortalPage::Write => view! { <portal::WritePage /> }.into_any(),
            PortalPage::Register => view! { <portal::RegisterPage /> }.into_any(),
            PortalPage::SignIn => view! { <portal::SignInPage /> }.into_any(),
            PortalPage::Requests | PortalPage::Request(_) => {
                view! { <portal::ClientArea page=client_page /> }.into_any()
            }
            PortalPage::Nowhere => view! { <portal::NoPage /> }.into_any(),
        })
    };
    view.into_any()
}

fn client_page() -> AnyView {
    let page = Memo::new(|_| match place(&router::path()) {
        Place::Portal(_, page) => Some(page),
        _ => None,
    });
    let view = move || match page.get() {
        Some(PortalPage::Requests) => view! { <portal::RequestsPage /> }.into_any(),
        Some(PortalPage::Request(id)) => view! { <portal::RequestPage id=id /> }.into_any(),
        _ => ().into_any(),
    };
    view.into_any()
}
