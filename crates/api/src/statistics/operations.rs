//! One function per operation.

pub use super::export::export_statistics;

use super::{answers, chats, clients, kept, monitorings, months::Months};
use crate::{
    ApiError, ApiResult, bookings, caller::Caller, counselors, facility, mail_requests,
    monitorings::operations::rules_of,
};
use domain::{
    access::Action,
    ids::CounselorId,
    statistics::{
        BookingFigures, CounselorFigures, FirstAnswer, MailRequestFigures, MonitoringFigures,
        MonthFigures, Period, Statistics, StatisticsQuery, nearest_rank,
    },
};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, Order, Query, UnionType},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

/// The figures of a period: an admin's are everybody's or any counselor's, others' their own.
pub async fn read_statistics(caller: &Caller, query: &StatisticsQuery) -> ApiResult<Statistics> {
    caller.check(Action::ReadStatistics, query.relation(caller.actor()))?;
    figures(caller, query).await
}

/// The same, for whoever may have them.
pub async fn figures(caller: &Caller, query: &StatisticsQuery) -> ApiResult<Statistics> {
    let (scope, db, now) = (caller.scope(), caller.db(), caller.now());
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let zone = facility.zone()?;
    let period = query.period(&zone, now).map_err(|error| ApiError::Field {
        pointer: "/from".into(),
        error,
    })?;
    if let Some(counselor) = query.counselor_id {
        counselors::operations::exists(caller, counselor).await?;
    }
    let whose = query.whose(caller.actor());
    let months = Months::of(period, &zone);
    let requests = mail_requests::figures::by_month(scope, &months, whose, now, db).await?;
    let appointments = bookings::figures::by_month(scope, &months, whose, db).await?;
    let mut counted: Vec<_> = requests.into_iter().zip(appointments).collect();
    kept::add(scope, period, whose, &mut counted, db).await?;
    let mail_requests = sum_requests(&counted);
    let answered = mail_requests.answered;
    let (counselled, counselors) = counselled(caller, period, whose).await?;
    let all = counselled.values().copied().reduce(|mut all, one| {
        all += one;
        all
    });
    let all = all.unwrap_or_default();
    let mut sums = monitorings::by_answer(scope, period, whose).await?;
    let (written, chats) = chats::by_month(scope, period, whose).await?;
    let by_month = period.months().zip(&counted);
    Ok(Statistics {
        from: period.from(),
        to: period.to(),
        counselor_id: whose,
        counted_at: now,
        open_month: period.open_month(&zone, now),
        smallest_count: rules_of(&facility)?.smallest_count,
        monitorings: all,
        clients: clients::count(scope, period, whose).await?,
        mail_requests,
        first_answer: first_answer(caller, period, &months, whose, answered).await?,
        bookings: sum_bookings(&counted),
        chats,
        months: by_month
            .map(|(month, (mail_requests, bookings))| MonthFigures {
                month,
                monitorings: counselled
                    .get(&month.to_string())
                    .copied()
                    .unwrap_or_default(),
                mail_requests: *mail_requests,
                bookings: *bookings,
                chats: written.get(&month.to_string()).copied().unwrap_or_default(),
            })
            .collect(),
        channels: answers::channels(&mut sums),
        counselling_fields: answers::counselling_fields(scope, &mut sums).await?,
        fields: answers::fields(scope, &mut sums, all).await?,
        counselors,
    })
}

/// What was counselled in each month, and by whom, where everybody's is counted.
async fn counselled(
    caller: &Caller,
    period: Period,
    whose: Option<CounselorId>,
) -> ApiResult<(
    BTreeMap<String, MonitoringFigures>,
    Option<Vec<CounselorFigures>>,
)> {
    let mut months = BTreeMap::<_, MonitoringFigures>::new();
    let mut people = HashMap::<_, MonitoringFigures>::new();
    for row in monitorings::by_month(caller.scope(), period, whose).await? {
        *months.entry(row.month).or_default() += row.figures;
        *people.entry(row.counselor).or_default() += row.figures;
    }
    if whose.is_some() {
        return Ok((months, None));
    }
    let named = people.keys().copied();
    let named = counselors::operations::references(caller.scope(), named, caller.db()).await?;
    let figures = named.into_values().filter_map(|counselor| {
        let figures = *people.get(&counselor.id)?;
        Some(CounselorFigures { counselor, figures })
    });
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by(|one, other| {
        let order =
            |one: &CounselorFigures| Reverse((one.figures.monitorings, one.figures.minutes));
        let by_name = || {
            one.counselor
                .display_name
                .cmp(&other.counselor.display_name)
        };
        order(one).cmp(&order(other)).then_with(by_name)
    });
    Ok((months, Some(figures)))
}

/// Half of the first answers, and nine of ten, came within how many minutes.
async fn first_answer(
    caller: &Caller,
    period: Period,
    months: &Months,
    whose: Option<CounselorId>,
    answered: u64,
) -> ApiResult<Option<FirstAnswer>> {
    let scope = caller.scope();
    let mut answers = mail_requests::figures::first_answers(scope, months, whose);
    let erased = kept::first_answers(scope, period, whose);
    answers.union(UnionType::All, erased);
    // How often each number of minutes: one pass, and nothing is sorted but the numbers there are.
    let mut select = Query::select();
    select
        .column("minutes")
        .expr_as(Expr::cust("count(*)"), "count")
        .from_subquery(answers, "answers")
        .group_by_col("minutes")
        .order_by("minutes", Order::Asc);
    let mut often = Vec::new();
    for row in caller.db().query_all(&select).await? {
        let minutes = row.try_get::<i32>("", "minutes")?.unsigned_abs();
        let count = row.try_get::<i64>("", "count")?.unsigned_abs();
        often.push((u64::from(minutes), count));
    }
    let reached = |percent| {
        let mut place = nearest_rank(answered, percent)?;
        let mut often = often.iter();
        let (minutes, _) = often.find(|(_, count)| {
            let is_here = place < *count;
            place = place.saturating_sub(*count);
            is_here
        })?;
        Some(*minutes)
    };
    let (Some(median_minutes), Some(ninth_decile_minutes)) = (reached(50), reached(90)) else {
        return Ok(None);
    };
    Ok(Some(FirstAnswer {
        median_minutes,
        ninth_decile_minutes,
    }))
}

fn sum_requests(months: &[(MailRequestFigures, BookingFigures)]) -> MailRequestFigures {
    let mut sum = MailRequestFigures::default();
    for (month, _) in months {
        sum.received += month.received;
        sum.answered += month.answered;
        sum.completed += month.completed;
        sum.overdue += month.overdue;
    }
    sum
}

fn sum_bookings(months: &[(MailRequestFigures, BookingFigures)]) -> BookingFigures {
    let mut sum = BookingFigures::default();
    for (_, month) in months {
        sum.booked += month.booked;
        sum.held += month.held;
        sum.cancelled += month.cancelled;
        sum.no_show += month.no_show;
    }
    sum
}
