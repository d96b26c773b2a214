//! Making an API token, which is shown once.

use crate::{
    forms::{Entry, Form, any, required},
    i18n::{api_tokens as words, common, format},
    session::use_session,
    ui::{
        Banner, Button, CopyField, Dialog, ErrorSummary, Kind, SelectField, TextField, dom,
        icon::{self, icon},
    },
};
use chrono::TimeDelta;
use domain::{
    access::{TokenScope, TokenScopes},
    api_tokens::ApiTokenCreate,
    text::ApiTokenName,
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the field that shows the token.
const SECRET: &str = "new-token";
/// The id of the scopes, and of what is said of them.
const SCOPES: &str = "token-scopes";
const SCOPES_ERROR: &str = "token-scopes-error";

/// The dialog.
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What happens when a token was made.
    #[prop(into)]
    on_created: Callback<()>,
) -> impl IntoView {
    let secret = RwSignal::new(None::<String>);
    // The token is not kept any longer than it is shown.
    Effect::new(move |_| {
        if !open.get() {
            secret.set(None);
        }
    });
    let title = move || {
        if secret.with(Option::is_some) {
            words::t().created
        } else {
            words::t().create
        }
    };
    let content = move || match secret.get() {
        Some(secret) => view! { <Secret secret=secret open=open /> }.into_any(),
        None => view! { <CreateForm open=open secret=secret on_created=on_created /> }.into_any(),
    };
    view! {
        <Dialog
            id="create-token"
            open=open
            title=Signal::derive(title)
            children=move || view! { {content} }
        />
    }
    .into_any()
}

#[component]
fn CreateForm(
    open: RwSignal<bool>,
    secret: RwSignal<Option<String>>,
    on_created: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let name = Entry::new("name", || words::t().name, "", required::<ApiTokenName>);
    let days = Entry::new("expires_at", || words::t().expiry, "90", any);
    let form = Form::new(vec![name, days]);
    let chosen = RwSignal::new(Vec::<TokenScope>::new());
    let missing = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let scopes = TokenScopes::try_from(chosen.get_untracked()).ok();
        missing.set(scopes.is_none());
        if !form.begin() {
            return;
        }
        let (Some(name), Some(scopes)) = (name.parse(), scopes) else {
            dom::focus_soon(SCOPES);
            return form.succeed();
        };
        let days = days.parse::<String>().and_then(|days| days.parse().ok());
        let body = ApiTokenCreate {
            name,
            scopes,
            expires_at: format::now() + TimeDelta::days(days.unwrap_or(90)),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_api_token(&body).await) {
                Ok(created) => {
                    form.succeed();
                    secret.try_set(Some(created.token));
                    on_created.try_run(());
                    dom::focus_soon(SECRET);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let expiries = || {
        let t = words::t();
        [("30", t.days_30), ("90", t.days_90), ("365", t.year)]
            .map(|(days, word)| (days.to_owned(), word.to_owned()))
            .to_vec()
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=name autofocus=true hint=|| words::t().name_hint />
                <Scopes chosen=chosen missing=missing />
                <SelectField entry=days options=Signal::derive(expiries) />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().create}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}

#[component]
fn Scopes(chosen: RwSignal<Vec<TokenScope>>, missing: RwSignal<bool>) -> impl IntoView {
    let choose = move |scope: TokenScope, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|known| *known != scope);
            if on {
                chosen.push(scope);
            }
        });
        missing.update(|missing| *missing &= chosen.with_untracked(Vec::is_empty));
    };
    let choice = move |&scope: &TokenScope| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name="scopes"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&scope))
                    on:change=move |event| choose(scope, event_target_checked(&event))
                />
                <span>{move || words::scope(scope)}</span>
            </label>
        }
        .into_any()
    };
    let fault = move || {
        missing.get().then(|| {
            view! {
                <span class="field-error" id=SCOPES_ERROR role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {words::t().scopes_missing}
                </span>
            }
        })
    };
    view! {
        <fieldset
            class="stack stack-2"
            id=SCOPES
            tabindex="-1"
            aria-describedby=move || missing.get().then_some(SCOPES_ERROR)
        >
            <legend class="label">{move || words::t().scopes}</legend>
            <p class="hint">{move || words::t().scopes_hint}</p>
            {TokenScope::ALL.iter().map(choice).collect_view()}
            {fault}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Secret(secret: String, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="dialog-body stack">
            <Banner kind=Kind::Warn>{move || words::t().once}</Banner>
            <CopyField
                id=SECRET
                label=|| words::t().token
                value=secret
                copied=|| words::t().copied
                not_copied=|| words::t().not_copied
            />
        </div>
        <footer class="dialog-foot">
            <Button class="btn-primary" on_click=move |()| open.set(false)>
                {move || words::t().done}
            </Button>
        </footer>
    }
    .into_any()
}
