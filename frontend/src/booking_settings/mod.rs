//! By which rules clients book: a page of the settings.

use crate::{
    forms::{Entry, Form},
    i18n::booking_settings as words,
    remote::{Loaded, load},
    settings::{Answer, Difference, Edited, EditedForm, SettingsFrame},
    ui::{Skeleton, TextField},
};
use client::Client;
use domain::{
    access::Action,
    bookings::{BookingRules, BookingSettings},
    problem::{FieldCode, FieldError},
};
use leptos::prelude::*;
use std::ops::RangeInclusive;

/// The page.
#[component]
pub fn BookingSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::UpdateBookingSettings
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_booking_settings().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => {
            let edited = Rules::new(now.rules);
            view! { <EditedForm id="booking-settings" edited=edited stored=now /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {form}
    }
    .into_any()
}

/// A whole number within its bounds.
fn number(raw: &str, bounds: &RangeInclusive<u16>) -> Result<u16, FieldError> {
    let number = raw.trim().parse::<u16>();
    let number = number.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    if bounds.contains(&number) {
        Ok(number)
    } else {
        Err(FieldError::new(FieldCode::OutOfRange))
    }
}

const NUMBERS: usize = 7;

/// The numbers in the order of the page.
fn numbers(of: BookingRules) -> [String; NUMBERS] {
    [
        of.lead_hours,
        of.horizon_days,
        of.reservation_minutes,
        of.notice_hours,
        of.max_open_bookings,
        of.reminder_hours,
        of.video_lead_minutes,
    ]
    .map(|number| number.to_string())
}

#[derive(Clone, Copy)]
struct Rules {
    entries: [Entry; NUMBERS],
    form: Form,
}

macro_rules! entry {
    ($name:ident, $bounds:ident) => {
        Entry::new(
            stringify!($name),
            || words::t().$name,
            "",
            |raw| number(raw, &BookingRules::$bounds).map(drop),
        )
        .in_words(|code| match code {
            FieldCode::WrongType | FieldCode::OutOfRange => Some(words::bounds(stringify!($name))),
            _ => None,
        })
    };
}

impl Rules {
    fn new(of: BookingRules) -> Self {
        let entries = [
            entry!(lead_hours, LEAD_HOURS),
            entry!(horizon_days, HORIZON_DAYS),
            entry!(reservation_minutes, RESERVATION_MINUTES),
            entry!(notice_hours, NOTICE_HOURS),
            entry!(max_open_bookings, MAX_OPEN_BOOKINGS),
            entry!(reminder_hours, REMINDER_HOURS),
            entry!(video_lead_minutes, VIDEO_LEAD_MINUTES),
        ];
        for (entry, number) in entries.iter().zip(numbers(of)) {
            entry.value.set(number);
        }
        Self {
            entries,
            form: Form::new(entries.into()),
        }
    }
}

impl Edited for Rules {
    type Stored = BookingSettings;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &BookingSettings) -> Vec<Difference> {
        let both = self.entries.into_iter().zip(numbers(stored.rules));
        both.filter_map(|(entry, stored)| {
            Difference::of((entry.label)(), entry.value.get(), stored)
        })
        .collect()
    }

    fn take(self, stored: &BookingSettings) {
        for (entry, number) in self.entries.into_iter().zip(numbers(stored.rules)) {
            entry.fault.set(None);
            entry.value.set(number);
        }
    }

    fn save(self, client: Client, from: &BookingSettings) -> Option<Answer<BookingSettings>> {
        let typed = self
            .entries
            .map(|entry| entry.value.get_untracked().trim().parse::<u16>().ok());
        let [
            lead,
            horizon,
            reservation,
            notice,
            open,
            reminder,
            video_lead,
        ] = typed;
        let body = BookingRules {
            lead_hours: lead?,
            horizon_days: horizon?,
            reservation_minutes: reservation?,
            notice_hours: notice?,
            max_open_bookings: open?,
            reminder_hours: reminder?,
            video_lead_minutes: video_lead?,
        };
        let version = from.version;
        Some(Box::pin(async move {
            client.update_booking_settings(version, &body).await
        }))
    }

    fn read(self, client: Client, _: &BookingSettings) -> Answer<BookingSettings> {
        Box::pin(async move { client.read_booking_settings().await })
    }

    fn fields(self) -> AnyView {
        let field = |entry: Entry| {
            view! { <TextField entry=entry hint=move || words::hint(entry.name).to_owned() /> }
        };
        let fields = self.entries.map(field);
        view! { <div class="grid-2">{fields}</div> }.into_any()
    }
}
