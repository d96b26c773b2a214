//! A group appointment, new or changed: the same fields.

use super::{
    calendar::Calendar,
    create_dialog::Choices,
    desk::{Desk, Draft},
    single_form::channels,
    times::{CounselorField, Freedom, TimeFields, Times},
};
use crate::{
    forms::{Entry, Form, any, required},
    i18n::{common, group_bookings as words},
    session::use_session,
    ui::{
        Button, ErrorSummary, SelectField, SwitchField, TextArea, TextField,
        switch::{ON, on_or_off},
        use_toasts,
    },
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{Booking, GroupBookingCreate, GroupBookingUpdate, MaxParticipants},
    channels::AppointmentChannel,
    clients::Edit,
    ids::BookingId,
    problem::{FieldCode, FieldError},
    services::FollowUpTime,
    text::{BookingRemarks, BookingTitle},
};
use leptos::{prelude::*, task::spawn_local};

fn is_maximum(raw: &str) -> Result<(), FieldError> {
    if raw.trim().is_empty() {
        return Ok(());
    }
    let count = raw.trim().parse::<u16>();
    let count = count.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    MaxParticipants::try_from(count).map(drop)
}

fn remarks(raw: &str) -> Result<(), FieldError> {
    BookingRemarks::try_from(raw.to_owned()).map(drop)
}

/// What is typed of a group appointment.
#[derive(Clone, Copy)]
pub struct GroupEntries {
    title: Entry,
    remarks: Entry,
    /// When, and in whose calendar.
    pub times: Times,
    channel: Entry,
    max: Entry,
    bookable: Entry,
}

/// What was typed, if it is valid.
struct Typed {
    title: BookingTitle,
    remarks: BookingRemarks,
    period: (DateTime<Utc>, DateTime<Utc>),
    follow_up: FollowUpTime,
    channel: Option<AppointmentChannel>,
    max: Option<MaxParticipants>,
    bookable: bool,
}

impl GroupEntries {
    /// As the draft says, and the appointment that is there already.
    pub fn new(draft: &Draft, choices: &Choices, of: Option<&Booking>) -> Self {
        let group = of.and_then(|of| of.group.as_ref());
        let title = of.and_then(|of| of.title.clone()).unwrap_or_default();
        let channel = of.and_then(|of| of.channel);
        let max = group.and_then(|group| group.max_participants);
        let times = Times::new(draft, &choices.counselors);
        if let Some(of) = of {
            let until = of.blocks_until.unwrap_or(of.ends_at);
            let follow_up = (until - of.ends_at).num_minutes();
            times.follow_up.value.set(follow_up.to_string());
        }
        Self {
            title: Entry::new("title", || words::t().name, title, required::<BookingTitle>),
            remarks: Entry::new(
                "remarks",
                || words::t().remarks,
                group.map_or_else(String::new, |group| group.remarks.clone()),
                remarks,
            ),
            times,
            channel: Entry::new(
                "channel",
                || words::t().channel,
                channel.map_or("", AppointmentChannel::name),
                any,
            ),
            max: Entry::new(
                "max_participants",
                || words::t().max,
                max.map_or_else(String::new, |max| max.count().to_string()),
                is_maximum,
            )
            .in_words(|_| Some(words::t().max_bounds)),
            bookable: Entry::new(
                "bookable",
                || words::t().bookable,
                on_or_off(group.is_some_and(|group| group.bookable)),
                any,
            ),
        }
    }

    /// All of them, in the order of the page.
    pub fn all(self) -> Vec<Entry> {
        let mut all = vec![self.title, self.remarks];
        all.extend([self.times.day, self.times.from, self.times.until]);
        all.extend([self.times.follow_up, self.channel, self.times.counselor]);
        all.extend([self.max, self.bookable]);
        all
    }

    fn read(self, form: Form) -> Option<Typed> {
        let Some(period) = untrack(|| self.times.read()) else {
            self.times
                .blame_end(form, crate::i18n::bookings::t().until_before);
            return None;
        };
        let channel = self.channel.value.get_untracked();
        let channel = AppointmentChannel::ALL
            .into_iter()
            .find(|one| one.name() == channel);
        let bookable = self.bookable.value.get_untracked() == ON;
        if bookable && channel.is_none() {
            form.refuse_for(self.channel, FieldError::new(FieldCode::Required));
            return None;
        }
        let max = self.max.value.get_untracked();
        let follow_up = untrack(|| self.times.follow_up_minutes());
        Some(Typed {
            title: self.title.parse()?,
            remarks: self.remarks.parse()?,
            period,
            follow_up: FollowUpTime::try_from(follow_up).unwrap_or_default(),
            channel,
            max: max
                .trim()
                .parse::<u16>()
                .ok()
                .and_then(|max| MaxParticipants::try_from(max).ok()),
            bookable,
        })
    }

    /// What is asked for, as a new one.
    pub fn create(self, form: Form) -> Option<GroupBookingCreate> {
        let typed = self.read(form)?;
        Some(GroupBookingCreate {
            counselor_id: untrack(|| self.times.counselor_id()),
            title: typed.title,
            remarks: typed.remarks,
            starts_at: typed.period.0,
            ends_at: typed.period.1,
            follow_up_minutes: typed.follow_up,
            channel: typed.channel,
            max_participants: typed.max,
            bookable: typed.bookable,
        })
    }

    /// What is asked for, as a change of all of it.
    pub fn update(self, form: Form) -> Option<GroupBookingUpdate> {
        let typed = self.read(form)?;
        Some(GroupBookingUpdate {
            counselor_id: untrack(|| self.times.counselor_id()),
            title: Some(typed.title),
            remarks: Some(typed.remarks),
            starts_at: Some(typed.period.0),
            ends_at: Some(typed.period.1),
            follow_up_minutes: Some(typed.follow_up),
            channel: typed.channel.map_or(Edit::Clear, Edit::Set),
            max_participants: typed.max.map_or(Edit::Clear, Edit::Set),
            bookable: Some(typed.bookable),
        })
    }
}

/// The fields.
#[component]
pub fn GroupFields(
    entries: StoredValue<GroupEntries>,
    choices: Choices,
    /// What may be there, because it is what is being changed.
    #[prop(optional)]
    except: Option<BookingId>,
) -> impl IntoView {
    let entries = entries.get_value();
    let with_none = Signal::derive(move || {
        let none = (String::new(), words::t().no_channel.to_owned());
        let mut all = vec![none];
        all.extend(channels().get());
        all
    });
    view! {
        <TextField entry=entries.title hint=|| words::t().clients_see.to_owned() />
        <TextArea entry=entries.remarks optional=true />
        <TimeFields times=entries.times />
        <Freedom times=entries.times except=except />
        <div class="grid-2">
            <SelectField entry=entries.channel options=with_none />
            <CounselorField times=entries.times counselors=choices.counselors />
        </div>
        <div class="grid-2">
            <TextField entry=entries.times.follow_up />
            <TextField entry=entries.max optional=true />
        </div>
        <SwitchField entry=entries.bookable hint=|| words::t().bookable_hint />
    }
    .into_any()
}

/// The form for a new one.
#[component]
pub fn GroupForm(calendar: Calendar, desk: Desk, draft: Draft, choices: Choices) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = GroupEntries::new(&draft, &choices, None);
    let form = Form::new(entries.all());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = entries.create(form) else {
            return;
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_group_booking(&body).await) {
                Ok(_) => {
                    form.succeed();
                    toasts.say(words::t().created);
                    desk.finish(None);
                    if !calendar.busy.is_disposed() {
                        calendar.load();
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <GroupFields entries=StoredValue::new(entries) choices=choices />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| desk.draft_open.set(false)>
                    {move || common::t().cancel}
                </Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
