//! Day, from and to: the part that all forms for an entry share, with the answer to whether that
//! time is free.

use super::{desk::Draft, entry};
use crate::{
    forms::{Entry, Fault, Form, any},
    i18n::{bookings as words, format},
    remote::fetch,
    session::use_session,
    ui::{
        SelectField, TextField,
        icon::{self, icon},
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    bookings::{Booking, BookingQuery},
    ids::{BookingId, CounselorId},
    problem::{FieldCode, FieldError},
};
use leptos::prelude::*;

/// What is typed of the time, and whose it is.
#[derive(Clone, Copy)]
pub struct Times {
    /// Whose time it takes.
    pub counselor: Entry,
    /// The day.
    pub day: Entry,
    /// Since when.
    pub from: Entry,
    /// Until when.
    pub until: Entry,
    /// Minutes that are kept free afterwards, where that is asked.
    pub follow_up: Entry,
}

fn is_day(raw: &str) -> Result<(), FieldError> {
    let day = raw.parse::<NaiveDate>();
    day.map(drop)
        .map_err(|_| FieldError::new(FieldCode::WrongType))
}

fn is_time(raw: &str) -> Result<(), FieldError> {
    let minutes = format::minutes_of(raw);
    minutes
        .map(drop)
        .ok_or(FieldError::new(FieldCode::WrongType))
}

fn is_follow_up(raw: &str) -> Result<(), FieldError> {
    let minutes = raw.trim().parse::<u16>();
    let minutes = minutes.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    domain::services::FollowUpTime::try_from(minutes).map(drop)
}

impl Times {
    /// As the draft says.
    pub fn new(draft: &Draft, counselors: &[(String, String)]) -> Self {
        let named = draft.counselor.map(|id| id.to_string());
        let known = named.filter(|id| counselors.iter().any(|one| one.0 == *id));
        let first = || counselors.first().map(|one| one.0.clone());
        Self {
            counselor: Entry::new(
                "counselor_id",
                || words::t().counselor,
                known.or_else(first).unwrap_or_default(),
                any,
            ),
            day: Entry::new("day", || words::t().on_day, draft.day.to_string(), is_day)
                .in_words(|_| Some(words::t().day_bad)),
            from: Entry::new(
                "starts_at",
                || words::t().from,
                format::clock_of(draft.from),
                is_time,
            )
            .in_words(|_| Some(words::t().time_bad)),
            until: Entry::new(
                "ends_at",
                || words::t().until,
                format::clock_of(draft.until),
                is_time,
            )
            .in_words(|_| Some(words::t().time_bad)),
            follow_up: Entry::new(
                "follow_up_minutes",
                || words::t().follow_up_minutes,
                "0",
                is_follow_up,
            )
            .in_words(|_| Some(words::t().follow_up_bounds)),
        }
    }

    /// The entries that every form has.
    pub fn entries(self) -> Vec<Entry> {
        vec![self.counselor, self.day, self.from, self.until]
    }

    /// Whose; notifies.
    pub fn counselor_id(self) -> Option<CounselorId> {
        self.counselor.value.with(|id| id.parse().ok())
    }

    /// From when to when, if that is said and in this order; notifies.
    pub fn read(self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let day: NaiveDate = self.day.value.with(|day| day.parse().ok())?;
        let moment = |entry: Entry| {
            let minutes = entry.value.with(|time| format::minutes_of(time))?;
            format::moment_of(day, minutes)
        };
        let (from, until) = (moment(self.from)?, moment(self.until)?);
        (from < until).then_some((from, until))
    }

    /// Minutes of follow-up; notifies.
    pub fn follow_up_minutes(self) -> u16 {
        self.follow_up
            .value
            .with(|raw| raw.trim().parse().unwrap_or_default())
    }

    /// Sets the end so that it takes this long.
    pub fn take(self, minutes: u32) {
        let from = self
            .from
            .value
            .with_untracked(|time| format::minutes_of(time));
        if let Some(from) = from {
            let until = (from + minutes).min(24 * 60 - 1);
            self.until.value.set(format::clock_of(until));
        }
    }

    /// Says that the end is not after the beginning.
    pub fn blame_end(self, form: Form, text: &'static str) {
        self.until.fault.set(Some(Fault::Said(text.into())));
        form.refuse();
    }
}

/// The fields.
#[component]
pub fn TimeFields(times: Times) -> impl IntoView {
    view! {
        <div class="booking-times">
            <TextField entry=times.day kind="date" />
            <TextField entry=times.from kind="time" />
            <TextField entry=times.until kind="time" />
        </div>
    }
    .into_any()
}

/// Whose calendar it goes into; nothing to choose where it can only be one's own.
#[component]
pub fn CounselorField(times: Times, counselors: Vec<(String, String)>) -> impl IntoView {
    view! { <SelectField entry=times.counselor options=Signal::stored(counselors) /> }.into_any()
}

/// Whether the time is free, as far as anybody can know before it is taken.
#[component]
pub fn Freedom(
    times: Times,
    /// What may be there, because it is what is being moved.
    #[prop(optional_no_strip)]
    except: Option<BookingId>,
) -> impl IntoView {
    let session = use_session();
    let asked = Memo::new(move |_| {
        let (from, until) = times.read()?;
        let follow_up = TimeDelta::minutes(times.follow_up_minutes().into());
        Some((times.counselor_id()?, from, until, until + follow_up))
    });
    let found = RwSignal::new(None::<Vec<Booking>>);
    let era = StoredValue::new(0_u32);
    Effect::new(move |_| {
        found.set(None);
        era.update_value(|era| *era += 1);
        let Some((counselor, from, _, until)) = asked.get() else {
            return;
        };
        let query = BookingQuery {
            from,
            until,
            counselor_id: Some(counselor),
            client_id: None,
        };
        let (client, now) = (session.client(), era.get_value());
        fetch(
            async move { client.list_bookings(&query).await },
            move |answer| {
                if era.get_value() == now {
                    found.set(answer.ok().map(|answer| answer.items));
                }
            },
        );
    });
    let text = move || {
        let ((_, from, until, blocked), found) = asked.get().zip(found.get())?;
        let mut others = found.iter();
        let other = others.find(|one| one.state.is_blocking() && Some(one.id) != except);
        Some(match other {
            None => view! {
                <p class="booking-free">
                    {icon(icon::CIRCLE_CHECK)}
                    {words::is_free(from, until, blocked)}
                </p>
            }
            .into_any(),
            Some(other) => view! {
                <p class="booking-taken">
                    {icon(icon::CIRCLE_ALERT)}
                    {words::is_taken(&entry::name(other), other.starts_at, other.ends_at)}
                </p>
            }
            .into_any(),
        })
    };
    view! { <div role="status">{text}</div> }.into_any()
}
