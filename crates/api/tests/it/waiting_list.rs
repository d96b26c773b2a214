//! Waiting for an appointment: what becomes free is offered in order, and nobody gets in between.

use crate::{
    absences::{absence, times},
    booking_mails::{ADDRESS, COUNSELOR, demo, heads, reachable_at, since},
    bookings::{Example, TEN, appointment, at, blocker, rules},
    services::{service, week},
    support::{Facility, Person, STAFF_PASSWORD, TestApp, code, credentials, field},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use client::Client;
use domain::{
    absences::AbsenceCreate,
    access::Openness,
    bookings::{Booking, BookingMove, BookingState, Cancellation, ReservationBooking},
    clients::{ClientUpdate, Edit},
    counselors::{CounselorDelete, CounselorUpdate},
    ids::ServiceId,
    problem::{FieldCode, ProblemCode},
    slots::SlotQuery,
    waiting_list::{WaitingListEntry, WaitingListEntryCreate, WaitingListQuery},
};
use futures_util::future::{join, join_all};

/// What the tests wait for: it is of use until Monday.
fn wish(service_id: ServiceId) -> WaitingListEntryCreate {
    WaitingListEntryCreate {
        service_id,
        counselor_id: None,
        until: Some("2026-01-19".parse().unwrap()),
    }
}

async fn wait(person: &Person, service_id: ServiceId) -> WaitingListEntry {
    let wish = wish(service_id);
    let made = person.client.create_waiting_list_entry(&wish).await;
    made.unwrap()
}

pub async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn list(client: &Client) -> Vec<WaitingListEntry> {
    let query = WaitingListQuery::default();
    client
        .list_waiting_list_entries(&query)
        .await
        .unwrap()
        .items
}

/// What is offered to somebody, in the order of what they wait for.
async fn offers(person: &Person) -> Vec<Option<Booking>> {
    let entries = list(&person.client).await;
    entries.into_iter().map(|one| one.offer).collect()
}

async fn has_offer(person: &Person) -> bool {
    offers(person).await.into_iter().flatten().count() > 0
}

async fn offer(person: &Person) -> Booking {
    let held = offers(person).await.into_iter().flatten().next();
    held.unwrap()
}

async fn cancel(client: &Client, booking: &Booking) {
    let none = Cancellation::default();
    let version = booking.version;
    client
        .cancel_booking(booking.id, version, &none)
        .await
        .unwrap();
}

/// A Monday on which the half hour at ten is booked, and all the rest is kept free.
struct Monday<'a> {
    facility: Facility<'a>,
    example: Example,
    booked: Booking,
    holder: Person,
}

impl<'a> Monday<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        let example = Example::new(&facility).await;
        let set = rules(&facility, |rules| {
            rules.max_open_bookings = 1;
            (rules.lead_hours, rules.notice_hours) = (0, 0);
        });
        set.await;
        let brandt = &example.brandt.client;
        for (from, until) in [
            ("2026-01-19T08:00:00Z", TEN),
            ("2026-01-19T09:30:00Z", "2026-01-19T11:00:00Z"),
        ] {
            brandt.create_blocker(&blocker(from, until)).await.unwrap();
        }
        let holder = facility.client("Vorher").await;
        let booked = example.booked(&holder, example.chat, TEN).await;
        Self {
            facility,
            example,
            booked,
            holder,
        }
    }

    async fn people(&self, names: &[&str]) -> Vec<Person> {
        let mut people = Vec::new();
        for name in names {
            people.push(self.facility.client(name).await);
        }
        people
    }

    /// What was booked is free again.
    async fn free(&self) {
        cancel(&self.holder.client, &self.booked).await;
    }
}

#[actix_web::test]
async fn a_place_goes_from_one_to_the_next_in_order() {
    let app = demo().await;
    let monday = Monday::new(&app).await;
    let chat = monday.example.chat;
    let first = reachable_at(&monday.facility, "Erste", ADDRESS).await;
    let others = monday.people(&["Zweite", "Dritte"]).await;
    let people = [&first, &others[0], &others[1]];
    for person in people {
        wait(person, chat).await;
        app.hand.advance(TimeDelta::minutes(1));
    }
    let mut known = 0;
    since(&app, &mut known).await;

    let freed_at = app.hand.now();
    monday.free().await;
    let mails = since(&app, &mut known).await;
    let said = "Ein Termin ist für Sie frei geworden";
    let told = [(COUNSELOR, "Ein Termin wurde abgesagt"), (ADDRESS, said)];
    assert_eq!(heads(&mails), told);
    let mail = &mails[1];
    assert_eq!(mail.calendar, None, "nothing is certain yet");
    for secret in ["Chat", "Brandt", "Erste"] {
        assert!(!mail.mail.text.contains(secret), "{}", mail.mail.text);
    }
    let held = offer(&first).await;
    assert_eq!(
        (held.starts_at, held.state),
        (at(TEN), BookingState::Reserved)
    );
    let half_a_day = TimeDelta::hours(12);
    let hold = freed_at + half_a_day..=app.hand.now() + half_a_day;
    assert!(hold.contains(&held.reserved_until.unwrap()));
    for person in &people[1..] {
        assert_eq!(offers(person).await, [None]);
    }

    // Who gives it back waits behind the others, and is not offered the same again.
    cancel(&first.client, &held).await;
    work(&app).await;
    assert_eq!(offers(&first).await, [None]);
    let second = offer(people[1]).await;
    cancel(&people[1].client, &second).await;
    work(&app).await;
    let third = offer(people[2]).await;
    let body = ReservationBooking::default();
    let booked = people[2]
        .client
        .book_reservation(third.id, third.version, &body);
    assert_eq!(booked.await.unwrap().state, BookingState::Requested);
    assert_eq!(list(&people[2].client).await, []);
    let brandt = &monday.example.brandt.client;
    let third = brandt.read_booking(third.id).await.unwrap();
    cancel(brandt, &third).await;
    work(&app).await;
    for person in &people[..2] {
        assert_eq!(offers(person).await, [None], "it was offered to them");
    }
}

#[actix_web::test]
async fn what_is_let_pass_goes_to_the_next_in_order() {
    let app = TestApp::new().await;
    // On the Monday itself, so that a place is held for half an hour.
    app.hand.advance(TimeDelta::hours(93));
    let monday = Monday::new(&app).await;
    let people = monday.people(&["Erste", "Zweite"]).await;
    for person in &people {
        wait(person, monday.example.chat).await;
        app.hand.advance(TimeDelta::seconds(1));
    }
    monday.free().await;
    work(&app).await;
    let held = offer(&people[0]).await;
    assert!(!has_offer(&people[1]).await);
    app.hand.advance(TimeDelta::minutes(30));
    let body = ReservationBooking::default();
    let late = people[0]
        .client
        .book_reservation(held.id, held.version, &body)
        .await;
    assert_eq!(code(late), ProblemCode::NotFound);
    work(&app).await;
    assert_eq!(offers(&people[0]).await, [None]);
    assert_eq!(offer(&people[1]).await.starts_at, at(TEN));
}

#[actix_web::test]
async fn of_twenty_who_wait_and_twenty_who_try_exactly_one_gets_it() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let mut people = Vec::new();
    for number in 0..20 {
        let person = monday.facility.client(&format!("Wartet {number}")).await;
        wait(&person, monday.example.chat).await;
        people.push(person);
        app.hand.advance(TimeDelta::seconds(1));
    }
    let mut hasty = Vec::new();
    for number in 0..20 {
        hasty.push(monday.facility.client(&format!("Eilt {number}")).await);
    }
    monday.free().await;
    let slot = monday.example.slot(monday.example.chat, TEN);
    let tries = hasty.iter().map(|one| one.client.reserve_slot(&slot));
    // Rounds of their own, as several servers have them.
    let rounds = (0..20).map(|_| async {
        api::waiting_list::ensure_rounds(&app.db, app.hand.now())
            .await
            .unwrap();
        work(&app).await;
    });
    let (tried, _) = join(join_all(tries), join_all(rounds)).await;
    for one in tried {
        assert_eq!(code(one), ProblemCode::SlotTaken);
    }
    for (number, person) in people.iter().enumerate() {
        assert_eq!(has_offer(person).await, number == 0, "{number}");
    }
    let held = offer(&people[0]).await;
    let body = ReservationBooking::default();
    let client = &people[0].client;
    let books = (0..20).map(|_| client.book_reservation(held.id, held.version, &body));
    let booked = join_all(books).await;
    assert_eq!(booked.iter().filter(|one| one.is_ok()).count(), 1);
}

#[actix_web::test]
async fn nobody_gets_in_between() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let people = monday.people(&["Erste", "Eilige", "Schieberin"]).await;
    wait(&people[0], example.chat).await;
    // With an appointment of the next Monday.
    let later = example
        .booked(&people[2], example.chat, "2026-01-26T09:00:00Z")
        .await;
    work(&app).await;
    monday.free().await;
    // It is free, and no round has been yet.
    let slot = example.slot(example.chat, TEN);
    let refused = people[1].client.reserve_slot(&slot).await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    let to = BookingMove {
        starts_at: at(TEN),
        duration_minutes: None,
        counselor_id: None,
    };
    let moved = people[2]
        .client
        .reschedule_booking(later.id, later.version, &to);
    assert_eq!(code(moved.await), ProblemCode::SlotTaken);
    // Nobody waits for the other service, and nobody is kept from what they wait for themselves.
    let other = example.slot(example.on_site, TEN);
    let held = people[1].client.reserve_slot(&other).await.unwrap();
    cancel(&people[1].client, &held).await;
    let own = people[0].client.reserve_slot(&slot).await.unwrap();
    cancel(&people[0].client, &own).await;
    work(&app).await;
    assert!(has_offer(&people[0]).await);
    // What one chooses oneself does not give back what was offered.
    rules(facility, |rules| rules.max_open_bookings = 3).await;
    let chosen = example.slot(example.chat, "2026-01-26T10:00:00Z");
    people[0].client.reserve_slot(&chosen).await.unwrap();
    assert!(has_offer(&people[0]).await);
}

#[actix_web::test]
async fn who_cannot_have_it_is_passed_over_and_keeps_their_place() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let people = monday.people(&["Voll", "Fremd", "Stamm"]).await;
    for person in &people {
        wait(person, example.chat).await;
        app.hand.advance(TimeDelta::seconds(1));
    }
    let admin = &facility.admin.client;
    // As many as one can have.
    let body = appointment(people[0].id, "2026-02-20T09:00:00Z");
    let full = admin.create_booking(&body).await.unwrap();
    let stamm = admin.read_client(people[2].id).await.unwrap();
    let primary = ClientUpdate {
        primary_counselor_id: Edit::Set(example.brandt.id),
        ..ClientUpdate::default()
    };
    let set = admin.update_client(people[2].id, stamm.version, &primary);
    set.await.unwrap();
    let brandt = &example.brandt;
    let only = |only| CounselorUpdate {
        primary_clients_only: Some(only),
        ..CounselorUpdate::default()
    };
    let version = brandt
        .client
        .read_counselor(brandt.id)
        .await
        .unwrap()
        .version;
    let changed = brandt
        .client
        .update_counselor(brandt.id, version, &only(true))
        .await
        .unwrap();
    monday.free().await;
    work(&app).await;
    let mut offered = Vec::new();
    for person in &people {
        offered.push(has_offer(person).await);
    }
    assert_eq!(offered, [false, false, true]);

    let open = brandt
        .client
        .update_counselor(brandt.id, changed.version, &only(false))
        .await;
    open.unwrap();
    cancel(&people[2].client, &offer(&people[2]).await).await;
    work(&app).await;
    assert!(!has_offer(&people[0]).await);
    cancel(&people[1].client, &offer(&people[1]).await).await;
    // Now there is room.
    cancel(admin, &full).await;
    work(&app).await;
    assert!(has_offer(&people[0]).await);
}

#[actix_web::test]
async fn one_waits_for_what_is_not_free_and_for_five_things_at_most() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let example = &monday.example;
    let person = monday.facility.client("Seestern").await;
    let create =
        async |body: WaitingListEntryCreate| person.client.create_waiting_list_entry(&body).await;
    // On the Monday after, it is.
    let any_day = WaitingListEntryCreate {
        until: None,
        ..wish(example.chat)
    };
    assert_eq!(code(create(any_day).await), ProblemCode::SlotsFree);
    let yesterday = WaitingListEntryCreate {
        until: Some("2026-01-14".parse().unwrap()),
        ..wish(example.chat)
    };
    let out_of_range = |field: &str| (field.to_owned(), FieldCode::OutOfRange);
    assert_eq!(field(create(yesterday).await), out_of_range("/until"));
    let nobodys = example.brandt.client.create_service(&service(false)).await;
    let nobodys = nobodys.unwrap();
    let refused = field(create(wish(nobodys.id)).await);
    assert_eq!(refused, out_of_range("/service_id"));

    let made = create(wish(example.chat)).await.unwrap();
    assert_eq!(made.service.name, None, "staff's own");
    assert_eq!(made.counselor, None);
    let again = create(wish(example.chat)).await;
    assert_eq!(code(again), ProblemCode::Conflict);
    // With somebody in particular is another thing.
    let with_brandt = WaitingListEntryCreate {
        counselor_id: Some(example.brandt.id),
        ..wish(example.chat)
    };
    let with = create(with_brandt).await.unwrap().counselor;
    assert_eq!(with.map(|one| one.id), Some(example.brandt.id));
    for with in [None, Some(example.brandt.id)] {
        let body = WaitingListEntryCreate {
            counselor_id: with,
            ..wish(example.on_site)
        };
        create(body).await.unwrap();
    }
    let mut services = Vec::new();
    for _ in 0..2 {
        let made = example.brandt.client.create_service(&service(false)).await;
        services.push(made.unwrap().id);
    }
    let brandt = &example.brandt;
    let rows = week(&[
        (0, example.chat, "09:00", "12:00"),
        (0, services[0], "09:00", "12:00"),
        (0, services[1], "09:00", "12:00"),
    ]);
    let version = brandt.client.read_booking_times(brandt.id).await.unwrap();
    let set = brandt
        .client
        .update_booking_times(brandt.id, version.version, &rows);
    set.await.unwrap();
    create(wish(services[0])).await.unwrap();
    let sixth = create(wish(services[1])).await;
    assert_eq!(code(sixth), ProblemCode::LimitReached);
}

#[actix_web::test]
async fn who_leaves_gives_back_what_is_held_and_staff_take_off_whom_they_see() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let people = monday.people(&["Erste", "Zweite"]).await;
    let mut entries = Vec::new();
    for person in &people {
        entries.push(wait(person, example.chat).await);
        app.hand.advance(TimeDelta::seconds(1));
    }
    let with_brandt = WaitingListEntryCreate {
        counselor_id: Some(example.brandt.id),
        ..wish(example.on_site)
    };
    let own = people[0].client.create_waiting_list_entry(&with_brandt);
    let own = own.await.unwrap();
    monday.free().await;
    work(&app).await;
    assert!(has_offer(&people[0]).await);
    let leave = people[0].client.delete_waiting_list_entry(entries[0].id);
    leave.await.unwrap();
    work(&app).await;
    assert!(has_offer(&people[1]).await);

    let colleague = facility.counselor("j.weber").await;
    let names = |entries: Vec<WaitingListEntry>| -> Vec<_> {
        let who = |one: WaitingListEntry| (one.id, one.client.pseudonym);
        entries.into_iter().map(who).collect()
    };
    let second = (entries[1].id, "Zweite".to_owned());
    let first = (own.id, "Erste".to_owned());
    let both = vec![second.clone(), first];
    assert_eq!(names(list(&example.brandt.client).await), both);
    assert_eq!(names(list(&facility.admin.client).await), both);
    assert_eq!(names(list(&colleague.client).await), [second]);
    let refused = colleague.client.delete_waiting_list_entry(own.id).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    app.set_openness(Openness::Restricted).await;
    let hidden = colleague.client.delete_waiting_list_entry(own.id).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    let service = list(&colleague.client).await.remove(0).service;
    assert_eq!(service.name.as_deref(), Some("Erstgespräch"));
    colleague
        .client
        .delete_waiting_list_entry(entries[1].id)
        .await
        .unwrap();
    assert_eq!(offers(&people[1]).await, []);
    let strangers = people[1].client.delete_waiting_list_entry(own.id).await;
    assert_eq!(code(strangers), ProblemCode::NotFound);
}

#[actix_web::test]
async fn whatever_frees_time_is_offered() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let brandt = &example.brandt;
    let person = facility.client("Seestern").await;
    wait(&person, example.chat).await;
    work(&app).await;
    assert_eq!(offers(&person).await, [None]);

    // More booking times.
    let rows = week(&[
        (0, example.chat, "09:00", "12:00"),
        (4, example.chat, "15:00", "15:30"),
    ]);
    let version = brandt
        .client
        .read_booking_times(brandt.id)
        .await
        .unwrap()
        .version;
    let set = brandt
        .client
        .update_booking_times(brandt.id, version, &rows);
    set.await.unwrap();
    work(&app).await;
    let friday = offer(&person).await;
    assert_eq!(friday.starts_at, at("2026-01-16T14:00:00Z"));
    cancel(&person.client, &friday).await;

    // A reservation that nobody books.
    let hasty = facility.client("Eilige").await;
    monday.free().await;
    let away = AbsenceCreate {
        period: times("2026-01-19T08:00:00Z", "2026-01-19T11:00:00Z"),
        ..absence()
    };
    let away = brandt.client.create_absence(&away).await.unwrap();
    work(&app).await;
    assert_eq!(offers(&person).await, [None], "somebody is away");
    // One is back.
    brandt.client.delete_absence(away.id).await.unwrap();
    work(&app).await;
    assert_eq!(offer(&person).await.starts_at, at(TEN));
    cancel(&person.client, &offer(&person).await).await;
    work(&app).await;
    let friday = blocker("2026-01-16T14:00:00Z", "2026-01-16T15:00:00Z");
    brandt.client.create_blocker(&friday).await.unwrap();
    let slot = example.slot(example.chat, TEN);
    hasty.client.reserve_slot(&slot).await.unwrap();
    let other = facility.client("Andere").await;
    wait(&other, example.chat).await;
    work(&app).await;
    assert_eq!(offers(&other).await, [None]);
    app.hand.advance(TimeDelta::minutes(15));
    work(&app).await;
    assert_eq!(offer(&other).await.starts_at, at(TEN));
}

#[actix_web::test]
async fn after_three_offers_or_the_last_day_one_waits_no_more() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let example = &monday.example;
    let people = monday.people(&["Seestern", "Zu spät"]).await;
    for person in &people {
        wait(person, example.chat).await;
        app.hand.advance(TimeDelta::seconds(1));
    }
    let brandt = &example.brandt;
    // Four half hours on Friday, the second for who comes second.
    let rows = week(&[(4, example.chat, "15:00", "17:00")]);
    let version = brandt
        .client
        .read_booking_times(brandt.id)
        .await
        .unwrap()
        .version;
    let set = brandt
        .client
        .update_booking_times(brandt.id, version, &rows);
    set.await.unwrap();
    for left in [1, 1, 0] {
        work(&app).await;
        cancel(&people[0].client, &offer(&people[0]).await).await;
        assert_eq!(list(&people[0].client).await.len(), left);
    }
    assert!(has_offer(&people[1]).await);
    app.hand.advance(TimeDelta::days(6));
    api::waiting_list::ensure_rounds(&app.db, app.hand.now())
        .await
        .unwrap();
    work(&app).await;
    // Everybody's sessions have ended meanwhile.
    let office = app.nobody();
    let sign_in = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    office.sign_in_counselor(&sign_in).await.unwrap();
    assert_eq!(list(&office).await, []);
}

#[actix_web::test]
async fn who_waited_for_somebody_who_goes_waits_for_their_heir() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let person = facility.client("Seestern").await;
    let colleague = facility.counselor("j.weber").await;
    let admin = &facility.admin.client;
    let shared = admin.create_service(&service(true)).await.unwrap().id;
    let brandt = &example.brandt;
    let rows = week(&[(0, shared, "10:00", "10:45")]);
    let version = brandt
        .client
        .read_booking_times(brandt.id)
        .await
        .unwrap()
        .version;
    let set = brandt
        .client
        .update_booking_times(brandt.id, version, &rows);
    set.await.unwrap();
    let body = WaitingListEntryCreate {
        counselor_id: Some(brandt.id),
        ..wish(shared)
    };
    person
        .client
        .create_waiting_list_entry(&body)
        .await
        .unwrap();
    let goes = CounselorDelete {
        hand_over_to: Some(colleague.id),
    };
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .delete_counselor(brandt.id, version, &goes)
        .await
        .unwrap();
    let waits = list(&person.client).await.remove(0).counselor;
    assert_eq!(waits.map(|one| one.id), Some(colleague.id));
    let rows = week(&[(4, shared, "15:00", "15:45")]);
    let version = colleague.client.read_booking_times(colleague.id).await;
    let version = version.unwrap().version;
    let set = colleague
        .client
        .update_booking_times(colleague.id, version, &rows);
    set.await.unwrap();
    work(&app).await;
    assert_eq!(offer(&person).await.counselor.id, colleague.id);
}

#[actix_web::test]
async fn an_erased_client_waits_no_more_and_their_place_is_free() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    let (example, facility) = (&monday.example, &monday.facility);
    let people = monday.people(&["Geht", "Bleibt"]).await;
    for person in &people {
        wait(person, example.chat).await;
        app.hand.advance(TimeDelta::seconds(1));
    }
    monday.free().await;
    work(&app).await;
    assert!(has_offer(&people[0]).await);
    let admin = &facility.admin.client;
    let version = admin.read_client(people[0].id).await.unwrap().version;
    admin.erase_client(people[0].id, version).await.unwrap();
    work(&app).await;
    let left: Vec<_> = list(admin)
        .await
        .into_iter()
        .map(|one| one.client.id)
        .collect();
    assert_eq!(left, [people[1].id]);
    assert!(has_offer(&people[1]).await);
    // Slots are what is left of a Monday that is full otherwise.
    let query = SlotQuery {
        from: at("2026-01-18T23:00:00Z"),
        until: at("2026-01-19T23:00:00Z"),
        counselor_id: None,
        service_id: None,
        channel: None,
    };
    assert_eq!(admin.list_slots(&query).await.unwrap().items, []);
}

#[actix_web::test]
async fn a_rule_that_lets_more_be_booked_reaches_those_who_wait_at_once() {
    let app = TestApp::new().await;
    let monday = Monday::new(&app).await;
    // Until it is two weeks away nothing can be booked.
    rules(&monday.facility, |rules| rules.lead_hours = 336).await;
    let people = monday.people(&["Warten"]).await;
    wait(&people[0], monday.example.chat).await;
    cancel(&monday.example.brandt.client, &monday.booked).await;
    work(&app).await;
    assert!(!has_offer(&people[0]).await);
    rules(&monday.facility, |rules| rules.lead_hours = 0).await;
    work(&app).await;
    assert!(has_offer(&people[0]).await);
}
