//! The page.

use super::{
    choice::{Choose, sees_everybody, use_choice},
    export::{Export, Exported},
    figures::Figures,
    report::{Report, ReportNote},
};
use crate::{
    i18n::{self, common, shell, statistics as words},
    live::{News, use_live},
    remote::{Remote, fetch},
    session::use_session,
    shell::{NotFoundPart, set_title},
    ui::{
        Banner, Button, Kind, Skeleton,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    events::EventKind,
    statistics::{Month, Statistics},
};
use leptos::prelude::*;

/// The page. Whoever may not see any figures is told that it is not here.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let session = use_session();
    let may_enter = Memo::new(move |_| {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::ReadStatistics, Relation::Own))
            || sees_everybody()
    });
    move || {
        if may_enter.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <NotFoundPart /> }.into_any()
        }
    }
}

#[component]
fn Content() -> impl IntoView {
    set_title(|| shell::t().statistics.into());
    let session = use_session();
    let choice = use_choice();
    let figures = RwSignal::new(Remote::<Statistics>::Loading);
    let busy = RwSignal::new(false);
    let again = Trigger::new();
    // Who reads a table is not to have it changed below their eyes: they say when.
    let outdated = RwSignal::new(false);
    use_live().listen(move |news| match news {
        News::Event(event) if event.kind != EventKind::MonitoringsChanged => {}
        News::Event(event) => {
            let whose = choice.with_untracked(|choice| choice.counselor_id);
            if whose.is_none() || whose == event.counselor_id {
                outdated.set(true);
            }
        }
        News::Missed => outdated.set(true),
    });
    let newer = move || {
        outdated.get().then(|| {
            view! {
                <Banner
                    kind=Kind::Info
                    actions=move || view! {
                        <Button class="btn-sm" busy=busy on_click=move |()| again.notify()>
                            {move || words::t().count_again}
                        </Button>
                    }
                >
                    {move || words::t().outdated}
                </Banner>
            }
        })
    };
    Effect::new(move |_| {
        again.track();
        outdated.set(false);
        let query = choice.get();
        busy.set(true);
        let client = session.client();
        let ask = async move { client.read_statistics(&query).await };
        fetch(ask, move |result| {
            busy.set(false);
            figures.set(result.map_or_else(Remote::Failed, Remote::Ready));
        });
    });
    let as_of = Signal::derive(move || {
        figures.with(|figures| {
            let figures = figures.ready()?;
            Some((figures.open_month.map(Month::first_day), figures.counted_at))
        })
    });
    let shown = move || match figures.get() {
        Remote::Loading => view! { <Skeleton lines=8 /> }.into_any(),
        Remote::Failed(error) => failure(&error, again),
        Remote::Ready(figures) => ready(figures),
    };
    let failed = RwSignal::new(None);
    // A browser that cannot print does nothing.
    let print = move |()| window().print().unwrap_or_default();
    view! {
        <div class="page statistics">
            <header class="page-head">
                <h1>{move || shell::t().statistics}</h1>
                <div class="page-actions">
                    <Button on_click=print>{icon(icon::PRINTER)} {move || words::t().report}</Button>
                    <Export what=Exported::Figures choice=choice failed=failed />
                    <Export what=Exported::Monitorings choice=choice failed=failed />
                </div>
            </header>
            {move || failed.get().map(|error: CallError| view! {
                <Banner kind=Kind::Danger>{move || i18n::error_text(&error)}</Banner>
            })}
            <ReportHead figures=figures />
            <Choose choice=choice as_of=as_of />
            {newer}
            <div class="stack stack-5" aria-busy=move || busy.get().then_some("true")>{shown}</div>
        </div>
    }
    .into_any()
}

/// What a report says first: whose figures they are, and of when. On paper only.
#[component]
fn ReportHead(figures: RwSignal<Remote<Statistics>>) -> impl IntoView {
    let session = use_session();
    let head = move || {
        let facility = session.account()?.facility().name.clone();
        figures.with(|figures| {
            let figures = figures.ready()?;
            let (from, to) = (figures.from.first_day(), figures.to.first_day());
            Some(format!("{facility}, {}", words::period(from, to)))
        })
    };
    view! { <p class="report-head" aria-hidden="true">{head}</p> }.into_any()
}

/// The figures as they are on the screen; on paper, too, unless less is to be shown there.
fn ready(figures: Statistics) -> AnyView {
    let Some(least) = figures.smallest_count else {
        return view! { <Figures figures=figures /> }.into_any();
    };
    view! {
        <ReportNote least=least />
        <div class="stack stack-5 only-on-screen">
            <Figures figures=figures.clone() />
        </div>
        <Report figures=figures />
    }
    .into_any()
}

/// Whether the months in the address cannot be counted.
fn is_about_period(error: &CallError) -> bool {
    let problem = error.problem();
    problem.is_some_and(|problem| problem.errors.iter().any(|one| one.pointer == "/from"))
}

fn failure(error: &CallError, again: Trigger) -> AnyView {
    let error = error.clone();
    if is_about_period(&error) {
        return view! { <Banner kind=Kind::Info>{move || words::t().wrong_order}</Banner> }
            .into_any();
    }
    view! {
        <Banner
            kind=Kind::Danger
            actions=move || view! {
                <Button class="btn-sm" on_click=move |()| again.notify()>
                    {move || common::t().retry}
                </Button>
            }
        >
            {move || i18n::error_text(&error)}
        </Banner>
    }
    .into_any()
}
