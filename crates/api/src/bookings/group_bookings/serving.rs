//! Holding places in group appointments for those who wait, in turn: the part of the waiting list's
//! rounds that is about them.

use super::{
    details,
    entity::waiter::{Column, Entity, Model},
    queue::{self, who_can_come},
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity::{self as booking, Column as BookingColumn},
        settings::rules_of,
    },
    database, events, facility,
    outgoing_mails::appointments::tell_clients,
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    bookings::{BookingRules, BookingState},
    events::{Audience, Event},
    ids::{BookingId, ClientId, FacilityId},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    waiting_list::held_until,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

/// Whether anybody of a facility waits for a place.
#[expect(clippy::disallowed_methods, reason = "bound to the facility by hand")]
pub async fn is_any(tx: &impl ConnectionTrait, facility: FacilityId) -> ApiResult<bool> {
    let anybody = Entity::find().filter(Column::FacilityId.eq(facility));
    Ok(anybody.one(tx).await?.is_some())
}

/// The facilities in which somebody does.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn facilities(db: &DatabaseConnection) -> ApiResult<Vec<FacilityId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::FacilityId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?)
}

/// When the next of the places that are held falls back.
pub async fn next_end(
    scope: &Scope,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<Option<DateTime<Utc>>> {
    let next = scope
        .find::<Entity>()
        .filter(Column::HeldUntil.gt(now))
        .order_by_asc(Column::HeldUntil)
        .one(tx)
        .await?;
    Ok(next.and_then(|one| one.held_until))
}

/// One round through all appointments for a place in which somebody waits.
pub async fn round(state: &State, scope: &Scope, now: DateTime<Utc>) -> ApiResult<()> {
    let ids: Vec<BookingId> = scope
        .find::<Entity>()
        .select_only()
        .column(Column::BookingId)
        .distinct()
        .into_tuple()
        .all(scope.db())
        .await?;
    for id in ids {
        serve(state, scope, now, id).await?;
    }
    Ok(())
}

/// What a round changes in an appointment's queue.
#[derive(Default)]
struct Outcome {
    /// Who waits no more.
    gone: Vec<Model>,
    /// For whom a place is held from now on.
    held: Vec<ClientId>,
    /// Whose place went with the appointment.
    called_off: Vec<ClientId>,
}

/// One appointment: forgets what was let pass, and holds what is free for those who come next.
async fn serve(state: &State, scope: &Scope, now: DateTime<Utc>, id: BookingId) -> ApiResult<()> {
    let tx = database::begin_write(&state.db).await?;
    let row = scope.find::<booking::Entity>();
    let row = row.filter(BookingColumn::Id.eq(id));
    let Some(model) = row.lock(LockType::NoKeyUpdate).one(&tx).await? else {
        return Ok(());
    };
    let facility = facility::operations::by_id(&tx, scope.facility()).await?;
    let rules = rules_of(&facility)?;
    let at = At {
        scope,
        now,
        tx: &tx,
        rules: &rules,
    };
    let outcome = at.serve(&model).await?;
    if outcome.gone.is_empty() && outcome.held.is_empty() {
        return Ok(());
    }
    let by = (state, scope);
    let mut wakes = false;
    for (clients, template) in [
        (&outcome.held, MailTemplate::AppointmentOffered),
        (&outcome.called_off, MailTemplate::AppointmentCancelled),
    ] {
        wakes |= tell_clients(by, &tx, (clients, &model), template).await?;
    }
    let event = Event::of_calendar(Some(model.counselor_id));
    let gone = outcome.gone.iter().map(|one| one.client_id);
    for client in gone.chain(outcome.held.iter().copied()) {
        let audience = Audience::Participant { client };
        events::log(&tx, scope.facility(), &event, &audience, now).await?;
    }
    let staff = Audience::Calendar { client: None };
    events::log(&tx, scope.facility(), &event, &staff, now).await?;
    tx.commit().await?;
    state.hub.wake(scope.facility());
    if wakes {
        state.work.notify_one();
    }
    Ok(())
}

/// Where and when an appointment's queue is served.
#[derive(Clone, Copy)]
struct At<'a> {
    scope: &'a Scope,
    now: DateTime<Utc>,
    tx: &'a DatabaseTransaction,
    rules: &'a BookingRules,
}

impl At<'_> {
    async fn serve(self, model: &booking::Model) -> ApiResult<Outcome> {
        let (scope, now, tx) = (self.scope, self.now, self.tx);
        let details = details::of(scope, [model.id], tx).await?.remove(&model.id);
        let details = details.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
        let takes_place = model.state == BookingState::Confirmed
            && details.bookable
            && model.starts_at >= self.rules.earliest(now);
        let mut waiting = queue::of_one(scope, model.id, tx).await?;
        let mut outcome = Outcome::default();
        if !takes_place {
            if model.state == BookingState::Cancelled {
                let held = waiting.iter().filter(|one| one.is_held(now));
                outcome.called_off = held.map(|one| one.client_id).collect();
            }
            outcome.gone = std::mem::take(&mut waiting);
        }
        // It was theirs, and nothing else is to come: who lets it pass waits no more.
        let lapsed = |one: &mut Model| one.held_until.is_some() && !one.is_held(now);
        outcome.gone.extend(waiting.extract_if(.., lapsed));
        let ids: Vec<_> = outcome.gone.iter().map(|one| one.client_id).collect();
        queue::take_off(scope, model.id, &ids, tx).await?;
        let most = details.max_participants()?.unwrap_or_default();
        let held = queue::held(&waiting, now, &[]);
        let free = most.places_free(details.participants()?, held);
        waiting.retain(|one| one.held_until.is_none());
        if free == 0 {
            return Ok(outcome);
        }
        // Nobody's row is locked for it: clients lock their own before an appointment's. Who has
        // booked something else meanwhile is told so when they join.
        let holder = model.counselor_id;
        let named = waiting.iter().map(|one| (holder, one.client_id)).collect();
        let can_come = who_can_come(scope, named, (self.rules, now, tx)).await?;
        waiting.retain(|one| can_come.contains(&(holder, one.client_id)));
        for one in waiting.iter().take(free.try_into().unwrap_or(usize::MAX)) {
            self.hold(one, model).await?;
            outcome.held.push(one.client_id);
        }
        Ok(outcome)
    }

    /// Holds a place for somebody, up to when clients can still join.
    async fn hold(self, one: &Model, model: &booking::Model) -> ApiResult<()> {
        let lead = TimeDelta::hours(self.rules.lead_hours.into());
        let until = held_until(self.rules, self.now, model.starts_at - lead);
        let held = self
            .scope
            .update::<Entity>()
            .col_expr(Column::HeldUntil, Expr::value(until))
            .filter(Column::BookingId.eq(one.booking_id))
            .filter(Column::ClientId.eq(one.client_id));
        held.exec(self.tx).await?;
        Ok(())
    }
}
