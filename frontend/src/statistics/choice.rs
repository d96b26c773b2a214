//! Which period, and whose figures: it stands in the address.

use crate::{
    counselors::all_counselors,
    i18n::{format, statistics as words},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    ui::MonthPicker,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    access::{Action, Relation},
    counselors::CounselorSummary,
    ids::CounselorId,
    statistics::{Month, StatisticsQuery},
};
use leptos::prelude::*;

/// What the address says.
pub fn use_choice() -> Memo<StatisticsQuery> {
    Memo::new(|_| {
        let month = |name| router::query(name).and_then(|month| month.parse().ok());
        StatisticsQuery {
            from: month("from"),
            to: month("to"),
            counselor_id: router::query(paths::OF).and_then(|id| id.parse().ok()),
        }
    })
}

/// The address that says it.
pub fn address(query: &StatisticsQuery) -> String {
    let month = |month: Option<Month>| month.map(|month| month.to_string());
    let (from, to) = (month(query.from), month(query.to));
    let of = query.counselor_id.map(|id| id.to_string());
    paths::statistics(&[
        ("from", from.as_deref()),
        ("to", to.as_deref()),
        (paths::OF, of.as_deref()),
    ])
}

/// Whether the signed-in account sees more than their own; notifies.
pub fn sees_everybody() -> bool {
    let account = use_session().account();
    account.is_some_and(|account| account.may(Action::ReadStatistics, Relation::Common))
}

/// The first day of the current month.
fn current() -> NaiveDate {
    let today = format::today();
    today.with_day(1).unwrap_or(today)
}

/// The fields above the figures.
#[component]
pub fn Choose(
    choice: Memo<StatisticsQuery>,
    /// The month that is not over, if it is among them, and when the figures were counted.
    #[prop(into)]
    as_of: Signal<Option<(Option<NaiveDate>, DateTime<Utc>)>>,
) -> impl IntoView {
    let to = Memo::new(move |_| {
        let to = choice.with(|choice| choice.to.map(Month::first_day));
        to.unwrap_or_else(current)
    });
    let from = Memo::new(move |_| {
        let from = choice.with(|choice| choice.from.map(Month::first_day));
        from.unwrap_or_else(|| to.get().with_month(1).unwrap_or_default())
    });
    let go = move |change: fn(&mut StatisticsQuery, Month), day: NaiveDate| {
        // Every day that can be picked is of a month that can be counted.
        let Ok(month) = Month::of(day) else { return };
        let mut next = choice.get_untracked();
        // What nobody chose would follow the other end.
        next.from = Month::of(from.get_untracked()).ok();
        next.to = Month::of(to.get_untracked()).ok();
        change(&mut next, month);
        router::replace(&address(&next));
    };
    view! {
        <form class="statistics-choice" role="search" aria-label=move || words::t().choose>
            <MonthPicker
                id="statistics-from"
                label=|| words::t().from
                pick=|| words::pick(words::t().from)
                value=from
                last=current()
                on_pick=move |month| go(|query, month| query.from = Some(month), month)
            />
            <MonthPicker
                id="statistics-to"
                label=|| words::t().to
                pick=|| words::pick(words::t().to)
                value=to
                last=current()
                on_pick=move |month| go(|query, month| query.to = Some(month), month)
            />
            {move || sees_everybody().then(|| view! { <Whose choice=choice /> })}
            <p class="small muted" role="status">
                {move || as_of.get().map(|(open, at)| words::as_of(open, at))}
            </p>
        </form>
    }
    .into_any()
}

/// Everybody's, or one counselor's.
#[component]
fn Whose(choice: Memo<StatisticsQuery>) -> impl IntoView {
    let staff = load(|client| async move { all_counselors(&client).await });
    let whose = move || choice.with(|choice| choice.counselor_id);
    let choose = move |event| {
        let of: Option<CounselorId> = event_target_value(&event).parse().ok();
        let mut next = choice.get_untracked();
        next.counselor_id = of;
        router::replace(&address(&next));
    };
    let option = move |one: CounselorSummary| {
        let id = one.id;
        let selected = move || whose() == Some(id);
        view! {
            <option value=id.to_string() prop:selected=selected>{one.display_name}</option>
        }
    };
    let options = move || match staff.ready() {
        Loaded::Here(all) => all.into_iter().map(option).collect_view().into_any(),
        Loaded::Failure(_) | Loaded::Nothing => ().into_any(),
    };
    let failure = move || match staff.ready() {
        Loaded::Failure(error) => Some(staff.failure_view(error)),
        Loaded::Here(_) | Loaded::Nothing => None,
    };
    view! {
        <div class="field statistics-whose">
            <label class="label" for="statistics-of">{move || words::t().of}</label>
            <select class="select" id="statistics-of" on:change=choose>
                <option value="" prop:selected=move || whose().is_none()>
                    {move || words::t().whole_facility}
                </option>
                {options}
            </select>
            {failure}
        </div>
    }
    .into_any()
}
