//! Who may call what: one row an operation, one column a kind of caller. The rows must be the
//! operations of the OpenAPI document.

use crate::{
    absences::absence,
    bookings::{appointment, blocker},
    break_glasses::emergency,
    chat_documents::sends_file,
    chats::{group_chat, text, writes},
    direct_messages::direct_message,
    group_bookings::group_booking,
    groups::group,
    hand_overs::{ask, set_consent},
    internal_comments::comment,
    message_templates::{own_words, previewed},
    monitorings::{monitoring, monitoring_field},
    open_door::{always, enters, opened, waiting},
    services::{service, week},
    support::{
        CLIENT_PASSWORD, Facility, Person, Staff, TestApp, counselor_create, letter,
        licence_request, note, registration, says,
    },
    text_templates::text_template,
    video::{link_create, link_of_chat, with_video},
    webhooks::webhook,
};
use chrono::{DateTime, TimeDelta, Utc};
use client::Client;
use domain::outgoing_mails::OutgoingMailQuery;
use domain::{
    absences::AbsenceUpdate,
    access::{
        Action, Openness, OpennessSettingsUpdate, Role,
        TokenScope::{self, EventsRead},
        table,
    },
    accounts::ClientSignIn,
    api_tokens::ApiTokenCreate,
    bookings::{
        BlockerCreate, BlockerSeriesCreate, Booking, BookingCreate, BookingMove, BookingNoteUpdate,
        BookingRules, BookingSeriesCreate, Cancellation, GroupBookingCreate, GroupBookingUpdate,
        GroupOfferQuery, ParticipantsAdd, Repetition, ReservationBooking, SlotReservation,
    },
    calendar_feeds::{CalendarFeedCreate, FeedContent},
    channels::{Channel, CounselorChannelsUpdate},
    chats::{ChatAccount, ChatMarks, ChatMembersAdd, ChatOpen, GroupChatUpdate},
    clients::{ClientUpdate, Edit, LegalHoldPlace},
    counselling_fields::{CounsellingFieldCreate, CounsellingFieldUpdate, Labels},
    counselors::{CounselorDelete, CounselorUpdate, RoleChange},
    direct_messages::{DirectMessageContent, DirectMessageSettingsUpdate},
    documents::{Document, DocumentUpdate},
    groups::GroupUpdate,
    ids::{
        ApiTokenId, AttachmentId, BookingId, BreakGlassId, ChatId, ConnectionId, DirectMessageId,
        GroupId, HandOverId, InternalCommentId, MailRequestId, OpenDoorVisitId,
    },
    mail_requests::{
        AssignmentSettingsUpdate, DraftSave, MailAvailabilityUpdate, MailRequestAssign,
        MailRequestCreate, MessageCreate, ProfileTaking,
    },
    master_data_fields::{MasterDataFieldCreate, MasterDataFieldUpdate, MasterDataKind},
    monitorings::{
        FieldSet, FieldSetAdd, MonitoringFieldKind, MonitoringFieldUpdate, MonitoringRules,
    },
    notifications::NotificationSettingsUpdate,
    open_door::OpenDoorHandOver,
    passwords::{ClientPasswordSet, PasswordChange},
    presences::{BeatAnswer, Presence, PresenceSet},
    services::ServiceUpdate,
    sessions::SessionQuery,
    slots::SlotQuery,
    text_templates::TextTemplateUpdate,
    two_factor::{PasswordProof, SignInSettingsUpdate, TwoFactorConfirmation},
    version::Version,
    waiting_list::{WaitingListEntryCreate, WaitingListQuery},
    webhooks::{WebhookCreate, WebhookEvent, WebhookQuery, WebhookUpdate},
    working_time::WorkingTime,
};
use reqwest::{Method, RequestBuilder, header};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use std::collections::BTreeSet;

/// Operations that need no account. Grows only with a reason.
const PUBLIC: &[&str] = &[
    "sign_in_counselor",
    "sign_in_client",
    "confirm_sign_in",
    "register_client",
    "forgot_password",
    "forgot_client_password",
    "recover_password",
    "read_account_link",
    "redeem_account_link",
    "rate_password",
    "read_proof_challenge",
    "refresh_session",
    "read_portal",
    "read_portal_legal_page",
    "read_facility_logo",
    "list_portal_counselors",
    "read_portal_mail_offer",
    "read_counselor_picture",
    "read_open_door",
    "enter_open_door",
    // A visitor is nobody: the secret leads to one visit and nowhere else.
    "read_own_open_door_visit",
    "list_own_open_door_messages",
    "send_own_open_door_message",
    "leave_open_door",
    // Programs cannot sign in: the address is the secret.
    "serve_calendar_feed",
    // So is that of a link into a video room.
    "read_video_invitation",
    "join_video_invitation",
];

/// The columns: nobody, the client whose request it is, another client, the counselor who owns
/// it, a colleague, an admin, the admin of another facility, and two API tokens: with every
/// scope, and with every scope but the one that the operation takes.
#[rustfmt::skip]
const TABLE: &[(&str, [u16; 9])] = &[
    //                          nobody client stranger owner colleague admin abroad token without
    ("list_counselors",        [401, 403, 403, 200, 200, 200, 200, 200, 403]),
    ("create_counselor",       [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("read_counselor",         [401, 404, 404, 200, 403, 200, 404, 200, 403]),
    ("update_counselor",       [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("replace_counselor_picture", [401, 404, 404, 415, 403, 415, 404, 403, 403]),
    ("remove_counselor_picture", [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("change_counselor_role",  [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("activate_counselor",     [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("deactivate_counselor",   [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("preview_counselor_deletion", [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("delete_counselor",       [401, 404, 404, 403, 403, 204, 404, 403, 403]),
    ("read_licences",          [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_licence_requests",  [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("create_licence_request", [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("invite_counselor",       [401, 404, 404, 403, 403, 204, 404, 403, 403]),
    ("remove_two_factor",      [401, 404, 404, 403, 403, 204, 404, 403, 403]),
    ("read_dashboard",         [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("search",                 [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("list_clients",           [401, 403, 403, 200, 200, 200, 200, 200, 403]),
    ("create_client",          [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("read_client",            [401, 404, 404, 200, 200, 200, 404, 200, 403]),
    ("update_client",          [401, 404, 404, 200, 200, 200, 404, 200, 403]),
    ("list_groups",            [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_group",           [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("read_group",             [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("update_group",           [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("delete_group",           [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("list_group_members",     [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("add_group_member",       [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("remove_group_member",    [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("list_watchlist",         [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("read_watchlist_entry",   [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("remember_client",        [401, 404, 404, 204, 204, 204, 404, 403, 403]),
    ("forget_client",          [401, 404, 404, 204, 204, 204, 404, 403, 403]),
    ("read_direct_message_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_direct_message_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_direct_message_route", [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("list_direct_messages",   [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("send_direct_message",    [401, 404, 404, 403, 403, 201, 404, 403, 403]),
    ("list_received_direct_messages", [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("mark_direct_message_read", [401, 204, 404, 404, 404, 404, 404, 403, 403]),
    ("list_chats",             [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("count_unread_chats",     [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("list_chat_partners",     [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    // With the owner: not with oneself, nor from abroad.
    ("open_chat",              [401, 200, 200, 422, 200, 200, 422, 403, 403]),
    ("create_group_chat",      [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    // Of the client and the owner.
    ("read_chat",              [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("list_chat_members",      [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("list_chat_messages",     [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("read_chat_message",      [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("send_chat_message",      [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("mark_chat_read",         [401, 204, 404, 204, 404, 404, 404, 403, 403]),
    ("note_typing",            [401, 204, 404, 204, 404, 404, 404, 403, 403]),
    ("list_presences",         [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("set_presence",           [401, 403, 403, 204, 204, 204, 204, 403, 403]),
    ("read_notification_settings", [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_notification_settings", [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    // The client wrote it.
    ("list_chat_documents",    [401, 200, 404, 200, 404, 404, 404, 403, 403]),
    ("export_chat",            [401, 403, 404, 200, 404, 404, 404, 403, 403]),
    // The client's.
    ("delete_chat_document",   [401, 204, 404, 204, 404, 404, 404, 403, 403]),
    ("update_chat_message",    [401, 200, 404, 403, 404, 404, 404, 403, 403]),
    ("delete_chat_message",    [401, 204, 404, 403, 404, 404, 404, 403, 403]),
    // The owner made it, and the client is in it.
    ("update_group_chat",      [401, 403, 404, 200, 404, 404, 404, 403, 403]),
    ("delete_group_chat",      [401, 403, 404, 204, 404, 404, 404, 403, 403]),
    ("add_chat_members",       [401, 403, 404, 200, 404, 404, 404, 403, 403]),
    ("remove_chat_member",     [401, 403, 404, 204, 404, 404, 404, 403, 403]),
    // Before anybody opens the door, which takes the first version.
    ("read_open_door_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_open_door_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_open_door_visits",  [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    // Picked up by the owner.
    ("read_open_door_visit",   [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("list_open_door_messages", [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("send_open_door_message", [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("end_open_door_visit",    [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("hand_over_open_door_visit", [401, 404, 404, 204, 404, 404, 404, 403, 403]),
    // By nobody.
    ("pick_up_open_door_visit", [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("export_client",          [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("list_documents",         [401, 200, 404, 200, 200, 200, 404, 200, 403]),
    ("create_document",        [401, 403, 404, 201, 201, 201, 404, 201, 403]),
    ("download_document",      [401, 200, 404, 200, 200, 200, 404, 200, 403]),
    ("update_document",        [401, 403, 404, 200, 200, 200, 404, 200, 403]),
    ("delete_document",        [401, 403, 404, 204, 204, 204, 404, 204, 403]),
    ("list_notes",             [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("create_note",            [401, 404, 404, 201, 201, 201, 404, 403, 403]),
    // The note is the owner's; admins delete any.
    ("update_note",            [401, 404, 404, 200, 403, 403, 404, 403, 403]),
    ("delete_note",            [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("lock_client",            [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("unlock_client",          [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("delete_client",          [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("restore_client",         [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("list_counselling_fields", [401, 403, 403, 200, 200, 200, 200, 200, 403]),
    ("create_counselling_field", [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("update_counselling_field", [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("list_master_data_fields", [401, 403, 403, 200, 200, 200, 200, 200, 403]),
    ("create_master_data_field", [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("update_master_data_field", [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("read_deletion_routine",  [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_deletion_routine", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("preview_deletion_routine", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_erasures",          [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("invite_client",          [401, 404, 404, 204, 204, 204, 404, 403, 403]),
    ("set_client_password",    [401, 404, 404, 204, 204, 204, 404, 403, 403]),
    ("list_mail_requests",     [401, 200, 200, 200, 200, 200, 200, 200, 403]),
    ("count_mail_requests",    [401, 200, 200, 200, 200, 200, 200, 200, 403]),
    ("create_mail_request",    [401, 201, 404, 201, 201, 201, 404, 403, 403]),
    ("read_mail_offer",        [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("read_mail_availability", [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("update_mail_availability", [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("read_assignment_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_assignment_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_request_data",      [401, 403, 404, 200, 200, 200, 404, 200, 403]),
    ("take_into_profile",      [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("read_mail_request",      [401, 200, 404, 200, 200, 200, 404, 200, 403]),
    ("answer_mail_request",    [401, 403, 404, 201, 403, 201, 404, 403, 403]),
    ("follow_up_mail_request", [401, 201, 404, 403, 403, 403, 404, 403, 403]),
    ("list_text_templates",    [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_text_template",   [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    // The owner's own.
    ("update_text_template",   [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("delete_text_template",   [401, 404, 404, 204, 404, 404, 404, 403, 403]),
    ("read_channel_settings",  [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_channel_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_counselor_channels", [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("update_counselor_channels", [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("list_services",          [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_service",         [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    // The owner's own.
    ("update_service",         [401, 404, 404, 200, 404, 404, 404, 403, 403]),
    ("delete_service",         [401, 404, 404, 204, 404, 404, 404, 403, 403]),
    ("read_booking_times",     [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("diagnose_slots",         [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("update_booking_times",   [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("list_absences",          [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    // Each their own.
    ("create_absence",         [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    // The owner's.
    ("update_absence",         [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("delete_absence",         [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("list_bookings",          [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("read_booking",           [401, 200, 404, 200, 200, 200, 404, 403, 403]),
    ("reserve_slot",           [401, 201, 201, 403, 403, 403, 403, 403, 403]),
    ("book_reservation",       [401, 200, 404, 403, 403, 403, 404, 403, 403]),
    // Each in their own calendar; abroad, there is no such client.
    ("create_booking",         [401, 403, 403, 201, 201, 201, 422, 403, 403]),
    ("create_blocker",         [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("create_booking_series",  [401, 403, 403, 201, 201, 201, 422, 403, 403]),
    ("create_blocker_series",  [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("cancel_booking_series",  [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("create_group_booking",   [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("list_group_offers",      [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    // In the owner's, with the client.
    ("update_group_booking",   [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("list_participants",      [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("add_participants",       [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("remove_participant",     [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("join_group_booking",     [401, 200, 200, 403, 403, 403, 404, 403, 403]),
    ("leave_group_booking",    [401, 204, 404, 403, 403, 403, 404, 403, 403]),
    ("list_group_waiters",     [401, 404, 404, 200, 200, 200, 404, 403, 403]),
    ("remove_group_waiter",    [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    ("wait_for_group_booking", [401, 200, 200, 403, 403, 403, 404, 403, 403]),
    ("stop_waiting_for_group_booking", [401, 204, 404, 403, 403, 403, 404, 403, 403]),
    ("list_waiting_list_entries", [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("create_waiting_list_entry", [401, 201, 201, 403, 403, 403, 403, 403, 403]),
    // The client waits for the owner.
    ("delete_waiting_list_entry", [401, 204, 404, 204, 403, 204, 404, 403, 403]),
    // In the owner's.
    ("confirm_booking",        [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("decline_booking",        [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("cancel_booking",         [401, 200, 404, 200, 403, 200, 404, 403, 403]),
    ("read_calendar_feed",     [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_calendar_feed",   [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("revoke_calendar_feed",   [401, 403, 403, 204, 204, 204, 204, 403, 403]),
    ("read_video",             [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    // It is too early for that one.
    ("join_booking_video",     [401, 409, 404, 409, 403, 403, 404, 403, 403]),
    ("start_chat_video",       [401, 403, 404, 200, 404, 404, 404, 403, 403]),
    // An appointment by phone.
    ("create_video_link",      [401, 403, 404, 409, 403, 403, 404, 403, 403]),
    ("list_video_links",       [401, 403, 404, 200, 403, 403, 404, 403, 403]),
    ("revoke_video_link",      [401, 403, 404, 204, 404, 404, 404, 403, 403]),
    ("reschedule_booking",     [401, 409, 404, 200, 403, 200, 404, 403, 403]),
    ("update_booking_note",    [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("mark_booking_held",      [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("mark_booking_missed",    [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("list_slots",             [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("read_booking_offer",     [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("list_monitorings",       [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_monitoring",      [401, 403, 403, 201, 201, 201, 201, 403, 403]),
    ("read_monitoring",        [401, 404, 404, 200, 404, 200, 404, 403, 403]),
    ("update_monitoring",      [401, 404, 404, 200, 404, 200, 404, 403, 403]),
    ("delete_monitoring",      [401, 404, 404, 204, 404, 204, 404, 403, 403]),
    ("export_monitorings",     [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("suggest_monitoring",     [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("list_monitoring_fields", [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("create_monitoring_field", [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("update_monitoring_field", [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("add_monitoring_field_set", [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("read_monitoring_settings", [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_monitoring_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_booking_settings",  [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_booking_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_signature",         [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_signature",       [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("read_working_time",      [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_closed_days",       [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("update_working_time",    [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("preview_working_time",   [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_facility_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_facility_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("replace_facility_logo", [401, 403, 403, 403, 403, 415, 415, 403, 403]),
    ("remove_facility_logo", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_legal_pages", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_legal_pages", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_registration_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_registration_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_setup", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("dismiss_setup", [401, 403, 403, 403, 403, 204, 204, 403, 403]),
    ("list_attachments",       [401, 200, 404, 200, 403, 200, 404, 403, 403]),
    ("create_attachment",      [401, 201, 404, 201, 403, 201, 404, 403, 403]),
    // One that the client has sent, and one that the client has not.
    ("download_attachment",    [401, 200, 404, 200, 200, 200, 404, 200, 403]),
    ("delete_attachment",      [401, 204, 404, 404, 404, 404, 404, 403, 403]),
    ("mark_mail_request_read", [401, 204, 404, 204, 403, 204, 404, 403, 403]),
    ("read_draft",             [401, 403, 404, 200, 200, 200, 404, 403, 403]),
    ("save_draft",             [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    // Answered, so it is in progress and the owner's.
    ("release_mail_request",   [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("take_over_mail_request", [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("assign_mail_request",    [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("complete_mail_request",  [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    // It is not done.
    ("reopen_mail_request",    [401, 403, 404, 409, 403, 409, 404, 403, 403]),
    ("archive_mail_request",   [401, 403, 404, 409, 403, 409, 404, 403, 403]),
    ("delete_mail_request",    [401, 403, 404, 403, 403, 204, 404, 403, 403]),
    ("note_viewing",          [401, 403, 404, 200, 200, 200, 404, 403, 403]),
    ("stop_viewing",         [401, 403, 404, 204, 204, 204, 404, 403, 403]),
    ("list_internal_comments", [401, 403, 404, 200, 200, 200, 404, 403, 403]),
    ("create_internal_comment", [401, 403, 404, 201, 201, 201, 404, 403, 403]),
    // The comment is the owner's; admins delete any.
    ("delete_internal_comment", [401, 404, 404, 204, 403, 204, 404, 403, 403]),
    // Without confidential administration there is nothing to ask for.
    ("request_break_glass",    [401, 403, 404, 403, 403, 409, 404, 403, 403]),
    ("list_break_glasses",     [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    // Asked for by a second admin.
    ("confirm_break_glass",    [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("refuse_break_glass",     [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    // Without the setting there is nothing to ask for.
    ("ask_for_hand_over",      [401, 403, 404, 409, 403, 409, 404, 403, 403]),
    ("ask_for_primary_counselor", [401, 404, 404, 409, 409, 409, 404, 403, 403]),
    ("list_hand_overs",        [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    // The client is asked about a request of the owner's.
    ("withdraw_hand_over",     [401, 403, 404, 200, 403, 200, 404, 403, 403]),
    ("agree_to_hand_over",     [401, 200, 404, 403, 403, 403, 404, 403, 403]),
    ("decline_hand_over",      [401, 200, 404, 403, 403, 403, 404, 403, 403]),
    ("read_statistics",        [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("export_statistics",      [401, 404, 404, 200, 403, 200, 404, 403, 403]),
    ("read_access_table",      [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("read_openness_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_openness_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("stream_events",          [401, 200, 200, 200, 200, 200, 200, 200, 403]),
    ("answer_beat",            [401, 204, 204, 204, 204, 204, 204, 403, 403]),
    ("erase_client",           [401, 404, 404, 403, 403, 204, 404, 403, 403]),
    ("place_legal_hold",       [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("end_legal_hold",         [401, 404, 404, 403, 403, 200, 404, 403, 403]),
    ("list_audit_entries",     [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("export_audit_log",       [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("verify_audit_log",       [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_outgoing_mails",    [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("send_outgoing_mail_again", [401, 403, 403, 403, 403, 204, 404, 403, 403]),
    // Of those who may, none gives the right password or code here.
    ("change_own_password",    [401, 422, 422, 422, 422, 422, 422, 403, 403]),
    ("read_own_data",          [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("update_own_data",        [401, 422, 422, 403, 403, 403, 403, 403, 403]),
    ("export_own_data",        [401, 200, 200, 403, 403, 403, 403, 403, 403]),
    ("delete_own_account",     [401, 422, 422, 403, 403, 403, 403, 403, 403]),
    ("make_recovery_code",     [401, 422, 422, 403, 403, 403, 403, 403, 403]),
    ("read_two_factor",        [401, 403, 403, 200, 200, 200, 200, 403, 403]),
    ("begin_two_factor",       [401, 403, 403, 422, 422, 422, 422, 403, 403]),
    ("confirm_two_factor",     [401, 403, 403, 409, 409, 409, 409, 403, 403]),
    ("disable_two_factor",     [401, 403, 403, 422, 422, 422, 422, 403, 403]),
    ("renew_recovery_codes",   [401, 403, 403, 422, 422, 422, 422, 403, 403]),
    ("read_sign_in_settings",  [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_sign_in_settings", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_api_tokens",        [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("create_api_token",       [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("revoke_api_token",       [401, 403, 403, 403, 403, 204, 404, 403, 403]),
    ("list_webhooks",          [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("create_webhook",         [401, 403, 403, 403, 403, 201, 201, 403, 403]),
    ("read_webhook",           [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("update_webhook",         [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("delete_webhook",         [401, 403, 403, 403, 403, 204, 404, 403, 403]),
    ("pause_webhook",          [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("resume_webhook",         [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("rotate_webhook_secret",  [401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("test_webhook",           [401, 403, 403, 403, 403, 202, 404, 403, 403]),
    ("list_webhook_deliveries",[401, 403, 403, 403, 403, 200, 404, 403, 403]),
    ("send_webhook_delivery_again", [401, 403, 403, 403, 403, 204, 404, 403, 403]),
    ("list_message_templates", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("update_message_template", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("reset_message_template", [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("test_message_template",  [401, 403, 403, 403, 403, 202, 202, 403, 403]),
    ("preview_message",        [401, 403, 403, 403, 403, 200, 200, 403, 403]),
    ("list_sessions",          [401, 200, 200, 200, 200, 200, 200, 403, 403]),
    ("end_session",            [401, 204, 404, 404, 404, 404, 404, 403, 403]),
    ("end_other_sessions",     [401, 204, 204, 204, 204, 204, 204, 403, 403]),
    // The last row: after it, nobody here can make another request.
    ("sign_out",               [401, 204, 204, 204, 204, 204, 204, 403, 403]),
];

fn another_program() -> WebhookCreate {
    let events = [WebhookEvent::ClientErased];
    webhook("https://faelle.example/hook", &events)
}

/// A facility with everybody in it, and another one.
pub struct World<'a> {
    pub app: &'a TestApp,
    pub facility: Facility<'a>,
    pub owner: Staff,
    pub colleague: Staff,
    pub client: Person,
    pub stranger: Person,
    pub abroad: Facility<'a>,
    /// Who asks for break-glasses.
    pub asker: Staff,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        let many = BookingRules {
            max_open_bookings: 50,
            ..BookingRules::default()
        };
        let many = serde_json::to_string(&many).unwrap();
        let sql = format!("UPDATE facilities SET booking_rules = '{many}'");
        app.db.execute_unprepared(&sql).await.unwrap();
        Self {
            app,
            owner: facility.counselor("m.brandt").await,
            colleague: facility.counselor("j.petersen").await,
            client: facility.client("Seestern").await,
            stranger: facility.client("Anker").await,
            abroad: app.facility("wetterau").await,
            asker: facility.another_admin("k.asker").await,
            facility,
        }
    }

    /// Nobody, and everybody who is signed in.
    pub fn callers(&self) -> [Option<&Client>; 7] {
        [
            None,
            Some(&self.client.client),
            Some(&self.stranger.client),
            Some(&self.owner.client),
            Some(&self.colleague.client),
            Some(&self.facility.admin.client),
            Some(&self.abroad.admin.client),
        ]
    }

    /// A request of the client that the owner works on, with a draft.
    pub async fn request(&self) -> MailRequestId {
        let id = self.client.request_of(&self.owner).await;
        let draft = DraftSave {
            text: "Guten".try_into().unwrap(),
        };
        self.owner
            .client
            .save_draft(id, None, &draft)
            .await
            .unwrap();
        id
    }

    pub async fn look_after(&self, client: &Person, counselor: &Staff) {
        let admin = &self.facility.admin.client;
        let version = admin.read_client(client.id).await.unwrap().version;
        let change = ClientUpdate {
            primary_counselor_id: Edit::Set(counselor.id),
            ..ClientUpdate::default()
        };
        let changed = admin.update_client(client.id, version, &change).await;
        changed.unwrap();
    }

    fn token_of(&self, scopes: impl IntoIterator<Item = TokenScope>) -> ApiTokenCreate {
        ApiTokenCreate {
            name: "Programm".try_into().unwrap(),
            scopes: scopes.into_iter().collect(),
            expires_at: self.app.hand.now() + TimeDelta::days(1),
        }
    }

    /// A program of the facility, with these scopes.
    pub async fn program(
        &self,
        facility: &Facility<'_>,
        scopes: impl IntoIterator<Item = TokenScope>,
    ) -> (Client, ApiTokenId) {
        let body = self.token_of(scopes);
        let made = facility.admin.client.create_api_token(&body).await.unwrap();
        let client = self.app.nobody();
        client.set_access_token(&made.token);
        (client, made.api_token.id)
    }

    /// A document that is there for the client.
    async fn document(&self) -> Document {
        let owner = &self.owner.client;
        let file = b"%PDF-1.7".to_vec();
        let document = owner.create_document(self.client.id, "Brief.pdf", file);
        let document = document.await.unwrap();
        let shown = DocumentUpdate {
            visible_to_client: Some(true),
        };
        let shown = owner.update_document(document.id, document.version, &shown);
        shown.await.unwrap()
    }

    /// A file of the client's, for a request that the owner works on.
    async fn attachment(&self, sent: bool) -> AttachmentId {
        let request = self.client.request_of(&self.owner).await;
        let client = &self.client.client;
        let file = b"%PDF-1.7".to_vec();
        let file = client.create_attachment(Some(request), "Brief.pdf", file);
        let id = file.await.unwrap().id;
        if sent {
            let message = MessageCreate {
                attachments: vec![id].try_into().unwrap(),
                ..says("Hier")
            };
            let sent = client.follow_up_mail_request(request, &message).await;
            sent.unwrap();
        }
        id
    }

    /// Another session of the client.
    async fn session(&self) -> String {
        let client = self.app.nobody();
        let body = ClientSignIn {
            name: "Seestern".try_into().unwrap(),
            password: CLIENT_PASSWORD.try_into().unwrap(),
        };
        client.sign_in_client("lahntal", &body).await.unwrap();
        let page = client.list_sessions(&SessionQuery::default()).await;
        page.unwrap().items[0].id.to_string()
    }

    /// A mail to the owner that was given up.
    async fn failed_mail(&self) -> String {
        let request = self.client.request_of(&self.owner).await;
        let again = says("Danke");
        let client = &self.client.client;
        client
            .follow_up_mail_request(request, &again)
            .await
            .unwrap();
        let given_up = "UPDATE outgoing_mails SET status = 'failed'";
        self.app.db.execute_unprepared(given_up).await.unwrap();
        let query = OutgoingMailQuery::default();
        let admin = &self.facility.admin.client;
        let mails = admin.list_outgoing_mails(&query).await.unwrap();
        mails.items[0].id.to_string()
    }

    /// A webhook, the only one; or something that it was told in vain.
    async fn webhook(&self, operation: &str) -> String {
        let admin = &self.facility.admin.client;
        let present = admin.list_webhooks(&WebhookQuery::default()).await;
        for one in present.unwrap().items {
            admin.delete_webhook(one.id).await.unwrap();
        }
        let made = admin.create_webhook(&another_program()).await;
        let id = made.unwrap().webhook.id;
        match operation {
            "resume_webhook" => {
                admin.pause_webhook(id).await.unwrap();
            }
            "send_webhook_delivery_again" => {
                let told = admin.test_webhook(id).await.unwrap().id;
                let given_up = "UPDATE webhook_deliveries SET status = 'failed'";
                self.app.db.execute_unprepared(given_up).await.unwrap();
                return told.to_string();
            }
            _ => {}
        }
        id.to_string()
    }

    /// A group of the owner's with the client in it.
    async fn group(&self) -> GroupId {
        let owner = &self.owner.client;
        let group = owner.create_group(&group("Montagsgruppe")).await.unwrap();
        owner
            .add_group_member(group.id, self.client.id)
            .await
            .unwrap();
        group.id
    }

    /// The conversation of the owner with the client.
    async fn chat(&self) -> ChatId {
        let with = ChatAccount::Client(self.client.id);
        let chat = self.owner.client.open_chat(&ChatOpen { with }).await;
        chat.unwrap().id
    }

    /// Somebody at the open door: alone there, or with the owner.
    async fn visit(&self, picked_up: bool) -> OpenDoorVisitId {
        opened(&self.facility, &always()).await;
        let admin = &self.facility.admin.client;
        for left in waiting(&self.owner).await {
            admin.end_open_door_visit(left).await.unwrap();
        }
        enters(self.app, None).await.unwrap();
        let id = waiting(&self.owner).await[0];
        if picked_up {
            let picked = self.owner.client.pick_up_open_door_visit(id).await;
            picked.unwrap();
        }
        id
    }

    /// A message to the client.
    async fn direct_message(&self) -> DirectMessageId {
        let admin = &self.facility.admin.client;
        let sent = admin
            .send_direct_message(self.client.id, &direct_message())
            .await;
        sent.unwrap().id
    }

    /// A comment of the owner's on a request of theirs.
    async fn comment(&self) -> InternalCommentId {
        let (id, owner) = (self.request().await, &self.owner.client);
        let said = comment("Wer weiß mehr?", None);
        let said = owner.create_internal_comment(id, &said).await;
        said.unwrap().id
    }

    /// What the asker asks to read.
    async fn break_glass(&self) -> BreakGlassId {
        let id = self.request().await;
        self.set_confidential(true).await;
        let asked = self
            .asker
            .client
            .request_break_glass(id, &emergency())
            .await;
        self.set_confidential(false).await;
        asked.unwrap().id
    }

    /// What the client is asked about a request of the owner's.
    async fn hand_over(&self) -> HandOverId {
        let (id, owner) = (self.request().await, &self.owner.client);
        let admin = &self.facility.admin.client;
        set_consent(admin, true).await;
        let asked = owner.ask_for_hand_over(id, &ask(self.colleague.id)).await;
        set_consent(admin, false).await;
        asked.unwrap().id
    }

    /// An appointment of the client with the owner, an hour of its own.
    async fn booking(&self, first: &str, unique: usize) -> BookingId {
        let body = BookingCreate {
            starts_at: hour(first, unique),
            ..appointment(self.client.id, first)
        };
        self.owner.client.create_booking(&body).await.unwrap().id
    }

    /// A group appointment of the owner's with the client, hours of its own.
    async fn group_booking(&self, unique: usize) -> BookingId {
        let owner = &self.owner.client;
        let body = group_booking(hour("2026-07-06T00:00:00Z", 2 * unique));
        let id = owner.create_group_booking(&body).await.unwrap().id;
        let add = self.participants();
        owner.add_participants(id, &add).await.unwrap();
        id
    }

    /// One that somebody else has filled.
    async fn full_group_booking(&self, unique: usize) -> BookingId {
        let owner = &self.owner.client;
        let body = GroupBookingCreate {
            max_participants: Some(1.try_into().unwrap()),
            ..group_booking(hour("2026-07-06T00:00:00Z", 2 * unique))
        };
        let id = owner.create_group_booking(&body).await.unwrap().id;
        let first = self.facility.client(&format!("Zuerst {unique}")).await;
        let add = ParticipantsAdd {
            client_ids: vec![first.id],
            group_ids: Vec::new(),
        };
        owner.add_participants(id, &add).await.unwrap();
        // Who waits for another one does not wait for too many.
        let awaited = GroupOfferQuery {
            waiting: Some(true),
            ..GroupOfferQuery::default()
        };
        for client in [&self.client.client, &self.stranger.client] {
            // In some tests they have something else to do first, and wait for nothing.
            let offers = client.list_group_offers(&awaited).await;
            for one in offers.into_iter().flat_map(|page| page.items) {
                client.stop_waiting_for_group_booking(one.id).await.unwrap();
            }
        }
        id
    }

    /// The same, which clients cannot join.
    async fn internal_group_booking(&self, unique: usize) -> BookingId {
        let id = self.group_booking(unique).await;
        let internal = GroupBookingUpdate {
            bookable: Some(false),
            ..GroupBookingUpdate::default()
        };
        let owner = &self.owner.client;
        let changed = owner
            .update_group_booking(id, Version::FIRST, &internal)
            .await;
        changed.unwrap().id
    }

    fn participants(&self) -> ParticipantsAdd {
        ParticipantsAdd {
            client_ids: vec![self.client.id],
            group_ids: Vec::new(),
        }
    }

    /// Something that can be booked with the owner, and nothing else.
    async fn slot(&self) -> SlotReservation {
        let owner = &self.owner;
        let body = service(false);
        let service_id = owner.client.create_service(&body).await.unwrap().id;
        let version = owner.client.read_booking_times(owner.id).await;
        let rows: Vec<_> = (0..7)
            .map(|day| (day, service_id, "00:00", "24:00"))
            .collect();
        let set = owner
            .client
            .update_booking_times(owner.id, version.unwrap().version, &week(&rows))
            .await;
        set.unwrap();
        let from = self.app.hand.now() + TimeDelta::hours(48);
        let query = SlotQuery {
            from,
            until: from + TimeDelta::days(8),
            counselor_id: Some(owner.id),
            service_id: Some(service_id),
            channel: None,
        };
        let slots = owner.client.list_slots(&query).await.unwrap();
        SlotReservation {
            counselor_id: owner.id,
            service_id,
            starts_at: slots.items[0].starts_at,
        }
    }

    /// What is free of the owner's on no day that is near enough.
    async fn wish(&self) -> WaitingListEntryCreate {
        let slot = self.slot().await;
        WaitingListEntryCreate {
            service_id: slot.service_id,
            counselor_id: Some(self.owner.id),
            until: Some(self.app.hand.now().date_naive()),
        }
    }

    /// What the client holds.
    async fn reservation(&self) -> Booking {
        let slot = self.slot().await;
        self.client.client.reserve_slot(&slot).await.unwrap()
    }

    /// Every facility has confidential administration from now on, or not.
    pub async fn set_confidential(&self, on: bool) {
        let sql = format!("UPDATE facilities SET confidential_administration = {on}");
        self.app.db.execute_unprepared(&sql).await.unwrap();
    }

    /// Something for the operation to be done to, fresh.
    #[expect(clippy::too_many_lines, reason = "a line an operation")]
    async fn thing(&self, operation: &str, unique: usize) -> String {
        match operation {
            "read_watchlist_entry"
            | "remember_client"
            | "forget_client"
            | "read_direct_message_route"
            | "list_direct_messages"
            | "send_direct_message"
            | "read_client"
            | "update_client"
            | "export_client"
            | "list_documents"
            | "create_document"
            | "list_notes"
            | "create_mail_request"
            | "create_note"
            | "ask_for_primary_counselor" => self.client.id.to_string(),
            "read_group"
            | "update_group"
            | "delete_group"
            | "list_group_members"
            | "add_group_member"
            | "remove_group_member" => self.group().await.to_string(),
            "mark_direct_message_read" => self.direct_message().await.to_string(),
            "read_chat"
            | "list_chat_members"
            | "list_chat_messages"
            | "send_chat_message"
            | "mark_chat_read"
            | "list_chat_documents"
            | "note_typing"
            | "start_chat_video"
            | "export_chat" => self.chat().await.to_string(),
            "delete_chat_document" => {
                let chat = self.chat().await;
                let sent = sends_file(&self.client.client, chat, "Karte.pdf").await;
                sent.attachments[0].id.to_string()
            }
            "read_chat_message" | "update_chat_message" | "delete_chat_message" => {
                let chat = self.chat().await;
                let message = writes(&self.client.client, chat, "Guten Tag").await;
                message.id.to_string()
            }
            "update_group_chat" | "delete_group_chat" | "add_chat_members"
            | "remove_chat_member" => {
                let group = group_chat("Montagsgruppe", [self.client.id]);
                let made = self.owner.client.create_group_chat(&group).await;
                made.unwrap().id.to_string()
            }
            "pick_up_open_door_visit" => self.visit(false).await.to_string(),
            "read_open_door_visit"
            | "list_open_door_messages"
            | "send_open_door_message"
            | "hand_over_open_door_visit"
            | "end_open_door_visit" => self.visit(true).await.to_string(),
            "download_document" | "update_document" | "delete_document" => {
                self.document().await.id.to_string()
            }
            "update_text_template" | "delete_text_template" => {
                let owner = &self.owner.client;
                let made = owner.create_text_template(&text_template(false)).await;
                made.unwrap().id.to_string()
            }
            "update_service" | "delete_service" => {
                let owner = &self.owner.client;
                let made = owner.create_service(&service(false)).await;
                made.unwrap().id.to_string()
            }
            "reserve_slot" => serde_json::to_string(&self.slot().await).unwrap(),
            "create_waiting_list_entry" => serde_json::to_string(&self.wish().await).unwrap(),
            "delete_waiting_list_entry" => {
                let client = &self.client.client;
                let all = WaitingListQuery::default();
                let before = client.list_waiting_list_entries(&all).await;
                for one in before.unwrap().items {
                    client.delete_waiting_list_entry(one.id).await.unwrap();
                }
                let made = client.create_waiting_list_entry(&self.wish().await).await;
                made.unwrap().id.to_string()
            }
            "book_reservation" => self.reservation().await.id.to_string(),
            "confirm_booking" => {
                let held = self.reservation().await;
                let client = &self.client.client;
                let booked = client
                    .book_reservation(held.id, held.version, &said_nothing())
                    .await;
                booked.unwrap().id.to_string()
            }
            "read_booking"
            | "decline_booking"
            | "cancel_booking"
            | "reschedule_booking"
            | "create_video_link"
            | "list_video_links"
            | "update_booking_note" => self
                .booking("2026-03-02T00:00:00Z", unique)
                .await
                .to_string(),
            "cancel_booking_series" => {
                let body = BlockerSeriesCreate {
                    blocker: BlockerCreate {
                        starts_at: hour("2027-02-01T00:00:00Z", unique),
                        ends_at: hour("2027-02-01T01:00:00Z", unique),
                        ..blocker("2027-02-01T00:00:00Z", "2027-02-01T01:00:00Z")
                    },
                    repeat: Repetition::new(4, 2).unwrap(),
                };
                let made = self.owner.client.create_blocker_series(&body).await;
                made.unwrap().items[0].id.to_string()
            }
            "update_group_booking"
            | "list_participants"
            | "add_participants"
            | "remove_participant"
            | "join_group_booking"
            | "join_booking_video"
            | "leave_group_booking" => self.group_booking(unique).await.to_string(),
            "wait_for_group_booking" => self.full_group_booking(unique).await.to_string(),
            "list_group_waiters" | "remove_group_waiter" | "stop_waiting_for_group_booking" => {
                let id = self.full_group_booking(unique).await;
                let client = &self.client.client;
                client.wait_for_group_booking(id).await.unwrap();
                id.to_string()
            }
            "revoke_video_link" => link_of_chat(self, self.chat().await).await,
            "mark_booking_held" | "mark_booking_missed" => self
                .booking("2025-11-03T00:00:00Z", unique)
                .await
                .to_string(),
            "update_absence" | "delete_absence" => {
                let made = self.owner.client.create_absence(&absence()).await;
                made.unwrap().id.to_string()
            }
            "read_monitoring" | "update_monitoring" | "delete_monitoring" => {
                let made = self.owner.client.create_monitoring(&monitoring()).await;
                made.unwrap().id.to_string()
            }
            "update_monitoring_field" => {
                let field = monitoring_field(MonitoringFieldKind::YesNo);
                let admin = &self.facility.admin.client;
                let made = admin.create_monitoring_field(&field).await;
                made.unwrap().id.to_string()
            }
            "download_attachment" => self.attachment(true).await.to_string(),
            "delete_attachment" => self.attachment(false).await.to_string(),
            "update_note" | "delete_note" => {
                let owner = &self.owner.client;
                let note = owner.create_note(self.client.id, &note("Ruft an")).await;
                note.unwrap().id.to_string()
            }
            "read_counselor"
            | "read_mail_availability"
            | "update_mail_availability"
            | "read_counselor_channels"
            | "update_counselor_channels"
            | "read_booking_times"
            | "diagnose_slots"
            | "read_statistics"
            | "export_statistics"
            | "export_monitorings"
            | "update_booking_times"
            | "update_counselor"
            | "replace_counselor_picture"
            | "remove_counselor_picture"
            | "change_counselor_role" => self.owner.id.to_string(),
            "activate_counselor"
            | "deactivate_counselor"
            | "preview_counselor_deletion"
            | "delete_counselor" => {
                let doomed = counselor_create(&format!("doomed{unique}"));
                let admin = &self.facility.admin.client;
                admin
                    .create_counselor(&doomed)
                    .await
                    .unwrap()
                    .id
                    .to_string()
            }
            "create_licence_request" => {
                // Who wants more has to have some.
                let bound = "UPDATE facilities SET licence_volume = 1000";
                self.app.db.execute_unprepared(bound).await.unwrap();
                String::new()
            }
            "invite_counselor" | "remove_two_factor" => {
                let spare = self.facility.counselor(&format!("spare{unique}")).await;
                spare.id.to_string()
            }
            "invite_client" | "set_client_password" => {
                let mut body = registration(&format!("Spare {unique}"));
                let email = format!("spare{unique}@mail.example");
                body.email = Some(email.try_into().unwrap());
                let session = self.app.nobody().register_client("lahntal", &body).await;
                session.unwrap().account.actor().id().to_string()
            }
            "erase_client" | "lock_client" | "unlock_client" | "delete_client"
            | "restore_client" | "place_legal_hold" | "end_legal_hold" => {
                let doomed = self.facility.client(&format!("Doomed {unique}")).await;
                let admin = &self.facility.admin.client;
                match operation {
                    "unlock_client" => {
                        let locked = admin.lock_client(doomed.id, Version::FIRST).await;
                        locked.unwrap();
                    }
                    "end_legal_hold" => {
                        let body = LegalHoldPlace {
                            reason: "Verfahren".try_into().unwrap(),
                        };
                        let held = admin.place_legal_hold(doomed.id, Version::FIRST, &body);
                        held.await.unwrap();
                    }
                    "restore_client" => {
                        let deleted = admin.delete_client(doomed.id, Version::FIRST).await;
                        deleted.unwrap();
                    }
                    _ => {}
                }
                doomed.id.to_string()
            }
            "update_counselling_field" => {
                let admin = &self.facility.admin.client;
                let made = admin.create_counselling_field(&counselling_field()).await;
                made.unwrap().id.to_string()
            }
            "update_master_data_field" => {
                let admin = &self.facility.admin.client;
                let made = admin.create_master_data_field(&master_data_field()).await;
                made.unwrap().id.to_string()
            }
            "delete_internal_comment" => self.comment().await.to_string(),
            "confirm_break_glass" | "refuse_break_glass" => self.break_glass().await.to_string(),
            "withdraw_hand_over" | "agree_to_hand_over" | "decline_hand_over" => {
                self.hand_over().await.to_string()
            }
            "read_webhook"
            | "update_webhook"
            | "delete_webhook"
            | "pause_webhook"
            | "resume_webhook"
            | "rotate_webhook_secret"
            | "test_webhook"
            | "list_webhook_deliveries"
            | "send_webhook_delivery_again" => self.webhook(operation).await,
            "revoke_api_token" => {
                let (_, id) = self.program(&self.facility, [EventsRead]).await;
                id.to_string()
            }
            "end_session" => self.session().await,
            "send_outgoing_mail_again" => self.failed_mail().await,
            _ => self.request().await.to_string(),
        }
    }

    /// The version that a change has to name.
    async fn version(&self, operation: &str) -> Version {
        let admin = &self.facility.admin.client;
        match operation {
            "update_counselor"
            | "update_mail_availability"
            | "replace_counselor_picture"
            | "remove_counselor_picture"
            | "change_counselor_role" => admin.read_counselor(self.owner.id).await.unwrap().version,
            "update_counselor_channels" => {
                let set = admin.read_counselor_channels(self.owner.id).await;
                set.unwrap().version
            }
            "update_booking_times" => {
                let set = admin.read_booking_times(self.owner.id).await;
                set.unwrap().version
            }
            "update_client" | "take_into_profile" => {
                admin.read_client(self.client.id).await.unwrap().version
            }
            // The data before it; reserved and booked; written and answered.
            "remove_facility_logo"
            | "confirm_booking"
            | "release_mail_request"
            | "take_over_mail_request"
            | "assign_mail_request"
            | "complete_mail_request"
            | "reopen_mail_request"
            | "archive_mail_request"
            | "delete_mail_request"
            | "update_document"
            | "unlock_client"
            | "end_legal_hold"
            | "restore_client" => Version(2),
            _ => Version::FIRST,
        }
    }

    /// The request that does it to `id`; `unique` tells new things apart.
    #[expect(clippy::too_many_lines, reason = "a line an operation")]
    async fn ask(&self, operation: &str, id: &str, unique: usize) -> RequestBuilder {
        let request = |method: Method, path: &str| {
            let url = format!("{}/api/v1{path}", self.app.url);
            crate::support::http().request(method, url)
        };
        let get = |path: &str| request(Method::GET, path);
        let post = |path: &str| request(Method::POST, path);
        let delete = |path: &str| request(Method::DELETE, path);
        let version = self.version(operation).await.etag();
        let one = format!("/mail-requests/{id}");
        match operation {
            "list_counselors" => get("/counselors"),
            "create_counselor" => {
                post("/counselors").json(&counselor_create(&format!("counselor{unique}")))
            }
            "read_counselor" => get(&format!("/counselors/{id}")),
            "update_counselor" => request(Method::PATCH, &format!("/counselors/{id}"))
                .header(header::IF_MATCH, version)
                .json(&CounselorUpdate::default()),
            "replace_counselor_picture" => {
                request(Method::PUT, &format!("/counselors/{id}/picture"))
                    .header(header::IF_MATCH, version)
                    .header(header::CONTENT_TYPE, "image/svg+xml")
                    .body("<svg/>")
            }
            "remove_counselor_picture" => {
                delete(&format!("/counselors/{id}/picture")).header(header::IF_MATCH, version)
            }
            "change_counselor_role" => post(&format!("/counselors/{id}/role"))
                .header(header::IF_MATCH, version)
                .json(&RoleChange {
                    role: Role::Counselor,
                }),
            "activate_counselor" | "deactivate_counselor" => {
                let what = operation.trim_end_matches("_counselor");
                post(&format!("/counselors/{id}/{what}")).header(header::IF_MATCH, version)
            }
            "preview_counselor_deletion" => get(&format!("/counselors/{id}/deletion")),
            "delete_counselor" => post(&format!("/counselors/{id}/delete"))
                .header(header::IF_MATCH, version)
                .json(&CounselorDelete::default()),
            "read_licences" => get("/licences"),
            "list_licence_requests" => get("/licence-requests"),
            "create_licence_request" => post("/licence-requests").json(&licence_request(2_000)),
            "invite_counselor" => post(&format!("/counselors/{id}/invitation")),
            "remove_two_factor" => delete(&format!("/counselors/{id}/two-factor")),
            "invite_client" => post(&format!("/clients/{id}/invitation")),
            "set_client_password" => {
                request(Method::PUT, &format!("/clients/{id}/password")).json(&ClientPasswordSet {
                    password: "ein neuer langer Satz".try_into().unwrap(),
                })
            }
            "change_own_password" => {
                request(Method::PUT, "/accounts/password").json(&PasswordChange {
                    current_password: "nicht dieses".try_into().unwrap(),
                    password: "ein neuer langer Satz".try_into().unwrap(),
                })
            }
            "read_own_data" => get("/own-data"),
            "update_own_data" => request(Method::PATCH, "/own-data")
                .header(header::IF_MATCH, version)
                .json(&wrong_password()),
            "export_own_data" => get("/own-data/export"),
            "delete_own_account" => post("/own-data/deletion").json(&wrong_password()),
            "make_recovery_code" => post("/own-data/recovery-code").json(&wrong_password()),
            "read_two_factor" => get("/two-factor"),
            "begin_two_factor" => post("/two-factor/setup").json(&wrong_password()),
            "confirm_two_factor" => post("/two-factor/confirmation").json(&TwoFactorConfirmation {
                code: "123456".try_into().unwrap(),
            }),
            "disable_two_factor" => post("/two-factor/removal").json(&wrong_password()),
            "renew_recovery_codes" => post("/two-factor/recovery-codes").json(&wrong_password()),
            "read_sign_in_settings" => get("/sign-in-settings"),
            "update_sign_in_settings" => request(Method::PUT, "/sign-in-settings")
                .header(header::IF_MATCH, version)
                .json(&SignInSettingsUpdate {
                    two_factor_required: false,
                }),
            "read_dashboard" => get("/dashboard"),
            "search" => get("/search?q=Se"),
            "list_clients" => get("/clients"),
            "create_client" => post("/clients").json(&registration(&format!("Klient {unique}"))),
            "read_client" => get(&format!("/clients/{id}")),
            "update_client" => request(Method::PATCH, &format!("/clients/{id}"))
                .header(header::IF_MATCH, version)
                .json(&ClientUpdate::default()),
            "erase_client" | "lock_client" | "unlock_client" | "delete_client"
            | "restore_client" => {
                let step = operation.trim_end_matches("_client");
                post(&format!("/clients/{id}/{step}")).header(header::IF_MATCH, version)
            }
            "place_legal_hold" => request(Method::PUT, &format!("/clients/{id}/legal-hold"))
                .header(header::IF_MATCH, version)
                .json(&LegalHoldPlace {
                    reason: "Verfahren".try_into().unwrap(),
                }),
            "end_legal_hold" => {
                delete(&format!("/clients/{id}/legal-hold")).header(header::IF_MATCH, version)
            }
            "list_groups" => get("/groups"),
            "create_group" => post("/groups").json(&group(&format!("Gruppe {unique}"))),
            "read_group" => get(&format!("/groups/{id}")),
            "update_group" => request(Method::PATCH, &format!("/groups/{id}"))
                .header(header::IF_MATCH, version)
                .json(&GroupUpdate::default()),
            "delete_group" => delete(&format!("/groups/{id}")),
            "list_group_members" => get(&format!("/groups/{id}/members")),
            "add_group_member" | "remove_group_member" => {
                let method = match operation {
                    "add_group_member" => Method::PUT,
                    _ => Method::DELETE,
                };
                request(method, &format!("/groups/{id}/members/{}", self.client.id))
            }
            "list_watchlist" => get("/watchlist"),
            "read_watchlist_entry" => get(&format!("/watchlist/{id}")),
            "remember_client" => request(Method::PUT, &format!("/watchlist/{id}")),
            "forget_client" => delete(&format!("/watchlist/{id}")),
            "read_direct_message_settings" => get("/direct-messages/settings"),
            "update_direct_message_settings" => request(Method::PUT, "/direct-messages/settings")
                .header(header::IF_MATCH, version)
                .json(&DirectMessageSettingsUpdate {
                    content: DirectMessageContent::Confidential,
                }),
            "read_direct_message_route" => get(&format!("/clients/{id}/direct-message-route")),
            "list_direct_messages" => get(&format!("/clients/{id}/direct-messages")),
            "send_direct_message" => {
                post(&format!("/clients/{id}/direct-messages")).json(&direct_message())
            }
            "list_received_direct_messages" => get("/direct-messages"),
            "mark_direct_message_read" => post(&format!("/direct-messages/{id}/read")),
            "list_chats" => get("/chats"),
            "count_unread_chats" => get("/chats/unread"),
            "list_chat_partners" => get("/chat-partners?kind=counselors"),
            "open_chat" => post("/chats").json(&ChatOpen {
                with: ChatAccount::Counselor(self.owner.id),
            }),
            "list_open_door_visits" => get("/open-door-visits"),
            "read_open_door_visit" => get(&format!("/open-door-visits/{id}")),
            "pick_up_open_door_visit" => post(&format!("/open-door-visits/{id}/pick-up")),
            "end_open_door_visit" => post(&format!("/open-door-visits/{id}/end")),
            "hand_over_open_door_visit" => {
                let body = OpenDoorHandOver {
                    counselor_id: self.colleague.id,
                };
                post(&format!("/open-door-visits/{id}/hand-over")).json(&body)
            }
            "list_open_door_messages" => get(&format!("/open-door-visits/{id}/messages")),
            "send_open_door_message" => {
                let key = uuid::Uuid::from_u128(unique as u128);
                let message = format!("/open-door-visits/{id}/messages/{key}");
                request(Method::PUT, &message).json(&text("Guten Tag"))
            }
            "read_open_door_settings" => get("/open-door-settings"),
            "update_open_door_settings" => request(Method::PUT, "/open-door-settings")
                .header(header::IF_MATCH, version)
                .json(&always()),
            "create_group_chat" => post("/group-chats").json(&group_chat("Gruppe", [])),
            "read_chat" => get(&format!("/chats/{id}")),
            "list_chat_members" => get(&format!("/chats/{id}/members")),
            "list_chat_messages" => get(&format!("/chats/{id}/messages")),
            "read_chat_message" => get(&format!("/chat-messages/{id}")),
            "send_chat_message" => {
                let key = self.client.id;
                request(Method::PUT, &format!("/chats/{id}/messages/{key}")).json(&text("Hallo"))
            }
            "mark_chat_read" => post(&format!("/chats/{id}/marks")).json(&ChatMarks::default()),
            "note_typing" => post(&format!("/chats/{id}/typing")),
            "list_presences" => get("/presences"),
            "set_presence" => request(Method::PUT, "/presence").json(&PresenceSet {
                presence: Presence::Online,
            }),
            "read_notification_settings" => get("/notification-settings"),
            "update_notification_settings" => request(Method::PATCH, "/notification-settings")
                .header(header::IF_MATCH, Version(0).etag())
                .json(&NotificationSettingsUpdate::default()),
            "answer_beat" => post("/events/beats").json(&BeatAnswer {
                connection_id: ConnectionId(self.client.id.0),
            }),
            "update_chat_message" => {
                request(Method::PATCH, &format!("/chat-messages/{id}")).json(&text("Doch nicht"))
            }
            "delete_chat_message" => delete(&format!("/chat-messages/{id}")),
            "list_chat_documents" => get(&format!("/chats/{id}/documents")),
            "export_chat" => get(&format!("/chats/{id}/export?language=de")),
            "delete_chat_document" => delete(&format!("/chat-documents/{id}")),
            "update_group_chat" => request(Method::PATCH, &format!("/group-chats/{id}"))
                .header(header::IF_MATCH, version)
                .json(&GroupChatUpdate::default()),
            "delete_group_chat" => delete(&format!("/group-chats/{id}")),
            "add_chat_members" => {
                post(&format!("/group-chats/{id}/members")).json(&ChatMembersAdd {
                    counselor_ids: vec![self.owner.id],
                    ..ChatMembersAdd::default()
                })
            }
            "remove_chat_member" => {
                delete(&format!("/group-chats/{id}/members/{}", self.client.id))
            }
            "export_client" => get(&format!("/clients/{id}/export")),
            "list_documents" => get(&format!("/clients/{id}/documents")),
            "create_document" => post(&format!("/clients/{id}/documents")).body("%PDF-1.7"),
            "download_document" => get(&format!("/documents/{id}/content")),
            "update_document" => request(Method::PATCH, &format!("/documents/{id}"))
                .header(header::IF_MATCH, version)
                .json(&DocumentUpdate::default()),
            "delete_document" => delete(&format!("/documents/{id}")),
            "list_text_templates" => get("/text-templates"),
            "create_text_template" => post("/text-templates").json(&text_template(false)),
            "update_text_template" => request(Method::PATCH, &format!("/text-templates/{id}"))
                .header(header::IF_MATCH, version)
                .json(&TextTemplateUpdate::default()),
            "delete_text_template" => delete(&format!("/text-templates/{id}")),
            "read_channel_settings" => get("/channels"),
            "update_channel_settings" => request(Method::PUT, "/channels")
                .header(header::IF_MATCH, version)
                .json(&serde_json::json!({ "offered": Channel::ALL })),
            "read_counselor_channels" => get(&format!("/counselors/{id}/channels")),
            "update_counselor_channels" => {
                request(Method::PATCH, &format!("/counselors/{id}/channels"))
                    .header(header::IF_MATCH, version)
                    .json(&CounselorChannelsUpdate::default())
            }
            "list_services" => get("/services"),
            "create_service" => post("/services").json(&service(false)),
            "update_service" => request(Method::PATCH, &format!("/services/{id}"))
                .header(header::IF_MATCH, version)
                .json(&ServiceUpdate::default()),
            "delete_service" => delete(&format!("/services/{id}")),
            "read_booking_times" => get(&format!("/counselors/{id}/booking-times")),
            "diagnose_slots" => get(&format!(
                "/counselors/{id}/slot-diagnosis?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z"
            )),
            "update_booking_times" => {
                request(Method::PUT, &format!("/counselors/{id}/booking-times"))
                    .header(header::IF_MATCH, version)
                    .json(&week(&[]))
            }
            "list_bookings" => {
                get("/bookings?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z")
            }
            "read_booking" => get(&format!("/bookings/{id}")),
            "reserve_slot" => post("/reservations")
                .header(header::CONTENT_TYPE, "application/json")
                .body(id.to_owned()),
            "list_waiting_list_entries" => get("/waiting-list-entries"),
            "create_waiting_list_entry" => post("/waiting-list-entries")
                .header(header::CONTENT_TYPE, "application/json")
                .body(id.to_owned()),
            "delete_waiting_list_entry" => delete(&format!("/waiting-list-entries/{id}")),
            "create_booking" => {
                let starts_at = hour("2026-04-06T00:00:00Z", unique);
                post("/bookings").json(&BookingCreate {
                    starts_at,
                    ..appointment(self.client.id, "2026-04-06T00:00:00Z")
                })
            }
            "create_blocker" => {
                let starts_at = hour("2026-05-04T00:00:00Z", unique);
                post("/blockers").json(&BlockerCreate {
                    starts_at,
                    ends_at: starts_at + TimeDelta::minutes(30),
                    ..blocker("2026-05-04T00:00:00Z", "2026-05-04T01:00:00Z")
                })
            }
            "create_booking_series" => post("/booking-series").json(&BookingSeriesCreate {
                booking: BookingCreate {
                    starts_at: hour("2027-05-03T00:00:00Z", unique),
                    ..appointment(self.client.id, "2027-05-03T00:00:00Z")
                },
                repeat: Repetition::new(4, 2).unwrap(),
            }),
            "create_blocker_series" => post("/blocker-series").json(&BlockerSeriesCreate {
                blocker: BlockerCreate {
                    starts_at: hour("2027-08-02T00:00:00Z", unique),
                    ends_at: hour("2027-08-02T01:00:00Z", unique),
                    ..blocker("2027-08-02T00:00:00Z", "2027-08-02T01:00:00Z")
                },
                repeat: Repetition::new(4, 2).unwrap(),
            }),
            "cancel_booking_series" => post(&format!("/bookings/{id}/cancel-series"))
                .header(header::IF_MATCH, version)
                .json(&Cancellation::default()),
            "create_group_booking" => post("/group-bookings")
                .json(&group_booking(hour("2026-06-01T00:00:00Z", 2 * unique))),
            "update_group_booking" => request(Method::PATCH, &format!("/group-bookings/{id}"))
                .header(header::IF_MATCH, version)
                .json(&GroupBookingUpdate::default()),
            "list_participants" => get(&format!("/group-bookings/{id}/participants")),
            "add_participants" => {
                post(&format!("/group-bookings/{id}/participants")).json(&self.participants())
            }
            "remove_participant" => delete(&format!(
                "/group-bookings/{id}/participants/{}",
                self.client.id
            )),
            "list_group_offers" => get("/group-offers"),
            "join_group_booking" => post(&format!("/group-bookings/{id}/join")),
            "leave_group_booking" => post(&format!("/group-bookings/{id}/leave")),
            "list_group_waiters" => get(&format!("/group-bookings/{id}/waiters")),
            "remove_group_waiter" => {
                delete(&format!("/group-bookings/{id}/waiters/{}", self.client.id))
            }
            "wait_for_group_booking" => post(&format!("/group-bookings/{id}/wait")),
            "stop_waiting_for_group_booking" => post(&format!("/group-bookings/{id}/stop-waiting")),
            "book_reservation" => post(&format!("/bookings/{id}/book"))
                .header(header::IF_MATCH, version)
                .json(&said_nothing()),
            "confirm_booking" => {
                post(&format!("/bookings/{id}/confirm")).header(header::IF_MATCH, version)
            }
            "decline_booking" | "cancel_booking" => {
                let step = operation.trim_end_matches("_booking");
                post(&format!("/bookings/{id}/{step}"))
                    .header(header::IF_MATCH, version)
                    .json(&Cancellation::default())
            }
            "read_calendar_feed" => get("/calendar-feed"),
            "create_calendar_feed" => {
                request(Method::PUT, "/calendar-feed").json(&CalendarFeedCreate {
                    shows: FeedContent::Busy,
                })
            }
            "revoke_calendar_feed" => delete("/calendar-feed"),
            "read_video" => get("/video"),
            "join_booking_video" => post(&format!("/bookings/{id}/video")),
            "start_chat_video" => post(&format!("/chats/{id}/video")),
            "create_video_link" => post("/video-links").json(&link_create(id.parse().unwrap())),
            "list_video_links" => get(&format!("/video-links?booking_id={id}")),
            "revoke_video_link" => delete(&format!("/video-links/{id}")),
            "reschedule_booking" => post(&format!("/bookings/{id}/reschedule"))
                .header(header::IF_MATCH, version)
                .json(&BookingMove {
                    starts_at: hour("2026-06-01T00:00:00Z", unique),
                    duration_minutes: None,
                    counselor_id: None,
                }),
            "update_booking_note" => request(Method::PUT, &format!("/bookings/{id}/note"))
                .header(header::IF_MATCH, version)
                .json(&BookingNoteUpdate::default()),
            "mark_booking_held" | "mark_booking_missed" => {
                let step = operation.trim_start_matches("mark_booking_");
                post(&format!("/bookings/{id}/{step}")).header(header::IF_MATCH, version)
            }
            "list_absences" => get("/absences"),
            "create_absence" => post("/absences").json(&absence()),
            "update_absence" => request(Method::PATCH, &format!("/absences/{id}"))
                .header(header::IF_MATCH, version)
                .json(&AbsenceUpdate::default()),
            "delete_absence" => delete(&format!("/absences/{id}")),
            "list_slots" => get("/slots?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z"),
            "read_booking_offer" => get("/booking-offer"),
            "list_monitorings" => get("/monitorings"),
            "create_monitoring" => post("/monitorings").json(&monitoring()),
            "read_monitoring" => get(&format!("/monitorings/{id}")),
            "update_monitoring" => request(Method::PUT, &format!("/monitorings/{id}"))
                .header(header::IF_MATCH, version)
                .json(&monitoring()),
            "delete_monitoring" => delete(&format!("/monitorings/{id}")),
            "export_monitorings" => {
                get(&format!("/monitorings/export?format=csv&counselor_id={id}"))
            }
            "suggest_monitoring" => get("/monitoring-suggestion"),
            "list_monitoring_fields" => get("/monitoring-fields"),
            "create_monitoring_field" => {
                post("/monitoring-fields").json(&monitoring_field(MonitoringFieldKind::YesNo))
            }
            "update_monitoring_field" => {
                request(Method::PATCH, &format!("/monitoring-fields/{id}"))
                    .header(header::IF_MATCH, version)
                    .json(&MonitoringFieldUpdate::default())
            }
            "add_monitoring_field_set" => post("/monitoring-field-sets").json(&FieldSetAdd {
                set: FieldSet::General,
            }),
            "read_monitoring_settings" => get("/monitoring-settings"),
            "update_monitoring_settings" => request(Method::PUT, "/monitoring-settings")
                .header(header::IF_MATCH, version)
                .json(&MonitoringRules::default()),
            "read_booking_settings" => get("/booking-settings"),
            "update_booking_settings" => request(Method::PUT, "/booking-settings")
                .header(header::IF_MATCH, version)
                .json(&BookingRules::default()),
            "read_signature" => get("/signature"),
            "update_signature" => request(Method::PUT, "/signature")
                .header(header::IF_MATCH, Version(0).etag())
                .json(&serde_json::json!({ "text": "Herzliche Grüße" })),
            "read_working_time" => get("/working-time"),
            "list_closed_days" => {
                get("/closed-days?from=2026-01-19T00:00:00Z&until=2026-01-26T00:00:00Z")
            }
            "update_working_time" => request(Method::PUT, "/working-time")
                .header(header::IF_MATCH, version)
                .json(&WorkingTime::default()),
            "preview_working_time" => post("/working-time/preview").json(&WorkingTime::default()),
            "read_facility_settings" => get("/facility-settings"),
            "update_facility_settings" => request(Method::PUT, "/facility-settings")
                .header(header::IF_MATCH, version)
                .json(&serde_json::json!({
                    "name": "Beratungsstelle", "time_zone": "Europe/Berlin",
                    "mails_name_facility": true
                })),
            "replace_facility_logo" => request(Method::PUT, "/facility-settings/logo")
                .header(header::IF_MATCH, version)
                .header(header::CONTENT_TYPE, "image/svg+xml")
                .body("<svg/>"),
            "remove_facility_logo" => {
                delete("/facility-settings/logo").header(header::IF_MATCH, version)
            }
            "read_legal_pages" => get("/legal-pages"),
            "update_legal_pages" => request(Method::PUT, "/legal-pages")
                .header(header::IF_MATCH, version)
                .json(&serde_json::json!({})),
            "read_registration_settings" => get("/registration-settings"),
            "update_registration_settings" => request(Method::PUT, "/registration-settings")
                .header(header::IF_MATCH, version)
                .json(&serde_json::json!({ "access": "open", "contact": "optional" })),
            "read_setup" => get("/setup"),
            "dismiss_setup" => post("/setup/dismissal"),
            "list_attachments" => get(&format!("/attachments?mail_request_id={id}")),
            "create_attachment" => {
                post(&format!("/attachments?mail_request_id={id}")).body("%PDF-1.7")
            }
            "download_attachment" => get(&format!("/attachments/{id}/content")),
            "delete_attachment" => delete(&format!("/attachments/{id}")),
            "list_notes" => get(&format!("/clients/{id}/notes")),
            "create_note" => post(&format!("/clients/{id}/notes")).json(&note("Ruft an")),
            "update_note" => request(Method::PATCH, &format!("/notes/{id}"))
                .header(header::IF_MATCH, version)
                .json(&note("Ruft nicht an")),
            "delete_note" => delete(&format!("/notes/{id}")),
            "list_counselling_fields" => get("/counselling-fields"),
            "create_counselling_field" => post("/counselling-fields").json(&counselling_field()),
            "update_counselling_field" => {
                request(Method::PATCH, &format!("/counselling-fields/{id}"))
                    .header(header::IF_MATCH, version)
                    .json(&CounsellingFieldUpdate::default())
            }
            "list_master_data_fields" => get("/master-data-fields"),
            "create_master_data_field" => post("/master-data-fields").json(&master_data_field()),
            "update_master_data_field" => {
                request(Method::PATCH, &format!("/master-data-fields/{id}"))
                    .header(header::IF_MATCH, version)
                    .json(&MasterDataFieldUpdate::default())
            }
            "read_deletion_routine" => get("/deletion-routine"),
            "update_deletion_routine" => request(Method::PUT, "/deletion-routine")
                .header(header::IF_MATCH, version)
                .json(&serde_json::json!({ "erase_deleted_clients_after_days": 30 })),
            "preview_deletion_routine" => {
                get("/deletion-routine/preview?erase_deleted_clients_after_days=30")
            }
            "list_erasures" => get("/erasures"),
            "list_mail_requests" => get("/mail-requests"),
            "count_mail_requests" => get("/mail-requests/counts"),
            "create_mail_request" => post("/mail-requests").json(&MailRequestCreate {
                client_id: Some(self.client.id),
                ..letter("Schlaf")
            }),
            "read_mail_offer" => get("/mail-offer"),
            "read_mail_availability" => get(&format!("/counselors/{id}/mail-availability")),
            "update_mail_availability" => request(
                Method::PATCH,
                &format!("/counselors/{id}/mail-availability"),
            )
            .header(header::IF_MATCH, version)
            .json(&MailAvailabilityUpdate::default()),
            "read_assignment_settings" => get("/assignment-settings"),
            "update_assignment_settings" => request(Method::PATCH, "/assignment-settings")
                .header(header::IF_MATCH, version)
                .json(&AssignmentSettingsUpdate::default()),
            "read_request_data" => get(&format!("{one}/request-data")),
            "take_into_profile" => post(&format!("{one}/take-into-profile"))
                .header(header::IF_MATCH, version)
                .json(&ProfileTaking::default()),
            "read_mail_request" => get(&one),
            "answer_mail_request" => post(&format!("{one}/answers")).json(&says("x")),
            "follow_up_mail_request" => post(&format!("{one}/follow-ups")).json(&says("x")),
            "mark_mail_request_read" => post(&format!("{one}/read")),
            "read_draft" => get(&format!("{one}/draft")),
            "save_draft" => request(Method::PUT, &format!("{one}/draft"))
                .header(header::IF_MATCH, version)
                .json(&DraftSave {
                    text: "Guten Tag".try_into().unwrap(),
                }),
            "release_mail_request" => {
                post(&format!("{one}/release")).header(header::IF_MATCH, version)
            }
            "take_over_mail_request" => {
                post(&format!("{one}/take-over")).header(header::IF_MATCH, version)
            }
            "assign_mail_request" => post(&format!("{one}/assignment"))
                .header(header::IF_MATCH, version)
                .json(&MailRequestAssign::to(self.colleague.id)),
            "complete_mail_request" => {
                post(&format!("{one}/complete")).header(header::IF_MATCH, version)
            }
            "reopen_mail_request" => {
                post(&format!("{one}/reopen")).header(header::IF_MATCH, version)
            }
            "archive_mail_request" => {
                post(&format!("{one}/archive")).header(header::IF_MATCH, version)
            }
            "delete_mail_request" => delete(&one).header(header::IF_MATCH, version),
            "note_viewing" => request(Method::PUT, &format!("{one}/viewers")),
            "stop_viewing" => delete(&format!("{one}/viewers")),
            "list_internal_comments" => get(&format!("{one}/internal-comments")),
            "create_internal_comment" => {
                post(&format!("{one}/internal-comments")).json(&comment("Wer weiß mehr?", None))
            }
            "delete_internal_comment" => delete(&format!("/internal-comments/{id}")),
            "request_break_glass" => post(&format!("{one}/break-glasses")).json(&emergency()),
            "list_break_glasses" => get("/break-glasses"),
            "confirm_break_glass" => post(&format!("/break-glasses/{id}/confirmation")),
            "refuse_break_glass" => post(&format!("/break-glasses/{id}/refusal")),
            "ask_for_hand_over" => post(&format!("{one}/hand-overs")).json(&ask(self.colleague.id)),
            "ask_for_primary_counselor" => {
                post(&format!("/clients/{id}/hand-overs")).json(&ask(self.colleague.id))
            }
            "list_hand_overs" => get("/hand-overs"),
            "withdraw_hand_over" => post(&format!("/hand-overs/{id}/withdrawal")),
            "agree_to_hand_over" => post(&format!("/hand-overs/{id}/agreement")),
            "decline_hand_over" => post(&format!("/hand-overs/{id}/refusal")),
            "read_openness_settings" => get("/openness-settings"),
            "update_openness_settings" => request(Method::PUT, "/openness-settings")
                .header(header::IF_MATCH, version)
                .json(&OpennessSettingsUpdate {
                    openness: Openness::Open,
                    confidential_administration: false,
                }),
            "read_statistics" => get(&format!("/statistics?counselor_id={id}")),
            "export_statistics" => get(&format!("/statistics/export?format=csv&counselor_id={id}")),
            "read_access_table" => get("/access-table"),
            "stream_events" => get("/events"),
            "list_audit_entries" => get("/audit-entries"),
            "export_audit_log" => get("/audit-entries/export"),
            "verify_audit_log" => get("/audit-entries/verification"),
            "list_outgoing_mails" => get("/outgoing-mails"),
            "send_outgoing_mail_again" => post(&format!("/outgoing-mails/{id}/send-again")),
            "list_message_templates" => get("/message-templates"),
            "update_message_template" => {
                let path = "/message-templates/follow_up/email/de";
                let first = "DELETE FROM message_templates";
                self.app.db.execute_unprepared(first).await.unwrap();
                request(Method::PUT, path)
                    .header(header::IF_MATCH, Version(0).etag())
                    .json(&own_words())
            }
            "reset_message_template" => {
                request(Method::DELETE, "/message-templates/new_answer/email/de")
                    .header(header::IF_MATCH, Version(0).etag())
            }
            "test_message_template" => post("/message-templates/new_answer/email/de/test"),
            "preview_message" => post("/message-previews").json(&previewed()),
            "list_webhooks" => get("/webhooks"),
            "create_webhook" => post("/webhooks").json(&another_program()),
            "read_webhook" => get(&format!("/webhooks/{id}")),
            "update_webhook" => request(Method::PATCH, &format!("/webhooks/{id}"))
                .header(header::IF_MATCH, version)
                .json(&WebhookUpdate::default()),
            "delete_webhook" => delete(&format!("/webhooks/{id}")),
            "pause_webhook" => post(&format!("/webhooks/{id}/pause")),
            "resume_webhook" => post(&format!("/webhooks/{id}/resume")),
            "rotate_webhook_secret" => post(&format!("/webhooks/{id}/secret")),
            "test_webhook" => post(&format!("/webhooks/{id}/test")),
            "list_webhook_deliveries" => get(&format!("/webhooks/{id}/deliveries")),
            "send_webhook_delivery_again" => post(&format!("/webhook-deliveries/{id}/send-again")),
            "list_api_tokens" => get("/api-tokens"),
            "create_api_token" => post("/api-tokens").json(&self.token_of([EventsRead])),
            "revoke_api_token" => delete(&format!("/api-tokens/{id}")),
            "list_sessions" => get("/sessions"),
            "end_session" => delete(&format!("/sessions/{id}")),
            "end_other_sessions" => delete("/sessions/others"),
            "sign_out" => delete("/sessions/current"),
            other => panic!("{other} has no request"),
        }
    }
}

/// An hour for each, so that none is in the way of another.
fn hour(first: &str, unique: usize) -> DateTime<Utc> {
    let first: DateTime<Utc> = first.parse().unwrap();
    first + TimeDelta::hours(i64::try_from(unique).unwrap())
}

fn said_nothing() -> ReservationBooking {
    ReservationBooking::default()
}

fn labels() -> Labels {
    Labels {
        de: "Feld".try_into().unwrap(),
        en: "Field".try_into().unwrap(),
    }
}

fn counselling_field() -> CounsellingFieldCreate {
    CounsellingFieldCreate { labels: labels() }
}

pub fn master_data_field() -> MasterDataFieldCreate {
    MasterDataFieldCreate {
        labels: labels(),
        kind: MasterDataKind::Text,
        choices: Vec::new(),
        mandatory: false,
    }
}

fn wrong_password() -> PasswordProof {
    PasswordProof {
        own_password: "nicht dieses".try_into().unwrap(),
    }
}

/// Sends it as this caller.
async fn send(request: RequestBuilder, caller: Option<&Client>) -> reqwest::Response {
    let request = match caller.and_then(Client::access_token) {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap()
}

/// The operations of the document, each with its address.
fn served() -> Vec<(String, String)> {
    let document = serde_json::to_value(api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().values();
        methods
            .map(|one| one["operationId"].as_str().unwrap().to_owned())
            .map(|id| (id, path.clone()))
    });
    operations.collect()
}

fn action(operation: &str) -> Option<Action> {
    let mut all = Action::ALL.iter().copied();
    all.find(|action| action.name() == operation)
}

#[test]
fn every_operation_has_its_row() {
    let served: BTreeSet<_> = served().into_iter().map(|(id, _)| id).collect();
    let listed = TABLE.iter().map(|row| row.0).chain(PUBLIC.iter().copied());
    let listed: BTreeSet<_> = listed.map(str::to_owned).collect();
    assert_eq!(
        served, listed,
        "a new operation needs a row in TABLE, or, rarely, in PUBLIC"
    );
    for &(operation, _) in TABLE {
        assert!(action(operation).is_some(), "{operation} is no action");
    }
}

#[actix_web::test]
async fn the_table_holds() {
    let app = TestApp::with(with_video).await;
    let world = World::new(&app).await;
    let all = || TokenScope::ALL.iter().copied();
    let (program, _) = world.program(&world.facility, all()).await;
    let mut unique = 0;
    for &(operation, expected) in TABLE {
        let scope = action(operation)
            .and_then(table::row)
            .and_then(|row| row.scope);
        let others = all().filter(|one| Some(*one) != scope);
        let (without, _) = world.program(&world.facility, others).await;
        let programs = [Some(&program), Some(&without)];
        let callers = world.callers().into_iter().chain(programs);
        let mut statuses = Vec::new();
        let mut last = Value::Null;
        // Whoever is refused leaves it for the next.
        let mut thing = None;
        for caller in callers {
            let id = match thing.take() {
                Some(id) => id,
                None if operation == "sign_out" => String::new(),
                None => {
                    unique += 1;
                    world.thing(operation, unique).await
                }
            };
            let answer = send(world.ask(operation, &id, unique).await, caller).await;
            statuses.push(answer.status().as_u16());
            if !answer.status().is_success() {
                thing = Some(id);
            }
            if answer.status() == 403 {
                last = answer.json().await.unwrap();
            }
        }
        assert_eq!(statuses, expected, "{operation}");
        let code = scope.map_or("forbidden", |_| "missing_scope");
        assert_eq!(last["code"], code, "{operation} without its scope");
    }
}

/// Whoever has something to do first is refused everything else, whatever they may otherwise do:
/// the one place that every operation comes through says so.
#[actix_web::test]
async fn whoever_has_something_to_do_first_can_do_nothing_else() {
    let app = TestApp::with(with_video).await;
    let world = World::new(&app).await;
    let change = "UPDATE clients SET password_change_due = true WHERE pseudonym = 'Anker'";
    app.db.execute_unprepared(change).await.unwrap();
    let (mut allowed, mut unique) = (Vec::new(), 0);
    for (caller, code) in [
        (&world.stranger.client, "password_change_due"),
        (&world.colleague.client, "two_factor_due"),
    ] {
        for &(operation, _) in TABLE {
            unique += 1;
            let id = match operation {
                "sign_out" => String::new(),
                _ => world.thing(operation, unique).await,
            };
            let request = world.ask(operation, &id, unique).await;
            // Only now, so that everybody else can still make the thing.
            let require = "UPDATE facilities SET two_factor_required = true";
            app.db.execute_unprepared(require).await.unwrap();
            let answer = send(request, Some(caller)).await;
            let release = "UPDATE facilities SET two_factor_required = false";
            app.db.execute_unprepared(release).await.unwrap();
            let status = answer.status().as_u16();
            let body: Value = answer.json().await.unwrap_or_default();
            if (status, &body["code"]) != (403, &Value::from(code)) {
                allowed.push(operation);
            }
        }
    }
    assert_eq!(
        allowed,
        [
            "change_own_password",
            "sign_out",
            "read_two_factor",
            "begin_two_factor",
            "confirm_two_factor",
            "sign_out"
        ]
    );
}

/// Not even the words of the refusal tell a foreign id from one that does not exist.
#[actix_web::test]
async fn a_foreign_id_answers_exactly_like_an_unknown_one() {
    let app = TestApp::with(with_video).await;
    let world = World::new(&app).await;
    let unknown = "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10";
    let all = TokenScope::ALL.iter().copied();
    let (program, _) = world.program(&world.abroad, all).await;
    let answer = async |operation: &str, id: &str, caller: &Client| {
        let answer = send(world.ask(operation, id, 0).await, Some(caller)).await;
        let status = answer.status().as_u16();
        let mut body: Value = answer.json().await.unwrap();
        body.as_object_mut().unwrap().remove("request_id");
        (status, body)
    };
    let with_id = served()
        .into_iter()
        .filter(|(_, path)| path.contains("{id}"));
    let operations: Vec<_> = with_id.map(|(operation, _)| operation).collect();
    assert!(operations.len() > 10, "{operations:?}");
    for (unique, operation) in operations.iter().enumerate() {
        let foreign = match operation.as_str() {
            // What clients can book is there for all of them.
            "join_group_booking" | "wait_for_group_booking" => {
                world.internal_group_booking(unique).await.to_string()
            }
            _ => world.thing(operation, unique).await,
        };
        let scope = action(operation)
            .and_then(table::row)
            .and_then(|row| row.scope);
        // What a program may never do is refused whatever the id; what a client may never do to
        // the facility's things, too.
        for (who, caller, hidden) in [
            ("admin abroad", &world.abroad.admin.client, true),
            (
                "stranger",
                &world.stranger.client,
                ![
                    "revoke_api_token",
                    "read_webhook",
                    "update_webhook",
                    "delete_webhook",
                    "pause_webhook",
                    "resume_webhook",
                    "rotate_webhook_secret",
                    "test_webhook",
                    "list_webhook_deliveries",
                    "send_webhook_delivery_again",
                    "send_outgoing_mail_again",
                    "update_counselling_field",
                    "update_master_data_field",
                    "update_monitoring_field",
                ]
                .contains(&operation.as_str()),
            ),
            ("program abroad", &program, scope.is_some()),
        ] {
            let of_foreign = answer(operation, &foreign, caller).await;
            let of_unknown = answer(operation, unknown, caller).await;
            assert_eq!(of_foreign, of_unknown, "{operation} by {who}");
            if hidden {
                assert_eq!(of_foreign.0, 404, "{operation} by {who}");
            } else {
                assert!(matches!(of_foreign.0, 403 | 404), "{operation} by {who}");
            }
        }
    }
}
