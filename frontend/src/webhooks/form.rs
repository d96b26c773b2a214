//! Making a webhook and changing one; its secret, which is shown once.

use crate::{
    forms::{Entry, Form, required},
    i18n::{common, settings as setting_words, webhooks as words},
    session::use_session,
    ui::{
        Banner, Button, CopyField, Dialog, ErrorSummary, Kind, TextField, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    problem::ProblemCode,
    text::{WebhookName, WebhookUrl},
    webhooks::{Webhook, WebhookCreate, WebhookEvent, WebhookEvents, WebhookUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the field that shows the secret.
const SECRET: &str = "new-secret";
/// The id of the events, and of what is said of them.
const EVENTS: &str = "webhook-events";
const EVENTS_ERROR: &str = "webhook-events-error";

/// The dialog: of a new one, or of the one that is given.
#[component]
pub fn WebhookDialog(
    /// Its id.
    id: &'static str,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which is changed, if any.
    webhook: RwSignal<Option<Webhook>>,
    /// What comes of it.
    #[prop(into)]
    on_saved: Callback<Webhook>,
) -> impl IntoView {
    let secret = RwSignal::new(None::<String>);
    // The secret is not kept any longer than it is shown.
    Effect::new(move |_| {
        if !open.get() {
            secret.set(None);
        }
    });
    let title = move || {
        if secret.with(Option::is_some) {
            words::t().created
        } else if webhook.with(Option::is_some) {
            words::t().edit
        } else {
            words::t().create
        }
    };
    let content = move || {
        if let Some(secret) = secret.get() {
            return view! { <Secret secret=secret open=open /> }.into_any();
        }
        let of = webhook.get_untracked();
        view! { <Fields open=open of=of secret=secret on_saved=on_saved /> }.into_any()
    };
    view! {
        <Dialog
            id=id
            open=open
            title=Signal::derive(title)
            children=move || view! { {content} }
        />
    }
    .into_any()
}

#[component]
fn Fields(
    open: RwSignal<bool>,
    of: Option<Webhook>,
    secret: RwSignal<Option<String>>,
    on_saved: Callback<Webhook>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let [of_name, of_url] = of
        .as_ref()
        .map_or_else(Default::default, |one| [one.name.clone(), one.url.clone()]);
    let name = Entry::new("name", || words::t().name, of_name, required::<WebhookName>);
    let url = Entry::new("url", || words::t().url, of_url, required::<WebhookUrl>);
    let form = Form::new(vec![name, url]);
    let of_events = of.as_ref().map(|one| one.events.iter().collect::<Vec<_>>());
    let chosen = RwSignal::new(of_events.unwrap_or_default());
    let missing = RwSignal::new(false);
    let known = RwSignal::new(of.map(|one| (one.id, one.version)));
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let events = WebhookEvents::try_from(chosen.get_untracked()).ok();
        missing.set(events.is_none());
        if !form.begin() {
            return;
        }
        let (Some(name), Some(url), Some(events)) = (name.parse(), url.parse(), events) else {
            dom::focus_soon(EVENTS);
            return form.succeed();
        };
        let (client, known_one) = (session.client(), known.get_untracked());
        spawn_local(async move {
            let Some((id, version)) = known_one else {
                let body = WebhookCreate { name, url, events };
                match session.notice(client.create_webhook(&body).await) {
                    Ok(made) => {
                        form.succeed();
                        secret.try_set(Some(made.secret));
                        on_saved.try_run(made.webhook);
                        dom::focus_soon(SECRET);
                    }
                    Err(error) => form.fail(error),
                }
                return;
            };
            let body = WebhookUpdate {
                name: Some(name),
                url: Some(url),
                events: Some(events),
            };
            match session.notice(client.update_webhook(id, version, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    open.try_set(false);
                    toasts.say(setting_words::t().saved);
                    on_saved.try_run(saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_webhook(id).await)
                    {
                        known.try_set(Some((id, theirs.version)));
                    }
                    form.fail(error);
                }
            }
        });
    };
    let is_new = known.with_untracked(Option::is_none);
    let verb = move || {
        if is_new {
            words::t().create
        } else {
            common::t().save
        }
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=name autofocus=true hint=|| words::t().name_hint />
                <TextField entry=url hint=|| words::t().url_hint />
                <Events chosen=chosen missing=missing />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {verb}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}

#[component]
fn Events(chosen: RwSignal<Vec<WebhookEvent>>, missing: RwSignal<bool>) -> impl IntoView {
    let choose = move |event: WebhookEvent, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|known| *known != event);
            if on {
                chosen.push(event);
            }
        });
        missing.update(|missing| *missing &= chosen.with_untracked(Vec::is_empty));
    };
    let choice = move |event: WebhookEvent| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name="events"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&event))
                    on:change=move |one| choose(event, event_target_checked(&one))
                />
                <span>{move || words::event(event)}</span>
            </label>
        }
        .into_any()
    };
    let fault = move || {
        missing.get().then(|| {
            view! {
                <span class="field-error" id=EVENTS_ERROR role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {words::t().events_missing}
                </span>
            }
        })
    };
    let all = WebhookEvent::ALL.iter().copied();
    view! {
        <fieldset
            class="stack stack-2"
            id=EVENTS
            tabindex="-1"
            aria-describedby=move || missing.get().then_some(EVENTS_ERROR)
        >
            <legend class="label">{move || words::t().events}</legend>
            {all.filter(|one| one.can_be_chosen()).map(choice).collect_view()}
            {fault}
        </fieldset>
    }
    .into_any()
}

/// What is shown once.
#[component]
pub fn Secret(
    /// The secret.
    secret: String,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="dialog-body stack">
            <Banner kind=Kind::Warn>{move || words::t().once}</Banner>
            <CopyField
                id=SECRET
                label=|| words::t().secret
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
