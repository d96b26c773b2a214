//! Signing in and making an access, as pages of their own.

use super::{
    access::{Access, AccessFields, AccessSummary, Way},
    area::use_portal,
    frame::{NOT_DONE, NotDone},
    write_page::Notes,
};
use crate::{
    i18n::{portal as portal_words, portal_access as words},
    paths, router,
    session::{SignedIn, adopt_language, use_session},
    shell::set_title,
    ui::{Button, dom},
};
use client::CallError;
use leptos::{prelude::*, task::spawn_local};

/// The page for those who have an access.
#[component]
pub fn SignInPage() -> impl IntoView {
    page(Way::SignIn)
}

/// The page for those who want one before they write.
#[component]
pub fn RegisterPage() -> impl IntoView {
    page(Way::Register)
}

fn page(way: Way) -> AnyView {
    let (session, portal) = (use_session(), use_portal());
    let title = move || match way {
        Way::SignIn => portal_words::t().sign_in,
        Way::Register => words::t().create,
    };
    set_title(move || title().into());
    let next = Memo::new(move |_| portal.own(router::query("next").as_deref()));
    // Whoever is signed in, now or from before, goes on to where they wanted to be.
    Effect::new(move |_| {
        if portal
            .visitor
            .with(|visitor| matches!(visitor, SignedIn::As(_)))
        {
            let next = next
                .get_untracked()
                .unwrap_or_else(|| paths::portal_requests(&portal.slug()));
            portal.go_on(&next);
        }
    });
    let access = Access::new(way);
    let trouble = RwSignal::new(None::<CallError>);
    let send = move || {
        trouble.set(None);
        let Some(credentials) = access.begin() else {
            return;
        };
        let (client, slug) = (session.client(), portal.slug());
        spawn_local(async move {
            let result = access.enter(&client, &slug, &credentials).await;
            match result {
                Ok(account) => {
                    adopt_language(&account);
                    session.enter(account);
                }
                Err(_) if trouble.is_disposed() => {}
                Err(error) => {
                    trouble.set(access.fail(error));
                    dom::focus_soon(NOT_DONE);
                }
            }
        });
    };
    let lead = move || match way {
        Way::SignIn => words::t().sign_in_lead,
        Way::Register => words::t().create_lead,
    };
    let heading = move || match way {
        Way::SignIn => words::t().not_signed_in,
        Way::Register => words::t().not_created,
    };
    let banner = move |error: CallError| {
        view! { <NotDone what=heading error=error on_retry=move |()| send() /> }.into_any()
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <header class="stack">
                        <h1>{title}</h1>
                        <p class="muted">{lead}</p>
                    </header>
                    <AccessSummary access=access />
                    {move || trouble.get().map(banner)}
                    <form
                        class="stack stack-6"
                        method="post"
                        novalidate
                        on:submit=move |event| {
                            event.prevent_default();
                            send();
                        }
                    >
                        <AccessFields access=access />
                        <div class="row">
                            <Button
                                class="btn-primary btn-lg"
                                submit=true
                                busy=Signal::derive(move || access.is_busy())
                            >
                                {title}
                            </Button>
                        </div>
                    </form>
                    <Otherwise way=way next=next />
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

/// The other way in.
#[component]
fn Otherwise(way: Way, next: Memo<Option<String>>) -> impl IntoView {
    let slug = use_portal().slug();
    match way {
        Way::Register => {
            let sign_in = move || next.with(|next| paths::portal_sign_in(&slug, next.as_deref()));
            view! {
                <p>
                    <a href=sign_in>{move || words::t().known}</a>
                </p>
            }
            .into_any()
        }
        Way::SignIn => {
            let write = paths::portal_write(&slug);
            let register = move || next.with(|next| paths::portal_register(&slug, next.as_deref()));
            view! {
                <div class="stack stack-2">
                    <h2>{move || words::t().no_access}</h2>
                    <p class="muted">{move || words::t().just_write}</p>
                    <div class="row">
                        <a class="btn" href=write>{move || portal_words::t().write}</a>
                        <a class="btn btn-quiet" href=register>{move || words::t().create}</a>
                    </div>
                </div>
            }
            .into_any()
        }
    }
}
