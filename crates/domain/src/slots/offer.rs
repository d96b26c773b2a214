//! What a client can choose from when they book, before they choose a time.

use crate::{
    bookings::BookingRules,
    channels::AppointmentChannel,
    counselors::PortalCounselor,
    ids::{CounsellingFieldId, CounselorId, ServiceId},
    mail_requests::CounsellingFieldRef,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A service as clients see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedService {
    /// Which.
    pub id: ServiceId,
    /// By which means.
    pub channel: AppointmentChannel,
    /// Minutes that it takes.
    pub duration_minutes: u16,
    /// What about; absent where it is for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_id: Option<CounsellingFieldId>,
    /// What clients read about it; may be empty.
    pub description: String,
    /// Whether it is confirmed at once.
    pub confirmed_at_once: bool,
    /// With whom.
    pub counselor_ids: BTreeSet<CounselorId>,
}

impl OfferedService {
    /// Whether it is for what it is to be about. Who is not sure takes any; what is for anything
    /// is for all.
    pub fn is_about(&self, field: Option<CounsellingFieldId>) -> bool {
        self.counselling_field_id
            .is_none_or(|own| field.is_none_or(|field| field == own))
    }
}

/// What there is to choose from when a client books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingOffer {
    /// What it can be about, as far as a service is about it.
    pub counselling_fields: Vec<CounsellingFieldRef>,
    /// What can be booked.
    pub services: Vec<OfferedService>,
    /// With whom.
    pub counselors: Vec<PortalCounselor>,
    /// By which rules.
    pub rules: BookingRules,
}

impl BookingOffer {
    /// What can be booked about this.
    pub fn services_about(
        &self,
        field: Option<CounsellingFieldId>,
    ) -> impl Iterator<Item = &OfferedService> {
        self.services.iter().filter(move |one| one.is_about(field))
    }

    /// This service, if this counselor offers it.
    pub fn service_of(&self, id: ServiceId, with: CounselorId) -> Option<&OfferedService> {
        let mut services = self.services.iter();
        services.find(|one| one.id == id && one.counselor_ids.contains(&with))
    }

    /// By which means, about this: in the order in which they are offered.
    pub fn channels(&self, field: Option<CounsellingFieldId>) -> BTreeSet<AppointmentChannel> {
        self.services_about(field).map(|one| one.channel).collect()
    }

    /// With whom, about this and by this means.
    pub fn counselors(
        &self,
        field: Option<CounsellingFieldId>,
        channel: AppointmentChannel,
    ) -> impl Iterator<Item = &PortalCounselor> {
        let services = self.services_about(field);
        let services = services.filter(move |one| one.channel == channel);
        let ids: BTreeSet<_> = services.flat_map(|one| &one.counselor_ids).collect();
        self.counselors
            .iter()
            .filter(move |one| ids.contains(&one.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counselors::{Descriptions, SpokenLanguages};
    use uuid::Uuid;

    fn counselor(number: u128) -> PortalCounselor {
        PortalCounselor {
            id: CounselorId(Uuid::from_u128(number)),
            display_name: format!("Berater:in {number}"),
            picture: None,
            descriptions: Descriptions::default(),
            languages: SpokenLanguages::default(),
        }
    }

    fn service(about: Option<u128>, channel: AppointmentChannel, with: &[u128]) -> OfferedService {
        OfferedService {
            id: ServiceId(Uuid::from_u128(1)),
            channel,
            duration_minutes: 30,
            counselling_field_id: about.map(field),
            description: String::new(),
            confirmed_at_once: false,
            counselor_ids: with
                .iter()
                .map(|id| CounselorId(Uuid::from_u128(*id)))
                .collect(),
        }
    }

    fn field(number: u128) -> CounsellingFieldId {
        CounsellingFieldId(Uuid::from_u128(number))
    }

    #[test]
    fn a_service_is_offered_by_those_who_do() {
        let offer = BookingOffer {
            services: vec![service(None, AppointmentChannel::Chat, &[1, 2])],
            ..BookingOffer::default()
        };
        for (id, with, is_offered) in [(1, 1, true), (1, 2, true), (1, 3, false), (2, 1, false)] {
            let (service, counselor) = (Uuid::from_u128(id), Uuid::from_u128(with));
            let found = offer.service_of(ServiceId(service), CounselorId(counselor));
            assert_eq!(found.is_some(), is_offered, "{id} {with}");
        }
    }

    #[test]
    fn what_it_is_about_says_by_which_means_and_with_whom() {
        use AppointmentChannel::{Chat, OnSite, Phone, Video};
        let offer = BookingOffer {
            services: vec![
                service(Some(1), OnSite, &[1]),
                service(Some(2), Video, &[2]),
                service(None, Chat, &[1, 2]),
                service(Some(1), Chat, &[3]),
            ],
            counselors: vec![counselor(1), counselor(2), counselor(3)],
            ..BookingOffer::default()
        };
        for (about, channels) in [
            (None, vec![Chat, Video, OnSite]),
            (Some(1), vec![Chat, OnSite]),
            (Some(2), vec![Chat, Video]),
            (Some(3), vec![Chat]),
        ] {
            let found: Vec<_> = offer.channels(about.map(field)).into_iter().collect();
            assert_eq!(found, channels, "{about:?}");
        }
        for (about, channel, with) in [
            (None, Chat, vec![1, 2, 3]),
            (Some(1), Chat, vec![1, 2, 3]),
            (Some(2), Chat, vec![1, 2]),
            (Some(1), OnSite, vec![1]),
            (Some(2), OnSite, vec![]),
            (None, Phone, vec![]),
        ] {
            let found = offer.counselors(about.map(field), channel);
            let found: Vec<_> = found.map(|one| one.id.0.as_u128()).collect();
            assert_eq!(found, with, "{about:?} {channel:?}");
        }
    }
}
