//! Opening a new stream: with a client, a colleague, or a group.

use super::{
    page::{address_of, open_with},
    people::People,
};
use crate::{
    forms::{Entry, Form, optional, required},
    i18n::{chats as words, common},
    router,
    session::use_session,
    ui::{Button, ErrorSummary, TabPart, TabParts, TextArea, TextField},
};
use domain::{
    chats::{ChatKind, ChatMembersAdd, ChatPartnerKind, ChatPerson, GroupChatCreate},
    text::{ChatDescription, ChatName},
};
use leptos::{prelude::*, task::spawn_local};

/// What the dialog holds.
#[component]
pub fn OpenDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// With what it begins.
    kind: ChatKind,
) -> impl IntoView {
    let pick = Callback::new(move |person: ChatPerson| {
        open.set(false);
        open_with(person.account);
    });
    let current = RwSignal::new(name_of(kind).to_owned());
    let part = |kind: ChatKind, label: fn() -> &'static str, view: ViewFn| TabPart {
        name: name_of(kind),
        label,
        count: Signal::derive(|| None),
        view,
    };
    let people = move |kind| ViewFn::from(move || view! { <People kind=kind on_pick=pick /> });
    let parts = vec![
        part(
            ChatKind::Client,
            || words::t().clients,
            people(ChatPartnerKind::Clients),
        ),
        part(
            ChatKind::Colleague,
            || words::t().colleagues,
            people(ChatPartnerKind::Counselors),
        ),
        part(
            ChatKind::Group,
            || words::t().new_group,
            ViewFn::from(move || view! { <NewGroup open=open /> }),
        ),
    ];
    view! {
        <div class="dialog-body">
            <TabParts
                label=|| words::t().with_whom
                parts=parts
                current=current
                on_choose=move |name: &'static str| current.set(name.to_owned())
            />
        </div>
    }
    .into_any()
}

/// In ids.
fn name_of(kind: ChatKind) -> &'static str {
    match kind {
        ChatKind::Client => "chat-clients",
        ChatKind::Colleague => "chat-colleagues",
        ChatKind::Group => "chat-group",
    }
}

/// Name and description of a group chat.
pub fn group_entries(name: String, description: String) -> (Entry, Entry) {
    let name = Entry::new("name", || words::t().group_name, name, required::<ChatName>);
    let description = Entry::new(
        "description",
        || words::t().group_description,
        description,
        optional::<ChatDescription>,
    );
    (name, description)
}

#[component]
fn NewGroup(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let (name, description) = group_entries(String::new(), String::new());
    let form = Form::new(vec![name, description]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (Some(name), Some(description)) = (name.parse(), description.parse()) else {
            return form.succeed();
        };
        let client = session.client();
        spawn_local(async move {
            let body = GroupChatCreate {
                name,
                description,
                members: ChatMembersAdd::default(),
            };
            match session.notice(client.create_group_chat(&body).await) {
                Ok(chat) => {
                    form.succeed();
                    open.try_set(false);
                    router::go(&address_of(chat.kind, chat.id));
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=send>
            <ErrorSummary form=form />
            <TextField entry=name hint=Signal::derive(|| words::t().group_name_hint.to_owned()) />
            <TextArea
                entry=description
                optional=true
                hint=Signal::derive(|| words::t().group_description_hint.to_owned())
            />
            <div class="row">
                <Button class="push" on_click=move |()| open.set(false)>
                    {move || common::t().cancel}
                </Button>
                <Button class="btn-primary" submit=true busy=form.busy>
                    {move || words::t().create_group}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
