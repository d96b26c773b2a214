//! Which monitorings the list shows: it stands in the address.

use super::typed::{channel_of, channel_options, name_of};
use crate::{
    counselors::all_counselors, i18n::monitorings as words, paths, remote::fetch, router,
    session::use_session,
};
use chrono::NaiveDate;
use domain::{
    access::{Action, Relation},
    channels::Channel,
    counselors::CounselorSummary,
    ids::{ClientId, CounselorId},
    monitorings::MonitoringQuery,
};
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<String> = RefCell::new(paths::MONITORINGS.into());
}

/// The list as it was last looked at, for the way back from a monitoring.
pub fn last_list() -> String {
    LAST.with_borrow(Clone::clone)
}

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// From this day on.
    from: Option<NaiveDate>,
    /// Up to this day.
    until: Option<NaiveDate>,
    /// By this means.
    channel: Option<Channel>,
    /// Of this counselor.
    counselor: Option<CounselorId>,
    /// Of this client.
    client: Option<ClientId>,
}

impl Filter {
    fn of_address() -> Self {
        let day = |name| router::query(name).and_then(|day| day.parse().ok());
        Self {
            from: day("from"),
            until: day("until"),
            channel: router::query("channel").and_then(|name| channel_of(&name)),
            counselor: router::query("counselor").and_then(|id| id.parse().ok()),
            client: router::query(paths::CLIENT).and_then(|id| id.parse().ok()),
        }
    }

    fn address(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let (from, until) = (day(self.from), day(self.until));
        let counselor = self.counselor.map(|id| id.to_string());
        let client = self.client.map(|id| id.to_string());
        paths::monitorings(&[
            ("from", from.as_deref()),
            ("until", until.as_deref()),
            ("channel", self.channel.map(name_of)),
            ("counselor", counselor.as_deref()),
            (paths::CLIENT, client.as_deref()),
        ])
    }

    /// The question that the server is asked.
    pub fn query(&self, after: Option<String>) -> MonitoringQuery {
        MonitoringQuery {
            counselor_id: self.counselor,
            client_id: self.client,
            from: self.from,
            until: self.until,
            channel: self.channel,
            after,
            limit: None,
        }
    }

    /// Whether some are left out.
    pub fn leaves_out(&self) -> bool {
        *self != Self::default()
    }
}

/// The filter in the address, remembered for the way back.
pub fn use_filter() -> Memo<Filter> {
    let filter = Memo::new(move |_| Filter::of_address());
    Effect::new(move |_| {
        let address = filter.with(Filter::address);
        // On the way to a monitoring the address says nothing of the list any more.
        if untrack(router::path) == paths::MONITORINGS {
            LAST.with_borrow_mut(|last| *last = address);
        }
    });
    filter
}

fn change(filter: Memo<Filter>, change: impl FnOnce(&mut Filter)) {
    let mut changed = filter.get_untracked();
    change(&mut changed);
    router::replace(&changed.address());
}

/// The row of filters above the list.
#[component]
pub fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let day = move |id: &'static str,
                    word: fn() -> &'static str,
                    of: fn(&Filter) -> Option<NaiveDate>,
                    set: fn(&mut Filter, Option<NaiveDate>)| {
        let value = move || {
            filter
                .with(of)
                .map_or_else(String::new, |day| day.to_string())
        };
        let chosen = move |event: web_sys::Event| {
            let day = event_target_value(&event).parse().ok();
            change(filter, |filter| set(filter, day));
        };
        view! {
            <label class="small" for=id>
                {move || word()}
                <input class="input" type="date" id=id prop:value=value on:change=chosen />
            </label>
        }
        .into_any()
    };
    let channels = channel_options(|| words::t().any_channel);
    let channel = move || {
        let chosen = filter.with(|filter| filter.channel);
        let option = move |(name, word): (String, String)| {
            let selected = chosen.map_or("", name_of) == name;
            view! { <option value=name prop:selected=selected>{word}</option> }
        };
        channels.get().into_iter().map(option).collect_view()
    };
    let by_channel = move |event: web_sys::Event| {
        let channel = channel_of(&event_target_value(&event));
        change(filter, |filter| filter.channel = channel);
    };
    view! {
        <div class="filters monitoring-filters" role="search" aria-label=move || words::t().filter>
            {day(
                "monitorings-from",
                || words::t().from,
                |filter| filter.from,
                |filter, day| filter.from = day,
            )}
            {day(
                "monitorings-until",
                || words::t().until,
                |filter| filter.until,
                |filter, day| filter.until = day,
            )}
            <select class="select" aria-label=move || words::t().channel on:change=by_channel>
                {channel}
            </select>
            <ByCounselor filter=filter />
        </div>
    }
    .into_any()
}

/// Of whom: for those who see what others did.
#[component]
fn ByCounselor(filter: Memo<Filter>) -> impl IntoView {
    let session = use_session();
    let sees_others = untrack(|| session.account())
        .is_some_and(|one| one.may(Action::ReadMonitoring, Relation::Others));
    let counselors = RwSignal::new(Vec::<CounselorSummary>::new());
    if sees_others {
        let client = session.client();
        // Without them the list is as good; only this filter is missing.
        fetch(async move { all_counselors(&client).await }, move |all| {
            counselors.set(all.unwrap_or_default());
        });
    }
    let options = move || {
        let chosen = filter.with(|filter| filter.counselor);
        let option = move |one: CounselorSummary| {
            let selected = Some(one.id) == chosen;
            view! {
                <option value=one.id.to_string() prop:selected=selected>{one.display_name}</option>
            }
        };
        counselors.get().into_iter().map(option).collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let counselor = event_target_value(&event).parse().ok();
        change(filter, |filter| filter.counselor = counselor);
    };
    sees_others.then(|| {
        view! {
            <select class="select" aria-label=move || words::t().counselor on:change=choose>
                <option value="">{move || words::t().every_counselor}</option>
                {options}
            </select>
        }
    })
}
