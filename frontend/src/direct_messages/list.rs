use crate::{
    i18n::{direct_messages as words, format},
    pages::{Pages, Shown},
    ui::{
        Skeleton,
        icon::{self, icon},
    },
};
use domain::{direct_messages::DirectMessage, outgoing_mails::OutgoingMailStatus};
use leptos::prelude::*;

/// What was sent, newest first, and how it fares.
#[component]
pub fn Sent(sent: Pages<DirectMessage>) -> impl IntoView {
    let shown = sent.shown();
    let view = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Shown::Failure => sent.failure_view(),
        Shown::Empty => view! { <p class="muted">{move || words::t().none}</p> }.into_any(),
        Shown::Rows => rows(sent),
    };
    view.into_any()
}

fn rows(sent: Pages<DirectMessage>) -> AnyView {
    let rows = move || {
        sent.rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    let one = move |message: DirectMessage| {
        let (way, status, at) = (message.way, message.status, message.created_at);
        let (class, shape) = match status {
            OutgoingMailStatus::Waiting => ("badge", icon::CLOCK),
            OutgoingMailStatus::Sent => ("badge badge-info", icon::CHECK),
            OutgoingMailStatus::Failed => ("badge badge-warn", icon::TRIANGLE_ALERT),
        };
        let read = message.read_at;
        let by = message.sent_by.map(|one| one.display_name);
        view! {
            <article class="stack">
                <h3>{message.subject}</h3>
                <p class="row small muted">
                    <span class=class>{icon(shape)} {move || words::status(way, status)}</span>
                    <span>{move || words::way(way)}</span>
                    <time datetime=format::machine(at)>{move || format::moment(at)}</time>
                    <span>{by}</span>
                    {read.map(|at| view! { <span>{move || words::read_at(at)}</span> })}
                </p>
                <p class="written">{message.text}</p>
            </article>
        }
    };
    view! {
        <div class="stack" aria-busy=move || sent.busy.get().then_some("true")>
            <For
                each=rows
                key=|message| (message.id, message.status, message.read_at)
                children=one
            />
        </div>
        {sent.foot(|_, _| String::new())}
    }
    .into_any()
}
