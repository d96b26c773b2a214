//! What reading costs: one number of SQL statements an operation, however many rows there are.

use crate::{
    absences::absence,
    bookings::appointment,
    chat_documents::sends_file,
    chats::group_chat,
    chats::writes,
    counselor_pictures::png,
    direct_messages::direct_message,
    group_bookings::group_booking,
    groups::group,
    internal_comments::comment,
    monitorings::{monitoring, monitoring_field},
    open_door::{always, enters, opened, waiting},
    services::{service, week},
    support::{
        Facility, Person, STAFF_PASSWORD, TestApp, counselor_create, credentials, letter,
        licence_request, note, registration, says,
    },
    text_templates::text_template,
    video::with_video,
    webhooks::webhook,
};
use client::Visit;
use domain::{
    absences::AbsenceCreate,
    access::Role,
    accounts::{Account, ClientRegistration},
    bookings::{BookingCreate, GroupBookingCreate, GroupBookingUpdate, ParticipantsAdd},
    calendar_feeds::{CalendarFeedCreate, FeedContent},
    chats::{ChatAccount, ChatMembersAdd, ChatMessageWrite, ChatOpen, GroupChatCreate},
    clients::Edit,
    counselling_fields::FieldQuery,
    counselors::CounselorCreate,
    direct_messages::{DirectMessageSend, DirectMessageWay},
    ids::{
        AttachmentId, BookingId, ChatId, ChatMessageId, ClientId, CounselorId, DocumentId, GroupId,
        MailRequestId, MonitoringId, OpenDoorVisitId, PictureId, WebhookId,
    },
    mail_requests::{DraftSave, MessageCreate},
    monitorings::{MonitoringFieldKind, MonitoringWrite},
    open_door::TOKEN_HEADER,
    waiting_list::WaitingListEntryCreate,
    webhooks::{MAX_WEBHOOKS, WebhookEvent},
};
use std::{collections::BTreeSet, sync::atomic::Ordering};
use uuid::Uuid;

/// Address → SQL statements of the first look at it, by an admin, who sees the most. One of them
/// looks the session up; noting a look in the audit log takes three.
#[rustfmt::skip]
const TABLE: &[(&str, &str, usize)] = &[
    ("list_counselors",      "/counselors?limit=100",             2),
    ("list_counselors",      "/counselors?limit=100&q=e&role=counselor&active=true", 2),
    ("read_counselor",       "/counselors/{counselor}",           2),
    ("list_groups",          "/groups?limit=100",                 2),
    ("list_groups",          "/groups?limit=100&q=e",             2),
    ("read_group",           "/groups/{group}",                   2),
    ("list_group_members",   "/groups/{group}/members?limit=100", 3),
    ("list_watchlist",       "/watchlist?limit=100",              4),
    ("read_watchlist_entry", "/watchlist/{client}",               3),
    ("read_proof_challenge", "/facilities/lahntal/proof-challenge", 1),
    ("read_own_data",        "/own-data",                         7),
    ("read_direct_message_settings", "/direct-messages/settings", 2),
    ("read_direct_message_route", "/clients/{client}/direct-message-route", 4),
    ("list_direct_messages", "/clients/{client}/direct-messages?limit=100", 8),
    ("list_received_direct_messages", "/direct-messages?limit=100", 3),
    ("list_chats",           "/chats?limit=100",                  12),
    ("list_presences",       "/presences",                        3),
    ("read_notification_settings", "/notification-settings",      2),
    ("count_unread_chats",   "/chats/unread",                     3),
    ("list_chats",           "/chats?limit=100&kind=client&q=e&sort=name", 9),
    ("list_chat_partners",   "/chat-partners?kind=clients&limit=100&q=e", 7),
    ("list_chat_partners",   "/chat-partners?kind=counselors&limit=100", 3),
    ("read_chat",            "/chats/{chat}",                     10),
    ("list_chat_members",    "/chats/{chat}/members?limit=100",   6),
    ("read_open_door",       "/facilities/lahntal/open-door",     2),
    ("list_open_door_visits", "/open-door-visits",                6),
    ("read_open_door_visit", "/open-door-visits/{open_door_visit}", 3),
    ("list_open_door_messages", "/open-door-visits/{open_door_visit}/messages?limit=100", 3),
    ("read_open_door_settings", "/open-door-settings",            3),
    ("read_own_open_door_visit", "/open-door-visit",              3),
    ("list_own_open_door_messages", "/open-door-visit/messages?limit=100", 3),
    ("list_portal_counselors", "/facilities/lahntal/counselors?limit=100", 12),
    ("list_chat_messages",   "/chats/{chat}/messages?limit=100",  8),
    ("read_chat_message",    "/chat-messages/{chat_message}",     7),
    ("list_chat_documents",  "/chats/{chat}/documents?limit=100", 9),
    ("export_chat",          "/chats/{chat}/export?language=de",  13),
    ("preview_counselor_deletion", "/counselors/{counselor}/deletion", 7),
    ("read_counselor_picture", "/facilities/lahntal/counselor-pictures/{picture}", 2),
    ("read_licences",        "/licences",                         3),
    ("list_licence_requests", "/licence-requests?limit=100",      2),
    ("list_documents",       "/clients/{client}/documents?limit=100", 7),
    ("download_document",    "/documents/{document}/content",     8),
    ("list_notes",           "/clients/{client}/notes?limit=100", 7),
    ("read_dashboard",       "/dashboard",                        19),
    ("search",               "/search?q=se",                      11),
    ("list_clients",         "/clients?limit=100",                4),
    ("list_clients",         "/clients?limit=100&q=e",            4),
    ("list_clients",         "/clients?limit=100&q=1",            4),
    ("list_clients",         "/clients?sort=pseudonym",           4),
    ("list_clients",         "/clients?primary_counselor=nobody&sort=last_signed_in&status=active", 4),
    ("read_client",          "/clients/{client}",                 9),
    ("list_counselling_fields", "/counselling-fields?limit=100",  2),
    ("list_master_data_fields", "/master-data-fields?limit=100",  2),
    ("read_deletion_routine", "/deletion-routine",                2),
    ("preview_deletion_routine", "/deletion-routine/preview?erase_deleted_clients_after_days=30&mark_inactive_clients_after_months=12&erase_mail_requests_after_months=12&erase_chat_messages_after_months=12&erase_documents_after_months=12&erase_appointments_after_months=12&erase_direct_messages_after_months=12", 12),
    ("list_erasures",        "/erasures?limit=100",               2),
    ("list_mail_requests",   "/mail-requests?limit=100",          2),
    ("list_mail_requests",   "/mail-requests?limit=100&q=e",      2),
    ("count_mail_requests",  "/mail-requests/counts",             2),
    ("read_mail_request",    "/mail-requests/{request}",          9),
    ("list_hand_overs",      "/hand-overs?limit=100",             3),
    ("list_mail_requests",   "/mail-requests?limit=100&overdue=true", 2),
    ("list_text_templates",  "/text-templates?limit=100",         2),
    ("read_signature",       "/signature",                        2),
    ("read_channel_settings", "/channels",                        2),
    ("read_counselor_channels", "/counselors/{counselor}/channels", 3),
    ("list_services",        "/services?limit=100",               3),
    ("read_booking_times",   "/counselors/{counselor}/booking-times", 4),
    ("list_bookings",        "/bookings?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z", 6),
    ("read_booking",         "/bookings/{booking}",               6),
    ("list_participants",    "/group-bookings/{group_booking}/participants", 3),
    ("list_group_offers",    "/group-offers",                     10),
    ("list_group_waiters",   "/group-bookings/{group_booking}/waiters", 3),
    ("list_waiting_list_entries", "/waiting-list-entries?limit=100", 10),
    ("list_absences",        "/absences?limit=100",               3),
    ("list_slots",           "/slots?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z", 9),
    ("read_calendar_feed",   "/calendar-feed",                    2),
    ("serve_calendar_feed",  "/calendar-feeds/{feed}",            4),
    ("read_video",           "/video",                            5),
    ("list_video_links",     "/video-links?chat_id={chat}",       6),
    ("read_booking_offer",   "/booking-offer",                    9),
    ("diagnose_slots",       "/counselors/{counselor}/slot-diagnosis?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z", 9),
    ("read_booking_settings", "/booking-settings",                2),
    ("list_monitorings",     "/monitorings?limit=100",            9),
    ("list_monitorings",     "/monitorings?limit=100&client_id={client}&from=2026-01-01&channel=phone", 10),
    ("list_monitorings",     "/monitorings?limit=100&field_id=00000000-0000-0000-0000-000000000000&answer=yes", 6),
    ("read_monitoring",      "/monitorings/{monitoring}",         9),
    ("suggest_monitoring",   "/monitoring-suggestion?mail_request_id={request}", 9),
    ("suggest_monitoring",   "/monitoring-suggestion?booking_id={booking}", 9),
    ("list_monitoring_fields", "/monitoring-fields?limit=100",    2),
    ("read_monitoring_settings", "/monitoring-settings",          2),
    ("read_working_time",    "/working-time",                     2),
    ("list_closed_days",     "/closed-days?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z", 2),
    ("list_attachments",     "/attachments?mail_request_id={request}", 4),
    ("download_attachment",  "/attachments/{attachment}/content", 8),
    ("read_draft",           "/mail-requests/{request}/draft",    4),
    ("read_request_data",    "/mail-requests/{request}/request-data", 8),
    ("read_portal_mail_offer", "/facilities/lahntal/mail-offer", 5),
    ("read_mail_offer",      "/mail-offer",                       7),
    ("read_mail_availability", "/counselors/{counselor}/mail-availability", 4),
    ("read_assignment_settings", "/assignment-settings",          2),
    ("list_internal_comments", "/mail-requests/{request}/internal-comments", 5),
    ("list_break_glasses",   "/break-glasses?limit=100",          4),
    ("read_openness_settings", "/openness-settings",              2),
    ("read_portal",          "/facilities/lahntal",               1),
    ("read_portal_legal_page", "/facilities/lahntal/legal-pages/imprint", 1),
    ("read_facility_settings", "/facility-settings",              2),
    ("read_facility_logo",   "/facilities/lahntal/logos/{logo}",  2),
    ("read_legal_pages",     "/legal-pages",                      2),
    ("read_registration_settings", "/registration-settings",      2),
    ("read_setup",           "/setup",                            4),
    ("read_two_factor",      "/two-factor",                       4),
    ("read_sign_in_settings", "/sign-in-settings",                3),
    ("read_statistics",      "/statistics?from=2026-01&to=2026-12", 15),
    ("export_statistics",    "/statistics/export?format=csv&from=2026-01&to=2026-12", 18),
    ("export_monitorings",   "/monitorings/export?format=csv&from=2026-01", 13),
    ("read_access_table",    "/access-table",                     1),
    ("list_outgoing_mails",  "/outgoing-mails?limit=100",         2),
    ("list_api_tokens",      "/api-tokens?limit=100",             2),
    ("list_message_templates", "/message-templates",              3),
    ("list_webhooks",        "/webhooks?limit=100",               2),
    ("read_webhook",         "/webhooks/{webhook}",               2),
    ("list_webhook_deliveries", "/webhooks/{webhook}/deliveries?limit=100", 3),
    ("list_sessions",        "/sessions?limit=100",               2),
    // Each reads a thousand entries with one statement, and there are fewer here.
    ("list_audit_entries",   "/audit-entries?limit=100",          5),
    ("export_audit_log",     "/audit-entries/export",             9),
    ("verify_audit_log",     "/audit-entries/verification",       3),
];

/// Reads that are not counted. Grows only with a reason.
const UNCOUNTED: [(&str, &str); 3] = [
    ("stream_events", "goes on for as long as it is open"),
    (
        "export_client",
        "reads a client's whole file, one thing at a time",
    ),
    ("export_own_data", "reads the same for the client"),
];

const READER: &str = "l.eser";

#[test]
fn every_read_has_its_row() {
    let document = serde_json::to_value(api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let reads: BTreeSet<_> = paths
        .filter_map(|item| item["get"]["operationId"].as_str())
        .collect();
    let listed: BTreeSet<_> = TABLE
        .iter()
        .map(|row| row.0)
        .chain(UNCOUNTED.map(|row| row.0))
        .collect();
    assert_eq!(reads, listed, "a new read needs a row in TABLE");
}

/// What is looked at.
struct World<'a> {
    app: &'a TestApp,
    facility: Facility<'a>,
    counselor: CounselorId,
    client: Person,
    request: MailRequestId,
    group: GroupId,
    document: DocumentId,
    attachment: AttachmentId,
    booking: BookingId,
    chat: ChatId,
    chat_message: ChatMessageId,
    reader_id: CounselorId,
    group_booking: BookingId,
    webhook: WebhookId,
    monitoring: MonitoringId,
    /// The secret of the counselor's calendar.
    feed: String,
    picture: PictureId,
    logo: PictureId,
    /// Somebody who waits at the open door, and their secret.
    open_door_visit: OpenDoorVisitId,
    visitor: Visit,
    /// How many there are of each.
    rows: usize,
}

/// The logo that the facility is given.
async fn logo_of(facility: &Facility<'_>) -> PictureId {
    let admin = &facility.admin.client;
    let version = admin.read_facility_settings().await.unwrap().version;
    let saved = admin.replace_facility_logo(version, "image/png", png(4, 4));
    saved.await.unwrap().logo.unwrap()
}

/// Another program that is told of every new client.
async fn listens(facility: &Facility<'_>) -> WebhookId {
    let body = webhook("https://faelle.example", &[WebhookEvent::ClientCreated]);
    let made = facility.admin.client.create_webhook(&body).await;
    made.unwrap().webhook.id
}

impl<'a> World<'a> {
    /// One of each.
    async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        let counselor = facility.counselor("counselor").await;
        let reader = CounselorCreate {
            role: Role::Admin,
            ..counselor_create(READER)
        };
        let reader = facility.admin.client.create_counselor(&reader).await;
        let reader_id = reader.unwrap().id;
        let version = counselor.client.read_counselor(counselor.id).await;
        let pictured = counselor
            .client
            .replace_counselor_picture(
                counselor.id,
                version.unwrap().version,
                "image/png",
                png(4, 4),
            )
            .await;
        facility.set_licences(1_000).await;
        let webhook = listens(&facility).await;
        let logo = logo_of(&facility).await;
        let client = register(app, 0).await;
        let request = client.request_of(&counselor).await;
        let saved = counselor.client.save_draft(request, None, &draft()).await;
        saved.unwrap();
        let group = counselor.client.create_group(&group("Gruppe")).await;
        let file = b"%PDF-1.7".to_vec();
        let document = counselor
            .client
            .create_document(client.id, "Brief.pdf", file);
        let document = document.await.unwrap().id;
        let attachment = attach(&client, request).await;
        let body = appointment(client.id, "2026-01-20T00:00:00Z");
        let booking = counselor.client.create_booking(&body).await;
        let booking = booking.unwrap().id;
        let body = group_booking("2026-01-19T00:00:00Z".parse().unwrap());
        let meets = counselor.client.create_group_booking(&body).await;
        let feed = CalendarFeedCreate {
            shows: FeedContent::Pseudonyms,
        };
        let feed = counselor.client.create_calendar_feed(&feed).await.unwrap();
        let (_, feed) = feed.address.rsplit_once('/').unwrap();
        let feed = feed.to_owned();
        let monitoring = record(&counselor.client, client.id).await;
        let together = GroupChatCreate {
            members: ChatMembersAdd {
                client_ids: vec![client.id],
                counselor_ids: vec![reader_id],
                group_ids: Vec::new(),
            },
            ..group_chat("Gruppe", [])
        };
        let chat = counselor.client.create_group_chat(&together).await;
        let chat = chat.unwrap().id;
        opened(&facility, &always()).await;
        let visitor = enters(app, Some("Hallo")).await.unwrap();
        counselor.client.start_chat_video(chat).await.unwrap();
        let world = Self {
            app,
            open_door_visit: waiting(&facility.admin).await[0],
            visitor,
            chat,
            chat_message: sends_file(&client.client, chat, "Karte.pdf").await.id,
            reader_id,
            monitoring,
            facility,
            document,
            attachment,
            booking,
            group_booking: meets.unwrap().id,
            webhook,
            feed,
            counselor: counselor.id,
            client,
            request,
            group: group.unwrap().id,
            picture: pictured.unwrap().picture.unwrap(),
            logo,
            rows: 1,
        };
        world.be_bookable(0).await;
        world.converse(0, &world.client).await;
        world
    }

    /// Whoever reads; what only clients can read is read by one.
    async fn reader(&self, operation: &str) -> String {
        let of_clients = [
            "list_received_direct_messages",
            "list_hand_overs",
            "read_mail_offer",
            "read_booking_offer",
            "list_group_offers",
            "read_own_data",
        ];
        if of_clients.contains(&operation) {
            return self.client.client.access_token().unwrap();
        }
        let reader = self.app.nobody();
        let reader_of = credentials(Some("lahntal"), READER, STAFF_PASSWORD);
        reader.sign_in_counselor(&reader_of).await.unwrap();
        reader.access_token().unwrap()
    }

    /// More of everything: accounts, each client's request, and a long thread of several authors.
    async fn grow_to(&mut self, rows: usize) {
        let admin = &self.facility.admin.client;
        for number in self.rows..rows {
            if (number as u64) < MAX_WEBHOOKS {
                listens(&self.facility).await;
            }
            let body = counselor_create(&format!("counselor{number}"));
            admin.create_counselor(&body).await.unwrap();
            let person = register(self.app, number).await;
            person.request("Schlaf").await;
            let body = group(&format!("Gruppe {number}"));
            admin.create_group(&body).await.unwrap();
            admin.add_group_member(self.group, person.id).await.unwrap();
            self.remember(&person).await;
            enters(self.app, Some("Ich warte")).await.unwrap();
            let more = ChatMessageWrite {
                text: "Noch etwas".try_into().unwrap(),
            };
            let (key, visitor) = (Uuid::from_u128(number as u128), &self.visitor);
            let sent = visitor.send_own_open_door_message(key, &more).await;
            sent.unwrap();
            let message = DirectMessageSend {
                way: DirectMessageWay::Email,
                ..direct_message()
            };
            let sent = admin.send_direct_message(self.client.id, &message).await;
            sent.unwrap();
            let owner = &self.client.client;
            owner.create_mail_request(&letter("Sorge")).await.unwrap();
            let more = says("Noch etwas.");
            let written = owner.follow_up_mail_request(self.request, &more).await;
            written.unwrap();
            let answer = admin.answer_mail_request(self.request, &more).await;
            answer.unwrap();
            // A few are enough, and the log of the audit stays below its thousand.
            if number < 5 {
                let whom = if number.is_multiple_of(2) {
                    person.id
                } else {
                    self.client.id
                };
                record(admin, whom).await;
                let field = monitoring_field(MonitoringFieldKind::YesNo);
                admin.create_monitoring_field(&field).await.unwrap();
            }
            if number < 8 {
                self.converse(number, &person).await;
                let more = licence_request(2_000);
                admin.create_licence_request(&more).await.unwrap();
                let (client, file) = (self.client.id, b"%PDF-1.7".to_vec());
                let document = admin.create_document(client, "Brief.pdf", file).await;
                document.unwrap();
                admin.create_note(client, &note("Ruft an")).await.unwrap();
                attach(&self.client, self.request).await;
                let template = admin.create_text_template(&text_template(true)).await;
                template.unwrap();
                self.be_bookable(number).await;
                let said = comment("Wer weiß mehr?", Some(self.counselor));
                let said = admin.create_internal_comment(self.request, &said).await;
                said.unwrap();
            }
        }
        self.rows = rows;
        // Answering took the draft away.
        let saved = admin.save_draft(self.request, None, &draft()).await;
        saved.unwrap();
    }

    /// More that can be booked, at more times, with one more counselor who is away more often.
    async fn be_bookable(&self, number: usize) {
        let admin = &self.facility.admin.client;
        let made = admin.create_service(&service(true)).await.unwrap();
        let name = format!("m.bookable{number}");
        let one = admin.create_counselor(&counselor_create(&name)).await;
        let one = one.unwrap().id;
        for id in [one, self.counselor] {
            let version = admin.read_booking_times(id).await.unwrap().version;
            let rows = week(&[(0, made.id, "09:00", "12:00")]);
            let set = admin.update_booking_times(id, version, &rows).await;
            set.unwrap();
            let away = AbsenceCreate {
                counselor_id: Some(id),
                ..absence()
            };
            admin.create_absence(&away).await.unwrap();
            let booking = BookingCreate {
                counselor_id: Some(id),
                starts_at: chrono::DateTime::parse_from_rfc3339("2026-01-20T01:00:00Z")
                    .unwrap()
                    .to_utc()
                    + chrono::TimeDelta::hours(i64::try_from(number).unwrap()),
                ..appointment(self.client.id, "2026-01-20T00:00:00Z")
            };
            admin.create_booking(&booking).await.unwrap();
        }
        if number < 4 {
            let waits = WaitingListEntryCreate {
                service_id: made.id,
                counselor_id: None,
                until: Some(self.app.hand.now().date_naive()),
            };
            let client = &self.client.client;
            client.create_waiting_list_entry(&waits).await.unwrap();
            self.meet(number).await;
        }
    }

    /// One more group appointment with the client.
    async fn meet(&self, number: usize) {
        let admin = &self.facility.admin.client;
        let days = chrono::TimeDelta::days(i64::try_from(number).unwrap());
        let starts_at: chrono::DateTime<chrono::Utc> = "2026-01-21T00:00:00Z".parse().unwrap();
        let places = |count: u16| count.try_into().unwrap();
        let meets = GroupBookingCreate {
            counselor_id: Some(self.counselor),
            max_participants: Some(places(1)),
            ..group_booking(starts_at + days)
        };
        let meets = admin.create_group_booking(&meets).await.unwrap();
        let takes_part = ParticipantsAdd {
            client_ids: vec![self.client.id],
            group_ids: Vec::new(),
        };
        admin.add_participants(meets.id, &takes_part).await.unwrap();
        // A place is free, and whoever waits for it cannot have it.
        let waiter = register(self.app, 1_000 + number).await;
        let waits = waiter.client.wait_for_group_booking(meets.id).await;
        waits.unwrap();
        let version = admin.read_client(waiter.id).await.unwrap().version;
        admin.lock_client(waiter.id, version).await.unwrap();
        let version = admin.read_booking(meets.id).await.unwrap().version;
        let wider = GroupBookingUpdate {
            max_participants: Edit::Set(places(2)),
            ..GroupBookingUpdate::default()
        };
        let widened = admin.update_group_booking(meets.id, version, &wider).await;
        widened.unwrap();
    }

    /// More conversations of the reader: with the client, with a colleague, and in the group.
    async fn converse(&self, number: usize, person: &Person) {
        let with = ChatAccount::Counselor(self.reader_id);
        let alone = person.client.open_chat(&ChatOpen { with }).await.unwrap();
        sends_file(&person.client, alone.id, "Karte.pdf").await;
        let name = format!("c.olleague{number}");
        let colleague = self.facility.counselor(&name).await;
        let pair = colleague.client.open_chat(&ChatOpen { with }).await;
        writes(&colleague.client, pair.unwrap().id, "Guten Tag").await;
        let member = ChatMembersAdd {
            client_ids: vec![person.id],
            counselor_ids: vec![colleague.id],
            group_ids: Vec::new(),
        };
        let reader = self.app.nobody();
        reader.set_access_token(&self.reader("add_chat_members").await);
        reader.add_chat_members(self.chat, &member).await.unwrap();
        for client in [&person.client, &colleague.client] {
            sends_file(client, self.chat, "Karte.pdf").await;
        }
    }

    /// Whom the reader keeps an eye on.
    async fn remember(&self, person: &Person) {
        let reader = self.app.nobody();
        reader.set_access_token(&self.reader("remember_client").await);
        reader.remember_client(person.id).await.unwrap();
    }

    /// What reading from `path` costs somebody who has just signed in.
    async fn cost(&self, operation: &str, path: &str) -> usize {
        let path = path
            .replace("{chat}", &self.chat.to_string())
            .replace("{chat_message}", &self.chat_message.to_string())
            .replace("{group}", &self.group.to_string())
            .replace("{counselor}", &self.counselor.to_string())
            .replace("{picture}", &self.picture.to_string())
            .replace("{logo}", &self.logo.to_string())
            .replace("{client}", &self.client.id.to_string())
            .replace("{document}", &self.document.to_string())
            .replace("{webhook}", &self.webhook.to_string())
            .replace("{group_booking}", &self.group_booking.to_string())
            .replace("{monitoring}", &self.monitoring.to_string())
            .replace("{booking}", &self.booking.to_string())
            .replace("{feed}", &self.feed)
            .replace("{open_door_visit}", &self.open_door_visit.to_string())
            .replace("{attachment}", &self.attachment.to_string())
            .replace("{request}", &self.request.to_string());
        let reader = self.reader(operation).await;
        let before = self.app.statements.load(Ordering::Relaxed);
        let answer = crate::support::http()
            .get(format!("{}/api/v1{path}", self.app.url))
            .bearer_auth(reader)
            .header(TOKEN_HEADER, self.visitor.token())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.unwrap();
        self.app.statements.load(Ordering::Relaxed) - before
    }
}

/// Somebody whose contact data is there to be opened.
async fn register(app: &TestApp, number: usize) -> Person {
    let email = format!("seestern{number}@mail.example");
    let body = ClientRegistration {
        email: Some(email.try_into().unwrap()),
        phone: None,
        ..registration(&format!("Seestern {number}"))
    };
    let client = app.nobody();
    let session = client.register_client("lahntal", &body).await.unwrap();
    let Account::Client { id, .. } = session.account else {
        panic!("a client was registered");
    };
    Person { client, id }
}

/// Counselling on the client's topics.
async fn record(staff: &client::Client, client: ClientId) -> MonitoringId {
    let topics = staff.list_counselling_fields(&FieldQuery::default()).await;
    let topics = topics.unwrap().items.into_iter().map(|one| one.id);
    let body = MonitoringWrite {
        client_id: Some(client),
        counselling_field_ids: topics.collect(),
        ..monitoring()
    };
    staff.create_monitoring(&body).await.unwrap().id
}

/// A file that the client sends.
async fn attach(person: &Person, request: MailRequestId) -> AttachmentId {
    let (client, file) = (&person.client, b"%PDF-1.7".to_vec());
    let file = client.create_attachment(Some(request), "Brief.pdf", file);
    let id = file.await.unwrap().id;
    let message = MessageCreate {
        attachments: vec![id].try_into().unwrap(),
        ..says("Hier")
    };
    let sent = client.follow_up_mail_request(request, &message).await;
    sent.unwrap();
    id
}

fn draft() -> DraftSave {
    DraftSave {
        text: "Guten Tag".try_into().unwrap(),
    }
}

#[actix_web::test]
async fn a_read_costs_the_same_however_many_rows_there_are() {
    let app = TestApp::with(with_video).await;
    let mut world = World::new(&app).await;
    let mut costs = Vec::new();
    // As many as leave the log of the audit below its thousand.
    for rows in [3, 36] {
        world.grow_to(rows).await;
        let mut measured = Vec::new();
        for &(operation, path, _) in TABLE {
            measured.push((operation, path, world.cost(operation, path).await));
        }
        costs.push(measured);
    }
    assert_eq!(costs[0], costs[1], "a read that grows with its rows");
    assert_eq!(costs[1], TABLE, "TABLE says what a read costs");
}
