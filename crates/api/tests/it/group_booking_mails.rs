//! Mails about group appointments, to each who takes part, and what becomes of them when their
//! counselor goes.

use crate::{
    booking_mails::{ADDRESS, COUNSELOR, demo, file, heads, reachable_at, since},
    bookings::{appointment, at, rules},
    group_bookings::group_booking,
    support::{Facility, Person, Staff, code},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use domain::{
    bookings::{
        Booking, BookingMove, BookingState, Cancellation, GroupBookingUpdate, ParticipantsAdd,
    },
    counselors::CounselorDelete,
    problem::ProblemCode,
};
use futures_util::future::{join, join_all};

/// Comes before [`ADDRESS`] where mails stand by address.
const OTHER: &str = "andere@mail.example";
const PETERSEN: &str = "j.petersen@staff.example";
const CONFIRMED: &str = "Ihr Termin ist bestätigt";
const CANCELLED: &str = "Ein Termin wurde abgesagt";
const MOVED: &str = "Ein Termin wurde verschoben";
const MADE: &str = "Ein Termin steht in Ihrem Kalender";
const MONDAY: &str = "2026-01-19T09:00:00Z";

/// Two who have left an address, and one who has not.
async fn people(facility: &Facility<'_>) -> [Person; 3] {
    [
        reachable_at(facility, "Seestern", ADDRESS).await,
        reachable_at(facility, "Anker", OTHER).await,
        facility.client("Muschel").await,
    ]
}

async fn made(staff: &Staff) -> Booking {
    let body = group_booking(at(MONDAY));
    staff.client.create_group_booking(&body).await.unwrap()
}

fn all(people: &[Person]) -> ParticipantsAdd {
    ParticipantsAdd {
        client_ids: people.iter().map(|one| one.id).collect(),
        group_ids: Vec::new(),
    }
}

#[actix_web::test]
async fn who_takes_part_gets_mails_and_files_that_calendars_follow() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let people = people(&facility).await;
    let staff = &brandt.client;
    let mut known = 0;
    let group = made(&brandt).await;
    people[0].client.join_group_booking(group.id).await.unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, CONFIRMED)]);
    let asked = file(&mails[0]);
    assert_eq!(asked[0], "REQUEST");
    assert_eq!(asked[1], format!("{}@127.0.0.1", group.id));
    assert_eq!(asked[3..], ["20260119T090000Z", "CONFIRMED"]);
    // Who takes part already is not told again, neither by joining nor by being added.
    people[0].client.join_group_booking(group.id).await.unwrap();
    let added = staff.add_participants(group.id, &all(&people)).await;
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(OTHER, CONFIRMED)]);

    // Another title is no news, another time is.
    let mut change = GroupBookingUpdate {
        title: Some("Elterngruppe".try_into().unwrap()),
        ..GroupBookingUpdate::default()
    };
    let renamed = staff
        .update_group_booking(group.id, added.unwrap().version, &change)
        .await
        .unwrap();
    assert_eq!(heads(&since(&app, &mut known).await), []);
    change.title = None;
    change.starts_at = Some(at("2026-01-19T12:00:00Z"));
    change.ends_at = Some(at("2026-01-19T13:00:00Z"));
    let later = staff
        .update_group_booking(group.id, renamed.version, &change)
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(OTHER, MOVED), (ADDRESS, MOVED)]);
    let moved = file(&mails[1]);
    assert_eq!(moved[..2], asked[..2]);
    assert!(moved[2].parse::<u32>().unwrap() > asked[2].parse().unwrap());
    assert_eq!(moved[3], "20260119T120000Z");

    // Who is taken out is told that it is off, and nobody else.
    staff
        .remove_participant(group.id, people[1].id)
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(OTHER, CANCELLED)]);
    let off = file(&mails[0]);
    assert_eq!((off[0].as_str(), &off[1]), ("CANCEL", &asked[1]));
    assert_eq!(off[4], "CANCELLED");
    let reason = Cancellation {
        reason: Some("geheimer Grund".try_into().unwrap()),
    };
    staff
        .cancel_booking(group.id, later.version, &reason)
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, CANCELLED)]);
    assert_eq!(file(&mails[0])[0], "CANCEL");
    for one in app.state.mailer.demo_mails().unwrap() {
        let all = format!("{:?}", (one.mail, one.calendar));
        for secret in ["gruppe", "Kamera", "geheim", "Seestern", "Anker"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}

#[actix_web::test]
async fn a_colleague_whose_group_it_is_is_told_and_what_is_over_is_no_news() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let people = people(&facility).await;
    let admin = &facility.admin.client;
    let mut body = group_booking(at(MONDAY));
    body.counselor_id = Some(brandt.id);
    let group = admin.create_group_booking(&body).await.unwrap();
    let mut known = 0;
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(COUNSELOR, MADE)]);
    let given = BookingMove {
        starts_at: at(MONDAY),
        duration_minutes: None,
        counselor_id: Some(petersen.id),
    };
    admin
        .reschedule_booking(group.id, group.version, &given)
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(PETERSEN, MOVED), (COUNSELOR, CANCELLED)]);
    assert_eq!(file(&mails[1])[0], "CANCEL");
    let was = group_booking(at("2026-01-15T06:00:00Z"));
    let was = petersen.client.create_group_booking(&was).await.unwrap();
    admin.add_participants(was.id, &all(&people)).await.unwrap();
    let taken_out = admin.remove_participant(was.id, people[0].id).await;
    taken_out.unwrap();
    assert_eq!(heads(&since(&app, &mut known).await), []);
}

#[actix_web::test]
async fn whoever_takes_part_by_then_is_reminded_once() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    rules(&facility, |rules| rules.reminder_hours = 24).await;
    let brandt = facility.counselor("m.brandt").await;
    let people = people(&facility).await;
    let group = made(&brandt).await;
    let left = &people[0].client;
    left.join_group_booking(group.id).await.unwrap();
    left.leave_group_booking(group.id).await.unwrap();
    people[1].client.join_group_booking(group.id).await.unwrap();
    let mut known = 0;
    let mails = since(&app, &mut known).await;
    // Who leaves knows.
    assert_eq!(heads(&mails), [(OTHER, CONFIRMED), (ADDRESS, CONFIRMED)]);
    let due = at("2026-01-18T09:00:00Z");
    app.hand.advance(due - app.hand.now());
    // Two servers look at once.
    let workers = [(); 2].map(|()| Worker::new(app.state.clone()));
    for one in join_all(workers.iter().map(Worker::run_due)).await {
        one.unwrap();
    }
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(OTHER, "Erinnerung an Ihren Termin")]);
    app.hand.advance(at(MONDAY) - app.hand.now());
    assert_eq!(heads(&since(&app, &mut known).await), []);
}

/// Whoever got in before it was called off is told both, whoever did not is told nothing.
#[actix_web::test]
async fn who_joins_while_it_is_called_off_hears_of_both_or_of_nothing() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let mut body = group_booking(at(MONDAY));
    let mut people = Vec::new();
    for number in 0..8 {
        let (name, address) = (format!("Welle{number}"), format!("w{number}@mail.example"));
        people.push(reachable_at(&facility, &name, &address).await);
    }
    body.max_participants = Some(u16::try_from(people.len()).unwrap().try_into().unwrap());
    let group = brandt.client.create_group_booking(&body).await.unwrap();
    let reason = Cancellation::default();
    let (joined, off) = join(
        join_all(
            people
                .iter()
                .map(|one| one.client.join_group_booking(group.id)),
        ),
        brandt
            .client
            .cancel_booking(group.id, group.version, &reason),
    )
    .await;
    assert_eq!(off.unwrap().state, BookingState::Cancelled);
    let mut known = 0;
    let mails = since(&app, &mut known).await;
    for (number, answer) in joined.into_iter().enumerate() {
        let address = format!("w{number}@mail.example");
        let told = mails.iter().filter(|one| one.to == address);
        let mut told: Vec<_> = told.map(|one| one.mail.subject.as_str()).collect();
        told.sort_unstable();
        match answer {
            Ok(_) => assert_eq!(told, [CANCELLED, CONFIRMED], "{number}"),
            Err(error) => {
                let code = code(Err::<(), _>(error));
                assert!([ProblemCode::Conflict, ProblemCode::NotFound].contains(&code));
                assert!(told.is_empty(), "{number}: {told:?}");
            }
        }
    }
}

/// The last that anybody hears of it is when it is, whichever was first.
#[actix_web::test]
async fn who_joins_while_it_is_moved_is_told_where_it_went() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let people = people(&facility).await;
    let staff = &brandt.client;
    let mut group = made(&brandt).await;
    let mut known = 0;
    for day in 20..=25 {
        since(&app, &mut known).await;
        let starts_at = at(&format!("2026-01-{day}T09:00:00Z"));
        let change = GroupBookingUpdate {
            starts_at: Some(starts_at),
            ends_at: Some(starts_at + TimeDelta::hours(1)),
            ..GroupBookingUpdate::default()
        };
        let (joined, moved) = join(
            people[0].client.join_group_booking(group.id),
            staff.update_group_booking(group.id, group.version, &change),
        )
        .await;
        joined.unwrap();
        group = moved.unwrap();
        let mails = since(&app, &mut known).await;
        let begins = format!("202601{day}T090000Z");
        let files = mails.iter().map(file);
        let latest = files.max_by_key(|file| file[2].parse::<u32>().unwrap());
        assert_eq!(latest.map(|file| file[3].clone()), Some(begins));
        staff
            .remove_participant(group.id, people[0].id)
            .await
            .unwrap();
    }
}

#[actix_web::test]
async fn who_goes_leaves_groups_to_their_heir_where_there_is_time() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let people = people(&facility).await;
    let group = made(&brandt).await;
    let body = group_booking(at("2026-01-20T09:00:00Z"));
    let taken = brandt.client.create_group_booking(&body).await.unwrap();
    for id in [group.id, taken.id] {
        people[0].client.join_group_booking(id).await.unwrap();
    }
    people[2].client.join_group_booking(group.id).await.unwrap();
    let busy = appointment(people[2].id, "2026-01-20T10:00:00Z");
    petersen.client.create_booking(&busy).await.unwrap();
    let mut known = 0;
    since(&app, &mut known).await;
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    let heir = CounselorDelete {
        hand_over_to: Some(petersen.id),
    };
    admin
        .delete_counselor(brandt.id, version, &heir)
        .await
        .unwrap();
    let handed = people[0].client.read_booking(group.id).await.unwrap();
    assert_eq!(handed.state, BookingState::Confirmed);
    assert_eq!(handed.counselor.id, petersen.id);
    let seen = petersen.client.read_booking(group.id).await.unwrap();
    assert_eq!(seen.group.unwrap().participants, Some(2));
    let off = people[0].client.read_booking(taken.id).await.unwrap();
    assert_eq!(off.state, BookingState::Cancelled);
    let mut mails = since(&app, &mut known).await;
    mails.sort_by(|one, other| one.mail.subject.cmp(&other.mail.subject));
    assert_eq!(
        heads(&mails),
        [(PETERSEN, MADE), (ADDRESS, CANCELLED), (ADDRESS, CONFIRMED)]
    );
    assert_eq!(file(&mails[1])[1], format!("{}@127.0.0.1", taken.id));
    assert_eq!(file(&mails[2])[1], format!("{}@127.0.0.1", group.id));
}
