//! What stands in the demo's calendars: this week and the next, as seen from the day on which they
//! are made.

use super::invalid;
use crate::{
    ApiResult, absences, booking_times, bookings,
    crypto::{
        FacilityKeys,
        column::{ABSENCE_LABEL, BOOKING_NOTE, BOOKING_TITLE, CHANNEL_ADDRESS, CHANNEL_PHONE},
    },
    scope::Scope,
    services,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    absences::{AbsencePeriod, RawAbsencePeriod},
    bookings::{BookingKind, BookingState},
    channels::{
        AppointmentChannel::{self, Chat, OnSite, Phone, Video},
        Channels,
    },
    ids::{AbsenceId, BookingId, ClientId, CounselorId, ServiceId},
    problem::{FieldCode, FieldError},
    version::Version,
    working_time::midnight,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

/// What is offered: name, minutes, minutes of follow-up, by which means, what clients read, and
/// whether it is confirmed at once.
const SERVICES: [(&str, i16, i16, AppointmentChannel, &str, bool); 5] = [
    (
        "Videoberatung",
        50,
        10,
        Video,
        "Ein Gespräch mit Bild und Ton. Sie brauchen nichts einzurichten.",
        false,
    ),
    (
        "Chatberatung",
        30,
        0,
        Chat,
        "Sie schreiben, und die Antwort kommt sofort.",
        true,
    ),
    (
        "Kurzgespräch vor Ort",
        30,
        0,
        OnSite,
        "Für eine erste Frage, bei uns in der Beratungsstelle.",
        false,
    ),
    (
        "Erstgespräch vor Ort",
        45,
        15,
        OnSite,
        "Zum Kennenlernen, in Ruhe und bei uns.",
        false,
    ),
    (
        "Telefonberatung",
        50,
        10,
        Phone,
        "Sie rufen an, oder wir rufen Sie an.",
        false,
    ),
];

/// Whose time is bookable, for how many weeks ahead, and when: day, hours, and which service.
type Hours = (i16, i16, i16, usize);
const TIMES: [(usize, i16, &[Hours]); 3] = [
    (0, 8, &[(3, 13, 16, 0)]),
    (
        1,
        8,
        &[
            (0, 16, 18, 3),
            (1, 14, 16, 1),
            (2, 9, 12, 0),
            (3, 9, 12, 1),
            (3, 10, 11, 2),
            (3, 15, 18, 0),
            (4, 9, 12, 0),
        ],
    ),
    (2, 4, &[(0, 10, 13, 4), (2, 14, 18, 3), (4, 9, 12, 1)]),
];

/// An invented appointment: whose, on which day counted from Monday of this week, when, what, with
/// whom, and whether it is confirmed.
struct Invented {
    counselor: usize,
    day: u64,
    at: &'static str,
    service: usize,
    client: usize,
    confirmed: bool,
    note: Option<&'static str>,
}

#[rustfmt::skip]
const BOOKINGS: [Invented; 18] = [
    Invented { counselor: 1, day: 0,  at: "09:00", service: 0, client: 3,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 0,  at: "11:00", service: 4, client: 12, confirmed: false, note: None },
    Invented { counselor: 1, day: 0,  at: "16:00", service: 3, client: 4,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 1,  at: "09:00", service: 0, client: 11, confirmed: true,  note: None },
    Invented { counselor: 1, day: 1,  at: "11:00", service: 0, client: 0,  confirmed: true,  note: Some("Bitte erst einmal ohne Bild.") },
    Invented { counselor: 1, day: 2,  at: "11:00", service: 4, client: 6,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 2,  at: "13:30", service: 0, client: 7,  confirmed: false, note: None },
    Invented { counselor: 1, day: 3,  at: "09:30", service: 1, client: 2,  confirmed: false, note: None },
    Invented { counselor: 1, day: 3,  at: "14:00", service: 3, client: 10, confirmed: false, note: Some("Ich komme mit dem Rollstuhl.") },
    Invented { counselor: 2, day: 0,  at: "10:00", service: 4, client: 5,  confirmed: true,  note: None },
    Invented { counselor: 2, day: 2,  at: "15:00", service: 3, client: 1,  confirmed: false, note: None },
    Invented { counselor: 2, day: 4,  at: "09:30", service: 1, client: 7,  confirmed: true,  note: None },
    Invented { counselor: 0, day: 3,  at: "13:00", service: 0, client: 4,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 7,  at: "16:00", service: 3, client: 6,  confirmed: false, note: None },
    Invented { counselor: 1, day: 8,  at: "14:30", service: 1, client: 2,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 9,  at: "10:00", service: 0, client: 3,  confirmed: true,  note: None },
    Invented { counselor: 1, day: 10, at: "10:00", service: 2, client: 10, confirmed: false, note: None },
    Invented { counselor: 2, day: 9,  at: "14:00", service: 3, client: 5,  confirmed: true,  note: None },
];

/// Days of both weeks on which the counselors keep their lunch break free.
const LUNCH: [(usize, &[u64]); 2] = [(1, &[0, 1, 2, 3, 7, 8, 9, 10, 11]), (2, &[0, 2, 7, 9])];

pub async fn load(
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    (staff, clients): (&[CounselorId], &[ClientId]),
    (zone, now): (Tz, DateTime<Utc>),
) -> ApiResult<()> {
    let demo = Demo {
        tx,
        scope,
        keys,
        zone,
        now,
    };
    let services = demo.services().await?;
    for (counselor, weeks, rows) in TIMES {
        demo.times(staff[counselor], weeks, rows, &services).await?;
    }
    demo.channels(staff[1]).await?;
    for one in &BOOKINGS {
        demo.book(one, staff[one.counselor], clients[one.client], &services)
            .await?;
    }
    for (counselor, days) in LUNCH {
        for &day in days {
            demo.lunch(staff[counselor], day).await?;
        }
    }
    demo.absence(staff[1], 4).await
}

struct Demo<'a> {
    tx: &'a DatabaseTransaction,
    scope: &'a Scope,
    keys: &'a FacilityKeys,
    zone: Tz,
    now: DateTime<Utc>,
}

impl Demo<'_> {
    /// So many days after Monday of the week in which it is made.
    fn day(&self, day: u64) -> NaiveDate {
        let today = self.now.with_timezone(&self.zone).date_naive();
        today.week(chrono::Weekday::Mon).first_day() + Days::new(day)
    }

    fn moment(&self, day: u64, at: &str) -> ApiResult<DateTime<Utc>> {
        let at = at
            .parse()
            .map_err(|_| invalid(FieldError::new(FieldCode::OutOfRange)))?;
        let day = self.day(day);
        let local = day.and_time(at).and_local_timezone(self.zone).earliest();
        Ok(local.map_or_else(|| midnight(&self.zone, day), |at| at.with_timezone(&Utc)))
    }

    #[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
    async fn services(&self) -> ApiResult<Vec<ServiceId>> {
        let mut ids = Vec::new();
        for (name, minutes, follow_up, channel, description, at_once) in SERVICES {
            let id = ServiceId(Uuid::now_v7());
            let model = services::entity::ActiveModel {
                id: Set(id),
                facility_id: Set(self.scope.facility()),
                counselor_id: Set(None),
                name: Set(name.into()),
                duration_minutes: Set(minutes),
                follow_up_minutes: Set(follow_up),
                channel: Set(channel),
                counselling_field_id: Set(None),
                description: Set(description.into()),
                confirmed_at_once: Set(at_once),
                version: Set(Version::FIRST),
            };
            services::entity::Entity::insert(model)
                .exec_without_returning(self.tx)
                .await?;
            ids.push(id);
        }
        Ok(ids)
    }

    async fn times(
        &self,
        counselor: CounselorId,
        weeks: i16,
        rows: &[Hours],
        services: &[ServiceId],
    ) -> ApiResult<()> {
        use booking_times::entity::{ActiveModel, Entity, plan};
        let plan = plan::ActiveModel {
            counselor_id: Set(counselor),
            facility_id: Set(self.scope.facility()),
            weeks_ahead: Set(weeks),
            bookable_weekdays: Set(rows.iter().fold(0, |bits, row| bits | (1 << row.0))),
            version: Set(Version::FIRST),
        };
        plan::Entity::insert(plan)
            .exec_without_returning(self.tx)
            .await?;
        let rows = rows
            .iter()
            .map(|&(weekday, from, until, service)| ActiveModel {
                counselor_id: Set(counselor),
                weekday: Set(weekday),
                opens: Set(60 * from),
                closes: Set(60 * until),
                service_id: Set(services[service]),
                facility_id: Set(self.scope.facility()),
            });
        Entity::insert_many(rows)
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }

    async fn channels(&self, counselor: CounselorId) -> ApiResult<()> {
        use crate::channels::entity::{ActiveModel, Entity};
        let seal = |column, text: &str| self.keys.seal(column, counselor.0, text.as_bytes());
        let offered =
            serde_json::to_value(Channels::default()).map_err(crate::ApiError::internal)?;
        let model = ActiveModel {
            counselor_id: Set(counselor),
            facility_id: Set(self.scope.facility()),
            offered: Set(offered),
            sealed_on_site_address: Set(Some(seal(
                CHANNEL_ADDRESS,
                "Beratungsstelle Lahntal\nUferweg 7, 2. Stock\n35037 Marburg",
            )?)),
            sealed_phone: Set(Some(seal(CHANNEL_PHONE, "+49 6421 000000")?)),
            version: Set(Version::FIRST),
        };
        Entity::insert(model)
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
    async fn book(
        &self,
        one: &Invented,
        counselor: CounselorId,
        client: ClientId,
        services: &[ServiceId],
    ) -> ApiResult<()> {
        let id = BookingId(Uuid::now_v7());
        let (_, minutes, follow_up, channel, ..) = SERVICES[one.service];
        let starts_at = self.moment(one.day, one.at)?;
        let ends_at = starts_at + TimeDelta::minutes(minutes.into());
        let key = self.keys.find_client_key(self.scope, client, self.tx);
        let key = key.await?;
        let note = one.note.map(|text| key.seal(BOOKING_NOTE, id.0, text));
        // What nobody has confirmed in time is nothing to look at.
        let confirmed = one.confirmed || starts_at < self.now;
        let model = bookings::entity::ActiveModel {
            id: Set(id),
            facility_id: Set(self.scope.facility()),
            kind: Set(BookingKind::Single),
            state: Set(if confirmed {
                BookingState::Confirmed
            } else {
                BookingState::Requested
            }),
            counselor_id: Set(counselor),
            client_id: Set(Some(client)),
            service_id: Set(Some(services[one.service])),
            channel: Set(Some(channel)),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            blocks_until: Set(ends_at + TimeDelta::minutes(follow_up.into())),
            sealed_note: Set(note.transpose()?),
            version: Set(Version::FIRST),
            created_at: Set(self.now),
            ..Default::default()
        };
        bookings::entity::Entity::insert(model)
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
    async fn lunch(&self, counselor: CounselorId, day: u64) -> ApiResult<()> {
        let id = BookingId(Uuid::now_v7());
        let starts_at = self.moment(day, "12:00")?;
        let ends_at = starts_at + TimeDelta::hours(1);
        let model = bookings::entity::ActiveModel {
            id: Set(id),
            facility_id: Set(self.scope.facility()),
            kind: Set(BookingKind::Blocker),
            state: Set(BookingState::Confirmed),
            counselor_id: Set(counselor),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            blocks_until: Set(ends_at),
            sealed_title: Set(Some(self.keys.seal(
                BOOKING_TITLE,
                id.0,
                "Mittagspause".as_bytes(),
            )?)),
            version: Set(Version::FIRST),
            created_at: Set(self.now),
            ..Default::default()
        };
        bookings::entity::Entity::insert(model)
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
    async fn absence(&self, counselor: CounselorId, day: u64) -> ApiResult<()> {
        use absences::entity::{ActiveModel, Entity};
        let id = AbsenceId(Uuid::now_v7());
        let day = self.day(day);
        let period = RawAbsencePeriod::Days {
            from: day,
            until: day,
        };
        let period = AbsencePeriod::try_from(period).map_err(invalid)?;
        let (starts_at, ends_at) = period.moments(&self.zone);
        let model = ActiveModel {
            id: Set(id),
            facility_id: Set(self.scope.facility()),
            counselor_id: Set(counselor),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            first_day: Set(Some(day)),
            last_day: Set(Some(day)),
            sealed_label: Set(self
                .keys
                .seal(ABSENCE_LABEL, id.0, "Fortbildung".as_bytes())?),
            version: Set(Version::FIRST),
        };
        Entity::insert(model)
            .exec_without_returning(self.tx)
            .await?;
        Ok(())
    }
}
