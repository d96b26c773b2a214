//! Mails about appointments, with the file for calendars of other programs, and reminders.

use crate::{
    bookings::{Example, TEN, appointment, at, rules},
    calendar_files::{only, parsed, said, value},
    mail_server::MailServer,
    support::{Facility, Person, TestApp},
};
use api::{jobs::Worker, outgoing_mails::DemoMail};
use chrono::TimeDelta;
use domain::{
    bookings::{
        Booking, BookingMove, BookingNoteUpdate, BookingSeriesCreate, Cancellation, Repetition,
        ReservationBooking,
    },
    clients::{ClientUpdate, Edit},
    counselors::CounselorDelete,
};
use futures_util::future::join;
use std::collections::BTreeSet;

pub const ADDRESS: &str = "verborgen.apfelbaum@mail.example";
pub const COUNSELOR: &str = "m.brandt@staff.example";

pub async fn demo() -> TestApp {
    TestApp::with(|settings| settings.demo = true).await
}

/// A client who has left an address.
async fn reachable(facility: &Facility<'_>, pseudonym: &str) -> Person {
    reachable_at(facility, pseudonym, ADDRESS).await
}

/// A client who has left this one.
pub async fn reachable_at(facility: &Facility<'_>, pseudonym: &str, address: &str) -> Person {
    let person = facility.client(pseudonym).await;
    let admin = &facility.admin.client;
    let contact = ClientUpdate {
        email: Edit::Set(address.try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .update_client(person.id, version, &contact)
        .await
        .unwrap();
    person
}

async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

/// The mails that came since there were `known`, by whom they are for.
pub async fn since(app: &TestApp, known: &mut usize) -> Vec<DemoMail> {
    work(app).await;
    let mut all = app.state.mailer.demo_mails().unwrap();
    all.reverse();
    let mut new = all.split_off(*known);
    *known += new.len();
    new.sort_by(|one, other| one.to.cmp(&other.to));
    new
}

/// To whom, and what about.
pub fn heads(mails: &[DemoMail]) -> Vec<(&str, &str)> {
    mails
        .iter()
        .map(|one| (one.to.as_str(), one.mail.subject.as_str()))
        .collect()
}

/// What the file of a mail says: method, id, place in the sequence, beginning and state.
pub fn file(mail: &DemoMail) -> [String; 5] {
    let calendar = parsed(mail.calendar.as_deref().unwrap());
    let event = only(&calendar);
    assert!(said(event, "ORGANIZER").starts_with("mailto:"));
    assert_eq!(said(event, "ATTENDEE"), format!("mailto:{}", mail.to));
    assert_eq!(said(event, "SUMMARY"), "Termin");
    assert_eq!(said(event, "CLASS"), "PRIVATE");
    [
        value(&calendar.properties, "METHOD"),
        said(event, "UID"),
        said(event, "SEQUENCE"),
        said(event, "DTSTART"),
        said(event, "STATUS"),
    ]
    .map(str::to_owned)
}

fn sequence(file: &[String; 5]) -> u32 {
    file[2].parse().unwrap()
}

fn to(starts_at: &str) -> BookingMove {
    BookingMove {
        starts_at: at(starts_at),
        duration_minutes: None,
        counselor_id: None,
    }
}

#[actix_web::test]
async fn each_side_gets_mails_and_files_that_calendars_follow() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = reachable(&facility, "Seestern").await;
    let (client, brandt) = (&person.client, &example.brandt.client);
    let mut known = 0;

    let slot = example.slot(example.chat, TEN);
    let held = client.reserve_slot(&slot).await.unwrap();
    assert_eq!(heads(&since(&app, &mut known).await), []);
    let body = ReservationBooking {
        note: Some("geheimes Anliegen".try_into().unwrap()),
    };
    let asked = client.book_reservation(held.id, held.version, &body).await;
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(COUNSELOR, "Ein Termin wurde angefragt")]);
    assert_eq!(mails[0].calendar, None, "nothing is certain yet");
    let when = "19.01.2026, 10:00 bis 10:30 Uhr";
    assert!(mails[0].mail.text.contains(when), "{}", mails[0].mail.text);

    let sure = brandt
        .confirm_booking(held.id, asked.unwrap().version)
        .await;
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ihr Termin ist bestätigt")]);
    let confirmed = file(&mails[0]);
    assert_eq!(confirmed[0], "REQUEST");
    assert_eq!(confirmed[1], format!("{}@127.0.0.1", held.id));
    assert_eq!(confirmed[3..], ["20260119T090000Z", "CONFIRMED"]);

    // What the team notes is nobody's business.
    let note = BookingNoteUpdate {
        internal_note: Some("intern".try_into().unwrap()),
    };
    let noted = brandt
        .update_booking_note(held.id, sure.unwrap().version, &note)
        .await
        .unwrap();
    assert_eq!(heads(&since(&app, &mut known).await), []);
    let moved = brandt
        .reschedule_booking(held.id, noted.version, &to("2026-01-19T10:00:00Z"))
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ein Termin wurde verschoben")]);
    let again = file(&mails[0]);
    assert_eq!(again[..2], confirmed[..2]);
    assert_eq!(again[3..], ["20260119T100000Z", "CONFIRMED"]);
    assert!(sequence(&again) > sequence(&confirmed));

    let reason = Cancellation {
        reason: Some("geheimer Grund".try_into().unwrap()),
    };
    client
        .cancel_booking(held.id, moved.version, &reason)
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(COUNSELOR, "Ein Termin wurde abgesagt")]);
    let off = file(&mails[0]);
    assert_eq!((off[0].as_str(), &off[1]), ("CANCEL", &confirmed[1]));
    assert_eq!(off[4], "CANCELLED");
    assert!(sequence(&off) > sequence(&again));

    for one in app.state.mailer.demo_mails().unwrap() {
        let all = format!("{:?}", (one.mail, one.calendar));
        for secret in ["Seestern", "geheim", "intern", "Erstgespräch", "chat"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}

#[actix_web::test]
async fn staff_who_act_are_not_told_and_colleagues_are() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let petersen = facility.counselor("j.petersen").await;
    let person = reachable(&facility, "Seestern").await;
    let without = facility.client("Anker").await;
    let (admin, brandt) = (&facility.admin.client, &example.brandt);
    let mut known = 0;
    let body = appointment(person.id, TEN);
    let made = brandt.client.create_booking(&body).await.unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ihr Termin ist bestätigt")]);
    let given = BookingMove {
        counselor_id: Some(petersen.id),
        ..to(TEN)
    };
    let given = admin
        .reschedule_booking(made.id, made.version, &given)
        .await;
    let mails = since(&app, &mut known).await;
    let moved = "Ein Termin wurde verschoben";
    assert_eq!(
        heads(&mails),
        [
            ("j.petersen@staff.example", moved),
            (COUNSELOR, "Ein Termin wurde abgesagt"),
            (ADDRESS, moved),
        ]
    );
    assert_eq!(file(&mails[1])[0], "CANCEL");
    let declined = petersen
        .client
        .decline_booking(made.id, given.unwrap().version, &Cancellation::default())
        .await;
    declined.unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(
        heads(&mails),
        [(ADDRESS, "Ihr Termin kommt nicht zustande")]
    );
    // Confirmed at once, of somebody who has left no address.
    example
        .booked(&without, example.on_site, "2026-01-19T09:30:00Z")
        .await;
    let mails = since(&app, &mut known).await;
    assert_eq!(
        heads(&mails),
        [(COUNSELOR, "Ein Termin steht in Ihrem Kalender")]
    );
    // And who goes leaves nobody waiting.
    let body = appointment(person.id, "2026-01-21T09:00:00Z");
    brandt.client.create_booking(&body).await.unwrap();
    since(&app, &mut known).await;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .delete_counselor(brandt.id, version, &CounselorDelete::default())
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ein Termin wurde abgesagt")]);
}

#[actix_web::test]
async fn each_of_a_series_has_a_file_and_a_reminder_of_its_own() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = reachable(&facility, "Seestern").await;
    let body = BookingSeriesCreate {
        booking: appointment(person.id, "2026-03-16T09:00:00Z"),
        repeat: Repetition::new(2, 3).unwrap(),
    };
    let made = brandt.client.create_booking_series(&body).await.unwrap();
    let mut known = 0;
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ihr Termin ist bestätigt"); 3]);
    let files: BTreeSet<_> = mails.iter().map(|one| file(one)[1..4].to_vec()).collect();
    let asked = ["20260316T090000Z", "20260330T080000Z", "20260413T080000Z"];
    let expected = made.items.iter().zip(asked).map(|(one, at)| {
        let sequence = one.version.0.to_string();
        vec![format!("{}@127.0.0.1", one.id), sequence, at.to_owned()]
    });
    assert_eq!(files, expected.collect());
    let second = &made.items[1];
    brandt
        .client
        .cancel_booking_series(second.id, second.version, &Cancellation::default())
        .await
        .unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ein Termin wurde abgesagt"); 2]);
    let files: BTreeSet<_> = mails.iter().map(|one| file(one)[..2].to_vec()).collect();
    let off = made.items[1..].iter();
    let off = off.map(|one| vec!["CANCEL".to_owned(), format!("{}@127.0.0.1", one.id)]);
    assert_eq!(files, off.collect());
    // What is left of it is reminded of, and nothing else.
    let mut reminded = Vec::new();
    for day in ["2026-03-15", "2026-03-29", "2026-04-12"] {
        let noon = at(&format!("{day}T12:00:00Z"));
        app.hand.advance(noon - app.hand.now());
        reminded.push(since(&app, &mut known).await.len());
    }
    assert_eq!(reminded, [1, 0, 0]);
}

/// As it goes over the wire: the file is read by programs that look for it in either place.
#[actix_web::test]
async fn the_file_goes_out_as_an_alternative_and_as_an_attachment() {
    let server = MailServer::start();
    let app = TestApp::with(|settings| {
        settings.smtp_url = Some(server.url().as_str().into());
        settings.smtp_timeout_seconds = 1;
        settings.mail_from = Some("beratung@lahntal.example".into());
    })
    .await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = reachable(&facility, "Seestern").await;
    let body = appointment(person.id, TEN);
    brandt.client.create_booking(&body).await.unwrap();
    work(&app).await;
    let inbox = server.inbox();
    assert_eq!(inbox.len(), 1);
    let raw = &inbox[0].raw;
    for part in [
        "multipart/mixed",
        "multipart/alternative",
        "text/calendar; method=REQUEST; charset=utf-8",
        "filename=\"termin.ics\"",
        "mailto:beratung@lahntal.example",
    ] {
        assert!(raw.contains(part), "{part}: {raw}");
    }
    assert_eq!(raw.matches("BEGIN:VCALENDAR").count(), 2, "{raw}");
}

async fn made(facility: &Facility<'_>, person: &Person, starts_at: &str) -> Booking {
    let body = appointment(person.id, starts_at);
    let made = facility.admin.client.create_booking(&body).await;
    made.unwrap()
}

#[actix_web::test]
async fn clients_are_reminded_once_of_what_still_takes_place_then() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    rules(&facility, |rules| rules.reminder_hours = 48).await;
    let person = reachable(&facility, "Seestern").await;
    made(&facility, &person, TEN).await;
    let off = made(&facility, &person, "2026-01-19T10:00:00Z").await;
    let moved = made(&facility, &person, "2026-01-20T09:00:00Z").await;
    // Too near to be reminded of.
    made(&facility, &person, "2026-01-16T09:00:00Z").await;
    let reason = Cancellation::default();
    admin
        .cancel_booking(off.id, off.version, &reason)
        .await
        .unwrap();
    admin
        .reschedule_booking(moved.id, moved.version, &to("2026-01-22T09:00:00Z"))
        .await
        .unwrap();
    let mut known = 0;
    since(&app, &mut known).await;
    let remind = "Erinnerung an Ihren Termin";
    let mut reminded = async |until: &str| {
        app.hand.advance(at(until) - app.hand.now());
        // Two servers look at once.
        let other = Worker::new(app.state.clone());
        let (one, two) = join(Worker::new(app.state.clone()).run_due(), other.run_due()).await;
        one.unwrap();
        two.unwrap();
        since(&app, &mut known).await
    };
    assert_eq!(heads(&reminded("2026-01-17T08:59:00Z").await), []);
    let mails = reminded("2026-01-17T09:00:00Z").await;
    assert_eq!(heads(&mails), [(ADDRESS, remind)]);
    assert_eq!(mails[0].calendar, None);
    assert!(mails[0].mail.text.contains("19.01.2026, 10:00 bis"));
    assert_eq!(heads(&reminded("2026-01-20T08:59:00Z").await), []);
    let mails = reminded("2026-01-20T09:00:00Z").await;
    assert_eq!(heads(&mails), [(ADDRESS, remind)]);
    assert!(mails[0].mail.text.contains("22.01.2026, 10:00 bis"));
    assert_eq!(heads(&reminded("2026-01-30T09:00:00Z").await), []);
}

#[actix_web::test]
async fn a_facility_that_reminds_later_than_it_did_is_followed() {
    let app = demo().await;
    let facility = app.facility("lahntal").await;
    let person = reachable(&facility, "Seestern").await;
    rules(&facility, |rules| rules.reminder_hours = 72).await;
    made(&facility, &person, TEN).await;
    made(&facility, &person, "2026-01-20T09:00:00Z").await;
    rules(&facility, |rules| rules.reminder_hours = 24).await;
    let mut known = 0;
    since(&app, &mut known).await;
    let hour = |text: &str| -> TimeDelta { at(text) - app.hand.now() };
    app.hand.advance(hour("2026-01-17T09:00:00Z"));
    assert_eq!(heads(&since(&app, &mut known).await), []);
    app.hand.advance(hour("2026-01-18T09:00:00Z"));
    assert_eq!(since(&app, &mut known).await.len(), 1);
    app.hand.advance(hour("2026-01-19T09:00:00Z"));
    assert_eq!(since(&app, &mut known).await.len(), 1);
}
