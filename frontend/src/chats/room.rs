//! One conversation on the page: who is there, the history, and where one writes.

use super::{bubbles::Bubbles, compose::Compose, conversation::Conversation, person::face_of};
use crate::{
    i18n::{self, chats as words, common},
    presences::{use_presences, word},
    remote::Remote,
    ui::{
        Banner, Button, Kind, Skeleton,
        icon::{self, icon},
    },
};
use domain::{
    chats::{Chat, ChatKind},
    ids::ChatId,
    presences::Presence,
    problem::ProblemCode,
};
use leptos::prelude::*;

/// The conversation. What goes with it, such as menus, is made by `actions`; what stands beside it by `side`.
#[component]
pub fn Room(
    /// Which.
    id: ChatId,
    /// Where the list is.
    #[prop(into)]
    back: String,
    /// What one can do with it.
    #[prop(into)]
    actions: Callback<Conversation, AnyView>,
    /// What stands beside it.
    #[prop(into)]
    side: Callback<Conversation, AnyView>,
) -> impl IntoView {
    let conversation = Conversation::begin(id);
    let chat = Memo::new(move |_| conversation.chat.with(|chat| chat.ready().cloned()));
    let name = Memo::new(move |_| {
        chat.with(|chat| {
            chat.as_ref()
                .map(|chat| chat.name.clone())
                .unwrap_or_default()
        })
    });
    // Who it is with does not change; what is shown of them is made once.
    let is_here = Memo::new(move |_| chat.with(Option::is_some));
    let presence = presence_of_partner(conversation, chat);
    let failure = move || {
        conversation.chat.with(|chat| match chat {
            Remote::Failed(error) => Some(error.clone()),
            Remote::Loading | Remote::Ready(_) => None,
        })
    };
    let head = move || {
        is_here.get().then(|| {
            let face = move || chat.with(|chat| chat.as_ref().map(face_of));
            let about = move || {
                let about = chat.with(|chat| chat.as_ref().map(about));
                let parts = presence.get().map(|presence| word(presence).to_owned());
                let parts = parts.into_iter().chain(about);
                let parts = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>();
                parts.join(", ")
            };
            view! {
                {face}
                <div class="chat-who">
                    <h2 class="truncate" id="chat-with">
                        {move || name.get()}
                    </h2>
                    <p class="xsmall muted truncate">{about}</p>
                </div>
                {actions.run(conversation)}
            }
        })
    };
    let history = move || {
        let has_any = conversation.messages.with(Option::is_some);
        match failure() {
            Some(error) => {
                let retry = move |()| {
                    conversation.read_chat();
                    conversation.load_newest();
                };
                let is_gone = error.code() == Some(ProblemCode::NotFound);
                view! {
                    <div class="chat-missing">
                        <Banner
                            kind=Kind::Danger
                            actions=move || {
                                (!is_gone)
                                    .then(|| view! {
                                        <Button class="btn-sm" on_click=retry>
                                            {move || common::t().retry}
                                        </Button>
                                    })
                            }
                        >
                            {i18n::error_text(&error)}
                        </Banner>
                    </div>
                }
                .into_any()
            }
            None if has_any && is_here.get() => view! {
                <Bubbles conversation=conversation />
                <Compose conversation=conversation name=name />
            }
            .into_any(),
            None => view! { <div class="chat-missing"><Skeleton lines=6 /></div> }.into_any(),
        }
    };
    let history = {
        let shown = Memo::new(move |_| {
            let has_any = conversation.messages.with(Option::is_some);
            (failure(), has_any && is_here.get())
        });
        move || {
            shown.with(|_| ());
            untrack(history)
        }
    };
    view! {
        <section class="chat-main" aria-labelledby="chat-with">
            <header class="chat-head">
                <a class="icon-btn chat-back" href=back aria-label=move || words::t().back>
                    {icon(icon::ARROW_LEFT)}
                </a>
                {head}
            </header>
            {history}
        </section>
        {move || is_here.get().then(|| side.run(conversation))}
    }
    .into_any()
}

/// How the other can be reached. Whether one can write to them hangs on it, so the conversation is
/// read anew when it changes.
fn presence_of_partner(
    conversation: Conversation,
    chat: Memo<Option<Chat>>,
) -> Memo<Option<Presence>> {
    let presences = use_presences();
    let partner =
        Memo::new(move |_| chat.with(|chat| Some(chat.as_ref()?.partner.as_ref()?.account)));
    let presence = Memo::new(move |_| presences.of(partner.get()?));
    Effect::new(move |before: Option<Option<Presence>>| {
        let now = presence.get();
        if before.flatten().is_some_and(|before| Some(before) != now) {
            conversation.read_chat();
        }
        now
    });
    presence
}

/// What is said of it below its name.
fn about(chat: &Chat) -> String {
    match chat.kind {
        ChatKind::Group => words::members(chat.members),
        ChatKind::Client | ChatKind::Colleague => match &chat.partner {
            Some(partner) => partner
                .number
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            None => words::t().partner_gone.into(),
        },
    }
}
