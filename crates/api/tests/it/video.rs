//! Video calls: who gets into which room, as what, and when; and links that let others in.

use crate::{
    access::World,
    bookings::{Example, TEN, appointment, at, blocker, rules},
    chats::texts,
    group_bookings::group_booking,
    support::{CLIENT_PASSWORD, Facility, Person, Staff, TestApp, code, http, sign_in_all},
};
use api::config::Settings;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use client::{CallError, CallResult, Client};
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditQuery},
    bookings::{Attendance, Booking, BookingCreate, BookingMove, Cancellation, ParticipantsAdd},
    channels::{AppointmentChannel, Channel, ChannelSettingsUpdate, Channels},
    chats::{ChatAccount, ChatOpen},
    clients::Edit,
    counselors::CounselorUpdate,
    ids::{BookingId, ChatId},
    problem::ProblemCode,
    version::Version,
    video::{
        VideoEntry, VideoLink, VideoLinkCreate, VideoLinkKind, VideoLinkPresented, VideoMoment,
        VideoPlace, VideoSettings,
    },
};
use reqwest::{StatusCode, header};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use std::num::NonZeroU32;

pub const DOMAIN: &str = "meet.example";
pub const APP_ID: &str = "beistand";
pub const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Of a server that has a Jitsi Meet.
pub fn with_video(settings: &mut Settings) {
    settings.jitsi_domain = Some(DOMAIN.into());
    settings.jitsi_app_id = Some(APP_ID.into());
    settings.jitsi_app_secret = Some(SECRET.into());
}

/// An appointment by video that begins then and takes half an hour.
pub async fn call(counselor: &Staff, client: &Person, starts_at: DateTime<Utc>) -> Booking {
    let body = BookingCreate {
        channel: AppointmentChannel::Video,
        starts_at,
        ..appointment(client.id, TEN)
    };
    counselor.client.create_booking(&body).await.unwrap()
}

/// Signed in anew: some hours are longer than a session is good for.
pub async fn again(app: &TestApp, login_name: &str) -> Staff {
    let staff = sign_in_all(app, "lahntal", &[login_name.to_owned()]).await;
    staff.into_iter().next().unwrap()
}

/// The conversation of staff with a client.
pub async fn conversation(counselor: &Staff, client: &Person) -> ChatId {
    let with = ChatAccount::Client(client.id);
    let chat = counselor.client.open_chat(&ChatOpen { with }).await;
    chat.unwrap().id
}

pub async fn link(client: &Client, place: VideoPlace, kind: VideoLinkKind) -> VideoLink {
    let body = VideoLinkCreate { place, kind };
    client.create_video_link(&body).await.unwrap()
}

/// What somebody presents who opens a link.
pub fn presented(url: &str) -> VideoLinkPresented {
    let (_, token) = url.split_once("/video#").unwrap();
    VideoLinkPresented {
        token: token.try_into().unwrap(),
        name: None,
    }
}

/// The room, and what the token says.
fn told(entry: &VideoEntry) -> (String, Value) {
    let rest = entry.url.strip_prefix("https://meet.example/").unwrap();
    let (room, token) = rest.split_once("?jwt=").unwrap();
    let payload = token.split('.').nth(1).unwrap();
    let payload = URL_SAFE_NO_PAD.decode(payload).unwrap();
    (room.to_owned(), serde_json::from_slice(&payload).unwrap())
}

fn too_early<T: std::fmt::Debug>(result: CallResult<T>) -> Option<DateTime<Utc>> {
    let Err(CallError::Problem(problem)) = result else {
        panic!("{result:?}");
    };
    assert_eq!(problem.code, ProblemCode::VideoTooEarly);
    problem.opens_at
}

async fn uses_other_software(counselor: &Staff, url: &str) {
    let client = &counselor.client;
    let version = client.read_counselor(counselor.id).await.unwrap().version;
    let elsewhere = CounselorUpdate {
        external_video_url: Edit::Set(url.try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    let set = client.update_counselor(counselor.id, version, &elsewhere);
    set.await.unwrap();
}

async fn recorded(facility: &Facility<'_>, action: AuditAction) -> usize {
    let query = AuditQuery {
        action: Some(action),
        ..AuditQuery::default()
    };
    let admin = &facility.admin.client;
    admin.list_audit_entries(&query).await.unwrap().items.len()
}

#[actix_web::test]
async fn a_counselor_leads_the_room_of_an_appointment_and_its_client_takes_part() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let stranger = facility.client("Anker").await;
    let soon = app.hand.now() + TimeDelta::minutes(10);
    let booking = call(&brandt, &person, soon).await;

    let (room, leads) = told(&brandt.client.join_booking_video(booking.id).await.unwrap());
    let (same, takes_part) = told(&person.client.join_booking_video(booking.id).await.unwrap());
    assert_eq!(room, same);
    assert_eq!(room.len(), 40, "160 random bits");
    assert!(
        room.chars()
            .all(|one| one.is_ascii_hexdigit() && !one.is_uppercase())
    );
    for (says, moderator, role, name) in [
        (&leads, true, "owner", "m.brandt"),
        (&takes_part, false, "member", "Seestern"),
    ] {
        for (claim, value) in [
            ("aud", APP_ID),
            ("iss", APP_ID),
            ("sub", DOMAIN),
            ("room", &room),
        ] {
            assert_eq!(says[claim], value, "{claim}");
        }
        assert_eq!(says["moderator"], moderator);
        let user = &says["context"]["user"];
        assert_eq!(user["moderator"], moderator.to_string());
        assert_eq!(
            (&user["beistand_role"], &user["name"]),
            (&role.into(), &name.into())
        );
        // Whoever runs the video server learns no name, address or number that leads elsewhere.
        let all = says.to_string();
        for private in ["@", &person.id.to_string(), &brandt.id.to_string()] {
            assert!(!all.contains(private), "{private}: {all}");
        }
        let (from, until) = (says["nbf"].as_i64().unwrap(), says["exp"].as_i64().unwrap());
        let now = app.hand.now().timestamp();
        assert!(from <= now && now - from < 60, "{from}");
        assert_eq!(
            until,
            (booking.ends_at + TimeDelta::minutes(30)).timestamp()
        );
        assert_eq!(says["context"]["features"]["recording"], false);
    }
    let again = told(&person.client.join_booking_video(booking.id).await.unwrap()).1;
    assert_eq!(
        again["context"]["user"]["id"],
        takes_part["context"]["user"]["id"]
    );
    assert_ne!(
        leads["context"]["user"]["id"],
        takes_part["context"]["user"]["id"]
    );

    let of_stranger = stranger.client.join_booking_video(booking.id).await;
    assert_eq!(code(of_stranger), ProblemCode::NotFound);
    let of_admin = facility.admin.client.join_booking_video(booking.id).await;
    assert_eq!(code(of_admin), ProblemCode::Forbidden);
    let another = call(&brandt, &person, soon - TimeDelta::hours(1)).await;
    let other = brandt.client.join_booking_video(another.id).await;
    assert_ne!(room, told(&other.unwrap()).0);
    assert_eq!(recorded(&facility, AuditAction::JoinBookingVideo).await, 4);
}

#[actix_web::test]
async fn nobody_gets_in_before_the_lead_time_or_long_after_the_end() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    rules(&facility, |rules| rules.video_lead_minutes = 20).await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let starts_at = app.hand.now() + TimeDelta::minutes(22);
    let booking = call(&brandt, &person, starts_at).await;
    let opens_at = booking.starts_at - TimeDelta::minutes(20);
    let guest = link(
        &brandt.client,
        VideoPlace::Booking(booking.id),
        VideoLinkKind::Guest,
    )
    .await;
    let (guest, nobody) = (presented(&guest.url), app.nobody());

    let shown = person.client.read_booking(booking.id).await.unwrap();
    let closes_at = booking.ends_at + TimeDelta::minutes(30);
    let built_in = Attendance::BuiltInVideo {
        opens_at,
        closes_at,
    };
    assert_eq!(shown.attendance, Some(built_in));
    assert_eq!(
        too_early(brandt.client.join_booking_video(booking.id).await),
        Some(opens_at)
    );
    assert_eq!(
        too_early(person.client.join_booking_video(booking.id).await),
        Some(opens_at)
    );
    assert_eq!(
        too_early(nobody.join_video_invitation(&guest).await),
        Some(opens_at)
    );
    let invitation = nobody.read_video_invitation(&guest).await.unwrap();
    assert_eq!(invitation.moment, VideoMoment::Early);
    assert_eq!(
        (invitation.starts_at, invitation.opens_at),
        (booking.starts_at, opens_at)
    );
    assert_eq!(invitation.domain.as_deref(), Some(DOMAIN));
    let said = serde_json::to_string(&invitation).unwrap();
    for private in ["Seestern", "brandt", "klingeln"] {
        assert!(!said.contains(private), "{said}");
    }

    app.hand.advance(opens_at - app.hand.now());
    let entry = told(&nobody.join_video_invitation(&guest).await.unwrap()).1;
    assert!(entry["nbf"].as_i64().unwrap() >= opens_at.timestamp());
    let to = BookingMove {
        starts_at: starts_at + TimeDelta::hours(3),
        duration_minutes: None,
        counselor_id: None,
    };
    let moved = brandt
        .client
        .reschedule_booking(booking.id, booking.version, &to);
    moved.await.unwrap();
    let later = opens_at + TimeDelta::hours(3);
    assert_eq!(
        too_early(nobody.join_video_invitation(&guest).await),
        Some(later),
        "links follow"
    );
    app.hand.advance(TimeDelta::hours(5));
    let (over, nobody) = (ProblemCode::VideoOver, app.nobody());
    assert_eq!(code(nobody.join_video_invitation(&guest).await), over);
    assert_eq!(
        nobody.read_video_invitation(&guest).await.unwrap().moment,
        VideoMoment::Over
    );
    let brandt = again(&app, "m.brandt").await;
    assert_eq!(
        code(brandt.client.join_booking_video(booking.id).await),
        over
    );
    let next = call(&brandt, &person, app.hand.now()).await;
    let guest = link(
        &brandt.client,
        VideoPlace::Booking(next.id),
        VideoLinkKind::Guest,
    )
    .await;
    let guest = presented(&guest.url);
    let none = Cancellation::default();
    let off = brandt.client.cancel_booking(next.id, next.version, &none);
    off.await.unwrap();
    assert_eq!(code(brandt.client.join_booking_video(next.id).await), over);
    assert_eq!(code(nobody.join_video_invitation(&guest).await), over);
}

#[actix_web::test]
async fn links_let_others_in_until_they_are_taken_back() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let mut body = group_booking(app.hand.now() + TimeDelta::minutes(5));
    body.bookable = false;
    let booking = brandt.client.create_group_booking(&body).await.unwrap();
    let with = ParticipantsAdd {
        client_ids: vec![person.id],
        group_ids: Vec::new(),
    };
    brandt
        .client
        .add_participants(booking.id, &with)
        .await
        .unwrap();
    let place = VideoPlace::Booking(booking.id);
    assert_eq!(
        brandt.client.list_video_links(place).await.unwrap().items,
        []
    );
    let guest = link(&brandt.client, place, VideoLinkKind::Guest).await;
    let seminar = link(&brandt.client, place, VideoLinkKind::Seminar).await;
    let listed = brandt.client.list_video_links(place).await.unwrap().items;
    assert_eq!(
        listed,
        [guest.clone(), seminar.clone()],
        "to be copied again"
    );
    assert!(
        guest
            .url
            .starts_with("http://127.0.0.1:8080/p/lahntal/video#"),
        "{}",
        guest.url
    );

    let room = told(&person.client.join_booking_video(booking.id).await.unwrap()).0;
    let nobody = app.nobody();
    for (link, role, name) in [
        (&guest, "member", None),
        (&seminar, "seminar", Some("Igel")),
    ] {
        let mut body = presented(&link.url);
        body.name = name.map(|name| name.try_into().unwrap());
        let (same, says) = told(&nobody.join_video_invitation(&body).await.unwrap());
        assert_eq!(same, room);
        let user = &says["context"]["user"];
        assert_eq!(
            (&says["moderator"], &user["beistand_role"]),
            (&false.into(), &role.into())
        );
        assert_eq!(user["name"], name.unwrap_or("Gast"));
    }
    let of_participant = VideoLinkCreate {
        place,
        kind: VideoLinkKind::Guest,
    };
    let refused = person.client.create_video_link(&of_participant).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    for _ in 0..2 {
        brandt.client.revoke_video_link(guest.id).await.unwrap();
    }
    let gone = presented(&guest.url);
    let refused = nobody.join_video_invitation(&gone).await;
    assert_eq!(code(refused), ProblemCode::VideoLinkRevoked);
    assert_eq!(
        nobody.read_video_invitation(&gone).await.unwrap().moment,
        VideoMoment::Revoked
    );
    assert_eq!(
        brandt.client.list_video_links(place).await.unwrap().items,
        [seminar]
    );
    assert_eq!(recorded(&facility, AuditAction::CreateVideoLink).await, 2);
    assert_eq!(recorded(&facility, AuditAction::RevokeVideoLink).await, 1);
    assert_eq!(
        recorded(&facility, AuditAction::JoinVideoInvitation).await,
        2
    );
}

#[actix_web::test]
async fn who_guesses_links_is_slowed_down_and_who_has_one_is_not() {
    let few = NonZeroU32::new(5).unwrap();
    let app = TestApp::with(|settings| {
        with_video(settings);
        settings.sign_in_burst = few;
    })
    .await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let booking = call(&brandt, &person, app.hand.now()).await;
    let guest = link(
        &brandt.client,
        VideoPlace::Booking(booking.id),
        VideoLinkKind::Guest,
    )
    .await;
    let (good, nobody) = (presented(&guest.url), app.nobody());
    // The id of the link with another proof, and nothing like a link.
    let mut forged = good.token.as_str().to_owned();
    let last = if forged.ends_with('A') { "Q" } else { "A" };
    forged.replace_range(forged.len() - 2..forged.len() - 1, last);
    for guess in [forged.as_str(), "geraten"] {
        let body = VideoLinkPresented {
            token: guess.try_into().unwrap(),
            name: None,
        };
        let refused = nobody.join_video_invitation(&body).await;
        assert_eq!(code(refused), ProblemCode::LinkVoid, "{guess}");
    }
    let guess = VideoLinkPresented {
        token: "geraten".try_into().unwrap(),
        name: None,
    };
    let mut last = ProblemCode::LinkVoid;
    for _ in 0..100 {
        last = code(nobody.read_video_invitation(&guess).await);
        if last != ProblemCode::LinkVoid {
            break;
        }
    }
    assert_eq!(last, ProblemCode::TooManyAttempts);
    assert!(
        nobody.join_video_invitation(&good).await.is_ok(),
        "a whole seminar behind one router"
    );
}

#[actix_web::test]
async fn a_room_is_opened_in_a_conversation_which_says_how_to_come_in() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let chat = conversation(&brandt, &person).await;
    let place = VideoPlace::Chat(chat);
    let none = VideoLinkCreate {
        place,
        kind: VideoLinkKind::Guest,
    };
    assert_eq!(
        code(brandt.client.create_video_link(&none).await),
        ProblemCode::VideoOver
    );
    let (room, leads) = told(&brandt.client.start_chat_video(chat).await.unwrap());
    assert_eq!(leads["context"]["user"]["beistand_role"], "owner");
    let again = told(&brandt.client.start_chat_video(chat).await.unwrap()).0;
    assert_eq!(room, again);
    let written = texts(&person.client, chat).await;
    let [Some(invitation)] = &written[..] else {
        panic!("written once: {written:?}");
    };
    let url = invitation.split_once("Videochat: ").unwrap().1;
    let (same, says) = told(
        &app.nobody()
            .join_video_invitation(&presented(url))
            .await
            .unwrap(),
    );
    assert_eq!((same, &says["moderator"]), (room.clone(), &false.into()));
    assert_eq!(
        brandt
            .client
            .list_video_links(place)
            .await
            .unwrap()
            .items
            .len(),
        1
    );
    link(&brandt.client, place, VideoLinkKind::Seminar).await;

    assert_eq!(
        code(person.client.start_chat_video(chat).await),
        ProblemCode::Forbidden
    );
    let colleague = facility.counselor("j.petersen").await;
    for refused in [
        code(colleague.client.start_chat_video(chat).await),
        code(colleague.client.list_video_links(place).await),
        code(colleague.client.create_video_link(&none).await),
        code(facility.admin.client.start_chat_video(chat).await),
    ] {
        assert_eq!(refused, ProblemCode::NotFound);
    }
    app.hand.advance(TimeDelta::hours(2));
    let over = app.nobody().join_video_invitation(&presented(url)).await;
    assert_eq!(code(over), ProblemCode::VideoOver);
}

#[actix_web::test]
async fn after_two_hours_a_conversation_gets_another_room() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let chat = conversation(&brandt, &person).await;
    let first = told(&brandt.client.start_chat_video(chat).await.unwrap()).0;
    app.hand.advance(TimeDelta::hours(2));
    let brandt = again(&app, "m.brandt").await;
    let second = brandt.client.start_chat_video(chat).await;
    assert_ne!(first, told(&second.unwrap()).0);
    assert_eq!(texts(&brandt.client, chat).await.len(), 2);
}

#[actix_web::test]
async fn whoever_uses_other_software_is_led_there() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let url = "https://video.example/brandt";
    uses_other_software(&brandt, url).await;
    let settings = brandt.client.read_video().await.unwrap();
    assert!(settings.external && settings.in_chat, "{settings:?}");
    assert_eq!(settings.lead_minutes, 15, "the facility's own");
    let booking = call(&brandt, &person, app.hand.now()).await;
    for client in [&brandt.client, &person.client] {
        let entry = client.join_booking_video(booking.id).await.unwrap();
        assert_eq!(entry.url, url);
    }
    let place = VideoPlace::Booking(booking.id);
    let ours = VideoLinkCreate {
        place,
        kind: VideoLinkKind::Guest,
    };
    let refused = brandt.client.create_video_link(&ours).await;
    assert_eq!(code(refused), ProblemCode::VideoExternal);
    let chat = conversation(&brandt, &person).await;
    for _ in 0..2 {
        let entry = brandt.client.start_chat_video(chat).await.unwrap();
        assert_eq!(entry.url, url);
    }
    let written = texts(&person.client, chat).await;
    assert_eq!(
        written,
        [Some(format!("Hier geht es zum Videochat: {url}"))]
    );
}

#[actix_web::test]
async fn where_video_is_off_there_are_no_rooms() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let off = ProblemCode::VideoOff;
    let booking = call(&brandt, &person, app.hand.now()).await;
    let chat = conversation(&brandt, &person).await;
    assert_eq!(
        brandt.client.read_video().await.unwrap(),
        VideoSettings {
            lead_minutes: 15,
            ..VideoSettings::default()
        }
    );
    assert_eq!(
        code(brandt.client.join_booking_video(booking.id).await),
        off
    );
    assert_eq!(code(brandt.client.start_chat_video(chat).await), off);
    let shown = person.client.read_booking(booking.id).await.unwrap();
    assert_eq!(shown.attendance, None);

    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    assert!(brandt.client.read_video().await.unwrap().in_chat);
    let without: Channels = [Channel::Chat, Channel::Mail].into_iter().collect();
    let without = ChannelSettingsUpdate { offered: without };
    let version = facility
        .admin
        .client
        .read_channel_settings()
        .await
        .unwrap()
        .version;
    let set = facility
        .admin
        .client
        .update_channel_settings(version, &without);
    set.await.unwrap();
    assert!(!brandt.client.read_video().await.unwrap().in_chat);
    let chat = conversation(&brandt, &person).await;
    assert_eq!(code(brandt.client.start_chat_video(chat).await), off);
    // What was agreed upon before takes place.
    let booking = call(&brandt, &person, app.hand.now()).await;
    assert!(brandt.client.join_booking_video(booking.id).await.is_ok());
    let phone = appointment(person.id, TEN);
    let phone = brandt.client.create_booking(&phone).await.unwrap();
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    let kept = brandt.client.create_blocker(&kept).await.unwrap();
    for id in [phone.id, kept.id] {
        assert_eq!(code(brandt.client.join_booking_video(id).await), off);
    }
}

#[actix_web::test]
async fn two_who_open_a_room_at_once_meet_in_the_same() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let booking = call(&brandt, &person, app.hand.now()).await;
    let chat = conversation(&brandt, &person).await;
    let (one, other) = tokio::join!(
        brandt.client.join_booking_video(booking.id),
        person.client.join_booking_video(booking.id)
    );
    assert_eq!(told(&one.unwrap()).0, told(&other.unwrap()).0);
    let (one, other) = tokio::join!(
        brandt.client.start_chat_video(chat),
        brandt.client.start_chat_video(chat)
    );
    assert_eq!(told(&one.unwrap()).0, told(&other.unwrap()).0);
    assert_eq!(texts(&person.client, chat).await.len(), 1);
}

#[actix_web::test]
async fn nothing_is_left_of_the_rooms_of_an_erased_client() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let (brandt, person) = (
        facility.counselor("m.brandt").await,
        facility.client("Seestern").await,
    );
    let booking = call(&brandt, &person, app.hand.now()).await;
    let guest = link(
        &brandt.client,
        VideoPlace::Booking(booking.id),
        VideoLinkKind::Guest,
    )
    .await;
    let chat = conversation(&brandt, &person).await;
    brandt.client.start_chat_video(chat).await.unwrap();
    assert_eq!(crate::jobs::rows(&app, "video_rooms").await, 2);
    let admin = &facility.admin.client;
    admin.erase_client(person.id, Version::FIRST).await.unwrap();
    for table in ["video_rooms", "video_links"] {
        assert_eq!(crate::jobs::rows(&app, table).await, 0, "{table}");
    }
    let gone = app
        .nobody()
        .read_video_invitation(&presented(&guest.url))
        .await;
    assert_eq!(code(gone), ProblemCode::LinkVoid);
}

#[actix_web::test]
async fn pages_may_reach_the_video_server_and_nothing_else() {
    for (app, to) in [
        (TestApp::new().await, "connect-src 'self';"),
        (
            TestApp::with(with_video).await,
            "connect-src 'self' https://meet.example;",
        ),
    ] {
        let page = http()
            .get(format!("{}/login", app.url))
            .send()
            .await
            .unwrap();
        assert_ne!(page.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let headers = page.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains(to), "{policy}");
        let devices = headers["permissions-policy"].to_str().unwrap();
        assert!(devices.contains("camera=(self)") && devices.contains("microphone=(self)"));
    }
}

/// What the access table's test makes of a link: one that the owner of a conversation can revoke.
pub async fn link_of_chat(world: &World<'_>, chat: ChatId) -> String {
    let owner = &world.owner.client;
    owner.start_chat_video(chat).await.unwrap();
    let links = owner.list_video_links(VideoPlace::Chat(chat)).await;
    links.unwrap().items.pop().unwrap().id.to_string()
}

/// The body of an operation that makes a link.
pub fn link_create(booking: BookingId) -> VideoLinkCreate {
    VideoLinkCreate {
        place: VideoPlace::Booking(booking),
        kind: VideoLinkKind::Guest,
    }
}

#[actix_web::test]
async fn what_is_not_certain_has_no_room_yet() {
    let app = TestApp::with(with_video).await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let example = Example::new(&facility).await;
    let asked = example.booked(&person, example.chat, TEN).await;
    let set = "UPDATE bookings SET channel = 'video' WHERE state = 'requested'";
    app.db.execute_unprepared(set).await.unwrap();
    app.hand.advance(at(TEN) - app.hand.now());
    let signed_in = app.nobody();
    let body = ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    signed_in.sign_in_client("lahntal", &body).await.unwrap();
    let refused = signed_in.join_booking_video(asked.id).await;
    assert_eq!(code(refused), ProblemCode::Conflict);
}
