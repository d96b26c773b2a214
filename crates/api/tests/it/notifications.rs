//! What staff are told of, by which way: each as they have chosen, and nobody by another's choice.

use crate::{
    access::World,
    bookings::{Example, at},
    chats::writes,
    internal_comments::comment,
    jobs::rows,
    open_door::{always, enters, opened},
    support::{Facility, Staff, TestApp, code, http, letter},
    working_time::{hours, promise, rounds},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use client::{Arrived, Client, EventStream};
use domain::{
    access::OpennessSettingsUpdate,
    bookings::{BookingMove, Cancellation},
    chats::{ChatAccount, ChatOpen},
    counselors::CounselorDelete,
    events::EphemeralEvent,
    ids::CounselorId,
    mail_requests::{MailRequestAssign, MailRequestCreate},
    notifications::{
        Notice, NotificationChoice, NotificationKind, NotificationSettings,
        NotificationSettingsUpdate,
    },
    outgoing_mails::{MailRecipient, OutgoingMail, OutgoingMailQuery},
    page::Limit,
    presences::GONE_AFTER,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::DbBackend;
use std::{collections::BTreeMap, time::Duration};
use tokio::time::timeout;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Chooses these ways for these kinds.
async fn chooses(
    staff: &Staff,
    kinds: impl IntoIterator<Item = NotificationKind>,
    (email, browser): (bool, bool),
) {
    let choices = kinds.into_iter().map(|kind| NotificationChoice {
        kind,
        email,
        browser,
    });
    let body = NotificationSettingsUpdate {
        choices: choices.collect(),
    };
    let version = own(staff).await.version;
    let changed = staff.client.update_notification_settings(version, &body);
    changed.await.unwrap();
}

async fn own(staff: &Staff) -> NotificationSettings {
    staff.client.read_notification_settings().await.unwrap()
}

async fn mails(facility: &Facility<'_>) -> Vec<OutgoingMail> {
    let query = OutgoingMailQuery {
        limit: Some(Limit::try_from(100).unwrap()),
        ..OutgoingMailQuery::default()
    };
    let mails = facility.admin.client.list_outgoing_mails(&query).await;
    mails.unwrap().items
}

fn is_for(mail: &OutgoingMail, counselor: CounselorId) -> bool {
    matches!(&mail.recipient, MailRecipient::Counselor { id, .. } if *id == counselor)
}

/// Mails to this counselor by kind, and those to other staff.
type Mails = BTreeMap<NotificationKind, (usize, usize)>;

async fn by_kind(facility: &Facility<'_>, counselor: CounselorId) -> Mails {
    let mut found = Mails::new();
    for mail in mails(facility).await {
        let is_staffs = matches!(mail.recipient, MailRecipient::Counselor { .. });
        let Some(kind) = NotificationKind::of(mail.template).filter(|_| is_staffs) else {
            continue;
        };
        let (theirs, others) = found.entry(kind).or_default();
        if is_for(&mail, counselor) {
            *theirs += 1;
        } else {
            *others += 1;
        }
    }
    found
}

async fn opens_chat(client: &Client, with: CounselorId) -> domain::chats::Chat {
    let with = ChatAccount::Counselor(with);
    client.open_chat(&ChatOpen { with }).await.unwrap()
}

/// Everything happens once of which a counselor can be told, after they have chosen.
async fn everything_happens(app: &TestApp, email: bool) -> Mails {
    let facility = app.facility("lahntal").await;
    let (admin, example) = (&facility.admin.client, Example::new(&facility).await);
    let colleague = facility.counselor("j.petersen").await;
    let (brandt, person) = (&example.brandt, facility.client("Seestern").await);
    chooses(brandt, NotificationKind::ALL, (email, false)).await;

    let to_brandt = MailRequestCreate {
        counselor_id: Some(brandt.id),
        ..letter("Schlaf")
    };
    let arrived = person.client.create_mail_request(&to_brandt).await;
    let id = arrived.unwrap().summary.id;
    brandt.answer(id).await;
    promise(&facility, &hours(1)).await;
    person.say(id).await;
    app.hand.advance(TimeDelta::minutes(65));
    rounds(app).await;
    let asks = comment("Kennst du das?", Some(brandt.id));
    admin.create_internal_comment(id, &asks).await.unwrap();
    let other = facility.client("Muschel").await;
    let given = other.request_of(&colleague).await;
    let version = admin.read_mail_request(given).await.unwrap();
    let to = MailRequestAssign::to(brandt.id);
    let version = version.summary.version;
    let assigned = admin.assign_mail_request(given, version, &to).await;
    assigned.unwrap();

    let slot = "2026-01-19T08:00:00Z";
    let booked = example.booked(&person, example.chat, slot).await;
    let later = BookingMove {
        starts_at: at("2026-01-19T09:00:00Z"),
        duration_minutes: None,
        counselor_id: None,
    };
    let moved = admin.reschedule_booking(booked.id, booked.version, &later);
    let moved = moved.await.unwrap();
    let off = Cancellation::default();
    let off = person.client.cancel_booking(moved.id, moved.version, &off);
    off.await.unwrap();

    let chat = opens_chat(&colleague.client, brandt.id).await;
    writes(&colleague.client, chat.id, "Hast du Zeit?").await;
    opened(&facility, &always()).await;
    enters(app, Some("Ist jemand da?")).await.unwrap();
    by_kind(&facility, brandt.id).await
}

#[actix_web::test]
async fn each_kind_that_is_on_sends_one_mail_and_one_that_is_off_sends_none() {
    let (on, off) = (TestApp::new().await, TestApp::new().await);
    let on = everything_happens(&on, true).await;
    let off = everything_happens(&off, false).await;
    for kind in NotificationKind::ALL {
        let (to_brandt, to_others) = on.get(&kind).copied().unwrap_or_default();
        assert_eq!(to_brandt, 1, "{kind:?}");
        let without = off.get(&kind).copied().unwrap_or_default();
        assert_eq!(without, (0, to_others), "{kind:?}");
        // Admins hear of what is late, whatever its counselor has chosen.
        let expected = usize::from(kind == NotificationKind::RequestOverdue);
        assert_eq!(to_others, expected, "{kind:?}");
    }
}

/// What guards an account or the facility is of no kind, and goes out whatever somebody has chosen.
#[actix_web::test]
async fn what_is_of_no_kind_always_goes_out() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner;
    chooses(owner, NotificationKind::ALL, (false, false)).await;
    let before = mails(&world.facility).await.len();
    let admin = &world.facility.admin.client;
    for confidential in [true, false] {
        let now = admin.read_openness_settings().await.unwrap();
        let choice = OpennessSettingsUpdate {
            openness: now.openness,
            confidential_administration: confidential,
        };
        let changed = admin.update_openness_settings(now.version, &choice);
        changed.await.unwrap();
    }
    admin.invite_counselor(owner.id).await.unwrap();
    let mails = mails(&world.facility).await;
    let new = &mails[..mails.len() - before];
    let to_owner = new.iter().filter(|mail| is_for(mail, owner.id));
    assert_eq!(to_owner.count(), 2, "{new:?}");
}

/// A conversation goes on; the mail only says that there is one.
#[actix_web::test]
async fn whoever_is_away_gets_one_mail_until_they_have_been_back() {
    use NotificationKind::{ChatMessage, OpenDoorVisitor};
    let app = TestApp::with(|settings| settings.demo = true).await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let brandt = facility.counselor("m.brandt").await;
    // One who has chosen nothing is told nothing.
    let colleague = facility.counselor("j.petersen").await;
    chooses(&brandt, [ChatMessage, OpenDoorVisitor], (true, false)).await;
    let chat = opens_chat(&colleague.client, brandt.id).await;
    let news = async || {
        writes(&colleague.client, chat.id, "Geheimes Wort").await;
        writes(&brandt.client, chat.id, "Danke").await;
        enters(&app, Some("Geheimer Kummer")).await.unwrap();
        let mails = by_kind(&facility, brandt.id).await;
        [ChatMessage, OpenDoorVisitor].map(|kind| mails.get(&kind).copied().unwrap_or_default())
    };
    assert_eq!(news().await, [(1, 0), (1, 0)]);
    assert_eq!(news().await, [(1, 0), (1, 0)], "not been back");
    let here = brandt.client.stream_events(None).await.unwrap();
    assert_eq!(news().await, [(1, 0), (1, 0)], "is there");
    drop(here);
    app.hand.advance(GONE_AFTER + TimeDelta::seconds(1));
    assert_eq!(news().await, [(2, 0), (2, 0)], "away again");

    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    let sent = app.state.mailer.demo_mails().unwrap();
    assert_eq!(sent.len(), 4);
    for mail in sent {
        let said = format!(
            "{} {} {}",
            mail.mail.subject, mail.mail.text, mail.mail.html
        );
        for secret in ["Geheim", "petersen", "Petersen"] {
            assert!(!said.contains(secret), "{said}");
        }
        assert!(
            said.contains("/chats") || said.contains("/open-door"),
            "{said}"
        );
    }
    // Who is deleted leaves nothing of it.
    assert_eq!(rows(&app, "told_absent").await, 2);
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    let gone = CounselorDelete::default();
    let gone = admin.delete_counselor(brandt.id, version, &gone);
    gone.await.unwrap();
    assert_eq!(rows(&app, "told_absent").await, 0);
    assert_eq!(rows(&app, "notification_settings").await, 0);
}

/// The next notice that a browser shows, with all that went by before it.
async fn noticed(live: &mut EventStream) -> Notice {
    loop {
        let next = timeout(PATIENCE, live.arrives()).await.unwrap();
        if let Arrived::Ephemeral(EphemeralEvent::Notified(notice)) = next.unwrap() {
            return notice;
        }
    }
}

#[actix_web::test]
async fn a_browser_is_told_the_kind_and_only_its_own_counselors() {
    use NotificationKind::{ChatMessage, ClientAnswer};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let colleague = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let [mine, theirs] = [&brandt, &colleague].map(|one| person.request_of(one));
    let (mine, theirs) = (mine.await, theirs.await);
    chooses(&brandt, [ClientAnswer, ChatMessage], (false, true)).await;
    chooses(&colleague, [ChatMessage], (false, true)).await;
    let mut streams = Vec::new();
    // Another tab is told the same, to show it once.
    for client in [&brandt.client, &brandt.client, &colleague.client] {
        streams.push(client.stream_events(None).await.unwrap());
    }
    let [first, second, others] = &mut streams[..] else {
        panic!("three streams");
    };
    // Of what is not chosen nobody hears: the first notice is of the second message.
    person.say(theirs).await;
    person.say(mine).await;
    let notice = noticed(first).await;
    assert_eq!(
        (notice.counselor_id, notice.about),
        (brandt.id, ClientAnswer)
    );
    assert_eq!(notice.mail_request_id, Some(mine));
    assert_eq!(noticed(second).await, notice);
    // Whoever writes is not told; the colleague's own is the first that reaches them.
    let chat = opens_chat(&brandt.client, colleague.id).await;
    writes(&brandt.client, chat.id, "Hast du Zeit?").await;
    let theirs = noticed(others).await;
    assert_eq!(
        (theirs.counselor_id, theirs.about),
        (colleague.id, ChatMessage)
    );
    writes(&colleague.client, chat.id, "Ja").await;
    assert_eq!(noticed(first).await.about, ChatMessage);
    if app.db.get_database_backend() == DbBackend::Postgres {
        let other = app.restarted().await;
        let moved = other.meet(&facility);
        let mut elsewhere = moved.admin.client.stream_events(None).await.unwrap();
        chooses(&facility.admin, [ChatMessage], (false, true)).await;
        let chat = opens_chat(&brandt.client, facility.admin.id).await;
        writes(&brandt.client, chat.id, "Am anderen Server").await;
        let notice = noticed(&mut elsewhere).await;
        assert_eq!(notice.counselor_id, facility.admin.id);
    }
}

#[actix_web::test]
async fn everybody_chooses_for_themselves_from_what_they_have_seen() {
    use NotificationKind::{ChatMessage, HandedOver};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let colleague = facility.counselor("j.petersen").await;
    let first = own(&brandt).await;
    assert_eq!(first.version, Version(0));
    assert_eq!(
        first.choices,
        NotificationKind::ALL.map(NotificationKind::at_first)
    );
    chooses(&brandt, [HandedOver], (false, true)).await;
    chooses(&brandt, [ChatMessage], (true, false)).await;
    let second = own(&brandt).await;
    assert_eq!(second.version, Version(2));
    let of = |kind| second.choices.iter().find(|one| one.kind == kind).unwrap();
    assert_eq!(
        (of(HandedOver).email, of(HandedOver).browser),
        (false, true)
    );
    assert_eq!(
        (of(ChatMessage).email, of(ChatMessage).browser),
        (true, false)
    );
    // In another window: neither the first choice twice nor an old one over a new one.
    for old in [0, 1] {
        let body = NotificationSettingsUpdate::default();
        let late = brandt
            .client
            .update_notification_settings(Version(old), &body);
        assert_eq!(code(late.await), ProblemCode::StaleVersion);
    }
    assert_eq!(own(&brandt).await, second);
    // There is no way to name somebody else; the others' are as they were, the admin's too.
    for other in [&colleague, &facility.admin] {
        assert_eq!(own(other).await, first);
    }
    chooses(&colleague, [HandedOver], (true, true)).await;
    assert_eq!(own(&brandt).await, second);
    let theirs = format!(
        "{}/api/v1/counselors/{}/notification-settings",
        app.url, brandt.id
    );
    assert_eq!(http().get(theirs).send().await.unwrap().status(), 404);
}
