//! Who one is oneself, and how one can be reached: chosen in the bar of every page.

use super::{mark, use_presences, word};
use crate::{
    i18n::{self, presences as words, shell as shell_words},
    paths,
    session::use_session,
    ui::{
        Avatar, Menu, Tone,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{accounts::Account, chats::ChatAccount, presences::Presence};
use leptos::{prelude::*, task::spawn_local};

/// The menu.
#[component]
pub fn OwnPresence() -> impl IntoView {
    let (session, presences, toasts) = (use_session(), use_presences(), use_toasts());
    let me = Memo::new(move |_| match session.account() {
        Some(Account::Counselor {
            id,
            display_name,
            picture,
            facility,
            ..
        }) => Some((id, display_name, picture, facility.slug)),
        Some(Account::Client { .. }) | None => None,
    });
    let account = move || me.get().map(|(id, ..)| ChatAccount::Counselor(id));
    let name = move || me.get().map(|(_, name, ..)| name).unwrap_or_default();
    let picture = move || {
        let (_, _, picture, slug) = me.get()?;
        picture.map(|picture| session.client().counselor_picture(&slug, picture))
    };
    let presence = Memo::new(move |_| account().and_then(|account| presences.of(account)));
    let choose = move |chosen: Presence| {
        let Some(account) = untrack(account) else {
            return;
        };
        let before = presence.get_untracked();
        presences.set(account, chosen);
        let client = session.client();
        spawn_local(async move {
            if let Err(error) = session.notice(client.set_presence(chosen).await) {
                toasts.say(i18n::error_text(&error));
                if let Some(before) = before {
                    presences.set(account, before);
                }
            }
        });
    };
    let items = Presence::ALL.map(|choice| {
        let hint = move || match choice {
            Presence::Offline => Some(words::t().offline_hint),
            Presence::Unavailable => Some(words::t().unavailable_hint),
            Presence::Online | Presence::PrimaryClientsOnly => None,
        };
        view! {
            <button
                role="menuitemradio"
                tabindex="-1"
                type="button"
                aria-checked=move || (presence.get() == Some(choice)).to_string()
                on:click=move |_| choose(choice)
            >
                {mark(choice)}
                <span>
                    {move || word(choice)}
                    {move || hint().map(|hint| view! { <small>{hint}</small> })}
                </span>
                <span class="menu-check">{icon(icon::CHECK)}</span>
            </button>
        }
        .into_any()
    });
    let status = move || presence.get().map(word);
    view! {
        <Menu
            id="presence-menu"
            label=move || words::own(&name(), status())
            class="top-me push"
            trigger=move || {
                view! {
                    {move || {
                        view! {
                            <Avatar
                                name=name()
                                tone=Tone::Staff
                                picture=picture()
                                presence=move || move || presence.get().map(mark)
                            />
                        }
                    }}
                    <span class="top-me-text">{name} <small>{status}</small></span>
                    {icon(icon::CHEVRON_DOWN)}
                }
            }
        >
            {items}
            <hr />
            <a role="menuitem" tabindex="-1" href=paths::PROFILE>
                {icon(icon::CIRCLE_USER)}
                {move || shell_words::t().profile}
            </a>
        </Menu>
    }
    .into_any()
}
