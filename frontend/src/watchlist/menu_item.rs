use crate::{
    i18n::{self, watchlist as words},
    remote::fetch,
    session::use_session,
    ui::{
        icon::{self, icon},
        use_toasts,
    },
};
use domain::ids::ClientId;
use leptos::{prelude::*, task::spawn_local};

/// An item of a client's menu: remembers them, or forgets them.
#[component]
pub fn WatchlistItem(
    /// Who.
    id: ClientId,
    /// What they go by.
    #[prop(into)]
    pseudonym: Signal<String>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let remembered = RwSignal::new(None::<bool>);
    let client = session.client();
    fetch(
        async move { client.read_watchlist_entry(id).await },
        move |entry| remembered.set(entry.ok().map(|entry| entry.remembered)),
    );
    let act = move |is_on: bool| {
        let client = session.client();
        spawn_local(async move {
            let done = if is_on {
                client.forget_client(id).await
            } else {
                client.remember_client(id).await
            };
            match session.notice(done) {
                Ok(()) => {
                    let name = pseudonym.try_get_untracked().unwrap_or_default();
                    toasts.say(if is_on {
                        words::forgotten(&name)
                    } else {
                        words::remembered(&name)
                    });
                    let _ = remembered.try_set(Some(!is_on));
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    // There from the start, so that nothing moves under whoever has opened the menu.
    let press = move |_| {
        if let Some(is_on) = remembered.get_untracked() {
            act(is_on);
        }
    };
    let word = move || {
        if remembered.get() == Some(true) {
            words::t().forget
        } else {
            words::t().remember
        }
    };
    view! {
        <button
            type="button"
            role="menuitem"
            tabindex="-1"
            aria-disabled=move || remembered.get().is_none().then_some("true")
            on:click=press
        >
            {icon(icon::EYE)}
            {word}
        </button>
    }
    .into_any()
}
