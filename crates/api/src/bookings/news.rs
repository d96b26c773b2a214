//! Telling who looks at a calendar that it has changed.

use super::entity::Model;
use crate::{ApiResult, change::Change, events};
use chrono::{DateTime, Utc};
use domain::{
    events::{Audience, Event},
    ids::{ClientId, CounselorId, FacilityId},
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;

/// What is told of an entry: in whose calendar it is, to staff and to whose appointment it is.
pub fn of(counselor: CounselorId, client: Option<ClientId>) -> (Event, Audience) {
    (
        Event::of_calendar(Some(counselor)),
        Audience::Calendar { client },
    )
}

/// What is told of something that is in no counselor's calendar alone, to staff and a client.
pub fn of_everybody(client: Option<ClientId>) -> (Event, Audience) {
    (Event::of_calendar(None), Audience::Calendar { client })
}

/// Lets those who see it know that an entry came, changed or is gone.
pub fn tell(change: &mut Change<'_>, entry: &Model) {
    let (event, audience) = of(entry.counselor_id, entry.client_id);
    change.tell(event, audience);
}

/// Lets all staff know that something else has changed which the calendar shows: a counselor's, or
/// everybody's.
pub fn tell_staff(change: &mut Change<'_>, counselor: Option<CounselorId>) {
    let audience = Audience::Calendar { client: None };
    change.tell(Event::of_calendar(counselor), audience);
}

/// The same of entries of any facility, within the transaction that removed them. Answers whose
/// listeners are to be woken after its commit.
pub async fn log_all(
    gone: &[Model],
    tx: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> ApiResult<BTreeSet<FacilityId>> {
    let mut facilities = BTreeSet::new();
    for entry in gone {
        let (event, audience) = of(entry.counselor_id, entry.client_id);
        events::log(tx, entry.facility_id, &event, &audience, now).await?;
        facilities.insert(entry.facility_id);
    }
    Ok(facilities)
}
