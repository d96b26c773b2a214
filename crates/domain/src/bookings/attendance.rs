//! What a client needs to take part in an appointment.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where to come, whom to call, or what to open.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Attendance {
    /// In one room.
    OnSite {
        /// Where it is.
        address: String,
    },
    /// By phone.
    Phone {
        /// Whom to call.
        number: String,
    },
    /// By video, in other software than the built-in one.
    Video {
        /// What to open.
        url: String,
    },
    /// By video, in the built-in software.
    BuiltInVideo {
        /// From when on one gets in.
        opens_at: DateTime<Utc>,
        /// Until when.
        closes_at: DateTime<Utc>,
    },
}

/// Hides where it is, so that it never reaches a log.
impl std::fmt::Debug for Attendance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OnSite { .. } => "OnSite(…)",
            Self::Phone { .. } => "Phone(…)",
            Self::Video { .. } => "Video(…)",
            Self::BuiltInVideo { .. } => "BuiltInVideo(…)",
        })
    }
}
