//! The calendar.

use super::{
    calendar::Calendar,
    create_dialog::CreateDialog,
    desk::{Desk, Draft},
    details::Details,
    diagnosis::DiagnosisDialog,
    filters::Filters,
    list::List,
    month::Month,
    strip::{Legend, Strip, title},
    time_grid::TimeGrid,
    view::{Shown, View, go, moved, part, use_shown},
};
use crate::{
    calendar_feeds::CalendarFeedDialog,
    i18n::{
        self, absences, booking_times, bookings as words, calendar_feeds as feed_words, channels,
        common, format, services, shell, slots as slot_words, waiting_list as waiting_words,
    },
    paths, router,
    shell::set_title,
    ui::{
        Banner, Button, DatePicker, IconButton, Kind, Menu, dom,
        icon::{self, icon},
    },
    waiting_list::WaitingListDialog,
};
use leptos::prelude::*;

/// When a new entry begins where nobody says when.
const USUAL: (u32, u32) = (9 * 60, 9 * 60 + 30);

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    set_title(|| shell::t().appointments.into());
    let shown = use_shown();
    let calendar = Calendar::new(shown);
    let desk = Desk::new(calendar);
    let (diagnosing, subscribing) = (RwSignal::new(false), RwSignal::new(false));
    let waiting = RwSignal::new(false);
    shortcuts(shown, desk);
    desk.keep_focus(calendar);
    // Who comes to make one begins at once; "back" does not begin again.
    Effect::new(move |_| {
        if router::query(paths::NEW).is_some() {
            let shown = shown.get_untracked();
            router::replace(&shown.address());
            desk.create(Draft::at(shown.date, USUAL.0, USUAL.1));
        }
    });
    let view = part(shown, |shown| shown.view);
    let body = move || match view.get() {
        View::Day | View::Week => view! {
            <Strip calendar=calendar />
            <TimeGrid calendar=calendar desk=desk />
            <Legend />
        }
        .into_any(),
        View::Month => view! { <Month calendar=calendar desk=desk /> }.into_any(),
        View::List => view! { <List calendar=calendar desk=desk /> }.into_any(),
    };
    let failed = move || {
        let text = calendar.failure.get().map(|error| i18n::error_text(&error));
        text.map(|text| {
            view! {
                <Banner
                    kind=Kind::Danger
                    actions=move || {
                        view! {
                            <Button
                                class="btn-sm"
                                busy=calendar.busy
                                on_click=move |()| calendar.load()
                            >
                                {move || common::t().retry}
                            </Button>
                        }
                    }
                >
                    {text}
                </Banner>
            }
        })
    };
    view! {
        <div class="calpage">
            <Bar
                shown=shown
                desk=desk
                diagnosing=diagnosing
                subscribing=subscribing
                waiting=waiting
            />
            <Filters shown=shown />
            {failed}
            {body}
        </div>
        <Details calendar=calendar desk=desk />
        <CreateDialog calendar=calendar desk=desk />
        <DiagnosisDialog open=diagnosing shown=shown />
        <CalendarFeedDialog open=subscribing />
        <WaitingListDialog open=waiting />
    }
    .into_any()
}

fn shortcuts(shown: Memo<Shown>, desk: Desk) {
    dom::on_shortcut(move |event| {
        let by = |days: u64, forward: bool| {
            event.prevent_default();
            go(shown, |shown| shown.date = moved(shown.date, days, forward));
        };
        let scrolls = || dom::has_focus_inside(".cal, .cal-month, .cal-list");
        match event.key().as_str() {
            "t" => go(shown, |shown| shown.date = format::today()),
            "d" => go(shown, |shown| shown.view = View::Day),
            "w" => go(shown, |shown| shown.view = View::Week),
            "m" => go(shown, |shown| shown.view = View::Month),
            "l" => go(shown, |shown| shown.view = View::List),
            "n" => {
                event.prevent_default();
                let day = shown.with_untracked(|shown| shown.date);
                desk.create(Draft::at(day, USUAL.0, USUAL.1));
            }
            "ArrowLeft" => by(1, false),
            "ArrowRight" => by(1, true),
            "ArrowUp" if !scrolls() => by(7, false),
            "ArrowDown" if !scrolls() => by(7, true),
            _ => {}
        }
    });
}

#[component]
fn Bar(
    shown: Memo<Shown>,
    desk: Desk,
    diagnosing: RwSignal<bool>,
    subscribing: RwSignal<bool>,
    waiting: RwSignal<bool>,
) -> impl IntoView {
    let view = part(shown, |shown| shown.view);
    let date = part(shown, |shown| shown.date);
    let turn = move |forward: bool| move |()| go(shown, |shown| shown.date = shown.turned(forward));
    let button = move |one: View| {
        view! {
            <button
                type="button"
                aria-pressed=move || (view.get() == one).to_string()
                on:click=move |_| go(shown, |shown| shown.view = one)
            >
                {move || words::view(one)}
            </button>
        }
    };
    let add = move |_| {
        let day = shown.with_untracked(|shown| shown.date);
        desk.create(Draft::at(day, USUAL.0, USUAL.1));
    };
    let phone_title = move || {
        shown.with(|shown| match shown.view {
            View::Day | View::Week => format::short_day(shown.date),
            View::Month | View::List => title(shown).0,
        })
    };
    view! {
        <div class="cal-bar">
            <h1>
                <span class="only-desk">
                    <span class="sr-only">{move || shell::t().appointments} ", "</span>
                    {move || shown.with(|shown| title(shown).0)}
                </span>
                <span class="only-phone">{phone_title}</span>
            </h1>
            {move || {
                let number = shown.with(|shown| title(shown).1);
                number.map(|number| view! { <span class="muted small cal-kw">{number}</span> })
            }}
            <div class="row row-nowrap cal-turn">
                <Button
                    keys="T"
                    on_click=move |()| go(shown, |shown| shown.date = format::today())
                >
                    {move || words::t().today}
                </Button>
                <IconButton
                    shape=icon::CHEVRON_LEFT
                    label=Signal::derive(move || words::turn(view.get(), false))
                    on_click=turn(false)
                />
                <IconButton
                    shape=icon::CHEVRON_RIGHT
                    label=Signal::derive(move || words::turn(view.get(), true))
                    on_click=turn(true)
                />
                <DatePicker
                    id="pick-date"
                    label=|| words::t().pick_date
                    value=date
                    on_pick=move |day| go(shown, |shown| shown.date = day)
                />
            </div>
            <div class="seg push only-desk" role="group" aria-label=move || words::t().view>
                {View::ALL.map(button)}
            </div>
            <button
                class="btn btn-primary"
                type="button"
                aria-haspopup="dialog"
                aria-keyshortcuts="N"
                aria-label=move || words::t().create
                on:click=add
            >
                {icon(icon::PLUS)}
                <span class="only-desk">{move || words::t().create_short}</span>
            </button>
            <SetUpMenu diagnosing=diagnosing subscribing=subscribing waiting=waiting />
        </div>
    }
    .into_any()
}

/// What the calendar is made of, and why it is as it is.
#[component]
fn SetUpMenu(
    diagnosing: RwSignal<bool>,
    subscribing: RwSignal<bool>,
    waiting: RwSignal<bool>,
) -> impl IntoView {
    type Item = (&'static str, &'static str, fn() -> &'static str);
    let items: [Item; 4] = [
        (paths::BOOKING_TIMES, icon::CLOCK, || {
            booking_times::t().title
        }),
        (paths::SERVICES, icon::CLIPBOARD_LIST, || {
            services::t().title
        }),
        (paths::CHANNELS, icon::MESSAGE_CIRCLE, || {
            channels::t().title
        }),
        (paths::ABSENCES, icon::CALENDAR_OFF, || absences::t().title),
    ];
    let item = |(href, shape, word): Item| {
        view! {
            <a role="menuitem" tabindex="-1" href=href>
                {icon(shape)}
                {move || word()}
            </a>
        }
    };
    let open = |dialog: RwSignal<bool>, shape: &'static str, word: fn() -> &'static str| {
        view! {
            <button
                role="menuitem"
                tabindex="-1"
                type="button"
                on:click=move |_| dialog.set(true)
            >
                {icon(shape)}
                {move || word()}
            </button>
        }
    };
    view! {
        <Menu
            id="set-up-menu"
            label=Signal::derive(|| words::t().set_up.to_owned())
            class="icon-btn icon-btn-line"
            trigger=|| icon(icon::ELLIPSIS_VERTICAL)
        >
            {items.map(item)}
            <hr />
            {open(waiting, icon::HOURGLASS, || waiting_words::t().title)}
            {open(subscribing, icon::CALENDAR_DAYS, || feed_words::t().open)}
            {open(diagnosing, icon::INFO, || slot_words::t().open)}
        </Menu>
    }
    .into_any()
}
