//! The settings of the routine. What they would do is said before they are saved.

use super::protocol::Protocol;
use crate::{
    forms::{Entry, Form},
    i18n::{common, deletion_routine as words},
    remote::{Loaded, fetch, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, ErrorSummary, Kind, Skeleton, TextField, use_toasts},
};
use domain::{
    access::Action,
    deletion_routine::{
        DaysToErase, DeletionRoutine, DeletionRoutinePreview, DeletionRoutineUpdate,
        MonthsInactive, MonthsKept,
    },
    problem::{FieldCode, FieldError, ProblemCode},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn DeletionRoutinePage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadDeletionRoutine
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let routine = load(|client| async move { client.read_deletion_routine().await });
    let settings = move || match routine.ready() {
        Loaded::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Loaded::Failure(error) => routine.failure_view(error),
        Loaded::Here(routine) => view! { <Settings of=routine /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {settings}
        <Protocol />
    }
    .into_any()
}

fn number<T: TryFrom<u16, Error = FieldError>>(raw: &str) -> Result<T, FieldError> {
    let number = raw.trim().parse::<u16>();
    T::try_from(number.map_err(|_| FieldError::new(FieldCode::WrongType))?)
}

/// Months may be left out; then nothing is done for their sake.
fn months<T: TryFrom<u16, Error = FieldError>>(raw: &str) -> Result<Option<T>, FieldError> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        number(raw).map(Some)
    }
}

#[derive(Clone, Copy)]
struct Entries {
    days: Entry,
    months: Entry,
    /// Requests, chat, documents, appointments, direct messages.
    kept: [Entry; 5],
}

/// For how long something is kept: its field, what it is called, and what that means.
type Period = (&'static str, fn() -> &'static str, fn() -> &'static str);

const PERIODS: [Period; 5] = [
    (
        "erase_mail_requests_after_months",
        || words::t().mail_requests,
        || words::t().mail_requests_hint,
    ),
    (
        "erase_chat_messages_after_months",
        || words::t().chat_messages,
        || words::t().chat_messages_hint,
    ),
    (
        "erase_documents_after_months",
        || words::t().documents,
        || words::t().documents_hint,
    ),
    (
        "erase_appointments_after_months",
        || words::t().appointments,
        || words::t().appointments_hint,
    ),
    (
        "erase_direct_messages_after_months",
        || words::t().direct_messages,
        || words::t().direct_messages_hint,
    ),
];

impl Entries {
    fn new(of: DeletionRoutine) -> Self {
        let days = u16::from(of.erase_deleted_clients_after_days).to_string();
        let typed = |months: Option<u16>| months.map_or_else(String::new, |n| n.to_string());
        let gone = typed(of.mark_inactive_clients_after_months.map(u16::from));
        let retention = of.retention();
        let periods = [
            retention.mail_requests,
            retention.chat_messages,
            retention.documents,
            retention.appointments,
            retention.direct_messages,
        ];
        let in_words = |code| match code {
            FieldCode::WrongType | FieldCode::OutOfRange => Some(words::t().bounds),
            _ => None,
        };
        Self {
            days: Entry::new(
                "erase_deleted_clients_after_days",
                || words::t().days,
                days,
                |raw| number::<DaysToErase>(raw).map(drop),
            )
            .in_words(in_words),
            months: Entry::new(
                "mark_inactive_clients_after_months",
                || words::t().months,
                gone,
                |raw| months::<MonthsInactive>(raw).map(drop),
            )
            .in_words(in_words),
            kept: std::array::from_fn(|place| {
                let (name, label, _) = PERIODS[place];
                let typed = typed(periods[place].map(u16::from));
                let check = |raw: &str| months::<MonthsKept>(raw).map(drop);
                Entry::new(name, label, typed, check).in_words(in_words)
            }),
        }
    }

    /// What is typed, if it is valid; notifies.
    fn read(self) -> Option<DeletionRoutineUpdate> {
        Some(DeletionRoutineUpdate {
            erase_deleted_clients_after_days: self.days.value.with(|raw| number(raw)).ok()?,
            mark_inactive_clients_after_months: self.months.value.with(|raw| months(raw)).ok()?,
            erase_mail_requests_after_months: self.kept(0).ok()?,
            erase_chat_messages_after_months: self.kept(1).ok()?,
            erase_documents_after_months: self.kept(2).ok()?,
            erase_appointments_after_months: self.kept(3).ok()?,
            erase_direct_messages_after_months: self.kept(4).ok()?,
        })
    }

    /// What is typed for one of the periods, if it is valid; notifies.
    fn kept(self, place: usize) -> Result<Option<MonthsKept>, FieldError> {
        self.kept[place].value.with(|raw| months(raw))
    }

    fn all(self) -> Vec<Entry> {
        [self.days, self.months]
            .into_iter()
            .chain(self.kept)
            .collect()
    }
}

#[component]
fn Settings(of: DeletionRoutine) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(of);
    let form = Form::new(entries.all());
    let version = RwSignal::new(of.version);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(update) = untrack(|| entries.read()) else {
            return form.succeed();
        };
        let (client, from) = (session.client(), version.get_untracked());
        spawn_local(async move {
            match session.notice(client.update_deletion_routine(from, &update).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    // What somebody else has saved is read, so that saving again means to replace it.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_deletion_routine().await)
                    {
                        toasts.say(words::theirs(&theirs));
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
            <TextField entry=entries.days hint=|| words::t().days_hint.to_owned() />
            <TextField entry=entries.months hint=|| words::t().months_hint.to_owned() optional=true />
            <section class="stack" aria-labelledby="retention">
                <h3 id="retention">{move || words::t().retention}</h3>
                <p class="muted">{move || words::t().retention_lead}</p>
                {PERIODS
                    .into_iter()
                    .zip(entries.kept)
                    .map(|((_, _, hint), entry)| {
                        view! { <TextField entry=entry hint=move || hint().to_owned() optional=true /> }
                    })
                    .collect_view()}
            </section>
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

/// What would happen tonight.
#[component]
fn Preview(entries: Entries) -> impl IntoView {
    let session = use_session();
    let update = Memo::new(move |_| entries.read());
    let preview = RwSignal::new(None::<DeletionRoutinePreview>);
    Effect::new(move |_| {
        let Some(update) = update.get() else {
            return preview.set(None);
        };
        let query = update.into();
        let client = session.client();
        fetch(
            async move { client.preview_deletion_routine(&query).await },
            move |answer| preview.set(answer.ok()),
        );
    });
    move || {
        let preview = preview.get()?;
        let kind = if preview.marks > 0 || !preview.erases.is_nothing() {
            Kind::Warn
        } else {
            Kind::Info
        };
        let text = move || words::would(&preview);
        Some(view! { <Banner kind=kind>{text}</Banner> })
    }
}
