//! An appointment with a client.

use super::{
    calendar::Calendar,
    create_dialog::Choices,
    desk::{Desk, Draft},
    repeat::{Repeat, RepeatFields},
    times::{CounselorField, Freedom, TimeFields, Times},
};
use crate::{
    clients::FindClient,
    forms::{Entry, Form, any, optional},
    i18n::{booking_series as series_words, bookings as words, common},
    services::label,
    session::use_session,
    ui::{Button, ErrorSummary, SelectField, TextArea, TextField, dom, icon, use_toasts},
};
use client::{CallResult, Client};
use domain::{
    bookings::{BookingCreate, BookingSeriesCreate, Repetition},
    channels::AppointmentChannel,
    clients::ClientRef,
    ids::ServiceId,
    services::{Duration, FollowUpTime, Service},
    text::BookingNote,
};
use leptos::{prelude::*, task::spawn_local};

#[derive(Clone, Copy)]
struct Entries {
    client: RwSignal<Option<ClientRef>>,
    /// Says that nobody was chosen.
    nobody: Entry,
    service: Entry,
    channel: Entry,
    times: Times,
    note: Entry,
    services: StoredValue<Vec<Service>>,
}

impl Entries {
    fn new(draft: &Draft, choices: &Choices) -> Self {
        let id = draft.service.map_or_else(String::new, |id| id.to_string());
        let entries = Self {
            client: RwSignal::new(None),
            nobody: Entry::new("client_id", || words::t().client, "", any),
            service: Entry::new("service_id", || words::t().service, id, any),
            channel: Entry::new(
                "channel",
                || words::t().channel,
                AppointmentChannel::OnSite.name(),
                any,
            ),
            times: Times::new(draft, &choices.counselors),
            note: Entry::new(
                "internal_note",
                || words::t().internal_note,
                "",
                optional::<BookingNote>,
            ),
            services: StoredValue::new(choices.services.clone()),
        };
        entries.follow_service();
        entries
    }

    fn all(self) -> Vec<Entry> {
        let mut all = vec![self.nobody, self.service, self.channel];
        all.extend(self.times.entries());
        all.extend([self.times.follow_up, self.note]);
        all
    }

    /// The service that is chosen; notifies.
    fn chosen(self) -> Option<Service> {
        let id: ServiceId = self.service.value.with(|id| id.parse().ok())?;
        self.services
            .with_value(|all| all.iter().find(|one| one.id == id).cloned())
    }

    /// A service says how long it takes and by which means.
    fn follow_service(self) {
        if let Some(service) = untrack(|| self.chosen()) {
            self.channel.value.set(service.channel.name().to_owned());
            self.times
                .follow_up
                .value
                .set(service.follow_up_minutes.to_string());
            self.times.take(service.duration_minutes.into());
        }
    }

    fn channel(self) -> Option<AppointmentChannel> {
        let name = self.channel.value.get_untracked();
        AppointmentChannel::ALL
            .into_iter()
            .find(|one| one.name() == name)
    }

    fn read(self, form: Form) -> Option<BookingCreate> {
        let Some(client) = self.client.get_untracked() else {
            let said = words::t().client_missing.to_owned();
            self.nobody.fault.set(Some(crate::forms::Fault::Said(said)));
            form.refuse();
            return None;
        };
        let times = untrack(|| self.times.read());
        let minutes =
            times.and_then(|(from, until)| u16::try_from((until - from).num_minutes()).ok());
        let duration = minutes.and_then(|minutes| Duration::try_from(minutes).ok());
        let (Some((starts_at, _)), Some(duration_minutes)) = (times, duration) else {
            self.times.blame_end(form, words::t().until_bad);
            return None;
        };
        let follow_up = untrack(|| self.times.follow_up_minutes());
        Some(BookingCreate {
            client_id: client.id,
            counselor_id: untrack(|| self.times.counselor_id()),
            service_id: untrack(|| self.chosen()).map(|service| service.id),
            channel: self.channel()?,
            starts_at,
            duration_minutes,
            follow_up_minutes: FollowUpTime::try_from(follow_up).unwrap_or_default(),
            note: None,
            internal_note: self.note.parse(),
        })
    }
}

/// Enters it, or all of them where it repeats; answers what is said then.
async fn enter(
    client: &Client,
    booking: BookingCreate,
    repeats: Option<Repetition>,
) -> CallResult<String> {
    let Some(repeat) = repeats else {
        client.create_booking(&booking).await?;
        return Ok(words::t().created.to_owned());
    };
    let body = BookingSeriesCreate { booking, repeat };
    let made = client.create_booking_series(&body).await?;
    Ok(series_words::created(made.items.len()))
}

/// The form.
#[component]
pub fn SingleForm(calendar: Calendar, desk: Desk, draft: Draft, choices: Choices) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(&draft, &choices);
    let repeat = Repeat::new();
    let mut all = entries.all();
    all.extend(repeat.entries());
    let form = Form::new(all);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = entries.read(form) else {
            return;
        };
        let client = session.client();
        let repeats = repeat.read();
        spawn_local(async move {
            match session.notice(enter(&client, body, repeats).await) {
                Ok(said) => {
                    form.succeed();
                    toasts.say(said);
                    desk.finish(None);
                    if !calendar.busy.is_disposed() {
                        calendar.load();
                    }
                }
                Err(error) if !form.busy.is_disposed() && repeat.blame(form, &error) => {}
                Err(error) => form.fail(error),
            }
        });
    };
    let me = choices.me;
    let is_mine = Memo::new(move |_| entries.times.counselor_id() == me);
    Effect::new(move |_| {
        if !is_mine.get() && untrack(|| entries.chosen()).is_some_and(|one| !one.shared) {
            entries.service.value.set(String::new());
        }
    });
    let followed = Memo::new(move |_| entries.service.value.get());
    Effect::new(move |before: Option<String>| {
        let service = followed.get();
        if before.is_some_and(|before| before != service) {
            entries.follow_service();
        }
        service
    });
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <WithWhom entries=entries />
                <div class="grid-2">
                    <SelectField entry=entries.service options=services(entries.services, is_mine) />
                    <CounselorField times=entries.times counselors=choices.counselors />
                </div>
                {move || {
                    followed
                        .with(String::is_empty)
                        .then(|| {
                            view! {
                                <div class="grid-2">
                                    <SelectField entry=entries.channel options=channels() />
                                    <TextField entry=entries.times.follow_up />
                                </div>
                            }
                        })
                }}
                <TimeFields times=entries.times />
                <Freedom times=entries.times />
                <RepeatFields repeat=repeat />
                <TextArea entry=entries.note optional=true />
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

/// What can be booked with whom is chosen: what is one's own, only with oneself.
fn services(all: StoredValue<Vec<Service>>, is_mine: Memo<bool>) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let is_mine = is_mine.get();
        let none = (String::new(), words::t().no_service.to_owned());
        all.with_value(|all| {
            let offered = all.iter().filter(|one| one.shared || is_mine);
            let offered = offered.map(|one| (one.id.to_string(), label(one)));
            [none].into_iter().chain(offered).collect()
        })
    })
}

/// The channels, as pairs of value and word.
pub fn channels() -> Signal<Vec<(String, String)>> {
    Signal::derive(|| {
        let all = AppointmentChannel::ALL.into_iter();
        all.map(|one| (one.name().to_owned(), words::channel(one).to_owned()))
            .collect()
    })
}

/// With whom: found while one types, and shown once chosen.
#[component]
fn WithWhom(entries: Entries) -> impl IntoView {
    let (client, nobody) = (entries.client, entries.nobody);
    let chosen = move || match client.get() {
        Some(one) => view! {
            <p class="row">
                <b>{one.pseudonym}</b>
                <span class="muted num">{one.number.to_string()}</span>
                <Button
                    class="btn-quiet btn-sm"
                    on_click=move |()| {
                        client.set(None);
                        dom::focus_soon(nobody.name);
                    }
                >
                    {move || words::t().other_client}
                </Button>
            </p>
        }
        .into_any(),
        None => view! {
            <FindClient
                label=|| words::t().client
                nobody=|| words::t().nobody
                pick=|_| words::t().pick_client.to_owned()
                shape=icon::CHECK
                on_pick=move |one: ClientRef| {
                    nobody.fault.set(None);
                    client.set(Some(one));
                    // What was pressed is gone.
                    dom::focus_soon(nobody.name);
                }
            />
        }
        .into_any(),
    };
    view! {
        <fieldset class="field" id=nobody.name tabindex="-1">
            <legend class="label">{move || words::t().client}</legend>
            {chosen}
            {move || {
                nobody
                    .fault_text()
                    .map(|text| {
                        view! {
                            <span class="field-error">{icon::icon(icon::CIRCLE_ALERT)} {text}</span>
                        }
                    })
            }}
        </fieldset>
    }
    .into_any()
}
