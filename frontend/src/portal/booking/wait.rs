//! Going onto the waiting list where no time suits.

use super::{super::area::use_portal, choosing::Choosing};
use crate::{
    forms::{Entry, Form, any},
    i18n::{common, portal_booking as booking_words, portal_waiting as words},
    paths, router,
    session::use_session,
    ui::{Button, Dialog, ErrorSummary, SelectField, TextField, use_toasts},
};
use chrono::NaiveDate;
use domain::{
    problem::{FieldCode, FieldError, ProblemCode},
    slots::OfferedService,
    waiting_list::WaitingListEntryCreate,
};
use leptos::{prelude::*, task::spawn_local};

/// The question, beside the times.
#[component]
pub fn Waiting(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="stack stack-2">
            <p>{move || words::t().rather}</p>
            <div>
                <Button on_click=move |()| open.set(true)>{move || words::t().open}</Button>
            </div>
        </section>
    }
    .into_any()
}

/// The dialog, which no form may hold.
#[component]
pub fn WaitingDialog(choosing: Choosing, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            id="waiting-list"
            open=open
            title=|| words::t().title
            children=move || view! { <Content choosing=choosing open=open /> }
        />
    }
    .into_any()
}

fn day(raw: &str) -> Result<(), FieldError> {
    let day = raw.trim();
    if day.is_empty() || day.parse::<NaiveDate>().is_ok() {
        Ok(())
    } else {
        Err(FieldError::new(FieldCode::OutOfRange))
    }
}

fn named(service: &OfferedService) -> (String, String) {
    let mut name = booking_words::minutes(service.duration_minutes.into());
    if let Some(line) = service.description.lines().next() {
        name = format!("{name}: {line}");
    }
    (service.id.to_string(), name)
}

#[component]
fn Content(choosing: Choosing, open: RwSignal<bool>) -> impl IntoView {
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let services = untrack(|| choosing.services());
    let first = services.first().map(|one| one.id.to_string());
    let service = Entry::new(
        "service_id",
        || words::t().service,
        first.unwrap_or_default(),
        any,
    );
    let until = Entry::new("until", || words::t().until, "", day);
    let form = Form::new(vec![service, until]);
    let refused = RwSignal::new(None::<fn() -> &'static str>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        if !form.begin() {
            return;
        }
        let id = service.value.with_untracked(|id| id.parse().ok());
        let Some(service_id) = id else { return };
        let body = WaitingListEntryCreate {
            service_id,
            counselor_id: choosing.person.get_untracked().flatten(),
            until: until.value.with_untracked(|day| day.trim().parse().ok()),
        };
        let client = session.client();
        spawn_local(async move {
            let answer = client.create_waiting_list_entry(&body).await;
            match session.notice(answer) {
                Ok(_) => {
                    form.succeed();
                    open.try_set(false);
                    toasts.say(words::t().joined);
                    router::go(&paths::portal_appointments(&portal.slug()));
                }
                Err(error) => {
                    let why: Option<fn() -> &'static str> = match error.code() {
                        Some(ProblemCode::SlotsFree) => Some(|| words::t().slots_free),
                        Some(ProblemCode::Conflict) => Some(|| words::t().known),
                        Some(ProblemCode::LimitReached) => Some(|| words::t().limit),
                        _ => None,
                    };
                    if why.is_some() && !refused.is_disposed() {
                        form.succeed();
                        refused.set(why);
                    } else {
                        form.fail(error);
                    }
                }
            }
        });
    };
    let several = services.len() > 1;
    let options: Vec<_> = services.iter().map(named).collect();
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                {move || {
                    refused
                        .get()
                        .map(|why| {
                            view! {
                                <div class="banner" data-kind="warn" role="alert">
                                    <div>{why}</div>
                                </div>
                            }
                        })
                }}
                <p>{move || words::t().lead}</p>
                {several
                    .then(|| {
                        let options = options.clone();
                        view! {
                            <SelectField
                                entry=service
                                options=Signal::derive(move || options.clone())
                            />
                        }
                    })}
                <TextField
                    entry=until
                    kind="date"
                    hint=|| words::t().until_hint.to_owned()
                    optional=true
                />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().open}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
