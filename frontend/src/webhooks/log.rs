//! What a webhook was told, and telling it again.

use crate::{
    i18n::{
        self, format, outgoing_mails as mail_words, sessions as session_words, webhooks as words,
    },
    pages::{ListTable, Pages},
    session::use_session,
    ui::{
        Banner, Button, Empty, Kind,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    ids::WebhookDeliveryId,
    webhooks::{WebhookDelivery, WebhookDeliveryStatus},
};
use leptos::{prelude::*, task::spawn_local};

/// The log.
#[component]
pub fn Log(
    /// What is loaded of it.
    pages: Pages<WebhookDelivery>,
) -> impl IntoView {
    let row = move |one| view! { <Row delivery=one pages=pages /> }.into_any();
    let empty = || {
        view! {
            <Empty
                shape=icon::CLIPBOARD_LIST
                title=|| words::t().log_empty
                text=|| words::t().log_empty_text
            />
        }
    };
    view! {
        <div class="row">
            <Button class="btn-sm" busy=pages.busy on_click=move |()| pages.load()>
                {move || words::t().refresh}
            </Button>
        </div>
        <ListTable
            pages=pages
            caption=|| words::t().log_caption
            head=head
            rows=move || pages.each(|one| (one.id, one.status, one.attempts), row)
            empty=empty
            loaded=session_words::loaded
        />
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().event}</th>
        <th>{move || words::t().at}</th>
        <th>{move || words::t().result}</th>
        <th>
            <span class="sr-only">{move || words::t().send_again}</span>
        </th>
    }
    .into_any()
}

#[component]
fn Row(delivery: WebhookDelivery, pages: Pages<WebhookDelivery>) -> impl IntoView {
    let (event, at, id) = (delivery.event, delivery.created_at, delivery.id);
    let again = (delivery.status != WebhookDeliveryStatus::Waiting)
        .then(|| view! { <SendAgain id=id pages=pages /> });
    view! {
        <tr>
            <td class="c-full t-title">
                <span class="t-name">{move || words::event(event)}</span>
                <span class="t-sub"><code>{event.name()}</code></span>
            </td>
            <td class="c-full c-meta t-nowrap">
                <time datetime=format::machine(at)>{move || format::moment(at)}</time>
            </td>
            <td class="c-full">{result(&delivery)}</td>
            <td class="c-full t-actions">{again}</td>
        </tr>
    }
    .into_any()
}

/// Where it stands, how often it was tried, and what was answered.
fn result(delivery: &WebhookDelivery) -> AnyView {
    let (status, tries) = (delivery.status, delivery.attempts);
    let shape = match status {
        WebhookDeliveryStatus::Waiting => icon::CLOCK,
        WebhookDeliveryStatus::Delivered => icon::CHECK,
        WebhookDeliveryStatus::Failed => icon::TRIANGLE_ALERT,
    };
    let answered = delivery.http_status.map(|one| format!("http {one}"));
    let what = delivery.last_error.clone().or(answered);
    let attempts = (tries > 0).then(|| {
        view! {
            <span class="t-sub">
                {move || mail_words::tries(tries)}
                {what.map(|what| view! { ": " <code>{what}</code> })}
            </span>
        }
    });
    view! {
        <span class="status">{icon(shape)} {move || words::status(status)}</span>
        {attempts}
    }
    .into_any()
}

#[component]
fn SendAgain(id: WebhookDeliveryId, pages: Pages<WebhookDelivery>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let send = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.send_webhook_delivery_again(id).await) {
                Ok(()) => {
                    toasts.say(words::t().on_its_way);
                    pages.change(|rows| {
                        if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                            row.status = WebhookDeliveryStatus::Waiting;
                            row.last_error = None;
                        }
                    });
                    crate::ui::dom::focus_soon("main");
                }
                Err(_) if busy.is_disposed() => {}
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <Button class="btn-sm" busy=busy on_click=send>
            {move || words::t().send_again}
        </Button>
    }
    .into_any()
}
