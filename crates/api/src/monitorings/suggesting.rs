//! What is known already where a monitoring is written down. What a client stated about themselves
//! is only among it when somebody asks for that (chapter 30).

use super::operations::last_recorded;
use crate::{
    ApiError, ApiResult, audit::note_look, bookings, caller::Caller, chats, clients,
    counselling_fields, facility, mail_requests, master_data_fields, services,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::BookingKind,
    channels::Channel,
    ids::{BookingId, ChatId, ClientId, CounsellingFieldId, MailRequestId},
    master_data_fields::{MasterData, MasterDataField},
    monitorings::{Minutes, MonitoringSuggestion, SuggestionQuery, fitting, talked},
    problem::ProblemCode,
};
use std::collections::BTreeSet;

/// What a new monitoring would begin with.
pub async fn suggest_monitoring(
    caller: &Caller,
    query: SuggestionQuery,
) -> ApiResult<MonitoringSuggestion> {
    caller.check(Action::SuggestMonitoring, Relation::Common)?;
    if !query.is_good() {
        return Err(ProblemCode::InvalidQuery.into());
    }
    let zone = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let zone = zone.zone()?;
    let mut suggestion = nothing(caller.now().with_timezone(&zone).date_naive());
    if let Some(id) = query.client_id {
        let relation = clients::operations::relation_to(caller, id, caller.db()).await?;
        caller.check(Action::ReadClient, relation)?;
        of_client(caller, id, &mut suggestion).await?;
    } else if let Some(id) = query.mail_request_id {
        of_mail_request(caller, id, query.stated, &mut suggestion).await?;
    } else if let Some(id) = query.booking_id {
        of_booking(caller, id, zone, &mut suggestion).await?;
    } else if let Some(id) = query.chat_id {
        of_chat(caller, id, zone, &mut suggestion).await?;
    }
    let offered = counselling_fields::operations::all(caller.scope(), caller.db()).await?;
    suggestion.counselling_field_ids.retain(|id| {
        let mut active = offered.iter().filter(|one| one.active);
        active.any(|one| one.id == *id)
    });
    let fields = master_data_fields(caller).await?;
    suggestion.master_data = fitting(&fields, suggestion.master_data);
    Ok(suggestion)
}

async fn master_data_fields(caller: &Caller) -> ApiResult<Vec<MasterDataField>> {
    master_data_fields::operations::fields(caller.scope(), caller.db()).await
}

fn nothing(today: NaiveDate) -> MonitoringSuggestion {
    MonitoringSuggestion {
        client: None,
        mail_request_id: None,
        booking_id: None,
        chat_id: None,
        date: today,
        minutes: None,
        subject: None,
        channel: None,
        counselling_field_ids: BTreeSet::new(),
        master_data: MasterData::new(),
    }
}

/// What a client's profile says, as far as the caller may read it.
async fn of_client(
    caller: &Caller,
    id: ClientId,
    suggestion: &mut MonitoringSuggestion,
) -> ApiResult<()> {
    let (scope, db) = (caller.scope(), caller.db());
    let relation = clients::operations::relation_to(caller, id, db).await?;
    suggestion.client = clients::operations::references(scope, [id], db)
        .await?
        .remove(&id);
    if caller.decide(Action::ReadClient, relation).is_allowed() {
        let carried = clients::carried(scope, db, [id]).await?;
        suggestion
            .counselling_field_ids
            .extend(carried.into_values().flatten());
    }
    let access = caller.decide(Action::ReadClientMasterData, relation);
    if access.is_allowed() {
        let (data, _) = clients::operations::master_data(caller, id, db).await?;
        if !data.is_empty() {
            note_look(caller, AuditAction::ReadClient, id).await?;
        }
        suggestion.master_data = data;
    }
    Ok(())
}

async fn of_mail_request(
    caller: &Caller,
    id: MailRequestId,
    stated: bool,
    suggestion: &mut MonitoringSuggestion,
) -> ApiResult<()> {
    let action = Action::ReadMailRequest;
    let request = mail_requests::operations::find(caller, id, action, caller.db()).await?;
    of_client(caller, request.client_id, suggestion).await?;
    suggestion.mail_request_id = Some(id);
    suggestion.channel = Some(Channel::Mail);
    suggestion.subject = Some(request.subject);
    take_up(suggestion, request.counselling_field_id);
    if stated {
        let data = mail_requests::operations::read_request_data(caller, id).await?;
        let told = data.answers.into_iter();
        let told = told
            .map(|answer| (answer.field.id, answer.stated))
            .collect();
        let told = fitting(&master_data_fields(caller).await?, told);
        suggestion.master_data.extend(told);
    }
    Ok(())
}

async fn of_booking(
    caller: &Caller,
    id: BookingId,
    zone: Tz,
    suggestion: &mut MonitoringSuggestion,
) -> ApiResult<()> {
    let booking = bookings::list::find(caller, id, Action::ReadBooking, caller.db()).await?;
    if booking.kind == BookingKind::Blocker {
        return Err(ApiError::Problem(ProblemCode::NotFound));
    }
    if let Some(client) = booking.client_id {
        of_client(caller, client, suggestion).await?;
    }
    suggestion.booking_id = Some(id);
    let day = booking.starts_at.with_timezone(&zone).date_naive();
    // What is still to come is not recorded yet.
    suggestion.date = day.min(suggestion.date);
    let minutes = (booking.ends_at - booking.starts_at).num_minutes();
    suggestion.minutes = Minutes::try_from(minutes).ok();
    suggestion.channel = booking.channel.map(Channel::from);
    if let Some(service) = booking.service_id {
        let services = services::operations::bookable_by(caller.scope(), None, caller.db());
        if let Some(service) = services.await?.remove(&service) {
            suggestion.subject = Some(service.name);
            take_up(suggestion, service.counselling_field_id);
        }
    }
    Ok(())
}

/// The day and the duration are those of what is not recorded yet.
async fn of_chat(
    caller: &Caller,
    id: ChatId,
    zone: Tz,
    suggestion: &mut MonitoringSuggestion,
) -> ApiResult<()> {
    let source = chats::source(caller, id, caller.db()).await?;
    if let Some(client) = source.client {
        of_client(caller, client, suggestion).await?;
    }
    suggestion.chat_id = Some(id);
    suggestion.channel = Some(Channel::Chat);
    let recorded = last_recorded(caller, id).await?;
    let times = source.times(caller).await?;
    if let Some((date, minutes)) = talked(times, recorded, &zone) {
        suggestion.date = date.min(suggestion.date);
        suggestion.minutes = Some(minutes);
    }
    Ok(())
}

fn take_up(suggestion: &mut MonitoringSuggestion, field: Option<CounsellingFieldId>) {
    suggestion.counselling_field_ids.extend(field);
}
