//! The dialog: who waits, in turn, and taking somebody off the list.

use crate::{
    i18n::{self, channels, common, waiting_list as words},
    live::{News, use_live},
    pages::Pages,
    paths,
    session::use_session,
    ui::{Button, Dialog, dom, use_toasts},
};
use client::Client;
use domain::{
    events::EventKind,
    ids::WaitingListEntryId,
    waiting_list::{WaitingListEntry, WaitingListQuery},
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the list, for the focus when one of it goes.
const LIST: &str = "waiting-list-entries";

/// The dialog.
#[component]
pub fn WaitingListDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            id="waiting-list"
            open=open
            title=|| words::t().title
            children=move || view! { <Content open=open /> }
        />
    }
    .into_any()
}

#[component]
fn Content(open: RwSignal<bool>) -> impl IntoView {
    let ask = |client: Client, after| async move {
        let query = WaitingListQuery { after, limit: None };
        client.list_waiting_list_entries(&query).await
    };
    let pages = Pages::new(ask, |one: &WaitingListEntry, other| one.id == other.id);
    pages.load();
    use_live().listen(move |news| {
        let concerns = match news {
            News::Missed => true,
            News::Event(event) => event.kind == EventKind::CalendarChanged,
        };
        if concerns {
            pages.load();
        }
    });
    view! {
        <div class="dialog-body stack">
            <p class="muted">{move || words::t().lead}</p>
            <List pages=pages />
        </div>
        <footer class="dialog-foot">
            <Button on_click=move |()| open.set(false)>{move || common::t().close}</Button>
        </footer>
    }
    .into_any()
}

#[component]
fn List(pages: Pages<WaitingListEntry>) -> impl IntoView {
    let (asked, busy) = (RwSignal::new(None), RwSignal::new(false));
    let (session, toasts) = (use_session(), use_toasts());
    let take_off = Callback::new(move |id: WaitingListEntryId| {
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.delete_waiting_list_entry(id).await);
            busy.try_set(false);
            asked.try_set(None);
            match answer {
                Ok(()) => {
                    toasts.say(words::t().taken_off);
                    dom::focus_soon(LIST);
                    pages.change(|rows| rows.retain(|row| row.id != id));
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    });
    let row = move |entry: WaitingListEntry| {
        view! { <Row entry=entry asked=asked busy=busy on_take_off=take_off /> }.into_any()
    };
    let rows = move || {
        view! {
            <ul class="stack" role="list" id=LIST tabindex="-1" aria-label=move || words::t().title>
                {pages.each(|one| (one.id, one.offer.as_ref().map(|held| held.id)), row)}
            </ul>
            {pages.foot(words::loaded)}
        }
    };
    pages.view(
        || view! { <p role="status">{move || words::t().none}</p> },
        rows,
    )
}

/// Who it is, what they wait for, and taking them off.
#[component]
fn Row(
    entry: WaitingListEntry,
    /// Of whom it is asked whether one means it.
    asked: RwSignal<Option<WaitingListEntryId>>,
    busy: RwSignal<bool>,
    on_take_off: Callback<WaitingListEntryId>,
) -> impl IntoView {
    let WaitingListEntry {
        id,
        client,
        service,
        counselor,
        until,
        created_at,
        offer,
    } = entry;
    let name = StoredValue::new(client.pseudonym.clone());
    let what = move || {
        let with = counselor.as_ref().map(|one| one.display_name.as_str());
        let name = service.name.as_deref().unwrap_or_default();
        words::what(name, channels::name(service.channel), with)
    };
    let offered = offer.and_then(|held| Some((held.starts_at, held.reserved_until?)));
    let offered = offered.map(|(at, until)| {
        view! { <p class="small">{move || words::offered(at, until)}</p> }
    });
    let is_asked = Memo::new(move |_| asked.get() == Some(id));
    let buttons = move || {
        if is_asked.get() {
            view! {
                <p class="small">{words::t().sure}</p>
                <div class="row">
                    <Button
                        class="btn-sm btn-danger"
                        busy=busy
                        on_click=move |()| on_take_off.run(id)
                    >
                        {move || words::take_off_named(&name.get_value())}
                    </Button>
                    <Button class="btn-sm" on_click=move |()| asked.set(None)>
                        {move || common::t().cancel}
                    </Button>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div>
                    <button
                        class="btn btn-sm"
                        type="button"
                        aria-label=move || words::take_off_named(&name.get_value())
                        on:click=move |_| asked.set(Some(id))
                    >
                        {move || words::t().take_off}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <li class="stack stack-2">
            <div>
                <a href=paths::client(client.id, None)>
                    <b>{client.pseudonym}</b>
                </a>
                " "
                <span class="muted num">{client.number.to_string()}</span>
            </div>
            <p>{what}</p>
            <p class="small muted">{move || words::period(created_at, until)}</p>
            {offered}
            {buttons}
        </li>
    }
    .into_any()
}
