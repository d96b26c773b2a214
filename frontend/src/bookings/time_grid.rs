//! Day and week: everything where it stands in time.

use super::{
    calendar::{Calendar, DAY, DayTable, Filtered, Piece},
    desk::{Desk, Draft},
    entry::{self, ABSENCE, FREE},
    view::{Shown, View, part, week_number},
};
use crate::{
    i18n::{self, Language, bookings as words, format},
    ui::icon::{self, icon},
};
use chrono::{Datelike, NaiveDate};
use domain::{
    bookings::{Booking, BookingState, Lane, lanes},
    slots::Slot,
};
use leptos::{ev::MouseEvent, html::Div, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Between which minutes of a day the grid always reaches.
const USUAL: (u32, u32) = (8 * 60, 19 * 60);
/// Minutes from which on an entry has a second line.
const TWO_LINES: u32 = 40;
/// Minutes from which on its lines may wrap.
const TALL: u32 = 75;
/// To how many minutes a click is rounded.
const GRAIN: u32 = 15;
/// Minutes that a new entry takes unless somebody says otherwise.
const USUAL_LENGTH: u32 = 30;

/// What stands somewhere in the grid.
#[derive(Clone, PartialEq)]
enum What {
    Booking(Box<Booking>),
    Free(Slot, Option<String>),
    Absence(String),
}

/// Something at its place.
#[derive(Clone, PartialEq)]
struct Placed {
    what: What,
    piece: Piece,
    lane: Lane,
    /// Until when the follow-up goes on, of which nothing is said but a ribbon drawn.
    follow_until: u32,
    of_many: bool,
    language: Language,
}

/// A day with what stands in it.
#[derive(Clone, Default, PartialEq)]
struct Column {
    placed: Vec<Placed>,
    /// Why nobody, or the one whose calendar it is, works on it.
    off: Option<String>,
    /// Who of several is away all day.
    away: Vec<String>,
}

#[derive(Clone, Default, PartialEq)]
struct Grid {
    columns: Vec<Column>,
    /// The first minute.
    from: u32,
    hours: u32,
}

impl Grid {
    fn of(filtered: &Filtered<'_>) -> Self {
        let days = filtered.shown.days();
        let mut columns = vec![Column::default(); days.len()];
        let table = DayTable::new(days.clone());
        for (column, day) in columns.iter_mut().zip(&days) {
            column.off = filtered
                .closed(*day)
                .map(|day| words::closed(day).to_owned());
        }
        let of_many = filtered.is_of_many();
        let place = |what, piece, follow_until| Placed {
            what,
            piece,
            lane: Lane::default(),
            follow_until,
            of_many,
            language: i18n::language(),
        };
        for absence in filtered.absences() {
            let who = absence.counselor.display_name.as_str();
            let text = if of_many {
                format!("{who}: {}", words::away(&absence.label))
            } else {
                words::away(&absence.label)
            };
            let whole = table.whole_days(absence.starts_at, absence.ends_at);
            for piece in table.pieces(absence.starts_at, absence.ends_at) {
                let column = &mut columns[piece.day];
                match (whole.contains(&piece.day), of_many) {
                    (true, true) => column.away.push(text.clone()),
                    (true, false) => column.off = Some(text.clone()),
                    (false, _) => {
                        let placed = place(What::Absence(text.clone()), piece, piece.until);
                        column.placed.push(placed);
                    }
                }
            }
        }
        for booking in filtered.bookings() {
            let until = booking.blocks_until.unwrap_or(booking.ends_at);
            let follows = table.pieces(booking.starts_at, until);
            for piece in table.pieces(booking.starts_at, booking.ends_at) {
                let follow = follows.iter().find(|one| one.day == piece.day);
                let follow = follow.map_or(piece.until, |one| one.until);
                let what = What::Booking(Box::new(booking.clone()));
                columns[piece.day].placed.push(place(what, piece, follow));
            }
        }
        for slot in filtered.slots() {
            let name = filtered.name(slot.counselor_id).filter(|_| of_many);
            for piece in table.pieces(slot.starts_at, slot.ends_at) {
                let what = What::Free(slot.clone(), name.map(str::to_owned));
                columns[piece.day]
                    .placed
                    .push(place(what, piece, piece.until));
            }
        }
        Self::spread(columns)
    }

    fn spread(mut columns: Vec<Column>) -> Self {
        let (mut from, mut until) = USUAL;
        for column in &mut columns {
            let spans = column
                .placed
                .iter()
                .map(|one| (one.piece.from, one.follow_until));
            let found = lanes(&spans.collect::<Vec<_>>());
            for (one, lane) in column.placed.iter_mut().zip(found) {
                one.lane = lane;
                from = from.min(one.piece.from / 60 * 60);
                until = until.max(one.follow_until.div_ceil(60) * 60);
            }
        }
        Self {
            columns,
            from,
            hours: (until - from) / 60,
        }
    }
}

impl Placed {
    /// Its elements are made anew when this changes.
    fn key(&self) -> String {
        let Self { piece, lane, .. } = self;
        let what = match &self.what {
            What::Booking(one) => format!("{}-{:?}-{:?}", one.id, one.version, one.state),
            What::Free(slot, _) => format!("{}-{}", slot.counselor_id, slot.service_id),
            What::Absence(text) => text.clone(),
        };
        format!(
            "{what}-{}-{}-{}-{}-{}-{}-{:?}",
            piece.day, piece.from, piece.until, self.follow_until, lane.at, lane.of, self.language
        )
    }

    fn minutes(&self) -> u32 {
        self.piece.until - self.piece.from
    }
}

/// The grid.
#[component]
pub fn TimeGrid(calendar: Calendar, desk: Desk) -> impl IntoView {
    let days = part(calendar.shown, Shown::days);
    let grid = Memo::new(move |_| calendar.filtered(Grid::of));
    let view = move || {
        let days = days.get();
        let rows = view! { <Rows calendar=calendar desk=desk days=days grid=grid /> };
        rows.into_any()
    };
    view.into_any()
}

#[component]
fn Rows(calendar: Calendar, desk: Desk, days: Vec<NaiveDate>, grid: Memo<Grid>) -> impl IntoView {
    let shown = calendar.shown;
    let count = days.len();
    let hours = move || {
        let (from, hours) = grid.with(|grid| (grid.from / 60, grid.hours));
        (0..hours)
            .map(|hour| {
                let label = format::clock_of((from + hour) * 60);
                view! { <span style:--h=hour.to_string()>{label}</span> }
            })
            .collect_view()
    };
    let heads = days
        .iter()
        .copied()
        .map(|day| head(calendar, day))
        .collect_view();
    let anybody_away = Memo::new(move |_| {
        grid.with(|grid| grid.columns.iter().any(|column| !column.away.is_empty()))
    });
    let all_day = {
        let days = days.clone();
        move || {
            anybody_away.get().then(|| {
                let cells = days.iter().enumerate().map(|(index, day)| {
                    let date = *day;
                    let is_shown =
                        move || shown.with(|shown| shown.view == View::Day || shown.date == date);
                    view! {
                        <div class="cal-allday" data-shown=move || is_shown().then_some("")>
                            {move || grid.with(|grid| away(grid, index))}
                        </div>
                    }
                });
                view! {
                    <div class="cal-label"></div>
                    {cells.collect_view()}
                }
            })
        }
    };
    let columns = days
        .into_iter()
        .enumerate()
        .map(|(index, day)| view! { <DayColumn calendar=calendar desk=desk day=day index=index grid=grid /> })
        .collect_view();
    view! {
        <div
            class="cal"
            role="group"
            aria-label=move || words::t().calendar
            aria-busy=move || calendar.busy.get().then_some("true")
            tabindex="0"
            style:--days=count.to_string()
            style:--from=move || grid.with(|grid| grid.from.to_string())
            style:--hours=move || grid.with(|grid| grid.hours.to_string())
        >
            <div class="cal-corner"></div>
            {heads}
            {all_day}
            <div class="cal-gutter" aria-hidden="true">
                {hours}
            </div>
            {columns}
        </div>
    }
    .into_any()
}

fn away(grid: &Grid, index: usize) -> AnyView {
    let names = grid.columns.get(index).map(|column| column.away.clone());
    names
        .unwrap_or_default()
        .into_iter()
        .map(|text| {
            view! {
                <span class="ev" data-state=ABSENCE.state title=text.clone()>
                    <span class="ev-line">{icon(ABSENCE.shape)} <b>{text.clone()}</b></span>
                </span>
            }
        })
        .collect_view()
        .into_any()
}

/// The name of a day, which leads to it.
fn head(calendar: Calendar, day: NaiveDate) -> AnyView {
    let shown = calendar.shown;
    let href = move || {
        shown.with(|shown| {
            let mut there = shown.clone();
            (there.view, there.date) = (View::Day, day);
            there.address()
        })
    };
    let is_today = day == format::today();
    view! {
        <a class="cal-head" href=href aria-current=is_today.then_some("date")>
            {move || format::weekday_short(day)}
            " "
            <b>{day.day()}</b>
            {is_today
                .then(|| view! { <span class="sr-only">", " {move || words::t().is_today}</span> })}
        </a>
    }
    .into_any()
}

#[component]
fn DayColumn(
    calendar: Calendar,
    desk: Desk,
    day: NaiveDate,
    index: usize,
    grid: Memo<Grid>,
) -> impl IntoView {
    let shown = calendar.shown;
    let of_column = move |grid: &Grid| grid.columns.get(index).cloned().unwrap_or_default();
    let column = Memo::new(move |_| grid.with(of_column));
    let off = Memo::new(move |_| column.with(|column| column.off.clone()));
    let is_shown = move || shown.with(|shown| shown.view == View::Day || shown.date == day);
    let lane = NodeRef::<Div>::new();
    let clicked = move |event: MouseEvent| {
        let Some(lane) = lane.get_untracked() else {
            return;
        };
        let on_entry = event.target().is_some_and(|target| {
            let element = target.dyn_into::<web_sys::Element>().ok();
            element.is_some_and(|one| one.closest(".ev").ok().flatten().is_some())
        });
        if on_entry {
            return;
        }
        let (from, hours) = grid.with_untracked(|grid| (grid.from, grid.hours));
        let area = lane.get_bounding_client_rect();
        let share = (f64::from(event.client_y()) - area.top()) / area.height();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "minutes of a day"
        )]
        let minute = (share.clamp(0.0, 1.0) * f64::from(hours * 60)) as u32 + from;
        let begins = (minute / GRAIN * GRAIN).min(DAY - GRAIN);
        desk.create(Draft::at(day, begins, (begins + USUAL_LENGTH).min(DAY - 1)));
    };
    let is_today = day == format::today();
    view! {
        <div
            class="cal-day"
            role="group"
            aria-label=move || format::short_day(day)
            data-today=is_today.then_some("")
            data-off=move || off.get().map(|_| "")
            data-shown=move || is_shown().then_some("")
        >
            <div class="cal-lane" node_ref=lane on:click=clicked>
                {move || {
                    off.get()
                        .map(|why| {
                            view! {
                                <div class="cal-offlabel">
                                    {icon(icon::CALENDAR_OFF)} <span>{why}</span>
                                </div>
                            }
                        })
                }}
                <For
                    each=move || column.with(|column| column.placed.clone())
                    key=Placed::key
                    children=move |placed| placed_view(placed, day, desk)
                />
                {is_today.then(|| view! { <Now grid=grid /> })}
            </div>
        </div>
    }
    .into_any()
}

/// The line of the present moment.
#[component]
fn Now(grid: Memo<Grid>) -> impl IntoView {
    let minute = || format::wall(crate::api_tokens::now()).map_or(0, |(_, minute)| minute);
    let now = RwSignal::new(minute());
    let tick = move || {
        now.try_set(minute());
    };
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_mins(1)) {
        on_cleanup(move || timer.clear());
    }
    let inside = Memo::new(move |_| {
        grid.with(|grid| (grid.from..=grid.from + grid.hours * 60).contains(&now.get()))
    });
    move || {
        inside
            .get()
            .then(|| view! { <div class="cal-now" style:--s=move || now.get().to_string()></div> })
    }
}

fn placed_view(placed: Placed, day: NaiveDate, desk: Desk) -> AnyView {
    let follow = (placed.follow_until > placed.piece.until).then(|| {
        let minutes = placed.follow_until - placed.piece.until;
        view! {
            <span
                class="ev-follow"
                title=words::follow_up_of(minutes)
                style:--s=placed.piece.until.to_string()
                style:--d=minutes.to_string()
                style:--l=placed.lane.at.to_string()
                style:--n=placed.lane.of.to_string()
            ></span>
        }
    });
    let entry = match placed.what.clone() {
        What::Booking(booking) => booking_view(&placed, *booking, day, desk),
        What::Free(slot, name) => slot_view(&placed, slot, name, day, desk),
        What::Absence(text) => absence_view(&placed, text),
    };
    view! { {entry} {follow} }.into_any()
}

fn booking_view(placed: &Placed, booking: Booking, day: NaiveDate, desk: Desk) -> AnyView {
    let look = entry::look(booking.kind, booking.state);
    let name = entry::name(&booking);
    let times = format::span(booking.starts_at, booking.ends_at);
    let whose = placed
        .of_many
        .then(|| booking.counselor.display_name.clone());
    let details: Vec<String> = [Some(times), whose].into_iter().flatten().collect();
    let details = details.join(", ");
    let title = format!("{name}, {details}");
    let has_lines = placed.minutes() >= TWO_LINES;
    let is_reserved = booking.state == BookingState::Reserved;
    let id = booking.id;
    view! {
        <button
            class="ev"
            type="button"
            data-state=look.state
            data-tall=(placed.minutes() >= TALL).then_some("")
            title=title
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
            on:click=move |_| desk.open(id)
        >
            <span class="sr-only">{entry::spoken(&booking, day)}</span>
            <span class="ev-line">
                {icon(look.shape)} <b>{name}</b>
                {booking
                    .channel
                    .map(|channel| {
                        view! { <span class="push">{icon(entry::channel_shape(channel))}</span> }
                    })}
            </span>
            <span class=if has_lines && !is_reserved { "ev-sub" } else { "sr-only" }>
                {(!has_lines).then_some(", ")} {details}
            </span>
        </button>
    }
    .into_any()
}

fn slot_view(
    placed: &Placed,
    slot: Slot,
    whose: Option<String>,
    day: NaiveDate,
    desk: Desk,
) -> AnyView {
    let is_half = placed.lane.of > 1;
    let label = if is_half {
        format::clock_time(slot.starts_at)
    } else {
        words::free_at(slot.starts_at)
    };
    let length = words::minutes((slot.ends_at - slot.starts_at).num_minutes());
    let channel = words::channel(slot.channel);
    let details: Vec<_> = [Some(format!("{length} {channel}")), whose]
        .into_iter()
        .flatten()
        .collect();
    let details = details.join(", ");
    let title = format!("{label}, {details}");
    let has_lines = placed.minutes() >= TWO_LINES && !is_half;
    let spoken = format!("{}, {channel}: ", format::short_day(day));
    let piece = placed.piece;
    let draft = Draft {
        counselor: Some(slot.counselor_id),
        service: Some(slot.service_id),
        ..Draft::at(day, piece.from, piece.until)
    };
    view! {
        <button
            class="ev"
            type="button"
            data-state=FREE.state
            data-half=is_half.then_some("")
            title=title
            style:--s=piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
            on:click=move |_| desk.create(draft.clone())
        >
            <span class="sr-only">{spoken}</span>
            <span class="ev-line">{icon(entry::channel_shape(slot.channel))} <b>{label}</b></span>
            <span class=if has_lines { "ev-sub" } else { "sr-only" }>
                {(!has_lines).then_some(", ")} {details}
            </span>
        </button>
    }
    .into_any()
}

fn absence_view(placed: &Placed, text: String) -> AnyView {
    view! {
        <div
            class="ev"
            data-state=ABSENCE.state
            title=text.clone()
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
        >
            <span class="ev-line">{icon(ABSENCE.shape)} <b>{text.clone()}</b></span>
        </div>
    }
    .into_any()
}

/// The days of the week to touch, where the window has room for one of them.
#[component]
pub fn Strip(calendar: Calendar) -> impl IntoView {
    let shown = calendar.shown;
    let week = part(shown, |shown| {
        let monday = super::view::monday(shown.date);
        monday.iter_days().take(7).collect::<Vec<_>>()
    });
    let counts = Memo::new(move |_| {
        calendar.filtered(|filtered| {
            let days = filtered.shown.days();
            let table = DayTable::new(days.clone());
            let mut counts: Vec<(NaiveDate, usize)> =
                days.into_iter().map(|day| (day, 0)).collect();
            for booking in filtered.bookings() {
                for piece in table.pieces(booking.starts_at, booking.ends_at) {
                    counts[piece.day].1 += 1;
                }
            }
            counts
        })
    });
    let day = move |day: NaiveDate| {
        let href = move || {
            shown.with(|shown| {
                let mut there = shown.clone();
                there.date = day;
                there.address()
            })
        };
        let count = move || {
            let of = |counts: &Vec<(NaiveDate, usize)>| {
                counts
                    .iter()
                    .find(|one| one.0 == day)
                    .map_or(0, |one| one.1)
            };
            counts.with(of)
        };
        view! {
            <a
                href=href
                aria-current=move || shown.with(|shown| shown.date == day).then_some("date")
                aria-label=move || format::long_day(day)
            >
                {move || format::weekday_short(day)}
                <b class="num">{day.day()}</b>
                <i
                    data-none=move || (count() == 0).then_some("")
                    data-many=move || (count() > 1).then_some("")
                ></i>
            </a>
        }
    };
    view! {
        <nav class="cal-strip" aria-label=move || words::t().days_of_week>
            {move || week.get().into_iter().map(day).collect_view()}
        </nav>
    }
    .into_any()
}

/// What the looks mean.
#[component]
pub fn Legend() -> impl IntoView {
    type Sign = (entry::Look, fn() -> &'static str);
    use domain::bookings::BookingKind::{Blocker, Single};
    let signs: [Sign; 6] = [
        (FREE, || words::t().free),
        (entry::look(Single, BookingState::Reserved), || {
            words::t().reserved
        }),
        (entry::look(Single, BookingState::Requested), || {
            words::t().booked
        }),
        (entry::look(Single, BookingState::Confirmed), || {
            words::t().confirmed
        }),
        (entry::look(Blocker, BookingState::Confirmed), || {
            words::t().blocker
        }),
        (ABSENCE, || words::t().absent),
    ];
    let sign = |(look, word): Sign| {
        view! {
            <li>
                <span class="ev" data-state=look.state>{icon(look.shape)}</span>
                {move || word()}
            </li>
        }
    };
    view! {
        <div class="cal-foot">
            <ul class="legend" aria-label=move || words::t().legend>
                {signs.map(sign)}
                <li>
                    <span class="legend-follow"><span class="ev-follow"></span></span>
                    {move || words::t().follow_up}
                </li>
            </ul>
        </div>
    }
    .into_any()
}

/// The title of what is shown, and the number of the week.
pub fn title(shown: &Shown) -> (String, Option<String>) {
    match shown.view {
        View::Day => (format::long_day(shown.date), None),
        View::Month => (words::month_of(shown.date), None),
        View::Week | View::List => {
            let days = shown.days();
            let (first, last) = (days[0], days[days.len() - 1]);
            let number = (shown.view == View::Week).then(|| words::week_number(week_number(first)));
            (words::period(first, last), number)
        }
    }
}
