//! Looking for somebody to write to, with or without a conversation so far.

use super::person::face;
use crate::{
    i18n::chats as words,
    pages::Pages,
    ui::{Empty, SearchField, Size, icon},
};
use domain::{
    chats::{Chat, ChatPartner, ChatPartnerKind, ChatPartnerQuery, ChatPerson},
    text::SearchText,
};
use leptos::prelude::*;

/// The people that a text finds.
pub fn partners(kind: ChatPartnerKind, q: impl Fn() -> String + 'static) -> Pages<ChatPartner> {
    let ask = move |client: client::Client, after| {
        let query = ChatPartnerQuery {
            kind,
            q: SearchText::try_from(q()).ok(),
            after,
            limit: None,
        };
        async move { client.list_chat_partners(&query).await }
    };
    Pages::new(ask, |one: &ChatPartner, other| {
        one.person.account == other.person.account
    })
}

/// A row of a person, to be pressed.
pub fn person_row(person: ChatPerson, on_pick: Callback<ChatPerson>) -> AnyView {
    let number = person.number.as_ref().map(ToString::to_string);
    let picked = person.clone();
    view! {
        <button class="stream" type="button" on:click=move |_| on_pick.run(picked.clone())>
            {face(&person, Size::Normal)}
            <div>
                <span class="stream-name">{person.name.clone()}</span>
                <span class="stream-last">{number}</span>
            </div>
        </button>
    }
    .into_any()
}

/// The same, for as long as no conversation with them is among `pages`: those stand there.
pub fn unlisted(
    partner: ChatPartner,
    pages: Pages<Chat>,
    on_pick: Callback<ChatPerson>,
) -> AnyView {
    let ChatPartner { person, chat_id } = partner;
    let is_listed = Memo::new(move |_| {
        pages.rows.with(|rows| {
            let mut rows = rows.ready().into_iter().flatten();
            rows.any(|chat| Some(chat.id) == chat_id)
        })
    });
    let row = move || (!is_listed.get()).then(|| person_row(person.clone(), on_pick));
    row.into_any()
}

/// A field to search by, and those who are found.
#[component]
pub fn People(
    /// Among whom.
    kind: ChatPartnerKind,
    /// One of them was pressed.
    #[prop(into)]
    on_pick: Callback<ChatPerson>,
) -> impl IntoView {
    let q = RwSignal::new(String::new());
    let pages = partners(kind, move || q.get_untracked());
    pages.load();
    let search = move |text: String| {
        q.set(text);
        pages.load();
    };
    let row = move |partner: ChatPartner| person_row(partner.person, on_pick);
    let empty = || {
        view! { <Empty shape=icon::SEARCH title=|| words::t().nobody text=|| words::t().nobody_text /> }
    };
    let rows = move || {
        view! {
            <div class="streams">{pages.each(|one| one.person.account, row)}</div>
            {pages.foot(words::people_loaded)}
        }
    };
    view! {
        <div class="stack chat-people">
            <SearchField
                label=|| words::t().search_person
                placeholder=|| words::t().search_short
                value=q
                on_search=search
            />
            {pages.view(empty, rows)}
        </div>
    }
    .into_any()
}
