//! A row of a day: a service, from when to when.

use crate::{
    i18n::{booking_times as words, working_time::weekdays},
    services::label,
    ui::{
        IconButton, dom,
        icon::{self, icon},
    },
};
use domain::{booking_times::BookingTime, ids::ServiceId, services::Service, working_time::Span};
use leptos::prelude::*;

/// What is typed of a row.
#[derive(Clone, Copy)]
pub struct Row {
    /// Which row of the page it is.
    pub number: u32,
    /// The id of the service.
    pub service: RwSignal<String>,
    /// From when.
    pub from: RwSignal<String>,
    /// Until when.
    pub until: RwSignal<String>,
    /// What is wrong with it.
    pub fault: RwSignal<Option<RowFault>>,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// No service is chosen.
    NoService,
    /// The times are not two times in their order.
    Times,
    /// Another row of the day has the same service at that time.
    Overlaps,
}

impl Row {
    /// A row of these.
    pub fn new(number: u32, service: String, from: String, until: String) -> Self {
        Self {
            number,
            service: RwSignal::new(service),
            from: RwSignal::new(from),
            until: RwSignal::new(until),
            fault: RwSignal::new(None),
        }
    }

    /// The id of the control that the fault is about.
    pub fn id(self, part: &str) -> String {
        format!("row-{}-{part}", self.number)
    }

    /// What is typed, or what is wrong with it.
    pub fn read(self) -> Result<BookingTime, RowFault> {
        let service_id: ServiceId = self
            .service
            .with_untracked(|id| id.parse())
            .map_err(|_| RowFault::NoService)?;
        let (from, until) = (self.from.get_untracked(), self.until.get_untracked());
        let span = Span::parse(&from, &until).map_err(|_| RowFault::Times)?;
        Ok(BookingTime { service_id, span })
    }

    /// Forgets what is wrong: it is being corrected.
    fn touch(self) {
        if self.fault.get_untracked().is_some() {
            self.fault.set(self.read().err());
        }
    }
}

fn fault_text(fault: RowFault) -> &'static str {
    match fault {
        RowFault::NoService => words::t().no_service,
        RowFault::Times => words::t().times_bad,
        RowFault::Overlaps => words::t().overlaps,
    }
}

/// The row.
#[component]
pub fn RowFields(
    /// What is typed.
    row: Row,
    /// The day that it is of.
    day: usize,
    /// Which services can be chosen.
    services: StoredValue<Vec<Service>>,
    /// Takes it away.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    let error_id = row.id("error");
    let described = {
        let error_id = error_id.clone();
        move || row.fault.get().map(|_| error_id.clone())
    };
    let invalid = move |service: bool| {
        let about = |fault| (fault == RowFault::NoService) == service;
        row.fault
            .get()
            .filter(|fault| about(*fault))
            .map(|_| "true")
    };
    let input = |part: &'static str, value: RwSignal<String>, word: fn() -> &'static str| {
        let described = described.clone();
        view! {
            <input
                class="input num"
                id=row.id(part)
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-label=move || words::of_day(word(), weekdays()[day])
                aria-invalid=move || invalid(false)
                aria-describedby=described
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    row.touch();
                }
            />
        }
        .into_any()
    };
    let choice = move |(id, word): (String, String)| {
        let value = id.clone();
        let selected = move || row.service.with(|chosen| *chosen == id);
        view! { <option value=value prop:selected=selected>{word}</option> }.into_any()
    };
    let from = input("from", row.from, || words::t().from);
    let until = input("until", row.until, || words::t().until);
    view! {
        <div class="booking-row" role="group" aria-label=move || words::of_day(words::t().row, weekdays()[day])>
            <select
                class="select"
                id=row.id("service")
                aria-label=move || words::of_day(words::t().service, weekdays()[day])
                aria-invalid=move || invalid(true)
                aria-describedby=described
                on:change=move |event| {
                    row.service.set(event_target_value(&event));
                    row.touch();
                }
            >
                {move || options(services, row).into_iter().map(choice).collect_view()}
            </select>
            <span class="booking-span">{from} <span aria-hidden="true">"–"</span> {until}</span>
            <IconButton
                shape=icon::MINUS
                class="icon-btn-sm"
                label=|| words::t().remove
                on_click=on_remove
            />
            {move || {
                row.fault
                    .get()
                    .map(|fault| view! {
                        <span class="field-error" id=error_id.clone()>
                            {icon(icon::CIRCLE_ALERT)}
                            {fault_text(fault)}
                        </span>
                    })
            }}
        </div>
    }
    .into_any()
}

/// What can be chosen; a service that one does not see stays chosen.
fn options(services: StoredValue<Vec<Service>>, row: Row) -> Vec<(String, String)> {
    let mut options: Vec<_> = services.with_value(|services| {
        let services = services.iter();
        services
            .map(|one| (one.id.to_string(), label(one)))
            .collect()
    });
    let chosen = row.service.get_untracked();
    if chosen.is_empty() {
        options.insert(0, (chosen, words::t().choose_service.to_owned()));
    } else if !options.iter().any(|(id, _)| *id == chosen) {
        options.push((chosen, words::t().other_service.to_owned()));
    }
    options
}

/// Leads to what is wrong with a row.
pub fn focus_fault(row: Row, fault: RowFault) {
    let part = match fault {
        RowFault::NoService => "service",
        RowFault::Times | RowFault::Overlaps => "from",
    };
    dom::focus_soon(row.id(part));
}
