use super::list::Sent;
use crate::{
    forms::{Entry, Form, required},
    i18n::{self, direct_messages as words},
    pages::Pages,
    paths,
    remote::{Loaded, load},
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Button, ErrorSummary, Kind, Skeleton, TextArea, TextField,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    direct_messages::{
        DirectMessage, DirectMessageContent, DirectMessageQuery, DirectMessageRoute,
        DirectMessageSend,
    },
    ids::ClientId,
    problem::ProblemCode,
    text::{DirectMessageText, Subject},
};
use leptos::{prelude::*, task::spawn_local};

/// The direct messages to one client: a new one, and those that were sent.
#[component]
pub fn DirectMessagesPage(
    /// Which client; `None` if the address names none.
    id: Option<ClientId>,
) -> impl IntoView {
    set_title(|| words::t().title.into());
    let Some(id) = id else {
        let text = move || ProblemCode::NotFound.text(i18n::language());
        return view! { <div class="page stack"><h1>{text}</h1></div> }.into_any();
    };
    let ask = move |client: client::Client, after| async move {
        let query = DirectMessageQuery { after, limit: None };
        client.list_direct_messages(id, &query).await
    };
    let sent = Pages::new(ask, |one: &DirectMessage, other| one.id == other.id);
    sent.load();
    let route = load(move |client| async move { client.read_direct_message_route(id).await });
    let form = move || match route.ready() {
        Loaded::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Loaded::Failure(error) => route.failure_view(error),
        Loaded::Here(told) => {
            view! { <Write id=id told=told on_sent=move |()| sent.load() /> }.into_any()
        }
    };
    view! {
        <div class="page stack">
            <p class="small">
                <a class="back" href=paths::client(id, None)>
                    {icon(icon::ARROW_LEFT)}
                    {move || words::t().to_client}
                </a>
            </p>
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
            </header>
            <section class="sect stack" aria-labelledby="write">
                <h2 id="write">{move || words::t().write}</h2>
                {form}
            </section>
            <section class="sect stack" aria-labelledby="sent">
                <h2 id="sent">{move || words::t().sent_list}</h2>
                <Sent sent=sent />
            </section>
        </div>
    }
    .into_any()
}

/// What would happen, in words.
fn told_view(told: &DirectMessageRoute) -> AnyView {
    let (way, address) = (told.way, told.address.clone().unwrap_or_default());
    let (kind, what): (_, fn() -> &'static str) = match told.content {
        DirectMessageContent::Confidential => (Kind::Quiet, || words::t().confidential),
        DirectMessageContent::InFull => (Kind::Warn, || words::t().in_full),
    };
    let waits = !told.can_go_out;
    view! {
        <Banner kind=kind>
            <p>{move || words::route(way, &address)}</p>
            <p>{move || what()}</p>
            {waits.then(|| view! { <p>{move || words::t().waits}</p> })}
        </Banner>
    }
    .into_any()
}

#[component]
fn Write(
    id: ClientId,
    told: DirectMessageRoute,
    #[prop(into)] on_sent: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let told = RwSignal::new(told);
    let changed = RwSignal::new(false);
    let subject = Entry::new("subject", || words::t().subject, "", required::<Subject>);
    let text = Entry::new(
        "text",
        || words::t().text,
        "",
        required::<DirectMessageText>,
    );
    let form = Form::new(vec![subject, text]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        changed.set(false);
        if !form.begin() {
            return;
        }
        let (Some(subject_text), Some(body_text)) = (subject.parse(), text.parse()) else {
            return form.succeed();
        };
        let body = told.with_untracked(|told| DirectMessageSend {
            subject: subject_text,
            text: body_text,
            way: told.way,
            content: told.content,
        });
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.send_direct_message(id, &body).await) {
                Ok(_) => {
                    form.succeed();
                    subject.value.try_set(String::new());
                    text.value.try_set(String::new());
                    toasts.say(words::t().sent.to_owned());
                    on_sent.try_run(());
                }
                Err(error) if error.code() == Some(ProblemCode::Conflict) => {
                    form.succeed();
                    changed.try_set(true);
                    // What was written stays; what would happen to it is told anew.
                    if let Ok(now) = client.read_direct_message_route(id).await {
                        told.try_set(now);
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let was_changed = move || {
        changed
            .get()
            .then(|| view! { <Banner kind=Kind::Warn>{move || words::t().changed}</Banner> })
    };
    view! {
        <form class="stack" method="post" novalidate autocomplete="off" on:submit=send>
            {was_changed}
            {move || told.with(told_view)}
            <ErrorSummary form=form />
            <TextField entry=subject />
            <TextArea entry=text />
            <p>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().send}
                </Button>
            </p>
        </form>
    }
    .into_any()
}
