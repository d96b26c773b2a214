//! Taking along everything that is kept about a client.

use crate::{
    clients::Record,
    i18n::{self, documents as words},
    session::use_session,
    ui::{
        dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::access::Action;
use leptos::{prelude::*, task::spawn_local};

/// The entry of the menu of a client's page.
#[component]
pub fn ExportEntry(record: Record) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let export = move |_| {
        let Some(number) = untrack(|| record.of(|client| client.number)) else {
            return;
        };
        let (api, id) = (session.client(), record.id);
        toasts.say(words::t().export_begun);
        spawn_local(async move {
            match session.notice(api.export_client(id).await) {
                Ok(bytes) => {
                    dom::download_bytes(&format!("{number}.zip"), "application/zip", &bytes);
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    move || {
        record.may(Action::ExportClient).then(|| {
            view! {
                <button type="button" role="menuitem" tabindex="-1" on:click=export>
                    {icon(icon::DOWNLOAD)}
                    {move || words::t().export}
                </button>
            }
        })
    }
}
