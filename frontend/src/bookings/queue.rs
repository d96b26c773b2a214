//! Who waits for a place in a group appointment, and taking somebody off the list.

use super::group_page::Shown;
use crate::{
    i18n::{self, group_bookings as words},
    live::{News, use_live},
    pages::{ListTable, Pages},
    session::use_session,
    ui::{Banner, Button, Kind, dom, use_toasts},
};
use domain::{
    access::Action,
    bookings::{Booking, GroupWaiter, GroupWaiterQuery},
    clients::ClientRef,
    events::EventKind,
};
use leptos::{prelude::*, task::spawn_local};

/// They, where there are any.
#[component]
pub fn Queue(shown: Shown) -> impl IntoView {
    let waits = |of: &Booking| of.group.as_ref()?.waiting;
    let count = Memo::new(move |_| shown.of(waits).flatten().unwrap_or_default());
    let is_any = Memo::new(move |_| count.get() > 0);
    move || {
        is_any
            .get()
            .then(|| view! { <Waiting shown=shown count=count /> })
    }
}

#[component]
fn Waiting(shown: Shown, count: Memo<u64>) -> impl IntoView {
    let id = shown.id;
    let ask = move |client: client::Client, after| async move {
        let query = GroupWaiterQuery { after, limit: None };
        client.list_group_waiters(id, &query).await
    };
    let listed = Pages::new(ask, |one: &GroupWaiter, other| {
        one.client.id == other.client.id
    });
    listed.load();
    use_live().listen(move |news| {
        let concerns = match news {
            News::Missed => true,
            News::Event(event) => event.kind == EventKind::CalendarChanged,
        };
        if concerns {
            listed.load();
        }
    });
    let may_remove = Memo::new(move |_| shown.may(Action::RemoveGroupWaiter));
    let unseen = move || {
        let all_loaded = listed.next.with(Option::is_none);
        let here = listed.rows.with(|rows| rows.ready().map(Vec::len))?;
        let here = u64::try_from(here).unwrap_or_default();
        let more = count.get().saturating_sub(here);
        (all_loaded && more > 0)
            .then(|| view! { <Banner kind=Kind::Quiet>{words::unseen_waiting(more)}</Banner> })
    };
    view! {
        <section class="stack">
            <h2>{move || words::t().queue}</h2>
            <p class="muted">{move || words::t().queue_lead}</p>
            <ListTable
                pages=listed
                caption=|| words::t().queue
                head=head
                rows=move || {
                    listed
                        .each(
                            |one| (one.client.id, one.held_until),
                            move |one| row(shown, listed, may_remove, one),
                        )
                }
                empty=|| view! { <p role="status">{words::waiting(0)}</p> }
                loaded=words::queue_loaded
            />
            {unseen}
        </section>
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().pseudonym}</th>
        <th>{move || words::t().since}</th>
        <th>
            <span class="sr-only">{move || words::t().actions}</span>
        </th>
    }
    .into_any()
}

fn row(
    shown: Shown,
    listed: Pages<GroupWaiter>,
    may_remove: Memo<bool>,
    one: GroupWaiter,
) -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let GroupWaiter {
        client: ClientRef {
            id,
            number,
            pseudonym,
        },
        since,
        held_until,
    } = one;
    let name = StoredValue::new(pseudonym.clone());
    let remove = move |()| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.remove_group_waiter(shown.id, id).await) {
                Ok(()) => {
                    toasts.say(words::taken_off(&name.try_get_value().unwrap_or_default()));
                    // The button goes, and with it the focus.
                    dom::focus_soon("main");
                    listed.change(|rows| rows.retain(|row| row.client.id != id));
                    shown.load();
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let button = move || {
        may_remove.get().then(|| {
            view! {
                <Button class="btn-sm" on_click=remove>
                    {move || words::take_off(&name.get_value())}
                </Button>
            }
        })
    };
    view! {
        <tr>
            <td class="c-first c-grow t-title">
                <span class="t-name">{pseudonym}</span>
                <span class="t-sub num">{number.to_string()}</span>
            </td>
            <td class="c-full c-meta">
                {move || words::moment(since)}
                {held_until
                    .map(|until| view! { <span class="t-sub">{move || words::held(until)}</span> })}
            </td>
            <td class="c-second t-actions">{button}</td>
        </tr>
    }
    .into_any()
}
