//! By which rules the booking times of a counselor are offered at all, before anything is cut, and
//! why pieces of them are not (chapter 40).

use super::{BlockKind, Blocks, Bounds, Candidate, Hidden, Period, Window};
use crate::{
    channels::{AppointmentChannel, Channels},
    ids::ServiceId,
};
use chrono::{DateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many examples are given of each reason.
const EXAMPLES: usize = 3;

/// Whether a counselor takes a client on: who has primary clients only, takes no others.
pub fn takes_on(primary_clients_only: bool, is_primary: bool) -> bool {
    !primary_clients_only || is_primary
}

/// A row of a counselor's booking times, with what decides whether it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferRow {
    /// When what can be booked.
    pub window: Window,
    /// By which means.
    pub channel: AppointmentChannel,
    /// Whether anything can be booked on its day.
    pub day_is_bookable: bool,
}

/// By which means a facility and one of its counselors offer appointments.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Those of the facility.
    pub by_facility: &'a Channels,
    /// Those of the counselor, if they have chosen.
    pub by_counselor: Option<&'a Channels>,
}

impl Terms<'_> {
    /// Why a row is not offered; nothing where it is.
    pub fn refuse(&self, row: &OfferRow) -> Option<NotOffered> {
        let by_counselor = |channels: &Channels| channels.contains(row.channel);
        if !row.day_is_bookable {
            Some(NotOffered::DayOff)
        } else if !self.by_facility.contains(row.channel) {
            Some(NotOffered::ChannelNotOfFacility)
        } else if !self.by_counselor.is_none_or(by_counselor) {
            Some(NotOffered::ChannelNotOfCounselor)
        } else {
            None
        }
    }

    /// Of a counselor's rows, what can be booked by these terms.
    pub fn windows(&self, rows: &[OfferRow]) -> Vec<Window> {
        let offered = rows.iter().filter(|row| self.refuse(row).is_none());
        offered.map(|row| row.window).collect()
    }
}

/// Why a piece of booking times is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotOffered {
    /// Its day of the week is switched off.
    DayOff,
    /// The facility does not offer its channel.
    ChannelNotOfFacility,
    /// The counselor does not offer its channel.
    ChannelNotOfCounselor,
    /// The facility is closed, or has a public holiday.
    ClosedDay,
    /// It begins before the facility's lead time is over.
    TooSoon,
    /// It lies beyond the weeks for which the counselor's booking times are valid.
    BeyondWeeks,
    /// It lies beyond the facility's booking horizon.
    BeyondHorizon,
    /// The counselor is away.
    Absent,
    /// An appointment is there, of one client or a group.
    Booked,
    /// Somebody has reserved it.
    Reserved,
    /// An entry keeps the time free.
    Blocked,
}

impl NotOffered {
    /// What hides a piece, where `horizon` is the first moment that lies beyond the facility's.
    fn of(piece: &Candidate, horizon: DateTime<Utc>) -> Option<Self> {
        Some(match piece.hidden? {
            Hidden::ClosedDay => Self::ClosedDay,
            Hidden::TooSoon => Self::TooSoon,
            Hidden::TooFar if piece.starts_at >= horizon => Self::BeyondHorizon,
            Hidden::TooFar => Self::BeyondWeeks,
            Hidden::Taken(BlockKind::Absence) => Self::Absent,
            Hidden::Taken(BlockKind::Booking) => Self::Booked,
            Hidden::Taken(BlockKind::Reservation) => Self::Reserved,
            Hidden::Taken(BlockKind::Blocker) => Self::Blocked,
        })
    }
}

/// What holds for a counselor as a whole, whatever the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotCause {
    /// They cannot sign in, so nobody books them.
    Inactive,
    /// They have no booking times.
    NoBookingTimes,
    /// They have some, and all days on which they do are switched off.
    NoBookableDay,
    /// Some of their booking times are shorter than the appointment with its follow-up.
    TooShort,
    /// Only clients whose primary counselor they are see their appointments.
    PrimaryClientsOnly,
}

/// How a counselor stands, for the causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CounselorStanding {
    /// Whether they can sign in.
    pub active: bool,
    /// Whether they take on nobody but their primary clients.
    pub primary_clients_only: bool,
}

/// What holds for a counselor whatever the week: whatever of it keeps everybody away comes first.
pub fn causes(standing: CounselorStanding, rows: &[OfferRow]) -> Vec<SlotCause> {
    let too_short = |row: &OfferRow| {
        let window = row.window;
        let minutes = window.span.closes() - window.span.opens();
        minutes < window.duration_minutes + window.follow_up_minutes
    };
    let found = [
        (!standing.active, SlotCause::Inactive),
        (rows.is_empty(), SlotCause::NoBookingTimes),
        (
            !rows.is_empty() && rows.iter().all(|row| !row.day_is_bookable),
            SlotCause::NoBookableDay,
        ),
        (rows.iter().any(too_short), SlotCause::TooShort),
        (standing.primary_clients_only, SlotCause::PrimaryClientsOnly),
    ];
    let found = found.into_iter().filter(|(holds, _)| *holds);
    found.map(|(_, cause)| cause).collect()
}

/// A piece of booking times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotExample {
    /// What could be booked.
    pub service_id: ServiceId,
    /// When it would begin.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
}

/// How many pieces are not offered for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotReason {
    /// Why.
    pub reason: NotOffered,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<SlotExample>,
}

/// What becomes of a counselor's booking times in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotDiagnosis {
    /// What holds whatever the period.
    pub causes: Vec<SlotCause>,
    /// How many appointments are free.
    pub offered: usize,
    /// How many are not, by why.
    pub reasons: Vec<SlotReason>,
}

impl SlotDiagnosis {
    /// What becomes of these rows, and why. Of what is offered to nobody it is not asked what else
    /// would be in the way.
    pub fn of<Z: TimeZone>(
        period: &Period<'_, Z>,
        terms: &Terms<'_>,
        standing: CounselorStanding,
        rows: &[OfferRow],
        blocks: &Blocks,
        (bounds, horizon): (Bounds, DateTime<Utc>),
    ) -> Self {
        let mut pieces: Vec<(Candidate, Option<NotOffered>)> = Vec::new();
        let mut refused: BTreeMap<NotOffered, Vec<Window>> = BTreeMap::new();
        for row in rows {
            if let Some(reason) = terms.refuse(row) {
                refused.entry(reason).or_default().push(row.window);
            }
        }
        for (reason, windows) in refused {
            let cut = period.candidates(&windows, blocks, bounds);
            pieces.extend(cut.into_iter().map(|piece| (piece, Some(reason))));
        }
        let cut = period.candidates(&terms.windows(rows), blocks, bounds);
        let why = |piece: Candidate| (piece, NotOffered::of(&piece, horizon));
        pieces.extend(cut.into_iter().map(why));
        pieces.sort_by_key(|(piece, _)| (piece.starts_at, piece.service_id));
        let mut by_reason: BTreeMap<NotOffered, SlotReason> = BTreeMap::new();
        let mut offered = 0;
        for (piece, reason) in pieces {
            let Some(reason) = reason else {
                offered += 1;
                continue;
            };
            let found = by_reason.entry(reason).or_insert(SlotReason {
                reason,
                count: 0,
                examples: Vec::new(),
            });
            found.count += 1;
            if found.examples.len() < EXAMPLES {
                found.examples.push(SlotExample {
                    service_id: piece.service_id,
                    starts_at: piece.starts_at,
                    ends_at: piece.ends_at,
                });
            }
        }
        Self {
            causes: causes(standing, rows),
            offered,
            reasons: by_reason.into_values().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        channels::Channel,
        slots::Block,
        working_time::{Span, WorkingTime},
    };
    use chrono::TimeDelta;
    use proptest::prelude::*;

    const BERLIN: chrono_tz::Tz = chrono_tz::Tz::Europe__Berlin;
    const USUAL: CounselorStanding = CounselorStanding {
        active: true,
        primary_clients_only: false,
    };

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// From nine to twelve on a day of the week, in half hours.
    fn row(weekday: usize, channel: AppointmentChannel) -> OfferRow {
        OfferRow {
            window: Window {
                weekday,
                span: Span::parse("09:00", "12:00").unwrap(),
                service_id: ServiceId(uuid::Uuid::from_u128(weekday as u128 + 1)),
                duration_minutes: 30,
                follow_up_minutes: 0,
            },
            channel,
            day_is_bookable: true,
        }
    }

    /// Of the week from Monday, 13 July 2026, in Berlin.
    fn diagnosed(rows: &[OfferRow], terms: &Terms<'_>, blocks: Vec<Block>) -> SlotDiagnosis {
        let closed = serde_json::json!([{ "from": "2026-07-19", "until": "2026-07-19" }]);
        let usual = WorkingTime {
            closing_days: serde_json::from_value(closed).unwrap(),
            ..WorkingTime::default()
        };
        let week = (at("2026-07-12T22:00:00Z"), at("2026-07-19T22:00:00Z"));
        let period = Period::new(&BERLIN, &usual, week.0, week.1);
        let bounds = Bounds {
            earliest: at("2026-07-13T08:00:00Z"),
            latest: at("2026-07-16T22:00:00Z"),
        };
        let horizon = at("2026-07-17T22:00:00Z");
        let blocks = Blocks::new(blocks);
        SlotDiagnosis::of(&period, terms, USUAL, rows, &blocks, (bounds, horizon))
    }

    #[test]
    fn a_row_is_offered_by_whoever_offers_its_channel_on_a_day_that_is_on() {
        let all = Channels::default();
        let none: Channels = [Channel::Mail].into_iter().collect();
        for channel in AppointmentChannel::ALL {
            for (facility, counselor, day_is_bookable, refused) in [
                (&all, None, true, None),
                (&all, Some(&all), true, None),
                (
                    &none,
                    Some(&all),
                    true,
                    Some(NotOffered::ChannelNotOfFacility),
                ),
                (&none, None, true, Some(NotOffered::ChannelNotOfFacility)),
                (
                    &all,
                    Some(&none),
                    true,
                    Some(NotOffered::ChannelNotOfCounselor),
                ),
                (&none, Some(&none), false, Some(NotOffered::DayOff)),
            ] {
                let terms = Terms {
                    by_facility: facility,
                    by_counselor: counselor,
                };
                let row = OfferRow {
                    day_is_bookable,
                    ..row(0, channel)
                };
                assert_eq!(terms.refuse(&row), refused, "{channel:?}");
                assert_eq!(terms.windows(&[row]).len(), usize::from(refused.is_none()));
            }
        }
    }

    #[test]
    fn who_has_primary_clients_only_takes_no_others() {
        for (only, is_primary, takes) in [
            (false, false, true),
            (false, true, true),
            (true, false, false),
            (true, true, true),
        ] {
            assert_eq!(takes_on(only, is_primary), takes);
        }
    }

    #[test]
    fn each_reason_is_counted_with_its_first_examples() {
        use AppointmentChannel::{Chat, OnSite, Phone};
        let (facility, counselor): (Channels, Channels) = (
            [Channel::Chat, Channel::Phone].into_iter().collect(),
            [Channel::Chat, Channel::OnSite].into_iter().collect(),
        );
        let terms = Terms {
            by_facility: &facility,
            by_counselor: Some(&counselor),
        };
        let off = OfferRow {
            day_is_bookable: false,
            ..row(1, Chat)
        };
        let rows = [
            row(0, Chat),
            row(1, OnSite),
            row(2, Phone),
            row(3, Chat),
            row(4, Chat),
            row(5, Chat),
            row(6, Chat),
            off,
        ];
        let block = |from: &str, minutes, kind| Block {
            starts_at: at(from),
            ends_at: at(from) + TimeDelta::minutes(minutes),
            kind,
        };
        let found = diagnosed(
            &rows,
            &terms,
            vec![
                block("2026-07-16T07:00:00Z", 30, BlockKind::Absence),
                block("2026-07-16T07:30:00Z", 30, BlockKind::Booking),
                block("2026-07-16T08:00:00Z", 30, BlockKind::Reservation),
                block("2026-07-16T08:30:00Z", 30, BlockKind::Blocker),
            ],
        );
        let counts: Vec<_> = found
            .reasons
            .iter()
            .map(|one| (one.reason, one.count))
            .collect();
        assert_eq!(
            counts,
            [
                (NotOffered::DayOff, 6),
                (NotOffered::ChannelNotOfFacility, 6),
                (NotOffered::ChannelNotOfCounselor, 6),
                // On Sunday.
                (NotOffered::ClosedDay, 6),
                (NotOffered::TooSoon, 2),
                (NotOffered::BeyondWeeks, 6),
                (NotOffered::BeyondHorizon, 6),
                (NotOffered::Absent, 1),
                (NotOffered::Booked, 1),
                (NotOffered::Reserved, 1),
                (NotOffered::Blocked, 1),
            ]
        );
        assert_eq!(found.offered, 6);
        assert_eq!(found.causes, []);
        let soon = &found.reasons[4].examples;
        let starts: Vec<_> = soon.iter().map(|one| one.starts_at).collect();
        assert_eq!(
            starts,
            ["2026-07-13T07:00:00Z", "2026-07-13T07:30:00Z"].map(at)
        );
        assert_eq!(found.reasons[0].examples.len(), EXAMPLES);
    }

    #[test]
    fn what_lies_beyond_the_horizon_is_told_from_what_lies_beyond_the_weeks() {
        let piece = |starts_at: &str| Candidate {
            service_id: ServiceId(uuid::Uuid::nil()),
            starts_at: at(starts_at),
            ends_at: at(starts_at),
            blocks_until: at(starts_at),
            hidden: Some(Hidden::TooFar),
        };
        let horizon = at("2026-07-17T22:00:00Z");
        for (starts_at, reason) in [
            ("2026-07-17T21:59:59Z", NotOffered::BeyondWeeks),
            ("2026-07-17T22:00:00Z", NotOffered::BeyondHorizon),
        ] {
            assert_eq!(NotOffered::of(&piece(starts_at), horizon), Some(reason));
        }
    }

    #[test]
    fn what_holds_whatever_the_week_is_said_first() {
        let chat = || row(0, AppointmentChannel::Chat);
        let off = OfferRow {
            day_is_bookable: false,
            ..chat()
        };
        let mut short = chat();
        short.window.span = Span::parse("09:00", "09:29").unwrap();
        let mut exact = chat();
        exact.window.span = Span::parse("09:00", "09:30").unwrap();
        let with = |active, primary_clients_only| CounselorStanding {
            active,
            primary_clients_only,
        };
        for (standing, rows, expected) in [
            (USUAL, vec![chat(), off], vec![]),
            (USUAL, vec![], vec![SlotCause::NoBookingTimes]),
            (USUAL, vec![off], vec![SlotCause::NoBookableDay]),
            (USUAL, vec![exact], vec![]),
            (USUAL, vec![exact, short], vec![SlotCause::TooShort]),
            (
                with(false, true),
                vec![chat()],
                vec![SlotCause::Inactive, SlotCause::PrimaryClientsOnly],
            ),
        ] {
            assert_eq!(causes(standing, &rows), expected);
        }
    }

    proptest! {
        /// Every piece is either offered or has one reason not to be.
        #[test]
        fn all_pieces_are_accounted_for(days in prop::collection::vec((0..7_usize, 0..4_usize, any::<bool>()), 0..12), from in 0..140_i64, hours in 1..30_i64) {
            let rows: Vec<_> = days.into_iter().map(|(day, channel, day_is_bookable)| OfferRow {
                day_is_bookable,
                ..row(day, AppointmentChannel::ALL[channel])
            }).collect();
            let some: Channels = [Channel::Chat, Channel::Video].into_iter().collect();
            let terms = Terms { by_facility: &some, by_counselor: None };
            let starts_at = at("2026-07-12T22:00:00Z") + TimeDelta::hours(from);
            let away = Block { starts_at, ends_at: starts_at + TimeDelta::hours(hours), kind: BlockKind::Absence };
            let found = diagnosed(&rows, &terms, vec![away]);
            let hidden: usize = found.reasons.iter().map(|one| one.count).sum();
            prop_assert_eq!(found.offered + hidden, rows.len() * 6);
            for reason in found.reasons {
                prop_assert_eq!(reason.examples.len(), reason.count.min(EXAMPLES));
            }
        }
    }
}
