use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident $name:tt,)*) => {
        /// Everything that can be done, named like the operation that does it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Action {
            $($(#[$doc])* #[serde(rename = $name)] $action,)*
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$action,)*];

            /// The id of the operation.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)*
                }
            }
        }
    };
}

actions! {
    /// See who works here.
    ListCounselors "list_counselors",
    /// Make a staff account.
    CreateCounselor "create_counselor",
    /// See the internal data of a staff account.
    ReadCounselor "read_counselor",
    /// Change it.
    UpdateCounselor "update_counselor",
    /// Give a staff account its picture.
    ReplaceCounselorPicture "replace_counselor_picture",
    /// Take it away.
    RemoveCounselorPicture "remove_counselor_picture",
    /// Make a counselor an admin, or an admin a counselor.
    ChangeCounselorRole "change_counselor_role",
    /// Let a staff account sign in again.
    ActivateCounselor "activate_counselor",
    /// Keep a staff account from signing in.
    DeactivateCounselor "deactivate_counselor",
    /// See what a staff account would leave behind.
    PreviewCounselorDeletion "preview_counselor_deletion",
    /// Delete a staff account.
    DeleteCounselor "delete_counselor",
    /// See how many licences there are.
    ReadLicences "read_licences",
    /// See who asked for more.
    ListLicenceRequests "list_licence_requests",
    /// Ask for more.
    CreateLicenceRequest "create_licence_request",
    /// Send a counselor a link to set a password.
    InviteCounselor "invite_counselor",
    /// Take a counselor's second step away, so that they can set it up anew.
    RemoveTwoFactor "remove_two_factor",
    /// See what is there for oneself.
    ReadDashboard "read_dashboard",
    /// Search for clients, mail requests and appointments.
    Search "search",
    /// See the clients.
    ListClients "list_clients",
    /// Make a client account.
    CreateClient "create_client",
    /// See who a client is.
    ReadClient "read_client",
    /// See a client's e-mail address and telephone number.
    ReadClientContact "read_client_contact",
    /// See a client's real name and postal address.
    ReadClientIdentity "read_client_identity",
    /// Change who a client is.
    UpdateClient "update_client",
    /// Change a client's e-mail address and telephone number.
    UpdateClientContact "update_client_contact",
    /// Change a client's real name and postal address.
    UpdateClientIdentity "update_client_identity",
    /// See what a client answers to the facility's questions.
    ReadClientMasterData "read_client_master_data",
    /// Change that.
    UpdateClientMasterData "update_client_master_data",
    /// Keep a client from signing in.
    LockClient "lock_client",
    /// Let a client sign in again.
    UnlockClient "unlock_client",
    /// Mark a client for erasure.
    DeleteClient "delete_client",
    /// Undo that.
    RestoreClient "restore_client",
    /// Erase a client for good.
    EraseClient "erase_client",
    /// Keep all that is a client's from being erased, and see why it is kept.
    PlaceLegalHold "place_legal_hold",
    /// End that.
    EndLegalHold "end_legal_hold",
    /// See the groups of clients.
    ListGroups "list_groups",
    /// Make a group.
    CreateGroup "create_group",
    /// See a group.
    ReadGroup "read_group",
    /// Change its name or description.
    UpdateGroup "update_group",
    /// Delete it.
    DeleteGroup "delete_group",
    /// See who is in it.
    ListGroupMembers "list_group_members",
    /// Add a client to it.
    AddGroupMember "add_group_member",
    /// Take a client out of it.
    RemoveGroupMember "remove_group_member",
    /// See one's own watchlist.
    ListWatchlist "list_watchlist",
    /// See whether a client is on it.
    ReadWatchlistEntry "read_watchlist_entry",
    /// Put a client on it.
    RememberClient "remember_client",
    /// Take a client off it.
    ForgetClient "forget_client",
    /// See how much of a direct message goes out.
    ReadDirectMessageSettings "read_direct_message_settings",
    /// Choose it.
    UpdateDirectMessageSettings "update_direct_message_settings",
    /// See by which way and to which address a direct message would go.
    ReadDirectMessageRoute "read_direct_message_route",
    /// See the direct messages to a client.
    ListDirectMessages "list_direct_messages",
    /// Send a direct message to a client.
    SendDirectMessage "send_direct_message",
    /// See the direct messages to oneself.
    ListReceivedDirectMessages "list_received_direct_messages",
    /// Note that one has read one.
    MarkDirectMessageRead "mark_direct_message_read",
    /// See one's own conversations in the chat.
    ListChats "list_chats",
    /// See how many messages one has not read.
    CountUnreadChats "count_unread_chats",
    /// Look for somebody to write to.
    ListChatPartners "list_chat_partners",
    /// Open a conversation with a client or one of the staff.
    OpenChat "open_chat",
    /// Make a group chat.
    CreateGroupChat "create_group_chat",
    /// See a conversation.
    ReadChat "read_chat",
    /// Change the name or description of a group chat.
    UpdateGroupChat "update_group_chat",
    /// Delete it with everything that was written there.
    DeleteGroupChat "delete_group_chat",
    /// See who is in a conversation.
    ListChatMembers "list_chat_members",
    /// Add people to a group chat.
    AddChatMembers "add_chat_members",
    /// Take somebody out of it.
    RemoveChatMember "remove_chat_member",
    /// Read what was written.
    ListChatMessages "list_chat_messages",
    /// Read one message.
    ReadChatMessage "read_chat_message",
    /// Write.
    SendChatMessage "send_chat_message",
    /// Change what one has written.
    UpdateChatMessage "update_chat_message",
    /// Delete it.
    DeleteChatMessage "delete_chat_message",
    /// Note up to where one has got and read it.
    MarkChatRead "mark_chat_read",
    /// Say that one is writing in a conversation.
    NoteTyping "note_typing",
    /// See how the others can be reached.
    ListPresences "list_presences",
    /// Choose how one can be reached.
    SetPresence "set_presence",
    /// See what one is told of, and how.
    ReadNotificationSettings "read_notification_settings",
    /// Choose it.
    UpdateNotificationSettings "update_notification_settings",
    /// See who waits at the open door, and whom one has picked up.
    ListOpenDoorVisits "list_open_door_visits",
    /// See one visit.
    ReadOpenDoorVisit "read_open_door_visit",
    /// Pick up somebody who waits.
    PickUpOpenDoorVisit "pick_up_open_door_visit",
    /// Read what was written there.
    ListOpenDoorMessages "list_open_door_messages",
    /// Write to the visitor.
    SendOpenDoorMessage "send_open_door_message",
    /// End the visit.
    EndOpenDoorVisit "end_open_door_visit",
    /// Hand a visit that one has picked up over to a colleague.
    HandOverOpenDoorVisit "hand_over_open_door_visit",
    /// See when the open door is open.
    ReadOpenDoorSettings "read_open_door_settings",
    /// Change that.
    UpdateOpenDoorSettings "update_open_door_settings",
    /// See the files that were sent in a conversation.
    ListChatDocuments "list_chat_documents",
    /// Delete one.
    DeleteChatDocument "delete_chat_document",
    /// Take along what was written.
    ExportChat "export_chat",
    /// See which documents a client has.
    ListDocuments "list_documents",
    /// Upload one, as staff.
    CreateDocument "create_document",
    /// Download one.
    DownloadDocument "download_document",
    /// Show it to the client, or not.
    UpdateDocument "update_document",
    /// Delete it.
    DeleteDocument "delete_document",
    /// See what staff noted about a client.
    ListNotes "list_notes",
    /// Note something.
    CreateNote "create_note",
    /// Change a note.
    UpdateNote "update_note",
    /// Delete it.
    DeleteNote "delete_note",
    /// Take along everything that is kept about a client.
    ExportClient "export_client",
    /// See the counselling fields.
    ListCounsellingFields "list_counselling_fields",
    /// Make one.
    CreateCounsellingField "create_counselling_field",
    /// Rename, move or deactivate one.
    UpdateCounsellingField "update_counselling_field",
    /// See the master-data fields.
    ListMasterDataFields "list_master_data_fields",
    /// Make one.
    CreateMasterDataField "create_master_data_field",
    /// Rename, move, change or deactivate one.
    UpdateMasterDataField "update_master_data_field",
    /// See when what was deleted is erased.
    ReadDeletionRoutine "read_deletion_routine",
    /// Change that.
    UpdateDeletionRoutine "update_deletion_routine",
    /// See what the deletion routine would do.
    PreviewDeletionRoutine "preview_deletion_routine",
    /// See what was erased when.
    ListErasures "list_erasures",
    /// Send a client a link to set a password.
    InviteClient "invite_client",
    /// Give a client a new password.
    SetClientPassword "set_client_password",
    /// See the mail requests.
    ListMailRequests "list_mail_requests",
    /// See how many there are.
    CountMailRequests "count_mail_requests",
    /// Write a mail request.
    CreateMailRequest "create_mail_request",
    /// See what there is to choose from when one writes, as a client.
    ReadMailOffer "read_mail_offer",
    /// See whether a counselor takes on new mail requests.
    ReadMailAvailability "read_mail_availability",
    /// Change that.
    UpdateMailAvailability "update_mail_availability",
    /// See who gets what nobody else can take.
    ReadAssignmentSettings "read_assignment_settings",
    /// Change that.
    UpdateAssignmentSettings "update_assignment_settings",
    /// See what a client stated about themselves with a request.
    ReadRequestData "read_request_data",
    /// Take that into the client's profile.
    TakeIntoProfile "take_into_profile",
    /// See a mail request with its thread.
    ReadMailRequest "read_mail_request",
    /// Answer it, as staff.
    AnswerMailRequest "answer_mail_request",
    /// Write again, as the client it belongs to.
    FollowUpMailRequest "follow_up_mail_request",
    /// See what one has ready to go with a message.
    ListAttachments "list_attachments",
    /// Upload a file to go with a message.
    CreateAttachment "create_attachment",
    /// Download a file that came with a message.
    DownloadAttachment "download_attachment",
    /// Take a file away again that was not sent yet.
    DeleteAttachment "delete_attachment",
    /// Note that one's side has read it.
    MarkMailRequestRead "mark_mail_request_read",
    /// See the facility's text templates and one's own.
    ListTextTemplates "list_text_templates",
    /// Make one: for oneself, or for the facility.
    CreateTextTemplate "create_text_template",
    /// Change one.
    UpdateTextTemplate "update_text_template",
    /// Delete one.
    DeleteTextTemplate "delete_text_template",
    /// See one's own signature.
    ReadSignature "read_signature",
    /// Change it.
    UpdateSignature "update_signature",
    /// See when the facility works and what it promises.
    ReadWorkingTime "read_working_time",
    /// Change that.
    UpdateWorkingTime "update_working_time",
    /// See what a change would mean.
    PreviewWorkingTime "preview_working_time",
    /// See what the facility says of itself.
    ReadFacilitySettings "read_facility_settings",
    /// Change that.
    UpdateFacilitySettings "update_facility_settings",
    /// Give the facility its logo.
    ReplaceFacilityLogo "replace_facility_logo",
    /// Take it away.
    RemoveFacilityLogo "remove_facility_logo",
    /// See the portal's legal pages with what is missing of them.
    ReadLegalPages "read_legal_pages",
    /// Change them.
    UpdateLegalPages "update_legal_pages",
    /// See who can make an account at the portal.
    ReadRegistrationSettings "read_registration_settings",
    /// Change that.
    UpdateRegistrationSettings "update_registration_settings",
    /// See what is left to do before the first request.
    ReadSetup "read_setup",
    /// Put that list away.
    DismissSetup "dismiss_setup",
    /// See by which means the facility offers counselling.
    ReadChannelSettings "read_channel_settings",
    /// Change that.
    UpdateChannelSettings "update_channel_settings",
    /// See by which means a counselor offers counselling, and where.
    ReadCounselorChannels "read_counselor_channels",
    /// Change that.
    UpdateCounselorChannels "update_counselor_channels",
    /// See what can be booked: the facility's services and one's own.
    ListServices "list_services",
    /// Make a service: one's own, or the facility's.
    CreateService "create_service",
    /// Change one.
    UpdateService "update_service",
    /// Delete one.
    DeleteService "delete_service",
    /// See when in a week a counselor can be booked.
    ReadBookingTimes "read_booking_times",
    /// Change that.
    UpdateBookingTimes "update_booking_times",
    /// See when counselors are away.
    ListAbsences "list_absences",
    /// Say that a counselor is away.
    CreateAbsence "create_absence",
    /// Change that.
    UpdateAbsence "update_absence",
    /// Say that they are not after all.
    DeleteAbsence "delete_absence",
    /// See by which rules clients book.
    ReadBookingSettings "read_booking_settings",
    /// Change them.
    UpdateBookingSettings "update_booking_settings",
    /// See on which days the facility stays closed.
    ListClosedDays "list_closed_days",
    /// See which appointments are free.
    ListSlots "list_slots",
    /// See what there is to choose from when one books, as a client.
    ReadBookingOffer "read_booking_offer",
    /// See why appointments of a counselor are not offered.
    DiagnoseSlots "diagnose_slots",
    /// See what stands in the calendar.
    ListBookings "list_bookings",
    /// See what an entry of the calendar is about.
    ReadBooking "read_booking",
    /// See whether one's calendar has an address.
    ReadCalendarFeed "read_calendar_feed",
    /// Make an address for one's calendar.
    CreateCalendarFeed "create_calendar_feed",
    /// Make it void.
    RevokeCalendarFeed "revoke_calendar_feed",
    /// See what one can do by video.
    ReadVideo "read_video",
    /// Enter the room of an appointment.
    JoinBookingVideo "join_booking_video",
    /// Open a room in a conversation, as staff.
    StartChatVideo "start_chat_video",
    /// Make a link into a room.
    CreateVideoLink "create_video_link",
    /// See the links into a room.
    ListVideoLinks "list_video_links",
    /// Take one back.
    RevokeVideoLink "revoke_video_link",
    /// Hold a free appointment, as a client.
    ReserveSlot "reserve_slot",
    /// Book what one holds.
    BookReservation "book_reservation",
    /// Make an appointment with a client, as staff.
    CreateBooking "create_booking",
    /// Keep time free.
    CreateBlocker "create_blocker",
    /// Make appointments that repeat with a client, as staff.
    CreateBookingSeries "create_booking_series",
    /// Keep time free again and again.
    CreateBlockerSeries "create_blocker_series",
    /// Call an appointment off with all that follow it in its series.
    CancelBookingSeries "cancel_booking_series",
    /// Make a group appointment, as staff.
    CreateGroupBooking "create_group_booking",
    /// Change one.
    UpdateGroupBooking "update_group_booking",
    /// See who takes part in one.
    ListParticipants "list_participants",
    /// Let clients and whole groups take part.
    AddParticipants "add_participants",
    /// Let a client take part no more.
    RemoveParticipant "remove_participant",
    /// See which group appointments one can join, as a client.
    ListGroupOffers "list_group_offers",
    /// Take part in one.
    JoinGroupBooking "join_group_booking",
    /// Take part no more.
    LeaveGroupBooking "leave_group_booking",
    /// See who waits for a place in a group appointment.
    ListGroupWaiters "list_group_waiters",
    /// Let a client wait for it no more.
    RemoveGroupWaiter "remove_group_waiter",
    /// Wait for a place in a group appointment that is full, as a client.
    WaitForGroupBooking "wait_for_group_booking",
    /// Wait for it no more.
    StopWaitingForGroupBooking "stop_waiting_for_group_booking",
    /// See who waits for an appointment; as a client, what one waits for.
    ListWaitingListEntries "list_waiting_list_entries",
    /// Wait for an appointment, as a client.
    CreateWaitingListEntry "create_waiting_list_entry",
    /// Wait no more, or take somebody off the list.
    DeleteWaitingListEntry "delete_waiting_list_entry",
    /// Say that a requested appointment takes place.
    ConfirmBooking "confirm_booking",
    /// Say that it does not.
    DeclineBooking "decline_booking",
    /// Call an appointment off.
    CancelBooking "cancel_booking",
    /// Move an entry to another time.
    RescheduleBooking "reschedule_booking",
    /// Note something for the team about an appointment.
    UpdateBookingNote "update_booking_note",
    /// Note that it took place.
    MarkBookingHeld "mark_booking_held",
    /// Note that the client did not come.
    MarkBookingMissed "mark_booking_missed",
    /// See monitorings: one's own, and as an admin all.
    ListMonitorings "list_monitorings",
    /// Write one down.
    CreateMonitoring "create_monitoring",
    /// See one.
    ReadMonitoring "read_monitoring",
    /// Change one.
    UpdateMonitoring "update_monitoring",
    /// Delete one.
    DeleteMonitoring "delete_monitoring",
    /// Take monitorings along.
    ExportMonitorings "export_monitorings",
    /// See what is known already where one is written down.
    SuggestMonitoring "suggest_monitoring",
    /// See what is written down in monitorings.
    ListMonitoringFields "list_monitoring_fields",
    /// Add a field to that.
    CreateMonitoringField "create_monitoring_field",
    /// Change one.
    UpdateMonitoringField "update_monitoring_field",
    /// Add a ready-made set of them.
    AddMonitoringFieldSet "add_monitoring_field_set",
    /// See what no monitoring may leave out.
    ReadMonitoringSettings "read_monitoring_settings",
    /// Change that.
    UpdateMonitoringSettings "update_monitoring_settings",
    /// See the answer that is begun, as staff.
    ReadDraft "read_draft",
    /// Begin an answer or go on with it, as staff.
    SaveDraft "save_draft",
    /// Give a mail request back for colleagues to take.
    ReleaseMailRequest "release_mail_request",
    /// Make it one's own.
    TakeOverMailRequest "take_over_mail_request",
    /// Give it to somebody.
    AssignMailRequest "assign_mail_request",
    /// Get the answer that somebody else has begun, along with the request.
    InheritDraft "inherit_draft",
    /// Say that it is done.
    CompleteMailRequest "complete_mail_request",
    /// Say that it is not.
    ReopenMailRequest "reopen_mail_request",
    /// Put it away.
    ArchiveMailRequest "archive_mail_request",
    /// Delete it for good.
    DeleteMailRequest "delete_mail_request",
    /// Let colleagues know that one has it open.
    NoteViewing "note_viewing",
    /// Let them know that one has it open no more.
    StopViewing "stop_viewing",
    /// See what staff say to each other about it.
    ListInternalComments "list_internal_comments",
    /// Say something to colleagues about it.
    CreateInternalComment "create_internal_comment",
    /// Take that back.
    DeleteInternalComment "delete_internal_comment",
    /// Ask to read what is not one's own, under confidential administration.
    RequestBreakGlass "request_break_glass",
    /// See who asked, and what became of it.
    ListBreakGlasses "list_break_glasses",
    /// Let a colleague read, for a while.
    ConfirmBreakGlass "confirm_break_glass",
    /// Do not.
    RefuseBreakGlass "refuse_break_glass",
    /// Ask a client whether a colleague may go on with their request.
    AskForHandOver "ask_for_hand_over",
    /// Ask a client whether a colleague may look after them from now on.
    AskForPrimaryCounselor "ask_for_primary_counselor",
    /// See what one is asked.
    ListHandOvers "list_hand_overs",
    /// Take such a question back.
    WithdrawHandOver "withdraw_hand_over",
    /// Agree to it.
    AgreeToHandOver "agree_to_hand_over",
    /// Do not.
    DeclineHandOver "decline_hand_over",
    /// Hear of changes as they happen.
    StreamEvents "stream_events",
    /// Answer the live connection that one is still there.
    AnswerBeat "answer_beat",
    /// Sign out.
    SignOut "sign_out",
    /// See where one is signed in.
    ListSessions "list_sessions",
    /// Sign out elsewhere.
    EndSession "end_session",
    /// Sign out everywhere else.
    EndOtherSessions "end_other_sessions",
    /// Change one's own password.
    ChangeOwnPassword "change_own_password",
    /// See what is kept of oneself at the portal.
    ReadOwnData "read_own_data",
    /// Change by which name and address one is known there.
    UpdateOwnData "update_own_data",
    /// Take along what is kept of oneself.
    ExportOwnData "export_own_data",
    /// Delete one's own account.
    DeleteOwnAccount "delete_own_account",
    /// Make a code that opens one's account when the password is forgotten.
    MakeRecoveryCode "make_recovery_code",
    /// See how it stands with one's own second step of signing in.
    ReadTwoFactor "read_two_factor",
    /// Begin to set it up.
    BeginTwoFactor "begin_two_factor",
    /// Finish setting it up.
    ConfirmTwoFactor "confirm_two_factor",
    /// Do without it again.
    DisableTwoFactor "disable_two_factor",
    /// Get new recovery codes.
    RenewRecoveryCodes "renew_recovery_codes",
    /// See what the facility asks when staff sign in.
    ReadSignInSettings "read_sign_in_settings",
    /// Change that.
    UpdateSignInSettings "update_sign_in_settings",
    /// See the facility's API tokens.
    ListApiTokens "list_api_tokens",
    /// Make one.
    CreateApiToken "create_api_token",
    /// Make one void.
    RevokeApiToken "revoke_api_token",
    /// See where other programs are told what happens.
    ListWebhooks "list_webhooks",
    /// Have another program told.
    CreateWebhook "create_webhook",
    /// See one of these addresses.
    ReadWebhook "read_webhook",
    /// Change what it is told, or where.
    UpdateWebhook "update_webhook",
    /// Have it told nothing any more.
    DeleteWebhook "delete_webhook",
    /// Have it told nothing for some time.
    PauseWebhook "pause_webhook",
    /// Have it told again.
    ResumeWebhook "resume_webhook",
    /// Give it a new secret.
    RotateWebhookSecret "rotate_webhook_secret",
    /// Try it out.
    TestWebhook "test_webhook",
    /// See what it was told.
    ListWebhookDeliveries "list_webhook_deliveries",
    /// Tell it something again.
    SendWebhookDeliveryAgain "send_webhook_delivery_again",
    /// See who did what.
    ListAuditEntries "list_audit_entries",
    /// Take that out of the system.
    ExportAuditLog "export_audit_log",
    /// Check that nobody has changed it.
    VerifyAuditLog "verify_audit_log",
    /// See which mails go out, and which could not.
    ListOutgoingMails "list_outgoing_mails",
    /// Try one of them again.
    SendOutgoingMailAgain "send_outgoing_mail_again",
    /// See the words of automatic messages.
    ListMessageTemplates "list_message_templates",
    /// Put one in the facility's own words.
    UpdateMessageTemplate "update_message_template",
    /// Take the first words again.
    ResetMessageTemplate "reset_message_template",
    /// See how it would arrive.
    PreviewMessage "preview_message",
    /// Have one sent to oneself.
    TestMessageTemplate "test_message_template",
    /// See the figures of a period.
    ReadStatistics "read_statistics",
    /// Take them along.
    ExportStatistics "export_statistics",
    /// See who may do what.
    ReadAccessTable "read_access_table",
    /// See what the facility has chosen about who sees what.
    ReadOpennessSettings "read_openness_settings",
    /// Choose it.
    UpdateOpennessSettings "update_openness_settings",
}
