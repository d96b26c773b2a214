//! What one can do with a group chat: who is in it, what it is called, and that it is no more.

use super::{
    conversation::Conversation, menu::Entries, open_dialog::group_entries, people::People,
    person::face,
};
use crate::{
    forms::Form,
    i18n::{self, chats as words, common},
    pages::Pages,
    paths, router,
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, ErrorSummary, Kind, Menu, Size, TextArea,
        TextField, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, Client};
use domain::{
    access::{Action, Relation},
    chats::{
        Chat, ChatAccount, ChatMember, ChatMemberQuery, ChatMembersAdd, ChatPartnerKind,
        ChatPerson, GroupChatUpdate,
    },
    groups::{Group, GroupQuery},
    ids::{ChatId, GroupId},
};
use leptos::{prelude::*, task::spawn_local};

/// The menu and the dialogs behind it.
#[component]
pub fn GroupMenu(conversation: Conversation) -> impl IntoView {
    let session = use_session();
    let id = conversation.id;
    let (members, editing, deleting) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let chat = move || conversation.chat.with(|chat| chat.ready().cloned());
    let may_delete = move || {
        let creator = chat()?.created_by.map(|creator| creator.id);
        let account = session.account()?;
        let relation = Relation::to_counselors(account.actor(), creator);
        account.may(Action::DeleteGroupChat, relation).then_some(())
    };
    let item = |shape: &'static str, label: fn() -> &'static str, open: RwSignal<bool>| {
        view! {
            <button role="menuitem" tabindex="-1" type="button" on:click=move |_| open.set(true)>
                {icon(shape)}
                {label}
            </button>
        }
    };
    let delete = Callback::new(move |api: Client| -> Answer<()> {
        Box::pin(async move { api.delete_group_chat(id).await })
    });
    let gone = Callback::new(move |()| {
        router::go(&paths::chats(&[("with", Some("groups"))]));
        dom::focus_soon("main");
    });
    let name = move || chat().map(|chat| chat.name).unwrap_or_default();
    view! {
        <Menu
            id="group-chat-menu"
            label=|| words::t().group_actions
            class="icon-btn"
            trigger=|| icon(icon::ELLIPSIS_VERTICAL)
        >
            <Entries conversation=conversation />
            <hr />
            {item(icon::USERS_ROUND, || words::t().group_members, members)}
            {item(icon::PENCIL, || words::t().edit_group, editing)}
            {move || may_delete().map(|()| item(icon::TRASH, || words::t().delete_group, deleting))}
        </Menu>
        <Dialog
            id="group-chat-members"
            open=members
            title=|| words::t().group_members
            children=move || view! { <Members conversation=conversation /> }
        />
        <Dialog
            id="group-chat-edit"
            open=editing
            title=|| words::t().edit_group
            children=move || {
                chat().map(|chat| view! { <Edit conversation=conversation chat=chat open=editing /> })
            }
        />
        <Dialog
            id="group-chat-delete"
            open=deleting
            small=true
            title=|| words::t().delete_group
            children=move || view! {
                <DeleteQuestion
                    open=deleting
                    text=Signal::derive(move || words::delete_group_text(&name()))
                    verb=Signal::derive(|| words::t().delete_group.to_owned())
                    done=|| words::t().group_deleted
                    delete=delete
                    on_deleted=gone
                />
            }
        />
    }
    .into_any()
}

#[component]
fn Edit(conversation: Conversation, chat: Chat, open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let version = chat.version;
    let (name, description) = group_entries(chat.name, chat.description.unwrap_or_default());
    let form = Form::new(vec![name, description]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let body = GroupChatUpdate {
            name: name.parse(),
            description: description.parse(),
        };
        let client = session.client();
        spawn_local(async move {
            let answer = client
                .update_group_chat(conversation.id, version, &body)
                .await;
            match session.notice(answer) {
                Ok(_) => {
                    form.succeed();
                    open.try_set(false);
                    conversation.read_chat();
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=name hint=Signal::derive(|| words::t().group_name_hint.to_owned()) />
                <TextArea
                    entry=description
                    optional=true
                    hint=Signal::derive(|| words::t().group_description_hint.to_owned())
                />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button class="btn-primary" submit=true busy=form.busy>
                    {move || common::t().save}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}

/// Who is in it, and who is to be.
#[component]
fn Members(conversation: Conversation) -> impl IntoView {
    let id = conversation.id;
    let adding = RwSignal::new(None::<Adding>);
    let ask = move |client: Client, after| async move {
        let query = ChatMemberQuery { after, limit: None };
        client.list_chat_members(id, &query).await
    };
    let pages = Pages::new(ask, |one: &ChatMember, other| {
        one.account() == other.account()
    });
    pages.load();
    let failure = RwSignal::new(None::<CallError>);
    let (session, toasts) = (use_session(), use_toasts());
    let add = Callback::new(move |(who, body): (String, ChatMembersAdd)| {
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.add_chat_members(id, &body).await) {
                Ok(_) => {
                    toasts.say(words::added(&who));
                    conversation.read_chat();
                    pages.load();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    });
    let pick = Callback::new(move |person: ChatPerson| {
        let mut body = ChatMembersAdd::default();
        match person.account {
            ChatAccount::Client(id) => body.client_ids.push(id),
            ChatAccount::Counselor(id) => body.counselor_ids.push(id),
        }
        add.run((person.name, body));
    });
    let row = move |member: ChatMember| {
        view! { <MemberRow conversation=conversation member=member pages=pages failure=failure /> }
            .into_any()
    };
    let choice = move |what: Adding, label: fn() -> &'static str| {
        let press = move |_| {
            adding.update(|adding| *adding = (*adding != Some(what)).then_some(what));
        };
        view! {
            <button
                class="btn btn-sm"
                type="button"
                aria-expanded=move || (adding.get() == Some(what)).to_string()
                on:click=press
            >
                {icon(icon::PLUS)}
                {label}
            </button>
        }
    };
    let search = move || {
        adding.get().map(|adding| match adding {
            Adding::Clients => {
                view! { <People kind=ChatPartnerKind::Clients on_pick=pick /> }.into_any()
            }
            Adding::Counselors => {
                view! { <People kind=ChatPartnerKind::Counselors on_pick=pick /> }.into_any()
            }
            Adding::Groups => view! { <Groups on_pick=add /> }.into_any(),
        })
    };
    let failed = move || {
        let failure = failure.get();
        failure.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let rows = move || {
        view! {
            <ul class="chat-members" aria-label=move || words::t().group_members>
                {pages.each(ChatMember::account, row)}
            </ul>
            {pages.foot(words::members_loaded)}
        }
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <div class="row">
                {choice(Adding::Clients, || words::t().add_clients)}
                {choice(Adding::Counselors, || words::t().add_colleagues)}
                {choice(Adding::Groups, || words::t().add_groups)}
            </div>
            {search}
            {pages.view(|| (), rows)}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Adding {
    Clients,
    Counselors,
    Groups,
}

#[component]
fn MemberRow(
    conversation: Conversation,
    member: ChatMember,
    pages: Pages<ChatMember>,
    failure: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let account = member.account();
    let name = StoredValue::new(member.person.name.clone());
    let label = Memo::new(move |_| name.with_value(|name| words::remove_named(name)));
    let id: ChatId = conversation.id;
    let remove = move |_| {
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.remove_chat_member(id, account.id()).await) {
                Ok(()) => {
                    toasts.say(words::removed(&name.try_get_value().unwrap_or_default()));
                    dom::focus_soon("group-chat-members");
                    pages.change(|rows| rows.retain(|row| row.account() != account));
                    conversation.read_chat();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let end = if member.is_creator {
        view! { <span class="muted small">{move || words::t().creator}</span> }.into_any()
    } else {
        view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                aria-label=move || label.get()
                on:click=remove
            >
                {icon(icon::X)}
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            {face(&member.person, Size::Small)}
            <span>{member.person.name.clone()}</span>
            <span class="push">{end}</span>
        </li>
    }
    .into_any()
}

/// Whole groups of clients.
#[component]
fn Groups(on_pick: Callback<(String, ChatMembersAdd)>) -> impl IntoView {
    let ask = move |client: Client, after| async move {
        let query = GroupQuery {
            after,
            ..GroupQuery::default()
        };
        client.list_groups(&query).await
    };
    let pages = Pages::new(ask, |one: &Group, other| one.id == other.id);
    pages.load();
    let row = move |group: Group| {
        let id: GroupId = group.id;
        let name = group.name.clone();
        let press = move |_| {
            let body = ChatMembersAdd {
                group_ids: vec![id],
                ..ChatMembersAdd::default()
            };
            on_pick.run((name.clone(), body));
        };
        view! {
            <button class="stream" type="button" on:click=press>
                {icon(icon::USERS_ROUND)}
                <div>
                    <span class="stream-name">{group.name}</span>
                </div>
            </button>
        }
        .into_any()
    };
    let empty = || view! { <p class="muted">{move || words::t().no_groups}</p> };
    let rows = move || {
        view! {
            <div class="streams">{pages.each(|group| group.id, row)}</div>
            {pages.foot(words::people_loaded)}
        }
    };
    pages.view(empty, rows)
}
