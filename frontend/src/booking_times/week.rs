//! A week as it is typed.

use super::row::{Row, RowFault, RowFields, focus_fault};
use crate::{
    forms::{Entry, Form, any},
    i18n::{booking_times as words, working_time::weekdays},
    services::label,
    settings::{Answer, Difference, Edited},
    ui::{Button, SelectField, Switch, dom, icon},
};
use client::Client;
use domain::{
    booking_times::{
        BookingDay, BookingRows, BookingTime, BookingTimes, BookingTimesWrite, BookingWeek,
        MAX_ROWS, WeeksAhead,
    },
    ids::CounselorId,
    services::Service,
};
use leptos::prelude::*;

/// The names of the switches, from Monday on.
const DAYS: [&str; 7] = [
    "bookable-monday",
    "bookable-tuesday",
    "bookable-wednesday",
    "bookable-thursday",
    "bookable-friday",
    "bookable-saturday",
    "bookable-sunday",
];

/// The days that what is typed for one of them is taken over to.
const WORKDAYS: usize = 5;

/// From when to when a first row is, until somebody says otherwise.
const FIRST: (&str, &str) = ("09:00", "12:00");

#[derive(Clone, Copy)]
struct Day {
    bookable: RwSignal<bool>,
    rows: RwSignal<Vec<Row>>,
}

/// What is typed of a week.
#[derive(Clone, Copy)]
pub struct Week {
    id: CounselorId,
    weeks: Entry,
    days: [Day; 7],
    services: StoredValue<Vec<Service>>,
    rows_made: StoredValue<u32>,
    /// Rows last as long as the week, whatever day they are pressed into being on.
    owner: StoredValue<Owner>,
    form: Form,
}

impl Week {
    /// The week of a counselor, in which these services can be chosen.
    pub fn new(id: CounselorId, services: Vec<Service>, now: &BookingTimes) -> Self {
        let weeks = Entry::new("weeks_ahead", || words::t().weeks_ahead, "", any);
        let week = Self {
            id,
            weeks,
            days: [(); 7].map(|()| Day {
                bookable: RwSignal::new(false),
                rows: RwSignal::new(Vec::new()),
            }),
            services: StoredValue::new(services),
            rows_made: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            form: Form::new(vec![weeks]),
        };
        week.take(now);
        week
    }

    fn make(self, service: String, from: String, until: String) -> Row {
        self.rows_made.update_value(|made| *made += 1);
        let number = self.rows_made.get_value();
        self.owner
            .with_value(|owner| owner.with(|| Row::new(number, service, from, until)))
    }

    /// One more row of a day: after the last one, of the same service.
    fn add(self, day: Day) {
        let last = day.rows.with_untracked(|rows| rows.last().copied());
        let row = if let Some(last) = last {
            let from = last.until.get_untracked();
            self.make(last.service.get_untracked(), from, String::new())
        } else {
            let service = self
                .services
                .with_value(|services| services.first().map(|one| one.id.to_string()));
            let (from, until) = FIRST;
            let service = service.unwrap_or_default();
            self.make(service, from.to_owned(), until.to_owned())
        };
        day.rows.update(|rows| rows.push(row));
        dom::focus_soon(row.id("service"));
    }

    fn switch(self, day: Day, on: bool) {
        day.bookable.set(on);
        if on && day.rows.with_untracked(Vec::is_empty) {
            self.add(day);
        }
    }

    /// Has the other workdays like this one.
    fn take_over(self, from: usize) {
        let Day { bookable, rows } = self.days[from];
        for (place, day) in self.days.iter().take(WORKDAYS).enumerate() {
            if place == from {
                continue;
            }
            let copies = rows.get_untracked().into_iter().map(|row| {
                self.make(
                    row.service.get_untracked(),
                    row.from.get_untracked(),
                    row.until.get_untracked(),
                )
            });
            day.rows.set(copies.collect());
            day.bookable.set(bookable.get_untracked());
        }
    }

    /// What is typed of a day, in words; notifies.
    fn words_of(self, day: Day) -> String {
        let rows = day.rows.get().into_iter().map(|row| {
            let (service, from, until) = (row.service.get(), row.from.get(), row.until.get());
            self.words_of_row(&service, &from, &until)
        });
        said(day.bookable.get(), rows.collect())
    }

    fn words_of_row(self, service: &str, from: &str, until: &str) -> String {
        let name = self.services.with_value(|services| {
            let mut services = services.iter();
            let found = services.find(|one| one.id.to_string() == service);
            found.map_or_else(|| words::t().other_service.to_owned(), label)
        });
        format!("{}–{} {name}", from.trim(), until.trim())
    }

    fn stored_words_of(self, day: &BookingDay) -> String {
        let rows = day.rows.iter().map(|row| {
            let (from, until) = row.span.texts();
            self.words_of_row(&row.service_id.to_string(), &from, &until)
        });
        said(day.bookable, rows.collect())
    }

    /// What is typed, if it is valid. What is wrong is said at its row, which takes the focus.
    fn typed(self) -> Option<BookingTimesWrite> {
        let weeks = self.weeks.value.with_untracked(|weeks| weeks.parse()).ok();
        let weeks_ahead = weeks.and_then(|weeks: u16| WeeksAhead::try_from(weeks).ok())?;
        let (mut days, mut faulty) = (Vec::new(), None);
        for day in self.days {
            let bookable = day.bookable.get_untracked();
            let mut rows: Vec<(Row, BookingTime)> = Vec::new();
            for row in day.rows.get_untracked() {
                let read = row.read();
                // Nobody sees the rows of a day on which nothing can be booked.
                let fault = read.err().filter(|_| bookable);
                row.fault.set(fault);
                faulty = faulty.or(fault.map(|fault| (row, fault)));
                if let Ok(time) = read {
                    rows.push((row, time));
                }
            }
            let overlapping = overlapping(&rows);
            if let Some(row) = overlapping {
                row.fault.set(Some(RowFault::Overlaps));
                faulty = faulty.or(Some((row, RowFault::Overlaps)));
                day.bookable.set(true);
            }
            let times: Vec<_> = rows.into_iter().map(|(_, time)| time).collect();
            let rows = BookingRows::try_from(times).unwrap_or_default();
            days.push(BookingDay { bookable, rows });
        }
        if let Some((row, fault)) = faulty {
            focus_fault(row, fault);
            return None;
        }
        Some(BookingTimesWrite {
            weeks_ahead,
            week: BookingWeek::try_from(days).ok()?,
        })
    }
}

/// The first row that begins while an earlier one of the same service goes on.
fn overlapping(rows: &[(Row, BookingTime)]) -> Option<Row> {
    let clashes = |place: usize, (_, time): &(Row, BookingTime)| {
        rows[..place].iter().any(|(_, before)| {
            before.service_id == time.service_id
                && before.span.opens() < time.span.closes()
                && time.span.opens() < before.span.closes()
        })
    };
    let mut found = rows.iter().enumerate();
    let found = found.find(|(place, row)| clashes(*place, row));
    found.map(|(_, (row, _))| *row)
}

fn said(bookable: bool, rows: Vec<String>) -> String {
    if bookable && !rows.is_empty() {
        rows.join("; ")
    } else {
        words::t().not_bookable.to_owned()
    }
}

impl Edited for Week {
    type Stored = BookingTimes;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &BookingTimes) -> Vec<Difference> {
        let typed = self.weeks.value.get();
        let typed = typed.parse().map_or(typed, words::weeks);
        let stored_weeks = words::weeks(stored.weeks_ahead.weeks());
        let weeks = Difference::of((self.weeks.label)(), typed, stored_weeks);
        let days = self.days.iter().zip(stored.week.days()).enumerate();
        let days = days.filter_map(|(place, (day, stored))| {
            let stored = self.stored_words_of(stored);
            Difference::of(weekdays()[place], self.words_of(*day), stored)
        });
        weeks.into_iter().chain(days).collect()
    }

    fn take(self, stored: &BookingTimes) {
        self.weeks.value.set(stored.weeks_ahead.weeks().to_string());
        for (day, stored) in self.days.iter().zip(stored.week.days()) {
            let rows = stored.rows.iter().map(|time| {
                let (from, until) = time.span.texts();
                self.make(time.service_id.to_string(), from, until)
            });
            day.rows.set(rows.collect());
            day.bookable.set(stored.bookable);
        }
    }

    fn save(self, client: Client, from: &BookingTimes) -> Option<Answer<BookingTimes>> {
        let body = self.typed()?;
        let (id, version) = (self.id, from.version);
        Some(Box::pin(async move {
            client.update_booking_times(id, version, &body).await
        }))
    }

    fn read(self, client: Client, _: &BookingTimes) -> Answer<BookingTimes> {
        let id = self.id;
        Box::pin(async move { client.read_booking_times(id).await })
    }

    fn fields(self) -> AnyView {
        let weeks = Signal::derive(|| {
            WeeksAhead::ALL
                .map(|one| (one.weeks().to_string(), words::weeks(one.weeks())))
                .into()
        });
        let days = (0..self.days.len()).map(|place| view! { <DayFields week=self place=place /> });
        view! {
            <SelectField
                entry=self.weeks
                options=weeks
                hint=|| words::t().weeks_hint.to_owned()
            />
            <div class="booking-week">{days.collect_view()}</div>
        }
        .into_any()
    }
}

#[component]
fn DayFields(week: Week, place: usize) -> impl IntoView {
    let day = week.days[place];
    let remove = move |number: u32| {
        day.rows
            .update(|rows| rows.retain(|row| row.number != number));
        dom::focus_soon(add_id(place));
    };
    let row = move |row: Row| {
        let number = row.number;
        view! {
            <RowFields
                row=row
                day=place
                services=week.services
                on_remove=move |()| remove(number)
            />
        }
    };
    let is_full = Memo::new(move |_| day.rows.with(|rows| rows.len() >= MAX_ROWS));
    let take_over = move || {
        (place < WORKDAYS).then(|| {
            view! {
                <Button class="btn-quiet btn-sm" on_click=move |()| week.take_over(place)>
                    {move || words::t().take_over}
                    <span class="sr-only">{move || format!(": {}", weekdays()[place])}</span>
                </Button>
            }
        })
    };
    let rows = move || {
        day.bookable.get().then(|| {
            view! {
                <div class="stack stack-2">
                    <For each=move || day.rows.get() key=|row| row.number children=row />
                    <div class="row">
                        <button
                            class="btn btn-quiet btn-sm"
                            type="button"
                            id=add_id(place)
                            disabled=move || is_full.get()
                            on:click=move |_| week.add(day)
                        >
                            {icon::icon(icon::PLUS)}
                            {move || words::t().add}
                            <span class="sr-only">{move || format!(": {}", weekdays()[place])}</span>
                        </button>
                        {take_over}
                    </div>
                </div>
            }
        })
    };
    view! {
        <section class="booking-day" aria-label=move || weekdays()[place]>
            <Switch
                id=DAYS[place]
                label=Signal::derive(move || weekdays()[place])
                on=day.bookable
                on_change=move |on| week.switch(day, on)
            />
            {rows}
        </section>
    }
    .into_any()
}

fn add_id(place: usize) -> String {
    format!("add-{}", DAYS[place])
}
