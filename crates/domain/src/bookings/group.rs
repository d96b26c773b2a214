//! Group appointments (chapter 40): of several clients, or of none of them, such as a team meeting.

use super::{BookingRules, GroupWait, MAX_ENTRY_DAYS};
use crate::{
    channels::AppointmentChannel,
    clients::{ClientRef, Edit},
    counselors::CounselorRef,
    ids::{BookingId, ClientId, CounselorId, GroupId},
    page::Limit,
    problem::{FieldCode, FieldError},
    services::FollowUpTime,
    slots::check_period,
    text::{BookingRemarks, BookingTitle},
    version::Version,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The most clients and groups that are named in one go.
const MOST_NAMED: usize = 500;

/// How many clients take part in a group appointment at most: 1 to 500.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 500))]
#[serde(try_from = "u16", into = "u16")]
pub struct MaxParticipants(u16);

impl MaxParticipants {
    /// The most there can be.
    pub const MOST: Self = Self(500);

    /// How many.
    pub fn count(self) -> u16 {
        self.0
    }

    /// How many places are left beside those who take part already.
    pub fn places_left(self, participants: u64) -> u64 {
        u64::from(self.0).saturating_sub(participants)
    }
}

impl Default for MaxParticipants {
    /// What holds where nothing is set.
    fn default() -> Self {
        Self::MOST
    }
}

impl TryFrom<u16> for MaxParticipants {
    type Error = FieldError;

    fn try_from(count: u16) -> Result<Self, FieldError> {
        if (1..=Self::MOST.0).contains(&count) {
            Ok(Self(count))
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }
}

impl From<MaxParticipants> for u16 {
    fn from(most: MaxParticipants) -> Self {
        most.0
    }
}

/// What an entry says besides, if it is a group appointment. Who takes part is told to nobody here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupDetails {
    /// What else there is to know; may be empty.
    pub remarks: String,
    /// Whether clients can join by themselves; else it is internal.
    pub bookable: bool,
    /// How many can take part at most, if that is limited; only staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_participants: Option<MaxParticipants>,
    /// How many clients take part; only staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<u64>,
    /// How many wait for a place; only staff see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<u64>,
}

/// A new group appointment. It is confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "Trennungsgruppe online", "remarks": "Kamera freiwillig.", "channel": "video",
    "starts_at": "2026-07-28T15:00:00Z", "ends_at": "2026-07-28T16:30:00Z",
    "follow_up_minutes": 15, "max_participants": 8, "bookable": true
})))]
#[serde(deny_unknown_fields)]
pub struct GroupBookingCreate {
    /// Whose time it takes; the caller's own if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// What it is called; clients see it.
    pub title: BookingTitle,
    /// What else there is to know; clients see it.
    #[serde(default)]
    pub remarks: BookingRemarks,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends; at most 31 days later.
    pub ends_at: DateTime<Utc>,
    /// Minutes that are kept free afterwards.
    #[serde(default)]
    pub follow_up_minutes: FollowUpTime,
    /// By which means; what clients can book has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<AppointmentChannel>,
    /// How many clients take part at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_participants: Option<MaxParticipants>,
    /// Whether clients can join by themselves; else it is internal.
    #[serde(default)]
    pub bookable: bool,
}

/// A change of a group appointment; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "max_participants": 12 })))]
#[serde(deny_unknown_fields)]
pub struct GroupBookingUpdate {
    /// Whose time it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<BookingTitle>,
    /// What else there is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<BookingRemarks>,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<DateTime<Utc>>,
    /// Minutes that are kept free afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_minutes: Option<FollowUpTime>,
    /// By which means; `null` to say nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<AppointmentChannel>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub channel: Edit<AppointmentChannel>,
    /// How many clients take part at most, not fewer than do or have a place held for them; `null`
    /// for no limit.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<MaxParticipants>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub max_participants: Edit<MaxParticipants>,
    /// Whether clients can join by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bookable: Option<bool>,
}

/// What has to fit together in a group appointment, whether it is new or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPlan {
    /// Whose time it takes.
    pub counselor_id: CounselorId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// When the follow-up ends.
    pub blocks_until: DateTime<Utc>,
    /// By which means.
    pub channel: Option<AppointmentChannel>,
    /// How many clients take part at most.
    pub max_participants: Option<MaxParticipants>,
    /// Whether clients can join by themselves.
    pub bookable: bool,
}

impl GroupPlan {
    /// What a new one is to be, in a counselor's calendar.
    pub fn new(counselor_id: CounselorId, body: &GroupBookingCreate) -> Self {
        let follow_up = TimeDelta::minutes(body.follow_up_minutes.minutes().into());
        Self {
            counselor_id,
            starts_at: body.starts_at,
            ends_at: body.ends_at,
            blocks_until: body
                .ends_at
                .checked_add_signed(follow_up)
                .unwrap_or(body.ends_at),
            channel: body.channel,
            max_participants: body.max_participants,
            bookable: body.bookable,
        }
    }

    /// What it is to be after a change. The follow-up stays as long as it was, unless that changes.
    #[must_use]
    pub fn changed(self, body: &GroupBookingUpdate) -> Self {
        let kept = self.blocks_until - self.ends_at;
        let follow_up = body.follow_up_minutes;
        let follow_up = follow_up.map_or(kept, |one| TimeDelta::minutes(one.minutes().into()));
        let ends_at = body.ends_at.unwrap_or(self.ends_at);
        let max_participants = body.max_participants.into_change();
        Self {
            counselor_id: body.counselor_id.unwrap_or(self.counselor_id),
            starts_at: body.starts_at.unwrap_or(self.starts_at),
            ends_at,
            blocks_until: ends_at.checked_add_signed(follow_up).unwrap_or(ends_at),
            channel: body.channel.into_change().unwrap_or(self.channel),
            max_participants: max_participants.unwrap_or(self.max_participants),
            bookable: body.bookable.unwrap_or(self.bookable),
        }
    }

    /// How many can take part.
    pub fn room(&self) -> MaxParticipants {
        self.max_participants.unwrap_or_default()
    }

    /// Whether it can be like that with so many who take part, and which field is wrong if not.
    pub fn check(&self, participants: u64) -> Result<(), (&'static str, FieldError)> {
        check_period(self.starts_at, self.ends_at, MAX_ENTRY_DAYS)
            .map_err(|error| ("/ends_at", error))?;
        if self.bookable && self.channel.is_none() {
            return Err(("/channel", FieldError::new(FieldCode::Required)));
        }
        if participants > self.room().count().into() {
            return Err(("/max_participants", FieldError::new(FieldCode::OutOfRange)));
        }
        Ok(())
    }

    /// Whether it takes time that `before` did not.
    pub fn moves(&self, before: &Self) -> bool {
        let of = |one: &Self| (one.counselor_id, one.starts_at, one.blocks_until);
        of(self) != of(before)
    }
}

impl BookingRules {
    /// What begins before this moment can no longer be joined or booked by clients.
    pub fn earliest(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + TimeDelta::hours(self.lead_hours.into())
    }
}

/// Who is to take part in a group appointment: all of them, or nobody.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "client_ids": ["0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"],
    "group_ids": ["0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a11"]
})))]
#[serde(deny_unknown_fields)]
pub struct ParticipantsAdd {
    /// These clients.
    #[serde(default)]
    pub client_ids: Vec<ClientId>,
    /// And whoever is in these groups and is there for the caller.
    #[serde(default)]
    pub group_ids: Vec<GroupId>,
}

impl ParticipantsAdd {
    /// Whether somebody is named, and not too many at once.
    pub fn check(&self) -> Result<(), (&'static str, FieldError)> {
        if self.client_ids.is_empty() && self.group_ids.is_empty() {
            return Err(("/client_ids", FieldError::new(FieldCode::Required)));
        }
        for (pointer, named) in [
            ("/client_ids", self.client_ids.len()),
            ("/group_ids", self.group_ids.len()),
        ] {
            if named > MOST_NAMED {
                return Err((pointer, FieldError::new(FieldCode::OutOfRange)));
            }
        }
        Ok(())
    }
}

/// A client who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    /// Who.
    pub client: ClientRef,
    /// Since when.
    pub added_at: DateTime<Utc>,
}

/// Which page of those who take part to list, by pseudonym.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ParticipantQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// A group appointment that a client can join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupOffer {
    /// Which.
    pub id: BookingId,
    /// What it is called.
    pub title: String,
    /// What else there is to know; may be empty.
    pub remarks: String,
    /// Who holds it.
    pub counselor: CounselorRef,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<AppointmentChannel>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether the caller cannot join: there is no place left, or whoever waits comes first.
    pub full: bool,
    /// Whether the caller takes part already.
    pub joined: bool,
    /// That the caller waits for a place, if they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<GroupWait>,
    /// As of the booking.
    pub version: Version,
}

/// Which page of group appointments ahead to list, by when they begin.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct GroupOfferQuery {
    /// Only those for a place in which one waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<bool>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn plan() -> GroupPlan {
        GroupPlan {
            counselor_id: CounselorId(Uuid::from_u128(1)),
            starts_at: "2026-07-28T15:00:00Z".parse().unwrap(),
            ends_at: "2026-07-28T16:30:00Z".parse().unwrap(),
            blocks_until: "2026-07-28T16:45:00Z".parse().unwrap(),
            channel: Some(AppointmentChannel::Video),
            max_participants: Some(MaxParticipants(8)),
            bookable: true,
        }
    }

    #[test]
    fn from_one_to_five_hundred_take_part() {
        for (count, good) in [(0, false), (1, true), (500, true), (501, false)] {
            assert_eq!(MaxParticipants::try_from(count).is_ok(), good, "{count}");
        }
    }

    #[test]
    fn what_clients_can_book_has_a_channel_and_what_is_internal_may_do_without() {
        for (bookable, channel, good) in [
            (true, Some(AppointmentChannel::Chat), true),
            (true, None, false),
            (false, Some(AppointmentChannel::OnSite), true),
            (false, None, true),
        ] {
            let plan = GroupPlan {
                channel,
                bookable,
                ..plan()
            };
            let refused = plan.check(0).err();
            let expected = ("/channel", FieldError::new(FieldCode::Required));
            assert_eq!(
                refused,
                (!good).then_some(expected),
                "{bookable} {channel:?}"
            );
        }
    }

    #[test]
    fn it_ends_after_it_begins_and_a_month_later_at_most() {
        for (ends_at, good) in [
            ("2026-07-28T15:00:00Z", false),
            ("2026-07-28T15:01:00Z", true),
            ("2026-08-28T15:00:00Z", true),
            ("2026-08-28T15:00:01Z", false),
        ] {
            let plan = GroupPlan {
                ends_at: ends_at.parse().unwrap(),
                ..plan()
            };
            let refused = plan.check(0).map_err(|(pointer, _)| pointer);
            assert_eq!(refused, if good { Ok(()) } else { Err("/ends_at") });
        }
    }

    #[test]
    fn the_follow_up_stays_as_long_as_it_was_unless_it_changes() {
        let later = GroupBookingUpdate {
            ends_at: Some("2026-07-28T17:00:00Z".parse().unwrap()),
            ..GroupBookingUpdate::default()
        };
        let moved = plan().changed(&later);
        assert_eq!(moved.blocks_until - moved.ends_at, TimeDelta::minutes(15));
        assert!(moved.moves(&plan()));
        let longer = GroupBookingUpdate {
            follow_up_minutes: Some(30.try_into().unwrap()),
            ..GroupBookingUpdate::default()
        };
        let moved = plan().changed(&longer);
        assert_eq!(moved.blocks_until - moved.ends_at, TimeDelta::minutes(30));
        assert!(moved.moves(&plan()));
    }

    #[test]
    fn a_change_is_of_what_it_names() {
        assert_eq!(plan().changed(&GroupBookingUpdate::default()), plan());
        let change = GroupBookingUpdate {
            channel: Edit::Clear,
            max_participants: Edit::Clear,
            bookable: Some(false),
            ..GroupBookingUpdate::default()
        };
        let changed = plan().changed(&change);
        assert_eq!(
            (changed.channel, changed.max_participants, changed.bookable),
            (None, None, false)
        );
        assert!(!changed.moves(&plan()));
    }

    #[test]
    fn somebody_is_named_and_not_everybody_at_once() {
        let add = |clients: usize, groups: usize| ParticipantsAdd {
            client_ids: vec![ClientId(Uuid::nil()); clients],
            group_ids: vec![GroupId(Uuid::nil()); groups],
        };
        for (clients, groups, wrong) in [
            (0, 0, Some("/client_ids")),
            (1, 0, None),
            (0, 1, None),
            (MOST_NAMED, MOST_NAMED, None),
            (MOST_NAMED + 1, 0, Some("/client_ids")),
            (0, MOST_NAMED + 1, Some("/group_ids")),
        ] {
            let refused = add(clients, groups).check().err().map(|(at, _)| at);
            assert_eq!(refused, wrong, "{clients} {groups}");
        }
    }

    proptest! {
        /// Whoever is let in while there are places left never makes too many of them.
        #[test]
        fn there_are_never_more_than_fit(most in 1..=500_u16, arriving in prop::collection::vec(1..20_u64, 0..80)) {
            let plan = GroupPlan { max_participants: Some(MaxParticipants(most)), ..plan() };
            let mut present = 0;
            for more in arriving {
                if more <= plan.room().places_left(present) {
                    present += more;
                }
                prop_assert!(plan.check(present).is_ok());
                prop_assert_eq!(plan.room().places_left(present), u64::from(most) - present);
            }
            prop_assert_eq!(plan.check(u64::from(most) + 1).map_err(|refused| refused.0), Err("/max_participants"));
        }
    }
}
