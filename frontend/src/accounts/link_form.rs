//! Setting a password with a link that came by mail. What proves the link stands behind its `#`,
//! which no browser sends and no log keeps; from the address it is taken away at once.

use crate::{
    forms::Form,
    i18n::passwords as words,
    passwords::{NewPasswordField, new_password_entry},
    remote::{Loaded, load},
    session::use_session,
    ui::{Button, ErrorSummary, Skeleton},
};
use client::CallError;
use domain::{
    account_links::{AccountLink, LinkPresented, LinkPurpose, LinkRedemption},
    problem::ProblemCode,
    text::{LinkToken, NewClientPassword},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// Whoever has set a password: for what, and with what they can sign in now.
#[derive(Clone)]
pub struct Redeemed {
    /// The account.
    pub link: AccountLink,
    /// What was chosen.
    pub password: NewClientPassword,
}

/// Takes the token out of the address, so that it is not in the history either.
fn take_token() -> Option<LinkToken> {
    let location = window().location();
    let token = location.hash().ok()?;
    let token = LinkToken::try_from(token.trim_start_matches('#')).ok()?;
    let path = location.pathname().ok()?;
    let history = window().history().ok()?;
    // Where the browser refuses, the token stays where it was; it is good only once anyway.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    Some(token)
}

/// The form of the link that the page was opened with, or why there is none.
#[component]
pub fn LinkForm(
    /// What happens with the new password.
    #[prop(into)]
    on_set: Callback<Redeemed>,
    /// What stands below when the link is not good any more.
    #[prop(into)]
    void: ViewFn,
) -> impl IntoView {
    match take_token() {
        Some(token) => view! { <Known token=token on_set=on_set void=void /> }.into_any(),
        None => nothing(&void),
    }
}

fn nothing(void: &ViewFn) -> AnyView {
    view! {
        <div class="stack stack-2">
            <h1>{move || words::t().void}</h1>
            <p class="muted">{move || words::t().void_text}</p>
        </div>
        {void.run()}
    }
    .into_any()
}

fn is_void(error: &CallError) -> bool {
    error.code() == Some(ProblemCode::LinkVoid)
}

#[component]
fn Known(token: LinkToken, on_set: Callback<Redeemed>, void: ViewFn) -> impl IntoView {
    let presented = LinkPresented {
        token: token.clone(),
    };
    let link = load(move |client| {
        let presented = presented.clone();
        async move { client.read_account_link(&presented).await }
    });
    let is_gone = RwSignal::new(false);
    let token = StoredValue::new(token);
    move || match link.ready() {
        _ if is_gone.get() => nothing(&void),
        Loaded::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Loaded::Failure(error) if is_void(&error) => nothing(&void),
        Loaded::Failure(error) => view! {
            <h1>{move || words::t().set_new}</h1>
            {link.failure_view(error)}
        }
        .into_any(),
        Loaded::Here(link) => {
            view! { <Choose token=token.get_value() link=link on_set=on_set is_gone=is_gone /> }
                .into_any()
        }
    }
}

#[component]
fn Choose(
    token: LinkToken,
    link: AccountLink,
    on_set: Callback<Redeemed>,
    is_gone: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let (kind, purpose, name) = (link.kind, link.purpose, link.name.clone());
    let entry = new_password_entry(kind, || words::t().new);
    let form = Form::new(vec![entry]);
    let names = vec![name.clone()];
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(password) = entry.parse::<NewClientPassword>() else {
            return form.succeed();
        };
        let body = LinkRedemption {
            token: token.clone(),
            password: password.clone(),
        };
        let (client, link) = (session.client(), link.clone());
        spawn_local(async move {
            match client.redeem_account_link(&body).await {
                Ok(()) => {
                    form.succeed();
                    on_set.run(Redeemed { link, password });
                }
                Err(error) if is_void(&error) => is_gone.set(true),
                Err(error) => form.fail(error),
            }
        });
    };
    let heading = move || match purpose {
        LinkPurpose::ForgottenPassword => words::t().set_new,
        LinkPurpose::Invitation => words::t().welcome,
    };
    let lead = move || match purpose {
        LinkPurpose::ForgottenPassword => "",
        LinkPurpose::Invitation => words::t().welcome_lead,
    };
    view! {
        <div class="stack stack-2">
            <h1>{heading}</h1>
            <p class="muted">{lead}</p>
            <p>
                {move || words::t().set_for} " " <b>{name.clone()}</b>
            </p>
        </div>
        <ErrorSummary form=form />
        <form class="stack" method="post" novalidate on:submit=send>
            // For the browser's own list of passwords.
            <input
                class="sr-only"
                type="text"
                autocomplete="username"
                readonly
                tabindex="-1"
                aria-hidden="true"
                prop:value=names[0].clone()
            />
            <NewPasswordField entry=entry kind=kind names=Signal::derive(move || names.clone()) />
            <Button submit=true class="btn-primary btn-lg btn-block" busy=form.busy>
                {move || words::t().save}
            </Button>
        </form>
    }
    .into_any()
}
