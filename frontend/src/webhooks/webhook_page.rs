//! One webhook: what it is told, where, and how that went.

use super::{
    form::{Secret, WebhookDialog},
    log::Log,
    state_view,
};
use crate::{
    i18n::{self, common, format, webhooks as words},
    pages::Pages,
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, Kind, Skeleton,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    access::Action,
    ids::WebhookId,
    problem::ProblemCode,
    webhooks::{Webhook, WebhookDelivery, WebhookDeliveryQuery, WebhookState},
};
use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn WebhookPage(
    /// Which; `None` if the address names none.
    id: Option<WebhookId>,
) -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadWebhook
            title=|| words::t().title
            page=move || view! { <Content id=id /> }
        />
    }
}

#[component]
fn Content(id: Option<WebhookId>) -> impl IntoView {
    let back = view! {
        <p class="small">
            <a class="back" href=paths::WEBHOOKS>
                {icon(icon::ARROW_LEFT)}
                {move || words::t().back}
            </a>
        </p>
    };
    let Some(id) = id else {
        let text = move || ProblemCode::NotFound.text(i18n::language());
        return view! { {back} <p>{text}</p> }.into_any();
    };
    let webhook = load(move |client| async move { client.read_webhook(id).await });
    let shown = move || match webhook.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) => webhook.failure_view(error),
        Loaded::Here(one) => view! { <One of=one /> }.into_any(),
    };
    view! { {back} {shown} }.into_any()
}

#[component]
fn One(of: Webhook) -> impl IntoView {
    let id = of.id;
    let webhook = RwSignal::new(of);
    let ask = move |client: Client, after| async move {
        let query = WebhookDeliveryQuery {
            after,
            ..WebhookDeliveryQuery::default()
        };
        client.list_webhook_deliveries(id, &query).await
    };
    let log = Pages::new(ask, |one: &WebhookDelivery, other| one.id == other.id);
    log.load();
    let facts = move || webhook.with(facts);
    let news = move || {
        let text = webhook.with(|one| words::state_text(one.state));
        text.map(|text| view! { <Banner kind=Kind::Warn>{text}</Banner> })
    };
    view! {
        <div class="stack">
            <h3>{move || webhook.with(|one| one.name.clone())}</h3>
            {news}
            {facts}
            <Steps webhook=webhook log=log />
        </div>
        <section class="stack" aria-labelledby="webhook-log">
            <h3 id="webhook-log">{move || words::t().log}</h3>
            <Log pages=log />
        </section>
    }
    .into_any()
}

/// What there is to know of it.
fn facts(webhook: &Webhook) -> AnyView {
    let events: Vec<_> = webhook.events.iter().collect();
    let events = move || {
        let line = |one| view! { <span class="t-line">{words::event(one)}</span> };
        events.iter().copied().map(line).collect_view()
    };
    let now = format::now();
    let old = webhook.old_secret_until.filter(|until| *until > now);
    let old = old.map(|until| {
        view! {
            <p class="hint">
                {move || words::t().old_secret} " " {move || format::moment(until)}
            </p>
        }
    });
    view! {
        <dl class="kv">
            <div>
                <dt>{move || words::t().url}</dt>
                <dd>{webhook.url.clone()}</dd>
            </div>
            <div>
                <dt>{move || words::t().events}</dt>
                <dd>{events}</dd>
            </div>
            <div>
                <dt>{move || words::t().state}</dt>
                <dd>{state_view(webhook)}</dd>
            </div>
        </dl>
        {old}
    }
    .into_any()
}

/// What can be done with it.
#[component]
fn Steps(webhook: RwSignal<Webhook>, log: Pages<WebhookDelivery>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id = webhook.with_untracked(|one| one.id);
    let (editing, rotating, deleting) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let edited = RwSignal::new(None::<Webhook>);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let step = move |answer: LocalBoxFuture<'static, CallResult<Option<Webhook>>>,
                     done: fn() -> &'static str| {
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = session.notice(answer.await);
            busy.try_set(false);
            match result {
                Ok(changed) => {
                    toasts.say(done());
                    if let Some(changed) = changed {
                        webhook.try_set(changed);
                    }
                    log.refresh();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let test = move |()| {
        let client = session.client();
        let answer = async move { client.test_webhook(id).await.map(|_| None) };
        step(Box::pin(answer), || words::t().test_sent);
    };
    let pause = move |()| {
        let client = session.client();
        let answer = async move { client.pause_webhook(id).await.map(Some) };
        step(Box::pin(answer), || words::t().was_paused);
    };
    let resume = move |()| {
        let client = session.client();
        let answer = async move { client.resume_webhook(id).await.map(Some) };
        step(Box::pin(answer), || words::t().was_resumed);
    };
    let is_active = move || webhook.with(|one| one.state == WebhookState::Active);
    let stop_or_go = move || {
        if is_active() {
            view! { <Button on_click=pause>{move || words::t().pause}</Button> }.into_any()
        } else {
            view! { <Button on_click=resume>{move || words::t().resume}</Button> }.into_any()
        }
    };
    let edit = move |()| {
        edited.set(Some(webhook.get_untracked()));
        editing.set(true);
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <div class="row">
            <Button shape=icon::SEND_HORIZONTAL busy=busy on_click=test>
                {move || words::t().test}
            </Button>
            <Button shape=icon::PENCIL on_click=edit>{move || words::t().change}</Button>
            {stop_or_go}
            <Button shape=icon::KEY_ROUND on_click=move |()| rotating.set(true)>
                {move || words::t().rotate}
            </Button>
            <Button shape=icon::TRASH on_click=move |()| deleting.set(true)>
                {move || words::t().delete}
            </Button>
        </div>
        <WebhookDialog
            id="edit-webhook"
            open=editing
            webhook=edited
            on_saved=move |saved| webhook.set(saved)
        />
        <Rotate open=rotating webhook=webhook />
        <Delete open=deleting webhook=webhook />
    }
    .into_any()
}

/// Whether it is to go, with its log.
#[component]
fn Delete(open: RwSignal<bool>, webhook: RwSignal<Webhook>) -> impl IntoView {
    let id = webhook.with_untracked(|one| one.id);
    let delete = move |client: Client| {
        let answer = async move { client.delete_webhook(id).await };
        Box::pin(answer) as LocalBoxFuture<'static, CallResult<()>>
    };
    let name = move || webhook.with(|one| one.name.clone());
    view! {
        <Dialog
            id="delete-webhook"
            open=open
            small=true
            title=|| words::t().delete_title
            children=move || view! {
                <DeleteQuestion
                    open=open
                    text=Signal::derive(|| words::t().delete_text.to_owned())
                    verb=Signal::derive(move || words::delete_named(&name()))
                    done=|| words::t().was_deleted
                    delete=Callback::new(delete)
                    on_deleted=Callback::new(|()| router::go(paths::WEBHOOKS))
                />
            }
        />
    }
    .into_any()
}

/// A new secret: whether, and which.
#[component]
fn Rotate(open: RwSignal<bool>, webhook: RwSignal<Webhook>) -> impl IntoView {
    let secret = RwSignal::new(None::<String>);
    // The secret is not kept any longer than it is shown.
    Effect::new(move |_| {
        if !open.get() {
            secret.set(None);
        }
    });
    let title = move || {
        if secret.with(Option::is_some) {
            words::t().rotated
        } else {
            words::t().rotate
        }
    };
    let content = move || match secret.get() {
        Some(secret) => view! { <Secret secret=secret open=open /> }.into_any(),
        None => view! { <Question open=open webhook=webhook secret=secret /> }.into_any(),
    };
    view! {
        <Dialog
            id="rotate-secret"
            open=open
            small=true
            title=Signal::derive(title)
            children=move || view! { {content} }
        />
    }
    .into_any()
}

#[component]
fn Question(
    open: RwSignal<bool>,
    webhook: RwSignal<Webhook>,
    secret: RwSignal<Option<String>>,
) -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let rotate = move |()| {
        busy.set(true);
        failure.set(None);
        let (client, id) = (session.client(), webhook.with_untracked(|one| one.id));
        spawn_local(async move {
            let result = session.notice(client.rotate_webhook_secret(id).await);
            busy.try_set(false);
            match result {
                Ok(made) => {
                    webhook.try_set(made.webhook);
                    secret.try_set(Some(made.secret));
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <p>{move || words::t().rotate_text}</p>
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button class="btn-primary" busy=busy on_click=rotate>
                {move || words::t().rotate}
            </Button>
        </footer>
    }
    .into_any()
}
