//! The staff's page.

use super::{
    compose::FIELD,
    conversation::Conversation,
    list::{rows, streams},
    menu::{Actions, Beside},
    open_dialog::OpenDialog,
    people::{partners, unlisted},
    room::Room,
    scroll,
    side::Side,
};
use crate::{
    i18n::{self, chats as words},
    open_door::DoorLink,
    pages::{Pages, Shown},
    paths, router,
    session::use_session,
    shell::{set_title, use_unread_chats},
    ui::{
        Dialog, Empty, SearchField, TabLink, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    chats::{
        Chat, ChatAccount, ChatKind, ChatOpen, ChatPartnerKind, ChatPerson, ChatQuery, ChatSort,
    },
    ids::ChatId,
    text::SearchText,
};
use leptos::{prelude::*, task::spawn_local};
use std::cell::Cell;

/// What the address says.
#[derive(Clone, Debug, PartialEq)]
struct At {
    kind: ChatKind,
    q: String,
    by_name: bool,
    chat: Option<ChatId>,
}

impl At {
    /// Reads the address; notifies.
    fn of_address() -> Self {
        Self {
            kind: match router::query("with").as_deref() {
                Some("colleagues") => ChatKind::Colleague,
                Some("groups") => ChatKind::Group,
                _ => ChatKind::Client,
            },
            q: router::query("q").unwrap_or_default(),
            by_name: router::query("sort").is_some_and(|sort| sort == "name"),
            chat: router::query("chat").and_then(|id| id.parse().ok()),
        }
    }

    /// The address that says it.
    fn address(&self) -> String {
        let chat = self.chat.map(|id| id.to_string());
        let with = match self.kind {
            ChatKind::Client => None,
            ChatKind::Colleague => Some("colleagues"),
            ChatKind::Group => Some("groups"),
        };
        paths::chats(&[
            ("with", with),
            ("q", Some(self.q.trim()).filter(|q| !q.is_empty())),
            ("sort", self.by_name.then_some("name")),
            ("chat", chat.as_deref()),
        ])
    }

    fn query(&self, after: Option<String>) -> ChatQuery {
        ChatQuery {
            kind: Some(self.kind),
            q: SearchText::try_from(self.q.as_str()).ok(),
            sort: self.by_name.then_some(ChatSort::Name),
            after,
            limit: None,
        }
    }
}

thread_local! {
    /// Whether somebody was just chosen to write to: the next conversation begins where one writes.
    static WRITES: Cell<bool> = const { Cell::new(false) };
}

/// The page.
#[component]
pub fn ChatsPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let at = Memo::new(|_| At::of_address());
    let chat = Memo::new(move |_| at.with(|at| at.chat));
    let creating = RwSignal::new(false);
    let room = move || {
        if let Some(id) = chat.get() {
            let back = at.with_untracked(|at| {
                At {
                    chat: None,
                    ..at.clone()
                }
                .address()
            });
            view! { <Room id=id back=back actions=Callback::new(actions) side=Callback::new(side) /> }
                .into_any()
        } else {
            dom::focus_if_lost("main");
            view! {
                <div class="chat-main chat-none">
                    <Empty
                        shape=icon::MESSAGE_CIRCLE
                        title=|| words::t().none_open
                        text=|| words::t().none_open_text
                    />
                </div>
            }
            .into_any()
        }
    };
    view! {
        <h1 class="sr-only">{move || words::t().title}</h1>
        <div class="chat" data-view=move || if chat.get().is_some() { "room" } else { "list" }>
            <section class="chat-list" aria-label=move || words::t().streams>
                <div class="chat-find">
                    <Search at=at />
                    <button
                        class="icon-btn icon-btn-filled"
                        type="button"
                        aria-haspopup="dialog"
                        aria-label=move || words::t().open_new
                        on:click=move |_| creating.set(true)
                    >
                        {icon(icon::PLUS)}
                    </button>
                </div>
                <DoorLink />
                <Tabs at=at />
                <List at=at />
            </section>
            {room}
        </div>
        <Dialog
            id="open-chat"
            open=creating
            title=|| words::t().open_new
            children=move || view! { <OpenDialog open=creating kind=at.with_untracked(|at| at.kind) /> }
        />
    }
    .into_any()
}

#[component]
fn Search(at: Memo<At>) -> impl IntoView {
    let search = move |q: String| {
        router::replace(&at.with_untracked(|at| At { q, ..at.clone() }.address()));
    };
    view! {
        <SearchField
            label=|| words::t().search
            placeholder=|| words::t().search_short
            value=Signal::derive(move || at.with(|at| at.q.clone()))
            on_search=search
        />
    }
    .into_any()
}

#[component]
fn Tabs(at: Memo<At>) -> impl IntoView {
    let unread = use_unread_chats();
    let tab = move |kind: ChatKind, label: fn() -> &'static str| {
        let href = move || {
            at.with(|at| {
                At {
                    kind,
                    chat: None,
                    ..at.clone()
                }
                .address()
            })
        };
        let count = move || {
            let unread = unread.get()?;
            let count = match kind {
                ChatKind::Client => unread.clients,
                ChatKind::Colleague => unread.colleagues,
                ChatKind::Group => unread.groups,
            };
            (count > 0).then_some(count)
        };
        view! {
            <TabLink
                href=Signal::derive(href)
                current=Signal::derive(move || at.with(|at| at.kind == kind))
                label=label
                count=Signal::derive(count)
                wants_attention=true
            />
        }
    };
    view! {
        <nav class="tabs tabs-tight" aria-label=move || words::t().streams>
            {tab(ChatKind::Client, || words::t().clients)}
            {tab(ChatKind::Colleague, || words::t().colleagues)}
            {tab(ChatKind::Group, || words::t().groups)}
        </nav>
    }
    .into_any()
}

#[component]
fn List(at: Memo<At>) -> impl IntoView {
    let pages = streams(move |after| at.with_untracked(|at| at.query(after)));
    let what = Memo::new(move |_| {
        at.with(|at| At {
            chat: None,
            ..at.clone()
        })
    });
    Effect::new(move |_| {
        what.track();
        pages.load();
    });
    let address = Callback::new(move |id| {
        at.with_untracked(|at| {
            At {
                chat: Some(id),
                ..at.clone()
            }
            .address()
        })
    });
    let current = Signal::derive(move || at.with(|at| at.chat));
    let empty = move || {
        let is_searching = at.with(|at| !at.q.is_empty());
        (!is_searching).then(|| {
            view! {
                <Empty
                    shape=icon::MESSAGE_CIRCLE
                    title=|| words::t().empty
                    text=|| words::t().empty_text
                />
            }
        })
    };
    let list = move || {
        // The addresses of the rows say what is searched for and how the list is sorted.
        what.track();
        view! {
            {rows(pages, current, address)}
            {pages.foot(words::streams_loaded)}
        }
        .into_any()
    };
    let sort = move |_| {
        let next = at.with_untracked(|at| At {
            by_name: !at.by_name,
            ..at.clone()
        });
        router::replace(&next.address());
    };
    let sorted = move || {
        if at.with(|at| at.by_name) {
            words::t().sorted_by_name
        } else {
            words::t().sorted_by_time
        }
    };
    view! {
        <div class="scroll">
            <button class="btn btn-quiet btn-sm chat-sort" type="button" on:click=sort>
                {icon(icon::CHEVRONS_UP_DOWN)}
                {sorted}
            </button>
            {pages.view(empty, list)}
            <Others at=at own=pages />
        </div>
    }
    .into_any()
}

/// While one searches, those without a conversation, too.
#[component]
fn Others(at: Memo<At>, own: Pages<Chat>) -> impl IntoView {
    let shown = own.shown();
    let searched = Memo::new(move |_| {
        at.with(|at| {
            let kind = match at.kind {
                ChatKind::Client => ChatPartnerKind::Clients,
                ChatKind::Colleague => ChatPartnerKind::Counselors,
                ChatKind::Group => return None,
            };
            (!at.q.trim().is_empty()).then(|| (kind, at.q.clone()))
        })
    });
    let pick = Callback::new(|person: ChatPerson| open_with(person.account));
    move || {
        let Some((kind, q)) = searched.get() else {
            let nothing = at.with(|at| !at.q.is_empty()) && shown.get() == Shown::Empty;
            return nothing
                .then(|| view! { <p class="muted chat-nothing">{move || words::t().nobody}</p> })
                .into_any();
        };
        let people = partners(kind, move || q.clone());
        people.load();
        let row = move |partner| unlisted(partner, own, pick);
        let empty = || view! { <p class="muted chat-nothing">{move || words::t().nobody}</p> };
        let rows = move || {
            view! {
                <h2 class="chat-others">{move || words::t().others}</h2>
                <div class="streams">{people.each(|one| (one.person.account, one.chat_id), row)}</div>
                {people.foot(|_, _| String::new())}
            }
        };
        people.view(empty, rows)
    }
}

/// Opens the conversation with somebody: the one there is, or a new one.
pub fn open_with(account: ChatAccount) {
    let (session, toasts) = (use_session(), use_toasts());
    let client = session.client();
    spawn_local(async move {
        match session.notice(client.open_chat(&ChatOpen { with: account }).await) {
            Ok(chat) => {
                let is_here = untrack(At::of_address).chat == Some(chat.id);
                WRITES.set(!is_here);
                if is_here {
                    dom::focus_soon(FIELD);
                }
                router::go(&address_of(chat.kind, chat.id));
            }
            Err(error) => toasts.say(i18n::error_text(&error)),
        }
    });
}

/// Where a conversation is, in its tab.
pub fn address_of(kind: ChatKind, id: ChatId) -> String {
    let at = At {
        kind,
        q: String::new(),
        by_name: false,
        chat: Some(id),
    };
    at.address()
}

fn actions(conversation: Conversation) -> AnyView {
    // On a phone the conversation takes the place of the list, and of what was pressed there.
    let is_here = Memo::new(move |_| conversation.messages.with(Option::is_some));
    Effect::new(move |_| {
        if is_here.get() {
            if WRITES.take() {
                dom::focus_soon(FIELD);
            } else {
                dom::focus_if_lost(scroll::LOG);
            }
        }
    });
    // There is room for it; elsewhere it is asked for.
    let is_wide = dom::matches_media("(width >= 82rem)");
    let first = Beside::of(conversation).into_iter().next();
    let is_open = is_wide && first == Some(Beside::Profile);
    conversation.beside.set(first.filter(|_| is_open));
    view! { <Actions conversation=conversation /> }.into_any()
}

fn side(conversation: Conversation) -> AnyView {
    view! { <Side conversation=conversation /> }.into_any()
}
