//! What stands under one's answers.

use super::page::placeholder_hint;
use crate::{
    forms::{Entry, Form, required},
    i18n::{common, text_templates as words},
    remote::{Loaded, load},
    session::use_session,
    ui::{Button, ErrorSummary, Skeleton, TextArea, use_toasts},
};
use domain::{
    text::SignatureText,
    text_templates::{Signature, SignatureWrite},
};
use leptos::{prelude::*, task::spawn_local};

/// The form.
#[component]
pub fn SignatureForm() -> impl IntoView {
    let signature = load(|client| async move { client.read_signature().await });
    let form = move || match signature.ready() {
        Loaded::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
        Loaded::Failure(error) => signature.failure_view(error),
        Loaded::Here(now) => view! { <Write now=now /> }.into_any(),
    };
    form.into_any()
}

#[component]
fn Write(now: Signature) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let text = Entry::new(
        "signature",
        || words::t().signature,
        now.text,
        required::<SignatureText>,
    );
    let form = Form::new(vec![text]);
    let version = RwSignal::new(now.version);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(text) = text.parse() else {
            return form.succeed();
        };
        let (client, from) = (session.client(), version.get_untracked());
        spawn_local(async move {
            let body = SignatureWrite { text };
            match session.notice(client.update_signature(from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    toasts.say(words::t().saved);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack form-page" novalidate on:submit=save>
            <ErrorSummary form=form />
            <p class="hint">{move || words::t().signature_hint}</p>
            <TextArea entry=text hint=placeholder_hint optional=true />
            <div>
                <Button submit=true busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
