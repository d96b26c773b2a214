//! Group appointments: who sees them, who takes part, and that there are never more than fit.

use crate::{
    bookings::{appointment, blocker, next_week, rules},
    client_export::unpacked,
    groups::group,
    slots,
    support::{Facility, Staff, TestApp, code, field},
};
use chrono::{DateTime, TimeDelta, Utc};
use client::{CallResult, Client};
use domain::{
    access::Openness,
    bookings::{
        Booking, BookingKind, BookingQuery, BookingState, Cancellation, GroupBookingCreate,
        GroupBookingUpdate, GroupOfferQuery, MaxParticipants, ParticipantQuery, ParticipantsAdd,
    },
    channels::AppointmentChannel,
    clients::{ClientUpdate, Edit},
    counselors::{CounselorDelete, CounselorUpdate},
    ids::{BookingId, ClientId},
    page::Limit,
    problem::{FieldCode, ProblemCode},
};
use futures_util::{StreamExt, future::join_all, stream};
use std::collections::BTreeSet;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn most(count: u16) -> MaxParticipants {
    count.try_into().unwrap()
}

/// From ten to half past eleven on Monday, 19 January 2026, in Berlin, for up to three.
pub fn group_booking(starts_at: DateTime<Utc>) -> GroupBookingCreate {
    GroupBookingCreate {
        counselor_id: None,
        title: "Trennungsgruppe".try_into().unwrap(),
        remarks: "Kamera freiwillig".try_into().unwrap(),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(90),
        follow_up_minutes: 15.try_into().unwrap(),
        channel: Some(AppointmentChannel::Video),
        max_participants: Some(most(3)),
        bookable: true,
    }
}

fn monday() -> GroupBookingCreate {
    group_booking(at("2026-01-19T09:00:00Z"))
}

fn clients(ids: impl IntoIterator<Item = ClientId>) -> ParticipantsAdd {
    ParticipantsAdd {
        client_ids: ids.into_iter().collect(),
        group_ids: Vec::new(),
    }
}

async fn offers(client: &Client) -> Vec<(BookingId, bool, bool)> {
    let mut query = GroupOfferQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..GroupOfferQuery::default()
    };
    let mut found = Vec::new();
    loop {
        let page = client.list_group_offers(&query).await.unwrap();
        let items = page.items.into_iter();
        found.extend(items.map(|one| (one.id, one.full, one.joined)));
        if page.next.is_none() {
            return found;
        }
        query.after = page.next;
    }
}

async fn participants(client: &Client, id: BookingId) -> Vec<String> {
    let mut query = ParticipantQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..ParticipantQuery::default()
    };
    let mut found = Vec::new();
    loop {
        let page = client.list_participants(id, &query).await.unwrap();
        found.extend(page.items.into_iter().map(|one| one.client.pseudonym));
        if page.next.is_none() {
            return found;
        }
        query.after = page.next;
    }
}

async fn count(client: &Client, id: BookingId) -> (Option<u64>, Option<u16>) {
    let group = client.read_booking(id).await.unwrap().group.unwrap();
    let most = group.max_participants.map(MaxParticipants::count);
    (group.participants, most)
}

async fn brandt(facility: &Facility<'_>) -> Staff {
    facility.counselor("m.brandt").await
}

#[actix_web::test]
async fn clients_join_and_leave_and_are_not_told_who_else_does() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    assert_eq!(
        (made.kind, made.state),
        (BookingKind::Group, BookingState::Confirmed)
    );
    assert_eq!(made.blocks_until, Some(at("2026-01-19T10:45:00Z")));
    assert_eq!(count(&brandt.client, made.id).await, (Some(0), Some(3)));
    let person = facility.client("Seestern").await;
    let other = facility.client("Anker").await;
    assert_eq!(offers(&person.client).await, [(made.id, false, false)]);
    // Who does not take part sees it among what is offered, and not as an appointment.
    let unseen = person.client.read_booking(made.id).await;
    assert_eq!(code(unseen), ProblemCode::NotFound);
    assert_eq!(
        person
            .client
            .list_bookings(&next_week())
            .await
            .unwrap()
            .items,
        []
    );
    for client in [&person.client, &other.client] {
        let joined = client.join_group_booking(made.id).await.unwrap();
        assert_eq!(joined.title.as_deref(), Some("Trennungsgruppe"));
        let group = joined.group.unwrap();
        assert_eq!(group.remarks, "Kamera freiwillig");
        assert_eq!((group.participants, group.max_participants), (None, None));
        assert_eq!((joined.client, joined.blocks_until), (None, None));
    }
    // Once is enough.
    person.client.join_group_booking(made.id).await.unwrap();
    assert_eq!(count(&brandt.client, made.id).await, (Some(2), Some(3)));
    let seen = participants(&brandt.client, made.id).await;
    assert_eq!(seen, ["Anker", "Seestern"]);
    assert_eq!(offers(&person.client).await, [(made.id, false, true)]);
    let own = person.client.list_bookings(&next_week()).await.unwrap();
    let [own] = &own.items[..] else {
        panic!("one appointment: {own:?}");
    };
    assert_eq!(own, &person.client.read_booking(made.id).await.unwrap());
    let refused = person
        .client
        .list_participants(made.id, &ParticipantQuery::default())
        .await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    // It is not theirs to call off.
    let off = person
        .client
        .cancel_booking(made.id, made.version, &Cancellation::default())
        .await;
    assert_eq!(code(off), ProblemCode::NotFound);
    person.client.leave_group_booking(made.id).await.unwrap();
    assert_eq!(participants(&brandt.client, made.id).await, ["Anker"]);
    let gone = person.client.leave_group_booking(made.id).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
    // Somebody who is not a client has nothing to join.
    let staff = brandt.client.join_group_booking(made.id).await;
    assert_eq!(code(staff), ProblemCode::Forbidden);
}

#[actix_web::test]
async fn what_is_internal_is_there_for_who_takes_part_and_no_other_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let meeting = GroupBookingCreate {
        bookable: false,
        channel: None,
        max_participants: None,
        ..monday()
    };
    let made = brandt.client.create_group_booking(&meeting).await.unwrap();
    let person = facility.client("Seestern").await;
    let other = facility.client("Anker").await;
    assert_eq!(offers(&person.client).await, []);
    let refused = person.client.join_group_booking(made.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    let added = brandt
        .client
        .add_participants(made.id, &clients([person.id]))
        .await
        .unwrap();
    assert_eq!(added.group.unwrap().participants, Some(1));
    let seen = person.client.read_booking(made.id).await.unwrap();
    assert_eq!(seen.title.as_deref(), Some("Trennungsgruppe"));
    let hidden = other.client.read_booking(made.id).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    // Of what clients can book, they know how.
    let bookable = GroupBookingCreate {
        channel: None,
        ..group_booking(at("2026-01-20T09:00:00Z"))
    };
    let refused = brandt.client.create_group_booking(&bookable).await;
    assert_eq!(field(refused), ("/channel".into(), FieldCode::Required));
    let open = GroupBookingUpdate {
        bookable: Some(true),
        ..GroupBookingUpdate::default()
    };
    let refused = brandt
        .client
        .update_group_booking(made.id, made.version, &open)
        .await;
    assert_eq!(field(refused), ("/channel".into(), FieldCode::Required));
}

/// A thousand attempts from two servers at the one place that is left. Whoever has it keeps it.
#[actix_web::test]
async fn of_a_thousand_who_want_the_last_place_one_gets_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    for name in ["Seestern", "Anker"] {
        let person = facility.client(name).await;
        person.client.join_group_booking(made.id).await.unwrap();
    }
    let second = app.restarted().await;
    let mut people = Vec::new();
    for number in 0..20 {
        let person = facility.client(&format!("Welle {number}")).await;
        let there = second.nobody();
        there.set_access_token(&person.client.access_token().unwrap());
        people.push([person.client, there]);
    }
    let attempts = (0..1_000).map(|number| {
        let client = &people[number % 20][number / 20 % 2];
        async move { (number % 20, client.join_group_booking(made.id).await) }
    });
    let answers: Vec<_> = stream::iter(attempts).buffer_unordered(100).collect().await;
    let mut won = BTreeSet::new();
    for (who, answer) in answers {
        match answer {
            Ok(_) => {
                won.insert(who);
            }
            refused => assert_eq!(code(refused), ProblemCode::NoPlaceLeft),
        }
    }
    assert_eq!(won.len(), 1, "{won:?}");
    assert_eq!(count(&brandt.client, made.id).await, (Some(3), Some(3)));
    let full = offers(&people[0][0]).await;
    assert!(full[0].1, "it is full");
}

/// Staff add whole groups while clients join: whoever comes too late does not fit any more.
#[actix_web::test]
async fn groups_and_clients_at_once_are_never_more_than_fit() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let body = GroupBookingCreate {
        max_participants: Some(most(10)),
        ..monday()
    };
    let made = brandt.client.create_group_booking(&body).await.unwrap();
    let (mut groups, mut alone) = (Vec::new(), Vec::new());
    for number in 0..6 {
        let id = brandt
            .client
            .create_group(&group(&format!("Gruppe {number}")))
            .await
            .unwrap()
            .id;
        for member in 0..3 {
            let person = facility.client(&format!("{number} {member}")).await;
            brandt.client.add_group_member(id, person.id).await.unwrap();
        }
        groups.push(ParticipantsAdd {
            client_ids: Vec::new(),
            group_ids: vec![id],
        });
        alone.push(facility.client(&format!("Allein {number}")).await);
    }
    let whole = groups.iter().map(|body| async {
        let added = brandt.client.add_participants(made.id, body).await;
        fits(added)
    });
    let single = alone.iter().map(|person| async {
        let joined = person.client.join_group_booking(made.id).await;
        fits(joined)
    });
    let (whole, single) = tokio::join!(join_all(whole), join_all(single));
    let came = |answers: &[bool]| answers.iter().filter(|one| **one).count() as u64;
    let present = 3 * came(&whole) + came(&single);
    assert!((8..=10).contains(&present), "{whole:?} {single:?}");
    assert_eq!(
        count(&brandt.client, made.id).await,
        (Some(present), Some(10))
    );
}

#[track_caller]
fn fits(answer: CallResult<Booking>) -> bool {
    match answer {
        Ok(_) => true,
        refused => {
            assert_eq!(code(refused), ProblemCode::NoPlaceLeft);
            false
        }
    }
}

#[actix_web::test]
async fn staff_add_clients_and_groups_all_or_nobody_and_take_them_out() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let staff = &brandt.client;
    let made = staff.create_group_booking(&monday()).await.unwrap();
    let mut people = Vec::new();
    for name in ["Anker", "Boje", "Koralle", "Düne"] {
        people.push(facility.client(name).await);
    }
    let id = staff.create_group(&group("Montag")).await.unwrap().id;
    for person in &people[..2] {
        staff.add_group_member(id, person.id).await.unwrap();
    }
    // Four do not fit into three places, so nobody gets one.
    let all = ParticipantsAdd {
        client_ids: vec![people[2].id, people[3].id],
        group_ids: vec![id],
    };
    let refused = staff.add_participants(made.id, &all).await;
    assert_eq!(code(refused), ProblemCode::NoPlaceLeft);
    assert_eq!(count(staff, made.id).await, (Some(0), Some(3)));
    // Who is named twice takes one place.
    let three = ParticipantsAdd {
        client_ids: vec![people[0].id, people[2].id],
        group_ids: vec![id],
    };
    staff.add_participants(made.id, &three).await.unwrap();
    assert_eq!(
        participants(staff, made.id).await,
        ["Anker", "Boje", "Koralle"]
    );
    // Again, it changes nothing.
    staff.add_participants(made.id, &three).await.unwrap();
    let smaller = GroupBookingUpdate {
        max_participants: Edit::Set(2.try_into().unwrap()),
        ..GroupBookingUpdate::default()
    };
    let refused = staff
        .update_group_booking(made.id, made.version, &smaller)
        .await;
    assert_eq!(
        field(refused),
        ("/max_participants".into(), FieldCode::OutOfRange)
    );
    staff
        .remove_participant(made.id, people[0].id)
        .await
        .unwrap();
    let again = staff.remove_participant(made.id, people[0].id).await;
    assert_eq!(code(again), ProblemCode::NotFound);
    let changed = staff
        .update_group_booking(made.id, made.version, &smaller)
        .await
        .unwrap();
    assert_eq!(count(staff, made.id).await, (Some(2), Some(2)));
    let stale = staff
        .update_group_booking(made.id, made.version, &smaller)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    // A group that is gone was nothing but a way to name them.
    staff.delete_group(id).await.unwrap();
    assert_eq!(participants(staff, made.id).await, ["Boje", "Koralle"]);
    let abroad = app.facility("wetterau").await.client("Fremd").await;
    for (body, pointer) in [
        (clients([people[3].id, abroad.id]), "/client_ids/1"),
        (three, "/group_ids/0"),
    ] {
        let refused = staff.add_participants(made.id, &body).await;
        assert_eq!(field(refused), (pointer.into(), FieldCode::OutOfRange));
    }
    let nobody = staff.add_participants(made.id, &clients([])).await;
    assert_eq!(field(nobody), ("/client_ids".into(), FieldCode::Required));
    staff
        .cancel_booking(made.id, changed.version, &Cancellation::default())
        .await
        .unwrap();
    let late = staff
        .add_participants(made.id, &clients([people[3].id]))
        .await;
    assert_eq!(code(late), ProblemCode::Conflict);
}

#[actix_web::test]
async fn it_takes_the_counselors_time_and_moves_only_where_there_is_room() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = slots::example(&facility).await;
    let staff = &brandt.client;
    let free = async || slots::times_of(staff, &slots::next_week()).await;
    let made = staff.create_group_booking(&monday()).await.unwrap();
    // Until a quarter to twelve with the follow-up: what begins at half past is hidden, too.
    assert_eq!(free().await, ["Mon 09:00", "Mon 09:30"]);
    let in_the_way = staff
        .create_blocker(&blocker("2026-01-19T10:40:00Z", "2026-01-19T11:00:00Z"))
        .await;
    assert_eq!(code(in_the_way), ProblemCode::SlotTaken);
    let person = facility.client("Seestern").await;
    let kept = appointment(person.id, "2026-01-19T13:00:00Z");
    staff.create_booking(&kept).await.unwrap();
    let to = |starts_at: &str, ends_at: &str| GroupBookingUpdate {
        starts_at: Some(at(starts_at)),
        ends_at: Some(at(ends_at)),
        ..GroupBookingUpdate::default()
    };
    // The follow-up would run into the other.
    let taken = to("2026-01-19T12:00:00Z", "2026-01-19T12:46:00Z");
    let refused = staff
        .update_group_booking(made.id, made.version, &taken)
        .await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    // Where it overlaps only itself, it fits.
    let later = to("2026-01-19T09:30:00Z", "2026-01-19T12:45:00Z");
    let moved = staff
        .update_group_booking(made.id, made.version, &later)
        .await
        .unwrap();
    assert_eq!(moved.blocks_until, Some(at("2026-01-19T13:00:00Z")));
    assert_eq!(
        free().await,
        ["Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:00"]
    );
    let petersen = facility.counselor("j.petersen").await;
    let away = GroupBookingUpdate {
        counselor_id: Some(petersen.id),
        title: Some("Elterngruppe".try_into().unwrap()),
        ..GroupBookingUpdate::default()
    };
    // Not into a colleague's calendar, but for admins.
    let refused = staff
        .update_group_booking(made.id, moved.version, &away)
        .await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let admin = &facility.admin.client;
    let given = admin
        .update_group_booking(made.id, moved.version, &away)
        .await
        .unwrap();
    assert_eq!(given.counselor.id, petersen.id);
    assert_eq!(given.title.as_deref(), Some("Elterngruppe"));
    assert_eq!(free().await.len(), 8);
    let single = staff
        .create_booking(&appointment(person.id, "2026-01-20T09:00:00Z"))
        .await
        .unwrap();
    let no_group = staff
        .update_group_booking(single.id, single.version, &away)
        .await;
    assert_eq!(code(no_group), ProblemCode::NotFound);
}

#[actix_web::test]
async fn clients_join_what_is_ahead_far_enough_as_often_as_they_may() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let person = facility.client("Seestern").await;
    // It is eleven o'clock on Thursday; a day of lead time and of notice is what most have.
    let mut ids = Vec::new();
    for starts_at in [
        "2026-01-16T09:00:00Z",
        "2026-01-17T09:00:00Z",
        "2026-01-18T09:00:00Z",
    ] {
        let body = group_booking(at(starts_at));
        ids.push(brandt.client.create_group_booking(&body).await.unwrap().id);
    }
    let found = offers(&person.client).await;
    assert_eq!(found, [(ids[1], false, false), (ids[2], false, false)]);
    let near = person.client.join_group_booking(ids[0]).await;
    assert_eq!(code(near), ProblemCode::NotFound);
    rules(&facility, |rules| rules.max_open_bookings = 1).await;
    person.client.join_group_booking(ids[1]).await.unwrap();
    let more = person.client.join_group_booking(ids[2]).await;
    assert_eq!(code(more), ProblemCode::LimitReached);
    rules(&facility, |rules| rules.notice_hours = 48).await;
    let late = person.client.leave_group_booking(ids[1]).await;
    assert_eq!(code(late), ProblemCode::NoticePeriodOver);
    rules(&facility, |rules| rules.notice_hours = 46).await;
    person.client.leave_group_booking(ids[1]).await.unwrap();
    person.client.join_group_booking(ids[2]).await.unwrap();
}

#[actix_web::test]
async fn who_has_primary_clients_only_offers_groups_to_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let primary = ClientUpdate {
        primary_counselor_id: Edit::Set(brandt.id),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, version, &primary)
        .await
        .unwrap();
    let only = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .update_counselor(brandt.id, version, &only)
        .await
        .unwrap();
    assert_eq!(offers(&other.client).await, []);
    let refused = other.client.join_group_booking(made.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    assert_eq!(offers(&person.client).await, [(made.id, false, false)]);
    person.client.join_group_booking(made.id).await.unwrap();
}

#[actix_web::test]
async fn what_is_called_off_stays_with_who_takes_part_and_says_why() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    let person = facility.client("Seestern").await;
    person.client.join_group_booking(made.id).await.unwrap();
    let reason = Cancellation {
        reason: Some("Der Raum ist nicht frei.".try_into().unwrap()),
    };
    brandt
        .client
        .cancel_booking(made.id, made.version, &reason)
        .await
        .unwrap();
    let told = person.client.read_booking(made.id).await.unwrap();
    assert_eq!(told.state, BookingState::Cancelled);
    assert_eq!(told.reason.as_deref(), Some("Der Raum ist nicht frei."));
    let listed = person.client.list_bookings(&next_week()).await.unwrap();
    assert_eq!(listed.items, [told]);
    assert_eq!(offers(&person.client).await, []);
    let gone = person.client.leave_group_booking(made.id).await;
    assert_eq!(code(gone), ProblemCode::Conflict);
    let other = facility.client("Anker").await;
    let refused = other.client.join_group_booking(made.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
}

#[actix_web::test]
async fn it_is_held_once_it_has_begun_and_missed_by_nobody() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let staff = &brandt.client;
    let made = staff.create_group_booking(&monday()).await.unwrap();
    let early = staff.mark_booking_held(made.id, made.version).await;
    assert_eq!(code(early), ProblemCode::Conflict);
    let begun = group_booking(at("2026-01-15T09:45:00Z"));
    let begun = staff.create_group_booking(&begun).await.unwrap();
    let missed = staff.mark_booking_missed(begun.id, begun.version).await;
    assert_eq!(code(missed), ProblemCode::Conflict);
    let held = staff.mark_booking_held(begun.id, begun.version).await;
    assert_eq!(held.unwrap().state, BookingState::Held);
}

#[actix_web::test]
async fn staff_see_whom_they_may_see_and_what_is_offered_to_everybody() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        brandt(&facility).await,
        facility.counselor("j.petersen").await,
    );
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    for (client, counselor) in [(&person, &brandt), (&other, &petersen)] {
        let version = admin.read_client(client.id).await.unwrap().version;
        let primary = ClientUpdate {
            primary_counselor_id: Edit::Set(counselor.id),
            ..ClientUpdate::default()
        };
        admin
            .update_client(client.id, version, &primary)
            .await
            .unwrap();
    }
    let open = brandt.client.create_group_booking(&monday()).await.unwrap();
    let internal = GroupBookingCreate {
        bookable: false,
        ..group_booking(at("2026-01-20T09:00:00Z"))
    };
    let internal = brandt.client.create_group_booking(&internal).await.unwrap();
    for id in [open.id, internal.id] {
        let both = clients([person.id, other.id]);
        admin.add_participants(id, &both).await.unwrap();
    }
    for (openness, sees) in [
        (Openness::FullyOpen, true),
        (Openness::Open, true),
        (Openness::Restricted, false),
        (Openness::StronglyRestricted, false),
    ] {
        app.set_openness(openness).await;
        assert_eq!(count(&brandt.client, open.id).await, (Some(2), Some(3)));
        let seen = participants(&brandt.client, open.id).await;
        let expected: &[_] = if sees {
            &["Anker", "Seestern"]
        } else {
            &["Seestern"]
        };
        assert_eq!(seen, expected, "{openness:?}");
        let listed = petersen.client.list_bookings(&next_week()).await.unwrap();
        let titles: Vec<_> = listed.items.iter().map(|one| one.title.is_some()).collect();
        assert_eq!(titles, [true, sees], "{openness:?}");
        let groups: Vec<_> = listed.items.iter().map(|one| one.group.is_some()).collect();
        assert_eq!(groups, [true, sees], "{openness:?}");
        let read = petersen.client.read_booking(internal.id).await;
        assert_eq!(read.is_ok(), sees, "{openness:?}");
        // A stranger's client is not found in one's own groups either.
        let theirs = BookingQuery {
            client_id: Some(other.id),
            ..next_week()
        };
        let found = brandt.client.list_bookings(&theirs).await.unwrap();
        assert_eq!(found.items.len(), if sees { 2 } else { 0 }, "{openness:?}");
        if !sees {
            let hidden = brandt
                .client
                .add_participants(open.id, &clients([other.id]))
                .await;
            assert_eq!(
                field(hidden),
                ("/client_ids/0".into(), FieldCode::OutOfRange)
            );
        }
    }
}

#[actix_web::test]
async fn who_is_erased_takes_part_no_more_and_takes_along_what_they_took_part_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    for client in [&person.client, &other.client] {
        client.join_group_booking(made.id).await.unwrap();
    }
    let admin = &facility.admin.client;
    let archive = admin.export_client(person.id).await.unwrap();
    let files = unpacked(archive);
    let page = std::str::from_utf8(&files["bookings.html"]).unwrap();
    assert!(page.contains("Trennungsgruppe") && page.contains("Kamera freiwillig"));
    let json: serde_json::Value = serde_json::from_slice(&files["bookings.json"]).unwrap();
    assert_eq!(json[0]["kind"], "group");
    assert_eq!(json[0]["title"], "Trennungsgruppe");
    let all: Vec<_> = files.values().flatten().copied().collect();
    assert!(!String::from_utf8_lossy(&all).contains("Anker"));
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(participants(&brandt.client, made.id).await, ["Anker"]);
    assert_eq!(count(&brandt.client, made.id).await, (Some(1), Some(3)));
    assert_eq!(crate::jobs::rows(&app, "booking_participants").await, 1);
}

#[actix_web::test]
async fn of_a_counselor_who_goes_those_who_take_part_are_told_that_it_is_called_off() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = brandt(&facility).await;
    let made = brandt.client.create_group_booking(&monday()).await.unwrap();
    let person = facility.client("Seestern").await;
    person.client.join_group_booking(made.id).await.unwrap();
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .delete_counselor(brandt.id, version, &CounselorDelete::default())
        .await
        .unwrap();
    let told = person.client.read_booking(made.id).await.unwrap();
    assert_eq!(told.state, BookingState::Cancelled);
}
