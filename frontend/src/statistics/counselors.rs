//! What each counselor did.

use super::choice::address;
use crate::{
    i18n::statistics as words,
    ui::{
        Avatar, Size, SortHead, Tone,
        icon::{self, icon},
    },
};
use domain::statistics::{CounselorFigures, MonitoringFigures, StatisticsQuery};
use leptos::prelude::*;

/// By what the table is sorted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Order {
    by_minutes: bool,
    ascending: bool,
}

/// The table; each name leads to their own figures.
#[component]
pub fn ByCounselor(all: Vec<CounselorFigures>, period: StatisticsQuery) -> impl IntoView {
    let order = RwSignal::new(Order {
        by_minutes: false,
        ascending: false,
    });
    let sorts = move |by_minutes: bool| {
        Signal::derive(move || {
            let order = order.get();
            (order.by_minutes == by_minutes).then_some(order.ascending)
        })
    };
    let sort = move |by_minutes: bool| {
        move |()| {
            order.update(|order| {
                let again = order.by_minutes == by_minutes;
                order.ascending = again && !order.ascending;
                order.by_minutes = by_minutes;
            });
        }
    };
    let mut sum = MonitoringFigures::default();
    for one in &all {
        sum += one.figures;
    }
    let row = move |one: CounselorFigures| {
        let href = address(&StatisticsQuery {
            counselor_id: Some(one.counselor.id),
            ..period
        });
        let name = one.counselor.display_name;
        view! {
            <tr>
                <td>
                    <a class="who" href=href>
                        <Avatar name=name.clone() tone=Tone::Staff size=Size::Small />
                        {name}
                    </a>
                </td>
                <td class="t-num">{move || words::count(one.figures.monitorings)}</td>
                <td class="t-num">{move || words::count(one.figures.minutes)}</td>
            </tr>
        }
    };
    let rows = move || {
        let Order {
            by_minutes,
            ascending,
        } = order.get();
        let mut rows = all.clone();
        rows.sort_by_key(|one| {
            let figure = if by_minutes {
                one.figures.minutes
            } else {
                one.figures.monitorings
            };
            if ascending { figure } else { u64::MAX - figure }
        });
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <section class="sect" aria-labelledby="by-counselor">
            <h2 id="by-counselor" class="row">
                {move || words::t().by_counselor}
                " "
                <span class="badge">{icon(icon::LOCK)} {move || words::t().admin_only}</span>
            </h2>
            <div class="table-wrap">
                <table class="table">
                    <caption class="sr-only">{move || words::t().by_counselor_caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{move || words::t().counselor}</th>
                            <SortHead
                                label=|| words::t().monitorings
                                class="t-num"
                                ascending=sorts(false)
                                on_sort=sort(false)
                            />
                            <SortHead
                                label=|| words::t().minutes
                                class="t-num"
                                ascending=sorts(true)
                                on_sort=sort(true)
                            />
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <td>{move || words::t().sum}</td>
                            <td class="t-num">{move || words::count(sum.monitorings)}</td>
                            <td class="t-num">{move || words::count(sum.minutes)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}
