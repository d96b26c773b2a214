//! The table. Chapter 30 is where the rows of mail requests and clients come from, chapters 10
//! and 20 those of the others.
//!
//! `y` yes · `n` no (403) · `-` it does not exist for them (404). One letter holds at every
//! [`Openness`]; four letters are `fully_open`, `open`, `restricted`, `strongly_restricted`.
//! An empty cell, and all that has no cell, is refused. `c`, for admins: yes, but under confidential
//! administration it is content that takes a break-glass.

// In tests the lint says nothing of its own accord.
#[cfg_attr(
    not(test),
    expect(
        clippy::enum_glob_use,
        reason = "the table names them all, and nothing else here has such names"
    )
)]
use super::{
    Access,
    Action::{self, *},
    CallerKind, Openness, Relation,
    TokenScope::{self, *},
};

/// Who may do one thing.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What.
    pub action: Action,
    /// What an API token must have been made for; `None` is not for API tokens at all.
    pub scope: Option<TokenScope>,
    /// By relation, in the order of [`Relation::ALL`].
    admin: Cells,
    counselor: Cells,
    client: Cells,
}

type Cells = [&'static str; 5];

/// What is not one person's.
#[rustfmt::skip]
const COMMON: &[Row] = &[
    //     what                   API scope              admin counselor client
    common(ListCounselors,        Some(CounselorsRead),   "y",  "y",      "n"),
    common(CreateCounselor,       None,                   "y",  "n",      "n"),
    common(ReadLicences,          None,                   "y",  "n",      "n"),
    common(ListLicenceRequests,   None,                   "y",  "n",      "n"),
    common(CreateLicenceRequest,  None,                   "y",  "n",      "n"),
    common(ReadDashboard,         None,                   "y",  "y",      "n"),
    common(Search,                None,                   "y",  "y",      "n"),
    common(ListClients,           Some(ClientsRead),      "y",  "y",      "n"),
    common(CreateClient,          None,                   "y",  "y",      "n"),
    common(ListChats,             None,                   "y",  "y",      "y"),
    common(CountUnreadChats,      None,                   "y",  "y",      "y"),
    common(ListChatPartners,      None,                   "y",  "y",      "y"),
    common(OpenChat,              None,                   "y",  "y",      "y"),
    common(CreateGroupChat,       None,                   "y",  "y",      "n"),
    common(ListPresences,         None,                   "y",  "y",      "y"),
    common(SetPresence,           None,                   "y",  "y",      "n"),
    common(ReadNotificationSettings, None,                "y",  "y",      "n"),
    common(UpdateNotificationSettings, None,              "y",  "y",      "n"),
    common(ListOpenDoorVisits,    None,                   "y",  "y",      "n"),
    common(ReadOpenDoorSettings,  None,                   "y",  "n",      "n"),
    common(UpdateOpenDoorSettings, None,                  "y",  "n",      "n"),
    common(ListCounsellingFields, Some(ClientsRead),      "y",  "y",      "n"),
    common(CreateCounsellingField, None,                  "y",  "n",      "n"),
    common(UpdateCounsellingField, None,                  "y",  "n",      "n"),
    common(ListMasterDataFields,  Some(ClientsRead),      "y",  "y",      "n"),
    common(CreateMasterDataField, None,                   "y",  "n",      "n"),
    common(UpdateMasterDataField, None,                   "y",  "n",      "n"),
    common(ReadDeletionRoutine,   None,                   "y",  "n",      "n"),
    common(UpdateDeletionRoutine, None,                   "y",  "n",      "n"),
    common(PreviewDeletionRoutine, None,                  "y",  "n",      "n"),
    common(ListErasures,          None,                   "y",  "n",      "n"),
    common(ListMailRequests,      Some(MailRequestsRead), "y",  "y",      "y"),
    common(CountMailRequests,     Some(MailRequestsRead), "y",  "y",      "y"),
    common(ReadMailOffer,         None,                   "n",  "n",      "y"),
    common(ReadAssignmentSettings, None,                  "y",  "n",      "n"),
    common(UpdateAssignmentSettings, None,                "y",  "n",      "n"),
    common(StreamEvents,          Some(EventsRead),       "y",  "y",      "y"),
    common(AnswerBeat,            None,                   "y",  "y",      "y"),
    common(SignOut,               None,                   "y",  "y",      "y"),
    common(ListSessions,          None,                   "y",  "y",      "y"),
    common(EndOtherSessions,      None,                   "y",  "y",      "y"),
    common(ChangeOwnPassword,     None,                   "y",  "y",      "y"),
    common(ReadOwnData,           None,                   "n",  "n",      "y"),
    common(UpdateOwnData,         None,                   "n",  "n",      "y"),
    common(ExportOwnData,         None,                   "n",  "n",      "y"),
    common(DeleteOwnAccount,      None,                   "n",  "n",      "y"),
    common(MakeRecoveryCode,      None,                   "n",  "n",      "y"),
    common(ReadTwoFactor,         None,                   "y",  "y",      "n"),
    common(BeginTwoFactor,        None,                   "y",  "y",      "n"),
    common(ConfirmTwoFactor,      None,                   "y",  "y",      "n"),
    common(DisableTwoFactor,      None,                   "y",  "y",      "n"),
    common(RenewRecoveryCodes,    None,                   "y",  "y",      "n"),
    common(ReadSignInSettings,    None,                   "y",  "n",      "n"),
    common(UpdateSignInSettings,  None,                   "y",  "n",      "n"),
    common(ListTextTemplates,     None,                   "y",  "y",      "n"),
    common(ReadSignature,         None,                   "y",  "y",      "n"),
    common(UpdateSignature,       None,                   "y",  "y",      "n"),
    common(ReadWorkingTime,       None,                   "y",  "n",      "n"),
    common(UpdateWorkingTime,     None,                   "y",  "n",      "n"),
    common(PreviewWorkingTime,    None,                   "y",  "n",      "n"),
    common(ReadFacilitySettings,  None,                   "y",  "n",      "n"),
    common(UpdateFacilitySettings,None,                   "y",  "n",      "n"),
    common(ReplaceFacilityLogo,   None,                   "y",  "n",      "n"),
    common(RemoveFacilityLogo,    None,                   "y",  "n",      "n"),
    common(ReadLegalPages,        None,                   "y",  "n",      "n"),
    common(UpdateLegalPages,      None,                   "y",  "n",      "n"),
    common(ReadRegistrationSettings,None,                   "y",  "n",      "n"),
    common(UpdateRegistrationSettings,None,                   "y",  "n",      "n"),
    common(ReadSetup,             None,                   "y",  "n",      "n"),
    common(DismissSetup,          None,                   "y",  "n",      "n"),
    common(ListClosedDays,        None,                   "y",  "y",      "n"),
    common(ReadChannelSettings,   None,                   "y",  "y",      "n"),
    common(UpdateChannelSettings, None,                   "y",  "n",      "n"),
    common(ListServices,          None,                   "y",  "y",      "n"),
    common(ListAbsences,          None,                   "y",  "y",      "n"),
    common(ReadBookingSettings,   None,                   "y",  "y",      "n"),
    common(UpdateBookingSettings, None,                   "y",  "n",      "n"),
    common(ListSlots,             None,                   "y",  "y",      "y"),
    common(ReadBookingOffer,      None,                   "n",  "n",      "y"),
    common(ListBookings,          None,                   "y",  "y",      "y"),
    common(ReadCalendarFeed,      None,                   "y",  "y",      "n"),
    common(CreateCalendarFeed,    None,                   "y",  "y",      "n"),
    common(RevokeCalendarFeed,    None,                   "y",  "y",      "n"),
    common(ReadVideo,             None,                   "y",  "y",      "y"),
    common(ReserveSlot,           None,                   "n",  "n",      "y"),
    common(ListGroupOffers,       None,                   "n",  "n",      "y"),
    common(ListWaitingListEntries, None,                  "y",  "y",      "y"),
    common(CreateWaitingListEntry, None,                  "n",  "n",      "y"),
    common(ListApiTokens,         None,                   "y",  "n",      "n"),
    common(CreateApiToken,        None,                   "y",  "n",      "n"),
    common(RevokeApiToken,        None,                   "y",  "n",      "n"),
    common(ListWebhooks,          None,                   "y",  "n",      "n"),
    common(CreateWebhook,         None,                   "y",  "n",      "n"),
    common(ReadWebhook,           None,                   "y",  "n",      "n"),
    common(UpdateWebhook,         None,                   "y",  "n",      "n"),
    common(DeleteWebhook,         None,                   "y",  "n",      "n"),
    common(PauseWebhook,          None,                   "y",  "n",      "n"),
    common(ResumeWebhook,         None,                   "y",  "n",      "n"),
    common(RotateWebhookSecret,   None,                   "y",  "n",      "n"),
    common(TestWebhook,           None,                   "y",  "n",      "n"),
    common(ListWebhookDeliveries, None,                   "y",  "n",      "n"),
    common(SendWebhookDeliveryAgain, None,                   "y",  "n",      "n"),
    common(ListAuditEntries,      None,                   "y",  "n",      "n"),
    common(ExportAuditLog,        None,                   "y",  "n",      "n"),
    common(VerifyAuditLog,        None,                   "y",  "n",      "n"),
    common(ListOutgoingMails,     None,                   "y",  "n",      "n"),
    common(SendOutgoingMailAgain, None,                   "y",  "n",      "n"),
    common(ListMessageTemplates,  None,                   "y",  "n",      "n"),
    common(UpdateMessageTemplate, None,                   "y",  "n",      "n"),
    common(ResetMessageTemplate,  None,                   "y",  "n",      "n"),
    common(PreviewMessage,        None,                   "y",  "n",      "n"),
    common(TestMessageTemplate,   None,                   "y",  "n",      "n"),
    common(ListGroups,            None,                   "y",  "y",      "n"),
    common(CreateGroup,           None,                   "y",  "y",      "n"),
    common(ListWatchlist,         None,                   "y",  "y",      "n"),
    common(ReadDirectMessageSettings,   None,             "y",  "n",      "n"),
    common(UpdateDirectMessageSettings, None,             "y",  "n",      "n"),
    common(ListReceivedDirectMessages,  None,             "n",  "n",      "y"),
    common(ReadAccessTable,       None,                   "y",  "n",      "n"),
    common(ReadOpennessSettings,  None,                   "y",  "n",      "n"),
    common(UpdateOpennessSettings, None,                  "y",  "n",      "n"),
    common(ListMonitorings,         None,                   "y",  "y",      "n"),
    common(SuggestMonitoring,       None,                   "y",  "y",      "n"),
    common(ListMonitoringFields,    None,                   "y",  "y",      "n"),
    common(CreateMonitoringField,   None,                   "y",  "n",      "n"),
    common(UpdateMonitoringField,   None,                   "y",  "n",      "n"),
    common(AddMonitoringFieldSet,   None,                   "y",  "n",      "n"),
    common(ReadMonitoringSettings,  None,                   "y",  "y",      "n"),
    common(UpdateMonitoringSettings,None,                   "y",  "n",      "n"),
    // Counselors see those that concern their own requests.
    common(ListBreakGlasses,      None,                   "y",  "y",      "n"),
    common(ListHandOvers,         None,                   "n",  "n",      "y"),
];

/// What belongs to somebody. Staff's own clients are those whose primary counselor they are.
#[rustfmt::skip]
const THINGS: &[Row] = &[
    //                                                    admin        counselor                           client
    //    what                 API scope                  own  others' own  nobody's released others'      own  others'
    thing(ReadCounselor,       Some(CounselorsRead),      ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(UpdateCounselor,     None,                      ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(ReplaceCounselorPicture, None,                  ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(RemoveCounselorPicture, None,                   ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(ChangeCounselorRole, None,                      ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(ActivateCounselor,   None,                      ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(DeactivateCounselor, None,                      ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(PreviewCounselorDeletion, None,                 ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(DeleteCounselor,     None,                      ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(InviteCounselor,     None,                      ["y", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(RemoveTwoFactor,     None,                      ["n", "y"], ["n", "",     "",     "n"],         ["-", "-"]),
    thing(EndSession,          None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ReadClient,          Some(ClientsRead),         ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(ReadClientContact,   Some(ClientContactsRead),  ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(ReadClientIdentity,  Some(ClientContactsRead),  ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(UpdateClient,        Some(ClientsWrite),        ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(UpdateClientContact, Some(ClientContactsWrite), ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(UpdateClientIdentity, Some(ClientContactsWrite), ["y", "y"], ["y", "yyy-", "",    "yy--"],      ["-", "-"]),
    thing(ReadClientMasterData, Some(ClientsRead),        ["y", "y"], ["y", "yyy-", "",     "yn--"],      ["-", "-"]),
    thing(UpdateClientMasterData, Some(ClientsWrite),     ["y", "y"], ["y", "yyy-", "",     "yn--"],      ["-", "-"]),
    thing(LockClient,          None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(UnlockClient,        None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(DeleteClient,        None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(RestoreClient,       None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(EraseClient,         None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(PlaceLegalHold,      None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(EndLegalHold,        None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    // A group is its maker's; it stays nobody's when they are gone.
    thing(ReadGroup,           None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(UpdateGroup,         None,                      ["y", "y"], ["y", "yyy-", "",     "yn--"],      ["-", "-"]),
    thing(DeleteGroup,         None,                      ["y", "y"], ["y", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(ListGroupMembers,    None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(AddGroupMember,      None,                      ["y", "y"], ["y", "yyy-", "",     "yn--"],      ["-", "-"]),
    thing(RemoveGroupMember,   None,                      ["y", "y"], ["y", "yyy-", "",     "yn--"],      ["-", "-"]),
    thing(ReadWatchlistEntry,  None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(RememberClient,      None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(ForgetClient,        None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(ReadDirectMessageRoute, None,                   ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(ListDirectMessages,  None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(SendDirectMessage,   None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(MarkDirectMessageRead, None,                    ["-", "-"], ["-", "",     "",     "-"],         ["y", "-"]),
    // A conversation is of those who are in it, and of nobody else.
    thing(ReadChat,            None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ListChatMembers,     None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ListChatMessages,    None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ReadChatMessage,     None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(SendChatMessage,     None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(MarkChatRead,        None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(NoteTyping,          None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ListChatDocuments,   None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(ExportChat,          None,                      ["y", "-"], ["y", "",     "",     "-"],         ["n", "-"]),
    thing(UpdateGroupChat,     None,                      ["y", "-"], ["y", "",     "",     "-"],         ["n", "-"]),
    thing(AddChatMembers,      None,                      ["y", "-"], ["y", "",     "",     "-"],         ["n", "-"]),
    thing(RemoveChatMember,    None,                      ["y", "-"], ["y", "",     "",     "-"],         ["n", "-"]),
    // Of those that one is in: one's own are those one made, and the messages one wrote.
    thing(DeleteGroupChat,     None,                      ["y", "y"], ["y", "y",    "",     "n"],         ["n", "n"]),
    thing(UpdateChatMessage,   None,                      ["y", "n"], ["y", "n",    "",     "n"],         ["y", "n"]),
    thing(DeleteChatMessage,   None,                      ["y", "n"], ["y", "n",    "",     "n"],         ["y", "n"]),
    // Whoever waits at the open door waits for everybody; who was picked up talks with one alone.
    // Whom a colleague was faster to pick up is told to who comes too late.
    taking(ReadOpenDoorVisit,   ["y", "y",     "-",      "-"],        ["y", "y",    "",     "-"],         ["-", "-"]),
    taking(PickUpOpenDoorVisit, ["y", "y",     "-",      "y"],        ["y", "y",    "",     "y"],         ["-", "-"]),
    taking(ListOpenDoorMessages, ["y", "y",    "-",      "-"],        ["y", "y",    "",     "-"],         ["-", "-"]),
    taking(SendOpenDoorMessage, ["y", "n",     "-",      "-"],        ["y", "n",    "",     "-"],         ["-", "-"]),
    taking(EndOpenDoorVisit,    ["y", "y",     "-",      "-"],        ["y", "y",    "",     "-"],         ["-", "-"]),
    taking(HandOverOpenDoorVisit, ["y", "n",   "-",      "-"],        ["y", "n",    "",     "-"],         ["-", "-"]),
    // What clients sent is nobody's to staff, as their documents are; a colleague's is the colleague's.
    thing(DeleteChatDocument,  None,                      ["y", "y"], ["y", "y",    "",     "n"],         ["y", "n"]),
    // Documents and notes follow the client they are about.
    thing(ListDocuments,       Some(DocumentsRead),       ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["y", "-"]),
    thing(DownloadDocument,    Some(DocumentsRead),       ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["y", "-"]),
    thing(CreateDocument,      Some(DocumentsWrite),      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["n", "-"]),
    thing(UpdateDocument,      Some(DocumentsWrite),      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["n", "-"]),
    thing(DeleteDocument,      Some(DocumentsWrite),      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["n", "-"]),
    thing(ListNotes,           None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(CreateNote,          None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    // Of those that one may see at all: one's own are those one wrote.
    thing(UpdateNote,          None,                      ["y", "n"], ["y", "n",    "",     "n"],         ["-", "-"]),
    thing(DeleteNote,          None,                      ["y", "y"], ["y", "n",    "",     "n"],         ["-", "-"]),
    thing(ExportClient,        None,                      ["y", "y"], ["n", "nnn-", "",     "nn--"],      ["-", "-"]),
    thing(InviteClient,        None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(SetClientPassword,   None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    // One's own is to write oneself; staff write for a client.
    thing(CreateMailRequest,   None,                      ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["y", "-"]),
    thing(ReadMailAvailability, None,                     ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(UpdateMailAvailability, None,                   ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(ReadCounselorChannels, None,                    ["y", "y"], ["y", "",     "",     "y"],         ["-", "-"]),
    thing(UpdateCounselorChannels, None,                  ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(ReadBookingTimes,    None,                      ["y", "y"], ["y", "",     "",     "y"],         ["-", "-"]),
    thing(DiagnoseSlots,       None,                      ["y", "y"], ["y", "",     "",     "y"],         ["-", "-"]),
    thing(UpdateBookingTimes,  None,                      ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    // One's own are those of oneself.
    thing(CreateAbsence,       None,                      ["y", "y"], ["y", "",     "",     "n"],         ["n", "-"]),
    thing(UpdateAbsence,       None,                      ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    thing(DeleteAbsence,       None,                      ["y", "y"], ["y", "",     "",     "n"],         ["-", "-"]),
    // Whose time it takes owns it; and the client whose appointment it is.
    thing(ReadBooking,         None,                      ["y", "y"], ["y", "",     "",     "yy--"],      ["y", "-"]),
    thing(BookReservation,     None,                      ["n", "n"], ["n", "",     "",     "nn--"],      ["y", "-"]),
    thing(CreateBooking,       None,                      ["y", "y"], ["y", "",     "",     "ynnn"],      ["n", "-"]),
    thing(CreateBlocker,       None,                      ["y", "y"], ["y", "",     "",     "ynnn"],      ["n", "-"]),
    thing(ConfirmBooking,      None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(DeclineBooking,      None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(CancelBooking,       None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["y", "-"]),
    thing(RescheduleBooking,   None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["y", "-"]),
    thing(UpdateBookingNote,   None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(MarkBookingHeld,     None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(MarkBookingMissed,   None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(CreateBookingSeries, None,                      ["y", "y"], ["y", "",     "",     "ynnn"],      ["n", "-"]),
    thing(CreateBlockerSeries, None,                      ["y", "y"], ["y", "",     "",     "ynnn"],      ["n", "-"]),
    thing(CancelBookingSeries, None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(CreateGroupBooking,  None,                      ["y", "y"], ["y", "",     "",     "ynnn"],      ["n", "-"]),
    thing(UpdateGroupBooking,  None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(ListParticipants,    None,                      ["y", "y"], ["y", "",     "",     "yy--"],      ["n", "-"]),
    thing(AddParticipants,     None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    thing(RemoveParticipant,   None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    // A client's own are those that are offered to them; and those in which they take part.
    thing(JoinGroupBooking,    None,                      ["n", "n"], ["n", "",     "",     "nn--"],      ["y", "-"]),
    thing(LeaveGroupBooking,   None,                      ["n", "n"], ["n", "",     "",     "nn--"],      ["y", "-"]),
    thing(ListGroupWaiters,    None,                      ["y", "y"], ["y", "",     "",     "yy--"],      ["n", "-"]),
    thing(RemoveGroupWaiter,   None,                      ["y", "y"], ["y", "",     "",     "yn--"],      ["n", "-"]),
    // And those for which they wait.
    thing(WaitForGroupBooking, None,                      ["n", "n"], ["n", "",     "",     "nn--"],      ["y", "-"]),
    thing(StopWaitingForGroupBooking, None,               ["n", "n"], ["n", "",     "",     "nn--"],      ["y", "-"]),
    // Into the room of an appointment come those whose it is, admins included; others by a link.
    thing(JoinBookingVideo,    None,                      ["y", "n"], ["y", "",     "",     "nn--"],      ["y", "-"]),
    thing(StartChatVideo,      None,                      ["y", "-"], ["y", "",     "",     "-"],         ["n", "-"]),
    thing(CreateVideoLink,     None,                      ["y", "n"], ["y", "",     "",     "nn--"],      ["n", "-"]),
    thing(ListVideoLinks,      None,                      ["y", "n"], ["y", "",     "",     "nn--"],      ["n", "-"]),
    thing(RevokeVideoLink,     None,                      ["y", "n"], ["y", "",     "",     "nn--"],      ["n", "-"]),
    // Whoever is waited for; where it is whoever has time, anybody. Staff see whom they can take off.
    thing(DeleteWaitingListEntry, None,                   ["y", "y"], ["y", "y",    "",     "yn--"],      ["y", "-"]),
    // One's own are those of what one did oneself.
    thing(CreateMonitoring,    None,                      ["y", "y"], ["y", "",     "",     "n"],         ["n", "-"]),
    thing(ReadMonitoring,      None,                      ["y", "y"], ["y", "",     "",     "-"],         ["-", "-"]),
    thing(UpdateMonitoring,    None,                      ["y", "y"], ["y", "",     "",     "-"],         ["-", "-"]),
    thing(DeleteMonitoring,    None,                      ["y", "y"], ["y", "",     "",     "-"],         ["-", "-"]),
    thing(ReadRequestData,     Some(MailRequestsRead),    ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["n", "-"]),
    thing(TakeIntoProfile,     None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(ReadMailRequest,     Some(MailRequestsRead),    ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["y", "-"]),
    thing(AnswerMailRequest,   None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(FollowUpMailRequest, None,                      ["n", "n"], ["n", "nnn-", "nnn-", "nn--"],      ["y", "-"]),
    // A file goes with a message: who may write one may attach, who may read it may download. What
    // was not sent yet is only its uploader's.
    thing(ListAttachments,     None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yn--"],      ["y", "-"]),
    thing(CreateAttachment,    None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yn--"],      ["y", "-"]),
    thing(DownloadAttachment,  Some(MailRequestsRead),    ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["y", "-"]),
    thing(DeleteAttachment,    None,                      ["y", "-"], ["y", "",     "",     "-"],         ["y", "-"]),
    thing(MarkMailRequestRead, None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yn--"],      ["y", "-"]),
    // A released draft stays with whoever began it, from `restricted` on.
    thing(ReadDraft,           None,                      ["y", "c"], ["y", "yyy-", "yyn-", "yy--"],      ["n", "-"]),
    thing(SaveDraft,           None,                      ["y", "c"], ["y", "yyy-", "yyn-", "yn--"],      ["n", "-"]),
    thing(ReleaseMailRequest,  None,                      ["y", "c"], ["y", "nnn-", "nnn-", "nn--"],      ["n", "-"]),
    // Whoever takes what is not given away could read it; what is given away is for everyone.
    taking(TakeOverMailRequest, ["y", "y",     "y",      "c"],        ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(AssignMailRequest,   None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    // How whoever gets a request stood to it before; who may get it stands above.
    thing(InheritDraft,        None,                      ["y", "y"], ["y", "yynn", "yynn", "yynn"],      ["n", "-"]),
    thing(CompleteMailRequest, None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(ReopenMailRequest,   None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(ArchiveMailRequest,  None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(DeleteMailRequest,   None,                      ["y", "y"], ["n", "nnn-", "nnn-", "nn--"],      ["n", "-"]),
    thing(NoteViewing,         None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["n", "-"]),
    thing(StopViewing,         None,                      ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["n", "-"]),
    thing(ListInternalComments, None,                     ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["n", "-"]),
    thing(CreateInternalComment, None,                    ["y", "c"], ["y", "yyy-", "yyy-", "yy--"],      ["n", "-"]),
    // Of those that one may see at all: one's own are those one wrote.
    thing(DeleteInternalComment, None,                    ["y", "y"], ["y", "n",    "",     "n"],         ["-", "-"]),
    thing(RequestBreakGlass,   None,                      ["y", "y"], ["n", "nnn-", "nnn-", "nn--"],      ["n", "-"]),
    // One's own are those one asked for: somebody else has to agree.
    thing(ConfirmBreakGlass,   None,                      ["n", "y"], ["n", "n",    "",     "n"],         ["-", "-"]),
    thing(RefuseBreakGlass,    None,                      ["n", "y"], ["n", "n",    "",     "n"],         ["-", "-"]),
    // Who may give it away may ask about it, and who is asked answers.
    thing(AskForHandOver,      None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(AskForPrimaryCounselor, None,                   ["y", "y"], ["y", "yyy-", "",     "yy--"],      ["-", "-"]),
    thing(WithdrawHandOver,    None,                      ["y", "y"], ["y", "yyy-", "yyy-", "yn--"],      ["n", "-"]),
    thing(AgreeToHandOver,     None,                      ["n", "n"], ["n", "nnn-", "nnn-", "nn--"],      ["y", "-"]),
    thing(DeclineHandOver,     None,                      ["n", "n"], ["n", "nnn-", "nnn-", "nn--"],      ["y", "-"]),
];

/// What is the facility's, or one person's own.
#[rustfmt::skip]
const SHARED: &[Row] = &[
    //                          facility's, own, others': admin            counselor
    shared(CreateTextTemplate,                            ["y", "y", "-"], ["n", "y", "-"]),
    shared(UpdateTextTemplate,                            ["y", "y", "-"], ["n", "y", "-"]),
    shared(DeleteTextTemplate,                            ["y", "y", "-"], ["n", "y", "-"]),
    shared(CreateService,                                 ["y", "y", "-"], ["n", "y", "-"]),
    shared(UpdateService,                                 ["y", "y", "-"], ["n", "y", "-"]),
    shared(DeleteService,                                 ["y", "y", "-"], ["n", "y", "-"]),
    shared(ReadStatistics,                                ["y", "y", "y"], ["n", "y", "n"]),
    shared(ExportStatistics,                              ["y", "y", "y"], ["n", "y", "n"]),
    shared(ExportMonitorings,                             ["y", "y", "y"], ["n", "y", "n"]),
];

const fn shared(
    action: Action,
    [admins_common, admins_own, admins_others]: [&'static str; 3],
    [common, own, others]: [&'static str; 3],
) -> Row {
    Row {
        action,
        scope: None,
        admin: [admins_common, admins_own, "", "", admins_others],
        counselor: [common, own, "", "", others],
        client: ["n", "n", "", "", "-"],
    }
}

const fn common(
    action: Action,
    scope: Option<TokenScope>,
    admin: &'static str,
    counselor: &'static str,
    client: &'static str,
) -> Row {
    Row {
        action,
        scope,
        admin: [admin, "", "", "", ""],
        counselor: [counselor, "", "", "", ""],
        client: [client, "", "", "", ""],
    }
}

const fn thing(
    action: Action,
    scope: Option<TokenScope>,
    [own, others]: [&'static str; 2],
    [counselors_own, nobodys, released, colleagues]: [&'static str; 4],
    [clients_own, strangers]: [&'static str; 2],
) -> Row {
    Row {
        action,
        scope,
        admin: ["", own, others, others, others],
        counselor: ["", counselors_own, nobodys, released, colleagues],
        client: ["", clients_own, "", "", strangers],
    }
}

/// Like [`thing`], where it matters to admins as well whether it was given away.
const fn taking(
    action: Action,
    [own, nobodys, released, others]: [&'static str; 4],
    counselor: [&'static str; 4],
    client: [&'static str; 2],
) -> Row {
    Row {
        admin: ["", own, nobodys, released, others],
        ..thing(action, None, [own, others], counselor, client)
    }
}

/// All rows.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    COMMON.iter().chain(THINGS).chain(SHARED)
}

/// The row of one action.
pub fn row(action: Action) -> Option<&'static Row> {
    rows().find(|row| row.action == action)
}

impl Row {
    /// Whether an admin, standing like that, would get to see what somebody wrote.
    pub fn is_content(&self, relation: Relation) -> bool {
        self.admin[relation as usize] == "c"
    }

    /// What one cell says; `None` where there is none.
    pub fn cell(
        &self,
        caller: CallerKind,
        relation: Relation,
        openness: Openness,
    ) -> Option<Access> {
        let cells = match caller {
            CallerKind::Admin => &self.admin,
            CallerKind::Counselor => &self.counselor,
            CallerKind::Client => &self.client,
        };
        let letters = cells[relation as usize].as_bytes();
        let letter = match letters {
            [one] => one,
            several => several.get(openness as usize)?,
        };
        match letter {
            b'y' | b'c' => Some(Access::Allow),
            b'n' => Some(Access::Deny),
            b'-' => Some(Access::Hide),
            _ => None,
        }
    }
}
