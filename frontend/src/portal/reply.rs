//! Writing again in a request. What is typed is kept in this browser until it is sent.

use super::draft;
use crate::{
    forms::{Entry, Form, required},
    i18n::{self, common, portal_mail as words},
    session::use_session,
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, Client};
use domain::{
    ids::MailRequestId,
    mail_requests::{MailRequest, MessageCreate, Side},
    problem::FieldCode,
    text::MessageText,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::KeyboardEvent;

/// The id of the text field; what it holds is called that in the request's body, too.
pub const FIELD: &str = "text";
const ERROR: &str = "text-error";

/// The composer.
#[component]
pub fn Reply(
    /// To which request.
    id: MailRequestId,
    /// Told the request as it is with the message.
    #[prop(into)]
    on_sent: Callback<MailRequest>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let name = draft::of_reply(id);
    let kept = dom::remembered(&name).unwrap_or_default();
    let text = Entry::new(FIELD, || words::t().text, kept, required::<MessageText>)
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().reply_first));
    let form = Form::new(vec![text]);
    let kept = draft::keep(name, move || text.value.get());
    // After an attempt whose answer got lost, the message may be there already.
    let uncertain = StoredValue::new(false);
    let send = move || {
        if !form.begin() {
            return dom::focus_soon(FIELD);
        }
        let Some(said) = text.parse() else {
            return form.succeed();
        };
        let (body, client) = (MessageCreate { text: said }, session.client());
        let again = uncertain.get_value();
        spawn_local(async move {
            let result = match find_sent(&client, id, &body, again).await {
                Some(request) => Ok(request),
                None => client.follow_up_mail_request(id, &body).await,
            };
            if result.is_ok() {
                dom::forget(&draft::of_reply(id));
                toasts.say(words::t().sent);
            }
            if form.busy.is_disposed() {
                return;
            }
            uncertain.set_value(matches!(result, Err(CallError::Unreachable)));
            match session.notice(result) {
                Ok(request) => {
                    form.succeed();
                    text.value.set(String::new());
                    on_sent.run(request);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let banner = move |error: CallError| {
        view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button on_click=move |()| send()>{move || common::t().retry}</Button>
                }
            >
                <b>{move || words::t().reply_not_sent}</b>
                " "
                {move || i18n::error_text(&error)}
            </Banner>
        }
        .into_any()
    };
    let fault = move || {
        text.fault_text().map(|fault| {
            view! {
                <p class="composer-error" id=ERROR role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {fault}
                </p>
            }
        })
    };
    let discard = move |()| {
        text.value.set(String::new());
        dom::focus_soon(FIELD);
    };
    view! {
        <section class="answer" aria-labelledby="reply-heading">
            <h2 class="sr-only" id="reply-heading">{move || words::t().reply_heading}</h2>
            {move || form.failure.get().map(banner)}
            <form
                class="composer"
                method="post"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    send();
                }
            >
                <div class="composer-head">
                    <label for=FIELD>
                        <b>{move || words::t().text}</b>
                    </label>
                    <draft::DraftState state=kept />
                </div>
                <textarea
                    id=FIELD
                    aria-invalid=move || text.fault.get().map(|_| "true")
                    aria-describedby=move || text.fault.get().map(|_| ERROR)
                    readonly=move || form.busy.get()
                    prop:value=move || text.value.get()
                    on:input=move |event| text.type_in(event_target_value(&event))
                    on:keydown=keys
                ></textarea>
                {fault}
                <div class="composer-foot">
                    {move || {
                        kept.with(Option::is_some)
                            .then(|| view! {
                                <Button class="btn-quiet" on_click=discard>
                                    {move || words::t().discard}
                                </Button>
                            })
                    }}
                    <Button
                        class="btn-primary push"
                        shape=icon::SEND_HORIZONTAL
                        keys="Control+Enter"
                        submit=true
                        busy=form.busy
                    >
                        {move || words::t().send}
                    </Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The request, if the last of our messages there is this one.
async fn find_sent(
    client: &Client,
    id: MailRequestId,
    body: &MessageCreate,
    again: bool,
) -> Option<MailRequest> {
    if !again {
        return None;
    }
    let request = client.read_mail_request(id).await.ok()?;
    let last = request
        .messages
        .iter()
        .rev()
        .find(|message| message.from == Side::Client)?;
    (last.text == body.text.as_str()).then_some(request)
}
