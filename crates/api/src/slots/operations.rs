//! Slots, from booking times, services, channels and absences.

use crate::{
    ApiError, ApiResult, absences,
    booking_times::{self, entity as booking_time},
    bookings::{self, settings::rules_of},
    caller::Caller,
    channels, clients, counselors,
    facility::{self, entity as facility_table},
    scope::Scope,
    services::{self, entity as service},
    working_time::working_time_of,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    access::{Action, Relation},
    bookings::BookingRules,
    channels::{AppointmentChannel, Channels},
    ids::{BookingId, ClientId, CounselorId, ServiceId},
    slots::{
        Block, BlockKind, Blocks, Bounds, Candidate, OfferRow, Period, Slot, SlotQuery, Slots,
        Terms, Window, takes_on,
    },
    working_time::WorkingTime,
};
use std::collections::{BTreeSet, HashMap};

/// Days that are cut in one go.
const WEEK: i64 = 7;

/// The slots of a period: of who can be booked, by when they begin.
pub async fn list_slots(caller: &Caller, query: &SlotQuery) -> ApiResult<Slots> {
    caller.check(Action::ListSlots, Relation::Common)?;
    query.check().map_err(|error| ApiError::Field {
        pointer: "/until".into(),
        error,
    })?;
    free(caller, query).await
}

/// The same, whoever asks; of clients, with whom they may book.
pub async fn free(caller: &Caller, query: &SlotQuery) -> ApiResult<Slots> {
    free_but(caller, query, None).await
}

/// The same, as if one entry were not there.
pub async fn free_but(
    caller: &Caller,
    query: &SlotQuery,
    but: Option<BookingId>,
) -> ApiResult<Slots> {
    let asking = Asking::of(caller);
    let bookable = bookable(asking, query.into()).await?;
    let mut taken = taken(asking, query, but).await?;
    let rules = Cutting::of(&bookable.facility)?;
    let period = rules.period(query.from, query.until);
    let mut found = Slots::default();
    for one in &bookable.people {
        let blocks = Blocks::new(taken.remove(&one.counselor.id).unwrap_or_default());
        let before = found.items.len();
        let pieces = period.candidates(&one.windows, &blocks, rules.bounds(asking, one)?);
        found.items.extend(bookable.free_of(one, pieces));
        if found.items.len() > before {
            found.counselors.push(one.counselor.reference());
        }
    }
    found.items.sort_unstable_by_key(by_start);
    Ok(found)
}

/// Everything that is free of what is wanted, as far ahead as can be booked, by when it begins.
pub async fn ahead(asking: Asking<'_>, wanted: Wanted<'_>) -> ApiResult<Ahead> {
    let bookable = bookable(asking, wanted).await?;
    let rules = Cutting::of(&bookable.facility)?;
    let until = rules.end(asking.now);
    let query = SlotQuery {
        from: asking.now,
        until,
        counselor_id: wanted.counselor,
        service_id: None,
        channel: None,
    };
    let mut taken = taken(asking, &query, None).await?;
    let mut found = Vec::new();
    for one in &bookable.people {
        let blocks = Blocks::new(taken.remove(&one.counselor.id).unwrap_or_default());
        let bounds = rules.bounds(asking, one)?;
        let mut from = asking.now;
        while from < until {
            let next = until.min(from + TimeDelta::days(WEEK));
            let pieces = rules.period(from, next);
            let pieces = pieces.candidates(&one.windows, &blocks, bounds);
            let slots = bookable.free_of(one, pieces);
            found.extend(slots.map(|slot| (slot, one.counselor.primary_clients_only)));
            from = next;
        }
    }
    found.sort_unstable_by_key(|(slot, _)| by_start(slot));
    Ok(Ahead {
        slots: found,
        bookable,
    })
}

/// How far ahead the next free appointment is looked for: anybody may ask, without an account, and
/// a year would be cut for each of them.
const NEXT_FREE_WEEKS: i64 = 8;

/// When each of these counselors can be booked next, within eight weeks and as far ahead as
/// can be booked.
pub async fn next_free(
    asking: Asking<'_>,
    of: &BTreeSet<CounselorId>,
) -> ApiResult<HashMap<CounselorId, DateTime<Utc>>> {
    let bookable = bookable(asking, Wanted::default()).await?;
    let rules = Cutting::of(&bookable.facility)?;
    let until = rules.end(asking.now);
    let until = until.min(asking.now + TimeDelta::weeks(NEXT_FREE_WEEKS));
    let query = SlotQuery {
        from: asking.now,
        until,
        counselor_id: None,
        service_id: None,
        channel: None,
    };
    let mut taken = taken(asking, &query, None).await?;
    let mut found = HashMap::new();
    for one in &bookable.people {
        let id = one.counselor.id;
        if !of.contains(&id) {
            continue;
        }
        let blocks = Blocks::new(taken.remove(&id).unwrap_or_default());
        let bounds = rules.bounds(asking, one)?;
        let mut from = asking.now;
        while from < until && !found.contains_key(&id) {
            let next = until.min(from + TimeDelta::days(WEEK));
            let pieces = rules.period(from, next);
            let pieces = pieces.candidates(&one.windows, &blocks, bounds);
            let starts = bookable.free_of(one, pieces).map(|slot| slot.starts_at);
            found.extend(starts.min().map(|first| (id, first)));
            from = next;
        }
    }
    Ok(found)
}

fn by_start(one: &Slot) -> (DateTime<Utc>, CounselorId, ServiceId) {
    (one.starts_at, one.counselor_id, one.service_id)
}

/// Who asks, and when: a client, who may not be taken on by all, or whoever may see everything.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub scope: &'a Scope,
    pub client: Option<ClientId>,
    pub now: DateTime<Utc>,
}

impl<'a> Asking<'a> {
    pub fn of(caller: &'a Caller) -> Self {
        Self {
            scope: caller.scope(),
            client: caller.actor().client_id(),
            now: caller.now(),
        }
    }
}

/// What is free, and of whom; with each, whether its counselor takes on primary clients only.
pub struct Ahead {
    pub slots: Vec<(Slot, bool)>,
    pub bookable: Bookable,
}

/// By which rules a facility's booking times are cut.
struct Cutting {
    zone: Tz,
    rules: BookingRules,
    working_time: WorkingTime,
}

impl Cutting {
    fn of(facility: &facility_table::Model) -> ApiResult<Self> {
        Ok(Self {
            zone: facility.zone()?,
            rules: rules_of(facility)?,
            working_time: working_time_of(facility)?,
        })
    }

    /// Behind everything that can be booked.
    fn end(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + TimeDelta::days(i64::from(self.rules.horizon_days) + 1)
    }

    fn period(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Period<'_, Tz> {
        Period::new(&self.zone, &self.working_time, from, until)
    }

    fn bounds(&self, asking: Asking<'_>, one: &BookableCounselor) -> ApiResult<Bounds> {
        let weeks = one.plan.weeks()?.weeks();
        let lead = TimeDelta::hours(self.rules.lead_hours.into());
        let (now, horizon) = (asking.now, self.rules.horizon_days);
        Ok(Bounds::new(&self.zone, now, lead, horizon, weeks))
    }
}

/// What is asked for; nothing named is everything.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    pub counselor: Option<CounselorId>,
    pub service: Option<ServiceId>,
    pub channel: Option<AppointmentChannel>,
    /// Any of these.
    pub services: Option<&'a BTreeSet<ServiceId>>,
}

impl From<&SlotQuery> for Wanted<'_> {
    fn from(query: &SlotQuery) -> Self {
        Self {
            counselor: query.counselor_id,
            service: query.service_id,
            channel: query.channel,
            services: None,
        }
    }
}

/// Who can be booked for what.
pub struct Bookable {
    pub facility: facility_table::Model,
    pub services: HashMap<ServiceId, service::Model>,
    pub people: Vec<BookableCounselor>,
}

impl Bookable {
    /// What nothing hides of the pieces of a counselor's windows.
    fn free_of(
        &self,
        one: &BookableCounselor,
        pieces: Vec<Candidate>,
    ) -> impl Iterator<Item = Slot> {
        let free = pieces.into_iter().filter(|piece| piece.hidden.is_none());
        free.filter_map(|piece| {
            Some(Slot {
                counselor_id: one.counselor.id,
                service_id: piece.service_id,
                channel: self.services.get(&piece.service_id)?.channel,
                starts_at: piece.starts_at,
                ends_at: piece.ends_at,
            })
        })
    }
}

/// A counselor with the times at which they can be booked.
pub struct BookableCounselor {
    pub counselor: counselors::entity::Model,
    pub plan: booking_time::plan::Model,
    pub windows: Vec<Window>,
}

/// Who can be booked for what, by booking times and channels; of clients, with whom they may book.
pub async fn bookable(asking: Asking<'_>, wanted: Wanted<'_>) -> ApiResult<Bookable> {
    let (scope, db) = (asking.scope, asking.scope.db());
    let facility = facility::operations::by_id(db, scope.facility()).await?;
    let offer = Offer::read(scope, &facility, wanted).await?;
    let (plans, rows) = booking_times::operations::plans(scope, wanted.counselor, db).await?;
    let mut times: HashMap<CounselorId, Vec<_>> = HashMap::new();
    for row in rows {
        times.entry(row.counselor_id).or_default().push(row);
    }
    let takes_them = takes(asking).await?;
    let mut active: HashMap<_, _> = counselors::availability::active(scope, db)
        .await?
        .into_iter()
        .filter(takes_them)
        .map(|one| (one.id, one))
        .collect();
    let mut people = Vec::new();
    for plan in plans {
        let Some(counselor) = active.remove(&plan.counselor_id) else {
            continue;
        };
        let rows = times.remove(&plan.counselor_id).unwrap_or_default();
        people.push(BookableCounselor {
            windows: offer
                .terms(counselor.id)
                .windows(&offer.rows(&plan, &rows)?),
            counselor,
            plan,
        });
    }
    Ok(Bookable {
        facility,
        services: offer.services,
        people,
    })
}

/// Whether a counselor takes who asks on: who has primary clients only, no other clients.
async fn takes(asking: Asking<'_>) -> ApiResult<impl Fn(&counselors::entity::Model) -> bool> {
    let client = asking.client;
    let primary = match client {
        Some(id) => {
            let (scope, db) = (asking.scope, asking.scope.db());
            clients::operations::primary_counselor_of(scope, id, db).await?
        }
        None => None,
    };
    Ok(move |one: &counselors::entity::Model| {
        client.is_none() || takes_on(one.primary_clients_only, primary == Some(one.id))
    })
}

/// What can be booked with whom.
pub(super) struct Offer<'a> {
    services: HashMap<ServiceId, service::Model>,
    by_facility: Channels,
    by_counselors: HashMap<CounselorId, Channels>,
    wanted: Wanted<'a>,
}

impl<'a> Offer<'a> {
    pub async fn read(
        scope: &Scope,
        facility: &facility_table::Model,
        wanted: Wanted<'a>,
    ) -> ApiResult<Self> {
        let of = wanted.counselor;
        Ok(Self {
            services: services::operations::bookable_by(scope, of, scope.db()).await?,
            by_facility: channels::operations::offered_by(facility)?,
            by_counselors: channels::operations::offered_by_counselors(scope, of).await?,
            wanted,
        })
    }

    /// By which means a counselor can be booked.
    pub fn terms(&self, counselor: CounselorId) -> Terms<'_> {
        Terms {
            by_facility: &self.by_facility,
            by_counselor: self.by_counselors.get(&counselor),
        }
    }

    /// A counselor's rows of what is asked for.
    pub fn rows(
        &self,
        plan: &booking_time::plan::Model,
        rows: &[booking_time::Model],
    ) -> ApiResult<Vec<OfferRow>> {
        let Wanted {
            service: wanted,
            channel,
            services,
            ..
        } = self.wanted;
        let mut found = Vec::new();
        for row in rows {
            let Some(service) = self.services.get(&row.service_id) else {
                continue;
            };
            if wanted.is_some_and(|id| id != service.id)
                || channel.is_some_and(|one| one != service.channel)
                || services.is_some_and(|any| !any.contains(&service.id))
            {
                continue;
            }
            let weekday = usize::try_from(row.weekday).map_err(ApiError::internal)?;
            found.push(OfferRow {
                window: Window {
                    weekday,
                    span: row.time()?.span,
                    service_id: service.id,
                    duration_minutes: services::operations::minutes(service.duration_minutes)?,
                    follow_up_minutes: services::operations::minutes(service.follow_up_minutes)?,
                },
                channel: service.channel,
                day_is_bookable: plan.is_bookable(weekday),
            });
        }
        Ok(found)
    }
}

/// What takes the counselors' time. A slot that begins in the period can end after it.
pub(super) async fn taken(
    asking: Asking<'_>,
    query: &SlotQuery,
    but: Option<BookingId>,
) -> ApiResult<HashMap<CounselorId, Vec<Block>>> {
    let (scope, db) = (asking.scope, asking.scope.db());
    let period = (query.from, query.until + TimeDelta::days(1));
    let away = absences::operations::within(scope, query.counselor_id, period, db).await?;
    let mut taken: HashMap<CounselorId, Vec<Block>> = HashMap::new();
    for absence in away {
        taken.entry(absence.counselor_id).or_default().push(Block {
            starts_at: absence.starts_at,
            ends_at: absence.ends_at,
            kind: BlockKind::Absence,
        });
    }
    let of = (query.counselor_id, but);
    let booked = bookings::list::blocks(scope, of, period, asking.now, db);
    for (counselor, block) in booked.await? {
        taken.entry(counselor).or_default().push(block);
    }
    Ok(taken)
}
