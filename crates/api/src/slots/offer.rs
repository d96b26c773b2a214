//! What a client can choose from when they book.

use super::operations::{Asking, Wanted, bookable};
use crate::{
    ApiResult, bookings::settings::rules_of, caller::Caller, counselling_fields, services,
};
use domain::{
    access::{Action, Relation},
    ids::{CounselorId, ServiceId},
    mail_requests::CounsellingFieldRef,
    slots::{BookingOffer, OfferedService},
};
use std::collections::{BTreeMap, BTreeSet};

/// What can be booked with whom, whether or not a time is free.
pub async fn read_booking_offer(caller: &Caller) -> ApiResult<BookingOffer> {
    caller.check(Action::ReadBookingOffer, Relation::Common)?;
    let bookable = bookable(Asking::of(caller), Wanted::default()).await?;
    let mut with: BTreeMap<ServiceId, BTreeSet<CounselorId>> = BTreeMap::new();
    let mut counselors = Vec::new();
    for one in bookable.people {
        for window in &one.windows {
            let theirs = with.entry(window.service_id).or_default();
            theirs.insert(one.counselor.id);
        }
        if !one.windows.is_empty() {
            counselors.push(one.counselor.portal_counselor()?);
        }
    }
    counselors.sort_by_key(|one| one.display_name.to_lowercase());
    let mut services = Vec::new();
    for (id, counselor_ids) in with {
        let Some(service) = bookable.services.get(&id) else {
            continue;
        };
        services.push(OfferedService {
            id,
            channel: service.channel,
            duration_minutes: services::operations::minutes(service.duration_minutes)?,
            counselling_field_id: service.counselling_field_id,
            description: service.description.clone(),
            confirmed_at_once: service.confirmed_at_once,
            counselor_ids,
        });
    }
    let about: BTreeSet<_> = services
        .iter()
        .filter_map(|one| one.counselling_field_id)
        .collect();
    let fields = counselling_fields::operations::all(caller.scope(), caller.db()).await?;
    let fields = fields.into_iter().filter(|one| about.contains(&one.id));
    let field_of = |model: counselling_fields::entity::Model| {
        let field = model.field()?;
        Ok(CounsellingFieldRef {
            id: field.id,
            labels: field.labels,
        })
    };
    Ok(BookingOffer {
        counselling_fields: fields.map(field_of).collect::<ApiResult<_>>()?,
        services,
        counselors,
        rules: rules_of(&bookable.facility)?,
    })
}
