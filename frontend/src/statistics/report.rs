//! The report on paper of a facility that hides small counts.

use crate::i18n::{channels, format, statistics as words};
use domain::{
    counselling_fields::Labels,
    statistics::{CountedBy, Figure, ReportRow, ReportTable, RowOf, SmallestCount, Statistics},
};
use leptos::prelude::*;

/// That the report shows less than the screen.
#[component]
pub fn ReportNote(least: SmallestCount) -> impl IntoView {
    view! { <p class="small muted">{move || words::hidden_below(least.into())}</p> }.into_any()
}

/// Its tables; on the screen they are not there.
#[component]
pub fn Report(figures: Statistics) -> impl IntoView {
    let report = figures.report();
    let summary = report.summary.into_iter().map(|(figure, count)| {
        view! {
            <tr>
                <td>{move || words::figure(figure)}</td>
                <td class="t-num">{move || shown(figure, count)}</td>
            </tr>
        }
    });
    let summary = view! {
        <table class="table">
            <caption class="sr-only">{move || words::t().whole_period}</caption>
            <tbody>{summary.collect_view()}</tbody>
        </table>
    };
    let tables = report
        .tables
        .into_iter()
        .map(|table| view! { <Divided table=table /> });
    view! {
        <div class="report-tables">
            {summary}
            {tables.collect_view()}
        </div>
    }
    .into_any()
}

fn shown(figure: Figure, count: Option<u64>) -> String {
    match (count, figure) {
        (None, _) => words::t().not_shown.to_owned(),
        (Some(minutes), Figure::MedianMinutes | Figure::NinthDecileMinutes) => words::span(minutes),
        (Some(count), _) => words::count(count),
    }
}

fn label(labels: &Labels) -> String {
    labels.in_language(crate::i18n::language()).to_owned()
}

fn title(by: &CountedBy) -> String {
    match by {
        CountedBy::Month => words::t().by_month.to_owned(),
        CountedBy::Channel => words::t().by_channel.to_owned(),
        CountedBy::CounsellingField => words::t().by_counselling_field.to_owned(),
        CountedBy::Field(labels) => words::by(&label(labels)),
        CountedBy::Counselor => words::t().by_counselor.to_owned(),
    }
}

fn name(of: &RowOf) -> String {
    match of {
        RowOf::Month(month) => format::month_and_year(month.first_day()),
        RowOf::Channel(channel) => channels::name(*channel).to_owned(),
        RowOf::Named(labels) => label(labels),
        RowOf::YesNo(true) => words::t().yes.to_owned(),
        RowOf::YesNo(false) => words::t().no.to_owned(),
        RowOf::Number(name) | RowOf::Counselor(name) => name.clone(),
        RowOf::NotStated => words::t().not_stated.to_owned(),
    }
}

#[component]
fn Divided(table: ReportTable) -> impl IntoView {
    let ReportTable { by, figures, rows } = table;
    let heads = figures.iter().map(|figure| {
        let figure = *figure;
        view! { <th class="t-num" scope="col">{move || words::figure(figure)}</th> }
    });
    let heads = heads.collect_view();
    let is_withheld = rows.is_empty();
    let rows = rows.into_iter().map(|ReportRow { of, cells }| {
        let cells = figures.iter().zip(cells).map(|(figure, count)| {
            let figure = *figure;
            view! { <td class="t-num">{move || shown(figure, count)}</td> }
        });
        let cells = cells.collect_view();
        view! {
            <tr>
                <td>{move || name(&of)}</td>
                {cells}
            </tr>
        }
    });
    let table = (!is_withheld).then(|| {
        view! {
            <table class="table">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    });
    view! {
        <section>
            <h2>{move || title(&by)}</h2>
            {table}
            {is_withheld.then(|| view! { <p>{move || words::t().not_shown}</p> })}
        </section>
    }
    .into_any()
}
