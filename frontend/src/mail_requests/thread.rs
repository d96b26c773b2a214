//! The thread of a request: who wrote what, when, and whether it was read.

use crate::{
    attachments::MessageFiles,
    i18n::{format, mail_requests as words},
    ui::{
        Avatar, Size, Tone,
        icon::{self, icon},
    },
};
use domain::{
    ids::MessageId,
    mail_requests::{MailRequest, Message, Side},
};
use leptos::prelude::*;

/// All messages, oldest first. What is shown stays as it is when another one arrives.
#[component]
pub fn Thread(
    /// The request.
    request: Memo<Option<MailRequest>>,
    /// Which side reads it here.
    reader: Side,
) -> impl IntoView {
    let ids = move || {
        request.with(|request| {
            let messages = request.as_ref().map(|request| &request.messages);
            messages
                .map(|all| all.iter().map(|message| message.id).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    };
    let find = move |id: MessageId| {
        request.with(|request| {
            request
                .as_ref()?
                .messages
                .iter()
                .find(|message| message.id == id)
                .cloned()
        })
    };
    let entry = move |id: MessageId| {
        let message = Memo::new(move |_| find(id));
        // Whether it was new when it came up; reading it does not take the mark away.
        let is_new = message.with_untracked(|message| {
            message
                .as_ref()
                .is_some_and(|message| message.from != reader && !message.read)
        });
        view! { <Entry message=message reader=reader is_new=is_new /> }
    };
    view! {
        <section class="thread" id="thread" aria-label=move || words::t().thread>
            <For each=ids key=|id| *id children=entry />
        </section>
    }
    .into_any()
}

#[component]
fn Entry(message: Memo<Option<Message>>, reader: Side, is_new: bool) -> impl IntoView {
    let Some(Message {
        from,
        author,
        text,
        sent_at,
        attachments,
        ..
    }) = message.get_untracked()
    else {
        return ().into_any();
    };
    let (side, tone) = match from {
        Side::Client => ("client", Tone::Client),
        Side::Counselor => ("us", Tone::Staff),
    };
    let name = author.clone();
    let label = move || {
        let when = format::moment(sent_at);
        match from {
            Side::Client => words::message_from(&name, &when),
            Side::Counselor => words::answer_from(&name, &when),
        }
    };
    let read = move || {
        let read = message.with(|message| message.as_ref().is_some_and(|message| message.read));
        (read && from == reader)
            .then(|| view! { <span class="push">{icon(icon::CHECK_CHECK)} {move || words::t().read}</span> })
    };
    let badge = is_new.then(|| {
        view! {
            <span class="badge badge-info">{icon(icon::CIRCLE_DOT)} {move || words::t().new_message}</span>
        }
    });
    view! {
        <article class="msg" data-from=side aria-label=label>
            <header class="msg-head">
                <Avatar name=author.clone() tone=tone size=Size::Small />
                <b>{author}</b>
                <time datetime=format::machine(sent_at)>{move || format::moment(sent_at)}</time>
                {badge}
                {read}
            </header>
            <div class="msg-body">{paragraphs(&text)}</div>
            <MessageFiles files=attachments />
        </article>
    }
    .into_any()
}

/// A blank line ends a paragraph; single line breaks stay.
pub fn paragraphs(text: &str) -> AnyView {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect_view()
        .into_any()
}
