//! Which requests the list shows: it stands in the address.

use crate::{
    clients::fields::counselling_fields,
    counselors::all_counselors,
    i18n::{assignment, format, language, mail_requests as words},
    paths,
    remote::fetch,
    router,
    session::use_session,
    ui::{SearchField, SortHead},
};
use chrono::TimeDelta;
use domain::{
    clients::SortOrder,
    counselling_fields::CounsellingField,
    counselors::CounselorSummary,
    ids::{CounsellingFieldId, CounselorId},
    mail_requests::{MailRequestQuery, MailRequestSort, ShownStatus},
    text::SearchText,
};
use leptos::prelude::*;
use std::cell::RefCell;

/// Days back that can be chosen.
const PERIODS: [u16; 4] = [7, 30, 90, 365];

thread_local! {
    static LAST: RefCell<String> = RefCell::new(paths::MAIL.into());
}

/// The list as it was last looked at, for the way back from a request.
pub fn last_list() -> String {
    LAST.with_borrow(Clone::clone)
}

/// What the list is filtered by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only those with this status.
    pub status: Option<ShownStatus>,
    /// Only those with this in their pseudonym or subject; empty for all.
    pub q: String,
    /// Only those that nobody has read.
    pub unread: bool,
    /// Only those whose answer is late.
    pub overdue: bool,
    /// Only those of this counselor.
    pub counselor: Option<CounselorId>,
    /// Only those on this counselling field.
    pub field: Option<CounsellingFieldId>,
    /// Only those with a message in the last days, so many.
    pub days: Option<u16>,
    /// By what they are sorted.
    pub sort: MailRequestSort,
    /// Whether in the other direction than usual.
    pub reversed: bool,
}

impl Filter {
    /// Reads the address; notifies.
    pub fn of_address() -> Self {
        let sort = router::query("sort");
        // By when they are due is what "late" sorts by.
        let sort = [MailRequestSort::Client, MailRequestSort::Subject]
            .into_iter()
            .find(|one| sort.as_deref() == Some(one.name()));
        let days = router::query("days").and_then(|days| days.parse().ok());
        Self {
            status: router::query("status")
                .as_deref()
                .and_then(ShownStatus::from_name),
            q: router::query("q").unwrap_or_default(),
            unread: router::query("unread").is_some(),
            overdue: router::query("overdue").is_some(),
            counselor: router::query("counselor").and_then(|id| id.parse().ok()),
            field: router::query("field").and_then(|id| id.parse().ok()),
            days: days.filter(|days| PERIODS.contains(days)),
            sort: sort.unwrap_or_default(),
            reversed: router::query("order").is_some(),
        }
    }

    /// The address that says it.
    pub fn address(&self) -> String {
        let counselor = self.counselor.map(|id| id.to_string());
        let field = self.field.map(|id| id.to_string());
        let days = self.days.map(|days| days.to_string());
        let sort = (self.sort != MailRequestSort::default()).then(|| self.sort.name());
        paths::mail_filtered(&[
            ("status", self.status.map(ShownStatus::name)),
            ("q", Some(self.q.trim()).filter(|q| !q.is_empty())),
            ("unread", self.unread.then_some("true")),
            ("overdue", self.overdue.then_some("true")),
            ("counselor", counselor.as_deref()),
            ("field", field.as_deref()),
            ("days", days.as_deref()),
            ("sort", sort),
            ("order", self.reversed.then(|| self.order().name())),
        ])
    }

    fn order(&self) -> SortOrder {
        let usual = self.sort.usual_order();
        if self.reversed {
            usual.reversed()
        } else {
            usual
        }
    }

    /// The question that the server is asked.
    pub fn query(&self, after: Option<String>) -> MailRequestQuery {
        let from = self
            .days
            .map(|days| format::now() - TimeDelta::days(days.into()));
        MailRequestQuery {
            status: self.status,
            q: SearchText::try_from(self.q.as_str()).ok(),
            unread: self.unread.then_some(true),
            overdue: self.overdue.then_some(true),
            counselor_id: self.counselor,
            counselling_field_id: self.field,
            from,
            sort: Some(self.sort),
            order: Some(self.order()),
            after,
            ..MailRequestQuery::default()
        }
    }

    /// The same with this status.
    #[must_use]
    pub fn with_status(&self, status: Option<ShownStatus>) -> Self {
        Self {
            status,
            ..self.clone()
        }
    }

    /// Whether some are left out, status and search aside.
    pub fn leaves_out(&self) -> bool {
        self.unread
            || self.overdue
            || self.counselor.is_some()
            || self.field.is_some()
            || self.days.is_some()
    }
}

/// The filter in the address, remembered for the way back.
pub fn use_filter() -> Memo<Filter> {
    let filter = Memo::new(move |_| Filter::of_address());
    Effect::new(move |_| {
        let address = filter.with(Filter::address);
        // On the way to a request the address says nothing of the list any more.
        if untrack(router::path) == paths::MAIL {
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
    let counselors = RwSignal::new(Vec::<CounselorSummary>::new());
    let client = use_session().client();
    // Without them the list is as good; only this filter is missing.
    fetch(async move { all_counselors(&client).await }, move |all| {
        counselors.set(all.unwrap_or_default());
    });
    let unread = move || filter.with(|filter| filter.unread);
    let option = |value: String, word: String, selected: bool| {
        view! { <option value=value prop:selected=selected>{word}</option> }.into_any()
    };
    let people = move || {
        let chosen = filter.with(|filter| filter.counselor);
        let people = counselors.get();
        let people = people.into_iter().map(move |one| {
            let selected = Some(one.id) == chosen;
            option(one.id.to_string(), one.display_name, selected)
        });
        people.collect_view()
    };
    let periods = move || {
        let chosen = filter.with(|filter| filter.days);
        let periods = PERIODS.into_iter().map(move |days| {
            option(
                days.to_string(),
                words::last_days(days),
                Some(days) == chosen,
            )
        });
        periods.collect_view()
    };
    let by_counselor = move |event: web_sys::Event| {
        let counselor = event_target_value(&event).parse().ok();
        change(filter, |filter| filter.counselor = counselor);
    };
    let by_period = move |event: web_sys::Event| {
        let days = event_target_value(&event).parse().ok();
        change(filter, |filter| filter.days = days);
    };
    view! {
        <div class="filters mail-filters" role="search" aria-label=move || words::t().filter>
            <SearchField
                label=|| words::t().search
                placeholder=|| words::t().search_short
                value=Signal::derive(move || filter.with(|filter| filter.q.clone()))
                on_search=move |q: String| change(filter, |filter| filter.q = q)
            />
            <div class="seg" role="group" aria-label=move || words::t().filter>
                <button
                    type="button"
                    aria-pressed=move || unread().to_string()
                    on:click=move |_| change(filter, |filter| filter.unread = !filter.unread)
                >
                    {move || words::t().unread_only}
                </button>
                <button
                    type="button"
                    aria-pressed=move || filter.with(|filter| filter.overdue).to_string()
                    on:click=move |_| change(filter, |filter| filter.overdue = !filter.overdue)
                >
                    {move || words::t().overdue_only}
                </button>
            </div>
            <select class="select" aria-label=move || words::t().counselor on:change=by_counselor>
                <option value="">{move || words::t().every_counselor}</option>
                {people}
            </select>
            <FieldFilter filter=filter />
            <select class="select" aria-label=move || words::t().period on:change=by_period>
                <option value="">{move || words::t().any_time}</option>
                {periods}
            </select>
        </div>
    }
    .into_any()
}

/// The choice of a counselling field.
#[component]
fn FieldFilter(filter: Memo<Filter>) -> impl IntoView {
    let fields = RwSignal::new(Vec::new());
    let client = use_session().client();
    fetch(
        async move { counselling_fields(&client).await },
        move |found| fields.set(found.unwrap_or_default()),
    );
    let chosen = move || filter.with(|filter| filter.field);
    let choose = move |event: web_sys::Event| {
        let field = event_target_value(&event).parse().ok();
        change(filter, |filter| filter.field = field);
    };
    let option = move |field: CounsellingField| {
        let id = field.id;
        view! {
            <option value=id.to_string() prop:selected=move || chosen() == Some(id)>
                {move || field.labels.in_language(language()).to_owned()}
            </option>
        }
    };
    view! {
        <select
            class="select"
            aria-label=move || assignment::t().filter_field
            on:change=choose
        >
            <option value="" prop:selected=move || chosen().is_none()>
                {move || assignment::t().all_fields}
            </option>
            {move || fields.get().into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// A column's head that sorts by it.
#[component]
pub fn Sorted(
    filter: Memo<Filter>,
    sort: MailRequestSort,
    #[prop(into)] label: Signal<&'static str>,
) -> impl IntoView {
    let ascending = move || {
        filter.with(|filter| (filter.sort == sort).then(|| filter.order() == SortOrder::Ascending))
    };
    let by = move |()| {
        change(filter, |filter| {
            filter.reversed = filter.sort == sort && !filter.reversed;
            filter.sort = sort;
        });
    };
    view! { <SortHead label=label ascending=Signal::derive(ascending) on_sort=by /> }
}
