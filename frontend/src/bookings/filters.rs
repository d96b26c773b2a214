//! Whose entries are shown, and which: the chips below the bar.

use super::view::{Shown, View, Whose, go, part};
use crate::{
    counselors::all_counselors,
    i18n::bookings as words,
    remote::{Loaded, load},
    session::use_session,
    ui::{
        Menu,
        icon::{self, icon},
    },
};
use domain::{channels::AppointmentChannel, counselors::CounselorSummary, ids::CounselorId};
use leptos::prelude::*;

/// The chips.
#[component]
pub fn Filters(shown: Memo<Shown>) -> impl IntoView {
    let whose = part(shown, |shown| shown.whose.clone());
    let pressed = move |of: Whose| move || whose.with(|whose| *whose == of).to_string();
    let show = move |of: Whose| move |_| go(shown, |shown| shown.whose = of.clone());
    let has_slots = part(shown, |shown| shown.view.shows_slots());
    let free = part(shown, |shown| !shown.without_free);
    let reserved = part(shown, |shown| shown.with_reserved);
    view! {
        <div class="cal-filter" role="group" aria-label=move || words::t().filter>
            <ViewMenu shown=shown />
            <button
                class="chip"
                type="button"
                aria-pressed=pressed(Whose::Mine)
                on:click=show(Whose::Mine)
            >
                {icon(icon::USER_ROUND)}
                {move || words::t().mine}
            </button>
            <Colleagues shown=shown whose=whose />
            <button class="chip" type="button" aria-pressed=pressed(Whose::All) on:click=show(Whose::All)>
                {move || words::t().all}
            </button>
            <span class="cal-filter-rule" aria-hidden="true"></span>
            <ChannelMenu shown=shown />
            {move || {
                has_slots
                    .get()
                    .then(|| {
                        view! {
                            <button
                                class="chip"
                                type="button"
                                aria-pressed=move || free.get().to_string()
                                on:click=move |_| {
                                    go(shown, |shown| shown.without_free = !shown.without_free);
                                }
                            >
                                {icon(icon::CIRCLE_DASHED)}
                                {move || words::t().free_slots}
                            </button>
                        }
                    })
            }}
            <button
                class="chip"
                type="button"
                aria-pressed=move || reserved.get().to_string()
                on:click=move |_| go(shown, |shown| shown.with_reserved = !shown.with_reserved)
            >
                {icon(icon::HOURGLASS)}
                {move || words::t().reservations}
            </button>
        </div>
    }
    .into_any()
}

/// The views, where the bar has no room for them.
#[component]
fn ViewMenu(shown: Memo<Shown>) -> impl IntoView {
    let view = part(shown, |shown| shown.view);
    let item = move |one: View| {
        view! {
            <button
                role="menuitemradio"
                tabindex="-1"
                type="button"
                aria-checked=move || (view.get() == one).to_string()
                on:click=move |_| go(shown, |shown| shown.view = one)
            >
                {move || words::view(one)}
                <span class="menu-check">{icon(icon::CHECK)}</span>
            </button>
        }
    };
    let label = move || format!("{}: {}", words::t().view, words::view(view.get()));
    view! {
        <span class="only-phone">
            <Menu
                id="view-menu"
                label=Signal::derive(label)
                class="chip"
                trigger=move || {
                    view! {
                        {move || words::t().view}
                        ": "
                        <b>{move || words::view(view.get())}</b>
                        {icon(icon::CHEVRON_DOWN)}
                    }
                }
            >
                {View::ALL.map(item)}
            </Menu>
        </span>
    }
    .into_any()
}

#[component]
fn ChannelMenu(shown: Memo<Shown>) -> impl IntoView {
    let channel = part(shown, |shown| shown.channel);
    let word = move |one: Option<AppointmentChannel>| {
        one.map_or_else(|| words::t().all_channels, words::channel)
    };
    let item = move |one: Option<AppointmentChannel>| {
        view! {
            <button
                role="menuitemradio"
                tabindex="-1"
                type="button"
                aria-checked=move || (channel.get() == one).to_string()
                on:click=move |_| go(shown, |shown| shown.channel = one)
            >
                {one.map(|one| icon(super::entry::channel_shape(one)))}
                {move || word(one)}
                <span class="menu-check">{icon(icon::CHECK)}</span>
            </button>
        }
    };
    let all = [None].into_iter().chain(AppointmentChannel::ALL.map(Some));
    let label = move || format!("{}: {}", words::t().channel, word(channel.get()));
    view! {
        <Menu
            id="channel-menu"
            label=Signal::derive(label)
            class="chip"
            trigger=move || {
                view! {
                    {move || words::t().channel}
                    ": "
                    <b>{move || word(channel.get())}</b>
                    {icon(icon::CHEVRON_DOWN)}
                }
            }
        >
            {all.map(item).collect_view()}
        </Menu>
    }
    .into_any()
}

/// Colleagues, each to be shown or not.
#[component]
fn Colleagues(shown: Memo<Shown>, whose: Signal<Whose>) -> impl IntoView {
    let session = use_session();
    let everybody = load(|client| async move { all_counselors(&client).await });
    let is_shown = move |id: CounselorId| {
        whose.with(|whose| matches!(whose, Whose::These(ids) if ids.contains(&id)))
    };
    let toggle = move |id: CounselorId| {
        go(shown, |shown| {
            let mut ids = match &shown.whose {
                Whose::These(ids) => ids.clone(),
                Whose::Mine | Whose::All => Vec::new(),
            };
            if ids.contains(&id) {
                ids.retain(|one| *one != id);
            } else {
                ids.push(id);
            }
            shown.whose = if ids.is_empty() {
                Whose::Mine
            } else {
                Whose::These(ids)
            };
        });
    };
    let item = move |one: CounselorSummary| {
        let id = one.id;
        view! {
            <button
                role="menuitemcheckbox"
                tabindex="-1"
                type="button"
                aria-checked=move || is_shown(id).to_string()
                on:click=move |_| toggle(id)
            >
                {one.display_name}
                <span class="menu-check">{icon(icon::CHECK)}</span>
            </button>
        }
    };
    let items = move || match everybody.ready() {
        Loaded::Nothing | Loaded::Failure(_) => Vec::new(),
        Loaded::Here(all) => {
            let me = session.account().and_then(|one| one.actor().counselor_id());
            let others = all
                .into_iter()
                .filter(|one| one.active && Some(one.id) != me);
            others.map(item).collect()
        }
    };
    let count = move || {
        whose.with(|whose| match whose {
            Whose::These(ids) => Some(ids.len()),
            Whose::Mine | Whose::All => None,
        })
    };
    view! {
        <Menu
            id="colleagues-menu"
            label=Signal::derive(|| words::t().colleagues.to_owned())
            class="chip"
            trigger=move || {
                view! {
                    {move || words::t().colleagues}
                    {move || count().map(|count| view! { " " <b class="cal-count">{count}</b> })}
                    {icon(icon::CHEVRON_DOWN)}
                }
            }
        >
            {items}
        </Menu>
    }
    .into_any()
}
