//! The first page: what is there for whoever reads it, and nothing of anybody else's.

use crate::{
    access::World,
    bookings::{Example, TEN, appointment, at, blocker},
    chats::writes,
    support::TestApp,
    video::{call, with_video},
    working_time::{hours, promise},
};
use chrono::TimeDelta;
use client::Client;
use domain::{
    absences::{AbsenceCreate, RawAbsencePeriod},
    access::Openness,
    chats::{ChatAccount, ChatOpen},
    dashboard::Dashboard,
    ids::{BookingId, MailRequestId},
    presences::Presence,
};

async fn dashboard(client: &Client) -> Dashboard {
    client.read_dashboard().await.unwrap()
}

fn waiting(dashboard: &Dashboard) -> Vec<MailRequestId> {
    dashboard.mail.waiting.iter().map(|one| one.id).collect()
}

fn ids(bookings: &[domain::bookings::Booking]) -> Vec<BookingId> {
    bookings.iter().map(|one| one.id).collect()
}

#[actix_web::test]
async fn what_waits_is_ones_own_and_what_anybody_can_take_and_of_admins_what_is_late() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner, &world.colleague);
    let admin = &world.facility.admin.client;
    promise(&world.facility, &hours(1)).await;
    let own = world.client.request_of(owner).await;
    let here = dashboard(&owner.client).await;
    assert_eq!(waiting(&here), [], "it is the client's turn");
    world.client.say(own).await;
    let new = world.stranger.request("Neu").await;
    let here = dashboard(&owner.client).await;
    assert_eq!(waiting(&here), [own, new], "the most urgent first");
    assert_eq!((here.mail.new, here.mail.overdue), (1, 0));
    assert_eq!(here.mail.unread, 2);
    assert_eq!(waiting(&dashboard(&colleague.client).await), [new]);
    assert_eq!(waiting(&dashboard(admin).await), [new]);
    app.hand.advance(TimeDelta::hours(2));
    for (client, theirs) in [
        (admin, vec![own, new]),
        (&owner.client, vec![own, new]),
        (&colleague.client, vec![new]),
    ] {
        let here = dashboard(client).await;
        assert_eq!(waiting(&here), theirs);
        assert_eq!(here.mail.overdue, 2);
    }
    assert_eq!(dashboard(&world.abroad.admin.client).await.mail.new, 0);
}

#[actix_web::test]
async fn of_what_one_may_not_see_nothing_is_counted() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner.client, &world.colleague.client);
    world.look_after(&world.client, &world.owner).await;
    let request = world.client.request_of(&world.owner).await;
    world.client.say(request).await;
    let here = dashboard(owner).await;
    assert_eq!((here.clients.own, here.clients.nobodys), (1, 1));
    assert_eq!(here.mail.unread, 1);
    let here = dashboard(colleague).await;
    assert_eq!((here.clients.own, here.clients.nobodys), (0, 1));
    assert_eq!(here.mail.unread, 1, "in an open facility it is seen");
    app.set_openness(Openness::StronglyRestricted).await;
    let here = dashboard(colleague).await;
    assert_eq!((here.mail.unread, here.mail.overdue), (0, 0));
    assert_eq!(waiting(&here), []);
    let here = dashboard(owner).await;
    assert_eq!((here.mail.unread, here.clients.own), (1, 1));
}

#[actix_web::test]
async fn the_calendar_is_ones_own_and_a_call_starts_when_it_is_time() {
    let app = TestApp::with(with_video).await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner, &world.colleague);
    // It is Thursday, eleven o'clock at the facility.
    let late = at("2026-01-15T15:00:00Z");
    let today = call(owner, &world.client, late).await;
    let kept_free = blocker("2026-01-15T12:00:00Z", "2026-01-15T13:00:00Z");
    let kept_free = owner.client.create_blocker(&kept_free).await.unwrap();
    let next = appointment(world.client.id, TEN);
    let next = owner.client.create_booking(&next).await.unwrap();
    let here = dashboard(&owner.client).await;
    assert_eq!(here.today.to_string(), "2026-01-15");
    let calendar = here.calendar;
    assert_eq!(ids(&calendar.today), [kept_free.id, today.id]);
    assert_eq!(calendar.appointments_today, 1);
    assert_eq!(ids(&calendar.next), [next.id]);
    let [_, shown] = &calendar.today[..] else {
        panic!("two entries");
    };
    let lead = TimeDelta::minutes(calendar.video_lead_minutes.unwrap().into());
    assert!(!calendar.can_start(shown, late - lead - TimeDelta::seconds(1)));
    assert!(calendar.can_start(shown, late - lead));
    assert!(
        !calendar.can_start(&calendar.next[0], calendar.next[0].starts_at),
        "by phone"
    );
    let theirs = dashboard(&colleague.client).await.calendar;
    assert_eq!((theirs.today, theirs.next), (Vec::new(), Vec::new()));
}

#[actix_web::test]
async fn what_is_asked_for_waits_for_whose_calendar_it_is() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let asked = example.booked(&person, example.chat, TEN).await;
    let here = dashboard(&example.brandt.client).await.calendar;
    assert_eq!(ids(&here.requested), [asked.id]);
    assert_eq!(ids(&here.next), [asked.id]);
    assert_eq!(here.video_lead_minutes, None, "no software for it");
    let others = dashboard(&facility.admin.client).await.calendar;
    assert_eq!(others.requested, []);
}

#[actix_web::test]
async fn what_is_unread_and_how_one_can_be_reached_is_said() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner, &world.client.client);
    let with = ChatAccount::Counselor(owner.id);
    let chat = client.open_chat(&ChatOpen { with }).await.unwrap();
    for text in ["Hallo", "Sind Sie da?"] {
        writes(client, chat.id, text).await;
    }
    let own = &owner.client;
    own.set_presence(Presence::Unavailable).await.unwrap();
    let period = RawAbsencePeriod::Times {
        starts_at: at("2026-01-20T08:00:00Z"),
        ends_at: at("2026-01-20T12:00:00Z"),
    };
    let away = AbsenceCreate {
        counselor_id: None,
        period: period.try_into().unwrap(),
        label: "Fortbildung".try_into().unwrap(),
    };
    let away = own.create_absence(&away).await.unwrap();
    let here = dashboard(own).await;
    assert_eq!((here.chats.clients, here.unread_chats), (2, 1));
    assert_eq!(here.account.presence, Presence::Unavailable);
    assert_eq!(here.absence, Some(away));
    let colleagues = dashboard(&world.colleague.client).await;
    assert_eq!((colleagues.unread_chats, colleagues.absence), (0, None));
}
