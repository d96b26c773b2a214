//! Services (chapter 40): what can be booked. The facility's, which admins keep and all counselors
//! use, and each counselor's own.

use crate::{
    channels::AppointmentChannel,
    clients::Edit,
    ids::{CounsellingFieldId, ServiceId},
    mail_requests::CounsellingFieldRef,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::{ServiceDescription, ServiceName},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// The most services that a facility shares, and that one counselor has.
pub const MAX_SERVICES: u64 = 100;

macro_rules! minutes {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = $min, maximum = $max))]
        #[serde(try_from = "u16", into = "u16")]
        pub struct $name(u16);

        impl $name {
            /// How many.
            pub fn minutes(self) -> u16 {
                self.0
            }
        }

        impl TryFrom<u16> for $name {
            type Error = FieldError;

            fn try_from(minutes: u16) -> Result<Self, FieldError> {
                if ($min..=$max).contains(&minutes) {
                    Ok(Self(minutes))
                } else {
                    Err(FieldError::new(FieldCode::OutOfRange))
                }
            }
        }

        impl From<$name> for u16 {
            fn from(minutes: $name) -> Self {
                minutes.0
            }
        }
    };
}

minutes!(
    /// How long an appointment takes: 5 minutes to 8 hours.
    Duration, 5..=480
);
minutes!(
    /// What a counselor keeps free after an appointment: up to 4 hours.
    FollowUpTime, 0..=240
);

impl Default for FollowUpTime {
    /// None.
    fn default() -> Self {
        Self(0)
    }
}

/// Something that can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// Which.
    pub id: ServiceId,
    /// Whether it is the facility's, for everybody; else it is one counselor's own.
    pub shared: bool,
    /// What staff call it; clients do not see it.
    pub name: String,
    /// Minutes that it takes.
    pub duration_minutes: u16,
    /// Minutes that are kept free afterwards.
    pub follow_up_minutes: u16,
    /// By which means.
    pub channel: AppointmentChannel,
    /// What about: the counselling reason; absent where it is for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field: Option<CounsellingFieldRef>,
    /// What clients read about it; may be empty.
    pub description: String,
    /// Whether what clients book is confirmed at once.
    pub confirmed_at_once: bool,
    /// To be named by the next change.
    pub version: Version,
}

/// A new service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "shared": false, "name": "Erstgespräch", "duration_minutes": 45, "follow_up_minutes": 15,
    "channel": "on_site", "description": "Zum Kennenlernen."
})))]
#[serde(deny_unknown_fields)]
pub struct ServiceCreate {
    /// Whether it is for everybody in the facility, which only admins decide.
    pub shared: bool,
    /// What staff call it.
    pub name: ServiceName,
    /// Minutes that it takes.
    pub duration_minutes: Duration,
    /// Minutes that are kept free afterwards.
    #[serde(default)]
    pub follow_up_minutes: FollowUpTime,
    /// By which means.
    pub channel: AppointmentChannel,
    /// What about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_id: Option<CounsellingFieldId>,
    /// What clients read about it.
    #[serde(default)]
    pub description: ServiceDescription,
    /// Whether what clients book is confirmed at once.
    #[serde(default)]
    pub confirmed_at_once: bool,
}

/// A change of a service; what is left out stays. What was booked before stays as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "duration_minutes": 60 })))]
#[serde(deny_unknown_fields)]
pub struct ServiceUpdate {
    /// What staff call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ServiceName>,
    /// Minutes that it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<Duration>,
    /// Minutes that are kept free afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_minutes: Option<FollowUpTime>,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<AppointmentChannel>,
    /// What about; `null` for any.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CounsellingFieldId>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub counselling_field_id: Edit<CounsellingFieldId>,
    /// What clients read about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ServiceDescription>,
    /// Whether what clients book is confirmed at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at_once: Option<bool>,
}

/// Which page of services to list, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ServiceQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_have_their_bounds() {
        for (minutes, good) in [(4, false), (5, true), (480, true), (481, false)] {
            assert_eq!(Duration::try_from(minutes).is_ok(), good, "{minutes}");
        }
        for (minutes, good) in [(0, true), (240, true), (241, false)] {
            assert_eq!(FollowUpTime::try_from(minutes).is_ok(), good, "{minutes}");
        }
    }
}
