//! What the audit log is filtered by; the address remembers it.

use crate::{
    counselors::all_counselors,
    i18n::{audit as words, format, operations},
    paths,
    remote::{Loaded, load},
    router,
};
use chrono::{Days, NaiveDate};
use domain::audit::{AuditAction, AuditQuery};
use leptos::prelude::*;
use uuid::Uuid;

/// What the log is filtered by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    actor: Option<Uuid>,
    record: Option<Uuid>,
    action: Option<AuditAction>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Filter {
    /// What the address says; notifies. What it says wrongly filters nothing.
    pub fn of_address() -> Self {
        let named = |name: String| {
            let mut all = AuditAction::ALL.iter().copied();
            all.find(|action| action.name() == name)
        };
        let id = |name| router::query(name)?.parse().ok();
        let date = |name| router::query(name)?.parse().ok();
        Self {
            actor: id("person"),
            record: id("record"),
            action: router::query("action").and_then(named),
            from: date("from"),
            until: date("until"),
        }
    }

    /// Only what this one did.
    pub fn with_actor(&self, id: Uuid) -> Self {
        let actor = Some(id);
        Self {
            actor,
            ..self.clone()
        }
    }

    /// Only what was done to this one.
    pub fn with_record(&self, id: Uuid) -> Self {
        let record = Some(id);
        Self {
            record,
            ..self.clone()
        }
    }

    /// The address that says so.
    pub fn address(&self) -> String {
        let text = |value: Option<String>| value.unwrap_or_default();
        let values = [
            ("person", text(self.actor.map(|id| id.to_string()))),
            ("record", text(self.record.map(|id| id.to_string()))),
            (
                "action",
                text(self.action.map(|action| action.name().into())),
            ),
            ("from", text(self.from.map(|date| date.to_string()))),
            ("until", text(self.until.map(|date| date.to_string()))),
        ];
        let given = values.each_ref().map(|(name, value)| {
            (
                *name,
                Some(value.as_str()).filter(|value| !value.is_empty()),
            )
        });
        paths::audit(&given)
    }

    /// The same for the server; days are those of the facility's zone, the last one included.
    pub fn query(&self, after: Option<String>) -> AuditQuery {
        let next = |date: NaiveDate| date.checked_add_days(Days::new(1));
        AuditQuery {
            actor_id: self.actor,
            record_id: self.record,
            action: self.action,
            from: self.from.and_then(format::start_of),
            until: self.until.and_then(next).and_then(format::start_of),
            after,
            limit: None,
        }
    }
}

/// The fields above the list.
#[component]
pub fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.get_untracked();
        change(&mut filter);
        router::replace(&filter.address());
    };
    let date = move |id: &'static str,
                     label: fn() -> &'static str,
                     get: fn(&Filter) -> Option<NaiveDate>,
                     set: fn(&mut Filter, Option<NaiveDate>)| {
        let value = move || {
            let date = filter.with(get);
            date.map(|date| date.to_string()).unwrap_or_default()
        };
        view! {
            <div class="field">
                <label class="label" for=id>{label}</label>
                <input
                    class="input"
                    type="date"
                    id=id
                    prop:value=value
                    on:change=move |event| {
                        let date = event_target_value(&event).parse().ok();
                        change(&|filter| set(filter, date));
                    }
                />
            </div>
        }
        .into_any()
    };
    let is_filtered = Memo::new(move |_| filter.with(|filter| *filter != Filter::default()));
    let clear = move || {
        is_filtered.get().then(
            || view! { <a class="btn btn-quiet" href=paths::AUDIT>{move || words::t().clear}</a> },
        )
    };
    view! {
        <div class="filters" role="search" aria-label=move || words::t().filter>
            <Person filter=filter />
            <What filter=filter />
            {date("audit-from", || words::t().from, |it| it.from, |it, date| it.from = date)}
            {date("audit-until", || words::t().until, |it| it.until, |it, date| it.until = date)}
            {clear}
        </div>
    }
    .into_any()
}

/// Staff, by name; clients and tokens are reached from their entries.
#[component]
fn Person(filter: Memo<Filter>) -> impl IntoView {
    let staff = load(|client| async move { all_counselors(&client).await });
    let actor = Memo::new(move |_| filter.with(|filter| filter.actor));
    let choose = move |event: web_sys::Event| {
        let mut filter = filter.get_untracked();
        filter.actor = event_target_value(&event).parse().ok();
        router::replace(&filter.address());
    };
    let options = move || {
        let mut people: Vec<(Uuid, String)> = match staff.ready() {
            Loaded::Here(staff) => staff
                .into_iter()
                .map(|one| (one.id.0, one.display_name))
                .collect(),
            Loaded::Nothing | Loaded::Failure(_) => Vec::new(),
        };
        if let Some(id) = actor.get()
            && people.iter().all(|(known, _)| *known != id)
        {
            people.push((id, words::t().only_one.into()));
        }
        let option = move |(id, name): (Uuid, String)| {
            let selected = move || actor.get() == Some(id);
            view! { <option value=id.to_string() prop:selected=selected>{name}</option> }
        };
        people.into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="label" for="audit-person">{move || words::t().person}</label>
            <select class="select" id="audit-person" on:change=choose>
                <option value="" prop:selected=move || actor.get().is_none()>
                    {move || words::t().everybody}
                </option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn What(filter: Memo<Filter>) -> impl IntoView {
    let choose = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let mut filter = filter.get_untracked();
        let mut all = AuditAction::ALL.iter().copied();
        filter.action = all.find(|action| action.name() == name);
        router::replace(&filter.address());
    };
    let option = move |&action: &AuditAction| {
        let selected = move || filter.with(|filter| filter.action == Some(action));
        view! {
            <option value=action.name() prop:selected=selected>
                {move || operations::audit_action(action)}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="label" for="audit-action">{move || words::t().action}</label>
            <select class="select" id="audit-action" on:change=choose>
                <option value="" prop:selected=move || filter.with(|it| it.action.is_none())>
                    {move || words::t().everything}
                </option>
                {AuditAction::ALL.iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
