use super::*;
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn one_gets_in_from_the_lead_time_on_until_a_while_after_the_end() {
    let meeting = (at("2026-01-19T09:00:00Z"), at("2026-01-19T09:30:00Z"));
    for (lead, now, moment) in [
        (15, "2026-01-19T08:44:59Z", VideoMoment::Early),
        (15, "2026-01-19T08:45:00Z", VideoMoment::Open),
        (0, "2026-01-19T08:59:59Z", VideoMoment::Early),
        (0, "2026-01-19T09:00:00Z", VideoMoment::Open),
        (120, "2026-01-19T07:00:00Z", VideoMoment::Open),
        (15, "2026-01-19T09:59:59Z", VideoMoment::Open),
        (15, "2026-01-19T10:00:00Z", VideoMoment::Over),
    ] {
        let window = VideoWindow::around(meeting, lead);
        assert_eq!(window.moment(at(now)), moment, "{lead} {now}");
    }
}

#[test]
fn a_room_of_a_conversation_is_open_at_once_and_for_two_hours() {
    let now = at("2026-01-19T09:00:00Z");
    let window = VideoWindow::of_chat(now);
    assert_eq!(window.moment(now), VideoMoment::Open);
    let last = now + TimeDelta::seconds(7_199);
    assert_eq!(window.moment(last), VideoMoment::Open);
    let over = now + TimeDelta::seconds(7_200);
    assert_eq!(window.moment(over), VideoMoment::Over);
}

#[test]
fn who_comes_by_a_link_never_leads() {
    for kind in [VideoLinkKind::Guest, VideoLinkKind::Seminar] {
        assert!(!kind.role().moderates(), "{kind:?}");
    }
    assert!(VideoRole::Owner.moderates());
    let claims = [VideoRole::Owner, VideoRole::Member, VideoRole::Seminar].map(VideoRole::claim);
    assert_eq!(claims, ["owner", "member", "seminar"]);
}

#[test]
fn links_are_listed_of_one_room() {
    let id = "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10";
    let (booking_id, chat_id) = (id.parse().ok(), id.parse().ok());
    for (booking_id, chat_id, is_one) in [
        (None, None, false),
        (booking_id, None, true),
        (None, chat_id, true),
        (booking_id, chat_id, false),
    ] {
        let query = VideoLinkQuery {
            booking_id,
            chat_id,
        };
        assert_eq!(query.place().is_some(), is_one);
    }
    let place = VideoPlace::Booking(id.parse().unwrap());
    assert_eq!(VideoLinkQuery::from(place).place(), Some(place));
}

proptest! {
    /// Whenever it is made, a token holds at that moment, not for long, and nowhere outside of the
    /// window; outside of the window there is none.
    #[test]
    fn a_token_holds_within_the_window_only(
        starts in 0..2_000_000_000_i64,
        seconds in 60..86_400_i64,
        lead in 0..=120_u16,
        around in -20_000..120_000_i64,
    ) {
        let starts_at = DateTime::from_timestamp(starts, 0).unwrap();
        let now = starts_at + TimeDelta::seconds(around);
        let window = VideoWindow::around((starts_at, starts_at + TimeDelta::seconds(seconds)), lead);
        let is_open = window.opens_at <= now && now < window.closes_at;
        match window.token(now) {
            Some((from, until)) => {
                prop_assert!(is_open);
                prop_assert!(window.opens_at <= from && from <= now && now < until);
                prop_assert!(until <= window.closes_at && until - now <= TOKEN_GOOD_FOR);
            }
            None => prop_assert!(!is_open),
        }
    }
}
