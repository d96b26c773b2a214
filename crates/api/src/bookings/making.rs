//! How bookings come to be: reserved and booked by clients, entered by staff.

use super::{
    aftermath::follow,
    entity::{Column, Entity, Model},
    limits::count_open,
    list::{find, show},
    news::tell,
    settings::rules_of,
    taking::take,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    clients,
    crypto::column::{BOOKING_INTERNAL_NOTE, BOOKING_NOTE, BOOKING_TITLE},
    facility,
    idempotency::Created,
    services, slots, waiting_list,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::{
        BlockerCreate, Booking, BookingCreate, BookingKind, BookingState, BookingStep, Happened,
        ReservationBooking, SlotReservation,
    },
    channels::AppointmentChannel,
    ids::{BookingId, ClientId, CounselorId, FacilityId, ServiceId},
    problem::{FieldCode, FieldError, ProblemCode},
    slots::{Slot, SlotQuery, check_moment},
    text::{BookingNote, BookingTitle},
    version::Version,
};
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// How far is looked for other slots where somebody was faster.
const NEXT_DAYS: i64 = 8;
/// How many of them are named.
const NEXT_SLOTS: usize = 3;

/// An entry that is not in the calendar yet.
pub struct New {
    pub kind: BookingKind,
    pub state: BookingState,
    pub counselor: CounselorId,
    pub client: Option<ClientId>,
    pub what: (Option<ServiceId>, Option<AppointmentChannel>),
    /// Begins, ends, and is free again.
    pub times: [DateTime<Utc>; 3],
    pub reserved_until: Option<DateTime<Utc>>,
}

impl New {
    pub fn model(self, caller: &Caller) -> Model {
        self.model_at(caller.facility(), caller.now())
    }

    /// The same, whoever makes it.
    #[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
    pub fn model_at(self, facility: FacilityId, now: DateTime<Utc>) -> Model {
        let [starts_at, ends_at, blocks_until] = self.times;
        Model {
            id: BookingId(Uuid::now_v7()),
            facility_id: facility,
            kind: self.kind,
            state: self.state,
            counselor_id: self.counselor,
            client_id: self.client,
            service_id: self.what.0,
            channel: self.what.1,
            starts_at,
            ends_at,
            blocks_until,
            reserved_until: self.reserved_until,
            sealed_title: None,
            sealed_note: None,
            sealed_reason: None,
            version: Version::FIRST,
            created_at: now,
            sealed_internal_note: None,
            series_id: None,
            series_weeks: None,
        }
    }
}

/// Holds a slot for a client while they fill in the form. They hold one at a time.
pub async fn reserve_slot(
    caller: &Caller,
    body: SlotReservation,
) -> ApiResult<Created<'_, Booking>> {
    caller.check(Action::ReserveSlot, Relation::Common)?;
    let client = caller.actor().client_id();
    let client = client.ok_or(ApiError::Problem(ProblemCode::Forbidden))?;
    in_reach(body.starts_at)?;
    if let Some(held) = held_already(caller, client, &body).await? {
        let mut change = Change::begin(caller, AuditAction::ReserveSlot).await?;
        change.on(held.id);
        return Ok(Created {
            answer: show(caller, &held, change.tx()).await?,
            change,
            version: Some(held.version),
            client: Some(client),
        });
    }
    let query = SlotQuery {
        service_id: Some(body.service_id),
        ..next_free(body.counselor_id, body.starts_at)
    };
    // Most who come too late are told so before they wait for anybody.
    let free = slots::operations::free(caller, &query).await?.items;
    let Some(slot) = free.iter().find(|slot| slot.starts_at == body.starts_at) else {
        return Err(taken(free));
    };
    let services =
        services::operations::bookable_by(caller.scope(), Some(body.counselor_id), caller.db());
    let service = services.await?.remove(&body.service_id);
    let service = service.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let follow_up = services::operations::minutes(service.follow_up_minutes)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let rules = rules_of(&facility)?;
    let now = caller.now();
    let new = New {
        kind: BookingKind::Single,
        state: BookingState::Reserved,
        counselor: body.counselor_id,
        client: Some(client),
        what: (Some(service.id), Some(service.channel)),
        times: [
            slot.starts_at,
            slot.ends_at,
            slot.ends_at + TimeDelta::minutes(follow_up.into()),
        ],
        reserved_until: Some(now + TimeDelta::minutes(rules.reservation_minutes.into())),
    };
    let mut change = Change::begin(caller, AuditAction::ReserveSlot).await?;
    clients::operations::lock(&change, client).await?;
    let open = count_open(caller.scope(), client, now, change.tx()).await?;
    if open >= rules.max_open_bookings.into() {
        return Err(ProblemCode::LimitReached.into());
    }
    if waiting_list::is_anothers(caller.scope(), client, slot, (now, change.tx())).await? {
        // Whoever waits for it is offered it at any moment.
        drop(change);
        let others = free.iter().filter(|one| one.starts_at != slot.starts_at);
        return Err(taken(others.cloned().collect()));
    }
    let held = caller.scope().delete::<Entity>();
    let given_back = held
        .filter(Column::ClientId.eq(client))
        .filter(Column::State.eq(BookingState::Reserved))
        // What was offered to them is no choice of theirs.
        .filter(Column::Id.not_in_subquery(waiting_list::offered_to(caller.scope(), client)))
        .exec_with_returning(change.tx())
        .await?;
    for one in &given_back {
        tell(&mut change, one);
    }
    let model = match take(&change, new.model(caller)).await {
        Ok(model) => model,
        Err(error) if error.code() == ProblemCode::SlotTaken => {
            drop(change);
            let free = slots::operations::free(caller, &query).await?.items;
            return Err(taken(free));
        }
        Err(error) => return Err(error),
    };
    change.on(model.id);
    tell(&mut change, &model);
    Ok(Created {
        answer: show(caller, &model, change.tx()).await?,
        change,
        version: Some(model.version),
        client: Some(client),
    })
}

/// The very slot, if a client holds it: who went back and takes it again goes on to hold it, for no
/// longer than before.
async fn held_already(
    caller: &Caller,
    client: ClientId,
    body: &SlotReservation,
) -> ApiResult<Option<Model>> {
    let held = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .filter(Column::State.eq(BookingState::Reserved))
        .filter(Column::ReservedUntil.gt(caller.now()))
        .filter(Column::CounselorId.eq(body.counselor_id))
        .filter(Column::ServiceId.eq(body.service_id))
        .filter(Column::StartsAt.eq(body.starts_at));
    Ok(held.one(caller.db()).await?)
}

/// What is free of a counselor's from a moment on.
pub(super) fn next_free(counselor: CounselorId, from: DateTime<Utc>) -> SlotQuery {
    SlotQuery {
        from,
        until: from + TimeDelta::days(NEXT_DAYS),
        counselor_id: Some(counselor),
        service_id: None,
        channel: None,
    }
}

/// Somebody was faster, and this is free next.
pub(super) fn taken(mut free: Vec<Slot>) -> ApiError {
    free.truncate(NEXT_SLOTS);
    ApiError::SlotTaken(free)
}

/// Books what a client holds. It is requested, or confirmed where the service says so.
pub async fn book_reservation(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: ReservationBooking,
) -> ApiResult<Booking> {
    let mut change = Change::begin(caller, AuditAction::BookReservation).await?;
    let model = find(caller, id, Action::BookReservation, change.tx()).await?;
    let client = model.client_id.ok_or(ProblemCode::Conflict)?;
    clients::operations::lock(&change, client).await?;
    let scope = caller.scope();
    let services = services::operations::bookable_by(scope, Some(model.counselor_id), change.tx());
    let services = services.await?;
    let service = model.service_id.and_then(|id| services.get(&id));
    let step = BookingStep::Book {
        confirmed_at_once: service.is_some_and(|one| one.confirmed_at_once),
    };
    let after = model.state.after(step).ok_or(ProblemCode::Conflict)?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let most = rules_of(&facility)?.max_open_bookings;
    let open = count_open(scope, client, caller.now(), change.tx()).await?;
    if open >= most.into() {
        return Err(ProblemCode::LimitReached.into());
    }
    let note = seal_note((BOOKING_NOTE, id), client, body.note.as_ref(), &change).await?;
    let changed = scope
        .update::<Entity>()
        .col_expr(Column::State, Expr::value(after))
        .col_expr(Column::ReservedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::SealedNote, Expr::value(note))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::State.eq(BookingState::Reserved))
        // Until the last moment, and not a moment longer.
        .filter(Expr::col(Column::ReservedUntil).gt(caller.now()))
        .exec_with_returning(change.tx())
        .await?;
    let model = changed.into_iter().next();
    let model = model.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?;
    let shown = show(caller, &model, change.tx()).await?;
    waiting_list::take_off(&change, id).await?;
    change.on(id);
    tell(&mut change, &model);
    follow(&mut change, Happened::Booked, &model).await?;
    change.commit().await?;
    Ok(shown)
}

/// Makes an appointment with a client. It is confirmed, within or outside of booking times.
pub async fn create_booking(
    caller: &Caller,
    body: BookingCreate,
) -> ApiResult<Created<'_, Booking>> {
    let counselor = whose(caller, body.counselor_id, Action::CreateBooking)?;
    in_reach(body.starts_at)?;
    let change = Change::begin(caller, AuditAction::CreateBooking).await?;
    check_booking(&change, counselor, &body).await?;
    let model = single(&change, counselor, &body, body.starts_at).await?;
    enter(caller, change, model, Some(body.client_id)).await
}

/// Whether the caller may see whom it is with, and the service is one of the counselor's.
pub(super) async fn check_booking(
    change: &Change<'_>,
    counselor: CounselorId,
    body: &BookingCreate,
) -> ApiResult<()> {
    let caller = change.caller();
    let relation = clients::operations::relation_to(caller, body.client_id, change.tx()).await;
    let relation = relation.map_err(|error| named("/client_id", error))?;
    caller
        .check(Action::ReadClient, relation)
        .map_err(|error| named("/client_id", error))?;
    if let Some(id) = body.service_id {
        let scope = caller.scope();
        let services =
            services::operations::bookable_by(scope, Some(counselor), change.tx()).await?;
        if !services.contains_key(&id) {
            return Err(out_of_range("/service_id"));
        }
    }
    Ok(())
}

/// An appointment with a client that is not in the calendar yet.
pub(super) async fn single(
    change: &Change<'_>,
    counselor: CounselorId,
    body: &BookingCreate,
    starts_at: DateTime<Utc>,
) -> ApiResult<Model> {
    let client = body.client_id;
    let minutes = |minutes: u16| TimeDelta::minutes(minutes.into());
    let ends_at = starts_at + minutes(body.duration_minutes.minutes());
    let new = New {
        kind: BookingKind::Single,
        state: BookingState::Confirmed,
        counselor,
        client: Some(client),
        what: (body.service_id, Some(body.channel)),
        times: [
            starts_at,
            ends_at,
            ends_at + minutes(body.follow_up_minutes.minutes()),
        ],
        reserved_until: None,
    };
    let mut model = new.model(change.caller());
    let note = (BOOKING_NOTE, model.id);
    model.sealed_note = seal_note(note, client, body.note.as_ref(), change).await?;
    let note = (BOOKING_INTERNAL_NOTE, model.id);
    let internal_note = body.internal_note.as_ref();
    model.sealed_internal_note = seal_note(note, client, internal_note, change).await?;
    Ok(model)
}

/// Keeps time free.
pub async fn create_blocker(
    caller: &Caller,
    body: BlockerCreate,
) -> ApiResult<Created<'_, Booking>> {
    let counselor = whose(caller, body.counselor_id, Action::CreateBlocker)?;
    body.check().map_err(|error| ApiError::Field {
        pointer: "/ends_at".into(),
        error,
    })?;
    let change = Change::begin(caller, AuditAction::CreateBlocker).await?;
    let times = (body.starts_at, body.ends_at);
    let model = kept_free(&change, counselor, &body.title, times).await?;
    enter(caller, change, model, None).await
}

/// Time that is to be kept free.
pub(super) async fn kept_free(
    change: &Change<'_>,
    counselor: CounselorId,
    title: &BookingTitle,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
) -> ApiResult<Model> {
    let new = New {
        kind: BookingKind::Blocker,
        state: BookingState::Confirmed,
        counselor,
        client: None,
        what: (None, None),
        times: [starts_at, ends_at, ends_at],
        reserved_until: None,
    };
    let mut model = new.model(change.caller());
    let keys = change.caller().keys().await?;
    let title = keys.seal(BOOKING_TITLE, model.id.0, title.as_str().as_bytes())?;
    model.sealed_title = Some(title);
    Ok(model)
}

async fn enter<'a>(
    caller: &'a Caller,
    mut change: Change<'a>,
    model: Model,
    client: Option<ClientId>,
) -> ApiResult<Created<'a, Booking>> {
    let model = take(&change, model)
        .await
        .map_err(|error| named("/counselor_id", error))?;
    change.on(model.id);
    tell(&mut change, &model);
    follow(&mut change, Happened::Made, &model).await?;
    Ok(Created {
        answer: show(caller, &model, change.tx()).await?,
        change,
        version: Some(model.version),
        client,
    })
}

pub(super) fn in_reach(starts_at: DateTime<Utc>) -> ApiResult<()> {
    check_moment(starts_at).map_err(|error| ApiError::Field {
        pointer: "/starts_at".into(),
        error,
    })
}

/// Whose calendar it goes into, if the caller may.
pub(super) fn whose(
    caller: &Caller,
    named: Option<CounselorId>,
    action: Action,
) -> ApiResult<CounselorId> {
    let counselor = match named {
        Some(id) => id,
        None => caller.counselor_id()?,
    };
    let relation = Relation::to_counselors(caller.actor(), Some(counselor));
    caller.check(action, relation)?;
    Ok(counselor)
}

/// What a body names and is not there, is a field that is wrong.
pub(super) fn named(pointer: &str, error: ApiError) -> ApiError {
    if error.code() == ProblemCode::NotFound {
        out_of_range(pointer)
    } else {
        error
    }
}

pub(super) fn out_of_range(pointer: &str) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error: FieldError::new(FieldCode::OutOfRange),
    }
}

/// Seals a note under its client's key.
pub(super) async fn seal_note(
    (column, id): (&'static str, BookingId),
    client: ClientId,
    note: Option<&BookingNote>,
    change: &Change<'_>,
) -> ApiResult<Option<crate::crypto::Sealed>> {
    let Some(note) = note else {
        return Ok(None);
    };
    let caller = change.caller();
    let keys = caller.keys().await?;
    let key = keys
        .find_client_key(caller.scope(), client, change.tx())
        .await?;
    key.seal(column, id.0, note.as_str()).map(Some)
}
