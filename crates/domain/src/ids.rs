//! Typed identifiers: a `MailRequestId` cannot be passed where a `ClientId` is expected.
//!
//! All but [`PictureId`] are UUIDv7 (RFC 9562), so ids sort by the time they were made; the server
//! makes them.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}

id!(
    /// A counselling centre, the tenant that every other row belongs to.
    FacilityId
);
id!(
    /// A staff account, counselor or admin.
    CounselorId
);
id!(
    /// A person seeking help.
    ClientId
);
id!(
    /// One sign-in of one account on one device.
    SessionId
);
id!(
    /// One live connection of one browser tab.
    ConnectionId
);
id!(
    /// Something that a browser shows to whoever looks elsewhere.
    NoticeId
);
id!(
    /// A link by which somebody sets a password.
    AccountLinkId
);
id!(
    /// A code that is good once as a second step.
    RecoveryCodeId
);
id!(
    /// A key that another program calls the API with.
    ApiTokenId
);
id!(
    /// An address at which another program is told what happened.
    WebhookId
);
id!(
    /// One thing that it is told.
    WebhookDeliveryId
);
id!(
    /// A mail request with its thread.
    MailRequestId
);
id!(
    /// One message in the thread of a mail request.
    MessageId
);
id!(
    /// What staff say to each other about a mail request.
    InternalCommentId
);
id!(
    /// A permission to read what is not one's own, asked for or given.
    BreakGlassId
);
id!(
    /// A question to a client: whether somebody else may go on.
    HandOverId
);
id!(
    /// A mail that the facility sends, or sent.
    OutgoingMailId
);
id!(
    /// A profile picture; random, so that its address cannot be guessed.
    PictureId
);
id!(
    /// A request for more licences.
    LicenceRequestId
);
id!(
    /// A piece of work that a server does in the background.
    JobId
);
id!(
    /// A group of clients.
    GroupId
);
id!(
    /// A one-way notice to a client.
    DirectMessageId
);
id!(
    /// A conversation in the chat.
    ChatId
);
id!(
    /// One message in it.
    ChatMessageId
);
id!(
    /// An anonymous visit at the open door.
    OpenDoorVisitId
);
id!(
    /// A file on a client.
    DocumentId
);
id!(
    /// A file that goes with a message.
    AttachmentId
);
id!(
    /// A text that is used again and again.
    TextTemplateId
);
id!(
    /// Something that can be booked.
    ServiceId
);
id!(
    /// An entry in the calendar.
    BookingId
);
id!(
    /// Entries in the calendar that repeat.
    SeriesId
);
id!(
    /// A room for video calls.
    VideoRoomId
);
id!(
    /// A link into one.
    VideoLinkId
);
id!(
    /// That a client waits for an appointment.
    WaitingListEntryId
);
id!(
    /// That a counselor is away.
    AbsenceId
);
id!(
    /// What staff wrote down about a client.
    NoteId
);
id!(
    /// Bytes in the store; drawn at random, so that it tells nothing.
    BlobId
);
id!(
    /// A topic or place that a facility offers counselling on.
    CounsellingFieldId
);
id!(
    /// Something that a facility wants to know of its clients.
    MasterDataFieldId
);
id!(
    /// One of the answers that a master-data field offers.
    ChoiceId
);
id!(
    /// A record of one piece of counselling.
    MonitoringId
);
id!(
    /// Something that a facility writes down about each piece of counselling.
    MonitoringFieldId
);
id!(
    /// An entry in the protocol of what was erased.
    ErasureId
);
