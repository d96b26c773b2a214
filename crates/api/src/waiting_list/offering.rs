//! Offering what has become free: a round through those who wait, in order. It is put down by
//! whatever changes in a calendar, and by the end of what is held; each hour besides, because time
//! that passes brings days that can be booked.

use super::{
    entity::{Column, Entity, Model},
    turns::{give_up, pass_over, waiting},
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity::{Column as BookingColumn, Entity as Bookings, Model as Booking},
        group_bookings::serving,
        limits::who_may_have,
        making::New,
        news,
        settings::rules_of,
        taking::{Within, take_within},
    },
    clients::entity as client,
    database, facility,
    jobs::{NewJob, Outcome, enqueue, entity as job, finish},
    outgoing_mails::appointments::tell_clients,
    scope::Scope,
    services,
    slots::operations::{Ahead, Asking, Wanted, ahead},
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    bookings::{BookingKind, BookingRules, BookingState},
    clients::ClientStatus,
    events::{Audience, Event},
    ids::{FacilityId, ServiceId},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    slots::Slot,
    waiting_list::held_until,
};
use job::JobKind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, LockType},
};
use serde_json::Value;
use std::collections::BTreeSet;

fn round(facility: FacilityId, run_at: DateTime<Utc>, unique_key: Option<String>) -> NewJob {
    NewJob {
        facility: Some(facility),
        kind: JobKind::OfferPlaces,
        payload: Value::Null,
        unique_key,
        run_at,
    }
}

/// Puts a round down, if anybody waits, within the transaction that may have left a place free.
/// Answers whether the worker is to be woken after its commit.
#[expect(clippy::disallowed_methods, reason = "bound to the facility by hand")]
pub async fn look(
    tx: &impl ConnectionTrait,
    facility: FacilityId,
    now: DateTime<Utc>,
) -> ApiResult<bool> {
    let anybody = Entity::find().filter(Column::FacilityId.eq(facility));
    if anybody.one(tx).await?.is_none() && !serving::is_any(tx, facility).await? {
        return Ok(false);
    }
    enqueue(tx, round(facility, now, None)).await?;
    Ok(true)
}

/// Makes sure that every facility in which somebody waits has a round.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn ensure_rounds(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    let mut facilities: BTreeSet<FacilityId> = Entity::find()
        .select_only()
        .column(Column::FacilityId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    facilities.extend(serving::facilities(db).await?);
    for facility in facilities {
        let key = format!("offer_places {facility}");
        enqueue(db, round(facility, now, Some(key))).await?;
    }
    Ok(())
}

/// One round. The next is due when something that is held ends.
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let Some(facility) = job.facility_id else {
        return Ok(Outcome::Later("facility".into()));
    };
    let (scope, now) = (Scope::new(facility, state.db.clone()), state.clock.now());
    let at = At {
        state,
        scope: &scope,
        now,
    };
    at.pass_over_who_let_it_pass().await?;
    at.forget_what_is_late().await?;
    at.offer().await?;
    serving::round(state, &scope, now).await?;
    let tx = database::begin_write(&state.db).await?;
    let ends = [
        at.next_end(&tx).await?,
        serving::next_end(&scope, now, &tx).await?,
    ];
    if finish(&tx, job).await?
        && let Some(end) = ends.into_iter().flatten().min()
    {
        let key = format!("offer_places {facility} {}", end.timestamp_micros());
        enqueue(&tx, round(facility, end, Some(key))).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Where and when a round takes place.
#[derive(Clone, Copy)]
struct At<'a> {
    state: &'a State,
    scope: &'a Scope,
    now: DateTime<Utc>,
}

/// How an offer ended.
enum Offered {
    /// It is held for them.
    Held,
    /// Something else is there by now.
    Taken,
    /// They cannot have any at the moment, or wait no more.
    NotTheirs,
}

impl At<'_> {
    /// Takes off the list whom nothing is of use to any more.
    async fn forget_what_is_late(self) -> ApiResult<()> {
        let facility = facility::operations::by_id(&self.state.db, self.scope.facility()).await?;
        let today = self.now.with_timezone(&facility.zone()?).date_naive();
        let late = self
            .scope
            .delete::<Entity>()
            .filter(Column::BookingId.is_null())
            .filter(Column::Until.lt(today));
        let tx = database::begin_write(&self.state.db).await?;
        let late = late.exec_with_returning(&tx).await?;
        for one in &late {
            let (event, audience) = news::of_everybody(Some(one.client_id));
            self.log(&tx, &event, &audience).await?;
        }
        tx.commit().await?;
        if !late.is_empty() {
            self.state.hub.wake(self.scope.facility());
        }
        Ok(())
    }

    async fn log(
        self,
        tx: &impl ConnectionTrait,
        event: &Event,
        audience: &Audience,
    ) -> ApiResult<()> {
        crate::events::log(tx, self.scope.facility(), event, audience, self.now).await?;
        Ok(())
    }

    /// Sends whoever has let an offer pass behind the others, and frees the place.
    async fn pass_over_who_let_it_pass(self) -> ApiResult<()> {
        let offered = self.scope.find::<Entity>();
        let offered = offered.filter(Column::BookingId.is_not_null());
        for entry in offered.all(self.scope.db()).await? {
            let tx = database::begin_write(&self.state.db).await?;
            let held = self
                .scope
                .find::<Bookings>()
                .filter(BookingColumn::Id.eq(entry.booking_id))
                .lock(LockType::NoKeyUpdate)
                .one(&tx)
                .await?;
            let still = held.as_ref().is_some_and(|one| {
                let is_held = one.reserved_until.is_some_and(|until| until > self.now);
                one.state == BookingState::Reserved && is_held
            });
            if still {
                continue;
            }
            pass_over(self.scope, &entry, self.now, &tx).await?;
            let freed = give_up(self.scope, &entry, &tx).await?;
            news::log_all(&freed, &tx, self.now).await?;
            tx.commit().await?;
            self.state.hub.wake(self.scope.facility());
        }
        Ok(())
    }

    /// Gives each who waits the first place that fits, as long as there are any.
    async fn offer(self) -> ApiResult<()> {
        let waiting = waiting(self.scope, None, self.scope.db()).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        let services: BTreeSet<ServiceId> = waiting.iter().map(|one| one.0.service_id).collect();
        let asking = Asking {
            scope: self.scope,
            client: None,
            now: self.now,
        };
        let wanted = Wanted {
            services: Some(&services),
            ..Wanted::default()
        };
        let Ahead {
            mut slots,
            bookable,
        } = ahead(asking, wanted).await?;
        let (zone, rules) = (bookable.facility.zone()?, rules_of(&bookable.facility)?);
        for (entry, primary) in waiting {
            let wish = entry.wish(primary)?;
            while let Some(at) = slots
                .iter()
                .position(|(slot, only_primary)| wish.fits(slot, *only_primary, &zone))
            {
                let slot = slots[at].0.clone();
                let service = bookable.services.get(&slot.service_id);
                let follow_up = service.map_or(Ok(0), |one| {
                    services::operations::minutes(one.follow_up_minutes)
                })?;
                match self.offer_to(&entry, (&slot, follow_up), &rules).await? {
                    Offered::NotTheirs => break,
                    Offered::Held => {
                        slots.remove(at);
                        break;
                    }
                    Offered::Taken => {
                        slots.remove(at);
                    }
                }
            }
        }
        Ok(())
    }

    /// Holds a place for somebody and tells them, if nobody was faster and they can have it.
    async fn offer_to(
        self,
        entry: &Model,
        (slot, follow_up): (&Slot, u16),
        rules: &BookingRules,
    ) -> ApiResult<Offered> {
        let (scope, now) = (self.scope, self.now);
        let tx = database::begin_write(&self.state.db).await?;
        let client = scope
            .find::<client::Entity>()
            .filter(client::Column::Id.eq(entry.client_id))
            .filter(client::Column::Status.eq(ClientStatus::Active))
            .lock(LockType::NoKeyUpdate);
        if client.one(&tx).await?.is_none() {
            return Ok(Offered::NotTheirs);
        }
        let may_have = who_may_have(scope, [entry.client_id], rules, (now, &tx)).await?;
        if may_have.is_empty() {
            return Ok(Offered::NotTheirs);
        }
        let booking = place(entry, (slot, follow_up), rules, now);
        let within = Within {
            scope,
            tx: &tx,
            now,
        };
        let booking = match take_within(within, booking).await {
            Ok(booking) => booking,
            Err(error) if error.code() == ProblemCode::SlotTaken => return Ok(Offered::Taken),
            Err(error) => return Err(error),
        };
        let mut offered = entry.offered()?;
        offered.push(slot.into());
        let offered = serde_json::to_value(offered).map_err(ApiError::internal)?;
        let theirs = scope
            .update::<Entity>()
            .col_expr(Column::BookingId, Expr::value(booking.id))
            .col_expr(Column::Offered, Expr::value(offered))
            .filter(Column::Id.eq(entry.id))
            .filter(Column::BookingId.is_null())
            .exec(&tx)
            .await?;
        if theirs.rows_affected == 0 {
            return Ok(Offered::NotTheirs);
        }
        let (by, template) = ((self.state, scope), MailTemplate::AppointmentOffered);
        let clients = [entry.client_id];
        let wakes = tell_clients(by, &tx, (&clients, &booking), template).await?;
        news::log_all(std::slice::from_ref(&booking), &tx, now).await?;
        tx.commit().await?;
        self.state.hub.wake(scope.facility());
        if wakes {
            self.state.work.notify_one();
        }
        Ok(Offered::Held)
    }

    /// When the next of what is held ends, if anybody waits for it.
    async fn next_end(self, tx: &impl ConnectionTrait) -> ApiResult<Option<DateTime<Utc>>> {
        if self.scope.find::<Entity>().one(tx).await?.is_none() {
            return Ok(None);
        }
        let next = self
            .scope
            .find::<Bookings>()
            .filter(BookingColumn::State.eq(BookingState::Reserved))
            .filter(BookingColumn::ReservedUntil.gt(self.now))
            .order_by_asc(BookingColumn::ReservedUntil)
            .one(tx)
            .await?;
        Ok(next.and_then(|one| one.reserved_until))
    }
}

/// What holds a place for somebody who waits.
fn place(
    entry: &Model,
    (slot, follow_up): (&Slot, u16),
    rules: &BookingRules,
    now: DateTime<Utc>,
) -> Booking {
    let new = New {
        kind: BookingKind::Single,
        state: BookingState::Reserved,
        counselor: slot.counselor_id,
        client: Some(entry.client_id),
        what: (Some(slot.service_id), Some(slot.channel)),
        times: [
            slot.starts_at,
            slot.ends_at,
            slot.ends_at + TimeDelta::minutes(follow_up.into()),
        ],
        reserved_until: Some(held_until(rules, now, slot.starts_at)),
    };
    new.model_at(entry.facility_id, now)
}
