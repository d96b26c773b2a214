use super::{Openness, System};
use crate::version::Version;
use serde::{Deserialize, Serialize};

/// What a facility has chosen about who sees what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpennessSettings {
    /// How much of each other's work its counselors see.
    pub openness: Openness,
    /// Whether admins, too, read only what is theirs, but for a break-glass.
    pub confidential_administration: bool,
    /// To be named by the next change.
    pub version: Version,
}

/// What that is changed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "openness": "open", "confidential_administration": false
})))]
#[serde(deny_unknown_fields)]
pub struct OpennessSettingsUpdate {
    /// How much of each other's work its counselors see.
    pub openness: Openness,
    /// Whether admins, too, read only what is theirs, but for a break-glass.
    pub confidential_administration: bool,
}

impl From<OpennessSettings> for System {
    fn from(settings: OpennessSettings) -> Self {
        Self {
            openness: settings.openness,
            confidential_administration: settings.confidential_administration,
        }
    }
}
