//! The audit log (chapter 10): who did what to which record, when, from where; never what was
//! written. It only ever grows, and each entry proves the one before it.

use crate::ids::{
    AbsenceId, ApiTokenId, AttachmentId, BookingId, ChatId, ClientId, CounsellingFieldId,
    CounselorId, DocumentId, GroupId, LicenceRequestId, MailRequestId, MasterDataFieldId,
    MonitoringFieldId, MonitoringId, NoteId, OpenDoorVisitId, OutgoingMailId, ServiceId, SessionId,
    TextTemplateId, WaitingListEntryId, WebhookId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv6Addr};
use uuid::Uuid;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What was done, named like the operation that does it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum AuditAction {
            $($(#[$doc])* #[cfg_attr(feature = "db", sea_orm(string_value = $text))] $name,)*
        }

        impl AuditAction {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name of the operation.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

actions! {
    /// A facility was made at the command line.
    CreateFacility = "create_facility",
    /// Staff signed in.
    SignInCounselor = "sign_in_counselor",
    /// A client signed in.
    SignInClient = "sign_in_client",
    /// A known name was tried with a wrong password or recovery code.
    RefuseSignIn = "refuse_sign_in",
    /// A client made their own account.
    RegisterClient = "register_client",
    /// Staff asked for a link to set a new password.
    ForgotPassword = "forgot_password",
    /// A client asked for one.
    ForgotClientPassword = "forgot_client_password",
    /// A password was set with a link.
    RedeemAccountLink = "redeem_account_link",
    /// Somebody changed their own password.
    ChangeOwnPassword = "change_own_password",
    /// A client changed by which name and address they are known.
    UpdateOwnData = "update_own_data",
    /// A client took along what is kept of them.
    ExportOwnData = "export_own_data",
    /// A client deleted their own account.
    DeleteOwnAccount = "delete_own_account",
    /// A client made a new recovery code.
    MakeRecoveryCode = "make_recovery_code",
    /// A client set a password with their recovery code.
    RecoverPassword = "recover_password",
    /// Staff set up the second step of signing in.
    ConfirmTwoFactor = "confirm_two_factor",
    /// Staff switched it off.
    DisableTwoFactor = "disable_two_factor",
    /// An admin took it away from an account.
    RemoveTwoFactor = "remove_two_factor",
    /// Staff made new recovery codes.
    RenewRecoveryCodes = "renew_recovery_codes",
    /// An admin changed what is asked of staff when they sign in.
    UpdateSignInSettings = "update_sign_in_settings",
    /// A counselor was sent a link to set a password.
    InviteCounselor = "invite_counselor",
    /// A client was sent a link to set a password.
    InviteClient = "invite_client",
    /// A client was given a new password.
    SetClientPassword = "set_client_password",
    /// Somebody signed out.
    SignOut = "sign_out",
    /// A refresh token was used twice, so its session was ended.
    EndStolenSession = "end_stolen_session",
    /// A staff account was made.
    CreateCounselor = "create_counselor",
    /// A counselor's data was changed.
    UpdateCounselor = "update_counselor",
    /// A staff account got a picture.
    ReplaceCounselorPicture = "replace_counselor_picture",
    /// A staff account's picture was taken away.
    RemoveCounselorPicture = "remove_counselor_picture",
    /// A staff account got another role.
    ChangeCounselorRole = "change_counselor_role",
    /// A staff account may sign in again.
    ActivateCounselor = "activate_counselor",
    /// A staff account may not sign in any more.
    DeactivateCounselor = "deactivate_counselor",
    /// A staff account was deleted.
    DeleteCounselor = "delete_counselor",
    /// An admin asked for more licences.
    CreateLicenceRequest = "create_licence_request",
    /// The operator set how many licences there are.
    ChangeLicenceVolume = "change_licence_volume",
    /// The operator has dealt with such a request without that.
    FinishLicenceRequest = "finish_licence_request",
    /// A client account was made by staff.
    CreateClient = "create_client",
    /// Staff looked at a client's data.
    ReadClient = "read_client",
    /// A client's data was changed.
    UpdateClient = "update_client",
    /// A client was kept from signing in.
    LockClient = "lock_client",
    /// A client may sign in again.
    UnlockClient = "unlock_client",
    /// A client was marked for erasure.
    DeleteClient = "delete_client",
    /// That was undone.
    RestoreClient = "restore_client",
    /// A client was told that their account will be deleted.
    WarnOfDeletion = "warn_of_deletion",
    /// A counselling field was made.
    CreateCounsellingField = "create_counselling_field",
    /// A counselling field was renamed, moved or deactivated.
    UpdateCounsellingField = "update_counselling_field",
    /// A master-data field was made.
    CreateMasterDataField = "create_master_data_field",
    /// A master-data field was renamed, moved, changed or deactivated.
    UpdateMasterDataField = "update_master_data_field",
    /// It was changed when what was deleted is erased.
    UpdateDeletionRoutine = "update_deletion_routine",
    /// Staff made a text template.
    CreateTextTemplate = "create_text_template",
    /// Staff changed a text template.
    UpdateTextTemplate = "update_text_template",
    /// Staff deleted a text template.
    DeleteTextTemplate = "delete_text_template",
    /// Staff chose what they are told of, and how.
    UpdateNotificationSettings = "update_notification_settings",
    /// Staff changed their signature.
    UpdateSignature = "update_signature",
    /// It was changed when the facility works and what it promises.
    UpdateWorkingTime = "update_working_time",
    /// It was changed what the facility says of itself.
    UpdateFacilitySettings = "update_facility_settings",
    /// The facility got another logo.
    ReplaceFacilityLogo = "replace_facility_logo",
    /// The facility's logo was taken away.
    RemoveFacilityLogo = "remove_facility_logo",
    /// The portal's legal pages were changed.
    UpdateLegalPages = "update_legal_pages",
    /// It was changed who can make an account at the portal.
    UpdateRegistrationSettings = "update_registration_settings",
    /// The list of what is left to do was put away.
    DismissSetup = "dismiss_setup",
    /// It was changed by which means the facility offers counselling.
    UpdateChannelSettings = "update_channel_settings",
    /// It was changed by which means a counselor offers counselling, or where.
    UpdateCounselorChannels = "update_counselor_channels",
    /// A service was made.
    CreateService = "create_service",
    /// A service was changed.
    UpdateService = "update_service",
    /// A service was deleted.
    DeleteService = "delete_service",
    /// It was changed when a counselor can be booked.
    UpdateBookingTimes = "update_booking_times",
    /// It was said that a counselor is away.
    CreateAbsence = "create_absence",
    /// That was changed.
    UpdateAbsence = "update_absence",
    /// That was taken back.
    DeleteAbsence = "delete_absence",
    /// Staff looked at a client's monitorings.
    ListMonitorings = "list_monitorings",
    /// Staff looked at one.
    ReadMonitoring = "read_monitoring",
    /// A piece of counselling was recorded.
    CreateMonitoring = "create_monitoring",
    /// That record was changed.
    UpdateMonitoring = "update_monitoring",
    /// That record was deleted.
    DeleteMonitoring = "delete_monitoring",
    /// Monitorings were taken along.
    ExportMonitorings = "export_monitorings",
    /// Figures were taken along.
    ExportStatistics = "export_statistics",
    /// A field of monitorings was added.
    CreateMonitoringField = "create_monitoring_field",
    /// A field of monitorings was changed.
    UpdateMonitoringField = "update_monitoring_field",
    /// A ready-made set of fields was added.
    AddMonitoringFieldSet = "add_monitoring_field_set",
    /// It was changed what no monitoring may leave out, or which counts are too small to be shown.
    UpdateMonitoringSettings = "update_monitoring_settings",
    /// It was changed by which rules clients book.
    UpdateBookingSettings = "update_booking_settings",
    /// A client held a free appointment.
    ReserveSlot = "reserve_slot",
    /// A client booked what they held.
    BookReservation = "book_reservation",
    /// Staff made an appointment with a client.
    CreateBooking = "create_booking",
    /// Time was kept free.
    CreateBlocker = "create_blocker",
    /// Staff made appointments that repeat.
    CreateBookingSeries = "create_booking_series",
    /// Time was kept free again and again.
    CreateBlockerSeries = "create_blocker_series",
    /// An appointment was called off with all that follow it in its series.
    CancelBookingSeries = "cancel_booking_series",
    /// Staff made a group appointment.
    CreateGroupBooking = "create_group_booking",
    /// It was changed.
    UpdateGroupBooking = "update_group_booking",
    /// Staff let clients take part in it.
    AddParticipants = "add_participants",
    /// Staff let a client take part no more.
    RemoveParticipant = "remove_participant",
    /// A client joined a group appointment.
    JoinGroupBooking = "join_group_booking",
    /// A client takes part no more.
    LeaveGroupBooking = "leave_group_booking",
    /// Staff took a client off the list of a group appointment.
    RemoveGroupWaiter = "remove_group_waiter",
    /// A client waits for a place in a group appointment.
    WaitForGroupBooking = "wait_for_group_booking",
    /// They wait for it no more.
    StopWaitingForGroupBooking = "stop_waiting_for_group_booking",
    /// A client waits for an appointment.
    CreateWaitingListEntry = "create_waiting_list_entry",
    /// They wait no more.
    DeleteWaitingListEntry = "delete_waiting_list_entry",
    /// Staff confirmed an appointment.
    ConfirmBooking = "confirm_booking",
    /// Staff declined an appointment.
    DeclineBooking = "decline_booking",
    /// An appointment was called off.
    CancelBooking = "cancel_booking",
    /// An entry of the calendar was moved.
    RescheduleBooking = "reschedule_booking",
    /// Staff noted something about an appointment.
    UpdateBookingNote = "update_booking_note",
    /// A counselor made an address for their calendar.
    CreateCalendarFeed = "create_calendar_feed",
    /// A counselor made it void.
    RevokeCalendarFeed = "revoke_calendar_feed",
    /// Somebody entered the video room of an appointment.
    JoinBookingVideo = "join_booking_video",
    /// Staff opened a video room in a conversation.
    StartChatVideo = "start_chat_video",
    /// A link into a video room was made.
    CreateVideoLink = "create_video_link",
    /// It was taken back.
    RevokeVideoLink = "revoke_video_link",
    /// Somebody came by it.
    JoinVideoInvitation = "join_video_invitation",
    /// It was noted that an appointment took place.
    MarkBookingHeld = "mark_booking_held",
    /// It was noted that a client did not come.
    MarkBookingMissed = "mark_booking_missed",
    /// A client was erased with everything they wrote.
    EraseClient = "erase_client",
    /// All that is a client's was kept from being erased.
    PlaceLegalHold = "place_legal_hold",
    /// It may be erased again.
    EndLegalHold = "end_legal_hold",
    /// The deletion routine erased what had been kept for long enough.
    ApplyRetention = "apply_retention",
    /// A group was made.
    CreateGroup = "create_group",
    /// A group's name or description was changed.
    UpdateGroup = "update_group",
    /// A group was deleted.
    DeleteGroup = "delete_group",
    /// A client was added to a group.
    AddGroupMember = "add_group_member",
    /// A client was taken out of a group.
    RemoveGroupMember = "remove_group_member",
    /// A conversation was opened in the chat.
    OpenChat = "open_chat",
    /// A group chat was made.
    CreateGroupChat = "create_group_chat",
    /// Its name or description was changed.
    UpdateGroupChat = "update_group_chat",
    /// It was deleted.
    DeleteGroupChat = "delete_group_chat",
    /// People were added to it.
    AddChatMembers = "add_chat_members",
    /// Somebody was taken out of it.
    RemoveChatMember = "remove_chat_member",
    /// Somebody changed a message of theirs in the chat.
    UpdateChatMessage = "update_chat_message",
    /// Somebody deleted one.
    DeleteChatMessage = "delete_chat_message",
    /// Staff picked somebody up who waited at the open door.
    PickUpOpenDoorVisit = "pick_up_open_door_visit",
    /// Staff ended a visit there.
    EndOpenDoorVisit = "end_open_door_visit",
    /// Staff handed a visitor over to a colleague.
    HandOverOpenDoorVisit = "hand_over_open_door_visit",
    /// An admin changed when the open door is open.
    UpdateOpenDoorSettings = "update_open_door_settings",
    /// A file that was sent in the chat was deleted.
    DeleteChatDocument = "delete_chat_document",
    /// A conversation was taken along.
    ExportChat = "export_chat",
    /// An admin chose how much of direct messages goes out.
    UpdateDirectMessageSettings = "update_direct_message_settings",
    /// An admin looked at the direct messages to a client.
    ListDirectMessages = "list_direct_messages",
    /// An admin sent a direct message to a client.
    SendDirectMessage = "send_direct_message",
    /// Staff looked at which documents a client has.
    ListDocuments = "list_documents",
    /// A document was uploaded.
    CreateDocument = "create_document",
    /// A document was downloaded.
    DownloadDocument = "download_document",
    /// A document was shown to the client, or hidden again.
    UpdateDocument = "update_document",
    /// A document was deleted.
    DeleteDocument = "delete_document",
    /// Staff looked at the notes on a client.
    ListNotes = "list_notes",
    /// Staff noted something about a client.
    CreateNote = "create_note",
    /// A note was changed.
    UpdateNote = "update_note",
    /// A note was deleted.
    DeleteNote = "delete_note",
    /// An admin took along everything that is kept about a client.
    ExportClient = "export_client",
    /// A client wrote a new request, or staff did for them.
    CreateMailRequest = "create_mail_request",
    /// It was changed whether a counselor takes on new mail requests.
    UpdateMailAvailability = "update_mail_availability",
    /// An admin changed who gets what nobody else can take.
    UpdateAssignmentSettings = "update_assignment_settings",
    /// Staff looked at what a client stated with a request.
    ReadRequestData = "read_request_data",
    /// Staff took that into the client's profile.
    TakeIntoProfile = "take_into_profile",
    /// Staff looked at a request's thread.
    ReadMailRequest = "read_mail_request",
    /// Staff answered.
    AnswerMailRequest = "answer_mail_request",
    /// A client wrote again.
    FollowUpMailRequest = "follow_up_mail_request",
    /// Somebody uploaded a file to go with a message.
    CreateAttachment = "create_attachment",
    /// A file that came with a message was downloaded.
    DownloadAttachment = "download_attachment",
    /// A file was taken away again before it was sent.
    DeleteAttachment = "delete_attachment",
    /// The virus scanner found something in a file.
    QuarantineFile = "quarantine_file",
    /// Staff gave a request back for colleagues to take.
    ReleaseMailRequest = "release_mail_request",
    /// Staff made a request theirs.
    TakeOverMailRequest = "take_over_mail_request",
    /// Staff gave a request to somebody.
    AssignMailRequest = "assign_mail_request",
    /// Staff said that a request is done.
    CompleteMailRequest = "complete_mail_request",
    /// Staff said that it is not.
    ReopenMailRequest = "reopen_mail_request",
    /// Staff put a request away.
    ArchiveMailRequest = "archive_mail_request",
    /// An admin deleted a request for good.
    DeleteMailRequest = "delete_mail_request",
    /// Staff said something to each other about a request.
    CreateInternalComment = "create_internal_comment",
    /// That was taken back.
    DeleteInternalComment = "delete_internal_comment",
    /// An admin asked to read what is not theirs.
    RequestBreakGlass = "request_break_glass",
    /// A second admin let them.
    ConfirmBreakGlass = "confirm_break_glass",
    /// A second admin did not.
    RefuseBreakGlass = "refuse_break_glass",
    /// An admin gave a request to somebody without asking the client, where clients are asked.
    AssignMailRequestWithoutConsent = "assign_mail_request_without_consent",
    /// An admin changed who looks after a client in the same way.
    UpdateClientWithoutConsent = "update_client_without_consent",
    /// Staff asked a client whether a colleague may go on with their request.
    AskForHandOver = "ask_for_hand_over",
    /// Staff asked a client whether a colleague may look after them.
    AskForPrimaryCounselor = "ask_for_primary_counselor",
    /// Staff took such a question back.
    WithdrawHandOver = "withdraw_hand_over",
    /// The client agreed to it.
    AgreeToHandOver = "agree_to_hand_over",
    /// The client did not.
    DeclineHandOver = "decline_hand_over",
    /// An admin chose who sees what.
    UpdateOpennessSettings = "update_openness_settings",
    /// An admin had a mail sent again that was given up.
    SendOutgoingMailAgain = "send_outgoing_mail_again",
    /// An automatic message was put in the facility's own words.
    UpdateMessageTemplate = "update_message_template",
    /// It says again what it said at first.
    ResetMessageTemplate = "reset_message_template",
    /// An admin had one sent to themselves.
    TestMessageTemplate = "test_message_template",
    /// Somebody signed out elsewhere.
    EndSession = "end_session",
    /// Somebody signed out everywhere else.
    EndOtherSessions = "end_other_sessions",
    /// An admin made an API token.
    CreateApiToken = "create_api_token",
    /// An admin made an API token void.
    RevokeApiToken = "revoke_api_token",
    /// An admin had another program told what happens.
    CreateWebhook = "create_webhook",
    /// An admin changed what it is told, or where.
    UpdateWebhook = "update_webhook",
    /// An admin had it told nothing any more.
    DeleteWebhook = "delete_webhook",
    /// An admin had it told nothing for some time.
    PauseWebhook = "pause_webhook",
    /// An admin had it told again.
    ResumeWebhook = "resume_webhook",
    /// An admin gave it a new secret.
    RotateWebhookSecret = "rotate_webhook_secret",
    /// An admin tried it out.
    TestWebhook = "test_webhook",
    /// An admin had it told something again.
    SendWebhookDeliveryAgain = "send_webhook_delivery_again",
    /// An admin took the audit log along.
    ExportAuditLog = "export_audit_log",
}

/// What an action was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// The facility itself.
    #[cfg_attr(feature = "db", sea_orm(string_value = "facility"))]
    Facility,
    /// A staff account.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
    /// A person seeking help.
    #[cfg_attr(feature = "db", sea_orm(string_value = "client"))]
    Client,
    /// A mail request.
    #[cfg_attr(feature = "db", sea_orm(string_value = "mail_request"))]
    MailRequest,
    /// A file on a client.
    #[cfg_attr(feature = "db", sea_orm(string_value = "document"))]
    Document,
    /// A file that goes with a message.
    #[cfg_attr(feature = "db", sea_orm(string_value = "attachment"))]
    Attachment,
    /// A text that is used again and again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "text_template"))]
    TextTemplate,
    /// Something that can be booked.
    #[cfg_attr(feature = "db", sea_orm(string_value = "service"))]
    Service,
    /// An entry in the calendar.
    #[cfg_attr(feature = "db", sea_orm(string_value = "booking"))]
    Booking,
    /// That a client waits for an appointment.
    #[cfg_attr(feature = "db", sea_orm(string_value = "waiting_list_entry"))]
    WaitingListEntry,
    /// That a counselor is away.
    #[cfg_attr(feature = "db", sea_orm(string_value = "absence"))]
    Absence,
    /// A note on a client.
    #[cfg_attr(feature = "db", sea_orm(string_value = "note"))]
    Note,
    /// A session.
    #[cfg_attr(feature = "db", sea_orm(string_value = "session"))]
    Session,
    /// An API token.
    #[cfg_attr(feature = "db", sea_orm(string_value = "api_token"))]
    ApiToken,
    /// A mail that goes out.
    #[cfg_attr(feature = "db", sea_orm(string_value = "outgoing_mail"))]
    OutgoingMail,
    /// A group of clients.
    #[cfg_attr(feature = "db", sea_orm(string_value = "group"))]
    Group,
    /// A conversation in the chat.
    #[cfg_attr(feature = "db", sea_orm(string_value = "chat"))]
    Chat,
    /// A visit at the open door.
    #[cfg_attr(feature = "db", sea_orm(string_value = "open_door_visit"))]
    OpenDoorVisit,
    /// A request for more licences.
    #[cfg_attr(feature = "db", sea_orm(string_value = "licence_request"))]
    LicenceRequest,
    /// A counselling field.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselling_field"))]
    CounsellingField,
    /// A master-data field.
    #[cfg_attr(feature = "db", sea_orm(string_value = "master_data_field"))]
    MasterDataField,
    /// A record of one piece of counselling.
    #[cfg_attr(feature = "db", sea_orm(string_value = "monitoring"))]
    Monitoring,
    /// A field of such records.
    #[cfg_attr(feature = "db", sea_orm(string_value = "monitoring_field"))]
    MonitoringField,
    /// An address at which another program is told what happened.
    #[cfg_attr(feature = "db", sea_orm(string_value = "webhook"))]
    Webhook,
}

impl RecordKind {
    /// The name under which it is stored and searched.
    pub fn name(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Counselor => "counselor",
            Self::Client => "client",
            Self::MailRequest => "mail_request",
            Self::Document => "document",
            Self::Attachment => "attachment",
            Self::TextTemplate => "text_template",
            Self::Service => "service",
            Self::Booking => "booking",
            Self::WaitingListEntry => "waiting_list_entry",
            Self::Absence => "absence",
            Self::Note => "note",
            Self::Session => "session",
            Self::ApiToken => "api_token",
            Self::OutgoingMail => "outgoing_mail",
            Self::Group => "group",
            Self::Chat => "chat",
            Self::OpenDoorVisit => "open_door_visit",
            Self::LicenceRequest => "licence_request",
            Self::CounsellingField => "counselling_field",
            Self::MasterDataField => "master_data_field",
            Self::Monitoring => "monitoring",
            Self::MonitoringField => "monitoring_field",
            Self::Webhook => "webhook",
        }
    }
}

/// The network that an address belongs to, as far as the log may tell: 256 addresses of IPv4,
/// a site of IPv6. `None` for what is no address.
pub fn network(address: &str) -> Option<String> {
    match address.parse().ok()? {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            Some(format!("{a}.{b}.{c}.0/24"))
        }
        IpAddr::V6(address) => {
            if let Some(address) = address.to_ipv4_mapped() {
                return network(&address.to_string());
            }
            let [a, b, c, ..] = address.segments();
            Some(format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)))
        }
    }
}

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditRecord {
    /// Of which kind.
    pub kind: RecordKind,
    /// Which.
    pub id: Uuid,
}

impl From<CounselorId> for AuditRecord {
    fn from(id: CounselorId) -> Self {
        let kind = RecordKind::Counselor;
        Self { kind, id: id.0 }
    }
}

impl From<ClientId> for AuditRecord {
    fn from(id: ClientId) -> Self {
        let kind = RecordKind::Client;
        Self { kind, id: id.0 }
    }
}

impl From<DocumentId> for AuditRecord {
    fn from(id: DocumentId) -> Self {
        let kind = RecordKind::Document;
        Self { kind, id: id.0 }
    }
}

impl From<AttachmentId> for AuditRecord {
    fn from(id: AttachmentId) -> Self {
        let kind = RecordKind::Attachment;
        Self { kind, id: id.0 }
    }
}

impl From<TextTemplateId> for AuditRecord {
    fn from(id: TextTemplateId) -> Self {
        let kind = RecordKind::TextTemplate;
        Self { kind, id: id.0 }
    }
}

impl From<ServiceId> for AuditRecord {
    fn from(id: ServiceId) -> Self {
        let kind = RecordKind::Service;
        Self { kind, id: id.0 }
    }
}

impl From<BookingId> for AuditRecord {
    fn from(id: BookingId) -> Self {
        let kind = RecordKind::Booking;
        Self { kind, id: id.0 }
    }
}

impl From<WaitingListEntryId> for AuditRecord {
    fn from(id: WaitingListEntryId) -> Self {
        let kind = RecordKind::WaitingListEntry;
        Self { kind, id: id.0 }
    }
}

impl From<AbsenceId> for AuditRecord {
    fn from(id: AbsenceId) -> Self {
        let kind = RecordKind::Absence;
        Self { kind, id: id.0 }
    }
}

impl From<NoteId> for AuditRecord {
    fn from(id: NoteId) -> Self {
        let kind = RecordKind::Note;
        Self { kind, id: id.0 }
    }
}

impl From<OutgoingMailId> for AuditRecord {
    fn from(id: OutgoingMailId) -> Self {
        let kind = RecordKind::OutgoingMail;
        Self { kind, id: id.0 }
    }
}

impl From<ChatId> for AuditRecord {
    fn from(id: ChatId) -> Self {
        let kind = RecordKind::Chat;
        Self { kind, id: id.0 }
    }
}

impl From<OpenDoorVisitId> for AuditRecord {
    fn from(id: OpenDoorVisitId) -> Self {
        let kind = RecordKind::OpenDoorVisit;
        Self { kind, id: id.0 }
    }
}

impl From<GroupId> for AuditRecord {
    fn from(id: GroupId) -> Self {
        let kind = RecordKind::Group;
        Self { kind, id: id.0 }
    }
}

impl From<LicenceRequestId> for AuditRecord {
    fn from(id: LicenceRequestId) -> Self {
        let kind = RecordKind::LicenceRequest;
        Self { kind, id: id.0 }
    }
}

impl From<CounsellingFieldId> for AuditRecord {
    fn from(id: CounsellingFieldId) -> Self {
        let kind = RecordKind::CounsellingField;
        Self { kind, id: id.0 }
    }
}

impl From<MonitoringId> for AuditRecord {
    fn from(id: MonitoringId) -> Self {
        let kind = RecordKind::Monitoring;
        Self { kind, id: id.0 }
    }
}

impl From<MonitoringFieldId> for AuditRecord {
    fn from(id: MonitoringFieldId) -> Self {
        let kind = RecordKind::MonitoringField;
        Self { kind, id: id.0 }
    }
}

impl From<MasterDataFieldId> for AuditRecord {
    fn from(id: MasterDataFieldId) -> Self {
        let kind = RecordKind::MasterDataField;
        Self { kind, id: id.0 }
    }
}

impl From<SessionId> for AuditRecord {
    fn from(id: SessionId) -> Self {
        let kind = RecordKind::Session;
        Self { kind, id: id.0 }
    }
}

impl From<ApiTokenId> for AuditRecord {
    fn from(id: ApiTokenId) -> Self {
        let kind = RecordKind::ApiToken;
        Self { kind, id: id.0 }
    }
}

impl From<WebhookId> for AuditRecord {
    fn from(id: WebhookId) -> Self {
        let kind = RecordKind::Webhook;
        Self { kind, id: id.0 }
    }
}

impl From<MailRequestId> for AuditRecord {
    fn from(id: MailRequestId) -> Self {
        let kind = RecordKind::MailRequest;
        Self { kind, id: id.0 }
    }
}

/// What kind of somebody did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditActorKind {
    /// Staff.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
    /// A person seeking help.
    #[cfg_attr(feature = "db", sea_orm(string_value = "client"))]
    Client,
    /// A program, with an API token.
    #[cfg_attr(feature = "db", sea_orm(string_value = "api_token"))]
    ApiToken,
    /// Whoever runs the installation, at the command line.
    #[cfg_attr(feature = "db", sea_orm(string_value = "operator"))]
    Operator,
    /// The installation by itself, at its appointed time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "routine"))]
    Routine,
    /// Somebody who did not sign in.
    #[cfg_attr(feature = "db", sea_orm(string_value = "nobody"))]
    Nobody,
}

impl AuditActorKind {
    /// The name under which it is stored and searched.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counselor => "counselor",
            Self::Client => "client",
            Self::ApiToken => "api_token",
            Self::Operator => "operator",
            Self::Routine => "routine",
            Self::Nobody => "nobody",
        }
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    /// What kind of somebody.
    pub kind: AuditActorKind,
    /// Which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Their display name, pseudonym or name, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its place in the facility's log, from 1 without gaps.
    pub position: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: AuditActor,
    /// Did what.
    pub action: AuditAction,
    /// To what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AuditRecord>,
    /// With which session or API token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential_id: Option<Uuid>,
    /// The network that it came from, never the whole address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "192.0.2.0/24"))]
    pub network: Option<String>,
}

/// Which entries to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Only what this one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<Uuid>,
    /// Only this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AuditAction>,
    /// Only what was done to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<Uuid>,
    /// Only from this moment on.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub from: Option<DateTime<Utc>>,
    /// Only before this moment.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub until: Option<DateTime<Utc>>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<crate::page::Limit>,
}

/// Whether the log is as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditVerification {
    /// How many entries there are.
    pub entries: i64,
    /// The first entry that was changed, or that stands where another was taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_at: Option<i64>,
    /// What proves the newest entry, and with it all before. Note it elsewhere: should it ever be
    /// gone, the end of the log was cut off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shortened_to_its_network() {
        for (address, kept) in [
            ("192.0.2.77", Some("192.0.2.0/24")),
            ("::ffff:192.0.2.77", Some("192.0.2.0/24")),
            ("2001:db8:7:9::1", Some("2001:db8:7::/48")),
            ("::1", Some("::/48")),
            ("192.0.2.77:443", None),
            ("", None),
        ] {
            assert_eq!(network(address).as_deref(), kept, "{address}");
        }
    }

    #[test]
    fn names_are_what_is_serialised() {
        for &action in AuditAction::ALL {
            assert_eq!(serde_json::to_value(action).unwrap(), action.name());
        }
        for kind in [
            RecordKind::Facility,
            RecordKind::Counselor,
            RecordKind::Client,
            RecordKind::MailRequest,
            RecordKind::Document,
            RecordKind::Note,
            RecordKind::Session,
            RecordKind::ApiToken,
            RecordKind::OutgoingMail,
            RecordKind::Group,
            RecordKind::Chat,
            RecordKind::OpenDoorVisit,
            RecordKind::LicenceRequest,
            RecordKind::CounsellingField,
            RecordKind::MasterDataField,
            RecordKind::Webhook,
        ] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        for kind in [
            AuditActorKind::Counselor,
            AuditActorKind::Client,
            AuditActorKind::ApiToken,
            AuditActorKind::Operator,
            AuditActorKind::Routine,
            AuditActorKind::Nobody,
        ] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
