//! Bars and the same as a table: of lists and rows, so that their words keep their size on a phone,
//! are read out and can be copied.

use crate::{
    i18n::{format, statistics as words},
    ui::icon::{self, icon},
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use std::time::Duration;

/// Words that follow the page's language.
pub type Word = Signal<String>;

/// More columns than this scroll sideways.
const FIT: usize = 12;

/// A frame with a heading, the bars, and behind the toggle the table.
#[component]
pub fn Chart(
    /// An id that no other element of the page has.
    #[prop(into)]
    id: String,
    title: Word,
    /// What stands below the heading.
    #[prop(optional_no_strip)]
    note: Option<ViewFn>,
    /// Whether the bars may need to be scrolled.
    #[prop(optional)]
    scrolls: bool,
    bars: ViewFn,
    table: ViewFn,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    // Whoever asks for the table, or prints it, does so after they have seen the bars.
    let is_seen = RwSignal::new(false);
    request_animation_frame(move || {
        let seen = move || {
            // The page may be gone by now.
            is_seen.try_set(true);
        };
        set_timeout(seen, Duration::ZERO);
    });
    let has_table = Memo::new(move |_| is_seen.get() || as_table.get());
    let heading = format!("{id}-heading");
    let choice = move |table: bool, shape: &'static str, word: fn() -> &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (as_table.get() == table).to_string()
                aria-label=word
                on:click=move |_| as_table.set(table)
            >
                {icon(shape)}
            </button>
        }
    };
    view! {
        <section class="chart" aria-labelledby=heading.clone()>
            <header>
                <h3 id=heading.clone()>{move || title.get()}</h3>
                {note.map(|note| view! { <p>{note.run()}</p> })}
                <div class="seg seg-sm" role="group" aria-label=move || words::view_of(&title.get())>
                    {choice(false, icon::CHART_COLUMN, || words::t().view_chart)}
                    {choice(true, icon::TABLE, || words::t().view_table)}
                </div>
            </header>
            <figure
                hidden=as_table
                role=scrolls.then_some("group")
                aria-labelledby=scrolls.then(|| heading.clone())
                tabindex=scrolls.then_some("0")
            >
                {bars.run()}
            </figure>
            <div class="table-wrap" hidden=move || !as_table.get()>
                <table class="table">
                    <caption class="sr-only">{move || title.get()}</caption>
                    {move || has_table.get().then(|| table.run())}
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Something that is counted by month.
#[derive(Clone)]
pub struct Series {
    /// What.
    pub name: fn() -> &'static str,
    /// How often in each of the months.
    pub counts: Vec<u64>,
    /// How often in all, where that is less than the sum of the months.
    pub in_all: Option<u64>,
}

impl Series {
    /// Something that is counted in one month only.
    pub fn new(name: fn() -> &'static str, counts: Vec<u64>) -> Self {
        Self {
            name,
            counts,
            in_all: None,
        }
    }
}

/// A chart of one or two series by month; what is not over yet is striped.
#[component]
pub fn Columns(
    #[prop(into)] id: String,
    title: Word,
    /// The first day of each month.
    months: Vec<NaiveDate>,
    open: Option<NaiveDate>,
    series: Vec<Series>,
    /// The address of what is behind each month, in order; none if there is no such page.
    #[prop(optional)]
    behind: Vec<String>,
) -> impl IntoView {
    let sums: Vec<u64> = series
        .iter()
        .map(|one| one.in_all.unwrap_or_else(|| one.counts.iter().sum()))
        .collect();
    let key = (series.len() > 1).then(|| {
        let (series, sums) = (series.clone(), sums.clone());
        ViewFn::from(move || key(&series, &sums))
    });
    let scrolls = months.len() > FIT;
    let bars = {
        let (months, series, behind) = (months.clone(), series.clone(), behind.clone());
        ViewFn::from(move || columns(&months, open, &series, &behind))
    };
    let table = ViewFn::from(move || months_table(&months, &series, &sums, &behind));
    view! { <Chart id=id title=title note=key scrolls=scrolls bars=bars table=table /> }.into_any()
}

/// The colour of a series: of two, the first is the lighter.
fn tint(place: usize, of: usize) -> &'static str {
    if of > 1 && place == 0 { "c3" } else { "c1" }
}

fn key(series: &[Series], sums: &[u64]) -> AnyView {
    let entry = |(place, one): (usize, &Series)| {
        let (name, sum) = (one.name, sums.get(place).copied().unwrap_or_default());
        view! {
            <span>
                <i class=tint(place, series.len())></i>
                {move || format!("{} {}", name(), words::count(sum))}
            </span>
        }
    };
    let entries = series.iter().enumerate().map(entry).collect_view();
    view! { <span class="key">{entries}</span> }.into_any()
}

/// How long a bar is, in percent of the longest.
fn length(count: u64, most: u64) -> String {
    let tenths = (count * 1000).checked_div(most).unwrap_or_default();
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Words that lead to the records behind them, where there is a page of these.
fn leading(href: Option<&String>, word: Word) -> AnyView {
    match href {
        Some(href) => view! { <a href=href.clone()>{move || word.get()}</a> }.into_any(),
        None => view! { {move || word.get()} }.into_any(),
    }
}

fn columns(
    months: &[NaiveDate],
    open: Option<NaiveDate>,
    series: &[Series],
    behind: &[String],
) -> AnyView {
    let most = series.iter().flat_map(|one| &one.counts).max();
    let most = most.copied().unwrap_or_default();
    let years = months.first().map(Datelike::year) != months.last().map(Datelike::year);
    let column = |(place, month): (usize, &NaiveDate)| {
        let month = *month;
        let bars = series.iter().enumerate().map(|(which, one)| {
            let count = one.counts.get(place).copied().unwrap_or_default();
            view! {
                <i class=tint(which, series.len()) style:--v=length(count, most)>
                    <b>{move || words::count(count)}</b>
                </i>
            }
        });
        let year = (years && (place == 0 || month.month() == 1)).then(|| month.year());
        view! {
            <li>
                <span data-open=(open == Some(month)).then_some("")>{bars.collect_view()}</span>
                {leading(
                    behind.get(place),
                    Signal::derive(move || format::month_short(month).to_owned()),
                )}
                {year.map(|year| view! { <small>{year}</small> })}
            </li>
        }
    };
    let columns = months.iter().enumerate().map(column).collect_view();
    view! { <ul class="vbars">{columns}</ul> }.into_any()
}

fn months_table(
    months: &[NaiveDate],
    series: &[Series],
    sums: &[u64],
    behind: &[String],
) -> AnyView {
    let heads = series.iter().map(|one| {
        let name = one.name;
        view! { <th class="t-num" scope="col">{move || capital(name())}</th> }
    });
    let rows = months.iter().enumerate().map(|(place, month)| {
        let month = *month;
        let cells = series.iter().map(|one| {
            let count = one.counts.get(place).copied().unwrap_or_default();
            view! { <td class="t-num">{move || words::count(count)}</td> }
        });
        view! {
            <tr>
                <td>
                    {leading(
                        behind.get(place),
                        Signal::derive(move || format::month_and_year(month)),
                    )}
                </td>
                {cells.collect_view()}
            </tr>
        }
    });
    let sums = sums.iter().map(|sum| {
        let sum = *sum;
        view! { <td class="t-num">{move || words::count(sum)}</td> }
    });
    view! {
        <thead>
            <tr>
                <th scope="col">{move || words::t().month}</th>
                {heads.collect_view()}
            </tr>
        </thead>
        <tbody>{rows.collect_view()}</tbody>
        <tfoot>
            <tr>
                <td>{move || words::t().sum}</td>
                {sums.collect_view()}
            </tr>
        </tfoot>
    }
    .into_any()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Something that is counted by what it is.
#[derive(Clone)]
pub struct Bar {
    /// What.
    pub name: Word,
    /// How often.
    pub count: u64,
    /// The address of the records behind it, if there is a page of these.
    pub behind: Option<String>,
}

/// A chart of lying bars.
#[component]
pub fn Bars(
    #[prop(into)] id: String,
    title: Word,
    #[prop(optional_no_strip)] note: Option<ViewFn>,
    /// What the bars are, for the table.
    what: Word,
    bars: Vec<Bar>,
    /// Of how many they are shares.
    all: u64,
    /// Whether each counts for one bar only: then they add up.
    #[prop(optional)]
    once: bool,
) -> impl IntoView {
    let lying = {
        let bars = bars.clone();
        ViewFn::from(move || lying(&bars))
    };
    let table = ViewFn::from(move || bars_table(what, &bars, all, once));
    view! { <Chart id=id title=title note=note bars=lying table=table /> }.into_any()
}

fn lying(bars: &[Bar]) -> AnyView {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    let bar = |bar: &Bar| {
        let Bar {
            name,
            count,
            behind,
        } = bar.clone();
        view! {
            <li>
                <span>{leading(behind.as_ref(), name)}</span>
                <i style:--v=length(count, most)></i>
                <b>{move || words::count(count)}</b>
            </li>
        }
    };
    let bars = bars.iter().map(bar).collect_view();
    view! { <ul class="hbars">{bars}</ul> }.into_any()
}

fn bars_table(what: Word, bars: &[Bar], all: u64, once: bool) -> AnyView {
    let rows = bars.iter().map(|bar| {
        let Bar {
            name,
            count,
            behind,
        } = bar.clone();
        view! {
            <tr>
                <td>{leading(behind.as_ref(), name)}</td>
                <td class="t-num">{move || words::count(count)}</td>
                <td class="t-num">{move || words::share(count, all)}</td>
            </tr>
        }
    });
    let foot = once.then(|| {
        view! {
            <tfoot>
                <tr>
                    <td>{move || words::t().sum}</td>
                    <td class="t-num">{move || words::count(all)}</td>
                    <td class="t-num">{move || words::share(all, all)}</td>
                </tr>
            </tfoot>
        }
    });
    view! {
        <thead>
            <tr>
                <th scope="col">{move || what.get()}</th>
                <th class="t-num" scope="col">{move || words::t().monitorings}</th>
                <th class="t-num" scope="col">{move || words::t().share}</th>
            </tr>
        </thead>
        <tbody>{rows.collect_view()}</tbody>
        {foot}
    }
    .into_any()
}
