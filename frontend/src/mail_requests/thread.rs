//! The thread of a request: who wrote what, when, and whether it was read.

use crate::{
    attachments::MessageFiles,
    i18n::{format, mail_requests as words},
    ui::{
        Avatar, Size, Tone,
        icon::{self, icon},
    },
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{InternalCommentId, MessageId},
    mail_requests::{MailRequest, Message, Side},
};
use leptos::prelude::*;

/// What stands between the messages.
#[derive(Clone, Copy)]
pub struct Between {
    /// Each, and when it was written.
    pub written: Signal<Vec<(DateTime<Utc>, InternalCommentId)>>,
    /// Shows one.
    pub view: Callback<InternalCommentId, AnyView>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Message(MessageId),
    Comment(InternalCommentId),
}

/// All messages, oldest first. What is shown stays as it is when another one arrives.
#[component]
pub fn Thread(
    /// The request.
    request: Memo<Option<MailRequest>>,
    /// Which side reads it here.
    reader: Side,
    /// What else stands in it.
    #[prop(optional)]
    between: Option<Between>,
) -> impl IntoView {
    let parts = move || {
        let mut parts: Vec<_> = request.with(|request| {
            let messages = request.iter().flat_map(|request| &request.messages);
            messages
                .map(|message| (message.sent_at, Part::Message(message.id)))
                .collect()
        });
        let comments = between.map(|between| between.written.get());
        let comments = comments.into_iter().flatten();
        parts.extend(comments.map(|(at, id)| (at, Part::Comment(id))));
        parts.sort_by_key(|(at, _)| *at);
        parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>()
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
    let message = move |id: MessageId| {
        let message = Memo::new(move |_| find(id));
        // Whether it was new when it came up; reading it does not take the mark away.
        let is_new = message.with_untracked(|message| {
            message
                .as_ref()
                .is_some_and(|message| message.from != reader && !message.read)
        });
        view! { <Entry message=message reader=reader is_new=is_new /> }.into_any()
    };
    let part = move |part| match part {
        Part::Message(id) => message(id),
        Part::Comment(id) => between.map_or_else(|| ().into_any(), |between| between.view.run(id)),
    };
    view! {
        <section class="thread" id="thread" aria-label=move || words::t().thread>
            <For each=parts key=|part| *part children=part />
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
