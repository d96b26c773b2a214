//! What is there for a counselor: the same number of statements however much there is.

use crate::{
    ApiError, ApiResult, absences, bookings, bookings::settings::rules_of, caller::Caller, chats,
    clients, counselors, facility, facility::entity::Model as Facility, mail_requests, statistics,
    video,
};
use chrono::{NaiveDate, TimeZone};
use domain::{
    absences::AbsenceQuery,
    access::{Action, Relation},
    bookings::BookingKind,
    dashboard::{
        BOOKINGS_SHOWN, Dashboard, DashboardAccount, DashboardCalendar, DashboardMail,
        WAITING_SHOWN,
    },
    ids::CounselorId,
    page::Limit,
    statistics::{MonitoringFigures, StatisticsQuery},
    working_time::midnight,
};

/// What is there for the caller.
pub async fn read_dashboard(caller: &Caller) -> ApiResult<Dashboard> {
    caller.check(Action::ReadDashboard, Relation::Common)?;
    let me = caller.counselor_id()?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let zone = facility.zone()?;
    let today = caller.now().with_timezone(&zone).date_naive();
    let (chats, unread_chats) = chats::unread(caller).await?;
    Ok(Dashboard {
        today,
        mail: mail(caller).await?,
        calendar: calendar(caller, &facility, (me, today)).await?,
        chats,
        unread_chats,
        clients: clients::list::count_own(caller, me).await?,
        monitorings: monitorings(caller, &zone).await?,
        absence: absence(caller, me).await?,
        account: account(caller, me).await?,
    })
}

async fn mail(caller: &Caller) -> ApiResult<DashboardMail> {
    let [new, overdue, unread] = mail_requests::list::count_pressing(caller).await?;
    Ok(DashboardMail {
        new,
        overdue,
        unread,
        waiting: mail_requests::list::waiting(caller, WAITING_SHOWN).await?,
    })
}

async fn calendar(
    caller: &Caller,
    facility: &Facility,
    (me, today): (CounselorId, NaiveDate),
) -> ApiResult<DashboardCalendar> {
    let zone = facility.zone()?;
    let tomorrow = today.succ_opt().unwrap_or(today);
    let day = (midnight(&zone, today), midnight(&zone, tomorrow));
    let [today, next, requested] = bookings::list::ahead(caller, me, day, BOOKINGS_SHOWN).await?;
    let appointments = today.iter().filter(|one| one.kind != BookingKind::Blocker);
    let has_video = video::can_call(caller, me).await?;
    let lead = rules_of(facility)?.video_lead_minutes;
    Ok(DashboardCalendar {
        appointments_today: i64::try_from(appointments.count()).map_err(ApiError::internal)?,
        today,
        next,
        requested,
        video_lead_minutes: has_video.then_some(lead),
    })
}

/// This year's, as the page of statistics begins.
async fn monitorings(caller: &Caller, zone: &impl TimeZone) -> ApiResult<MonitoringFigures> {
    let query = StatisticsQuery::default();
    caller.check(Action::ReadStatistics, query.relation(caller.actor()))?;
    let period = query.period(zone, caller.now());
    let period = period.map_err(ApiError::internal)?;
    let whose = query.whose(caller.actor());
    let months = statistics::monitorings::by_month(caller.scope(), period, whose).await?;
    let mut year = MonitoringFigures::default();
    for month in months {
        year += month.figures;
    }
    Ok(year)
}

async fn absence(caller: &Caller, me: CounselorId) -> ApiResult<Option<domain::absences::Absence>> {
    let query = AbsenceQuery {
        counselor_id: Some(me),
        from: Some(caller.now()),
        limit: Limit::try_from(1).ok(),
        ..AbsenceQuery::default()
    };
    let page = absences::operations::list_absences(caller, query).await?;
    Ok(page.items.into_iter().next())
}

async fn account(caller: &Caller, me: CounselorId) -> ApiResult<DashboardAccount> {
    let model = counselors::operations::exists(caller, me).await?;
    let scope = caller.scope();
    let (uncompleted, _) = mail_requests::operations::count_of_counselor(scope, me).await?;
    Ok(DashboardAccount {
        presence: model.presence,
        availability: model.availability()?,
        uncompleted,
        primary_clients_only: model.primary_clients_only,
    })
}
