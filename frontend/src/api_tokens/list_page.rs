//! The list of API tokens.

use super::create_dialog::CreateDialog;
use crate::{
    i18n::{self, api_tokens as words, common, format, sessions as session_words},
    pages::{ListTable, Pages},
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, Dialog, Empty, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::Action,
    api_tokens::{ApiToken, ApiTokenQuery},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn ApiTokensPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ListApiTokens
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let ask = |client: client::Client, after| async move {
        let query = ApiTokenQuery { after, limit: None };
        client.list_api_tokens(&query).await
    };
    let pages = Pages::new(ask, |one: &ApiToken, other| one.id == other.id);
    pages.load();
    let creating = RwSignal::new(false);
    let revoking = RwSignal::new(false);
    let chosen = RwSignal::new(None::<ApiToken>);
    let choose = Callback::new(move |token| {
        chosen.set(Some(token));
        revoking.set(true);
    });
    let row = move |token| view! { <Row token=token revoke=choose /> }.into_any();
    let empty = || {
        view! {
            <Empty shape=icon::KEY_ROUND title=|| words::t().empty text=|| words::t().empty_text />
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <div class="row">
            <Button
                class="btn-primary"
                shape=icon::KEY_ROUND
                on_click=move |()| creating.set(true)
            >
                {move || words::t().create}
            </Button>
        </div>
        <ListTable
            pages=pages
            caption=|| words::t().caption
            head=head
            rows=move || pages.each(|token| (token.id, token.revoked_at), row)
            empty=empty
            loaded=session_words::loaded
        />
        <CreateDialog open=creating on_created=move |()| pages.load() />
        <RevokeDialog open=revoking token=chosen pages=pages />
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().name}</th>
        <th>{move || words::t().scopes}</th>
        <th>{move || words::t().expires}</th>
        <th>{move || words::t().last_used}</th>
        <th>
            <span class="sr-only">{move || words::t().revoke}</span>
        </th>
    }
    .into_any()
}

#[component]
fn Row(token: ApiToken, revoke: Callback<ApiToken>) -> impl IntoView {
    let ApiToken {
        name,
        scopes,
        created_by,
        expires_at,
        last_used_at,
        revoked_at,
        ..
    } = token.clone();
    let scopes: Vec<_> = scopes.iter().collect();
    let lines = move || {
        let line = |scope| view! { <span class="t-line">{words::scope(scope)}</span> };
        scopes.iter().copied().map(line).collect_view()
    };
    let state = if revoked_at.is_some() {
        Some(view! { <span class="badge">{move || words::t().revoked}</span> }.into_any())
    } else if expires_at <= format::now() {
        Some(view! { <span class="badge">{move || words::t().expired}</span> }.into_any())
    } else {
        None
    };
    let used = move || last_used_at.map_or_else(|| words::t().never.into(), format::moment);
    let label = {
        let name = name.clone();
        move || words::revoke_named(&name)
    };
    let action = state.unwrap_or_else(|| {
        view! {
            <button
                class="btn btn-sm"
                type="button"
                aria-label=label
                on:click=move |_| revoke.run(token.clone())
            >
                {move || words::t().revoke}
            </button>
        }
        .into_any()
    });
    view! {
        <tr>
            <td class="c-full t-title">
                <span class="t-name">{name}</span>
                <span class="t-sub">{created_by.display_name}</span>
            </td>
            <td class="c-full c-meta">{lines}</td>
            <td class="c-full c-meta t-nowrap">
                <span class="t-label">{move || words::t().expires} " "</span>
                <time datetime=format::machine(expires_at)>{move || format::day(expires_at)}</time>
            </td>
            <td class="c-full c-meta t-nowrap">
                <span class="t-label">{move || words::t().last_used} ": "</span>
                {used}
            </td>
            <td class="c-full t-actions">{action}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn RevokeDialog(
    open: RwSignal<bool>,
    token: RwSignal<Option<ApiToken>>,
    pages: Pages<ApiToken>,
) -> impl IntoView {
    view! {
        <Dialog
            id="revoke-token"
            open=open
            small=true
            title=|| words::t().revoke_title
            children=move || view! { <Revoke open=open token=token pages=pages /> }
        />
    }
    .into_any()
}

#[component]
fn Revoke(
    open: RwSignal<bool>,
    token: RwSignal<Option<ApiToken>>,
    pages: Pages<ApiToken>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let revoke = move |()| {
        let Some(id) = token.with_untracked(|token| token.as_ref().map(|token| token.id)) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.revoke_api_token(id).await) {
                Ok(()) => {
                    pages.load();
                    open.set(false);
                    toasts.say(words::t().was_revoked);
                    dom::focus_soon("main");
                }
                Err(_) if busy.is_disposed() => {}
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
            }
        });
    };
    let name = move || token.with(|token| token.as_ref().map(|token| token.name.clone()));
    let verb = move || name().map(|name| words::revoke_named(&name));
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <p>
                <span class="status">{icon(icon::KEY_ROUND)} <b>{name}</b></span>
            </p>
            <p>{move || words::t().revoke_text}</p>
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button class="btn-danger" busy=busy on_click=revoke>
                {verb}
            </Button>
        </footer>
    }
    .into_any()
}
