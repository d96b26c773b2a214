//! When the open door is open: a page of the settings.

use crate::{
    forms::{Entry, Fault, Form},
    i18n::{common, open_door as words, working_time as time_words},
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, ErrorSummary, Kind, Skeleton, Switch, TextField, use_toasts},
    working_time::{hours_of, read_hours},
};
use domain::{
    access::Action,
    open_door::{MaxWaiting, OpenDoorRules, OpenDoorSettings},
    problem::{FieldCode, FieldError, ProblemCode},
    working_time::OpeningHours,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn OpenDoorSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadOpenDoorSettings
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_open_door_settings().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => view! { <Settings of=now /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {form}
    }
    .into_any()
}

fn most(raw: &str) -> Result<MaxWaiting, FieldError> {
    let number = raw.trim().parse::<u16>();
    let number = number.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    MaxWaiting::try_from(number)
}

/// A word in the language of the app.
type Word = fn() -> &'static str;

/// What is typed of the seven days, from Monday on.
const WEEK: [(&str, Word); 7] = [
    ("monday", || time_words::weekdays()[0]),
    ("tuesday", || time_words::weekdays()[1]),
    ("wednesday", || time_words::weekdays()[2]),
    ("thursday", || time_words::weekdays()[3]),
    ("friday", || time_words::weekdays()[4]),
    ("saturday", || time_words::weekdays()[5]),
    ("sunday", || time_words::weekdays()[6]),
];

#[derive(Clone, Copy)]
struct Entries {
    enabled: RwSignal<bool>,
    week: [Entry; 7],
    closed_on_closing_days: RwSignal<bool>,
    most: Entry,
}

impl Entries {
    fn new(of: &OpenDoorRules) -> Self {
        let mut weekday = 0;
        let week = WEEK.map(|(name, label)| {
            let hours = hours_of(of.hours.of(weekday));
            weekday += 1;
            Entry::new(name, label, hours, |raw| read_hours(raw).map(drop))
                .in_words(|_| Some(time_words::t().opening_bad))
        });
        Self {
            enabled: RwSignal::new(of.enabled),
            week,
            closed_on_closing_days: RwSignal::new(of.closed_on_closing_days),
            most: Entry::new(
                "max_waiting",
                || words::t().max_waiting,
                u16::from(of.max_waiting).to_string(),
                |raw| most(raw).map(drop),
            )
            .in_words(|_| Some(words::t().max_waiting_bounds)),
        }
    }

    fn all(self) -> Vec<Entry> {
        let mut all = Vec::from(self.week);
        all.push(self.most);
        all
    }

    /// What is typed, if it is valid.
    fn read(self) -> Option<OpenDoorRules> {
        let week = self
            .week
            .map(|day| day.value.with_untracked(|raw| read_hours(raw)));
        let week: Result<Vec<_>, _> = week.into_iter().collect();
        Some(OpenDoorRules {
            enabled: self.enabled.get_untracked(),
            hours: OpeningHours::try_from(week.ok()?).ok()?,
            closed_on_closing_days: self.closed_on_closing_days.get_untracked(),
            max_waiting: self.most.value.with_untracked(|raw| most(raw)).ok()?,
        })
    }

    /// What only shows in all of it: a week without a day.
    fn look_at_all(self) {
        let closed = |day: &Entry| day.value.with_untracked(|raw| raw.trim().is_empty());
        if self.week.iter().all(closed) {
            let said = words::t().hours_none.to_owned();
            self.week[0].fault.set(Some(Fault::Said(said)));
        }
    }
}

#[component]
fn Settings(of: OpenDoorSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(&of.rules);
    let form = Form::new(entries.all());
    let version = RwSignal::new(of.version);
    let door = RwSignal::new(of.door);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = entries.read() else {
            entries.look_at_all();
            return form.refuse();
        };
        let (client, from) = (session.client(), version.get_untracked());
        spawn_local(async move {
            match session.notice(client.update_open_door_settings(from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    door.try_set(saved.door);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_open_door_settings().await)
                    {
                        version.try_set(theirs.version);
                    }
                    form.fail(error);
                }
            }
        });
    };
    view! {
        <form class="stack form-page" novalidate on:submit=send>
            <ErrorSummary form=form />
            <Switch
                id="enabled"
                label=|| words::t().enabled
                hint=|| words::t().enabled_hint
                on=entries.enabled
                on_change=move |on| entries.enabled.set(on)
            />
            <fieldset class="stack stack-2">
                <legend class="label">{move || words::t().hours}</legend>
                <p class="hint">{move || time_words::t().opening_hint}</p>
                <div class="grid-2">
                    {entries.week.map(|day| view! { <TextField entry=day optional=true /> })}
                </div>
            </fieldset>
            <Switch
                id="closed_on_closing_days"
                label=|| words::t().closed_on_closing_days
                hint=|| words::t().closed_hint
                on=entries.closed_on_closing_days
                on_change=move |on| entries.closed_on_closing_days.set(on)
            />
            <TextField entry=entries.most />
            <Banner kind=Kind::Info>{move || words::door(&door.get())}</Banner>
            <div>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
