//! The words every access rule is written in. The rules themselves stand beside what they
//! guard, in each feature's `access.rs`.

use crate::ids::{ClientId, CounselorId};
use serde::{Deserialize, Serialize};

/// What a staff account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works with clients and their requests.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
    /// All of that, and runs the facility.
    #[cfg_attr(feature = "db", sea_orm(string_value = "admin"))]
    Admin,
}

/// Who is asking, reduced to what a rule may look at. The facility is not part of it: nobody
/// ever gets to see a row of another facility, so no rule has to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A staff account.
    Counselor {
        /// Which.
        id: CounselorId,
        /// With which role.
        role: Role,
    },
    /// A person seeking help.
    Client {
        /// Which.
        id: ClientId,
    },
}

impl Actor {
    /// Whether this is staff with the admin role.
    pub fn is_admin(self) -> bool {
        matches!(
            self,
            Self::Counselor {
                role: Role::Admin,
                ..
            }
        )
    }

    /// The staff account, if it is one.
    pub fn counselor_id(self) -> Option<CounselorId> {
        match self {
            Self::Counselor { id, .. } => Some(id),
            Self::Client { .. } => None,
        }
    }

    /// The id, of whichever kind.
    pub fn id(self) -> uuid::Uuid {
        match self {
            Self::Counselor { id, .. } => id.0,
            Self::Client { id } => id.0,
        }
    }

    /// The client, if it is one.
    pub fn client_id(self) -> Option<ClientId> {
        match self {
            Self::Counselor { .. } => None,
            Self::Client { id } => Some(id),
        }
    }
}

/// The answer of a rule. There are three, because "no" and "what request?" are different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Go ahead.
    Allow,
    /// 403: the actor may know that it exists.
    Deny,
    /// 404, the same as if it did not exist.
    Hide,
}

impl Access {
    /// Whether the answer is [`Self::Allow`].
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }
}
