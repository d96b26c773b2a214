//! What stands beside a conversation: what is known of the client, the files, what was recorded.

use super::{conversation::Conversation, files::ChatFiles, menu::Beside};
use crate::{
    clients::fields::{counselling_fields, words_of},
    i18n::{chats as words, clients as client_words, common},
    monitorings::ChatMonitorings,
    paths,
    remote::{Loaded, load},
    ui::{IconButton, TabPart, TabParts, dom, icon},
};
use domain::ids::ClientId;
use leptos::prelude::*;

/// It, while it is open.
#[component]
pub fn Side(conversation: Conversation) -> impl IntoView {
    let is_open = Memo::new(move |_| conversation.beside.with(Option::is_some));
    let client = conversation.chat.with_untracked(|chat| {
        let partner = chat.ready()?.partner.as_ref()?;
        partner.account.client()
    });
    let parts = move || {
        let parts = Beside::of(conversation).into_iter();
        parts
            .map(|part| TabPart {
                name: part.name(),
                label: match part {
                    Beside::Profile => || Beside::Profile.label(),
                    Beside::Docs => || Beside::Docs.label(),
                    Beside::Monitorings => || Beside::Monitorings.label(),
                },
                count: Signal::derive(|| None),
                view: ViewFn::from(move || match (part, client) {
                    (Beside::Profile, Some(client)) => view! { <Profile id=client /> }.into_any(),
                    (Beside::Profile, None) => ().into_any(),
                    (Beside::Docs, _) => {
                        view! { <ChatFiles conversation=conversation /> }.into_any()
                    }
                    (Beside::Monitorings, _) => {
                        view! { <ChatMonitorings chat=conversation.id client=client /> }.into_any()
                    }
                }),
            })
            .collect::<Vec<_>>()
    };
    let current = move || {
        let part = conversation.beside.get();
        part.map_or("", Beside::name).to_owned()
    };
    let choose = move |name: &'static str| {
        let chosen = Beside::of(conversation)
            .into_iter()
            .find(|part| part.name() == name);
        conversation.beside.set(chosen);
    };
    let close = move |()| {
        conversation.beside.set(None);
        dom::focus_soon(super::compose::FIELD);
    };
    move || {
        is_open.get().then(|| {
            view! {
                <aside class="chat-side" aria-label=move || words::t().beside>
                    <TabParts
                        label=Signal::derive(|| words::t().beside)
                        parts=parts()
                        current=Signal::derive(current)
                        on_choose=choose
                    />
                    <IconButton
                        class="icon-btn-sm chat-side-close"
                        shape=icon::X
                        label=|| common::t().close
                        on_click=close
                    />
                </aside>
            }
        })
    }
}

/// The most important of what is known of the client, and the way to the rest. Where one may not
/// read it, nothing.
#[component]
fn Profile(id: ClientId) -> impl IntoView {
    let loaded = load(move |api| async move {
        let client = api.read_client(id).await?;
        let fields = counselling_fields(&api).await?;
        Ok((client, fields))
    });
    move || {
        let Loaded::Here((client, fields)) = loaded.ready() else {
            return ().into_any();
        };
        let carried = client.counselling_field_ids.clone();
        let carried = move || words_of(&fields, &carried);
        let counselor = client
            .primary_counselor
            .map(|counselor| counselor.display_name);
        view! {
            <div class="stack">
                <dl class="kv">
                    <div>
                        <dt>{move || words::t().number}</dt>
                        <dd class="num">{client.number.to_string()}</dd>
                    </div>
                    <div>
                        <dt>{move || client_words::t().primary_counselor}</dt>
                        <dd>
                            {move || {
                                counselor.clone().unwrap_or_else(|| client_words::t().nobody.into())
                            }}
                        </dd>
                    </div>
                    <div>
                        <dt>{move || client_words::t().counselling_fields}</dt>
                        <dd>{carried}</dd>
                    </div>
                </dl>
                <a class="btn" href=paths::client(id, None)>
                    {move || words::t().open_file}
                </a>
            </div>
        }
        .into_any()
    }
}
