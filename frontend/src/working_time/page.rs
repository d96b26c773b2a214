//! The page. By when a message would be due that arrives now is said before it is saved.

use super::written::{closing_of, hours_of, read_closing, read_hours};
use crate::{
    forms::{Entry, Form, any},
    i18n::{common, working_time as words},
    remote::{Loaded, fetch, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, ErrorSummary, Kind, SelectField, Skeleton, Switch, TextArea, TextField,
        use_toasts,
    },
};
use domain::{
    access::Action,
    problem::{FieldCode, FieldError, ProblemCode},
    working_time::{
        AnswerPeriod, FederalState, OpeningHours, PeriodUnit, WorkingTime, WorkingTimePreview,
        WorkingTimeSettings,
    },
};
use leptos::{prelude::*, task::spawn_local};

const HOURS: &str = "hours";
const DAYS: &str = "days";

/// The page.
#[component]
pub fn WorkingTimePage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadWorkingTime
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_working_time().await });
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

fn unit(raw: &str) -> PeriodUnit {
    if raw == HOURS {
        PeriodUnit::Hours
    } else {
        PeriodUnit::Days
    }
}

/// The period may be left out; then nothing is ever overdue.
fn period(raw: &str, unit: PeriodUnit) -> Result<Option<AnswerPeriod>, FieldError> {
    if raw.trim().is_empty() {
        return Ok(None);
    }
    let amount = raw.trim().parse::<u16>();
    let amount = amount.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    AnswerPeriod::new(amount, unit).map(Some)
}

/// A word in the language of the app.
type Word = fn() -> &'static str;

/// What is typed of the seven days, from Monday on.
const WEEK: [(&str, Word); 7] = [
    ("monday", || words::weekdays()[0]),
    ("tuesday", || words::weekdays()[1]),
    ("wednesday", || words::weekdays()[2]),
    ("thursday", || words::weekdays()[3]),
    ("friday", || words::weekdays()[4]),
    ("saturday", || words::weekdays()[5]),
    ("sunday", || words::weekdays()[6]),
];

#[derive(Clone, Copy)]
struct Entries {
    amount: Entry,
    unit: Entry,
    state: Entry,
    week: [Entry; 7],
    closing: Entry,
    tell_clients: RwSignal<bool>,
}

impl Entries {
    fn new(of: &WorkingTime) -> Self {
        let amount = of
            .answer_period
            .map_or_else(String::new, |period| period.amount().to_string());
        let unit = match of.answer_period.map(AnswerPeriod::unit) {
            Some(PeriodUnit::Hours) => HOURS,
            Some(PeriodUnit::Days) | None => DAYS,
        };
        let to = crate::i18n::pick("bis", "to");
        let mut weekday = 0;
        let week = WEEK.map(|(name, label)| {
            let hours = hours_of(of.opening_hours.of(weekday));
            weekday += 1;
            Entry::new(name, label, hours, |raw| read_hours(raw).map(drop))
                .in_words(|_| Some(words::t().opening_bad))
        });
        Self {
            // Whether it fits its unit is looked at when it is saved.
            amount: Entry::new(
                "amount",
                || words::t().amount,
                amount,
                |raw| period(raw, PeriodUnit::Hours).map(drop),
            )
            .in_words(|_| Some(words::t().amount_bounds)),
            unit: Entry::new("unit", || words::t().unit, unit, any),
            state: Entry::new(
                "federal_state",
                || words::t().state,
                of.federal_state.map_or("", FederalState::code),
                any,
            ),
            week,
            closing: Entry::new(
                "closing_days",
                || words::t().closing_days,
                closing_of(&of.closing_days, to),
                |raw| read_closing(raw).map(drop),
            )
            .in_words(|_| Some(words::t().closing_bad)),
            tell_clients: RwSignal::new(of.tell_clients),
        }
    }

    fn all(self) -> Vec<Entry> {
        let mut all = vec![self.amount, self.unit, self.state];
        all.extend(self.week);
        all.push(self.closing);
        all
    }

    /// What is typed, if it is valid; notifies.
    fn read(self) -> Option<WorkingTime> {
        let unit = self.unit.value.with(|raw| unit(raw));
        let week = self.week.map(|day| day.value.with(|raw| read_hours(raw)));
        let week: Result<Vec<_>, _> = week.into_iter().collect();
        let state = self.state.value.get();
        Some(WorkingTime {
            answer_period: self.amount.value.with(|raw| period(raw, unit)).ok()?,
            opening_hours: OpeningHours::try_from(week.ok()?).ok()?,
            federal_state: FederalState::ALL
                .into_iter()
                .find(|one| one.code() == state),
            closing_days: self.closing.value.with(|raw| read_closing(raw)).ok()?,
            tell_clients: self.tell_clients.get(),
        })
    }

    /// What only shows in all of it: a week without a day, and a period too long for its unit.
    fn look_at_all(self) {
        let unit = self.unit.value.with_untracked(|raw| unit(raw));
        let long = self
            .amount
            .value
            .with_untracked(|raw| period(raw, unit).err());
        if let Some(error) = long {
            self.amount
                .fault
                .set(Some(crate::forms::Fault::Field(error)));
        }
        let closed = |day: &Entry| day.value.with_untracked(|raw| raw.trim().is_empty());
        if self.week.iter().all(closed) {
            let said = words::t().opening_none.to_owned();
            self.week[0]
                .fault
                .set(Some(crate::forms::Fault::Said(said)));
        }
    }
}

#[component]
fn Settings(of: WorkingTimeSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(&of.working_time);
    let form = Form::new(entries.all());
    let version = RwSignal::new(of.version);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = untrack(|| entries.read()) else {
            entries.look_at_all();
            return form.refuse();
        };
        let (client, from) = (session.client(), version.get_untracked());
        spawn_local(async move {
            match session.notice(client.update_working_time(from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_working_time().await)
                    {
                        version.try_set(theirs.version);
                    }
                    form.fail(error);
                }
            }
        });
    };
    let units = Signal::derive(|| {
        vec![
            (DAYS.to_owned(), words::t().days.to_owned()),
            (HOURS.to_owned(), words::t().hours.to_owned()),
        ]
    });
    let states = Signal::derive(|| {
        let none = (String::new(), words::t().no_state.to_owned());
        let all =
            FederalState::ALL.map(|one| (one.code().to_owned(), words::state(one).to_owned()));
        [none].into_iter().chain(all).collect()
    });
    view! {
        <form class="stack form-page" novalidate on:submit=send>
            <ErrorSummary form=form />
            <TextField entry=entries.amount hint=|| words::t().amount_hint.to_owned() optional=true />
            <SelectField entry=entries.unit options=units />
            <fieldset class="stack stack-2">
                <legend class="label">{move || words::t().opening_hours}</legend>
                <p class="hint">{move || words::t().opening_hint}</p>
                <div class="grid-2">
                    {entries.week.map(|day| view! { <TextField entry=day optional=true /> })}
                </div>
            </fieldset>
            <SelectField entry=entries.state options=states />
            <TextArea
                entry=entries.closing
                hint=|| words::t().closing_hint.to_owned()
                optional=true
            />
            <Switch
                id="tell_clients"
                label=|| words::t().tell_clients
                hint=|| words::t().tell_clients_hint
                on=entries.tell_clients
                on_change=move |on| entries.tell_clients.set(on)
            />
            <Preview entries=entries />
            <div>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// By when a message would be due that arrives now.
#[component]
fn Preview(entries: Entries) -> impl IntoView {
    let session = use_session();
    let typed = Memo::new(move |_| entries.read());
    let preview = RwSignal::new(None::<WorkingTimePreview>);
    Effect::new(move |_| {
        let Some(body) = typed.get() else {
            return preview.set(None);
        };
        let client = session.client();
        fetch(
            async move { client.preview_working_time(&body).await },
            move |answer| preview.set(answer.ok()),
        );
    });
    move || {
        preview.get().map(|preview| {
            let text = move || match preview.due_at {
                Some(due) => words::preview(due),
                None => words::t().never.to_owned(),
            };
            view! { <Banner kind=Kind::Info>{text}</Banner> }
        })
    }
}
