//! Whether one gets the newsletter.

use crate::{
    i18n::{self, common, counselors as words, shell},
    remote::{Loaded, load},
    session::use_session,
    shell::set_title,
    ui::{Banner, Button, Kind, Skeleton, Switch, use_toasts},
};
use client::CallError;
use domain::counselors::{Counselor, CounselorUpdate};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn NewsletterPage() -> impl IntoView {
    set_title(|| shell::t().newsletter.into());
    let id = untrack(|| use_session().account()).and_then(|account| account.actor().counselor_id());
    let own = id.map(|id| load(move |client| async move { client.read_counselor(id).await }));
    let content = move || match own.map(|own| (own, own.ready())) {
        Some((_, Loaded::Here(own))) => view! { <Subscription own=own /> }.into_any(),
        Some((own, Loaded::Failure(error))) => own.failure_view(error),
        Some((_, Loaded::Nothing)) | None => view! { <Skeleton lines=3 /> }.into_any(),
    };
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || shell::t().newsletter}</h1>
            </header>
            <div class="stack form-page">
                <p class="muted">{move || words::t().newsletter_text}</p>
                {content}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Subscription(own: Counselor) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let on = RwSignal::new(own.newsletter);
    let stored = RwSignal::new(own);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let (id, version) = stored.with_untracked(|own| (own.id, own.version));
        let change = CounselorUpdate {
            newsletter: Some(on.get_untracked()),
            ..CounselorUpdate::default()
        };
        let client = session.client();
        spawn_local(async move {
            let result = session.notice(client.update_counselor(id, version, &change).await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(saved) => {
                    let said = words::newsletter_saved(saved.newsletter);
                    stored.set(saved);
                    toasts.say(said);
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    view! {
        <form class="stack" method="post" on:submit=save>
            {move || {
                failure
                    .get()
                    .map(|error| {
                        view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> }
                    })
            }}
            <Switch
                id="newsletter"
                label=|| words::t().newsletter_subscribed
                hint=|| words::t().newsletter_hint
                on=on
                on_change=move |chosen| on.set(chosen)
            />
            <div class="row">
                <Button submit=true class="btn-primary" busy=busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
