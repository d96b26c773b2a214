//! Where a request stands in the list that was looked at last, and the ones before and after it.

use crate::{
    i18n::mail_requests as words,
    paths, router,
    ui::{
        dom,
        icon::{self, icon},
    },
};
use domain::ids::MailRequestId;
use leptos::prelude::*;
use std::cell::RefCell;

/// A list, as far as it was loaded.
#[derive(Clone, Debug, Default)]
struct Seen {
    ids: Vec<MailRequestId>,
    is_all: bool,
}

thread_local! {
    static LIST: RefCell<Seen> = RefCell::default();
}

/// Keeps which requests a list shows, in its order, and whether these are all.
pub fn remember(ids: Vec<MailRequestId>, is_all: bool) {
    LIST.set(Seen { ids, is_all });
}

/// The way to the request before and the one after, by button and by K and J. Nothing for a request
/// that was not come to from a list.
#[component]
pub fn Neighbours(id: MailRequestId) -> impl IntoView {
    let Seen { ids, is_all } = LIST.with_borrow(Clone::clone);
    let Some(place) = ids.iter().position(|one| *one == id) else {
        return ().into_any();
    };
    let (before, after) = (
        place.checked_sub(1).and_then(|place| ids.get(place)),
        ids.get(place + 1),
    );
    let [before, after] = [before, after].map(|id| id.map(|id| paths::mail_request(*id)));
    let keys = [("k", before.clone()), ("j", after.clone())];
    dom::on_shortcut(move |event| {
        let key = event.key();
        let meant = keys.iter().find(|(name, _)| *name == key);
        if let Some(address) = meant.and_then(|(_, address)| address.as_deref()) {
            router::go(address);
        }
    });
    let link = |address: Option<String>, outline, key, label: fn() -> &'static str| {
        address.map(|address| {
            view! {
                <a
                    class="icon-btn icon-btn-sm"
                    href=address
                    aria-label=label
                    aria-keyshortcuts=key
                >
                    {icon(outline)}
                </a>
            }
        })
    };
    let count = ids.len();
    view! {
        <nav class="row push only-desk neighbours" aria-label=move || words::t().neighbours>
            <span class="muted">{move || words::place(place + 1, count, is_all)}</span>
            {link(before, icon::CHEVRON_UP, "K", || words::t().previous)}
            {link(after, icon::CHEVRON_DOWN, "J", || words::t().next)}
        </nav>
    }
    .into_any()
}
