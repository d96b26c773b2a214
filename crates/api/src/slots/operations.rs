//! Slots, from booking times, services, channels and absences.

use crate::{
    ApiError, ApiResult, absences,
    booking_times::{self, entity as booking_time},
    bookings::{self, settings::rules_of},
    caller::Caller,
    channels, clients, counselors,
    facility::{self, entity as facility_table},
    services::{self, entity as service},
    working_time::working_time_of,
};
use chrono::TimeDelta;
use domain::{
    access::{Action, Relation},
    channels::{AppointmentChannel, Channels},
    ids::{BookingId, CounselorId, ServiceId},
    slots::{
        Block, BlockKind, Blocks, Bounds, OfferRow, Period, Slot, SlotQuery, Slots, Terms, Window,
        takes_on,
    },
};
use std::collections::HashMap;

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
    let bookable = bookable(caller, query.into()).await?;
    let zone = bookable.facility.zone()?;
    let rules = rules_of(&bookable.facility)?;
    let working_time = working_time_of(&bookable.facility)?;
    let mut taken = taken(caller, query, but).await?;
    let period = Period::new(&zone, &working_time, query.from, query.until);
    let lead = TimeDelta::hours(rules.lead_hours.into());
    let mut found = Slots::default();
    for one in bookable.people {
        let id = one.counselor.id;
        let weeks = one.plan.weeks()?.weeks();
        let bounds = Bounds::new(&zone, caller.now(), lead, rules.horizon_days, weeks);
        let blocks = Blocks::new(taken.remove(&id).unwrap_or_default());
        let before = found.items.len();
        for piece in period.candidates(&one.windows, &blocks, bounds) {
            if piece.hidden.is_none()
                && let Some(service) = bookable.services.get(&piece.service_id)
            {
                found.items.push(Slot {
                    counselor_id: id,
                    service_id: piece.service_id,
                    channel: service.channel,
                    starts_at: piece.starts_at,
                    ends_at: piece.ends_at,
                });
            }
        }
        if found.items.len() > before {
            found.counselors.push(one.counselor.reference());
        }
    }
    let by_start = |one: &Slot| (one.starts_at, one.counselor_id, one.service_id);
    found.items.sort_unstable_by_key(by_start);
    Ok(found)
}

/// What is asked for; nothing named is everything.
#[derive(Clone, Copy, Default)]
pub struct Wanted {
    counselor: Option<CounselorId>,
    service: Option<ServiceId>,
    channel: Option<AppointmentChannel>,
}

impl From<&SlotQuery> for Wanted {
    fn from(query: &SlotQuery) -> Self {
        Self {
            counselor: query.counselor_id,
            service: query.service_id,
            channel: query.channel,
        }
    }
}

/// Who can be booked for what.
pub struct Bookable {
    pub facility: facility_table::Model,
    pub services: HashMap<ServiceId, service::Model>,
    pub people: Vec<BookableCounselor>,
}

/// A counselor with the times at which they can be booked.
pub struct BookableCounselor {
    pub counselor: counselors::entity::Model,
    pub plan: booking_time::plan::Model,
    pub windows: Vec<Window>,
}

/// Who can be booked for what, by booking times and channels; of clients, with whom they may book.
pub async fn bookable(caller: &Caller, wanted: Wanted) -> ApiResult<Bookable> {
    let (scope, db) = (caller.scope(), caller.db());
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let offer = Offer::read(caller, &facility, wanted).await?;
    let (plans, rows) = booking_times::operations::plans(scope, wanted.counselor, db).await?;
    let mut times: HashMap<CounselorId, Vec<_>> = HashMap::new();
    for row in rows {
        times.entry(row.counselor_id).or_default().push(row);
    }
    let takes_them = takes(caller).await?;
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

/// Whether a counselor takes the caller on: who has primary clients only, no other clients.
async fn takes(caller: &Caller) -> ApiResult<impl Fn(&counselors::entity::Model) -> bool> {
    let client = caller.actor().client_id();
    let primary = match client {
        Some(id) => {
            let (scope, db) = (caller.scope(), caller.db());
            clients::operations::primary_counselor_of(scope, id, db).await?
        }
        None => None,
    };
    Ok(move |one: &counselors::entity::Model| {
        client.is_none() || takes_on(one.primary_clients_only, primary == Some(one.id))
    })
}

/// What can be booked with whom.
pub(super) struct Offer {
    services: HashMap<ServiceId, service::Model>,
    by_facility: Channels,
    by_counselors: HashMap<CounselorId, Channels>,
    wanted: Wanted,
}

impl Offer {
    pub async fn read(
        caller: &Caller,
        facility: &facility_table::Model,
        wanted: Wanted,
    ) -> ApiResult<Self> {
        let (scope, of) = (caller.scope(), wanted.counselor);
        Ok(Self {
            services: services::operations::bookable_by(scope, of, caller.db()).await?,
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
            ..
        } = self.wanted;
        let mut found = Vec::new();
        for row in rows {
            let Some(service) = self.services.get(&row.service_id) else {
                continue;
            };
            if wanted.is_some_and(|id| id != service.id)
                || channel.is_some_and(|one| one != service.channel)
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
    caller: &Caller,
    query: &SlotQuery,
    but: Option<BookingId>,
) -> ApiResult<HashMap<CounselorId, Vec<Block>>> {
    let period = (query.from, query.until + TimeDelta::days(1));
    let away =
        absences::operations::within(caller.scope(), query.counselor_id, period, caller.db())
            .await?;
    let mut taken: HashMap<CounselorId, Vec<Block>> = HashMap::new();
    for absence in away {
        taken.entry(absence.counselor_id).or_default().push(Block {
            starts_at: absence.starts_at,
            ends_at: absence.ends_at,
            kind: BlockKind::Absence,
        });
    }
    let (of, now) = ((query.counselor_id, but), caller.now());
    let booked = bookings::list::blocks(caller.scope(), of, period, now, caller.db());
    for (counselor, block) in booked.await? {
        taken.entry(counselor).or_default().push(block);
    }
    Ok(taken)
}
