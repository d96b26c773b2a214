//! Who takes part in a group appointment.

use super::{group_page::Shown, queue::Queue};
use crate::{
    clients::FindClient,
    forms::{Entry, any},
    i18n::{self, clients as client_words, group_bookings as words},
    pages::{ListTable, Pages},
    remote::{Loaded, load},
    session::use_session,
    ui::{Banner, Button, Empty, Kind, SelectField, dom, icon, use_toasts},
};
use domain::{
    access::Action,
    bookings::{Participant, ParticipantQuery, ParticipantsAdd},
    clients::ClientRef,
    groups::GroupQuery,
    ids::{ClientId, GroupId},
    page::Limit,
};
use leptos::{prelude::*, task::spawn_local};

/// They, and how to add somebody.
#[component]
pub fn Participants(shown: Shown) -> impl IntoView {
    let id = shown.id;
    let ask = move |client: client::Client, after| async move {
        let query = ParticipantQuery { after, limit: None };
        client.list_participants(id, &query).await
    };
    let listed = Pages::new(ask, |one: &Participant, other| {
        one.client.id == other.client.id
    });
    let count = Memo::new(move |_| shown.of(taken));
    Effect::new(move |_| {
        // Whoever joins by themselves is counted in the appointment.
        if count.get().is_some() {
            listed.load();
        }
    });
    let may_add = Memo::new(move |_| shown.may(Action::AddParticipants));
    let may_remove = Memo::new(move |_| shown.may(Action::RemoveParticipant));
    let unseen = move || {
        let all_loaded = listed.next.with(Option::is_none);
        let here = listed.rows.with(|rows| rows.ready().map(Vec::len))?;
        let here = u64::try_from(here).unwrap_or_default();
        let more = count.get().flatten()?.saturating_sub(here);
        (all_loaded && more > 0)
            .then(|| view! { <Banner kind=Kind::Quiet>{words::unseen(more)}</Banner> })
    };
    let places = move || {
        let most = shown
            .of(|one| one.group.as_ref()?.max_participants)
            .flatten();
        let most = most.map(domain::bookings::MaxParticipants::count);
        count
            .get()
            .flatten()
            .map(|taken| words::places(taken, most))
    };
    view! {
        <div class="stack tab-part">
            <p role="status">{places}</p>
            {move || may_add.get().then(|| view! { <Add shown=shown listed=listed /> })}
            <ListTable
                pages=listed
                caption=|| words::t().participants
                head=head
                rows=move || listed.each(|one| one.client.id, move |one| row(shown, listed, may_remove, one))
                empty=|| {
                    view! {
                        <Empty
                            shape=icon::USERS_ROUND
                            title=|| words::t().none
                            text=|| words::t().none_text
                        />
                    }
                }
                loaded=client_words::loaded
            />
            {unseen}
            <Queue shown=shown />
        </div>
    }
    .into_any()
}

fn taken(of: &domain::bookings::Booking) -> Option<u64> {
    of.group.as_ref()?.participants
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().pseudonym}</th>
        <th>
            <span class="sr-only">{move || words::t().actions}</span>
        </th>
    }
    .into_any()
}

fn row(
    shown: Shown,
    listed: Pages<Participant>,
    may_remove: Memo<bool>,
    one: Participant,
) -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let ClientRef {
        id,
        number,
        pseudonym,
    } = one.client;
    let name = StoredValue::new(pseudonym.clone());
    let remove = move |()| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.remove_participant(shown.id, id).await) {
                Ok(()) => {
                    toasts.say(words::removed(&name.try_get_value().unwrap_or_default()));
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
                    {move || words::remove(&name.get_value())}
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
            <td class="c-second t-actions">{button}</td>
        </tr>
    }
    .into_any()
}

/// Finds clients, and adds whom one presses; or a whole group.
#[component]
fn Add(shown: Shown, listed: Pages<Participant>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let here = Signal::derive(move || {
        listed.rows.with(|rows| {
            let rows = rows.ready().map(Vec::as_slice).unwrap_or_default();
            rows.iter()
                .map(|one| one.client.id)
                .collect::<Vec<ClientId>>()
        })
    });
    let add = move |body: ParticipantsAdd, done: String| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.add_participants(shown.id, &body).await) {
                Ok(now) => {
                    toasts.say(done);
                    // That changes the count, and with it the list.
                    shown.booking.try_set(crate::remote::Remote::Ready(now));
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let add_client = move |one: ClientRef| {
        let body = ParticipantsAdd {
            client_ids: vec![one.id],
            group_ids: Vec::new(),
        };
        add(body, words::added(&one.pseudonym));
        dom::focus_soon("main");
    };
    let add_group = move |id: GroupId| {
        let body = ParticipantsAdd {
            client_ids: Vec::new(),
            group_ids: vec![id],
        };
        add(body, words::t().group_added.to_owned());
    };
    view! {
        <div class="grid-2">
            <FindClient
                label=|| words::t().find
                nobody=|| words::t().nobody_found
                except=here
                pick=words::add
                shape=icon::USER_ROUND_PLUS
                on_pick=add_client
            />
            <AddGroup on_add=add_group />
        </div>
    }
    .into_any()
}

#[component]
fn AddGroup(#[prop(into)] on_add: Callback<GroupId>) -> impl IntoView {
    let groups = load(|client| async move {
        let query = GroupQuery {
            limit: Limit::try_from(Limit::MAX).ok(),
            ..GroupQuery::default()
        };
        client.list_groups(&query).await
    });
    let chosen = Entry::new("group_id", || words::t().whole_group, "", any);
    let add = move |()| {
        if let Ok(id) = chosen.value.get_untracked().parse() {
            on_add.run(id);
            chosen.value.set(String::new());
        }
    };
    move || match groups.ready() {
        Loaded::Nothing | Loaded::Failure(_) => ().into_any(),
        Loaded::Here(page) if page.items.is_empty() => ().into_any(),
        Loaded::Here(page) => {
            let all = page
                .items
                .into_iter()
                .map(|one| (one.id.to_string(), one.name));
            let all: Vec<_> = all.collect();
            let options = Signal::derive(move || {
                let none = (String::new(), words::t().choose_group.to_owned());
                [none].into_iter().chain(all.clone()).collect()
            });
            view! {
                <div class="row">
                    <SelectField entry=chosen options=options />
                    <Button shape=icon::USERS_ROUND on_click=add>
                        {move || words::t().add_group}
                    </Button>
                </div>
            }
            .into_any()
        }
    }
}
