//! What can be done to a client from the list.

use super::{record::Record, steps::ClientMenu};
use crate::{
    i18n::{self, clients as words},
    remote::Loaded,
    ui::{
        dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{clients::ClientSummary, ids::ClientId};
use leptos::prelude::*;

/// The menu of a row. A list has many, so nothing of it is fetched or made before somebody asks.
#[component]
pub fn RowMenu(
    /// Whose row it is.
    client: ClientSummary,
    /// What was done has changed the client.
    #[prop(into)]
    on_change: Callback<ClientSummary>,
) -> impl IntoView {
    let toasts = use_toasts();
    let id = client.id;
    let label = words::actions_for(&client.pseudonym);
    let record = RwSignal::new(None::<Record>);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let ask = move |_| {
        owner.with_value(|owner| {
            owner.with(|| record.set(Some(Record::begin_alone(id))));
        });
    };
    // What keeps it from opening is said, and it can be asked for again.
    Effect::new(move |_| {
        if let Some(Loaded::Failure(error)) = record.get().map(Record::loaded) {
            toasts.say(i18n::error_text(&error));
            record.set(None);
        }
    });
    Effect::new(move |_| {
        let now = record.get().and_then(|record| record.of(Clone::clone));
        if let Some(now) = now.map(ClientSummary::from)
            && now != client
        {
            on_change.run(now);
            // The row was made anew.
            dom::focus_soon(trigger_id(id));
        }
    });
    let ready = Memo::new(move |_| {
        let record = record.get();
        record.is_some_and(|record| record.loaded() == Loaded::Here(()))
    });
    let shown = move || {
        let ready = ready.get();
        record.get_untracked().filter(|_| ready)
    };
    move || match shown() {
        Some(record) => view! { <ClientMenu record=record in_row=true /> }.into_any(),
        None => view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                id=trigger_id(id)
                aria-haspopup="menu"
                aria-label=label.clone()
                on:click=ask
            >
                {icon(icon::ELLIPSIS_VERTICAL)}
            </button>
        }
        .into_any(),
    }
}

fn trigger_id(id: ClientId) -> String {
    format!("row-menu-{id}")
}
