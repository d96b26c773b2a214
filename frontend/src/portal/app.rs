//! Which address shows which of the portal's pages.

use super::{
    ClientArea, DocumentsPage, LandingPage, NoPage, PortalArea, RegisterPage, RequestPage,
    RequestsPage, SessionsPage, SignInPage, WritePage,
};
use crate::router;
use domain::{ids::MailRequestId, text::Slug};
use leptos::prelude::*;

/// A page of a facility's portal.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    Landing,
    Write,
    Register,
    SignIn,
    Client(ClientPage),
    Nowhere,
}

/// A page for clients who are signed in.
#[derive(Clone, Copy, PartialEq)]
enum ClientPage {
    Requests,
    Sessions,
    Documents,
    Request(Option<MailRequestId>),
}

/// Reads an address below `/p/`: which facility's, and which page. `paths.rs` writes them.
fn place(path: &str) -> (Option<Slug>, Page) {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (slug, rest) = match parts.as_slice() {
        [_, slug, rest @ ..] => (Slug::try_from(*slug).ok(), rest),
        _ => (None, [].as_slice()),
    };
    let page = match rest {
        [] => Page::Landing,
        ["write"] => Page::Write,
        ["register"] => Page::Register,
        ["sign-in"] => Page::SignIn,
        ["requests"] => Page::Client(ClientPage::Requests),
        ["sessions"] => Page::Client(ClientPage::Sessions),
        ["documents"] => Page::Client(ClientPage::Documents),
        ["requests", id] => Page::Client(ClientPage::Request(id.parse().ok())),
        _ => Page::Nowhere,
    };
    (slug, page)
}

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    // The frame stays while one goes from page to page within it.
    let slug = Memo::new(|_| place(&router::path()).0);
    move || view! { <PortalArea slug=slug.get() page=page /> }
}

fn page() -> AnyView {
    let page = Memo::new(|_| match place(&router::path()).1 {
        // Which of the clients' own pages it is, is decided below.
        Page::Client(_) => Page::Client(ClientPage::Requests),
        page => page,
    });
    let view = move || match page.get() {
        Page::Landing => view! { <LandingPage /> }.into_any(),
        Page::Write => view! { <WritePage /> }.into_any(),
        Page::Register => view! { <RegisterPage /> }.into_any(),
        Page::SignIn => view! { <SignInPage /> }.into_any(),
        Page::Client(_) => view! { <ClientArea page=client_page /> }.into_any(),
        Page::Nowhere => view! { <NoPage /> }.into_any(),
    };
    view.into_any()
}

fn client_page() -> AnyView {
    let page = Memo::new(|_| match place(&router::path()).1 {
        Page::Client(page) => Some(page),
        _ => None,
    });
    let view = move || {
        page.get().map(|page| match page {
            ClientPage::Requests => view! { <RequestsPage /> }.into_any(),
            ClientPage::Sessions => view! { <SessionsPage /> }.into_any(),
            ClientPage::Documents => view! { <DocumentsPage /> }.into_any(),
            ClientPage::Request(id) => view! { <RequestPage id=id /> }.into_any(),
        })
    };
    view.into_any()
}
