//! Video (chapter 50): rooms of the built-in software, who gets into them as what, and when.

use crate::{
    ids::{BookingId, ChatId, VideoLinkId},
    text::{LinkToken, Pseudonym},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long after its end one still gets into the room of an appointment.
pub const OPEN_AFTER_END: TimeDelta = TimeDelta::minutes(30);

/// For how long the room stays open that was opened in a conversation.
pub const CHAT_ROOM_OPEN_FOR: TimeDelta = TimeDelta::hours(2);

/// For how long a token is good at most: longer than most conversations, so that reloading the page
/// of the call does not throw anybody out.
pub const TOKEN_GOOD_FOR: TimeDelta = TimeDelta::hours(2);

/// How far the clock of the video server may be behind ours.
pub const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(30);

/// What somebody is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VideoRole {
    /// Leads it: the counselor.
    Owner,
    /// Takes part with picture and sound.
    Member,
    /// Sees and hears, writes and votes, and has neither camera nor microphone.
    Seminar,
}

impl VideoRole {
    /// The word for it in tokens, which the module for Prosody reads.
    pub fn claim(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Member => "member",
            Self::Seminar => "seminar",
        }
    }

    /// Whether they lead the room.
    pub fn moderates(self) -> bool {
        self == Self::Owner
    }
}

/// What a link lets people be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VideoLinkKind {
    /// Taking part without restrictions.
    #[cfg_attr(feature = "db", sea_orm(string_value = "guest"))]
    Guest,
    /// Listening and watching.
    #[cfg_attr(feature = "db", sea_orm(string_value = "seminar"))]
    Seminar,
}

impl VideoLinkKind {
    /// What one is in the room who comes by it.
    pub fn role(self) -> VideoRole {
        match self {
            Self::Guest => VideoRole::Member,
            Self::Seminar => VideoRole::Seminar,
        }
    }
}

/// When one gets into a room: from `opens_at` on, until just before `closes_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoWindow {
    /// From when on.
    pub opens_at: DateTime<Utc>,
    /// Until when.
    pub closes_at: DateTime<Utc>,
}

/// Where a moment lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VideoMoment {
    /// Before one gets in.
    Early,
    /// One gets in.
    Open,
    /// After that, or it does not take place.
    Over,
    /// The link was taken back.
    Revoked,
}

impl VideoWindow {
    /// Around an appointment, which opens so many minutes before it begins.
    pub fn around((starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>), lead_minutes: u16) -> Self {
        Self {
            opens_at: starts_at - TimeDelta::minutes(lead_minutes.into()),
            closes_at: ends_at + OPEN_AFTER_END,
        }
    }

    /// Of a room that is opened in a conversation now.
    pub fn of_chat(now: DateTime<Utc>) -> Self {
        Self {
            opens_at: now,
            closes_at: now + CHAT_ROOM_OPEN_FOR,
        }
    }

    /// Where this moment lies.
    pub fn moment(self, now: DateTime<Utc>) -> VideoMoment {
        if now < self.opens_at {
            VideoMoment::Early
        } else if now < self.closes_at {
            VideoMoment::Open
        } else {
            VideoMoment::Over
        }
    }

    /// From when until when a token holds that is made now: never outside of the window. Nothing
    /// where none is made.
    pub fn token(self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        (self.moment(now) == VideoMoment::Open).then(|| {
            let from = (now - CLOCK_SKEW).max(self.opens_at);
            (from, (now + TOKEN_GOOD_FOR).min(self.closes_at))
        })
    }
}

/// What the caller can do by video.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VideoSettings {
    /// Where the built-in software runs, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Whether the caller holds video calls in other software; of staff.
    pub external: bool,
    /// Whether the caller can open a video call in a conversation; of staff.
    pub in_chat: bool,
    /// How many minutes before an appointment begins its room opens; of staff.
    #[serde(default)]
    pub lead_minutes: u16,
}

/// The way in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VideoEntry {
    /// What to open. Of the built-in software it carries a token and is meant for one person.
    pub url: String,
}

/// Hides the token, so that it never reaches a log.
impl std::fmt::Debug for VideoEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VideoEntry(…)")
    }
}

/// What a room is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VideoPlace {
    /// An appointment, of one client or of several.
    Booking(BookingId),
    /// A conversation in the chat, in which a room is open.
    Chat(ChatId),
}

/// A link to make.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "place": { "booking": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10" }, "kind": "guest"
})))]
#[serde(deny_unknown_fields)]
pub struct VideoLinkCreate {
    /// To which room.
    pub place: VideoPlace,
    /// What people who come by it are there.
    pub kind: VideoLinkKind,
}

/// Whose links to list: name one of them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VideoLinkQuery {
    /// Those to the room of this appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<BookingId>,
    /// Those to the room that is open in this conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
}

impl VideoLinkQuery {
    /// Which room is meant, if it is one.
    pub fn place(self) -> Option<VideoPlace> {
        match (self.booking_id, self.chat_id) {
            (Some(id), None) => Some(VideoPlace::Booking(id)),
            (None, Some(id)) => Some(VideoPlace::Chat(id)),
            _ => None,
        }
    }
}

impl From<VideoPlace> for VideoLinkQuery {
    fn from(place: VideoPlace) -> Self {
        match place {
            VideoPlace::Booking(id) => Self {
                booking_id: Some(id),
                chat_id: None,
            },
            VideoPlace::Chat(id) => Self {
                booking_id: None,
                chat_id: Some(id),
            },
        }
    }
}

/// A link that holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VideoLink {
    /// Which.
    pub id: VideoLinkId,
    /// What people who come by it are.
    pub kind: VideoLinkKind,
    /// What to give them. Whoever knows it comes in.
    pub url: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Hides what to give away.
impl std::fmt::Debug for VideoLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VideoLink({}, {:?})", self.id, self.kind)
    }
}

/// The links to a room, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VideoLinks {
    /// Those that hold.
    pub items: Vec<VideoLink>,
}

/// A link that somebody opens.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "token": "AaITDxoMdBmzOgEdzXr2Cm1B5X0Vw2m0Zb3Q9s8yT1cKq4nL7hRj6dFgPaUeWxYz", "name": "Igel"
})))]
#[serde(deny_unknown_fields)]
pub struct VideoLinkPresented {
    /// What stands behind the `#` of the link.
    pub token: LinkToken,
    /// What one wants to be called in there; a guest if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Pseudonym>,
}

/// What somebody is told who opens a link: no title, no names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VideoInvitation {
    /// What the facility is called.
    pub facility: String,
    /// What one would be.
    pub kind: VideoLinkKind,
    /// Whether one gets in at this moment.
    pub moment: VideoMoment,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// From when on one gets in.
    pub opens_at: DateTime<Utc>,
    /// Until when.
    pub closes_at: DateTime<Utc>,
    /// Where the video software runs, to see whether it can be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

#[cfg(test)]
mod tests;
