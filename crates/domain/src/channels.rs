//! Channels (chapter 40): by which means a facility offers counselling, and each counselor of it.

use crate::{
    clients::Edit,
    text::{PhoneNumber, PostalAddress},
    version::Version,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A means of counselling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Written, each side in their own time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "mail"))]
    Mail,
    /// Written, both at once.
    #[cfg_attr(feature = "db", sea_orm(string_value = "chat"))]
    Chat,
    /// Seen and heard.
    #[cfg_attr(feature = "db", sea_orm(string_value = "video"))]
    Video,
    /// Heard.
    #[cfg_attr(feature = "db", sea_orm(string_value = "phone"))]
    Phone,
    /// In one room.
    #[cfg_attr(feature = "db", sea_orm(string_value = "on_site"))]
    OnSite,
}

impl Channel {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Mail,
        Self::Chat,
        Self::Video,
        Self::Phone,
        Self::OnSite,
    ];
}

/// A means of counselling for which two people make an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AppointmentChannel {
    /// Written, both at once.
    #[cfg_attr(feature = "db", sea_orm(string_value = "chat"))]
    Chat,
    /// Seen and heard.
    #[cfg_attr(feature = "db", sea_orm(string_value = "video"))]
    Video,
    /// Heard.
    #[cfg_attr(feature = "db", sea_orm(string_value = "phone"))]
    Phone,
    /// In one room.
    #[cfg_attr(feature = "db", sea_orm(string_value = "on_site"))]
    OnSite,
}

impl AppointmentChannel {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Chat, Self::Video, Self::Phone, Self::OnSite];

    /// Its name in queries and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Video => "video",
            Self::Phone => "phone",
            Self::OnSite => "on_site",
        }
    }
}

impl From<AppointmentChannel> for Channel {
    fn from(channel: AppointmentChannel) -> Self {
        match channel {
            AppointmentChannel::Chat => Self::Chat,
            AppointmentChannel::Video => Self::Video,
            AppointmentChannel::Phone => Self::Phone,
            AppointmentChannel::OnSite => Self::OnSite,
        }
    }
}

/// Which are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<Channel>))]
#[serde(transparent)]
pub struct Channels(BTreeSet<Channel>);

impl Channels {
    /// Whether this one is among them.
    pub fn contains(&self, channel: impl Into<Channel>) -> bool {
        self.0.contains(&channel.into())
    }

    /// Them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Channel> {
        self.0.iter().copied()
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<T: IntoIterator<Item = Channel>>(channels: T) -> Self {
        Self(channels.into_iter().collect())
    }
}

impl Default for Channels {
    /// All of them.
    fn default() -> Self {
        Channel::ALL.into_iter().collect()
    }
}

/// What a facility offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelSettings {
    /// By which means; counselors can offer no others.
    pub offered: Channels,
    /// To be named by the next change.
    pub version: Version,
}

/// What a facility is to offer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "offered": ["mail", "video", "on_site"] })))]
#[serde(deny_unknown_fields)]
pub struct ChannelSettingsUpdate {
    /// By which means.
    pub offered: Channels,
}

/// What one counselor offers. Where video calls are held is part of their profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorChannels {
    /// By which means, as far as the facility offers them too.
    pub offered: Channels,
    /// Where clients come to; told to who has an appointment there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_site_address: Option<String>,
    /// Where clients call; told to who has an appointment by phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// To be named by the next change; 0 before the first.
    pub version: Version,
}

/// A change of what one counselor offers; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "offered": ["phone", "on_site"], "on_site_address": "Bahnhofstraße 3\n35037 Marburg"
})))]
#[serde(deny_unknown_fields)]
pub struct CounselorChannelsUpdate {
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Channels>,
    /// Where clients come to; `null` to say nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub on_site_address: Edit<PostalAddress>,
    /// Where clients call; `null` to say nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub phone: Edit<PhoneNumber>,
}
