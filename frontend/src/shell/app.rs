//! Which address shows which of the staff's pages.

use super::{NotFoundPage, StaffArea, name_place};
use crate::{
    access, accounts, api_tokens, audit, clients, counselors, deletion_routine, i18n::common,
    mail_requests, paths, router, sessions,
};
use domain::ids::{ClientId, MailRequestId};
use leptos::prelude::*;

/// What the address names.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start,
    SignIn,
    Staff(StaffPage),
    Nowhere,
}

/// A page for staff.
#[derive(Clone, Copy, PartialEq)]
enum StaffPage {
    MailList,
    MailDetail(Option<MailRequestId>),
    Members,
    Client(Option<ClientId>),
    Profile,
    Sessions,
    ApiTokens,
    Audit,
    Access,
    DeletionRoutine,
}

/// Reads an address; `paths.rs` writes them.
fn place(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    Place::Staff(match parts.as_slice() {
        [] => return Place::Start,
        ["login"] => return Place::SignIn,
        ["mail"] => StaffPage::MailList,
        ["mail", id] => StaffPage::MailDetail(id.parse().ok()),
        ["members"] => StaffPage::Members,
        ["members", id] => StaffPage::Client(id.parse().ok()),
        ["profile"] => StaffPage::Profile,
        ["sessions"] => StaffPage::Sessions,
        ["settings", "api-tokens"] => StaffPage::ApiTokens,
        ["settings", "audit"] => StaffPage::Audit,
        ["settings", "access"] => StaffPage::Access,
        ["settings", "deletion-routine"] => StaffPage::DeletionRoutine,
        _ => return Place::Nowhere,
    })
}

/// The staff's app.
#[component]
pub fn App() -> impl IntoView {
    name_place(untrack(common::t).app);
    Effect::new(|_| {
        if place(&router::path()) == Place::Start {
            router::replace(paths::MAIL);
        }
    });
    // The frame stays while one goes from page to page within it.
    let frame = Memo::new(|_| match place(&router::path()) {
        Place::Staff(_) => Place::Staff(StaffPage::MailList),
        other => other,
    });
    move || match frame.get() {
        Place::Start => ().into_any(),
        Place::SignIn => view! { <accounts::SignInPage /> }.into_any(),
        Place::Staff(_) => view! { <StaffArea page=page /> }.into_any(),
        Place::Nowhere => view! { <NotFoundPage /> }.into_any(),
    }
}

fn page() -> AnyView {
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
            StaffPage::Client(id) => view! { <clients::ClientPage id=id /> }.into_any(),
            StaffPage::Profile => view! { <counselors::ProfilePage /> }.into_any(),
            StaffPage::Sessions => view! { <sessions::SessionsPage /> }.into_any(),
            StaffPage::ApiTokens => view! { <api_tokens::ApiTokensPage /> }.into_any(),
            StaffPage::Audit => view! { <audit::AuditPage /> }.into_any(),
            StaffPage::Access => view! { <access::AccessPage /> }.into_any(),
            StaffPage::DeletionRoutine => {
                view! { <deletion_routine::DeletionRoutinePage /> }.into_any()
            }
        })
    };
    view.into_any()
}
