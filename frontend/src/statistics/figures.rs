//! What stands on the page once the figures are here.

use super::{
    chart::{Bar, Bars, Columns, Series, Word},
    counselors::ByCounselor,
};
use crate::{
    i18n::{self, channels, statistics as words},
    monitorings::channel_name,
    paths,
    ui::{Empty, icon},
};
use chrono::NaiveDate;
use domain::{
    counselling_fields::Labels,
    ids::CounselorId,
    monitorings::Topic,
    statistics::{AnswerFigures, FieldFigures, Month, MonthFigures, Statistics, StatisticsQuery},
};
use leptos::prelude::*;
use uuid::Uuid;

/// Which monitorings a bar stands for.
#[derive(Clone, Copy)]
struct Records {
    from: NaiveDate,
    until: NaiveDate,
    counselor: Option<CounselorId>,
}

impl Records {
    /// All of the figures.
    fn of(figures: &Statistics) -> Self {
        Self {
            from: figures.from.first_day(),
            until: last_day(figures.to),
            counselor: figures.counselor_id,
        }
    }

    /// The list of those that are so.
    fn list(self, more: &[(&str, Option<&str>)]) -> String {
        let (from, until) = (self.from.to_string(), self.until.to_string());
        let counselor = self.counselor.map(|id| id.to_string());
        let period = [
            ("from", Some(&*from)),
            ("until", Some(&*until)),
            ("counselor", counselor.as_deref()),
        ];
        let all: Vec<_> = period.iter().chain(more).copied().collect();
        paths::monitorings(&all)
    }

    /// Those on a counselling field, or with this answer to a field.
    fn answered(self, field: Uuid, answer: Option<&str>) -> String {
        let field = field.to_string();
        self.list(&[(paths::FIELD, Some(&field)), (paths::ANSWER, answer)])
    }
}

fn last_day(month: Month) -> NaiveDate {
    let after = month.next().first_day();
    after.pred_opt().unwrap_or(after)
}

fn word(word: fn() -> &'static str) -> Word {
    Signal::derive(move || word().to_owned())
}

fn label(labels: Labels) -> Word {
    Signal::derive(move || labels.in_language(i18n::language()).to_owned())
}

/// The figures, the charts, and whose they are.
#[component]
pub fn Figures(figures: Statistics) -> impl IntoView {
    let nothing = figures.monitorings.monitorings == 0
        && figures.mail_requests.received == 0
        && figures.bookings.booked == 0
        && figures.chats.messages == 0;
    if nothing {
        return view! {
            <Empty
                shape=icon::CHART_COLUMN
                title=|| words::t().none.to_owned()
                text=|| words::t().none_text.to_owned()
            >
                <a class="btn" href=paths::MONITORINGS>{move || words::t().monitorings}</a>
            </Empty>
        }
        .into_any();
    }
    let counselors = figures.counselors.clone();
    let period = StatisticsQuery {
        from: Some(figures.from),
        to: Some(figures.to),
        counselor_id: None,
    };
    view! {
        <Numbers figures=figures.clone() />
        <h2 class="sr-only">{move || words::t().charts}</h2>
        <div class="charts">
            <ByMonth figures=figures.clone() />
            <ByAnswer figures=figures />
        </div>
        {counselors
            .filter(|all| !all.is_empty())
            .map(|all| view! { <ByCounselor all=all period=period /> })}
    }
    .into_any()
}

/// The numbers that are most looked for.
#[component]
fn Numbers(figures: Statistics) -> impl IntoView {
    let Statistics {
        monitorings,
        clients,
        mail_requests: mail,
        first_answer,
        bookings,
        chats,
        ..
    } = figures;
    let stat = |name: fn() -> &'static str, number: AnyView, below: Word| {
        view! {
            <div class="stat">
                <dt>{name}</dt>
                <dd>
                    {number}
                    <div class="stat-sub">{move || below.get()}</div>
                </dd>
            </div>
        }
    };
    let number = |count: u64| view! { {move || words::count(count)} }.into_any();
    let median = match first_answer {
        None => view! { "–" }.into_any(),
        Some(answer) => {
            let span = move || {
                let span = words::span(answer.median_minutes);
                let (number, unit) = span.split_once('\u{a0}').unwrap_or((&span, ""));
                (number.to_owned(), unit.to_owned())
            };
            view! {
                {move || span().0}
                " "
                <small>{move || format!("{} {}", span().1, words::t().median)}</small>
            }
            .into_any()
        }
    };
    let derive = |below: Box<dyn Fn() -> String + Send + Sync>| Signal::derive(below);
    view! {
        <dl class="stats">
            {stat(
                || words::t().monitorings,
                number(monitorings.monitorings),
                derive(Box::new(move || words::hours(monitorings.minutes))),
            )}
            {stat(
                || words::t().active_clients,
                number(clients.active),
                derive(Box::new(move || words::clients(clients.new, clients.returning))),
            )}
            {stat(
                || words::t().mail_requests,
                number(mail.received),
                derive(Box::new(move || words::requests(mail.answered, mail.completed, mail.overdue))),
            )}
            {stat(
                || words::t().first_answer,
                median,
                derive(Box::new(move || first_answer.map_or_else(
                    || words::t().no_answer.to_owned(),
                    words::ninth_decile,
                ))),
            )}
            {stat(
                || words::t().bookings,
                number(bookings.booked),
                derive(Box::new(move || words::appointments(
                    bookings.held,
                    bookings.cancelled,
                    bookings.no_show,
                ))),
            )}
            {stat(
                || words::t().chats,
                number(chats.chats),
                derive(Box::new(move || words::messages(chats.messages))),
            )}
        </dl>
    }
    .into_any()
}

#[component]
fn ByMonth(figures: Statistics) -> impl IntoView {
    let months: Vec<NaiveDate> = figures
        .months
        .iter()
        .map(|one| one.month.first_day())
        .collect();
    let open = figures.open_month.map(Month::first_day);
    let counts = |of: fn(&MonthFigures) -> u64| figures.months.iter().map(of).collect::<Vec<_>>();
    let behind: Vec<String> = figures
        .months
        .iter()
        .map(|one| {
            let month = Records {
                from: one.month.first_day(),
                until: last_day(one.month),
                counselor: figures.counselor_id,
            };
            month.list(&[])
        })
        .collect();
    let chart = |id: &'static str,
                 title: fn() -> &'static str,
                 series: Vec<Series>,
                 of_monitorings: bool| {
        let some = series
            .iter()
            .flat_map(|one| &one.counts)
            .any(|count| *count > 0);
        let behind = if of_monitorings {
            behind.clone()
        } else {
            Vec::new()
        };
        some.then(|| {
            view! {
                <Columns
                    id=id
                    title=word(title)
                    months=months.clone()
                    open=open
                    series=series
                    behind=behind
                />
            }
        })
    };
    let monitorings = Series::new(
        || words::t().monitorings,
        counts(|month| month.monitorings.monitorings),
    );
    let minutes = Series::new(
        || words::t().minutes,
        counts(|month| month.monitorings.minutes),
    );
    let requests = vec![
        Series::new(
            || words::t().received,
            counts(|month| month.mail_requests.received),
        ),
        Series::new(
            || words::t().answered,
            counts(|month| month.mail_requests.answered),
        ),
    ];
    let bookings = vec![
        Series::new(|| words::t().booked, counts(|month| month.bookings.booked)),
        Series::new(|| words::t().held, counts(|month| month.bookings.held)),
    ];
    let chats = vec![
        Series {
            in_all: Some(figures.chats.chats),
            ..Series::new(|| words::t().chats, counts(|month| month.chats.chats))
        },
        Series::new(|| words::t().messages, counts(|month| month.chats.messages)),
    ];
    view! {
        {chart("monitorings-by-month", || words::t().monitorings_by_month, vec![monitorings], true)}
        {chart("minutes-by-month", || words::t().minutes_by_month, vec![minutes], true)}
        {chart("requests-by-month", || words::t().mail_requests, requests, false)}
        {chart("bookings-by-month", || words::t().bookings, bookings, false)}
        {chart("chats-by-month", || words::t().chats_and_messages, chats, false)}
    }
    .into_any()
}

#[component]
fn ByAnswer(figures: Statistics) -> impl IntoView {
    let all = figures.monitorings.monitorings;
    let records = Records::of(&figures);
    let channels: Vec<Bar> = figures
        .channels
        .into_iter()
        .map(|one| Bar {
            name: Signal::derive(move || {
                let name = one.channel.map(channels::name);
                name.unwrap_or_else(|| words::t().not_stated).to_owned()
            }),
            count: one.figures.monitorings,
            behind: one
                .channel
                .map(|channel| records.list(&[("channel", Some(channel_name(channel)))])),
        })
        .collect();
    let topics: Vec<Bar> = figures
        .counselling_fields
        .into_iter()
        .map(|one| Bar {
            count: one.figures.monitorings,
            behind: Some(records.answered(one.counselling_field.id.0, None)),
            name: label(one.counselling_field.labels),
        })
        .collect();
    let several = || Some(ViewFn::from(|| view! { {move || words::t().several} }));
    view! {
        {(!channels.is_empty())
            .then(|| view! {
                <Bars
                    id="by-channel"
                    title=word(|| words::t().by_channel)
                    note=None
                    what=word(|| words::t().channel)
                    bars=channels
                    all=all
                    once=true
                />
            })}
        {(!topics.is_empty())
            .then(|| view! {
                <Bars
                    id="by-counselling-field"
                    title=word(|| words::t().by_counselling_field)
                    note=several()
                    what=word(|| words::t().counselling_field)
                    bars=topics
                    all=all
                />
            })}
        {figures
            .fields
            .into_iter()
            .map(|field| view! { <ByField field=field all=all records=records /> })
            .collect_view()}
    }
    .into_any()
}

/// The answers to one field, and last how many did not say.
#[component]
fn ByField(field: FieldFigures, all: u64, records: Records) -> impl IntoView {
    let FieldFigures {
        topic,
        field_id,
        labels,
        answers,
        unanswered,
    } = field;
    let once = answers
        .iter()
        .map(|one| one.figures.monitorings)
        .sum::<u64>()
        + unanswered.map_or(0, |rest| rest.monitorings)
        == all;
    let mut bars: Vec<Bar> = answers
        .into_iter()
        .map(|one| bar(one, records, field_id))
        .collect();
    bars.extend(unanswered.map(|rest| Bar {
        name: word(|| words::t().not_stated),
        count: rest.monitorings,
        behind: None,
    }));
    let name = label(labels);
    let note = ViewFn::from(move || {
        view! {
            {move || match topic {
                Topic::MasterData => words::t().master_data,
                Topic::Own | Topic::CounsellingField if once => words::t().own_field,
                Topic::Own | Topic::CounsellingField => words::t().several,
            }}
        }
    });
    view! {
        <Bars
            id=format!("by-{field_id}")
            title=Signal::derive(move || words::by(&name.get()))
            note=Some(note)
            what=name
            bars=bars
            all=all
            once=once
        />
    }
    .into_any()
}

fn bar(one: AnswerFigures, records: Records, field: Uuid) -> Bar {
    let AnswerFigures {
        answer,
        labels,
        figures,
    } = one;
    let behind = Some(records.answered(field, Some(&answer)));
    let name = match labels {
        Some(labels) => label(labels),
        None => Signal::derive(move || match &*answer {
            "yes" => words::t().yes.to_owned(),
            "no" => words::t().no.to_owned(),
            number => number.to_owned(),
        }),
    };
    Bar {
        name,
        count: figures.monitorings,
        behind,
    }
}
